"""Scheduled posts: what waits, what could not be published and why."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any, Final

import msgspec
from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from affresco.accounts.model import Viewer
from affresco.media.model import MediaId
from affresco.media.queries import media_by_ids
from affresco.posts import schedule
from affresco.posts.errors import ScheduledTooSoon
from affresco.posts.model import Picture
from affresco.posts.schedule import Scheduled
from affresco.runtime import Runtime
from affresco.text import _
from affresco.web.forms import read_form
from affresco.web.paging import Id, known_id
from affresco.web.present import PictureCard, picture_card
from affresco.web.render import flash, redirect, render

AnyRequest = Request[Any, Any, Any]
PAGE: Final = "/scheduled"
LINES: Final = 30


class Line(msgspec.Struct, frozen=True):
    """A post to come. picture: its first one, if it is still there."""

    scheduled: Scheduled
    picture: PictureCard | None


class TimeForm(msgspec.Struct, frozen=True):
    """When, as the browser's clock says; zone: minutes of that clock behind UTC."""

    later: str
    zone: int = 0

    def at(self) -> datetime:
        """Raises ScheduledTooSoon."""
        try:
            moment = datetime.fromisoformat(self.later).replace(tzinfo=UTC)
            return moment + timedelta(minutes=max(-900, min(self.zone, 900)))
        except (ValueError, OverflowError) as error:
            raise ScheduledTooSoon from error


@get(PAGE)
async def list_page(
    request: AnyRequest,
    runtime: NamedDependency[Runtime],
    me: NamedDependency[Viewer],
    max_id: Id = None,
) -> Response[str]:
    """The last scheduled first."""
    return await _show(request, runtime, me, max_id)


@post(f"{PAGE}/{{scheduled_id:int}}/move")
async def move(
    request: AnyRequest,
    runtime: NamedDependency[Runtime],
    me: NamedDependency[Viewer],
    scheduled_id: FromPath[int],
) -> Response[Any]:
    """Choose another time."""
    sent = await read_form(request, TimeForm)
    try:
        await schedule.move(runtime.database, me.id, known_id(scheduled_id), sent.at())
    except ScheduledTooSoon as error:
        return await _show(request, runtime, me, None, (scheduled_id, error.text(me.locale)))
    response = redirect(request, PAGE)
    flash(response, "success", _("It has another time now."))
    return response


@post(f"{PAGE}/{{scheduled_id:int}}/delete")
async def delete(
    request: AnyRequest,
    runtime: NamedDependency[Runtime],
    me: NamedDependency[Viewer],
    scheduled_id: FromPath[int],
) -> Response[Any]:
    """Do not publish it; its pictures stay in the studio."""
    await schedule.delete(runtime.database, me.id, known_id(scheduled_id))
    response = redirect(request, PAGE)
    flash(response, "success", _("It will not be published."))
    return response


async def _show(
    request: AnyRequest,
    runtime: Runtime,
    me: Viewer,
    max_id: int | None,
    failed: tuple[int, str] | None = None,
) -> Response[str]:
    """failed: (the post whose time was wrong, what is wrong)."""
    async with runtime.database.read() as tx:
        below = 2**63 - 1 if max_id is None else max_id
        found = await schedule.page(tx, me.id, below, 0, LINES + 1, upward=False)
        shown = found[:LINES]
        first = [one.command.pictures[0].media_id for one in shown if one.command.pictures]
        media = await media_by_ids(tx, first) if first else {}
    lines = []
    for one in shown:
        pictures = one.command.pictures
        found_media = media.get(MediaId(pictures[0].media_id)) if pictures else None
        own = found_media is not None and found_media.owner_id == me.id
        picture = Picture(found_media, pictures[0].alt, None) if found_media and own else None
        lines.append(Line(one, picture_card(picture) if picture else None))
    return render(
        request,
        "posts/scheduled.html",
        status=422 if failed else 200,
        lines=lines,
        failed=failed,
        more_url=f"{PAGE}?max_id={shown[-1].id}" if len(found) > LINES else None,
    )


routes = [list_page, move, delete]
