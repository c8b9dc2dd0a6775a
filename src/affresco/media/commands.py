"""Keep and delete pictures.

Order of things: blobs first, the row second; on deletion the row first, the blobs by the event that
follows. So a crash in between leaves at worst a blob that nobody refers to, never a row without its
blob.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from affresco.db import Database, WriteTx
from affresco.media import queries
from affresco.media.errors import MediaNotFound
from affresco.media.model import Media, MediaId, MediaKind
from affresco.media.renditions import Encoded, encode
from affresco.media.store import Store, new_key

__all__ = ["Stored", "delete", "describe", "encode", "record", "save", "upload"]


class Stored(msgspec.Struct, frozen=True):
    """Blobs that are stored and not yet recorded."""

    key: str
    encoded: Encoded


async def upload(store: Store, encoded: Encoded) -> Stored:
    """Write all blobs of a picture under a new key. Raises StorageFull, StoreUnavailable."""
    key = new_key()
    for blob in encoded.blobs:
        await store.put(key, blob.file_name, blob.data)
    return Stored(key=key, encoded=encoded)


async def record(
    tx: WriteTx, stored: Stored, *, owner_id: int, kind: MediaKind, alt: str = ""
) -> Media:
    """Write the row of a picture whose blobs are stored, inside the caller's transaction."""
    encoded = stored.encoded
    original = encoded.original
    media_id = await queries.insert(
        tx, owner_id=owner_id, kind=kind, key=stored.key, encoded=encoded, alt=alt
    )
    return Media(
        id=media_id,
        owner_id=owner_id,
        kind=kind,
        key=stored.key,
        content_type=original.content_type,
        bytes=original.bytes,
        width=original.width,
        height=original.height,
        thumbhash=encoded.thumbhash,
        renditions=tuple(blob.rendition for blob in encoded.blobs),
        alt=alt,
    )


async def save(
    database: Database,
    store: Store,
    owner_id: int,
    kind: MediaKind,
    encoded: Encoded,
    alt: str = "",
) -> Media:
    """Store and record a picture. Raises StorageFull, StoreUnavailable, DatabaseUnavailable."""
    stored = await upload(store, encoded)
    async with database.write() as tx:
        return await record(tx, stored, owner_id=owner_id, kind=kind, alt=alt)


async def describe(database: Database, owner_id: int, media_id: int, alt: str) -> None:
    """Change the description of one's own picture. Raises MediaNotFound."""
    async with database.write() as tx:
        if not await queries.set_alt(tx, owner_id, media_id, alt):
            raise MediaNotFound


async def delete(tx: WriteTx, ids: Sequence[MediaId]) -> tuple[str, ...]:
    """Forget pictures; returns the keys for the event whose handler deletes the blobs."""
    return await queries.delete(tx, ids)
