"""An open stream of the commons, whatever it is framed in: pieces go out until somebody ends it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any, Final, Literal

import msgspec
import structlog
from litestar import Litestar, Request, Response
from litestar.types import ASGIApp, Receive, Scope, Send

from affresco.api.core.call import Door
from affresco.api.native.callers import Caller, identify
from affresco.commons import consumers, events
from affresco.commons.cursors import Place
from affresco.commons.hydrate import present
from affresco.commons.model import Told, Wish
from affresco.commons.stream import Feed, Piece
from affresco.errors import AffrescoError
from affresco.live import sse
from affresco.live.ending import end

log = structlog.get_logger(__name__)

Framing = Literal["sse", "jsonl"]
TYPES: Final[dict[Framing, bytes]] = {"sse": b"text/event-stream", "jsonl": b"application/jsonl"}
STALL_SECONDS: Final = 30.0
"""Who takes nothing for so long is let go."""
CHECK_SECONDS: Final = 5.0
"""How often a consumer that is sent something is looked up; what changes about it is heard at once."""
NOTE_SECONDS: Final = 30.0


def feed_of(app: Litestar) -> Feed:
    """The feed of the application, see ``wiring``."""
    feed: Feed = app.state.commons
    return feed


class Reading(msgspec.Struct, frozen=True):
    """What was asked for, and by whom."""

    door: Door
    feed: Feed
    caller: Caller
    start: Place
    wish: Wish
    follow: bool

    def json(self, told: Told) -> bytes:
        """An event for the one who reads."""
        return present(told, self.feed.secret, self.caller.space)

    def mark(self, place: Place) -> bytes:
        """That all up to here was sent."""
        cursor = self.feed.cursors.write(place)
        return events.encoder.encode(events.Marked(v=1, cursor=cursor))


async def deliver(reading: Reading, send: Callable[[Piece], Awaitable[None]]) -> None:
    """Send piece after piece, until the end or until whoever reads may not any more: then raises.

    Raises TimeoutError when nothing is taken, AffrescoError.
    """
    feed, caller = reading.feed, reading.caller
    checked = noted = time.monotonic()
    changes, place = feed.changes, reading.start
    try:
        async for piece in feed.read(reading.start, reading.wish, follow=reading.follow):
            now = time.monotonic()
            # Of a person it is remembered, and forgotten at once when it changes.
            if caller.consumer is None or feed.changes != changes or now - checked > CHECK_SECONDS:
                changes, checked = feed.changes, now
                await identify(reading.door, caller.token, "stream")
            async with asyncio.timeout(STALL_SECONDS):
                await send(piece)
            place = piece.place
            if now - noted > NOTE_SECONDS:
                noted = now
                await _note(reading, place)
    finally:
        with suppress(AffrescoError):
            await _note(reading, place)


async def _note(reading: Reading, place: Place) -> None:
    consumer = reading.caller.consumer
    if consumer is not None:
        await consumers.note_progress(reading.feed.database, consumer.id, place.seq)


async def until_one_ends(*tasks: asyncio.Task[None]) -> None:
    """Then end them all. What goes wrong with a stream that is under way ends it, and no more."""
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        await end(*tasks)
    for task in tasks:
        error = None if task.cancelled() else task.exception()
        if isinstance(error, TimeoutError):
            log.info("a reader of the commons takes nothing, and is let go")
        elif isinstance(error, AffrescoError):
            log.info("a stream of the commons ended", reason=error.code)
        elif error is not None:
            raise error


class StreamAnswer(Response[bytes]):
    """Events until the end. The base class is not initialised, as in ``Answer``."""

    def __init__(self, reading: Reading, framing: Framing) -> None:
        self._reading = reading
        self._framing: Framing = framing

    def to_asgi_response(  # type: ignore[override]
        self, app: object, request: Request[Any, Any, Any], **_options: object
    ) -> ASGIApp:
        """Called by the framework."""
        return self._serve

    async def _serve(self, _scope: Scope, receive: Receive, send: Send) -> None:
        with self._reading.feed.opened(self._reading.caller.space):
            await until_one_ends(
                asyncio.create_task(self._write(send), name="stream of the commons"),
                asyncio.create_task(_until_gone(receive), name="end of a stream"),
            )

    async def _write(self, send: Send) -> None:
        headers = (
            (b"content-type", TYPES[self._framing]),
            (b"cache-control", b"no-store"),
            (b"x-accel-buffering", b"no"),
        )
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        # Proxies and clients hold the headers back until there is something behind them.
        if self._framing == "sse":
            await _send(send, sse.HEARTBEAT)
        elif self._reading.follow:
            await _send(send, self._frame(Piece((), self._reading.start)))

        async def pass_on(piece: Piece) -> None:
            await _send(send, self._frame(piece))

        try:
            await deliver(self._reading, pass_on)
        except AffrescoError as error:
            log.info("a stream of the commons ended", reason=error.code)
        await send({"type": "http.response.body", "body": b"", "more_body": False})

    def _frame(self, piece: Piece) -> bytes:
        reading = self._reading
        if self._framing == "jsonl":
            lines = [reading.json(told) for told in piece.entries]
            return b"\n".join([*(lines or [reading.mark(piece.place)]), b""])
        if not piece.entries:
            # An id without data: it is kept, and nothing happens.
            return b": quiet\nid: " + reading.feed.cursors.write(piece.place).encode() + b"\n\n"
        return b"".join(
            sse.encode(told.kind, reading.json(told), told.cursor) for told in piece.entries
        )


async def _send(send: Send, body: bytes) -> None:
    await send({"type": "http.response.body", "body": body, "more_body": True})


async def _until_gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
