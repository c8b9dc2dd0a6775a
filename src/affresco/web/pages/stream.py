"""Live: what happens in a feed, to a post, and to the reader, as server-sent events.

Events ``post`` {entry_id, post_id} · ``counts`` {post_id, likes, reposts, replies, remixes} ·
``changed`` {post_id} · ``conversation`` {conversation_id, unread} · ``deleted`` {entry_id, post_id} ·
``notification`` {unread} · ``resync`` {}.
Ids are text. A post is spoken of only to readers who may see it.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import suppress
from typing import Annotated, Any, Final, Literal

import msgspec
from litestar import Request, get
from litestar.di import NamedDependency
from litestar.params import FromQuery, Parameter
from litestar.response import Stream

from affresco.accounts import sessions
from affresco.accounts.model import AccountId, Viewer
from affresco.errors import NotFound, Unauthorized
from affresco.feeds.model import Cursor
from affresco.feeds.reader import Reader
from affresco.live import messages, sse
from affresco.live.hub import Subscription
from affresco.posts.errors import PostNotFound
from affresco.posts.model import PostId
from affresco.runtime import Runtime
from affresco.web.paging import LARGEST_ID, Id
from affresco.web.session import SESSION_COOKIE

FeedKind = Literal["home", "local", "tag", "post", "own"]
WATCH_LIMIT: Final = 100
"""How many shown posts one stream watches."""
TAG_LIMIT: Final = 100
HEADERS: Final = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}


class Feed(msgspec.Struct, frozen=True):
    """What a stream follows. name: the tag, or the post's number; "" for the others."""

    kind: FeedKind
    name: str = ""


class Appeared(msgspec.Struct, frozen=True):
    entry_id: str
    post_id: str


class Touched(msgspec.Struct, frozen=True):
    post_id: str


class Spoken(msgspec.Struct, frozen=True):
    conversation_id: str
    unread: int


class Numbers(msgspec.Struct, frozen=True):
    post_id: str
    likes: int
    reposts: int
    replies: int
    remixes: int


class Unread(msgspec.Struct, frozen=True):
    unread: int


class Nothing(msgspec.Struct, frozen=True):
    """An event that says all by its name."""


@get("/stream", include_in_schema=False)
async def stream(
    request: Request[Any, Any, Any],
    runtime: NamedDependency[Runtime],
    reader: NamedDependency[Reader],
    viewer: NamedDependency[Viewer | None],
    feed: FromQuery[str],
    watch: Annotated[str, Parameter(max_length=21 * WATCH_LIMIT)] = "",
    since: Id = None,
) -> Stream:
    """feed: home, local, tag:NAME, post:ID or own (what concerns the viewer alone). watch: ids of posts
    that are shown, with commas between.
    since: the newest entry that is shown; what came while the page was on its way is told at once.

    Raises NotFound for other feeds, Unauthorized for home without an account, PostNotFound.
    """
    followed = read_feed(feed)
    viewer_id = viewer.id if viewer else None
    if followed.kind in ("home", "own") and viewer_id is None:
        raise Unauthorized
    wanted = _ids(followed.name if followed.kind == "post" else "") + _ids(watch)
    shown = await reader.visible(viewer_id, wanted)
    if followed.kind == "post" and wanted[0] not in shown:
        raise PostNotFound
    session = request.cookies.get(SESSION_COOKIE, "")
    listener = Listener(runtime, reader, viewer_id, session, followed, set(shown), since)
    return Stream(listener.events(), media_type="text/event-stream", headers=HEADERS)


