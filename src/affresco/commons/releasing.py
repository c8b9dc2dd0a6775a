"""A worker makes the release that an owner asked for. What builds releases needs Arrow, and is loaded here
alone: who only asks does not wait for it.
"""

from __future__ import annotations

import asyncio
from typing import Final

import structlog

from affresco.commons import owner_queries as queries
from affresco.commons.datasets.building import export
from affresco.db import Database
from affresco.errors import AffrescoError
from affresco.runtime import Runtime
from affresco.settings import Settings
from affresco.text import set_locale

log = structlog.get_logger(__name__)

TELL_SECONDS: Final = 0.5
FOLDER: Final = "releases"


def place_of(settings: Settings, last: str | None) -> str:
    """Where the next release goes: beside the last one, else into the data folder."""
    return last or str(settings.data_dir / FOLDER)


async def carry_out(runtime: Runtime, build_id: int) -> None:
    """Make the release, in a worker. What goes wrong is told on the page. Raises DatabaseUnavailable."""
    database = runtime.database
    async with database.write() as tx:
        locale = await queries.begin_build(tx, build_id)
        newest = await queries.releases(tx, 1)
    if locale is None:
        return
    set_locale(locale)
    steps = _Steps()
    telling = asyncio.create_task(_tell(database, build_id, steps), name="how far a release is")
    location = place_of(runtime.settings, newest[0]["place"] if newest else None)
    try:
        outcome = await export(runtime, location, steps)
    except AffrescoError as error:
        log.warning("release not made", reason=str(error))
        await _stop(telling)
        async with database.write() as tx:
            await queries.end_build(tx, build_id, None, None, error.text(locale))
        return
    finally:
        await _stop(telling)
    async with database.write() as tx:
        await queries.end_build(tx, build_id, outcome.version, outcome.fresh, "")


async def give_up(database: Database, build_id: int) -> None:
    """A release ends for a reason that nobody foresaw; the log has it."""
    async with database.write() as tx:
        await queries.end_build(tx, build_id, None, None, AffrescoError().text())


class _Steps:
    """How far an export is, as it was told last."""

    def __init__(self) -> None:
        self.at: tuple[str, int, int] = ("", 0, 0)

    def __call__(self, step: str, done: int, total: int) -> None:
        self.at = (step, done, total)


async def _tell(database: Database, build_id: int, steps: _Steps) -> None:
    told = steps.at
    while True:
        await asyncio.sleep(TELL_SECONDS)
        if steps.at != told:
            told = steps.at
            async with database.write() as tx:
                await queries.tell_build(tx, build_id, *told)


async def _stop(task: asyncio.Task[None]) -> None:
    """A page that is not told how far it is loses nothing."""
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
