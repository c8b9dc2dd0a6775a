"""The waiting list: the page for people outside, and the owners' page."""

from __future__ import annotations

from typing import Any, Final

import msgspec
from litestar import Request, Response, get, post
from litestar.di import NamedDependency

from affresco.accounts.model import Viewer
from affresco.beta import cohorts, waiting
from affresco.beta.invitees import Link
from affresco.beta.waiting import WORDS_LIMIT
from affresco.errors import AffrescoError
from affresco.runtime import Runtime
from affresco.text import _, ngettext
from affresco.web.forms import read_form
from affresco.web.pages.sign_in import address
from affresco.web.paging import FormId, Id
from affresco.web.render import flash, redirect, render
from affresco.web.session import visit_of

AnyRequest = Request[Any, Any, Any]
PUBLIC: Final = "/join/wait"
PAGE: Final = "/settings/cohorts/waiting"


class AskForm(msgspec.Struct, frozen=True):
    email: str = ""
    words: str = ""


class ChosenForm(msgspec.Struct, frozen=True):
    """who: those ticked."""

    who: tuple[FormId, ...] = ()
    cohort: str = ""
    days: str = "14"


@get(PUBLIC)
async def ask_page(request: AnyRequest) -> Response[str]:
    """The form for people outside."""
    return render(
        request, "beta/wait.html", sent=AskForm(), error=None, wrong="", limit=WORDS_LIMIT
    )


@post(PUBLIC)
async def ask(request: AnyRequest, runtime: NamedDependency[Runtime]) -> Response[Any]:
    """On the list. The answer is the same for every address."""
    sent = await read_form(request, AskForm)
    try:
        await waiting.ask(runtime.database, address(request), sent.email, sent.words)
    except AffrescoError as error:
        if error.status not in (422, 429):
            raise
        return render(
            request,
            "beta/wait.html",
            status=error.status,
            sent=sent,
            error=error.text(visit_of(request).locale),
            wrong="words" if error.code == "beta.words_too_long" else "email",
            limit=WORDS_LIMIT,
        )
    response = redirect(request, PUBLIC)
    flash(response, "success", _("Thank you. Whoever runs this place will write to you."))
    return response


@get(PAGE)
async def owners_page(
    request: AnyRequest,
    runtime: NamedDependency[Runtime],
    me: NamedDependency[Viewer],
    after: Id = None,
) -> Response[str]:
    """Who waits. Raises OwnersOnly."""
    return await _show(request, runtime, me, after=after or 0)


@post(f"{PAGE}/invite")
async def invite(
    request: AnyRequest, runtime: NamedDependency[Runtime], me: NamedDependency[Viewer]
) -> Response[Any]:
    """A link for each that is ticked. Raises OwnersOnly."""
    sent = await read_form(request, ChosenForm)
    days = int(sent.days) if sent.days.strip().isdecimal() and len(sent.days) < 10 else -1
    try:
        links = await waiting.invite(runtime.database, me.id, sent.who, sent.cohort, days)
    except AffrescoError as error:
        if error.status not in (404, 409, 422):
            raise
        return await _show(request, runtime, me, sent=sent, error=error.text(me.locale))
    return await _show(request, runtime, me, links=tuple(links))


@post(f"{PAGE}/forget")
async def forget(
    request: AnyRequest, runtime: NamedDependency[Runtime], me: NamedDependency[Viewer]
) -> Response[Any]:
    """Off the list. Raises OwnersOnly."""
    sent = await read_form(request, ChosenForm)
    count = await waiting.forget(runtime.database, me.id, sent.who)
    response = redirect(request, PAGE)
    message = ngettext("One address is forgotten.", "{count} addresses are forgotten.", count)
    flash(response, "success", message.format(count=count))
    return response


async def _show(
    request: AnyRequest,
    runtime: Runtime,
    me: Viewer,
    *,
    after: int = 0,
    sent: ChosenForm | None = None,
    links: tuple[Link, ...] = (),
    error: str | None = None,
) -> Response[str]:
    async with runtime.database.read() as tx:
        found, following = await waiting.every(tx, me.id, after)
        groups = [
            (one.name, one.name) for one in await cohorts.every(tx, me.id) if one.closed_at is None
        ]
    return render(
        request,
        "beta/waiting.html",
        status=422 if error else 200,
        headers={"Cache-Control": "private, no-store"} if links else None,
        found=found,
        groups=groups,
        sent=sent or ChosenForm(),
        links=[(one.address, f"{runtime.base_url}/join/{one.code}") for one in links],
        letter=(_("Come to Affresco"), _("Here is your invitation; it is good for one person:")),
        error=error,
        more_url=None if following is None else f"{PAGE}?after={following}",
    )


routes = [ask_page, ask, owners_page, invite, forget]
