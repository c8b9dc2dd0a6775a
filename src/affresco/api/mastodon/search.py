"""Search: people as one types, and everything at once."""

from __future__ import annotations

from typing import Annotated, Final

from litestar.handlers import HTTPRouteHandler
from litestar.params import QueryParameter

from affresco.api.core.answers import Answer
from affresco.api.core.call import Call
from affresco.api.core.endpoint import endpoint
from affresco.api.mastodon import show
from affresco.api.mastodon.entities import Account

PEOPLE_LIMIT: Final = 80

Offset = Annotated[
    int | None, QueryParameter(description="How many of the first results to leave out.")
]


@endpoint(
    "GET",
    "/api/v1/accounts/search",
    "People by the beginning of their handle or name, for completion",
    needs="read:accounts",
    faults=(422,),
)
async def search_accounts(
    request: Call,
    q: Annotated[str, QueryParameter(description="What was typed, with or without @.")] = "",
    limit: Annotated[
        int | None, QueryParameter(description=f"1 to {PEOPLE_LIMIT}; 40 when left out.")
    ] = None,
    offset: Offset = None,
    resolve: Annotated[
        bool, QueryParameter(description="Makes no difference: the network is this instance.")
    ] = False,
    following: Annotated[bool, QueryParameter(description="Only whom one follows.")] = False,
) -> Answer[tuple[Account, ...]]:
    found = await request.finder.people(
        request.viewer_id,
        q,
        limit=max(1, min(limit or 40, PEOPLE_LIMIT)),
        after=max(0, offset or 0),
        only_followed=following,
    )
    return Answer(await show.show_accounts(request, found))


routes: Final[tuple[HTTPRouteHandler, ...]] = (search_accounts,)
