"""The endpoint of WebSockets: one connection, any number of channels."""

from __future__ import annotations

from typing import Any, Final, Literal

import msgspec
from litestar import WebSocket, websocket
from litestar.types import (
    WebSocketReceiveEvent,
    WebSocketResponseBodyEvent,
    WebSocketResponseStartEvent,
)

from affresco.accounts.addresses import client_address
from affresco.accounts.rates import SECONDS
from affresco.api.core.call import bearer_token, query_token
from affresco.api.core.faults import BadBody, BadToken, Fault, SlowDown
from affresco.api.mastodon.streaming.channels import Channel, read_channel
from affresco.api.mastodon.streaming.events import until_one_ends
from affresco.api.mastodon.streaming.listener import Listener, StreamEnded
from affresco.api.mastodon.streaming.shared import Onlooker, Streams, streams_of
from affresco.errors import AffrescoError
from affresco.text import best_locale

WISH_LIMIT: Final = 4_096
"""Characters of one message from the client."""


class Wish(msgspec.Struct, frozen=True):
    """What a client sends. tag, list: where the stream is of one."""

    type: Literal["subscribe", "unsubscribe"]
    stream: str
    tag: str = ""
    list: str | int = ""

    def channel(self) -> Channel:
        """Raises what ``read_channel`` does."""
        return read_channel(self.stream, self.tag, str(self.list))


class Complaint(msgspec.Struct, frozen=True):
    """The answer to a wish that cannot be granted."""

    error: str
    code: str
    status: int


_wishes: Final = msgspec.json.Decoder(Wish)


@websocket("/api/v1/streaming", include_in_schema=False)
async def streaming(socket: WebSocket[Any, Any, Any]) -> None:
    """Query: ``access_token``, and ``stream`` with ``tag`` or ``list`` for what to listen to at once. The
    token may also come in ``Authorization``, or in ``Sec-WebSocket-Protocol``, as browsers can send it."""
    streams = streams_of(socket.app)
    query = socket.query_params
    locale = best_locale(socket.headers.get("accept-language", ""))
    try:
        onlooker, protocol = await _who(socket, streams)
        with streams.opened(onlooker) as subscription:
            listener = Listener(streams, onlooker, subscription)
            if "stream" in query:
                tag, list_id = query.get("tag", ""), query.get("list", "")
                await listener.subscribe(read_channel(query["stream"], tag, list_id))
            await socket.accept(subprotocols=protocol)
            await until_one_ends(
                subscription, _write(socket, streams, listener), _read(socket, listener, locale)
            )
    except AffrescoError as error:
        await _deny(socket, error, locale)


async def _who(socket: WebSocket[Any, Any, Any], streams: Streams) -> tuple[Onlooker, str | None]:
    """(who connects, the protocol to agree to). Raises SlowDown, BadToken."""
    door = streams.door
    offered: list[str] = socket.scope.get("subprotocols") or []
    token = bearer_token(socket.scope["headers"]) or query_token(socket.scope["query_string"])
    if token is None and offered:
        token = offered[0]
    address = client_address(
        socket.client.host if socket.client else None,
        socket.headers.get("x-forwarded-for", ""),
        door.runtime.settings.proxies,
    )
    allowance = door.reads.hit(token or address)
    if allowance.exceeded:
        raise SlowDown(limit=allowance.limit, seconds=SECONDS)
    bearer = None if token is None else await door.bearers.find(token)
    if token is not None and bearer is None:
        raise BadToken
    viewer = None if bearer is None else bearer.viewer
    return Onlooker(door, viewer, bearer, token, address), offered[0] if offered else None


async def _deny(socket: WebSocket[Any, Any, Any], error: AffrescoError, locale: str) -> None:
    """Answer instead of opening (the extension "Websocket Denial Response" of ASGI)."""
    body = msgspec.json.encode(Fault(error.text(locale), error.code, error.details))
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


async def _write(socket: WebSocket[Any, Any, Any], streams: Streams, listener: Listener) -> None:
    async for event in listener.events():
        if event is not None:
            await _send(socket, streams.frames.text(event))


async def _read(socket: WebSocket[Any, Any, Any], listener: Listener, locale: str) -> None:
    """Grant wishes until the client leaves."""
    while (message := await socket.receive())["type"] == "websocket.receive":
        try:
            wish = _wishes.decode(_text(message))
            if wish.type == "subscribe":
                await listener.subscribe(wish.channel())
            else:
                listener.unsubscribe(wish.channel())
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            await _complain(socket, BadBody(reason=str(error)), locale)
        except AffrescoError as error:
            await _complain(socket, error, locale)


def _text(message: WebSocketReceiveEvent) -> str:
    """Raises StreamEnded for what no client means."""
    text = message.get("text") or (message.get("bytes") or b"").decode()
    if len(text) > WISH_LIMIT:
        raise StreamEnded("a wish is too long")
    return text


async def _complain(socket: WebSocket[Any, Any, Any], error: AffrescoError, locale: str) -> None:
    complaint = Complaint(error.text(locale), error.code, error.status)
    await _send(socket, msgspec.json.encode(complaint).decode())


async def _send(socket: WebSocket[Any, Any, Any], text: str) -> None:
    await socket.send({"type": "websocket.send", "text": text, "bytes": None})


sockets: Final = (streaming,)
