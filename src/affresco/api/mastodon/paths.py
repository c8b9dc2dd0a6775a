"""Ids in paths, and what they name."""

from __future__ import annotations

from typing import Annotated

import msgspec
from litestar.params import PathParameter

from affresco.accounts.errors import PersonNotFound
from affresco.accounts.model import AccountId, Person
from affresco.api.core.call import Call
from affresco.api.core.paging import find_id
from affresco.feeds.model import PostView
from affresco.posts import reaction_queries
from affresco.posts.errors import PostNotFound

_EXTRA = {"pattern": "^[0-9]{1,19}$"}

StatusId = Annotated[
    str, PathParameter(description="Of a post or of a repost of it.", schema_extra=_EXTRA)
]
AccountIdText = Annotated[str, PathParameter(description="Of a person.", schema_extra=_EXTRA)]
MediaIdText = Annotated[str, PathParameter(description="Of a picture.", schema_extra=_EXTRA)]


async def find_view(request: Call, status_id: str) -> PostView:
    """The post of an id as the caller may see it; a repost's id gives the repost.

    Raises PostNotFound.
    """
    number = find_id(status_id)
    if number is None:
        raise PostNotFound
    try:
        return await request.reader.post(request.viewer_id, number)
    except PostNotFound:
        return await _find_repost(request, number)


async def _find_repost(request: Call, repost_id: int) -> PostView:
    async with request.database.read() as tx:
        row = await reaction_queries.repost_row(tx, repost_id)
    if row is None:
        raise PostNotFound
    view = await request.reader.post(request.viewer_id, row["post_id"])
    return await reposted(request, view, repost_id, AccountId(row["account_id"]))


async def reposted(
    request: Call, view: PostView, repost_id: int, reposter_id: AccountId
) -> PostView:
    """The view of a post as what somebody reposted. Raises PostNotFound when they are gone."""
    people = await request.reader.people([reposter_id])
    if reposter_id not in people:
        raise PostNotFound
    return msgspec.structs.replace(view, entry_id=repost_id, reposted_by=people[reposter_id])


async def find_person(request: Call, account_id: str) -> Person:
    """Raises PersonNotFound."""
    number = find_id(account_id)
    if number is None:
        raise PersonNotFound
    person = (await request.reader.people([number])).get(AccountId(number))
    if person is None:
        raise PersonNotFound
    return person
