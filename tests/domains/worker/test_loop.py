"""The worker as a process: killed, asked to end, cut off from the database."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import asyncpg
import pytest

import affresco
import worker_process
from affresco.db import Database
from affresco.db.pool import StorageFull
from affresco.events import queries as event_queries
from affresco.events.kinds import Followed
from affresco.events.log import emit
from affresco.events.queue import enqueue
from affresco.events.reactions import TRIES, ReactionGivenUp, react
from affresco.media.handlers import BLOBS
from affresco.runtime import Runtime
from affresco.studio import access, jobs
from affresco.worker import loop
from easel import NAME, Easel, order, painter
from guillotine import Guillotine

SOURCES = (Path(affresco.__file__).parents[1], Path(worker_process.__file__).parent)


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """The surviving worker takes over after 2 seconds instead of 15."""
    monkeypatch.setattr(loop, "LOST_AFTER", timedelta(seconds=2))
    monkeypatch.setattr(loop, "POLL", timedelta(seconds=0.5))


@asynccontextmanager
async def process(runtime: Runtime, where: str) -> AsyncIterator[asyncio.subprocess.Process]:
    """A worker of its own, ready to be killed where it stands."""
    started = await asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        "import worker_process; worker_process.main()",
        runtime.database.dsn,
        str(runtime.settings.data_dir),
        where,
        stdout=asyncio.subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(map(str, SOURCES))},
    )
    try:
        yield started
    finally:
        if started.returncode is None:
            started.kill()
        await started.wait()


async def stands_still(started: asyncio.subprocess.Process) -> None:
    assert started.stdout is not None
    async with asyncio.timeout(30):
        while b"here" not in await started.stdout.readline():
            assert started.returncode is None


@asynccontextmanager
async def worker(runtime: Runtime, easel: Easel | None = None) -> AsyncIterator[None]:
    """A worker in this process."""
    stop = asyncio.Event()
    engines = {NAME: easel or Easel()}
    task = asyncio.create_task(loop.work(runtime, worker_process.REACTIONS, engines, stop))
    try:
        yield
    finally:
        stop.set()
        await asyncio.wait_for(task, 20)


async def becomes(
    wanted: object, look: Callable[[], Awaitable[object]], seconds: float = 20
) -> None:
    """Wait until ``look`` gives what is wanted."""
    seen: object = None
    try:
        async with asyncio.timeout(seconds):
            while (seen := await look()) != wanted:  # noqa: ASYNC110 - another process tells nobody
                await asyncio.sleep(0.05)
    except TimeoutError:
        pytest.fail(f"{seen!r} never became {wanted!r}")


async def effects_table(database: Database) -> None:
    async with database.write() as tx:
        await tx.run("CREATE TABLE effects (name text, who bigint)")


async def effects(database: Database) -> list[tuple[str, int]]:
    async with database.read() as tx:
        rows = await tx.rows("SELECT name, who FROM effects ORDER BY who, name")
    return [(row["name"], row["who"]) for row in rows]


async def happen(database: Database, who: int) -> int:
    async with database.write() as tx:
        return await emit(tx, Followed(who, 2))


async def test_killed_while_drawing_the_next_worker_draws_the_rest(runtime: Runtime) -> None:
    ada = await painter(runtime.database)
    job_id = await order(runtime.database, ada)

    async def state() -> object:
        async with runtime.database.read() as tx:
            job = await access.get_generation(tx, ada, job_id)
        return job.state, [c.media is not None for c in job.candidates]

    async with process(runtime, "picture") as victim:
        await stands_still(victim)
        await becomes(("running", [True, False]), state)
        victim.send_signal(signal.SIGKILL)
        await victim.wait()
    easel = Easel()
    async with worker(runtime, easel):
        await becomes(("done", [True, True]), state)
    assert easel.drawn == [(1, 8)]


async def test_killed_in_a_reaction_the_next_worker_does_what_is_left(runtime: Runtime) -> None:
    await effects_table(runtime.database)
    await happen(runtime.database, 7)
    async with process(runtime, "reaction") as victim:
        await stands_still(victim)
        assert await effects(runtime.database) == [("first", 7)]
        victim.send_signal(signal.SIGKILL)
        await victim.wait()
    async with worker(runtime):
        await becomes(
            [("first", 7), ("second", 7), ("third", 7)], lambda: effects(runtime.database)
        )


async def test_cut_off_between_any_two_steps_reactions_happen_once(database: Database) -> None:
    await effects_table(database)
    steps, finished = 0, False
    while not finished:
        event_id = await happen(database, steps)
        finished = await Guillotine(steps).off(react(database, worker_process.REACTIONS, event_id))
        await react(database, worker_process.REACTIONS, event_id)
        done = [name for name, who in await effects(database) if who == steps]
        assert done == ["first", "second", "third"], f"cut off after {steps} steps"
        steps += 1
    assert steps > 12


async def test_asked_to_end_it_puts_its_job_back_and_leaves_no_trace(runtime: Runtime) -> None:
    ada = await painter(runtime.database)
    job_id = await order(runtime.database, ada)
    async with process(runtime, "picture") as ending:
        await stands_still(ending)
        ending.send_signal(signal.SIGTERM)
        assert await asyncio.wait_for(ending.wait(), 10) == 0
    async with runtime.database.read() as tx:
        job = await access.get_generation(tx, ada, job_id)
        assert job.state == "queued"
        assert await tx.value("SELECT status::text FROM pgqueuer") == "queued"
        assert await event_queries.seconds_since_heartbeat(tx) is None


async def test_its_heart_beats(runtime: Runtime) -> None:
    async def beats() -> object:
        async with runtime.database.read() as tx:
            age = await event_queries.seconds_since_heartbeat(tx)
        return age is not None and age < 5

    async with worker(runtime):
        await becomes(True, beats)


async def test_a_reaction_that_fails_is_tried_again_and_others_are_not_repeated(
    runtime: Runtime, monkeypatch: pytest.MonkeyPatch
) -> None:
    await effects_table(runtime.database)
    failures = 2

    async def fragile(tx: object, event: Followed) -> None:
        nonlocal failures
        failures -= 1
        if failures >= 0:
            raise RuntimeError("not yet")

    monkeypatch.setattr(
        worker_process,
        "REACTIONS",
        {Followed: (worker_process.first, fragile, worker_process.third)},
    )
    await happen(runtime.database, 7)
    async with worker(runtime):
        await becomes([("first", 7), ("third", 7)], lambda: effects(runtime.database))
    assert failures == -1


async def test_a_reaction_that_kills_every_worker_is_put_aside(database: Database) -> None:
    event_id = await happen(database, 7)

    async def deadly(tx: object, event: Followed) -> None:
        raise asyncio.CancelledError

    for _ in range(TRIES):
        with pytest.raises(asyncio.CancelledError):
            await react(database, {Followed: (deadly,)}, event_id)
    with pytest.raises(ReactionGivenUp):
        await react(database, {Followed: (deadly,)}, event_id)


async def test_a_job_that_breaks_off_is_taken_up_again(
    runtime: Runtime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk under the database can refuse even the word that a job has failed."""
    finish, refusals = jobs.finish, 2

    async def refuse(database: Database, ticket: jobs.Ticket) -> None:
        nonlocal refusals
        refusals -= 1
        if refusals >= 0:
            raise StorageFull
        await finish(database, ticket)

    monkeypatch.setattr(jobs, "finish", refuse)
    ada = await painter(runtime.database)
    job_id = await order(runtime.database, ada)

    async def state() -> object:
        async with runtime.database.read() as tx:
            return (await access.get_generation(tx, ada, job_id)).state

    easel = Easel()
    async with worker(runtime, easel):
        await becomes("done", state)
    assert len(easel.drawn) == 2


