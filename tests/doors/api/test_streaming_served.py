"""Streams of a real server: a reader who does not read, and a database that hangs up."""

from __future__ import annotations

import asyncio
import json
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from affresco.db.pool import DatabaseUnavailable
from doors.api.loopback import serving
from world import Resident, World

LONG = "🎨" * 4_000
"""16 kB: what the sockets' own buffers hold is soon full."""


POSTS = 600


class Listener:
    """A raw stream of server-sent events."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._transport: Any = writer.transport

    def sleep(self) -> None:
        """What comes stays in the socket from here on."""
        self._transport.pause_reading()

    def wake(self) -> None:
        self._transport.resume_reading()

    async def event(self) -> tuple[str, Any]:
        """(name, data) of the next one. Raises IncompleteReadError at the end."""
        async with asyncio.timeout(20):
            while True:
                line = await self._reader.readuntil(b"\n")
                if line.startswith(b"event: "):
                    data = await self._reader.readuntil(b"\n\n")
                    return line[7:].strip().decode(), json.loads(data.removeprefix(b"data: "))

    async def until_the_end(self) -> int:
        """How many bytes came."""
        count = 0
        async with asyncio.timeout(60):
            while piece := await self._reader.read(65_536):
                count += len(piece)
        return count


@asynccontextmanager
async def listening(url: str, path: str, who: Resident, room: int = 0) -> AsyncIterator[Listener]:
    """room: bytes that this end's socket takes without being read, 0 for as many as usual."""
    address = urlsplit(url)
    client = socket.socket()
    if room:
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, room)
    client.connect((address.hostname or "", address.port or 0))
    reader, writer = await asyncio.open_connection(sock=client, limit=1 << 20)
    head = f"GET {path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {who.token}\r\n\r\n"
    writer.write(head.encode())
    await reader.readuntil(b"still here")
    try:
        yield Listener(reader, writer)
    finally:
        writer.close()


async def test_who_does_not_read_is_dropped_and_others_go_on(world: World, tmp_path: Path) -> None:
    ada, bo = await world.people("ada", "bo")
    async with (
        serving(world.database.dsn, tmp_path) as url,
        listening(url, "/api/v1/streaming/public", ada) as reading,
        listening(url, "/api/v1/streaming/public", bo, room=4_096) as asleep,
    ):
        asleep.sleep()
        for _number in range(POSTS):
            await world.post(by=ada, text=LONG)
            await reading.event()
        asleep.wake()
        assert await asleep.until_the_end() < POSTS * len(LONG.encode())
        last = await world.post(by=ada)
        assert (await reading.event())[1]["id"] == str(last.id)


async def test_a_stream_reads_on_after_the_database_hung_up(world: World, tmp_path: Path) -> None:
    ada, bo = await world.people("ada", "bo")
    await world.follow(bo, ada)
    async with (
        serving(world.database.dsn, tmp_path) as url,
        listening(url, "/api/v1/streaming/user", bo) as stream,
    ):
        first = await world.post(by=ada)
        assert (await stream.event())[1]["id"] == str(first.id)
        async with world.database.read() as tx:
            await tx.rows(
                """SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                   WHERE datname = current_database() AND pid <> pg_backend_pid()"""
            )
        missed = await post_again(world, ada)
        heard = [(await stream.event())[1]["id"]]
        later = await world.post(by=ada)
        while heard[-1] != str(later.id):
            heard.append((await stream.event())[1]["id"])
        assert heard == [str(missed), str(later.id)]


async def post_again(world: World, who: Resident) -> int:
    """The pools' connections are gone as well; the first ones that are tried fail."""
    while True:
        try:
            return (await world.post(by=who)).id
        except DatabaseUnavailable:
            await asyncio.sleep(0.05)


async def test_quiet_connections_are_asked_whether_somebody_is_there(
    world: World, tmp_path: Path
) -> None:
    """A connection whose other end lost its network gives no sign; TCP finds it out."""
    ada = await world.person("ada")
    async with serving(world.database.dsn, tmp_path) as url:
        port = urlsplit(url).port or 0
        async with asyncio.timeout(20):
            while not await asked(url, port, ada):  # noqa: ASYNC110 - nobody tells
                await asyncio.sleep(0.1)


async def asked(url: str, port: int, who: Resident) -> bool:
    """Whether a stream that is opened now is kept alive."""
    async with listening(url, "/api/v1/streaming/public", who):
        return is_kept_alive(port)


def is_kept_alive(port: int) -> bool:
    """Whether the server's end of an open connection will ask within half a minute (timer 02)."""
    for line in Path("/proc/net/tcp").read_text().splitlines()[1:]:
        _number, local, _remote, state, _queues, timer, *_rest = line.split()
        kind, _colon, when = timer.partition(":")
        if (local.endswith(f":{port:04X}"), state, kind) == (True, "01", "02"):
            return int(when, 16) <= 30 * 100
    return False
