"""How fast a release is made of 1,000,000 rows, beside a bare COPY of them, and how much memory it takes.

    python -m bench.commons_export [--rows 1000000]

A throw-away database with a few hundred pictures that 20,000 people liked; the likes become rows of
``rankings``. Printed for 3 in 10 of the rows and for all of them, each in a process of its own:

- ``COPY of the table``: the same rows, from a table in which they lie ready, to nowhere: as fast as they
  leave the database at all. ``COPY of the query``: the same rows, by one query over the network, to nowhere:
  what somebody would do without us.
- ``files``: from the draft to checksummed Parquet, of ``rankings`` alone: ``captions``, a few hundred rows,
  take their time for their pictures. ``all``: the whole command: the network's moment, the rows' hashes, the
  ledger past the gate, files, the Merkle tree, publication.
- the ratios of rows/s, the only numbers that mean something on another machine, and the peak of resident
  memory.
"""

from __future__ import annotations

import argparse
import asyncio
import multiprocessing
import re
import resource
import shutil
import tempfile
import time
from pathlib import Path
from typing import Final

import asyncpg
import msgspec
import numpy as np
from PIL import Image

from affresco.commons.datasets import drafting
from affresco.commons.datasets.building import export
from affresco.commons.datasets.row_queries import ROWS
from affresco.db import Database
from affresco.db.embedded import EmbeddedServer
from affresco.db.migrate import migrate
from affresco.media.commands import encode, save
from affresco.runtime import Runtime, running
from affresco.settings import Settings

PEOPLE: Final = 20_000
POSTS: Final = 200
SECRET: Final = "a key for measurements, of 32 characters"
MEGABYTE: Final = 1024.0
LOST: Final = 1.25
"""Likes for each row: those between the two sides of the split are left out."""

_PEOPLE: Final = """
    INSERT INTO accounts (handle, email, password_hash, training, licence, choices)
    SELECT 'painter' || n, 'painter' || n || '@example.org', 'nobody signs in', 'allow', 'CC BY',
           'allow'
    FROM generate_series(1, $1::int) AS n"""
_POSTS: Final = """
    WITH pictures AS (SELECT id, owner_id, row_number() OVER (ORDER BY id) AS n FROM media), new AS (
        INSERT INTO posts (id, account_id, text, visibility, root_id, recipe_visibility, remix_policy,
                           training, licence)
        SELECT p.id + 1, p.owner_id, 'wet plaster', 'public', p.id + 1, 'open', 'everyone', 'allow', 'CC BY'
        FROM pictures p RETURNING id, account_id
    ), given AS (
        INSERT INTO commons_posts (post_id, account_id, people, licence)
        SELECT id, account_id, ARRAY[account_id], 'CC BY' FROM new
    )
    INSERT INTO post_media (post_id, position, media_id, recipe)
    SELECT p.id + 1, 0, p.id, jsonb_build_object('prompt', 'a fresco of a harbour, number ' || p.n,
                                                 'seed', p.n, 'engine', 'bench', 'version', '1',
                                                 'width', 96, 'height', 72)
    FROM pictures p"""
_LIKES: Final = """
    WITH crowd AS (SELECT id, row_number() OVER (ORDER BY id) AS n FROM accounts),
         wall AS (SELECT id, row_number() OVER (ORDER BY id) AS n FROM posts)
    INSERT INTO likes (account_id, post_id, id)
    SELECT c.id, w.id, (1::bigint << 56) + row_number() OVER ()
    FROM wall w JOIN crowd c ON (c.n + w.n * 37) % $2::int < $1::int"""


class Times(msgspec.Struct, frozen=True):
    """Seconds. rows: of the release. before, peak: resident memory, megabytes."""

    rows: int
    table: float
    query: float
    files: float
    all: float
    before: float
    peak: float


