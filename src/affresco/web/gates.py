"""Pages of features that are not switched on for somebody's cohort are not there for them.

One place for all of them: run before every page, after it is known who asks. What a person has is read
again after ``FRESH_SECONDS``, so that a page costs no further query.
"""

from __future__ import annotations

import time
from typing import Any, Final

from litestar import Request

from affresco.beta import flags
from affresco.db import Database
from affresco.errors import NotFound
from affresco.text import N_
from affresco.web import session

AnyRequest = Request[Any, Any, Any]
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

    def forget(self) -> None:
        """Read again: an owner switched something."""
        self._known.clear()


async def begin_visit(request: AnyRequest) -> None:
    """``session.begin_visit``, and the gates. Raises NotOpenYet besides."""
    await session.begin_visit(request)
    viewer = session.visit_of(request).viewer
    if viewer is None:
        return
    gates: Gates = request.app.state.gates
    off = await gates.off_for(viewer.id)
    request.state.off = off
    if flags.of_path(request.url.path) in off:
        raise NotOpenYet


def off_of(request: AnyRequest) -> frozenset[str]:
    """The features that the pages must not offer."""
    found: frozenset[str] = getattr(request.state, "off", flags.NOTHING)
    return found
