"""Lists of people whom their owner follows: made, named, filled, read. Nobody else knows of them."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

import msgspec

from affresco.accounts import list_queries, queries, rules
from affresco.accounts.errors import (
    ListNotFound,
    ListTitleInvalid,
    NotFollowed,
    PersonNotFound,
    TooManyLists,
    TooManyMembers,
)
from affresco.accounts.model import AccountId, FollowPage, PeopleList, RepliesPolicy
from affresco.db import Database, ReadTx, Row, WriteTx
from affresco.live import messages

TITLE_LIMIT: Final = 100
"""Characters."""
LISTS: Final = 50
"""Of one account."""
MEMBERS: Final = 500
"""On one list."""
PAGE: Final = 40


async def get(tx: ReadTx, account_id: int, list_id: int) -> PeopleList:
    """A list of one's own. Raises ListNotFound."""
    row = await list_queries.list_row(tx, account_id, list_id)
    if row is None:
        raise ListNotFound
    return _list(row)


async def all_of(tx: ReadTx, account_id: int) -> tuple[PeopleList, ...]:
    """All lists of an account, by name; at most ``LISTS``."""
    return tuple(map(_list, await list_queries.list_rows(tx, account_id)))


async def with_member(tx: ReadTx, account_id: int, member_id: int) -> tuple[PeopleList, ...]:
    """Those of the account's lists on which somebody is."""
    return tuple(map(_list, await list_queries.lists_with(tx, account_id, member_id)))


async def members(
    tx: ReadTx, list_id: int, before: int | None = None, limit: int | None = PAGE
) -> FollowPage:
    """Who is on a list, newest first; all of them for no limit. before: ``older`` of the page before."""
    rows = await list_queries.members_before(
        tx, list_id, before, None if limit is None else limit + 1
    )
    shown = rows[:limit]
    return FollowPage(
        ids=tuple(AccountId(row["person_id"]) for row in shown),
        older=shown[-1]["id"] if len(rows) > len(shown) else None,
    )


async def create(
    database: Database,
    account_id: AccountId,
    title: str,
    replies_policy: RepliesPolicy = "list",
    exclusive: bool = False,
) -> PeopleList:
    """Raises ListTitleInvalid, TooManyLists, PersonNotFound."""
    clean = _clean_title(title)
    async with database.write() as tx:
        if await queries.lock_account(tx, account_id) is None:
            raise PersonNotFound
        if await list_queries.count_lists(tx, account_id) >= LISTS:
            raise TooManyLists(most=LISTS)
        list_id = await list_queries.insert_list(tx, account_id, clean, replies_policy, exclusive)
        return PeopleList(list_id, account_id, clean, replies_policy, exclusive)


async def change(
    database: Database,
    account_id: AccountId,
    list_id: int,
    title: str | None = None,
    replies_policy: RepliesPolicy | None = None,
    exclusive: bool | None = None,
) -> PeopleList:
    """Another name or other rules; None: as it is. Raises ListNotFound, ListTitleInvalid."""
    async with database.write() as tx:
        before = await _lock(tx, account_id, list_id)
        after = msgspec.structs.replace(
            before,
            title=before.title if title is None else _clean_title(title),
            replies_policy=replies_policy or before.replies_policy,
            exclusive=before.exclusive if exclusive is None else exclusive,
        )
        await list_queries.set_list(tx, list_id, after.title, after.replies_policy, after.exclusive)
        await _announce(tx, after, apart=before.exclusive or after.exclusive)
        return after


async def delete(database: Database, account_id: AccountId, list_id: int) -> None:
    """Raises ListNotFound."""
    async with database.write() as tx:
        before = await _lock(tx, account_id, list_id)
        await list_queries.delete_list(tx, account_id, list_id)
        await _announce(tx, before, apart=before.exclusive)


async def add(
    database: Database, account_id: AccountId, list_id: int, member_ids: Collection[int]
) -> None:
    """All of them, or nobody. Raises ListNotFound, NotFollowed, TooManyMembers."""
    wanted = set(member_ids)
    async with database.write() as tx:
        found = await _lock(tx, account_id, list_id)
        if len(wanted) > MEMBERS:
            raise TooManyMembers(most=MEMBERS)
        if await list_queries.insert_members(tx, list_id, account_id, wanted) < len(wanted):
            raise NotFollowed
        if await list_queries.count_members(tx, list_id) > MEMBERS:
            raise TooManyMembers(most=MEMBERS)
        await _announce(tx, found, apart=found.exclusive)


async def remove(
    database: Database, account_id: AccountId, list_id: int, member_ids: Collection[int]
) -> None:
    """Who is not on it stays off it. Raises ListNotFound."""
    async with database.write() as tx:
        found = await _lock(tx, account_id, list_id)
        await list_queries.delete_members(tx, list_id, set(member_ids))
        await _announce(tx, found, apart=found.exclusive)


async def _lock(tx: WriteTx, account_id: int, list_id: int) -> PeopleList:
    row = await list_queries.lock_list(tx, account_id, list_id)
    if row is None:
        raise ListNotFound
    return _list(row)


async def _announce(tx: WriteTx, changed: PeopleList, *, apart: bool) -> None:
    """apart: whether the owner's home changes with the list."""
    topic = messages.account(changed.account_id)
    await messages.send(tx, messages.ListChanged(changed.id), topic)
    if apart:
        await messages.send(tx, messages.TiesChanged(changed.account_id), topic)


def _clean_title(title: str) -> str:
    clean = rules.clean_line(title)
    if not 1 <= len(clean) <= TITLE_LIMIT:
        raise ListTitleInvalid(most=TITLE_LIMIT)
    return clean


def _list(row: Row) -> PeopleList:
    return PeopleList(
        id=row["id"],
        account_id=AccountId(row["account_id"]),
        title=row["title"],
        replies_policy=row["replies_policy"],
        exclusive=row["exclusive"],
    )
