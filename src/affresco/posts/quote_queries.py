"""All SQL about quotes."""

from __future__ import annotations

from affresco.db import ReadTx, WriteTx


async def insert_quote(tx: WriteTx, post_id: int, quoted_id: int, quoted_account_id: int) -> None:
    """counts: whether everybody who sees the quoted post may see this one."""
    await tx.run(
        """INSERT INTO quotes (post_id, quoted_id, quoted_account_id, counts)
           SELECT p.id, q.id, $3, as_wide(p.visibility, q.visibility)
           FROM posts p, posts q WHERE p.id = $1 AND q.id = $2""",
        post_id,
        quoted_id,
        quoted_account_id,
    )


async def revoke(tx: WriteTx, post_id: int, quoted_id: int) -> bool:
    """False when it was revoked already, or is no such quote."""
    return (
        await tx.run(
            """UPDATE quotes SET state = 'revoked'
               WHERE post_id = $1 AND quoted_id = $2 AND state = 'accepted'""",
            post_id,
            quoted_id,
        )
        == 1
    )


async def is_quote(tx: ReadTx, post_id: int, quoted_id: int) -> bool:
    return None is not await tx.row(
        "SELECT post_id FROM quotes WHERE post_id = $1 AND quoted_id = $2", post_id, quoted_id
    )


async def set_policy(tx: WriteTx, post_id: int, policy: str) -> None:
    await tx.run("UPDATE posts SET quote_policy = $2 WHERE id = $1", post_id, policy)
