"""What comes in at /mcp: whose token it is, how often, with which scope; the rest is the SDK's.

Each request stands alone (stateless), in every revision of the protocol; answers are plain JSON. A token
must have been made for this address (RFC 8707): one for the API opens nothing here, and the reverse. A call
that lacks a scope is answered with 403 and the scope that it needs, and the body says the same to hosts that
look there.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, Final, cast
from urllib.parse import urlsplit

import msgspec
import structlog
from litestar import Litestar, asgi
from litestar.types import Receive, Scope, Send
from mcp.server.streamable_http_manager import StreamableHTTPSessionManager

from affresco.accounts import tokens
from affresco.accounts.model import Bearer
from affresco.accounts.oauth.rules import MCP_PATH
from affresco.accounts.rates import SECONDS, Rates
from affresco.accounts.scopes import ASSISTANT_FIRST, covers
from affresco.db.pool import DatabaseUnavailable
from affresco.errors import AffrescoError
from affresco.mcp.errors import SlowDown
from affresco.mcp.model import Caller, Tool
from affresco.mcp.server import CALLER_KEY, build
from affresco.mcp.tools import BY_NAME
from affresco.runtime import Runtime
from affresco.text import N_, best_locale, translate

log = structlog.get_logger(__name__)

BODY_LIMIT: Final = 16 * 1024 * 1024
"""Bytes: a picture of 8 MB in base64, and words."""
SETTINGS_PAGE: Final = "/settings/assistants"
PROTOCOL_ERROR: Final = -32600
RATE_ERROR: Final = -32000
PLAIN: Final = (b"content-type", b"application/json")
MORE_ACCESS: Final = N_(
    "This needs more than you allowed so far: {scopes}. You are asked for it now."
)


class _Params(msgspec.Struct, frozen=True):
    name: str | None = None


class _Message(msgspec.Struct, frozen=True):
    """As much of a JSON-RPC message as is needed here."""

    method: str | None = None
    id: int | str | None = None
    params: _Params | None = None


class Assistants:
    """The door of one process."""

    def __init__(self, app: Litestar, manager: StreamableHTTPSessionManager) -> None:
        self._app = app
        self._manager = manager
        runtime: Runtime = app.state.runtime
        self._runtime = runtime
        self.audience = f"{runtime.base_url}{MCP_PATH}"
        self._about = f"{runtime.base_url}/.well-known/oauth-protected-resource{MCP_PATH}"
        settings = runtime.settings
        self._reads = Rates(settings.api_reads)
        self._writes = Rates(settings.api_writes)
        self._searches = Rates(settings.api_searches)

    async def answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One HTTP request."""
        headers = _headers(scope)
        if _is_rebound(headers, urlsplit(self._runtime.base_url).netloc):
            return await _refuse(send, 403, PROTOCOL_ERROR, "This host is not ours.")
        method = scope["method"]  # type: ignore[typeddict-item]
        if method == "OPTIONS":
            return await _send(send, 204, b"", [])
        if method == "GET" and "text/html" in headers.get("accept", ""):
            place = f"{self._runtime.base_url}{SETTINGS_PAGE}".encode()
            return await _send(send, 303, b"", [(b"location", place)])
        token = _token(headers)
        bearer = await self._bearer(token) if token else None
        if bearer is None or bearer.viewer is None:
            return await self._unauthorized(send, sent=bool(token))
        if method != "POST":
            # No stream of its own and no session: there is nothing to get, nor to delete.
            return await _send(send, 405, b"", [(b"allow", b"POST, OPTIONS")])
        await self._post(scope, receive, send, bearer, token)
        return None

    async def _bearer(self, token: str) -> Bearer | None:
        return await tokens.find_bearer(self._runtime.database, token, self.audience)

    async def _post(
        self, scope: Scope, receive: Receive, send: Send, bearer: Bearer, token: str
    ) -> None:
        assert bearer.viewer is not None, "who comes in is somebody"
        body = await _body(receive)
        if body is None:
            return await _refuse(send, 413, PROTOCOL_ERROR, f"At most {BODY_LIMIT >> 20} MB.")
        message = _read(body)
        tool = _tool(message)
        allowance = self._rates(tool).hit(token)
        if allowance.exceeded:
            error = SlowDown(limit=allowance.limit, seconds=SECONDS)
            return await _refuse(
                send, 429, RATE_ERROR, error.text(bearer.viewer.locale), message.id, code=error.code
            )
        if tool is not None and not covers(bearer.scopes, tool.needs):
            return await self._insufficient(send, tool, message, bearer)
        state = self._app.state
        inner = dict(scope)
        inner[CALLER_KEY] = Caller(
            runtime=self._runtime,
            reader=state.reader,
            finder=state.finder,
            asking=state.asking,
            me=bearer.viewer,
            bearer=bearer,
        )
        await self._manager.handle_request(
            cast(Any, inner), cast(Any, _replay(body, receive)), cast(Any, send)
        )
        return None

    def _rates(self, tool: Tool | None) -> Rates:
        if tool is not None and tool.searches:
            return self._searches
        return self._reads if tool is None or tool.hints.reads else self._writes

    async def _unauthorized(self, send: Send, *, sent: bool) -> None:
        """RFC 6750 §3, RFC 9728 §5.1: where to ask, and for what to begin with."""
        wrong = 'error="invalid_token", ' if sent else ""
        challenge = (
            f'Bearer {wrong}resource_metadata="{self._about}", scope="{" ".join(ASSISTANT_FIRST)}"'
        )
        body = msgspec.json.encode({"error": "invalid_token" if sent else "unauthorized"})
        await _send(send, 401, body, [PLAIN, (b"www-authenticate", challenge.encode())])

    async def _insufficient(
        self, send: Send, tool: Tool, message: _Message, bearer: Bearer
    ) -> None:
        """RFC 6750 §3.1, with all that the call needs; the body tells hosts that ask by tool."""
        needed = " ".join(tool.needs)
        challenge = (
            f'Bearer error="insufficient_scope", scope="{needed}", '
            f'resource_metadata="{self._about}", '
            f'error_description="{tool.name} needs {needed}"'
        )
        locale = bearer.viewer.locale if bearer.viewer is not None else "en"
        result = {
            "content": [
                {"type": "text", "text": translate(MORE_ACCESS, locale).format(scopes=needed)}
            ],
            "isError": True,
            "_meta": {
                "mcp/www_authenticate": [challenge],
                "affresco/error": {"code": "mcp.scope_missing", "status": 403},
            },
        }
        body = msgspec.json.encode({"jsonrpc": "2.0", "id": message.id, "result": result})
        await _send(send, 403, body, [PLAIN, (b"www-authenticate", challenge.encode())])


