"""Making pictures: begin a job, look at it, follow it, cancel it.

A candidate's ``media_id`` goes into ``POST /api/v1/statuses`` like that of any attachment.
"""

from __future__ import annotations

import re
from collections.abc import AsyncGenerator, AsyncIterator
from typing import Annotated, Final

import msgspec
from litestar import Response, get
from litestar.handlers import HTTPRouteHandler
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import HeaderParameter, JSONBody, PathParameter
from litestar.response import Stream

from affresco.accounts import tokens
from affresco.api.core.answers import Answer
from affresco.api.core.call import NEEDS_KEY, Call
from affresco.api.core.endpoint import WHEN, JsonOperation, endpoint, opening
from affresco.api.core.faults import Fault
from affresco.api.core.paging import find_id
from affresco.api.native.generation_entities import (
    GenerationEntity,
    NewGeneration,
    Own,
    candidate_entity,
    failure_entity,
    present,
)
from affresco.feeds.model import PostView
from affresco.feeds.remixing import get_source, source_picture
from affresco.live import sse
from affresco.posts.errors import RemixTargetGone
from affresco.studio import access, commands
from affresco.studio.errors import BadSize, GenerationNotFound, SourceUnusable
from affresco.studio.model import (
    COUNT_LIMIT,
    SIZES,
    GenerationId,
    Source,
    Start,
    State,
    Steering,
)
from affresco.studio.watching import Ended, Made, Moved, Previewed, Quiet, Step, Untended, watch
from affresco.text import best_locale

PATH: Final = "/api/affresco/v1/generations"
ONE: Final = f"{PATH}/{{generation_id:str}}"
TAG: Final = "Affresco"
_SIZE: Final = re.compile(r"(\d{1,5})x(\d{1,5})")
_STREAM_HEADERS: Final = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}

GenerationIdText = Annotated[
    str,
    PathParameter(description="Of one's own job.", schema_extra={"pattern": "^[0-9]{1,19}$"}),
]
Position = Annotated[int, PathParameter(ge=0, lt=COUNT_LIMIT, description="Of a candidate.")]


class StateData(msgspec.Struct, frozen=True):
    state: State


class PreviewData(msgspec.Struct, frozen=True):
    index: int
    url: str


@endpoint(
    "POST",
    PATH,
    "Make pictures; the same Idempotency-Key gives the first job again",
    needs="write:media",
    faults=(404, 422),
    status=202,
    tag=TAG,
)
async def start_generation(
    request: Call,
    data: JSONBody[NewGeneration],
    idempotency_key: Annotated[str | None, HeaderParameter(name="Idempotency-Key")] = None,
) -> Answer[GenerationEntity]:
    me = request.me
    width, height = _size(data.size)
    post = await _post(request, data.source_post_id)
    generation_id = await commands.start(
        request.database,
        request.runtime.settings,
        me.id,
        Start(
            prompt=data.prompt,
            engine=data.engine,
            count=data.count,
            width=width,
            height=height,
            seed=data.seed,
            source_post_id=post.post.id if post else None,
            idempotency_key=idempotency_key,
            task=data.task,
            source=source_picture(post, _media_id(data.source_media_id), me.id),
            style=_own(data.style_media_id),
            mask=data.mask,
            steering=Steering(
                instruction=data.instruction,
                negative_prompt=data.negative_prompt,
                strength=data.strength,
                margins=data.margins,
                corrections=data.corrections,
                palette=data.palette,
                steps=data.steps,
                guidance=data.guidance,
                scheduler=data.scheduler,
            ),
        ),
    )
    return Answer(await _entity(request, generation_id), status=202)


@endpoint("GET", ONE, "One's own job as it stands", needs="read:statuses", tag=TAG)
async def get_generation(
    request: Call, generation_id: GenerationIdText
) -> Answer[GenerationEntity]:
    return Answer(await _entity(request, _number(generation_id)))


@endpoint(
    "DELETE", ONE, "Cancel a job; one that is over stays as it is", needs="write:media", tag=TAG
)
async def cancel_generation(
    request: Call, generation_id: GenerationIdText
) -> Answer[GenerationEntity]:
    number = _number(generation_id)
    await commands.cancel(request.database, request.me.id, number)
    return Answer(await _entity(request, number))


