"""All SQL of the event log."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from affresco.db import ReadTx, WriteTx


async def insert_event(tx: WriteTx, kind: str, data: object) -> int:
    event_id: int = await tx.value(
        "INSERT INTO events (kind, data) VALUES ($1, $2) RETURNING id", kind, data
    )
    return event_id


async def begin_event(tx: WriteTx, event_id: int) -> tuple[Any, int] | None:
    """Count one more try to react to an event; (its data, the number of tries), None without it."""
    row = await tx.row(
        "UPDATE events SET attempts = attempts + 1 WHERE id = $1 RETURNING data, attempts", event_id
    )
    return None if row is None else (row["data"], row["attempts"])


async def claim(tx: WriteTx, event_id: int, handler: str) -> bool:
    """Record that a handler runs; False when it already ran. A run in progress elsewhere is waited for."""
    inserted = await tx.run(
        "INSERT INTO handled (event_id, handler) VALUES ($1, $2) ON CONFLICT DO NOTHING",
        event_id,
        handler,
    )
    return inserted == 1


async def beat(tx: WriteTx, worker: str) -> None:
    await tx.run(
        """INSERT INTO worker_heartbeats (worker) VALUES ($1)
           ON CONFLICT (worker) DO UPDATE SET at = now()""",
        worker,
    )


async def seconds_since_heartbeat(tx: ReadTx) -> float | None:
    """Age of the newest heartbeat of any worker, None when there never was one."""
    age: float | None = await tx.value(
        "SELECT extract(epoch FROM now() - max(at))::float8 FROM worker_heartbeats"
    )
    return age


async def forget_worker(tx: WriteTx, worker: str) -> None:
    """Take out a worker that ends in good order."""
    await tx.run("DELETE FROM worker_heartbeats WHERE worker = $1", worker)


async def tidy(tx: WriteTx, keep: timedelta) -> None:
    """Forget workers that fell silent, and the queue's log, which grows for ever by itself."""
    await tx.run("DELETE FROM worker_heartbeats WHERE at < now() - $1::interval", keep)
    await tx.run("DELETE FROM pgqueuer_log WHERE created < now() - $1::interval", keep)
