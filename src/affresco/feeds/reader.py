"""The read path: everything that doors show, for one viewer at a time.

Skeleton (ids) → facts (batched, from memory where they are) → rules (on every read) → ``PostView``.
One ``Reader`` a process; what it keeps in memory is kept right by live messages, and dropped whole when
some may have been missed.
"""

from __future__ import annotations

import time
from collections.abc import Collection
from typing import Final

import msgspec

from affresco.accounts import hydrate as account_hydrate
from affresco.accounts import queries as account_queries
from affresco.accounts.access import PAGE as PEOPLE
from affresco.accounts.model import AccountId, FollowPage, Person, PersonCounts, Ties
from affresco.accounts.usage import Usage
from affresco.db import Database
from affresco.feeds import homes, queries, sifted_queries, threads
from affresco.feeds.conversations import Conversations
from affresco.feeds.facts import Facts, Reading, reading
from affresco.feeds.model import (
    Cursor,
    Entry,
    Family,
    NotificationView,
    PostView,
    Thread,
    Timeline,
)
from affresco.feeds.notifications import Notifications
from affresco.feeds.pictures import Pictures
from affresco.feeds.skeleton import LOCAL, Bounds
from affresco.feeds.timelines import NEWEST, Timelines
from affresco.feeds.usages import Usages
from affresco.feeds.views import views, visible
from affresco.feeds.wanted import is_wanted
from affresco.live import messages
from affresco.live.hub import Hub
from affresco.live.messages import Message
from affresco.media.tickets import Tickets
from affresco.posts import edit_queries, lineage, thread_queries
from affresco.posts import queries as post_queries
from affresco.posts.access import list_likers, list_reposters
from affresco.posts.errors import PostNotFound
from affresco.posts.model import Edit, Post, PostId

FAMILY_LIMIT: Final = 500
"""Remixes shown of one family, besides the way from its root to the post at hand."""


