"""Joining by an invitation; language and theme, which guests choose too."""

from __future__ import annotations

from typing import Any, Final

import msgspec
from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from affresco.accounts import commands, consent, invitations, limits, rules, sessions
from affresco.accounts.errors import (
    AboutField,
    AssistantUnanswered,
    RateLimited,
    TrainingUnanswered,
)
from affresco.accounts.model import Consent, RemixPolicy, SignUp, Training, Viewer
from affresco.errors import AffrescoError
from affresco.runtime import Runtime
from affresco.text import LOCALES, Locale, _
from affresco.web.forms import read_form
from affresco.web.pages.sign_in import address, open_session, user_agent
from affresco.web.render import YEAR, flash, local_path, redirect, render, sent_from, set_cookie
from affresco.web.session import LOCALE_COOKIE, THEME_COOKIE, visit_of

AnyRequest = Request[Any, Any, Any]

LANGUAGES: Final[tuple[tuple[Locale, str], ...]] = (("en", "English"), ("it", "Italiano"))
"""Each in its own words, for those who do not read the present one."""
THEMES: Final = ("auto", "light", "dark")


class JoinForm(msgspec.Struct, frozen=True):
    """A sign-up as it was sent. training, assistant, remix: "" when not answered."""

    handle: str = ""
    name: str = ""
    email: str = ""
    password: str = ""
    locale: str = ""
    training: str = ""
    assistant: str = ""
    remix: str = ""


class ChoiceForm(msgspec.Struct, frozen=True):
    """A choice that applies at once. next: where to go back to; else where the form was."""

    locale: str = ""
    theme: str = ""
    next: str | None = None


@get("/join/{code:str}")
async def join_page(
    request: AnyRequest,
    runtime: NamedDependency[Runtime],
    viewer: NamedDependency[Viewer | None],
    code: FromPath[str],
) -> Response[Any]:
    """The sign-up form for an invitation that is open.

    Raises InvitationUnknown, InvitationExpired, InvitationRevoked, InvitationUsedUp.
    """
    if viewer is not None:
        response = redirect(request, "/")
        flash(
            response, "info", _("You have an account here already. The invitation is still open.")
        )
        return response
    async with runtime.database.read() as tx:
        await invitations.get_open(tx, code)
    locale = visit_of(request).locale
    return _join_form(request, code, JoinForm(locale=locale), ())


@post("/join/{code:str}")
async def join(
    request: AnyRequest, runtime: NamedDependency[Runtime], code: FromPath[str]
) -> Response[Any]:
    """Make the account and sign in. What was typed comes back, except the password.

    Raises InvitationUnknown, InvitationExpired, InvitationRevoked, InvitationUsedUp.
    """
    sent = await read_form(request, JoinForm)
    try:
        await limits.check(runtime.database, limits.SIGN_UP_BY_ADDRESS, address(request))
        async with runtime.database.read() as tx:
            await invitations.get_open(tx, code)
        command = _command(sent, visit_of(request).locale)
        found = problems(sent, command)
        if found:
            return _join_form(request, code, sent, found)
        account_id = await commands.sign_up(runtime.database, command, code)
    except (AboutField, RateLimited) as error:
        return _join_form(request, code, sent, (error,))
    token = await sessions.start(
        runtime.database, account_id, user_agent(request), address(request)
    )
    response = redirect(request, "/")
    open_session(request, response, token)
    flash(
        response,
        "success",
        _("Welcome to Affresco. Write a few words, and see what comes of them."),
    )
    return response


@post("/language")
async def choose_language(
    request: AnyRequest, runtime: NamedDependency[Runtime], viewer: NamedDependency[Viewer | None]
) -> Response[Any]:
    """The language of the pages: kept with the account, and in a cookie for after signing out."""
    sent = await read_form(request, ChoiceForm)
    locale = language(sent.locale)
    response = redirect(request, local_path(sent.next, sent_from(request)))
    if locale is not None:
        if viewer is not None:
            await commands.set_locale(runtime.database, viewer.id, locale)
        set_cookie(request, response, LOCALE_COOKIE, locale, max_age=YEAR)
    return response


