"""All SQL of trends, suggestions, the directory and kept searches. Each looks at a bounded number of rows."""

from __future__ import annotations

from collections.abc import Collection

from affresco.db import ReadTx, Row, WriteTx

# trends, whom to meet ---------------------------------------------------------------------------


async def trending_tags(
    tx: ReadTx, above: int, looked_at: int, people: int, limit: int
) -> list[str]:
    """Hashtags that most people use in the newest public posts, at least so many people."""
    rows = await tx.rows(
        """WITH recent AS MATERIALIZED (
               SELECT id, account_id FROM posts
               WHERE visibility = 'public' AND id > $1 ORDER BY id DESC LIMIT $2)
           SELECT x.tag FROM recent JOIN post_tags x ON x.post_id = recent.id
           GROUP BY x.tag HAVING count(DISTINCT recent.account_id) >= $3
           ORDER BY count(DISTINCT recent.account_id) DESC, count(*) DESC, x.tag LIMIT $4""",
        above,
        looked_at,
        people,
        limit,
    )
    return [row["tag"] for row in rows]


async def talked_about(tx: ReadTx, above: int, looked_at: int, limit: int) -> list[Row]:
    """(id, account_id) of the newest public posts that answer nobody, by how many liked, passed on,
    remixed and answered them, which counts less with every hour."""
    return await tx.rows(
        """SELECT p.id, p.account_id
           FROM (SELECT id, account_id, created_at FROM posts
                 WHERE visibility = 'public' AND in_reply_to_id IS NULL AND id > $1
                 ORDER BY id DESC LIMIT $2) p
           JOIN post_counts c ON c.post_id = p.id
           JOIN accounts a ON a.id = p.account_id AND a.discoverable
           WHERE c.likes + c.reposts + c.remixes + c.replies > 0
           ORDER BY (c.likes + 2 * c.reposts + 2 * c.remixes + 0.5 * c.replies)
                    / (extract(epoch FROM now() - p.created_at) / 3600 + 2) ^ 1.3 DESC, p.id DESC
           LIMIT $3""",
        above,
        looked_at,
        limit,
    )


async def friends_of_friends(tx: ReadTx, viewer_id: int, friends: int, each: int) -> list[int]:
    """Whom many of those follow whom the viewer follows. friends, each: how many are looked at."""
    rows = await tx.rows(
        """SELECT f.followee_id AS id
           FROM (SELECT followee_id FROM follows WHERE follower_id = $1
                 ORDER BY id DESC LIMIT $2) mine
           CROSS JOIN LATERAL (
               SELECT x.followee_id FROM follows x WHERE x.follower_id = mine.followee_id
               ORDER BY x.id DESC LIMIT $3) f
           GROUP BY 1 ORDER BY count(*) DESC, 1 DESC LIMIT 200""",
        viewer_id,
        friends,
        each,
    )
    return [row["id"] for row in rows]


async def welcome(tx: ReadTx, viewer_id: int, ids: Collection[int]) -> set[int]:
    """Those of the people who may be suggested: discoverable, not gone elsewhere, not dismissed, not
    followed or asked to be."""
    rows = await tx.rows(
        """SELECT a.id FROM accounts a
           WHERE a.id = ANY($2::bigint[]) AND a.id <> $1 AND a.discoverable
             AND a.moved_to_id IS NULL
             AND NOT EXISTS (SELECT FROM dismissed_suggestions d
                             WHERE d.account_id = $1 AND d.target_id = a.id)
             AND NOT EXISTS (SELECT FROM follows f
                             WHERE f.follower_id = $1 AND f.followee_id = a.id)
             AND NOT EXISTS (SELECT FROM follow_requests r
                             WHERE r.follower_id = $1 AND r.followee_id = a.id)""",
        viewer_id,
        list(ids),
    )
    return {row["id"] for row in rows}


async def dismiss(tx: WriteTx, viewer_id: int, target_id: int) -> None:
    """Who is gone is left out."""
    await tx.run(
        """INSERT INTO dismissed_suggestions (account_id, target_id)
           SELECT $1, id FROM accounts WHERE id = $2 ON CONFLICT DO NOTHING""",
        viewer_id,
        target_id,
    )


async def newcomers(tx: ReadTx, limit: int) -> list[int]:
    """Discoverable people, who came last first."""
    rows = await tx.rows(
        "SELECT id FROM accounts WHERE discoverable ORDER BY id DESC LIMIT $1", limit
    )
    return [row["id"] for row in rows]


async def active(tx: ReadTx, looked_at: int, limit: int) -> list[int]:
    """Discoverable people who wrote the newest public posts, who wrote last first."""
    rows = await tx.rows(
        """SELECT p.account_id AS id
           FROM (SELECT id, account_id FROM posts WHERE visibility = 'public'
                 ORDER BY id DESC LIMIT $1) p
           JOIN accounts a ON a.id = p.account_id AND a.discoverable
           GROUP BY p.account_id ORDER BY max(p.id) DESC LIMIT $2""",
        looked_at,
        limit,
    )
    return [row["id"] for row in rows]


# saved searches ---------------------------------------------------------------------------------


async def saved_rows(tx: ReadTx, account_id: int, limit: int) -> list[Row]:
    """(id, name, query) of what somebody keeps, the newest first."""
    return await tx.rows(
        """SELECT id, name, query FROM saved_searches WHERE account_id = $1
           ORDER BY id DESC LIMIT $2""",
        account_id,
        limit,
    )


async def saved_row(tx: ReadTx, account_id: int, search_id: int) -> Row | None:
    """(id, name, query) of one's own."""
    return await tx.row(
        "SELECT id, name, query FROM saved_searches WHERE id = $1 AND account_id = $2",
        search_id,
        account_id,
    )


async def put_saved(tx: WriteTx, account_id: int, name: str, query: str) -> Row:
    """(id, name, query); what is kept already gets the name."""
    row = await tx.row(
        """INSERT INTO saved_searches (account_id, name, query) VALUES ($1, $2, $3)
           ON CONFLICT (account_id, query) DO UPDATE SET name = excluded.name
           RETURNING id, name, query""",
        account_id,
        name,
        query,
    )
    assert row is not None, "an upsert returns its row"
    return row


async def drop_saved(tx: WriteTx, account_id: int, search_id: int) -> bool:
    """False when there was none of one's own."""
    return (
        await tx.run(
            "DELETE FROM saved_searches WHERE id = $1 AND account_id = $2", search_id, account_id
        )
        == 1
    )
