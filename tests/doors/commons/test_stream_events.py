"""Each kind of event says what it should, follows its schema, and is told only while it is given."""

from __future__ import annotations

import asyncio
import hashlib
import json
from datetime import UTC, datetime, timedelta
from typing import Any

import jsonschema  # type: ignore[import-untyped]
import msgspec
import pytest
from jsonschema.protocols import Validator  # type: ignore[import-untyped]

from affresco.accounts.model import Answers
from affresco.commons import events, stream
from affresco.commons.people import pseudonym
from affresco.posts import commands as posts
from affresco.posts import consent
from affresco.posts.editing import change
from affresco.posts.model import Change, NewPicture, Publish
from affresco.posts.schedule import schedule
from doors.commons.giving import consumer, giver, told, withdraw
from world import Resident, World

SCHEMA = "/api/affresco/v1/commons/schema"
PICTURES = "/api/affresco/v1/commons/pictures"


async def validator(world: World) -> Validator:
    schema = json.loads((await world.api("GET", SCHEMA)).text)
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


async def offered(world: World, who: Resident, prompt: str = "a red fox") -> list[int]:
    """The pictures of a job of two."""
    job = await world.generate(by=who, prompt=prompt, count=2)
    await world.work()
    async with world.database.read() as tx:
        rows = await tx.rows(
            "SELECT media_id FROM candidates WHERE generation_id = $1 ORDER BY position", job
        )
    return [row["media_id"] for row in rows]


async def publish(world: World, who: Resident, media_id: int, **choices: Any) -> int:
    picture = NewPicture(media_id=media_id, alt="a fox")
    wanted = Publish(pictures=(picture,), **choices)
    return await posts.publish(world.database, world.runtime.settings, who.id, wanted)


async def duel(world: World, who: Resident, media: list[int], post_id: int) -> int:
    async with world.database.write() as tx:
        duel_id: int = await tx.value(
            """INSERT INTO duels (account_id, prompt, first_media_id, second_media_id, first_post_id,
                                  second_post_id, first_on_left, choice)
               VALUES ($1, 'a red fox', $2, $3, $4, $4, false, 'second') RETURNING id""",
            *(who.id, *sorted(media), post_id),
        )
    return duel_id


async def test_every_kind_follows_the_schema_and_the_types(world: World) -> None:
    ada, bo = await giver(world, "ada"), await giver(world, "bo", credit=True)
    reader = await consumer(world)
    media = await offered(world, ada)
    fox = await publish(world, ada, media[0], text="for @bo, by @ada", warning="teeth")
    await duel(world, bo, media, fox)
    harbour = await world.post(by=bo, pictures=1, text="a #harbour")
    await world.post(by=ada, remix_of=harbour)
    await world.post(by=ada, reply_to=harbour, quote_of_id=fox)
    await change(world.database, world.runtime.settings, bo.id, harbour.id, Change(text="a port"))
    await world.like(ada, harbour)
    await posts.unlike(world.database, ada.id, harbour.id)
    await world.repost(ada, harbour)
    before = await told(world, reader)
    await posts.unrepost(world.database, ada.id, harbour.id)
    gone, taken = await world.post(by=ada), await world.post(by=ada)
    await withdraw(world, taken)
    await posts.delete(world.database, ada.id, gone.id)
    await consent.answer(world.database, bo.id, Answers(choices="deny"), {})
    after = await told(world, reader, f"cursor={before[-1]['cursor']}")
    check = await validator(world)
    for event in before + after:
        check.validate(event)
        events.decoder.decode(msgspec.json.encode(event))
    assert {event["kind"] for event in before + after} == {
        *("post", "remix", "reply", "edit", "choice", "unlike", "repost", "unrepost", "duel"),
        *("withdrawal", "deletion"),
    }
    with pytest.raises(jsonschema.ValidationError):
        check.validate({**before[0], "v": 2})


