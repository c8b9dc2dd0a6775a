"""The request as the API's handlers get it, and the guard that runs before them.

Handlers take ``request: Call`` and ask it for what they need. Injected dependencies do the same for
those who like them (``me``, ``viewer``, ``runtime``, ``reader``), but two of them on one handler are
resolved in a task group, which costs as much as the rest of a hot answer.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final, Protocol, cast
from urllib.parse import parse_qsl

from litestar import Litestar, Request
from litestar.connection import ASGIConnection
from litestar.datastructures import State
from litestar.enums import RequestEncodingType
from litestar.handlers import BaseRouteHandler

from affresco.accounts import sessions
from affresco.accounts.addresses import client_address
from affresco.accounts.model import AccountId, Bearer, PersonCounts, Scope, Viewer
from affresco.accounts.rates import SECONDS, Rates
from affresco.api.core.answers import ALLOWANCE_KEY
from affresco.api.core.bearers import Bearers
from affresco.api.core.bodies import Pair, nest, read_json, read_urlencoded
from affresco.api.core.faults import (
    BadBody,
    BadToken,
    PersonNeeded,
    ScopeMissing,
    SlowDown,
    TokenNeeded,
)
from affresco.api.core.memory import Memory
from affresco.api.core.paging import link_header
from affresco.api.core.remembered import Answers
from affresco.beta.gates import FEATURE_KEY, Gates
from affresco.db import Database
from affresco.feeds.reader import Reader
from affresco.feeds.search.finder import Finder
from affresco.live import messages
from affresco.media.model import Media
from affresco.media.tickets import Tickets
from affresco.runtime import Runtime

NEEDS_KEY: Final = "needs"
"""Where a route says, in its ``opt``, which scopes open it: any one of them; none for everybody."""
SEES_KEY: Final = "sees"
"""Where a route that strangers may call says which scopes a token must have that is sent nevertheless:
with it one sees more than they do."""
QUERY_TOKEN_KEY: Final = "query_token"  # noqa: S105 - a name
"""Where a route says that the token may come in its address: browsers open streams so."""
TOKEN_KEY: Final = "affresco_token"  # noqa: S105 - a name
"""Where the guard leaves the token itself, in the ASGI scope."""
BEARER_KEY: Final = "affresco_bearer"
"""Where the guard leaves whoever sent the token, in the ASGI scope."""
SESSION_COOKIE: Final = "affresco_session"
"""The website's cookie. Doors do not import each other, so its name stands here too."""
SAFE_METHODS: Final = frozenset({"GET", "HEAD", "OPTIONS"})
SEARCH_KEY: Final = "affresco_search"
"""Marks routes that search, which have a rate limit of their own."""
TOPICS_KEY: Final = "affresco_topics"
"""Where a handler leaves, in the ASGI scope, what its answer depends on."""
REMEMBERED_POSTS: Final = 32_768
REMEMBERED_PEOPLE: Final = 10_000


class Door:
    """What the API keeps for a process: who holds which token, what was counted, what was encoded.

    encoded: JSON by everything that it depends on, so it is never out of date. counts: numbers of a
    profile and until when they may be shown, in seconds of the monotonic clock.
    """

    def __init__(self, runtime: Runtime, reader: Reader) -> None:
        self.runtime = runtime
        self.reader = reader
        self.bearers = Bearers(runtime.database)
        settings = runtime.settings
        self.reads = Rates(settings.api_reads)
        self.writes = Rates(settings.api_writes)
        self.searches = Rates(settings.api_searches)
        self.encoded: Memory[tuple[object, ...], bytes] = Memory(REMEMBERED_POSTS)
        self.tickets = Tickets(runtime.secret)
        self.counts: Memory[AccountId, tuple[float, PersonCounts]] = Memory(REMEMBERED_PEOPLE)
        self.answers = Answers(runtime.hub.listening.is_set)
        for memory in (self.bearers, self.answers):
            runtime.hub.on_message(memory.hear)
            runtime.database.on_commit(memory.hear_own)


