"""Publish: the form, its mistakes, the second click, the lineage that is not asked for."""

from __future__ import annotations

import re
from typing import Any

import pytest

from world import Published, Resident, World


async def remixed(world: World, by: Resident, parent: Published) -> int:
    """A picture that the studio made from a post."""
    media = await world.picture(by=by, prompt="a blue boat")
    async with world.database.write() as tx:
        await tx.run(
            """UPDATE generations SET source_post_id = $1
               WHERE id = (SELECT generation_id FROM candidates WHERE media_id = $2)""",
            parent.id,
            media.id,
        )
    return media.id


def form(*media_ids: int, **fields: Any) -> dict[str, Any]:
    return {
        "media_id": [str(number) for number in media_ids],
        "text": "",
        "visibility": "public",
        "recipe_visibility": "open",
        "remix_policy": "everyone",
        "training": "deny",
        "idempotency_key": "k1",
        **fields,
    }


async def test_the_form_shows_the_pictures_and_the_accounts_own_rule(world: World) -> None:
    ada = await world.person("ada", training="allow")
    first, second = [await world.picture(by=ada, prompt="a boat") for _ in range(2)]
    page = await world.get(f"/publish?media_id={first.id}&media_id={second.id}", as_=ada)
    assert page.status_code == 200
    assert page.text.count('name="alt_') == 2
    assert re.search(r'name="training" value="allow" checked', page.text)
    assert (await world.get("/publish")).headers["location"].startswith("/sign-in")


async def test_who_ticked_no_picture_is_sent_back_to_tick_one(world: World) -> None:
    ada = await world.person("ada")
    studio = {"Referer": "http://testserver/generations/5"}
    back = await world.get("/publish", as_=ada, headers=studio)
    assert back.headers["location"] == "/generations/5"
    words = await world.get("/publish", as_=ada)
    assert words.status_code == 200


async def test_publishing_leads_to_the_post_and_twice_gives_one(world: World) -> None:
    ada = await world.person("ada")
    media = await world.picture(by=ada, prompt="a boat")
    sent = form(media.id, text="Hello", alt_1="A small boat")
    first = await world.post_form("/publish", sent, as_=ada)
    second = await world.post_form("/publish", sent, as_=ada)
    assert first.status_code == 303
    assert first.headers["location"] == second.headers["location"]
    html = (await world.get(first.headers["location"], as_=ada)).text
    assert 'alt="A small boat"' in html
    async with world.database.read() as tx:
        assert await tx.value("SELECT count(*) FROM posts") == 1


async def test_a_remix_is_recorded_though_the_form_does_not_say_so(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    parent = await world.post(by=ada, pictures=1, prompt="a red boat")
    media_id = await remixed(world, bo, parent)
    page = await world.get(f"/publish?media_id={media_id}", as_=bo)
    assert f'href="{parent.url}"' in page.text
    done = await world.post_form("/publish", form(media_id), as_=bo)
    child = (await world.get(done.headers["location"])).text
    assert "<del>red</del>" in child


async def test_a_remix_that_became_forbidden_says_so_and_keeps_everything(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    parent = await world.post(by=ada, pictures=1)
    media_id = await remixed(world, bo, parent)
    await world.post_form(f"/posts/{parent.id}/delete", as_=ada)
    sent = form(media_id, text="my words", alt_1="my boat", visibility="followers")
    page = await world.post_form("/publish", sent, as_=bo)
    assert page.status_code == 404
    assert "my words" in page.text
    assert "my boat" in page.text
    assert re.search(r'name="visibility" value="followers" checked', page.text)
    assert 'id="form-error"' in page.text


@pytest.mark.parametrize(
    ("fields", "field"),
    [({"text": "x" * 5001}, "text"), ({"alt_1": "x" * 1501, "text": "kept"}, "alt_1")],
)
async def test_mistakes_are_shown_at_their_field(
    world: World, fields: dict[str, str], field: str
) -> None:
    ada = await world.person("ada")
    media = await world.picture(by=ada)
    page = await world.post_form("/publish", form(media.id, **fields), as_=ada)
    assert page.status_code == 422
    assert f'id="{field}-error"' in page.text
    for typed in fields.values():
        assert typed in page.text


async def test_nothing_at_all_cannot_be_published(world: World) -> None:
    ada = await world.person("ada")
    page = await world.post_form("/publish", form(text=" "), as_=ada)
    assert page.status_code == 422
    assert 'id="text-error"' in page.text


@pytest.mark.parametrize("query", ["media_id=5", "media_id=x", "media_id=99999999999999999999"])
async def test_pictures_that_are_not_there_are_refused(world: World, query: str) -> None:
    ada = await world.person("ada")
    assert (await world.get(f"/publish?{query}", as_=ada)).status_code == 409


async def test_somebody_elses_picture_is_refused(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    media = await world.picture(by=ada)
    assert (await world.get(f"/publish?media_id={media.id}", as_=bo)).status_code == 409
    assert (await world.post_form("/publish", form(media.id), as_=bo)).status_code == 409


async def test_five_pictures_are_too_many(world: World) -> None:
    ada = await world.person("ada")
    ids = [(await world.picture(by=ada)).id for _ in range(5)]
    query = "&".join(f"media_id={number}" for number in ids)
    assert (await world.get(f"/publish?{query}", as_=ada)).status_code == 422
