"""Timelines: entries in order, cut into pages, and what of them belongs there.

The base of ``Reader``, which tells the skeletons what was heard.
"""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable, Sequence
from typing import Final, TypeAlias

from affresco.accounts.model import Ties
from affresco.db import Database, ReadTx
from affresco.feeds import homes, paging, queries, sifted_queries
from affresco.feeds.facts import Facts, Reading, reading
from affresco.feeds.homes import Plan
from affresco.feeds.model import (
    Cursor,
    Entry,
    PostView,
    Sift,
    Timeline,
)
from affresco.feeds.skeleton import LOCAL, WINDOW, Bounds, Skeleton, Skeletons, Source, Window
from affresco.feeds.views import views
from affresco.feeds.wanted import is_wanted
from affresco.live import messages
from affresco.posts.access import may_see
from affresco.posts.markup import normalise_tag
from affresco.posts.model import PostId, Visibility

HOMES: Final = 4_096
LOADED: Final = 120
"""Entries of a home or a list that are loaded at once; it grows with what is new."""

NEWEST: Final = Cursor()
"""The first page."""

Fetch: TypeAlias = Callable[[Bounds], Awaitable[list[Entry]]]


class Timelines:
    """Homes, lists, and what is for everybody; the skeletons of those that are read most in memory."""

    def __init__(self, database: Database, facts: Facts) -> None:
        self._database = database
        self._facts = facts
        self._skeletons = Skeletons(HOMES)

    async def home(self, viewer_id: int, cursor: Cursor = NEWEST) -> Timeline:
        """What the viewer and those whom they follow posted and reposted, and followed hashtags.

        Answers only where the answered is one of these. A post that came several ways is on a page once.
        """
        async with reading(self._database) as source:
            ties = await self._facts.ties(source, viewer_id)
            skeleton = await self._home(source, viewer_id, ties)
            return await self._planned(source, skeleton, ties, cursor)

    async def home_sources(self, viewer_id: int) -> frozenset[int]:
        """Whose posts and reposts make up the viewer's home; followed hashtags come besides."""
        async with reading(self._database) as source:
            ties = await self._facts.ties(source, viewer_id)
            plan = (await self._home(source, viewer_id, ties)).plan
            assert plan is not None, "homes have a plan"
            return plan.sources

    async def home_topics(self, viewer_id: int) -> list[str]:
        """The live topics on which something for the viewer's home may appear."""
        async with reading(self._database) as source:
            ties = await self._facts.ties(source, viewer_id)
            return _topics(await self._home(source, viewer_id, ties))

    async def of_list(self, viewer_id: int, list_id: int, cursor: Cursor = NEWEST) -> Timeline:
        """What those on a list of the viewer's posted and reposted. Raises ListNotFound."""
        async with reading(self._database) as source:
            ties = await self._facts.ties(source, viewer_id)
            skeleton = await self._list(source, viewer_id, list_id, ties)
            return await self._planned(source, skeleton, ties, cursor)

    async def list_topics(self, viewer_id: int, list_id: int) -> list[str]:
        """As ``home_topics``. Raises ListNotFound."""
        async with reading(self._database) as source:
            ties = await self._facts.ties(source, viewer_id)
            return _topics(await self._list(source, viewer_id, list_id, ties))

    async def local(self, viewer_id: int | None, cursor: Cursor = NEWEST) -> Timeline:
        """Public posts of the instance that answer nobody."""
        async with reading(self._database) as source:
            window = await self._local(source)
            ties = await self._facts.ties(source, viewer_id)

            async def fetch(bounds: Bounds) -> list[Entry]:
                found, rest = _from_window(window, bounds)
                if rest is not None:
                    found += await queries.local(await source.tx(), rest)
                return found

            return await self._timeline(source, viewer_id, cursor, fetch, _is_for_all, ties)

    async def person(
        self,
        viewer_id: int | None,
        account_id: int,
        cursor: Cursor = NEWEST,
        with_replies: bool = False,
        only_pictures: bool = False,
    ) -> Timeline:
        """What a person posted and reposted; answers to others only with_replies.

        only_pictures: posts of their own that have pictures, and no reposts.
        """
        async with reading(self._database) as source:
            allowed = await self._visibilities(source, viewer_id, account_id)

            async def fetch(bounds: Bounds) -> list[Entry]:
                tx = await source.tx()
                return await queries.person(
                    tx, bounds, account_id, allowed, with_replies, only_pictures
                )

            return await self._timeline(source, viewer_id, cursor, fetch)

    async def tag(self, viewer_id: int | None, tag: str, cursor: Cursor = NEWEST) -> Timeline:
        """Public posts with a hashtag (in any case, with or without #) that answer nobody."""
        name = normalise_tag(tag)
        if name is None:
            return Timeline(items=(), older=None, newer=None)
        async with reading(self._database) as source:
            ties = await self._facts.ties(source, viewer_id)

            async def fetch(bounds: Bounds) -> list[Entry]:
                return await queries.tag(await source.tx(), bounds, name)

            return await self._timeline(source, viewer_id, cursor, fetch, _is_for_all, ties)

    async def sifted(self, viewer_id: int | None, sift: Sift, cursor: Cursor = NEWEST) -> Timeline:
        """Public posts that answer nobody, with some hashtags and without others, or with pictures."""
        async with reading(self._database) as source:
            ties = await self._facts.ties(source, viewer_id)

            async def fetch(bounds: Bounds) -> list[Entry]:
                return await sifted_queries.entries(await source.tx(), bounds, sift)

            return await self._timeline(source, viewer_id, cursor, fetch, _is_for_all, ties)

    async def bookmarks(self, viewer_id: int, cursor: Cursor = NEWEST) -> Timeline:
        """What the viewer bookmarked, the newest bookmark first; ``entry_id`` is the bookmark's."""
        async with reading(self._database) as source:

            async def fetch(bounds: Bounds) -> list[Entry]:
                return await queries.bookmarks(await source.tx(), bounds, viewer_id)

            return await self._timeline(source, viewer_id, cursor, fetch)

    async def likes(self, viewer_id: int, cursor: Cursor = NEWEST) -> Timeline:
        """What the viewer likes, the newest like first; ``entry_id`` is the like's."""
        async with reading(self._database) as source:

            async def fetch(bounds: Bounds) -> list[Entry]:
                return await queries.likes(await source.tx(), bounds, viewer_id)

            return await self._timeline(source, viewer_id, cursor, fetch)

    async def listed(
        self,
        viewer_id: int | None,
        cursor: Cursor,
        entries: Callable[[ReadTx, Bounds], Awaitable[list[Entry]]],
    ) -> Timeline:
        """A timeline of what ``entries`` names, as far as the viewer may see and wants it."""
        async with reading(self._database) as source:

            async def fetch(bounds: Bounds) -> list[Entry]:
                return await entries(await source.tx(), bounds)

            ties = await self._facts.ties(source, viewer_id)
            return await self._timeline(source, viewer_id, cursor, fetch, ties=ties)

    # parts --------------------------------------------------------------------------------------

    async def _home(self, source: Reading, viewer_id: int, ties: Ties) -> Skeleton:
        known = self._skeletons.get(viewer_id)
        if known is not None and known.plan is not None and known.plan.stands_on(ties):
            return known
        ticket = self._skeletons.ticket()
        return await self._laid_out(source, homes.plan_home(viewer_id, ties), ticket)

    async def _list(self, source: Reading, viewer_id: int, list_id: int, ties: Ties) -> Skeleton:
        members = await self._facts.members(source, viewer_id, list_id)
        known = self._skeletons.get(list_id)
        if known is not None and known.plan is not None and known.plan.stands_on(ties, members):
            return known
        ticket = self._skeletons.ticket()
        policy, basis = members.list.replies_policy, (ties, members)
        plan = homes.plan_list(list_id, viewer_id, policy, members.ids, ties, basis)
        return await self._laid_out(source, plan, ticket)

    async def _laid_out(self, source: Reading, plan: Plan, ticket: tuple[int, int]) -> Skeleton:
        """The newest entries of a home or a list, remembered."""
        sources = frozenset[Source](plan.sources | set(map(messages.tag, plan.tags)))
        if not self._facts.trusted:
            return Skeleton(sources, Window((), floor=paging.HIGHEST), plan)
        newest = Bounds(below=paging.HIGHEST, above=0, limit=LOADED)
        entries = await queries.home(
            await source.tx(), newest, plan.viewer_id, plan.sources, plan.answered, plan.tags
        )
        floor = entries[-1].id if len(entries) == LOADED else 0
        skeleton = Skeleton(sources, Window(entries, floor), plan)
        self._skeletons.put(plan.key, skeleton, ticket)
        return skeleton

    async def _planned(
        self, source: Reading, skeleton: Skeleton, ties: Ties, cursor: Cursor
    ) -> Timeline:
        plan, window = skeleton.plan, skeleton.window
        assert plan is not None, "homes and lists have a plan"

        async def fetch(bounds: Bounds) -> list[Entry]:
            found, rest = _from_window(window, bounds)
            if rest is not None:
                found += await queries.home(
                    await source.tx(),
                    rest,
                    plan.viewer_id,
                    plan.sources,
                    plan.answered,
                    plan.tags,
                )
            return found

        def belongs(view: PostView) -> bool:
            by = None if view.reposted_by is None else view.reposted_by.id
            return homes.belongs(view.post, by, plan, ties)

        return await self._timeline(source, plan.viewer_id, cursor, fetch, belongs, ties, window)

    async def _local(self, source: Reading) -> Window:
        known = self._skeletons.get(LOCAL)
        if known is not None:
            return known.window
        ticket = self._skeletons.ticket()
        if not self._facts.trusted:
            return Window((), floor=paging.HIGHEST)
        newest = Bounds(below=paging.HIGHEST, above=0, limit=WINDOW)
        entries = await queries.local(await source.tx(), newest)
        window = Window(entries, entries[-1].id if len(entries) == WINDOW else 0)
        self._skeletons.put(LOCAL, Skeleton(frozenset({LOCAL}), window), ticket)
        return window

    async def _timeline(
        self,
        source: Reading,
        viewer_id: int | None,
        cursor: Cursor,
        fetch: Fetch,
        belongs: Callable[[PostView], bool] | None = None,
        ties: Ties | None = None,
        window: Window | None = None,
    ) -> Timeline:
        """A page. ties: the viewer's, where what they do not want to see is to be left out.

        window: the viewer's own. What does not belong to it leaves it: it would never be shown.
        """
        shown: set[PostId] = set()
        now = time.time()

        def wanted(view: PostView) -> bool:
            by = None if view.reposted_by is None else view.reposted_by.id
            return ties is None or is_wanted(view.post, by, viewer_id, ties, now)

        async def resolve(entries: Sequence[Entry]) -> list[PostView | None]:
            page: list[PostView | None] = []
            found = await views(self._facts, source, viewer_id, entries)
            for entry, view in zip(entries, found, strict=True):
                hidden = view is None or (belongs is not None and not belongs(view))
                if hidden and window is not None:
                    window.discard(entry.id)
                if view is None or hidden or view.post.id in shown or not wanted(view):
                    page.append(None)
                else:
                    shown.add(view.post.id)
                    page.append(view)
            return page

        page = await paging.collect(cursor, fetch, resolve)
        return Timeline(items=page.items, older=page.older, newer=page.newer)

    async def _visibilities(
        self, source: Reading, viewer_id: int | None, account_id: int
    ) -> list[Visibility]:
        """Audiences of this account's posts that the viewer belongs to."""
        ties = await self._facts.ties(source, viewer_id)
        audiences: tuple[Visibility, ...] = ("public", "unlisted", "followers", "direct", "private")
        return [
            audience
            for audience in audiences
            if may_see(
                audience,
                account_id,
                viewer_id,
                follows=account_id in ties.followees,
                apart=account_id in ties.apart,
            )
        ]


def _is_for_all(view: PostView) -> bool:
    """Whether it is for everybody and answers nobody, as what all find without looking for a person."""
    return view.post.visibility == "public" and view.post.in_reply_to_id is None


def _topics(skeleton: Skeleton) -> list[str]:
    plan = skeleton.plan
    assert plan is not None, "homes and lists have a plan"
    return [*map(messages.author, plan.sources), *map(messages.tag, plan.tags)]


def _from_window(window: Window, bounds: Bounds) -> tuple[list[Entry], Bounds | None]:
    """(what the window has within the bounds, what is left to be asked of the database)."""
    if bounds.upward:
        if window.covers(bounds, 0):
            return window.find(bounds), None
        return [], bounds
    found = window.find(bounds)
    if window.covers(bounds, len(found)):
        return found, None
    below = min(bounds.below, window.floor)
    return found, Bounds(below, bounds.above, bounds.limit - len(found))