class Reader(Timelines):
    """Timelines, posts, threads, families, notifications. Safe to share between tasks of one loop."""

    def __init__(self, database: Database, hub: Hub, tickets: Tickets | None = None) -> None:
        """tickets: None where nobody is given addresses of pictures."""
        super().__init__(database, Facts(hub, tickets))
        self._pictures = Pictures(self._facts)
        self._usages = Usages(self._facts)
        self.conversations = Conversations(database, self._facts)
        self._notifications = Notifications(database, self._facts)
        hub.on_message(self._hear)
        database.on_commit(self._hear_own)

    async def is_wanted(
        self, viewer_id: int | None, post: Post, reposted_by: int | None, *, home: bool
    ) -> bool:
        """Whether a post that the viewer may see is for their home, or for what everybody reads."""
        async with reading(self._database) as source:
            ties = await self._facts.ties(source, viewer_id)
            if reposted_by in ties.apart or not is_wanted(
                post, reposted_by, viewer_id, ties, time.time()
            ):
                return False
            if viewer_id is None or not home:
                return post.visibility == "public" and post.in_reply_to_id is None
            plan = (await self._home(source, viewer_id, ties)).plan
            assert plan is not None, "homes have a plan"
            return homes.belongs(post, reposted_by, plan, ties)

    async def ties(self, viewer_id: int | None) -> Ties:
        """How the viewer stands to others."""
        async with reading(self._database) as source:
            return await self._facts.ties(source, viewer_id)

    async def quotes(
        self, viewer_id: int | None, post_id: int, cursor: Cursor = NEWEST
    ) -> Timeline:
        """Posts that quote a post, as far as the viewer may see them. Raises PostNotFound."""
        async with reading(self._database) as source:
            await self._post(source, viewer_id, post_id)

            async def fetch(bounds: Bounds) -> list[Entry]:
                return await queries.quotes(await source.tx(), bounds, post_id)

            return await self._timeline(source, viewer_id, cursor, fetch)

    async def pinned(self, viewer_id: int | None, account_id: int) -> tuple[PostView, ...]:
        """What a person pinned, the last pin first, as far as the viewer may see it."""
        async with reading(self._database) as source:
            ids = await thread_queries.pinned_ids(await source.tx(), account_id)
            seen = await self._views(source, viewer_id, ids)
            return tuple(seen[PostId(i)] for i in ids if PostId(i) in seen)

    async def tagged(
        self, viewer_id: int | None, account_id: int, tag: str, cursor: Cursor = NEWEST
    ) -> Timeline:
        """What a person posted with a hashtag, as far as the viewer may see it."""
        async with reading(self._database) as source:

            async def fetch(bounds: Bounds) -> list[Entry]:
                return await sifted_queries.of_person(await source.tx(), bounds, account_id, tag)

            return await self._timeline(source, viewer_id, cursor, fetch)

    # posts --------------------------------------------------------------------------------------

    async def post(self, viewer_id: int | None, post_id: int) -> PostView:
        """Raises PostNotFound, also for what is hidden from the viewer."""
        async with reading(self._database) as source:
            return await self._post(source, viewer_id, post_id)

    async def views(self, viewer_id: int | None, ids: Collection[int]) -> dict[PostId, PostView]:
        """Those of the posts that the viewer may see."""
        async with reading(self._database) as source:
            return await self._views(source, viewer_id, ids)

    async def wanted(self, viewer_id: int | None, ids: Collection[int]) -> dict[PostId, PostView]:
        """Those of the posts that the viewer may see and wants where people come across them."""
        async with reading(self._database) as source:
            ties, now = await self._facts.ties(source, viewer_id), time.time()
            found = await self._views(source, viewer_id, ids)
        return {
            post_id: view
            for post_id, view in found.items()
            if is_wanted(view.post, None, viewer_id, ties, now)
        }

    async def visible(self, viewer_id: int | None, ids: Collection[int]) -> dict[PostId, Post]:
        """The same posts without what only a page needs: cheap enough for every open stream."""
        async with reading(self._database) as source:
            found = await visible(self._facts, source, viewer_id, ids)
            return {post.id: post for post in found.values()}

    async def who_likes(
        self,
        viewer_id: int | None,
        post_id: int,
        before: int | None = None,
        limit: int = PEOPLE,
    ) -> FollowPage:
        """Newest first. Raises PostNotFound."""
        async with reading(self._database) as source:
            await self._post(source, viewer_id, post_id)
            return await list_likers(await source.tx(), viewer_id, post_id, before, limit)

    async def who_reposts(
        self,
        viewer_id: int | None,
        post_id: int,
        before: int | None = None,
        limit: int = PEOPLE,
    ) -> FollowPage:
        """Newest first. Raises PostNotFound."""
        async with reading(self._database) as source:
            await self._post(source, viewer_id, post_id)
            return await list_reposters(await source.tx(), viewer_id, post_id, before, limit)

    async def thread(
        self, viewer_id: int | None, post_id: int, order: threads.Order = "oldest"
    ) -> Thread:
        """A post in its conversation, at most ``threads.THREAD_LIMIT`` replies. Raises PostNotFound.

        What somebody muted says in it is a gap, like what is hidden.
        """
        async with reading(self._database) as source:
            focus = await self._post(source, viewer_id, post_id)
            above: list[int] = []
            tx = await source.tx()
            if focus.post.in_reply_to_id is None:
                rows = await queries.thread_replies(tx, post_id, threads.THREAD_LIMIT)
            else:
                rows = await queries.replies_below(tx, post_id, threads.THREAD_LIMIT)
                above = await self._above(source, post_id, focus.post.root_id)
            links = [(row["id"], row["in_reply_to_id"]) for row in rows]
            seen = await self._views(source, viewer_id, {*above, *(i for i, _parent in links)})
            ties, now = await self._facts.ties(source, viewer_id), time.time()
            seen = {i: view for i, view in seen.items() if not ties.mutes(view.author.id, now)}
            return Thread(
                ancestors=tuple(seen.get(PostId(i)) for i in above),
                focus=focus,
                replies=threads.in_order(
                    threads.arrange(post_id, links, seen), focus.post.account_id, order
                ),
            )

    async def family(self, viewer_id: int | None, post_id: int) -> Family:
        """The tree of remixes around a post; a post without any is its own. Raises PostNotFound."""
        async with reading(self._database) as source:
            focus = await self._post(source, viewer_id, post_id)
            rows = await post_queries.family_rows(await source.tx(), post_id, FAMILY_LIMIT)
            links = [
                lineage.Link(row["post_id"], row["parent_id"], row["depth"]) for row in rows
            ] or [lineage.Link(focus.post.id, None, 0)]
            seen = await self._views(source, viewer_id, {link.post_id for link in links})
            seen[focus.post.id] = focus
            root = lineage.build_tree(links, seen)
            if root is None:
                raise PostNotFound
            return Family(root=root, views=seen)

    async def edits(self, viewer_id: int | None, post_id: int) -> tuple[Edit, ...]:
        """Earlier wordings, oldest first. Raises PostNotFound."""
        async with reading(self._database) as source:
            await self._post(source, viewer_id, post_id)
            rows = await edit_queries.edit_rows(await source.tx(), post_id)
            return tuple(
                Edit(
                    revision=row["revision"],
                    text=row["text"],
                    alts=msgspec.convert(row["alts"], tuple[str, ...]),
                    at=row["at"],
                    warning=row["warning"],
                    sensitive=row["sensitive"],
                    media_ids=tuple(row["media_ids"]),
                    poll=tuple(row["poll"]),
                )
                for row in rows
            )

    async def look_at_picture(self, key: str) -> tuple[bool, Usage | None]:
        """Whether a picture may be fetched by whoever has its address, and what may be done with it: None for
        one that is in no post. key: of its blobs."""
        async with reading(self._database) as source:
            everybodys, post_id = await self._pictures.look(source, key)
            if post_id is None:
                return everybodys, None
            known = self._usages.known((post_id,))
            return everybodys, known or await self._usages.of(source, (post_id,))

    async def may_fetch_picture(self, viewer_id: int | None, key: str) -> bool:
        """Whether this viewer may fetch a picture."""
        async with reading(self._database) as source:
            return await self._pictures.may_fetch(source, viewer_id, key)

    async def usage(self, ids: Collection[int]) -> Usage:
        """What may be done with what shows all of these posts, which the caller may show."""
        known = self._usages.known(ids)
        if known is not None:
            return known
        async with reading(self._database) as source:
            return await self._usages.of(source, ids)

    # people and notifications -------------------------------------------------------------------

    async def people(self, ids: Collection[int]) -> dict[AccountId, Person]:
        """Those of the people who exist."""
        async with reading(self._database) as source:
            found = await self._facts.people(source, ids)
            return {AccountId(account_id): person for account_id, person in found.items()}

    async def person_counts(self, account_id: int) -> PersonCounts:
        """The numbers on a profile. posts: the public ones."""
        async with self._database.read() as tx:
            followers, following = await account_hydrate.follow_counts(tx, account_id)
            posts = await queries.post_count(tx, account_id)
            return PersonCounts(posts=posts, followers=followers, following=following)

    async def people_counts(self, ids: Collection[int]) -> dict[AccountId, PersonCounts]:
        """``person_counts`` of several people, in two queries."""
        async with self._database.read() as tx:
            follows = await account_queries.follow_count_rows(tx, ids)
            posts = await queries.post_counts(tx, ids)
        return {
            AccountId(row["id"]): PersonCounts(
                posts=posts.get(row["id"], 0),
                followers=row["followers"],
                following=row["following"],
            )
            for row in follows
        }

    async def notifications(
        self,
        viewer_id: int,
        cursor: Cursor = NEWEST,
    ) -> tuple[NotificationView, ...]:
        """Newest first; the cursor is made of notification ids."""
        return await self._notifications.page(viewer_id, cursor)

    @property
    def notices(self) -> Notifications:
        """All that is done with notifications."""
        return self._notifications

    async def unread(self, viewer_id: int) -> int:
        """Notifications that the viewer has not seen, at most ``notifications.UNREAD_LIMIT``."""
        return await self._notifications.unread(viewer_id)

    async def mark_seen(self, viewer_id: int, notification_id: int) -> None:
        """The viewer has seen all up to this one."""
        await self._notifications.mark_seen(viewer_id, notification_id)

    # messages -----------------------------------------------------------------------------------

    def _hear_own(self, topic: str, message: bytes) -> None:
        self._hear(topic, messages.decode(message))

    def _hear(self, topic: str, message: Message) -> None:
        self._facts.hear(message)
        self._pictures.hear(message)
        self._usages.hear(message)
        self._notifications.hear(topic, message)
        self.conversations.hear(message)
        match message:
            case messages.PostPublished():
                entry = Entry(
                    message.entry_id,
                    PostId(message.post_id),
                    None if message.reposted_by is None else AccountId(message.reposted_by),
                )
                if topic == messages.LOCAL:
                    self._skeletons.appeared(LOCAL, entry)
                elif topic.startswith("author:"):
                    self._skeletons.appeared(message.reposted_by or message.author_id, entry)
                elif topic.startswith("tag:"):
                    self._skeletons.appeared(topic, entry)
            case messages.PostDeleted():
                if topic == messages.LOCAL:
                    self._skeletons.gone(LOCAL, message.entry_id)
                elif topic.startswith("author:"):
                    self._skeletons.gone(message.author_id, message.entry_id)
                elif topic.startswith("tag:"):
                    self._skeletons.gone(topic, message.entry_id)
            case messages.PostChanged() if topic.startswith("tag:"):
                self._skeletons.drop_source(topic)
            case messages.FollowsChanged() | messages.TiesChanged():
                self._skeletons.drop(message.account_id)
            case messages.ListChanged():
                self._skeletons.drop(message.list_id)
            case messages.Resync():
                self._skeletons.clear()
            case _:
                pass

    # parts --------------------------------------------------------------------------------------

    async def _views(
        self, source: Reading, viewer_id: int | None, ids: Collection[int]
    ) -> dict[PostId, PostView]:
        entries = [Entry(post_id, PostId(post_id)) for post_id in dict.fromkeys(ids)]
        found = await views(self._facts, source, viewer_id, entries)
        return {view.post.id: view for view in found if view is not None}

    async def _post(self, source: Reading, viewer_id: int | None, post_id: int) -> PostView:
        view = (await self._views(source, viewer_id, [post_id])).get(PostId(post_id))
        if view is None:
            raise PostNotFound
        return view

    async def _above(self, source: Reading, post_id: int, root_id: int) -> list[int]:
        """Ids of what a reply answers, the root first, also of those that are gone."""
        chain = await queries.ancestors(await source.tx(), post_id, threads.ANCESTORS_LIMIT)
        above = [row["id"] for row in chain[1:]]
        beyond: int | None = chain[-1]["in_reply_to_id"] if chain else None
        if beyond is not None:
            above.append(beyond)
            if beyond != root_id:
                above.append(root_id)
        return above[::-1]
