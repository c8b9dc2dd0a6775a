"""The client's end of a WebSocket, without a socket."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import httpx
from litestar import Litestar

BASE_URL = "http://testserver"


class ClientSocket:
    """``await socket.open()``, ``say`` and ``hear``; ``refused`` is the answer when it was not let in."""

    def __init__(self, app: Litestar, path: str, headers: dict[str, str]) -> None:
        url = httpx.URL(BASE_URL + path)
        offered = headers.get("sec-websocket-protocol", "")
        self._app: Any = app
        self._scope: dict[str, Any] = {
            "type": "websocket",
            "asgi": {"version": "3.0"},
            "extensions": {"websocket.http.response": {}},
            "http_version": "1.1",
            "scheme": "ws",
            "path": url.path,
            "raw_path": url.raw_path,
            "query_string": url.query,
            "root_path": "",
            "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
            "subprotocols": [part.strip() for part in offered.split(",") if part],
            "client": ("192.0.2.1", 1234),
            "server": ("testserver", 80),
        }
        self._to_app: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self._from_app: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self._task: asyncio.Task[None] | None = None
        self.refused: tuple[int, Any] | None = None
        self.subprotocol: str | None = None
        self.blocked: asyncio.Event | None = None

    async def open(self) -> None:
        """Knock, and wait to be let in or not."""
        self._to_app.put_nowait({"type": "websocket.connect"})
        self._task = asyncio.create_task(self._run(), name="client socket")
        answer = await self._next(10)
        if answer["type"] == "websocket.accept":
            self.subprotocol = answer.get("subprotocol")
            return
        assert answer["type"] == "websocket.http.response.start", answer
        body = await self._next(10)
        self.refused = (answer["status"], json.loads(body["body"]))

    async def close(self) -> None:
        """Go away."""
        self._to_app.put_nowait({"type": "websocket.disconnect", "code": 1000})
        if self._task is not None:
            _done, pending = await asyncio.wait([self._task], timeout=2)
            for task in pending:
                task.cancel()
            await asyncio.wait([self._task], timeout=10)
            assert self._task.done(), "a stream does not end"
            if not self._task.cancelled():
                self._task.exception()

    def say(self, wish: Any) -> None:
        text = wish if isinstance(wish, str) else json.dumps(wish)
        self._to_app.put_nowait({"type": "websocket.receive", "text": text, "bytes": None})

    async def hear(self, seconds: float = 5.0) -> Any:
        """The next message. Raises TimeoutError, EOFError when the other end has left."""
        message = await self._next(seconds)
        if message["type"] != "websocket.send":
            raise EOFError(message)
        return json.loads(message["text"])

    async def _next(self, seconds: float) -> dict[str, Any]:
        async with asyncio.timeout(seconds):
            return await self._from_app.get()

    async def _run(self) -> None:
        try:
            await self._app(self._scope, self._to_app.get, self._send)
        finally:
            self._from_app.put_nowait({"type": "the end"})

    async def _send(self, message: dict[str, Any]) -> None:
        if self.blocked is not None:
            await self.blocked.wait()
        self._from_app.put_nowait(message)
