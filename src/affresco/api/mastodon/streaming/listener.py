"""One open stream: from live messages to events.

What is told goes through the read path of the timeline that the channel stands for, one entry at a time,
so the rules are those of the timelines. After messages may have been missed the stream reads on from
what it told last.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import AsyncIterator, Collection
from typing import Final

import msgspec
import structlog

from affresco.accounts import tokens
from affresco.api.core.answers import encode
from affresco.api.mastodon import convert, show
from affresco.api.mastodon.announcements import show_announcement
from affresco.api.mastodon.conversations import show_conversations
from affresco.api.mastodon.streaming.channels import Channel, check, holds
from affresco.api.mastodon.streaming.frames import Event, EventName
from affresco.api.mastodon.streaming.shared import Onlooker, Streams
from affresco.errors import AffrescoError, Invalid, NotFound
from affresco.feeds.gone import could_see
from affresco.feeds.model import Cursor, Timeline
from affresco.live import journal, messages
from affresco.live.hub import Subscription
from affresco.live.messages import Message, Missed
from affresco.posts import announcements
from affresco.text import N_

log = structlog.get_logger(__name__)

HEARTBEAT_SECONDS: Final = 15.0
AGAIN_SECONDS: Final = 1.0
"""When the database did not answer, how long until it is asked again."""
CHANNELS_LIMIT: Final = 64
TOLD_LIMIT: Final = 512
"""Entries that a stream remembers having told."""
PAGE: Final = 40
PAGES: Final = 25
MISSED_LIMIT: Final = 400
"""Posts that one stream is told after it missed them; a reader who missed more reads the timeline."""
OVERLAP: Final = 10_000 << 16
"""Ids are moments in milliseconds, shifted; a transaction that took so long may commit out of order."""
SLACK: Final = 1_000 << 16
"""So old may be what somebody said who is followed from now on, and still count as new."""


class TooManyChannels(Invalid):
    code = "api.too_many_channels"
    message = N_("One connection listens to {limit} streams at most.")


class Reaction(msgspec.Struct, frozen=True):
    """How many have reacted to an announcement in one way by now."""

    name: str
    count: int
    announcement_id: str


class StreamEnded(Exception):
    """The reader may not listen any more, or asks for what nobody means."""


class Listener:
    """Whoever reads events, and which of them."""

    def __init__(self, streams: Streams, onlooker: Onlooker, subscription: Subscription) -> None:
        self._streams = streams
        self._onlooker = onlooker
        self._reader = onlooker.reader
        self._subscription = subscription
        self._topics: dict[Channel, frozenset[str]] = {}
        self._told: OrderedDict[tuple[Channel, int], bool] = OrderedDict()
        self._last = _now() - OVERLAP
        self._behind: tuple[Missed, ...] | None = None
        self._again = 0.0
        self._gap: int | None = None
        self._subscription.add(self._own_topics())

    async def subscribe(self, channel: Channel) -> None:
        """Hear a channel, too; one that is heard already changes nothing.

        Raises what ``channels.check`` does, TooManyChannels, ListNotFound.
        """
        check(channel, self._onlooker.viewer, self._onlooker.bearer)
        if channel in self._topics:
            return
        if len(self._topics) >= CHANNELS_LIMIT:
            raise TooManyChannels(limit=CHANNELS_LIMIT)
        async with self._streams.opening:
            topics = await self._topics_of(channel)
            await self._warm(channel)
        self._topics[channel] = topics
        self._listen()

    def unsubscribe(self, channel: Channel) -> None:
        """Hear a channel no more."""
        self._topics.pop(channel, None)
        self._listen()

    async def events(self) -> AsyncIterator[Event | None]:
        """Events for ever, None when a sign of life is due. Raises StreamEnded."""
        while True:
            patience = HEARTBEAT_SECONDS if self._behind is None else AGAIN_SECONDS
            taken = await self._subscription.take(patience)
            try:
                if self._behind is not None and time.monotonic() >= self._again:
                    for event in await self._missed():
                        yield event
                if taken is not None:
                    for event in await self._events(*taken):
                        yield event
                elif self._behind is None:
                    yield None
            except AffrescoError as error:
                log.debug("stream will read on", reason=error.code)
                self._fall_behind(taken)

    def _fall_behind(self, taken: tuple[str, Message] | None) -> None:
        """The database did not answer: what was to be told is told later."""
        self._lose_track()
        self._again = time.monotonic() + AGAIN_SECONDS
        behind = self._behind or ()
        if taken is not None and isinstance(taken[1], messages.PostChanged | messages.PostDeleted):
            behind = (*behind, Missed(frozenset({taken[0]}), taken[1]))
        if len(behind) > journal.MISSED_LIMIT:
            raise StreamEnded("too much was missed")
        self._behind = behind

    # topics -------------------------------------------------------------------------------------

    def _own_topics(self) -> set[str]:
        """On which is said that the token or the viewer's ties changed."""
        topics = set()
        if self._onlooker.viewer is not None:
            topics.add(messages.account(self._onlooker.viewer.id))
        elif self._onlooker.bearer is not None and self._onlooker.bearer.app_id is not None:
            topics.add(messages.app(self._onlooker.bearer.app_id))
        return topics

    async def _topics_of(self, channel: Channel) -> frozenset[str]:
        viewer_id = self._onlooker.viewer_id
        match channel.name:
            case "user" if viewer_id is not None:
                topics = await self._reader.home_topics(viewer_id)
                return frozenset((*topics, messages.EVERYBODY))
            case "list" if viewer_id is not None:
                number = int(channel.argument)
                return frozenset(await self._reader.list_topics(viewer_id, number))
            case "public" | "public:media" | "public:local" | "public:local:media":
                return frozenset({messages.LOCAL})
            case "hashtag" | "hashtag:local":
                return frozenset({messages.tag(channel.argument)})
        return frozenset()

    async def _warm(self, channel: Channel) -> None:
        """Have in memory what the first event will be put together with."""
        newest = Cursor(limit=1)
        if channel.name in ("user", "list"):
            await self._timeline(channel, newest)
        elif channel.everybodys:
            await self._reader.local(self._onlooker.viewer_id, newest)

    def _listen(self) -> None:
        wanted = self._own_topics().union(*self._topics.values())
        self._subscription.drop(self._subscription.topics - wanted)
        self._subscription.add(wanted - self._subscription.topics)

    # messages -----------------------------------------------------------------------------------

    async def _events(self, topic: str, message: Message) -> list[Event]:
        match message:
            case messages.PostPublished():
                return await self._published(topic, message)
            case messages.PostChanged():
                return await self._changed((topic,), message)
            case messages.PostDeleted():
                return await self._deleted((topic,), message)
            case messages.Notified(notification_id=notification_id):
                return await self._notified(notification_id)
            case messages.NotificationsChanged(merged=True):
                return self._on("user", "notifications_merged", b"1")
            case messages.FollowsChanged() | messages.TiesChanged() | messages.ListChanged():
                return await self._follow_anew(_now() - SLACK)
            case messages.FiltersChanged():
                return self._on("user", "filters_changed", b"")
            case messages.ConversationChanged(conversation_id=conversation_id):
                return await self._talked(conversation_id)
            case messages.AnnouncementChanged():
                return await self._announced(message)
            case messages.AccountChanged() | messages.AppChanged():
                await self._check_token()
            case messages.Interrupted():
                self._lose_track()
            case messages.Resync(missed=missed):
                return await self._resume(missed)
        return []

    def _lose_track(self) -> None:
        """From here on posts may be missed; what is told meanwhile does not say that all before was."""
        if self._gap is None:
            self._gap = self._last

    async def _published(self, topic: str, message: messages.PostPublished) -> list[Event]:
        number = message.entry_id
        one = Cursor(max_id=number + 1, min_id=number - 1, limit=1)
        found = []
        for channel in self._hearing((topic,)):
            if (channel, number) not in self._told:
                found += await self._updates(channel, await self._timeline(channel, one))
        return found

    async def _updates(self, channel: Channel, timeline: Timeline) -> list[Event]:
        """What of a page was not told yet, the oldest first."""
        views = [
            view
            for view in reversed(timeline.items)
            if (channel, view.entry_id) not in self._told
            and not (channel.only_pictures and not view.post.pictures)
        ]
        if not views:
            return []
        bodies = await show.encoded(self._onlooker, views)
        for view in views:
            self._told[channel, view.entry_id] = True
            self._last = max(self._last, view.entry_id - OVERLAP)
        while len(self._told) > TOLD_LIMIT:
            self._told.popitem(last=False)
        return [Event(channel.path, "update", body) for body in bodies]

    async def _changed(self, on: Collection[str], message: messages.PostChanged) -> list[Event]:
        viewer_id = self._onlooker.viewer_id
        channels = self._hearing(on)
        if not channels:
            return []
        views = tuple((await self._reader.wanted(viewer_id, [message.post_id])).values())
        if not views:
            if await self._reader.visible(viewer_id, [message.post_id]):
                return []
            gone = [c for c in channels if self._told.pop((c, message.post_id), False)]
            return [Event(c.path, "delete", str(message.post_id).encode()) for c in gone]
        (body,) = await show.encoded(self._onlooker, views)
        return [
            Event(channel.path, "status.update", body)
            for channel in channels
            if not channel.only_pictures or views[0].post.pictures
        ]

    async def _deleted(self, on: Collection[str], message: messages.PostDeleted) -> list[Event]:
        """Of what is gone nothing is left to ask, so the message says who could see it."""
        channels = self._hearing(on)
        number = message.entry_id
        shown = [c for c in channels if self._told.pop((c, number), False)]
        if len(shown) < len(channels):
            viewer_id = self._onlooker.viewer_id
            if could_see(message, viewer_id, await self._reader.ties(viewer_id)):
                shown = channels
        return [Event(channel.path, "delete", str(number).encode()) for channel in shown]

    async def _notified(self, notification_id: int) -> list[Event]:
        viewer = self._onlooker.viewer
        holder = self._onlooker.bearer or viewer
        channels = [c for c in self._topics if c.name in ("user", "user:notification")]
        if viewer is None or holder is None or not channels:
            return []
        if not holds(holder, "read:notifications"):
            return []
        one = Cursor(max_id=notification_id + 1, min_id=notification_id - 1, limit=1)
        views = tuple(
            view
            for view in await self._reader.notifications(viewer.id, one)
            if view.notification.kind in convert.NOTIFICATION_TYPE
        )
        people, numbers = await show.company(self._onlooker, views)
        base_url = self._onlooker.base_url
        return [
            Event(
                c.path, "notification", encode(convert.notification(v, people, numbers, base_url))
            )
            for v in views
            for c in channels
        ]

    async def _talked(self, conversation_id: int) -> list[Event]:
        viewer_id = self._onlooker.viewer_id
        if viewer_id is None or not self._on("direct", "conversation", b""):
            return []
        try:
            view = await self._reader.conversations.one(viewer_id, conversation_id)
        except NotFound:
            return []
        (shown,) = await show_conversations(self._onlooker, (view,))
        return self._on("direct", "conversation", encode(shown))

    async def _announced(self, message: messages.AnnouncementChanged) -> list[Event]:
        viewer_id, number = self._onlooker.viewer_id, message.announcement_id
        if message.gone:
            return self._on("user", "announcement.delete", str(number).encode())
        if viewer_id is None:
            return []
        async with self._onlooker.door.runtime.database.read() as tx:
            found = await announcements.current(tx, viewer_id, with_dismissed=True)
        told = next((one for one in found if one.id == number), None)
        if told is None:
            return []
        if message.reaction is None:
            shown = show_announcement(told, self._onlooker.base_url)
            return self._on("user", "announcement", encode(shown))
        counts = (one.count for one in told.reactions if one.name == message.reaction)
        reaction = Reaction(message.reaction, next(counts, 0), str(number))
        return self._on("user", "announcement.reaction", encode(reaction))

    # changes of the viewer ----------------------------------------------------------------------

    async def _follow_anew(self, since: int) -> list[Event]:
        """Others are followed, or on a list: hear them, and what they said while that was looked up.

        since: the id above which entries count as new.
        """
        before = await self._hear_anew()
        newest = Cursor(since_id=since, limit=PAGE)
        return [
            event
            for channel, topics in tuple(self._topics.items())
            if topics != before.get(channel)
            for event in await self._updates(channel, await self._timeline(channel, newest))
        ]

    async def _hear_anew(self) -> dict[Channel, frozenset[str]]:
        """Hear what the viewer's channels are made of by now; returns of what they were made. A list that
        is gone is silent."""
        before = self._topics.copy()
        for channel in [c for c in before if c.name in ("user", "list")]:
            try:
                self._topics[channel] = await self._topics_of(channel)
            except NotFound:
                self._topics[channel] = frozenset()
        self._listen()
        return before

    async def _all_since(self, channel: Channel, since: int) -> list[Event]:
        """What came after an entry. Raises StreamEnded when that is more than ``MISSED_LIMIT``."""
        found: list[Event] = []
        for _page in range(PAGES):
            above = await self._timeline(channel, Cursor(min_id=since, limit=PAGE))
            found += await self._updates(channel, above)
            if above.newer is None or above.newer <= since:
                return found
            if len(found) > MISSED_LIMIT:
                break
            since = above.newer
        raise StreamEnded("too much was missed")

    async def _check_token(self) -> None:
        """Raises StreamEnded when whoever listens may not any more."""
        token, database = self._onlooker.token, self._onlooker.door.runtime.database
        # Not of what is remembered: a request that was under way may have put it back.
        if token is not None and await tokens.find_bearer(database, token) is None:
            raise StreamEnded("the token was revoked")

    async def _resume(self, missed: tuple[Missed, ...] | None) -> list[Event]:
        """Messages arrive again. Raises StreamEnded where nobody knows which edits and deletions were
        missed: the client comes back and reads the timelines."""
        if missed is None:
            raise StreamEnded("too much was missed")
        self._behind = (self._behind or ()) + missed
        return await self._missed()

    async def _missed(self) -> list[Event]:
        """What came while messages were missed: posts, then edits and deletions.

        Raises StreamEnded for too many posts.
        """
        await self._check_token()
        since = self._last if self._gap is None else self._gap
        told = self._told.copy()
        try:
            await self._hear_anew()
            found: list[Event] = []
            for channel, topics in tuple(self._topics.items()):
                if topics:
                    found += await self._all_since(channel, since)
            for late in self._behind or ():
                found += await self._late(late)
        except AffrescoError:
            self._told = told  # nobody was told of what was found so far
            raise
        self._behind = self._gap = None
        return found

    async def _late(self, late: Missed) -> list[Event]:
        match late.message:
            case messages.PostChanged():
                return await self._changed(late.topics, late.message)
            case messages.PostDeleted():
                return await self._deleted(late.topics, late.message)
        return []

    # parts --------------------------------------------------------------------------------------

    def _hearing(self, on: Collection[str]) -> list[Channel]:
        """The channels that hear one of the topics."""
        return [c for c, topics in self._topics.items() if not topics.isdisjoint(on)]

    def _on(self, name: str, event: EventName, payload: bytes) -> list[Event]:
        return [Event(c.path, event, payload) for c in self._topics if c.name == name]

    async def _timeline(self, channel: Channel, cursor: Cursor) -> Timeline:
        viewer_id = self._onlooker.viewer_id
        if channel.name == "user" and viewer_id is not None:
            return await self._reader.home(viewer_id, cursor)
        if channel.name == "list" and viewer_id is not None:
            return await self._reader.of_list(viewer_id, int(channel.argument), cursor)
        if channel.name.startswith("hashtag") and cursor.max_id is None:
            return await self._reader.tag(viewer_id, channel.argument, cursor)
        if channel.everybodys and not channel.name.startswith("public:remote"):
            # What comes on a hashtag's topic is on the local timeline, too, and that is in memory.
            return await self._reader.local(viewer_id, cursor)
        return Timeline(items=(), older=None, newer=None)


def _now() -> int:
    """The present moment as an id."""
    return int(time.time() * 1000) << 16
