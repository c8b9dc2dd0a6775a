"""All SQL of the event log."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final

from affresco.db import ReadTx, WriteTx

FRESH_HEARTBEAT_SECONDS: Final = 10.0
"""A worker that was silent for longer is not there."""


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


async def next_turn(tx: ReadTx, lane: str, own: Mapping[int, int]) -> int:
    """When it is somebody's turn in a lane whose jobs are taken by turns (priority: its negative).

    own: the queue's ids of their jobs there, with what each counts for. It is behind the last of these,
    and never before the turn that the lane has come to: so nobody gains by having been away, turns only
    ever grow while somebody waits, and everybody's comes. (Start-time fair queueing: Goyal, Vin and
    Cheng, 1996.)
    """
    turn: int = await tx.value(
        """SELECT greatest(0,
                  coalesce(
                  (SELECT max(-priority) FROM pgqueuer WHERE entrypoint = $1 AND status = 'picked'),
                  (SELECT -priority FROM pgqueuer
                    WHERE entrypoint = $1 AND status = 'queued' AND execute_after <= now()
                    ORDER BY priority DESC, id LIMIT 1)),
                  (SELECT max(own.amount - priority) FROM pgqueuer
                     JOIN unnest($2::bigint[], $3::int[]) AS own (id, amount) USING (id)
                    WHERE entrypoint = $1 AND status IN ('queued', 'picked')))""",
        lane,
        list(own.keys()),
        list(own.values()),
    )
    return turn


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


async def living_workers(tx: ReadTx) -> frozenset[str]:
    """Names of the workers that were heard of lately."""
    rows = await tx.rows(
        "SELECT worker FROM worker_heartbeats WHERE at > now() - make_interval(secs => $1)",
        FRESH_HEARTBEAT_SECONDS,
    )
    return frozenset(row["worker"] for row in rows)


async def has_worker(tx: ReadTx) -> bool:
    """Whether anybody is there to carry out jobs."""
    age = await seconds_since_heartbeat(tx)
    return age is not None and age < FRESH_HEARTBEAT_SECONDS


async def forget_worker(tx: WriteTx, worker: str) -> None:
    """Take out a worker that ends in good order."""
    await tx.run("DELETE FROM worker_heartbeats WHERE worker = $1", worker)


async def tidy(tx: WriteTx, keep: timedelta) -> None:
    """Forget workers that fell silent, and the queue's log, which grows for ever by itself."""
    await tx.run("DELETE FROM worker_heartbeats WHERE at < now() - $1::interval", keep)
    await tx.run("DELETE FROM pgqueuer_log WHERE created < now() - $1::interval", keep)
