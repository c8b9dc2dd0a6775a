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


async def active_people(tx: ReadTx, days: int) -> int:
    """How many came in the last days, in a browser or with a program."""
    count: int = await tx.value(
        """SELECT count(*) FROM (
               SELECT account_id FROM sessions WHERE seen_at > now() - $1::int * interval '1 day'
               UNION
               SELECT account_id FROM access_tokens
               WHERE used_at > now() - $1::int * interval '1 day' AND account_id IS NOT NULL) seen""",
        days,
    )
    return count
