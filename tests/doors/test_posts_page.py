"""A post's own page, and what one does with a post."""

from __future__ import annotations

import re

import pytest

from affresco.web.trees import FAMILY_REACH
from doors.reading import cards
from world import World


async def test_a_post_is_shown_with_recipe_and_for_other_sites(world: World) -> None:
    ada = await world.person("ada", name="Ada")
    post = await world.post(by=ada, text="Low tide", pictures=1, prompt="a boat on sand")
    page = await world.get(post.url)
    assert page.status_code == 200
    assert "<title>Ada: “Low tide” · Affresco</title>" in page.text
    assert "a boat on sand" in page.text
    assert f'<link rel="canonical" href="http://testserver{post.url}">' in page.text
    assert 'property="og:image" content="http://testserver/media/' in page.text
    assert 'property="og:image:width" content="64"' in page.text
    assert "application/json+oembed" in page.text


async def test_a_private_prompt_is_nowhere_on_the_page(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    post = await world.post(by=ada, pictures=1, prompt="secret sauce", recipe_visibility="private")
    remix = await world.post(by=ada, remix_of=post, prompt="secret sauce and salt")
    for url in (post.url, remix.url, f"/posts/{remix.id}/family"):
        for reader in (None, bo):
            html = (await world.get(url, as_=reader)).text
            assert "secret sauce" not in html.replace("secret sauce and salt", "")
    assert "secret sauce" in (await world.get(post.url, as_=ada)).text


@pytest.mark.parametrize("visibility", ["followers", "private"])
async def test_a_hidden_post_looks_like_none(world: World, visibility: str) -> None:
    ada, bo = await world.people("ada", "bo")
    post = await world.post(by=ada, visibility=visibility)
    nothing = await world.get("/@ada/12345", as_=bo)
    hidden = await world.get(post.url, as_=bo)
    assert nothing.status_code == hidden.status_code == 404
    strip = re.compile(r'content="[0-9a-f]{64}"|\d{3,}')
    assert strip.sub("", hidden.text) == strip.sub("", nothing.text)
    own = await world.get(post.url, as_=ada)
    assert own.status_code == 200
    assert "noindex" in own.text
    assert "og:image" not in own.text


@pytest.mark.parametrize("path", ["/@ada/0", "/@ada/99999999999999999999", "/ada/5", "/@ada/x"])
async def test_addresses_that_cannot_be_are_not_found(world: World, path: str) -> None:
    await world.person("ada")
    assert (await world.get(path)).status_code == 404


async def test_other_addresses_of_a_post_lead_to_its_own(world: World) -> None:
    ada = await world.person("ada")
    post = await world.post(by=ada)
    for path in (f"/posts/{post.id}", f"/@nobody/{post.id}"):
        answer = await world.get(path)
        assert answer.status_code == 303
        assert answer.headers["location"] == post.url


async def test_a_remix_says_where_it_comes_from_and_what_changed(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    parent = await world.post(by=ada, pictures=1, prompt="a red boat at dawn")
    child = await world.post(by=bo, remix_of=parent, prompt="a blue boat at dawn")
    html = (await world.get(child.url)).text
    assert f'href="{parent.url}"' in html
    assert "<del>red</del>" in html
    assert "<ins>blue</ins>" in html
    assert f'href="/posts/{child.id}/family"' in html
    tree = (await world.get(f"/posts/{child.id}/family")).text
    assert f'href="{parent.url}"' in tree
    assert 'aria-current="page"' in tree


async def test_a_deleted_parent_is_gone_and_the_line_stays(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    parent = await world.post(by=ada, pictures=1, prompt="a red boat")
    child = await world.post(by=bo, remix_of=parent, prompt="a blue boat")
    await world.post_form(f"/posts/{parent.id}/delete", as_=ada)
    html = (await world.get(child.url)).text
    assert "a red boat" not in html
    assert "Remix of a post that is gone" in html
    assert (await world.get(f"/posts/{child.id}/family")).status_code == 200


async def test_a_long_line_of_remixes_can_be_walked(world: World) -> None:
    ada = await world.person("ada")
    line = [await world.post(by=ada, pictures=1, prompt="step 0")]
    for number in range(1, 60):
        line.append(await world.post(by=ada, remix_of=line[-1], prompt=f"step {number}"))
    html = (await world.get(f"/posts/{line[30].id}/family")).text
    shown = [post for post in line if f'href="{post.url}"' in html]
    assert shown == line[30 - FAMILY_REACH : 30 + FAMILY_REACH + 1]
    assert f'href="/posts/{shown[0].id}/family"' in html
    assert f'href="/posts/{shown[-1].id}/family"' in html


async def test_like_and_back_without_scripts_leads_to_where_one_was(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    post = await world.post(by=ada)
    client = world._client(bo)
    sent = {"_csrf": world.form_token(bo)}
    answer = await client.post(
        f"/posts/{post.id}/like", data=sent, headers={"Referer": "http://testserver/local?max_id=9"}
    )
    assert answer.status_code == 303
    assert answer.headers["location"] == f"/local?max_id=9#post-{post.id}"
    abroad = await client.post(
        f"/posts/{post.id}/unlike", data=sent, headers={"Referer": "https://evil.example/x"}
    )
    assert abroad.headers["location"].startswith("/#")


@pytest.mark.parametrize(
    ("verb", "undo", "name"),
    [
        ("like", "unlike", "likes"),
        ("repost", "unrepost", "reposts"),
        ("bookmark", "unbookmark", None),
    ],
)
async def test_the_answer_to_a_button_is_the_row_of_buttons_as_it_is_then(
    world: World, verb: str, undo: str, name: str | None
) -> None:
    ada, bo = await world.people("ada", "bo")
    post = await world.post(by=ada)
    await world.get(post.url, as_=bo)
    for _twice in range(2):
        done = await world.post_form(f"/posts/{post.id}/{verb}", as_=bo, htmx=True)
        assert f'formaction="/posts/{post.id}/{undo}" aria-pressed="true"' in done.text
        assert "<html" not in done.text
        if name:
            assert f'data-count="{name}">1<' in done.text
    undone = await world.post_form(f"/posts/{post.id}/{undo}", as_=bo, htmx=True)
    assert f'formaction="/posts/{post.id}/{verb}" aria-pressed="false"' in undone.text
    if name:
        assert f'data-count="{name}"><' in undone.text


async def test_buttons_need_a_token_an_account_and_a_post_that_one_may_see(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    post = await world.post(by=ada, visibility="private")
    assert (await world.post_form(f"/posts/{post.id}/like", as_=bo)).status_code == 404
    assert (await world.post_form(f"/posts/{post.id}/explode", as_=ada)).status_code == 404
    guest = await world.post_form(f"/posts/{post.id}/like")
    assert guest.headers["location"].startswith("/sign-in")
    forged = await world._client(ada).post(f"/posts/{post.id}/like", data={"_csrf": "no"})
    assert forged.status_code == 403


async def test_a_guest_who_presses_a_button_comes_back_to_the_page_after_signing_in(
    world: World,
) -> None:
    ada = await world.person("ada")
    post = await world.post(by=ada)
    headers = {"Referer": f"http://testserver{post.url}"}
    sent = {"_csrf": world.form_token(None)}
    plain = await world._client(None).post(f"/posts/{post.id}/like", data=sent, headers=headers)
    assert plain.headers["location"] == f"/sign-in?next={post.url}".replace("@", "%40")
    script = await world._client(None).post(
        f"/posts/{post.id}/like", data=sent, headers={**headers, "HX-Request": "true"}
    )
    assert script.headers["hx-redirect"] == plain.headers["location"]


async def test_only_the_author_deletes_and_edits(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    post = await world.post(by=ada, text="first words", pictures=1)
    assert (await world.post_form(f"/posts/{post.id}/delete", as_=bo)).status_code == 403
    assert (await world.get(f"/posts/{post.id}/edit", as_=bo)).status_code == 403
    edited = await world.post_form(
        f"/posts/{post.id}/edit", {"text": "second words", "alt_1": "a square"}, as_=ada
    )
    assert edited.headers["location"] == post.url
    history = (await world.get(f"/posts/{post.id}/history", as_=bo)).text
    assert "<del>first</del>" in history
    assert "<ins>second</ins>" in history
    gone = await world.post_form(f"/posts/{post.id}/delete", as_=ada)
    assert gone.status_code == 303
    assert (await world.get(post.url, as_=ada)).status_code == 404


async def test_the_editor_takes_pictures_out_and_puts_others_in(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    post = await world.post(by=ada, text="words", pictures=2)
    first, second = post.pictures
    fresh = await world.picture(by=ada)
    page = (await world.get(f"/posts/{post.id}/edit", as_=ada)).text
    assert f'name="media_id" value="{fresh.id}"' in page
    assert f'name="media_id" value="{first.id}"' not in page
    sent = {
        "text": "words",
        "shown": [str(first.id), str(second.id)],
        "alt_2": "the second",
        "focus_2": "top",
        "out": str(first.id),
        "media_id": str(fresh.id),
    }
    edited = await world.post_form(f"/posts/{post.id}/edit", sent, as_=ada)
    assert edited.headers["location"] == post.url
    shown = (await world.get(post.url, as_=bo)).text
    assert first.key not in shown
    assert shown.index(second.key) < shown.index(fresh.key)
    assert 'data-focus="50% 0%"' in shown
    assert 'alt="the second"' in shown


async def test_an_edit_with_a_picture_that_is_gone_keeps_what_was_typed(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    post = await world.post(by=ada, text="words")
    bos = await world.picture(by=bo)
    page = await world.post_form(
        f"/posts/{post.id}/edit", {"text": "other words", "media_id": str(bos.id)}, as_=ada
    )
    assert page.status_code == 409
    assert "other words" in page.text
    assert "other words" not in (await world.get(post.url)).text


async def test_an_edit_that_cannot_be_keeps_what_was_typed(world: World) -> None:
    ada = await world.person("ada")
    post = await world.post(by=ada, text="short")
    page = await world.post_form(f"/posts/{post.id}/edit", {"text": "long " * 2000}, as_=ada)
    assert page.status_code == 422
    assert ("long " * 1990) in page.text
    assert "10000" in page.text or "9999" in page.text


async def test_replies_stand_under_the_post_in_their_order(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    post = await world.post(by=ada)
    sent = await world.post_form(
        f"/posts/{post.id}/reply", {"text": "What a sky", "idempotency_key": "one"}, as_=bo
    )
    assert sent.status_code == 303
    again = await world.post_form(
        f"/posts/{post.id}/reply", {"text": "What a sky", "idempotency_key": "one"}, as_=bo
    )
    assert again.headers["location"] == sent.headers["location"]
    html = (await world.get(post.url)).text
    assert html.count("What a sky") == 1
    (_post, reply) = cards(html)
    answer = (await world.get(f"/@bo/{reply}")).text
    assert cards(answer) == [post.id, reply]


async def test_a_reply_that_cannot_be_sent_comes_back_as_it_was(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    post = await world.post(by=ada)
    empty = await world.post_form(f"/posts/{post.id}/reply", {"text": "  "}, as_=bo)
    assert empty.status_code == 422
    long = await world.post_form(f"/posts/{post.id}/reply", {"text": "y" * 5001}, as_=bo)
    assert long.status_code == 422
    assert "y" * 5001 in long.text
    assert "text-error" in long.text


async def test_a_reply_to_a_post_that_went_away_gives_the_words_back(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    post = await world.post(by=ada)
    await world.post_form(f"/posts/{post.id}/delete", as_=ada)
    answer = await world.post_form(f"/posts/{post.id}/reply", {"text": "my long thought"}, as_=bo)
    assert answer.status_code == 404
    assert "my long thought" in answer.text


async def test_a_card_alone_is_a_fragment(world: World) -> None:
    ada = await world.person("ada")
    post = await world.post(by=ada)
    card = await world.get(f"/posts/{post.id}/card")
    assert cards(card.text) == [post.id]
    assert "<html" not in card.text


@pytest.mark.parametrize("warm", [False, True])
async def test_a_post_costs_the_same_with_one_reply_and_with_twenty(
    world: World, warm: bool
) -> None:
    ada, bo = await world.people("ada", "bo")
    post = await world.post(by=ada, pictures=1, prompt="a boat")
    await world.post(by=bo, remix_of=post)
    costs = []
    for replies in (1, 19):
        for number in range(replies):
            await world.post(by=bo, text=f"reply {number}", reply_to=post)
        if warm:
            await world.get(post.url, as_=bo)
        async with world.counting() as statements:
            page = await world.get(post.url, as_=bo)
        costs.append(len(statements))
        assert page.status_code == 200
    assert costs[1] <= costs[0] + 1
    assert costs[1] <= 16
