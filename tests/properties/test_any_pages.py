"""Pages, windows and caches, in whatever order things happen. Without a database."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from affresco.feeds.cache import Cache
from affresco.feeds.model import Cursor, Entry
from affresco.feeds.paging import HIGHEST, collect
from affresco.feeds.skeleton import Bounds, Skeleton, Skeletons, Window
from affresco.feeds.timelines import _from_window
from affresco.posts.model import PostId


class Timeline:
    """A model of a table: entries by id, some of which the rules hide."""

    def __init__(self, ids: set[int], hidden: set[int]) -> None:
        self.ids = ids
        self.hidden = hidden

    async def fetch(self, bounds: Bounds) -> list[Entry]:
        found = sorted(i for i in self.ids if bounds.above < i < bounds.below)
        if not bounds.upward:
            found.reverse()
        return [Entry(i, PostId(i)) for i in found[: bounds.limit]]

    async def resolve(self, entries: Sequence[Entry]) -> list[int | None]:
        return [None if entry.id in self.hidden else entry.id for entry in entries]

    @property
    def visible(self) -> list[int]:
        return sorted(self.ids - self.hidden, reverse=True)


ids = st.sets(st.integers(1, 60), max_size=40)
sizes = st.lists(st.integers(1, 7), min_size=1, max_size=6)


@given(ids, ids, sizes, st.sets(st.integers(61, 99)))
def test_walking_down_shows_everything_once_whatever_is_added_meanwhile(
    there: set[int], hidden: set[int], chunks: list[int], late: set[int]
) -> None:
    async def walk() -> list[int]:
        timeline, seen, cursor = Timeline(set(there), hidden), list[int](), Cursor(limit=chunks[0])
        for step in range(200):
            page = await collect(cursor, timeline.fetch, timeline.resolve)
            seen += page.items
            assert len(page.items) <= cursor.limit
            if page.older is None:
                return seen
            timeline.ids |= late
            cursor = Cursor(max_id=page.older, limit=chunks[step % len(chunks)])
        raise AssertionError("the walk does not end")

    assert asyncio.run(walk()) == sorted(there - hidden, reverse=True)


@given(ids, ids, sizes, st.integers(0, 60))
def test_walking_up_shows_everything_above_once(
    there: set[int], hidden: set[int], chunks: list[int], start: int
) -> None:
    async def walk() -> list[int]:
        timeline, seen, cursor = Timeline(there, hidden), list[int](), Cursor(min_id=start, limit=1)
        for step in range(200):
            page = await collect(cursor, timeline.fetch, timeline.resolve)
            seen = [*page.items, *seen]
            if page.newer == cursor.min_id:
                return seen
            assert page.newer is not None
            cursor = Cursor(min_id=page.newer, limit=chunks[step % len(chunks)])
        raise AssertionError("the walk does not end")

    assert asyncio.run(walk()) == [i for i in sorted(there - hidden, reverse=True) if i > start]


@given(ids, st.integers(0, 60), st.integers(0, 61), st.integers(1, 9))
def test_since_and_max_bound_a_page(there: set[int], since: int, below: int, limit: int) -> None:
    timeline = Timeline(there, set())
    cursor = Cursor(max_id=below, since_id=since, limit=limit)
    page = asyncio.run(collect(cursor, timeline.fetch, timeline.resolve))
    between = [i for i in timeline.visible if since < i < below]
    assert list(page.items) == between[:limit]
    assert page.older == (between[limit - 1] if len(between) > limit else None)


@given(
    ids,
    st.integers(0, 61),
    st.integers(0, 60),
    st.integers(0, 61),
    st.integers(1, 9),
    st.booleans(),
)
def test_a_window_and_the_rest_are_the_whole(
    there: set[int], floor: int, above: int, below: int, limit: int, upward: bool
) -> None:
    window = Window([Entry(i, PostId(i)) for i in there if i >= floor], floor)
    timeline, bounds = Timeline(there, set()), Bounds(below, above, limit, upward)
    found, rest = _from_window(window, bounds)
    if rest is not None:
        found += asyncio.run(timeline.fetch(rest))
    assert found == asyncio.run(timeline.fetch(bounds))


class CachedValues(RuleBasedStateMachine):
    """Loads that take their time, and changes that are announced: nothing stale is ever in the cache."""

    def __init__(self) -> None:
        super().__init__()
        self.cache: Cache[int, tuple[int, int]] = Cache(2)
        self.truth = dict.fromkeys(range(3), 0)
        self.loads: list[tuple[int, int, int]] = []
        self.unheard: list[int] = []

    @rule(key=st.integers(0, 2))
    def begin_to_load(self, key: int) -> None:
        self.loads.append((key, self.cache.ticket(), self.truth[key]))

    @precondition(lambda self: self.loads)
    @rule(data=st.data())
    def finish_to_load(self, data: st.DataObject) -> None:
        place = data.draw(st.integers(0, len(self.loads) - 1))
        key, ticket, seen = self.loads.pop(place)
        self.cache.put(key, (key, seen), ticket)

    @rule(key=st.integers(0, 2))
    def change(self, key: int) -> None:
        self.truth[key] += 1
        self.unheard.append(key)

    @precondition(lambda self: self.unheard)
    @rule(known=st.booleans())
    def hear(self, known: bool) -> None:
        key = self.unheard.pop(0)
        if known and key not in self.unheard:
            self.cache.replace(key, (key, self.truth[key]))
        else:
            self.cache.drop(key)

    @rule()
    def start_afresh(self) -> None:
        self.unheard.clear()
        self.cache.clear()

    @invariant()
    def what_was_heard_of_is_not_stale(self) -> None:
        for key in self.truth.keys() - set(self.unheard):
            held = self.cache.get(key)
            assert held is None or held == (key, self.truth[key])
        assert len(self.cache) <= 2


TestCachedValues = CachedValues.TestCase
TestCachedValues.settings = settings(max_examples=200, stateful_step_count=30)


@given(
    st.lists(
        st.one_of(
            st.tuples(st.sampled_from(("put", "replace")), st.integers(0, 5), st.integers(0, 12)),
            st.tuples(st.sampled_from(("drop", "get")), st.integers(0, 5), st.just(0)),
            st.just(("clear", 0, 0)),
        )
    )
)
def test_what_is_cached_never_weighs_more_than_it_may(steps: list[tuple[str, int, int]]) -> None:
    cache: Cache[int, int] = Cache(10, weigh=lambda value: value)
    kept: dict[int, int] = {}
    for what, key, weight in steps:
        if what == "put":
            kept.pop(key, None)
            if cache.put(key, weight, cache.ticket()):
                kept[key] = weight
        elif what == "replace":
            cache.replace(key, weight)
            kept |= {key: weight} if key in kept else {}
        elif what == "drop":
            cache.drop(key)
        elif what == "clear":
            cache.clear()
        kept = {key: value for key, value in kept.items() if cache.get(key) is not None}
        assert all(cache.get(key) == value for key, value in kept.items()), "the latest, or nothing"
        assert sum(kept.values()) <= 10
        assert len(cache) == len(kept)


def test_a_heavy_value_makes_room_by_sending_away_what_was_used_longest_ago() -> None:
    cache: Cache[str, int] = Cache(10, weigh=lambda value: value)
    for key in "abc":
        cache.put(key, 3, cache.ticket())
    cache.get("a")
    cache.replace("c", 6)
    assert (cache.get("a"), cache.get("b"), cache.get("c")) == (3, None, 6)
    assert not cache.put("d", 11, cache.ticket())


class CachedTimelines(RuleBasedStateMachine):
    """Readers of two sources; loads see the table as it was, messages come in order, later."""

    def __init__(self) -> None:
        super().__init__()
        self.skeletons = Skeletons(size=2)
        self.table: dict[int, int] = {}
        self.unheard: list[tuple[int, int, bool]] = []
        self.loads: list[tuple[int, Skeleton, tuple[int, int]]] = []
        self.next_id = 1

    @rule(source=st.integers(1, 2))
    def publish(self, source: int) -> None:
        self.table[self.next_id] = source
        self.unheard.append((source, self.next_id, True))
        self.next_id += 1

    @precondition(lambda self: self.table)
    @rule(data=st.data())
    def take_back(self, data: st.DataObject) -> None:
        entry_id = data.draw(st.sampled_from(sorted(self.table)))
        self.unheard.append((self.table.pop(entry_id), entry_id, False))

    @precondition(lambda self: self.unheard)
    @rule()
    def hear(self) -> None:
        source, entry_id, appeared = self.unheard.pop(0)
        if appeared:
            self.skeletons.appeared(source, Entry(entry_id, PostId(entry_id)))
        else:
            self.skeletons.gone(source, entry_id)

    @rule(reader=st.integers(1, 2), sources=st.frozensets(st.integers(1, 2), min_size=1))
    def begin_to_load(self, reader: int, sources: frozenset[int]) -> None:
        entries = [Entry(i, PostId(i)) for i, source in self.table.items() if source in sources]
        loaded = Skeleton(sources, Window(entries, floor=0))
        self.loads.append((reader, loaded, self.skeletons.ticket()))

    @precondition(lambda self: self.loads)
    @rule(data=st.data())
    def finish_to_load(self, data: st.DataObject) -> None:
        place = data.draw(st.integers(0, len(self.loads) - 1))
        self.skeletons.put(*self.loads.pop(place))

    @rule(reader=st.integers(1, 2))
    def follow_others(self, reader: int) -> None:
        self.skeletons.drop(reader)

    @invariant()
    def all_that_was_heard_of_is_in_every_window(self) -> None:
        pending = {entry_id for _source, entry_id, _appeared in self.unheard}
        for reader in (1, 2):
            skeleton = self.skeletons.get(reader)
            if skeleton is None:
                continue
            held = {e.id for e in skeleton.window.find(Bounds(HIGHEST, 0, 1000))}
            wanted = {i for i, source in self.table.items() if source in skeleton.sources}
            assert held - pending == wanted - pending


TestCachedTimelines = CachedTimelines.TestCase
TestCachedTimelines.settings = settings(max_examples=200, stateful_step_count=30)


def test_a_full_window_forgets_its_oldest_and_knows_it() -> None:
    window = Window([Entry(i, PostId(i)) for i in range(1, 401)], floor=0)
    window.insert(Entry(500, PostId(500)))
    assert window.floor == 2
    window.insert(Entry(1, PostId(1)))
    assert [e.id for e in window.find(Bounds(3, 0, 10))] == [2]


def test_a_load_that_missed_too_much_is_not_kept() -> None:
    skeletons = Skeletons(size=2)
    ticket = skeletons.ticket()
    for n in range(1, 3000):
        skeletons.appeared(7, Entry(n, PostId(n)))
    skeletons.put(1, Skeleton(frozenset({7}), Window((), floor=0)), ticket)
    assert skeletons.get(1) is None
