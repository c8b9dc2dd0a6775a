"""Server-sent events (WHATWG HTML §9.2): encoding, and a stream with heartbeats."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Final

from affresco.live.hub import Subscription
from affresco.live.messages import Message

HEARTBEAT_SECONDS: Final = 15.0
HEARTBEAT: Final = b": still here\n\n"


def encode(event: str, data: bytes, event_id: str | None = None) -> bytes:
    """One event. data: a document without line breaks, e.g. JSON."""
    head = f"id: {event_id}\n".encode() if event_id else b""
    return head + f"event: {event}\ndata: ".encode() + data + b"\n\n"


async def stream(
    subscription: Subscription, encode_message: Callable[[Message], Awaitable[bytes | None]]
) -> AsyncIterator[bytes]:
    """Each message through ``encode_message`` (None: not for this reader), heartbeats in between.

    Ends when the caller stops iterating; the heartbeat is what finds out that a reader has left.
    """
    while True:
        message = await subscription.next(HEARTBEAT_SECONDS)
        if message is None:
            yield HEARTBEAT
            continue
        encoded = await encode_message(message)
        if encoded is not None:
            yield encoded
