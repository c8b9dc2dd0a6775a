"""All SQL about pins and muted threads."""

from __future__ import annotations

from affresco.db import ReadTx, WriteTx


async def mutes(tx: ReadTx, account_id: int, post_id: int) -> bool:
    """Whether the account muted the thread of a post."""
    return None is not await tx.row(
        """SELECT m.root_id FROM posts p JOIN thread_mutes m ON m.root_id = p.root_id
           WHERE p.id = $2 AND m.account_id = $1""",
        account_id,
        post_id,
    )


async def mute(tx: WriteTx, account_id: int, root_id: int) -> bool:
    """False when it was so already."""
    return (
        await tx.run(
            """INSERT INTO thread_mutes (account_id, root_id) VALUES ($1, $2)
               ON CONFLICT DO NOTHING""",
            account_id,
            root_id,
        )
        == 1
    )


async def unmute(tx: WriteTx, account_id: int, root_id: int) -> bool:
    """False when it was not muted."""
    return (
        await tx.run(
            "DELETE FROM thread_mutes WHERE account_id = $1 AND root_id = $2", account_id, root_id
        )
        == 1
    )


async def pinned_ids(tx: ReadTx, account_id: int) -> list[int]:
    """Posts that an account pinned, the last pin first."""
    rows = await tx.rows(
        "SELECT post_id FROM post_pins WHERE account_id = $1 ORDER BY id DESC", account_id
    )
    return [row["post_id"] for row in rows]


async def pin(tx: WriteTx, account_id: int, post_id: int) -> bool:
    """False when it was so already."""
    return (
        await tx.run(
            """INSERT INTO post_pins (account_id, post_id) VALUES ($1, $2)
               ON CONFLICT DO NOTHING""",
            account_id,
            post_id,
        )
        == 1
    )


async def unpin(tx: WriteTx, account_id: int, post_id: int) -> bool:
    """False when it was not pinned."""
    return (
        await tx.run(
            "DELETE FROM post_pins WHERE account_id = $1 AND post_id = $2", account_id, post_id
        )
        == 1
    )
