"""Timelines: home, public, a hashtag; and what one has bookmarked."""

from __future__ import annotations

from typing import Annotated, Final

from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import PathParameter, QueryParameter

from affresco.api.core.answers import Answer
from affresco.api.core.call import Call
from affresco.api.core.endpoint import endpoint
from affresco.api.mastodon.entities import Status
from affresco.api.mastodon.show import show_timeline
from affresco.feeds.model import Cursor, Sift, Timeline
from affresco.live import messages
from affresco.posts.markup import normalise_tag

Statuses = Answer[tuple[Status, ...]]
EMPTY: Final = Timeline((), None, None)
TAGS_LIMIT: Final = 8
"""Further hashtags of each kind that count."""

OnlyMedia = Annotated[bool, QueryParameter(description="Only those with pictures.")]


@endpoint(
    "GET",
    "/api/v1/timelines/home",
    "Posts and reposts of the people one follows, newest first",
    needs="read:statuses",
    faults=(422,),
    paged=True,
)
async def home(request: Call, page: NamedDependency[Cursor]) -> Statuses:
    me = request.me
    timeline = await request.reader.home(me.id, page)
    return await show_timeline(request, timeline, await request.reader.home_topics(me.id))


@endpoint(
    "GET",
    "/api/v1/timelines/public",
    "Public posts of this instance, newest first",
    faults=(422,),
    paged=True,
    sees="read:statuses",
)
async def public(
    request: Call,
    page: NamedDependency[Cursor],
    local: Annotated[
        bool, QueryParameter(description="Makes no difference: the network is this instance.")
    ] = False,
    remote: Annotated[
        bool, QueryParameter(description="Posts of other instances alone: there are none.")
    ] = False,
    only_media: OnlyMedia = False,
) -> Statuses:
    if remote and not local:
        return await show_timeline(request, EMPTY)
    if only_media:
        sifted = await request.reader.sifted(request.viewer_id, Sift(only_pictures=True), page)
        return await show_timeline(request, sifted, (messages.LOCAL,))
    timeline = await request.reader.local(request.viewer_id, page)
    return await show_timeline(request, timeline, (messages.LOCAL,))


@endpoint(
    "GET",
    "/api/v1/timelines/tag/{hashtag:str}",
    "Public posts with a hashtag, newest first",
    faults=(422,),
    paged=True,
    sees="read:statuses",
)
async def tag(
    request: Call,
    page: NamedDependency[Cursor],
    hashtag: Annotated[str, PathParameter(description="With or without #, in any case.")],
    some: Annotated[
        list[str] | None, QueryParameter(name="any[]", description="Or one of these.")
    ] = None,
    every: Annotated[
        list[str] | None, QueryParameter(name="all[]", description="And all of these.")
    ] = None,
    none: Annotated[
        list[str] | None, QueryParameter(name="none[]", description="And none of these.")
    ] = None,
    only_media: OnlyMedia = False,
) -> Statuses:
    name = normalise_tag(hashtag)
    if name is None:
        return await show_timeline(request, EMPTY)
    sift = Sift((name, *_names(some)), _names(every), _names(none), only_media)
    if sift == Sift((name,)):
        timeline = await request.reader.tag(request.viewer_id, name, page)
    else:
        timeline = await request.reader.sifted(request.viewer_id, sift, page)
    return await show_timeline(request, timeline, map(messages.tag, sift.some))


def _names(tags: list[str] | None) -> tuple[str, ...]:
    """What of it are hashtags, each once."""
    found = (normalise_tag(tag) for tag in (tags or ())[:TAGS_LIMIT])
    return tuple(dict.fromkeys(name for name in found if name is not None))


@endpoint(
    "GET",
    "/api/v1/bookmarks",
    "What one has bookmarked, last bookmark first",
    needs="read:bookmarks",
    faults=(422,),
    paged=True,
)
async def bookmarks(request: Call, page: NamedDependency[Cursor]) -> Statuses:
    return await show_timeline(request, await request.reader.bookmarks(request.me.id, page))


routes: Final[tuple[HTTPRouteHandler, ...]] = (home, public, tag, bookmarks)
