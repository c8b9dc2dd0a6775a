"""Runs the MCP conformance suite against our door.

The suite is an npm package, which deno runs. It knows no tokens: the socket that it speaks to adds one.
"""

from __future__ import annotations

import asyncio
import functools
import os
import re
import shutil
import socket
import sys
import tempfile
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Final, cast

import msgspec
import uvicorn

from affresco.accounts import tokens
from affresco.accounts.scopes import ASSISTANT
from affresco.live.hub import Hub
from affresco.mcp import door
from affresco.mcp.model import Demands
from affresco.mcp.serving import Serving
from servers import everything
from world import World

PACKAGE: Final = "npm:@modelcontextprotocol/conformance@0.2.0-alpha.12"
REVISIONS: Final = ("2025-11-25", "2026-07-28")
SECONDS: Final = 120
INSTALL_SECONDS: Final = 60
_LINE: Final = re.compile(r"^[✓✗] ([a-z0-9-]+): (\d+) passed, (\d+) failed$", re.M)
_UNSCORED: Final = re.compile(r"^\s+[✓✗] ([a-z0-9-]+) \([a-z-]+\)$", re.M)


class Report(msgspec.Struct, frozen=True):
    """What the suite says of one revision. scenarios: (checks passed, failed) by name, only those that
    count."""

    scenarios: dict[str, tuple[int, int]]
    unscored: dict[str, tuple[int, int]]

    @property
    def failing(self) -> set[str]:
        return {name for name, (_passed, failed) in self.scenarios.items() if failed}

    def told(self) -> tuple[str, ...]:
        """In words, for whoever ran it."""
        good, all_ = self.checks
        passing = len(self.scenarios) - len(self.failing)
        return (
            f"{passing} of {len(self.scenarios)} scenarios, {good} of {all_} checks;",
            f"not scored: {self.unscored}",
        )

    @property
    def checks(self) -> tuple[int, int]:
        """(passed, all)."""
        passed = sum(one[0] for one in self.scenarios.values())
        return passed, passed + sum(one[1] for one in self.scenarios.values())


def deno() -> str | None:
    """The one that the installation brought along, or another."""
    return shutil.which(
        "deno", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    )


async def _run(*words: str, seconds: float = SECONDS) -> tuple[int, str]:
    program = deno()
    assert program is not None
    with tempfile.TemporaryDirectory() as folder:
        process = await asyncio.create_subprocess_exec(
            program,
            *words,
            cwd=folder,
            env={**os.environ, "NO_COLOR": "1"},
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        try:
            out, _none = await asyncio.wait_for(process.communicate(), seconds)
        except TimeoutError:
            process.kill()
            await process.wait()
            return 1, "it took too long"
    return process.returncode or 0, out.decode()


@functools.cache
def _wanted() -> asyncio.Task[bool]:
    async def have() -> bool:
        return (await _run("cache", "--quiet", PACKAGE, seconds=INSTALL_SECONDS))[0] == 0

    return asyncio.create_task(have())


async def installable() -> bool:
    """Whether the suite is there, or can be had. Looked for once."""
    return deno() is not None and await _wanted()


async def report(url: str, revision: str) -> Report:
    """What the suite says of a server."""
    _code, out = await _run(
        "run", "-A", PACKAGE, "server", "--url", url, "--requirements", revision
    )
    found = {name: (int(good), int(bad)) for name, good, bad in _LINE.findall(out)}
    assert found, out[-2000:]
    names = set(_UNSCORED.findall(out))
    return Report(
        {name: one for name, one in found.items() if name not in names},
        {name: one for name, one in found.items() if name in names},
    )


@asynccontextmanager
async def listening(
    world: World, make: Callable[[Hub], Serving] | None = None, demands: Demands | None = None
) -> AsyncIterator[str]:
    """Our door on a socket of its own, with a token for those who bring none. make, demands: what is behind
    it, ours by default."""
    ada = await world.person("ada_of_the_suite")
    await world.post(by=ada, text="hello")
    place = f"{world.runtime.base_url}/mcp"
    token = await tokens.create_token(world.database, ada.id, "suite", ASSISTANT, place)
    given = (b"authorization", f"Bearer {token}".encode())
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    outside = f"localhost:{listener.getsockname()[1]}"
    # The world's address is another: what is said of this one is passed on as said of that.
    own = world.runtime.base_url.removeprefix("http://").encode()
    chosen: dict[str, Any] = {} if make is None else {"make": make, "demands": demands}

    async with door.opened(world.app, **chosen) as opened:

        async def app(scope: Any, receive: Any, send: Any) -> None:
            if scope["type"] == "http":
                headers = [(k, v.replace(outside.encode(), own)) for k, v in scope["headers"]]
                if not any(name == given[0] for name, _value in headers):
                    headers.append(given)
                scope = {**scope, "headers": headers}
                await opened.answer(scope, receive, send)

        config = uvicorn.Config(cast(Any, app), lifespan="off", log_level="warning")
        server = uvicorn.Server(config)
        task = asyncio.create_task(server.serve(sockets=[listener]))
        while not server.started:  # noqa: ASYNC110 - uvicorn has no event to wait for
            await asyncio.sleep(0.01)
        try:
            yield f"http://{outside}/mcp"
        finally:
            server.should_exit = True
            await task
            listener.close()


def everything_behind() -> tuple[Callable[[Hub], Serving], Demands]:
    return everything.make, everything.demand_of