@asynccontextmanager
async def opened(app: Litestar) -> AsyncIterator[Assistants]:
    """The door, from the start of a process to its end.

    The SDK's tasks live in one of ours: what starts an application and what ends it may be two.
    """
    manager = StreamableHTTPSessionManager(
        build(), json_response=True, stateless=True, max_request_body_size=BODY_LIMIT
    )
    ready, over = asyncio.Event(), asyncio.Event()

    async def run() -> None:
        async with manager.run():
            ready.set()
            await over.wait()

    task = asyncio.create_task(run(), name="assistants")
    try:
        await ready.wait()
        yield Assistants(app, manager)
    finally:
        over.set()
        await task


@asgi(MCP_PATH, copy_scope=True)
async def mcp(scope: Scope, receive: Receive, send: Send) -> None:
    """The one address of the server."""
    app: Litestar = scope["litestar_app"]
    door: Assistants = app.state.assistants
    try:
        await door.answer(scope, receive, send)
    except AffrescoError as error:  # the database is away, before anything was answered
        if not isinstance(error, DatabaseUnavailable):
            log.exception("assistant turned away", error=error.code)
        said = error.text(best_locale(_headers(scope).get("accept-language", "")))
        await _refuse(send, error.status, RATE_ERROR, said, code=error.code)


def _headers(scope: Scope) -> dict[str, str]:
    return {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}


def _token(headers: dict[str, str]) -> str:
    kind, _space, token = headers.get("authorization", "").partition(" ")
    return token.strip() if kind.lower() == "bearer" else ""


def _is_rebound(headers: dict[str, str], own: str) -> bool:
    """Whether a page at a name that is made to point here takes us for its own server (DNS rebinding).

    Pages elsewhere that come with a token are welcome: browsers hold those to what CORS allows.
    """
    origin = headers.get("origin", "")
    if not origin or origin == "null":
        return False
    host = urlsplit(origin).netloc
    return host == headers.get("host", "") and host != own


async def _body(receive: Receive) -> bytes | None:
    """The whole body; None where it is too large."""
    found = bytearray()
    more = True
    while more:
        message = await receive()
        if message["type"] != "http.request":
            break
        found += message.get("body", b"")
        if len(found) > BODY_LIMIT:
            return None
        more = message.get("more_body", False)
    return bytes(found)


def _replay(body: bytes, receive: Receive) -> Receive:
    """Gives the body once more, then what comes after it."""
    waiting = [body]

    async def again() -> Any:
        if waiting:
            return {"type": "http.request", "body": waiting.pop(), "more_body": False}
        return await receive()

    return again


def _read(body: bytes) -> _Message:
    """What is not a message the SDK will refuse in its own words."""
    try:
        return msgspec.json.decode(body, type=_Message)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return _Message()


def _tool(message: _Message) -> Tool | None:
    if message.method != "tools/call" or message.params is None or message.params.name is None:
        return None
    return BY_NAME.get(message.params.name)


async def _refuse(
    send: Send,
    status: int,
    number: int,
    text: str,
    message_id: int | str | None = None,
    *,
    code: str = "",
) -> None:
    error: dict[str, Any] = {"code": number, "message": text}
    if code:
        error["data"] = {"code": code}
    body = msgspec.json.encode({"jsonrpc": "2.0", "id": message_id, "error": error})
    headers = [PLAIN]
    if status in (429, 503):
        headers.append((b"retry-after", b"30" if status == 429 else b"5"))
    await _send(send, status, body, headers)


async def _send(send: Send, status: int, body: bytes, headers: list[tuple[bytes, bytes]]) -> None:
    length = (b"content-length", str(len(body)).encode())
    await send({"type": "http.response.start", "status": status, "headers": [*headers, length]})
    await send({"type": "http.response.body", "body": body, "more_body": False})


routes: Final = (mcp,)
