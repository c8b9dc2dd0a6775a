"""The only way to people on somebody's behalf. Who a person is, everybody may know; whom they follow and
who follows them, everybody but those with whom one blocks the other."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from affresco.accounts import block_queries, hydrate, queries, tie_queries
from affresco.accounts.errors import OwnersOnly, PersonNotFound
from affresco.accounts.model import AccountId, FollowPage, Mute, MutePage, Person
from affresco.db import ReadTx, Row

PAGE: Final = 40
"""People on one page of followers."""
FAMILIAR: Final = 10
"""People named of those whom one follows and who follow somebody else."""
NOBODY: Final = FollowPage((), None)


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


async def list_followers(
    tx: ReadTx,
    account_id: int,
    before: int | None = None,
    viewer_id: int | None = None,
    limit: int = PAGE,
) -> FollowPage:
    """Who follows the account, newest first. before: ``older`` of the page before.

    Nobody to whom the account blocks, nor those whom the viewer blocks or who block the viewer.
    """
    if await _shuts_out(tx, account_id, viewer_id):
        return NOBODY
    return page_of(
        await queries.followers_before(tx, account_id, before, limit + 1, viewer_id), limit
    )


async def list_following(
    tx: ReadTx,
    account_id: int,
    before: int | None = None,
    viewer_id: int | None = None,
    limit: int = PAGE,
) -> FollowPage:
    """Whom the account follows, as ``list_followers``."""
    if await _shuts_out(tx, account_id, viewer_id):
        return NOBODY
    return page_of(
        await queries.followees_before(tx, account_id, before, limit + 1, viewer_id), limit
    )


async def list_requests(
    tx: ReadTx, account_id: int, before: int | None = None, limit: int = PAGE
) -> FollowPage:
    """Who asks to follow the account, newest first."""
    return page_of(await tie_queries.requests_before(tx, account_id, before, limit + 1), limit)


async def list_blocked(
    tx: ReadTx, account_id: int, before: int | None = None, limit: int = PAGE
) -> FollowPage:
    """Whom the account blocks, newest first."""
    return page_of(await block_queries.blocks_before(tx, account_id, before, limit + 1), limit)


async def list_muted(
    tx: ReadTx, account_id: int, before: int | None = None, limit: int = PAGE
) -> MutePage:
    """Whom the account mutes, newest first."""
    rows = await block_queries.mutes_before(tx, account_id, before, limit + 1)
    return MutePage(
        mutes=tuple(Mute(AccountId(row["person_id"]), row["until"]) for row in rows[:limit]),
        older=rows[limit - 1]["id"] if len(rows) > limit else None,
    )


async def list_endorsed(
    tx: ReadTx,
    account_id: int,
    before: int | None = None,
    viewer_id: int | None = None,
    limit: int = PAGE,
) -> FollowPage:
    """Whom the account shows on its profile, newest first; nobody to whom it blocks."""
    if await _shuts_out(tx, account_id, viewer_id):
        return NOBODY
    return page_of(await tie_queries.endorsements_before(tx, account_id, before, limit + 1), limit)


async def list_familiar(
    tx: ReadTx, viewer_id: int, ids: Collection[int]
) -> dict[AccountId, tuple[AccountId, ...]]:
    """For each of the accounts, whom the viewer follows and who follow it."""
    found: dict[AccountId, list[AccountId]] = {AccountId(account_id): [] for account_id in ids}
    for row in await tie_queries.familiar_rows(tx, viewer_id, ids, FAMILIAR):
        found[AccountId(row["id"])].append(AccountId(row["person_id"]))
    return {account_id: tuple(people) for account_id, people in found.items()}


async def _shuts_out(tx: ReadTx, account_id: int, viewer_id: int | None) -> bool:
    """Whether either blocks the other."""
    if viewer_id is None or viewer_id == account_id:
        return False
    return await tie_queries.are_apart(tx, viewer_id, account_id)


def page_of(rows: list[Row], limit: int = PAGE) -> FollowPage:
    """From rows (id, person_id), of which there is one more than ``limit`` where there are others."""
    shown = rows[:limit]
    return FollowPage(
        ids=tuple(AccountId(row["person_id"]) for row in shown),
        older=shown[-1]["id"] if len(rows) > limit else None,
    )
