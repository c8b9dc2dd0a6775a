"""All SQL of live messages that are kept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

import asyncpg

from affresco.db import ReadTx, Row, WriteTx

LISTENER: Final = "affresco live"
SNAPSHOT_LIMIT: Final = 7_000
"""Characters; a longer one, of a thousand transactions at once, would not fit a NOTIFY."""


async def keep(tx: WriteTx, topics: Sequence[str], message: object) -> None:
    await tx.run("INSERT INTO live_log (topics, message) VALUES ($1, $2)", list(topics), message)


async def missed(tx: ReadTx, snapshot: str, topics: Sequence[str] | None, limit: int) -> list[Row]:
    """What was said by transactions that the snapshot does not see, on any of the topics; at most
    ``limit``, the oldest."""
    return await tx.rows(
        """SELECT topics, message FROM live_log
            WHERE xact >= pg_snapshot_xmin($1::text::pg_snapshot)
              AND NOT pg_visible_in_snapshot(xact, $1::text::pg_snapshot)
              AND ($2::text[] IS NULL OR topics && $2)
            ORDER BY id LIMIT $3""",
        snapshot,
        None if topics is None else list(topics),
        limit,
    )


async def tidy(tx: WriteTx, keep: timedelta) -> None:
    await tx.run("DELETE FROM live_log WHERE at < now() - $1::interval", keep)


async def say_mark(connection: asyncpg.Connection, channel: str) -> None:
    """Send a ``messages.Mark`` to all who listen; outside any transaction."""
    await connection.execute(
        """SELECT pg_notify($1, chr(31) || chr(31) || json_build_object(
                      'type', 'mark', 'snapshot', s::text, 'at', extract(epoch FROM now())::bigint))
             FROM pg_current_snapshot() AS s WHERE length(s::text) < $2""",
        channel,
        SNAPSHOT_LIMIT,
        timeout=5,
    )


async def name_listener(connection: asyncpg.Connection) -> None:
    """Have the connection known by ``LISTENER``; its commits, which only speak, do not wait for the disk."""
    await connection.execute(
        "SELECT set_config('application_name', $1, false), set_config('synchronous_commit', 'off', false)",
        LISTENER,
        timeout=5,
    )
