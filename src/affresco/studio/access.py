"""The only way to a job on somebody's behalf: it is its owner's alone."""

from __future__ import annotations

from typing import Final

import msgspec

from affresco.db import ReadTx
from affresco.studio import hydrate, queries
from affresco.studio.errors import GenerationNotFound
from affresco.studio.model import COUNT_LIMIT, Generation, GenerationId

PAGE_LIMIT: Final = 40
LARGEST_ID: Final = 2**63


class Recent(msgspec.Struct, frozen=True):
    """A page of somebody's jobs, newest first. older: ``before`` of the next page, None at the end."""

    generations: tuple[Generation, ...]
    older: int | None


async def get_generation(tx: ReadTx, account_id: int, generation_id: int) -> Generation:
    """Raises GenerationNotFound, also for somebody else's job."""
    if not 0 <= generation_id < LARGEST_ID:
        raise GenerationNotFound
    found = (await hydrate.generations(tx, [generation_id])).get(GenerationId(generation_id))
    if found is None or found.account_id != account_id:
        raise GenerationNotFound
    return found


async def list_generations(
    tx: ReadTx, account_id: int, *, before: int | None = None, limit: int = 10
) -> Recent:
    """The account's jobs. limit: at most PAGE_LIMIT."""
    limit = max(1, min(limit, PAGE_LIMIT))
    ids = await queries.recent_ids(tx, account_id, before, limit + 1)
    found = await hydrate.generations(tx, ids[:limit])
    return Recent(
        generations=tuple(found.values()), older=ids[limit - 1] if len(ids) > limit else None
    )


async def check_owner(tx: ReadTx, account_id: int, generation_id: int) -> None:
    """Raises GenerationNotFound, also for somebody else's job."""
    in_range = 0 <= generation_id < LARGEST_ID
    if not in_range or await queries.find_owned(tx, account_id, generation_id) is None:
        raise GenerationNotFound


async def get_preview(tx: ReadTx, account_id: int, generation_id: int, position: int) -> bytes:
    """The first look at a candidate: a small WebP. Raises GenerationNotFound when there is none."""
    if not (0 <= generation_id < LARGEST_ID and 0 <= position < COUNT_LIMIT):
        raise GenerationNotFound
    found = await queries.find_preview(tx, account_id, generation_id, position)
    if found is None:
        raise GenerationNotFound
    return found
