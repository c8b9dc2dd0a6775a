"""Jobs: pgqueuer, enqueued in the transaction of the write that wants them done."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from pgqueuer import AsyncpgDriver
from pgqueuer.adapters.persistence.qb import QueryQueueBuilder
from pgqueuer.queries import Queries
from pgqueuer.types import JobId

from affresco.db import WriteTx

ENQUEUE: Final = QueryQueueBuilder().build_enqueue_query("raise")
REACT: Final = "react"
"""The lane of event reactions."""


async def enqueue(tx: WriteTx, lane: str, payload: bytes, *, priority: int = 0) -> int:
    """Add a job that exists if and only if ``tx`` commits. Returns its id in the queue.

    The statement is the library's; its own ``enqueue`` encodes the (absent) headers as JSON text,
    which our connections encode once more, and no worker could read the job.
    """
    no_delay, no_key, no_headers = timedelta(0), None, None
    row = await tx.row(ENQUEUE, [priority], [lane], [payload], [no_delay], [no_key], [no_headers])
    if row is None:
        raise RuntimeError("the queue gave no id")
    return int(row["id"])


async def cancel(tx: WriteTx, job_ids: list[int]) -> None:
    """Ask for jobs to be dropped or, when running, interrupted."""
    await Queries(AsyncpgDriver(tx.connection)).mark_job_as_cancelled([JobId(i) for i in job_ids])
