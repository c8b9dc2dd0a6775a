"""Help with the words of a prompt: suggestions beside the form, none of them followed by itself."""

from __future__ import annotations

import secrets
from typing import Any

import msgspec
from litestar import Request, Response, post
from litestar.di import NamedDependency

from affresco.accounts.model import Viewer
from affresco.posts.lineage import prompt_diff
from affresco.runtime import Runtime
from affresco.studio.engines.registry import offers
from affresco.studio.errors import PromptEmpty, PromptTooLong
from affresco.studio.words.model import Option, Suggestion
from affresco.studio.words.suggest import suggest
from affresco.text import LOCALES, _
from affresco.web.composer import ComposerForm
from affresco.web.forms import read_form
from affresco.web.orders import NewPictures
from affresco.web.present import diff_words
from affresco.web.render import render
from affresco.web.session import is_htmx, visit_of

AnyRequest = Request[Any, Any, Any]


class TakenForm(NewPictures, frozen=True):
    """The studio's form with the option that was taken. take: a whole prompt. take_negative: words for the
    negative prompt."""

    take: str = ""
    take_negative: str = ""


class Advice(msgspec.Struct, frozen=True):
    """A suggestion for the page. options: each with its difference from the prompt as it is."""

    suggestion: Suggestion
    options: tuple[tuple[Option, tuple[tuple[str, str], ...]], ...]


@post("/studio/words")
async def words(
    request: AnyRequest, runtime: NamedDependency[Runtime], me: NamedDependency[Viewer]
) -> Response[str]:
    """Suggestions for the prompt in the form; or the form with the one that was taken."""
    sent = await read_form(request, TakenForm)
    locale = next((known for known in LOCALES if known == me.locale), LOCALES[0])
    errors: dict[str, str] = {}
    advice: tuple[Advice, ...] = ()
    if not sent.take:
        try:
            found = await suggest(runtime.settings, sent.prompt, locale)
            advice = tuple(_advice(suggestion, sent.prompt) for suggestion in found)
        except (PromptEmpty, PromptTooLong) as error:
            errors = {"prompt": error.text(me.locale)}
    if is_htmx(request):
        return render(request, "studio/_words.html", advice=advice, errors=errors)
    return render(
        request,
        "studio/new.html",
        form=_form(sent, visit_of(request).csrf_token, errors),
        offers=offers(runtime.settings),
        title=_("Words for a picture"),
        advice=advice,
    )


def _advice(suggestion: Suggestion, prompt: str) -> Advice:
    return Advice(
        suggestion,
        tuple(
            (option, tuple(diff_words(prompt_diff(prompt, option.prompt))))
            for option in suggestion.options
        ),
    )


def _form(sent: TakenForm, csrf_token: str, errors: dict[str, str]) -> ComposerForm:
    unwanted = ", ".join(word for word in (sent.negative_prompt, sent.take_negative) if word)
    return ComposerForm(
        csrf_token=csrf_token,
        idempotency_key=secrets.token_urlsafe(16),
        prompt=sent.take or sent.prompt,
        engine=sent.engine,
        count=sent.count,
        format=sent.format,
        seed=sent.seed,
        errors=errors,
        negative_prompt=unwanted,
        palette=sent.palette,
        style_media_id=sent.style_media_id,
        steps=sent.steps,
        guidance=sent.guidance,
        scheduler=sent.scheduler,
        batch=sent.batch,
    )


routes = (words,)
