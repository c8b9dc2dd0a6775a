"""One job in a worker: what is made, what is said live, and every way it can go wrong."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator

import pytest

from affresco.db.pool import StorageFull
from affresco.live import messages
from affresco.media.model import Media
from affresco.runtime import Runtime
from affresco.settings import Settings
from affresco.studio import access, commands, jobs
from affresco.studio.engines.protocol import Finished, Progress, Request
from affresco.studio.errors import EngineRefused, failure_text
from affresco.studio.model import Generation, Recipe
from affresco.worker import generate as worker
from affresco.worker.generate import PutBack, generate
from easel import NAME, Easel, order, painter
from guillotine import Guillotine

SETTINGS = Settings(engines=(NAME,))


async def load(runtime: Runtime, account_id: int, generation_id: int) -> Generation:
    async with runtime.database.read() as tx:
        return await access.get_generation(tx, account_id, generation_id)


async def count(runtime: Runtime, table: str) -> int:
    statements = {
        "media": "SELECT count(*) FROM media",
        "events": "SELECT count(*) FROM events WHERE kind = 'generation_finished'",
    }
    async with runtime.database.read() as tx:
        number: int = await tx.value(statements[table])
    return number


def why(job: Generation) -> str:
    return failure_text(job.error_code, job.error_details, "en")


def pictures(job: Generation) -> list[Media]:
    return [c.media for c in job.candidates if c.media is not None]


async def test_a_job_is_made_and_told_of_as_it_goes(runtime: Runtime) -> None:
    ada = await painter(runtime.database)
    job_id = await order(runtime.database, ada, count=2)
    heard: list[messages.Message | None] = []
    async with runtime.hub.subscribe(messages.generation(job_id)) as news:
        await generate(runtime, Easel(), job_id)
        while messages.GenerationState(job_id, "done") not in heard:
            heard.append(await news.next(5))
    # The order itself may still have been on its way.
    heard = [m for m in heard if m != messages.GenerationState(job_id, "queued")]
    assert heard == [
        messages.GenerationState(job_id, "running"),
        messages.GenerationPreview(job_id, 0),
        messages.GenerationPreview(job_id, 1),
        messages.CandidateReady(job_id, 0),
        messages.CandidateReady(job_id, 1),
        messages.GenerationState(job_id, "done"),
    ]
    job = await load(runtime, ada, job_id)
    assert job.state == "done"
    assert [c.recipe for c in job.candidates] == [
        Recipe("a quiet harbour", seed, NAME, "1", 64, 64, "{}") for seed in (7, 8)
    ]
    for media in pictures(job):
        assert media.owner_id == ada
        assert await runtime.store.get(media.key, "original.webp") is not None
    assert not any(c.has_preview for c in job.candidates)
    assert await count(runtime, "events") == 1


async def test_a_finished_job_is_not_made_again(runtime: Runtime) -> None:
    ada = await painter(runtime.database)
    job_id = await order(runtime.database, ada)
    easel = Easel()
    for _ in range(3):
        await generate(runtime, easel, job_id)
    assert len(easel.drawn) == 2
    assert await count(runtime, "media") == 2


@pytest.mark.parametrize(
    ("raised", "code", "says"),
    [
        (EngineRefused(reason="no dragons on Sundays"), "studio.engine_refused", "no dragons"),
        (StorageFull(), "db.storage_full", "disk is full"),
        (RuntimeError("password=hunter2"), "studio.engine_failed", "Try again"),
        (ZeroDivisionError(), "studio.engine_failed", "Try again"),
    ],
)
async def test_a_failure_says_why_and_can_be_tried_again(
    runtime: Runtime, raised: Exception, code: str, says: str
) -> None:
    async def break_down(step: str, position: int) -> None:
        if (step, position) == ("picture", 1):
            raise raised

    ada = await painter(runtime.database)
    job_id = await order(runtime.database, ada)
    await generate(runtime, Easel(break_down), job_id)
    failed = await load(runtime, ada, job_id)
    assert failed.state == "failed"
    assert failed.error_code == code
    assert says in why(failed)
    assert "hunter2" not in str(failed)
    assert len(pictures(failed)) == 1

    await commands.retry(runtime.database, SETTINGS, ada, job_id)
    easel = Easel()
    await generate(runtime, easel, job_id)
    done = await load(runtime, ada, job_id)
    assert done.state == "done"
    assert done.error_code is None
    assert easel.drawn == [(1, 8)]
    assert pictures(done)[0] == pictures(failed)[0]


async def test_an_engine_that_is_too_slow_is_stopped(runtime: Runtime) -> None:
    ada = await painter(runtime.database)
    job_id = await order(runtime.database, ada)
    await generate(runtime, Easel(lambda *_: asyncio.sleep(60), timeout_seconds=0.05), job_id)
    assert (await load(runtime, ada, job_id)).error_code == "studio.engine_timed_out"


class Careless(Easel):
    """Draws the first picture twice and forgets the second, or draws one that nobody wants."""

    def __init__(self, positions: tuple[int, ...]) -> None:
        super().__init__()
        self._positions = positions

    async def generate(self, request: Request) -> AsyncGenerator[Progress, None]:
        async for step in Easel.generate(self, request):
            if isinstance(step, Finished):
                for position in self._positions:
                    yield Finished(position, step.image)
                return


@pytest.mark.parametrize("positions", [(0,), (0, 0), (0, 3), ()])
async def test_a_careless_engine_fails_and_doubles_nothing(
    runtime: Runtime, positions: tuple[int, ...]
) -> None:
    ada = await painter(runtime.database)
    job_id = await order(runtime.database, ada)
    await generate(runtime, Careless(positions), job_id)
    job = await load(runtime, ada, job_id)
    assert job.error_code == "studio.engine_failed"
    assert len(pictures(job)) == min(1, len(positions))


@pytest.mark.parametrize("step", ["preview", "picture"])
async def test_cancelling_stops_the_engine_at_once(runtime: Runtime, step: str) -> None:
    reached = asyncio.Event()
    stopped = asyncio.Event()

    async def hang(at: str, _position: int) -> None:
        if at == step:
            reached.set()
            try:
                await asyncio.sleep(60)
            finally:
                stopped.set()

    ada = await painter(runtime.database)
    job_id = await order(runtime.database, ada)
    working = asyncio.create_task(generate(runtime, Easel(hang), job_id))
    await reached.wait()
    assert await commands.cancel(runtime.database, ada, job_id)
    await asyncio.wait_for(working, 2)
    assert stopped.is_set()
    job = await load(runtime, ada, job_id)
    assert job.state == "cancelled"
    assert not any(c.has_preview for c in job.candidates)


async def test_nothing_is_saved_after_a_cancellation(
    runtime: Runtime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Even when the word of it never arrives, and blobs are stored already."""

    async def deaf(*_: object) -> None:
        await asyncio.sleep(60)

    async def cancel_meanwhile(step: str, _position: int) -> None:
        if step == "picture":
            await commands.cancel(runtime.database, ada, job_id)

    monkeypatch.setattr(worker, "_hear_cancellation", deaf)
    ada = await painter(runtime.database)
    job_id = await order(runtime.database, ada)
    await generate(runtime, Easel(cancel_meanwhile), job_id)
    assert (await load(runtime, ada, job_id)).state == "cancelled"
    assert await count(runtime, "media") == 0
    folder = runtime.settings.data_dir / "media"
    assert not list(folder.rglob("*.webp"))


