"""The state machine of jobs: whatever is called in whatever order, only allowed moves happen."""

from __future__ import annotations

import asyncio

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from affresco.db import Database
from affresco.errors import AffrescoError
from affresco.settings import Settings
from affresco.studio import commands, jobs, queries
from affresco.studio.errors import EngineFailed
from affresco.studio.model import TRANSITIONS, State
from easel import NAME, order, painter

SETTINGS = Settings(engines=(NAME,), pictures_per_day=10_000)
STATES: list[State] = list(TRANSITIONS)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.sampled_from(STATES), max_size=12))
async def test_moves_follow_the_table(database: Database, wishes: list[State]) -> None:
    ada = await painter(database, f"p{await _number(database)}")
    job = await order(database, ada, count=1)
    state: State = "queued"
    for wish in wishes:
        async with database.write() as tx:
            moved = await queries.move(tx, job, wish)
        assert moved == (wish in TRANSITIONS[state])
        state = wish if moved else state
        assert await _state(database, job) == state


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(
        st.sampled_from(["take", "finish", "fail", "release", "cancel", "retry"]), max_size=14
    ),
    st.integers(1, 4),
)
async def test_of_several_workers_one_has_the_job(
    database: Database, acts: list[str], together: int
) -> None:
    """Acts come ``together`` at once; the newest ticket alone is ever obeyed."""
    ada = await painter(database, f"q{await _number(database)}")
    job = await order(database, ada, count=1)
    tickets: list[jobs.Ticket] = []

    async def act(name: str) -> bool:
        try:
            if name == "take":
                ticket = await jobs.take(database, job)
                tickets.extend([ticket] if ticket else [])
                return ticket is not None
            if name == "cancel":
                return await commands.cancel(database, ada, job)
            if name == "retry":
                await commands.retry(database, SETTINGS, ada, job)
                return True
            if not tickets:
                return False
            ticket = tickets[-1]
            if name == "finish":
                await jobs.finish(database, ticket)
            elif name == "fail":
                await jobs.fail(database, ticket, EngineFailed())
            else:
                await jobs.release(database, ticket)
        except (jobs.Superseded, AffrescoError):
            return False
        return True

    for start in range(0, len(acts), together):
        batch = acts[start : start + together]
        results = await asyncio.gather(*(act(name) for name in batch))
        tickets.sort(key=lambda ticket: ticket.attempt)
        ends = [n for n, ok in zip(batch, results, strict=True) if ok and n in ("finish", "fail")]
        assert len(ends) <= 1 + batch.count("take") + batch.count("retry")
        for ticket in tickets[:-1]:
            assert not await jobs.is_valid(database, ticket)
    async with database.read() as tx:
        finished = await tx.value(
            """SELECT count(*) FROM events
               WHERE kind = 'generation_finished' AND data->>'generation_id' = $1""",
            str(job),
        )
    assert finished == (await _state(database, job) == "done")


async def _state(database: Database, job: int) -> str:
    async with database.read() as tx:
        state: str = await tx.value("SELECT state FROM generations WHERE id = $1", job)
    return state


async def _number(database: Database) -> int:
    async with database.read() as tx:
        number: int = await tx.value("SELECT count(*) FROM accounts")
    return number


async def test_a_worker_that_lets_go_late_does_not_bring_back_what_was_cancelled(
    database: Database,
) -> None:
    ada = await painter(database, f"q{await _number(database)}")
    job = await order(database, ada, count=1)
    ticket = await jobs.take(database, job)
    assert ticket is not None
    assert await commands.cancel(database, ada, job)
    with pytest.raises(jobs.Superseded):
        await jobs.release(database, ticket)
    assert await _state(database, job) == "cancelled"


@pytest.mark.parametrize("end", ["fail", "release"])
async def test_a_job_that_has_failed_or_was_put_back_is_in_no_hands(
    database: Database, end: str
) -> None:
    ada = await painter(database, f"q{await _number(database)}")
    job = await order(database, ada, count=1)
    ticket = await jobs.take(database, job)
    assert ticket is not None
    if end == "fail":
        await jobs.fail(database, ticket, EngineFailed())
    else:
        await jobs.release(database, ticket)
    state = await _state(database, job)
    with pytest.raises(jobs.Superseded):
        await jobs.release(database, ticket)
    with pytest.raises(jobs.Superseded):
        await jobs.fail(database, ticket, EngineFailed())
    with pytest.raises(jobs.Superseded):
        await jobs.finish(database, ticket)
    assert await _state(database, job) == state
