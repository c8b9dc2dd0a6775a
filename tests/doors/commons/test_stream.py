"""The stream tells what people give, in its order, to those who may read it."""

from __future__ import annotations

import pytest

from affresco.commons import stream as feeds
from doors.commons.giving import STREAM, consumer, giver, lines, told, withdraw
from world import World


async def test_what_is_given_is_told_in_its_order_and_nothing_else(world: World) -> None:
    ada, bo = await giver(world, "ada"), await giver(world, "bo")
    cleo = await world.person("cleo")
    reader = await consumer(world)
    harbour = await world.post(by=ada, pictures=1, prompt="a quiet harbour", text="Look at this")
    await world.post(by=cleo, text="not given")
    await world.post(by=ada, visibility="followers")
    remix = await world.post(by=bo, remix_of=harbour)
    reply = await world.post(by=bo, reply_to=harbour, text="lovely")
    await world.like(bo, harbour)
    await world.like(cleo, harbour)
    await world.repost(bo, harbour)
    events = await told(world, reader)
    assert [event["kind"] for event in events] == ["post", "remix", "reply", "like", "repost"]
    post = events[0]["post"]
    assert (post["id"], post["text"], post["licence"]) == (str(harbour.id), "Look at this", "CC BY")
    assert post["pictures"][0]["prompt"] == "a quiet harbour"
    assert events[1]["post"]["remix_of"] == events[2]["post"]["reply_to"] == str(harbour.id)
    assert events[1]["post"]["id"] == str(remix.id)
    assert events[2]["post"]["id"] == str(reply.id)
    assert events[3]["post_id"] == events[4]["post_id"] == str(harbour.id)
    assert events[1]["post"]["author"] == events[3]["person"] != post["author"]
    assert "cleo" not in str(events)
    assert "ada" not in str(events)


async def test_a_cursor_goes_on_where_one_was(world: World) -> None:
    ada = await giver(world, "ada")
    reader = await consumer(world)
    posts = [await world.post(by=ada) for _ in range(5)]
    whole = await lines(world, reader)
    assert [event["kind"] for event in whole] == ["post"] * 5 + ["mark"]
    for place, event in enumerate(whole):
        rest = await lines(world, reader, f"cursor={event['cursor']}")
        assert rest == [*whole[place + 1 : 5], whole[5]]
    assert [e["post"]["id"] for e in whole[:5]] == [str(post.id) for post in posts]


async def test_what_is_withdrawn_is_gone_from_the_replay_and_its_tombstone_stays(
    world: World,
) -> None:
    ada = await giver(world, "ada")
    reader = await consumer(world)
    kept, taken = await world.post(by=ada), await world.post(by=ada, text="a secret by now")
    before = await lines(world, reader)
    await withdraw(world, taken)
    events = await told(world, reader)
    assert [event["kind"] for event in events] == ["post", "withdrawal"]
    assert events[0]["post"]["id"] == str(kept.id)
    assert events[1]["post_id"] == str(taken.id)
    assert "secret" not in str(events)
    assert await told(world, reader, f"cursor={before[-1]['cursor']}") == events[1:]


async def test_strangers_read_nothing(world: World) -> None:
    answer = await world.api("GET", STREAM)
    assert (answer.status_code, answer.json()["code"]) == (401, "api.token_needed")
    answer = await world.api("GET", STREAM, token="affc_nobody")
    assert (answer.status_code, answer.json()["code"]) == (401, "api.bad_token")


async def test_kinds_and_languages_are_filters_but_what_is_taken_back_is_told_to_all(
    world: World,
) -> None:
    ada = await giver(world, "ada")
    reader = await consumer(world)
    english, italian = await world.post(by=ada), await world.post(by=ada, language="it")
    await world.like(ada, italian)
    await withdraw(world, english)
    shown = {
        query: [e["kind"] for e in await told(world, reader, query)]
        for query in ("kinds=like", "kinds=like,post", "languages=it", "languages=de", "kinds=edit")
    }
    assert shown == {
        "kinds=like": ["like", "withdrawal"],
        "kinds=like,post": ["post", "like", "withdrawal"],
        "languages=it": ["post", "like", "withdrawal"],
        "languages=de": ["withdrawal"],
        "kinds=edit": ["withdrawal"],
    }


@pytest.mark.parametrize("query", ["kinds=posts", "languages=" + "x" * 30, "follow=perhaps"])
async def test_a_wish_that_nobody_can_grant_is_refused(world: World, query: str) -> None:
    reader = await consumer(world)
    assert (await world.api("GET", f"{STREAM}?{query}", token=reader.key)).status_code == 422


async def test_a_filter_far_behind_reads_the_same_as_at_the_end(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feeds, "PAGE", 3)
    ada = await giver(world, "ada")
    reader = await consumer(world)
    posts = [await world.post(by=ada) for _ in range(8)]
    for post in posts:
        await world.like(ada, post)
    await told(world, reader)  # by now it is known how far the log goes
    events = await told(world, reader, "kinds=like")
    assert [event["post_id"] for event in events] == [str(post.id) for post in posts]


async def test_from_now_on_nothing_of_before_is_told(world: World) -> None:
    ada = await giver(world, "ada")
    reader = await consumer(world)
    await world.post(by=ada)
    (mark,) = await lines(world, reader, "cursor=now")
    later = await world.post(by=ada)
    (event,) = await told(world, reader, f"cursor={mark['cursor']}")
    assert event["post"]["id"] == str(later.id)


async def test_a_forged_cursor_is_refused(world: World) -> None:
    reader = await consumer(world)
    (mark,) = await lines(world, reader)
    forged = ("A" if mark["cursor"][0] != "A" else "B") + mark["cursor"][1:]
    for cursor in (forged, "x", "0", "%00", mark["cursor"] + "A"):
        answer = await world.api("GET", f"{STREAM}?cursor={cursor}", token=reader.key)
        assert (answer.status_code, answer.json()["code"]) == (400, "commons.cursor_forged")


async def test_a_cursor_of_a_log_that_is_no_more_says_what_to_do(world: World) -> None:
    ada = await giver(world, "ada")
    reader = await consumer(world)
    await world.post(by=ada)
    ahead = (await lines(world, reader))[-1]["cursor"]
    for again in range(2):
        # A backup of before is restored; then other things happen.
        async with world.database.write() as tx:
            await tx.run("TRUNCATE commons_log")
            await tx.run("UPDATE commons_clock SET seq = 0")
        if again:
            await world.post(by=ada)
            await told(world, reader)
        answer = await world.api("GET", f"{STREAM}?cursor={ahead}", token=reader.key)
        assert (answer.status_code, answer.json()["code"]) == (410, "commons.cursor_ahead")
        assert "without a cursor" in answer.json()["error"]


async def test_the_number_of_queries_does_not_grow_with_the_page(world: World) -> None:
    ada, bo = await giver(world, "ada"), await giver(world, "bo")
    one, other = await consumer(world), await consumer(world)
    counts = []
    for reader, many in ((one, 1), (other, 19)):
        for _ in range(many):
            post = await world.post(by=ada, pictures=1, text="for @bo")
            await world.post(by=bo, remix_of=post)
            await world.like(bo, post)
        await told(world, reader)
        async with world.counting() as seen:
            assert len(await lines(world, reader)) > 3 * many
        counts.append(len(seen))
    assert counts[0] == counts[1] < 20
