"""Cuts work off at its n-th step, as ``kill -9`` would: for showing that nothing is lost or done twice."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

import asyncpg
import pytest


class Guillotine:
    """Ends some work instead of its n-th statement: what was not committed is undone by the server.

    Steps are the statements of all database connections, BEGIN and COMMIT among them, and the calls of
    ``step``.
    """

    def __init__(self, steps: int) -> None:
        self._left = steps
        self._fallen = False
        self._victim: asyncio.Task[object] | None = None

    async def off(self, work: Coroutine[Any, Any, object]) -> bool:
        """Do the work until the blade falls; whether it came to its end before."""
        with pytest.MonkeyPatch.context() as patch:
            for name in ("execute", "fetch", "fetchrow", "fetchval"):
                statement = getattr(asyncpg.Connection, name)
                patch.setattr(asyncpg.Connection, name, self._before(statement))
            self._victim = asyncio.create_task(work)
            await asyncio.gather(self._victim, return_exceptions=True)
        return not self._fallen

    async def step(self, _name: str, _position: int) -> None:
        """A step that is not a statement."""
        self._fall()
        await asyncio.sleep(0)

    def _before(self, statement: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[Any]]:
        async def run(*args: Any, **options: Any) -> Any:
            self._fall()
            return await statement(*args, **options)

        return run

    def _fall(self) -> None:
        self._left -= 1
        if self._left >= 0:
            return
        if not self._fallen and self._victim is not None:
            self._fallen = True
            self._victim.cancel()
        raise asyncpg.InterfaceError("the worker is dead")
