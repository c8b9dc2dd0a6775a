"""Settings: what the assistant may use, of what one is told, where it answers; for owners, what it costs."""

from __future__ import annotations

from typing import Any, Final

import msgspec
from litestar import Request, Response, get, post
from litestar.di import NamedDependency

from affresco.accounts import commands, consent
from affresco.accounts.model import Viewer
from affresco.assistant import budget, notices
from affresco.assistant.notices import RepliesTo, Wishes
from affresco.runtime import Runtime
from affresco.text import _
from affresco.web.forms import read_form
from affresco.web.pages.accounts import assistant_answer, assistant_options
from affresco.web.render import flash, redirect, render
from affresco.web.session import visit_of

AnyRequest = Request[Any, Any, Any]
PAGE: Final = "/settings/gesso"


class ConsentForm(msgspec.Struct, frozen=True):
    assistant: str = ""


class WishesForm(msgspec.Struct, frozen=True):
    """citation_notices: "" where the box was not ticked."""

    citation_notices: str = ""
    replies: RepliesTo = "thread"


@get(PAGE)
async def gesso_settings(
    request: AnyRequest, runtime: NamedDependency[Runtime], me: NamedDependency[Viewer]
) -> Response[str]:
    """The forms; an owner also sees what everybody used, by day."""
    settings = runtime.settings
    async with runtime.database.read() as tx:
        wishes = await notices.wishes(tx, me.id)
        left = await budget.left_today(tx, settings, me.id)
        days = await budget.days(tx) if me.role == "owner" else ()
    return render(
        request,
        "gesso/settings.html",
        me=me,
        wishes=wishes,
        left=left,
        limit=settings.questions_per_day,
        days=days,
        model=settings.gesso.model if settings.gesso else None,
        question=_(consent.ASSISTANT_QUESTION),
        note=_(consent.ASSISTANT_NOTE),
        answers=assistant_options(),
        places=(
            ("thread", _("In the thread"), _("Whoever reads the thread reads the answer.")),
            ("asker", _("Only to me"), _("As a direct post, which nobody else sees.")),
        ),
    )


@post(f"{PAGE}/consent")
async def choose(
    request: AnyRequest, runtime: NamedDependency[Runtime], me: NamedDependency[Viewer]
) -> Response[Any]:
    """Whether answers may rest on what one posts; the question and the answer are recorded as shown."""
    answer = assistant_answer((await read_form(request, ConsentForm)).assistant)
    if answer is not None:
        wording = consent.assistant_wording(answer, visit_of(request).locale)
        await commands.set_assistant(runtime.database, me.id, answer, wording)
    return _saved(request, _("Your answer is saved. It holds for the next answer already."))


@post(f"{PAGE}/wishes")
async def wish(
    request: AnyRequest, runtime: NamedDependency[Runtime], me: NamedDependency[Viewer]
) -> Response[Any]:
    """Of what one is told, and where @gesso answers."""
    sent = await read_form(request, WishesForm)
    chosen = Wishes(citation_notices=bool(sent.citation_notices), replies=sent.replies)
    await notices.set_wishes(runtime.database, me.id, chosen)
    return _saved(request, _("Your choice is saved."))


def _saved(request: AnyRequest, message: str) -> Response[Any]:
    response = redirect(request, PAGE)
    flash(response, "success", message)
    return response


routes = [gesso_settings, choose, wish]
