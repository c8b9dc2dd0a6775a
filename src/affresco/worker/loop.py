"""The worker's loop: the queue's lanes, a heartbeat, an end in good order.

pgqueuer runs on a connection of its own, without our JSON codec. What we learnt about it: a job that
is run again after a crash counts from zero (so events and generations count for themselves); a failed
job is deleted unless it is held; a cancelled handler counts as a cancelled job (so handlers are never
cancelled from outside: they are asked to give up, and ask to be run again); its concurrency limits
hold for all workers together, so the limit of one worker is a queue manager's budget instead.
"""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager, nullcontext, suppress
from datetime import timedelta
from functools import partial
from typing import Final, NoReturn

import asyncpg
import msgspec
import structlog
from pgqueuer import AsyncpgDriver
from pgqueuer.core.qm import QueueManager
from pgqueuer.domain.errors import FailingListenerError, RetryRequested
from pgqueuer.models import Job
from pgqueuer.queries import Queries

from affresco.assistant import mentions
from affresco.assistant.gesso import Gesso
from affresco.assistant.speaking import Speaker
from affresco.commons import releasing as releases
from affresco.commons import sequencing
from affresco.commons.owner import LANE as RELEASES
from affresco.db import Database
from affresco.db.pool import DatabaseUnavailable
from affresco.errors import AffrescoError
from affresco.events.queue import REACT
from affresco.events.reactions import ReactionGivenUp, Reactions, react
from affresco.feeds.push.deliver import PUSH, deliver
from affresco.feeds.reader import Reader
from affresco.feeds.search import index as search
from affresco.feeds.search.finder import Finder
from affresco.live.ending import end
from affresco.media.handlers import BLOBS, delete_blobs
from affresco.runtime import Runtime
from affresco.studio.commands import lane
from affresco.studio.engines.protocol import Engine
from affresco.worker import due, sealing, webhooks
from affresco.worker.alive import beat_for_ever, forget, tell_health
from affresco.worker.generate import PutBack, generate

log = structlog.get_logger(__name__)

LOST_AFTER: Final = timedelta(seconds=15)
"""A job whose worker has not been heard of for this long is given to another."""

POLL: Final = timedelta(seconds=3)
"""Jobs are announced; this is how often lost ones are looked for."""

DRAIN_SECONDS: Final = 3.0
"""What jobs under way get to finish when the worker is asked to end; then they are put back."""

GIVE_UP_SECONDS: Final = 30.0
"""What a job gets that was asked to give up: an engine's step on a slow machine."""

REACTIONS_AT_ONCE: Final = 16
PUSHES_AT_ONCE: Final = 16
FIRST_DELAY, LAST_DELAY = 0.2, 5.0

_GONE: Final = (
    OSError,
    TimeoutError,
    asyncpg.PostgresError,
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,
    FailingListenerError,
)

Handler = Callable[[Job], Awaitable[None]]


class Group(msgspec.Struct, frozen=True):
    """Lanes that share a budget. at_once: jobs of theirs that one worker does at a time, at least 2."""

    lanes: Mapping[str, Handler]
    at_once: int


async def work(
    runtime: Runtime,
    reactions: Reactions,
    engines: Mapping[str, Engine],
    stop: asyncio.Event | None = None,
) -> None:
    """Work until ``stop`` is set, or SIGTERM or SIGINT arrives where it is None.

    engines: by name; each is warmed up while work begins already. While the database is away, tries
    to reach it again.
    """
    ending = stop or asyncio.Event()
    with _set_by_signals(ending) if stop is None else nullcontext():
        # Before any job: a machine that is new must not sign with a key of its own.
        await sealing.warm_up(runtime)
        await search.begin(runtime.database)
        aside = [
            asyncio.create_task(beat_for_ever(runtime.database), name="worker heartbeat"),
            asyncio.create_task(
                due.look_for_ever(runtime.database, runtime.settings), name="what is due"
            ),
            asyncio.create_task(webhooks.look_for_ever(runtime), name="webhooks"),
            asyncio.create_task(sequencing.carry(runtime.database), name="commons"),
            *(asyncio.create_task(_warm_up(engine)) for engine in engines.values()),
            *(
                asyncio.create_task(tell_health(runtime.database, engine), name="engine health")
                for engine in engines.values()
            ),
        ]
        give_up = asyncio.Event()
        finder = Finder(runtime.database, Reader(runtime.database, runtime.hub))
        try:
            await _serve(
                runtime.database,
                _groups(runtime, reactions, engines, finder, give_up),
                ending,
                give_up,
            )
        finally:
            finder.close()
            await end(*aside)
            with suppress(DatabaseUnavailable):
                await forget(runtime.database)
    log.info("worker ended")


