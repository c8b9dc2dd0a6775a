"""A job as it goes: what is there already, then what comes, until it is over.

Steps come from comparing what the job was with what it is, so a message that is lost, doubled or late
changes nothing but the moment.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Iterator
from typing import Final, TypeAlias

import msgspec

from affresco.db import Database
from affresco.events.queries import has_worker
from affresco.live import messages
from affresco.live.hub import Hub
from affresco.live.sse import HEARTBEAT_SECONDS
from affresco.studio import access
from affresco.studio.model import Candidate, Generation, GenerationId, State

UNDER_WAY: Final[frozenset[State]] = frozenset({"queued", "running"})


class Moved(msgspec.Struct, frozen=True):
    """The job is in another state."""

    state: State


class Previewed(msgspec.Struct, frozen=True):
    """There is a first look at a candidate."""

    position: int


class Made(msgspec.Struct, frozen=True):
    """A candidate is finished; its media is there."""

    candidate: Candidate


class Ended(msgspec.Struct, frozen=True):
    """The job is over: done, failed or cancelled. Nothing follows."""

    generation: Generation


class Untended(msgspec.Struct, frozen=True):
    """The job waits, and no worker is there to take it."""


class Quiet(msgspec.Struct, frozen=True):
    """Nothing happened for a while; a sign of life is due."""


Step: TypeAlias = Moved | Previewed | Made | Ended | Untended | Quiet


async def watch(
    database: Database, hub: Hub, account_id: int, generation_id: GenerationId
) -> AsyncGenerator[Step, None]:
    """Everything that is there, at once, then each step, the last being ``Ended``.

    Raises GenerationNotFound before the first step, or when the job is deleted meanwhile.
    """
    before: Generation | None = None
    async with hub.subscribe(messages.generation(generation_id)) as news:
        while True:
            async with database.read() as tx:
                now = await access.get_generation(tx, account_id, generation_id)
            for step in differences(before, now):
                yield step
            if now.state not in UNDER_WAY:
                return
            before = now
            while await news.next(HEARTBEAT_SECONDS) is None:
                yield Untended() if await _waits_in_vain(database, now) else Quiet()


async def _waits_in_vain(database: Database, generation: Generation) -> bool:
    if generation.state != "queued":
        return False
    async with database.read() as tx:
        return not await has_worker(tx)


def differences(before: Generation | None, now: Generation) -> Iterator[Step]:
    """The steps that lead from one sight of a job to the next, None for the first. Pure."""
    if before is None or before.state != now.state:
        yield Moved(now.state)
    old = {c.position: c for c in before.candidates} if before else {}
    for candidate in now.candidates:
        known = old.get(candidate.position)
        if candidate.media is None and candidate.has_preview and not (known and known.has_preview):
            yield Previewed(candidate.position)
        if candidate.media is not None and not (known and known.media):
            yield Made(candidate)
    if now.state not in UNDER_WAY:
        yield Ended(now)
