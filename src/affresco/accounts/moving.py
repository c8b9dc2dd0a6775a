"""Moving: other addresses of the same person, and the account that takes this one's place.

Followers go along: a reaction to ``AccountMoved``, some at a time, each time with an event of its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from affresco.accounts import access, hydrate, moving_queries, queries, tie_queries, ties
from affresco.accounts.errors import AddressInvalid, MoveRefused
from affresco.accounts.model import AccountId
from affresco.db import Database, WriteTx
from affresco.events.kinds import AccountMoved
from affresco.events.log import emit
from affresco.live import messages

ADDRESSES: Final = 10
ADDRESS_LIMIT: Final = 500
CHUNK: Final = 100
"""Followers who go along in one transaction."""
_ADDRESS: Final = re.compile(r"@?[A-Za-z0-9_.-]+(@[A-Za-z0-9.-]+)?|https?://[^\s<>\"]+")


async def set_also_known_as(
    database: Database, account_id: AccountId, addresses: Sequence[str]
) -> None:
    """Who else one is: ``@name`` here, ``name@example.org`` or an address of a profile elsewhere.

    Empty ones are left out. Raises AddressInvalid.
    """
    clean = tuple(dict.fromkeys(address.strip() for address in addresses if address.strip()))
    for address in clean:
        fits = len(address) <= ADDRESS_LIMIT and _ADDRESS.fullmatch(address)
        if not fits or len(clean) > ADDRESSES:
            raise AddressInvalid(given=address[:100], most=ADDRESSES)
    async with database.write() as tx:
        await tie_queries.set_also_known_as(tx, account_id, clean)
        await messages.send(tx, messages.AccountChanged(account_id), messages.account(account_id))


async def move(database: Database, account_id: AccountId, handle: str) -> None:
    """Say that another account here takes this one's place; "" takes it back.

    The other has to name this one among its own addresses, so that nobody is led to a stranger. Whoever
    follows goes along, see ``carry_followers``, and does not come back when it is taken back; nobody can
    begin to follow. Raises PersonNotFound, MoveRefused.
    """
    async with database.write() as tx:
        successor = None
        if handle.strip():
            successor = await access.get_person_by_handle(tx, handle)
            mine = (await hydrate.people(tx, [account_id]))[account_id].handle
            known = {address.removeprefix("@").lower() for address in successor.also_known_as}
            if successor.id == account_id or mine not in known:
                raise MoveRefused
        await queries.lock_account(tx, account_id)
        await tie_queries.set_moved_to(tx, account_id, successor.id if successor else None)
        if successor is not None:
            await emit(tx, AccountMoved(account_id, successor.id))
        await messages.send(tx, messages.AccountChanged(account_id), messages.account(account_id))


async def carry_followers(tx: WriteTx, event: AccountMoved) -> None:
    """Reaction: some followers follow the successor as they followed, and the old account no more; or ask to,
    where the successor is locked. Who is apart from the successor stays where they are. Nothing happens when
    the move was taken back meanwhile.
    """
    account_id, successor_id = AccountId(event.account_id), AccountId(event.successor_id)
    if await moving_queries.moved_to(tx, account_id) != successor_id:
        return
    rows = await moving_queries.followers_above(tx, account_id, event.above, CHUNK)
    for row in rows:
        follower_id = AccountId(row["follower_id"])
        options = (row["reposts"], row["notify"], row["languages"])
        await ties.go_along(tx, follower_id, account_id, successor_id, options)
    if len(rows) == CHUNK:
        last = rows[-1]["follower_id"]
        await emit(tx, AccountMoved(account_id, successor_id, last))
