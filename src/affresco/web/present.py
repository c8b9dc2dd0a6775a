"""Facts → what the templates show. Pure: no I/O; of the request, only its locale.

``card`` makes the struct that ``macros/post.html`` takes; the other functions make its neighbours.
Addresses are paths; pages that need whole addresses (Open Graph, oEmbed) put ``base_url`` before.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from html import unescape
from types import MappingProxyType
from typing import Final, Literal

import msgspec
from markupsafe import Markup

from affresco.accounts.model import Person
from affresco.feeds.model import (
    Parent,
    PollView,
    PostView,
    Quoted,
)
from affresco.media.model import CENTRE, Focus
from affresco.posts.lineage import DiffPart, prompt_diff
from affresco.posts.model import (
    Counts,
    Picture,
    Post,
    PostId,
    RecipeVisibility,
    Visibility,
)
from affresco.studio.model import Recipe
from affresco.text import _

DiffOp = Literal["same", "ins", "del"]
DiffWords = tuple[tuple[DiffOp, str], ...]
Chips = Mapping[int, tuple[str, ...]]
"""How an engine understood the prompt of each picture, by media id."""

_DIFF_OPS: Final[dict[str, DiffOp]] = {"same": "same", "added": "ins", "removed": "del"}
_BREAKS: Final = re.compile(r"</p>|</li>|</blockquote>|<br ?/?>")
_TAGS: Final = re.compile(r"<[^>]*>")
_SUMMARY: Final = 200
"""Characters of a description in a page's head."""
_QUOTED: Final = 400
"""Characters of a quoted post."""
NO_CHIPS: Final[Chips] = MappingProxyType({})


class RecipeCard(msgspec.Struct, frozen=True):
    """What a picture was made from. size: "1024 × 1024" in pixels; chips: how it was understood."""

    prompt: str
    engine: str
    version: str
    seed: int
    size: str
    chips: tuple[str, ...] = ()


class PictureCard(msgspec.Struct, frozen=True):
    """A picture. width, height in pixels of the original; thumbhash: base64, None without one.

    generated: whether an engine of ours made it. focus: a position in CSS that crops keep in sight, None
    for the middle.
    """

    url: str
    preview_url: str
    large_url: str
    width: int
    height: int
    alt: str
    thumbhash: str | None
    recipe: RecipeCard | None
    generated: bool = False
    focus: str | None = None


class RemixOf(msgspec.Struct, frozen=True):
    """What a post is a remix of. deleted: gone or hidden from this viewer; only url is set."""

    url: str
    author: Person | None
    prompt: str | None
    picture: PictureCard | None
    deleted: bool


class ReplyTo(msgspec.Struct, frozen=True):
    """The post that a post answers."""

    url: str
    author: Person


class PollLine(msgspec.Struct, frozen=True):
    """An answer of a poll. votes: None while they are not told; share: in hundredths."""

    position: int
    title: str
    votes: int | None
    share: int
    chosen: bool


class PollCard(msgspec.Struct, frozen=True):
    """A poll as the templates take it. open: whether the viewer may still vote; told: the results."""

    lines: tuple[PollLine, ...]
    multiple: bool
    open: bool
    told: bool
    ended: bool
    voted: bool
    voters: int
    expires_at: datetime


class QuotedCard(msgspec.Struct, frozen=True):
    """What a post quotes. revoked, gone: nothing else is set. mine: the viewer's own post."""

    url: str = ""
    author: Person | None = None
    text: str = ""
    warning: str = ""
    veiled: bool = False
    picture: PictureCard | None = None
    revoked: bool = False
    gone: bool = False
    mine: bool = False


