"""SQL of ``activity``."""

from __future__ import annotations

from affresco.db import ReadTx, Row


async def weeks(tx: ReadTx, limit: int) -> list[Row]:
    """(begins, posts, sessions, accounts), the present week first. Ids say when a row came about."""
    return await tx.rows(
        """WITH weeks AS (
               SELECT begins AT TIME ZONE 'UTC' AS begins,
                      floor(extract(epoch FROM begins AT TIME ZONE 'UTC') * 1000)::bigint << 16 AS low,
                      floor(extract(epoch FROM (begins + interval '7 days') AT TIME ZONE 'UTC') * 1000)
                          ::bigint << 16 AS high
               FROM generate_series(
                   date_trunc('week', now() AT TIME ZONE 'UTC') - ($1::int - 1) * interval '7 days',
                   date_trunc('week', now() AT TIME ZONE 'UTC'), interval '7 days') AS begins)
           SELECT begins,
                  (SELECT count(*) FROM posts p WHERE p.visibility = 'public'
                   AND p.in_reply_to_id IS NULL AND p.id >= low AND p.id < high) AS posts,
                  (SELECT count(*) FROM sessions s WHERE s.id >= low AND s.id < high) AS sessions,
                  (SELECT count(*) FROM accounts a WHERE a.id >= low AND a.id < high) AS accounts
           FROM weeks ORDER BY begins DESC""",
        limit,
    )
