"""Surveys of one question: the owners' page, and answering."""

from __future__ import annotations

from typing import Any, Final

import msgspec
from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from affresco.accounts.model import Viewer
from affresco.beta import cohorts, surveys
from affresco.beta.figures import LEAST
from affresco.beta.surveys import Moment, NewSurvey
from affresco.errors import AffrescoError
from affresco.runtime import Runtime
from affresco.text import _
from affresco.web.forms import read_form
from affresco.web.paging import known_id
from affresco.web.render import flash, redirect, render, sent_from

AnyRequest = Request[Any, Any, Any]
PAGE: Final = "/settings/cohorts/surveys"


class SurveyForm(msgspec.Struct, frozen=True):
    """choices: one a line. cohort: empty for everybody."""

    question: str = ""
    choices: str = ""
    moment: Moment = "first_post"
    days: str = "7"
    cohort: str = ""


class AnswerForm(msgspec.Struct, frozen=True):
    """say: "later" or "never" instead of an answer."""

    choice: int | None = None
    words: str = ""
    say: str = ""


@get(PAGE)
async def surveys_page(
    request: AnyRequest, runtime: NamedDependency[Runtime], me: NamedDependency[Viewer]
) -> Response[str]:
    """The form, and what was said. Raises OwnersOnly."""
    return await _show(request, runtime, me, SurveyForm())


@post(PAGE)
async def ask(
    request: AnyRequest, runtime: NamedDependency[Runtime], me: NamedDependency[Viewer]
) -> Response[Any]:
    """Put a question. Raises OwnersOnly."""
    sent = await read_form(request, SurveyForm)
    typed = sent.days.strip()
    new = NewSurvey(
        question=sent.question,
        choices=tuple(sent.choices.splitlines()),
        moment=sent.moment,
        days=int(typed) if typed.isdecimal() and len(typed) < 10 else -1,
        cohort=sent.cohort or None,
    )
    if sent.moment != "days":
        new = msgspec.structs.replace(new, days=0)
    try:
        await surveys.ask(runtime.database, me.id, new)
    except AffrescoError as error:
        if error.status not in (404, 422):
            raise
        return await _show(request, runtime, me, sent, error)
    response = redirect(request, PAGE)
    flash(response, "success", _("People are asked when the moment comes."))
    return response


@post(f"{PAGE}/{{survey_id:int}}/close")
async def close(
    request: AnyRequest,
    runtime: NamedDependency[Runtime],
    me: NamedDependency[Viewer],
    survey_id: FromPath[int],
) -> Response[Any]:
    """Nobody is asked any more. Raises OwnersOnly, SurveyNotFound."""
    await surveys.close(runtime.database, me.id, known_id(survey_id))
    response = redirect(request, PAGE)
    flash(response, "success", _("Nobody is asked any more. The answers stay."))
    return response


@post(f"{PAGE}/{{survey_id:int}}/delete")
async def delete(
    request: AnyRequest,
    runtime: NamedDependency[Runtime],
    me: NamedDependency[Viewer],
    survey_id: FromPath[int],
) -> Response[Any]:
    """With its answers. Raises OwnersOnly, SurveyNotFound."""
    await surveys.delete(runtime.database, me.id, known_id(survey_id))
    response = redirect(request, PAGE)
    flash(response, "success", _("The question and its answers are deleted."))
    return response


@post("/surveys/{survey_id:int}")
async def answer(
    request: AnyRequest,
    runtime: NamedDependency[Runtime],
    me: NamedDependency[Viewer],
    survey_id: FromPath[int],
) -> Response[Any]:
    """Answer it, or have it go away. Raises SurveyNotFound."""
    sent = await read_form(request, AnswerForm)
    number = known_id(survey_id)
    response = redirect(request, sent_from(request))
    if sent.say in ("later", "never"):
        await surveys.decline(runtime.database, me.id, number, later=sent.say == "later")
        return response
    try:
        await surveys.answer(runtime.database, me.id, number, sent.choice, sent.words)
    except AffrescoError as error:
        if error.status != 422:
            raise
        async with runtime.database.read() as tx:
            survey = await surveys.due(tx, me.id)
        if survey is None or survey.id != number:
            flash(response, "error", error.text(me.locale))
            return response
        return render(
            request,
            "beta/survey.html",
            status=422,
            survey=survey,
            chosen=sent.choice,
            words=sent.words,
            survey_error=error.text(me.locale),
        )
    flash(response, "success", _("Thank you."))
    return response


async def _show(
    request: AnyRequest,
    runtime: Runtime,
    me: Viewer,
    sent: SurveyForm,
    error: AffrescoError | None = None,
) -> Response[str]:
    async with runtime.database.read() as tx:
        found = await surveys.every(tx, me.id)
        groups = [(one.name, one.name) for one in await cohorts.every(tx, me.id)]
    places = {"beta.choices_wrong": "choices", "beta.days_wrong": "days"}
    return render(
        request,
        "beta/surveys.html",
        status=422 if error else 200,
        found=found,
        groups=[("", _("Everybody")), *groups],
        moments={
            "first_post": _("After the first post"),
            "first_remix": _("After the first remix"),
            "days": _("Some days after joining"),
        },
        sent=sent,
        wrong=places.get(error.code, "question") if error else "",
        error=error.text(me.locale) if error else None,
        least=LEAST,
    )


routes = [surveys_page, ask, close, delete, answer]
