"""What is going on, and whom one could meet: trends, suggestions, the directory.

Each list is the same for everybody, made once in a while and kept for a minute; what a viewer must not see
or does not want is taken out on every read. How much is looked at is bounded, so none grows with the
network.
"""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable, Collection
from datetime import UTC, datetime, timedelta
from typing import Final, Literal

import msgspec

from affresco.accounts.model import AccountId
from affresco.db import Database, ReadTx
from affresco.feeds.model import PostView
from affresco.feeds.reader import Reader
from affresco.feeds.search import discover_queries as queries
from affresco.feeds.search.dates import first_id
from affresco.posts.model import PostId

Order = Literal["active", "new"]
Source = Literal["friends_of_friends", "most_interactions"]

KEEP_SECONDS: Final = 60.0
RECENT: Final = timedelta(days=3)
"""What trends look back at."""
POSTS_LOOKED_AT: Final = 20_000
TALKED_LOOKED_AT: Final = 5_000
LONGEST: Final = 200
"""Of a list of trends."""
DIRECTORY_LONGEST: Final = 1_000
PEOPLE_OF_A_TREND: Final = 2
"""One person alone is no trend."""
EACH_AUTHOR: Final = 3
"""Posts of one author among those that are talked about."""
FRIENDS, OF_EACH = 150, 60


class Suggested(msgspec.Struct, frozen=True):
    """Somebody to meet, and why."""

    id: AccountId
    source: Source


class _Kept(msgspec.Struct, frozen=True):
    until: float
    ids: tuple[int, ...]
    names: tuple[str, ...] = ()


class Discover:
    """One a process. now: seconds of a clock that only goes forward."""

    def __init__(
        self, database: Database, reader: Reader, now: Callable[[], float] = time.monotonic
    ) -> None:
        self._database = database
        self._reader = reader
        self._now = now
        self._kept: dict[str, _Kept] = {}

    async def tags(self, *, limit: int, after: int = 0) -> tuple[str, ...]:
        """Hashtags that most people use in these days."""

        async def make(tx: ReadTx) -> _Kept:
            names = await queries.trending_tags(
                tx, _since(), POSTS_LOOKED_AT, PEOPLE_OF_A_TREND, LONGEST
            )
            return self._keep((), tuple(names))

        return (await self._list("tags", make)).names[after : after + limit]

    async def posts(
        self, viewer_id: int | None, *, limit: int, after: int = 0
    ) -> tuple[PostView, ...]:
        """Public posts that people talk about; those with a warning or sensitive pictures never are."""

        async def make(tx: ReadTx) -> _Kept:
            rows = await queries.talked_about(tx, _since(), TALKED_LOOKED_AT, LONGEST * 2)
            by_author: dict[int, int] = {}
            ids = []
            for row in rows:
                by_author[row["account_id"]] = by_author.get(row["account_id"], 0) + 1
                if by_author[row["account_id"]] <= EACH_AUTHOR:
                    ids.append(row["id"])
            return self._keep(tuple(ids[:LONGEST]))

        ids = (await self._list("posts", make)).ids[after : after + limit]
        views = await self._reader.wanted(viewer_id, ids)
        found = (views.get(PostId(post_id)) for post_id in ids)
        return tuple(view for view in found if view and not (view.post.veiled or view.post.warning))

    async def people(self, viewer_id: int | None, order: Order) -> tuple[AccountId, ...]:
        """The directory: who wants to be discovered, who wrote or came last first, at most
        ``DIRECTORY_LONGEST``."""

        async def make(tx: ReadTx) -> _Kept:
            if order == "new":
                found = await queries.newcomers(tx, DIRECTORY_LONGEST)
            else:
                found = await queries.active(tx, POSTS_LOOKED_AT, DIRECTORY_LONGEST)
            return self._keep(tuple(found))

        ids = (await self._list(f"people {order}", make)).ids
        return await self._together(viewer_id, ids)

    async def suggestions(self, viewer_id: int, limit: int) -> tuple[Suggested, ...]:
        """Whom the viewer does not know yet: whom friends follow, then who is talked about."""
        async with self._database.read() as tx:
            near = await queries.friends_of_friends(tx, viewer_id, FRIENDS, OF_EACH)

        async def make(tx: ReadTx) -> _Kept:
            rows = await queries.talked_about(tx, _since(), TALKED_LOOKED_AT, LONGEST * 2)
            return self._keep(tuple(dict.fromkeys(row["account_id"] for row in rows)))

        known = (await self._list("authors", make)).ids
        if len(near) + len(known) < limit:
            known = (*known, *await self.people(viewer_id, "active"))
        together = await self._together(viewer_id, dict.fromkeys((*near, *known)))
        ties = await self._reader.ties(viewer_id)
        async with self._database.read() as tx:
            welcome = await queries.welcome(tx, viewer_id, together)
        chosen = [i for i in together if i in welcome and i not in ties.muted][:limit]
        friends = frozenset(near)
        return tuple(
            Suggested(i, "friends_of_friends" if i in friends else "most_interactions")
            for i in chosen
        )

    async def dismiss(self, viewer_id: int, account_id: int) -> None:
        """Never suggest somebody again; who is gone is left out."""
        async with self._database.write() as tx:
            await queries.dismiss(tx, viewer_id, account_id)

    def forget(self) -> None:
        """Make every list anew."""
        self._kept.clear()

    async def _together(self, viewer_id: int | None, ids: Collection[int]) -> tuple[AccountId, ...]:
        """Without those who and the viewer are apart by a block."""
        ties = await self._reader.ties(viewer_id)
        return tuple(AccountId(account_id) for account_id in ids if account_id not in ties.apart)

    async def _list(self, name: str, make: Callable[[ReadTx], Awaitable[_Kept]]) -> _Kept:
        kept = self._kept.get(name)
        if kept is None or kept.until < self._now():
            async with self._database.read() as tx:
                kept = await make(tx)
            self._kept[name] = kept
        return kept

    def _keep(self, ids: tuple[int, ...], names: tuple[str, ...] = ()) -> _Kept:
        return _Kept(self._now() + KEEP_SECONDS, ids, names)


def _since() -> int:
    return first_id(datetime.now(UTC) - RECENT)
