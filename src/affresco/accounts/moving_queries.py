"""All SQL about followers who move along."""

from __future__ import annotations

from affresco.db import ReadTx, Row


async def followers_above(tx: ReadTx, followee_id: int, above: int, limit: int) -> list[Row]:
    """(follower_id, reposts, notify, languages), by ascending id."""
    return await tx.rows(
        """SELECT follower_id, reposts, notify, languages FROM follows
           WHERE followee_id = $1 AND follower_id > $2 ORDER BY follower_id LIMIT $3""",
        followee_id,
        above,
        limit,
    )


async def moved_to(tx: ReadTx, account_id: int) -> int | None:
    found: int | None = await tx.value("SELECT moved_to_id FROM accounts WHERE id = $1", account_id)
    return found
