"""Carry out what follows from an event.

``wiring.REACTIONS`` names the handlers of each kind. A handler gets a transaction and the event; its
name in ``handled`` is its module and function, so renaming one needs a migration or a pause of writes.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any, Final, TypeAlias

import msgspec

from affresco.db import Database, WriteTx
from affresco.events import queries
from affresco.events.kinds import Event

Handler: TypeAlias = Callable[[WriteTx, Any], Awaitable[None]]
Reactions: TypeAlias = Mapping[type[Event], Sequence[Handler]]

TRIES: Final = 12
"""How often the reactions to one event are begun before they are put aside."""


class ReactionGivenUp(Exception):
    """The reactions to an event failed, or killed their worker, too often; a person has to look."""


async def react(database: Database, reactions: Reactions, event_id: int) -> int:
    """Run the handlers of an event that have not run yet; returns how many did.

    Each handler has a transaction of its own. Whatever it raises is left to the queue, which tries
    again; handlers that finished are not repeated. Raises ReactionGivenUp after too many tries: the
    queue forgets its count when a worker is killed, the event's row does not.
    """
    async with database.write() as tx:
        begun = await queries.begin_event(tx, event_id)
    if begun is None:
        return 0
    data, tries = begun
    if tries > TRIES:
        raise ReactionGivenUp(event_id)
    event = msgspec.convert(data, Event)
    done = 0
    for handler in reactions.get(type(event), ()):
        async with database.write() as tx:
            if await queries.claim(tx, event_id, f"{handler.__module__}.{handler.__qualname__}"):
                await handler(tx, event)
                done += 1
    return done
