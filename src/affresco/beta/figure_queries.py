"""SQL of the figures by cohort. Every statement leaves out who makes a group's number other than a multiple
of ``$1``, so that neither a small group nor the difference of two looks tells of fewer people than that; but
for accounts that were deleted or moved meanwhile."""

from __future__ import annotations

from affresco.db import ReadTx, Row, WriteTx

_GROUPED = """
    today AS (SELECT (now() AT TIME ZONE 'UTC')::date AS day, (SELECT min(day) FROM visits) AS since),
    everybody AS (
        SELECT a.id, coalesce(a.cohort, '') AS cohort, a.created_at,
               (a.created_at AT TIME ZONE 'UTC')::date AS day,
               row_number() OVER (PARTITION BY a.cohort ORDER BY a.created_at, a.id) AS place,
               count(*) OVER (PARTITION BY a.cohort) AS people
        FROM accounts a
        WHERE NOT EXISTS (SELECT FROM gesso_account g WHERE g.account_id = a.id)),
    grouped AS (SELECT * FROM everybody WHERE place <= people - people % $1::int)"""
"""Those who joined first, so that somebody new does not change who is counted until there are enough."""


async def groups(tx: ReadTx, least: int) -> list[Row]:
    """By cohort ('' without): what its people did. Medians and shares come with of how many people."""
    return await tx.rows(
        f"""WITH {_GROUPED},
            did AS (
                SELECT p.*, w.posts, w.remixes, w.replies, g.first_at, g.done, g.failed
                FROM grouped p
                CROSS JOIN LATERAL (
                    SELECT count(*) AS posts, count(*) FILTER (WHERE l.depth > 0) AS remixes,
                           count(*) FILTER (WHERE o.in_reply_to_id IS NOT NULL) AS replies
                    FROM posts o LEFT JOIN lineage l ON l.post_id = o.id
                    WHERE o.account_id = p.id) w
                CROSS JOIN LATERAL (
                    SELECT min(n.finished_at) FILTER (WHERE n.state = 'done') AS first_at,
                           count(*) FILTER (WHERE n.state = 'done') AS done,
                           count(*) FILTER (WHERE n.state = 'failed') AS failed
                    FROM generations n WHERE n.account_id = p.id) g)
            SELECT cohort, count(*) AS people, count(*) FILTER (WHERE posts > 0) AS activated,
                   sum(posts)::bigint AS posts, sum(remixes)::bigint AS remixes,
                   sum(replies)::bigint AS replies,
                   count(first_at) AS painters,
                   percentile_cont(0.5) WITHIN GROUP (
                       ORDER BY extract(epoch FROM first_at - created_at)::float8)
                       FILTER (WHERE first_at IS NOT NULL) AS first_picture,
                   count(*) FILTER (WHERE done + failed > 0) AS tried,
                   sum(done)::bigint AS done, sum(failed)::bigint AS failed
            FROM did GROUP BY cohort ORDER BY cohort = '', lower(cohort)""",  # noqa: S608 - our own text
        least,
    )


async def returns(tx: ReadTx, least: int, after: int) -> list[Row]:
    """By cohort: of those whose day so many days after joining is over, how many were here on it.

    Whoever joined before days were kept is not among them. (cohort, of, returned)
    """
    return await tx.rows(
        f"""WITH {_GROUPED},
            due AS (
                SELECT p.id, p.cohort, p.day,
                       row_number() OVER (PARTITION BY p.cohort ORDER BY p.created_at, p.id) AS turn,
                       count(*) OVER (PARTITION BY p.cohort) AS due
                FROM grouped p, today t WHERE p.day + $2::int < t.day AND p.day >= t.since)
            SELECT d.cohort, count(*) AS of,
                   count(*) FILTER (WHERE EXISTS (SELECT FROM visits v
                       WHERE v.account_id = d.id AND v.day = d.day + $2::int)) AS returned
            FROM due d WHERE d.turn <= d.due - d.due % $1::int GROUP BY d.cohort""",  # noqa: S608 - our own text
        least,
        after,
    )


async def days(tx: ReadTx, least: int, back: int) -> list[Row]:
    """(cohort, day, people) of the days before today on which enough of a cohort were here."""
    return await tx.rows(
        f"""WITH {_GROUPED}
            SELECT p.cohort, v.day, count(*) AS people
            FROM grouped p JOIN visits v ON v.account_id = p.id, today t
            WHERE v.day < t.day AND v.day >= t.day - $2::int
            GROUP BY p.cohort, v.day HAVING count(*) >= $1::int
            ORDER BY v.day""",  # noqa: S608 - our own text
        least,
        back,
    )


async def names(tx: ReadTx) -> list[str]:
    """All cohorts in which somebody is, and '' for who is in none."""
    rows = await tx.rows(
        """SELECT DISTINCT coalesce(a.cohort, '') AS cohort FROM accounts a
           WHERE NOT EXISTS (SELECT FROM gesso_account g WHERE g.account_id = a.id)
           ORDER BY 1"""
    )
    return [row["cohort"] for row in rows]


async def trim(tx: WriteTx, days: int) -> None:
    """Forget who was here longer ago than that."""
    await tx.run("DELETE FROM visits WHERE day < (now() AT TIME ZONE 'UTC')::date - $1::int", days)
