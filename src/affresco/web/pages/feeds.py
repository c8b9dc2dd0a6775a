"""Feeds: Local, hashtags, bookmarks."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from litestar import Request, Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from affresco.accounts.model import Viewer
from affresco.feeds.model import Cursor
from affresco.feeds.reader import Reader
from affresco.runtime import Runtime
from affresco.web.pages import rss
from affresco.web.paging import CURSOR, FeedPage, feed_page, wants_list
from affresco.web.render import render

AnyRequest = Request[Any, Any, Any]


@get("/local", dependencies=CURSOR)
async def local(
    request: AnyRequest,
    reader: NamedDependency[Reader],
    viewer: NamedDependency[Viewer | None],
    cursor: NamedDependency[Cursor],
) -> Response[str]:
    """Everything public that people here post, newest first."""
    viewer_id = viewer.id if viewer else None
    timeline = await reader.local(viewer_id, cursor)
    page = feed_page(timeline, viewer_id, "/local", cursor, "local", "public")
    return show_feed(request, "feeds/local.html", page, canonical="/local")


@get("/tags/{tag:str}", dependencies=CURSOR)
async def tagged(
    request: AnyRequest,
    runtime: NamedDependency[Runtime],
    reader: NamedDependency[Reader],
    viewer: NamedDependency[Viewer | None],
    cursor: NamedDependency[Cursor],
    tag: FromPath[str],
) -> Response[Any]:
    """Public posts with a hashtag. tag: in any case, without the number sign; with ``.rss`` behind, the
    feed."""
    if tag.endswith(rss.ENDING):
        return await rss.tag_feed(request, runtime, reader, tag.removesuffix(rss.ENDING).lower())
    name, viewer_id = tag.lower(), viewer.id if viewer else None
    path = f"/tags/{quote(name)}"
    timeline = await reader.tag(viewer_id, name, cursor)
    page = feed_page(timeline, viewer_id, path, cursor, f"tag:{name}", "public")
    follows = name in (await reader.ties(viewer_id)).tags
    return show_feed(request, "feeds/tag.html", page, canonical=path, tag=name, follows_tag=follows)


@get("/bookmarks", dependencies=CURSOR)
async def bookmarks(
    request: AnyRequest,
    reader: NamedDependency[Reader],
    me: NamedDependency[Viewer],
    cursor: NamedDependency[Cursor],
) -> Response[str]:
    """What the viewer keeps for later; nobody else sees it."""
    timeline = await reader.bookmarks(me.id, cursor)
    page = feed_page(timeline, me.id, "/bookmarks", cursor)
    return show_feed(request, "feeds/bookmarks.html", page)


def show_feed(
    request: AnyRequest,
    template: str,
    page: FeedPage,
    canonical: str = "",
    tag: str = "",
    follows_tag: bool = False,
) -> Response[str]:
    """The page, or for a script the list alone. canonical: its path; tag: of a page of a hashtag, which
    the viewer follows or not."""
    if wants_list(request):
        return render(request, "feeds/_list.html", page=page)
    return render(
        request, template, page=page, canonical=canonical, tag=tag, follows_tag=follows_tag
    )


routes = [local, tagged, bookmarks]
