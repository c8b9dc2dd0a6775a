"""Feedback: tell the team something, with what was seen before it is sent; what became of it; votes."""

from __future__ import annotations

import secrets
from typing import Any, Final

import msgspec
from litestar import Request, Response, get, post
from litestar.datastructures import UploadFile
from litestar.di import NamedDependency
from litestar.params import FromPath

import affresco
from affresco.accounts.model import Viewer
from affresco.beta import feedback
from affresco.beta.model import MOODS, WORDS_LIMIT, Context, NewFeedback, State
from affresco.errors import AffrescoError, Invalid, TooLarge, TooMany
from affresco.runtime import Runtime
from affresco.text import _
from affresco.web.forms import read_form
from affresco.web.paging import Id, known_id
from affresco.web.render import flash, local_path, redirect, render
from affresco.web.session import visit_of

AnyRequest = Request[Any, Any, Any]
PAGE: Final = "/feedback"
NEW: Final = "/feedback/new"


class FeedbackForm(msgspec.Struct, frozen=True):
    """names, values: the lines of context, as they were shown; keep: the places of those to be sent."""

    words: str = ""
    mood: int | None = None
    name: tuple[str, ...] = ()
    value: tuple[str, ...] = ()
    keep: tuple[int, ...] = ()
    screenshot: UploadFile | None = None
    share: str = ""
    back: str = "/"
    key: str = ""


class VoteForm(msgspec.Struct, frozen=True):
    on: bool = True


def moods() -> list[tuple[int, str]]:
    """(number, what it says)."""
    words = (_("Angry"), _("Unhappy"), _("Neither"), _("Happy"), _("Delighted"))
    return list(zip(MOODS, words, strict=True))


def states() -> dict[State, str]:
    """How each state is called."""
    return {
        "new": _("New"),
        "looking": _("Being looked at"),
        "planned": _("Planned"),
        "done": _("Done"),
        "declined": _("Not going to happen"),
    }


def context_names() -> dict[str, str]:
    """How the parts of the context are called."""
    return {
        "page": _("Page"),
        "version": _("Version"),
        "language": _("Language"),
        "theme": _("Colours"),
        "window": _("Window"),
        "browser": _("Browser"),
        "engine": _("Engine"),
        "error": _("Error"),
    }


@get(PAGE)
async def list_page(
    request: AnyRequest,
    runtime: NamedDependency[Runtime],
    me: NamedDependency[Viewer],
    before: Id = None,
) -> Response[str]:
    """What one sent and what became of it; what others said."""
    async with runtime.database.read() as tx:
        found, following = await feedback.mine(tx, me.id, before)
        others = await feedback.shared(tx, me.id) if before is None else ()
    if any(one.news for one in found):
        await feedback.seen(runtime.database, me.id)
    return render(
        request,
        "feedback/list.html",
        found=found,
        others=[one for one in others if one.feedback.account_id != me.id],
        more_url=None if following is None else f"{PAGE}?before={following}",
        moods=dict(moods()),
        states=states(),
        names=context_names(),
    )


@get(NEW)
async def new_page(request: AnyRequest, me: NamedDependency[Viewer]) -> Response[str]:
    """The form. from: the page that it is about."""
    about = local_path(request.query_params.get("from", "/"))
    lines = (
        Context("page", about),
        Context("version", affresco.__version__),
        Context("language", me.locale),
        Context("theme", visit_of(request).theme),
    )
    return _form(request, lines, about)


@post(PAGE)
async def send(
    request: AnyRequest, runtime: NamedDependency[Runtime], me: NamedDependency[Viewer]
) -> Response[Any]:
    """Tell the team. What cannot be used comes back with everything that was written."""
    sent = await read_form(request, FeedbackForm)
    lines = tuple(Context(name, value) for name, value in zip(sent.name, sent.value, strict=False))
    kept = tuple(lines[place] for place in sent.keep if 0 <= place < len(lines))
    picture = await sent.screenshot.read() if sent.screenshot else None
    command = NewFeedback(
        words=sent.words,
        mood=sent.mood,
        context=kept,
        screenshot=picture or None,
        may_share=bool(sent.share),
        key=sent.key or None,
    )
    try:
        await feedback.send(runtime.database, me.id, command)
    except (Invalid, TooLarge, TooMany) as error:
        return _form(request, lines, local_path(sent.back), sent, error, me.locale)
    response = redirect(request, sent.back)
    flash(response, "success", _("Thank you. The team reads it and answers under Feedback."))
    return response


@post(f"{PAGE}/{{feedback_id:int}}/vote")
async def vote(
    request: AnyRequest,
    runtime: NamedDependency[Runtime],
    me: NamedDependency[Viewer],
    feedback_id: FromPath[int],
) -> Response[Any]:
    """One wants this, too; or no longer. Raises FeedbackNotFound."""
    sent = await read_form(request, VoteForm)
    await feedback.vote(runtime.database, me.id, known_id(feedback_id), on=sent.on)
    return redirect(request, PAGE)


@post(f"{PAGE}/{{feedback_id:int}}/delete")
async def delete(
    request: AnyRequest,
    runtime: NamedDependency[Runtime],
    me: NamedDependency[Viewer],
    feedback_id: FromPath[int],
) -> Response[Any]:
    """Take back what one sent. Raises FeedbackNotFound."""
    await feedback.delete(runtime.database, me.id, known_id(feedback_id))
    response = redirect(request, PAGE)
    flash(response, "success", _("It is deleted."))
    return response


@get(f"{PAGE}/{{feedback_id:int}}/screenshot")
async def screenshot(
    runtime: NamedDependency[Runtime], me: NamedDependency[Viewer], feedback_id: FromPath[int]
) -> Response[bytes]:
    """For whoever sent it, and the team. Raises FeedbackNotFound."""
    async with runtime.database.read() as tx:
        data = await feedback.screenshot(tx, me.id, known_id(feedback_id), owner=me.role == "owner")
    headers = {"Cache-Control": "private, no-store", "X-Content-Type-Options": "nosniff"}
    return Response(data, media_type="image/webp", headers=headers)


def _form(
    request: AnyRequest,
    lines: tuple[Context, ...],
    about: str,
    sent: FeedbackForm | None = None,
    error: AffrescoError | None = None,
    locale: str = "en",
) -> Response[str]:
    return render(
        request,
        "feedback/new.html",
        status=error.status if error else 200,
        lines=lines,
        about=about,
        sent=sent or FeedbackForm(keep=tuple(range(len(lines))), key=secrets.token_urlsafe(16)),
        error=error.text(locale) if error else None,
        limit=WORDS_LIMIT,
        moods=moods(),
        names=context_names(),
    )


routes = [list_page, new_page, send, vote, delete, screenshot]
