"""Search: people as one types, and everything at once."""

from __future__ import annotations

from typing import Annotated, Final, Literal

import msgspec
from litestar.handlers import HTTPRouteHandler
from litestar.params import QueryParameter

from affresco.accounts.model import AccountId
from affresco.api.core.answers import Answer
from affresco.api.core.call import Call
from affresco.api.core.endpoint import endpoint
from affresco.api.core.faults import locale_of
from affresco.api.core.paging import BIGGEST, LARGEST_LIMIT, LIMIT, MaxId, MinId, find_id
from affresco.api.mastodon import show
from affresco.api.mastodon.entities import Account
from affresco.api.mastodon.search_entities import SearchNative, SearchResults
from affresco.api.mastodon.tags import hashtags
from affresco.feeds.model import PostView
from affresco.feeds.search.addresses import Named, read_address
from affresco.feeds.search.model import Found, Query
from affresco.feeds.search.syntax import parse
from affresco.posts.errors import PostNotFound
from affresco.posts.markup import normalise_tag

PEOPLE_LIMIT: Final = 80
DEEPEST: Final = 10_000
"""Offsets beyond are as good as this one: nothing is that deep."""

Kind = Literal["accounts", "statuses", "hashtags"]
Offset = Annotated[
    int | None, QueryParameter(description="How many of the first results to leave out.")
]
Resolve = Annotated[
    bool, QueryParameter(description="Makes no difference: the network is this instance.")
]


@endpoint(
    "GET",
    "/api/v1/accounts/search",
    "People by the beginning of their handle or name, for completion",
    needs="read:accounts",
    faults=(422,),
    searches=True,
)
async def search_accounts(
    request: Call,
    q: Annotated[str, QueryParameter(description="What was typed, with or without @.")] = "",
    limit: Annotated[
        int | None, QueryParameter(description=f"1 to {PEOPLE_LIMIT}; 40 when left out.")
    ] = None,
    offset: Offset = None,
    resolve: Resolve = False,
    following: Annotated[bool, QueryParameter(description="Only whom one follows.")] = False,
) -> Answer[tuple[Account, ...]]:
    found = await request.finder.people(
        request.viewer_id,
        q,
        limit=max(1, min(40 if limit is None else limit, PEOPLE_LIMIT)),
        after=_offset(offset),
        only_followed=following,
    )
    return Answer(await show.show_accounts(request, found))


@endpoint(
    "GET",
    "/api/v2/search",
    "Statuses by words and by meaning, people, hashtags",
    faults=(422,),
    sees="read:search",
    searches=True,
)
async def search(
    request: Call,
    q: Annotated[
        str, QueryParameter(description="Words and operators, or an address of this instance.")
    ] = "",
    kind: Annotated[
        Kind | None, QueryParameter(name="type", description="Only these; all when left out.")
    ] = None,
    resolve: Resolve = False,
    following: Annotated[bool, QueryParameter(description="Only people one follows.")] = False,
    account_id: Annotated[
        str | None, QueryParameter(description="Only statuses of this person.")
    ] = None,
    exclude_unreviewed: Annotated[
        bool, QueryParameter(description="Makes no difference: hashtags are not reviewed.")
    ] = False,
    max_id: MaxId = None,
    min_id: MinId = None,
    limit: Annotated[
        int | None, QueryParameter(description=f"Of each kind, 1 to {LARGEST_LIMIT}.")
    ] = None,
    offset: Offset = None,
) -> Answer[SearchResults]:
    each = LIMIT if limit is None else max(1, min(limit, LARGEST_LIMIT))
    after = _offset(offset) if kind is not None else 0
    named = read_address(q, request.base_url)
    if named is not None:
        return Answer(await _named(request, named, kind))
    query = await _within(request, parse(q), account_id, max_id, min_id)
    people: tuple[Account, ...] = ()
    if kind in (None, "accounts") and not q.lstrip().startswith("#"):
        ids = await request.finder.people(
            request.viewer_id,
            q,
            limit=each,
            after=after,
            only_followed=following,
            with_bio=True,
        )
        people = await show.show_accounts(request, ids)
    found = Found()
    if kind in (None, "statuses") and query is not None:
        found = await request.finder.posts(
            request.viewer_id, query, locale_of(request), limit=each, after=after
        )
    tags = await request.finder.tags(q, limit=each, after=after) if _tags_too(kind, q) else ()
    return Answer(
        SearchResults(
            accounts=people,
            statuses=await show.statuses(request, found.items),
            hashtags=await hashtags(request, [tag.name for tag in tags]),
            affresco=_native(request, found),
        )
    )


def _offset(offset: int | None) -> int:
    return max(0, min(offset or 0, DEEPEST))


def _tags_too(kind: Kind | None, q: str) -> bool:
    return kind in (None, "hashtags") and normalise_tag(q.strip()) is not None


def _native(request: Call, found: Found) -> SearchNative:
    locale = locale_of(request)
    return SearchNative(tuple(problem.text(locale) for problem in found.problems), found.after)


async def _within(
    request: Call, query: Query, account_id: str | None, max_id: str | None, min_id: str | None
) -> Query | None:
    """The query with what else the request asks for; None where that is nobody."""
    if max_id is not None:
        below = min(query.below, int(max_id), BIGGEST)
        query = msgspec.structs.replace(query, below=below)
    if min_id is not None:
        above = max(query.above, min(int(min_id), BIGGEST))
        query = msgspec.structs.replace(query, above=above)
    if account_id is None:
        return query
    number = find_id(account_id)
    known = {} if number is None else await request.reader.people([number])
    for person in known.values():
        return msgspec.structs.replace(query, authors=(*query.authors, person.handle))
    return None


async def _named(request: Call, named: Named, kind: Kind | None) -> SearchResults:
    """Whom or what an address names, if the caller may see it."""
    if named.post_id is not None:
        views: tuple[PostView, ...] = ()
        if kind in (None, "statuses"):
            try:
                views = (await request.reader.post(request.viewer_id, named.post_id),)
            except PostNotFound:
                views = ()
        return SearchResults(statuses=await show.statuses(request, views))
    if kind not in (None, "accounts"):
        return SearchResults()
    ids: list[AccountId] = await request.finder.people(request.viewer_id, named.handle, limit=1)
    known = await request.reader.people(ids)
    exact = [i for i in ids if i in known and known[i].handle == named.handle]
    return SearchResults(accounts=await show.show_accounts(request, exact))


routes: Final[tuple[HTTPRouteHandler, ...]] = (search_accounts, search)
