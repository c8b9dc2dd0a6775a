"""All SQL of pictures."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import msgspec

from affresco.db import ReadTx, Row, WriteTx
from affresco.media.model import CENTRE, Focus, Media, MediaId, MediaKind, Rendition
from affresco.media.renditions import Encoded


def media_from_row(row: Row, prefix: str = "", *, focus: Focus = CENTRE) -> Media:
    """A picture from a row that has the columns of ``media``, each with ``prefix`` before its name.

    focus: where those who ask need it; faces and pictures in the studio are not cropped by it.
    """
    return Media(
        id=MediaId(row[prefix + "id"]),
        owner_id=row[prefix + "owner_id"],
        kind=row[prefix + "kind"],
        key=row[prefix + "key"],
        content_type=row[prefix + "content_type"],
        bytes=row[prefix + "bytes"],
        width=row[prefix + "width"],
        height=row[prefix + "height"],
        thumbhash=row[prefix + "thumbhash"],
        renditions=msgspec.convert(row[prefix + "renditions"], tuple[Rendition, ...]),
        alt=row[prefix + "alt"],
        focus=focus,
    )


async def media_by_ids(tx: ReadTx, ids: Collection[int]) -> dict[MediaId, Media]:
    """The pictures with these ids; absent ones are left out."""
    if not ids:
        return {}
    rows = await tx.rows(
        """SELECT id, owner_id, kind, key, content_type, bytes, width, height, thumbhash,
                  renditions, alt, focus_x, focus_y
             FROM media WHERE id = ANY($1)""",
        list(ids),
    )
    return {MediaId(row["id"]): media_from_row(row, focus=_focus(row)) for row in rows}


def _focus(row: Row) -> Focus:
    x, y = row["focus_x"], row["focus_y"]
    return Focus(x, y) if x or y else CENTRE


async def find_by_key(tx: ReadTx, key: str) -> Media | None:
    """The picture whose blobs lie under ``key``."""
    row = await tx.row(
        """SELECT id, owner_id, kind, key, content_type, bytes, width, height, thumbhash,
                  renditions, alt
             FROM media WHERE key = $1""",
        key,
    )
    return None if row is None else media_from_row(row)


async def insert(
    tx: WriteTx, *, owner_id: int, kind: MediaKind, key: str, encoded: Encoded, alt: str
) -> MediaId:
    """Record a picture whose blobs are stored already."""
    original = encoded.original
    media_id: int = await tx.value(
        """INSERT INTO media (owner_id, kind, key, content_type, bytes, width, height, thumbhash,
                              renditions, alt, sha256)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) RETURNING id""",
        owner_id,
        kind,
        key,
        original.content_type,
        original.bytes,
        original.width,
        original.height,
        encoded.thumbhash,
        msgspec.to_builtins(tuple(blob.rendition for blob in encoded.blobs)),
        alt,
        encoded.sha256,
    )
    return MediaId(media_id)


async def set_alt(tx: WriteTx, owner_id: int, media_id: int, alt: str) -> bool:
    """Describe one's own picture; whether there is one."""
    return (
        await tx.run(
            "UPDATE media SET alt = $3 WHERE id = $2 AND owner_id = $1", owner_id, media_id, alt
        )
        == 1
    )


async def set_focus(tx: WriteTx, owner_id: int, media_id: int, focus: Focus) -> bool:
    """Say what of one's own picture crops keep in sight; whether it was something else before."""
    return (
        await tx.run(
            """UPDATE media SET focus_x = $3, focus_y = $4
               WHERE id = $2 AND owner_id = $1 AND (focus_x, focus_y) <> ($3, $4)""",
            owner_id,
            media_id,
            focus.x,
            focus.y,
        )
        == 1
    )


async def lock(tx: WriteTx, ids: Collection[int]) -> None:
    """Hold the rows of pictures, in order, against whoever refers to them."""
    await tx.rows(
        "SELECT id FROM media WHERE id = ANY($1) ORDER BY id FOR UPDATE", sorted(set(ids))
    )


async def hold(tx: WriteTx, ids: Collection[int]) -> set[int]:
    """Keep pictures from being deleted until this transaction ends; those that are there."""
    rows = await tx.rows(
        "SELECT id FROM media WHERE id = ANY($1) ORDER BY id FOR KEY SHARE", sorted(set(ids))
    )
    return {row["id"] for row in rows}


async def delete(tx: WriteTx, ids: Sequence[int]) -> tuple[str, ...]:
    """Forget pictures; returns the keys of their blobs."""
    rows = await tx.rows("DELETE FROM media WHERE id = ANY($1) RETURNING key", list(ids))
    return tuple(row["key"] for row in rows)


async def delete_of_owner(tx: WriteTx, owner_id: int) -> tuple[str, ...]:
    """Forget all pictures of an account; returns the keys of their blobs."""
    rows = await tx.rows("DELETE FROM media WHERE owner_id = $1 RETURNING key", owner_id)
    return tuple(row["key"] for row in rows)


async def keys_in_use(tx: ReadTx, keys: Collection[str]) -> set[str]:
    """Those of the keys that a picture still has."""
    rows = await tx.rows("SELECT key FROM media WHERE key = ANY($1)", list(keys))
    return {row["key"] for row in rows}
