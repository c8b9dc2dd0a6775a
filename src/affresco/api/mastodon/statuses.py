"""Writing: post, edit, delete, favourite, reblog, bookmark. Every answer comes from the read path."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Annotated, Final, cast

import msgspec
from litestar.handlers import HTTPRouteHandler
from litestar.params import HeaderParameter, JSONBody, QueryParameter

from affresco.accounts.model import AccountId, Scope
from affresco.api.core.answers import Answer
from affresco.api.core.call import Call
from affresco.api.core.endpoint import endpoint
from affresco.api.mastodon import show
from affresco.api.mastodon.bodies import EditedStatus, NewStatus, publish_command, scheduled_time
from affresco.api.mastodon.entities import Status
from affresco.api.mastodon.paths import StatusId, find_view, reposted
from affresco.api.mastodon.scheduled import show_scheduled
from affresco.api.mastodon.talk_entities import ScheduledStatus
from affresco.db import Database
from affresco.media.queries import media_by_ids
from affresco.posts import commands, quotes, schedule, threads
from affresco.posts.model import PostId

Act = Callable[[Database, AccountId, PostId], Awaitable[object]]


@endpoint(
    "POST",
    "/api/v1/statuses",
    "Post a status, now or later; the same Idempotency-Key gives the first one again",
    needs="write:statuses",
    faults=(404, 409, 422, 507),
)
async def post_status(
    request: Call,
    data: JSONBody[NewStatus],
    idempotency_key: Annotated[str | None, HeaderParameter(name="Idempotency-Key")] = None,
) -> Answer[Status | ScheduledStatus]:
    me = request.me
    alts = await _uploaded_alts(request, data.pictures())
    command = publish_command(data, me, alts, idempotency_key)
    at = scheduled_time(data)
    if at is not None:
        kept = await schedule.schedule(request.database, me.id, command, at)
        return cast("Answer[Status | ScheduledStatus]", Answer(await show_scheduled(request, kept)))
    post_id = await commands.publish(request.database, request.runtime.settings, me.id, command)
    shown = await show.show_status(request, await request.reader.post(me.id, post_id))
    return cast("Answer[Status | ScheduledStatus]", shown)


async def _uploaded_alts(request: Call, media_ids: tuple[int, ...]) -> dict[int, str]:
    """The descriptions that came with the uploads."""
    if not media_ids:
        return {}
    async with request.database.read() as tx:
        found = await media_by_ids(tx, media_ids)
    return {media.id: media.alt for media in found.values() if media.owner_id == request.me.id}


@endpoint(
    "PUT",
    "/api/v1/statuses/{status_id:str}",
    "Change a status of one's own: words, pictures, poll; what is left out stays as it is",
    needs="write:statuses",
    faults=(409, 422),
)
async def edit_status(
    request: Call, status_id: StatusId, data: JSONBody[EditedStatus]
) -> Answer[Status]:
    policy = data.quote_policy()
    view = await find_view(request, status_id)
    post = view.post
    wish = data.change(post, await _uploaded_alts(request, data.pictures()))
    await commands.change(request.database, request.runtime.settings, request.me.id, post.id, wish)
    if policy is not None:
        await quotes.set_policy(request.database, request.me.id, post.id, policy)
    return await _again(request, post.id)


@endpoint(
    "DELETE",
    "/api/v1/statuses/{status_id:str}",
    "Delete one's own status; the answer is what was deleted, with its source",
    needs="write:statuses",
)
async def delete_status(
    request: Call,
    status_id: StatusId,
    delete_media: Annotated[
        bool | None,
        QueryParameter(
            description="Whether its pictures go too; else they wait in the studio to be posted again."
        ),
    ] = None,
) -> Answer[Status]:
    view = await find_view(request, status_id)
    (status,) = await show.statuses(request, (view,))
    await commands.delete(
        request.database, request.me.id, view.post.id, keep_pictures=not delete_media
    )
    return Answer(msgspec.structs.replace(status, text=view.post.text))


def _act(verb: str, summary: str, scope: Scope, act: Act) -> HTTPRouteHandler:
    """A route that does something to a status and answers with it."""

    async def handler(request: Call, status_id: StatusId) -> Answer[Status]:
        view = await find_view(request, status_id)
        await act(request.database, request.me.id, view.post.id)
        return await _again(request, view.post.id)

    handler.__name__ = f"{verb}_status"
    decorate = endpoint("POST", f"/api/v1/statuses/{{status_id:str}}/{verb}", summary, needs=scope)
    return decorate(handler)


@endpoint(
    "POST",
    "/api/v1/statuses/{status_id:str}/reblog",
    "Repost a public status; the answer is the repost, with the status in it",
    needs="write:statuses",
)
async def reblog(request: Call, status_id: StatusId) -> Answer[Status]:
    me = request.me
    view = await find_view(request, status_id)
    repost_id = await commands.repost(request.database, me.id, view.post.id)
    fresh = await request.reader.post(me.id, view.post.id)
    return await show.show_status(request, await reposted(request, fresh, repost_id, me.id))


async def _again(request: Call, post_id: PostId) -> Answer[Status]:
    return await show.show_status(request, await request.reader.post(request.viewer_id, post_id))


routes: Final[tuple[HTTPRouteHandler, ...]] = (
    post_status,
    edit_status,
    delete_status,
    reblog,
    _act("unreblog", "Take a repost back", "write:statuses", commands.unrepost),
    _act("favourite", "Like a status", "write:favourites", commands.like),
    _act("unfavourite", "Take a like back", "write:favourites", commands.unlike),
    _act("pin", "Show a status of one's own first on one's page", "write:accounts", threads.pin),
    _act("unpin", "Take a pin out", "write:accounts", threads.unpin),
    _act("mute", "Hear no more of a status' thread", "write:mutes", threads.mute),
    _act("unmute", "Hear of a thread again", "write:mutes", threads.unmute),
    _act("bookmark", "Bookmark a status", "write:bookmarks", commands.bookmark),
    _act("unbookmark", "Take a bookmark back", "write:bookmarks", commands.unbookmark),
)
