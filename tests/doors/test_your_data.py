"""Your data: what one gave, where it is, what for; one click takes it back."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from affresco.commons import merkle
from affresco.posts import commands as posts
from releases import Told, publish
from world import Published, Resident, World

GIVEN: dict[str, Any] = {"training": "allow", "licence": "CC BY", "likeness": "nobody"}
PAGE = "/settings/data"


async def given(world: World, who: Resident, count: int = 1, **more: Any) -> list[Published]:
    return [await world.post(by=who, pictures=1, **{**GIVEN, **more}) for _ in range(count)]


async def released(world: World, version: int, *shown: Published) -> bytes:
    rows = [Told("captions", f"post:{post.id}", post) for post in shown]
    return await publish(world.database, version, rows)


async def in_commons(world: World) -> set[int]:
    async with world.database.read() as tx:
        return {row["post_id"] for row in await tx.rows("SELECT post_id FROM commons_posts")}


async def test_it_says_what_is_given_under_which_licence_and_where(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    one, two = await given(world, ada, 2)
    (kept,) = await given(world, ada, training="deny")
    (other,) = await given(world, bo)
    await released(world, 1, one, other)
    await released(world, 2, one, other)
    page = (await world.get(PAGE, as_=ada)).text
    assert "Models may learn from 2 posts of yours." in page
    assert "in releases 1 to 2" in page
    assert "in the live stream" in page
    assert "CC BY" in page
    for post, shown in ((one, True), (two, True), (kept, False), (other, False)):
        assert (f"{PAGE}/posts/{post.id}/withdraw" in page) is shown


async def test_one_click_takes_a_post_back_and_it_is_recorded_as_read(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    one, two = await given(world, ada, 2)
    (theirs,) = await given(world, bo)
    assert await in_commons(world) == {one.id, two.id, theirs.id}
    answer = await world.post_form(f"{PAGE}/posts/{one.id}/withdraw", as_=ada)
    assert answer.status_code == 303
    assert await in_commons(world) == {two.id, theirs.id}
    async with world.database.read() as tx:
        said = await tx.row(
            "SELECT * FROM consent_choices WHERE post_id = $1 ORDER BY id DESC LIMIT 1", one.id
        )
    assert said is not None
    assert (said["choice"], said["wording"]) == (
        "deny",
        "Withdraw: models may learn from this post no more.",
    )
    again = await world.post_form(f"{PAGE}/posts/{one.id}/withdraw", as_=ada)
    assert again.status_code == 303, "what is taken back already is as wanted"
    await world.post_form(f"{PAGE}/posts/{theirs.id}/withdraw", as_=ada)
    assert theirs.id in await in_commons(world), "nobody takes back what others gave"


async def test_everything_goes_with_one_confirmed_click(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    mine, (theirs,) = await given(world, ada, 3), await given(world, bo)
    await released(world, 1, *mine, theirs)
    await world.post_form(f"{PAGE}/withdraw", as_=ada)
    assert await in_commons(world) == {theirs.id}
    await world.post(by=ada)
    assert await in_commons(world) == {theirs.id}, "nor is anything given from now on"
    page = (await world.get(PAGE, as_=ada)).text
    assert "Models may learn from none of your posts." in page
    assert "<td>3</td>" in page, "the release still has them, taken back"


async def test_choices_are_counted_and_taken_back(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    (post,) = await given(world, bo)
    async with world.database.write() as tx:
        await tx.run("UPDATE accounts SET choices = 'allow' WHERE id = $1", ada.id)
    await world.like(ada, post)
    assert "1 like, 0 reposts" in (await world.get(PAGE, as_=ada)).text
    await world.post_form(f"{PAGE}/choices/withdraw", as_=ada)
    assert "none of it is given" in (await world.get(PAGE, as_=ada)).text
    async with world.database.read() as tx:
        assert await tx.value("SELECT choices FROM accounts WHERE id = $1", ada.id) == "deny"


async def test_receipts_hold_without_us(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    mine, (theirs,) = await given(world, ada, 3), await given(world, bo)
    root = await released(world, 1, *mine, theirs)
    answer = await world.get(f"{PAGE}/receipts/1", as_=ada)
    assert answer.headers["content-disposition"].startswith("attachment")
    proofs = [json.loads(line) for line in answer.text.splitlines()]
    assert {proof["key"] for proof in proofs} == {f"post:{post.id}" for post in mine}
    for proof in proofs:
        path = [bytes.fromhex(one) for one in proof["path"]]
        leaf = bytes.fromhex(proof["leaf"])
        assert merkle.verify(leaf, proof["index"], proof["size"], path, root)
    assert (await world.get(f"{PAGE}/receipts/7", as_=ada)).status_code == 404


async def test_it_says_who_used_a_release_for_what(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    (post,) = await given(world, ada)
    await released(world, 1, post)
    async with world.database.write() as tx:
        await tx.run(
            """WITH c AS (INSERT INTO commons_consumers (name, contact, purpose, key_hash, scopes)
                          VALUES ('A <b>laboratory', 'x', 'y', 'z', '{datasets}') RETURNING id)
               INSERT INTO commons_uses (consumer_id, version, model, purpose, url)
               SELECT id, 1, 'frescos-1', 'learning to caption', 'https://example.org/f' FROM c"""
        )
    page = (await world.get(PAGE, as_=ada)).text
    assert "frescos-1" in page
    assert "learning to caption" in page
    assert "A &lt;b&gt;laboratory" in page
    assert "frescos-1" not in (await world.get(PAGE, as_=bo)).text


async def test_reports_come_in_pages_too(world: World) -> None:
    ada = await world.person("ada")
    (post,) = await given(world, ada)
    await released(world, 1, post)
    async with world.database.write() as tx:
        await tx.run(
            """WITH c AS (INSERT INTO commons_consumers (name, contact, purpose, key_hash, scopes)
                          VALUES ('a laboratory', 'x', 'y', 'z', '{datasets}') RETURNING id)
               INSERT INTO commons_uses (consumer_id, version, model, purpose)
               SELECT id, 1, 'model number ' || n || '.', 'captioning' FROM c, generate_series(1, 51) n"""
        )
    page = (await world.get(PAGE, as_=ada)).text
    assert "<dd>51</dd>" in page
    assert ("number 51." in page, "number 1." in page) == (True, False)
    more = re.search(r"\?uses_max_id=\d+", page)
    assert more is not None
    older = (await world.get(f"{PAGE}{more[0]}", as_=ada)).text
    assert ("number 51." in older, "number 1." in older) == (False, True)
    told = (await world.api("GET", "/api/affresco/v1/commons/mine", as_=ada)).json()
    place = f"/api/affresco/v1/commons/mine?uses_max_id={told['uses_next']}"
    (last,) = (await world.api("GET", place, as_=ada)).json()["uses"]
    assert last["model"] == "model number 1."


async def test_it_comes_in_pages_and_each_costs_the_same(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada = await world.person("ada")
    first = await given(world, ada)
    await world.get(PAGE, as_=ada)
    async with world.counting() as one:
        await world.get(PAGE, as_=ada)
    more = await given(world, ada, 29)
    await world.get(PAGE, as_=ada)
    async with world.counting() as many:
        page = (await world.get(PAGE, as_=ada)).text
    assert len(many) <= len(one)
    assert f"?max_id={more[-24].id}" in page
    older = (await world.get(f"{PAGE}?max_id={more[-24].id}", as_=ada)).text
    assert f"/posts/{first[0].id}/withdraw" in older
    assert f"/posts/{more[-1].id}/withdraw" not in older


async def test_strangers_are_asked_to_sign_in_and_deleted_posts_are_left_out(world: World) -> None:
    ada = await world.person("ada")
    (post,) = await given(world, ada)
    assert (await world.get(PAGE)).status_code in (303, 401)
    await posts.delete(world.database, ada.id, post.id)
    assert "Nothing is given" in (await world.get(PAGE, as_=ada)).text
