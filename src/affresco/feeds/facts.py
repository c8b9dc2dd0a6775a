"""What timelines are made of, from memory where it is there: people, posts, numbers, reactions, ties.

Each kind is loaded in one batch however many are missing. Live messages keep the caches right; while
the hub is not listening nothing is kept, so that every answer comes from the database.
"""

from __future__ import annotations

import asyncio
import math
import time
from collections.abc import AsyncIterator, Callable, Collection, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Final, TypeVar

import msgspec

from affresco.accounts import hydrate as account_hydrate
from affresco.accounts import list_queries, lists
from affresco.accounts.model import PeopleList, Person, Ties
from affresco.db import Database, ReadTx
from affresco.feeds.cache import NEVER, Cache
from affresco.live import messages
from affresco.live.hub import Hub
from affresco.live.messages import Message
from affresco.media.tickets import Tickets
from affresco.posts import filters, hydrate, polls
from affresco.posts.filters import Sieve
from affresco.posts.hydrate import NOTHING_DONE, Done, Reactions
from affresco.posts.model import Counts, Poll, Post

PEOPLE: Final = 16_384
POSTS: Final = 32_768
COUNTS: Final = 65_536
POLLS: Final = 4_096
READERS: Final = 4_096
REACTIONS_EACH: Final = 50_000
"""Reactions of one reader that are kept in memory; those of who has more are asked for again and again."""
REACTIONS: Final = 500_000
"""Reactions that are kept of all readers together, some 100 bytes each."""

K = TypeVar("K", bound=int)
V = TypeVar("V")


