"""What templates are given: pure, so facts are made by hand."""

from __future__ import annotations

from datetime import UTC, datetime

import msgspec

from affresco.accounts.model import AccountId, Person
from affresco.feeds.model import Family, Parent, PostView, Reply
from affresco.media.model import Media, MediaId, Rendition
from affresco.posts.model import Counts, LineageNode, Picture, Post, PostId, ViewerState
from affresco.studio.model import Recipe
from affresco.web import present, trees
from affresco.web.composer import format_of, remix_form
from affresco.web.sharing import sharing

NOON = datetime(2026, 4, 12, 12, tzinfo=UTC)
ADA = Person(AccountId(1), "ada", "Ada", "", (), "member", None, None, 1, NOON)
BO = Person(AccountId(2), "bo", "", "", (), "member", None, None, 1, NOON)
RECIPE = Recipe("a red fox, asleep", 7, "illustrator", "1.0", 1152, 864)
MEDIA = Media(
    id=MediaId(9),
    owner_id=1,
    kind="generated",
    key="k",
    content_type="image/png",
    bytes=1,
    width=1152,
    height=864,
    thumbhash=b"\x01\x02\x03",
    renditions=(Rendition("large", "image/webp", 1280, 960, 1),),
)


def make_post(number: int = 10, *, by: Person = ADA, prompt: str | None = None) -> Post:
    recipe = msgspec.structs.replace(RECIPE, prompt=prompt) if prompt else RECIPE
    return Post(
        id=PostId(number),
        account_id=by.id,
        text="Look #fox",
        html='<p>Look <a href="/tags/fox">#fox</a> &amp; smile</p>',
        language="en",
        visibility="public",
        in_reply_to_id=None,
        in_reply_to_account_id=None,
        root_id=PostId(number),
        recipe_visibility="open",
        remix_policy="everyone",
        training="deny",
        revision=1,
        created_at=NOON,
        edited_at=None,
        pictures=(Picture(MEDIA, "A fox", recipe),),
        parent_id=None,
        depth=0,
        tags=("fox",),
        mentioned_ids=(),
    )


def make_view(post: Post, author: Person = ADA, parent: Parent | None = None) -> PostView:
    return PostView(post.id, post, author, Counts(likes=2), ViewerState(liked=True), parent=parent)


def test_a_card_has_paths_recipe_and_placeholder() -> None:
    card = present.card(make_view(make_post()), viewer_id=2, chips={9: ("Place: roof",)})
    (picture,) = card.pictures
    assert card.url == "/@ada/10"
    assert picture.large_url == "/media/k/large.webp"
    assert picture.url == picture.preview_url == "/media/k/original.png"
    assert picture.thumbhash == "AQID"
    assert picture.recipe is not None
    assert picture.recipe.size == "1152 × 864"
    assert picture.recipe.chips == ("Place: roof",)
    assert card.liked
    assert card.counts.likes == 2


def test_a_private_recipe_is_for_its_author_alone() -> None:
    view = make_view(msgspec.structs.replace(make_post(), recipe_visibility="private"))
    assert present.card(view, viewer_id=2).pictures[0].recipe is None
    assert present.card(view, viewer_id=None).pictures[0].recipe is None
    assert present.card(view, viewer_id=1).pictures[0].recipe is not None


def test_guests_are_invited_to_remix_what_everybody_may() -> None:
    view = make_view(make_post())
    assert present.card(view, viewer_id=None).can_remix
    assert not present.card(view, viewer_id=2).can_remix
    closed = make_view(msgspec.structs.replace(make_post(), remix_policy="followers"))
    assert not present.card(closed, viewer_id=None).can_remix


def test_a_remix_shows_how_its_words_differ() -> None:
    parent = Parent(PostId(5), make_post(5, prompt="a red fox asleep"), ADA)
    child = make_view(make_post(6, by=BO, prompt="a blue fox asleep"), BO, parent)
    change = present.prompt_change(child, viewer_id=None)
    assert [part for part in change if part[0] != "same"] == [("del", "red"), ("ins", "blue")]
    assert "".join(text for op, text in change if op != "del") == "a blue fox asleep"


