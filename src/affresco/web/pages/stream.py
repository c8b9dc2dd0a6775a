"""Live: what happens in a feed, to a post, and to the reader, as server-sent events.

Events ``post`` {entry_id, post_id} · ``counts`` {post_id, likes, reposts, replies, remixes} ·
``changed`` {post_id} · ``conversation`` {conversation_id, unread} · ``deleted`` {entry_id, post_id} ·
``notification`` {unread} · ``mark`` {} · ``resync`` {}.
Ids are text. A post is spoken of only to readers who may see it.

An event's own id says up to where the reader has heard: the newest entry, and a mark (``live.journal``).
Who comes back with it, in ``Last-Event-ID`` or ``last``, is told what they missed of posts, edits and
deletions, as are streams that stayed open while this process heard nothing. Where that is too much, or
nobody knows, ``resync`` asks them to load the page anew.
"""

from __future__ import annotations

import time
from collections.abc import AsyncIterator
from contextlib import suppress
from typing import Annotated, Any, Final, Literal

import msgspec
from litestar import Request, get
from litestar.di import NamedDependency
from litestar.params import FromQuery, HeaderParameter, Parameter
from litestar.response import Stream

from affresco.accounts import sessions
from affresco.accounts.model import AccountId, Viewer
from affresco.errors import NotFound, Unauthorized
from affresco.feeds.model import Cursor, PostView, Timeline
from affresco.feeds.reader import Reader
from affresco.live import journal, messages, sse
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
MISSED_LIMIT: Final = 400
"""New posts that one stream is told of after it missed them."""
PAGE: Final = 40
TOLD_LIMIT: Final = 512
"""Entries that a stream remembers having told."""
LAST_LIMIT: Final = 7_200
ID_SEPARATOR: Final = "~"
OVERLAP: Final = 10_000 << 16
"""Ids are moments in milliseconds, shifted; a transaction that took so long may commit out of order."""
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
    last: Annotated[str, Parameter(max_length=LAST_LIMIT)] = "",
    last_event_id: Annotated[
        str, HeaderParameter(name="Last-Event-ID", max_length=LAST_LIMIT)
    ] = "",
) -> Stream:
    """feed: home, local, tag:NAME, post:ID or own (what concerns the viewer alone). watch: ids of posts
    that are shown, with commas between.
    since: the newest entry that is shown; what came while the page was on its way is told at once.
    last: the id of the last event that was heard on a stream before this one.

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
    listener.come_back(last_event_id or last, set(wanted) - set(shown))
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
        self._told: dict[int, None] = {}
        self._newest = self._floor = _now() if since is None else since
        self._gap: int | None = None
        self._last: messages.Message | None = None
        self._mark: messages.Mark | None = None
        self._returns = False
        self._vanished: set[PostId] = set()

    def come_back(self, last: str, vanished: set[PostId]) -> None:
        """The reader was here before. last: the id of what they heard last; vanished: what they still
        show and may not see any more."""
        if not last:
            return
        self._returns, self._vanished = True, vanished
        entry, _separator, mark = last.partition(ID_SEPARATOR)
        self._mark = journal.read_mark(mark, time.time())
        if entry.isascii() and entry.isdigit() and int(entry) <= LARGEST_ID:
            self._floor = int(entry) if self._since is None else self._since
            self._newest = max(self._floor, int(entry))
            self._since = max(self._floor, self._newest - OVERLAP)

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
            now = self._runtime.hub.mark  # before anything is read: what is heard later comes again
            begun = b""
            if self._since is not None:
                begun += await self._new_posts(subscription, self._since)
            if self._returns:
                topics = subscription.topics | {messages.post(one) for one in self._vanished}
                late = await journal.missed(self._runtime.database, self._mark, topics)
                begun += await self._late(subscription, late)
            self._mark = now
            yield self._signed(begun + _event("mark", Nothing()))

            async def tell(message: messages.Message) -> bytes | None:
                if self._heard(message):
                    return None
                return await self._tell(subscription, message)

            async for event in sse.stream(subscription, tell):
                if subscription.empty:  # then all that was heard was told
                    self._mark = self._runtime.hub.mark
                yield self._signed(_event("mark", Nothing()) if event is sse.HEARTBEAT else event)

    def _signed(self, events: bytes) -> bytes:
        """With the id that says up to where the reader has heard."""
        mark = "" if self._mark is None else journal.write_mark(self._mark)
        return f"id: {self._newest}{ID_SEPARATOR}{mark}\n".encode() + events

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

    async def _new_posts(self, subscription: Subscription, since: int) -> bytes:
        """What came after an entry and was not told yet, the oldest first, of the newest
        ``MISSED_LIMIT``."""
        items: list[PostView] = []
        below: int | None = None
        while len(items) < MISSED_LIMIT:
            page = await self._timeline(Cursor(since_id=max(since, 0), max_id=below, limit=PAGE))
            items += page.items
            if page.older is None:
                break
            below = page.older
        return b"".join(
            self._appeared(subscription, view.entry_id, view.post.id)
            for view in reversed(items)
            if view.entry_id not in self._told
        )

    async def _timeline(self, cursor: Cursor) -> Timeline:
        match self._feed:
            case Feed(kind="home") if self._viewer_id is not None:
                return await self._reader.home(self._viewer_id, cursor)
            case Feed(kind="local"):
                return await self._reader.local(self._viewer_id, cursor)
            case Feed(kind="tag", name=name):
                return await self._reader.tag(self._viewer_id, name, cursor)
        return Timeline(items=(), older=None, newer=None)

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
                return await self._lost() or None
            case messages.SessionsEnded():
                await self._check_session()
            case messages.AccountChanged(account_id=account_id) if account_id == self._viewer_id:
                await self._check_session()
            case messages.Interrupted():
                self._gap = self._newest if self._gap is None else self._gap
            case messages.Resync(missed=missed):
                return await self._resume(subscription, missed)
        return None

    async def _resume(
        self, subscription: Subscription, missed: tuple[messages.Missed, ...] | None
    ) -> bytes:
        """Messages arrive again: what was missed, in one piece."""
        await self._check_session()
        await self._follow(subscription)
        since = self._newest if self._gap is None else self._gap
        self._gap = None
        told = await self._new_posts(subscription, max(since - OVERLAP, self._floor))
        if self._viewer_id is not None:
            unread = await self._reader.unread(self._viewer_id)
            told += _event("notification", Unread(unread))
        return told + await self._late(subscription, missed)

    async def _late(
        self, subscription: Subscription, missed: tuple[messages.Missed, ...] | None
    ) -> bytes:
        """Edits and deletions that come late; None for those that nobody knows."""
        told = b"".join(_gone(number) for number in self._vanished)
        if missed is None:
            return told + await self._lost() + _event("resync", Nothing())
        for late in missed:
            if not subscription.topics.isdisjoint(late.topics):
                told += await self._tell(subscription, late.message) or b""
        return told

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
        self._told[entry_id] = None
        if len(self._told) > TOLD_LIMIT:
            self._told.pop(next(iter(self._told)))
        self._newest = max(self._newest, entry_id)
        self._shown.add(post_id)
        if len(self._shown) <= WATCH_LIMIT * 4:
            subscription.add([messages.post(post_id)])
        return _event("post", Appeared(str(entry_id), str(post_id)))

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

    async def _lost(self) -> bytes:
        """What was shown and is not for this reader any more, as after a block."""
        visible = await self._reader.visible(self._viewer_id, self._shown)
        return b"".join(self._hidden(number) or b"" for number in self._shown - set(visible))

    def _hidden(self, post_id: PostId) -> bytes | None:
        """It is for fewer people than before, and not for this reader any more."""
        if post_id not in self._shown:
            return None
        self._shown.discard(post_id)
        return _gone(post_id)

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


def _event(name: str, data: msgspec.Struct) -> bytes:
    return sse.encode(name, msgspec.json.encode(data))


def _gone(post_id: PostId) -> bytes:
    return _event("deleted", Appeared(str(post_id), str(post_id)))


def _now() -> int:
    """The present moment as an id."""
    return int(time.time() * 1000) << 16


routes = [stream]
