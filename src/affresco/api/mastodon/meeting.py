"""Whom one could meet: suggestions and the directory."""

from __future__ import annotations

from typing import Annotated, Final, Literal

import msgspec
from litestar.handlers import HTTPRouteHandler
from litestar.params import QueryParameter

from affresco.api.core.answers import Answer
from affresco.api.core.call import Call
from affresco.api.core.endpoint import endpoint
from affresco.api.mastodon import show
from affresco.api.mastodon.entities import Account
from affresco.api.mastodon.paths import AccountIdText, find_person
from affresco.api.mastodon.search_entities import Suggestion
from affresco.api.mastodon.tags import Limit, Offset, bounded, skipped

LARGEST: Final = 80


class Nothing(msgspec.Struct, frozen=True):
    """An empty object: it is done."""


@endpoint(
    "GET",
    "/api/v2/suggestions",
    "People whom one does not follow yet and may like to meet",
    needs="read:accounts",
    faults=(422,),
)
async def suggestions(request: Call, limit: Limit = None) -> Answer[tuple[Suggestion, ...]]:
    found = await request.finder.discover.suggestions(request.me.id, bounded(limit, 40, LARGEST))
    people = await show.show_accounts(request, [one.id for one in found])
    why = {str(one.id): one.source for one in found}
    return Answer(
        tuple(
            Suggestion(
                "past_interactions" if why[person.id] == "friends_of_friends" else "global",
                (why[person.id],),
                person,
            )
            for person in people
        )
    )


@endpoint(
    "GET",
    "/api/v1/suggestions",
    "The same people as /api/v2/suggestions, of old",
    needs="read:accounts",
    faults=(422,),
)
async def plain_suggestions(request: Call, limit: Limit = None) -> Answer[tuple[Account, ...]]:
    found = await request.finder.discover.suggestions(request.me.id, bounded(limit, 40, LARGEST))
    return Answer(await show.show_accounts(request, [one.id for one in found]))


@endpoint(
    "DELETE",
    "/api/v1/suggestions/{account_id:str}",
    "Do not suggest a person again",
    needs="write:accounts",
)
async def dismiss(request: Call, account_id: AccountIdText) -> Answer[Nothing]:
    person = await find_person(request, account_id)
    await request.finder.discover.dismiss(request.me.id, person.id)
    return Answer(Nothing())


@endpoint(
    "GET",
    "/api/v1/directory",
    "People who want to be discovered; the first 1,000",
    faults=(422,),
    sees="read:accounts",
)
async def directory(
    request: Call,
    limit: Limit = None,
    offset: Offset = None,
    order: Annotated[
        Literal["active", "new"], QueryParameter(description="Who wrote, or came, last first.")
    ] = "active",
    local: Annotated[
        bool, QueryParameter(description="Makes no difference: the network is this instance.")
    ] = False,
) -> Answer[tuple[Account, ...]]:
    people = await request.finder.discover.people(request.viewer_id, order)
    after = skipped(offset)
    page = people[after : after + bounded(limit, 40, LARGEST)]
    return Answer(await show.show_accounts(request, page))


routes: Final[tuple[HTTPRouteHandler, ...]] = (
    suggestions,
    plain_suggestions,
    dismiss,
    directory,
)
