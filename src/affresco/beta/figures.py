"""Figures by cohort that tell of nobody: no group under five, no difference of two looks under five.

- A group's people are counted in fives, those who joined first; the rest join the figure with the next five.
- There is no total over groups, from which a small one could be had by taking the others away.
- What only some of a group did (came due, painted) is told when they are five; days when five were here.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Final

import msgspec

from affresco.accounts import access
from affresco.beta import figure_queries as queries
from affresco.db import ReadTx, WriteTx

LEAST: Final = 5
RETURNS: Final = (1, 7, 30)
"""Days after joining."""
DAYS: Final = 30
KEEP_DAYS: Final = 400
"""How long it is known who was here on which day."""


class Return(msgspec.Struct, frozen=True):
    """Of how many people, and the part of them, 0 to 1, who were here that many days after joining; None
    with fewer than five."""

    after: int
    of: int
    share: float | None


class Figures(msgspec.Struct, frozen=True, kw_only=True):
    """A group. cohort: "" for who is in none. people: counted in fives. activated: part that posted, 0 to 1.
    posts, remixes, replies: of each person, on average; remixes and replies are posts, too. first_picture:
    seconds from joining, the median of those who have one. failures: part of the orders that failed."""

    cohort: str
    people: int
    activated: float
    returns: tuple[Return, ...]
    posts: float
    remixes: float
    replies: float
    first_picture: float | None
    failures: float | None
    days: tuple[tuple[date, int], ...]


class Overview(msgspec.Struct, frozen=True):
    """small: names of groups of fewer than five people. last: the last day told."""

    groups: tuple[Figures, ...]
    small: tuple[str, ...]
    last: date


async def overview(tx: ReadTx, owner_id: int) -> Overview:
    """Raises OwnersOnly."""
    await access.check_owner(tx, owner_id)
    came: dict[str, list[Return]] = {}
    for after in RETURNS:
        for row in await queries.returns(tx, LEAST, after):
            share = row["returned"] / row["of"]
            came.setdefault(row["cohort"], []).append(Return(after, row["of"], share))
    here: dict[str, list[tuple[date, int]]] = {}
    for row in await queries.days(tx, LEAST, DAYS):
        here.setdefault(row["cohort"], []).append((row["day"], row["people"]))
    groups = []
    for row in await queries.groups(tx, LEAST):
        people, name = row["people"], row["cohort"]
        tries = row["done"] + row["failed"]
        groups.append(
            Figures(
                cohort=name,
                people=people,
                activated=row["activated"] / people,
                returns=_all_returns(came.get(name, ())),
                posts=row["posts"] / people,
                remixes=row["remixes"] / people,
                replies=row["replies"] / people,
                first_picture=row["first_picture"] if row["painters"] >= LEAST else None,
                failures=row["failed"] / tries if row["tried"] >= LEAST else None,
                days=tuple(here.get(name, ())),
            )
        )
    told = {group.cohort for group in groups}
    small = tuple(name for name in await queries.names(tx) if name not in told)
    return Overview(tuple(groups), small, datetime.now(UTC).date() - timedelta(days=1))


async def tidy(tx: WriteTx) -> None:
    """Forget old days; for the worker."""
    await queries.trim(tx, KEEP_DAYS)


def _all_returns(known: Sequence[Return]) -> tuple[Return, ...]:
    by_day = {one.after: one for one in known}
    return tuple(by_day.get(after, Return(after, 0, None)) for after in RETURNS)
