"""Pages by keyset: fetch ids, keep what the rules let through, refill what they took. Never OFFSET."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import Final, Generic, Protocol, TypeVar

import msgspec

from affresco.feeds.model import Cursor
from affresco.feeds.skeleton import Bounds

ROUNDS: Final = 3
"""Fetches for one page; a page may be short after them, its ``older`` goes on."""
PAGE_LIMIT: Final = 100
"""Entries on one page, whatever is asked for."""
HIGHEST: Final = 2**63 - 1


class HasId(Protocol):
    """What timelines are made of."""

    @property
    def id(self) -> int: ...


E = TypeVar("E", bound=HasId)
T = TypeVar("T")


class Slice(msgspec.Struct, Generic[T], frozen=True):
    """A page, newest first; older, newer as in ``feeds.model.Page``."""

    items: tuple[T, ...]
    older: int | None
    newer: int | None


async def collect(
    cursor: Cursor,
    fetch: Callable[[Bounds], Awaitable[list[E]]],
    resolve: Callable[[Sequence[E]], Awaitable[list[T | None]]],
) -> Slice[T]:
    """One page. fetch: entries within bounds, in their direction; resolve: each as it is to be shown, or
    None. The cursors of a page name entries that it shows, so that they tell nothing of hidden ones;
    except where the rules took everything and a walk could not go on.
    """
    limit = min(max(cursor.limit, 1), PAGE_LIMIT)
    upward = cursor.min_id is not None
    below = HIGHEST if cursor.max_id is None else cursor.max_id
    above = max(cursor.since_id or 0, cursor.min_id or 0)
    items: list[T] = []
    ids: list[int] = []
    consumed: int | None = None
    more = False
    for _round in range(ROUNDS):
        wanted = limit - len(items)
        entries = await fetch(Bounds(below, above, wanted + 1, upward))
        more = len(entries) > wanted
        entries = entries[:wanted]
        if entries:
            consumed = entries[-1].id
            above, below = (consumed, below) if upward else (above, consumed)
        for entry, item in zip(entries, await resolve(entries) if entries else (), strict=True):
            if item is not None:
                items.append(item)
                ids.append(entry.id)
        if not more or len(items) >= limit:
            break
    last = ids[-1] if ids and (not more or len(items) >= limit) else consumed
    if upward:
        newer = cursor.min_id if last is None else last
        return Slice(tuple(reversed(items)), ids[0] if ids else None, newer)
    return Slice(tuple(items), last if more else None, ids[0] if ids else cursor.since_id)
