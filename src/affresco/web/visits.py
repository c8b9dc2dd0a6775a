"""When somebody was here before, as their browser remembers it: for "since your last visit".

The cookie holds two moments in seconds: of the visit before this one, and of this one. A page that is opened
after half an hour without any begins another visit. It says nothing that the server would have to trust.
"""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import Any, Final

from litestar import Request, Response

from affresco.web.render import YEAR, set_cookie

AnyRequest = Request[Any, Any, Any]
COOKIE: Final = "affresco_visit"
PAUSE: Final = 30 * 60
"""Seconds without a page after which one comes back."""


def last_visit(request: AnyRequest) -> datetime | None:
    """When the visit before this one ended; None where none is remembered."""
    before, here = _read(request)
    now = time.time()
    at = here if here and now - here > PAUSE else before
    return datetime.fromtimestamp(at, UTC) if at else None


def note(request: AnyRequest, response: Response[Any]) -> None:
    """Somebody looks at their home now."""
    before, here = _read(request)
    now = int(time.time())
    before = here if here and now - here > PAUSE else before
    set_cookie(request, response, COOKIE, f"{before}.{now}", max_age=YEAR)


def _read(request: AnyRequest) -> tuple[int, int]:
    """(visit before, last page), 0 where not known."""
    parts = request.cookies.get(COOKIE, "").split(".")
    if len(parts) != 2 or not all(p.isascii() and p.isdigit() and len(p) < 12 for p in parts):
        return 0, 0
    return int(parts[0]), int(parts[1])
