"""Settings, for owners: the commons; what it yields, its releases, and who reads it."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, date, datetime
from typing import Any, Final

import msgspec
from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from affresco.accounts.access import check_owner
from affresco.accounts.model import Viewer
from affresco.commons import consumers, owner
from affresco.commons.errors import BadConsumer, BadScopes, ConsumerNotFound
from affresco.commons.model import CONSUMER_SCOPES, Consumer, ConsumerScope, NewConsumer
from affresco.commons.owner_errors import BuildRunning
from affresco.commons.owner_model import Overview
from affresco.errors import AffrescoError
from affresco.events.queries import has_worker
from affresco.runtime import Runtime
from affresco.text import N_, _
from affresco.web import plots
from affresco.web.forms import read_form
from affresco.web.paging import known_id
from affresco.web.render import flash, redirect, render

AnyRequest = Request[Any, Any, Any]

PAGE: Final = "/settings/commons"
KINDS: Final = {
    "post": N_("Posts"),
    "remix": N_("Remixes"),
    "reply": N_("Replies"),
    "edit": N_("Edits"),
    "choice": N_("Choices in the studio"),
    "like": N_("Likes"),
    "unlike": N_("Likes taken back"),
    "repost": N_("Reposts"),
    "unrepost": N_("Reposts taken back"),
    "duel": N_("Duels"),
    "unduel": N_("Duels taken back"),
    "withdrawal": N_("Withdrawals"),
    "deletion": N_("Deletions"),
}
"""In the order of the page."""
SAYS: Final = {
    "training": N_("Training"),
    "licence": N_("A licence to pass it on"),
    "choices": N_("Likes and choices"),
    "credit": N_("Credit by name"),
    "assistant": N_("The assistant, said for this post"),
}
SCOPES: Final[dict[ConsumerScope, str]] = {"stream": N_("The stream"), "datasets": N_("Releases")}


class ConsumerForm(msgspec.Struct, frozen=True):
    name: str = ""
    contact: str = ""
    purpose: str = ""
    scopes: tuple[ConsumerScope, ...] = ()


NO_CONSUMER: Final = ConsumerForm(scopes=CONSUMER_SCOPES)


class ScopesForm(msgspec.Struct, frozen=True):
    scopes: tuple[ConsumerScope, ...] = ()


class Line(msgspec.Struct, frozen=True):
    """A consumer. behind: entries of the log that it was not sent, None where it never read."""

    consumer: Consumer
    accepted: bool
    behind: int | None


@get(PAGE)
async def commons_page(
    request: AnyRequest, runtime: NamedDependency[Runtime], me: NamedDependency[Viewer]
) -> Response[str]:
    """Everything. Raises OwnersOnly."""
    return await _show(request, runtime, me)


@get(f"{PAGE}/counts")
async def counts_part(
    request: AnyRequest, runtime: NamedDependency[Runtime], me: NamedDependency[Viewer]
) -> Response[str]:
    """What is counted alone, for scripts. Raises OwnersOnly."""
    counted = await owner.overview(runtime.database, me)
    return render(request, "commons/_counts.html", **_counts(counted))


@get(f"{PAGE}/build")
async def build_part(
    request: AnyRequest, runtime: NamedDependency[Runtime], me: NamedDependency[Viewer]
) -> Response[str]:
    """How far the next release is, for scripts. Raises OwnersOnly."""
    async with runtime.database.read() as tx:
        build = await owner.find_build(tx, me)
        tended = await has_worker(tx)
    return render(request, "commons/_build.html", build=build, tended=tended)


@post(f"{PAGE}/releases")
async def make_release(
    request: AnyRequest, runtime: NamedDependency[Runtime], me: NamedDependency[Viewer]
) -> Response[Any]:
    """Have the next release made. Raises OwnersOnly."""
    response = redirect(request, f"{PAGE}#releases")
    try:
        await owner.ask_for_release(runtime.database, me)
    except BuildRunning as error:
        flash(response, "error", error.text(me.locale))
    return response


@post(f"{PAGE}/consumers")
async def add_consumer(
    request: AnyRequest, runtime: NamedDependency[Runtime], me: NamedDependency[Viewer]
) -> Response[str]:
    """Let somebody read; the key is on the answer and nowhere else. Raises OwnersOnly."""
    await _check(runtime, me)
    sent = await read_form(request, ConsumerForm)
    new = NewConsumer(
        name=sent.name, contact=sent.contact, purpose=sent.purpose, scopes=sent.scopes
    )
    try:
        if not sent.scopes:
            raise BadScopes(known=", ".join(CONSUMER_SCOPES))
        made = await consumers.add(runtime.database, new, me.id)
    except (BadConsumer, BadScopes) as error:
        return await _show(request, runtime, me, sent=sent, error=error)
    return await _show(request, runtime, me, made=(sent.name, made.key))


@post(f"{PAGE}/consumers/{{consumer_id:int}}/rotate")
async def rotate(
    request: AnyRequest,
    runtime: NamedDependency[Runtime],
    me: NamedDependency[Viewer],
    consumer_id: FromPath[int],
) -> Response[Any]:
    """A new key. Raises OwnersOnly."""
    await _check(runtime, me)
    try:
        key = await consumers.rotate(runtime.database, known_id(consumer_id))
    except ConsumerNotFound as error:
        return _back(request, me, error)
    known = await consumers.list_all(runtime.database)
    name = next((one.name for one in known if one.id == consumer_id), "")
    return await _show(request, runtime, me, made=(name, key))


@post(f"{PAGE}/consumers/{{consumer_id:int}}/scopes")
async def set_scopes(
    request: AnyRequest,
    runtime: NamedDependency[Runtime],
    me: NamedDependency[Viewer],
    consumer_id: FromPath[int],
) -> Response[Any]:
    """What the key is good for from now on. Raises OwnersOnly."""
    await _check(runtime, me)
    sent = await read_form(request, ScopesForm)
    try:
        if not sent.scopes:
            raise BadScopes(known=", ".join(CONSUMER_SCOPES))
        await consumers.set_scopes(runtime.database, known_id(consumer_id), sent.scopes)
    except (BadScopes, ConsumerNotFound) as error:
        return _back(request, me, error)
    return _back(request, me, said=_("The scopes are changed. Open streams end where they must."))


@post(f"{PAGE}/consumers/{{consumer_id:int}}/revoke")
async def revoke(
    request: AnyRequest,
    runtime: NamedDependency[Runtime],
    me: NamedDependency[Viewer],
    consumer_id: FromPath[int],
) -> Response[Any]:
    """Shut a consumer out, for good. Raises OwnersOnly."""
    await _check(runtime, me)
    try:
        await consumers.revoke(runtime.database, known_id(consumer_id))
    except ConsumerNotFound as error:
        return _back(request, me, error)
    return _back(request, me, said=_("The key is good for nothing any more."))


async def _check(runtime: Runtime, me: Viewer) -> None:
    async with runtime.database.read() as tx:
        await check_owner(tx, me.id)


def _back(
    request: AnyRequest, me: Viewer, error: AffrescoError | None = None, *, said: str = ""
) -> Response[Any]:
    response = redirect(request, f"{PAGE}#consumers")
    flash(response, "error" if error else "success", error.text(me.locale) if error else said)
    return response


async def _show(
    request: AnyRequest,
    runtime: Runtime,
    me: Viewer,
    *,
    sent: ConsumerForm = NO_CONSUMER,
    error: AffrescoError | None = None,
    made: tuple[str, str] | None = None,
) -> Response[str]:
    """made: (the consumer's name, its key)."""
    counted = await owner.overview(runtime.database, me)
    known = await consumers.list_all(runtime.database)
    async with runtime.database.read() as tx:
        releases = await owner.list_releases(tx, me)
        build = await owner.find_build(tx, me)
        tended = await has_worker(tx)
    lines = [
        Line(
            one,
            consumers.accepted(one),
            max(0, counted.head - one.cursor_seq) if one.seen_at is not None else None,
        )
        for one in known
    ]
    return render(
        request,
        "commons/owner.html",
        status=error.status if error else 200,
        headers={"Cache-Control": "no-store"} if made else None,
        releases=releases,
        build=build,
        tended=tended,
        consumers=lines,
        scopes={scope: _(words) for scope, words in SCOPES.items()},
        sent=sent,
        wrong=error.details.get("field", "scopes") if error else None,
        error=error.text(me.locale) if error else None,
        made=made,
        **_counts(counted),
    )


def _counts(counted: Overview) -> dict[str, Any]:
    """What ``commons/_counts.html`` takes."""
    numbers: dict[str, list[tuple[date, int]]] = defaultdict(list)
    for one in counted.yields:
        numbers[one.kind].append((one.day, one.entries))
    today = datetime.now(UTC).date()
    return {
        "counted": counted,
        "plots": [
            plots.row(_(words), numbers[kind], today, owner.DAYS)
            for kind, words in KINDS.items()
            if kind in numbers
        ],
        "days": owner.DAYS,
        "says": {name: _(words) for name, words in SAYS.items()},
    }


routes = (
    commons_page,
    counts_part,
    build_part,
    make_release,
    add_consumer,
    rotate,
    set_scopes,
    revoke,
)
