"""All SQL of how engines stand."""

from __future__ import annotations

from datetime import timedelta

from affresco.db import ReadTx, Row, WriteTx


async def set_health(tx: WriteTx, engine: str, worker: str, *, ok: bool, words: str) -> None:
    """What a worker says of an engine that it has."""
    await tx.run(
        """INSERT INTO engine_health (engine, worker, ok, words) VALUES ($1, $2, $3, $4)
           ON CONFLICT (engine, worker)
           DO UPDATE SET ok = excluded.ok, words = excluded.words, at = now()""",
        engine,
        worker,
        ok,
        words,
    )


async def drop_stale(tx: WriteTx, older: timedelta) -> None:
    """Forget what was said so long ago: whoever said it was lost."""
    await tx.run("DELETE FROM engine_health WHERE at < now() - $1::interval", older)


async def drop_health(tx: WriteTx, worker: str) -> None:
    """Forget what a worker said."""
    await tx.run("DELETE FROM engine_health WHERE worker = $1", worker)


async def health_rows(tx: ReadTx, fresh: timedelta) -> list[Row]:
    """What workers said of their engines lately."""
    return await tx.rows(
        """SELECT engine, worker, ok, words, at FROM engine_health
            WHERE at > now() - $1::interval ORDER BY engine, worker""",
        fresh,
    )


async def loads(tx: ReadTx, window: timedelta) -> list[Row]:
    """How the jobs of each engine go: a row each."""
    return await tx.rows(
        """SELECT engine,
                  count(*) FILTER (WHERE state = 'queued') AS waiting,
                  count(*) FILTER (WHERE state = 'running') AS running,
                  count(*) FILTER (WHERE state = 'done') AS done,
                  count(*) FILTER (WHERE state = 'failed') AS failed,
                  coalesce(sum(made), 0)::bigint AS pictures,
                  (percentile_cont(0.5) WITHIN GROUP (
                      ORDER BY extract(epoch FROM started_at - queued_at)))::float8 AS wait,
                  (percentile_cont(0.5) WITHIN GROUP (
                      ORDER BY extract(epoch FROM finished_at - started_at)))::float8 AS making
             FROM generations
            WHERE queued_at > now() - $1::interval OR state IN ('queued', 'running')
            GROUP BY engine""",
        window,
    )
