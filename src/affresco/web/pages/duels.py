"""Duels: two pictures of the same words, which one? And the taste that answers show.

The page of a pair is a form of four buttons, so it works without a script; with one, keys press them. No
score, no clock, no row of days: one stops whenever one likes.
"""

from __future__ import annotations

from typing import Any, Final

import msgspec
from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery

from affresco.accounts.model import Viewer
from affresco.beta.gates import part_of
from affresco.feeds.reader import Reader
from affresco.media.errors import MediaNotFound
from affresco.runtime import Runtime
from affresco.studio.engines.registry import label, offers
from affresco.text import N_, _, ngettext
from affresco.together import duels, queries, tastes
from affresco.together.duels import PairTickets
from affresco.together.errors import AnsweredAlready, NothingToUndo, PairGone, PairUnknown
from affresco.together.model import Answer, Duel, Shown, Side
from affresco.web.forms import read_form
from affresco.web.orders import NewPictures
from affresco.web.pages.words import form_kept
from affresco.web.present import PictureCard, post_url, thumbhash_text
from affresco.web.render import flash, redirect, render
from affresco.web.session import is_htmx, visit_of

AnyRequest = Request[Any, Any, Any]

PAGE: Final = "/duels"
TASTE: Final = f"{PAGE}/taste"
SIDES: Final[tuple[Side, ...]] = ("left", "right")
HEADERS: Final = {
    "Cache-Control": "private, no-store",
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Referrer-Policy": "no-referrer",
}
"""Of a picture that may be gone the next moment."""
SURE: Final = {
    "sure": N_("quite sure"),
    "rather": N_("rather sure"),
    "maybe": N_("a first hint"),
}


class AnswerForm(msgspec.Struct, frozen=True):
    pair: str
    choice: Answer


class Tried(msgspec.Struct, frozen=True):
    """Who gave a picture to the last pair."""

    url: str
    name: str


@get(PAGE)
async def duel_page(
    request: AnyRequest,
    runtime: NamedDependency[Runtime],
    me: NamedDependency[Viewer],
    pair: FromQuery[str] = "",
) -> Response[str]:
    """A pair, or that this is all for now. pair: the ticket of one to show again."""
    tickets = PairTickets(runtime.secret)
    duel = await duels.find_again(runtime.database, tickets, me.id, pair) if pair else None
    if duel is None:
        duel = await duels.find_next(runtime.database, tickets, me.id)
    async with runtime.database.read() as tx:
        last = await duels.list_credits(tx, me.id)
        answered = await queries.has_answered(tx, me.id)
        tells = await queries.tells_choices(tx, me.id)
    return render(
        request,
        "duels/page.html",
        duel=duel,
        pictures={side: _card(duel, side) for side in SIDES} if duel else {},
        last=[Tried(post_url(one.handle, one.post_id), one.name or one.handle) for one in last],
        answered=answered,
        tells=tells,
    )


@post(PAGE)
async def answer(
    request: AnyRequest, runtime: NamedDependency[Runtime], me: NamedDependency[Viewer]
) -> Response[Any]:
    """Keep an answer; the next pair follows, whatever became of this one."""
    sent = await read_form(request, AnswerForm)
    response = redirect(request, PAGE)
    tickets = PairTickets(runtime.secret)
    try:
        await duels.answer(runtime.database, tickets, me.id, sent.pair, sent.choice)
    except (PairUnknown, PairGone, AnsweredAlready) as error:
        flash(response, "error", error.text(me.locale))
    return response


@post(f"{PAGE}/undo")
async def undo(
    request: AnyRequest, runtime: NamedDependency[Runtime], me: NamedDependency[Viewer]
) -> Response[Any]:
    """Take the last answer back, and show its pair again."""
    try:
        ticket = await duels.undo(runtime.database, PairTickets(runtime.secret), me.id)
    except NothingToUndo as error:
        response = redirect(request, PAGE)
        flash(response, "error", error.text(me.locale))
        return response
    response = redirect(request, f"{PAGE}?pair={ticket}")
    again = await duels.find_again(runtime.database, PairTickets(runtime.secret), me.id, ticket)
    flash(
        response,
        "success",
        _("Your last answer is taken back. Here is its pair again.")
        if again
        else _("Your last answer is taken back. Its pair is not shown any more."),
    )
    return response


