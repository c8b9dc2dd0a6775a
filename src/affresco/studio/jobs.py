"""What a worker does to a job, step by step. Each step is one transaction, guarded by a ticket.

A ticket names the attempt in which a worker has a job. When the job was cancelled, or another worker
has taken it over (this one was thought dead), every further step raises ``Superseded`` and changes
nothing: so no candidate is made twice, and none after the cancellation.
"""

from __future__ import annotations

import msgspec

from affresco.accounts import queries as account_queries
from affresco.db import Database, WriteTx
from affresco.errors import AffrescoError
from affresco.events.kinds import GenerationFailed, GenerationFinished
from affresco.events.log import emit
from affresco.live import messages
from affresco.media import commands as media
from affresco.safety import commands as safety
from affresco.safety.errors import Refused
from affresco.safety.model import Decision
from affresco.studio import hydrate, queries
from affresco.studio.commands import ATTEMPTS
from affresco.studio.errors import WorkerLost
from affresco.studio.model import Generation, GenerationId, Recipe, State
from affresco.studio.provenance.model import Origin
from affresco.studio.provenance.queries import insert_origin
from affresco.text import DEFAULT_LOCALE, Locale


class Superseded(Exception):
    """The ticket is no longer valid."""


class Ticket(msgspec.Struct, frozen=True):
    """A job in the hands of one worker. generation: as it was when it was taken. language: its
    owner's. refused: why pictures were withheld, as the worker goes along."""

    generation: Generation
    attempt: int
    language: Locale = DEFAULT_LOCALE
    refused: list[Refused] = msgspec.field(default_factory=list)

    @property
    def id(self) -> GenerationId:
        return self.generation.id


async def take(database: Database, generation_id: int, job_id: int | None = None) -> Ticket | None:
    """Begin a job, or begin again what a lost worker left; None when there is nothing to do.

    job_id: the queue's; a job that was enqueued anew is left to its newer entry. A job that was begun
    too often fails with WorkerLost.
    """
    async with database.write() as tx:
        job = await queries.lock(tx, generation_id)
        if job is None or (job_id is not None and job["job_id"] != job_id):
            return None
        if job["state"] == "running":
            await queries.move(tx, generation_id, "queued")
        if job["attempts"] >= job["attempts_allowed"]:
            error = WorkerLost(attempts=ATTEMPTS)
            if await queries.move(
                tx, generation_id, "failed", error_code=error.code, error_details=error.details
            ):
                await _over(tx, generation_id, "failed")
            return None
        if not await queries.move(tx, generation_id, "running"):
            return None
        attempt, _allowed = await queries.begin_attempt(tx, generation_id)
        await _tell(tx, messages.GenerationState(generation_id, "running"))
        generation = (await hydrate.generations(tx, [generation_id]))[GenerationId(generation_id)]
        owner = await account_queries.private_row(tx, generation.account_id)
    language = owner["locale"] if owner is not None else DEFAULT_LOCALE
    return Ticket(generation=generation, attempt=attempt, language=language)


async def is_valid(database: Database, ticket: Ticket) -> bool:
    """Whether the job is still in these hands."""
    async with database.read() as tx:
        return await queries.is_running(tx, ticket.id, ticket.attempt)


async def save_preview(database: Database, ticket: Ticket, position: int, webp: bytes) -> None:
    """Show a first look. webp: at most 640 pixels. Raises Superseded."""
    async with database.write() as tx:
        await _check(tx, ticket)
        if await queries.set_preview(tx, ticket.id, position, webp):
            await _tell(tx, messages.GenerationPreview(ticket.id, position))


async def save_candidate(
    database: Database,
    ticket: Ticket,
    position: int,
    stored: media.Stored,
    recipe: Recipe,
    origin: Origin,
    alt: str,
    not_understood: tuple[str, ...] = (),
    decision: Decision = Decision(),  # noqa: B008 - frozen
) -> None:
    """Finish a candidate whose blobs are stored. Raises Superseded."""
    async with database.write() as tx:
        await _check(tx, ticket)
        picture = await media.record(
            tx, stored, owner_id=ticket.generation.account_id, kind="generated", alt=alt
        )
        if not await queries.set_finished(
            tx, ticket.id, position, picture.id, recipe, not_understood
        ):
            raise Superseded
        await insert_origin(tx, picture.id, origin)
        await safety.mark(tx, "media", picture.id, decision)
        await _tell(tx, messages.CandidateReady(ticket.id, position))


async def withhold(database: Database, ticket: Ticket, position: int, refusal_id: int) -> None:
    """Leave out a picture that a rule refuses; its first look goes too. Raises Superseded."""
    async with database.write() as tx:
        await _check(tx, ticket)
        await queries.withhold(tx, ticket.id, position, refusal_id)


async def finish(database: Database, ticket: Ticket) -> None:
    """All candidates are there. Raises Superseded."""
    async with database.write() as tx:
        if not await queries.move(tx, ticket.id, "done", attempt=ticket.attempt):
            raise Superseded
        await _over(tx, ticket.id, "done")
        await emit(tx, GenerationFinished(ticket.id))


async def fail(database: Database, ticket: Ticket, error: AffrescoError) -> None:
    """Give up, and say why; what is finished stays. Raises Superseded."""
    async with database.write() as tx:
        if not await queries.move(
            tx,
            ticket.id,
            "failed",
            attempt=ticket.attempt,
            error_code=error.code,
            error_details=error.details,
        ):
            raise Superseded
        await _over(tx, ticket.id, "failed")


async def release(database: Database, ticket: Ticket) -> None:
    """Put a job back unfinished, without counting the attempt. Raises Superseded."""
    async with database.write() as tx:
        if not await queries.move(tx, ticket.id, "queued", attempt=ticket.attempt):
            raise Superseded
        await queries.spare_attempt(tx, ticket.id)
        await _tell(tx, messages.GenerationState(ticket.id, "queued"))


async def _check(tx: WriteTx, ticket: Ticket) -> None:
    if not await queries.holds(tx, ticket.id, ticket.attempt):
        raise Superseded


async def _over(tx: WriteTx, generation_id: int, state: State) -> None:
    await queries.drop_previews(tx, generation_id)
    await _tell(tx, messages.GenerationState(generation_id, state))
    if state == "failed":
        await emit(tx, GenerationFailed(generation_id))


async def _tell(
    tx: WriteTx,
    message: messages.GenerationState | messages.GenerationPreview | messages.CandidateReady,
) -> None:
    await messages.send(tx, message, messages.generation(message.generation_id))
