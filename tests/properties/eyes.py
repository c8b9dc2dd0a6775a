"""Who may see what, worked out from the tables alone; and everything that a reader shows, on every path.

The one knows nothing of the rules and caches that the other goes through.
"""

from __future__ import annotations

from collections.abc import Awaitable, Iterable, Iterator
from typing import TypeVar

import msgspec

from affresco.db import Database
from affresco.errors import NotFound
from affresco.feeds.model import Cursor, PostView, Reply, Timeline
from affresco.feeds.reader import Reader
from affresco.posts.model import LineageNode

T = TypeVar("T")
Viewer = int | None
ALL = Cursor(limit=100)


class Truth(msgspec.Struct, frozen=True):
    """What the tables say at a moment. posts: id → (author, audience). apart: both ways round.
    muted: by whom, whom. pictures: key → (owner, post). lists: id → owner."""

    posts: dict[int, tuple[int, str]]
    mentions: set[tuple[int, int]]
    follows: set[tuple[int, int]]
    apart: set[tuple[int, int]]
    muted: set[tuple[int, int]]
    pictures: dict[str, tuple[int, int | None]]
    lists: dict[int, int]
    tags: set[str]

    def allows(self, viewer: Viewer, post_id: int) -> bool:
        """Whether the viewer may see the post."""
        if post_id not in self.posts:
            return False
        author, audience = self.posts[post_id]
        if viewer == author:
            return True
        if viewer is not None and (viewer, author) in self.apart:
            return False
        if audience in ("public", "unlisted"):
            return True
        if viewer is None or audience == "private":
            return False
        named = (post_id, viewer) in self.mentions
        return named or (audience == "followers" and (viewer, author) in self.follows)

    def allows_picture(self, viewer: Viewer, key: str) -> bool:
        """Whether the viewer may fetch the picture."""
        owner, post_id = self.pictures[key]
        return viewer == owner or (post_id is not None and self.allows(viewer, post_id))


async def truth(database: Database) -> Truth:
    """The tables as they are."""
    async with database.read() as tx:

        async def pairs(sql: str) -> set[tuple[int, int]]:
            return {(row[0], row[1]) for row in await tx.rows(sql)}

        blocks = await pairs("SELECT account_id, target_id FROM blocks")
        posts = await tx.rows("SELECT id, account_id, visibility FROM posts")
        pictures = await tx.rows(
            """SELECT m.key, m.owner_id, p.post_id FROM media m
               LEFT JOIN post_media p ON p.media_id = m.id"""
        )
        return Truth(
            posts={row[0]: (row[1], row[2]) for row in posts},
            mentions=await pairs("SELECT post_id, account_id FROM post_mentions"),
            follows=await pairs("SELECT follower_id, followee_id FROM follows"),
            apart=blocks | {(target, account) for account, target in blocks},
            muted=await pairs("SELECT account_id, target_id FROM mutes"),
            pictures={row[0]: (row[1], row[2]) for row in pictures},
            lists={row[0]: row[1] for row in await tx.rows("SELECT id, account_id FROM lists")},
            tags={row[0] for row in await tx.rows("SELECT DISTINCT tag FROM post_tags")},
        )


