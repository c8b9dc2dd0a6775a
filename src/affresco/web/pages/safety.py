"""Care, for people: the rules in words, what was refused to oneself, appeals, and the level of content."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

import msgspec
from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from affresco.accounts.model import Viewer
from affresco.errors import AffrescoError
from affresco.runtime import Runtime
from affresco.safety import access, commands, guard, hydrate, levels
from affresco.safety.errors import (
    AdultContentOff,
    AppealClosed,
    AppealEmpty,
    AppealTooLong,
    BirthdayInvalid,
    TooYoung,
)
from affresco.safety.model import APPEAL_LIMIT, Rate, RefusalId, Rule
from affresco.text import N_, _, current_locale
from affresco.web import refusals
from affresco.web.forms import read_form
from affresco.web.paging import Id, known_id
from affresco.web.render import flash, redirect, render
from affresco.web.session import visit_of

AnyRequest = Request[Any, Any, Any]

ABOUT: Final = "/about/safety"
REFUSALS: Final = "/safety/refusals"
CONTENT: Final = "/settings/content"
ACTIONS: Final = {
    "refuse": N_("Not made, not published."),
    "sensitive": N_("Marked as sensitive."),
    "warn": N_("Nothing is stopped; you are told something."),
}


class RuleLine(msgspec.Struct, frozen=True):
    """A rule on the public page. adults: what happens to those who may make adult content, None for the
    same. refuses: whether it stops anything, so that it can be wrong."""

    title: str
    explanation: str
    action: str
    adults: str | None
    refuses: bool
    always: bool
    fields: tuple[str, ...]
    rate: Rate


class AppealForm(msgspec.Struct, frozen=True):
    words: str = ""


class BirthdayForm(msgspec.Struct, frozen=True):
    born: str = ""


@get(ABOUT)
async def rules_page(request: AnyRequest, runtime: NamedDependency[Runtime]) -> Response[str]:
    """All rules with their words, and how often they were wrong. For everybody."""
    async with runtime.database.read() as tx:
        rates = await hydrate.rates(tx)
    ready = guard.of(runtime.settings)
    adults = runtime.settings.adult_content
    return render(
        request,
        "safety/rules.html",
        rules=[
            rule_line(rule, rates.get(rule.id, Rate(rule.id)), adults=adults)
            for rule in ready.book.rules.values()
        ],
        classifiers=[watched.name for watched in ready.classifiers],
        adults=adults,
    )


@get(REFUSALS)
async def list_page(
    request: AnyRequest,
    runtime: NamedDependency[Runtime],
    me: NamedDependency[Viewer],
    before: Id = None,
) -> Response[str]:
    """What was refused to oneself, newest first."""
    async with runtime.database.read() as tx:
        page = await access.list_own(tx, me.id, before)
    rules = guard.of(runtime.settings).book.rules
    lines = [
        refusals.line(refusal, rules.get(refusal.rule), me.locale, whole=False)
        for refusal in page.refusals
    ]
    more = f"{REFUSALS}?before={page.next}" if page.next is not None else None
    return render(request, "safety/refusals.html", lines=lines, more_url=more)


@get(f"{REFUSALS}/{{refusal_id:int}}")
async def refusal_page(
    request: AnyRequest,
    runtime: NamedDependency[Runtime],
    me: NamedDependency[Viewer],
    refusal_id: FromPath[int],
) -> Response[str]:
    """One refusal: the rule, the words, the appeal and its outcome. Raises RefusalNotFound."""
    return await _show_refusal(request, runtime, me, refusal_id)


@post(f"{REFUSALS}/{{refusal_id:int}}/appeal")
async def appeal(
    request: AnyRequest,
    runtime: NamedDependency[Runtime],
    me: NamedDependency[Viewer],
    refusal_id: FromPath[int],
) -> Response[Any]:
    """Say why the rule does not apply. Raises RefusalNotFound."""
    sent = await read_form(request, AppealForm)
    try:
        await commands.appeal(runtime.database, me.id, known_id(refusal_id), sent.words)
    except (AppealEmpty, AppealTooLong, AppealClosed) as error:
        return await _show_refusal(request, runtime, me, refusal_id, sent.words, error)
    response = redirect(request, commands.refusal_url(RefusalId(refusal_id)))
    flash(response, "success", _("Your appeal is with the owners. Their answer will be here."))
    return response


@get(CONTENT)
async def content_page(
    request: AnyRequest, runtime: NamedDependency[Runtime], me: NamedDependency[Viewer]
) -> Response[str]:
    """The level of content, and the way to what was refused."""
    return await _show_content(request, runtime, me)


@post(f"{CONTENT}/adult")
async def choose_adult(
    request: AnyRequest, runtime: NamedDependency[Runtime], me: NamedDependency[Viewer]
) -> Response[Any]:
    """Declare the day of one's birth."""
    sent = await read_form(request, BirthdayForm)
    try:
        born = _day(sent.born)
        await levels.declare_adult(runtime.database, runtime.settings, me.id, born, me.locale)
    except (BirthdayInvalid, TooYoung, AdultContentOff) as error:
        return await _show_content(request, runtime, me, sent.born, error)
    return _to_content(request, _("You may make adult content now. It is marked as sensitive."))


