"""The way of a request whose answer is remembered: past routes' parameters, guards and handlers."""

from __future__ import annotations

from typing import Any, Final, cast

from litestar.types import ASGIApp, Message, Receive, Scope, Send

from affresco.api.core.call import TOPICS_KEY, Door, bearer_token, door_of
from affresco.api.core.remembered import Headers, Key, Remembered

RATE_PREFIX: Final = b"x-ratelimit-"


def short_cut(app: ASGIApp) -> ASGIApp:
    """A middleware around the API's routes."""

    async def serve(scope: Scope, receive: Receive, send: Send) -> None:
        request = cast("dict[str, Any]", scope)
        token = bearer_token(scope["headers"]) if request.get("method") == "GET" else None
        if token is None:
            await app(scope, receive, send)
            return
        door = door_of(request["litestar_app"])
        key: Key = (token, request["path"], request["query_string"])
        known = door.answers.find(key)
        if known is not None and await _send(door, token, known, send):
            return
        await app(scope, receive, _Keeper(door, key, request, send))

    return serve


async def _send(door: Door, token: str, known: Remembered, send: Send) -> bool:
    """False when the caller has asked too often: the guard says so."""
    allowance = door.reads.hit(token)
    if allowance.exceeded:
        return False
    headers: Headers = [*known.headers]
    headers += [(n.encode(), v.encode()) for n, v in allowance.headers().items()]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": known.body, "more_body": False})
    return True


class _Keeper:
    """Passes an answer on, and keeps it if its handler says what it depends on."""

    def __init__(self, door: Door, key: Key, request: dict[str, Any], send: Send) -> None:
        self._door = door
        self._key = key
        self._request = request
        self._send = send
        self._heard = door.answers.heard
        self._headers: Headers | None = None

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start" and message["status"] == 200:
            self._headers = [
                (bytes(name), bytes(value))
                for name, value in message["headers"]
                if not name.startswith(RATE_PREFIX)
            ]
        elif message["type"] == "http.response.body" and self._headers is not None:
            topics: frozenset[str] | None = self._request.get(TOPICS_KEY)
            if topics is not None and not message.get("more_body"):
                self._door.answers.put(
                    self._key, self._headers, message["body"], topics, self._heard
                )
        await self._send(message)
