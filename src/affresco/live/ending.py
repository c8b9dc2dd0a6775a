"""The end of background tasks: cancelled until they end, and never waited for without a limit."""

from __future__ import annotations

import asyncio
from typing import Any, Final

import structlog

log = structlog.get_logger(__name__)

END_SECONDS: Final = 10.0
AGAIN_SECONDS: Final = 1.0
FRAMES: Final = 3


async def end(*tasks: asyncio.Task[Any], seconds: float = END_SECONDS) -> None:
    """Cancel tasks and wait until they are over, at most so many seconds; whoever goes on is logged.

    What they raise is dropped. They are asked again and again: one request may be lost. The
    ``asyncio.wait_for`` of Python 3.11 drops it when what it waits for comes at the same moment, and
    libraries use that.
    """
    clock = asyncio.get_running_loop().time
    give_up = clock() + seconds
    waiting = {task for task in tasks if not task.done()}
    while waiting and clock() < give_up:
        for task in waiting:
            task.cancel()
        _done, waiting = await asyncio.wait(waiting, timeout=AGAIN_SECONDS)
    for task in waiting:
        log.error("task does not end", task=task.get_name(), where=_where(task))
    for task in tasks:
        if task.done() and not task.cancelled():
            task.exception()  # so that nobody is told that it was not asked for


def _where(task: asyncio.Task[Any]) -> list[str]:
    """Where a task stands, the innermost place last."""
    return [
        f"{frame.f_code.co_filename}:{frame.f_lineno} {frame.f_code.co_name}"
        for frame in task.get_stack(limit=FRAMES)
    ]
