"""Server-sent events (WHATWG HTML §9.2): encoding, and a stream with heartbeats."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Coroutine
from typing import Final

from affresco.live.ending import end
from affresco.live.hub import Subscription
from affresco.live.messages import Message

HEARTBEAT_SECONDS: Final = 15.0
HEARTBEAT: Final = b": still here\n\n"


class Over(Exception):
    """Whoever listens may not any more."""


def encode(event: str, data: bytes, event_id: str | None = None) -> bytes:
    """One event. data: a document without line breaks, e.g. JSON."""
    head = f"id: {event_id}\n".encode() if event_id else b""
    return head + f"event: {event}\ndata: ".encode() + data + b"\n\n"


async def stream(
    subscription: Subscription, encode_message: Callable[[Message], Awaitable[bytes | None]]
) -> AsyncIterator[bytes]:
    """Each message through ``encode_message`` (None: not for this reader), heartbeats in between.

    Ends when the caller stops iterating, and when ``encode_message`` raises ``Over``; the heartbeat is
    what finds out that a reader has left.
    """
    while True:
        message = await subscription.next(HEARTBEAT_SECONDS)
        if message is None:
            yield HEARTBEAT
            continue
        try:
            encoded = await encode_message(message)
        except Over:
            return
        if encoded:
            yield encoded


async def until(
    over: Coroutine[None, None, None], events: AsyncGenerator[bytes, None]
) -> AsyncIterator[bytes]:
    """The events, to their end or that of ``over``."""
    ending = asyncio.create_task(over, name="end of a stream")
    step: asyncio.Task[bytes | None] | None = None
    try:
        while True:
            step = asyncio.create_task(anext(events, None), name="event")
            await asyncio.wait((step, ending), return_when=asyncio.FIRST_COMPLETED)
            if ending.done() or (event := step.result()) is None:
                return
            yield event
    finally:
        await end(ending, *(() if step is None else (step,)))
        await events.aclose()
