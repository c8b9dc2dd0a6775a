"""All SQL of the event log."""

from __future__ import annotations

from typing import Any

from affresco.db import ReadTx, WriteTx


async def insert_event(tx: WriteTx, kind: str, data: object) -> int:
    event_id: int = await tx.value(
        "INSERT INTO events (kind, data) VALUES ($1, $2) RETURNING id", kind, data
    )
    return event_id


async def event_data(tx: ReadTx, event_id: int) -> Any:
    return await tx.value("SELECT data FROM events WHERE id = $1", event_id)


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
