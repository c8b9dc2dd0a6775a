"""The whole network in memory, spoken to in sentences.

    ada, bo = await world.people("ada", "bo")
    post = await world.post(by=ada, pictures=1, prompt="a quiet harbour")
    await world.follow(bo, ada)
    page = await world.get(post.url, as_=bo)
    await world.work()  # reactions to events, and pictures

People, posts and follows come about through the real commands; requests go through the real doors,
without a socket. Nothing of ours is replaced, except that passwords are hashed quickly.
"""

from __future__ import annotations

import asyncio
import itertools
import json
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, nullcontext
from typing import Any, Final, cast
from unittest.mock import patch

import httpx
import msgspec
from argon2 import PasswordHasher
from litestar import Litestar
from PIL import Image

from affresco import wiring
from affresco.accounts import commands as accounts
from affresco.accounts import consent, invitations, passwords, sessions, tokens
from affresco.accounts.model import AccountId, Invite, Role, Scope, SignUp, Training
from affresco.db import Database, WriteTx
from affresco.db.pool import ReadTx
from affresco.media.commands import encode, save
from affresco.media.model import Media
from affresco.posts import commands as posts
from affresco.posts.model import NewPicture, PostId, Publish
from affresco.runtime import Runtime
from affresco.text import Locale
from affresco.web.security import TOKEN_FIELD, form_token
from affresco.web.session import GUEST_COOKIE, SESSION_COOKIE

BASE_URL: Final = "http://testserver"
PASSWORD: Final = "wet plaster dries at noon"
GUEST: Final = "a guest's cookie"
SCOPES: Final[frozenset[Scope]] = frozenset({"read", "write", "follow"})
ENGINE: Final = "tests"
SWIFT_HASHER: Final = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


class Resident(msgspec.Struct, frozen=True):
    """Somebody with an account. session: the value of their cookie. token: bearer, all scopes."""

    id: AccountId
    handle: str
    email: str
    password: str
    session: str
    token: str

    @property
    def url(self) -> str:
        return f"/@{self.handle}"


class Published(msgspec.Struct, frozen=True):
    """A post that was made by ``World.post``."""

    id: PostId
    by: Resident
    pictures: tuple[Media, ...]

    @property
    def url(self) -> str:
        return f"/@{self.by.handle}/{self.id}"


class ServerEvent(msgspec.Struct, frozen=True):
    """One message of an event stream, https://html.spec.whatwg.org/multipage/server-sent-events.html"""

    event: str
    data: str
    id: str = ""

    def json(self) -> Any:
        return json.loads(self.data)


