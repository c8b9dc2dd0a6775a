"""/v1/models and /v1/images: an order, the wait for it, and the pictures."""

from __future__ import annotations

from typing import Annotated, Final, Literal

import msgspec
from litestar import Response, get, post
from litestar.datastructures import UploadFile
from litestar.handlers import HTTPRouteHandler
from litestar.openapi.datastructures import ResponseSpec
from litestar.openapi.spec import Operation
from litestar.params import HeaderParameter, JSONBody, PathParameter
from litestar.response import Stream

from affresco.accounts.model import Scope
from affresco.api.core.answers import Answer
from affresco.api.core.call import NEEDS_KEY, Call
from affresco.api.core.endpoint import opening
from affresco.api.openai.carrying import MadeImages, begin, begun, carry_out
from affresco.api.openai.faults import WHEN, ModelNotFound, OpenAIFault
from affresco.api.openai.requests import (
    NewImage,
    decode_form,
    edit_order,
    known_model,
    order,
    wish,
)
from affresco.studio.engines.registry import offers

TAG: Final = "OpenAI"
Key = Annotated[str | None, HeaderParameter(name="Idempotency-Key")]


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
    operation_class=Operation,
    responses=_responses(400, 401, 403, 429, 503),
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
    operation_class=Operation,
    responses=_responses(400, 401, 403, 404, 429, 503),
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
    operation_class=Operation,
    responses={
        200: ResponseSpec(
            MadeImages, description="The pictures, or a stream.", generate_examples=False
        ),
        **_responses(400, 401, 403, 404, 409, 413, 429, 500, 503, 507),
    },
)
async def generate(
    request: Call, data: JSONBody[NewImage], idempotency_key: Key = None
) -> Response[MadeImages] | Stream:
    looks = wish(data)
    start = order(offers(request.runtime.settings), data, idempotency_key or None)
    job_id = await begin(request, start)
    return await carry_out(request, job_id, looks, "image_generation", kept=bool(idempotency_key))


@post(
    "/v1/images/edits",
    summary="Change a picture by words, or paint a part of it anew; a form with several parts",
    tags=[TAG],
    status_code=200,
    opt=_needs("write:media"),
    security=[{"bearer": []}],
    operation_class=Operation,
    responses={
        200: ResponseSpec(
            MadeImages, description="The pictures, or a stream.", generate_examples=False
        ),
        **_responses(400, 401, 403, 404, 409, 413, 429, 500, 503, 507),
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
    images = files["image"] + files["image[]"]
    # Before the picture is looked at and kept: a program that asks again sends it again.
    key = idempotency_key or None
    job_id = await begun(request, key) or await begin(
        request, await edit_order(request, sent, images, files["mask"], key)
    )
    return await carry_out(request, job_id, looks, "image_edit", kept=bool(idempotency_key))


routes: Final[tuple[HTTPRouteHandler, ...]] = (list_models, get_model, generate, edit)