class Eyes:
    """A viewer at a reader, who looks everywhere and notes what they should not have been shown."""

    def __init__(self, reader: Reader, viewer: Viewer, real: Truth, people: Iterable[int]) -> None:
        self._reader = reader
        self._viewer = viewer
        self._real = real
        self._people = list(people)
        self.wrong: list[str] = []

    async def look(self, post_ids: Iterable[int]) -> list[str]:
        """Everything wrong on all paths. post_ids: also of posts that are gone or never were."""
        await self._look_at_timelines()
        for post_id in post_ids:
            await self._look_at_post(post_id)
        await self._look_at_pictures()
        if self._viewer is not None:
            await self._look_at_notifications(self._viewer)
            await self._look_at_conversations(self._viewer)
        return self.wrong

    async def _look_at_timelines(self) -> None:
        reader, viewer = self._reader, self._viewer
        self._everybodys("local", await reader.local(viewer, ALL))
        for tag in self._real.tags:
            self._everybodys(f"#{tag}", await reader.tag(viewer, tag, ALL))
        for person in self._people:
            for with_replies in (True, False):
                shown = await reader.person(viewer, person, ALL, with_replies=with_replies)
                self._timeline(f"person {person}", shown)
            self._views(f"pins of {person}", await reader.pinned(viewer, person))
        if viewer is None:
            return
        self._timeline("home", await reader.home(viewer, ALL), quiet=True)
        self._timeline("bookmarks", await reader.bookmarks(viewer, ALL))
        self._timeline("likes", await reader.likes(viewer, ALL))
        for list_id, owner in self._real.lists.items():
            name = f"list {list_id}"
            listed = await self._try(name, reader.of_list(viewer, list_id, ALL), owner == viewer)
            if listed is not None:
                self._timeline(name, listed, quiet=True)

    async def _look_at_post(self, post_id: int) -> None:
        reader, viewer = self._reader, self._viewer
        may = self._real.allows(viewer, post_id)
        view = await self._try(f"post {post_id}", reader.post(viewer, post_id), may)
        if view is not None:
            self._views("post", [view])
        self._views("views", (await reader.views(viewer, [post_id])).values())
        self._views("wanted", (await reader.wanted(viewer, [post_id])).values())
        self._ids("visible", await reader.visible(viewer, [post_id]))
        thread = await self._try(f"thread {post_id}", reader.thread(viewer, post_id), may)
        if thread is not None:
            self._views("thread above", [one for one in thread.ancestors if one is not None])
            self._views("thread", [thread.focus, *_of_replies(thread.replies)])
        family = await self._try(f"family {post_id}", reader.family(viewer, post_id), may)
        if family is not None:
            self._views("family", family.views.values())
            self._ids("family tree", _here(family.root))
        await self._try(f"edits {post_id}", reader.edits(viewer, post_id), may)
        quotes = await self._try(f"quotes {post_id}", reader.quotes(viewer, post_id, ALL), may)
        if quotes is not None:
            self._timeline("quotes", quotes)
        for name, who in (("likes", reader.who_likes), ("reposts", reader.who_reposts)):
            page = await self._try(f"{name} of {post_id}", who(viewer, post_id), may)
            for person in page.ids if page is not None else ():
                self._person(name, person)

    async def _look_at_pictures(self) -> None:
        for key in self._real.pictures:
            may = self._real.allows_picture(self._viewer, key)
            if await self._reader.may_fetch_picture(self._viewer, key) is not may:
                self.wrong.append(f"picture {key}: {'hidden' if may else 'shown'}")
            if (await self._reader.look_at_picture(key))[0] and not may:
                self.wrong.append(f"picture {key}: for everybody")

    async def _look_at_notifications(self, viewer: int) -> None:
        for notice in await self._reader.notifications(viewer, ALL):
            self._person("notification", notice.actor.id)
            if notice.post is not None:
                self._views("notification", [notice.post])

    async def _look_at_conversations(self, viewer: int) -> None:
        for talk in (await self._reader.conversations.page(viewer, ALL)).items:
            if talk.last is not None:
                self._views("conversation", [talk.last])

    # what is found ------------------------------------------------------------------------------

    async def _try(self, name: str, asked: Awaitable[T], may: bool) -> T | None:
        """The answer, None where it is refused; noted where the one should have been the other."""
        try:
            found = await asked
        except NotFound:
            if may:
                self.wrong.append(f"{name}: hidden")
            return None
        if not may:
            self.wrong.append(f"{name}: shown")
        return found

    def _timeline(self, name: str, timeline: Timeline, *, quiet: bool = False) -> None:
        self._views(name, timeline.items)
        for view in timeline.items if quiet else ():
            concerned = {view.post.account_id, view.reposted_by and view.reposted_by.id}
            if self._viewer not in concerned and any(
                (self._viewer, account) in self._real.muted for account in concerned
            ):
                self.wrong.append(f"{name}: {view.post.id} of somebody muted")

    def _everybodys(self, name: str, timeline: Timeline) -> None:
        """What is found without looking for anybody is public."""
        self._timeline(name, timeline, quiet=True)
        self.wrong += [
            f"{name}: {view.post.id} is not public"
            for view in timeline.items
            if self._real.posts.get(view.post.id, (0, ""))[1] != "public"
        ]

    def _views(self, name: str, views: Iterable[PostView]) -> None:
        for view in views:
            self._ids(name, [view.post.id])
            if view.reposted_by is not None:
                self._person(name, view.reposted_by.id)
            if view.parent is not None and view.parent.post is not None:
                self._ids(f"{name}, parent", [view.parent.post.id])
            if view.quoted is not None and view.quoted.view is not None:
                self._views(f"{name}, quoted", [view.quoted.view])

    def _ids(self, name: str, ids: Iterable[int]) -> None:
        self.wrong += [f"{name}: {i}" for i in ids if not self._real.allows(self._viewer, i)]

    def _person(self, name: str, person: int) -> None:
        if self._viewer is not None and (self._viewer, person) in self._real.apart:
            self.wrong.append(f"{name}: person {person}")


def _of_replies(replies: Iterable[Reply]) -> Iterator[PostView]:
    for reply in replies:
        if reply.view is not None:
            yield reply.view
        yield from _of_replies(reply.replies)


def _here(node: LineageNode) -> Iterator[int]:
    if node.state == "here":
        yield node.id
    for child in node.children:
        yield from _here(child)
