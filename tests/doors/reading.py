"""What several tests of pages need to read an answer."""

from __future__ import annotations

import re

from affresco.events.reactions import react
from affresco.wiring import REACTIONS
from world import World


def cards(html: str) -> list[int]:
    """The numbers of the posts on a page, in their order."""
    return [int(number) for number in re.findall(r'data-post="(\d+)"', html)]


async def carry_out(world: World) -> None:
    """What the worker does with the events that are there."""
    async with world.database.read() as tx:
        ids = [row["id"] for row in await tx.rows("SELECT id FROM events ORDER BY id")]
    for event_id in ids:
        await react(world.database, REACTIONS, event_id)
