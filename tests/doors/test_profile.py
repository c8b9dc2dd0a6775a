"""A person's page."""

from __future__ import annotations

import pytest

from doors.reading import cards
from world import World


async def test_a_person_is_shown_with_numbers_and_pictures(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    await world.follow(bo, ada)
    picture = await world.post(by=ada, pictures=1)
    words = await world.post(by=ada, text="only words")
    page = await world.get("/@ada", as_=bo)
    assert page.status_code == 200
    assert "@ada" in page.text
    assert "<b>2</b> posts" in page.text
    assert "<b>1</b> follower" in page.text
    assert 'formaction="/people/ada/unfollow"' in page.text
    assert cards(page.text) == [picture.id]
    assert cards((await world.get("/@ada/with-replies")).text) == [words.id, picture.id]


async def test_pictures_are_found_below_many_words(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    first = await world.post(by=ada, pictures=1)
    for number in range(25):
        await world.post(by=ada, text=f"word {number}")
    await world.repost(ada, await world.post(by=bo, pictures=1))
    page = await world.get("/@ada")
    assert cards(page.text) == [first.id]
    assert 'rel="next"' not in page.text


async def test_one_does_not_follow_oneself(world: World) -> None:
    ada = await world.person("ada")
    page = await world.get("/@ada", as_=ada)
    assert "/people/ada/follow" not in page.text
    assert 'href="/settings/profile"' in page.text


async def test_a_handle_is_found_in_any_case(world: World) -> None:
    await world.person("ada")
    assert (await world.get("/@Ada")).status_code == 200


@pytest.mark.parametrize("path", ["/@nobody", "/ada", "/@", "/@ada%00", "/@Ⓐda"])
async def test_people_who_are_not_there_are_not_found(world: World, path: str) -> None:
    await world.person("ada")
    assert (await world.get(path)).status_code == 404
