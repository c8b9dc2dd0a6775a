"""All SQL about scheduled posts."""

from __future__ import annotations

from datetime import datetime

from affresco.db import ReadTx, Row, WriteTx


async def insert(
    tx: WriteTx, account_id: int, at: datetime, command: object, idempotency_key: str | None
) -> int:
    """The id; that of the one scheduled before with the same key. Waits for one under way."""
    scheduled_id: int = await tx.value(
        """INSERT INTO scheduled_posts (account_id, at, command, idempotency_key)
           VALUES ($1, $2, $3, $4)
           ON CONFLICT (account_id, idempotency_key) DO UPDATE SET at = scheduled_posts.at
           RETURNING id""",
        account_id,
        at,
        command,
        idempotency_key,
    )
    return scheduled_id


async def count(tx: ReadTx, account_id: int) -> int:
    found: int = await tx.value(
        "SELECT count(*) FROM scheduled_posts WHERE account_id = $1", account_id
    )
    return found


async def row_of(tx: ReadTx, account_id: int, scheduled_id: int) -> Row | None:
    return await tx.row(
        """SELECT id, account_id, at, command, error_code, error FROM scheduled_posts
           WHERE id = $1 AND account_id = $2""",
        scheduled_id,
        account_id,
    )


async def page_rows(
    tx: ReadTx, account_id: int, below: int, above: int, limit: int, upward: bool
) -> list[Row]:
    older = """SELECT id, account_id, at, command, error_code, error FROM scheduled_posts
               WHERE account_id = $1 AND id < $2 AND id > $3 ORDER BY id DESC LIMIT $4"""
    newer = """SELECT id, account_id, at, command, error_code, error FROM scheduled_posts
               WHERE account_id = $1 AND id < $2 AND id > $3 ORDER BY id LIMIT $4"""
    return await tx.rows(newer if upward else older, account_id, below, above, limit)


async def set_time(tx: WriteTx, account_id: int, scheduled_id: int, at: datetime) -> bool:
    """A post that could not be published may try again. False when there is none."""
    return (
        await tx.run(
            """UPDATE scheduled_posts SET at = $3, error_code = NULL, error = ''
               WHERE id = $2 AND account_id = $1""",
            account_id,
            scheduled_id,
            at,
        )
        == 1
    )


async def take(tx: WriteTx, account_id: int, scheduled_id: int) -> bool:
    """Take a post that is due off the list. False when it is not there, or not due any more."""
    return (
        await tx.run(
            """DELETE FROM scheduled_posts
               WHERE id = $2 AND account_id = $1 AND at <= clock_timestamp()
                 AND error_code IS NULL""",
            account_id,
            scheduled_id,
        )
        == 1
    )


async def delete(tx: WriteTx, account_id: int, scheduled_id: int) -> bool:
    """False when there was none."""
    return (
        await tx.run(
            "DELETE FROM scheduled_posts WHERE id = $2 AND account_id = $1",
            account_id,
            scheduled_id,
        )
        == 1
    )


async def due(tx: ReadTx, limit: int) -> list[Row]:
    """Posts whose time has come, the oldest first, with their authors' languages."""
    return await tx.rows(
        """SELECT s.id, s.account_id, s.command, a.locale
           FROM scheduled_posts s JOIN accounts a ON a.id = s.account_id
           WHERE s.error_code IS NULL AND s.at <= clock_timestamp()
           ORDER BY s.at, s.id LIMIT $1""",
        limit,
    )


async def set_error(tx: WriteTx, scheduled_id: int, code: str, words: str) -> None:
    await tx.run(
        "UPDATE scheduled_posts SET error_code = $2, error = $3 WHERE id = $1",
        scheduled_id,
        code,
        words,
    )


async def of_media(tx: ReadTx, account_id: int) -> list[Row]:
    """The commands of an account's scheduled posts."""
    return await tx.rows(
        "SELECT id, command FROM scheduled_posts WHERE account_id = $1", account_id
    )
