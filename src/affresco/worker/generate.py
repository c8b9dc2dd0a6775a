"""Carry out one job of the studio: let the engine draw, keep what it yields, hear cancellations.

Encoding and storing one picture overlaps with the drawing of the next.
"""

from __future__ import annotations

import asyncio
from contextlib import aclosing, suppress
from typing import Final

import structlog

from affresco.db.pool import DatabaseUnavailable
from affresco.errors import AffrescoError
from affresco.live import messages
from affresco.live.hub import Subscription
from affresco.media.commands import upload
from affresco.media.errors import StoreUnavailable
from affresco.media.renditions import Encoded, encode_preview
from affresco.runtime import Runtime
from affresco.safety import commands as safety
from affresco.safety.errors import Refused
from affresco.safety.model import Decision
from affresco.studio import jobs
from affresco.studio.engines.protocol import Engine, Finished, Preview, Progress, Wanted
from affresco.studio.errors import EngineFailed, EngineTimedOut
from affresco.studio.jobs import Superseded, Ticket
from affresco.studio.model import Recipe
from affresco.studio.provenance.model import Origin
from affresco.worker.materials import gather, request_for
from affresco.worker.sealing import Sealing, sealing_for

log = structlog.get_logger(__name__)


ALT_LIMIT: Final = 1500
"""Characters of a description: what a post takes."""


class PutBack(Exception):
    """The job could not be carried out now, through no fault of its own: it is to be run again."""


async def generate(
    runtime: Runtime,
    engine: Engine,
    generation_id: int,
    *,
    job_id: int | None = None,
    give_up: asyncio.Event | None = None,
) -> None:
    """Take a job and bring it to an end: done, failed or cancelled.

    job_id: the queue's. give_up: set when the worker has to end now. Raises PutBack when the job was
    left for another time (the database is away, or ``give_up``), DatabaseUnavailable when it could not
    even be taken.
    """
    ticket = await jobs.take(runtime.database, generation_id, job_id)
    if ticket is None:
        return
    try:
        async with runtime.hub.subscribe(messages.generation(generation_id)) as news:
            error = await _attempt(runtime, engine, ticket, news, give_up or asyncio.Event())
        error = error or await _withheld(runtime, ticket)
        if error is None:
            await jobs.finish(runtime.database, ticket)
        else:
            await jobs.fail(runtime.database, ticket, error)
    except Superseded:
        log.info("job was cancelled or taken over", generation=generation_id)
    except (DatabaseUnavailable, PutBack) as error:
        with suppress(Superseded, DatabaseUnavailable):
            await jobs.release(runtime.database, ticket)
        raise PutBack from error


async def _attempt(
    runtime: Runtime, engine: Engine, ticket: Ticket, news: Subscription, give_up: asyncio.Event
) -> AffrescoError | None:
    """Make the missing pictures; returns why that failed, or None.

    Raises Superseded, PutBack, DatabaseUnavailable.
    """
    making = asyncio.create_task(_make(runtime, engine, ticket))
    cancelled = asyncio.create_task(_hear_cancellation(runtime, ticket, news))
    ending = asyncio.create_task(give_up.wait())
    try:
        await asyncio.wait((making, cancelled, ending), return_when=asyncio.FIRST_COMPLETED)
        if making.done():
            return await _outcome(making, engine, ticket)
        raise Superseded if cancelled.done() else PutBack
    finally:
        for task in (making, cancelled, ending):
            task.cancel()
        await asyncio.gather(making, cancelled, ending, return_exceptions=True)


async def _outcome(
    making: asyncio.Task[None], engine: Engine, ticket: Ticket
) -> AffrescoError | None:
    try:
        await making
    except (Superseded, DatabaseUnavailable):
        raise
    except AffrescoError as error:
        log.warning("job failed", generation=ticket.id, error=error.code)
        return error
    except TimeoutError:
        seconds = int(engine.capabilities.timeout_seconds)
        log.warning("engine took too long", generation=ticket.id, engine=engine.name)
        return EngineTimedOut(seconds=seconds)
    except Exception:  # the boundary to engines, which may raise anything
        log.exception("engine failed", generation=ticket.id, engine=engine.name)
        return EngineFailed()
    return None


async def _hear_cancellation(runtime: Runtime, ticket: Ticket, news: Subscription) -> None:
    """Return when the job is no longer ours. Looks once at the start: the message may be past already."""
    while await jobs.is_valid(runtime.database, ticket):
        message: messages.Message | None = None
        while not isinstance(message, messages.GenerationState | messages.Resync):
            message = await news.next()


