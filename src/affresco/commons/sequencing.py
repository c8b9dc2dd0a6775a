"""The log grows: what was committed is given its number, at once, by one process at a time.

Transactions leave what happened in ``commons_outbox`` and ring (NOTIFY). Numbers taken by the transactions
themselves would be seen out of order: the earlier one may commit later. So they are given after the commit,
one batch after the other (``commons_sequence`` holds the clock's row), and become visible in their order.

Of all processes that could, one does: whoever holds a lock of the database's. It goes with the connection,
so when that process dies another one takes its place within a second. One that holds the lock and does
nothing is noticed by what lies there for long, and helped out; batches are in order whoever makes them.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import Final, NoReturn

import asyncpg
import structlog

from affresco.commons import stream_queries as queries
from affresco.db import Database
from affresco.errors import AffrescoError
from affresco.live import messages
from affresco.live.bus import GONE

log = structlog.get_logger(__name__)

CHANNEL: Final = "commons"
BATCH: Final = 1_000
LOOK_SECONDS: Final = 1.0
"""How often one looks although nobody rang, and the others look whether they are needed."""
LATE_SECONDS: Final = 2.0
"""What lies there longer was forgotten by whoever has the lock."""
AGAIN_SECONDS: Final = 1.0


async def sequence(database: Database) -> int:
    """Give numbers to all that was committed; readers are told. Returns how many.

    Raises DatabaseUnavailable.
    """
    total = 0
    while True:
        async with database.write() as tx:
            moved = await queries.sequence(tx, BATCH)
            if moved:
                head = await queries.clock(tx)
                await messages.send(tx, messages.CommonsGrew(head), messages.COMMONS)
        total += moved
        if moved < BATCH:
            return total


async def carry(database: Database) -> NoReturn:
    """Do it, or stand by, for ever. A database that is away is waited for."""
    while True:
        try:
            connection = await database.connect()
            try:
                await _take_part(database, connection)
            finally:
                connection.terminate()
        except (*GONE, AffrescoError) as error:
            log.warning("the log of the commons waits", reason=f"{type(error).__name__}: {error}")
        except Exception:  # the boundary to drivers and to one round: the log goes on
            log.exception("the log of the commons stumbled")
        await asyncio.sleep(AGAIN_SECONDS)


async def _take_part(database: Database, connection: asyncpg.Connection) -> None:
    """Until the connection is lost."""
    while not await queries.lead(connection):
        if await queries.is_late(connection, LATE_SECONDS):
            await sequence(database)
        await asyncio.sleep(LOOK_SECONDS)
    rung = asyncio.Event()
    connection.add_termination_listener(lambda *_args: rung.set())
    await connection.add_listener(CHANNEL, lambda *_args: rung.set())
    log.debug("this process gives the numbers of the commons")
    while not connection.is_closed():
        rung.clear()
        # Not wait_for: in Python 3.11 it drops a cancellation that comes with the bell.
        if await queries.waits(connection):
            await sequence(database)
        with suppress(TimeoutError):
            async with asyncio.timeout(LOOK_SECONDS):
                await rung.wait()
