"""SQL about the assistant's own account, and about what accounts chose for it."""

from __future__ import annotations

from typing import Final

from affresco.accounts.model import AccountId
from affresco.db import ReadTx, Row, WriteTx

_MAKING: Final = 0x47657373
"""Advisory lock: one process at a time makes the account."""


async def account_id(tx: ReadTx) -> AccountId | None:
    found: int | None = await tx.value("SELECT account_id FROM gesso_account")
    return None if found is None else AccountId(found)


async def hold(tx: WriteTx) -> None:
    await tx.value("SELECT pg_advisory_xact_lock($1)", _MAKING)


async def set_account(tx: WriteTx, account_id: int) -> None:
    """Nobody is offered to follow it."""
    await tx.run("UPDATE accounts SET discoverable = false WHERE id = $1", account_id)
    await tx.run("INSERT INTO gesso_account (account_id) VALUES ($1)", account_id)


async def wishes(tx: ReadTx, account_id: int) -> Row | None:
    """assistant, citation_notices, assistant_replies, locale, handle of an account."""
    return await tx.row(
        """SELECT assistant, citation_notices, assistant_replies, locale, handle
           FROM accounts WHERE id = $1""",
        account_id,
    )


async def set_wishes(
    tx: WriteTx, account_id: int, *, citation_notices: bool, assistant_replies: str
) -> int:
    return await tx.run(
        "UPDATE accounts SET citation_notices = $2, assistant_replies = $3 WHERE id = $1",
        account_id,
        citation_notices,
        assistant_replies,
    )


async def forbids(tx: ReadTx, post_id: int) -> bool:
    """Whether the author of a post said no to the assistant, for it or for all. A post that is gone has
    nobody who forbids anything."""
    found: bool | None = await tx.value(
        """SELECT coalesce(p.assistant, a.assistant) = 'deny'
           FROM posts p JOIN accounts a ON a.id = p.account_id WHERE p.id = $1""",
        post_id,
    )
    return bool(found)
