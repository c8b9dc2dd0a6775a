"""Writes on somebody's behalf: start a job, cancel it, try it again.

Each locks the account before the job, so that quotas hold however many requests come at once.
"""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import Final

import msgspec

from affresco.accounts import queries as account_queries
from affresco.accounts.errors import PersonNotFound
from affresco.accounts.model import AccountId
from affresco.db import Database, ReadTx, WriteTx
from affresco.events import queries as event_queries
from affresco.events.queue import enqueue
from affresco.live import messages
from affresco.settings import Settings
from affresco.studio import access, prompts, queries
from affresco.studio.errors import (
    BadCount,
    BadKey,
    BadSeed,
    BadSize,
    EngineUnknown,
    NothingToRetry,
    QuotaExhausted,
    TooManyJobs,
)
from affresco.studio.model import COUNT_LIMIT, KEY_LIMIT, SEEDS, SIZES, GenerationId, Start

QUOTA_WINDOW: Final = timedelta(hours=24)
FRESH_SEEDS: Final = 10**9
"""Seeds that nobody chose stay short enough to be read aloud."""

JOBS_LIMIT: Final = 5
"""Jobs of one person that may be queued or running at once."""

ATTEMPTS: Final = 3
"""How often a job may be begun before it counts as one that kills its worker."""


def lane(engine: str) -> str:
    """The queue's lane for the jobs of an engine."""
    return f"generate:{engine}"


async def start(
    database: Database, settings: Settings, account_id: AccountId, command: Start
) -> GenerationId:
    """Queue a job; with an idempotency key that was used before, returns the first one.

    Raises PromptEmpty, PromptTooLong, BadCount, BadSize, BadSeed, BadKey, EngineUnknown,
    QuotaExhausted, TooManyJobs, PersonNotFound.
    """
    command = _checked(command)
    engine = _engine(settings, command.engine)
    seed = secrets.randbelow(FRESH_SEEDS) if command.seed is None else command.seed
    async with database.write() as tx:
        await _lock_account(tx, account_id)
        if command.idempotency_key is not None:
            first = await queries.find_by_key(tx, account_id, command.idempotency_key)
            if first is not None:
                return first
        await _check_quota(tx, settings, account_id, command.count)
        generation_id = await queries.insert_generation(
            tx, account_id, command, engine=engine, seed=seed
        )
        seeds = [(seed + position) % SEEDS for position in range(command.count)]
        await queries.insert_candidates(tx, generation_id, seeds)
        await _enqueue(tx, account_id, generation_id, engine)
    return generation_id


async def cancel(database: Database, account_id: int, generation_id: int) -> bool:
    """Stop a job; False when it was over already. Raises GenerationNotFound."""
    async with database.write() as tx:
        await access.check_owner(tx, account_id, generation_id)
        if not await queries.move(tx, generation_id, "cancelled"):
            return False
        await queries.drop_previews(tx, generation_id)
        await messages.send(
            tx,
            messages.GenerationState(generation_id, "cancelled"),
            messages.generation(generation_id),
        )
    return True


async def retry(
    database: Database, settings: Settings, account_id: int, generation_id: int
) -> None:
    """Try a job again that failed or was cancelled; finished candidates stay, the others are made.

    Raises GenerationNotFound, NothingToRetry, EngineUnknown, QuotaExhausted, TooManyJobs.
    """
    async with database.write() as tx:
        await _lock_account(tx, account_id)
        await access.check_owner(tx, account_id, generation_id)
        job = await queries.lock(tx, generation_id)
        if job is None or job["state"] not in ("failed", "cancelled"):
            raise NothingToRetry
        engine = _engine(settings, job["engine"])
        await _check_quota(tx, settings, account_id, job["count"] - job["made"])
        await queries.move(tx, generation_id, "queued")
        await queries.requeue(tx, generation_id)
        await queries.allow_attempts(tx, generation_id, ATTEMPTS)
        await _enqueue(tx, account_id, GenerationId(generation_id), engine)


async def pictures_left(tx: ReadTx, settings: Settings, account_id: int) -> int:
    """How many pictures the account may still make now."""
    used, _jobs = await queries.usage(tx, account_id, QUOTA_WINDOW)
    return max(0, settings.pictures_per_day - used)


def _checked(command: Start) -> Start:
    if not 1 <= command.count <= COUNT_LIMIT:
        raise BadCount(limit=COUNT_LIMIT)
    if (command.width, command.height) not in SIZES.values():
        raise BadSize(sizes=", ".join(f"{width}x{height}" for width, height in SIZES.values()))
    if command.seed is not None and not 0 <= command.seed < SEEDS:
        raise BadSeed(limit=SEEDS - 1)
    key = command.idempotency_key or None
    if key is not None and len(key) > KEY_LIMIT:
        raise BadKey(limit=KEY_LIMIT)
    return msgspec.structs.replace(
        command,
        prompt=prompts.normalise(command.prompt),
        idempotency_key=key.replace("\x00", "") if key else None,
    )


def _engine(settings: Settings, wanted: str | None) -> str:
    name = wanted or settings.engines[0]
    if name not in settings.engines:
        raise EngineUnknown(engines=", ".join(settings.engines))
    return name


async def _lock_account(tx: WriteTx, account_id: int) -> None:
    if await account_queries.lock_account(tx, account_id) is None:
        raise PersonNotFound


async def _check_quota(tx: ReadTx, settings: Settings, account_id: int, wanted: int) -> None:
    used, jobs = await queries.usage(tx, account_id, QUOTA_WINDOW)
    if jobs >= JOBS_LIMIT:
        raise TooManyJobs(limit=JOBS_LIMIT)
    left = max(0, settings.pictures_per_day - used)
    if wanted > left:
        raise QuotaExhausted(limit=settings.pictures_per_day, left=left)


async def _enqueue(tx: WriteTx, account_id: int, generation_id: GenerationId, engine: str) -> None:
    """Queue a job behind as many pictures of everybody else's as its owner has waiting already."""
    own = await queries.pictures_under_way(tx, account_id, engine)
    turn = await event_queries.next_turn(tx, lane(engine), own)
    job_id = await enqueue(tx, lane(engine), str(generation_id).encode(), priority=-turn)
    await queries.set_job(tx, generation_id, job_id)
    await messages.send(
        tx, messages.GenerationState(generation_id, "queued"), messages.generation(generation_id)
    )
