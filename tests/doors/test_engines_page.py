"""The owner's page of engines: what workers say, and how the jobs go."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from affresco import wiring
from affresco.events import queries as event_queries
from affresco.studio import health
from affresco.studio.errors import EngineUnusable
from affresco.worker.loop import work
from easel import Easel
from world import World

PAGE = "/settings/engines"


class Broken(Easel):
    """Says that it cannot work."""

    async def examine(self) -> str:
        raise EngineUnusable(engine=self.name, reason="its brushes are dry")


class Crumbling(Easel):
    """Breaks when it is asked how it is."""

    async def examine(self) -> str:
        raise RuntimeError("a wire came loose")


@asynccontextmanager
async def worker_with(world: World, engine: Easel) -> AsyncIterator[None]:
    """A worker that has said once how its engine stands, and goes on."""
    stop = asyncio.Event()
    engines = {"illustrator": engine}
    worker = asyncio.create_task(work(world.runtime, wiring.REACTIONS, engines, stop))
    try:
        async with asyncio.timeout(10):
            while not (await health_rows(world) and await lives(world)):  # noqa: ASYNC110 - nobody tells
                await asyncio.sleep(0.02)
        yield
    finally:
        stop.set()
        await worker


async def health_rows(world: World) -> int:
    async with world.database.read() as tx:
        count: int = await tx.value("SELECT count(*) FROM engine_health")
    return count


async def lives(world: World) -> bool:
    async with world.database.read() as tx:
        return await event_queries.has_worker(tx)


async def test_the_owner_sees_how_an_engine_stands(world: World) -> None:
    ada = await world.person("ada", role="owner")
    assert "No worker has it" in (await world.get(PAGE, as_=ada)).text
    async with worker_with(world, Easel(name="illustrator")):
        page = (await world.get(PAGE, as_=ada)).text
    assert "ready" in page
    assert "a picture from words" in page
    assert "No worker has it" not in page
    assert await health_rows(world) == 0, "a worker that ends takes its word back"


async def test_what_a_worker_said_before_it_was_killed_does_not_count(world: World) -> None:
    ada = await world.person("ada", role="owner")
    await health.note(world.database, "illustrator", "lost:1", ok=True, words="all is well")
    async with world.database.write() as tx:
        await tx.run(
            """INSERT INTO worker_heartbeats (worker, at)
               VALUES ('lost:1', now() - interval '20 seconds'), ('else:1', now())"""
        )
    page = (await world.get(PAGE, as_=ada)).text
    assert "all is well" not in page
    assert "No worker has it" in page
    async with world.database.write() as tx:
        await event_queries.beat(tx, "lost:1")
    assert "all is well" in (await world.get(PAGE, as_=ada)).text


async def test_what_lost_workers_said_is_forgotten(world: World) -> None:
    async with world.database.write() as tx:
        await tx.run(
            """INSERT INTO engine_health (engine, worker, ok, words, at)
               VALUES ('illustrator', 'lost:1', true, 'fine', now() - interval '2 days'),
                      ('illustrator', 'busy:1', true, 'fine', now() - interval '2 minutes')"""
        )
    await health.note(world.database, "illustrator", "here:1", ok=True, words="fine")
    async with world.database.read() as tx:
        rows = await tx.rows("SELECT worker FROM engine_health ORDER BY worker")
    assert [row["worker"] for row in rows] == ["busy:1", "here:1"]


async def test_what_is_wrong_is_said_in_its_own_words(world: World) -> None:
    ada = await world.person("ada", role="owner")
    async with worker_with(world, Broken(name="illustrator")):
        assert "its brushes are dry" in (await world.get(PAGE, as_=ada)).text


async def test_of_one_that_breaks_down_the_innards_stay_in_the_log(world: World) -> None:
    ada = await world.person("ada", role="owner")
    async with worker_with(world, Crumbling(name="illustrator")):
        page = (await world.get(PAGE, as_=ada)).text
    assert "It broke down while it was asked" in page
    assert "a wire came loose" not in page


async def test_jobs_are_counted(world: World) -> None:
    ada = await world.person("ada", role="owner")
    await world.post_form("/generations", {"prompt": "a fox", "count": "3"}, as_=ada)
    await world.work()
    page = (await world.get(PAGE, as_=ada)).text
    assert "<dt>Pictures in 24 hours</dt><dd>3</dd>" in page


async def test_it_is_the_owners_alone(world: World) -> None:
    _owner, bo = await world.person("ada", role="owner"), await world.person("bo")
    assert (await world.get(PAGE, as_=bo)).status_code == 403
    assert (await world.get(PAGE)).status_code == 303
