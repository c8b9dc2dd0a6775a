"""An order carried out: the wait for its pictures, which ends when nobody waits any more.

Who goes away before the end, or whose token is revoked, cancels the job: libraries that lose the connection
ask again, and two jobs would be made for one request. With an Idempotency-Key it goes on, as the next try
gets it.
"""

from __future__ import annotations

import asyncio
import base64
from collections.abc import AsyncGenerator, AsyncIterator
from typing import Any, Final, Literal, cast

import msgspec
import structlog
from litestar import Response
from litestar.response import Stream

from affresco.accounts import tokens
from affresco.api.core.answers import Answer
from affresco.api.core.call import Call
from affresco.api.core.faults import BadToken, locale_of
from affresco.api.openai.faults import (
    BEGUN_KEY,
    JobCancelled,
    JobFailed,
    JobRefused,
    Untended,
    show_openai_fault,
    to_appeal,
)
from affresco.api.openai.files import converted, file_of
from affresco.api.openai.requests import Wish
from affresco.errors import AffrescoError
from affresco.live import sse
from affresco.live.ending import end
from affresco.safety.errors import Refused
from affresco.studio import access, commands, queries
from affresco.studio.errors import EngineRefused, GenerationNotFound, failure_text
from affresco.studio.model import Candidate, Generation, GenerationId, Start
from affresco.studio.watching import Ended, Made, Previewed, Quiet, watch
from affresco.studio.watching import Untended as Unwatched

log = structlog.get_logger(__name__)

REFUSALS: Final = frozenset({EngineRefused.code, Refused.code})
"""Codes of jobs that failed because of what was asked for."""
_HEADERS: Final = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
_cancelling: Final[set[asyncio.Task[None]]] = set()
"""Kept until they are done: whoever asked for it is gone."""


class MadeImage(msgspec.Struct, frozen=True, omit_defaults=True):
    """A picture. affresco_media_id: goes into ``media_ids`` of a status."""

    affresco_media_id: str
    url: str | None = None
    b64_json: str | None = None


class MadeImages(msgspec.Struct, frozen=True):
    """created: seconds since 1970. output_format: of ``b64_json``, and of the file at ``url`` where there is
    only that. size: as they were made. affresco_generation_id: the job in the studio."""

    created: int
    data: tuple[MadeImage, ...]
    output_format: str
    size: str
    affresco_generation_id: str
    background: Literal["opaque"] = "opaque"


class TokenDetails(msgspec.Struct, frozen=True):
    image_tokens: int = 0
    text_tokens: int = 0


class Usage(msgspec.Struct, frozen=True):
    """Pictures are counted here, not tokens."""

    input_tokens: int = 0
    output_tokens: int = 0
    total_tokens: int = 0
    input_tokens_details: TokenDetails = TokenDetails()


class StreamEvent(msgspec.Struct, frozen=True, omit_defaults=True):
    """A step of a stream; ``type`` is ``image_generation`` or ``image_edit``, then ``.partial_image`` or
    ``.completed``."""

    type: str
    b64_json: str
    created_at: int
    size: str
    output_format: str
    background: str
    quality: str
    partial_image_index: int | None = None
    usage: Usage | None = None


class Job(msgspec.Struct, frozen=True):
    """A job that somebody waits for. kept: it goes on without them."""

    id: GenerationId
    looks: Wish
    kept: bool


async def begun(request: Call, key: str | None) -> GenerationId | None:
    """The job that was begun with this key before."""
    if key is None:
        return None
    async with request.database.read() as tx:
        return await queries.find_by_key(tx, request.me.id, key)


async def begin(request: Call, start: Start) -> GenerationId:
    """Raises what ``commands.start`` raises."""
    return await commands.start(request.database, request.runtime.settings, request.me.id, start)


async def carry_out(
    request: Call, job_id: GenerationId, looks: Wish, kind: str, *, kept: bool
) -> Response[MadeImages] | Stream:
    """Wait for the job, or answer with a stream. kind: how events are called. kept: it goes on without
    whoever waits.

    Raises Untended, JobCancelled, JobFailed, JobRefused, BadToken.
    """
    job = Job(job_id, looks, kept)
    if not job.kept:
        cast("dict[str, Any]", request.scope)[BEGUN_KEY] = True
    if looks.stream:
        events = _stream(request, job, kind)
        return Stream(events, media_type="text/event-stream", headers=_HEADERS)
    return Answer(await _answer(request, await _waited(request, job), looks))


async def _waited(request: Call, job: Job) -> Generation:
    """The job when it is over. Raises Untended; BadToken when the token is revoked; JobCancelled when whoever
    waits is gone, which nobody reads."""
    over = asyncio.create_task(_over(request, job), name="end of a job")
    left = asyncio.create_task(_left(request), name="whoever waits for a job")
    revoked = asyncio.create_task(_revoked(request), name="token of whoever waits")
    try:
        await asyncio.wait((over, left, revoked), return_when=asyncio.FIRST_COMPLETED)
        if over.done():
            return over.result()
        await _cancel(request, job)
        raise JobCancelled if left.done() else BadToken
    finally:
        await end(over, left, revoked)


async def _over(request: Call, job: Job) -> Generation:
    async for step in _steps(request, job.id):
        if isinstance(step, Ended):
            return step.generation
    raise GenerationNotFound


async def _left(request: Call) -> None:
    """Return when the connection is closed."""
    while (await request.receive())["type"] != "http.disconnect":
        pass