class World:
    """See the module. Made by the fixture ``world``."""

    def __init__(self, runtime: Runtime, app: Litestar) -> None:
        self.runtime = runtime
        self.app = app
        self._numbers = itertools.count(1)
        self._clients: dict[str, httpx.AsyncClient] = {}
        self._open = AsyncExitStack()

    @property
    def database(self) -> Database:
        return self.runtime.database

    @classmethod
    @asynccontextmanager
    async def begin(cls, runtime: Runtime) -> AsyncIterator[World]:
        """The application around a runtime that somebody else opens and closes."""
        app = wiring.create_app(lambda: nullcontext(runtime))
        with patch.object(passwords, "_hasher", SWIFT_HASHER):
            async with app.lifespan():
                world = cls(runtime, app)
                async with world._open:
                    yield world

    # people ------------------------------------------------------------------------------------

    async def person(
        self,
        handle: str,
        *,
        role: Role = "member",
        training: Training = "deny",
        locale: Locale = "en",
        name: str = "",
    ) -> Resident:
        """Somebody who has joined and is signed in."""
        email = f"{handle}@example.org"
        account_id = await accounts.add_person(
            self.database,
            SignUp(
                handle=handle,
                email=email,
                password=PASSWORD,
                training=training,
                wording=consent.training_wording(training, locale),
                locale=locale,
                name=name,
            ),
            role=role,
        )
        return Resident(
            id=account_id,
            handle=handle,
            email=email,
            password=PASSWORD,
            session=await sessions.start(self.database, account_id, "tests", "192.0.2.1"),
            token=await tokens.create_token(self.database, account_id, "tests", SCOPES),
        )

    async def people(self, *handles: str) -> list[Resident]:
        """Several people at once, in the order of their handles given."""
        return [await self.person(handle) for handle in handles]

    async def owner(self, handle: str = "owner_one") -> Resident:
        """Somebody who may administer."""
        return await self.person(handle, role="owner")

    async def token(self, who: Resident, *scopes: Scope) -> str:
        """A bearer token with these scopes alone."""
        return await tokens.create_token(self.database, who.id, "tests", frozenset(scopes))

    async def invitation(self, *, uses: int = 1, cohort: str | None = None) -> str:
        """The code of an open invitation."""
        return await invitations.invite(self.database, Invite(uses=uses, cohort=cohort))

    async def follow(self, follower: Resident, followee: Resident) -> None:
        await accounts.follow(self.database, follower.id, followee.id)

    # pictures and posts ------------------------------------------------------------------------

    async def picture(
        self, *, by: Resident, prompt: str | None = None, size: tuple[int, int] = (64, 48)
    ) -> Media:
        """A small picture of one colour. prompt: as if the studio had made it from these words."""
        number = next(self._numbers)
        colour = (number * 53 % 256, number * 101 % 256, number * 197 % 256)
        encoded = await asyncio.to_thread(encode, Image.new("RGB", size, colour))
        media = await save(self.database, self.runtime.store, by.id, "generated", encoded)
        if prompt is not None:
            async with self.database.write() as tx:
                await _record_recipe(tx, by.id, media, prompt, seed=number)
        return media

    async def post(
        self,
        *,
        by: Resident,
        text: str = "",
        pictures: int | Sequence[Media] = 0,
        prompt: str | None = None,
        remix_of: Published | None = None,
        reply_to: Published | None = None,
        **choices: Any,
    ) -> Published:
        """Publish. choices: further fields of ``Publish``. A post without anything gets a text."""
        if remix_of is not None and not pictures:
            pictures = 1
        shown = (
            [await self.picture(by=by, prompt=prompt or "a quiet harbour") for _ in range(pictures)]
            if isinstance(pictures, int)
            else list(pictures)
        )
        post_id = await posts.publish(
            self.database,
            by.id,
            Publish(
                text=text or ("" if shown else f"Post number {next(self._numbers)}"),
                pictures=tuple(NewPicture(media_id=media.id) for media in shown),
                remix_of_id=remix_of.id if remix_of else None,
                in_reply_to_id=reply_to.id if reply_to else None,
                **choices,
            ),
        )
        return Published(id=post_id, by=by, pictures=tuple(shown))

    async def like(self, who: Resident, post: Published) -> None:
        await posts.like(self.database, who.id, post.id)

    async def repost(self, who: Resident, post: Published) -> None:
        await posts.repost(self.database, who.id, post.id)

    # doors -------------------------------------------------------------------------------------

    async def get(
        self,
        path: str,
        *,
        as_: Resident | None = None,
        headers: Mapping[str, str] | None = None,
        htmx: bool = False,
    ) -> httpx.Response:
        """A page as a browser asks for it; redirects are not followed."""
        extra = {"HX-Request": "true"} if htmx else {}
        return await self._client(as_).get(path, headers={**extra, **(headers or {})})

    async def post_form(
        self,
        path: str,
        data: Mapping[str, Any] | None = None,
        *,
        as_: Resident | None = None,
        files: Mapping[str, tuple[str, bytes, str]] | None = None,
        htmx: bool = False,
    ) -> httpx.Response:
        """Send a form with its token. files: field → (file name, bytes, content type)."""
        sent = {**(data or {}), TOKEN_FIELD: self.form_token(as_)}
        headers = {"HX-Request": "true"} if htmx else {}
        return await self._client(as_).post(path, data=sent, files=files, headers=headers)

    def form_token(self, who: Resident | None) -> str:
        """The hidden field of forms shown to this person, or to a guest."""
        return form_token(self.runtime.secret, who.session if who else GUEST)

    async def api(
        self,
        method: str,
        path: str,
        *,
        as_: Resident | None = None,
        token: str | None = None,
        json: Any = None,
        headers: Mapping[str, str] | None = None,
        **request: Any,
    ) -> httpx.Response:
        """A request of a program: with the person's bearer token or the one given, no cookies."""
        bearer = token or (as_.token if as_ else None)
        sent = dict(headers or {}) | ({"Authorization": f"Bearer {bearer}"} if bearer else {})
        if json is not None:
            request["json"] = json
        return await self._client(None, program=True).request(method, path, headers=sent, **request)

    @asynccontextmanager
    async def stream(
        self, path: str, *, as_: Resident | None = None, token: str | None = None
    ) -> AsyncIterator[EventStream]:
        """An open event stream; it is closed as a browser closes it when the block ends."""
        headers = [(b"host", b"testserver"), (b"accept", b"text/event-stream")]
        if as_ is not None and token is None:
            headers.append((b"cookie", f"{SESSION_COOKIE}={as_.session}".encode()))
        if token is not None:
            headers.append((b"authorization", f"Bearer {token}".encode()))
        stream = EventStream(self.app, path, headers)
        await stream.open()
        try:
            yield stream
        finally:
            await stream.close()

    def _client(self, who: Resident | None, *, program: bool = False) -> httpx.AsyncClient:
        """A browser of somebody's own, kept so that its cookies live as long as the test."""
        key = "a program" if program else who.handle if who else "a guest"
        if key not in self._clients:
            cookies = {SESSION_COOKIE: who.session} if who else {GUEST_COOKIE: GUEST}
            self._clients[key] = httpx.AsyncClient(
                transport=httpx.ASGITransport(app=cast(Any, self.app)),
                base_url=BASE_URL,
                cookies={} if program else cookies,
            )
            self._open.push_async_callback(self._clients[key].aclose)
        return self._clients[key]

    # time --------------------------------------------------------------------------------------

    @asynccontextmanager
    async def counting(self) -> AsyncIterator[list[str]]:
        """The statements that are run through transactions inside the block, as a growing list."""
        seen: list[str] = []
        kept = {
            (kind, name): getattr(kind, name)
            for kind, names in ((ReadTx, ("rows", "row", "value")), (WriteTx, ("run", "run_many")))
            for name in names
        }
        for (kind, name), method in kept.items():
            setattr(kind, name, _noting(method, seen))
        try:
            yield seen
        finally:
            for (kind, name), method in kept.items():
                setattr(kind, name, method)


