"""The team's board of feedback."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date
from typing import Any, Final
from urllib.parse import urlencode

import msgspec
from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Stream

from affresco.accounts import access as accounts
from affresco.accounts import hydrate as people
from affresco.accounts.model import Viewer
from affresco.beta import board
from affresco.beta.errors import AnsweredElsewhere, MergeImpossible
from affresco.beta.model import STATES, WORDS_LIMIT, Change, State, Wanted
from affresco.errors import AffrescoError, Invalid
from affresco.runtime import Runtime
from affresco.text import _
from affresco.web.forms import read_form
from affresco.web.pages.feedback import context_names, moods, states
from affresco.web.paging import FormId, Id, known_id
from affresco.web.render import flash, redirect, render

AnyRequest = Request[Any, Any, Any]
PAGE: Final = "/settings/feedback"


class ChangeForm(msgspec.Struct, frozen=True):
    """tags: separated by commas."""

    state: State
    tags: str = ""
    owner: FormId | None = None
    shared: str = ""
    post: FormId | None = None
    generation: FormId | None = None
    words: str = ""


class MergeForm(msgspec.Struct, frozen=True):
    into: FormId


@get(PAGE)
async def inbox_page(
    request: AnyRequest,
    runtime: NamedDependency[Runtime],
    me: NamedDependency[Viewer],
    before: Id = None,
) -> Response[str]:
    """What people said, as far as it is wanted. Raises OwnersOnly."""
    wanted = _wanted(request)
    async with runtime.database.read() as tx:
        found, following = await board.inbox(tx, me, wanted, before)
        tags = await board.tags(tx)
        known = await people.people(tx, {one.account_id for one in found})
    query = {k: v for k, v in request.query_params.items() if k != "before" and v}
    more = None if following is None else f"{PAGE}?{urlencode({**query, 'before': following})}"
    return render(
        request,
        "feedback/board.html",
        found=found,
        known=known,
        wanted=wanted,
        tags=tags,
        states=states(),
        moods=dict(moods()),
        more_url=more,
    )


@get(f"{PAGE}/{{feedback_id:int}}")
async def one_page(
    request: AnyRequest,
    runtime: NamedDependency[Runtime],
    me: NamedDependency[Viewer],
    feedback_id: FromPath[int],
) -> Response[str]:
    """One piece, with everything that came along. Raises OwnersOnly, FeedbackNotFound."""
    return await _one(request, runtime, me, known_id(feedback_id))


@post(f"{PAGE}/{{feedback_id:int}}")
async def change(
    request: AnyRequest,
    runtime: NamedDependency[Runtime],
    me: NamedDependency[Viewer],
    feedback_id: FromPath[int],
) -> Response[Any]:
    """Sort it, answer it. Raises OwnersOnly, FeedbackNotFound."""
    sent = await read_form(request, ChangeForm)
    number = known_id(feedback_id)
    changed = Change(
        state=sent.state,
        tags=tuple(sent.tags.split(",")),
        owner_id=sent.owner,
        shared=bool(sent.shared),
        post_id=sent.post,
        generation_id=sent.generation,
        words=sent.words,
    )
    try:
        await board.change(runtime.database, me, number, changed)
    except AnsweredElsewhere as error:
        response = redirect(request, f"{PAGE}/{number}")
        flash(response, "error", error.text(me.locale))
        return response
    except Invalid as error:
        return await _one(request, runtime, me, number, sent, error)
    response = redirect(request, f"{PAGE}/{number}")
    flash(response, "success", _("Saved."))
    return response


@post(f"{PAGE}/{{feedback_id:int}}/merge")
async def merge(
    request: AnyRequest,
    runtime: NamedDependency[Runtime],
    me: NamedDependency[Viewer],
    feedback_id: FromPath[int],
) -> Response[Any]:
    """It says the same as another. Raises OwnersOnly, FeedbackNotFound."""
    sent = await read_form(request, MergeForm)
    number = known_id(feedback_id)
    try:
        await board.merge(runtime.database, me, number, sent.into)
    except MergeImpossible as error:
        response = redirect(request, f"{PAGE}/{number}")
        flash(response, "error", error.text(me.locale))
        return response
    response = redirect(request, f"{PAGE}/{sent.into}")
    flash(response, "success", _("Put together."))
    return response


@get(f"{PAGE}/digest")
async def digest_page(
    request: AnyRequest, runtime: NamedDependency[Runtime], me: NamedDependency[Viewer]
) -> Response[str]:
    """A week that is over. week: the Monday after it, the newest one else. Raises OwnersOnly."""
    async with runtime.database.read() as tx:
        await accounts.check_owner(tx, me.id)
        week = await board.digest(tx, _monday(request.query_params.get("week", "")))
    return render(request, "feedback/digest.html", week=week, moods=dict(moods()))


@get(f"{PAGE}/export.json")
async def export_json(runtime: NamedDependency[Runtime], me: NamedDependency[Viewer]) -> Stream:
    """Everything as one JSON array. Raises OwnersOnly."""
    await _check(runtime, me)
    return _file(_json(runtime, me), "application/json", "feedback.json")


@get(f"{PAGE}/export.csv")
async def export_csv(runtime: NamedDependency[Runtime], me: NamedDependency[Viewer]) -> Stream:
    """Everything as a table. Raises OwnersOnly."""
    await _check(runtime, me)
    return _file(_csv(runtime, me), "text/csv; charset=utf-8", "feedback.csv")


async def _check(runtime: Runtime, me: Viewer) -> None:
    async with runtime.database.read() as tx:
        await accounts.check_owner(tx, me.id)


def _file(lines: AsyncIterator[bytes], kind: str, name: str) -> Stream:
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Cache-Control": "private, no-store",
    }
    return Stream(lines, media_type=kind, headers=headers)


async def _json(runtime: Runtime, me: Viewer) -> AsyncIterator[bytes]:
    mark = b"["
    async with runtime.database.read() as tx:
        async for row in board.export(tx, me):
            yield mark + msgspec.json.encode(row)
            mark = b",\n"
    yield b"[]\n" if mark == b"[" else b"]\n"


async def _csv(runtime: Runtime, me: Viewer) -> AsyncIterator[bytes]:
    yield board.csv_line(board.COLUMNS).encode()
    async with runtime.database.read() as tx:
        async for row in board.export(tx, me):
            yield board.csv_line(board.csv_cells(row)).encode()


async def _one(
    request: AnyRequest,
    runtime: Runtime,
    me: Viewer,
    feedback_id: int,
    sent: ChangeForm | None = None,
    error: AffrescoError | None = None,
) -> Response[str]:
    async with runtime.database.read() as tx:
        found, merged = await board.one(tx, me, feedback_id)
        team = await board.team(tx)
        ids = {found.account_id, *(one.account_id for one in merged)}
        ids |= {reply.author_id for reply in found.replies if reply.author_id is not None}
        known = await people.people(tx, ids | set(team))
    form = sent or ChangeForm(
        state=found.state,
        tags=", ".join(found.tags),
        owner=found.owner_id,
        shared="yes" if found.shared else "",
        post=found.post_id,
        generation=found.generation_id,
    )
    return render(
        request,
        "feedback/one.html",
        status=error.status if error else 200,
        one=found,
        merged=merged,
        known=known,
        team=[(i, f"@{known[i].handle}") for i in team if i in known],
        sent=form,
        error=error.text(me.locale) if error else None,
        states=states(),
        moods=dict(moods()),
        names=context_names(),
        limit=WORDS_LIMIT,
    )


def _monday(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _wanted(request: AnyRequest) -> Wanted:
    """From the address; what is not known there counts as not said."""
    query = {name: value.replace("\x00", "") for name, value in request.query_params.items()}
    state, mood = query.get("state", ""), query.get("mood", "")
    return Wanted(
        state=next((known for known in STATES if known == state), None),
        tag=query.get("tag") or None,
        cohort=query.get("cohort") or None,
        mood=int(mood) if mood in {"1", "2", "3", "4", "5"} else None,
        words=query.get("words", "").strip()[:200],
    )


routes = [inbox_page, digest_page, export_json, export_csv, one_page, change, merge]