def door_of(app: Litestar) -> Door:
    """The door of the application, made at its first request after each start."""
    door: Door | None = app.state.get("api_door")
    if door is None or door.runtime is not app.state.runtime:
        door = Door(app.state.runtime, app.state.reader)
        app.state.api_door = door
    return door


class Desk(Protocol):
    """Where answers are put together for somebody: a request, or a stream that is open."""

    @property
    def door(self) -> Door: ...

    @property
    def reader(self) -> Reader: ...

    @property
    def base_url(self) -> str: ...

    @property
    def viewer_id(self) -> AccountId | None: ...


class Call(Request[Viewer | None, None, State]):
    """A request to the API."""

    @property
    def door(self) -> Door:
        return door_of(self.app)

    @property
    def runtime(self) -> Runtime:
        return self.door.runtime

    @property
    def database(self) -> Database:
        return self.door.runtime.database

    @property
    def reader(self) -> Reader:
        return self.door.reader

    @property
    def finder(self) -> Finder:
        finder: Finder = self.app.state.finder
        return finder

    @property
    def base_url(self) -> str:  # type: ignore[override]
        """The address of the instance without a final slash, whatever host the request names."""
        return self.door.runtime.base_url

    @property
    def viewer(self) -> Viewer | None:
        """Who is asking, None for a stranger."""
        return cast("Viewer | None", self.scope["user"])

    @property
    def bearer(self) -> Bearer:
        """Whoever sent the token, be it an app on its own behalf. Raises TokenNeeded."""
        bearer: Bearer | None = self.scope.get(BEARER_KEY)  # type: ignore[assignment]
        if bearer is None:
            raise TokenNeeded
        return bearer

    @property
    def token(self) -> str | None:
        """The token that came with the request."""
        token: str | None = self.scope.get(TOKEN_KEY)  # type: ignore[assignment]
        return token

    @property
    def address(self) -> str:
        """Where the request comes from; behind reverse proxies, what they say."""
        return client_address(
            self.client.host if self.client else None,
            self.headers.get("x-forwarded-for", ""),
            self.runtime.settings.proxies,
        )

    @property
    def viewer_id(self) -> AccountId | None:
        viewer = self.viewer
        return None if viewer is None else viewer.id

    @property
    def me(self) -> Viewer:
        """Who is asking. Raises TokenNeeded for strangers."""
        viewer = self.viewer
        if viewer is None:
            raise TokenNeeded
        return viewer

    def own(self, media: Media) -> Media:
        """A picture of one's own with addresses that work for the app, be it published or not."""
        return self.door.tickets.on(media, self.me.id)

    def remember(self, topics: Iterable[str]) -> None:
        """Keep the answer until a live message on one of these topics, see ``remembered``."""
        viewer_id = self.viewer_id
        scope = cast("dict[str, Any]", self.scope)
        if viewer_id is not None:
            topics = (*topics, messages.account(viewer_id))
        elif (bearer := scope.get(BEARER_KEY)) is not None:
            topics = (*topics, messages.app(bearer.app_id))
        scope[TOPICS_KEY] = frozenset(topics)

    def links(self, older: int | None, newer: int | None) -> dict[str, str]:
        """The ``Link`` header of a page that ends at these cursors, or no header."""
        query = self.scope["query_string"].decode("latin-1")
        value = link_header(self.base_url, self.scope["path"], query, older, newer)
        return {"link": value} if value else {}

    async def json(self) -> Any:
        """The body as a tree of values, be it JSON or a form. Raises BadBody."""
        match self.content_type[0]:
            case RequestEncodingType.URL_ENCODED:
                return read_urlencoded(await self.body())
            case RequestEncodingType.MULTI_PART:
                try:
                    pairs: list[Pair] = list((await self.form()).multi_items())
                except UnicodeDecodeError as error:
                    raise BadBody(reason=str(error)) from error
                return nest(pairs)
            case RequestEncodingType.JSON | "":
                return read_json(await self.body())
            case other:
                raise BadBody(reason=f"send JSON or a form, not {other[:100]}")


