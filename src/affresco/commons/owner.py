"""The commons for owners: what it yields, who gives what, its releases, and the button that asks for one.
``releasing`` makes it.

Counts come out of a tally by day that grows with the log, so that a page costs as much with a million
entries as with a thousand.
"""

from __future__ import annotations

from typing import Final

from affresco.accounts.access import check_owner
from affresco.accounts.model import Viewer
from affresco.commons import owner_queries as queries
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
from affresco.events.queue import enqueue

DAYS: Final = 30
LANGUAGES: Final = 12
RELEASES: Final = 20
AT_ONCE: Final = 500_000
"""Entries of the log that one statement counts: less than a second of them."""
LANE: Final = "commons-releases"


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


def _shares(row: Row, names: tuple[str, ...]) -> tuple[Share, ...]:
    return tuple(Share(name, row[name], row["everybody"]) for name in names)