def _groups(
    runtime: Runtime,
    reactions: Reactions,
    engines: Mapping[str, Engine],
    finder: Finder,
    give_up: asyncio.Event,
) -> list[Group]:
    house = Group(
        lanes={
            REACT: partial(_react, runtime.database, reactions),
            BLOBS: partial(_delete_blobs, runtime),
            search.LANE: partial(_search, runtime.database),
        },
        at_once=REACTIONS_AT_ONCE,
    )
    drawing = [
        Group(
            lanes={lane(name): partial(_generate, runtime, engine, _seats(engine), give_up)},
            at_once=max(2, engine.capabilities.concurrency),
        )
        for name, engine in engines.items()
    ]
    # Strangers' servers may be slow; nobody else waits for them.
    pushing = Group(lanes={PUSH: partial(_push, runtime)}, at_once=PUSHES_AT_ONCE)
    # Neither for a language model.
    model = runtime.settings.gesso
    gesso = Gesso(
        runtime.database, finder.reader, finder, None if model is None else Speaker(model)
    )
    answering = Group(
        lanes={mentions.LANE: partial(_answer, runtime, gesso)}, at_once=mentions.AT_ONCE
    )
    # Takes minutes, and is done again from its beginning elsewhere when the worker ends.
    releasing = Group(lanes={RELEASES: partial(_release, runtime, give_up)}, at_once=2)
    return [house, pushing, answering, releasing, *drawing]


async def _react(database: Database, reactions: Reactions, job: Job) -> None:
    try:
        await react(database, reactions, int(job.payload or b"0"))
    except ReactionGivenUp:
        log.error("reactions given up", event_id=job.payload)
        raise
    except (
        Exception
    ) as error:  # the boundary to handlers: whatever they raise, they are tried again
        if not isinstance(error, DatabaseUnavailable):
            log.exception("reaction failed", event_id=job.payload)
        _again(job, error)


async def _delete_blobs(runtime: Runtime, job: Job) -> None:
    try:
        await delete_blobs(runtime.database, runtime.store, job.payload or b"[]")
    except AffrescoError as error:
        _again(job, error)


async def _search(database: Database, job: Job) -> None:
    try:
        await search.carry_out(database, job.payload or b"")
    except AffrescoError as error:
        _again(job, error)


async def _push(runtime: Runtime, job: Job) -> None:
    try:
        await deliver(runtime, job.payload or b"")
    except AffrescoError as error:
        _again(job, error)


async def _answer(runtime: Runtime, gesso: Gesso, job: Job) -> None:
    try:
        await mentions.carry_out(runtime, gesso, job.payload or b"")
    except AffrescoError as error:
        _again(job, error)


async def _release(runtime: Runtime, give_up: asyncio.Event, job: Job) -> None:
    making = asyncio.create_task(releases.carry_out(runtime, int(job.payload or b"0")))
    ending = asyncio.create_task(give_up.wait())
    try:
        await asyncio.wait((making, ending), return_when=asyncio.FIRST_COMPLETED)
        if not making.done():
            raise RetryRequested(timedelta(0), "the worker ended")
        making.result()
    except AffrescoError as error:
        _again(job, error)
    except RetryRequested:
        raise
    except Exception:  # the boundary: another release can be asked for, whatever became of this one
        log.exception("release broke off", build=job.payload)
        await releases.give_up(runtime.database, int(job.payload or b"0"))
        raise
    finally:
        await end(making, ending)


def _seats(engine: Engine) -> asyncio.Semaphore:
    """For the jobs that the engine takes at once: the queue hands out two at least."""
    return asyncio.Semaphore(engine.capabilities.concurrency)


