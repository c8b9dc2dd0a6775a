"""Hashtags by their beginning, and how much they are used."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime, timedelta
from typing import Final

from affresco.db import ReadTx
from affresco.feeds.search import fold, queries
from affresco.feeds.search.dates import first_id
from affresco.feeds.search.model import FoundTag, TagDay

DAYS: Final = 7
"""Of a hashtag's history, today included."""
COUNTED: Final = 2_000
"""Newest posts of a hashtag that its history counts."""
BEGINNING_LIMIT: Final = 100
LONGEST: Final = 200
"""Hashtags with one beginning that can be leafed through."""
HIGHEST_CHARACTER: Final = "\U0010ffff"
DAY_SECONDS: Final = 24 * 3600


async def find(tx: ReadTx, text: str, limit: int) -> tuple[FoundTag, ...]:
    """Hashtags that begin so, with or without #, in any case and without accents."""
    beginning = fold.fold(text.strip().removeprefix("#"))[:BEGINNING_LIMIT]
    if not beginning or " " in beginning or "\x00" in beginning or limit < 1:
        return ()
    rows = await queries.tags_beginning(tx, beginning, beginning + HIGHEST_CHARACTER, limit)
    return tuple(FoundTag(row["tag"], row["uses"]) for row in rows)


async def history(
    tx: ReadTx, tags: Collection[str], now: datetime | None = None
) -> dict[str, tuple[TagDay, ...]]:
    """Public uses of each hashtag on each of the last ``DAYS`` days, today first."""
    today = (now or datetime.now(UTC)).replace(hour=0, minute=0, second=0, microsecond=0)
    first = today - timedelta(days=DAYS - 1)
    rows = await queries.tag_days(tx, tags, first_id(first) - 1, COUNTED) if tags else []
    counted = {(row["tag"], row["day"]): (row["uses"], row["people"]) for row in rows}
    days = [int(today.timestamp()) // DAY_SECONDS - back for back in range(DAYS)]
    return {
        tag: tuple(TagDay(day * DAY_SECONDS, *counted.get((tag, day), (0, 0))) for day in days)
        for tag in tags
    }
