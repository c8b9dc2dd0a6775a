"""A bounded memory: a mapping that forgets its oldest entries when it is full."""

from __future__ import annotations

from collections.abc import Hashable
from itertools import islice
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Memory(Generic[K, V]):
    """At most ``size`` entries. Full, it forgets the eighth that was put first.

    Not by last use: an entry that is still wanted costs one more computation, and reading stays one
    lookup in a dict.
    """

    def __init__(self, size: int) -> None:
        self._size = size
        self._entries: dict[K, V] = {}

    def find(self, key: K) -> V | None:
        """The entry, or None."""
        return self._entries.get(key)

    def put(self, key: K, value: V) -> None:
        """Remember an entry."""
        if len(self._entries) >= self._size:
            for old in list(islice(self._entries, max(1, self._size // 8))):
                del self._entries[old]
        self._entries[key] = value

    def drop(self, key: K) -> None:
        """Forget an entry, if it is there."""
        self._entries.pop(key, None)

    def clear(self) -> None:
        """Forget everything."""
        self._entries.clear()

    def items(self) -> tuple[tuple[K, V], ...]:
        """All entries, oldest first."""
        return tuple(self._entries.items())

    def __len__(self) -> int:
        return len(self._entries)