async def _make(runtime: Runtime, engine: Engine, ticket: Ticket) -> None:
    missing = {
        c.position: Wanted(c.position, c.seed, c.prompt)
        for c in ticket.generation.candidates
        if c.is_wanted
    }
    if not missing:
        return
    materials = await gather(runtime, ticket)
    request = request_for(ticket, tuple(missing.values()), materials)
    sealing = await sealing_for(runtime, ticket, materials.original)
    saving: asyncio.Task[None] | None = None
    try:
        async with (
            asyncio.timeout(engine.capabilities.timeout_seconds),
            aclosing(engine.generate(request)) as progress,
        ):
            async for step in progress:
                if saving is not None:
                    await saving
                if isinstance(step, Finished):
                    step = await materials.lay_together(step)
                saving = asyncio.create_task(_keep(runtime, engine, ticket, missing, step, sealing))
            if saving is not None:
                await saving
    except asyncio.CancelledError:
        if saving is not None:
            saving.cancel()
        raise
    finally:
        # What the engine finished before it failed is kept.
        if saving is not None:
            await asyncio.gather(saving, return_exceptions=True)
    if missing:
        log.error("engine left out pictures", engine=engine.name, positions=sorted(missing))
        raise EngineFailed


async def _keep(
    runtime: Runtime,
    engine: Engine,
    ticket: Ticket,
    missing: dict[int, Wanted],
    step: Progress,
    sealing: Sealing,
) -> None:
    """Encode and save one step; a finished candidate leaves ``missing``."""
    if step.position not in missing:
        log.error("engine drew what was not wanted", engine=engine.name, position=step.position)
        raise EngineFailed
    if isinstance(step, Preview):
        webp = await asyncio.to_thread(encode_preview, step.image)
        await jobs.save_preview(runtime.database, ticket, step.position, webp)
        return
    recipe = _recipe(engine, ticket, missing[step.position], step)
    decision = await _decide(runtime, ticket, step, recipe.prompt)
    if decision is not None:
        encoded, origin = await sealing.put(engine, step)
        await _keep_picture(runtime, ticket, step, encoded, recipe, origin, decision)
    del missing[step.position]


async def _keep_picture(
    runtime: Runtime,
    ticket: Ticket,
    step: Finished,
    encoded: Encoded,
    recipe: Recipe,
    origin: Origin,
    decision: Decision,
) -> None:
    stored = await upload(runtime.store, encoded)
    alt = (step.alt or recipe.prompt)[:ALT_LIMIT]
    try:
        await jobs.save_candidate(
            runtime.database,
            ticket,
            step.position,
            stored,
            recipe,
            origin,
            alt,
            step.not_understood,
            decision,
        )
    except Superseded:
        with suppress(StoreUnavailable):
            await runtime.store.delete(stored.key)
        raise


async def _withheld(runtime: Runtime, ticket: Ticket) -> Refused | None:
    """Why pictures of this job are withheld: in this attempt, or in one whose worker was lost."""
    if ticket.refused:
        return ticket.refused[0]
    for candidate in ticket.generation.candidates:
        if candidate.refusal_id is not None:
            return await safety.refusal_again(
                runtime.database, runtime.settings, candidate.refusal_id
            )
    return None


async def _decide(runtime: Runtime, ticket: Ticket, step: Finished, prompt: str) -> Decision | None:
    """What the rules say to a picture; None for one that is withheld."""
    owner = ticket.generation.account_id
    try:
        return await safety.check_picture(
            runtime.database, runtime.settings, owner, step.image, about=prompt
        )
    except Refused as refused:
        log.info("picture withheld", generation=ticket.id, position=step.position)
        refusal_id = int(refused.details["refusal"])
        await jobs.withhold(runtime.database, ticket, step.position, refusal_id)
        ticket.refused.append(refused)
        return None


def _recipe(engine: Engine, ticket: Ticket, wanted: Wanted, step: Finished) -> Recipe:
    generation, told = ticket.generation, ticket.generation.steering
    return Recipe(
        prompt=wanted.prompt or generation.prompt,
        seed=wanted.seed,
        engine=engine.name,
        version=engine.version,
        width=step.image.width,
        height=step.image.height,
        scene=step.scene,
        negative_prompt=told.negative_prompt or None,
        task=generation.task,
        instruction=told.instruction or None,
        strength=told.strength,
        steps=told.steps,
        guidance=told.guidance,
        scheduler=told.scheduler,
        palette=told.palette,
    )