async def test_a_choice_shows_what_was_offered_and_what_was_left_can_be_fetched(
    world: World,
) -> None:
    ada = await giver(world, "ada")
    reader = await consumer(world)
    media = await offered(world, ada)
    post = await publish(world, ada, media[1])
    (choice,) = await told(world, reader, "kinds=choice")
    assert choice["post_id"] == str(post)
    assert choice["prompt"] == "a red fox"
    assert [(o["picture"]["media_id"], o["chosen"]) for o in choice["offered"]] == [
        (str(media[0]), False),
        (str(media[1]), True),
    ]
    for offer in choice["offered"]:
        path = offer["picture"]["url"].removeprefix(world.runtime.base_url)
        answer = await world.api("GET", path, token=reader.key)
        assert answer.status_code == 200
        assert len(answer.content) == offer["picture"]["bytes"]
        assert hashlib.sha256(answer.content).hexdigest() == offer["picture"]["sha256"]
        assert answer.headers["content-usage"] == "train-ai=y"
    await consent.answer(world.database, ada.id, Answers(choices="deny"), {})
    assert [e["kind"] for e in await told(world, reader, "kinds=choice")] == ["withdrawal"]
    left = await world.api("GET", f"{PICTURES}/{media[0]}", token=reader.key)
    chosen = await world.api("GET", f"{PICTURES}/{media[1]}", token=reader.key)
    assert (left.status_code, chosen.status_code) == (404, 200)


async def test_pictures_have_their_hash_as_soon_as_it_is_known(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stream, "SHARED_SECONDS", -1.0)
    ada = await giver(world, "ada")
    reader = await consumer(world)
    media = await offered(world, ada)
    post = await publish(world, ada, media[1])
    await duel(world, ada, media, post)

    async def hashes() -> list[str | None]:
        chosen, duelled = await told(world, reader, "kinds=choice,duel")
        (posted,) = await told(world, reader, "kinds=post")
        pictures = [posted["post"]["pictures"][0], *(o["picture"] for o in chosen["offered"])]
        return [one["sha256"] for one in (*pictures, duelled["first"], duelled["second"])]

    first, second = sorted(set(await hashes()), key=str)
    assert None not in (first, second)
    # As they are that were kept before hashes were, until a release looks at them.
    async with world.database.write() as tx:
        await tx.run("UPDATE media SET sha256 = NULL")
    assert await hashes() == [None] * 5
    async with world.database.write() as tx:
        await tx.run(
            "INSERT INTO commons_pictures (media_id, sha256, look) VALUES ($1, $2, 0::bit(64))",
            *(media[1], bytes.fromhex(str(first))),
        )
    assert await hashes() == [first, None, first, None, first]


async def test_what_was_left_and_published_without_consent_is_not_shown(world: World) -> None:
    ada = await giver(world, "ada")
    reader = await consumer(world)
    media = await offered(world, ada)
    await publish(world, ada, media[1])
    await publish(world, ada, media[0], training="deny")
    assert await told(world, reader, "kinds=choice") == []
    answer = await world.api("GET", f"{PICTURES}/{media[0]}", token=reader.key)
    assert (answer.status_code, answer.json()["code"]) == (404, "commons.picture_not_given")


async def test_what_was_left_and_is_planned_is_not_shown_before(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stream, "SHARED_SECONDS", 0.0)
    ada, bo = await giver(world, "ada"), await giver(world, "bo")
    reader = await consumer(world)
    media = await offered(world, ada)
    post = await publish(world, ada, media[1])
    await duel(world, bo, media, post)
    told_before = [event["kind"] for event in await told(world, reader, "kinds=choice,duel")]
    assert told_before == ["choice", "duel"]
    planned = Publish(text="tomorrow", pictures=(NewPicture(media[0]),))
    await schedule(world.database, ada.id, planned, datetime.now(UTC) + timedelta(days=1))
    assert await told(world, reader, "kinds=choice,duel") == []
    answer = await world.api("GET", f"{PICTURES}/{media[0]}", token=reader.key)
    assert (answer.status_code, answer.json()["code"]) == (404, "commons.picture_not_given")