class Reading:
    """A connection that is taken from the pool when something first has to be read, and then kept."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._open: AbstractAsyncContextManager[ReadTx] | None = None
        self._tx: ReadTx | None = None

    async def tx(self) -> ReadTx:
        """The connection."""
        if self._tx is None:
            opening = self._database.read()
            self._tx = await opening.__aenter__()
            self._open = opening
        return self._tx

    async def close(self, error: BaseException | None = None) -> None:
        """Give the connection back, if one was taken."""
        if self._open is not None:
            await self._open.__aexit__(type(error) if error else None, error, None)


@asynccontextmanager
async def reading(database: Database) -> AsyncIterator[Reading]:
    """A ``Reading`` for one answer. Raises DatabaseUnavailable when something has to be read."""
    opened = Reading(database)
    try:
        yield opened
    except BaseException as error:  # cancelled, too: the connection goes back with what it met
        await opened.close(error)
        raise
    await opened.close()


class _Tied(msgspec.Struct, frozen=True):
    """until: when the first mute ends, in seconds since 1970."""

    ties: Ties
    until: float


class Members(msgspec.Struct, frozen=True):
    """A list and who is on it."""

    list: PeopleList
    ids: frozenset[int]


NO_COUNTS: Final = Counts()
NO_TIES: Final = Ties()
"""Of strangers."""
TOO_MUCH: Final = Done({}, set())
"""In memory instead of what somebody did who did very much."""


class Facts:
    """The caches of one process, and the loads that fill them.

    tickets: None where nobody is given addresses of pictures.
    """

    def __init__(self, hub: Hub, tickets: Tickets | None = None) -> None:
        self._hub = hub
        self.tickets = tickets
        self._people: Cache[int, Person] = Cache(PEOPLE)
        self._posts: Cache[int, Post] = Cache(POSTS)
        self._counts: Cache[int, Counts] = Cache(COUNTS)
        self._polls: Cache[int, Poll] = Cache(POLLS)
        self._reactions: Cache[int, Done] = Cache(REACTIONS, weigh=_weight)
        self._ties: Cache[int, _Tied] = Cache(READERS)
        self._members: Cache[int, Members] = Cache(READERS)
        self._sieves: Cache[int, Sieve] = Cache(READERS)
        self._loading: dict[int, asyncio.Future[None]] = {}

    @property
    def trusted(self) -> bool:
        """Whether messages arrive, so that what is kept is kept right."""
        return self._hub.listening.is_set()

    def hear(self, message: Message) -> None:
        """Keep the caches right. Called for every live message, possibly more than once."""
        match message:
            case messages.CountsChanged():
                numbers = Counts(
                    likes=message.likes,
                    reposts=message.reposts,
                    replies=message.replies,
                    remixes=message.remixes,
                    quotes=message.quotes,
                )
                self._counts.replace(message.post_id, numbers)
            case messages.Reacted():
                self._reacted(message)
            case messages.Voted():
                self._voted(message)
            case messages.ThreadMuted():
                self._thread_muted(message)
            case messages.PollChanged():
                self._polls.drop(message.post_id)
                if message.emptied:  # rare, and whoever voted is not named
                    self._reactions.clear()
            case messages.PostPublished(post_id=post_id, reposted_by=None):
                self._appeared(post_id)
            case messages.PostChanged():
                self._posts.drop(message.post_id)
            case messages.PostDeleted(post_id=post_id, entry_id=entry_id) if post_id == entry_id:
                self._posts.drop(post_id)
                self._counts.drop(post_id)
            case messages.FollowsChanged() | messages.TiesChanged():
                self._ties.drop(message.account_id)
            case messages.FiltersChanged():
                self._ties.drop(message.account_id)
                self._sieves.drop(message.account_id)
            case messages.ListChanged():
                self._members.drop(message.list_id)
            case messages.AccountChanged():
                # The account may be gone, and its likes and reposts with it.
                self._people.drop(message.account_id)
                self._counts.clear()
                self._polls.clear()
            case messages.Resync():
                for cache in (self._people, self._posts, self._counts):
                    cache.clear()
                self._polls.clear()
                self._reactions.clear()
                self._ties.clear()
                self._members.clear()
                self._sieves.clear()
            case _:
                pass

    async def people(self, source: Reading, ids: Collection[int]) -> dict[int, Person]:
        """Absent ones are left out."""
        found, missing = _split(self._people, ids)
        if missing:
            ticket = self._ticket(self._people)
            loaded = await account_hydrate.people(await source.tx(), missing)
            _keep(self._people, loaded, ticket, found)
        return found

    async def posts(self, source: Reading, ids: Collection[int]) -> dict[int, Post]:
        """Whoever may see them. Absent ones are left out.

        A post that hundreds of open streams hear of at once is loaded by the first of them. Only who
        has a connection is waited for, so that waiting cannot use up the pool.
        """
        tx: ReadTx | None = None
        while True:
            found, missing = _split(self._posts, ids)
            under_way = [self._loading[i] for i in missing if i in self._loading]
            if under_way:
                await asyncio.wait(under_way)
            elif not missing:
                return found
            elif tx is None:
                tx = await source.tx()
            else:
                break
        ended = asyncio.get_running_loop().create_future()
        self._loading.update(dict.fromkeys(missing, ended))
        try:
            ticket = self._ticket(self._posts)
            loaded = await hydrate.posts(tx, missing)
            _keep(self._posts, loaded, ticket, found)
        finally:
            ended.set_result(None)
            for post_id in missing:
                del self._loading[post_id]
        return found

    async def counts(self, source: Reading, ids: Collection[int]) -> dict[int, Counts]:
        """Absent ones are left out."""
        found, missing = _split(self._counts, ids)
        if missing:
            ticket = self._ticket(self._counts)
            loaded = await hydrate.counts(await source.tx(), missing)
            _keep(self._counts, loaded, ticket, found)
        return found

    async def polls(self, source: Reading, ids: Collection[int]) -> dict[int, Poll]:
        """The polls of these posts. Absent ones are left out."""
        found, missing = _split(self._polls, ids)
        if missing:
            ticket = self._ticket(self._polls)
            loaded = await polls.by_posts(await source.tx(), missing)
            _keep(self._polls, loaded, ticket, found)
        return found

    async def done(self, source: Reading, viewer_id: int, ids: Collection[int]) -> Done:
        """What the viewer did with these posts or with whatever post, and the threads that they muted.

        All that a viewer ever did is remembered at once, and messages keep it right: so a post that was
        never read before costs no question, and neither does one that is new.
        """
        known = self._reactions.get(viewer_id)
        if known is not None and known.whole:
            return known
        if known is None and self.trusted:
            ticket = self._ticket(self._reactions)
            known = await hydrate.all_done(await source.tx(), viewer_id, REACTIONS_EACH)
            self._reactions.put(viewer_id, known or TOO_MUCH, ticket)
            if known is not None:
                return known
        return await hydrate.done(await source.tx(), viewer_id, ids)

    async def ties(self, source: Reading, viewer_id: int | None) -> Ties:
        """How the viewer stands to others. The same object as long as nothing has changed."""
        if viewer_id is None:
            return NO_TIES
        known = self._ties.get(viewer_id)
        if known is None or known.until <= time.time():
            ticket = self._ticket(self._ties)
            ties = await account_hydrate.ties(await source.tx(), viewer_id)
            known = _Tied(ties, min(ties.muted.values(), default=math.inf))
            self._ties.put(viewer_id, known, ticket)
        return known.ties

    async def sieve(self, source: Reading, viewer_id: int) -> Sieve:
        """The viewer's filters."""
        known = self._sieves.get(viewer_id)
        if known is None:
            ticket = self._ticket(self._sieves)
            known = Sieve(await filters.all_of(await source.tx(), viewer_id))
            self._sieves.put(viewer_id, known, ticket)
        return known

    async def members(self, source: Reading, owner_id: int, list_id: int) -> Members:
        """A list of the owner's with everybody on it. Raises ListNotFound."""
        known = self._members.get(list_id)
        if known is None or known.list.account_id != owner_id:
            ticket = self._ticket(self._members)
            tx = await source.tx()
            found = await lists.get(tx, owner_id, list_id)
            known = Members(found, frozenset(await list_queries.member_ids(tx, list_id)))
            self._members.put(list_id, known, ticket)
        return known

    def _reacted(self, message: messages.Reacted) -> None:
        def latest(before: Reactions) -> Reactions:
            return Reactions(message.liked, message.reposted, message.bookmarked, before.votes)

        self._did(message.account_id, message.post_id, latest)

    def _voted(self, message: messages.Voted) -> None:
        def latest(before: Reactions) -> Reactions:
            return msgspec.structs.replace(before, votes=message.choices)

        self._did(message.account_id, message.post_id, latest)

    def _did(self, account_id: int, post_id: int, latest: Callable[[Reactions], Reactions]) -> None:
        """What the viewer did with a post is new. Reads under way are not stored."""
        known = self._reactions.get(account_id) or TOO_MUCH
        if known.whole:
            done = latest(known.reactions.get(post_id, NOTHING_DONE))
            if done == NOTHING_DONE:
                known.reactions.pop(post_id, None)
            else:
                known.reactions[post_id] = done
        self._reactions.replace(account_id, known)

    def _thread_muted(self, message: messages.ThreadMuted) -> None:
        known = self._reactions.get(message.account_id) or TOO_MUCH
        if known.whole and message.muted:
            known.muted.add(message.root_id)
        elif known.whole:
            known.muted.discard(message.root_id)
        self._reactions.replace(message.account_id, known)

    def _appeared(self, post_id: int) -> None:
        """Nobody has done anything with a post that is new: its numbers need not be asked for. What was
        done since comes as a message after this one, and is not undone when this one comes twice."""
        if self._counts.get(post_id) is None:
            self._counts.put(post_id, NO_COUNTS, self._ticket(self._counts))

    def _ticket(self, cache: Cache[int, V]) -> int:
        return cache.ticket() if self.trusted else NEVER


def _weight(done: Done) -> int:
    """In reactions: what is empty weighs as much as some."""
    return 4 + len(done.reactions) + len(done.muted)


def _split(cache: Cache[int, V], ids: Collection[int]) -> tuple[dict[int, V], list[int]]:
    """(what is in the cache, what is not)."""
    found: dict[int, V] = {}
    missing: list[int] = []
    for key in ids:
        value = cache.get(key)
        if value is None:
            missing.append(key)
        else:
            found[key] = value
    return found, missing


def _keep(cache: Cache[int, V], loaded: Mapping[K, V], ticket: int, found: dict[int, V]) -> None:
    """Put what was loaded to what was found, and into the cache unless it may be stale."""
    for key, value in loaded.items():
        cache.put(key, value, ticket)
        found[key] = value