def peak_megabytes() -> float:
    """Of this process until now."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MEGABYTE


async def fill(runtime: Runtime, rows: int) -> None:
    """A network of likes, written in bulk: as the commands would have left it, without their triggers."""
    async with runtime.database.write() as tx:
        await tx.run(_PEOPLE, PEOPLE)
        owners = [
            row["id"]
            for row in await tx.rows("SELECT id FROM accounts ORDER BY id LIMIT $1", POSTS)
        ]
    for number, owner in enumerate(owners):
        spots = np.random.default_rng(number).integers(0, 255, (72, 96, 3), dtype=np.uint8)
        encoded = await asyncio.to_thread(encode, Image.fromarray(spots))
        await save(runtime.database, runtime.store, owner, "generated", encoded)
    connection = await runtime.database.connect()
    try:
        await connection.execute("SET session_replication_role = replica")
        await connection.execute(_POSTS)
        await connection.execute(_LIKES, int(rows * LOST / POSTS), PEOPLE)
        await connection.execute("SET session_replication_role = origin")
        await connection.execute("VACUUM ANALYZE")
    finally:
        await connection.close()


async def bare(connection: asyncpg.Connection, query: str) -> float:
    """Seconds of a COPY to nowhere."""

    async def nowhere(_data: bytes) -> None:
        return

    begun = time.perf_counter()
    await connection.copy_from_query(query, output=nowhere)
    return time.perf_counter() - begun


async def measure(runtime: Runtime, to: Path) -> Times:
    """One export, and the bare copies beside it."""
    before = peak_megabytes()
    marks: dict[str, float] = {}

    def told(step: str, _done: int, _total: int) -> None:
        marks[step.partition(",")[0]] = time.perf_counter()

    begun = time.perf_counter()
    outcome = await export(runtime, str(to), told)
    ended = time.perf_counter()
    peak = peak_megabytes()
    connection = await runtime.database.connect()
    try:
        await drafting.draft(connection, runtime.secret, told)
        table = await bare(connection, "SELECT fields FROM commons_draft WHERE config = 'rankings'")
        sql, _args = ROWS["rankings"]
        query = re.sub(r"^\s*INSERT INTO [^)]*\)", "", sql)
        query = re.sub(r"ORDER BY s\.split, bucket, s\.key$", "", query)
        queried = await bare(connection, query)
    finally:
        await connection.close()
    # Steps are told when a shard is there: captions, then rankings.
    files = marks["Writing rankings"] - marks["Writing captions"]
    return Times(outcome.rows, table, queried, files, ended - begun, before, peak)


def made_root() -> Path:
    """A folder that the server's user may enter."""
    root = Path(tempfile.mkdtemp(prefix="affresco-bench-"))
    root.chmod(0o711)
    return root


async def run(rows: int) -> Times:
    """In a database of its own."""
    root = await asyncio.to_thread(made_root)
    try:
        with EmbeddedServer(root / "server") as server:
            dsn = server.dsn("postgres")
            async with Database(dsn) as database:
                await migrate(database)
            settings = Settings(data=str(root / "data"), secret=SECRET)
            async with running(settings, dsn, "http://bench.invalid") as runtime:
                await fill(runtime, rows)
                return await measure(runtime, root / "out")
    finally:
        shutil.rmtree(root)


def alone(rows: int) -> Times:
    """In a process of its own, whose memory nobody used before."""
    return asyncio.run(run(rows))


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--rows", type=int, default=1_000_000)
    rows = parser.parse_args().rows
    print("rows | COPY of the table | COPY of the query | files | all | files : table | files : query | "
          "all : query | before | peak")  # fmt: skip
    for size in (rows * 3 // 10, rows):
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            t = pool.apply(alone, (size,))
        print(
            f"{t.rows:,} | {t.rows / t.table:,.0f}/s | {t.rows / t.query:,.0f}/s | "
            f"{t.rows / t.files:,.0f}/s | "
            f"{t.rows / t.all:,.0f}/s | {t.table / t.files:.2f} | {t.query / t.files:.2f} | "
            f"{t.query / t.all:.2f} | {t.before:.0f} MB | {t.peak:.0f} MB",
            flush=True,
        )


if __name__ == "__main__":
    main()
