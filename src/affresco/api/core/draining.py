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
SECONDS: Final = 20.0


def draining(app: ASGIApp, body_limit: int) -> ASGIApp:
    """The application, which reads what is left of a large body before it answers.

    body_limit: bytes that a body may have. Where its length was not said, no more is read: who was refused
    for going on and on is not heard any longer.
    """

    async def drained(scope: Scope, receive: Receive, send: Send) -> None:
        most = _read_at_most(scope, body_limit) if scope["type"] == ScopeType.HTTP else 0
        if not most:
            await app(scope, receive, send)
            return
        more = True
        read = 0

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


def _read_at_most(scope: Scope, body_limit: int) -> int:
    """Bytes that are read for nothing; 0 for a body that is short, or too long to be read.

    Who waits for ``100 Continue`` (RFC 9110 §10.1.1) sends nothing before, and reads why not.
    """
    headers = dict(scope["headers"])
    if b"expect" in headers:
        return 0
    length = headers.get(b"content-length", b"")
    if length.isdigit():
        return LIMIT if SMALL < int(length[:12]) <= LIMIT else 0
    return body_limit if b"transfer-encoding" in headers else 0
