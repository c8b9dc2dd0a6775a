"""Deletion of an account that deletes."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import TypeAlias

from affresco.accounts import queries
from affresco.accounts.commands import prove
from affresco.accounts.errors import LastOwner, PersonNotFound
from affresco.accounts.model import AccountId
from affresco.db import Database, WriteTx
from affresco.events.kinds import AccountDeleted
from affresco.events.log import emit
from affresco.live import messages
from affresco.media.queries import delete_of_owner

Farewell: TypeAlias = Callable[[WriteTx, AccountId], Awaitable[None]]
"""Puts right, in the transaction of a deletion and before its rows go, what a cascade cannot: numbers
that a higher domain keeps about other people's things."""


async def delete_account(
    database: Database, account_id: AccountId, password: str, farewells: Sequence[Farewell]
) -> None:
    """Delete an account with everything that is its own, at once and for good.

    farewells: what higher domains put right first (``posts.farewell.FAREWELLS``). Blobs go by the
    reaction to ``AccountDeleted``. Raises PasswordWrong, LastOwner, RateLimited.
    """
    row = await prove(database, account_id, password)
    async with database.write() as tx:
        owners = await queries.lock_owners(tx) if row["role"] == "owner" else []
        locked = await queries.lock_account(tx, account_id)
        if locked is None:
            raise PersonNotFound
        if owners == [account_id] and await queries.others_exist(tx, account_id):
            raise LastOwner
        for farewell in farewells:
            await farewell(tx, account_id)
        await queries.delete_account(tx, account_id)
        keys = await delete_of_owner(tx, account_id)
        await emit(tx, AccountDeleted(account_id, keys))
        await messages.send(
            tx,
            messages.AccountChanged(account_id),
            messages.account(account_id),
            messages.author(account_id),
        )
