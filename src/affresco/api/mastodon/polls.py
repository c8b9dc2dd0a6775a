"""Polls and quotes of statuses."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Final

import msgspec
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import JSONBody, PathParameter

from affresco.api.core.answers import Answer
from affresco.api.core.call import Call
from affresco.api.core.endpoint import endpoint
from affresco.api.core.paging import find_id
from affresco.api.mastodon import convert, show
from affresco.api.mastodon.bodies import StatusBody
from affresco.api.mastodon.entities import Poll, Status
from affresco.api.mastodon.paths import StatusId, find_view
from affresco.feeds.model import Cursor, PostView
from affresco.posts import polls, quotes
from affresco.posts.errors import PollNotFound, PostNotFound

PollId = Annotated[
    str, PathParameter(description="Of a poll.", schema_extra={"pattern": "^[0-9]{1,19}$"})
]


class Votes(msgspec.Struct, frozen=True):
    """choices: positions of the answers, from 0."""

    choices: tuple[int | str, ...]


class Policy(msgspec.Struct, frozen=True):
    """quote_approval_policy: public, followers or nobody."""

    quote_approval_policy: str


@endpoint("GET", "/api/v1/polls/{poll_id:str}", "A poll", sees="read:statuses")
async def get_poll(request: Call, poll_id: PollId) -> Answer[Poll]:
    return Answer(await _poll(request, await _view(request, poll_id)))


@endpoint(
    "POST",
    "/api/v1/polls/{poll_id:str}/votes",
    "Vote, once",
    needs="write:statuses",
    faults=(409, 422),
)
async def vote(request: Call, poll_id: PollId, data: JSONBody[Votes]) -> Answer[Poll]:
    view = await _view(request, poll_id)
    numbers = [find_id(str(choice)) for choice in data.choices]
    choices = [-1 if number is None else number for number in numbers]
    await polls.vote(request.database, request.me.id, view.post.id, choices)
    return Answer(await _poll(request, await request.reader.post(request.me.id, view.post.id)))


async def _view(request: Call, poll_id: str) -> PostView:
    number = find_id(poll_id)
    if number is None:
        raise PollNotFound
    async with request.database.read() as tx:
        post_id = await polls.post_of(tx, number)
    try:
        return await request.reader.post(request.viewer_id, post_id)
    except PostNotFound as error:
        raise PollNotFound from error


async def _poll(request: Call, view: PostView) -> Poll:
    if view.poll is None:
        raise PollNotFound
    return convert.poll(view.poll)


@endpoint(
    "GET",
    "/api/v1/statuses/{status_id:str}/quotes",
    "Statuses that quote a status, newest first",
    sees="read:statuses",
    faults=(422,),
    paged=True,
)
async def list_quotes(
    request: Call, status_id: StatusId, page: NamedDependency[Cursor]
) -> Answer[tuple[Status, ...]]:
    view = await find_view(request, status_id)
    timeline = await request.reader.quotes(request.viewer_id, view.post.id, page)
    return await show.show_timeline(request, timeline)


@endpoint(
    "POST",
    "/api/v1/statuses/{status_id:str}/quotes/{quoting_id:str}/revoke",
    "Take one's own status out of one that quotes it",
    needs="write:statuses",
)
async def revoke(request: Call, status_id: StatusId, quoting_id: StatusId) -> Answer[Status]:
    view = await find_view(request, status_id)
    quoting = await find_view(request, quoting_id)
    await quotes.revoke(request.database, request.me.id, view.post.id, quoting.post.id)
    return await show.show_status(
        request, await request.reader.post(request.me.id, quoting.post.id)
    )


@endpoint(
    "PUT",
    "/api/v1/statuses/{status_id:str}/interaction_policy",
    "Decide who may quote one's own status from now on",
    needs="write:statuses",
    faults=(422,),
)
async def set_policy(request: Call, status_id: StatusId, data: JSONBody[Policy]) -> Answer[Status]:
    view = await find_view(request, status_id)
    policy = StatusBody(quote_approval_policy=data.quote_approval_policy).quote_policy()
    if policy is not None:
        await quotes.set_policy(request.database, request.me.id, view.post.id, policy)
    return await show.show_status(request, await request.reader.post(request.me.id, view.post.id))


routes: Final[Sequence[HTTPRouteHandler]] = (get_poll, vote, list_quotes, revoke, set_policy)
