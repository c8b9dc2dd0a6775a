"""The commons for those who learn from it: the stream, the schema of its events, pictures, terms."""

from __future__ import annotations

import asyncio
import base64
import hashlib
from collections.abc import Mapping
from typing import Annotated, Any, Final, cast

import msgspec
from litestar import Response, WebSocket, get, websocket
from litestar.handlers import HTTPRouteHandler
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import HeaderParameter, JSONBody, PathParameter, QueryParameter
from litestar.types import WebSocketResponseBodyEvent, WebSocketResponseStartEvent

from affresco.accounts.addresses import client_address
from affresco.accounts.rates import SECONDS
from affresco.accounts.usage import Statement, Usage
from affresco.api.core.answers import Answer
from affresco.api.core.call import QUERY_TOKEN_KEY, Call, bearer_token, door_of, query_token
from affresco.api.core.endpoint import WHEN, JsonOperation, endpoint
from affresco.api.core.faults import BadRequest, Fault, SlowDown, locale_of
from affresco.api.core.paging import find_id
from affresco.api.native.callers import TERMS_PATH, caller, identify
from affresco.api.native.commons_streaming import (
    Reading,
    StreamAnswer,
    deliver,
    feed_of,
    until_one_ends,
)
from affresco.commons import consumers, events
from affresco.commons import stream_queries as queries
from affresco.commons.errors import (
    BadLanguages,
    ConsumersOnly,
    PictureNotGiven,
    UnknownKind,
)
from affresco.commons.hydrate import PICTURES
from affresco.commons.model import KINDS, Kind, Wish
from affresco.commons.stream import Piece
from affresco.errors import AffrescoError
from affresco.text import best_locale

PATH: Final = "/api/affresco/v1/commons/stream"
SCHEMA_PATH: Final = "/api/affresco/v1/commons/schema"
TAG: Final = "Commons"
SSE: Final = "text/event-stream"
LANGUAGES_LIMIT: Final = 50
FORGED: Final = "The cursor is not one that this instance gave."
GONE: Final = "The cursor is of a log that is not there any more: a backup was restored."
SAID: Final = (
    "One event a line (application/jsonl), or server-sent events where Accept asks for those; also a "
    "WebSocket at the same address. Each event carries its cursor. The schema is at …/commons/schema."
)


class TermsEntity(msgspec.Struct, frozen=True):
    """What consumers agree to, in the language that was asked for."""

    version: int
    paragraphs: tuple[str, ...]


