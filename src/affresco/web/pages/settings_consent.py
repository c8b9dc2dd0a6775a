"""Settings: what one gives, of everything and to whom; and the record of what one said."""

from __future__ import annotations

from typing import Any, Final

import msgspec
from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from affresco.accounts import consent, giving
from affresco.accounts.model import Answers, Consents, Said, Subject, Viewer
from affresco.errors import NotFound
from affresco.posts import consent as posts
from affresco.runtime import Runtime
from affresco.text import N_, _, ngettext
from affresco.web.choices import Option, options
from affresco.web.forms import form_of
from affresco.web.paging import Id
from affresco.web.present import post_url
from affresco.web.render import flash, redirect, render
from affresco.web.session import visit_of

AnyRequest = Request[Any, Any, Any]
PAGE: Final = "/settings/consent"
LINES: Final = 20
"""Of the record on a page."""
LAST: Final = 2**63 - 1

NAMES: Final[dict[Subject, str]] = {
    "training": N_("Training"),
    "redistribution": N_("Licence"),
    "choices": N_("Likes and choices"),
    "credit": N_("Credit"),
    "assistant": N_("The assistant"),
    "remix": N_("Remixes"),
    "likeness": N_("Real people"),
}
_FIELDS: Final[dict[Subject, str]] = {"redistribution": "licence"}
"""Where a field of ``Answers`` and ``Consents`` is called otherwise than what it is about."""


class Asked(msgspec.Struct, frozen=True):
    """A question of the page. value: the answer that holds, None for none. of_posts: whether single posts may
    say otherwise."""

    subject: Subject
    name: str
    question: str
    note: str
    options: tuple[Option, ...]
    value: str | None
    of_posts: bool


class Line(msgspec.Struct, frozen=True):
    """A line of the record. url: of the post that it is about, None for everything."""

    said: Said
    name: str
    choice: str
    url: str | None


@get(PAGE)
async def consent_page(
    request: AnyRequest,
    runtime: NamedDependency[Runtime],
    me: NamedDependency[Viewer],
    max_id: Id = None,
) -> Response[str]:
    """The questions with the answers that hold, and the record, newest first. max_id: older than this."""
    async with runtime.database.read() as tx:
        holds = await giving.get_consents(tx, me.id)
        said = await giving.list_said(tx, me.id, max_id or LAST, 0, LINES + 1)
    return render(
        request,
        "accounts/consent.html",
        questions=[_asked(subject, holds) for subject in consent.QUESTIONS],
        record=[_line(one, me) for one in said[:LINES]],
        more_url=f"{PAGE}?max_id={said[LINES - 1].id}#record" if len(said) > LINES else None,
        older=max_id is not None,
    )


@post(f"{PAGE}/{{subject:str}}")
async def answer(
    request: AnyRequest,
    runtime: NamedDependency[Runtime],
    me: NamedDependency[Viewer],
    subject: FromPath[str],
) -> Response[Any]:
    """Answer one question; the question and the answer are recorded as shown. The field ``all``: also for
    everything that one posted already."""
    known = next((name for name in consent.QUESTIONS if name == subject), None)
    if known is None:
        raise NotFound
    sent = await form_of(request)
    answers = _answers(known, str(sent.get(known, "")))
    response = redirect(request, f"{PAGE}#{known}")
    if answers is None:
        flash(response, "error", _("Choose one of the answers first. Nothing is changed."))
        return response
    locale = visit_of(request).locale
    everything = known in consent.OF_POSTS and bool(sent.get("all"))
    changed = await posts.answer(
        runtime.database,
        me.id,
        answers,
        consent.wordings(answers, locale),
        for_all=posts.wording_for_all(answers, locale) if everything else None,
    )
    flash(response, "success", _saved(known, changed if everything else None))
    return response


def _saved(subject: Subject, changed: int | None) -> str:
    """changed: how many earlier posts are otherwise now, None where they were left as they are."""
    if changed == 0:
        return _("Your answer is saved. No post of yours said otherwise.")
    if changed is not None:
        return ngettext(
            "Your answer is saved, also for %(num)s post of before.",
            "Your answer is saved, also for %(num)s posts of before.",
            changed,
        ) % {"num": changed}
    if subject == "assistant":
        return _("Your answer is saved. It holds for the next answer already.")
    if subject in ("choices", "credit"):
        return _("Your answer is saved. It holds from now on.")
    return _("Your answer is saved. It holds for what you post from now on.")


def _answers(subject: Subject, sent: str) -> Answers | None:
    """None for what is none of the answers."""
    if sent not in consent.QUESTIONS[subject].answers:
        return None
    value: object = sent == "allow" if subject == "credit" else sent
    return msgspec.convert({_FIELDS.get(subject, subject): value}, Answers)


def _asked(subject: Subject, holds: Consents) -> Asked:
    question = consent.QUESTIONS[subject]
    value: str | bool | None = getattr(holds, _FIELDS.get(subject, subject))
    if isinstance(value, bool):
        value = "allow" if value else "deny"
    return Asked(
        subject=subject,
        name=_(NAMES[subject]),
        question=_(question.question),
        note=_(question.note),
        options=options(question),
        value=value,
        of_posts=subject in consent.OF_POSTS,
    )


def _line(said: Said, me: Viewer) -> Line:
    question = posts.LIKENESS if said.subject == "likeness" else consent.QUESTIONS[said.subject]
    label = question.answers.get(said.choice, ("", ""))[0]
    left_open = {"not said": _("Not said"), "as the account": _("As the account says")}
    return Line(
        said=said,
        name=_(NAMES[said.subject]),
        choice=_(label) if label else left_open.get(said.choice, said.choice),
        url=post_url(me.handle, said.post_id) if said.post_id is not None else None,
    )


routes = [consent_page, answer]
