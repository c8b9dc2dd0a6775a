"""A real server in a process of its own, for clients that speak HTTP and nothing else."""

from __future__ import annotations

import asyncio
import os
import socket
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import httpx

from affresco.studio.engines.builtin import Illustrator
from endings import end
from world import World

START_SECONDS = 30


def free_port() -> int:
    """A port of the loopback interface that nobody listens on."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port


@asynccontextmanager
async def serving(dsn: str, data: Path) -> AsyncIterator[str]:
    """The address of the whole application, served by Granian, on the given database."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("AFFRESCO_")},
        "_AFFRESCO_DSN": dsn,
        "_AFFRESCO_BASE_URL": url,
        "AFFRESCO_DATA": str(data),
        "AFFRESCO_SECRET": "a key for tests, of 32 characters",
    }
    command = [sys.executable, "-m", "granian", "--interface", "asgi", "--factory"]
    command += ["--host", "127.0.0.1", "--port", str(port), "--log-level", "warning"]
    command += ["--workers-kill-timeout", "1", "affresco.wiring:app_from_environment"]
    server = subprocess.Popen(  # noqa: ASYNC220 - it only forks
        command, env=environment, stdin=subprocess.DEVNULL, start_new_session=True
    )
    try:
        await _until_answering(url, server)
        yield url
    finally:
        await asyncio.to_thread(end, server)


async def _until_answering(url: str, server: subprocess.Popen[bytes]) -> None:
    async with httpx.AsyncClient(base_url=url) as client, asyncio.timeout(START_SECONDS):
        while True:
            assert server.poll() is None, "the server ended before it answered"
            try:
                await client.get("/api/v2/instance")
            except httpx.TransportError:
                await asyncio.sleep(0.05)
            else:
                return


@asynccontextmanager
async def doorway(world: World) -> AsyncIterator[str]:
    """The address of a real server on the world's data, a worker with the real illustrator beside it."""
    data = Path(world.runtime.settings.data)
    world.engines["illustrator"] = Illustrator()

    async def keep_working() -> None:
        while True:
            await world.work()
            await asyncio.sleep(0.05)

    async with serving(world.database.dsn, data) as url:
        worker = asyncio.create_task(keep_working())
        try:
            yield url
        finally:
            worker.cancel()
            with suppress(asyncio.CancelledError):
                await worker
