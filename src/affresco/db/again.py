"""Writes that may wait for each other in a circle, and are then written again.

PostgreSQL undoes one of those who wait for each other (SQLSTATE 40P01), whole; the others go on. What was
undone can be written again as it was, and nobody has to hear of it.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Final, TypeVar

import asyncpg
import structlog

from affresco.db.pool import DatabaseUnavailable

log = structlog.get_logger(__name__)

TRIES: Final = 4

_T = TypeVar("_T")


async def again(write: Callable[[], Awaitable[_T]]) -> _T:
    """The result of ``write``: one ``database.write()`` and nothing beside it, as it may run up to ``TRIES``
    times. Raises what it raises; DatabaseUnavailable when it met a deadlock each time."""
    for left in reversed(range(TRIES)):
        try:
            return await write()
        except DatabaseUnavailable as error:
            deadlock = isinstance(error.__cause__, asyncpg.exceptions.DeadlockDetectedError)
            if not deadlock or not left:
                raise
            log.info("two writes waited for each other, and one is written again", left=left)
    raise AssertionError("the last try returns or raises")
