"""What was missed: edits and deletions of which somebody has not heard.

New posts can be read off the timelines. That something was edited, or is gone, is in no table afterwards;
so it is kept, in the transaction that says it (``messages.send``), for a week.

How far somebody has heard is a ``Mark``: a snapshot of the database that came to them on the channel
itself. The server gives what is sent to its hearers in the order of commits, and what a snapshot sees was
committed before the mark was; so whoever has heard the mark has heard all that it sees, and missed
nothing but what it does not see. See ADR 0026.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection
from datetime import timedelta
from typing import Final

import msgspec
import structlog

from affresco.db import Database, WriteTx
from affresco.live import queries
from affresco.live.messages import Mark, Message, Missed

log = structlog.get_logger(__name__)

MISSED_LIMIT: Final = 200
"""Messages that are made up; whoever missed more starts afresh."""
KEEP: Final = timedelta(days=7)
_MARK: Final = re.compile(
    r"([0-9]{1,12}):(([0-9]{1,19}):([0-9]{1,19}):([0-9]{1,19}(?:,[0-9]{1,19})*)?)"
)


async def missed(
    database: Database, mark: Mark | None, topics: Collection[str] | None = None
) -> tuple[Missed, ...] | None:
    """What was said since the mark, the oldest first, on one of the topics (None: on any).

    None when nobody knows, it is more than ``MISSED_LIMIT``, or of another version. Raises
    DatabaseUnavailable.
    """
    if mark is None:
        return None
    wanted = None if topics is None else list(topics)
    async with database.read() as tx:
        rows = await queries.missed(tx, mark.snapshot, wanted, MISSED_LIMIT + 1)
    if len(rows) > MISSED_LIMIT:
        return None
    try:
        return tuple(
            Missed(frozenset(row["topics"]), msgspec.convert(row["message"], Message))
            for row in rows
        )
    except msgspec.ValidationError:  # written by a process of another version
        log.warning("what was missed cannot be read")
        return None


async def tidy(tx: WriteTx) -> None:
    """Forget what is older than ``KEEP``."""
    await queries.tidy(tx, KEEP)


def write_mark(mark: Mark) -> str:
    """As one word, for ``read_mark``."""
    return f"{mark.at}:{mark.snapshot}"


def read_mark(text: str, now: float) -> Mark | None:
    """None for what is no mark, or one so old that what it does not see may be forgotten.

    now: seconds since 1970.
    """
    found = _MARK.fullmatch(text)
    if found is None:
        return None
    at, low, high = int(found[1]), int(found[3]), int(found[4])
    between = [int(number) for number in (found[5] or "").split(",") if number]
    ascending = all(a < b for a, b in itertools.pairwise(between))
    inside = all(low <= number < high for number in between)
    fresh = now - at < KEEP.total_seconds() - 3600
    if not (0 < low <= high < 2**63 and ascending and inside and fresh):
        return None
    return Mark(snapshot=found[2], at=at)