def _reader_of(
    path: str, summary: str, kind: str, said: str, faults: tuple[int, ...] = ()
) -> HTTPRouteHandler:
    """A route that answers with something other than JSON."""
    return get(
        path,
        summary=summary,
        tags=[TAG],
        opt={NEEDS_KEY: opening(("read:statuses",))},
        security=[{"bearer": []}],
        operation_class=JsonOperation,
        media_type=kind,
        responses={
            200: ResponseSpec(bytes, media_type=kind, description=said, generate_examples=False),
            **{
                code: ResponseSpec(Fault, description=WHEN[code], generate_examples=False)
                for code in (401, 403, 404, 422, *faults, 429, 503)
            },
        },
    )


@_reader_of(
    f"{ONE}/events",
    "Follow a job",
    "text/event-stream",
    "What is there already, then every step: `state` {state}, `preview` {index, url}, `candidate` "
    "(as in the job), and at the end `done` {} or `failed` {error, code}.",
)
async def generation_events(request: Call, generation_id: GenerationIdText) -> Stream:
    number, me = _number(generation_id), request.me
    async with request.database.read() as tx:
        await access.check_owner(tx, me.id, number)
    steps = watch(request.database, request.runtime.hub, me.id, number)
    revoked = tokens.until_revoked(
        request.runtime.hub, request.database, request.token or "", me.id
    )
    events = _events(steps, request.base_url, number, _locale(request), request.own)
    return Stream(
        sse.until(revoked, events),
        media_type="text/event-stream",
        headers=_STREAM_HEADERS,
    )


@_reader_of(
    f"{ONE}/candidates/{{position:int}}/preview",
    "A rough first look at a candidate that is being made",
    "image/webp",
    "At most 640 pixels.",
    faults=(422,),
)
async def generation_preview(
    request: Call, generation_id: GenerationIdText, position: Position
) -> Response[bytes]:
    async with request.database.read() as tx:
        webp = await access.get_preview(tx, request.me.id, _number(generation_id), position)
    headers = {"Cache-Control": "private, max-age=600"}
    return Response(webp, media_type="image/webp", headers=headers)


async def _post(request: Call, post_id: str | None) -> PostView | None:
    """The post that is remixed. Raises RemixTargetGone, RemixForbidden."""
    if post_id is None:
        return None
    number = find_id(post_id)
    if number is None:
        raise RemixTargetGone
    return await get_source(request.reader, request.me.id, number)


def _media_id(text: str | None) -> int | None:
    """Raises SourceUnusable for what cannot be an id."""
    number = None if text is None else find_id(text)
    if text is not None and number is None:
        raise SourceUnusable
    return number


def _own(text: str | None) -> Source | None:
    number = _media_id(text)
    return None if number is None else Source(number)


async def _entity(request: Call, generation_id: GenerationId) -> GenerationEntity:
    async with request.database.read() as tx:
        generation = await access.get_generation(tx, request.me.id, generation_id)
    return present(generation, request.base_url, _locale(request), request.own)


async def _events(
    steps: AsyncIterator[Step], base_url: str, generation_id: GenerationId, locale: str, own: Own
) -> AsyncGenerator[bytes, None]:
    async for step in steps:
        yield _event(step, base_url, generation_id, locale, own)


def _event(step: Step, base_url: str, generation_id: GenerationId, locale: str, own: Own) -> bytes:
    match step:
        case Moved(state):
            return _encoded("state", StateData(state))
        case Previewed(position):
            url = f"{base_url}{PATH}/{generation_id}/candidates/{position}/preview"
            return _encoded("preview", PreviewData(position, url))
        case Made(candidate):
            return _encoded("candidate", candidate_entity(candidate, base_url, own))
        case Ended(generation):
            failure = failure_entity(generation, locale)
            return _encoded("failed", failure) if failure else sse.encode("done", b"{}")
        case Untended() | Quiet():
            return sse.HEARTBEAT


def _size(text: str) -> tuple[int, int]:
    """Raises BadSize for what is not WIDTHxHEIGHT."""
    match = _SIZE.fullmatch(text)
    if match is None:
        raise BadSize(sizes=", ".join(f"{width}x{height}" for width, height in SIZES.values()))
    return int(match[1]), int(match[2])


def _number(text: str) -> GenerationId:
    """Raises GenerationNotFound for what cannot be an id."""
    number = find_id(text)
    if number is None:
        raise GenerationNotFound
    return GenerationId(number)


def _locale(request: Call) -> str:
    return best_locale(request.headers.get("accept-language", ""))


def _encoded(name: str, data: msgspec.Struct) -> bytes:
    return sse.encode(name, msgspec.json.encode(data))


routes: Final[tuple[HTTPRouteHandler, ...]] = (
    start_generation,
    get_generation,
    cancel_generation,
    generation_events,
    generation_preview,
)
