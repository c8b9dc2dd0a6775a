"""A whole instance on loopback, made for a measurement and thrown away after it.

An embedded PostgreSQL, a network of a given size, one web process (Granian, uvloop) in a process of
its own. Beside the application it answers ``/bare/SIZE`` with that many bytes and nothing else: what
the same server can do at best, on this machine, in this run.
"""

from __future__ import annotations

import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

import msgspec

from affresco.accounts import sessions, tokens
from affresco.accounts.model import AccountId
from affresco.db import Database
from affresco.db.embedded import EmbeddedServer
from affresco.db.migrate import migrate
from bench.dataset import Built, Shape, build, find

ROOT: Final = Path(__file__).parents[1]
START_SECONDS: Final = 60


class Instance(msgspec.Struct, frozen=True):
    """What a measurement needs. database: for preparing, not for measuring. process: the web server's."""

    port: int
    network: Built
    database: Database
    process: int

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def tokens(self, person_ids: Sequence[int]) -> list[str]:
        """A bearer token for each of these people."""
        return [
            await tokens.create_token(
                self.database, AccountId(person_id), "bench", ("read", "write", "follow")
            )
            for person_id in person_ids
        ]

    def resident_megabytes(self) -> float:
        """Memory of the process that answers; the one that watches over it does not count."""
        children = Path(f"/proc/{self.process}/task/{self.process}/children").read_text().split()
        return max(_resident_kilobytes(pid) for pid in (str(self.process), *children)) / 1024

    async def session(self, person_id: int) -> str:
        """The cookie of a signed-in browser."""
        return await sessions.start(self.database, AccountId(person_id), "bench", "127.0.0.1")


@asynccontextmanager
async def running(shape: Shape, keep: Path | None = None) -> AsyncIterator[Instance]:
    """Build it, serve it, remove it. keep: a folder in which it is built once and stays; what is there is
    taken as it is, whatever the shape."""
    root = keep or _folder()
    try:
        root.mkdir(mode=0o711, parents=True, exist_ok=True)
        with EmbeddedServer(root / "server") as server:
            dsn = server.dsn()
            async with Database(dsn) as database:
                await migrate(database)
                network = await find(database)
                if not network.person_ids:
                    network = await build(database, shape)
                port = free_port()
                process = _serve(dsn, root / "data", port)
                try:
                    _await_answer(port, process)
                    yield Instance(port, network, database, process.pid)
                finally:
                    process.terminate()
                    process.wait(20)
    finally:
        if keep is None:
            shutil.rmtree(root)


def _resident_kilobytes(pid: str) -> int:
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.partition("VmRSS:")[2].split()[0])


def _folder() -> Path:
    """A folder that may be passed through: under root the database runs as another user."""
    root = Path(tempfile.mkdtemp(prefix="affresco-bench-"))
    root.chmod(0o711)
    return root


def children(pid: int) -> list[int]:
    """The processes that a process has started (Linux)."""
    text = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    return [int(number) for number in text.split()]


def free_port() -> int:
    """A port of the loopback interface that nobody listens on."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port


def _serve(dsn: str, data: Path, port: int) -> subprocess.Popen[bytes]:
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("AFFRESCO_")},
        "PYTHONPATH": str(ROOT),
        "_AFFRESCO_DSN": dsn,
        "_AFFRESCO_BASE_URL": f"http://127.0.0.1:{port}",
        "AFFRESCO_DATA": str(data),
        "AFFRESCO_SECRET": secrets.token_hex(32),
        "AFFRESCO_API_SEARCHES": "1000000000",  # one client searches for a thousand people
    }
    command = [sys.executable, "-W", "ignore", "-m", "granian", "--interface", "asgi", "--factory"]
    command += ["--host", "127.0.0.1", "--port", str(port), "--workers", "1", "--loop", "uvloop"]
    command += ["--log-level", "warning", "--workers-kill-timeout", "1"]
    return subprocess.Popen([*command, "bench.served:app"], env=environment)


def _await_answer(port: int, process: subprocess.Popen[bytes]) -> None:
    ends = time.monotonic() + START_SECONDS
    while time.monotonic() < ends:
        if process.poll() is not None:
            raise SystemExit("the server ended before it answered; its words are above")
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/bare/1", timeout=5).close()
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
        else:
            return
    raise SystemExit(f"the server did not answer within {START_SECONDS} s")
