"""The SDK at work, in one process: each HTTP request is served by itself, in the revision that it speaks.

The newest revision is the SDK's own. In those before it a host says once what it can, when it begins, and
answers a question of ours by a request of its own. Neither needs anything to be kept: what the host can
travels in the session's id, and an answer travels to the call that waits for it by the live hub, so that any
process may take either.
"""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from types import TracebackType
from typing import Any, Final, Self, cast

import anyio
import mcp_types as types
from litestar.types import Receive, Scope, Send
from mcp.server.connection import Connection
from mcp.server.lowlevel import Server
from mcp.server.runner import serve_connection
from mcp.server.streamable_http import StreamableHTTPServerTransport
from mcp.server.streamable_http_manager import StreamableHTTPSessionManager
from mcp.shared._stream_protocols import WriteStream
from mcp.shared.jsonrpc_dispatcher import JSONRPCDispatcher
from mcp.shared.message import SessionMessage
from mcp.shared.transport_context import TransportContext

from affresco.live import messages
from affresco.live.hub import Hub, Subscription
from affresco.mcp import sessions
from affresco.mcp.messages import BODY_LIMIT, Message, again

OLDEST: Final = "2025-03-26"
"""What a host speaks that does not say: the first revision with this transport."""
WAITING_LIMIT: Final = 500
"""Calls of one process that may wait for a person; more are given a confirmation to show instead."""


class Serving:
    """One process's SDK. server: what it asks."""

    def __init__(self, server: Server[Any], hub: Hub) -> None:
        self._server = server
        self._hub = hub
        self._whole = self._manager(json=True)
        self._streams = self._manager(json=False)
        self._waiting = 0

    def _manager(self, *, json: bool) -> StreamableHTTPSessionManager:
        return StreamableHTTPSessionManager(
            self._server, json_response=json, stateless=True, max_request_body_size=BODY_LIMIT
        )

    @asynccontextmanager
    async def run(self) -> AsyncIterator[None]:
        """While it serves."""
        async with AsyncExitStack() as stack:
            await stack.enter_async_context(self._whole.run())
            await stack.enter_async_context(self._streams.run())
            yield

    async def handle(
        self, message: Message, holder: str, scope: Scope, receive: Receive, send: Send
    ) -> None:
        """One request. message: what was read of it. holder: whose token it came with."""
        hears = message.hears or message.session is not None
        if not hears or message.method is None:
            await self._whole.handle_request(
                cast(Any, scope), cast(Any, receive), cast(Any, sessions.issuing(message, send))
            )
        elif not message.early:
            await self._streams.handle_request(
                cast(Any, scope), cast(Any, receive), cast(Any, send)
            )
        else:
            await self._converse(message, holder, scope, receive, send)

    async def _converse(
        self, message: Message, holder: str, scope: Scope, receive: Receive, send: Send
    ) -> None:
        """A call of an earlier revision that may hear something before its answer, and be asked."""
        able = message.session if self._waiting < WAITING_LIMIT else None
        key = secrets.token_urlsafe(sessions.KEY_BYTES)
        transport = StreamableHTTPServerTransport(None, is_json_response_enabled=False)
        connection = Connection.from_envelope(
            message.revision or OLDEST, {"name": "", "version": ""}, able or {}
        )
        self._waiting += 1
        try:
            async with (
                self._hub.subscribe(messages.answer(key)) as answers,
                transport.connect() as (read, write),
                anyio.create_task_group() as tasks,
            ):
                dispatcher: JSONRPCDispatcher[TransportContext] = JSONRPCDispatcher(
                    read,
                    _Named(write, key),
                    inline_methods=frozenset({"initialize"}),
                    transport_builder=lambda _metadata: TransportContext(
                        kind="streamable-http", can_send_request=able is not None
                    ),
                )

                async def serve() -> None:
                    await serve_connection(
                        self._server, dispatcher, connection=connection, lifespan_state={}
                    )

                tasks.start_soon(serve)
                tasks.start_soon(_pass_on, answers, holder, transport, scope)
                await transport.handle_request(
                    cast(Any, scope), cast(Any, receive), cast(Any, send)
                )
                await transport.terminate()
                tasks.cancel_scope.cancel()
        finally:
            self._waiting -= 1


async def _pass_on(
    answers: Subscription, holder: str, transport: StreamableHTTPServerTransport, scope: Scope
) -> None:
    """Give the call what its own assistant brings, as if it had come here."""
    while True:
        heard = await answers.next()
        if isinstance(heard, messages.Answered) and heard.holder == holder:
            body = again(heard.message.encode(), _never)
            await transport.handle_request(cast(Any, dict(scope)), cast(Any, body), _nowhere)


async def _never() -> Any:
    await anyio.sleep_forever()


async def _nowhere(_event: Any) -> None:
    """Whoever brought it has been thanked."""


class _Named:
    """What a call writes, with a name on its questions by which their answers find back to it."""

    def __init__(self, inner: WriteStream[SessionMessage], key: str) -> None:
        self._inner = inner
        self._key = key

    async def send(self, item: SessionMessage, /) -> None:
        message = item.message
        if isinstance(message, types.JSONRPCRequest):
            named = message.model_copy(update={"id": sessions.name(self._key, message.id)})
            item = SessionMessage(named, item.metadata)
        elif isinstance(message, types.JSONRPCNotification) and message.params is not None:
            number = message.params.get("requestId")
            if number is not None:
                params = {**message.params, "requestId": sessions.name(self._key, number)}
                item = SessionMessage(message.model_copy(update={"params": params}), item.metadata)
        await self._inner.send(item)

    async def aclose(self) -> None:
        await self._inner.aclose()

    async def __aenter__(self) -> Self:
        await self._inner.__aenter__()
        return self

    async def __aexit__(
        self,
        exc_type: type[BaseException] | None,
        exc_val: BaseException | None,
        exc_tb: TracebackType | None,
    ) -> bool | None:
        return await self._inner.__aexit__(exc_type, exc_val, exc_tb)