class Acceptance(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """version: of the terms that were read."""

    version: int


def read_wish(kinds: str, languages: str) -> Wish:
    """From lists with commas; "" for all. Raises UnknownKind, BadLanguages."""
    wanted = {kind.strip() for kind in kinds.split(",") if kind.strip()}
    for kind in sorted(wanted):
        if kind not in KINDS:
            raise UnknownKind(kind=kind[:40], known=", ".join(KINDS))
    spoken = {code.strip().lower() for code in languages.split(",") if code.strip()}
    if len(spoken) > LANGUAGES_LIMIT or any(len(code) > 20 or "\0" in code for code in spoken):
        raise BadLanguages(limit=LANGUAGES_LIMIT)
    return Wish(
        frozenset(cast("set[Kind]", wanted)) if wanted else None,
        frozenset(spoken) if spoken else None,
    )


@get(
    PATH,
    summary="The stream: what people give, as it happens, or from any point on",
    tags=[TAG],
    opt={QUERY_TOKEN_KEY: True},
    security=[{"bearer": []}],
    media_type="application/jsonl",
    responses={
        200: ResponseSpec(
            bytes, media_type="application/jsonl", description=SAID, generate_examples=False
        ),
        400: ResponseSpec(Fault, description=FORGED, generate_examples=False),
        410: ResponseSpec(Fault, description=GONE, generate_examples=False),
        **{
            code: ResponseSpec(Fault, description=WHEN[code], generate_examples=False)
            for code in (401, 403, 422, 429, 503)
        },
    },
)
async def stream(
    request: Call,
    cursor: Annotated[
        str,
        QueryParameter(
            description="Where to go on; none for the beginning, now for the end. One that this instance "
            "did not give is refused (400)."
        ),
    ] = "",
    kinds: Annotated[
        str, QueryParameter(description="A list with commas. Withdrawals come in any case.")
    ] = "",
    languages: Annotated[
        str, QueryParameter(description="A list of codes with commas: en,it.")
    ] = "",
    follow: Annotated[
        bool | None,
        QueryParameter(
            description="Whether to stay when all was sent. By default server-sent events do, and lines "
            "do not."
        ),
    ] = None,
    last_event_id: Annotated[
        str, HeaderParameter(name="Last-Event-ID", description="Goes before cursor.")
    ] = "",
) -> StreamAnswer:
    token = bearer_token(request.scope["headers"]) or query_token(request.scope["query_string"])
    framing: Any = "sse" if SSE in request.headers.get("accept", "") else "jsonl"
    reading = Reading(
        door=request.door,
        feed=feed_of(request.app),
        caller=await identify(request.door, token, "stream"),
        start=await feed_of(request.app).find_place(last_event_id or cursor),
        wish=read_wish(kinds, languages),
        follow=framing == "sse" if follow is None else follow,
    )
    return StreamAnswer(reading, framing)


@websocket(PATH, include_in_schema=False)
async def stream_socket(socket: WebSocket[Any, Any, Any]) -> None:
    """The same events, one a message. The query as above; the token may also come in ``access_token``."""
    try:
        reading = await _wanted(socket)
        with reading.feed.opened(reading.caller.space):
            await socket.accept()
            await until_one_ends(
                asyncio.create_task(_write(socket, reading), name="stream of the commons"),
                asyncio.create_task(_until_gone(socket), name="end of a stream"),
            )
    except AffrescoError as error:
        await _deny(socket, error)


async def _wanted(socket: WebSocket[Any, Any, Any]) -> Reading:
    door, feed = door_of(socket.app), feed_of(socket.app)
    query: Mapping[str, str] = socket.query_params
    token = bearer_token(socket.scope["headers"]) or query_token(socket.scope["query_string"])
    address = client_address(
        socket.client.host if socket.client else None,
        socket.headers.get("x-forwarded-for", ""),
        door.runtime.settings.proxies,
    )
    allowance = door.reads.hit(token or address)
    if allowance.exceeded:
        raise SlowDown(limit=allowance.limit, seconds=SECONDS)
    return Reading(
        door=door,
        feed=feed,
        caller=await identify(door, token, "stream"),
        start=await feed.find_place(query.get("cursor", "")),
        wish=read_wish(query.get("kinds", ""), query.get("languages", "")),
        follow=_read_follow(query.get("follow", "true")),
    )


def _read_follow(text: str) -> bool:
    """As the other framings take it. Raises BadRequest."""
    try:
        return msgspec.convert(text, bool, strict=False)
    except msgspec.ValidationError as error:
        raise BadRequest(reason=f"follow: {error}") from error


async def _write(socket: WebSocket[Any, Any, Any], reading: Reading) -> None:
    async def pass_on(piece: Piece) -> None:
        texts = [reading.json(told) for told in piece.entries] or [reading.mark(piece.place)]
        for text in texts:
            await socket.send({"type": "websocket.send", "text": text.decode(), "bytes": None})

    await deliver(reading, pass_on)
    await socket.close()


async def _until_gone(socket: WebSocket[Any, Any, Any]) -> None:
    while (await socket.receive())["type"] != "websocket.disconnect":
        pass


async def _deny(socket: WebSocket[Any, Any, Any], error: AffrescoError) -> None:
    """Answer instead of opening (the extension "Websocket Denial Response" of ASGI)."""
    text = error.text(best_locale(socket.headers.get("accept-language", "")))
    body = msgspec.json.encode(Fault(text, error.code, error.details))
    headers = [(b"content-type", b"application/json"), (b"content-length", b"%d" % len(body))]
    start: WebSocketResponseStartEvent = {
        "type": "websocket.http.response.start",
        "status": error.status,
        "headers": headers,
    }
    content: WebSocketResponseBodyEvent = {
        "type": "websocket.http.response.body",
        "body": body,
        "more_body": False,
    }
    await socket.send(start)
    await socket.send(content)


@get(
    SCHEMA_PATH,
    summary="The JSON Schema of an event of the stream",
    tags=[TAG],
    operation_class=JsonOperation,
    media_type="application/schema+json",
    responses={
        200: ResponseSpec(
            dict[str, object],
            media_type="application/schema+json",
            description="Draft 2020-12.",
            generate_examples=False,
        )
    },
)
async def event_schema(request: Call) -> Response[bytes]:
    body = events.schema(request.base_url + SCHEMA_PATH)
    headers = {"Cache-Control": "public, max-age=3600"}
    return Response(body, media_type="application/schema+json", headers=headers)


@get(
    f"{PICTURES}/{{media_id:str}}",
    summary="A picture, for as long as it is given",
    tags=[TAG],
    security=[{"bearer": []}],
    operation_class=JsonOperation,
    media_type="image/webp",
    responses={
        200: ResponseSpec(
            bytes,
            media_type="image/webp",
            description="As it was made; Repr-Digest (RFC 9530) is of these bytes.",
            generate_examples=False,
        ),
        **{
            code: ResponseSpec(Fault, description=WHEN[code], generate_examples=False)
            for code in (401, 403, 404, 422, 429, 503)
        },
    },
)
async def picture(
    request: Call,
    media_id: Annotated[
        str, PathParameter(description="As in an event.", schema_extra={"pattern": "^[0-9]{1,19}$"})
    ],
) -> Response[bytes]:
    await caller(request, "stream")
    number = find_id(media_id)
    if number is None:
        raise PictureNotGiven
    async with request.database.read() as tx:
        row = await queries.picture(tx, number)
    if row is None:
        raise PictureNotGiven
    kind = str(row["content_type"])
    ending = kind.removeprefix("image/").replace("jpeg", "jpg")
    data = await request.runtime.store.get(row["key"], f"original.{ending}")
    if data is None:
        raise PictureNotGiven
    usage = Usage(training="allow", licence=row["licence"])
    digest = base64.b64encode(hashlib.sha256(data).digest()).decode()
    headers = {
        **Statement(usage, request.base_url).headers(),
        # It may be taken back at any time.
        "Cache-Control": "private, no-store",
        "Repr-Digest": f"sha-256=:{digest}:",
    }
    return Response(data, media_type=kind, headers=headers)


@endpoint("GET", TERMS_PATH, "The terms that consumers accept", tag=TAG)
async def get_terms(request: Call) -> Answer[TermsEntity]:
    return Answer(_terms(request))


@endpoint(
    "POST",
    TERMS_PATH,
    "Accept the terms, with a consumer's key",
    faults=(403, 422),
    tag=TAG,
    forms=False,
)
async def accept_terms(request: Call, data: JSONBody[Acceptance]) -> Answer[TermsEntity]:
    token = bearer_token(request.scope["headers"])
    consumer = await consumers.find(request.database, token) if token else None
    if consumer is None:
        raise ConsumersOnly
    await consumers.accept_terms(request.database, consumer.id, data.version)
    return Answer(_terms(request))


def _terms(request: Call) -> TermsEntity:
    terms = consumers.terms(locale_of(request))
    return TermsEntity(terms.version, terms.paragraphs)


routes: Final[tuple[HTTPRouteHandler, ...]] = (
    stream,
    event_schema,
    picture,
    get_terms,
    accept_terms,
)
sockets: Final = (stream_socket,)
