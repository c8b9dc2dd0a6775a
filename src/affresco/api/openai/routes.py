"""/v1/models and /v1/images: an order, the wait for it, and the pictures."""

from __future__ import annotations

import base64
from collections.abc import AsyncGenerator, AsyncIterator
from typing import Annotated, Final, Literal

import msgspec
from litestar import Response, get, post
from litestar.datastructures import UploadFile
from litestar.handlers import HTTPRouteHandler
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import HeaderParameter, JSONBody, PathParameter
from litestar.response import Stream

from affresco.accounts import tokens
from affresco.accounts.model import Scope
from affresco.api.core.answers import Answer
from affresco.api.core.call import NEEDS_KEY, Call
from affresco.api.core.endpoint import JsonOperation, opening
from affresco.api.openai.faults import (
    WHEN,
    JobFailed,
    ModelNotFound,
    OpenAIFault,
    Untended,
    show_openai_fault,
)
from affresco.api.openai.files import converted, file_of
from affresco.api.openai.requests import (
    NewImage,
    Wish,
    decode_form,
    edit_order,
    known_model,
    order,
    wish,
)
from affresco.errors import AffrescoError
from affresco.live import sse
from affresco.studio import access, commands
from affresco.studio.engines.registry import offers
from affresco.studio.errors import GenerationNotFound, failure_text
from affresco.studio.model import Candidate, Generation, GenerationId, Start
from affresco.studio.watching import Ended, Made, Previewed, Quiet, watch
from affresco.studio.watching import Untended as Unwatched
from affresco.text import best_locale

TAG: Final = "OpenAI"
Key = Annotated[str | None, HeaderParameter(name="Idempotency-Key")]
_HEADERS: Final = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}


class Model(msgspec.Struct, frozen=True):
    """An engine. created: not known."""

    id: str
    object: Literal["model"] = "model"
    created: int = 0
    owned_by: str = "affresco"


class Models(msgspec.Struct, frozen=True):
    """The engines, the usual one first."""

    data: tuple[Model, ...]
    object: Literal["list"] = "list"


class MadeImage(msgspec.Struct, frozen=True, omit_defaults=True):
    """A picture. affresco_media_id: goes into ``media_ids`` of a status."""

    affresco_media_id: str
    url: str | None = None
    b64_json: str | None = None


class MadeImages(msgspec.Struct, frozen=True):
    """created: seconds since 1970. size: as they were made. affresco_generation_id: the job in the studio."""

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


def _responses(*codes: int) -> dict[int, ResponseSpec]:
    return {
        code: ResponseSpec(OpenAIFault, description=WHEN[code], generate_examples=False)
        for code in codes
    }


def _needs(scope: Scope) -> dict[str, object]:
    return {NEEDS_KEY: opening((scope,))}


@get(
    "/v1/models",
    summary="The engines, as models",
    tags=[TAG],
    opt=_needs("read:statuses"),
    security=[{"bearer": []}],
    operation_class=JsonOperation,
    responses=_responses(401, 403, 422, 429, 503),
)
async def list_models(request: Call) -> Answer[Models]:
    named = offers(request.runtime.settings)
    return Answer(Models(tuple(Model(offer.name) for offer in named)))


@get(
    "/v1/models/{model:str}",
    summary="One engine",
    tags=[TAG],
    opt=_needs("read:statuses"),
    security=[{"bearer": []}],
    operation_class=JsonOperation,
    responses=_responses(401, 403, 404, 422, 429, 503),
)
async def get_model(
    request: Call, model: Annotated[str, PathParameter(description="Of an engine.")]
) -> Answer[Model]:
    name = known_model(offers(request.runtime.settings), model)
    if name is None:
        raise ModelNotFound(models="")
    return Answer(Model(name))


@post(
    "/v1/images/generations",
    summary="Make pictures and wait for them; they lie as drafts in the studio",
    tags=[TAG],
    status_code=200,
    opt=_needs("write:media"),
    security=[{"bearer": []}],
    operation_class=JsonOperation,
    responses={
        200: ResponseSpec(
            MadeImages, description="The pictures, or a stream.", generate_examples=False
        ),
        **_responses(401, 403, 404, 413, 422, 429, 503, 507),
    },
)
async def generate(
    request: Call, data: JSONBody[NewImage], idempotency_key: Key = None
) -> Response[MadeImages] | Stream:
    looks = wish(data)
    start = order(offers(request.runtime.settings), data, idempotency_key)
    return await _carry_out(request, start, looks, "image_generation")


