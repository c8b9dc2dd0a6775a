"""Whose answer is looked for next: few at the same time, and nobody's many questions before another's one."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

AT_ONCE: Final = 4
"""Answers that are looked for at the same time; each needs a connection or the processor."""


class Turns:
    """Waiting askers come round in turn, each with the question that waited longest. One loop's."""

    def __init__(self, at_once: int = AT_ONCE) -> None:
        self._free = at_once
        self._waiting: dict[int, list[asyncio.Future[None]]] = {}

    @asynccontextmanager
    async def turn(self, asker_id: int) -> AsyncIterator[None]:
        """Wait for one's turn, and keep it inside the block."""
        await self._take(asker_id)
        try:
            yield
        finally:
            self._give()

    async def _take(self, asker_id: int) -> None:
        if self._free and not self._waiting:
            self._free -= 1
            return
        mine: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.setdefault(asker_id, []).append(mine)
        try:
            await mine
        except asyncio.CancelledError:
            if mine.done() and not mine.cancelled():
                self._give()
            else:
                self._forget(asker_id, mine)
            raise

    def _give(self) -> None:
        """To the next asker, who then comes last again."""
        for asker_id in list(self._waiting):
            queue = self._waiting.pop(asker_id)
            while queue:
                first = queue.pop(0)
                if not first.done():
                    if queue:
                        self._waiting[asker_id] = queue
                    first.set_result(None)
                    return
        self._free += 1

    def _forget(self, asker_id: int, one: asyncio.Future[None]) -> None:
        queue = self._waiting.get(asker_id, [])
        if one in queue:
            queue.remove(one)
        if not queue:
            self._waiting.pop(asker_id, None)
