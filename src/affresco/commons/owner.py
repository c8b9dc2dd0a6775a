"""The commons for owners: what it yields, who gives what, its releases, and the button that makes one.

Counts come out of a tally by day that grows with the log, so that a page costs as much with a million
entries as with a thousand.
"""

from __future__ import annotations

import asyncio
from typing import Final

import structlog

from affresco.accounts.access import check_owner
from affresco.accounts.model import Viewer
from affresco.commons import owner_queries as queries
from affresco.commons.datasets.building import export
from affresco.commons.owner_errors import BuildRunning
from affresco.commons.owner_model import (
    Build,
    Counted,
    Overview,
    ReleaseLine,
    Share,
    Yield,
)
from affresco.db import Database, ReadTx, Row
from affresco.errors import AffrescoError
from affresco.events.queue import enqueue
from affresco.runtime import Runtime
from affresco.settings import Settings
from affresco.text import set_locale

log = structlog.get_logger(__name__)

DAYS: Final = 30
LANGUAGES: Final = 12
RELEASES: Final = 20
AT_ONCE: Final = 500_000
"""Entries of the log that one statement counts: less than a second of them."""
LANE: Final = "commons-releases"
TELL_SECONDS: Final = 0.5
FOLDER: Final = "releases"


async def overview(database: Database, viewer: Viewer) -> Overview:
    """Everything that is counted. Raises OwnersOnly."""
    async with database.read() as tx:
        await check_owner(tx, viewer.id)
    head = await _counted(database)
    async with database.read() as tx:
        counted = await queries.entries(tx)
        licences = tuple(Counted(row["name"], row["number"]) for row in await queries.licences(tx))
        people, posts = await queries.people(tx), await queries.posts(tx)
        return Overview(
            entries=counted["entries"],
            head=head,
            waiting=counted["waiting"],
            given=sum(one.number for one in licences),
            passed_on=sum(one.number for one in licences if one.name),
            yields=tuple(
                Yield(row["day"], row["kind"], row["entries"])
                for row in await queries.yields(tx, DAYS)
            ),
            people=_shares(people, ("training", "licence", "choices", "credit")),
            posts=_shares(posts, ("training", "licence", "assistant")),
            languages=tuple(
                Counted(row["name"], row["number"])
                for row in await queries.languages(tx, LANGUAGES)
            ),
            licences=licences,
        )


async def list_releases(tx: ReadTx, viewer: Viewer) -> tuple[ReleaseLine, ...]:
    """The newest ones. Raises OwnersOnly."""
    await check_owner(tx, viewer.id)
    return tuple(
        ReleaseLine(
            version=row["version"],
            published_at=row["published_at"],
            rows=row["counts"],
            files=row["files"],
            bytes=row["bytes"],
            root=row["root"],
            place=row["place"],
        )
        for row in await queries.releases(tx, RELEASES)
    )


async def find_build(tx: ReadTx, viewer: Viewer) -> Build | None:
    """The last release that was asked for. Raises OwnersOnly."""
    await check_owner(tx, viewer.id)
    row = await queries.last_build(tx)
    return None if row is None else Build(**dict(row))


async def ask_for_release(database: Database, viewer: Viewer) -> None:
    """Have a worker make the next one. Raises OwnersOnly, BuildRunning."""
    async with database.write() as tx:
        await check_owner(tx, viewer.id)
        build_id = await queries.insert_build(tx, viewer.id)
        if build_id is None:
            raise BuildRunning
        await enqueue(tx, LANE, str(build_id).encode())


async def _counted(database: Database) -> int:
    """Bring the tally up to the log; the last number of that."""
    while True:
        async with database.write() as tx:
            row = await queries.tally(tx, AT_ONCE)
        if row["seq"] >= row["head"]:
            head: int = row["head"]
            return head


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


def _shares(row: Row, names: tuple[str, ...]) -> tuple[Share, ...]:
    return tuple(Share(name, row[name], row["everybody"]) for name in names)
