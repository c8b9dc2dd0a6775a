"""What the studio adds around an engine: from the order to the finished picture, without the drawing.

    python -m bench.studio [--jobs 40]

An engine that has its pictures ready is run by a real worker on a durable database. Each job is one
picture of 1024²; encoding the same picture is timed beside it, in the same run, and taken off. The goal
is at most 30 ms a job.
"""

from __future__ import annotations

import argparse
import asyncio
import shutil
import statistics
import tempfile
import time
from collections.abc import AsyncGenerator
from pathlib import Path
from typing import Final

import msgspec
import numpy as np
import uvloop
from PIL import Image

from affresco.accounts.model import AccountId
from affresco.db import Database
from affresco.db.embedded import EmbeddedServer
from affresco.db.migrate import migrate
from affresco.live import messages
from affresco.live.hub import Subscription
from affresco.media.renditions import encode, encode_preview
from affresco.runtime import Runtime, running
from affresco.settings import Settings
from affresco.studio import commands
from affresco.studio.engines.protocol import Capabilities, Finished, Preview, Progress, Request
from affresco.studio.model import Start
from affresco.worker.loop import work

ENGINE: Final = "ready"
SIDE: Final = 1024


class Ready:
    """Has its pictures ready."""

    name = ENGINE
    version = "1"
    capabilities = Capabilities(concurrency=2)

    def __init__(self, rough: Image.Image, picture: Image.Image) -> None:
        self._rough = rough
        self._picture = picture

    def check(self) -> None:
        """Always ready."""

    async def examine(self) -> str:
        return "ready"

    async def prepare(self) -> None:
        """Always ready."""

    async def generate(self, request: Request) -> AsyncGenerator[Progress, None]:
        for wanted in request.wanted:
            yield Preview(wanted.position, self._rough)
        for wanted in request.wanted:
            yield Finished(wanted.position, self._picture)


class Timing(msgspec.Struct, frozen=True):
    """Seconds of one job: until it was begun, until its first look, until it was done, of encoding."""

    begun: float
    preview: float
    done: float
    encoding: float

    @property
    def overhead(self) -> float:
        return self.done - self.encoding


def measure(jobs: int) -> list[Timing]:
    """Run so many jobs, one after the other, after five for warming up."""
    root = Path(tempfile.mkdtemp(prefix="affresco-bench-"))
    # Under root the database runs as another user.
    root.chmod(0o711)
    try:
        with EmbeddedServer(root / "server") as server:
            return uvloop.run(_measure(server.dsn(), str(root / "data"), jobs + 5))[5:]
    finally:
        shutil.rmtree(root)


async def _measure(dsn: str, data: str, jobs: int) -> list[Timing]:
    async with Database(dsn) as database:
        await migrate(database)
        account_id = await _painter(database)
    settings = Settings(data=data, engines=(ENGINE,), pictures_per_day=1_000_000)
    async with running(settings, dsn, "http://127.0.0.1") as runtime:
        return await _all(runtime, account_id, jobs)


async def _all(runtime: Runtime, account_id: AccountId, jobs: int) -> list[Timing]:
    rough, picture = _picture(224), _picture(SIDE)
    stop = asyncio.Event()
    worker = asyncio.create_task(work(runtime, {}, {ENGINE: Ready(rough, picture)}, stop))
    try:
        return [await _one(runtime, account_id, rough, picture) for _ in range(jobs)]
    finally:
        stop.set()
        await worker


async def _one(
    runtime: Runtime, account_id: AccountId, rough: Image.Image, picture: Image.Image
) -> Timing:
    start = time.perf_counter()
    await asyncio.to_thread(encode_preview, rough)
    await asyncio.to_thread(encode, picture)
    encoding = time.perf_counter() - start
    start = time.perf_counter()
    job_id = await commands.start(
        runtime.database, runtime.settings, account_id, Start(prompt="a fox", count=1)
    )
    async with runtime.hub.subscribe(messages.generation(job_id)) as news:
        begun, preview, done = await _follow(runtime, job_id, news)
    return Timing(begun - start, preview - start, done - start, encoding)


async def _follow(runtime: Runtime, job_id: int, news: Subscription) -> tuple[float, float, float]:
    """The moments at which it was begun, first seen, and done."""
    begun = preview = 0.0
    while True:
        message = await news.next(10)
        now = time.perf_counter()
        match message:
            case messages.GenerationState(_, "running"):
                begun = now
            case messages.GenerationPreview():
                preview = now
            case messages.GenerationState(_, "done"):
                return begun or now, preview or now, now
            case None:
                raise TimeoutError(f"job {job_id} does not end")


async def _painter(database: Database) -> AccountId:
    async with database.write() as tx:
        account_id: int = await tx.value(
            """INSERT INTO accounts (handle, email, password_hash, training)
               VALUES ('bench', 'bench@example.org', '', 'deny') RETURNING id"""
        )
    return AccountId(account_id)


def _picture(side: int) -> Image.Image:
    """Soft shapes with a little grain: encodes about as a drawing does."""
    y, x = np.mgrid[0:side, 0:side] / side
    planes = [np.sin(x * k + y * 7) * np.cos(y * k) for k in (9, 17, 31)]
    grain = np.random.default_rng(1).normal(0, 0.02, (side, side, 1))
    shades = np.clip(np.stack(planes, axis=2) * 0.5 + 0.5 + grain, 0, 1)
    return Image.fromarray((shades * 255).astype(np.uint8))


def main() -> None:
    """Print milliseconds: median, fastest, slowest."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--jobs", type=int, default=40)
    timings = measure(parser.parse_args().jobs)
    rows = {
        "order → begun": [t.begun for t in timings],
        "order → first look": [t.preview for t in timings],
        "order → done": [t.done for t in timings],
        "encoding alone": [t.encoding for t in timings],
        "studio's overhead": [t.overhead for t in timings],
    }
    print(f"{'milliseconds':<20}{'median':>8}{'least':>8}{'most':>8}")
    for name, seconds in rows.items():
        numbers = (statistics.median(seconds), min(seconds), max(seconds))
        print(f"{name:<20}" + "".join(f"{number * 1000:>8.1f}" for number in numbers))
    # On a busy machine only the best of each says something.
    best = min(t.done for t in timings) - min(t.encoding for t in timings)
    print(f"best job without the best encoding: {best * 1000:.1f}")


if __name__ == "__main__":
    main()
