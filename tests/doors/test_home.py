"""The first page: a welcome for strangers, the studio and Following for people who are in."""

from __future__ import annotations

import re

import pytest

from doors.reading import cards
from world import World


async def test_a_stranger_is_welcomed_and_sees_public_pictures(world: World) -> None:
    ada = await world.person("ada")
    shown = await world.post(by=ada, pictures=1)
    await world.post(by=ada, pictures=1, visibility="followers")
    page = await world.get("/")
    assert page.status_code == 200
    assert cards(page.text) == [shown.id]
    assert 'href="/sign-in"' in page.text
    assert "/about#invitations" in page.text


async def test_home_shows_those_one_follows_and_oneself(world: World) -> None:
    ada, bo, cleo = await world.people("ada", "bo", "cleo")
    await world.follow(bo, ada)
    theirs = await world.post(by=ada, text="to those who follow me", visibility="followers")
    own = await world.post(by=bo)
    await world.post(by=cleo)
    page = await world.get("/", as_=bo)
    assert cards(page.text) == [own.id, theirs.id]
    assert 'action="/generations"' in page.text


async def test_who_follows_nobody_is_shown_whom_to_follow(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    await world.post(by=ada, text="hello")
    page = await world.get("/", as_=bo)
    assert 'formaction="/people/ada/follow"' in page.text
    assert 'href="/local"' in page.text


async def test_pages_follow_each_other_without_gaps(world: World) -> None:
    ada = await world.person("ada")
    made = [(await world.post(by=ada)).id for _ in range(45)]
    seen: list[int] = []
    path: str | None = "/"
    while path:
        html = (await world.get(path, as_=ada)).text
        seen += cards(html)
        more = re.search(r'rel="next" href="([^"]+)"', html)
        path = more[1].replace("&amp;", "&") if more else None
    assert seen == made[::-1]


async def test_a_script_gets_the_list_alone(world: World) -> None:
    ada = await world.person("ada")
    first = await world.post(by=ada)
    later = await world.post(by=ada)
    newer = await world.get(f"/?min_id={first.id}", as_=ada, htmx=True)
    assert cards(newer.text) == [later.id]
    assert "<html" not in newer.text
    assert f'data-newer-url="/?min_id={later.id}"' in newer.text
    assert "HX-Request" in newer.headers["vary"]
    strangers = await world.get("/?max_id=9223372036854775807", htmx=True)
    assert "<html" not in strangers.text


@pytest.mark.parametrize("bounds", ["max_id=abc", "max_id=9223372036854775808", "min_id=-1"])
async def test_bounds_that_cannot_be_are_refused_with_a_page(world: World, bounds: str) -> None:
    page = await world.get(f"/local?{bounds}")
    assert page.status_code == 400 or page.status_code == 422
    assert "<h1>" in page.text


async def test_a_remix_starts_with_the_words_of_its_parent(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    parent = await world.post(by=ada, pictures=1, prompt="a <quiet> harbour")
    page = await world.get(f"/?remix={parent.id}", as_=bo)
    assert page.status_code == 200
    assert "a &lt;quiet&gt; harbour</textarea>" in page.text
    assert f'value="{parent.id}"' in page.text


async def test_a_private_recipe_is_not_told_to_who_remixes(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    parent = await world.post(
        by=ada, pictures=1, prompt="my secret words", recipe_visibility="private"
    )
    page = await world.get(f"/?remix={parent.id}", as_=bo)
    assert page.status_code == 200
    assert "my secret words" not in page.text


async def test_a_forbidden_remix_says_so(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    parent = await world.post(by=ada, pictures=1, remix_policy="nobody")
    page = await world.get(f"/?remix={parent.id}", as_=bo)
    assert page.status_code == 403
    assert "does not allow" in page.text


async def test_a_remix_of_what_one_may_not_see_looks_like_one_of_nothing(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    hidden = await world.post(by=ada, pictures=1, visibility="private")
    for number in (hidden.id, 12345):
        page = await world.get(f"/?remix={number}", as_=bo)
        assert page.status_code == 404


async def test_a_stranger_who_remixes_is_asked_to_sign_in_first(world: World) -> None:
    answer = await world.get("/?remix=5")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/sign-in?next=/%3Fremix%3D5"


@pytest.mark.parametrize("warm", [False, True])
async def test_home_costs_the_same_for_one_post_and_for_twenty(world: World, warm: bool) -> None:
    ada, bo = await world.people("ada", "bo")
    await world.follow(bo, ada)
    costs = []
    for posts in (1, 19):
        for _ in range(posts):
            await world.post(by=ada, pictures=1, prompt="a boat")
        if warm:
            await world.get("/", as_=bo)
        async with world.counting() as statements:
            page = await world.get("/", as_=bo)
        costs.append(len(statements))
        assert len(cards(page.text)) == (1 if posts == 1 else 20)
    assert costs[1] <= costs[0] + 1
    assert costs[1] <= (3 if warm else 12)
