"""A picture on the workbench, one's own or one that may be remixed, and all that can be made from it."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Annotated, Any

import msgspec
from litestar import Request, Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath, Parameter

from affresco.accounts.model import Viewer
from affresco.errors import AffrescoError
from affresco.feeds.model import PostView
from affresco.feeds.reader import Reader
from affresco.feeds.remixing import get_source
from affresco.posts.queries import posts_of_media
from affresco.runtime import Runtime
from affresco.studio import history
from affresco.studio.engines.registry import offers
from affresco.studio.errors import SourceUnusable
from affresco.studio.history import Picture
from affresco.studio.provenance.queries import declared_of
from affresco.web import workbench
from affresco.web.orders import NewPictures
from affresco.web.origins import brought
from affresco.web.paging import known_id
from affresco.web.present import post_url
from affresco.web.refusals import error_markup
from affresco.web.render import redirect, render
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
    return _show(request, await _load(runtime, me, known_id(media_id)), NewPictures(), {}, 200)


@get("/posts/{post_id:int}/work")
async def remix_page(
    request: AnyRequest,
    runtime: NamedDependency[Runtime],
    reader: NamedDependency[Reader],
    me: NamedDependency[Viewer],
    post_id: FromPath[int],
    picture: Annotated[int, Parameter(ge=0, lt=4)] = 0,
) -> Response[Any]:
    """A picture of somebody's post, to make a remix from. picture: its place there.

    Raises RemixTargetGone, RemixForbidden, SourceUnusable.
    """
    parent = await get_source(reader, me.id, known_id(post_id))
    if picture >= len(parent.post.pictures):
        raise SourceUnusable
    media = parent.post.pictures[picture].media
    if media.owner_id == me.id:
        return redirect(request, workbench.picture_url(media.id))
    return _show(request, _of_post(runtime, me, parent, media.id), NewPictures(), {}, 200)


async def again(
    request: AnyRequest,
    runtime: Runtime,
    me: Viewer,
    sent: NewPictures,
    parent: PostView | None,
    field: str,
    error: AffrescoError,
) -> Response[str]:
    """The page with what was typed and what is wrong with it. parent: of somebody else's picture, its post.
    Raises SourceUnusable."""
    media_id = int(sent.source_media_id or 0)
    if parent is None:
        card = await _load(runtime, me, media_id)
    else:
        card = _of_post(runtime, me, parent, media_id)
    return _show(request, card, sent, {field: error_markup(error, me.locale)}, error.status)


async def _load(runtime: Runtime, me: Viewer, media_id: int) -> Workbench:
    async with runtime.database.read() as tx:
        found = await history.get_picture(tx, me.id, media_id)
        posts = await posts_of_media(tx, [media_id])
        uploaded = found.media.kind == "upload"
        said = (await declared_of(tx, [media_id])).get(media_id) if uploaded else None
    shown = post_url(me.handle, posts[media_id]) if media_id in posts else None
    bench = workbench.present(found, offers(runtime.settings), me.locale, shown)
    return msgspec.structs.replace(bench, origin=brought(said)) if uploaded else bench


def _of_post(runtime: Runtime, me: Viewer, parent: PostView, media_id: int) -> Workbench:
    """Raises SourceUnusable."""
    shown = next((p for p in parent.post.pictures if p.media.id == media_id), None)
    if shown is None:
        raise SourceUnusable
    recipe = shown.recipe if parent.post.shows_recipe_to(me.id) else None
    media = msgspec.structs.replace(shown.media, alt=shown.alt)
    found = Picture(media, recipe, None, parent.post.id, (), ())
    url = post_url(parent.author.handle, parent.post.id)
    return workbench.present(found, offers(runtime.settings), me.locale, url, parent.post.id)


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


routes = (workbench_page, remix_page)
