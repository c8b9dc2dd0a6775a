"""A bus through Redis: one process listens to the database and passes on; the others hear it from Redis.

Each LISTEN costs the database a little with every message, and a connection. With many processes one of
them, the relay, listens for all: whoever holds an advisory lock, so that another takes over as soon as
its connection is gone. The relay keeps the order of commits. A heartbeat tells that it is there; without
one nobody trusts what is in memory. A new relay has a higher term and begins by telling everybody that
messages may have been missed; what an older one still sends is ignored.

Redis is a way, not a store: when it is away, or the relay, readers ask the database.
"""

from __future__ import annotations

import asyncio
import time
from collections import deque
from contextlib import suppress
from typing import Final, NoReturn

import asyncpg
import structlog
from redis.asyncio import Redis
from redis.asyncio.client import PubSub
from redis.exceptions import RedisError

from affresco.db import Database
from affresco.live.bus import FIRST_DELAY, GONE, LAST_DELAY, Ear, listen, until_lost
from affresco.live.ending import end

log = structlog.get_logger(__name__)

LOCK: Final = 0x61666672  # "affr"
HEARTBEAT_SECONDS: Final = 0.5
SILENCE_SECONDS: Final = 3.0
"""Without a sign of the relay for so long, messages may have been missed."""
BACKLOG: Final = 100_000
"""Messages that wait for Redis at most; beyond, all are dropped, and everybody is told to start afresh."""
MARK: Final = "\x1e"
BEAT: Final = "beat"
AFRESH: Final = "afresh"
AWAY: Final = (*GONE, RedisError)


class RedisBus:
    """See the module. url: ``redis://`` or ``rediss://``. channel: the instance's own on a shared Redis."""

    def __init__(self, database: Database, url: str, channel: str) -> None:
        self._database = database
        self._url = url
        self._channel = channel

    async def carry(self, ear: Ear) -> NoReturn:
        """Hear, and stand ready to be the relay."""
        relaying = asyncio.create_task(self._relay_for_ever(), name="live relay")
        try:
            delay = FIRST_DELAY
            while True:
                hearing = _Hearing(ear)
                try:
                    await self._hear(hearing)
                except AWAY as error:
                    log.warning("live bus lost its connection", reason=str(error))
                if hearing.heard_anything:
                    delay = FIRST_DELAY
                ear.standing(False)
                await asyncio.sleep(delay)
                delay = min(delay * 2, LAST_DELAY)
        finally:
            await end(relaying)

    # hearing ------------------------------------------------------------------------------------

    async def _hear(self, hearing: _Hearing) -> NoReturn:
        async with self._redis() as redis, redis.pubsub() as pubsub:
            await pubsub.subscribe(self._channel)
            while True:
                hearing.take(await _next(pubsub, HEARTBEAT_SECONDS))

    def _redis(self) -> Redis:
        redis: Redis = Redis.from_url(
            self._url, decode_responses=True, socket_connect_timeout=5, socket_keepalive=True
        )
        return redis

    # relaying -----------------------------------------------------------------------------------

    async def _relay_for_ever(self) -> NoReturn:
        while True:
            connection: asyncpg.Connection | None = None
            try:
                connection = await self._database.connect()
                await connection.execute(f"SELECT pg_advisory_lock({LOCK})", timeout=None)
                async with self._redis() as redis:
                    await self._relay(connection, redis)
            except AWAY as error:
                log.warning("live relay lost its connection", reason=str(error))
            finally:
                if connection is not None:
                    connection.terminate()
            await asyncio.sleep(FIRST_DELAY)

    async def _relay(self, connection: asyncpg.Connection, redis: Redis) -> None:
        """Pass on until one of the connections is gone."""
        term = await connection.fetchval("SELECT pg_current_xact_id()::text::bigint")
        backlog = _Backlog()
        await listen(connection, backlog.put)
        lost = asyncio.create_task(until_lost(connection))
        try:
            await redis.publish(self._channel, f"{term}{MARK}{AFRESH}")
            log.info("live relay", term=term)
            while not lost.done():
                pieces = await backlog.take(HEARTBEAT_SECONDS)
                async with redis.pipeline(transaction=False) as pipeline:
                    for piece in pieces or (BEAT,):
                        pipeline.publish(self._channel, f"{term}{MARK}{piece}")
                    await pipeline.execute()
        finally:
            await end(lost)


class _Hearing:
    """What comes out of one subscription, told to an ear."""

    def __init__(self, ear: Ear) -> None:
        self._ear = ear
        self._term = 0
        self._last = time.monotonic()
        self._stands = False
        self.heard_anything = False

    def take(self, piece: str | None) -> None:
        """piece: what came, None when nothing did for a while."""
        if piece is None:
            if self._stands and time.monotonic() - self._last > SILENCE_SECONDS:
                log.warning("live relay is silent")
                self._set(False)
            return
        term, _mark, payload = piece.partition(MARK)
        if int(term) < self._term:
            return
        self._last = time.monotonic()
        self.heard_anything = True
        if int(term) > self._term or payload == AFRESH:
            self._set(False)
        self._term = int(term)
        self._set(True)
        if payload not in (BEAT, AFRESH):
            self._ear.received(payload)

    def _set(self, stands: bool) -> None:
        if stands != self._stands:
            self._stands = stands
            self._ear.standing(stands)


class _Backlog:
    """What the database said and Redis does not know yet."""

    def __init__(self) -> None:
        self._waiting: deque[str] = deque()
        self._some = asyncio.Event()

    def put(self, payload: str) -> None:
        if len(self._waiting) >= BACKLOG:
            self._waiting.clear()
            self._waiting.append(AFRESH)
        self._waiting.append(payload)
        self._some.set()

    async def take(self, seconds: float) -> list[str]:
        """All that waits; nothing when nothing came for so long."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._some.wait()
        self._some.clear()
        taken = list(self._waiting)
        self._waiting.clear()
        return taken


async def _next(pubsub: PubSub, seconds: float) -> str | None:
    """The next message of the channel, None when none came for so long."""
    message = await pubsub.get_message(ignore_subscribe_messages=True, timeout=seconds)
    return None if message is None else str(message["data"])
