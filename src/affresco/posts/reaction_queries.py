"""All SQL about likes, bookmarks and reposts, and the numbers that posts have of them."""

from __future__ import annotations

from collections.abc import Collection

from affresco.db import ReadTx, Row, WriteTx


async def count_rows(tx: ReadTx, ids: Collection[int]) -> list[Row]:
    return await tx.rows(
        """SELECT post_id, likes, reposts, replies, remixes, quotes FROM post_counts
           WHERE post_id = ANY($1::bigint[])""",
        list(ids),
    )


async def reaction_rows(tx: ReadTx, account_id: int, ids: Collection[int]) -> list[Row]:
    """(kind, post_ids, choices) of what the account did with these posts: choices are of votes alone.

    And ("muted", the roots) of every thread that it has muted, whatever the posts. One row a kind, with
    arrays: they cost a tenth of as many rows.
    """
    return await tx.rows(
        """SELECT 'like' AS kind, coalesce(array_agg(post_id), '{}') AS post_ids,
                  NULL::int[] AS choices
           FROM likes WHERE account_id = $1 AND post_id = ANY($2::bigint[])
           UNION ALL
           SELECT 'repost', coalesce(array_agg(post_id), '{}'), NULL
           FROM reposts WHERE account_id = $1 AND post_id = ANY($2::bigint[])
           UNION ALL
           SELECT 'bookmark', coalesce(array_agg(post_id), '{}'), NULL
           FROM bookmarks WHERE account_id = $1 AND post_id = ANY($2::bigint[])
           UNION ALL
           SELECT 'vote', coalesce(array_agg(p.post_id), '{}'), coalesce(array_agg(v.position), '{}')
           FROM poll_votes v JOIN polls p ON p.id = v.poll_id
           WHERE v.account_id = $1 AND p.post_id = ANY($2::bigint[])
           UNION ALL
           SELECT 'muted', coalesce(array_agg(root_id), '{}'), NULL
           FROM thread_mutes WHERE account_id = $1""",
        account_id,
        list(ids),
    )


async def all_reaction_rows(tx: ReadTx, account_id: int, at_most: int) -> list[Row]:
    """``reaction_rows`` of whatever post, at most so many of each kind."""
    return await tx.rows(
        """SELECT 'like' AS kind, ARRAY(SELECT post_id FROM likes WHERE account_id = $1 LIMIT $2)
                      AS post_ids, NULL::int[] AS choices
           UNION ALL
           SELECT 'repost', ARRAY(SELECT post_id FROM reposts WHERE account_id = $1 LIMIT $2), NULL
           UNION ALL
           SELECT 'bookmark', ARRAY(SELECT post_id FROM bookmarks WHERE account_id = $1 LIMIT $2), NULL
           UNION ALL
           SELECT 'vote', coalesce(array_agg(v.post_id), '{}'), coalesce(array_agg(v.position), '{}')
           FROM (SELECT p.post_id, v.position FROM poll_votes v JOIN polls p ON p.id = v.poll_id
                 WHERE v.account_id = $1 LIMIT $2) v
           UNION ALL
           SELECT 'muted', ARRAY(SELECT root_id FROM thread_mutes WHERE account_id = $1 LIMIT $2), NULL""",
        account_id,
        at_most,
    )


async def insert_like(tx: WriteTx, account_id: int, post_id: int) -> bool:
    """False when it was so already."""
    return (
        await tx.run(
            "INSERT INTO likes (account_id, post_id) VALUES ($1, $2) ON CONFLICT DO NOTHING",
            account_id,
            post_id,
        )
        == 1
    )


async def delete_like(tx: WriteTx, account_id: int, post_id: int) -> bool:
    """False when there was nothing to delete."""
    return (
        await tx.run(
            "DELETE FROM likes WHERE account_id = $1 AND post_id = $2", account_id, post_id
        )
        == 1
    )


async def hold_like(tx: WriteTx, account_id: int, post_id: int) -> bool:
    """Whether the like exists; it then stays until the transaction ends."""
    return None is not await tx.row(
        "SELECT id FROM likes WHERE account_id = $1 AND post_id = $2 FOR KEY SHARE",
        account_id,
        post_id,
    )


