"""One of one's own pictures, and everything that can be made from it."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any

from litestar import Request, Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from affresco.accounts.model import Viewer
from affresco.errors import AffrescoError
from affresco.posts.queries import posts_of_media
from affresco.runtime import Runtime
from affresco.studio import history
from affresco.studio.engines.registry import offers
from affresco.web import workbench
from affresco.web.orders import NewPictures
from affresco.web.present import post_url
from affresco.web.refusals import error_markup
from affresco.web.render import render
from affresco.web.workbench import Workbench

AnyRequest = Request[Any, Any, Any]


@get("/studio/pictures/{media_id:int}")
async def workbench_page(
    request: AnyRequest,
    runtime: NamedDependency[Runtime],
    me: NamedDependency[Viewer],
    media_id: FromPath[int],
) -> Response[str]:
    """The picture. Raises SourceUnusable, also for somebody else's."""
    return _show(request, await _load(runtime, me, media_id), NewPictures(), {}, 200)


async def again(
    request: AnyRequest,
    runtime: Runtime,
    me: Viewer,
    sent: NewPictures,
    field: str,
    error: AffrescoError,
) -> Response[str]:
    """The page with what was typed and what is wrong with it. Raises SourceUnusable."""
    card = await _load(runtime, me, int(sent.source_media_id or 0))
    return _show(request, card, sent, {field: error_markup(error, me.locale)}, error.status)


async def _load(runtime: Runtime, me: Viewer, media_id: int) -> Workbench:
    async with runtime.database.read() as tx:
        found = await history.get_picture(tx, me.id, media_id)
        posts = await posts_of_media(tx, [media_id])
    shown = post_url(me.handle, posts[media_id]) if media_id in posts else None
    return workbench.present(found, offers(runtime.settings), me.locale, shown)


def _show(
    request: AnyRequest, card: Workbench, sent: NewPictures, errors: Mapping[str, str], status: int
) -> Response[str]:
    return render(
        request,
        "studio/workbench.html",
        status=status,
        bench=card,
        sent=sent,
        errors=errors,
        key=secrets.token_urlsafe(16),
    )


routes = (workbench_page,)