class EventStream:
    """The reader's end of an event stream: ``await stream.next()``."""

    def __init__(self, app: Litestar, path: str, headers: list[tuple[bytes, bytes]]) -> None:
        url = httpx.URL(BASE_URL + path)
        self._app: Any = app
        self._scope: dict[str, Any] = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": "GET",
            "scheme": "http",
            "path": url.path,
            "raw_path": url.raw_path,
            "query_string": url.query,
            "root_path": "",
            "headers": headers,
            "client": ("192.0.2.1", 1234),
            "server": ("testserver", 80),
        }
        self._lines: asyncio.Queue[str | None] = asyncio.Queue()
        self._closed = asyncio.Event()
        self._started = asyncio.Event()
        self._asked = False
        self._rest = ""
        self._task: asyncio.Task[None] | None = None
        self.status = 0
        self.headers: dict[str, str] = {}

    async def open(self) -> None:
        """Ask, and wait for the first line of the answer."""
        self._task = asyncio.create_task(self._run(), name="event stream")
        await asyncio.wait_for(self._started.wait(), 10)

    async def close(self) -> None:
        """Go away as a browser does."""
        self._closed.set()
        if self._task is not None:
            _done, pending = await asyncio.wait([self._task], timeout=2)
            for task in pending:
                task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def next(self, seconds: float = 5.0) -> ServerEvent:
        """The next event; comments are skipped. Raises TimeoutError, EOFError at the end."""
        fields: dict[str, list[str]] = {}
        async with asyncio.timeout(seconds):
            while True:
                line = await self._lines.get()
                if line is None:
                    raise EOFError
                if line:
                    name, _colon, value = line.partition(":")
                    if name:
                        fields.setdefault(name, []).append(value.removeprefix(" "))
                elif fields.keys() & {"event", "data"}:
                    return ServerEvent(
                        event=fields.get("event", ["message"])[-1],
                        data="\n".join(fields.get("data", [])),
                        id=fields.get("id", [""])[-1],
                    )
                else:
                    fields = {}

    async def _run(self) -> None:
        try:
            await self._app(self._scope, self._receive, self._send)
        finally:
            self._started.set()
            self._lines.put_nowait(None)

    async def _receive(self) -> dict[str, Any]:
        if not self._asked:
            self._asked = True
            return {"type": "http.request", "body": b"", "more_body": False}
        await self._closed.wait()
        return {"type": "http.disconnect"}

    async def _send(self, message: dict[str, Any]) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            self.headers = {name.decode(): value.decode() for name, value in message["headers"]}
            self._started.set()
            return
        lines = (self._rest + message.get("body", b"").decode()).replace("\r\n", "\n").split("\n")
        self._rest = lines.pop()
        for line in lines:
            self._lines.put_nowait(line)


def _noting(method: Any, seen: list[str]) -> Any:
    async def noted(self: Any, sql: str, *args: Any) -> Any:
        seen.append(sql)
        return await method(self, sql, *args)

    return noted


async def _record_recipe(
    tx: WriteTx, account_id: int, media: Media, prompt: str, seed: int
) -> None:
    """What the studio leaves behind when a picture is finished."""
    generation_id = await tx.value(
        """
        INSERT INTO generations (account_id, prompt, engine, count, width, height, seed, state,
                                 started_at, finished_at)
        VALUES ($1, $2, $3, 1, $4, $5, $6, 'done', now(), now()) RETURNING id
        """,
        *(account_id, prompt, ENGINE, media.width, media.height, seed),
    )
    recipe = {
        "prompt": prompt,
        "seed": seed,
        "engine": ENGINE,
        "version": "1",
        "width": media.width,
        "height": media.height,
    }
    await tx.run(
        "INSERT INTO candidates (generation_id, position, seed, recipe, media_id)"
        " VALUES ($1, 0, $2, $3, $4)",
        *(generation_id, seed, recipe, media.id),
    )
