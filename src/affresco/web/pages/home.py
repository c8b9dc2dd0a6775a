"""The first page: the studio and Following for people who are in, a welcome and Local for others."""

from __future__ import annotations

from typing import Any, Final

import msgspec
from litestar import Request, Response, get
from litestar.di import NamedDependency
from litestar.params import FromQuery

from affresco.accounts.model import Person, Viewer
from affresco.beta.cards import above_home
from affresco.errors import Unauthorized
from affresco.feeds.model import Cursor
from affresco.feeds.reader import Reader
from affresco.posts import announcements
from affresco.posts.errors import RemixForbidden
from affresco.posts.model import PostId
from affresco.runtime import Runtime
from affresco.studio.engines.registry import offers
from affresco.studio.model import PROMPT_LIMIT
from affresco.web import visits
from affresco.web.composer import ComposerForm, empty_form, remix_form
from affresco.web.paging import CURSOR, Id, feed_page, wants_list
from affresco.web.render import render
from affresco.web.session import visit_of

AnyRequest = Request[Any, Any, Any]
SUGGESTED: Final = 5
"""How many people a reader whose feed is empty is shown."""
WALL: Final = 40
"""Posts that a stranger's wall is hung from; those without pictures are left out of it."""


@get("/", dependencies=CURSOR)
async def home(
    request: AnyRequest,
    runtime: NamedDependency[Runtime],
    reader: NamedDependency[Reader],
    viewer: NamedDependency[Viewer | None],
    cursor: NamedDependency[Cursor],
    remix: Id = None,
    prompt: FromQuery[str] = "",
) -> Response[Any]:
    """prompt: fills the studio, as somebody drafted it. remix: a post to start from; its recipe does.

    Raises PostNotFound, RemixForbidden."""
    if viewer is None:
        return await _welcome(request, reader, cursor, remix)
    timeline = await reader.home(viewer.id, cursor)
    page = feed_page(timeline, viewer.id, "/", cursor, "home", "home")
    if wants_list(request):
        return render(request, "feeds/_list.html", page=page)
    async with runtime.database.read() as tx:
        announced = await announcements.current(tx, viewer.id)
        above = await above_home(tx, viewer.id)
    response = render(
        request,
        "feeds/home.html",
        announced=announced,
        letters=above.letters,
        survey=above.survey,
        page=page,
        form=await _form(reader, viewer, visit_of(request).csrf_token, remix, prompt),
        offers=offers(runtime.settings),
        suggestions=() if page.cards else await _suggestions(reader, viewer),
    )
    visits.note(request, response)
    return response


async def _welcome(
    request: AnyRequest, reader: Reader, cursor: Cursor, remix: int | None
) -> Response[Any]:
    if remix is not None:
        raise Unauthorized
    timeline = await reader.local(None, msgspec.structs.replace(cursor, limit=WALL))
    page = feed_page(timeline, None, "/", cursor, "local")
    template = "_gallery" if wants_list(request) else "welcome"
    return render(request, f"feeds/{template}.html", page=page)


async def _form(
    reader: Reader, viewer: Viewer, csrf_token: str, remix: int | None, prompt: str
) -> ComposerForm:
    if remix is None:
        begun = empty_form(csrf_token)
        return msgspec.structs.replace(begun, prompt=prompt[:PROMPT_LIMIT])
    parent = await reader.post(viewer.id, PostId(remix))
    if not parent.state.may_remix:
        raise RemixForbidden
    return remix_form(csrf_token, parent, viewer.id)


async def _suggestions(reader: Reader, viewer: Viewer) -> tuple[Person, ...]:
    """People who posted lately, for a reader who follows nobody yet."""
    lately = await reader.local(viewer.id, Cursor())
    authors = {view.author.id: view.author for view in lately.items if view.author.id != viewer.id}
    return tuple(authors.values())[:SUGGESTED]


routes = [home]
