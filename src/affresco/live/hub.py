"""The hub: fan-out of live messages inside one process, to bounded queues in memory.

A ``Bus`` brings the messages. A subscriber that does not keep up loses its messages and finds a
``Resync`` in their place; when messages may have been missed everybody gets one, with what was missed
(``journal``). Each process may also register listeners that see every message (the caches do, to evict).
See ADR 0006.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from typing import Final, NoReturn, Protocol

import msgspec
import structlog

from affresco.db import Database
from affresco.errors import AffrescoError
from affresco.live import journal
from affresco.live.bus import FIRST_DELAY, LAST_DELAY, Bus, PostgresBus
from affresco.live.ending import end
from affresco.live.messages import Interrupted, Mark, Message, Resync, decode

log = structlog.get_logger(__name__)

QUEUE_SIZE: Final = 256


class Source(Protocol):
    """Where subscriptions get their messages: the hub, or who passes on what it says."""

    def attach(self, topic: str, subscription: Subscription) -> None:
        """Give it what comes on a topic."""

    def detach(self, topic: str, subscription: Subscription) -> None:
        """Give it that no more."""


class Subscription:
    """A bounded queue of messages for one reader. Topics may be added and dropped while it is open.

    on_overflow: called when the reader was too slow, and messages were lost.
    """

    def __init__(self, hub: Source) -> None:
        self._hub = hub
        self._waiting: deque[tuple[str, Message]] = deque()
        self._sleeper: asyncio.Future[None] | None = None
        self.topics: set[str] = set()
        self.on_overflow: Callable[[], object] | None = None

    @property
    def empty(self) -> bool:
        """Whether nothing waits."""
        return not self._waiting

    async def next(self, timeout: float | None = None) -> Message | None:
        """The next message, or None after ``timeout`` seconds without one."""
        taken = await self.take(timeout)
        return None if taken is None else taken[1]

    async def take(self, timeout: float | None = None) -> tuple[str, Message] | None:
        """The next message with the topic on which it came; "" for ``Resync``.

        One reader at a time. It makes no task of its own, as a thousand streams are woken at once.
        """
        if not self._waiting:
            loop = asyncio.get_running_loop()
            self._sleeper = sleeper = loop.create_future()
            alarm = None if timeout is None else loop.call_later(timeout, _wake, sleeper)
            try:
                await sleeper
            finally:
                self._sleeper = None
                if alarm is not None:
                    alarm.cancel()
        return self._waiting.popleft() if self._waiting else None

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

    def put(self, topic: str, message: Message) -> None:
        """Called by the hub. A full queue is emptied and told to resync."""
        if len(self._waiting) >= QUEUE_SIZE:
            self._waiting.clear()
            topic, message = "", Resync()
            if self.on_overflow is not None:
                self.on_overflow()
        self._waiting.append((topic, message))
        if self._sleeper is not None:
            _wake(self._sleeper)


def _wake(sleeper: asyncio.Future[None]) -> None:
    if not sleeper.done():
        sleeper.set_result(None)


class Hub:
    """Fan-out of live messages inside one process. bus: by default, LISTEN on the database."""

    def __init__(self, database: Database, bus: Bus | None = None) -> None:
        self._database = database
        self._bus = bus or PostgresBus(database)
        self._subscribers: dict[str, set[Subscription]] = {}
        self._listeners: list[Callable[[str, Message], None]] = []
        self._task: asyncio.Task[None] | None = None
        self._stood = False
        self._making_up: asyncio.Task[None] | None = None
        self._gaps = 0
        self._gap = False
        self._gap_since: Mark | None = None
        self.mark: Mark | None = None
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
        """Begin to listen, in a task owned by the hub; returns when messages arrive."""
        self._task = asyncio.create_task(self._carry(), name="live hub")
        await self.listening.wait()

    async def stop(self) -> None:
        """Stop listening."""
        tasks = [task for task in (self._task, self._making_up) if task is not None]
        self._task = self._making_up = None
        await end(*tasks)

    async def _carry(self) -> NoReturn:
        """Have the bus run, whatever happens to it: without it memory would be stale for ever."""
        delay = FIRST_DELAY
        while True:
            try:
                await self._bus.carry(self)
            except Exception:  # the boundary to the drivers, which may raise anything
                log.exception("live bus broke down", retry_in=delay)
            self.standing(False)
            await asyncio.sleep(delay)
            delay = min(delay * 2, LAST_DELAY)

    def received(self, payload: str) -> None:
        """Called by the bus with each message."""
        name, _separator, rest = payload.partition("\x1f")
        topic, _separator, encoded = rest.partition("\x1f")
        self._database.heard(name)
        try:
            message = decode(encoded)
        except msgspec.DecodeError:
            log.warning("unknown live message", topic=topic)
            return
        if isinstance(message, Mark):
            self.mark = message
            return
        for listener in self._listeners:
            listener(topic, message)
        for subscription in tuple(self._subscribers.get(topic, ())):
            subscription.put(topic, message)

    def standing(self, stands: bool) -> None:
        """Called by the bus: messages arrive from here on, or may have been missed until now."""
        if stands:
            self.listening.set()
            if not self._stood:
                self._stood = True
                return
        elif not self.listening.is_set():
            return
        else:
            self.listening.clear()
            self._gaps += 1
            if not self._gap:
                self._gap, self._gap_since = True, self.mark
            self._tell_subscribers(Interrupted())
        self.forget()
        if stands and self._making_up is None:
            self._making_up = asyncio.create_task(self._make_up(), name="live gap")

    async def _make_up(self) -> None:
        """Tell all who are subscribed what they missed, as soon as it can be asked."""
        delay = FIRST_DELAY
        while self.listening.is_set():
            gaps = self._gaps
            try:
                missed = await journal.missed(self._database, self._gap_since)
            except AffrescoError as error:
                log.warning("what was missed is not known yet", reason=error.code)
                await asyncio.sleep(delay)
                delay = min(delay * 2, LAST_DELAY)
                continue
            if gaps == self._gaps:  # else there is more to ask for by now
                self._gap, self._gap_since = False, None
                self._tell_subscribers(Resync(missed))
                break
        self._making_up = None

    def forget(self) -> None:
        """Have all that is remembered dropped, as when messages may have been missed."""
        for listener in self._listeners:
            listener("", Resync())

    def _tell_subscribers(self, message: Message) -> None:
        for subscription in {s for group in self._subscribers.values() for s in group}:
            subscription.put("", message)
