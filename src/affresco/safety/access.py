"""The only way to refusals and appeals on somebody's behalf: one's own, or all for an owner."""

from __future__ import annotations

from typing import Final

from affresco.accounts import access as accounts
from affresco.accounts.model import Viewer
from affresco.db import ReadTx
from affresco.safety import hydrate, queries
from affresco.safety.errors import RefusalNotFound
from affresco.safety.model import Refusal, RefusalPage

PAGE: Final = 20
"""Refusals, or appeals, on a page."""


async def get_own(tx: ReadTx, account_id: int, refusal_id: int) -> Refusal:
    """Raises RefusalNotFound."""
    row = await queries.refusal_row(tx, refusal_id)
    if row is None or row["account_id"] != account_id:
        raise RefusalNotFound
    return hydrate.refusal_from_row(row)


async def list_own(tx: ReadTx, account_id: int, before: int | None = None) -> RefusalPage:
    """One's own refusals, newest first."""
    rows = await queries.refusal_rows(tx, account_id, before, PAGE + 1)
    shown = tuple(hydrate.refusal_from_row(row) for row in rows[:PAGE])
    return RefusalPage(shown, shown[-1].id if len(rows) > PAGE else None)


async def list_appeals(tx: ReadTx, viewer: Viewer, after: int | None = None) -> RefusalPage:
    """Appeals that wait, the oldest first. Raises OwnersOnly."""
    await accounts.check_owner(tx, viewer.id)
    rows = await queries.open_rows(tx, after, PAGE + 1)
    shown = tuple(hydrate.refusal_from_row(row) for row in rows[:PAGE])
    return RefusalPage(shown, shown[-1].id if len(rows) > PAGE else None)


async def get_picture(tx: ReadTx, viewer: Viewer, refusal_id: int) -> bytes:
    """The small picture of what was withheld and is disputed, for owners. Raises OwnersOnly,
    RefusalNotFound."""
    await accounts.check_owner(tx, viewer.id)
    row = await queries.refusal_row(tx, refusal_id)
    picture = await queries.picture(tx, refusal_id)
    if row is None or row["appeal"] is None or picture is None:
        raise RefusalNotFound
    return picture
