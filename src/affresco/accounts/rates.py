"""Rate limits of the doors for programs: fixed windows, counted in this process, one for each kind of call.

They stop a runaway client, not a busy one: a read from memory costs about a tenth of a millisecond, a
search, which asks the database, some milliseconds. How many there may be is in the settings. What is dear
(sign-in, pictures, uploads) has limits of its own in its domain, in the database.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Final

import msgspec

SECONDS: Final = 300
CALLERS: Final = 100_000
"""How many callers one window tells apart; more than that start it anew, so memory stays bounded."""


class Allowance(msgspec.Struct, frozen=True):
    """What a caller has left. reset: when the window ends, ISO 8601 as Mastodon sends it."""

    limit: int
    remaining: int
    reset: str

    @property
    def exceeded(self) -> bool:
        return self.remaining < 0

    def seconds(self) -> int:
        """Until the window ends, one at least."""
        left = datetime.fromisoformat(self.reset) - datetime.now(UTC)
        return max(1, math.ceil(left.total_seconds()))

    def headers(self) -> dict[str, str]:
        """The ``X-RateLimit-*`` headers."""
        return {
            "x-ratelimit-limit": str(self.limit),
            "x-ratelimit-remaining": str(max(0, self.remaining)),
            "x-ratelimit-reset": self.reset,
        }


class Rates:
    """Hits by caller within the present window. now: seconds since 1970."""

    def __init__(self, limit: int, now: Callable[[], float] = time.time) -> None:
        self._limit = limit
        self._now = now
        self._hits: dict[str, int] = {}
        self._ends = 0.0
        self._reset = ""

    def hit(self, caller: str) -> Allowance:
        """Count a request. caller: a token or an address."""
        now = self._now()
        if now >= self._ends or len(self._hits) > CALLERS:
            self._ends = (now // SECONDS + 1) * SECONDS
            self._reset = datetime.fromtimestamp(self._ends, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
            self._hits.clear()
        hits = self._hits[caller] = self._hits.get(caller, 0) + 1
        return Allowance(self._limit, self._limit - hits, self._reset)
