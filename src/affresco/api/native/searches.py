"""Searches that one keeps, and what they find."""

from __future__ import annotations

from typing import Annotated, Final

import msgspec
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import JSONBody, PathParameter

from affresco.api.core.answers import Answer
from affresco.api.core.call import Call
from affresco.api.core.endpoint import endpoint
from affresco.api.core.faults import locale_of
from affresco.api.core.paging import find_id
from affresco.api.mastodon import show
from affresco.api.mastodon.entities import Status
from affresco.feeds.model import Cursor
from affresco.feeds.search import saved
from affresco.feeds.search.errors import SavedSearchNotFound
from affresco.feeds.search.model import SavedSearch
from affresco.feeds.search.syntax import TEXT_LIMIT, parse

PATH: Final = "/api/affresco/v1/searches"
ONE: Final = f"{PATH}/{{search_id:str}}"
TAG: Final = "Affresco"

SearchIdText = Annotated[
    str,
    PathParameter(description="Of one's own search.", schema_extra={"pattern": "^[0-9]{1,19}$"}),
]


class SearchEntity(msgspec.Struct, frozen=True):
    """A search that one keeps. rss: its public results, for any reader of feeds."""

    id: str
    name: str
    query: str
    rss: str


class NewSearch(msgspec.Struct, frozen=True):
    """name: the query itself when left out."""

    query: Annotated[str, msgspec.Meta(description=f"Words and operators, to {TEXT_LIMIT}.")]
    name: Annotated[str, msgspec.Meta(description=f"To {saved.NAME_LIMIT} characters.")] = ""


class Gone(msgspec.Struct, frozen=True):
    """An empty object: it is done."""


@endpoint("GET", PATH, "Searches that one keeps, the newest first", needs="read:search", tag=TAG)
async def list_searches(request: Call) -> Answer[tuple[SearchEntity, ...]]:
    kept = await saved.list_saved(request.database, request.me.id)
    return Answer(tuple(_entity(request, one) for one in kept))


@endpoint(
    "POST",
    PATH,
    "Keep a search; the same one again gets the name",
    needs="write:accounts",
    faults=(409, 422),
    tag=TAG,
)
async def keep_search(request: Call, data: JSONBody[NewSearch]) -> Answer[SearchEntity]:
    kept = await saved.save(request.database, request.me.id, data.query, data.name)
    return Answer(_entity(request, kept))


@endpoint("DELETE", ONE, "Keep a search no more", needs="write:accounts", tag=TAG)
async def forget_search(request: Call, search_id: SearchIdText) -> Answer[Gone]:
    await saved.forget(request.database, request.me.id, _number(search_id))
    return Answer(Gone())


@endpoint(
    "GET",
    f"{ONE}/statuses",
    "What a search that one keeps finds, the newest first",
    needs="read:search",
    faults=(422,),
    paged=True,
    tag=TAG,
)
async def found_by_search(
    request: Call, search_id: SearchIdText, page: NamedDependency[Cursor]
) -> Answer[tuple[Status, ...]]:
    kept = await saved.get_saved(request.database, request.me.id, _number(search_id))
    query = parse(kept.query)
    timeline, _problems = await request.finder.newest(
        request.me.id, query, locale_of(request), page
    )
    return await show.show_timeline(request, timeline)


def _number(search_id: str) -> int:
    number = find_id(search_id)
    if number is None:
        raise SavedSearchNotFound
    return number


def _entity(request: Call, kept: SavedSearch) -> SearchEntity:
    address = saved.rss_path(kept.query)
    return SearchEntity(str(kept.id), kept.name, kept.query, f"{request.base_url}{address}")


routes: Final[tuple[HTTPRouteHandler, ...]] = (
    list_searches,
    keep_search,
    forget_search,
    found_by_search,
)