@post(
    "/v1/images/edits",
    summary="Change a picture by words, or paint a part of it anew; a form with several parts",
    tags=[TAG],
    status_code=200,
    opt=_needs("write:media"),
    security=[{"bearer": []}],
    operation_class=JsonOperation,
    responses={
        200: ResponseSpec(
            MadeImages, description="The pictures, or a stream.", generate_examples=False
        ),
        **_responses(401, 403, 404, 413, 422, 429, 503, 507),
    },
)
async def edit(request: Call, idempotency_key: Key = None) -> Response[MadeImages] | Stream:
    form = list((await request.form()).multi_items())
    sent = decode_form(form)
    looks = wish(sent)
    files: dict[str, list[UploadFile]] = {"image": [], "image[]": [], "mask": []}
    for name, value in form:
        if isinstance(value, UploadFile) and name in files:
            files[name].append(value)
    mask = files["mask"][0] if files["mask"] else None
    images = files["image"] + files["image[]"]
    start = await edit_order(request, sent, images, mask, idempotency_key)
    return await _carry_out(request, start, looks, "image_edit")


async def _carry_out(
    request: Call, start: Start, looks: Wish, kind: str
) -> Response[MadeImages] | Stream:
    generation_id = await commands.start(
        request.database, request.runtime.settings, request.me.id, start
    )
    if looks.stream:
        revoked = tokens.until_revoked(
            request.runtime.hub, request.database, request.token or "", request.me.id
        )
        events = _events(request, generation_id, looks, kind)
        return Stream(sse.until(revoked, events), media_type="text/event-stream", headers=_HEADERS)
    async for step in _steps(request, generation_id):
        if isinstance(step, Ended):
            return Answer(await _answer(request, step.generation, looks))
    raise GenerationNotFound


async def _steps(request: Call, generation_id: GenerationId) -> AsyncIterator[object]:
    """What ``watch`` tells. Raises Untended when nobody takes the job."""
    async for step in watch(request.database, request.runtime.hub, request.me.id, generation_id):
        if isinstance(step, Unwatched):
            raise Untended
        yield step


async def _answer(request: Call, job: Generation, looks: Wish) -> MadeImages:
    """Raises JobFailed."""
    made = [candidate for candidate in job.candidates if candidate.media is not None]
    if job.state != "done" or not made:
        code = job.error_code or "studio.engine_failed"
        locale = best_locale(request.headers.get("accept-language", ""))
        raise JobFailed(reason=failure_text(code, job.error_details, locale))
    return MadeImages(
        created=int(job.created_at.timestamp()),
        data=tuple([await _image(request, candidate, looks) for candidate in made]),
        output_format=looks.format,
        size=f"{job.width}x{job.height}",
        affresco_generation_id=str(job.id),
    )


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


async def _events(
    request: Call, generation_id: GenerationId, looks: Wish, kind: str
) -> AsyncGenerator[bytes, None]:
    """At most so many looks on the way as were asked for, then the picture, or an error."""
    shown = 0
    try:
        async for step in _steps(request, generation_id):
            match step:
                case Previewed(position) if shown < looks.previews:
                    async with request.database.read() as tx:
                        webp = await access.get_preview(tx, request.me.id, generation_id, position)
                        job = await access.get_generation(tx, request.me.id, generation_id)
                    data = converted(webp, looks.format, looks.quality)
                    yield _event(f"{kind}.partial_image", data, job, looks, partial=shown)
                    shown += 1
                case Made(candidate) if candidate.media is not None:
                    async with request.database.read() as tx:
                        job = await access.get_generation(tx, request.me.id, generation_id)
                    data = await file_of(
                        request.runtime, candidate.media, looks.format, looks.quality
                    )
                    yield _event(f"{kind}.completed", data, job, looks)
                case Ended(job) if job.state != "done":
                    await _answer(request, job, looks)
                case Quiet():
                    yield sse.HEARTBEAT
    except AffrescoError as error:
        yield sse.encode("error", show_openai_fault(request, error).body)


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


routes: Final[tuple[HTTPRouteHandler, ...]] = (list_models, get_model, generate, edit)
