"""The only way to a person on somebody's behalf. Everybody may see everybody here."""

from __future__ import annotations

from affresco.accounts import hydrate, queries
from affresco.accounts.errors import OwnersOnly, PersonNotFound
from affresco.accounts.model import AccountId, FollowPage, Person
from affresco.db import ReadTx, Row

PAGE: int = 40
"""People on one page of followers."""


async def get_person(tx: ReadTx, account_id: int) -> Person:
    """Raises PersonNotFound."""
    person = (await hydrate.people(tx, [account_id])).get(AccountId(account_id))
    if person is None:
        raise PersonNotFound
    return person


async def get_person_by_handle(tx: ReadTx, handle: str) -> Person:
    """handle: in any case, with or without a leading @. Raises PersonNotFound."""
    wanted = handle.strip().removeprefix("@").lower()
    if not wanted.isascii() or "\x00" in wanted:
        raise PersonNotFound
    rows = await queries.people_rows(tx, (), [wanted])
    if not rows:
        raise PersonNotFound
    return hydrate.person_from_row(rows[0])


async def check_owner(tx: ReadTx, account_id: int) -> None:
    """Raises OwnersOnly."""
    row = await queries.private_row(tx, account_id)
    if row is None or row["role"] != "owner":
        raise OwnersOnly


async def list_followers(tx: ReadTx, account_id: int, before: int | None = None) -> FollowPage:
    """Who follows the account, newest first. before: ``older`` of the page before."""
    return _page(await queries.followers_before(tx, account_id, before, PAGE + 1))


async def list_following(tx: ReadTx, account_id: int, before: int | None = None) -> FollowPage:
    """Whom the account follows, newest first. before: ``older`` of the page before."""
    return _page(await queries.followees_before(tx, account_id, before, PAGE + 1))


def _page(rows: list[Row]) -> FollowPage:
    shown = rows[:PAGE]
    return FollowPage(
        ids=tuple(AccountId(row["person_id"]) for row in shown),
        older=shown[-1]["id"] if len(rows) > PAGE else None,
    )
