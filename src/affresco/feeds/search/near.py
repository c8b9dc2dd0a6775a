"""The vector of what somebody seeks: made in one thread of its own, remembered for a while."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Final

import structlog

from affresco import meaning
from affresco.feeds.search.meanings import as_text
from affresco.meaning import Vector

log = structlog.get_logger(__name__)

TEXT_LIMIT: Final = 300
"""Characters of a search that count for its meaning."""
REMEMBERED: Final = 2_000
"""Searches whose vectors are kept, 10 kB each at most; pages and refinements ask again."""
PATIENCE_SECONDS: Final = 1.0
"""How long a search waits for its vector; longer, and it is answered by its words alone."""


class Vectors:
    """Texts to vectors, as PostgreSQL reads them. encode: of one text, may take its time.

    The event loop never waits: a thread of ours encodes, one text after the other. A search that would
    wait too long for its turn goes without.
    """

    def __init__(self, encode: Callable[[str], Vector] = meaning.encode_one) -> None:
        self._encode = encode
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="meaning")
        self._known: dict[str, str] = {}

    async def find(self, text: str) -> str | None:
        """The vector of a text, None where it says nothing or its turn does not come in time."""
        sought = text[:TEXT_LIMIT].strip()
        if not sought:
            return None
        known = self._known.get(sought)
        if known is not None:
            return known
        made = asyncio.get_running_loop().run_in_executor(self._thread, self._make, sought)
        try:
            vector = await asyncio.wait_for(made, PATIENCE_SECONDS)
        except TimeoutError:
            log.warning("a search went without its meaning", waited=PATIENCE_SECONDS)
            return None
        if len(self._known) >= REMEMBERED:
            del self._known[next(iter(self._known))]
        self._known[sought] = vector
        return vector

    def forget(self) -> None:
        """Make every vector anew, as after a start."""
        self._known.clear()

    def close(self) -> None:
        """End the thread."""
        self._thread.shutdown(wait=False, cancel_futures=True)

    def _make(self, text: str) -> str:
        return as_text(self._encode(text))
