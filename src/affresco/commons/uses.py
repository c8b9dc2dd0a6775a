"""What consumers say they did with a release."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from urllib.parse import urlsplit

import msgspec

from affresco.commons import receipt_queries as queries
from affresco.commons.receipt_errors import BadUse, ReleaseNotFound
from affresco.db import Database, ReadTx, Row

MODEL_LIMIT: Final = 200
PURPOSE_LIMIT: Final = 1_000
URL_LIMIT: Final = 2_000
PAGE: Final = 50


class Use(msgspec.Struct, frozen=True, kw_only=True):
    """A report. model: its name. purpose: in words. url: where one can read about it, "" for none.
    consumer: by whom."""

    id: int
    version: int
    model: str
    purpose: str
    url: str
    at: datetime
    consumer: str


class Uses(msgspec.Struct, frozen=True):
    """Some reports, the newest first. total: all of them. older: what ``before`` must be for more, or
    None."""

    items: tuple[Use, ...]
    total: int
    older: int | None


class NewUse(msgspec.Struct, frozen=True):
    """A report to be made."""

    version: int
    model: str
    purpose: str
    url: str = ""


async def report(database: Database, consumer_id: int, use: NewUse) -> int:
    """Keep a report; people whose rows are in that release see it. Returns its id.

    Raises BadUse, ReleaseNotFound.
    """
    model, purpose, url = use.model.strip(), use.purpose.strip(), use.url.strip()
    for field, text, limit in (("model", model, MODEL_LIMIT), ("purpose", purpose, PURPOSE_LIMIT)):
        if not text or len(text) > limit or "\0" in text:
            raise BadUse(field=field, limit=limit)
    if url and (len(url) > URL_LIMIT or not _is_web(url)):
        raise BadUse(field="url", limit=URL_LIMIT)
    if not 0 < use.version < 2**31:
        raise ReleaseNotFound(version=use.version)
    async with database.write() as tx:
        row = await queries.insert_use(tx, consumer_id, use.version, model, purpose, url)
    if row is None:
        raise ReleaseNotFound(version=use.version)
    return int(row["id"])


async def list_reported(
    database: Database, consumer_id: int, before: int | None = None
) -> tuple[Use, ...]:
    """What a consumer reported, the newest first. before: an id."""
    async with database.read() as tx:
        return tuple(map(_use, await queries.uses_of_consumer(tx, consumer_id, before, PAGE)))


async def list_of_releases(tx: ReadTx, versions: Sequence[int], before: int | None = None) -> Uses:
    """What was reported of these versions. before: an id."""
    rows = await queries.uses_of(tx, versions, before, PAGE + 1)
    items = tuple(map(_use, rows[:PAGE]))
    total = await queries.count_uses(tx, versions)
    return Uses(items, total, items[-1].id if len(rows) > PAGE else None)


def _is_web(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc) and url.isprintable()


def _use(row: Row) -> Use:
    return Use(
        id=row["id"],
        version=row["version"],
        model=row["model"],
        purpose=row["purpose"],
        url=row["url"],
        at=row["at"],
        consumer=row["consumer"],
    )
