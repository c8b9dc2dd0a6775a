"""One's lists of people: all of them, the timeline of one, its name, rules and members."""

from __future__ import annotations

from typing import Any, Final, Literal

import msgspec
from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from affresco.accounts import hydrate, lists
from affresco.accounts.errors import AboutField
from affresco.accounts.model import PeopleList, Viewer
from affresco.feeds.model import Cursor
from affresco.feeds.reader import Reader
from affresco.runtime import Runtime
from affresco.text import _
from affresco.web.forms import read_form
from affresco.web.paging import CURSOR, FormId, feed_page, known_id, wants_list
from affresco.web.render import flash, redirect, render
from affresco.web.session import visit_of

AnyRequest = Request[Any, Any, Any]
PAGE: Final = "/lists"


class ListForm(msgspec.Struct, frozen=True):
    """exclusive: "" where the box was not ticked."""

    title: str = ""
    replies_policy: Literal["followed", "list", "none"] = "list"
    exclusive: str = ""


class MemberForm(msgspec.Struct, frozen=True):
    person: FormId


@get(PAGE)
async def all_lists(
    request: AnyRequest, runtime: NamedDependency[Runtime], me: NamedDependency[Viewer]
) -> Response[str]:
    """All of them, and a form for another one."""
    return await _show_all(request, runtime, me)


@post(PAGE)
async def create(
    request: AnyRequest, runtime: NamedDependency[Runtime], me: NamedDependency[Viewer]
) -> Response[Any]:
    """Raises TooManyLists."""
    sent = await read_form(request, ListForm)
    try:
        made = await lists.create(runtime.database, me.id, sent.title)
    except AboutField as error:
        return await _show_all(request, runtime, me, error.text(visit_of(request).locale))
    return redirect(request, f"{PAGE}/{made.id}/edit")


@get(PAGE + "/{list_id:int}", dependencies=CURSOR)
async def one_list(
    request: AnyRequest,
    runtime: NamedDependency[Runtime],
    reader: NamedDependency[Reader],
    me: NamedDependency[Viewer],
    cursor: NamedDependency[Cursor],
    list_id: FromPath[int],
) -> Response[str]:
    """What those on it posted and reposted. Raises ListNotFound."""
    found = await _find(runtime, me, list_id)
    timeline = await reader.of_list(me.id, found.id, cursor)
    page = feed_page(timeline, me.id, f"{PAGE}/{found.id}", cursor, context="home")
    if wants_list(request):
        return render(request, "feeds/_list.html", page=page)
    return render(request, "lists/timeline.html", list=found, page=page)


@get(PAGE + "/{list_id:int}/edit")
async def edit_page(
    request: AnyRequest,
    runtime: NamedDependency[Runtime],
    me: NamedDependency[Viewer],
    list_id: FromPath[int],
) -> Response[str]:
    """Its name, its rules, who is on it. Raises ListNotFound."""
    return await _show_one(request, runtime, await _find(runtime, me, list_id))


@post(PAGE + "/{list_id:int}/edit")
async def change(
    request: AnyRequest,
    runtime: NamedDependency[Runtime],
    me: NamedDependency[Viewer],
    list_id: FromPath[int],
) -> Response[Any]:
    """Raises ListNotFound."""
    sent = await read_form(request, ListForm)
    try:
        await lists.change(
            runtime.database,
            me.id,
            known_id(list_id),
            sent.title,
            sent.replies_policy,
            bool(sent.exclusive),
        )
    except AboutField as error:
        found = await _find(runtime, me, list_id)
        return await _show_one(request, runtime, found, error.text(visit_of(request).locale))
    response = redirect(request, f"{PAGE}/{list_id}")
    flash(response, "success", _("Your choice is saved."))
    return response


@post(PAGE + "/{list_id:int}/remove")
async def remove(
    request: AnyRequest,
    runtime: NamedDependency[Runtime],
    me: NamedDependency[Viewer],
    list_id: FromPath[int],
) -> Response[Any]:
    """Take somebody off. Raises ListNotFound."""
    sent = await read_form(request, MemberForm)
    await lists.remove(runtime.database, me.id, known_id(list_id), [sent.person])
    return redirect(request, f"{PAGE}/{list_id}/edit")


@post(PAGE + "/{list_id:int}/delete")
async def delete(
    request: AnyRequest,
    runtime: NamedDependency[Runtime],
    me: NamedDependency[Viewer],
    list_id: FromPath[int],
) -> Response[Any]:
    """Raises ListNotFound."""
    await lists.delete(runtime.database, me.id, known_id(list_id))
    return redirect(request, PAGE)


async def _find(runtime: Runtime, me: Viewer, list_id: int) -> PeopleList:
    async with runtime.database.read() as tx:
        return await lists.get(tx, me.id, known_id(list_id))


async def _show_all(
    request: AnyRequest, runtime: Runtime, me: Viewer, error: str | None = None
) -> Response[str]:
    async with runtime.database.read() as tx:
        mine = await lists.all_of(tx, me.id)
    return render(request, "lists/all.html", status=422 if error else 200, lists=mine, error=error)


async def _show_one(
    request: AnyRequest, runtime: Runtime, found: PeopleList, error: str | None = None
) -> Response[str]:
    async with runtime.database.read() as tx:
        page = await lists.members(tx, found.id, None, lists.MEMBERS)
        people = await hydrate.people(tx, page.ids)
    return render(
        request,
        "lists/edit.html",
        status=422 if error else 200,
        list=found,
        people=[people[id_] for id_ in page.ids if id_ in people],
        policies=(
            ("list", _("People on the list"), None),
            ("followed", _("Everybody whom you follow"), None),
            ("none", _("Nobody: no replies"), None),
        ),
        error=error,
    )


routes = [all_lists, create, one_list, edit_page, change, remove, delete]