async def enter(connection: ASGIConnection[Any, Any, Any, Any], handler: BaseRouteHandler) -> None:
    """The guard of every route: who is asking, not too often, with the scope that it takes.

    Raises BadToken, SlowDown, TokenNeeded, PersonNeeded, ScopeMissing, NotOpenYet.
    """
    scope = cast("dict[str, Any]", connection.scope)
    token = bearer_token(scope["headers"])
    if token is None and handler.opt.get(QUERY_TOKEN_KEY):
        token = query_token(scope["query_string"])
    scope[TOKEN_KEY] = token
    await count(connection, handler, token)
    viewer, bearer = await _identify(door_of(connection.app), connection, token)
    scope["user"] = viewer
    scope[BEARER_KEY] = bearer
    needs: tuple[Scope, ...] = handler.opt.get(NEEDS_KEY, ())
    if needs and viewer is None and bearer is None:
        raise TokenNeeded
    asked: tuple[Scope, ...] = needs or handler.opt.get(SEES_KEY, ())
    holder = bearer or viewer
    if asked and holder is not None and holder.scopes.isdisjoint(asked):
        raise ScopeMissing(scope=asked[0])
    if needs and viewer is None:
        raise PersonNeeded
    if (feature := handler.opt.get(FEATURE_KEY)) and viewer is not None:
        gates: Gates = connection.app.state.gates
        await gates.check(viewer.id, feature)


async def count(
    connection: ASGIConnection[Any, Any, Any, Any],
    handler: BaseRouteHandler,
    token: str | None = None,
) -> None:
    """The guard of routes that look at no bearer token: not too often. Raises SlowDown."""
    door = door_of(connection.app)
    scope = cast("dict[str, Any]", connection.scope)
    scope["user"] = None
    address = connection.client.host if connection.client else ""
    rates = door.reads if scope["method"] in SAFE_METHODS else door.writes
    if handler.opt.get(SEARCH_KEY):
        rates = door.searches
    allowance = rates.hit(token or address)
    scope[ALLOWANCE_KEY] = allowance
    if allowance.exceeded:
        raise SlowDown(limit=allowance.limit, seconds=SECONDS)


def bearer_token(headers: Iterable[tuple[bytes, bytes]]) -> str | None:
    """The token of an ``Authorization`` header (RFC 6750 §2.1), from the raw headers."""
    for name, value in headers:
        if name == b"authorization":
            kind, _space, token = value.partition(b" ")
            if kind.lower() == b"bearer" and token:
                return token.strip().decode("latin-1")
    return None


def query_token(query: bytes) -> str | None:
    """The token of an address (RFC 6750 §2.3): of streams alone, as addresses are written down."""
    for name, value in parse_qsl(query.decode("latin-1")):
        if name == "access_token":
            return value
    return None


async def _identify(
    door: Door, connection: ASGIConnection[Any, Any, Any, Any], token: str | None
) -> tuple[Viewer | None, Bearer | None]:
    if token is not None:
        bearer = await door.bearers.find(token)
        if bearer is None:
            raise BadToken
        return bearer.viewer, bearer
    return await _from_session(door, connection), None


async def _from_session(
    door: Door, connection: ASGIConnection[Any, Any, Any, Any]
) -> Viewer | None:
    """The website's own scripts read with its cookie; they never write with it: no form token here."""
    if cast("dict[str, Any]", connection.scope)["method"] not in SAFE_METHODS:
        return None
    if connection.headers.get("sec-fetch-site", "same-origin") != "same-origin":
        return None
    token = connection.cookies.get(SESSION_COOKIE)
    return await sessions.find_viewer(door.runtime.database, token) if token else None


def provide_viewer(request: Call) -> Viewer | None:
    """Dependency ``viewer``."""
    return request.viewer


def provide_me(request: Call) -> Viewer:
    """Dependency ``me``. Raises TokenNeeded."""
    return request.me
