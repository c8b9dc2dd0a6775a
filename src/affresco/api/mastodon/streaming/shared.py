"""What all open streams of a process share."""

from __future__ import annotations

import asyncio
from collections import Counter, deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Final

import msgspec
from litestar import Litestar

from affresco.accounts.model import AccountId, Bearer, Viewer
from affresco.api.core.call import Door, door_of
from affresco.api.mastodon import show
from affresco.api.mastodon.streaming.frames import Frames
from affresco.errors import AffrescoError, TooMany
from affresco.feeds.reader import Reader
from affresco.live import messages
from affresco.text import N_

STREAMS_EACH: Final = 100
"""Open streams of one person, app or address in one process."""
OPENING_AT_ONCE: Final = 4
"""Streams that fill memory at the same time, so that after a restart requests find connections, too."""
RECENT: Final = 16


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
    """The streams of one process."""

    def __init__(self, door: Door) -> None:
        self.door = door
        self.frames = Frames()
        self.opening = asyncio.Semaphore(OPENING_AT_ONCE)
        self._open: Counter[str] = Counter()
        self._recent: deque[tuple[messages.Message, asyncio.Future[None]]] = deque(maxlen=RECENT)

    @contextmanager
    def counted(self, onlooker: Onlooker) -> Iterator[None]:
        """One more stream. Raises TooManyStreams."""
        if self._open[onlooker.name] >= STREAMS_EACH:
            raise TooManyStreams(limit=STREAMS_EACH)
        self._open[onlooker.name] += 1
        try:
            yield
        finally:
            self._open[onlooker.name] -= 1
            if not self._open[onlooker.name]:
                del self._open[onlooker.name]

    async def prepared(
        self, message: messages.PostPublished | messages.PostChanged, author_id: int
    ) -> None:
        """Bring what a post shows into memory, once for all streams that are told of it: a thousand of
        them would otherwise ask the database at the same moment."""
        for known, done in self._recent:
            if known is message:
                if not done.done():
                    await asyncio.shield(done)
                return
        ready = asyncio.get_running_loop().create_future()
        self._recent.append((message, ready))
        try:
            author = _Author(self.door, AccountId(author_id))
            with suppress(AffrescoError):  # whoever has to show it will meet it again
                found = await self.door.reader.views(author.viewer_id, [message.post_id])
                await show.encoded(author, tuple(found.values()))
        finally:
            ready.set_result(None)


def streams_of(app: Litestar) -> Streams:
    """The streams of the application, made when the first one is opened."""
    door = door_of(app)
    streams: Streams | None = app.state.get("api_streams")
    if streams is None or streams.door is not door:
        streams = Streams(door)
        app.state.api_streams = streams
    return streams
