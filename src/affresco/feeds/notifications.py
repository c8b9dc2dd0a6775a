"""A person's notifications: the list, how many are unread, and having seen them."""

from __future__ import annotations

import itertools
import time
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Final, Literal

import msgspec

from affresco.accounts.model import AccountId
from affresco.db import Database, Row
from affresco.feeds import notification_queries, paging, queries
from affresco.feeds.cache import NEVER, Cache
from affresco.feeds.facts import Facts, Reading, reading
from affresco.feeds.grouping import SPAN, Group, read_key
from affresco.feeds.model import (
    Cursor,
    Entry,
    Marker,
    Notification,
    NotificationGroup,
    NotificationKind,
    NotificationRequest,
    NotificationView,
    Wanted,
)
from affresco.feeds.paging import Slice
from affresco.feeds.skeleton import Bounds
from affresco.feeds.views import views
from affresco.live import messages
from affresco.live.messages import Message
from affresco.posts.model import PostId

UNREAD_LIMIT: Final = 100
"""More are not counted: a door says "99+"."""
READERS: Final = 16_384
SAMPLE: Final = 8
"""Notifications of a group that are looked at."""
ALL: Final = Wanted()
"""All but what is kept apart."""


class _Head(msgspec.Struct, frozen=True):
    """One notification of a group."""

    id: int
    key: str


class _Kept(msgspec.Struct, frozen=True):
    """A row of ``request_rows``."""

    id: int
    total: int
    last_post_id: int | None
    first_at: datetime
    last_at: datetime


