"""Announcements: the owners' page, and dismissing them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, Final

import msgspec
from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from affresco.accounts.model import Viewer
from affresco.errors import AffrescoError
from affresco.posts import announcements
from affresco.posts.announcements import TEXT_LIMIT
from affresco.posts.errors import AnnouncementTimesWrong
from affresco.runtime import Runtime
from affresco.text import _
from affresco.web.forms import read_form
from affresco.web.paging import known_id
from affresco.web.render import flash, redirect, render, sent_from

AnyRequest = Request[Any, Any, Any]
PAGE: Final = "/settings/announcements"


class AnnouncementForm(msgspec.Struct, frozen=True):
    """Times in universal time, as the browser's field gives them; empty ones do not bound it."""

    text: str = ""
    starts_at: str = ""
    ends_at: str = ""

    def times(self) -> tuple[datetime | None, datetime | None]:
        """Raises AnnouncementTimesWrong."""
        try:
            starts, ends = (
                datetime.fromisoformat(text).replace(tzinfo=UTC) if text else None
                for text in (self.starts_at, self.ends_at)
            )
        except ValueError as error:
            raise AnnouncementTimesWrong from error
        return starts, ends


@get(PAGE)
async def owners_page(
    request: AnyRequest, runtime: NamedDependency[Runtime], me: NamedDependency[Viewer]
) -> Response[str]:
    """All of them. Raises OwnersOnly."""
    return await _show(request, runtime, me, AnnouncementForm())


@post(PAGE)
async def announce(
    request: AnyRequest, runtime: NamedDependency[Runtime], me: NamedDependency[Viewer]
) -> Response[Any]:
    """Tell everybody. Raises OwnersOnly."""
    sent = await read_form(request, AnnouncementForm)
    try:
        await announcements.announce(runtime.database, me.id, sent.text, *sent.times())
    except AffrescoError as error:
        if error.status != 422:
            raise
        return await _show(request, runtime, me, sent, error.text(me.locale))
    response = redirect(request, PAGE)
    flash(response, "success", _("It is announced."))
    return response


@post(f"{PAGE}/{{announcement_id:int}}/withdraw")
async def withdraw(
    request: AnyRequest,
    runtime: NamedDependency[Runtime],
    me: NamedDependency[Viewer],
    announcement_id: FromPath[int],
) -> Response[Any]:
    """Take it back. Raises OwnersOnly."""
    await announcements.withdraw(runtime.database, me.id, known_id(announcement_id))
    response = redirect(request, PAGE)
    flash(response, "success", _("It is taken back."))
    return response


@post("/announcements/{announcement_id:int}/dismiss")
async def dismiss(
    request: AnyRequest,
    runtime: NamedDependency[Runtime],
    me: NamedDependency[Viewer],
    announcement_id: FromPath[int],
) -> Response[Any]:
    """One has read it."""
    await announcements.dismiss(runtime.database, me.id, known_id(announcement_id))
    return redirect(request, sent_from(request))


async def _show(
    request: AnyRequest,
    runtime: Runtime,
    me: Viewer,
    sent: AnnouncementForm,
    error: str | None = None,
) -> Response[str]:
    async with runtime.database.read() as tx:
        found = await announcements.every(tx, me.id)
    return render(
        request,
        "announcements/owners.html",
        status=422 if error else 200,
        found=found,
        sent=sent,
        error=error,
        limit=TEXT_LIMIT,
    )


routes = [owners_page, announce, withdraw, dismiss]
