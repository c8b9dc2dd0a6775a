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
import functools
import itertools
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
from affresco.accounts import (
    consent,
    invitations,
    moving,
    passwords,
    sessions,
    ties,
    tokens,
)
from affresco.accounts.model import (
    AccountId,
    Consent,
    Invite,
    RemixPolicy,
    Role,
    Scope,
    SignUp,
    Training,
)
from affresco.db import Database, WriteTx
from affresco.db.pool import ReadTx
from affresco.media.commands import encode, save
from affresco.media.model import Media
from affresco.posts import commands as posts
from affresco.posts.model import NewPicture, PostId, Publish
from affresco.runtime import Runtime
from affresco.studio import commands as studio
from affresco.studio.engines.protocol import Engine
from affresco.studio.model import GenerationId, Start
from affresco.text import Locale
from affresco.web.security import TOKEN_FIELD, form_token
from affresco.web.session import GUEST_COOKIE, SESSION_COOKIE
from affresco.worker.loop import work
from easel import Easel
from sockets import ClientSocket
from streams import EventStream, ServerEvent

__all__ = ["EventStream", "Published", "Resident", "ServerEvent", "World"]

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


class World:
    """See the module. Made by the fixture ``world``."""

    def __init__(self, runtime: Runtime, app: Litestar) -> None:
        self.runtime = runtime
        self.app = app
        self.engines: dict[str, Engine] = {name: Easel() for name in runtime.settings.engines}
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
        app = _app()
        _runtimes[:] = [runtime]
        with patch.object(passwords, "_hasher", SWIFT_HASHER):
            async with _living(app):
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
        assistant: Consent | None = None,
        remix: RemixPolicy | None = "everyone",
        locale: Locale = "en",
        name: str = "",
    ) -> Resident:
        """Somebody who has joined and is signed in. assistant, remix: what they say to these questions."""
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
                assistant=assistant,
                remix=remix,
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

    async def unfollow(self, follower: Resident, followee: Resident) -> None:
        await ties.unfollow(self.database, follower.id, followee.id)

    async def lock(self, who: Resident, *, locked: bool = True) -> None:
        """From now on they want to be asked by those who want to follow."""
        await ties.set_locked(self.database, who.id, locked)

    async def block(self, who: Resident, other: Resident) -> None:
        await ties.block(self.database, who.id, other.id)

    async def mute(self, who: Resident, other: Resident, *, seconds: int = 0) -> None:
        await ties.mute(self.database, who.id, other.id, seconds=seconds)

    async def move(self, who: Resident, other: Resident) -> None:
        """The other account takes their place, after it has said that it is theirs."""
        await moving.set_also_known_as(self.database, other.id, [f"@{who.handle}"])
        await moving.move(self.database, who.id, other.handle)

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
            self.runtime.settings,
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

    async def generate(
        self, *, by: Resident, prompt: str = "a quiet harbour", count: int = 1, **choices: Any
    ) -> GenerationId:
        """Ask the studio for pictures; ``work()`` makes them. choices: fields of ``Start``."""
        wanted = Start(prompt=prompt, count=count, **choices)
        return await studio.start(self.database, self.runtime.settings, by.id, wanted)

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

    async def send(
        self,
        path: str,
        content: AsyncIterator[bytes],
        *,
        as_: Resident | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> httpx.Response:
        """Post a body of one's own making from a browser, piece by piece, without a form token."""
        return await self._client(as_).post(path, content=content, headers=headers)

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
        self,
        path: str,
        *,
        as_: Resident | None = None,
        token: str | None = None,
        last: str = "",
    ) -> AsyncIterator[EventStream]:
        """An open event stream; it is closed as a browser closes it when the block ends.

        last: the id that a browser sends which comes back by itself.
        """
        headers = [(b"host", b"testserver"), (b"accept", b"text/event-stream")]
        if as_ is not None and token is None:
            headers.append((b"cookie", f"{SESSION_COOKIE}={as_.session}".encode()))
        if token is not None:
            headers.append((b"authorization", f"Bearer {token}".encode()))
        if last:
            headers.append((b"last-event-id", last.encode()))
        stream = EventStream(self.app, path, headers)
        await stream.open()
        try:
            yield stream
        finally:
            await stream.close()

    @asynccontextmanager
    async def socket(
        self, path: str = "/api/v1/streaming", *, as_: Resident | None = None, protocol: str = ""
    ) -> AsyncIterator[ClientSocket]:
        """An open WebSocket of a program, with the person's bearer token. protocol: what it offers."""
        headers = {"sec-websocket-protocol": protocol} if protocol else {}
        if as_ is not None:
            headers["authorization"] = f"Bearer {as_.token}"
        socket = ClientSocket(self.app, path, headers)
        await socket.open()
        try:
            yield socket
        finally:
            await socket.close()

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

    async def work(self, seconds: float = 20.0) -> None:
        """Let a worker carry out everything that waits, and what follows from it.

        Raises TimeoutError when there is still something to do after so many seconds.
        """
        stop = asyncio.Event()
        worker = asyncio.create_task(
            work(self.runtime, wiring.REACTIONS, self.engines, stop), name="worker of a test"
        )
        try:
            async with asyncio.timeout(seconds):
                while await self.waiting_jobs():  # noqa: ASYNC110 - the queue tells nobody
                    await asyncio.sleep(0.01)
        finally:
            stop.set()
            async with asyncio.timeout(seconds):
                await worker

    async def waiting_jobs(self) -> int:
        """How many jobs are queued or under way."""
        async with self.database.read() as tx:
            count: int = await tx.value(
                "SELECT count(*) FROM pgqueuer WHERE status IN ('queued', 'picked')"
            )
        return count

    @asynccontextmanager
    async def counting(self) -> AsyncIterator[list[str]]:
        """The statements that are run through transactions inside the block, as a growing list."""
        seen: list[str] = []
        kept = {
            (kind, name): getattr(kind, name)
            for kind, names in ((ReadTx, ("rows", "row", "value")), (WriteTx, ("run",)))
            for name in names
        }
        for (kind, name), method in kept.items():
            setattr(kind, name, _noting(method, seen))
        try:
            yield seen
        finally:
            for (kind, name), method in kept.items():
                setattr(kind, name, method)


_runtimes: list[Runtime] = []
"""The runtime of the world at hand."""


@functools.cache
def _app() -> Litestar:
    """One application for all worlds of a process, one after the other: making it takes 0.1 s."""
    return wiring.create_app(lambda: nullcontext(_runtimes[0]))


@asynccontextmanager
async def _living(app: Litestar) -> AsyncIterator[None]:
    """The application's lifespan, in one task: a fixture begins and ends in different ones."""
    started, over = asyncio.Event(), asyncio.Event()

    async def live() -> None:
        async with app.lifespan():
            started.set()
            await over.wait()

    task = asyncio.create_task(live(), name="lifespan")
    waiting = asyncio.create_task(started.wait())
    await asyncio.wait((task, waiting), return_when=asyncio.FIRST_COMPLETED)
    waiting.cancel()
    try:
        if task.done():
            task.result()
        yield
    finally:
        over.set()
        async with asyncio.timeout(60):
            await task


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