async def _revoked(request: Call) -> None:
    await tokens.until_revoked(
        request.runtime.hub, request.database, request.token or "", request.me.id
    )


async def _cancel(request: Call, job: Job) -> None:
    """Cancel the job, also while the request itself is being cancelled."""
    if job.kept:
        return

    async def carry() -> None:
        try:
            await commands.cancel(request.database, request.me.id, job.id)
        except AffrescoError as error:
            log.warning("job of nobody not cancelled", job=job.id, reason=str(error))

    task = asyncio.create_task(carry(), name="cancelling a job that nobody waits for")
    _cancelling.add(task)
    task.add_done_callback(_cancelling.discard)
    await asyncio.shield(task)


async def _steps(request: Call, generation_id: GenerationId) -> AsyncIterator[object]:
    """What ``watch`` tells. Raises Untended when nobody takes the job."""
    async for step in watch(request.database, request.runtime.hub, request.me.id, generation_id):
        if isinstance(step, Unwatched):
            raise Untended
        yield step


async def _stream(request: Call, job: Job, kind: str) -> AsyncGenerator[bytes, None]:
    """The events, to the last one or until nobody hears them."""
    over = asyncio.Event()
    try:
        async for event in sse.until(_revoked(request), _events(request, job, kind, over)):
            yield event
        if not over.is_set():
            yield _error(request, BadToken())
    finally:
        if not over.is_set():
            await _cancel(request, job)


async def _events(
    request: Call, job: Job, kind: str, over: asyncio.Event
) -> AsyncGenerator[bytes, None]:
    """At most so many looks on the way as were asked for, then the picture, or an error. over: set when
    nothing is left to wait for."""
    shown = 0
    completed = False
    try:
        async for step in _steps(request, job.id):
            match step:
                case Previewed(position) if shown < job.looks.previews:
                    yield await _preview(request, job, kind, position, shown)
                    shown += 1
                case Made(candidate) if candidate.media is not None:
                    over.set()
                    completed = True
                    yield await _completed(request, job, kind, candidate)
                case Ended(generation):
                    over.set()
                    if not completed:
                        await _answer(request, generation, job.looks)
                case Quiet():
                    yield sse.HEARTBEAT
    except AffrescoError as error:
        over.set()
        yield _error(request, error)


async def _preview(request: Call, job: Job, kind: str, position: int, shown: int) -> bytes:
    async with request.database.read() as tx:
        webp = await access.get_preview(tx, request.me.id, job.id, position)
        generation = await access.get_generation(tx, request.me.id, job.id)
    data = await asyncio.to_thread(converted, webp, job.looks.format, job.looks.quality)
    return _event(f"{kind}.partial_image", data, generation, job.looks, partial=shown)


async def _completed(request: Call, job: Job, kind: str, candidate: Candidate) -> bytes:
    assert candidate.media is not None, "only finished candidates are shown"
    async with request.database.read() as tx:
        generation = await access.get_generation(tx, request.me.id, job.id)
    data = await file_of(request.runtime, candidate.media, job.looks.format, job.looks.quality)
    return _event(f"{kind}.completed", data, generation, job.looks)


def _error(request: Call, error: AffrescoError) -> bytes:
    return sse.encode("error", show_openai_fault(request, error).body)


def _event(
    name: str, data: bytes, job: Generation, looks: Wish, *, partial: int | None = None
) -> bytes:
    event = StreamEvent(
        type=name,
        b64_json=base64.b64encode(data).decode(),
        created_at=int(job.created_at.timestamp()),
        size=f"{job.width}x{job.height}",
        output_format=looks.format,
        background="opaque",
        quality="high",
        partial_image_index=partial,
        usage=Usage() if partial is None else None,
    )
    return sse.encode(name, msgspec.json.encode(event))


async def _answer(request: Call, job: Generation, looks: Wish) -> MadeImages:
    """Raises JobCancelled, JobFailed, JobRefused."""
    made = [candidate for candidate in job.candidates if candidate.media is not None]
    if job.state == "cancelled":
        raise JobCancelled
    if job.state != "done" or not made:
        details = to_appeal(request.base_url, job.error_details or {})
        reason = failure_text(job.error_code, details, locale_of(request))
        raise (JobRefused if job.error_code in REFUSALS else JobFailed)(reason=reason)
    return MadeImages(
        created=int(job.created_at.timestamp()),
        data=tuple([await _image(request, candidate, looks) for candidate in made]),
        output_format=looks.format if "b64_json" in looks.shows else _stored(made[0]),
        size=f"{job.width}x{job.height}",
        affresco_generation_id=str(job.id),
    )


def _stored(candidate: Candidate) -> str:
    """The format of the file that ``url`` leads to."""
    assert candidate.media is not None, "only finished candidates are shown"
    return candidate.media.content_type.rpartition("/")[2]


async def _image(request: Call, candidate: Candidate, looks: Wish) -> MadeImage:
    assert candidate.media is not None, "only finished candidates are shown"
    media = request.own(candidate.media)
    return MadeImage(
        affresco_media_id=str(media.id),
        url=request.base_url + media.path() if "url" in looks.shows else None,
        b64_json=await _encoded(request, candidate, looks) if "b64_json" in looks.shows else None,
    )


async def _encoded(request: Call, candidate: Candidate, looks: Wish) -> str:
    assert candidate.media is not None, "only finished candidates are shown"
    data = await file_of(request.runtime, candidate.media, looks.format, looks.quality)
    return base64.b64encode(data).decode()
