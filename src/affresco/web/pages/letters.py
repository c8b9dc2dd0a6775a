"""Letters to cohorts: the owners' page, and putting one away."""

from __future__ import annotations

from typing import Any, Final

import msgspec
from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery

from affresco.accounts.model import Viewer
from affresco.beta import cohorts, letters
from affresco.beta.letters import TEXT_LIMIT, TITLE_LIMIT
from affresco.errors import AffrescoError
from affresco.runtime import Runtime
from affresco.text import _
from affresco.web.forms import read_form
from affresco.web.paging import known_id
from affresco.web.render import flash, redirect, render, sent_from

AnyRequest = Request[Any, Any, Any]
PAGE: Final = "/settings/cohorts/letters"


class LetterForm(msgspec.Struct, frozen=True):
    """cohort: empty for everybody who is in one."""

    cohort: str = ""
    title: str = ""
    text: str = ""


@get(PAGE)
async def letters_page(
    request: AnyRequest,
    runtime: NamedDependency[Runtime],
    me: NamedDependency[Viewer],
    cohort: FromQuery[str] = "",
) -> Response[str]:
    """The form, and what was sent. cohort: the one chosen in the form. Raises OwnersOnly."""
    return await _show(request, runtime, me, LetterForm(cohort=cohort))


@post(PAGE)
async def send(
    request: AnyRequest, runtime: NamedDependency[Runtime], me: NamedDependency[Viewer]
) -> Response[Any]:
    """To a cohort. Raises OwnersOnly."""
    sent = await read_form(request, LetterForm)
    try:
        await letters.send(runtime.database, me.id, sent.cohort or None, sent.title, sent.text)
    except AffrescoError as error:
        if error.status not in (404, 422):
            raise
        return await _show(request, runtime, me, sent, error.text(me.locale))
    response = redirect(request, PAGE)
    flash(response, "success", _("It stands above their home until they put it away."))
    return response


@post(f"{PAGE}/{{letter_id:int}}/take-back")
async def take_back(
    request: AnyRequest,
    runtime: NamedDependency[Runtime],
    me: NamedDependency[Viewer],
    letter_id: FromPath[int],
) -> Response[Any]:
    """Nobody sees it any more. Raises OwnersOnly, LetterNotFound."""
    await letters.take_back(runtime.database, me.id, known_id(letter_id))
    response = redirect(request, PAGE)
    flash(response, "success", _("It is taken back."))
    return response


@post("/letters/{letter_id:int}/put-away")
async def put_away(
    request: AnyRequest,
    runtime: NamedDependency[Runtime],
    me: NamedDependency[Viewer],
    letter_id: FromPath[int],
) -> Response[Any]:
    """One has read it. Raises LetterNotFound."""
    await letters.put_away(runtime.database, me.id, known_id(letter_id))
    return redirect(request, sent_from(request))


async def _show(
    request: AnyRequest,
    runtime: Runtime,
    me: Viewer,
    sent: LetterForm,
    error: str | None = None,
) -> Response[str]:
    async with runtime.database.read() as tx:
        found = await letters.every(tx, me.id)
        groups = [(one.name, one.name) for one in await cohorts.every(tx, me.id)]
    return render(
        request,
        "beta/letters.html",
        status=422 if error else 200,
        found=found,
        groups=[("", _("Everybody who is in a cohort")), *groups],
        sent=sent,
        error=error,
        title_limit=TITLE_LIMIT,
        limit=TEXT_LIMIT,
    )


routes = [letters_page, send, take_back, put_away]
