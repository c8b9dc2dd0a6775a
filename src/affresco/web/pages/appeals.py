"""Care, for owners: appeals that wait, classifiers that do not answer, how often each rule was wrong."""

from __future__ import annotations

from typing import Any, Final

import msgspec
from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from affresco.accounts import hydrate as people
from affresco.accounts.model import Viewer
from affresco.runtime import Runtime
from affresco.safety import access, commands, guard, hydrate
from affresco.safety.errors import AppealTooLong, NothingToDecide
from affresco.safety.model import APPEAL_LIMIT, Rate, Verdict
from affresco.text import _
from affresco.web import refusals
from affresco.web.forms import read_form
from affresco.web.pages.safety import rule_line
from affresco.web.paging import Id, known_id
from affresco.web.render import flash, redirect, render

AnyRequest = Request[Any, Any, Any]

PAGE: Final = "/settings/appeals"


class VerdictForm(msgspec.Struct, frozen=True):
    verdict: Verdict
    words: str = ""


@get(PAGE)
async def queue_page(
    request: AnyRequest,
    runtime: NamedDependency[Runtime],
    me: NamedDependency[Viewer],
    after: Id = None,
) -> Response[str]:
    """The queue, the oldest first. Raises OwnersOnly."""
    return await _show(request, runtime, me, after)


@post(f"{PAGE}/{{refusal_id:int}}")
async def decide(
    request: AnyRequest,
    runtime: NamedDependency[Runtime],
    me: NamedDependency[Viewer],
    refusal_id: FromPath[int],
) -> Response[Any]:
    """Uphold or overturn. Raises OwnersOnly."""
    sent = await read_form(request, VerdictForm)
    try:
        await commands.decide(runtime.database, me, known_id(refusal_id), sent.verdict, sent.words)
    except AppealTooLong as error:
        text = error.text(me.locale)
        return await _show(request, runtime, me, None, (refusal_id, sent.words, text))
    except NothingToDecide as error:
        response = redirect(request, PAGE)
        flash(response, "error", error.text(me.locale))
        return response
    response = redirect(request, PAGE)
    said = {
        "upheld": _("The refusal stands. The person reads your answer."),
        "overturned": _("The refusal is taken back. The person may do exactly this from now on."),
    }
    flash(response, "success", said[sent.verdict])
    return response


@get(f"{PAGE}/{{refusal_id:int}}/picture.webp")
async def withheld_picture(
    runtime: NamedDependency[Runtime], me: NamedDependency[Viewer], refusal_id: FromPath[int]
) -> Response[bytes]:
    """A small copy of a picture that was withheld and is disputed. Raises OwnersOnly, RefusalNotFound."""
    async with runtime.database.read() as tx:
        webp = await access.get_picture(tx, me, known_id(refusal_id))
    return Response(webp, media_type="image/webp", headers={"Cache-Control": "no-store"})


async def _show(
    request: AnyRequest,
    runtime: Runtime,
    me: Viewer,
    after: int | None,
    failed: tuple[int, str, str] | None = None,
) -> Response[str]:
    """failed: (refusal, the words that were sent, what is wrong with them)."""
    async with runtime.database.read() as tx:
        page = await access.list_appeals(tx, me, after)
        known = await people.people(tx, {refusal.account_id for refusal in page.refusals})
        troubles = await hydrate.troubles(tx)
        rates = await hydrate.rates(tx)
    ready = guard.of(runtime.settings)
    lines = [
        refusals.line(
            refusal,
            ready.book.rules.get(refusal.rule),
            me.locale,
            whole=False,
            handle=known[refusal.account_id].handle if refusal.account_id in known else "",
        )
        for refusal in page.refusals
    ]
    more = f"{PAGE}?after={page.next}" if page.next is not None else None
    adults = runtime.settings.adult_content
    return render(
        request,
        "safety/appeals.html",
        status=422 if failed else 200,
        lines=lines,
        more_url=more,
        failed=failed,
        troubles=[t for t in troubles if t.name in runtime.settings.classifiers],
        stops={watched.name for watched in ready.classifiers if watched.refuses},
        rules=[
            rule_line(rule, rates.get(rule.id, Rate(rule.id)), adults=adults)
            for rule in ready.book.rules.values()
        ],
        limit=APPEAL_LIMIT,
    )


routes = [queue_page, decide, withheld_picture]
