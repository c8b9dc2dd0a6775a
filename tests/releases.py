"""Releases as a builder leaves them in the database, without their files."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from affresco.commons import merkle
from affresco.db import Database, WriteTx
from world import Published


class Told(msgspec.Struct, frozen=True):
    """A row to be. actor_id: whose choice it is."""

    config: str
    key: str
    post: Published
    actor_id: int | None = None
    words: str = "words"

    @property
    def leaf(self) -> bytes:
        return merkle.leaf(f"{self.config}\n{self.key}\n{self.words}".encode())


async def publish(database: Database, version: int, rows: Sequence[Told]) -> bytes:
    """A version with exactly these rows: rows of the one before that are not among them end, others stay.
    Returns its root."""
    async with database.write() as tx:
        await tx.run(
            "INSERT INTO commons_releases (version, through_seq) SELECT $1, seq FROM commons_clock",
            version,
        )
        standing = {
            (row["config"], row["key"], bytes(row["leaf"]))
            for row in await tx.rows(
                """SELECT config, key, leaf FROM commons_rows
                   WHERE ended_version IS NULL AND withdrawn_at IS NULL"""
            )
        }
        wanted = {(row.config, row.key, row.leaf): row for row in rows}
        await tx.run(
            """UPDATE commons_rows SET ended_version = $1
               WHERE ended_version IS NULL AND (withdrawn_at IS NOT NULL OR NOT leaf = ANY ($2))""",
            version,
            [row.leaf for row in rows],
        )
        for place, row in wanted.items():
            if place not in standing:
                await tx.run(
                    """INSERT INTO commons_rows (config, key, leaf, post_ids, people, actor_id, split,
                                                 since_version)
                       VALUES ($1, $2, $3, $4, $5, $6, 'train', $7)""",
                    row.config,
                    row.key,
                    row.leaf,
                    [row.post.id],
                    sorted({row.post.by.id, row.actor_id or row.post.by.id}),
                    row.actor_id,
                    version,
                )
        return await _finish(tx, version)


async def _finish(tx: WriteTx, version: int) -> bytes:
    leaves = await tx.rows(
        """SELECT leaf FROM commons_rows
           WHERE since_version <= $1 AND (ended_version IS NULL OR ended_version > $1)
           ORDER BY config COLLATE "C", key COLLATE "C\"""",
        version,
    )
    root = merkle.root(row["leaf"] for row in leaves)
    await tx.run(
        """UPDATE commons_releases SET state = 'published', published_at = now(), root = $2,
               leaves = $3, manifest = '{}' WHERE version = $1""",
        version,
        root,
        len(leaves),
    )
    return root


async def many(database: Database, version: int, count: int, post: Published) -> None:
    """A version with so many rows of one post, quickly."""
    async with database.write() as tx:
        await tx.run("INSERT INTO commons_releases (version, through_seq) VALUES ($1, 0)", version)
        await tx.run(
            """INSERT INTO commons_rows (config, key, leaf, post_ids, people, split, since_version)
               SELECT 'captions', 'key-' || n, sha256(('row ' || n)::bytea), ARRAY[$1::bigint],
                      ARRAY[$2::bigint], 'train', $3
               FROM generate_series(1, $4::int) n""",
            post.id,
            post.by.id,
            version,
            count,
        )
        await _finish(tx, version)
