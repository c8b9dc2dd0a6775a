"""What steering costs: laying pictures together, and finding one's own among many.

    python -m bench.steering [--pictures 20000] [--others 100000]

Pictures and masks: this thread's own processor time for 1024², beside encoding the same picture. The
library: one person's pictures among everybody's, each kind of search as one page of 40; beside it the
floor, the same page by its ids alone.
"""

from __future__ import annotations

import argparse
import asyncio
import io
import shutil
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Final

import uvloop
from PIL import Image, ImageDraw

from affresco.db import Database
from affresco.db.embedded import EmbeddedServer
from affresco.db.migrate import migrate
from affresco.media.queries import media_by_ids
from affresco.media.renditions import encode
from affresco.studio import canvas
from affresco.studio.library import access
from affresco.studio.library.model import Search
from affresco.studio.model import Margins

SIZE: Final = (1024, 1024)
RUNS: Final = 15
WORDS: Final = (
    "fox",
    "boat",
    "harbour",
    "night",
    "snow",
    "red",
    "library",
    "moon",
    "garden",
    "rain",
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pictures", type=int, default=20_000)
    parser.add_argument("--others", type=int, default=100_000)
    arguments = parser.parse_args()
    measure_canvas()
    measure_library(arguments.pictures, arguments.others)


def measure_canvas() -> None:
    """Print medians in milliseconds and their ratio to encoding."""
    picture = Image.effect_mandelbrot(SIZE, (-1.5, -1.0, 0.5, 1.0), 60).convert("RGB")
    made = Image.new("RGB", SIZE, "red")
    painted = Image.new("L", SIZE, 0)
    ImageDraw.Draw(painted).ellipse((200, 200, 800, 700), fill=255)
    file = io.BytesIO()
    painted.save(file, "PNG")
    floor = _median(lambda: encode(picture))
    print(f"encoding a picture      {floor:7.1f} ms")
    for name, run in (
        ("fitting a mask", lambda: canvas.fit_mask(file.getvalue(), SIZE, SIZE)),
        ("bringing to size", lambda: canvas.fit(picture, (1152, 864))),
        ("extending by half", lambda: canvas.extend(picture, Margins(right=0.5), (1536, 1024))),
        ("laying together", lambda: canvas.keep_outside(picture, made, painted)),
    ):
        taken = _median(run)
        print(f"{name:<24}{taken:7.1f} ms   {taken / floor:5.2f} of encoding")


def _median(run: Callable[[], object]) -> float:
    taken = []
    for _ in range(RUNS):
        began = time.thread_time()
        run()
        taken.append((time.thread_time() - began) * 1000)
    return statistics.median(taken)


def measure_library(pictures: int, others: int) -> None:
    """Print medians and 95th percentiles in milliseconds, and the ratio of medians to the floor."""
    root = Path(tempfile.mkdtemp(prefix="affresco-bench-"))
    root.chmod(0o711)  # under root the database runs as another user
    try:
        with EmbeddedServer(root / "server") as server:
            uvloop.run(_measure_library(server.dsn(), pictures, others))
    finally:
        shutil.rmtree(root)


async def _measure_library(dsn: str, pictures: int, others: int) -> None:
    async with Database(dsn) as database:
        await migrate(database)
        account_id = await _fill(database, pictures, others)
        async with database.read() as tx:
            found = await access.search(tx, account_id, Search())
            ids = [item.media.id for item in found.items]

        async def floor() -> None:
            async with database.read() as tx:
                await media_by_ids(tx, ids)

        base, _late = await _time(floor)
        print(f"{pictures} pictures of {pictures + others}; 40 by their ids {base:.2f} ms")
        for name, wanted in (
            ("newest", Search()),
            ("a frequent word", Search(words="fox")),
            ("two words, beginnings", Search(words="har moo")),
            ("a rare word", Search(words="unicorn")),
            ("a word nobody said", Search(words="zeppelin")),
            ("another engine", Search(engine="crayons")),
            ("favourites", Search(favourites=True)),
        ):

            async def search(wanted: Search = wanted) -> None:
                async with database.read() as tx:
                    await access.search(tx, account_id, wanted)

            middle, late = await _time(search)
            print(
                f"{name:<24}{middle:8.2f} ms  p95 {late:8.2f}   {middle / base:6.1f} of the floor"
            )


async def _time(run: Callable[[], Awaitable[None]]) -> tuple[float, float]:
    """(median, 95th percentile) in milliseconds."""
    taken = []
    for _ in range(60):
        began = time.perf_counter()
        await run()
        taken.append((time.perf_counter() - began) * 1000)
        await asyncio.sleep(0)
    return statistics.median(taken[10:]), statistics.quantiles(taken[10:], n=20)[-1]


async def _fill(database: Database, pictures: int, others: int) -> int:
    """One person with pictures, another with everybody else's."""
    async with database.write() as tx:
        ids = [
            await tx.value(
                """INSERT INTO accounts (handle, email, password_hash, training)
                   VALUES ($1, $1 || '@example.org', '', 'deny') RETURNING id""",
                handle,
            )
            for handle in ("ada", "others")
        ]
    for account_id, count in zip(ids, (pictures, others), strict=True):
        for begin in range(0, count, 10_000):
            await _insert(database, account_id, begin, min(10_000, count - begin))
    async with database.write() as tx:
        await tx.run("ANALYZE")
    own: int = ids[0]
    return own


async def _insert(database: Database, account_id: int, begin: int, count: int) -> None:
    async with database.write() as tx:
        await tx.run(
            """WITH made AS (
                   INSERT INTO media (owner_id, kind, key, content_type, bytes, width, height, thumbhash)
                   SELECT $1::bigint, 'generated', md5($1::bigint::text || '/' || n),
                          'image/webp', 1, 1024, 1024, ''
                     FROM generate_series($2::int, $2::int + $3::int - 1) AS n
                RETURNING id, key),
               numbered AS (SELECT id, row_number() OVER (ORDER BY id) + $2 AS n FROM made),
               jobs AS (
                   INSERT INTO generations (account_id, prompt, engine, count, width, height, seed, state)
                   SELECT $1, 'a ' || ($4::text[])[1 + n % 10] || ' and a ' || ($4::text[])[1 + n / 10 % 10]
                          || CASE WHEN n % 5000 = 7 THEN ' with a unicorn' ELSE '' END,
                          'illustrator', 1, 1024, 1024, n, 'done'
                     FROM numbered RETURNING id, seed)
               INSERT INTO candidates (generation_id, position, seed, media_id)
               SELECT jobs.id, 0, jobs.seed, numbered.id
                 FROM jobs JOIN numbered ON numbered.n = jobs.seed""",
            account_id,
            begin,
            count,
            list(WORDS),
        )
        await tx.run(
            """INSERT INTO picture_marks (media_id, account_id, favourite)
               SELECT id, owner_id, true FROM media
                WHERE owner_id = $1 AND id % 50 = 0 ON CONFLICT DO NOTHING""",
            account_id,
        )


if __name__ == "__main__":
    main()
