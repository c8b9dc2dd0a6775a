"""Pages of feeds: bounds from the address, and the addresses of what comes before and after."""

from __future__ import annotations

from typing import Annotated, Any, Final
from urllib.parse import urlencode

import msgspec
from litestar import Request
from litestar.di import Provide
from litestar.params import Parameter

from affresco.errors import NotFound
from affresco.feeds.model import Cursor, Timeline
from affresco.posts.filters import Context
from affresco.web.filtered import without_filtered
from affresco.web.present import PostCard, cards
from affresco.web.session import is_htmx

LARGEST_ID: Final = 2**63 - 1
Id = Annotated[int | None, Parameter(ge=0, le=LARGEST_ID)]
FormId = Annotated[int, msgspec.Meta(ge=0, le=LARGEST_ID)]
"""An id in a form; what no column could hold is a bad form."""


def known_id(number: int) -> int:
    """An id from a path. Raises NotFound for one that no column could hold."""
    if not 0 < number <= LARGEST_ID:
        raise NotFound
    return number


class FeedPage(msgspec.Struct, frozen=True):
    """What ``macros/post.html`` ``feed`` and ``gallery`` take.

    stream_url: live events, for the first page alone. newer_url: what came since. more_url: older.
    """

    cards: tuple[PostCard, ...]
    stream_url: str | None
    newer_url: str | None
    more_url: str | None


def read_cursor(max_id: Id = None, min_id: Id = None) -> Cursor:
    """Dependency ``cursor``: the bounds in the address. Numbers out of range are a bad request."""
    return Cursor(max_id=max_id, min_id=min_id)


CURSOR: Final = {"cursor": Provide(read_cursor, sync_to_thread=False)}


def wants_list(request: Request[Any, Any, Any]) -> bool:
    """Whether a script asks for the list alone."""
    return is_htmx(request) or request.headers.get("x-fragment") == "list"


def feed_page(
    timeline: Timeline,
    viewer_id: int | None,
    path: str,
    cursor: Cursor,
    feed: str | None = None,
    context: Context | None = None,
) -> FeedPage:
    """A page of a timeline. path: its address without bounds. feed: its name in ``/stream``.

    context: where the viewer's filters say that they hold; None where none does.
    """
    items = timeline.items if context is None else without_filtered(timeline.items, context)
    newest = timeline.newer if timeline.newer is not None else cursor.min_id or 0
    first = cursor.max_id is None
    return FeedPage(
        cards=cards(items, viewer_id),
        stream_url=stream_url(feed, newest) if feed and first else None,
        newer_url=f"{path}?min_id={newest}" if first else None,
        more_url=f"{path}?max_id={timeline.older}" if timeline.older is not None else None,
    )


def stream_url(feed: str, since: int | None = None) -> str:
    """The address of live events of a feed. since: the newest entry that the page shows."""
    query = {"feed": feed} | ({"since": str(since)} if since is not None else {})
    return f"/stream?{urlencode(query, safe=':')}"