async def test_a_private_recipe_stays_private(world: World) -> None:
    ada = await giver(world, "ada")
    reader = await consumer(world)
    media = await offered(world, ada, "a hidden word")
    post = await publish(world, ada, media[0], recipe_visibility="private")
    await duel(world, ada, media, post)
    events = await told(world, reader)
    assert [event["kind"] for event in events] == ["post", "choice", "duel"]
    assert "hidden" not in str(events)
    assert events[0]["post"]["pictures"][0]["recipe"] is None


async def test_people_stand_under_pseudonyms_unless_they_chose_credit(world: World) -> None:
    ada, bo = await giver(world, "ada"), await giver(world, "bo", credit=True)
    one, other = await consumer(world, "one"), await consumer(world, "other")
    await world.post(by=ada, text="@bo and @ada")
    post = await world.post(by=bo, pictures=1, prompt="as @ada draws")
    await world.like(bo, post)
    mine = await told(world, one)
    secret = world.runtime.secret
    she, he = (pseudonym(secret, one.id, who.id) for who in (ada, bo))
    assert (mine[0]["post"]["author"], mine[0]["post"]["text"]) == (she, f"@bo and @{she}")
    assert mine[1]["post"]["author"] == "@bo"
    assert mine[1]["post"]["pictures"][0]["recipe"]["prompt"] == f"as @{she} draws"
    # What somebody likes is told of a pseudonym in any case.
    assert mine[2]["person"] == he
    assert await told(world, one) == mine
    theirs = await told(world, other)
    assert theirs[0]["post"]["author"] == pseudonym(secret, other.id, ada.id) != she
    assert [e["cursor"] for e in theirs] == [e["cursor"] for e in mine]


async def test_likes_are_told_while_they_stand_and_of_people_who_give_them(world: World) -> None:
    ada, bo, cy = await giver(world, "ada"), await giver(world, "bo"), await giver(world, "cy")
    reader = await consumer(world)
    post = await world.post(by=ada)
    for who in (bo, cy):
        await world.like(who, post)
    await posts.unlike(world.database, bo.id, post.id)
    kinds = "kinds=like,unlike"
    assert [e["kind"] for e in await told(world, reader, kinds)] == ["like", "unlike"]
    await consent.answer(world.database, cy.id, Answers(choices="deny"), {})
    await asyncio.sleep(
        stream.SHARED_SECONDS
    )  # so long a page may be told that was read for another
    shown = await told(world, reader, kinds)
    assert [e["kind"] for e in shown] == ["unlike", "withdrawal"]
    assert shown[1]["choices_of"] == pseudonym(world.runtime.secret, reader.id, cy.id)
    await withdraw(world, post)
    assert [e["kind"] for e in await told(world, reader, kinds)] == ["withdrawal", "withdrawal"]


async def test_a_picture_is_given_while_its_post_is(world: World) -> None:
    ada = await giver(world, "ada")
    reader = await consumer(world)
    post = await world.post(by=ada, pictures=1)
    path = f"{PICTURES}/{post.pictures[0].id}"
    assert (await world.api("GET", path, token=reader.key)).status_code == 200
    assert (await world.api("GET", path)).status_code == 401
    assert (await world.api("GET", path, as_=await world.person("bo"))).status_code == 200
    await withdraw(world, post)
    assert (await world.api("GET", path, token=reader.key)).status_code == 404


@pytest.mark.parametrize("number", ["1", "x", "9" * 19])
async def test_what_is_no_picture_is_not_found(world: World, number: str) -> None:
    reader = await consumer(world)
    answer = await world.api("GET", f"{PICTURES}/{number}", token=reader.key)
    assert (answer.status_code, answer.json()["code"]) == (404, "commons.picture_not_given")
