"""Help with the words of a prompt: suggestions beside the form, none of them followed by itself."""

from __future__ import annotations

import asyncio
from typing import Any

import msgspec
from litestar import Request, Response, post
from litestar.di import NamedDependency

from affresco.accounts import limits
from affresco.accounts.model import Viewer
from affresco.feeds.reader import Reader
from affresco.feeds.remixing import get_source
from affresco.posts.errors import RemixForbidden, RemixTargetGone
from affresco.posts.lineage import prompt_diff
from affresco.runtime import Runtime
from affresco.studio import prompts
from affresco.studio.engines.registry import offers
from affresco.studio.errors import PromptEmpty, PromptTooLong
from affresco.studio.words import rules
from affresco.studio.words.model import Option, Suggestion
from affresco.studio.words.suggest import suggest
from affresco.text import LOCALES, Locale, _
from affresco.web.composer import ComposerForm, RemixSource, form_again, remix_source
from affresco.web.forms import read_form
from affresco.web.orders import NewPictures
from affresco.web.present import diff_words
from affresco.web.render import render
from affresco.web.session import is_htmx, visit_of

AnyRequest = Request[Any, Any, Any]


class TakenForm(NewPictures, frozen=True):
    """The studio's form with the option that was taken. take: a whole prompt."""

    take: str = ""


class Advice(msgspec.Struct, frozen=True):
    """A suggestion for the page. additions: options that only add, and whose labels say what. options: the
    others, each with its difference from the prompt as it is."""

    suggestion: Suggestion
    additions: tuple[Option, ...]
    options: tuple[tuple[Option, tuple[tuple[str, str], ...]], ...]


@post("/studio/words")
async def words(
    request: AnyRequest,
    runtime: NamedDependency[Runtime],
    reader: NamedDependency[Reader],
    me: NamedDependency[Viewer],
) -> Response[str]:
    """Suggestions for the prompt in the form; or the form with the one that was taken."""
    sent = await read_form(request, TakenForm)
    locale = next((known for known in LOCALES if known == me.locale), LOCALES[0])
    errors: dict[str, str] = {}
    advice: tuple[Advice, ...] = ()
    if sent.take:
        sent = await asyncio.to_thread(_taken, sent, locale)
    else:
        await limits.check(runtime.database, limits.WORDS_BY_ACCOUNT, str(me.id))
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
        form=await form_kept(request, reader, me, sent, errors),
        offers=offers(runtime.settings),
        title=_("Words for a picture"),
        advice=advice,
    )


def _advice(suggestion: Suggestion, prompt: str) -> Advice:
    told = [(option, prompt_diff(prompt, option.prompt)) for option in suggestion.options]
    # What a language model calls its option need not be what it adds.
    is_ours = suggestion.source != "model"
    only_adds = [is_ours and all(part.op != "removed" for part in parts) for _option, parts in told]
    return Advice(
        suggestion,
        tuple(option for (option, _parts), adds in zip(told, only_adds, strict=True) if adds),
        tuple(
            (option, tuple(diff_words(parts)))
            for (option, parts), adds in zip(told, only_adds, strict=True)
            if not adds
        ),
    )


def _taken(sent: TakenForm, locale: Locale) -> TakenForm:
    """The form as it is with the option. What that takes out of the prompt as unwanted is what the rules
    say of it: a button sends one value, its prompt."""
    options = (o for s in rules.suggest(prompts.tidy(sent.prompt), locale) for o in s.options)
    unwanted = next((o.negative_prompt for o in options if o.prompt == sent.take), "")
    negative = ", ".join(word for word in (sent.negative_prompt, unwanted) if word)
    return msgspec.structs.replace(sent, prompt=sent.take, negative_prompt=negative)


async def form_kept(
    request: AnyRequest, reader: Reader, me: Viewer, sent: NewPictures, errors: dict[str, str]
) -> ComposerForm:
    """The studio's form with what was sent. What is made from a post stays a remix of it. No job was begun
    with this form: its key is fresh."""
    remix_of: RemixSource | None = None
    if sent.remix_of_id is not None:
        try:
            remix_of = remix_source(await get_source(reader, me.id, sent.remix_of_id), me.id)
        except (RemixForbidden, RemixTargetGone) as error:
            errors = {**errors, "remix_of_id": error.text(me.locale)}
    fresh = msgspec.structs.replace(sent, idempotency_key=None)
    return form_again(fresh, visit_of(request).csrf_token, errors, remix_of)


routes = (words,)
