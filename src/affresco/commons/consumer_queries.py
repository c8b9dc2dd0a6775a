"""All SQL of consumers."""

from __future__ import annotations

from collections.abc import Sequence

from affresco.commons.model import NewConsumer
from affresco.db import ReadTx, Row, WriteTx


async def insert(tx: WriteTx, new: NewConsumer, key_hash: bytes, created_by: int | None) -> int:
    """Returns the id."""
    consumer_id: int = await tx.value(
        """INSERT INTO commons_consumers (name, contact, purpose, scopes, key_hash, created_by)
           VALUES ($1, $2, $3, $4, $5, $6) RETURNING id""",
        new.name,
        new.contact,
        new.purpose,
        list(new.scopes),
        key_hash,
        created_by,
    )
    return consumer_id


async def by_key(tx: ReadTx, key_hash: bytes) -> Row | None:
    """A consumer that may read."""
    return await tx.row(
        """SELECT id, name, contact, purpose, scopes, terms_version, terms_accepted_at, cursor_seq,
                  created_at, seen_at, revoked_at
           FROM commons_consumers WHERE key_hash = $1 AND revoked_at IS NULL""",
        key_hash,
    )


async def all_rows(tx: ReadTx) -> list[Row]:
    """Every consumer, the newest first."""
    return await tx.rows(
        """SELECT id, name, contact, purpose, scopes, terms_version, terms_accepted_at, cursor_seq,
                  created_at, seen_at, revoked_at
           FROM commons_consumers ORDER BY id DESC"""
    )


async def set_key(tx: WriteTx, consumer_id: int, key_hash: bytes) -> bool:
    """Whether there is such a consumer, that may read."""
    return (
        await tx.run(
            "UPDATE commons_consumers SET key_hash = $2 WHERE id = $1 AND revoked_at IS NULL",
            consumer_id,
            key_hash,
        )
        == 1
    )


async def set_scopes(tx: WriteTx, consumer_id: int, scopes: Sequence[str]) -> bool:
    """Whether there is such a consumer, that may read."""
    return (
        await tx.run(
            "UPDATE commons_consumers SET scopes = $2 WHERE id = $1 AND revoked_at IS NULL",
            consumer_id,
            list(scopes),
        )
        == 1
    )


async def revoke(tx: WriteTx, consumer_id: int) -> bool:
    """Whether there was such a consumer, that might read."""
    return (
        await tx.run(
            """UPDATE commons_consumers SET revoked_at = clock_timestamp()
           WHERE id = $1 AND revoked_at IS NULL""",
            consumer_id,
        )
        == 1
    )


async def accept(tx: WriteTx, consumer_id: int, version: int) -> None:
    await tx.run(
        """UPDATE commons_consumers SET terms_version = $2, terms_accepted_at = clock_timestamp()
           WHERE id = $1 AND terms_version < $2""",
        consumer_id,
        version,
    )


async def note(tx: WriteTx, consumer_id: int, seq: int) -> None:
    """That they are there, and how far they were sent."""
    await tx.run(
        """UPDATE commons_consumers
           SET seen_at = clock_timestamp(), cursor_seq = greatest(cursor_seq, $2) WHERE id = $1""",
        consumer_id,
        seq,
    )
