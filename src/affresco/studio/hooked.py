"""Reactions: what became of a job is told to its owner's webhooks."""

from __future__ import annotations

from secrets import token_hex
from typing import Literal

import msgspec

from affresco.db import WriteTx
from affresco.events import kinds
from affresco.hooks import outbox
from affresco.hooks.model import PersonEvent
from affresco.studio import hydrate
from affresco.studio.model import GenerationId


class GenerationData(msgspec.Struct, frozen=True):
    """What is told of a job. media_ids: its pictures, in order. error_code: why it failed, else None."""

    generation_id: str
    state: Literal["done", "failed"]
    media_ids: tuple[str, ...]
    error_code: str | None
    path: str


async def tell_of_pictures(tx: WriteTx, event: kinds.GenerationFinished) -> None:
    """All pictures are there."""
    await _tell(tx, event.generation_id, "generation.done", "done")


async def tell_of_failure(tx: WriteTx, event: kinds.GenerationFailed) -> None:
    """It was given up; what was finished stays."""
    await _tell(tx, event.generation_id, "generation.failed", "failed")


async def _tell(
    tx: WriteTx, generation_id: int, event: PersonEvent, state: Literal["done", "failed"]
) -> None:
    job = (await hydrate.generations(tx, [generation_id])).get(GenerationId(generation_id))
    if job is None or job.state != state:
        return  # deleted, or tried again, meanwhile
    hooks = await outbox.listening(tx, job.account_id, event)
    told = GenerationData(
        generation_id=str(job.id),
        state=state,
        media_ids=tuple(str(c.media.id) for c in job.candidates if c.media is not None),
        error_code=job.error_code,
        path=f"/generations/{job.id}",
    )
    # A job that failed may be tried again, and fail again: that is another message.
    message_id = (
        f"generation-{job.id}" if state == "done" else f"generation-{job.id}-{token_hex(4)}"
    )
    await outbox.put(tx, hooks, message_id, event, told)
