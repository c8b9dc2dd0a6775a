"""Showing a post of one's own to fewer people than before."""

from __future__ import annotations

from typing import Annotated, Final, Literal

import msgspec
from litestar.handlers import HTTPRouteHandler
from litestar.params import JSONBody, PathParameter

from affresco.api.core.answers import Answer
from affresco.api.core.call import Call
from affresco.api.core.endpoint import endpoint
from affresco.api.core.paging import find_id
from affresco.api.mastodon import show
from affresco.api.mastodon.entities import Status
from affresco.posts import audience
from affresco.posts.errors import PostNotFound


class Narrower(msgspec.Struct, frozen=True):
    """visibility: in our words; not wider than the post's own."""

    visibility: Literal["unlisted", "followers", "private"]


@endpoint(
    "POST",
    "/api/affresco/v1/posts/{post_id:str}/audience",
    "Show one's post to fewer people; its reposts go where it may not be passed on",
    tag="Affresco",
    needs="write:statuses",
    faults=(422,),
)
async def narrow(
    request: Call,
    post_id: Annotated[
        str, PathParameter(description="Of a post.", schema_extra={"pattern": "^[0-9]{1,19}$"})
    ],
    data: JSONBody[Narrower],
) -> Answer[Status]:
    number = find_id(post_id)
    if number is None:
        raise PostNotFound
    await audience.narrow(request.database, request.me.id, number, data.visibility)
    return await show.show_status(request, await request.reader.post(request.me.id, number))


routes: Final[tuple[HTTPRouteHandler, ...]] = (narrow,)
