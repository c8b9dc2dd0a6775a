"""Cohorts: people who were let in together. For owners; a cohort has a name and nothing else of its own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import msgspec

from affresco.accounts import access, rules
from affresco.accounts.errors import CohortClosed
from affresco.accounts.model import AccountId
from affresco.beta import cohort_queries as queries
from affresco.beta import flags
from affresco.beta.cohort_errors import (
    CohortExists,
    CohortNameMissing,
    CohortNotFound,
)
from affresco.db import Database, ReadTx, Row, WriteTx


class Cohort(msgspec.Struct, frozen=True):
    """people: how many joined by it. open_invitations: how many more can. flags: what is switched
    otherwise than for all."""

    name: str
    flags: dict[str, bool]
    created_at: datetime
    closed_at: datetime | None
    people: int
    open_invitations: int


async def every(tx: ReadTx, owner_id: int) -> Sequence[Cohort]:
    """All of them, the open ones first. Raises OwnersOnly."""
    await access.check_owner(tx, owner_id)
    return [_from_row(row) for row in await queries.cohorts(tx, None)]


async def one(tx: ReadTx, owner_id: int, name: str) -> Cohort:
    """Raises OwnersOnly, CohortNotFound."""
    await access.check_owner(tx, owner_id)
    rows = await queries.cohorts(tx, name.replace("\x00", ""))
    if not rows:
        raise CohortNotFound
    return _from_row(rows[0])


async def create(database: Database, owner_id: AccountId, name: str) -> str:
    """The name as it is kept. Raises OwnersOnly, CohortNameMissing, CohortTooLong, CohortExists."""
    clean = clean_name(name)
    async with database.write() as tx:
        await access.check_owner(tx, owner_id)
        if await queries.is_named(tx, clean) or not await queries.insert(tx, clean):
            raise CohortExists
    return clean


async def rename(database: Database, owner_id: AccountId, name: str, to: str) -> str:
    """With everything of it: people, invitations, letters, surveys. Returns the name as it is kept.

    Raises OwnersOnly, CohortNotFound, CohortNameMissing, CohortTooLong, CohortExists.
    """
    clean = clean_name(to)
    async with database.write() as tx:
        await access.check_owner(tx, owner_id)
        held = await hold(tx, name)
        if clean == held["name"]:
            return clean
        if await queries.is_named(tx, clean):
            raise CohortExists
        await queries.rename(tx, held["name"], clean)
    return clean


async def set_closed(database: Database, owner_id: AccountId, name: str, *, closed: bool) -> None:
    """Close it: its links stop working, its people stay. Or open it again, for new invitations.

    Raises OwnersOnly, CohortNotFound.
    """
    async with database.write() as tx:
        await access.check_owner(tx, owner_id)
        held = await hold(tx, name)
        if closed != (held["closed_at"] is not None):
            await queries.set_closed(tx, held["name"], closed=closed)


async def set_flags(
    database: Database, owner_id: AccountId, name: str, wanted: dict[str, bool]
) -> None:
    """What is switched for this cohort; all of it. Raises OwnersOnly, CohortNotFound, FlagUnknown."""
    flags.check(wanted)
    async with database.write() as tx:
        await access.check_owner(tx, owner_id)
        held = await hold(tx, name)
        await queries.set_flags(tx, held["name"], wanted)


async def hold(tx: WriteTx, name: str) -> Row:
    """(name, flags, closed_at), locked. Raises CohortNotFound."""
    known = name.replace("\x00", "")
    await queries.adopt(tx, known)
    held = await queries.lock(tx, known)
    if held is None:
        raise CohortNotFound
    return held


async def hold_open(tx: WriteTx, name: str) -> str:
    """The name of a cohort that takes people in, locked. Raises CohortNotFound, CohortClosed."""
    held = await hold(tx, name)
    if held["closed_at"] is not None:
        raise CohortClosed
    kept: str = held["name"]
    return kept


def clean_name(name: str) -> str:
    """Pure. Raises CohortNameMissing, CohortTooLong."""
    clean = rules.clean_cohort(name)
    if clean is None:
        raise CohortNameMissing
    return clean


def _from_row(row: Row) -> Cohort:
    return Cohort(
        name=row["name"],
        flags=row["flags"],
        created_at=row["created_at"],
        closed_at=row["closed_at"],
        people=row["people"],
        open_invitations=row["open_invitations"],
    )
