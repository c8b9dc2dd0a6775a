"""All SQL about who blocks and mutes whom."""

from __future__ import annotations

from datetime import datetime

from affresco.db import ReadTx, Row, WriteTx


async def insert_block(tx: WriteTx, account_id: int, target_id: int) -> bool:
    """False when it was so already."""
    return (
        await tx.run(
            "INSERT INTO blocks (account_id, target_id) VALUES ($1, $2) ON CONFLICT DO NOTHING",
            account_id,
            target_id,
        )
        == 1
    )


async def delete_block(tx: WriteTx, account_id: int, target_id: int) -> bool:
    """False when there was nothing to delete."""
    return (
        await tx.run(
            "DELETE FROM blocks WHERE account_id = $1 AND target_id = $2", account_id, target_id
        )
        == 1
    )


async def blocks_before(tx: ReadTx, account_id: int, before: int | None, limit: int) -> list[Row]:
    """(id, person_id) of those whom the account blocks, newest first."""
    return await tx.rows(
        """SELECT id, target_id AS person_id FROM blocks
           WHERE account_id = $1 AND ($2::bigint IS NULL OR id < $2)
           ORDER BY id DESC LIMIT $3""",
        account_id,
        before,
        limit,
    )


async def set_mute(
    tx: WriteTx, account_id: int, target_id: int, notifications: bool, until: datetime | None
) -> None:
    await tx.run(
        """INSERT INTO mutes (account_id, target_id, notifications, until) VALUES ($1, $2, $3, $4)
           ON CONFLICT (account_id, target_id) DO UPDATE SET
               notifications = excluded.notifications, until = excluded.until""",
        account_id,
        target_id,
        notifications,
        until,
    )


async def delete_mute(tx: WriteTx, account_id: int, target_id: int) -> bool:
    """False when there was nothing to delete."""
    return (
        await tx.run(
            "DELETE FROM mutes WHERE account_id = $1 AND target_id = $2", account_id, target_id
        )
        == 1
    )


async def sweep_mutes(tx: WriteTx, account_id: int) -> None:
    """Forget those that ended."""
    await tx.run("DELETE FROM mutes WHERE account_id = $1 AND until <= now()", account_id)


async def mutes_before(tx: ReadTx, account_id: int, before: int | None, limit: int) -> list[Row]:
    """(id, person_id, until) of those whom the account mutes, newest first."""
    return await tx.rows(
        """SELECT id, target_id AS person_id, until FROM mutes
           WHERE account_id = $1 AND ($2::bigint IS NULL OR id < $2)
               AND (until IS NULL OR until > now())
           ORDER BY id DESC LIMIT $3""",
        account_id,
        before,
        limit,
    )