async def test_a_worker_that_ends_puts_the_job_back(runtime: Runtime) -> None:
    give_up = asyncio.Event()

    async def end_meanwhile(step: str, position: int) -> None:
        if (step, position) == ("picture", 1):
            give_up.set()
            await asyncio.sleep(60)

    ada = await painter(runtime.database)
    job_id = await order(runtime.database, ada)
    for _ in range(5):
        give_up.clear()
        with pytest.raises(PutBack):
            await generate(runtime, Easel(end_meanwhile), job_id, give_up=give_up)
        assert (await load(runtime, ada, job_id)).state == "queued"
    await generate(runtime, Easel(), job_id)
    assert (await load(runtime, ada, job_id)).state == "done"
    assert await count(runtime, "media") == 2


async def test_a_job_that_kills_its_worker_thrice_fails(runtime: Runtime) -> None:
    ada = await painter(runtime.database)
    job_id = await order(runtime.database, ada)
    for _ in range(3):
        await _killed_while_drawing(runtime, job_id)
        assert (await load(runtime, ada, job_id)).state == "running"
    await generate(runtime, Easel(), job_id)
    failed = await load(runtime, ada, job_id)
    assert failed.error_code == "studio.worker_lost"
    assert "3 times" in why(failed)
    await commands.retry(runtime.database, SETTINGS, ada, job_id)
    await generate(runtime, Easel(), job_id)
    assert (await load(runtime, ada, job_id)).state == "done"


