"""The stream tells what people give, in its order, to those who may read it."""

from __future__ import annotations

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
