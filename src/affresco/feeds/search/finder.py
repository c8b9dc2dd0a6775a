"""``Finder``: everything that doors ask of search, for one viewer at a time."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Sequence
from typing import Final

from affresco.accounts.model import AccountId, Person, Ties
from affresco.db import Database, ReadTx
from affresco.feeds.model import Cursor, Entry, PostView, Timeline
from affresco.feeds.reader import Reader
from affresco.feeds.search import fold, people, queries, saved, tags
from affresco.feeds.search.compiled import Compiled, compile_query
from affresco.feeds.search.discover import Discover
from affresco.feeds.search.fusion import fuse
from affresco.feeds.search.model import (
    Found,
    FoundTag,
    Problem,
    Query,
    SavedSearch,
    Suggestions,
    TagDay,
)
from affresco.feeds.search.near import Vectors
from affresco.feeds.search.queries import Reach
from affresco.feeds.skeleton import Bounds
from affresco.feeds.timelines import NEWEST
from affresco.posts.model import PostId

LOOKED_AT: Final = 200
"""Newest posts with the words that are put in order; older ones are found by the newest first."""
NEAR: Final = 100
"""Nearest posts in meaning that are put in order."""
NEAR_ENOUGH: Final = 0.36
"""Likeness of meaning from which on a post is a result; what has nothing to do with it has 0.1 to 0.3."""
AMONG: Final = 1_000
"""Newest posts that fit the filters whose meaning is compared."""
OWN: Final = 200
"""Newest posts that are not for everybody, of each kind, whose meaning is compared."""
OF_EACH: Final = 10
"""Newest of these of each followee."""
ROUND: Final = 2
"""How many times what a page needs is looked at, should some of it be hidden."""


SUGGESTED_PEOPLE: Final = 5
SUGGESTED_TAGS: Final = 5
SUGGESTED_SAVED: Final = 3


class Finder:
    """One a process. What is found comes from the index, what is shown from the reader.

    discover: trends, suggestions of people, the directory.
    """

    def __init__(self, database: Database, reader: Reader, vectors: Vectors | None = None) -> None:
        self._database = database
        self._reader = reader
        self._vectors = vectors or Vectors()
        self.discover = Discover(database, reader)

    @property
    def reader(self) -> Reader:
        """What shows what is found."""
        return self._reader

    def close(self) -> None:
        """End what runs aside."""
        self._vectors.close()

    def forget(self) -> None:
        """Remember nothing of earlier searches."""
        self._vectors.forget()
        self.discover.forget()

    # posts --------------------------------------------------------------------------------------

    async def posts(
        self,
        viewer_id: int | None,
        query: Query,
        locale: str = "en",
        *,
        limit: int = 20,
        after: int = 0,
    ) -> Found:
        """Posts by words and by meaning, the best first. after: of the page before.

        At most ``LOOKED_AT`` posts by their words and ``NEAR`` by their meaning are put in order.
        """
        compiled, reach = await self._compile(viewer_id, query, locale)
        if query.asks_nothing or compiled.nobody:
            return Found(problems=compiled.problems)
        ranking = await self._rank(compiled, reach)
        items, used = await self._page(viewer_id, ranking, after, limit)
        return Found(items, used if used < len(ranking) else None, compiled.problems)

    async def newest(
        self,
        viewer_id: int | None,
        query: Query,
        locale: str = "en",
        cursor: Cursor = NEWEST,
    ) -> tuple[Timeline, tuple[Problem, ...]]:
        """Posts with the words, the newest first, for as far as there are any: a feed."""
        compiled, reach = await self._compile(viewer_id, query, locale)
        if query.asks_nothing or compiled.nobody:
            return Timeline((), None, None), compiled.problems

        async def entries(tx: ReadTx, bounds: Bounds) -> list[Entry]:
            within = _within(reach, bounds)
            found = await queries.newest(
                tx, compiled.wanted, within, bounds.limit, upward=bounds.upward
            )
            return [Entry(post_id, PostId(post_id)) for post_id in found]

        return await self._reader.listed(viewer_id, cursor, entries), compiled.problems

    async def _compile(
        self, viewer_id: int | None, query: Query, locale: str
    ) -> tuple[Compiled, Reach]:
        ties = await self._reader.ties(viewer_id)
        async with self._database.read() as tx:
            compiled = await compile_query(tx, query, viewer_id, locale, ties.followees)
        return compiled, _reach(compiled, viewer_id, ties)

    async def _rank(self, compiled: Compiled, reach: Reach) -> list[int]:
        by_words, by_meaning = await asyncio.gather(
            self._by_words(compiled, reach), self._by_meaning(compiled, reach)
        )
        return fuse(by_words, by_meaning)

    async def _by_words(self, compiled: Compiled, reach: Reach) -> list[int]:
        async with self._database.read() as tx:
            if compiled.ranking is None:
                return await queries.newest(tx, compiled.wanted, reach, LOOKED_AT)
            return await queries.ranked(tx, compiled.wanted, compiled.ranking, reach, LOOKED_AT)

    async def _by_meaning(self, compiled: Compiled, reach: Reach) -> list[int]:
        vector = await self._vectors.find(compiled.spoken)
        if vector is None:
            return []
        async with self._database.read() as tx:
            if compiled.query.filters:
                found = await queries.near_among(tx, vector, compiled.filter, reach, AMONG, NEAR)
            else:
                found = await queries.near(tx, vector, reach, NEAR, OWN, OF_EACH)
        alike = [(likeness, post_id) for post_id, likeness in found if likeness >= NEAR_ENOUGH]
        return list(dict.fromkeys(post_id for _likeness, post_id in sorted(alike, reverse=True)))

    async def _page(
        self, viewer_id: int | None, ranking: Sequence[int], after: int, limit: int
    ) -> tuple[tuple[PostView, ...], int]:
        """(what the viewer sees of the ranking, how much of it was used up)."""
        items: list[PostView] = []
        used = after
        while len(items) < limit and used < len(ranking):
            looked_at = ranking[used : used + (limit - len(items)) * ROUND]
            views = await self._reader.wanted(viewer_id, looked_at)
            for post_id in looked_at:
                used += 1
                if PostId(post_id) in views:
                    items.append(views[PostId(post_id)])
                if len(items) == limit:
                    break
        return tuple(items), used

    async def vector(self, text: str) -> str | None:
        """What a text means, as PostgreSQL reads it; None where it says nothing or would take too long."""
        return await self._vectors.find(text)

    # people -------------------------------------------------------------------------------------

    async def people(
        self,
        viewer_id: int | None,
        text: str,
        *,
        limit: int = 20,
        after: int = 0,
        only_followed: bool = False,
        with_bio: bool = False,
    ) -> list[AccountId]:
        """People by the beginnings of handle and names, the likeliest first. after: how many of these to
        leave out, bounded by ``people.LOOKED_AT``."""
        async with self._database.read() as tx:
            found = await people.find(
                tx,
                viewer_id,
                text,
                limit=min(after, people.LOOKED_AT) + limit,
                only_followed=only_followed,
                with_bio=with_bio,
            )
        return found[after:]

    # hashtags and suggestions -------------------------------------------------------------------

    async def tags(self, text: str, *, limit: int = 20, after: int = 0) -> tuple[FoundTag, ...]:
        """Hashtags that begin so, the most used first. after: how many of these to leave out."""
        async with self._database.read() as tx:
            return (await tags.find(tx, text, min(after, tags.LONGEST) + limit))[after:]

    async def tag_days(self, names: Collection[str]) -> dict[str, tuple[TagDay, ...]]:
        """How much each of these hashtags is used, today first."""
        async with self._database.read() as tx:
            return await tags.history(tx, names)

    async def suggest(self, viewer_id: int | None, text: str) -> Suggestions:
        """What a beginning may become: people, hashtags, and searches that the viewer keeps."""
        begun = text.strip()
        last = begun.rpartition(" ")[2]
        async with self._database.read() as tx:
            named = (
                ()
                if begun.startswith("#")
                else await people.find(tx, viewer_id, begun, limit=SUGGESTED_PEOPLE)
            )
            tagged = () if last.startswith("@") else await tags.find(tx, last, SUGGESTED_TAGS)
        known = await self._reader.people(named) if named else {}
        persons: tuple[Person, ...] = tuple(known[i] for i in named if i in known)
        return Suggestions(persons, tagged, await self._saved(viewer_id, begun))

    async def _saved(self, viewer_id: int | None, begun: str) -> tuple[SavedSearch, ...]:
        if viewer_id is None:
            return ()
        sought = fold.fold(begun)
        kept = await saved.list_saved(self._database, viewer_id)
        fitting = (one for one in kept if sought in fold.fold(f"{one.name} {one.query}"))
        return tuple(fitting)[:SUGGESTED_SAVED]


def _reach(compiled: Compiled, viewer_id: int | None, ties: Ties) -> Reach:
    query = compiled.query
    public = query.scope == "public"
    return Reach(
        viewer_id=0 if public or viewer_id is None else viewer_id,
        followees=[] if public else list(ties.followees),
        authors=None if compiled.authors is None else list(compiled.authors),
        library=query.scope == "library",
        below=query.below,
        above=query.above,
    )


def _within(reach: Reach, bounds: Bounds) -> Reach:
    return Reach(
        viewer_id=reach.viewer_id,
        followees=reach.followees,
        authors=reach.authors,
        library=reach.library,
        below=min(reach.below, bounds.below),
        above=max(reach.above, bounds.above),
    )
