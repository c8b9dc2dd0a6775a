"""The waiting list: an address and a word why, from people outside. Owners invite from it.

Whoever asks gets the same answer whether the address waits, is invited, has an account or is new.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

import msgspec

from affresco.accounts import access, limits, rules
from affresco.accounts.errors import DaysInvalid
from affresco.accounts.invitations import DAYS_LIMIT
from affresco.accounts.limits import Limit
from affresco.accounts.model import AccountId
from affresco.beta import cohort_queries as queries
from affresco.beta import cohorts, invitees
from affresco.beta.cohort_errors import WordsTooLong
from affresco.beta.invitees import Link
from affresco.db import Database, ReadTx, WriteTx
from affresco.posts.markup import clean_text

BY_ADDRESS: Final = Limit("waiting-address", 10, 60 * 60)
WORDS_LIMIT: Final = 500
PAGE: Final = 100
KEEP_DAYS: Final = 60
"""How long it is known who was invited from the list."""


class Waiting(msgspec.Struct, frozen=True):
    """Somebody who would like to join."""

    id: int
    address: str
    words: str
    at: datetime


async def ask(database: Database, client: str, address: str, words: str) -> None:
    """Put an address on the list. client: where the request comes from.

    Raises EmailInvalid, WordsTooLong, RateLimited.
    """
    clean = rules.clean_email(address)
    said = clean_text(words)
    if len(said) > WORDS_LIMIT:
        raise WordsTooLong(length=len(said), limit=WORDS_LIMIT)
    await limits.check(database, BY_ADDRESS, client)
    async with database.write() as tx:
        await queries.insert_waiting(tx, clean, said)


async def every(tx: ReadTx, owner_id: int, after: int = 0) -> tuple[Sequence[Waiting], int | None]:
    """(who waits longest, cursor of the next page). Raises OwnersOnly."""
    await access.check_owner(tx, owner_id)
    rows = await queries.waiting(tx, after, PAGE + 1)
    shown = [Waiting(row["id"], row["address"], row["words"], row["at"]) for row in rows[:PAGE]]
    return shown, shown[-1].id if len(rows) > PAGE else None


async def invite(
    database: Database, owner_id: AccountId, ids: Sequence[int], cohort: str, days: int
) -> Sequence[Link]:
    """A link for each that waits still. Raises OwnersOnly, CohortNotFound, CohortClosed, DaysInvalid."""
    if not 1 <= days <= DAYS_LIMIT:
        raise DaysInvalid(most=DAYS_LIMIT)
    async with database.write() as tx:
        await access.check_owner(tx, owner_id)
        name = await cohorts.hold_open(tx, cohort)
        addresses = await queries.waiting_addresses(tx, ids)
        return await invitees.make_links(tx, owner_id, name, addresses, days)


async def tidy(tx: WriteTx) -> None:
    """Forget addresses of invitations that open no more, and who was invited long ago; for the worker."""
    await queries.trim_addresses(tx, KEEP_DAYS)


async def forget(database: Database, owner_id: AccountId, ids: Sequence[int]) -> int:
    """Take them off the list; returns how many. Raises OwnersOnly."""
    async with database.write() as tx:
        await access.check_owner(tx, owner_id)
        return await queries.forget_waiting(tx, ids)
