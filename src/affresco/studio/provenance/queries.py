"""All SQL about the origins of pictures."""

from __future__ import annotations

from collections.abc import Collection

import msgspec

from affresco.db import ReadTx, WriteTx
from affresco.studio.provenance.model import Declared, Made, Origin


async def insert_origin(tx: WriteTx, media_id: int, origin: Origin) -> None:
    """Remember a picture that an engine made."""
    await tx.run(
        """INSERT INTO picture_origins (media_id, mark, engine, version, source_type, made_at)
           VALUES ($1, $2, $3, $4, $5, $6)""",
        media_id,
        origin.mark,
        origin.engine,
        origin.version,
        origin.source_type,
        origin.made_at,
    )


async def insert_declared(tx: WriteTx, media_id: int, declared: Declared) -> None:
    """Remember what an upload said of itself."""
    await tx.run(
        "INSERT INTO picture_origins (media_id, declared) VALUES ($1, $2)",
        media_id,
        msgspec.to_builtins(declared),
    )


async def find_made(tx: ReadTx, mark: int) -> Made | None:
    """The picture with this mark. Marks are random; should two pictures share one, neither is named."""
    rows = await tx.rows(
        """SELECT media_id, engine, version, source_type, made_at
             FROM picture_origins WHERE mark = $1 LIMIT 2""",
        mark,
    )
    if len(rows) != 1:
        return None
    row = rows[0]
    return Made(row["media_id"], row["engine"], row["version"], row["source_type"], row["made_at"])


async def origin_of(tx: ReadTx, media_id: int) -> Origin | None:
    """What was signed of a picture of ours; None for uploads and for pictures older than signatures."""
    row = await tx.row(
        """SELECT mark, engine, version, source_type, made_at
             FROM picture_origins WHERE media_id = $1 AND mark IS NOT NULL""",
        media_id,
    )
    if row is None:
        return None
    return Origin(row["mark"], row["engine"], row["version"], row["source_type"], row["made_at"])


async def declared_of(tx: ReadTx, media_ids: Collection[int]) -> dict[int, Declared]:
    """What uploads said of themselves, by media id; those that said nothing are left out."""
    rows = await tx.rows(
        """SELECT media_id, declared FROM picture_origins
            WHERE media_id = ANY($1) AND declared IS NOT NULL""",
        list(media_ids),
    )
    return {row["media_id"]: msgspec.convert(row["declared"], Declared) for row in rows}
