"""Notifications: who followed, liked, answered, reposted, remixed, mentioned."""

from __future__ import annotations

from typing import Annotated, Final

from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import QueryParameter

from affresco.api.core.answers import Answer
from affresco.api.core.call import Call
from affresco.api.core.endpoint import endpoint
from affresco.api.mastodon import convert, show
from affresco.api.mastodon.entities import Notification
from affresco.feeds.model import Cursor

Kinds = list[str] | None


@endpoint(
    "GET",
    "/api/v1/notifications",
    "What happened, newest first; a page that is filtered may be short and still have a next one",
    needs="read:notifications",
    faults=(422,),
    paged=True,
)
async def list_notifications(
    request: Call,
    page: NamedDependency[Cursor],
    types: Annotated[
        Kinds, QueryParameter(name="types[]", description="Only these of Mastodon's types.")
    ] = None,
    exclude_types: Annotated[
        Kinds, QueryParameter(name="exclude_types[]", description="All but these.")
    ] = None,
) -> Answer[tuple[Notification, ...]]:
    views = await request.reader.notifications(request.me.id, page)
    people, numbers = await show.company(request, views)
    shown = [
        convert.notification(view, people, numbers, request.base_url)
        for view in views
        if (not types or convert.NOTIFICATION_TYPE[view.notification.kind] in types)
        and convert.NOTIFICATION_TYPE[view.notification.kind] not in (exclude_types or ())
    ]
    full = len(views) == page.limit
    links = request.links(
        views[-1].notification.id if full else None, views[0].notification.id if views else None
    )
    return Answer(tuple(shown), headers=links)


routes: Final[tuple[HTTPRouteHandler, ...]] = (list_notifications,)
