"""Writes on somebody's behalf: start a job, cancel it, try it again.

Each locks the account before the job, so that quotas hold however many requests come at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from affresco.accounts import queries as account_queries
from affresco.accounts.errors import PersonNotFound
from affresco.accounts.model import AccountId
from affresco.db import Database, ReadTx, WriteTx
from affresco.events import queries as event_queries
from affresco.events.queue import enqueue
from affresco.live import messages
from affresco.media import queries as media_queries
from affresco.safety import commands as safety
from affresco.settings import Settings
from affresco.studio import access, ordering, queries
from affresco.studio.errors import NothingToRetry, QuotaExhausted, SourceUnusable, TooManyJobs
from affresco.studio.model import SEEDS, GenerationId, Start
from affresco.studio.ordering import Order

QUOTA_WINDOW: Final = timedelta(hours=24)
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

    Raises PromptEmpty, PromptTooLong, BadCount, BadSize, BadSeed, BadKey, EngineUnknown, EngineCannot,
    InstructionMissing, NotForTask, BadPalette, BadNumber, BadMargins, BadMask, MaskMisfits, SourceMissing,
    SourceUnusable, LargeEnough, QuotaExhausted, TooManyJobs, PersonNotFound, Refused, CheckUnavailable, and
    for a mask what ``decode_upload`` raises.
    """
    (generation_id,) = await start_all(database, settings, account_id, (command,))
    return generation_id


async def start_all(
    database: Database, settings: Settings, account_id: AccountId, given: Sequence[Start]
) -> tuple[GenerationId, ...]:
    """Queue a batch of jobs, all or none. Raises as ``start`` does."""
    ready = [await ordering.prepare(database, settings, account_id, command) for command in given]
    async with database.write() as tx:
        await _lock_account(tx, account_id)
        return tuple([await _insert(tx, settings, account_id, order) for order in ready])


async def _insert(
    tx: WriteTx, settings: Settings, account_id: AccountId, order: Order
) -> GenerationId:
    command = order.command
    if command.idempotency_key is not None:
        first = await queries.find_by_key(tx, account_id, command.idempotency_key)
        if first is not None:
            return first
    await _check_quota(tx, settings, account_id, command.count)
    begun_from = {one.media_id for one in (command.source, command.style) if one is not None}
    if begun_from and await media_queries.hold(tx, begun_from) != begun_from:
        raise SourceUnusable
    generation_id = await queries.insert_generation(
        tx, account_id, command, engine=order.engine, seed=order.seed
    )
    seeds = [(order.seed + position) % SEEDS for position in range(command.count)]
    await queries.insert_candidates(tx, generation_id, seeds, order.prompts)
    await safety.mark(tx, "generation", generation_id, order.decision)
    await _enqueue(tx, account_id, generation_id, order.engine)
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
    """Try a job again that failed or was cancelled; finished candidates stay, the others are made,
    also those that were withheld: an engine may make another picture, or an appeal was granted.

    Raises GenerationNotFound, NothingToRetry, EngineUnknown, QuotaExhausted, TooManyJobs.
    """
    async with database.write() as tx:
        await _lock_account(tx, account_id)
        await access.check_owner(tx, account_id, generation_id)
        job = await queries.lock(tx, generation_id)
        if job is None or job["state"] not in ("failed", "cancelled"):
            raise NothingToRetry
        engine = ordering.known_engine(settings, job["engine"])
        await _check_quota(tx, settings, account_id, job["count"] - job["made"])
        await queries.move(tx, generation_id, "queued")
        await queries.requeue(tx, generation_id)
        await queries.take_back_withheld(tx, generation_id)
        await queries.allow_attempts(tx, generation_id, ATTEMPTS)
        await _enqueue(tx, account_id, GenerationId(generation_id), engine)


async def pictures_left(tx: ReadTx, settings: Settings, account_id: int) -> int:
    """How many pictures the account may still make now."""
    used, _jobs = await queries.usage(tx, account_id, QUOTA_WINDOW)
    return max(0, settings.pictures_per_day - used)


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
