"""The hub: one LISTEN connection a process, fan-out to bounded queues in memory.

Measured against the framework's channel plugin, which loses events; see ADR 0006. A subscriber that
does not keep up loses its oldest messages and finds a ``Resync`` in their place; after a lost
connection everybody gets one. Each process may also register listeners that see every message (the
caches do, to evict).
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from typing import Final

import asyncpg
import msgspec
import structlog

from affresco.db import Database
from affresco.db.pool import NOTIFY_CHANNEL
from affresco.live.messages import Message, Resync, decode

log = structlog.get_logger(__name__)

QUEUE_SIZE: Final = 256
PING_SECONDS: Final = 15.0
FIRST_DELAY, LAST_DELAY = 0.1, 5.0


class Subscription:
    """A bounded queue of messages for one reader. Topics may be added and dropped while it is open."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub
        self._queue: asyncio.Queue[Message] = asyncio.Queue(QUEUE_SIZE)
        self.topics: set[str] = set()

    async def next(self, timeout: float | None = None) -> Message | None:
        """The next message, or None after ``timeout`` seconds without one."""
        try:
            return await asyncio.wait_for(self._queue.get(), timeout)
        except TimeoutError:
            return None

    def add(self, topics: Iterable[str]) -> None:
        """Hear these topics too."""
        for topic in topics:
            if topic not in self.topics:
                self.topics.add(topic)
                self._hub.attach(topic, self)

    def drop(self, topics: Iterable[str]) -> None:
        """Hear these topics no more."""
        for topic in list(topics):
            if topic in self.topics:
                self.topics.discard(topic)
                self._hub.detach(topic, self)

    def put(self, message: Message) -> None:
        """Called by the hub. A full queue is emptied and told to resync."""
        if self._queue.full():
            while not self._queue.empty():
                self._queue.get_nowait()
            self._queue.put_nowait(Resync())
            return
        self._queue.put_nowait(message)


class Hub:
    """Fan-out of live messages inside one process."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._subscribers: dict[str, set[Subscription]] = {}
        self._listeners: list[Callable[[str, Message], None]] = []
        self._task: asyncio.Task[None] | None = None
        self.listening = asyncio.Event()

    def on_message(self, listener: Callable[[str, Message], None]) -> None:
        """Call ``listener(topic, message)`` for every message; ``Resync`` comes with topic ""."""
        self._listeners.append(listener)

    @asynccontextmanager
    async def subscribe(self, *topics: str) -> AsyncIterator[Subscription]:
        """A subscription to these topics, ended with the block."""
        subscription = Subscription(self)
        subscription.add(topics)
        try:
            yield subscription
        finally:
            subscription.drop(subscription.topics)

    def attach(self, topic: str, subscription: Subscription) -> None:
        self._subscribers.setdefault(topic, set()).add(subscription)

    def detach(self, topic: str, subscription: Subscription) -> None:
        subscribers = self._subscribers.get(topic)
        if subscribers is not None:
            subscribers.discard(subscription)
            if not subscribers:
                del self._subscribers[topic]

    async def start(self) -> None:
        """Begin to listen, in a task owned by the hub; returns when the connection stands."""
        self._task = asyncio.create_task(self._listen_for_ever(), name="live hub")
        await self.listening.wait()

    async def stop(self) -> None:
        """Stop listening."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
            self._task = None

    async def _listen_for_ever(self) -> None:
        delay, first = FIRST_DELAY, True
        while True:
            try:
                connection = await self._database.connect()
            except (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
                log.warning("live listener cannot connect", reason=str(error), retry_in=delay)
                await asyncio.sleep(delay)
                delay = min(delay * 2, LAST_DELAY)
                continue
            try:
                lost = asyncio.Event()
                connection.add_termination_listener(lambda *_args, lost=lost: lost.set())
                await connection.add_listener(NOTIFY_CHANNEL, self._received)
                delay = FIRST_DELAY
                self.listening.set()
                if not first:
                    self._tell_everybody(Resync())
                first = False
                await _until_lost(connection, lost)
            except (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
                log.warning("live listener lost its connection", reason=str(error))
            finally:
                connection.terminate()
            self.listening.clear()
            self._tell_everybody(Resync())

    def _received(self, _connection: object, _pid: int, _channel: str, payload: object) -> None:
        name, _separator, rest = str(payload).partition("\x1f")
        topic, _separator, encoded = rest.partition("\x1f")
        self._database.heard(name)
        try:
            message = decode(encoded)
        except msgspec.DecodeError:
            log.warning("unknown live message", topic=topic)
            return
        for listener in self._listeners:
            listener(topic, message)
        for subscription in tuple(self._subscribers.get(topic, ())):
            subscription.put(message)

    def _tell_everybody(self, message: Message) -> None:
        for listener in self._listeners:
            listener("", message)
        for subscription in {s for group in self._subscribers.values() for s in group}:
            subscription.put(message)


async def _until_lost(connection: asyncpg.Connection, lost: asyncio.Event) -> None:
    """Return or raise when the connection is gone; the ping finds half-open sockets."""
    while True:
        try:
            await asyncio.wait_for(lost.wait(), PING_SECONDS)
        except TimeoutError:
            await connection.execute("SELECT 1", timeout=5)
        else:
            return
