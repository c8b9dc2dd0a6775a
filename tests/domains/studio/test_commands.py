"""Starting, cancelling, trying again: limits that hold under a rush, and nothing done twice."""

from __future__ import annotations

import asyncio

import pytest

from affresco.accounts.model import AccountId
from affresco.db import Database
from affresco.errors import AffrescoError
from affresco.settings import Settings
from affresco.studio import access, commands, jobs, queries
from affresco.studio.errors import (
    BadCount,
    BadSeed,
    BadSize,
    EngineFailed,
    EngineUnknown,
    GenerationNotFound,
    NothingToRetry,
    PromptEmpty,
    QuotaExhausted,
    TooManyJobs,
)
from affresco.studio.model import SEEDS, Generation, Start
from easel import NAME, order, painter

SETTINGS = Settings(engines=(NAME, "other"), pictures_per_day=12)


async def begin(database: Database, account_id: AccountId, **command: object) -> int:
    return await commands.start(
        database,
        SETTINGS,
        account_id,
        Start(**{"prompt": "a fox", "count": 1, **command}),  # type: ignore[arg-type]
    )


async def load(database: Database, account_id: int, generation_id: int) -> Generation:
    async with database.read() as tx:
        return await access.get_generation(tx, account_id, generation_id)


async def queued_jobs(database: Database) -> int:
    async with database.read() as tx:
        count: int = await tx.value(
            "SELECT count(*) FROM pgqueuer WHERE entrypoint LIKE 'generate:%'"
        )
    return count


async def test_a_job_has_its_candidates_from_the_start(database: Database) -> None:
    ada = await painter(database)
    job = await load(database, ada, await begin(database, ada, count=3, seed=SEEDS - 2))
    assert job.state == "queued"
    assert job.engine == NAME
    assert [(c.position, c.seed, c.media) for c in job.candidates] == [
        (0, SEEDS - 2, None),
        (1, SEEDS - 1, None),
        (2, 0, None),
    ]
    async with database.read() as tx:
        (queued,) = await tx.rows("SELECT entrypoint, payload FROM pgqueuer")
    assert queued["entrypoint"] == "generate:easel"
    assert int(queued["payload"]) == job.id


@pytest.mark.parametrize(
    ("command", "error"),
    [
        ({"prompt": " "}, PromptEmpty),
        ({"count": 0}, BadCount),
        ({"count": 5}, BadCount),
        ({"width": 640, "height": 640}, BadSize),
        ({"seed": -1}, BadSeed),
        ({"seed": SEEDS}, BadSeed),
        ({"engine": "crayons"}, EngineUnknown),
    ],
)
async def test_what_cannot_be_made_is_refused_and_leaves_nothing(
    database: Database, command: dict[str, object], error: type[AffrescoError]
) -> None:
    ada = await painter(database)
    with pytest.raises(error):
        await begin(database, ada, **command)
    assert await queued_jobs(database) == 0


async def test_the_same_key_gives_the_first_job(database: Database) -> None:
    ada, bo = await painter(database), await painter(database, "bo")
    found = await asyncio.gather(
        *(begin(database, ada, idempotency_key="k", prompt=f"try {n}") for n in range(20))
    )
    assert len(set(found)) == 1
    assert await queued_jobs(database) == 1
    assert await begin(database, bo, idempotency_key="k") != found[0]


async def test_fifty_requests_at_once_cannot_pass_the_limit_of_jobs(database: Database) -> None:
    ada = await painter(database)
    tried = await asyncio.gather(*(begin(database, ada) for _ in range(50)), return_exceptions=True)
    made = [result for result in tried if isinstance(result, int)]
    assert len(made) == commands.JOBS_LIMIT
    assert all(isinstance(r, TooManyJobs) for r in tried if not isinstance(r, int))


async def test_fifty_requests_at_once_cannot_pass_the_quota(database: Database) -> None:
    ada = await painter(database)
    tried = await asyncio.gather(
        *(begin(database, ada, count=4) for _ in range(50)), return_exceptions=True
    )
    assert sum(isinstance(result, int) for result in tried) == 3
    with pytest.raises(QuotaExhausted) as caught:
        await begin(database, ada)
    assert caught.value.details == {"limit": 12, "left": 0}


async def test_what_was_not_made_is_given_back(database: Database) -> None:
    ada = await painter(database)
    job = await begin(database, ada, count=4)
    async with database.read() as tx:
        assert await commands.pictures_left(tx, SETTINGS, ada) == 8
    assert await commands.cancel(database, ada, job)
    assert not await commands.cancel(database, ada, job)
    async with database.read() as tx:
        assert await commands.pictures_left(tx, SETTINGS, ada) == 12


async def test_yesterdays_pictures_do_not_count(database: Database) -> None:
    ada = await painter(database)
    await begin(database, ada, count=4)
    async with database.write() as tx:
        await tx.run("UPDATE generations SET state = 'done', made = 4")
    async with database.read() as tx:
        assert await commands.pictures_left(tx, SETTINGS, ada) == 8
    async with database.write() as tx:
        await tx.run("UPDATE generations SET queued_at = now() - interval '25 hours'")
    async with database.read() as tx:
        assert await commands.pictures_left(tx, SETTINGS, ada) == 12


async def test_only_what_is_over_badly_can_be_tried_again(database: Database) -> None:
    ada = await painter(database)
    job = await order(database, ada)
    with pytest.raises(NothingToRetry):
        await commands.retry(database, SETTINGS, ada, job)
    ticket = await jobs.take(database, job)
    assert ticket is not None
    await jobs.fail(database, ticket, EngineFailed())
    tried = await asyncio.gather(
        *(commands.retry(database, SETTINGS, ada, job) for _ in range(8)), return_exceptions=True
    )
    assert sum(result is None for result in tried) == 1
    assert await queued_jobs(database) == 2
    async with database.read() as tx:
        newest = await tx.value("SELECT max(id) FROM pgqueuer")
    assert await jobs.take(database, job, newest - 1) is None
    assert await jobs.take(database, job, newest) is not None


async def test_somebody_elses_job_does_not_exist(database: Database) -> None:
    ada, bo = await painter(database), await painter(database, "bo")
    job = await order(database, ada)
    for attempt in (
        load(database, bo, job),
        commands.cancel(database, bo, job),
        commands.retry(database, SETTINGS, bo, job),
        load(database, ada, job + 1),
    ):
        with pytest.raises(GenerationNotFound):
            await attempt
    assert (await load(database, ada, job)).state == "queued"


async def test_recent_jobs_come_in_pages(database: Database) -> None:
    ada = await painter(database)
    made = []
    for _ in range(5):
        made.append(await order(database, ada, count=1))
        async with database.write() as tx:
            await queries.move(tx, made[-1], "cancelled")
    seen: list[int] = []
    before: int | None = None
    while True:
        async with database.read() as tx:
            page = await access.list_generations(tx, ada, before=before, limit=2)
        seen += [job.id for job in page.generations]
        before = page.older
        if before is None:
            break
    assert seen == made[::-1]