class PostCard(msgspec.Struct, frozen=True, kw_only=True):
    """A post as the templates take it. can_remix: also for guests, who are asked to sign in first. given:
    whether its author lets models learn from it."""

    id: PostId
    entry_id: int
    url: str
    author: Person
    text: str
    text_html: Markup
    language: str
    created_at: datetime
    edited_at: datetime | None
    visibility: Visibility
    recipe_visibility: RecipeVisibility
    pictures: tuple[PictureCard, ...]
    counts: Counts
    liked: bool
    reposted: bool
    bookmarked: bool
    own: bool
    can_remix: bool
    remix_of: RemixOf | None
    reposted_by: Person | None
    in_reply_to: ReplyTo | None
    warning: str = ""
    veiled: bool = False
    pinned: bool = False
    muted: bool = False
    can_quote: bool = False
    poll: PollCard | None = None
    quoted: QuotedCard | None = None
    given: bool = False


def post_url(handle: str, post_id: int) -> str:
    """The path of a post's own page."""
    return f"/@{handle}/{post_id}"


def picture_card(
    picture: Picture, shows_recipe: bool = False, chips: Iterable[str] = ()
) -> PictureCard:
    """A picture of a post, with its recipe where the viewer may have it."""
    media, recipe = picture.media, picture.recipe
    return PictureCard(
        url=media.path("original"),
        preview_url=media.path("preview"),
        large_url=media.path("large"),
        width=media.width,
        height=media.height,
        alt=picture.alt,
        thumbhash=thumbhash_text(media.thumbhash),
        recipe=recipe_card(recipe, chips) if shows_recipe and recipe is not None else None,
        generated=media.kind == "generated",
        focus=_position(media.focus),
    )


def _position(focus: Focus) -> str | None:
    """As ``object-position`` of CSS has it: from the left, from the top."""
    if focus == CENTRE:
        return None
    return f"{50 + 50 * focus.x:.0f}% {50 - 50 * focus.y:.0f}%"


def recipe_card(recipe: Recipe, chips: Iterable[str] = ()) -> RecipeCard:
    """A recipe in the words that people read."""
    return RecipeCard(
        prompt=recipe.prompt,
        engine=recipe.engine,
        version=recipe.version,
        seed=recipe.seed,
        size=f"{recipe.width} × {recipe.height}",
        chips=tuple(chips),
    )


def thumbhash_text(raw: bytes) -> str | None:
    """The form that scripts decode: base64, or None for a picture without one."""
    return base64.b64encode(raw).decode() if raw else None


def card(view: PostView, viewer_id: int | None, chips: Chips = NO_CHIPS) -> PostCard:
    """A post for a viewer. chips: by the picture's media id, where the page shows them."""
    post, state = view.post, view.state
    open_recipe = post.shows_recipe_to(viewer_id)
    return PostCard(
        id=post.id,
        entry_id=view.entry_id,
        url=post_url(view.author.handle, post.id),
        author=view.author,
        text=post.text,
        text_html=Markup(post.html),  # noqa: S704 - sanitised when it was written
        language=post.language,
        created_at=post.created_at,
        edited_at=post.edited_at,
        visibility=post.visibility,
        recipe_visibility=post.recipe_visibility,
        pictures=tuple(
            picture_card(picture, open_recipe, chips.get(picture.media.id, ()))
            for picture in post.pictures
        ),
        counts=view.counts,
        liked=state.liked,
        reposted=state.reposted,
        bookmarked=state.bookmarked,
        own=state.own,
        can_remix=state.may_remix or (viewer_id is None and post.remix_policy == "everyone"),
        remix_of=remix_of(view.parent, viewer_id) if view.parent else None,
        reposted_by=view.reposted_by,
        in_reply_to=_reply_to(view),
        warning=post.warning,
        veiled=post.veiled,
        pinned=post.pinned,
        muted=state.muted,
        can_quote=state.may_quote
        or (viewer_id is None and post.quote_policy == "everyone" and post.visibility == "public"),
        poll=poll_card(view.poll, viewer_id) if view.poll else None,
        quoted=quoted_card(view.quoted) if view.quoted else None,
        given=post.training == "allow" and post.visibility == "public",
    )