class Notifications:
    """Reads and the one write. The number of unread ones is kept in memory."""

    def __init__(self, database: Database, facts: Facts) -> None:
        self._database = database
        self._facts = facts
        self._unread: Cache[int, int] = Cache(READERS)

    def hear(self, topic: str, message: Message) -> None:
        """Keep the numbers right. topic: of the account, where the message is for one."""
        match message:
            case messages.Notified() | messages.NotificationsChanged() | messages.TiesChanged():
                self._unread.drop(int(topic.removeprefix("account:")))
            case messages.PostDeleted() | messages.AccountChanged() | messages.Resync():
                self._unread.clear()
            case _:
                pass

    async def page(self, viewer_id: int, cursor: Cursor) -> tuple[NotificationView, ...]:
        """``select`` of all."""
        return (await self.select(viewer_id, cursor, ALL)).items

    async def select(
        self, viewer_id: int, cursor: Cursor, wanted: Wanted
    ) -> Slice[NotificationView]:
        """Newest first; without those whose actor or post is gone, hidden or not to be heard of."""
        async with reading(self._database) as source:

            async def fetch(bounds: Bounds) -> list[Notification]:
                rows = await queries.notifications(await source.tx(), bounds, viewer_id, wanted)
                return [_notification(row) for row in rows]

            async def resolve(found: Sequence[Notification]) -> list[NotificationView | None]:
                return await self._views(source, viewer_id, found)

            return await paging.collect(cursor, fetch, resolve)

    async def find(self, viewer_id: int, notification_id: int) -> NotificationView | None:
        """One of them, also of what is kept apart."""
        async with reading(self._database) as source:
            tx = await source.tx()
            alone = Group(None, 0, notification_id, notification_id)
            rows = await notification_queries.group_rows(tx, viewer_id, [alone], 1)
            seen = await self._views(source, viewer_id, [_notification(row) for row in rows])
            return seen[0] if seen else None

    async def groups(
        self,
        viewer_id: int,
        cursor: Cursor,
        wanted: Wanted,
        grouped: Collection[NotificationKind],
    ) -> Slice[NotificationGroup]:
        """As ``select``, with those of the kinds in ``grouped`` together, see ``grouping``."""
        async with reading(self._database) as source:

            async def fetch(bounds: Bounds) -> list[_Head]:
                rows = await notification_queries.group_heads(
                    await source.tx(), bounds, viewer_id, wanted, grouped, SPAN
                )
                return [_Head(row["id"], row["key"]) for row in rows]

            async def resolve(heads: Sequence[_Head]) -> list[NotificationGroup | None]:
                return await self._groups(source, viewer_id, [head.key for head in heads])

            return await paging.collect(cursor, fetch, resolve)

    async def group(self, viewer_id: int, key: str, limit: int) -> NotificationGroup | None:
        """One of them, with at most ``limit`` of its notifications."""
        async with reading(self._database) as source:
            return (await self._groups(source, viewer_id, [key], limit))[0]

    async def unread_groups(
        self,
        viewer_id: int,
        wanted: Wanted,
        grouped: Collection[NotificationKind],
        at_most: int,
    ) -> int:
        """Groups with something that was not seen, counted up to ``at_most``."""
        async with self._database.read() as tx:
            return await notification_queries.unread_groups(
                tx, viewer_id, wanted, grouped, SPAN, at_most
            )

    async def requests(
        self, viewer_id: int, cursor: Cursor, actor_ids: Collection[int] | None = None
    ) -> Slice[NotificationRequest]:
        """People whose notifications are kept apart; the cursor is made of their ids."""
        async with reading(self._database) as source:

            async def fetch(bounds: Bounds) -> list[_Kept]:
                rows = await notification_queries.request_rows(
                    await source.tx(), bounds, viewer_id, actor_ids
                )
                return [_Kept(**dict(row)) for row in rows]

            async def resolve(kept: Sequence[_Kept]) -> list[NotificationRequest | None]:
                return await self._requests(source, viewer_id, kept)

            return await paging.collect(cursor, fetch, resolve)

    async def dismiss(self, viewer_id: int, key: str) -> None:
        """Delete a group, or one that stands alone (``ungrouped-ID``)."""
        group = read_key(key)
        async with self._database.write() as tx:
            if group is not None:
                await notification_queries.delete_group(tx, viewer_id, group)
            await messages.send(tx, messages.NotificationsChanged(), messages.account(viewer_id))

    async def clear(self, viewer_id: int) -> None:
        """Delete all of them."""
        async with self._database.write() as tx:
            await notification_queries.delete_all(tx, viewer_id)
            await messages.send(tx, messages.NotificationsChanged(), messages.account(viewer_id))

    async def markers(self, viewer_id: int) -> tuple[Marker, ...]:
        """How far the viewer has read."""
        async with self._database.read() as tx:
            rows = await notification_queries.marker_rows(tx, viewer_id)
        return tuple(Marker(**dict(row)) for row in rows)

    async def mark_read(
        self, viewer_id: int, timeline: Literal["home", "notifications"], last_read_id: int
    ) -> None:
        """The viewer has read a timeline up to there. The marker never moves back."""
        if timeline == "notifications":
            await self.mark_seen(viewer_id, last_read_id)
            return
        async with self._database.write() as tx:
            await notification_queries.set_marker(tx, viewer_id, timeline, last_read_id)

    async def unread(self, viewer_id: int) -> int:
        """At most ``UNREAD_LIMIT``."""
        known = self._unread.get(viewer_id)
        if known is None:
            ticket = self._unread.ticket() if self._facts.trusted else NEVER
            async with self._database.read() as tx:
                known = await queries.unread(tx, viewer_id, UNREAD_LIMIT)
            self._unread.put(viewer_id, known, ticket)
        return known

    async def mark_seen(self, viewer_id: int, notification_id: int) -> None:
        """All up to this one are seen. The marker never moves back."""
        async with self._database.write() as tx:
            if await notification_queries.set_marker(
                tx, viewer_id, "notifications", notification_id
            ):
                await messages.send(
                    tx, messages.NotificationsChanged(), messages.account(viewer_id)
                )

    async def _groups(
        self, source: Reading, viewer_id: int, keys: Sequence[str], limit: int = SAMPLE
    ) -> list[NotificationGroup | None]:
        named = [(key, read_key(key)) for key in keys]
        groups = [group for _key, group in named if group is not None]
        tx = await source.tx()
        rows = await notification_queries.group_rows(tx, viewer_id, groups, limit)
        seen = await self._views(source, viewer_id, [_notification(row) for row in rows])
        found: dict[int, list[tuple[Row, NotificationView]]] = {}
        for row, view in zip(rows, seen, strict=True):
            if view is not None:
                found.setdefault(row["n"], []).append((row, view))
        number = itertools.count()
        return [
            None if group is None else _group(key, found.get(next(number), ()))
            for key, group in named
        ]

    async def _requests(
        self, source: Reading, viewer_id: int, kept: Sequence[_Kept]
    ) -> list[NotificationRequest | None]:
        people = await self._facts.people(source, {one.id for one in kept})
        about = [Entry(one.id, PostId(one.last_post_id)) for one in kept if one.last_post_id]
        posts = await views(self._facts, source, viewer_id, about)
        last = {entry.id: post for entry, post in zip(about, posts, strict=True)}
        return [
            NotificationRequest(
                id=AccountId(one.id),
                person=people[one.id],
                total=one.total,
                post=last.get(one.id),
                first_at=one.first_at,
                last_at=one.last_at,
            )
            if one.id in people
            else None
            for one in kept
        ]

    async def _views(
        self, source: Reading, viewer_id: int, found: Sequence[Notification]
    ) -> list[NotificationView | None]:
        about = [Entry(n.id, n.post_id) for n in found if n.post_id is not None]
        seen = await views(self._facts, source, viewer_id, about)
        posts = {entry.id: view for entry, view in zip(about, seen, strict=True)}
        people = await self._facts.people(source, {n.actor_id for n in found})
        ties, now = await self._facts.ties(source, viewer_id), time.time()
        shown: list[NotificationView | None] = []
        for notification in found:
            actor, post = people.get(notification.actor_id), posts.get(notification.id)
            told = notification.actor_id not in ties.apart and not (
                notification.actor_id in ties.quiet and ties.mutes(notification.actor_id, now)
            )
            if not told or actor is None or (notification.post_id is not None and post is None):
                shown.append(None)
            else:
                shown.append(NotificationView(notification, actor, post))
        return shown


def _group(key: str, found: Sequence[tuple[Row, NotificationView]]) -> NotificationGroup | None:
    """None where nothing of it is to be seen."""
    if not found:
        return None
    row = found[0][0]
    return NotificationGroup(
        key=key,
        views=tuple(view for _row, view in found),
        total=row["total"],
        newest_id=row["id"],
        oldest_id=row["oldest_id"],
    )


def _notification(row: Row) -> Notification:
    return Notification(
        id=row["id"],
        kind=row["kind"],
        actor_id=AccountId(row["actor_id"]),
        post_id=row["post_id"],
        at=row["at"],
        seen=row["seen"],
    )
