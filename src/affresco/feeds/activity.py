"""How busy an instance was, in numbers that name nobody."""

from __future__ import annotations

from datetime import datetime
from typing import Final

import msgspec

from affresco.db import ReadTx
from affresco.feeds import activity_queries

WEEKS: Final = 12


class Week(msgspec.Struct, frozen=True):
    """A week that begins on Monday, UTC. posts: public ones that answer nobody. sessions: begun."""

    begins: datetime
    posts: int
    sessions: int
    accounts: int


async def weeks(tx: ReadTx) -> tuple[Week, ...]:
    """The last ``WEEKS``, the present one first."""
    rows = await activity_queries.weeks(tx, WEEKS)
    return tuple(
        Week(row["begins"], row["posts"], row["sessions"], row["accounts"]) for row in rows
    )


async def active_month(tx: ReadTx) -> int:
    """How many people came in the last thirty days."""
    return await activity_queries.active_people(tx, 30)
