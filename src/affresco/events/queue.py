"""Jobs: pgqueuer, enqueued in the transaction of the write that wants them done."""

from __future__ import annotations

from typing import Final

from pgqueuer import AsyncpgDriver
from pgqueuer.queries import Queries
from pgqueuer.types import JobId

from affresco.db import WriteTx

REACT: Final = "react"
"""The lane of event reactions."""


async def enqueue(tx: WriteTx, lane: str, payload: bytes, *, priority: int = 0) -> int:
    """Add a job that exists if and only if ``tx`` commits. Returns its id in the queue."""
    (job_id,) = await Queries(AsyncpgDriver(tx.connection)).enqueue(lane, payload, priority)
    return int(job_id)


async def cancel(tx: WriteTx, job_ids: list[int]) -> None:
    """Ask for jobs to be dropped or, when running, interrupted."""
    await Queries(AsyncpgDriver(tx.connection)).mark_job_as_cancelled([JobId(i) for i in job_ids])
