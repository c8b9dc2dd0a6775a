"""The reader's end of a server-sent event stream, without a socket."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import httpx
import msgspec
from litestar import Litestar

BASE_URL = "http://testserver"


class ServerEvent(msgspec.Struct, frozen=True):
    """One message of an event stream, https://html.spec.whatwg.org/multipage/server-sent-events.html"""

    event: str
    data: str
    id: str = ""

    def json(self) -> Any:
        return json.loads(self.data)


class EventStream:
    """The reader's end of an event stream: ``await stream.next()``."""

    def __init__(self, app: Litestar, path: str, headers: list[tuple[bytes, bytes]]) -> None:
        url = httpx.URL(BASE_URL + path)
        self._app: Any = app
        self._scope: dict[str, Any] = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": "GET",
            "scheme": "http",
            "path": url.path,
            "raw_path": url.raw_path,
            "query_string": url.query,
            "root_path": "",
            "headers": headers,
            "client": ("192.0.2.1", 1234),
            "server": ("testserver", 80),
        }
        self._lines: asyncio.Queue[str | None] = asyncio.Queue()
        self._closed = asyncio.Event()
        self._started = asyncio.Event()
        self._asked = False
        self._rest = ""
        self._task: asyncio.Task[None] | None = None
        self.status = 0
        self.last = ""
        self.headers: dict[str, str] = {}

    async def open(self) -> None:
        """Ask, and wait for the first line of the answer."""
        self._task = asyncio.create_task(self._run(), name="event stream")
        await asyncio.wait_for(self._started.wait(), 10)

    async def close(self) -> None:
        """Go away as a browser does."""
        self._closed.set()
        if self._task is not None:
            _done, pending = await asyncio.wait([self._task], timeout=2)
            for task in pending:
                task.cancel()
            await asyncio.wait([self._task], timeout=10)
            assert self._task.done(), "a stream does not end"
            if not self._task.cancelled():
                self._task.exception()

    async def next(self, seconds: float = 5.0) -> ServerEvent:
        """The next event; comments and marks are skipped. Raises TimeoutError, EOFError at the end.

        last: the id of the newest event, marks among them.
        """
        fields: dict[str, list[str]] = {}
        async with asyncio.timeout(seconds):
            while True:
                line = await self._lines.get()
                if line is None:
                    raise EOFError
                if line:
                    name, _colon, value = line.partition(":")
                    if name:
                        fields.setdefault(name, []).append(value.removeprefix(" "))
                    continue
                self.last = fields.get("id", [self.last])[-1]
                if fields.get("event") == ["mark"]:
                    fields = {}
                elif fields.keys() & {"event", "data"}:
                    return ServerEvent(
                        event=fields.get("event", ["message"])[-1],
                        data="\n".join(fields.get("data", [])),
                        id=fields.get("id", [""])[-1],
                    )
                else:
                    fields = {}

    async def _run(self) -> None:
        try:
            await self._app(self._scope, self._receive, self._send)
        finally:
            self._started.set()
            self._lines.put_nowait(None)

    async def _receive(self) -> dict[str, Any]:
        if not self._asked:
            self._asked = True
            return {"type": "http.request", "body": b"", "more_body": False}
        await self._closed.wait()
        return {"type": "http.disconnect"}

    async def _send(self, message: dict[str, Any]) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            self.headers = {name.decode(): value.decode() for name, value in message["headers"]}
            self._started.set()
            return
        lines = (self._rest + message.get("body", b"").decode()).replace("\r\n", "\n").split("\n")
        self._rest = lines.pop()
        for line in lines:
            self._lines.put_nowait(line)
        if not message.get("more_body", False):
            self._lines.put_nowait(None)
