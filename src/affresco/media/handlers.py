"""What follows from deletions: the blobs go too, by a job of their own, outside any transaction."""

from __future__ import annotations

from typing import Final

import msgspec

from affresco.db import Database, WriteTx
from affresco.events.kinds import (
    AccountDeleted,
    PicturesDeleted,
    PortraitRemoved,
    PostDeleted,
)
from affresco.events.queue import enqueue
from affresco.media import queries
from affresco.media.store import Store

BLOBS: Final = "blobs"
"""The lane of jobs that delete blobs; payload: a JSON list of keys."""


async def remove_blobs(
    tx: WriteTx, event: PostDeleted | AccountDeleted | PortraitRemoved | PicturesDeleted
) -> None:
    """Enqueue the deletion of the blobs that belonged to a post, an account, a portrait or a draft."""
    keys = event.media_keys
    if isinstance(event, AccountDeleted):
        # A job under way may have written one more row while the account was being deleted.
        keys = (*keys, *await queries.delete_of_owner(tx, event.account_id))
    if keys:
        await enqueue(tx, BLOBS, msgspec.json.encode(keys))


async def delete_blobs(database: Database, store: Store, payload: bytes) -> None:
    """Carry out a job of the lane ``BLOBS``; safe to repeat. Raises StoreUnavailable."""
    keys = msgspec.json.decode(payload, type=tuple[str, ...])
    async with database.read() as tx:
        in_use = await queries.keys_in_use(tx, keys)
    for key in keys:
        if key not in in_use:
            await store.delete(key)