@post(f"{CONTENT}/all-ages")
async def choose_all_ages(
    request: AnyRequest, runtime: NamedDependency[Runtime], me: NamedDependency[Viewer]
) -> Response[Any]:
    """Back to all ages."""
    await levels.choose_all_ages(runtime.database, me.id)
    return _to_content(request, _("Your account is for all ages again."))


def rule_line(rule: Rule, rate: Rate, *, adults: bool) -> RuleLine:
    """A rule in the reader's language. adults: whether there is adult content here."""
    locale = current_locale()
    for_adults = rule.for_adults if adults else None
    return RuleLine(
        title=rule.title.in_(locale),
        explanation=rule.explanation.in_(locale),
        action=_(ACTIONS[rule.action]),
        adults=_(ACTIONS[for_adults]) if for_adults is not None else None,
        refuses=rule.action == "refuse",
        always=rule.always,
        fields=tuple(_(words) for name, words in refusals.FIELDS.items() if name in rule.fields),
        rate=rate,
    )


async def _show_refusal(
    request: AnyRequest,
    runtime: Runtime,
    me: Viewer,
    refusal_id: int,
    words: str = "",
    error: AffrescoError | None = None,
) -> Response[str]:
    async with runtime.database.read() as tx:
        refusal = await access.get_own(tx, me.id, known_id(refusal_id))
    rule = guard.of(runtime.settings).book.rules.get(refusal.rule)
    return render(
        request,
        "safety/refusal.html",
        status=error.status if error else 200,
        line=refusals.line(refusal, rule, me.locale, whole=True),
        words=words,
        error=error.text(me.locale) if error else None,
        limit=APPEAL_LIMIT,
    )


async def _show_content(
    request: AnyRequest,
    runtime: Runtime,
    me: Viewer,
    born: str = "",
    error: AffrescoError | None = None,
) -> Response[str]:
    async with runtime.database.read() as tx:
        standing = await hydrate.standing(tx, me.id)
    return render(
        request,
        "safety/content.html",
        status=error.status if error else 200,
        standing=standing,
        allowed=runtime.settings.adult_content,
        declaration=_(levels.DECLARATION),
        born=born,
        error=error.text(visit_of(request).locale) if error else None,
    )


def _to_content(request: AnyRequest, message: str) -> Response[Any]:
    response = redirect(request, CONTENT)
    flash(response, "success", message)
    return response


def _day(text: str) -> date:
    """Raises BirthdayInvalid."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError as error:
        raise BirthdayInvalid from error


routes = [
    rules_page,
    list_page,
    refusal_page,
    appeal,
    content_page,
    choose_adult,
    choose_all_ages,
]