async def test_a_worker_thought_dead_changes_nothing(runtime: Runtime) -> None:
    paused, go_on = asyncio.Event(), asyncio.Event()

    async def pause(step: str, position: int) -> None:
        if (step, position) == ("picture", 1):
            paused.set()
            await go_on.wait()

    ada = await painter(runtime.database)
    job_id = await order(runtime.database, ada)
    slow = asyncio.create_task(generate(runtime, Easel(pause), job_id))
    await paused.wait()
    await generate(runtime, Easel(), job_id)
    before = await load(runtime, ada, job_id)
    go_on.set()
    await slow
    assert await load(runtime, ada, job_id) == before
    assert before.state == "done"
    assert await count(runtime, "media") == 2
    assert await count(runtime, "events") == 1


async def test_a_ticket_of_a_deleted_account_is_void(runtime: Runtime) -> None:
    ada = await painter(runtime.database)
    job_id = await order(runtime.database, ada)
    ticket = await jobs.take(runtime.database, job_id)
    assert ticket is not None
    async with runtime.database.write() as tx:
        await tx.run("DELETE FROM accounts WHERE id = $1", ada)
    with pytest.raises(jobs.Superseded):
        await jobs.finish(runtime.database, ticket)
    await generate(runtime, Easel(), job_id)


async def test_killed_between_any_two_steps_nothing_is_lost_or_done_twice(runtime: Runtime) -> None:
    """A worker is cut off at each of its awaits in turn, as by kill -9; another takes over."""
    ada = await painter(runtime.database)
    steps, finished = 0, False
    while not finished:
        job_id = await order(runtime.database, ada)
        before = await count(runtime, "media"), await count(runtime, "events")
        finished = await _killed_in(runtime, job_id, steps)
        await generate(runtime, Easel(), job_id)
        job = await load(runtime, ada, job_id)
        assert job.state == "done", f"cut off after {steps} steps"
        assert [c.seed for c in job.candidates] == [7, 8]
        assert len(pictures(job)) == 2
        for media in pictures(job):
            assert await runtime.store.get(media.key, "original.webp") is not None
        after = await count(runtime, "media"), await count(runtime, "events")
        assert after == (before[0] + 2, before[1] + 1)
        steps += 1
    assert steps > 30


async def _killed_while_drawing(runtime: Runtime, job_id: int) -> None:
    reached = asyncio.Event()

    async def hang(step: str, _position: int) -> None:
        if step == "picture":
            reached.set()
            await asyncio.sleep(60)

    working = asyncio.create_task(generate(runtime, Easel(hang), job_id))
    await reached.wait()
    working.cancel()
    await asyncio.gather(working, return_exceptions=True)


async def _killed_in(runtime: Runtime, job_id: int, steps: int) -> bool:
    """Run a job for so many statements and pauses, then cut it off; whether it came to its end."""
    cut = Guillotine(steps)
    return await cut.off(generate(runtime, Easel(cut.step), job_id))
