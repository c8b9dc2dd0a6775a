"""Numbers follow the commits, without gaps, whoever gives them and whatever happens to them."""

from __future__ import annotations

import asyncio
import contextlib
import os
import random
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import asyncpg

from affresco.commons import sequencing
from affresco.commons.sequencing import carry, sequence
from affresco.db import Database
from affresco.live.ending import end

WRITERS = 8
SECONDS = 8.0
LEAVE = "INSERT INTO commons_outbox (kind, post_id) VALUES ('deletion', $1)"


async def log_of(database: Database) -> list[tuple[int, int]]:
    """(seq, post_id) of all entries."""
    async with database.read() as tx:
        rows = await tx.rows("SELECT seq, post_id FROM commons_log ORDER BY seq")
    return [(row["seq"], row["post_id"]) for row in rows]


async def until_logged(database: Database, count: int) -> list[tuple[int, int]]:
    async with asyncio.timeout(20):
        while len(log := await log_of(database)) < count:  # noqa: ASYNC110 - nobody is told
            await asyncio.sleep(0.01)
    return log


@asynccontextmanager
async def carried(database: Database) -> AsyncIterator[None]:
    """Somebody gives the numbers meanwhile."""
    task = asyncio.create_task(carry(database))
    try:
        yield
    finally:
        await end(task)


@asynccontextmanager
async def process(dsn: str, *words: str) -> AsyncIterator[asyncio.subprocess.Process]:
    """A process that gives the numbers; it is killed at the end at the latest."""
    command = "import numbering; numbering.main()"
    started = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", command, dsn, *words),
        stdout=asyncio.subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parent)},
    )
    try:
        yield started
    finally:
        with contextlib.suppress(ProcessLookupError):
            started.kill()
        await started.wait()


async def test_what_rings_is_numbered(database: Database) -> None:
    async with carried(database):
        for number in range(5):
            async with database.write() as tx:
                await tx.run(LEAVE, number)
            assert (await until_logged(database, number + 1))[-1] == (number + 1, number)


async def test_a_transaction_that_began_early_and_commits_late_is_not_skipped(
    database: Database,
) -> None:
    slow = await database.connect()
    try:
        transaction = slow.transaction()
        await transaction.start()
        await slow.execute(LEAVE, 1)
        async with database.write() as tx:
            await tx.run(LEAVE, 2)
        assert await sequence(database) == 1
        assert await log_of(database) == [(1, 2)]
        await transaction.commit()
    finally:
        await slow.close()
    assert await sequence(database) == 1
    assert await log_of(database) == [(1, 2), (2, 1)]


async def test_what_is_undone_leaves_no_gap(database: Database) -> None:
    with contextlib.suppress(RuntimeError):
        async with database.write() as tx:
            await tx.run(LEAVE, 1)
            raise RuntimeError
    async with database.write() as tx:
        await tx.run(LEAVE, 2)
    await sequence(database)
    assert await log_of(database) == [(1, 2)]


async def test_several_at_once_give_each_number_once(database: Database) -> None:
    async with Database(database.dsn) as other:
        async with database.write() as tx:
            for number in range(500):
                await tx.run(LEAVE, number)
        given = await asyncio.gather(*(sequence(one) for one in (database, other) * 4))
    assert sum(given) == 500
    assert await log_of(database) == [(n + 1, n) for n in range(500)]


async def test_one_that_is_killed_in_the_middle_is_followed_by_another(database: Database) -> None:
    for number in range(3):
        async with database.write() as tx:
            await tx.run(LEAVE, number)
    async with process(database.dsn, "still") as killed:
        assert killed.stdout is not None
        assert await killed.stdout.readline() == b"here\n"
        async with carried(database):
            assert await log_of(database) == []
            killed.send_signal(signal.SIGKILL)
            log = await until_logged(database, 3)
    assert log == [(1, 0), (2, 1), (3, 2)]


async def test_one_that_has_the_lock_and_does_nothing_is_helped_out(database: Database) -> None:
    holder = await database.connect()
    try:
        assert await holder.fetchval("SELECT pg_try_advisory_lock($1)", 0x636F6D6D6F6E73)
        async with database.write() as tx:
            await tx.run(
                "INSERT INTO commons_outbox (kind, post_id, at)"
                " VALUES ('deletion', 1, now() - make_interval(secs => $1))",
                sequencing.LATE_SECONDS,
            )
        async with carried(database):
            assert await until_logged(database, 1) == [(1, 1)]
    finally:
        await holder.close()


async def test_a_clock_that_was_set_back_delays_nothing(database: Database) -> None:
    async with carried(database):
        async with database.write() as tx:
            await tx.run(
                "INSERT INTO commons_outbox (kind, post_id, at)"
                " VALUES ('deletion', 1, now() + interval '1 day')"
            )
        assert await until_logged(database, 1) == [(1, 1)]


async def write(dsn: str, writer: int, seconds: float, chance: random.Random) -> list[list[int]]:
    """Transactions of several entries, some slow, some undone; those that were committed."""
    connection = await asyncpg.connect(dsn)
    committed: list[list[int]] = []
    number, clock = writer * 1_000_000, asyncio.get_running_loop().time
    until = clock() + seconds
    try:
        while clock() < until:
            transaction = connection.transaction()
            await transaction.start()
            mine = list(range(number, number := number + chance.randint(1, 4)))
            for one in mine:
                await connection.execute(LEAVE, one)
                if chance.random() < 0.1:
                    await asyncio.sleep(chance.random() * 0.05)
            if chance.random() < 0.1:
                await transaction.rollback()
            else:
                await transaction.commit()
                committed.append(mine)
            await asyncio.sleep(chance.random() * 0.01)
    finally:
        await connection.close()
    return committed


async def follow(database: Database, seen: list[tuple[int, int]], over: asyncio.Event) -> None:
    """Read on and on, as a consumer does: what comes after the last number."""
    while True:
        last_round = over.is_set()
        async with database.read() as tx:
            rows = await tx.rows(
                "SELECT seq, post_id FROM commons_log WHERE seq > $1 ORDER BY seq LIMIT 50",
                seen[-1][0] if seen else 0,
            )
        seen += [(row["seq"], row["post_id"]) for row in rows]
        if not rows and last_round:
            return
        await asyncio.sleep(0.002)


async def test_under_eight_writers_nothing_is_skipped_or_repeated(database: Database) -> None:
    over = asyncio.Event()
    seen: list[list[tuple[int, int]]] = [[], []]
    async with Database(database.dsn) as other, carried(database), carried(other):
        readers = [
            asyncio.create_task(follow(one, into, over))
            for one, into in zip((database, other), seen, strict=True)
        ]
        committed = await asyncio.gather(
            *(write(database.dsn, n, SECONDS, random.Random(n)) for n in range(WRITERS))
        )
        whole = [one for writer in committed for mine in writer for one in mine]
        await until_logged(database, len(whole))
        over.set()
        await asyncio.gather(*readers)
    assert len(whole) > 100
    assert seen[0] == seen[1]
    assert [seq for seq, _one in seen[0]] == list(range(1, len(whole) + 1))
    assert sorted(one for _seq, one in seen[0]) == sorted(whole)
    for writer in range(WRITERS):
        own = [one for _seq, one in seen[0] if one // 1_000_000 == writer]
        assert own == sorted(own)
