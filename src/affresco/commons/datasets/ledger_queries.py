"""All SQL of versions and of their rows, and of handing out the draft shard by shard.

A version ``v`` has the rows with ``since_version <= v`` and no ``ended_version`` or one above ``v``. Of a
published version nothing of that changes, except that rows end when a later one is made.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Final

import asyncpg
import msgspec

from affresco.commons.datasets.model import Config, Manifest, Release, Span, Split
from affresco.db import ReadTx, Row

LOCK: Final = 6_021_997_304
"""Of the one process that makes a release."""
CHUNK: Final = 50_000
"""Rows that come into the ledger in one transaction."""
BUCKETS: Final = 65_536

_RELEASE: Final = """
    SELECT r.version, r.place, r.published_at, r.root, r.leaves, r.counts,
           r.through_seq AS through, r.manifest
    FROM commons_releases r WHERE r.state = 'published'"""


def _release(row: Row) -> Release:
    return Release(
        version=row["version"],
        place=row["place"],
        published_at=row["published_at"],
        root=row["root"],
        leaves=row["leaves"],
        rows=msgspec.convert(row["counts"], dict[str, int]),
        through=row["through"],
        manifest=msgspec.convert(row["manifest"], Manifest),
    )


async def list_releases(tx: ReadTx) -> list[Release]:
    """Published versions, the newest first."""
    return [_release(row) for row in await tx.rows(_RELEASE + " ORDER BY r.version DESC")]


async def find_release(tx: ReadTx, version: int) -> Release | None:
    """A published version."""
    row = await tx.row(_RELEASE + " AND r.version = $1", version)
    return None if row is None else _release(row)


async def seize(connection: asyncpg.Connection) -> bool:
    """Be the one who makes a release, until the connection closes; False where somebody else is."""
    got: bool = await connection.fetchval("SELECT pg_try_advisory_lock($1)", LOCK)
    return got


async def undo_unfinished(connection: asyncpg.Connection) -> list[tuple[int, str]]:
    """Take back what an interrupted export left: its versions and where they were being written."""
    async with connection.transaction():
        gone = await connection.fetch(
            "DELETE FROM commons_releases WHERE state = 'building' RETURNING version, place"
        )
        await connection.execute(
            """UPDATE commons_rows SET ended_version = NULL WHERE ended_version >
               (SELECT coalesce(max(version), 0) FROM commons_releases)"""
        )
    return [(row["version"], row["place"]) for row in gone]


async def latest(connection: asyncpg.Connection) -> Release | None:
    """The newest published version."""
    row = await connection.fetchrow(_RELEASE + " ORDER BY r.version DESC LIMIT 1")
    return None if row is None else _release(row)


async def differs(connection: asyncpg.Connection) -> bool:
    """Whether the draft is another than the newest version."""
    found: bool = await connection.fetchval(
        """SELECT EXISTS (SELECT FROM commons_draft d WHERE NOT EXISTS (
                      SELECT FROM commons_rows r WHERE r.config COLLATE "C" = d.config AND
                      r.key COLLATE "C" = d.key AND r.leaf = d.leaf AND r.ended_version IS NULL
                      AND r.withdrawn_at IS NULL))
               OR EXISTS (SELECT FROM commons_rows r WHERE r.ended_version IS NULL AND (
                      r.withdrawn_at IS NOT NULL OR NOT EXISTS (
                      SELECT FROM commons_draft d WHERE d.config = r.config COLLATE "C"
                      AND d.key = r.key COLLATE "C" AND d.leaf = r.leaf)))"""
    )
    return found


async def missing(connection: asyncpg.Connection, version: int) -> int:
    """How many rows of a published version the draft does not have."""
    found: int = await connection.fetchval(
        """SELECT count(*) FROM commons_rows r
           WHERE r.since_version <= $1 AND (r.ended_version IS NULL OR r.ended_version > $1)
             AND NOT EXISTS (SELECT FROM commons_draft d WHERE d.config = r.config COLLATE "C"
                             AND d.key = r.key COLLATE "C" AND d.leaf = r.leaf)""",
        version,
    )
    return found


async def begin(connection: asyncpg.Connection, version: int, through: int, place: str) -> None:
    """A version that is being built."""
    await connection.execute(
        "INSERT INTO commons_releases (version, through_seq, place) VALUES ($1, $2, $3)",
        *(version, through, place),
    )


async def end_rows(connection: asyncpg.Connection, version: int) -> None:
    """Rows that the draft does not have, or has otherwise, are not in this version any more."""
    await connection.execute(
        """UPDATE commons_rows r SET ended_version = $1
           WHERE r.ended_version IS NULL AND (r.withdrawn_at IS NOT NULL OR NOT EXISTS (
               SELECT FROM commons_draft d WHERE d.config = r.config COLLATE "C" AND d.key = r.key COLLATE "C"
               AND d.leaf = r.leaf))""",
        version,
    )


async def add_rows(
    connection: asyncpg.Connection,
    version: int,
    settle: Callable[[], Awaitable[None]],
    told: Callable[[int], None],
) -> None:
    """Bring what is new in the draft into the ledger, in chunks. settle: takes out of the draft what was
    taken back; called when the gate refuses a chunk. told: how many there are by now. Raises asyncpg's
    IntegrityConstraintViolationError where the gate refuses what was settled."""
    done, after, tries = 0, ("", "", 0, ""), 0
    while True:
        bound = await connection.fetchrow(
            """SELECT max((x.config, x.split, x.bucket, x.key)) AS last, count(*) AS rows FROM (
                   SELECT d.config, d.split, d.bucket, d.key FROM commons_draft d
                   WHERE (d.config, d.split, d.bucket, d.key) > ($1, $2, $3, $4)
                   ORDER BY d.config, d.split, d.bucket, d.key LIMIT $5) x""",
            *(*after, CHUNK),
        )
        if bound is None or bound["last"] is None:
            return
        last = (*bound["last"],)
        try:
            await connection.execute(
                """INSERT INTO commons_rows (config, key, leaf, post_ids, people, actor_id, split,
                                             since_version)
                   SELECT d.config, d.key, d.leaf, d.post_ids, d.people, d.actor_id, d.split, $9
                   FROM commons_draft d
                   WHERE (d.config, d.split, d.bucket, d.key) > ($1, $2, $3, $4)
                     AND (d.config, d.split, d.bucket, d.key) <= ($5, $6, $7, $8)
                     AND NOT EXISTS (SELECT FROM commons_rows r WHERE r.config COLLATE "C" = d.config
                                     AND r.key COLLATE "C" = d.key AND r.ended_version IS NULL
                                     AND r.withdrawn_at IS NULL)
                   ORDER BY d.config, d.split, d.bucket, d.key""",
                *(*after, *last, version),
            )
        except asyncpg.IntegrityConstraintViolationError:
            tries += 1
            if tries > 50:
                raise
            await settle()
            continue
        if not done:
            await connection.execute("ANALYZE commons_rows")  # it may have been empty until now
        done, after = done + bound["rows"], last
        told(done)


async def size(connection: asyncpg.Connection) -> int:
    """Rows of the draft."""
    rows: int = await connection.fetchval("SELECT count(*) FROM commons_draft")
    return rows


_IN_SPAN: Final = """
    FROM commons_draft d
    WHERE ($1 = 0 AND $2 = 0) OR EXISTS (
        SELECT FROM commons_rows r WHERE r.config COLLATE "C" = d.config AND r.key COLLATE "C" = d.key
        AND r.leaf = d.leaf AND r.ended_version IS NULL AND r.withdrawn_at IS NULL AND r.since_version > $1
        AND r.since_version <= $2)"""


async def sizes(
    connection: asyncpg.Connection, span: Span | None
) -> dict[tuple[Config, Split], int]:
    """Rows by config and split. span: of these versions alone."""
    rows = await connection.fetch(
        "SELECT d.config, d.split, count(*) AS rows" + _IN_SPAN + " GROUP BY d.config, d.split",
        *_bounds(span),
    )
    return {(row["config"], row["split"]): row["rows"] for row in rows}


def _bounds(span: Span | None) -> tuple[int, int]:
    return (0, 0) if span is None else (span.after, span.upto)


async def copy_shard(
    connection: asyncpg.Connection,
    config: Config,
    split: Split,
    buckets: tuple[int, int],
    span: Span | None,
    output: Callable[[bytes], Awaitable[None]],
) -> None:
    """The canonical bytes of a shard's rows, a line each, in COPY's text form. buckets: from, and up to
    before."""
    if span is None:
        await connection.copy_from_query(
            """SELECT d.fields FROM commons_draft d
               WHERE d.config = $1 AND d.split = $2 AND d.bucket >= $3 AND d.bucket < $4
               ORDER BY d.config, d.split, d.bucket, d.key""",
            *(config, split, *buckets),
            output=output,
        )
        return
    await connection.copy_from_query(
        """SELECT d.fields FROM commons_draft d
           WHERE d.config = $1 AND d.split = $2 AND d.bucket >= $3 AND d.bucket < $4 AND EXISTS (
               SELECT FROM commons_rows r WHERE r.config COLLATE "C" = d.config AND r.key COLLATE "C" = d.key
               AND r.leaf = d.leaf AND r.ended_version IS NULL AND r.withdrawn_at IS NULL
               AND r.since_version > $5
               AND r.since_version <= $6)
           ORDER BY d.config, d.split, d.bucket, d.key""",
        *(config, split, *buckets, span.after, span.upto),
        output=output,
    )


async def copy_listing(
    connection: asyncpg.Connection, span: Span | None, output: Callable[[bytes], Awaitable[None]]
) -> None:
    """Config, key and hash of each row of the version, tab between, in the order of the tree. span: as far as
    its end; where it begins does not matter."""
    await connection.copy_from_query(
        "SELECT d.config, d.key, commons_row_hash(d.fields)"
        + _IN_SPAN
        + " ORDER BY d.config, d.key",
        *_bounds(None if span is None else Span(0, span.upto)),
        output=output,
    )


async def removals(
    connection: asyncpg.Connection, after: int, upto: int
) -> list[tuple[str, str, str, int, bool]]:
    """What was in the version ``after`` and is not in ``upto``: (config, key, leaf in hex, the version it
    came in, whether another row of the same key took its place)."""
    rows = await connection.fetch(
        """SELECT r.config, r.key, encode(r.leaf, 'hex') AS leaf, r.since_version, EXISTS (
               SELECT FROM commons_rows n WHERE n.config = r.config AND n.key = r.key
               AND n.since_version <= $2 AND (n.ended_version IS NULL OR n.ended_version > $2)) AS replaced
           FROM commons_rows r
           WHERE r.since_version <= $1 AND r.ended_version > $1 AND r.ended_version <= $2
           ORDER BY r.config COLLATE "C", r.key COLLATE "C", r.since_version""",
        *(after, upto),
    )
    return [tuple(row) for row in rows]


async def leaves(connection: asyncpg.Connection, version: int) -> int:
    """How many rows the ledger has of a version."""
    found: int = await connection.fetchval(
        """SELECT count(*) FROM commons_rows r
           WHERE r.since_version <= $1 AND (r.ended_version IS NULL OR r.ended_version > $1)""",
        version,
    )
    return found


async def publish(connection: asyncpg.Connection, manifest: Manifest, rows: dict[str, int]) -> None:
    """The version is there for everybody from the commit on. rows: by config."""
    await connection.execute(
        """UPDATE commons_releases SET state = 'published', root = $2, leaves = $3, counts = $4,
                  manifest = $5, published_at = clock_timestamp()
           WHERE version = $1 AND state = 'building'""",
        *(manifest.version, bytes.fromhex(manifest.root), manifest.leaves, rows),
        msgspec.to_builtins(manifest),
    )


async def move(connection: asyncpg.Connection, version: int, place: str) -> None:
    """The version lies there from now on."""
    await connection.execute(
        "UPDATE commons_releases SET place = $2 WHERE version = $1", *(version, place)
    )