def test_words_of_a_private_parent_are_not_shown_by_the_difference() -> None:
    secret = msgspec.structs.replace(
        make_post(5, prompt="a secret fox"), recipe_visibility="private"
    )
    child = make_view(make_post(6, by=BO), BO, Parent(PostId(5), secret, ADA))
    assert present.prompt_change(child, viewer_id=2) == ()
    card = present.card(child, viewer_id=2)
    assert card.remix_of is not None
    assert card.remix_of.prompt is None
    assert present.prompt_change(child, viewer_id=1) != ()


def test_a_parent_that_is_gone_has_only_an_address() -> None:
    card = present.card(make_view(make_post(), parent=Parent(PostId(5))), viewer_id=None)
    assert card.remix_of == present.RemixOf("/posts/5", None, None, None, True)


def test_a_long_line_of_remixes_is_cut_around_the_post() -> None:
    node: LineageNode | None = None
    for depth in reversed(range(3000)):
        number = PostId(depth + 1)
        parent = PostId(depth) if depth else None
        node = LineageNode(number, parent, depth, "gone", (node,) if node else ())
    assert node is not None
    shown = trees.family_node(Family(node, {}), None, post_id=1500)
    assert shown.id == 1500 - trees.FAMILY_REACH
    last = shown
    while last.children:
        last = last.children[0]
    assert last.id == 1500 + trees.FAMILY_REACH
    assert last.further


def test_beside_a_post_stand_its_parent_and_its_own_remixes() -> None:
    grandchild = LineageNode(PostId(4), PostId(3), 3, "gone")
    child = LineageNode(PostId(3), PostId(2), 2, "gone", (grandchild,))
    here = LineageNode(PostId(2), PostId(1), 1, "here", (child,))
    sibling = LineageNode(PostId(5), PostId(1), 1, "gone")
    root = LineageNode(PostId(1), None, 0, "gone", (here, sibling))
    family = Family(root, {PostId(2): make_view(make_post(2))})
    near = trees.near(trees.family_node(family, None, 2), 2)
    assert near.id == 1
    assert near.deleted
    assert [c.id for c in near.children] == [2]
    assert [c.id for c in near.children[0].children] == [3]
    assert near.children[0].children[0].children == ()


def test_a_deep_conversation_is_flattened_and_keeps_gone_replies_that_were_answered() -> None:
    reply: Reply | None = None
    for number in reversed(range(1, 2001)):
        view = make_view(make_post(number)) if number != 2 else None
        reply = Reply(PostId(number), view, (reply,) if reply else ())
    assert reply is not None
    nodes = trees.thread_nodes((reply, Reply(PostId(9999), None)), None)
    assert len(nodes) == 1
    second = nodes[0].replies[0]
    assert second.post is None
    deepest = second.replies[0].replies
    assert len(deepest) == 2000 - (trees.THREAD_DEPTH - 1)
    assert all(not node.replies for node in deepest)


def test_a_summary_is_plain_text_or_the_picture_described() -> None:
    assert present.summary(make_post()) == "Look #fox & smile"
    silent = msgspec.structs.replace(make_post(), text="", html="")
    assert present.summary(silent) == "A fox"
    assert present.page_title(make_view(silent)) == "Ada: “A fox”"
    long = msgspec.structs.replace(make_post(), html="<p>" + "word " * 200 + "</p>")
    assert len(present.summary(long)) <= 200


def test_only_public_posts_are_described_to_other_sites() -> None:
    view = make_view(make_post())
    shared = sharing(view, "https://a.example")
    assert shared is not None
    assert shared.image == "https://a.example/media/k/large.webp"
    assert (shared.width, shared.height) == (1280, 960)
    hidden = make_view(msgspec.structs.replace(make_post(), visibility="followers"))
    assert sharing(hidden, "https://a.example") is None


def test_a_remix_starts_from_the_recipe_only_where_it_is_open() -> None:
    parent = make_view(make_post())
    assert remix_form("t", parent, 2).prompt == RECIPE.prompt
    assert remix_form("t", parent, 2).format == "4:3"
    closed = make_view(msgspec.structs.replace(make_post(), recipe_visibility="private"))
    form = remix_form("t", closed, 2)
    assert form.prompt == ""
    assert form.remix_of is not None
    assert form.remix_of.prompt is None


def test_the_nearest_format_is_found() -> None:
    assert format_of(msgspec.structs.replace(RECIPE, width=1000, height=1010)) == "1:1"
    assert format_of(msgspec.structs.replace(RECIPE, width=500, height=1000)) == "9:16"
