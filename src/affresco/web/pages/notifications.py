"""Notifications."""

from __future__ import annotations

from typing import Any

from litestar import Request, Response, get
from litestar.di import NamedDependency

from affresco.accounts.model import Viewer
from affresco.feeds.model import Cursor
from affresco.feeds.reader import Reader
from affresco.web.paging import CURSOR, wants_list
from affresco.web.present import notice
from affresco.web.render import render


@get("/notifications", dependencies=CURSOR)
async def notifications(
    request: Request[Any, Any, Any],
    reader: NamedDependency[Reader],
    me: NamedDependency[Viewer],
    cursor: NamedDependency[Cursor],
) -> Response[str]:
    """What others did that concerns the viewer. Looking at the newest ones marks all as seen."""
    views = await reader.notifications(me.id, cursor)
    notices = tuple(notice(view) for view in views)
    if notices and cursor.max_id is None:
        await reader.mark_seen(me.id, notices[0].id)
    more = f"/notifications?max_id={notices[-1].id}" if len(notices) >= cursor.limit else None
    template = "_list" if wants_list(request) else "page"
    return render(
        request, f"notifications/{template}.html", notices=notices, more_url=more, unread=0
    )


routes = [notifications]
