"""Whom one follows: the two buttons, the two lists."""

from __future__ import annotations

from typing import Any

import msgspec
from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from affresco.accounts import access, commands, hydrate
from affresco.accounts.errors import PersonNotFound
from affresco.accounts.model import FollowPage, Person, Viewer
from affresco.db import ReadTx
from affresco.runtime import Runtime
from affresco.web.paging import Id
from affresco.web.render import redirect, render, sent_from
from affresco.web.session import is_htmx

AnyRequest = Request[Any, Any, Any]


class Line(msgspec.Struct, frozen=True):
    """A person in a list. following, requested: whether the viewer follows them, or asks to."""

    person: Person
    following: bool
    requested: bool = False


@post("/people/{handle:str}/follow")
async def follow(
    request: AnyRequest,
    runtime: NamedDependency[Runtime],
    me: NamedDependency[Viewer],
    handle: FromPath[str],
) -> Response[Any]:
    """Follow somebody, or ask to. Raises PersonNotFound, CannotFollowSelf, FollowRefused, PersonMoved."""
    person = await _person(runtime, handle)
    following = await commands.follow(runtime.database, me.id, person.id)
    return _answer(request, person, following=following, requested=not following)


@post("/people/{handle:str}/unfollow")
async def unfollow(
    request: AnyRequest,
    runtime: NamedDependency[Runtime],
    me: NamedDependency[Viewer],
    handle: FromPath[str],
) -> Response[Any]:
    """Follow somebody no more. Raises PersonNotFound."""
    person = await _person(runtime, handle)
    await commands.unfollow(runtime.database, me.id, person.id)
    return _answer(request, person, following=False)


@get("/{at_handle:str}/followers")
async def followers(
    request: AnyRequest,
    runtime: NamedDependency[Runtime],
    viewer: NamedDependency[Viewer | None],
    at_handle: FromPath[str],
    before: Id = None,
) -> Response[str]:
    """Who follows a person, newest first."""
    async with runtime.database.read() as tx:
        person = await _by_path(tx, at_handle)
        page = await access.list_followers(tx, person.id, before, viewer.id if viewer else None)
        lines = await _lines(tx, viewer, page)
    return _show(request, person, page, lines, "followers")


@get("/{at_handle:str}/following")
async def following(
    request: AnyRequest,
    runtime: NamedDependency[Runtime],
    viewer: NamedDependency[Viewer | None],
    at_handle: FromPath[str],
    before: Id = None,
) -> Response[str]:
    """Whom a person follows, newest first."""
    async with runtime.database.read() as tx:
        person = await _by_path(tx, at_handle)
        page = await access.list_following(tx, person.id, before, viewer.id if viewer else None)
        lines = await _lines(tx, viewer, page)
    return _show(request, person, page, lines, "following")


async def _person(runtime: Runtime, handle: str) -> Person:
    async with runtime.database.read() as tx:
        return await access.get_person_by_handle(tx, handle)


async def _by_path(tx: ReadTx, at_handle: str) -> Person:
    if not at_handle.startswith("@"):
        raise PersonNotFound
    return await access.get_person_by_handle(tx, at_handle)


async def _lines(tx: ReadTx, viewer: Viewer | None, page: FollowPage) -> tuple[Line, ...]:
    people = await hydrate.people(tx, page.ids)
    known = await hydrate.relationships(tx, viewer.id, page.ids) if viewer else {}
    return tuple(
        Line(
            person=people[id_],
            following=id_ in known and known[id_].following,
            requested=id_ in known and known[id_].requested,
        )
        for id_ in page.ids
        if id_ in people
    )


def _show(
    request: AnyRequest, person: Person, page: FollowPage, lines: tuple[Line, ...], which: str
) -> Response[str]:
    more = f"{person.url}/{which}?before={page.older}" if page.older is not None else None
    return render(
        request, "accounts/people.html", person=person, lines=lines, which=which, more_url=more
    )


def _answer(
    request: AnyRequest, person: Person, *, following: bool, requested: bool = False
) -> Response[Any]:
    if is_htmx(request):
        return render(
            request,
            "accounts/_follow_answer.html",
            person=person,
            following=following,
            requested=requested,
        )
    return redirect(request, sent_from(request))


routes = [follow, unfollow, followers, following]
