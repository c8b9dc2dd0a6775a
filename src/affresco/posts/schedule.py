"""Scheduled posts: kept as they were written, published by a worker when their time has come.

A post is ``waiting`` until its time. Then it is published, which takes it off the list in the same
transaction, so that it happens once however many workers try; or it ``failed`` (what it answers is gone,
a rule refuses it) and waits for its author, who may choose another time or delete it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Final, Literal

import msgspec

from affresco.accounts.errors import PersonNotFound
from affresco.accounts.model import AccountId
from affresco.accounts.queries import lock_account
from affresco.db import Database, ReadTx, Row
from affresco.errors import AffrescoError
from affresco.posts import checks, commands
from affresco.posts import schedule_queries as queries
from affresco.posts.errors import (
    ScheduledGone,
    ScheduledTooSoon,
    ScheduledUnreadable,
    TooManyScheduled,
)
from affresco.posts.model import Publish
from affresco.settings import Settings

LEAST: Final = timedelta(minutes=5)
MOST: Final = timedelta(days=731)
LIMIT: Final = 300
"""Scheduled posts of one account."""
AT_ONCE: Final = 50
"""Posts that are published in one sweep."""

State = Literal["waiting", "failed"]


class Scheduled(msgspec.Struct, frozen=True):
    """A post to come. error: in the author's language, "" while it waits."""

    id: int
    account_id: AccountId
    at: datetime
    command: Publish
    error_code: str | None = None
    error: str = ""

    @property
    def state(self) -> State:
        return "waiting" if self.error_code is None else "failed"


def check_time(at: datetime, now: datetime | None = None) -> None:
    """Raises ScheduledTooSoon, also for a time too far ahead. now: UTC, the present when left out."""
    now = now or datetime.now(UTC)
    # A client's clock may be a little behind; what it calls five minutes is meant.
    if not LEAST - timedelta(seconds=5) <= at - now <= MOST:
        raise ScheduledTooSoon


async def schedule(database: Database, author_id: int, command: Publish, at: datetime) -> Scheduled:
    """Keep a post for later; with a key that was used before, returns that one.

    What can be said of it now is said now. Raises ScheduledTooSoon, TooManyScheduled, PersonNotFound
    and what ``checks.clean`` raises.
    """
    check_time(at)
    command = checks.clean(command)
    key = command.idempotency_key
    async with database.write() as tx:
        if await lock_account(tx, author_id) is None:
            raise PersonNotFound
        if await queries.count(tx, author_id) >= LIMIT:
            raise TooManyScheduled(limit=LIMIT)
        kept = msgspec.to_builtins(msgspec.structs.replace(command, idempotency_key=None))
        scheduled_id = await queries.insert(tx, author_id, at, kept, key)
        return await get_own(tx, author_id, scheduled_id)


async def get_own(tx: ReadTx, author_id: int, scheduled_id: int) -> Scheduled:
    """Raises ScheduledGone, also for somebody else's."""
    row = await queries.row_of(tx, author_id, scheduled_id)
    if row is None:
        raise ScheduledGone
    return _from_row(row)


async def page(
    tx: ReadTx, author_id: int, below: int, above: int, limit: int, *, upward: bool
) -> Sequence[Scheduled]:
    """below, above: ids, exclusive. upward: the lowest first."""
    rows = await queries.page_rows(tx, author_id, below, above, limit, upward)
    return [_from_row(row) for row in rows]


async def move(database: Database, author_id: int, scheduled_id: int, at: datetime) -> Scheduled:
    """Choose another time; one that failed waits again. Raises ScheduledTooSoon, ScheduledGone."""
    check_time(at)
    async with database.write() as tx:
        if not await queries.set_time(tx, author_id, scheduled_id, at):
            raise ScheduledGone
        return await get_own(tx, author_id, scheduled_id)


async def delete(database: Database, author_id: int, scheduled_id: int) -> None:
    """Raises ScheduledGone."""
    async with database.write() as tx:
        if not await queries.delete(tx, author_id, scheduled_id):
            raise ScheduledGone


class Due(msgspec.Struct, frozen=True):
    """A post whose time has come. command: a ``Publish`` as it was kept, perhaps by an older version.
    locale: its author's language."""

    id: int
    account_id: AccountId
    command: object
    locale: str


async def due(database: Database) -> tuple[Due, ...]:
    """What is to be published now, the longest due first."""
    async with database.read() as tx:
        rows = await queries.due(tx, AT_ONCE)
    return tuple(
        Due(
            id=row["id"],
            account_id=AccountId(row["account_id"]),
            command=row["command"],
            locale=row["locale"],
        )
        for row in rows
    )


async def publish(database: Database, settings: Settings, one: Due) -> bool:
    """Publish what is due, or note why it cannot be. False also when another worker was quicker.

    Raises AffrescoError only when a part of the service is down: then nothing is lost, and it is due still.
    """
    try:
        kept = msgspec.convert(one.command, Publish)
    except msgspec.ValidationError:
        await _fail(database, one, ScheduledUnreadable())
        return False
    command = msgspec.structs.replace(kept, scheduled_id=one.id)
    try:
        await commands.publish(database, settings, one.account_id, command)
    except ScheduledGone:
        return False
    except AffrescoError as error:
        if error.status >= 500:
            raise
        await _fail(database, one, error)
        return False
    return True


async def _fail(database: Database, one: Due, error: AffrescoError) -> None:
    async with database.write() as tx:
        await queries.set_error(tx, one.id, error.code, error.text(one.locale))


async def publish_due(database: Database, settings: Settings) -> int:
    """Publish all that is due; how many. Raises as ``publish``."""
    return sum([await publish(database, settings, one) for one in await due(database)])


def _from_row(row: Row) -> Scheduled:
    return Scheduled(
        id=row["id"],
        account_id=AccountId(row["account_id"]),
        at=row["at"],
        command=_read(row["command"]),
        error_code=row["error_code"],
        error=row["error"],
    )


def _read(kept: object) -> Publish:
    """A command; of one that cannot be read any more, its text."""
    try:
        return msgspec.convert(kept, Publish)
    except msgspec.ValidationError:
        text = kept.get("text") if isinstance(kept, dict) else ""
        return Publish(text=text if isinstance(text, str) else "")