@get(TASTE)
async def taste_page(
    request: AnyRequest, runtime: NamedDependency[Runtime], me: NamedDependency[Viewer]
) -> Response[str]:
    """What one's answers show, in words, with how sure that is."""
    found = await tastes.read(runtime.database, me.id, visit_of(request).locale)
    engines = {
        offer.name: label(runtime.settings, offer.name) for offer in offers(runtime.settings)
    }
    async with runtime.database.read() as tx:
        answered = await queries.has_answered(tx, me.id)
    return render(
        request,
        "duels/taste.html",
        taste=found,
        engines=engines,
        sure={name: _(words) for name, words in SURE.items()},
        answered=answered,
    )


@post(f"{TASTE}/begin-anew")
async def begin_anew(
    request: AnyRequest, runtime: NamedDependency[Runtime], me: NamedDependency[Viewer]
) -> Response[Any]:
    """Forget what the taste was read from; answers stay given."""
    await tastes.begin_anew(runtime.database, me.id)
    response = redirect(request, TASTE)
    flash(
        response, "success", _("Your taste begins anew. Only what you choose from now on counts.")
    )
    return response


@post(f"{TASTE}/delete")
async def delete(
    request: AnyRequest, runtime: NamedDependency[Runtime], me: NamedDependency[Viewer]
) -> Response[Any]:
    """Delete all answers, from the taste and from what was given."""
    number = await duels.forget_all(runtime.database, me.id)
    response = redirect(request, TASTE)
    said = ngettext(
        "%(num)s answer is deleted, and in no release from the next one on.",
        "%(num)s answers are deleted, and in no release from the next one on.",
        number,
    )
    flash(response, "success", said % {"num": number})
    return response


@post("/studio/taste")
async def use_taste(
    request: AnyRequest,
    runtime: NamedDependency[Runtime],
    reader: NamedDependency[Reader],
    me: NamedDependency[Viewer],
) -> Response[str]:
    """The studio's form with the words of one's taste in its prompt, where they can be read and taken out."""
    sent = await read_form(request, NewPictures)
    found = await tastes.read(runtime.database, me.id, visit_of(request).locale)
    prompt, added = tastes.with_words(sent.prompt, found.words)
    if is_htmx(request):
        return render(request, "duels/_words.html", prompt=prompt, added=added, taste=found)
    form = await form_kept(request, reader, me, msgspec.structs.replace(sent, prompt=prompt), {})
    return render(
        request,
        "duels/studio.html",
        form=form,
        offers=offers(runtime.settings),
        prompt=prompt,
        added=added,
        taste=found,
    )


@get(f"{PAGE}/pictures/{{ticket:str}}/{{side:str}}", include_in_schema=False)
async def picture(
    runtime: NamedDependency[Runtime], ticket: FromPath[str], side: FromPath[str]
) -> Response[bytes]:
    """A picture of a pair, for whoever has its ticket. Raises MediaNotFound, also for what left meanwhile."""
    known = next((name for name in SIDES if name == side), None)
    if known is None:
        raise MediaNotFound
    tickets = PairTickets(runtime.secret)
    media = await duels.find_picture(runtime.database, tickets, ticket, known)
    if media is None:
        raise MediaNotFound
    name = media.file_name("large")
    data = await runtime.store.get(media.key, name)
    if data is None:
        raise MediaNotFound
    kind = next((r.content_type for r in media.renditions if r.name == "large"), media.content_type)
    return Response(data, media_type=kind, headers=HEADERS)


def _card(duel: Duel, side: Side) -> PictureCard:
    """A picture under the address of the duel: its own is for whoever may see its post."""
    shown: Shown = duel.left if side == "left" else duel.right
    url = f"{PAGE}/pictures/{duel.ticket}/{side}"
    return PictureCard(
        url=url,
        preview_url=url,
        large_url=url,
        width=shown.media.width,
        height=shown.media.height,
        alt=shown.alt,
        thumbhash=thumbhash_text(shown.media.thumbhash),
        recipe=None,
        generated=shown.media.kind == "generated",
    )


routes = part_of("duels", (duel_page, answer, undo, taste_page, begin_anew, delete, use_taste))
plain_routes = (picture,)
