"""Settings: filters by words, where they hold, and what happens to what they find."""

from __future__ import annotations

from typing import Any, Final

import msgspec
from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from affresco.accounts.model import Viewer
from affresco.errors import AffrescoError
from affresco.posts import filters
from affresco.posts.errors import FilterInvalid, KeywordInvalid
from affresco.posts.filters import Action, ChangedFilter, Context, Filter, Keyword, NewFilter
from affresco.runtime import Runtime
from affresco.text import _
from affresco.web.forms import read_form
from affresco.web.pages.ties import terms
from affresco.web.paging import known_id
from affresco.web.render import flash, redirect, render
from affresco.web.session import visit_of

AnyRequest = Request[Any, Any, Any]
PAGE: Final = "/settings/filters"


class FilterForm(msgspec.Struct, frozen=True):
    """words: one a line. seconds: "" leaves the term as it is. whole_word: "" where it was not ticked."""

    title: str = ""
    words: str = ""
    whole_word: str = ""
    context: tuple[str, ...] = ()
    action: Action = "warn"
    seconds: int | None = None

    def keywords(self) -> tuple[Keyword, ...]:
        """Without empty lines."""
        whole = bool(self.whole_word)
        lines = dict.fromkeys(line.strip() for line in self.words.splitlines())
        return tuple(Keyword(line, whole) for line in lines if line)


@get(PAGE)
async def filters_page(
    request: AnyRequest, runtime: NamedDependency[Runtime], me: NamedDependency[Viewer]
) -> Response[str]:
    """All of them, and a form for another one."""
    return await _show(request, runtime, me)


@post(PAGE)
async def create(
    request: AnyRequest, runtime: NamedDependency[Runtime], me: NamedDependency[Viewer]
) -> Response[Any]:
    """Raises TooManyFilters."""
    sent = await read_form(request, FilterForm)
    command = NewFilter(
        title=sent.title or sent.words.strip().partition("\n")[0][: filters.TITLE_LIMIT],
        contexts=sent.context,
        action=sent.action,
        seconds=sent.seconds,
        keywords=sent.keywords(),
    )
    try:
        await filters.create(runtime.database, me.id, command)
    except (FilterInvalid, KeywordInvalid) as error:
        return await _show(request, runtime, me, None, sent, error)
    return _saved(request)


@get(PAGE + "/{filter_id:int}")
async def edit_page(
    request: AnyRequest,
    runtime: NamedDependency[Runtime],
    me: NamedDependency[Viewer],
    filter_id: FromPath[int],
) -> Response[str]:
    """One of them. Raises FilterNotFound."""
    found = await _find(runtime, me, filter_id)
    return await _show(request, runtime, me, found, _written(found))


@post(PAGE + "/{filter_id:int}")
async def change(
    request: AnyRequest,
    runtime: NamedDependency[Runtime],
    me: NamedDependency[Viewer],
    filter_id: FromPath[int],
) -> Response[Any]:
    """Raises FilterNotFound, TooManyFilters."""
    sent = await read_form(request, FilterForm)
    found = await _find(runtime, me, filter_id)
    command = ChangedFilter(
        title=sent.title,
        contexts=sent.context,
        action=sent.action,
        seconds=sent.seconds,
        keywords=sent.keywords(),
        gone=tuple(keyword.id for keyword in found.keywords),
    )
    try:
        await filters.change(runtime.database, me.id, found.id, command)
    except (FilterInvalid, KeywordInvalid) as error:
        return await _show(request, runtime, me, found, sent, error)
    return _saved(request)


@post(PAGE + "/{filter_id:int}/delete")
async def delete(
    request: AnyRequest,
    runtime: NamedDependency[Runtime],
    me: NamedDependency[Viewer],
    filter_id: FromPath[int],
) -> Response[Any]:
    """Raises FilterNotFound."""
    await filters.delete(runtime.database, me.id, known_id(filter_id))
    return _saved(request)


async def _find(runtime: Runtime, me: Viewer, filter_id: int) -> Filter:
    async with runtime.database.read() as tx:
        return await filters.get(tx, me.id, known_id(filter_id))


def _written(found: Filter) -> FilterForm:
    return FilterForm(
        title=found.title,
        words="\n".join(keyword.keyword for keyword in found.keywords),
        whole_word="yes" if all(keyword.whole_word for keyword in found.keywords) else "",
        context=found.contexts,
        action=found.action,
    )


def context_names() -> dict[Context, str]:
    """Where a filter holds, in words."""
    return {
        "home": _("Following and lists"),
        "notifications": _("Notifications"),
        "public": _("Local and hashtags"),
        "thread": _("Conversations"),
        "account": _("Pages of people"),
    }


async def _show(
    request: AnyRequest,
    runtime: Runtime,
    me: Viewer,
    found: Filter | None = None,
    written: FilterForm | None = None,
    error: AffrescoError | None = None,
) -> Response[str]:
    async with runtime.database.read() as tx:
        mine = await filters.all_of(tx, me.id)
    keep = [("", _("as it is"))] if found else []
    return render(
        request,
        "ties/filters.html",
        status=422 if error else 200,
        filters=mine,
        one=found,
        written=written or FilterForm(whole_word="yes", context=("home", "public")),
        contexts=context_names(),
        actions=(
            ("warn", _("Fold it away"), _("Its name stands there; a press shows the post.")),
            ("blur", _("Cover its pictures"), _("The words stay, a press shows the pictures.")),
            ("hide", _("Leave it out"), _("As if it were not there.")),
        ),
        terms=[*keep, *terms()],
        error=error.text(visit_of(request).locale) if error else None,
    )


def _saved(request: AnyRequest) -> Response[Any]:
    response = redirect(request, PAGE)
    flash(response, "success", _("Your choice is saved."))
    return response


routes = [filters_page, create, edit_page, change, delete]
