"""That a worker lives and how its engines stand, told again and again; and what is swept up each hour."""

from __future__ import annotations

import asyncio
import os
import socket
from datetime import timedelta
from typing import Final

import structlog

from affresco.accounts.oauth import grants
from affresco.beta import figures, letters, waiting
from affresco.db import Database, WriteTx
from affresco.errors import AffrescoError
from affresco.events import queries as event_queries
from affresco.hooks import delivering
from affresco.live import journal
from affresco.safety import commands as safety
from affresco.studio import health
from affresco.studio.engines import registry
from affresco.studio.engines.protocol import Engine
from affresco.text import _

log = structlog.get_logger(__name__)

HEARTBEAT_SECONDS: Final = 2.0
KEEP_LOG: Final = timedelta(days=7)
TIDY_SECONDS: Final = 3600.0
EXAMINE_SECONDS: Final = 30.0


def worker_name() -> str:
    """Names this process in the table of heartbeats."""
    return f"{socket.gethostname()}:{os.getpid()}"


async def tell_health(database: Database, engine: Engine) -> None:
    """Tell once a minute how an engine stands. A database that is away is waited for."""
    while True:
        ok, words = await _examine(engine)
        try:
            await health.note(database, engine.name, worker_name(), ok=ok, words=words)
        except AffrescoError as error:
            log.warning("health of an engine not told", engine=engine.name, reason=str(error))
        await asyncio.sleep(health.TOLD_EVERY_SECONDS)


async def _examine(engine: Engine) -> tuple[bool, str]:
    """(whether it can work, a few words on it); whatever it raises is an answer."""
    try:
        async with asyncio.timeout(EXAMINE_SECONDS):
            with registry.guarded(engine.name):
                return True, await engine.examine()
    except TimeoutError:
        return False, _("It did not answer within {seconds} seconds.").format(
            seconds=round(EXAMINE_SECONDS)
        )
    except AffrescoError as error:
        return False, error.text()


async def beat_for_ever(database: Database) -> None:
    """Tell that this worker lives; once an hour sweep up. A database that is away is waited for."""
    next_tidy = 0.0
    clock = asyncio.get_running_loop().time
    while True:
        try:
            async with database.write() as tx:
                await event_queries.beat(tx, worker_name())
            if clock() >= next_tidy:
                async with database.write() as tx:
                    await _tidy(tx)
                next_tidy = clock() + TIDY_SECONDS
        except AffrescoError as error:
            log.warning("worker heartbeat missed", reason=str(error))
        await asyncio.sleep(HEARTBEAT_SECONDS)


async def forget(database: Database) -> None:
    """This worker ends."""
    async with database.write() as tx:
        await event_queries.forget_worker(tx, worker_name())
    await health.forget(database, worker_name())


async def _tidy(tx: WriteTx) -> None:
    await event_queries.tidy(tx, KEEP_LOG)
    await safety.tidy(tx)
    await journal.tidy(tx)
    await grants.tidy(tx)
    await delivering.tidy(tx)
    await figures.tidy(tx)
    await letters.write_week(tx)
    await waiting.tidy(tx)
