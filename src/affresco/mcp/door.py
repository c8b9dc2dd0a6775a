"""What comes in at /mcp: whose token it is, how often, with which scope; the rest is the SDK's.

Each request stands alone (stateless), in every revision of the protocol; answers are plain JSON. A token
must have been made for this address (RFC 8707): one for the API opens nothing here, and the reverse. A call
that lacks a scope is answered with 403 and the scope that it needs, and the body says the same to hosts that
look there.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING, Any, Final, cast
from urllib.parse import urlsplit

import msgspec
import structlog
from litestar import Litestar, asgi
from litestar.types import Receive, Scope, Send

from affresco.accounts import tokens
from affresco.accounts.model import Bearer, Viewer
from affresco.accounts.oauth.rules import MCP_PATH
from affresco.accounts.rates import SECONDS, Rates
from affresco.accounts.scopes import ASSISTANT_FIRST, covers
from affresco.beta.gates import Gates
from affresco.db.pool import DatabaseUnavailable
from affresco.errors import AffrescoError
from affresco.live import messages
from affresco.live.hub import Hub
from affresco.mcp import sessions
from affresco.mcp.demands import demand_of
from affresco.mcp.errors import SlowDown
from affresco.mcp.messages import BODY_LIMIT, Message, again, read, renumbered
from affresco.mcp.model import CALLER_KEY, Caller, Demand, Demands
from affresco.runtime import Runtime
from affresco.text import N_, best_locale, translate

if TYPE_CHECKING:
    from affresco.mcp.serving import Serving

log = structlog.get_logger(__name__)

ANSWER_LIMIT: Final = 3_000
"""Bytes of what a person answers to a question: it must fit a live message, with each byte escaped."""
SETTINGS_PAGE: Final = "/settings/assistants"
PARSE_ERROR: Final = -32700
PROTOCOL_ERROR: Final = -32600
RATE_ERROR: Final = -32000
PLAIN: Final = (b"content-type", b"application/json")
MORE_ACCESS: Final = N_(
    "This needs more than you allowed so far: {scopes}. You are asked for it now."
)


class Assistants:
    """The door of one process. demands: what each message needs. make: the server behind it; asked once,
    when somebody comes."""

    def __init__(self, app: Litestar, demands: Demands, make: Callable[[Hub], Serving]) -> None:
        self._app = app
        self._demands = demands
        self._make = make
        self._beginning = asyncio.Lock()
        self._serving: Serving | None = None
        self._task: asyncio.Task[None] | None = None
        self._over = asyncio.Event()
        runtime: Runtime = app.state.runtime
        self._runtime = runtime
        self.audience = f"{runtime.base_url}{MCP_PATH}"
        self._about = f"{runtime.base_url}/.well-known/oauth-protected-resource{MCP_PATH}"
        settings = runtime.settings
        self._rates = {
            "reads": Rates(settings.api_reads),
            "writes": Rates(settings.api_writes),
            "searches": Rates(settings.api_searches),
        }

    async def _serve(self) -> Serving:
        """What serves, from the first request on.

        Its tasks live in one of ours: what starts an application and what ends it may be two.
        """
        async with self._beginning:
            if self._serving is None:
                serving = await asyncio.to_thread(self._make, self._runtime.hub)
                ready = asyncio.Event()

                async def run() -> None:
                    async with serving.run():
                        ready.set()
                        await self._over.wait()

                self._task = asyncio.create_task(run(), name="assistants")
                await ready.wait()
                self._serving = serving
            return self._serving

    async def close(self) -> None:
        """No more requests."""
        self._over.set()
        if self._task is not None:
            await self._task

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
        headers = _headers(scope)
        message = read(body, headers.get("mcp-protocol-version", ""))
        if message is None:
            return await _refuse(send, 400, PARSE_ERROR, "This is not JSON in UTF-8.")
        demand = self._demands(message.wish)
        # An answer to a question of ours writes: it is passed on to all processes.
        counted = "writes" if message.question else demand.counted
        allowance = self._rates[counted].hit(token)
        if allowance.exceeded:
            error = SlowDown(limit=allowance.limit, seconds=SECONDS)
            return await _refuse(
                send, 429, RATE_ERROR, error.text(bearer.viewer.locale), message.id, code=error.code
            )
        if not covers(bearer.scopes, demand.needs):
            return await self._insufficient(send, demand, message, bearer)
        holder = f"g{bearer.grant_id}" if bearer.grant_id is not None else f"t{bearer.token_id}"
        if message.early and message.question and (key := sessions.meant(message.question)):
            return await self._answered(send, holder, *key, body)
        session = headers.get(sessions.HEADER, "") if message.early else ""
        able = sessions.read(session) if session else None
        if session and able is None:
            return await _refuse(send, 404, PROTOCOL_ERROR, "Session not found", message.id)
        # A session is for calls; what else a host asks is answered in one piece.
        said = msgspec.structs.replace(message, session=able if demand.tool else None)
        inner = {**scope, CALLER_KEY: await self._caller(bearer, bearer.viewer)}
        serving = await self._serve()
        await _while_there(
            receive,
            lambda rest: serving.handle(said, holder, cast(Scope, inner), again(body, rest), send),
        )
        return None

    async def _caller(self, bearer: Bearer, viewer: Viewer) -> Caller:
        state = self._app.state
        gates: Gates = state.gates
        return Caller(
            runtime=self._runtime,
            reader=state.reader,
            finder=state.finder,
            asking=state.asking,
            me=viewer,
            bearer=bearer,
            absent=await gates.off_for(viewer.id),
        )

    async def _answered(self, send: Send, holder: str, key: str, number: int, body: bytes) -> None:
        """Bring what a person answered to the call that waits for it, wherever that is."""
        if len(body) > ANSWER_LIMIT:
            return await _refuse(send, 413, PROTOCOL_ERROR, f"At most {ANSWER_LIMIT} bytes.")
        answered = messages.Answered(holder, renumbered(body, number))
        async with self._runtime.database.write() as tx:
            await messages.send(tx, answered, messages.answer(key))
        return await _send(send, 202, b"", [])

    async def _unauthorized(self, send: Send, *, sent: bool) -> None:
        """RFC 6750 §3, RFC 9728 §5.1: where to ask, and for what to begin with."""
        wrong = 'error="invalid_token", ' if sent else ""
        challenge = (
            f'Bearer {wrong}resource_metadata="{self._about}", scope="{" ".join(ASSISTANT_FIRST)}"'
        )
        body = msgspec.json.encode({"error": "invalid_token" if sent else "unauthorized"})
        await _send(send, 401, body, [PLAIN, (b"www-authenticate", challenge.encode())])

    async def _insufficient(
        self, send: Send, demand: Demand, message: Message, bearer: Bearer
    ) -> None:
        """RFC 6750 §3.1, with all that the call needs; the body tells hosts that ask by tool.

        Hosts add that to what they have. Those of the revisions before 2026-07-28 ask for what they are
        told and for nothing else, and would lose what they have: they are told that as well.
        """
        assert bearer.viewer is not None, "who comes in is somebody"
        needed = " ".join(demand.needs)
        wanted = set(demand.needs) | (bearer.scopes if message.early else set())
        challenge = (
            f'Bearer error="insufficient_scope", scope="{" ".join(sorted(wanted))}", '
            f'resource_metadata="{self._about}", '
            f'error_description="{demand.name} needs {needed}"'
        )
        said = translate(MORE_ACCESS, bearer.viewer.locale).format(scopes=needed)
        code = {"code": "mcp.scope_missing", "status": 403}
        answer: dict[str, Any] = {"error": {"code": RATE_ERROR, "message": said, "data": code}}
        if demand.tool:
            meta = {"mcp/www_authenticate": [challenge], "affresco/error": code}
            words = [{"type": "text", "text": said}]
            answer = {"result": {"content": words, "isError": True, "_meta": meta}}
        body = msgspec.json.encode({"jsonrpc": "2.0", "id": message.id, **answer})
        await _send(send, 403, body, [PLAIN, (b"www-authenticate", challenge.encode())])


def _ours(hub: Hub) -> Serving:
    """Brought in when the first assistant comes: the SDK takes some 0.4 s and 11 MB, which a process that
    never sees one should not pay when it starts."""
    from affresco.mcp.offer import Ours
    from affresco.mcp.server import build
    from affresco.mcp.serving import Serving

    return Serving(build(Ours(), demand_of), hub)


@asynccontextmanager
async def opened(
    app: Litestar,
    demands: Demands = demand_of,
    make: Callable[[Hub], Serving] = _ours,
) -> AsyncIterator[Assistants]:
    """The door, from the start of a process to its end."""
    door = Assistants(app, demands, make)
    try:
        yield door
    finally:
        await door.close()


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


async def _while_there(receive: Receive, work: Callable[[Receive], Awaitable[None]]) -> None:
    """Work for as long as whoever asked is there to hear the answer."""
    gone = asyncio.create_task(_gone(receive))

    async def rest() -> Any:
        await asyncio.shield(gone)
        return {"type": "http.disconnect"}

    task = asyncio.ensure_future(work(rest))
    try:
        await asyncio.wait((task, gone), return_when=asyncio.FIRST_COMPLETED)
    finally:
        gone.cancel()
        if not task.done():
            task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


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
