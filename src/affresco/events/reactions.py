"""Carry out what follows from an event.

``wiring.REACTIONS`` names the handlers of each kind. A handler gets a transaction and the event; its
name in ``handled`` is its module and function, so renaming one needs a migration or a pause of writes.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any, TypeAlias

import msgspec

from affresco.db import Database, WriteTx
from affresco.events import queries
from affresco.events.kinds import Event

Handler: TypeAlias = Callable[[WriteTx, Any], Awaitable[None]]
Reactions: TypeAlias = Mapping[type[Event], Sequence[Handler]]


async def react(database: Database, reactions: Reactions, event_id: int) -> int:
    """Run the handlers of an event that have not run yet; returns how many did.

    Each handler has a transaction of its own. Whatever it raises is left to the queue, which tries
    again; handlers that finished are not repeated.
    """
    async with database.read() as tx:
        data = await queries.event_data(tx, event_id)
    if data is None:
        return 0
    event = msgspec.convert(data, Event)
    done = 0
    for handler in reactions.get(type(event), ()):
        async with database.write() as tx:
            if await queries.claim(tx, event_id, f"{handler.__module__}.{handler.__qualname__}"):
                await handler(tx, event)
                done += 1
    return done