@post("/theme")
async def choose_theme(request: AnyRequest) -> Response[Any]:
    """Light, dark, or as the system has it."""
    sent = await read_form(request, ChoiceForm)
    response = redirect(request, local_path(sent.next, sent_from(request)))
    if sent.theme in THEMES:
        set_cookie(request, response, THEME_COOKIE, sent.theme, max_age=YEAR)
    return response


def language(sent: str) -> Locale | None:
    """A supported language, or None for anything else."""
    return next((locale for locale in LOCALES if locale == sent), None)


def training_answer(sent: str) -> Training | None:
    """One of the two answers, or None where there is none."""
    return next((answer for answer in consent.TRAINING_ANSWERS if answer == sent), None)


def assistant_answer(sent: str) -> Consent | None:
    """One of the two answers, or None where there is none."""
    return next((answer for answer in consent.ASSISTANT_ANSWERS if answer == sent), None)


def remix_answer(sent: str) -> RemixPolicy | None:
    """One of the answers, or None where there is none."""
    return next((answer for answer in consent.REMIX_ANSWERS if answer == sent), None)


def remix_options() -> list[tuple[str, str, str]]:
    """As ``training_options``, of the question about remixes."""
    return [
        (answer, _(label), _(meaning)) for answer, (label, meaning) in consent.REMIX_ANSWERS.items()
    ]


def assistant_options() -> list[tuple[str, str, str]]:
    """As ``training_options``, of the question about the assistant."""
    return [
        (answer, _(label), _(meaning))
        for answer, (label, meaning) in consent.ASSISTANT_ANSWERS.items()
    ]


def training_options() -> list[tuple[str, str, str]]:
    """(value, label, what it means), translated: the words that consent_choices keeps."""
    return [
        (answer, _(label), _(meaning))
        for answer, (label, meaning) in consent.TRAINING_ANSWERS.items()
    ]


def field_errors(errors: tuple[AffrescoError, ...], locale: str) -> dict[str, str]:
    """Field → what is wrong; "form" for what is not about one field."""
    return {
        error.field if isinstance(error, AboutField) else "form": error.text(locale)
        for error in reversed(errors)
    }


def problems(sent: JoinForm, command: SignUp) -> tuple[AboutField, ...]:
    """Everything that can be said before asking the database."""
    unanswered = () if training_answer(sent.training) else (TrainingUnanswered(),)
    unsaid = () if assistant_answer(sent.assistant) else (AssistantUnanswered(),)
    return (*rules.problems(command), *unanswered, *unsaid)


def _command(sent: JoinForm, shown_locale: str) -> SignUp:
    # An unanswered question is among the ``problems``, so that this "deny" is never carried out.
    training = training_answer(sent.training) or "deny"
    assistant = assistant_answer(sent.assistant) or "deny"
    # Browsers ask for an answer; without one nothing is said, and nobody may.
    remix = remix_answer(sent.remix)
    return SignUp(
        handle=sent.handle,
        name=sent.name,
        email=sent.email,
        password=sent.password,
        locale=language(sent.locale) or language(shown_locale) or "en",
        training=training,
        wording=consent.training_wording(training, shown_locale),
        assistant=assistant,
        assistant_wording=consent.assistant_wording(assistant, shown_locale),
        remix=remix,
        remix_wording=consent.remix_wording(remix, shown_locale) if remix else "",
    )


def _join_form(
    request: AnyRequest, code: str, sent: JoinForm, errors: tuple[AffrescoError, ...]
) -> Response[str]:
    status = 200
    if errors:
        status = 429 if isinstance(errors[0], RateLimited) else 422
    return render(
        request,
        "accounts/join.html",
        status=status,
        code=code,
        sent=sent,
        errors=field_errors(errors, visit_of(request).locale),
        languages=LANGUAGES,
        question=_(consent.TRAINING_QUESTION),
        note=_(consent.TRAINING_NOTE),
        answers=training_options(),
        assistant_question=_(consent.ASSISTANT_QUESTION),
        assistant_note=_(consent.ASSISTANT_NOTE),
        assistant_answers=assistant_options(),
        remix_question=_(consent.REMIX_QUESTION),
        remix_note=_(consent.REMIX_NOTE),
        remix_answers=remix_options(),
        least=rules.PASSWORD_LEAST,
    )


routes = [join_page, join, choose_language, choose_theme]
