"""What is gone: rows of earlier versions that a version lacks, and those that the next one will lack.

By key and leaf hash alone: nothing of what stood in them, and of nobody.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from typing import Final, Literal

import msgspec

from affresco.commons import receipt_queries as queries
from affresco.commons.receipt_errors import BadRemovalRange, ReleaseNotFound
from affresco.db import Database, Row

PAGE: Final = 1_000

Reason = Literal["withdrawn", "deleted", "changed"]
"""Consent was taken back; a post is no more; the row has other contents now."""


class Removal(msgspec.Struct, frozen=True, kw_only=True):
    """A row that is gone. gone_in: the first version that lacks it, None for the one to come. now: the leaf
    of the row that has its key instead, None where there is none."""

    config: str
    key: str
    leaf: str
    reason: Reason
    gone_in: int | None
    now: str | None


class Removals(msgspec.Struct, frozen=True, kw_only=True):
    """Some of a list, by (config, key). next: what ``after`` must be for more, None at the end."""

    version: int
    since: int
    items: tuple[Removal, ...]
    next: str | None


async def list_removals(
    database: Database, version: int, since: int | None = None, after: str = ""
) -> Removals:
    """Rows of version ``since`` (the one before, when left out) that ``version`` lacks.

    after: where the last page ended. Raises ReleaseNotFound, BadRemovalRange.
    """
    start = version - 1 if since is None else since
    if not 0 <= start < version:
        raise BadRemovalRange(version=version)
    place = _read_place(after, version)
    async with database.read() as tx:
        if await queries.release(tx, version) is None:
            raise ReleaseNotFound(version=version)
        rows = await queries.removals(tx, version, start, *place, PAGE + 1)
    return _page(version, start, rows)


async def list_pending(database: Database, version: int, after: str = "") -> Removals:
    """Rows of a version that were taken back since and are to be used no more: the next one will lack them.
    Raises ReleaseNotFound, BadRemovalRange."""
    place = _read_place(after, version)
    async with database.read() as tx:
        if await queries.release(tx, version) is None:
            raise ReleaseNotFound(version=version)
        rows = await queries.pending(tx, version, *place, PAGE + 1)
    return _page(version, version, rows)


async def every_removal(
    database: Database, version: int, since: int | None = None
) -> AsyncIterator[Removal]:
    """The whole list, a page at a time in memory. Raises as ``list_removals``."""
    after: str | None = ""
    while after is not None:
        page = await list_removals(database, version, since, after)
        for one in page.items:
            yield one
        after = page.next


def _page(version: int, since: int, rows: Sequence[Row]) -> Removals:
    shown = rows[:PAGE]
    last = shown[-1] if len(rows) > PAGE else None
    return Removals(
        version=version,
        since=since,
        items=tuple(
            Removal(
                config=row["config"],
                key=row["key"],
                leaf=row["leaf"].hex(),
                reason=row["reason"],
                gone_in=row["ended_version"],
                now=None if row["now"] is None else row["now"].hex(),
            )
            for row in shown
        ),
        next=None if last is None else f"{last['id']}:{last['config']}:{last['key']}",
    )


def _read_place(after: str, version: int) -> tuple[str, str, int]:
    """(config, key, id) of the last row that was shown."""
    if not after:
        return "", "", 0
    number, _, rest = after.partition(":")
    config, _, key = rest.partition(":")
    if not number.isdecimal() or len(number) > 18 or not config or "\0" in after:
        raise BadRemovalRange(version=version)
    return config, key, int(number)
