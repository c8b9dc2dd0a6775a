"""A bounded cache in memory that a slow read cannot make stale.

Whoever loads takes a ticket first, reads, and stores with the ticket. What was dropped or changed since
the ticket was given is not stored: the read may have seen the state before the change.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Final, Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")

MARKS: Final = 4096
"""Keys whose last change is remembered; a read slower than so many changes stores nothing."""

NEVER: Final = -1
"""A ticket with which nothing is stored."""


class Cache(Generic[K, V]):
    """The values used last, together of the weight ``size``; without ``weigh`` each weighs 1.

    on_evict: told of every value that leaves. A value that is put and weighs more than all that fits is
    not kept.
    """

    def __init__(
        self,
        size: int,
        on_evict: Callable[[K, V], None] | None = None,
        weigh: Callable[[V], int] | None = None,
    ) -> None:
        self._size = size
        self._on_evict = on_evict
        self._weigh = weigh
        self._weights: dict[K, int] = {}
        self._weight = 0
        self._values: OrderedDict[K, V] = OrderedDict()
        self._marks: OrderedDict[K, int] = OrderedDict()
        self._clock = 0
        self._floor = 0

    def __len__(self) -> int:
        return len(self._values)

    def ticket(self) -> int:
        """To be taken before a read whose result is to be stored."""
        return self._clock

    def get(self, key: K) -> V | None:
        """The value, which then counts as used last."""
        value = self._values.get(key)
        if value is not None:
            self._values.move_to_end(key)
        return value

    def put(self, key: K, value: V, ticket: int) -> bool:
        """Store what was read since ``ticket``; False when it may be stale by now."""
        if ticket < self._floor or self._marks.get(key, NEVER) > ticket:
            return False
        self._forget(key)
        self._values[key] = value
        self._fit(key, value)
        return key in self._values

    def replace(self, key: K, value: V) -> None:
        """A newer value is known. It is kept if there was one; reads under way are not stored."""
        self._mark(key)
        if key in self._values:
            self._values[key] = value
            self._fit(key, value)

    def drop(self, key: K) -> None:
        """The value is no longer right; reads under way are not stored."""
        self._mark(key)
        self._forget(key)

    def clear(self) -> None:
        """Nothing is known to be right any more; reads under way are not stored."""
        self._clock += 1
        self._floor = self._clock
        self._marks.clear()
        values, self._values = self._values, OrderedDict()
        self._weights.clear()
        self._weight = 0
        if self._on_evict is not None:
            for key, value in values.items():
                self._on_evict(key, value)

    def _mark(self, key: K) -> None:
        self._clock += 1
        self._marks.pop(key, None)
        self._marks[key] = self._clock
        if len(self._marks) > MARKS:
            _key, self._floor = self._marks.popitem(last=False)

    def _fit(self, key: K, value: V) -> None:
        """The value is new: what was used longest ago makes room for it."""
        if self._weigh is None:
            while len(self._values) > self._size:
                self._forget(next(iter(self._values)))
            return
        weight = self._weigh(value)
        self._weight += weight - self._weights.get(key, 0)
        self._weights[key] = weight
        while self._weight > self._size:
            self._forget(next(iter(self._values)))

    def _forget(self, key: K) -> None:
        self._weight -= self._weights.pop(key, 0)
        value = self._values.pop(key, None)
        if value is not None and self._on_evict is not None:
            self._on_evict(key, value)
