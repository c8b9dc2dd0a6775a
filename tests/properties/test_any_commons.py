"""Whatever writers and readers do: one reads the log, in its order, each entry once."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from unittest.mock import patch

import asyncpg
import msgspec
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from affresco.commons import stream
from affresco.commons.cursors import BEGINNING
from affresco.commons.model import EVERYTHING, Told
from affresco.commons.sequencing import sequence
from affresco.commons.stream import Feed
from affresco.db import Database
from affresco.live.hub import Hub

WRITERS, READERS = 3, 2
LEAVE = "INSERT INTO commons_outbox (kind, post_id) VALUES ('deletion', $1)"

steps = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(["write", "commit", "undo"]), st.integers(0, WRITERS - 1)),
        st.tuples(st.just("number"), st.integers(1, 3)),
        st.tuples(st.just("read"), st.integers(0, READERS - 1)),
        # From the cursor of any event that came before.
        st.tuples(st.just("resume"), st.integers(0, READERS - 1), st.integers(0, 40)),
    ),
    min_size=5,
    max_size=60,
)


class _Reader:
    """Somebody who reads on from cursors. seen: (cursor, post) of what they were told last, in its order."""

    def __init__(self) -> None:
        self.start = ""
        self.seen: list[tuple[str, int]] = []


def post_of(told: Told) -> int:
    return int(msgspec.json.decode(b"".join(told.parts))["post_id"])


async def read(feed: Feed, reader: _Reader, pieces: int | None) -> None:
    cursor = reader.seen[-1][0] if reader.seen else reader.start
    place = await feed.find_place(cursor) if cursor else BEGINNING
    taken = feed.read(place, EVERYTHING, follow=False)
    async for piece in taken:
        reader.seen += [(told.cursor, post_of(told)) for told in piece.entries]
        pieces = None if pieces is None else pieces - 1
        if pieces == 0:
            break
    await taken.aclose()


@asynccontextmanager
async def connections(database: Database) -> AsyncIterator[list[asyncpg.Connection]]:
    opened = [await database.connect() for _ in range(WRITERS)]
    try:
        yield opened
    finally:
        for one in opened:
            await one.close()


async def play(database: Database, feed: Feed, plan: list[tuple[Any, ...]]) -> None:
    readers = [_Reader() for _ in range(READERS)]
    open_: dict[int, Any] = {}
    pending: dict[int, list[int]] = {}
    committed: set[int] = set()
    number = 0
    async with connections(database) as writers:
        for step in plan:
            match step:
                case ("write", who):
                    if who not in open_:
                        open_[who], pending[who] = writers[who].transaction(), []
                        await open_[who].start()
                    number += 1
                    await writers[who].execute(LEAVE, number)
                    pending[who].append(number)
                case ("commit", who) if who in open_:
                    await open_.pop(who).commit()
                    committed.update(pending.pop(who))
                case ("undo", who) if who in open_:
                    await open_.pop(who).rollback()
                    pending.pop(who)
                case ("number", _):
                    await sequence(database)
                case ("read", who):
                    await read(feed, readers[who], 2)
                case ("resume", who, back) if readers[who].seen:
                    seen = readers[who].seen
                    place = min(back, len(seen) - 1)
                    readers[who].start, readers[who].seen = seen[place][0], []
                case _:
                    pass
        for who in open_:
            await open_[who].commit()
            committed.update(pending[who])
    await sequence(database)
    whole = _Reader()
    await read(feed, whole, None)
    assert sorted(post for _cursor, post in whole.seen) == sorted(committed)
    order = [cursor for cursor, _post in whole.seen]
    assert len(set(order)) == len(order)
    for reader in readers:
        await read(feed, reader, None)
        begin = order.index(reader.start) + 1 if reader.start else 0
        assert reader.seen == whole.seen[begin:]


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(plan=steps)
async def test_any_interleaving_reads_the_log_once_and_in_order(
    database: Database, plan: list[tuple[Any, ...]]
) -> None:
    async with database.write() as tx:
        await tx.run("TRUNCATE commons_log, commons_outbox")
        await tx.run("UPDATE commons_clock SET seq = 0")
    feed = Feed(database, Hub(database), b"a secret", "http://testserver")
    with patch.object(stream, "PAGE", 3), patch.object(stream, "PIECE_BYTES", 200):
        try:
            await play(database, feed, plan)
        finally:
            await feed.close()
