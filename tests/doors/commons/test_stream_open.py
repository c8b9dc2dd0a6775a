"""Streams that stay open: what happens is told at once, in each framing, until whoever reads may not."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

import pytest

from affresco.accounts import tokens
from affresco.accounts.model import Answers
from affresco.api.native import commons_streaming
from affresco.commons import consumers, stream
from affresco.commons.model import EVERYTHING
from affresco.posts import commands as posts
from affresco.posts import consent
from affresco.posts.model import NOT_READ
from doors.commons.giving import STREAM, Reader, consumer, giver, lines, told, withdraw
from sockets import ClientSocket
from streams import EventStream
from world import World

MANY = 10_000


@asynccontextmanager
async def socket(world: World, reader: Reader, query: str = "") -> AsyncIterator[ClientSocket]:
    one = ClientSocket(world.app, f"{STREAM}?access_token={reader.key}&{query}", {})
    await one.open()
    try:
        yield one
    finally:
        await one.close()


async def next_line(one: EventStream) -> Any:
    """The next event of a stream of lines."""
    line = await asyncio.wait_for(one._lines.get(), 5)
    return json.loads(line or "")


async def test_what_happens_is_heard_at_once_by_server_sent_events(world: World) -> None:
    ada = await giver(world, "ada")
    reader = await consumer(world)
    first = await world.post(by=ada)
    async with world.stream(STREAM, token=reader.key) as events:
        assert events.headers["content-type"] == "text/event-stream"
        event = await events.next()
        assert (event.event, event.json()["post"]["id"]) == ("post", str(first.id))
        assert event.id == event.json()["cursor"]
        await world.like(ada, first)
        liked = await events.next()
        assert liked.event == "like"
    await withdraw(world, first)
    # As a browser that comes back by itself: its first address, and where it was.
    async with world.stream(f"{STREAM}?cursor=now", token=reader.key, last=liked.id) as events:
        assert (await events.next()).event == "withdrawal"


async def test_what_happens_is_heard_by_websocket(world: World) -> None:
    ada = await giver(world, "ada")
    reader = await consumer(world)
    await world.post(by=ada)
    async with socket(world, reader, "kinds=like") as one:
        post = await world.post(by=ada)
        await world.like(ada, post)
        event = await one.hear()
        assert (event["kind"], event["post_id"]) == ("like", str(post.id))
    async with socket(world, reader, "follow=false") as one:
        kinds = [(await one.hear())["kind"] for _ in range(4)]
        assert kinds == ["post", "post", "like", "mark"]
        with pytest.raises(EOFError):
            await one.hear()


async def test_a_socket_reads_follow_as_the_other_framings_do(world: World) -> None:
    reader = await consumer(world)
    for said in ("0", "False"):
        async with socket(world, reader, f"follow={said}") as one:
            assert (await one.hear())["kind"] == "mark"
            with pytest.raises(EOFError):
                await one.hear()
    async with socket(world, reader, "follow=perhaps") as one:
        assert one.refused is not None
        status, body = one.refused
        assert (status, body["code"]) == (422, "api.bad_request")


async def test_a_socket_is_refused_with_the_reason(world: World) -> None:
    reader = await consumer(world, terms=False)
    for query, key, why in (
        ("", reader.key, (403, "commons.terms_not_accepted")),
        ("", "affc_x", (401, "api.bad_token")),
    ):
        async with socket(world, Reader(0, key), query) as one:
            assert one.refused is not None
            status, body = one.refused
            assert (status, body["code"]) == why


async def test_lines_may_be_followed_too(world: World) -> None:
    ada = await giver(world, "ada")
    reader = await consumer(world)
    headers = [(b"host", b"testserver"), (b"authorization", f"Bearer {reader.key}".encode())]
    one = EventStream(world.app, f"{STREAM}?follow=true", headers)
    await one.open()
    try:
        assert one.headers["content-type"] == "application/jsonl"
        # Before anything happens: what is between us holds the headers back until there is a line.
        mark = await next_line(one)
        assert mark["kind"] == "mark"
        post = await world.post(by=ada)
        event = await next_line(one)
        assert event["post"]["id"] == str(post.id)
    finally:
        await one.close()
    assert await told(world, reader, f"cursor={mark['cursor']}") == [event]


async def test_lines_from_now_on_are_empty_behind_a_mark(world: World) -> None:
    ada = await giver(world, "ada")
    reader = await consumer(world)
    await world.post(by=ada)
    (*_, end) = await lines(world, reader)
    headers = [(b"host", b"testserver"), (b"authorization", f"Bearer {reader.key}".encode())]
    one = EventStream(world.app, f"{STREAM}?follow=true&cursor=now", headers)
    await one.open()
    try:
        assert await next_line(one) == end
    finally:
        await one.close()


async def test_when_it_is_quiet_a_mark_says_where_one_is(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stream, "QUIET_SECONDS", 0.05)
    ada = await giver(world, "ada")
    reader = await consumer(world)
    async with socket(world, reader, "kinds=like") as one:
        first = await one.hear()
        assert first["kind"] == "mark"
        marks = {first["cursor"]}
        await world.post(by=ada)
        async with asyncio.timeout(5):
            while len(marks) < 2:
                event = await one.hear()
                assert event["kind"] == "mark"
                marks.add(event["cursor"])
    assert await told(world, reader, f"cursor={event['cursor']}") == []


async def test_terms_come_first(world: World) -> None:
    reader = await consumer(world, terms=False)
    path = "/api/affresco/v1/commons/terms"
    answer = await world.api("GET", STREAM, token=reader.key)
    assert (answer.status_code, answer.json()["code"]) == (403, "commons.terms_not_accepted")
    assert path in answer.json()["error"]
    terms = (await world.api("GET", path)).json()
    assert len(terms["paragraphs"]) == len(consumers.TERMS)
    wrong = await world.api("POST", path, token=reader.key, json={"version": terms["version"] + 1})
    assert (wrong.status_code, wrong.json()["code"]) == (422, "commons.terms_changed")
    accepted = {"version": terms["version"]}
    assert (await world.api("POST", path, json=accepted)).status_code == 403
    assert (await world.api("POST", path, token=reader.key, json=accepted)).status_code == 200
    assert (await world.api("GET", STREAM, token=reader.key)).status_code == 200


async def test_a_key_is_good_for_its_scopes_until_it_is_changed_or_revoked(world: World) -> None:
    other = await consumer(world, scopes=("datasets",))
    answer = await world.api("GET", STREAM, token=other.key)
    assert (answer.status_code, answer.json()["code"]) == (403, "commons.scope_missing")
    reader = await consumer(world)
    key = await consumers.rotate(world.database, reader.id)
    assert (await world.api("GET", STREAM, token=reader.key)).status_code == 401
    assert (await world.api("GET", STREAM, token=key)).status_code == 200
    await consumers.revoke(world.database, reader.id)
    assert (await world.api("GET", STREAM, token=key)).status_code == 401
    async with world.database.read() as tx:
        kept = await tx.value("SELECT key_hash FROM commons_consumers WHERE id = $1", reader.id)
    assert key.encode() not in kept


async def test_an_open_stream_ends_when_the_key_is_revoked(world: World) -> None:
    reader = await consumer(world)
    async with world.stream(STREAM, token=reader.key) as events:
        await consumers.revoke(world.database, reader.id)
        with pytest.raises(EOFError):
            await events.next()


async def test_a_member_reads_with_a_token_until_it_is_revoked(world: World) -> None:
    ada = await giver(world, "ada")
    bo = await world.person("bo")
    token = await world.token(bo, "read")
    other = await world.token(bo, "write")
    assert (await world.api("GET", STREAM, token=other)).status_code == 403
    async with world.stream(STREAM, token=token) as events:
        await world.post(by=ada)
        assert (await events.next()).event == "post"
        read = [t for t in await tokens.list_tokens(world.database, bo.id) if t.scopes == ("read",)]
        await tokens.revoke_token(world.database, bo.id, read[0].id)
        await world.post(by=ada)
        with pytest.raises(EOFError):
            await events.next()


async def test_how_far_a_consumer_was_sent_is_kept(world: World) -> None:
    ada = await giver(world, "ada")
    reader = await consumer(world)
    for _ in range(3):
        await world.post(by=ada)
    events = await told(world, reader)
    await told(world, reader, f"cursor={events[0]['cursor']}&kinds=edit")
    (kept,) = await consumers.list_all(world.database)
    assert (kept.cursor_seq, kept.seen_at is not None) == (3, True)


async def test_streams_of_one_consumer_are_counted(world: World) -> None:
    reader, other = await consumer(world), await consumer(world)
    async with AsyncExitStack() as opened:
        for _ in range(stream.STREAMS_EACH):
            assert (await opened.enter_async_context(socket(world, reader))).refused is None
        async with socket(world, reader) as one:
            assert one.refused is not None
            assert one.refused[1]["code"] == "commons.too_many_streams"
        answer = await world.api("GET", STREAM, token=reader.key)
        assert (answer.status_code, answer.json()["code"]) == (429, "commons.too_many_streams")
        assert (await world.api("GET", STREAM, token=other.key)).status_code == 200
    assert (await world.api("GET", STREAM, token=reader.key)).status_code == 200


async def test_one_who_never_reads_is_let_go_and_nobody_else_waits(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(commons_streaming, "STALL_SECONDS", 0.3)
    ada = await giver(world, "ada")
    reader, other = await consumer(world), await consumer(world)
    async with socket(world, reader) as stuck, socket(world, other) as one:
        stuck.blocked = asyncio.Event()
        for _ in range(20):
            await world.post(by=ada)
        assert [(await one.hear())["kind"] for _ in range(20)] == ["post"] * 20
        with pytest.raises(EOFError):
            await stuck.hear(5)
        feed = world.app.state.commons
        assert set(feed._open) == {other.id}


async def test_what_is_deleted_in_the_middle_of_streaming_is_not_told_any_more(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever takes it slowly gets what comes after the pause as it is by then."""
    monkeypatch.setattr(stream, "PIECE_BYTES", 1)
    monkeypatch.setattr(stream, "FRESH_SECONDS", 0.0)
    monkeypatch.setattr(stream, "SHARED_SECONDS", 0.0)
    ada = await giver(world, "ada")
    reader = await consumer(world)
    written = [await world.post(by=ada) for _ in range(4)]
    await told(world, reader)
    feed = world.app.state.commons
    pieces = feed.read(await feed.find_place(""), EVERYTHING, follow=False)
    seen: list[Any] = [await anext(pieces)]
    await posts.delete(world.database, ada.id, written[2].id)
    await withdraw(world, written[3])
    seen += [piece async for piece in pieces]
    kinds = [entry.kind for piece in seen for entry in piece.entries]
    assert kinds[:2] == ["post", "post"]
    assert set(kinds[2:]) <= {"deletion", "withdrawal"}  # what was numbered while it was read
    rest = await told(world, reader)
    assert [e["kind"] for e in rest] == ["post", "post", "deletion", "withdrawal"]


async def test_ten_thousand_withdrawals_at_once_are_told_each_once(world: World) -> None:
    ada = await giver(world, "ada")
    reader = await consumer(world)
    async with world.database.write() as tx:
        await tx.run(
            """INSERT INTO posts (account_id, text, visibility, root_id, recipe_visibility,
                                  remix_policy, training)
               SELECT $1, 'Post number ' || n, 'public', 0, 'open', 'nobody', 'allow'
               FROM generate_series(1, $2) n""",
            *(ada.id, MANY),
        )
    async with world.stream(f"{STREAM}?cursor=now", token=reader.key) as events:
        given = await told(world, reader)
        await consent.answer(world.database, ada.id, Answers(training="deny"), {}, for_all=NOT_READ)
        heard: set[str] = set()
        while len(heard) < MANY:
            event = await events.next(60)
            if event.event == "withdrawal":
                assert event.json()["post_id"] not in heard
                heard.add(event.json()["post_id"])
    assert heard == {event["post"]["id"] for event in given}
    assert len(given) == MANY
    assert {e["kind"] for e in await told(world, reader)} == {"withdrawal"}
