"""What one does to a person from their page: mute, block, note down, put on lists; and who asks to follow."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final

import msgspec
from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from affresco.accounts import access, hydrate, lists, ties
from affresco.accounts.errors import AboutField
from affresco.accounts.model import AccountId, FollowPage, FollowWish, Person, Viewer
from affresco.db import Database
from affresco.errors import NotFound
from affresco.runtime import Runtime
from affresco.text import _
from affresco.web.forms import read_form
from affresco.web.paging import FormId, Id
from affresco.web.render import flash, redirect, render, sent_from
from affresco.web.session import visit_of

AnyRequest = Request[Any, Any, Any]
Act = Callable[[Database, AccountId, AccountId], Awaitable[object]]

REQUESTS: Final = "/follow-requests"


async def _hide_reposts(database: Database, me: AccountId, person: AccountId) -> None:
    await ties.follow(database, me, person, FollowWish(reposts=False))


async def _show_reposts(database: Database, me: AccountId, person: AccountId) -> None:
    await ties.follow(database, me, person, FollowWish(reposts=True))


async def _hear(database: Database, me: AccountId, person: AccountId) -> None:
    await ties.follow(database, me, person, FollowWish(notify=True))


async def _hear_less(database: Database, me: AccountId, person: AccountId) -> None:
    await ties.follow(database, me, person, FollowWish(notify=False))


ACTS: Final[Mapping[str, Act]] = {
    "block": ties.block,
    "unblock": ties.unblock,
    "unmute": ties.unmute,
    "remove-follower": ties.remove_follower,
    "endorse": ties.endorse,
    "unendorse": ties.unendorse,
    "hide-reposts": _hide_reposts,
    "show-reposts": _show_reposts,
    "hear": _hear,
    "hear-less": _hear_less,
    "grant": ties.grant,
    "refuse": ties.refuse,
}


class MuteForm(msgspec.Struct, frozen=True):
    """seconds: until it ends; 0 for good. notifications: "" where the box was not ticked."""

    seconds: int = 0
    notifications: str = ""


class NoteForm(msgspec.Struct, frozen=True):
    comment: str = ""


class ListsForm(msgspec.Struct, frozen=True):
    """On which lists somebody is to be; all others they leave."""

    list_id: tuple[FormId, ...] = ()


@post("/people/{handle:str}/ties/{act:str}")
async def act(
    request: AnyRequest,
    runtime: NamedDependency[Runtime],
    me: NamedDependency[Viewer],
    handle: FromPath[str],
    act: FromPath[str],
) -> Response[Any]:
    """One of ``ACTS``. Raises PersonNotFound and what the act raises."""
    if act not in ACTS:
        raise NotFound
    person = await _person(runtime, handle)
    await ACTS[act](runtime.database, me.id, person.id)
    return redirect(request, sent_from(request))


@get("/people/{handle:str}/mute")
async def mute_page(
    request: AnyRequest,
    runtime: NamedDependency[Runtime],
    me: NamedDependency[Viewer],
    handle: FromPath[str],
) -> Response[str]:
    """For how long, and how much."""
    return render(request, "ties/mute.html", person=await _person(runtime, handle), terms=terms())


@post("/people/{handle:str}/mute")
async def mute(
    request: AnyRequest,
    runtime: NamedDependency[Runtime],
    me: NamedDependency[Viewer],
    handle: FromPath[str],
) -> Response[Any]:
    """Raises PersonNotFound, CannotBlockSelf, TermInvalid."""
    sent = await read_form(request, MuteForm)
    person = await _person(runtime, handle)
    await ties.mute(
        runtime.database,
        me.id,
        person.id,
        notifications=bool(sent.notifications),
        seconds=sent.seconds,
    )
    response = redirect(request, person.url)
    flash(response, "success", _("%(name)s is muted.") % {"name": person.display_name})
    return response


@get("/people/{handle:str}/note")
async def note_page(
    request: AnyRequest,
    runtime: NamedDependency[Runtime],
    me: NamedDependency[Viewer],
    handle: FromPath[str],
) -> Response[str]:
    """What one wrote down about somebody."""
    person = await _person(runtime, handle)
    async with runtime.database.read() as tx:
        known = (await hydrate.relationships(tx, me.id, [person.id]))[person.id]
    return _show_note(request, person, known.note)


@post("/people/{handle:str}/note")
async def write_note(
    request: AnyRequest,
    runtime: NamedDependency[Runtime],
    me: NamedDependency[Viewer],
    handle: FromPath[str],
) -> Response[Any]:
    """Raises PersonNotFound."""
    sent = await read_form(request, NoteForm)
    person = await _person(runtime, handle)
    try:
        await ties.write_note(runtime.database, me.id, person.id, sent.comment)
    except AboutField as error:
        return _show_note(request, person, sent.comment, error.text(visit_of(request).locale))
    return redirect(request, person.url)


@get("/people/{handle:str}/lists")
async def lists_page(
    request: AnyRequest,
    runtime: NamedDependency[Runtime],
    me: NamedDependency[Viewer],
    handle: FromPath[str],
) -> Response[str]:
    """On which lists somebody is."""
    person = await _person(runtime, handle)
    async with runtime.database.read() as tx:
        mine = await lists.all_of(tx, me.id)
        on = {one.id for one in await lists.with_member(tx, me.id, person.id)}
        known = (await hydrate.relationships(tx, me.id, [person.id]))[person.id]
    return render(
        request, "ties/lists.html", person=person, lists=mine, on=on, following=known.following
    )


@post("/people/{handle:str}/lists")
async def choose_lists(
    request: AnyRequest,
    runtime: NamedDependency[Runtime],
    me: NamedDependency[Viewer],
    handle: FromPath[str],
) -> Response[Any]:
    """Raises PersonNotFound, ListNotFound, NotFollowed."""
    sent = await read_form(request, ListsForm)
    person = await _person(runtime, handle)
    async with runtime.database.read() as tx:
        on = {one.id for one in await lists.with_member(tx, me.id, person.id)}
    for list_id in set(sent.list_id) - on:
        await lists.add(runtime.database, me.id, list_id, [person.id])
    for list_id in on - set(sent.list_id):
        await lists.remove(runtime.database, me.id, list_id, [person.id])
    response = redirect(request, person.url)
    flash(response, "success", _("Your choice is saved."))
    return response


@get(REQUESTS)
async def requests_page(
    request: AnyRequest,
    runtime: NamedDependency[Runtime],
    me: NamedDependency[Viewer],
    before: Id = None,
) -> Response[str]:
    """Who asks to follow, newest first."""
    async with runtime.database.read() as tx:
        page = await access.list_requests(tx, me.id, before)
        people = await hydrate.people(tx, page.ids)
    return render(
        request,
        "ties/requests.html",
        people=[people[id_] for id_ in page.ids if id_ in people],
        more_url=_more(REQUESTS, page),
    )


def terms() -> list[tuple[str, str]]:
    """(seconds, label) of how long a mute or a filter may last."""
    hour, day = 3600, 24 * 3600
    return [
        ("0", _("for good")),
        (str(hour), _("for an hour")),
        (str(day), _("for a day")),
        (str(7 * day), _("for a week")),
        (str(30 * day), _("for a month")),
    ]


def _more(path: str, page: FollowPage) -> str | None:
    return f"{path}?before={page.older}" if page.older is not None else None


def _show_note(
    request: AnyRequest, person: Person, note: str, error: str | None = None
) -> Response[str]:
    return render(
        request,
        "ties/note.html",
        status=422 if error else 200,
        person=person,
        note=note,
        error=error,
        limit=ties.NOTE_LIMIT,
    )


async def _person(runtime: Runtime, handle: str) -> Person:
    async with runtime.database.read() as tx:
        return await access.get_person_by_handle(tx, handle)


routes = [
    act,
    mute_page,
    mute,
    note_page,
    write_note,
    lists_page,
    choose_lists,
    requests_page,
]
