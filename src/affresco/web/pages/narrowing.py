"""Showing a post of one's own to fewer people than before."""

from __future__ import annotations

from typing import Any

import msgspec
from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from affresco.accounts.model import Viewer
from affresco.feeds.reader import Reader
from affresco.posts import audience
from affresco.posts.access import narrower
from affresco.posts.errors import NotYours
from affresco.posts.model import Visibility
from affresco.runtime import Runtime
from affresco.text import _
from affresco.web import present
from affresco.web.choices import choices
from affresco.web.forms import read_form
from affresco.web.paging import known_id
from affresco.web.render import flash, redirect, render

AnyRequest = Request[Any, Any, Any]


class AudienceForm(msgspec.Struct, frozen=True):
    visibility: Visibility


@get("/posts/{post_id:int}/audience")
async def audience_page(
    request: AnyRequest,
    reader: NamedDependency[Reader],
    me: NamedDependency[Viewer],
    post_id: FromPath[int],
) -> Response[str]:
    """To whom else. Raises PostNotFound, NotYours."""
    view = await reader.post(me.id, known_id(post_id))
    if not view.state.own:
        raise NotYours
    now = view.post.visibility
    narrow = [
        option
        for option in choices().visibility
        if (wanted := next((v for v in audience.NARROWED_TO if v == option[0]), None))
        and wanted != now
        and narrower(wanted, now) == wanted
    ]
    return render(request, "posts/audience.html", card=present.card(view, me.id), audiences=narrow)


@post("/posts/{post_id:int}/audience")
async def narrow(
    request: AnyRequest,
    runtime: NamedDependency[Runtime],
    reader: NamedDependency[Reader],
    me: NamedDependency[Viewer],
    post_id: FromPath[int],
) -> Response[Any]:
    """Raises PostNotFound, NotYours, AudienceWider."""
    sent = await read_form(request, AudienceForm)
    await audience.narrow(runtime.database, me.id, known_id(post_id), sent.visibility)
    view = await reader.post(me.id, known_id(post_id))
    response = redirect(request, present.card(view, me.id).url)
    flash(response, "success", _("Fewer people see it now."))
    return response


routes = [audience_page, narrow]
