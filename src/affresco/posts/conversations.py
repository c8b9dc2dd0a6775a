"""Conversations: direct posts of one thread between the same people, as each of them keeps them.

Everybody who takes part has a row of their own, which they read, and delete without the others'
losing theirs. A conversation goes with the last of its posts.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Collection, Sequence
from contextlib import asynccontextmanager
from typing import Final

import msgspec

from affresco.accounts.model import AccountId
from affresco.db import Database, ReadTx, Row, WriteTx
from affresco.live import messages
from affresco.posts import conversation_queries as queries
from affresco.posts.errors import ConversationNotFound
from affresco.posts.model import PostId

POSTS_PAGE: Final = 40
"""Posts of a conversation on one page."""


class Conversation(msgspec.Struct, frozen=True):
    """One person's side of a conversation. people: the others, ascending; root_id: where it began."""

    id: int
    account_id: AccountId
    root_id: PostId
    people: tuple[AccountId, ...]
    last_post_id: PostId
    unread: bool


async def take_up(
    tx: WriteTx, post_id: int, root_id: int, author_id: int, others: Collection[int]
) -> None:
    """Put a direct post that is being published into the conversation of everybody who takes part."""
    everybody = {author_id, *others}
    for account_id in sorted(everybody):
        await _put(tx, post_id, root_id, account_id, everybody, unread=account_id != author_id)


async def join(
    tx: WriteTx, post_id: int, root_id: int, account_id: int, everybody: Collection[int]
) -> None:
    """Somebody is named in a direct post since an edit."""
    await _put(tx, post_id, root_id, account_id, everybody, unread=True)


async def _put(
    tx: WriteTx,
    post_id: int,
    root_id: int,
    account_id: int,
    everybody: Collection[int],
    *,
    unread: bool,
) -> None:
    people = set(everybody) - {account_id}
    conversation_id = await queries.take_up(tx, account_id, root_id, people, post_id, unread)
    await _announce(tx, account_id, conversation_id)


@asynccontextmanager
async def shrinking(tx: WriteTx, post_id: int) -> AsyncIterator[None]:
    """Around the deletion of a post: those who have it in a conversation hear of it."""
    rows = await queries.of_post(tx, post_id)
    yield
    for row in rows:
        await _announce(tx, row["account_id"], row["id"])


async def get_own(tx: ReadTx, account_id: int, conversation_id: int) -> Conversation:
    """Raises ConversationNotFound, also for somebody else's."""
    row = await queries.row_of(tx, conversation_id, account_id)
    if row is None:
        raise ConversationNotFound
    return from_row(row)


async def page(
    tx: ReadTx, account_id: int, below: int, above: int, limit: int, *, upward: bool
) -> Sequence[Conversation]:
    """below, above: ids of last posts, exclusive. upward: the lowest first."""
    rows = await queries.page_rows(tx, account_id, below, above, limit, upward)
    return [from_row(row) for row in rows]


async def mark_read(
    database: Database, account_id: int, conversation_id: int, *, unread: bool = False
) -> Conversation:
    """Raises ConversationNotFound."""
    async with database.write() as tx:
        if await queries.set_read(tx, conversation_id, account_id, unread):
            await _announce(tx, account_id, conversation_id)
        return await get_own(tx, account_id, conversation_id)


async def delete(database: Database, account_id: int, conversation_id: int) -> None:
    """Forget one's own side; the posts stay. Raises ConversationNotFound."""
    async with database.write() as tx:
        if not await queries.delete(tx, conversation_id, account_id):
            raise ConversationNotFound
        await _announce(tx, account_id, conversation_id)


def from_row(row: Row) -> Conversation:
    """A row of ``conversation_queries.row_of`` and its like."""
    return Conversation(
        id=row["id"],
        account_id=AccountId(row["account_id"]),
        root_id=PostId(row["root_id"]),
        people=tuple(map(AccountId, row["people"])),
        last_post_id=PostId(row["last_post_id"]),
        unread=row["unread"],
    )


async def _announce(tx: WriteTx, account_id: int, conversation_id: int) -> None:
    await messages.send(
        tx,
        messages.ConversationChanged(account_id, conversation_id),
        messages.account(account_id),
    )
