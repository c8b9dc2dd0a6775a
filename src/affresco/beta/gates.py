"""The gate of features: what is not switched on for somebody's cohort is not there for them.

A door marks the routes of a feature with ``part_of`` and asks ``Gates`` once it knows who calls. What a
person does not have is read again after ``FRESH_SECONDS``, so that a request costs no query.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from typing import Any, Final, Protocol, TypeVar

from affresco.beta import flags
from affresco.db import Database
from affresco.errors import NotFound
from affresco.text import N_

FEATURE_KEY: Final = "affresco_feature"
"""Where a route's options name the feature that it belongs to."""
FRESH_SECONDS: Final = 10.0
KEPT: Final = 10_000


class NotOpenYet(NotFound):
    code = "beta.not_open_yet"
    message = N_("This is not open to your group yet.")


class Gates:
    """What people do not have, as it was a moment ago."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._known: dict[int, tuple[float, frozenset[str]]] = {}

    async def off_for(self, account_id: int) -> frozenset[str]:
        """The names of features that this person does not have."""
        now = time.monotonic()
        kept = self._known.get(account_id)
        if kept is not None and now - kept[0] < FRESH_SECONDS:
            return kept[1]
        async with self._database.read() as tx:
            found = await flags.off_for(tx, account_id)
        if len(self._known) >= KEPT:
            self._known.clear()
        self._known[account_id] = (now, found)
        return found

    async def check(self, account_id: int, feature: str) -> None:
        """Raises NotOpenYet."""
        if feature in await self.off_for(account_id):
            raise NotOpenYet

    def forget(self) -> None:
        """Read again: an owner switched something."""
        self._known.clear()


class Route(Protocol):
    opt: dict[str, Any]


R = TypeVar("R", bound=Route)


def part_of(feature: str, routes: Iterable[R]) -> tuple[R, ...]:
    """The routes, marked as those of a feature of ``flags.FLAGS``. Raises KeyError for any other."""
    if feature not in flags.NAMES:
        raise KeyError(feature)
    marked = tuple(routes)
    for route in marked:
        route.opt[FEATURE_KEY] = feature
    return marked
