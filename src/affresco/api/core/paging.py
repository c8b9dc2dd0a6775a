"""Pages: cursors in, ``Link`` headers out (RFC 8288), as Mastodon's clients read them."""

from __future__ import annotations

from typing import Annotated, Final
from urllib.parse import parse_qsl, quote, urlencode

from litestar.params import QueryParameter

from affresco.feeds.model import Cursor

BIGGEST: Final = 2**63 - 1
"""The largest id that the database can hold."""
LIMIT: Final = 20
LARGEST_LIMIT: Final = 40
CURSORS: Final = ("max_id", "since_id", "min_id")
_NUMERAL: Final = "^[0-9]{1,19}$"

MaxId = Annotated[str | None, QueryParameter(pattern=_NUMERAL, description="Older than this id.")]
SinceId = Annotated[
    str | None, QueryParameter(pattern=_NUMERAL, description="Newer than this id, newest first.")
]
MinId = Annotated[
    str | None,
    QueryParameter(pattern=_NUMERAL, description="Newer than this id, those nearest to it."),
]
Limit = Annotated[
    int | None,
    QueryParameter(
        description=f"How many, 1 to {LARGEST_LIMIT}; what lies outside is taken as the nearest."
    ),
]


def provide_page(
    max_id: MaxId = None, since_id: SinceId = None, min_id: MinId = None, limit: Limit = None
) -> Cursor:
    """Dependency ``page``."""
    return Cursor(
        max_id=_bound(max_id),
        since_id=_bound(since_id),
        min_id=_bound(min_id),
        limit=LIMIT if limit is None else max(1, min(limit, LARGEST_LIMIT)),
    )


def _bound(cursor: str | None) -> int | None:
    return None if cursor is None else min(int(cursor), BIGGEST)


def find_id(text: str) -> int | None:
    """An id from a path or a body: decimal digits that the database can hold, else None."""
    if not (0 < len(text) <= 19 and text.isascii() and text.isdigit()):
        return None
    number = int(text)
    return number if number <= BIGGEST else None


def link_header(base_url: str, path: str, query: str, older: int | None, newer: int | None) -> str:
    """The ``Link`` of a page, "" when there is nothing on either side.

    query: the request's own, without "?"; all of it but the cursors is kept.
    """
    pairs = parse_qsl(query, keep_blank_values=True) if query else ()
    kept = urlencode([pair for pair in pairs if pair[0] not in CURSORS])
    address = f"{base_url}{quote(path)}?{kept}{'&' if kept else ''}"
    links = []
    if older is not None:
        links.append(f'<{address}max_id={older}>; rel="next"')
    if newer is not None:
        links.append(f'<{address}min_id={newer}>; rel="prev"')
    return ", ".join(links)