async def test_the_database_goes_away_for_a_while(runtime: Runtime, server_url: str) -> None:
    """All connections are cut and refused, in the middle of a job; then it comes back."""
    reached, go_on = asyncio.Event(), asyncio.Event()

    async def pause(step: str, position: int) -> None:
        if (step, position) == ("picture", 1) and not go_on.is_set():
            reached.set()
            await go_on.wait()

    await effects_table(runtime.database)
    ada = await painter(runtime.database)
    job_id = await order(runtime.database, ada)
    async with runtime.database.read() as tx:
        name = await tx.value("SELECT current_database()")
    async with worker(runtime, Easel(pause)):
        await asyncio.wait_for(reached.wait(), 20)
        admin = await asyncpg.connect(server_url)
        try:
            await admin.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS false')
            await admin.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1", name
            )
            go_on.set()
            await asyncio.sleep(1.5)
        finally:
            await admin.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS true')
            await admin.close()

        async def state() -> object:
            async with runtime.database.read() as tx:
                return (await access.get_generation(tx, ada, job_id)).state

        await becomes("done", state, 30)
        await happen(runtime.database, 9)
        await becomes(3, lambda: _count(runtime.database))
    async with runtime.database.read() as tx:
        assert await tx.value("SELECT count(*) FROM media") == 2


async def _count(database: Database) -> object:
    return len(await effects(database))


async def test_blobs_go_by_a_job(runtime: Runtime) -> None:
    key = "0" * 32
    await runtime.store.put(key, "original.webp", b"paint")
    async with runtime.database.write() as tx:
        await enqueue(tx, BLOBS, f'["{key}"]'.encode())
    async with worker(runtime):
        await becomes(None, lambda: runtime.store.get(key, "original.webp"))