def poll_card(view: PollView, viewer_id: int | None) -> PollCard:
    """A poll for a viewer. Who may still vote does not see how others did."""
    poll = view.poll
    can_vote = not view.ended and not view.voted
    told = view.totals is not None and (not can_vote or viewer_id is None)
    whole = max(1, poll.voters)
    lines = tuple(
        PollLine(
            position=at,
            title=option.title,
            votes=view.totals[at] if told and view.totals else None,
            share=round(100 * view.totals[at] / whole) if told and view.totals else 0,
            chosen=at in view.votes,
        )
        for at, option in enumerate(poll.options)
    )
    return PollCard(
        lines=lines,
        multiple=poll.multiple,
        open=can_vote and viewer_id is not None,
        told=told,
        ended=view.ended,
        voted=view.voted,
        voters=poll.voters,
        expires_at=poll.expires_at,
    )


def quoted_card(quoted: Quoted) -> QuotedCard:
    """What a post quotes, as far as this viewer may know it."""
    view = quoted.view
    if view is None:
        return QuotedCard(revoked=quoted.revoked, gone=not quoted.revoked)
    post = view.post
    return QuotedCard(
        url=post_url(view.author.handle, post.id),
        author=view.author,
        text="" if post.warning else summary(post, _QUOTED),
        warning=post.warning,
        veiled=post.veiled,
        picture=picture_card(post.pictures[0]) if post.pictures else None,
        mine=view.state.own,
    )


def cards(views: Iterable[PostView], viewer_id: int | None) -> tuple[PostCard, ...]:
    """The posts of a page of a feed."""
    return tuple(card(view, viewer_id) for view in views)


def remix_of(parent: Parent, viewer_id: int | None) -> RemixOf:
    """Where a remix comes from, as far as this viewer may know."""
    post, author = parent.post, parent.author
    if post is None or author is None:
        return RemixOf(f"/posts/{parent.id}", None, None, None, True)
    return RemixOf(
        url=post_url(author.handle, post.id),
        author=author,
        prompt=prompt_of(post, viewer_id),
        picture=picture_card(post.pictures[0]) if shown_at_once(post) else None,
        deleted=False,
    )


def prompt_of(post: Post, viewer_id: int | None) -> str | None:
    """The prompt of a post's first picture, where there is one and the viewer may read it."""
    if not post.shows_recipe_to(viewer_id):
        return None
    return next((p.recipe.prompt for p in post.pictures if p.recipe is not None), None)


def prompt_change(view: PostView, viewer_id: int | None) -> DiffWords:
    """How the prompt of a remix differs from its parent's; () where either is not known."""
    if view.parent is None or view.parent.post is None:
        return ()
    before, after = prompt_of(view.parent.post, viewer_id), prompt_of(view.post, viewer_id)
    if before is None or after is None:
        return ()
    return diff_words(prompt_diff(before, after))


def diff_words(parts: Iterable[DiffPart]) -> DiffWords:
    """A difference in the names of HTML's elements, as ``macros/post.html`` ``diff`` takes it."""
    return tuple((_DIFF_OPS[part.op], part.text) for part in parts)


def shown_at_once(post: Post) -> bool:
    """Whether a post has a picture that may be shown small, where there is no room for a veil."""
    return bool(post.pictures) and not post.veiled and not post.warning


def plain_text(html: str) -> str:
    """The words of a sanitised text, without its markup, in one line."""
    return " ".join(unescape(_TAGS.sub("", _BREAKS.sub(" ", html))).split())


def summary(post: Post, limit: int = _SUMMARY) -> str:
    """A description of a post for those who do not see it: its words, or what its picture shows; its
    warning, where it has one."""
    words = post.warning or plain_text(post.html)
    words = words or next((p.alt for p in post.pictures if p.alt), "")
    return words if len(words) <= limit else words[: limit - 1].rstrip() + "…"


def page_title(view: PostView) -> str:
    """The title of a post's page, e.g. ``Ada: “A fox reads under a lamp”``."""
    words = summary(view.post, 70)
    name = view.author.display_name
    title = _("{name}: “{words}”") if words else _("A picture by {name}")
    return title.format(name=name, words=words)


def _reply_to(view: PostView) -> ReplyTo | None:
    answered = view.post.in_reply_to_id
    if answered is None or view.replies_to is None:
        return None
    return ReplyTo(url=post_url(view.replies_to.handle, answered), author=view.replies_to)
