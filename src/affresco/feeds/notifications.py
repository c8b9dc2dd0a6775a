"""A person's notifications: the list, how many are unread, and having seen them."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Final

from affresco.accounts.model import AccountId
from affresco.db import Database, Row
from affresco.feeds import paging, queries
from affresco.feeds.cache import NEVER, Cache
from affresco.feeds.facts import Facts, Reading, reading
from affresco.feeds.model import Cursor, Entry, Notification, NotificationView
from affresco.feeds.skeleton import Bounds
from affresco.feeds.views import views
from affresco.live import messages
from affresco.live.messages import Message

UNREAD_LIMIT: Final = 100
"""More are not counted: a door says "99+"."""
READERS: Final = 16_384


class Notifications:
    """Reads and the one write. The number of unread ones is kept in memory."""

    def __init__(self, database: Database, facts: Facts) -> None:
        self._database = database
        self._facts = facts
        self._unread: Cache[int, int] = Cache(READERS)

    def hear(self, topic: str, message: Message) -> None:
        """Keep the numbers right. topic: of the account, where the message is for one."""
        match message:
            case (
                messages.Notified() | messages.NotificationsChanged() | messages.TiesChanged()
            ):
                self._unread.drop(int(topic.removeprefix("account:")))
            case messages.PostDeleted() | messages.AccountChanged() | messages.Resync():
                self._unread.clear()
            case _:
                pass

    async def page(self, viewer_id: int, cursor: Cursor) -> tuple[NotificationView, ...]:
        """Newest first; without those whose actor or post is gone, hidden or not to be heard of."""
        async with reading(self._database) as source:

            async def fetch(bounds: Bounds) -> list[Notification]:
                rows = await queries.notifications(await source.tx(), bounds, viewer_id)
                return [_notification(row) for row in rows]

            async def resolve(found: Sequence[Notification]) -> list[NotificationView | None]:
                return await self._views(source, viewer_id, found)

            return (await paging.collect(cursor, fetch, resolve)).items

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
            if await queries.set_marker(tx, viewer_id, notification_id):
                await messages.send(
                    tx, messages.NotificationsChanged(), messages.account(viewer_id)
                )

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


def _notification(row: Row) -> Notification:
    return Notification(
        id=row["id"],
        kind=row["kind"],
        actor_id=AccountId(row["actor_id"]),
        post_id=row["post_id"],
        at=row["at"],
        seen=row["seen"],
    )
