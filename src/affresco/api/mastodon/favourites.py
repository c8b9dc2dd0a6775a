"""What one likes, and who likes and passes on a status."""

from __future__ import annotations

from typing import Final

from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler

from affresco.api.core.answers import Answer
from affresco.api.core.call import Call
from affresco.api.core.endpoint import endpoint
from affresco.api.mastodon.entities import Account, Status
from affresco.api.mastodon.paths import StatusId, find_view
from affresco.api.mastodon.show import show_timeline
from affresco.api.mastodon.ties import people_limit, people_page
from affresco.feeds.model import Cursor


@endpoint(
    "GET",
    "/api/v1/favourites",
    "What one likes, last like first",
    needs="read:favourites",
    faults=(422,),
    paged=True,
)
async def favourites(request: Call, page: NamedDependency[Cursor]) -> Answer[tuple[Status, ...]]:
    return await show_timeline(request, await request.reader.likes(request.me.id, page))


@endpoint(
    "GET",
    "/api/v1/statuses/{status_id:str}/favourited_by",
    "Who likes a status, newest first",
    sees="read:accounts",
    faults=(422,),
    paged=True,
)
async def favourited_by(
    request: Call, status_id: StatusId, page: NamedDependency[Cursor]
) -> Answer[tuple[Account, ...]]:
    view = await find_view(request, status_id)
    found = await request.reader.who_likes(
        request.viewer_id, view.post.id, page.max_id, people_limit(request, page)
    )
    return await people_page(request, found)


@endpoint(
    "GET",
    "/api/v1/statuses/{status_id:str}/reblogged_by",
    "Who passed a status on, newest first",
    sees="read:accounts",
    faults=(422,),
    paged=True,
)
async def reblogged_by(
    request: Call, status_id: StatusId, page: NamedDependency[Cursor]
) -> Answer[tuple[Account, ...]]:
    view = await find_view(request, status_id)
    found = await request.reader.who_reposts(
        request.viewer_id, view.post.id, page.max_id, people_limit(request, page)
    )
    return await people_page(request, found)


routes: Final[tuple[HTTPRouteHandler, ...]] = (favourites, favourited_by, reblogged_by)
