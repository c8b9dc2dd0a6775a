"""Buses: the ways on which live messages come from the database to every process, in the order of commits.

``PostgresBus`` listens on a connection of its own, which each process costs the database a little with
every message. ``live.redis_bus`` lets one process listen for all.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from typing import Final, NoReturn, Protocol

import asyncpg
import structlog

from affresco.db import Database
from affresco.db.pool import NOTIFY_CHANNEL
from affresco.live import queries

log = structlog.get_logger(__name__)

MARK_SECONDS: Final = 5.0
"""How often it is said up to where everybody has heard; it also finds half-open sockets."""
FIRST_DELAY, LAST_DELAY = 0.1, 1.0
"""A server that is back is found within a second."""

GONE: Final = (
    OSError,
    TimeoutError,
    asyncpg.PostgresError,
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,  # the goodbye came just as a statement was sent
)
"""What a connection raises that is not there any more, or not yet."""


class Ear(Protocol):
    """Whoever a bus speaks to."""

    def received(self, payload: str) -> None:
        """A message, as ``WriteTx.notify`` wrote it."""

    def standing(self, stands: bool) -> None:
        """Messages arrive from here on, or may have been missed until now."""


class Bus(Protocol):
    """Runs until it is cancelled; what is lost it gets back by itself."""

    async def carry(self, ear: Ear) -> NoReturn:
        """Bring every message."""


class PostgresBus:
    """LISTEN."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def carry(self, ear: Ear) -> NoReturn:
        """Listen, again and again."""
        delay = FIRST_DELAY
        while True:
            try:
                connection = await self._database.connect()
            except GONE as error:
                log.warning("live listener cannot connect", reason=str(error), retry_in=delay)
                await asyncio.sleep(delay)
                delay = min(delay * 2, LAST_DELAY)
                continue
            try:
                await listen(connection, ear.received)
                delay = FIRST_DELAY
                ear.standing(True)
                await until_lost(connection)
            except GONE as error:
                log.warning("live listener lost its connection", reason=str(error))
            finally:
                connection.terminate()
            ear.standing(False)


async def listen(connection: asyncpg.Connection, received: Callable[[str], None]) -> None:
    """Call ``received`` for each message from now on, in the order of commits."""

    def heard(_connection: object, _pid: int, _channel: str, payload: object) -> None:
        received(str(payload))

    await connection.add_listener(NOTIFY_CHANNEL, heard)


async def until_lost(connection: asyncpg.Connection) -> None:
    """Say marks until the connection is gone; then return or raise."""
    lost = asyncio.Event()
    connection.add_termination_listener(lambda *_args: lost.set())
    if connection.is_closed():
        return
    await queries.name_listener(connection)
    while not lost.is_set():
        await queries.say_mark(connection, NOTIFY_CHANNEL)
        # Not wait_for: in Python 3.11 it drops a cancellation that comes with the loss.
        with suppress(TimeoutError):
            async with asyncio.timeout(MARK_SECONDS):
                await lost.wait()
