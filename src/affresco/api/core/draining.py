"""Who is refused while still sending reads why.

A server that answers and closes the connection with a body half read resets it, and the answer is lost with
it: programs see a connection that failed, and send the whole picture again.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import Any, Final, cast

from litestar.enums import ScopeType
from litestar.types import ASGIApp, Message, Receive, Scope, Send

SMALL: Final = 64 << 10
"""Bytes that arrive with the request itself: nothing has to be done."""
LIMIT: Final = 64 << 20
"""Bytes that are read for nothing; who sends more is cut off."""
UNSAID: Final = 30 << 20
"""The same, where the length was not said: who was refused for going on and on is not heard any longer."""
SECONDS: Final = 20.0


def draining(app: ASGIApp) -> ASGIApp:
    """The application, which reads what is left of a large body before it answers."""

    async def drained(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != ScopeType.HTTP or not _is_large(scope):
            await app(scope, receive, send)
            return
        more = True
        read = 0
        most = LIMIT if b"content-length" in dict(scope["headers"]) else UNSAID

        async def hear() -> Message:
            nonlocal more, read
            message = cast("Any", await receive())
            more = message["type"] == "http.request" and message.get("more_body", False)
            read += len(message.get("body", b""))
            return cast("Message", message)

        async def say(message: Message) -> None:
            nonlocal more
            if message["type"] == "http.response.start" and more:
                with suppress(TimeoutError):
                    async with asyncio.timeout(SECONDS):
                        while more and read < most:
                            await hear()
                more = False
            await send(message)

        await app(scope, cast("Receive", hear), say)

    return drained


def _is_large(scope: Scope) -> bool:
    """Whether the body is long, or of a length that is not said, but not longer than is read for nothing.

    Who waits for ``100 Continue`` (RFC 9110 §10.1.1) sends nothing before, and reads why not.
    """
    headers = dict(scope["headers"])
    if b"expect" in headers:
        return False
    length = headers.get(b"content-length", b"")
    if length.isdigit():
        return SMALL < int(length[:12]) <= LIMIT
    return b"transfer-encoding" in headers
