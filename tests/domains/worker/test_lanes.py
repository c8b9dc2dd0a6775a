"""Lanes and turns: who waits for whom, and who does not."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from itertools import groupby

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from affresco.accounts.model import AccountId
from affresco.db import Database
from affresco.errors import AffrescoError
from affresco.runtime import Runtime
from affresco.settings import Settings
from affresco.studio import access, commands
from affresco.studio.errors import EngineUnavailable, failure_text
from affresco.studio.model import Generation, GenerationId, Start
from affresco.worker import loop
from easel import Easel, painter

SETTINGS = Settings(engines=("quick", "slow", "down"), pictures_per_day=10_000)


async def order(
    database: Database, account_id: AccountId, engine: str = "quick", count: int = 1
) -> GenerationId:
    wish = Start(prompt="a quiet harbour", engine=engine, count=count, seed=7)
    return await commands.start(database, SETTINGS, account_id, wish)


async def load(runtime: Runtime, account_id: AccountId, job_id: GenerationId) -> Generation:
    async with runtime.database.read() as tx:
        return await access.get_generation(tx, account_id, job_id)


async def until(come: Callable[[], Awaitable[bool]]) -> None:
    """Wait for something in the database."""
    async with asyncio.timeout(20):
        while not await come():  # noqa: ASYNC110
            await asyncio.sleep(0.02)


async def over(runtime: Runtime, account_id: AccountId, job_id: GenerationId) -> Generation:
    """The job when it has come to its end."""

    async def is_over() -> bool:
        return (await load(runtime, account_id, job_id)).state not in ("queued", "running")

    await until(is_over)
    return await load(runtime, account_id, job_id)


@asynccontextmanager
async def working(runtime: Runtime, *engines: Easel) -> AsyncIterator[None]:
    stop = asyncio.Event()
    named = {engine.name: engine for engine in engines}
    task = asyncio.create_task(loop.work(runtime, {}, named, stop))
    try:
        yield
    finally:
        stop.set()
        await asyncio.wait_for(task, 20)


async def turns(database: Database, engine: str = "quick") -> list[AccountId]:
    """Whose jobs a worker would take, in that order."""
    async with database.read() as tx:
        rows = await tx.rows(
            """SELECT account_id FROM pgqueuer JOIN generations ON job_id = pgqueuer.id
                WHERE entrypoint = $1 AND status = 'queued' ORDER BY priority DESC, pgqueuer.id""",
            commands.lane(engine),
        )
    return [row["account_id"] for row in rows]


async def test_a_slow_engine_never_delays_a_fast_one(runtime: Runtime) -> None:
    """Every job of the slow one hangs, more of them than it takes at once; the fast one goes on."""
    begun, let_go = asyncio.Event(), asyncio.Event()

    async def hang(_step: str, _position: int) -> None:
        begun.set()
        await let_go.wait()

    people = [await painter(runtime.database, f"p{number}") for number in range(4)]
    slow = [await order(runtime.database, who, "slow") for who in people for _ in range(3)]
    async with working(runtime, Easel(hang, name="slow"), Easel(name="quick")):
        await asyncio.wait_for(begun.wait(), 10)
        quick = [(who, await order(runtime.database, who)) for who in people]
        for who, job_id in quick:
            assert (await over(runtime, who, job_id)).state == "done"
        states = {(await load(runtime, people[i // 3], job)).state for i, job in enumerate(slow)}
        assert states <= {"queued", "running"}
        let_go.set()


async def test_an_engine_that_is_down_fails_its_jobs_while_others_go_on(runtime: Runtime) -> None:
    away = True

    async def refuse(_step: str, _position: int) -> None:
        if away:
            raise EngineUnavailable(engine="Down under")

    ada = await painter(runtime.database)
    async with working(runtime, Easel(refuse, name="down"), Easel(name="quick")):
        lost = await order(runtime.database, ada, "down")
        fine = await order(runtime.database, ada)
        failed = await over(runtime, ada, lost)
        assert failed.state == "failed"
        assert "Down under" in failure_text(failed.error_code, failed.error_details, "en")
        assert (await over(runtime, ada, fine)).state == "done"
        away = False
        await commands.retry(runtime.database, SETTINGS, ada, lost)
        assert (await over(runtime, ada, lost)).state == "done"


async def test_who_comes_late_does_not_wait_for_a_whole_backlog(database: Database) -> None:
    ada, bo, cy = [await painter(database, handle) for handle in ("ada", "bo", "cy")]
    for _ in range(5):
        await order(database, ada)
    for _ in range(3):
        await order(database, bo)
    await order(database, cy)
    assert await turns(database) == [ada, bo, cy, ada, bo, ada, bo, ada, ada]


async def test_four_pictures_count_as_four(database: Database) -> None:
    ada, bo = [await painter(database, handle) for handle in ("ada", "bo")]
    for _ in range(2):
        await order(database, ada, count=4)
    for _ in range(4):
        await order(database, bo)
    assert await turns(database) == [ada, bo, bo, bo, bo, ada]


async def test_a_job_in_hand_counts_as_a_turn_had(runtime: Runtime) -> None:
    """Whoever orders the next as soon as one is begun does not go before those who wait."""
    begun, let_go = asyncio.Event(), asyncio.Event()

    async def hang(_step: str, _position: int) -> None:
        begun.set()
        await let_go.wait()

    async def all_taken() -> bool:
        return not await turns(runtime.database)

    ada, bo = [await painter(runtime.database, handle) for handle in ("ada", "bo")]
    await order(runtime.database, ada)
    async with working(runtime, Easel(hang, name="quick")):
        await asyncio.wait_for(begun.wait(), 10)
        await order(runtime.database, ada)  # taken too: the engine takes two at once
        await until(all_taken)
        await order(runtime.database, ada)
        await order(runtime.database, bo)
        assert await turns(runtime.database) == [bo, ada]
        let_go.set()


async def test_lanes_have_turns_of_their_own(database: Database) -> None:
    ada, bo = [await painter(database, handle) for handle in ("ada", "bo")]
    for _ in range(4):
        await order(database, ada, "slow")
    await order(database, ada)
    await order(database, bo)
    assert await turns(database) == [ada, bo]


@pytest.mark.usefixtures("small_limit")
async def test_the_limit_of_jobs_still_holds(database: Database) -> None:
    ada = await painter(database)
    await order(database, ada)
    with pytest.raises(AffrescoError, match="too_many_jobs"):
        await order(database, ada)


@pytest.fixture
def small_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(commands, "JOBS_LIMIT", 1)


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(orders=st.lists(st.integers(0, 3), min_size=1, max_size=14))
async def test_of_those_who_wait_nobody_is_more_than_a_turn_ahead(
    database: Database, orders: list[int]
) -> None:
    """Between two pictures of one person, everybody else who waits gets one: whoever has jobs left
    never falls behind by more than one."""
    people = {number: await painter(database, f"p{number}") for number in set(orders)}
    async with database.write() as tx:
        await tx.run("TRUNCATE pgqueuer, generations CASCADE")
    left = dict.fromkeys(people.values(), 0)
    for number in orders:
        if left[people[number]] < commands.JOBS_LIMIT:
            await order(database, people[number])
            left[people[number]] += 1
    had = dict.fromkeys(left, 0)
    for who, run in groupby(await turns(database)):
        for _ in run:
            had[who] += 1
            left[who] -= 1
            waiting = [had[other] for other in had if left[other] > 0]
            assert all(had[who] - others <= 1 for others in waiting)
    async with database.write() as tx:
        await tx.run("DELETE FROM accounts")
