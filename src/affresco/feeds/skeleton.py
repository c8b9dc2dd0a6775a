"""Skeletons of timelines in memory: the newest entries, kept right by live messages.

A ``Window`` holds every entry of a timeline from ``floor`` upwards. ``Skeletons`` keeps windows by
reader and passes to each what its sources publish. Rules are not applied here: a window may hold
entries that its reader must not see, never lack one that they should.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Iterable
from typing import Final, TypeAlias

import msgspec

from affresco.feeds.cache import Cache
from affresco.feeds.homes import Plan
from affresco.feeds.model import Entry

WINDOW: Final = 400
"""Entries that a window holds; older ones are asked of the database."""
RECENT: Final = 2048
"""Changes that are remembered for loads under way."""
LOCAL: Final = 0
"""The key and the only source of the local timeline; no account has this id."""


class Bounds(msgspec.Struct, frozen=True):
    """above < id < below. upward: the lowest ids first, otherwise the highest."""

    below: int
    above: int
    limit: int
    upward: bool = False


class Window:
    """The entries of one timeline with id ≥ floor, in ascending order."""

    def __init__(self, entries: Iterable[Entry], floor: int) -> None:
        self._entries = sorted(entries, key=lambda entry: entry.id)
        self._ids = [entry.id for entry in self._entries]
        self.floor = floor

    def find(self, bounds: Bounds) -> list[Entry]:
        """Entries within the bounds that are in memory, in the direction asked for."""
        low = bisect_right(self._ids, bounds.above)
        high = bisect_left(self._ids, bounds.below)
        if bounds.upward:
            return self._entries[low : min(high, low + bounds.limit)]
        return self._entries[max(low, high - bounds.limit) : high][::-1]

    def covers(self, bounds: Bounds, found: int) -> bool:
        """Whether ``found`` entries are all there is, or all that was asked for."""
        if bounds.above + 1 >= self.floor:
            return True
        return not bounds.upward and found >= bounds.limit

    def insert(self, entry: Entry) -> None:
        """Add an entry; one that is there already or too old changes nothing."""
        place = bisect_left(self._ids, entry.id)
        if entry.id < self.floor or (place < len(self._ids) and self._ids[place] == entry.id):
            return
        self._ids.insert(place, entry.id)
        self._entries.insert(place, entry)
        if len(self._ids) > WINDOW:
            self.floor = self._ids.pop(0) + 1
            self._entries.pop(0)

    def discard(self, entry_id: int) -> None:
        """Remove an entry if it is there."""
        place = bisect_left(self._ids, entry_id)
        if place < len(self._ids) and self._ids[place] == entry_id:
            del self._ids[place], self._entries[place]


Source: TypeAlias = int | str
"""An account id, ``LOCAL``, or the live topic of a hashtag."""


class Skeleton(msgspec.Struct, frozen=True):
    """A window and whose entries it holds. plan: of a home or a list."""

    sources: frozenset[Source]
    window: Window
    plan: Plan | None = None


class _Change(msgspec.Struct, frozen=True):
    """entry: appeared; None: the one with this id is gone."""

    source: Source
    entry_id: int
    entry: Entry | None


class Skeletons:
    """Skeletons by reader (an account id, the id of a list, or ``LOCAL``)."""

    def __init__(self, size: int) -> None:
        self._cache: Cache[int, Skeleton] = Cache(size, on_evict=self._evicted)
        self._by_source: dict[Source, dict[int, Window]] = {}
        self._recent: deque[_Change] = deque(maxlen=RECENT)
        self._latest: dict[tuple[Source, int], _Change] = {}
        self._changes = 0

    def ticket(self) -> tuple[int, int]:
        """To be taken before a load."""
        return self._cache.ticket(), self._changes

    def get(self, key: int) -> Skeleton | None:
        return self._cache.get(key)

    def put(self, key: int, skeleton: Skeleton, ticket: tuple[int, int]) -> None:
        """Store what was loaded since ``ticket``, brought up to date with what happened meanwhile."""
        missed = self._changes - ticket[1]
        if missed > len(self._recent):
            return
        for change in list(self._recent)[len(self._recent) - missed :]:
            if change.source in skeleton.sources:
                _apply(skeleton.window, change)
        if self._cache.put(key, skeleton, ticket[0]):
            for source in skeleton.sources:
                self._by_source.setdefault(source, {})[key] = skeleton.window

    def appeared(self, source: Source, entry: Entry) -> None:
        """``source`` published or reposted."""
        self._changed(_Change(source, entry.id, entry))

    def gone(self, source: Source, entry_id: int) -> None:
        """``source`` took an entry back."""
        self._changed(_Change(source, entry_id, None))

    def drop(self, key: int) -> None:
        """The reader's sources are others now."""
        self._cache.drop(key)

    def drop_source(self, source: Source) -> None:
        """What the source publishes is other than was said before."""
        for key in tuple(self._by_source.get(source, ())):
            self._cache.drop(key)

    def clear(self) -> None:
        self._cache.clear()

    def _changed(self, change: _Change) -> None:
        """What this process wrote is heard of twice: once is enough for hundreds of windows."""
        if self._latest.get((change.source, change.entry_id)) == change:
            return
        self._changes += 1
        if len(self._recent) == RECENT:
            oldest = self._recent[0]
            if self._latest.get((oldest.source, oldest.entry_id)) is oldest:
                del self._latest[(oldest.source, oldest.entry_id)]
        self._recent.append(change)
        self._latest[(change.source, change.entry_id)] = change
        for window in self._by_source.get(change.source, {}).values():
            _apply(window, change)

    def _evicted(self, key: int, skeleton: Skeleton) -> None:
        for source in skeleton.sources:
            windows = self._by_source.get(source)
            if windows is not None:
                windows.pop(key, None)
                if not windows:
                    del self._by_source[source]


def _apply(window: Window, change: _Change) -> None:
    if change.entry is None:
        window.discard(change.entry_id)
    else:
        window.insert(change.entry)
