"""Several people or statuses by their ids."""

from __future__ import annotations

from typing import Annotated, Final

from litestar.handlers import HTTPRouteHandler
from litestar.params import QueryParameter

from affresco.accounts.model import AccountId
from affresco.api.core.answers import Answer, json_array
from affresco.api.core.call import Call
from affresco.api.core.endpoint import endpoint
from affresco.api.core.paging import LARGEST_LIMIT, find_id
from affresco.api.mastodon import show
from affresco.api.mastodon.entities import Account, Status
from affresco.posts.model import PostId

Ids = Annotated[
    list[str] | None,
    QueryParameter(name="id[]", description=f"Ids; the first {LARGEST_LIMIT} count."),
]
OneId = Annotated[
    list[str] | None, QueryParameter(name="id", description="The same, for older clients.")
]


@endpoint("GET", "/api/v1/accounts", "Several people", faults=(422,), sees="read:accounts")
async def accounts(
    request: Call, ids: Ids = None, one: OneId = None
) -> Answer[tuple[Account, ...]]:
    wanted = [AccountId(number) for number in _numbers(ids, one)]
    return Answer(await show.show_accounts(request, wanted))


@endpoint("GET", "/api/v1/statuses", "Several statuses", faults=(422,), sees="read:statuses")
async def statuses(request: Call, ids: Ids = None, one: OneId = None) -> Answer[tuple[Status, ...]]:
    wanted = [PostId(number) for number in _numbers(ids, one)]
    views = await request.reader.views(request.viewer_id, wanted)
    shown = [views[post_id] for post_id in wanted if post_id in views]
    return Answer(body=json_array(await show.encoded(request, shown)))


def _numbers(*given: list[str] | None) -> list[int]:
    """The first of the ids, each once; what is none is left out."""
    texts = [text for texts in given for text in texts or ()][:LARGEST_LIMIT]
    return list(dict.fromkeys(number for text in texts if (number := find_id(text)) is not None))


routes: Final[tuple[HTTPRouteHandler, ...]] = (accounts, statuses)
