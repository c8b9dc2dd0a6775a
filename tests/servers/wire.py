"""A small HTTP server of which a test can ask anything, also what no decent server does.

One request a connection. A handler writes its answer byte for byte where it wants to; WebSockets are
spoken with the library's own protocol object.
"""

from __future__ import annotations

import asyncio
import io
import json
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

import msgspec
from multipart import MultipartParser, parse_options_header  # type: ignore[import-untyped]
from websockets.frames import Frame, Opcode
from websockets.http11 import Request as WebSocketRequest
from websockets.server import ServerProtocol


class Upload(msgspec.Struct, frozen=True):
    """A file in a form."""

    name: str
    kind: str
    data: bytes


class Asked(msgspec.Struct, frozen=True):
    """A request. headers: names in small letters."""

    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes
    head: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def form(self) -> tuple[dict[str, str], dict[str, Upload]]:
        """(fields, files) of a form of several parts, read strictly: each name once."""
        kind, options = parse_options_header(self.headers["content-type"])
        assert kind == "multipart/form-data"
        fields: dict[str, str] = {}
        files: dict[str, Upload] = {}
        for part in MultipartParser(io.BytesIO(self.body), options["boundary"], strict=True):
            assert part.name not in fields.keys() | files.keys(), f"{part.name} came twice"
            if part.filename is None:
                fields[part.name] = part.value
            else:
                files[part.name] = Upload(part.filename, part.content_type, part.raw)
        return fields, files


class Reply:
    """The way back."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader = reader
        self.writer = writer

    async def send(
        self, status: int, body: bytes, kind: str = "application/json", **headers: str
    ) -> None:
        """A whole answer. headers: with _ for -."""
        await self.begin(status, kind, Content_Length=str(len(body)), **headers)
        await self.write(body)

    async def json(self, value: object, status: int = 200, **headers: str) -> None:
        await self.send(status, json.dumps(value).encode(), **headers)

    async def begin(self, status: int, kind: str, **headers: str) -> None:
        """The head of an answer; without Content-Length it lasts until the connection ends."""
        lines = [f"HTTP/1.1 {status} Said", f"Content-Type: {kind}", "Connection: close"]
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
        await self.write("\r\n".join([*lines, "", ""]).encode())

    async def write(self, data: bytes) -> None:
        self.writer.write(data)
        await self.writer.drain()

    def break_off(self) -> None:
        """As if the cable were cut."""
        self.writer.transport.abort()


class Socket:
    """The server's end of a WebSocket."""

    def __init__(self, reply: Reply) -> None:
        self._reply = reply
        self._protocol = ServerProtocol(max_size=None)

    async def accept(self, head: bytes) -> None:
        self._protocol.receive_data(head)
        (request,) = self._protocol.events_received()
        assert isinstance(request, WebSocketRequest)
        self._protocol.send_response(self._protocol.accept(request))
        await self._flush()

    async def send(self, message: object) -> None:
        """bytes as they are, anything else as JSON; to somebody who has gone, nothing."""
        with suppress(ConnectionError):
            if isinstance(message, bytes):
                self._protocol.send_binary(message)
            else:
                self._protocol.send_text(json.dumps(message).encode())
            await self._flush()

    async def until_closed(self) -> None:
        with suppress(ConnectionError):
            while data := await self._reply.reader.read(65536):
                self._protocol.receive_data(data)
                await self._flush()
                for event in self._protocol.events_received():
                    if isinstance(event, Frame) and event.opcode is Opcode.CLOSE:
                        return

    def break_off(self) -> None:
        self._reply.break_off()

    async def _flush(self) -> None:
        for data in self._protocol.data_to_send():
            await self._reply.write(data)


Handler = Callable[[Asked, Reply], Awaitable[None]]


@asynccontextmanager
async def serving(handler: Handler, tls: ssl.SSLContext | None = None) -> AsyncIterator[str]:
    """Serve on loopback; yields the address, http://127.0.0.1:PORT, or https."""
    tasks: set[asyncio.Task[None]] = set()

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        tasks.add(task)
        try:
            # The other side may go at any moment.
            with suppress(ConnectionError, asyncio.IncompleteReadError):
                asked = await _read(reader)
                await handler(asked, Reply(reader, writer))
        finally:
            tasks.discard(task)
            writer.close()

    server = await asyncio.start_server(talk, "127.0.0.1", 0, ssl=tls)
    try:
        port = server.sockets[0].getsockname()[1]
        yield f"{'https' if tls else 'http'}://127.0.0.1:{port}"
    finally:
        server.close()
        for task in list(tasks):
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _read(reader: asyncio.StreamReader) -> Asked:
    head = await reader.readuntil(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").strip().split("\r\n")
    method, target, _version = first.split(" ")
    headers = {
        name.lower(): value.strip()
        for name, _colon, value in (line.partition(":") for line in lines)
    }
    parts = urlsplit(target)
    body = await reader.readexactly(int(headers.get("content-length", "0")))
    query = dict(parse_qsl(parts.query))
    return Asked(method, unquote(parts.path), query, headers, body, head)
