"""The endpoints of server-sent events, one for each channel."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Annotated, Any, Final

import structlog
from litestar import Request, Response
from litestar.handlers import HTTPRouteHandler, get
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import QueryParameter
from litestar.types import ASGIApp, Receive, Send
from litestar.types import Scope as ConnectionScope

from affresco.accounts.model import Scope
from affresco.api.core.call import BEARER_KEY, NEEDS_KEY, QUERY_TOKEN_KEY, SEES_KEY, Call
from affresco.api.core.endpoint import WHEN, JsonOperation, endpoint, opening
from affresco.api.core.faults import Fault
from affresco.api.mastodon.streaming.channels import Channel, ChannelName, check, read_channel
from affresco.api.mastodon.streaming.listener import Listener, StreamEnded
from affresco.api.mastodon.streaming.shared import Onlooker, Streams, streams_of
from affresco.live import sse
from affresco.live.hub import Subscription

log = structlog.get_logger(__name__)

HEADERS: Final = (
    (b"content-type", b"text/event-stream"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),
)
MEDIA_TYPE: Final = "text/event-stream"
SAID: Final = (
    "`update`, `status.update`, `delete`, `notification`, `conversation`, `filters_changed`, "
    "`announcement`, each as the channel has them; comments in between."
)


class EventStream(Response[bytes]):
    """Events of one channel until the reader leaves. The base class is not initialised, as in ``Answer``."""

    def __init__(self, streams: Streams, onlooker: Onlooker, channel: Channel) -> None:
        self._streams = streams
        self._onlooker = onlooker
        self._channel = channel

    def to_asgi_response(  # type: ignore[override]
        self, app: object, request: Request[Any, Any, Any], **_options: object
    ) -> ASGIApp:
        """Called by the framework."""
        return self._serve

    async def _serve(self, _scope: ConnectionScope, receive: Receive, send: Send) -> None:
        with self._streams.opened(self._onlooker) as subscription:
            listener = Listener(self._streams, self._onlooker, subscription)
            await listener.subscribe(self._channel)
            await until_one_ends(subscription, self._write(listener, send), _until_gone(receive))

    async def _write(self, listener: Listener, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": HEADERS})
        await _send(send, sse.HEARTBEAT)
        frames = self._streams.frames
        try:
            async for event in listener.events():
                await _send(send, sse.HEARTBEAT if event is None else frames.server_sent(event))
        except StreamEnded:
            await send({"type": "http.response.body", "body": b"", "more_body": False})


async def _send(send: Send, body: bytes) -> None:
    await send({"type": "http.response.body", "body": body, "more_body": True})


async def until_one_ends(
    subscription: Subscription,
    writing: Coroutine[None, None, None],
    *others: Coroutine[None, None, None],
) -> None:
    """Run both ends of a stream until one of them is over; then, and for a reader who is too slow, end all.

    A writer that waits for a slow reader waits as long as its queue has room: so nothing is buffered
    without bound, and no clock has to be set for each event. Raises what an end raised.
    """
    tasks = [asyncio.create_task(end, name="end of a stream") for end in (writing, *others)]
    subscription.on_overflow = tasks[0].cancel
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
        ends = await asyncio.gather(*tasks, return_exceptions=True)
    for end in ends:
        if isinstance(end, Exception) and not isinstance(end, StreamEnded):
            raise end


async def _until_gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


def _channel_of(
    path: str, name: ChannelName, summary: str, needs: Scope | None = None
) -> HTTPRouteHandler:
    """A channel without a parameter."""

    async def handler(request: Call) -> EventStream:
        return _open(request, read_channel(name))

    return _route(path, summary, needs)(handler)


def _route(path: str, summary: str, needs: Scope | None = None) -> HTTPRouteHandler:
    return get(
        f"/api/v1/streaming/{path}",
        summary=summary,
        tags=["Mastodon"],
        opt={
            NEEDS_KEY: opening((needs,)) if needs else (),
            SEES_KEY: () if needs else opening(("read:statuses",)),
            QUERY_TOKEN_KEY: True,
        },
        security=[{"bearer": []}] if needs else [{}, {"bearer": []}],
        operation_class=JsonOperation,
        media_type=MEDIA_TYPE,
        responses={
            200: ResponseSpec(
                bytes, media_type=MEDIA_TYPE, description=SAID, generate_examples=False
            ),
            **{
                code: ResponseSpec(Fault, description=WHEN[code], generate_examples=False)
                for code in (401, 403, 404, 422, 429, 503)
            },
        },
    )


def _open(request: Call, channel: Channel) -> EventStream:
    onlooker = Onlooker(
        door=request.door,
        viewer=request.viewer,
        bearer=request.scope.get(BEARER_KEY),  # type: ignore[arg-type]
        token=request.token,
        address=request.address,
    )
    check(channel, onlooker.viewer, onlooker.bearer)
    return EventStream(streams_of(request.app), onlooker, channel)


Hashtag = Annotated[str, QueryParameter(description="With or without #.")]


@_route("public", "Public posts as they come")
async def public(
    request: Call,
    only_media: Annotated[bool, QueryParameter(description="Those with pictures alone.")] = False,
) -> EventStream:
    return _open(request, read_channel("public:media" if only_media else "public"))


@_route("public/local", "Public posts of this instance as they come")
async def public_local(
    request: Call,
    only_media: Annotated[bool, QueryParameter(description="Those with pictures alone.")] = False,
) -> EventStream:
    return _open(request, read_channel("public:local:media" if only_media else "public:local"))


@_route("hashtag", "Public posts with a hashtag as they come")
async def hashtag(request: Call, tag: Hashtag) -> EventStream:
    return _open(request, read_channel("hashtag", tag=tag))


@_route("hashtag/local", "Public posts of this instance with a hashtag as they come")
async def hashtag_local(request: Call, tag: Hashtag) -> EventStream:
    return _open(request, read_channel("hashtag:local", tag=tag))


@_route("list", "Posts of the people on a list as they come", needs="read:lists")
async def list_events(
    request: Call,
    list_id: Annotated[str, QueryParameter(name="list", description="The list's number.")],
) -> EventStream:
    return _open(request, read_channel("list", list_id=list_id))


@endpoint("GET", "/api/v1/streaming/health", "Whether streams can be opened")
async def health(request: Call) -> Response[str]:
    return Response("OK", media_type="text/plain")


routes: Final[tuple[HTTPRouteHandler, ...]] = (
    _channel_of(
        "user", "user", "One's own home, notifications and what concerns one", "read:statuses"
    ),
    _channel_of(
        "user/notification", "user:notification", "One's own notifications", "read:notifications"
    ),
    _channel_of("direct", "direct", "One's own conversations", "read:statuses"),
    public,
    public_local,
    _channel_of("public/remote", "public:remote", "Posts of other instances: there are none"),
    hashtag,
    hashtag_local,
    list_events,
    health,
)
