"""All SQL about hashtags on profiles."""

from __future__ import annotations

from affresco.db import ReadTx, Row, WriteTx


async def featured_rows(tx: ReadTx, account_id: int) -> list[Row]:
    """(id, tag, posts, last_id) of the hashtags on a profile: how many posts for everybody have it, and
    the newest of these."""
    return await tx.rows(
        """SELECT f.id, f.tag, s.posts, s.last_id FROM featured_tags f
           CROSS JOIN LATERAL (
               SELECT count(*) AS posts, max(p.id) AS last_id
               FROM post_tags t JOIN posts p ON p.id = t.post_id
               WHERE t.tag = f.tag AND p.account_id = $1
                 AND p.visibility IN ('public', 'unlisted')) s
           WHERE f.account_id = $1 ORDER BY s.posts DESC, f.tag""",
        account_id,
    )


async def insert_featured(tx: WriteTx, account_id: int, tag: str) -> int:
    """Its id, also where it was there before."""
    featured_id: int = await tx.value(
        """INSERT INTO featured_tags (account_id, tag) VALUES ($1, $2)
           ON CONFLICT (account_id, tag) DO UPDATE SET tag = excluded.tag RETURNING id""",
        account_id,
        tag,
    )
    return featured_id


async def delete_featured(tx: WriteTx, account_id: int, featured_id: int) -> bool:
    """False when there was none."""
    return (
        await tx.run(
            "DELETE FROM featured_tags WHERE id = $2 AND account_id = $1", account_id, featured_id
        )
        == 1
    )


async def delete_featured_by_name(tx: WriteTx, account_id: int, tag: str) -> None:
    await tx.run("DELETE FROM featured_tags WHERE account_id = $1 AND tag = $2", account_id, tag)


async def suggested_tags(tx: ReadTx, account_id: int, limit: int) -> list[str]:
    """What the account writes most among its newest posts and does not show on its profile."""
    rows = await tx.rows(
        """SELECT t.tag FROM post_tags t
           JOIN (SELECT id FROM posts
                 WHERE account_id = $1 AND visibility IN ('public', 'unlisted')
                 ORDER BY id DESC LIMIT 500) p ON p.id = t.post_id
           WHERE NOT EXISTS (SELECT FROM featured_tags f
                             WHERE f.account_id = $1 AND f.tag = t.tag)
           GROUP BY t.tag ORDER BY count(*) DESC, t.tag LIMIT $2""",
        account_id,
        limit,
    )
    return [row["tag"] for row in rows]