class Listener:
    """One open page: which topics concern it, and what of them it may know."""

    def __init__(
        self,
        runtime: Runtime,
        reader: Reader,
        viewer_id: AccountId | None,
        session: str,
        feed: Feed,
        shown: set[PostId],
        since: int | None,
    ) -> None:
        self._runtime = runtime
        self._reader = reader
        self._viewer_id = viewer_id
        self._session = session
        self._feed = feed
        self._shown = shown
        self._since = since
        self._sources: frozenset[str] = frozenset()
        self._told: frozenset[int] = frozenset()
        self._last: messages.Message | None = None

    async def events(self) -> AsyncIterator[bytes]:
        """Encoded events until the reader leaves, or is signed out."""
        with suppress(sse.Over):
            async for event in self._events():
                yield event

    async def _events(self) -> AsyncIterator[bytes]:
        async with self._runtime.hub.subscribe(*self._topics()) as subscription:
            await self._follow(subscription)
            await self._check_session()  # it may have ended before this was heard
            yield sse.HEARTBEAT
            missed = await self._missed()
            self._told = frozenset(entry_id for entry_id, _post_id in missed)
            for entry_id, post_id in missed:
                yield self._appeared(subscription, entry_id, post_id)

            async def tell(message: messages.Message) -> bytes | None:
                if self._heard(message):
                    return None
                return await self._tell(subscription, message)

            async for event in sse.stream(subscription, tell):
                yield event

    def _heard(self, message: messages.Message) -> bool:
        """Whether it just came on another topic: of the post, and of its author."""
        twice = isinstance(
            message, messages.CountsChanged | messages.PostChanged | messages.PostDeleted
        )
        heard = twice and message == self._last
        self._last = message
        return heard

    def _topics(self) -> set[str]:
        topics = {messages.post(number) for number in self._shown}
        if self._viewer_id is not None:
            topics.add(messages.account(self._viewer_id))
        match self._feed:
            case Feed(kind="local"):
                topics.add(messages.LOCAL)
            case Feed(kind="tag", name=name):
                topics.add(messages.tag(name))
        return topics

    async def _check_session(self) -> None:
        """Raises sse.Over when the reader was signed out, DatabaseUnavailable when nobody knows."""
        if self._viewer_id is not None and not await sessions.is_signed_in(
            self._runtime.database, self._session, self._viewer_id
        ):
            raise sse.Over

    async def _follow(self, subscription: Subscription) -> None:
        """Hear what makes up the viewer's home, and nothing else."""
        if self._feed.kind != "home" or self._viewer_id is None:
            return
        sources = frozenset(await self._reader.home_topics(self._viewer_id))
        subscription.drop(self._sources - sources)
        subscription.add(sources - self._sources)
        self._sources = sources

    async def _missed(self) -> list[tuple[int, PostId]]:
        """(entry, post) of what came since the page was made, the oldest first."""
        if self._since is None:
            return []
        cursor = Cursor(since_id=self._since)
        match self._feed:
            case Feed(kind="home") if self._viewer_id is not None:
                timeline = await self._reader.home(self._viewer_id, cursor)
            case Feed(kind="local"):
                timeline = await self._reader.local(self._viewer_id, cursor)
            case Feed(kind="tag", name=name):
                timeline = await self._reader.tag(self._viewer_id, name, cursor)
            case _:
                return []
        return [(view.entry_id, view.post.id) for view in reversed(timeline.items)]

    async def _tell(self, subscription: Subscription, message: messages.Message) -> bytes | None:
        match message:
            case messages.PostPublished():
                return await self._published(subscription, message)
            case messages.CountsChanged(post_id=number) if await self._may_see(number):
                return _event(
                    "counts",
                    Numbers(
                        str(number),
                        message.likes,
                        message.reposts,
                        message.replies,
                        message.remixes,
                    ),
                )
            case messages.PostChanged(post_id=number):
                if await self._may_see(number):
                    return _event("changed", Touched(str(number)))
                return self._hidden(PostId(number))
            case messages.PollChanged(post_id=number) if await self._sees_votes(message):
                return _event("changed", Touched(str(number)))
            case messages.PostDeleted():
                return self._deleted(message)
            case messages.Notified() | messages.NotificationsChanged() if (
                self._viewer_id is not None
            ):
                return _event("notification", Unread(await self._reader.unread(self._viewer_id)))
            case messages.ConversationChanged(account_id=account_id, conversation_id=number):
                unread = await self._reader.conversations.unread(account_id)
                return _event("conversation", Spoken(str(number), unread))
            case messages.FollowsChanged() | messages.TiesChanged():
                await self._follow(subscription)
            case messages.SessionsEnded():
                await self._check_session()
            case messages.AccountChanged(account_id=account_id) if account_id == self._viewer_id:
                await self._check_session()
            case messages.Resync():
                await self._check_session()
                await self._follow(subscription)
                return _event("resync", Nothing())
        return None

    async def _published(
        self, subscription: Subscription, message: messages.PostPublished
    ) -> bytes | None:
        number = PostId(message.post_id)
        post = (await self._reader.visible(self._viewer_id, [number])).get(number)
        if (
            message.entry_id in self._told
            or post is None
            or not await self._reader.is_wanted(
                self._viewer_id, post, message.reposted_by, home=self._feed.kind == "home"
            )
        ):
            return None
        return self._appeared(subscription, message.entry_id, number)

    def _appeared(self, subscription: Subscription, entry_id: int, post_id: PostId) -> bytes:
        self._shown.add(post_id)
        if len(self._shown) <= WATCH_LIMIT * 4:
            subscription.add([messages.post(post_id)])
        return _event("post", Appeared(str(entry_id), str(post_id)), event_id=str(entry_id))

    def _deleted(self, message: messages.PostDeleted) -> bytes | None:
        """Of a deleted post nothing is left to ask, so only those that were shown are spoken of."""
        if message.post_id not in self._shown:
            return None
        return _event("deleted", Appeared(str(message.entry_id), str(message.post_id)))

    async def _sees_votes(self, message: messages.PollChanged) -> bool:
        """Who has not voted yet is not disturbed while choosing, and does not see how others do."""
        number = PostId(message.post_id)
        view = (await self._reader.views(self._viewer_id, [number])).get(number)
        return view is not None and (message.ended or (view.poll is not None and view.poll.voted))

    def _hidden(self, post_id: PostId) -> bytes | None:
        """It is for fewer people than before, and not for this reader any more."""
        if post_id not in self._shown:
            return None
        self._shown.discard(post_id)
        return _event("deleted", Appeared(str(post_id), str(post_id)))

    async def _may_see(self, post_id: int) -> bool:
        return bool(await self._reader.visible(self._viewer_id, [PostId(post_id)]))


def read_feed(text: str) -> Feed:
    """``home``, ``local``, ``own``, ``tag:NAME`` or ``post:ID``. Raises NotFound."""
    kind, _separator, name = text.partition(":")
    if kind == "own" and not name:
        return Feed("own")
    if kind in ("home", "local") and not name:
        return Feed("home" if kind == "home" else "local")
    if kind == "tag" and 0 < len(name) <= TAG_LIMIT:
        return Feed("tag", name.lower())
    if kind == "post" and _ids(name):
        return Feed("post", name)
    raise NotFound


def _ids(text: str) -> list[PostId]:
    """The numbers among comma-separated texts, at most ``WATCH_LIMIT``."""
    numbers = [int(part) for part in text.split(",") if part.isascii() and part.isdigit()]
    return [PostId(number) for number in numbers if 0 < number <= LARGEST_ID][:WATCH_LIMIT]


def _event(name: str, data: msgspec.Struct, event_id: str | None = None) -> bytes:
    return sse.encode(name, msgspec.json.encode(data), event_id)


routes = [stream]
