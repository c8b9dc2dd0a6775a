"""All ages, or adult: a declaration, and a switch.

Everybody begins with all ages. Where the owners allow adult content, a person may declare the day of their
birth; it is looked at and not kept. Who says that they are younger than 18 cannot say otherwise before the
day on which they will be 18.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Final

from affresco.accounts import queries as account_queries
from affresco.accounts.errors import PersonNotFound
from affresco.db import Database
from affresco.safety import queries
from affresco.safety.errors import AdultContentOff, BirthdayInvalid, TooYoung
from affresco.settings import Settings
from affresco.text import N_, translate

ADULT: Final = 18
OLDEST: Final = 125
"""Years."""

DECLARATION: Final = N_("I was born on the day that I give here, and I wish to make adult content.")


async def declare_adult(
    database: Database, settings: Settings, account_id: int, born: date, locale: str
) -> None:
    """Switch to adult content. The declaration is recorded as it is worded in ``locale``.

    Raises AdultContentOff, BirthdayInvalid, TooYoung (which is remembered), PersonNotFound.
    """
    if not settings.adult_content:
        raise AdultContentOff
    today = datetime.now(UTC).date()
    if not today.replace(year=today.year - OLDEST, day=1) < born <= today:
        raise BirthdayInvalid
    grown = birthday(born, ADULT)
    async with database.write() as tx:
        if await account_queries.lock_account(tx, account_id) is None:
            raise PersonNotFound
        if not await queries.is_past(tx, account_id):
            too_young = True
        elif too_young := grown > today:
            await queries.set_level(tx, account_id, "all", "", grown)
        else:
            wording = translate(DECLARATION, locale)
            await queries.set_level(tx, account_id, "adult", wording, None)
    if too_young:
        raise TooYoung


async def choose_all_ages(database: Database, account_id: int) -> None:
    """Switch back. Who was locked stays so."""
    async with database.write() as tx:
        if await account_queries.lock_account(tx, account_id) is None:
            raise PersonNotFound
        if await queries.is_past(tx, account_id):
            await queries.set_level(tx, account_id, "all", "", None)


def birthday(born: date, age: int) -> date:
    """The day on which somebody reaches an age; who was born on 29 February does on 1 March."""
    try:
        return born.replace(year=born.year + age)
    except ValueError:
        return date(born.year + age, 3, 1)
