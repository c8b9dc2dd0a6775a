"""Moving: other addresses of the same person, and the account that takes this one's place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from affresco.accounts import access, hydrate, queries, tie_queries
from affresco.accounts.errors import AddressInvalid, MoveRefused
from affresco.accounts.model import AccountId
from affresco.db import Database
from affresco.live import messages

ADDRESSES: Final = 10
ADDRESS_LIMIT: Final = 500
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
    follows stays; nobody can begin to. Raises PersonNotFound, MoveRefused.
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
        await messages.send(tx, messages.AccountChanged(account_id), messages.account(account_id))
