"""``emit``: an event and the job for its reactions, inside the write."""

from __future__ import annotations

import msgspec

from affresco.db import WriteTx
from affresco.events import queries
from affresco.events.kinds import Event
from affresco.events.queue import REACT, enqueue


async def emit(tx: WriteTx, event: Event) -> int:
    """Record ``event`` and enqueue its reactions; both exist if and only if ``tx`` commits."""
    kind = str(type(event).__struct_config__.tag)
    event_id = await queries.insert_event(tx, kind, msgspec.to_builtins(event))
    await enqueue(tx, REACT, str(event_id).encode())
    return event_id
