"""Letters to a cohort: shown once above everybody's home in it, until they are put away.

A letter with a week is the digest of that week's feedback: the worker writes it, and owners see it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

import msgspec

from affresco.accounts import access, rules
from affresco.accounts.model import AccountId
from affresco.beta import cohort_queries as queries
from affresco.beta import cohorts
from affresco.beta.cohort_errors import LetterEmpty, LetterNotFound, WordsTooLong
from affresco.db import Database, ReadTx, Row, WriteTx
from affresco.posts import markup

TITLE_LIMIT: Final = 120
TEXT_LIMIT: Final = 5_000
SHOWN: Final = 3
DAYS: Final = 60
LISTED: Final = 50
LEAST: Final = 5
"""Of how many people a number is told, at least, and in what steps."""


class Letter(msgspec.Struct, frozen=True):
    """cohort: None for everybody who is in one. html: sanitised. week: the Monday on which a digest was
    written. reads: how many put it away, in fives; for owners, 0 elsewhere."""

    id: int
    cohort: str | None
    title: str
    html: str
    at: datetime
    week: date | None
    reads: int = 0


async def send(
    database: Database, owner_id: AccountId, cohort: str | None, title: str, text: str
) -> int:
    """cohort: None for everybody who is in one.

    Raises OwnersOnly, CohortNotFound, LetterEmpty, WordsTooLong.
    """
    title, text = rules.clean_line(title), markup.clean_text(text)
    if not title or not text:
        raise LetterEmpty
    for said, limit in ((title, TITLE_LIMIT), (text, TEXT_LIMIT)):
        if len(said) > limit:
            raise WordsTooLong(length=len(said), limit=limit)
    async with database.write() as tx:
        await access.check_owner(tx, owner_id)
        name = None if cohort is None else (await cohorts.hold(tx, cohort))["name"]
        return await queries.insert_letter(tx, owner_id, name, title, text)


async def every(tx: ReadTx, owner_id: int) -> Sequence[Letter]:
    """The newest, for owners. Raises OwnersOnly."""
    await access.check_owner(tx, owner_id)
    rows = await queries.letters(tx, LISTED)
    return [_from_row(row, row["reads"] - row["reads"] % LEAST) for row in rows]


async def unread(tx: ReadTx, account_id: int) -> Sequence[Letter]:
    """What stands above somebody's home."""
    return [_from_row(row) for row in await queries.unread_letters(tx, account_id, DAYS, SHOWN)]


async def put_away(database: Database, account_id: int, letter_id: int) -> None:
    """Raises LetterNotFound."""
    async with database.write() as tx:
        if not await queries.is_for(tx, account_id, letter_id):
            raise LetterNotFound
        await queries.insert_read(tx, account_id, letter_id)


async def take_back(database: Database, owner_id: AccountId, letter_id: int) -> None:
    """Raises OwnersOnly, LetterNotFound."""
    async with database.write() as tx:
        await access.check_owner(tx, owner_id)
        if not await queries.delete_letter(tx, letter_id):
            raise LetterNotFound


async def write_week(tx: WriteTx) -> None:
    """Tell the owners of last week's feedback, once; for the worker, as often as it likes."""
    await queries.insert_week(tx)


def _from_row(row: Row, reads: int = 0) -> Letter:
    return Letter(
        id=row["id"],
        cohort=row["cohort"],
        title=row["title"],
        html=markup.render(row["text"]),
        at=row["at"],
        week=row["week"],
        reads=reads,
    )
