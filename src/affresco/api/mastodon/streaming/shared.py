"""What all open streams of a process share."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import msgspec
import structlog
from litestar import Litestar

from affresco.accounts.model import AccountId, Bearer, Viewer
from affresco.api.core.call import Door, door_of
from affresco.api.mastodon import show
from affresco.api.mastodon.streaming.frames import Frames
from affresco.errors import AffrescoError, TooMany
from affresco.feeds.reader import Reader
from affresco.live import journal, messages
from affresco.live.hub import Subscription
from affresco.text import N_

log = structlog.get_logger(__name__)

STREAMS_EACH: Final = 100
"""Open streams of one person, app or address in one process."""
OPENING_AT_ONCE: Final = 4
"""Streams that fill memory at the same time, so that after a restart requests find connections, too."""


class TooManyStreams(TooMany):
    code = "api.too_many_streams"
    message = N_("You listen to {limit} streams already. Close some of them first.")


class Onlooker(msgspec.Struct, frozen=True):
    """Somebody for whom events are put together (a ``Desk``). token: what was shown to get in."""

    door: Door
    viewer: Viewer | None
    bearer: Bearer | None
    token: str | None
    address: str

    @property
    def reader(self) -> Reader:
        return self.door.reader

    @property
    def base_url(self) -> str:
        return self.door.runtime.base_url

    @property
    def viewer_id(self) -> AccountId | None:
        return None if self.viewer is None else self.viewer.id

    @property
    def name(self) -> str:
        """Under which streams are counted."""
        if self.viewer is not None:
            return f"person {self.viewer.id}"
        return f"app {self.bearer.app_id}" if self.bearer is not None else self.address


class _Author(msgspec.Struct, frozen=True):
    """The ``Desk`` of whoever wrote a post: they may see it in any case."""

    door: Door
    viewer_id: AccountId

    @property
    def reader(self) -> Reader:
        return self.door.reader

    @property
    def base_url(self) -> str:
        return self.door.runtime.base_url


class Streams:
    """The streams of one process, between the hub and each of them.

    One task hears for all, and passes a post on when what it shows is in memory: a thousand streams would
    otherwise ask the database at the same moment.
    """

    def __init__(self, door: Door) -> None:
        self.door = door
        self.frames = Frames()
        self.opening = asyncio.Semaphore(OPENING_AT_ONCE)
        self._open: Counter[str] = Counter()
        self._subscribers: dict[str, set[Subscription]] = {}
        self._source = Subscription(door.runtime.hub)
        self._relay: asyncio.Task[None] | None = None

    @contextmanager
    def opened(self, onlooker: Onlooker) -> Iterator[Subscription]:
        """One more stream, which hears nothing yet. Raises TooManyStreams."""
        if self._open[onlooker.name] >= STREAMS_EACH:
            raise TooManyStreams(limit=STREAMS_EACH)
        self._open[onlooker.name] += 1
        if self._relay is None:
            self._relay = asyncio.create_task(self._pass_on(), name="streams")
        subscription = Subscription(self)
        try:
            yield subscription
        finally:
            subscription.drop(subscription.topics)
            self._open[onlooker.name] -= 1
            if not self._open[onlooker.name]:
                del self._open[onlooker.name]
            if not self._open and self._relay is not None:
                self._relay.cancel()
                self._relay = None

    def attach(self, topic: str, subscription: Subscription) -> None:
        """Called by a subscription, as the hub's."""
        self._subscribers.setdefault(topic, set()).add(subscription)
        self._source.add((topic,))

    def detach(self, topic: str, subscription: Subscription) -> None:
        """Called by a subscription, as the hub's."""
        subscribers = self._subscribers[topic]
        subscribers.discard(subscription)
        if not subscribers:
            del self._subscribers[topic]
            self._source.drop((topic,))

    async def _pass_on(self) -> None:
        mark: messages.Mark | None = None
        while True:
            if self._source.empty:
                mark = self.door.runtime.hub.mark
            taken = await self._source.take()
            if taken is None:
                continue
            topic, message = taken
            if isinstance(message, messages.Resync) and message.missed is None:
                message = messages.Resync(await self._lost(mark))
            if isinstance(message, messages.Resync | messages.Interrupted):
                for subscription in {s for group in self._subscribers.values() for s in group}:
                    subscription.put(topic, message)
                continue
            if isinstance(message, messages.PostPublished | messages.PostChanged):
                await self._prepare(message.post_id, message.author_id)
            for subscription in tuple(self._subscribers.get(topic, ())):
                subscription.put(topic, message)

    async def _lost(self, mark: messages.Mark | None) -> tuple[messages.Missed, ...] | None:
        """What of edits and deletions did not fit into the queue; None when nobody knows."""
        try:
            return await journal.missed(self.door.runtime.database, mark)
        except AffrescoError as error:
            log.warning("what was missed is not known", reason=error.code)
            return None

    async def _prepare(self, post_id: int, author_id: int | None) -> None:
        """Bring what a post shows into memory."""
        if author_id is None:
            return
        author = _Author(self.door, AccountId(author_id))
        try:
            found = await self.door.reader.views(author.viewer_id, [post_id])
            await show.encoded(author, tuple(found.values()))
        except AffrescoError as error:
            log.debug("post is not in memory", post=post_id, reason=error.code)
        except (
            Exception
        ):  # the boundary: each stream meets it again and ends alone, not all with this task
            log.exception("post could not be prepared", post=post_id)


def streams_of(app: Litestar) -> Streams:
    """The streams of the application, made when the first one is opened."""
    door = door_of(app)
    streams: Streams | None = app.state.get("api_streams")
    if streams is None or streams.door is not door:
        streams = Streams(door)
        app.state.api_streams = streams
    return streams
