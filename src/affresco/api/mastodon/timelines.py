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
from affresco.feeds.model import Cursor, Timeline
from affresco.live import messages
from affresco.posts.markup import normalise_tag

Statuses = Answer[tuple[Status, ...]]
EMPTY: Final = Timeline((), None, None)


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
) -> Statuses:
    if remote and not local:
        return await show_timeline(request, EMPTY)
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
) -> Statuses:
    name = normalise_tag(hashtag)
    if name is None:
        return await show_timeline(request, EMPTY)
    timeline = await request.reader.tag(request.viewer_id, name, page)
    return await show_timeline(request, timeline, (messages.tag(name),))


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