async def _generate(
    runtime: Runtime,
    engine: Engine,
    seats: asyncio.Semaphore,
    give_up: asyncio.Event,
    job: Job,
) -> None:
    try:
        async with seats:
            if give_up.is_set():
                raise PutBack
            await generate(
                runtime, engine, int(job.payload or b"0"), job_id=int(job.id), give_up=give_up
            )
    except Exception as error:  # the boundary: whatever happens, no job is left without an end
        if not isinstance(error, PutBack | DatabaseUnavailable):
            log.exception("job broke off", generation=job.payload)
        if give_up.is_set():
            raise RetryRequested(timedelta(0), "the worker ended") from error
        _again(job, error)


def _again(job: Job, error: Exception) -> NoReturn:
    """Have a job run again later: after 0.5 s, 1 s, 2 s … 5 minutes."""
    raise RetryRequested(
        timedelta(seconds=min(0.5 * 2 ** min(job.attempts, 10), 300)), str(error)[:200]
    ) from error


async def _serve(
    database: Database, groups: list[Group], stop: asyncio.Event, give_up: asyncio.Event
) -> None:
    """Connect and run the lanes, again and again, until ``stop``."""
    delay = FIRST_DELAY
    while not stop.is_set():
        try:
            connection = await asyncpg.connect(
                database.dsn,
                timeout=5,
                command_timeout=30,
                server_settings={"application_name": "affresco worker", "jit": "off"},
            )
        except _GONE as error:
            log.warning("worker cannot reach the queue", reason=str(error), retry_in=delay)
            with suppress(TimeoutError):
                async with asyncio.timeout(delay):
                    await stop.wait()
            delay = min(delay * 2, LAST_DELAY)
            continue
        delay = FIRST_DELAY
        try:
            await _run(connection, groups, stop, give_up)
        except _GONE as error:
            log.warning("worker lost the queue", reason=f"{type(error).__name__}: {error}")
        finally:
            connection.terminate()


async def _run(
    connection: asyncpg.Connection,
    groups: list[Group],
    stop: asyncio.Event,
    give_up: asyncio.Event,
) -> None:
    """Run all lanes on one connection until ``stop``, or until the connection is lost: then raises."""
    driver = AsyncpgDriver(connection)
    managers = [_manager(driver, group) for group in groups]
    tasks = [
        asyncio.create_task(
            manager.run(
                dequeue_timeout=POLL,
                batch_size=group.at_once // 2,
                max_concurrent_tasks=group.at_once,
                heartbeat_timeout=LOST_AFTER,
                shutdown_on_listener_failure=True,
            ),
            name="lanes " + ", ".join(group.lanes),
        )
        for manager, group in zip(managers, groups, strict=True)
    ]
    stopping = asyncio.create_task(stop.wait())
    log.info("worker ready", lanes=[name for group in groups for name in group.lanes])
    try:
        await asyncio.wait((*tasks, stopping), return_when=asyncio.FIRST_COMPLETED)
        for manager in managers:
            manager.shutdown.set()
        _done, late = await asyncio.wait(tasks, timeout=DRAIN_SECONDS)
        if late:
            give_up.set()
            _done, late = await asyncio.wait(tasks, timeout=GIVE_UP_SECONDS)
        if late:
            log.error("jobs do not give up", lanes=[task.get_name() for task in late])
        else:
            await asyncio.gather(*tasks)
    finally:
        # Before handlers are cancelled: nothing may be noted of their jobs, which others take over.
        connection.terminate()
        await end(stopping, *tasks)
        if not stop.is_set():
            give_up.clear()


def _manager(driver: AsyncpgDriver, group: Group) -> QueueManager:
    manager = QueueManager(Queries(driver))
    for name, handler in group.lanes.items():
        manager.entrypoint(name, on_failure="hold", accepts_context=False)(_plain(handler))
    return manager


def _plain(handler: Handler) -> Callable[[Job], Awaitable[None]]:
    """pgqueuer tells an async function by its kind, which a partial does not have."""

    async def run(job: Job) -> None:
        await handler(job)

    return run


async def _warm_up(engine: Engine) -> None:
    try:
        await engine.prepare()
    except AffrescoError as error:
        log.error("engine cannot work", engine=engine.name, reason=error.text())


@contextmanager
def _set_by_signals(event: asyncio.Event) -> Iterator[None]:
    loop = asyncio.get_running_loop()
    signals = (signal.SIGTERM, signal.SIGINT)
    for number in signals:
        loop.add_signal_handler(number, event.set)
    try:
        yield
    finally:
        for number in signals:
            loop.remove_signal_handler(number)
