"""Who waits for whom: many people order many pictures of one engine, one after the other.

    python -m bench.fairness [--people 50] [--jobs 20]

The first person orders all theirs, then the second, and so on: in the order of arrival the last would
wait for everybody else's. One real worker carries out all of it; the engine has its pictures ready.
Counted is not time but what came before: how many pictures of others. When half of it is done, somebody
comes and orders one picture.
"""

from __future__ import annotations

import argparse
import asyncio
import shutil
import statistics
import tempfile
import time
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Final
from unittest.mock import patch

import msgspec
import uvloop
from PIL import Image

from affresco.accounts.model import AccountId
from affresco.db import Database
from affresco.db.embedded import EmbeddedServer
from affresco.db.migrate import migrate
from affresco.runtime import Runtime, running
from affresco.settings import Settings
from affresco.studio import commands
from affresco.studio.model import Start
from affresco.worker.loop import work
from bench.studio import ENGINE, Ready

SIDE: Final = 64


class Outcome(msgspec.Struct, frozen=True):
    """finished: whose jobs were finished, in that order. late: the place of the one who came late, and
    how many were finished when they came. seconds: for all."""

    finished: list[int]
    late: int
    before_late: int
    seconds: float


def measure(people: int, jobs: int) -> Outcome:
    """Run it on a database of its own."""
    root = Path(tempfile.mkdtemp(prefix="affresco-bench-"))
    # Under root the database runs as another user.
    root.chmod(0o711)
    try:
        with EmbeddedServer(root / "server") as server:
            return uvloop.run(_measure(server.dsn(), str(root / "data"), people, jobs))
    finally:
        shutil.rmtree(root)


async def _measure(dsn: str, data: str, people: int, jobs: int) -> Outcome:
    async with Database(dsn) as database:
        await migrate(database)
        accounts = [await _painter(database, number) for number in range(people + 1)]
    settings = Settings(data=data, engines=(ENGINE,), pictures_per_day=1_000_000)
    async with running(settings, dsn, "http://127.0.0.1") as runtime:
        with patch.object(commands, "JOBS_LIMIT", jobs):
            return await _run(runtime, accounts, jobs)


async def _run(runtime: Runtime, accounts: Sequence[AccountId], jobs: int) -> Outcome:
    *people, latecomer = accounts
    for account_id in people:
        for _ in range(jobs):
            await _order(runtime, account_id)
    stop = asyncio.Event()
    picture = Image.new("RGB", (SIDE, SIDE), "sienna")
    began = time.perf_counter()
    worker = asyncio.create_task(work(runtime, {}, {ENGINE: Ready(picture, picture)}, stop))
    try:
        await _until(runtime, len(people) * jobs // 2)
        before = len(await _finished(runtime))
        await _order(runtime, latecomer)
        await _until(runtime, len(people) * jobs + 1)
    finally:
        stop.set()
        await worker
    finished = await _finished(runtime)
    late = finished.index(latecomer)
    del finished[late]
    return Outcome(finished, late, before, time.perf_counter() - began)


async def _order(runtime: Runtime, account_id: AccountId) -> None:
    wish = Start(prompt="a fox", count=1)
    await commands.start(runtime.database, runtime.settings, account_id, wish)


async def _finished(runtime: Runtime) -> list[int]:
    async with runtime.database.read() as tx:
        rows = await tx.rows(
            "SELECT account_id FROM generations WHERE state = 'done' ORDER BY finished_at"
        )
    return [row["account_id"] for row in rows]


async def _until(runtime: Runtime, count: int) -> None:
    while len(await _finished(runtime)) < count:  # noqa: ASYNC110 - only the database knows
        await asyncio.sleep(0.1)


async def _painter(database: Database, number: int) -> AccountId:
    async with database.write() as tx:
        account_id: int = await tx.value(
            """INSERT INTO accounts (handle, email, password_hash, training)
               VALUES ($1, $1 || '@example.org', '', 'deny') RETURNING id""",
            f"bench{number}",
        )
    return AccountId(account_id)


def main() -> None:
    """Print how many pictures of others came before everybody's first, middle and last."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=50)
    parser.add_argument("--jobs", type=int, default=20)
    given = parser.parse_args()
    outcome = measure(given.people, given.jobs)
    places: dict[int, list[int]] = defaultdict(list)
    for place, account_id in enumerate(outcome.finished):
        places[account_id].append(place)
    total = len(outcome.finished)
    print(f"{total} jobs of {given.people} people in {outcome.seconds:.1f} s")
    print(f"{'finished before one’s own':<28}{'median':>8}{'least':>8}{'most':>8}{'arrival':>9}")
    arrival = (given.people - 1) * given.jobs
    for name, which in (("first", 0), ("middle", given.jobs // 2), ("last", given.jobs - 1)):
        found = [sorted(own)[which] for own in places.values()]
        numbers = (int(statistics.median(found)), min(found), max(found))
        line = "".join(f"{number:>8}" for number in numbers)
        print(f"{name:<28}{line}{arrival + which:>9}")
    print("arrival: the most that it would be, were jobs done in the order of their arrival")
    waited = outcome.late - outcome.before_late
    print(f"somebody came when {outcome.before_late} were done, and waited for {waited} more")


if __name__ == "__main__":
    main()
