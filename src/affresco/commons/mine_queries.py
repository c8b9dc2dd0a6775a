"""All SQL about what one person has in the commons."""

from __future__ import annotations

from collections.abc import Sequence

from affresco.db import ReadTx, Row


async def counts(tx: ReadTx, account_id: int, *, chooses: bool) -> Row:
    """See ``mine.Counts``. chooses: whether choices are given, else they are not counted."""
    row = await tx.row(
        """WITH mine AS (
               SELECT account_id = $1 AS own, licence FROM commons_posts
               WHERE people @> ARRAY[$1::bigint])
           SELECT (SELECT count(*) FROM mine WHERE own) AS posts,
                  (SELECT count(*) FROM mine WHERE own AND licence IS NOT NULL) AS licensed,
                  (SELECT count(*) FROM mine WHERE NOT own) AS elsewhere,
                  (SELECT count(*) FROM likes l JOIN commons_posts c ON c.post_id = l.post_id
                   WHERE $2 AND l.account_id = $1) AS likes,
                  (SELECT count(*) FROM reposts r JOIN commons_posts c ON c.post_id = r.post_id
                   WHERE $2 AND r.account_id = $1) AS reposts,
                  (SELECT count(DISTINCT (e.post_id, e.ref_id)) FROM commons_log e
                   JOIN commons_posts c ON c.post_id = e.post_id
                   WHERE $2 AND e.actor_id = $1 AND e.kind = 'choice') AS picks,
                  (SELECT count(*) FROM duels d
                   JOIN commons_posts a ON a.post_id = d.first_post_id
                   JOIN commons_posts b ON b.post_id = d.second_post_id
                   WHERE $2 AND d.account_id = $1 AND d.choice <> 'skip') AS duels""",
        account_id,
        chooses,
    )
    assert row is not None, "counts always give a row"
    return row


async def given(tx: ReadTx, account_id: int, before: int | None, limit: int) -> list[Row]:
    """(post_id, at, licence), the newest post first. before: an id."""
    return await tx.rows(
        """SELECT c.post_id, c.at, c.licence
           FROM posts p JOIN commons_posts c ON c.post_id = p.id
           WHERE p.account_id = $1 AND ($2::bigint IS NULL OR p.id < $2)
           ORDER BY p.id DESC LIMIT $3""",
        account_id,
        before,
        limit,
    )


async def releases_of_posts(tx: ReadTx, post_ids: Sequence[int]) -> list[Row]:
    """(post_id, first, last) of those that a published version contains."""
    return await tx.rows(
        """SELECT x.id AS post_id, min(r.since_version) AS first,
                  max(least(coalesce(r.ended_version - 1, n.version), n.version)) AS last
           FROM (SELECT max(version) AS version FROM commons_releases WHERE state = 'published') n,
                commons_rows r CROSS JOIN LATERAL unnest(r.post_ids) x (id)
           WHERE r.post_ids && $1::bigint[] AND x.id = ANY ($1) AND r.since_version <= n.version
           GROUP BY x.id""",
        list(post_ids),
    )