async def insert_bookmark(tx: WriteTx, account_id: int, post_id: int) -> bool:
    """False when it was so already."""
    return (
        await tx.run(
            "INSERT INTO bookmarks (account_id, post_id) VALUES ($1, $2) ON CONFLICT DO NOTHING",
            account_id,
            post_id,
        )
        == 1
    )


async def delete_bookmark(tx: WriteTx, account_id: int, post_id: int) -> bool:
    """False when there was nothing to delete."""
    return (
        await tx.run(
            "DELETE FROM bookmarks WHERE account_id = $1 AND post_id = $2", account_id, post_id
        )
        == 1
    )


async def insert_repost(tx: WriteTx, account_id: int, post_id: int) -> int | None:
    """The repost's id, None when there was one already."""
    repost_id: int | None = await tx.value(
        """INSERT INTO reposts (account_id, post_id) VALUES ($1, $2)
           ON CONFLICT DO NOTHING RETURNING id""",
        account_id,
        post_id,
    )
    return repost_id


async def delete_repost(tx: WriteTx, account_id: int, post_id: int) -> int | None:
    """The repost's id, None when there was none."""
    repost_id: int | None = await tx.value(
        "DELETE FROM reposts WHERE account_id = $1 AND post_id = $2 RETURNING id",
        account_id,
        post_id,
    )
    return repost_id


async def likers_before(
    tx: ReadTx, post_id: int, viewer_id: int | None, before: int | None, limit: int
) -> list[Row]:
    """(id, person_id) of likes of a post, newest first, without those apart from the viewer."""
    return await tx.rows(
        """SELECT l.id, l.account_id AS person_id FROM likes l
           WHERE l.post_id = $1 AND ($3::bigint IS NULL OR l.id < $3)
             AND NOT EXISTS (SELECT FROM blocks b
                             WHERE b.account_id = l.account_id AND b.target_id = $2)
             AND NOT EXISTS (SELECT FROM blocks b
                             WHERE b.account_id = $2 AND b.target_id = l.account_id)
           ORDER BY l.id DESC LIMIT $4""",
        post_id,
        viewer_id,
        before,
        limit,
    )


async def reposters_before(
    tx: ReadTx, post_id: int, viewer_id: int | None, before: int | None, limit: int
) -> list[Row]:
    """As ``likers_before``, of reposts."""
    return await tx.rows(
        """SELECT r.id, r.account_id AS person_id FROM reposts r
           WHERE r.post_id = $1 AND ($3::bigint IS NULL OR r.id < $3)
             AND NOT EXISTS (SELECT FROM blocks b
                             WHERE b.account_id = r.account_id AND b.target_id = $2)
             AND NOT EXISTS (SELECT FROM blocks b
                             WHERE b.account_id = $2 AND b.target_id = r.account_id)
           ORDER BY r.id DESC LIMIT $4""",
        post_id,
        viewer_id,
        before,
        limit,
    )


async def repost_row(tx: ReadTx, repost_id: int) -> Row | None:
    """(account_id, post_id) of a repost."""
    return await tx.row("SELECT account_id, post_id FROM reposts WHERE id = $1", repost_id)


async def passed_on_by(tx: ReadTx, post_id: int) -> list[int]:
    """Who reposted or quotes a post."""
    rows = await tx.rows(
        """SELECT account_id FROM reposts WHERE post_id = $1
           UNION
           SELECT p.account_id FROM quotes q JOIN posts p ON p.id = q.post_id
           WHERE q.quoted_id = $1 AND q.state = 'accepted'
           ORDER BY account_id""",
        post_id,
    )
    return [row["account_id"] for row in rows]


async def hold_repost(tx: WriteTx, account_id: int, post_id: int) -> int | None:
    """The repost's id, None when there is none; it then stays until the transaction ends."""
    repost_id: int | None = await tx.value(
        "SELECT id FROM reposts WHERE account_id = $1 AND post_id = $2 FOR KEY SHARE",
        account_id,
        post_id,
    )
    return repost_id
