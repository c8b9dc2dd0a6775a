"""All SQL of shared keys."""

from __future__ import annotations

from affresco.db.pool import ReadTx, WriteTx


async def find(tx: ReadTx, name: str) -> bytes | None:
    """The key of this name."""
    found: bytes | None = await tx.value("SELECT value FROM instance_keys WHERE name = $1", name)
    return found


async def first(tx: WriteTx, name: str, value: bytes) -> bytes:
    """Keep a key unless one is there; the one that is there then."""
    kept: bytes = await tx.value(
        """INSERT INTO instance_keys (name, value) VALUES ($1, $2)
           ON CONFLICT (name) DO UPDATE SET name = excluded.name RETURNING value""",
        name,
        value,
    )
    return kept
