"""One status: itself, its conversation, its wordings."""

from __future__ import annotations

from typing import Final

from litestar.handlers import HTTPRouteHandler

from affresco.api.core.answers import Answer
from affresco.api.core.call import Call
from affresco.api.core.endpoint import endpoint
from affresco.api.mastodon import convert, show
from affresco.api.mastodon.entities import Context, Status, StatusEdit, StatusSource
from affresco.api.mastodon.paths import StatusId, find_view
from affresco.feeds.model import PostView, Reply
from affresco.posts.errors import NotYours


@endpoint("GET", "/api/v1/statuses/{status_id:str}", "One status", sees="read:statuses")
async def get_status(request: Call, status_id: StatusId) -> Answer[Status]:
    return await show.show_status(request, await find_view(request, status_id))


@endpoint(
    "GET",
    "/api/v1/statuses/{status_id:str}/context",
    "The conversation around a status",
    sees="read:statuses",
)
async def get_context(request: Call, status_id: StatusId) -> Answer[Context]:
    view = await find_view(request, status_id)
    thread = await request.reader.thread(request.viewer_id, view.post.id)
    above = tuple(ancestor for ancestor in thread.ancestors if ancestor is not None)
    below = _flat(thread.replies)
    return await show.show_context(request, thread.focus, above, below)


def _flat(replies: tuple[Reply, ...]) -> tuple[PostView, ...]:
    """Depth first, without those that are gone. Threads can be deep, so no recursion."""
    found: list[PostView] = []
    waiting = list(reversed(replies))
    while waiting:
        reply = waiting.pop()
        if reply.view is not None:
            found.append(reply.view)
        waiting.extend(reversed(reply.replies))
    return tuple(found)


@endpoint(
    "GET",
    "/api/v1/statuses/{status_id:str}/history",
    "All wordings of a status, oldest first",
    sees="read:statuses",
)
async def get_history(request: Call, status_id: StatusId) -> Answer[tuple[StatusEdit, ...]]:
    view = await find_view(request, status_id)
    earlier = await request.reader.edits(request.viewer_id, view.post.id)
    author = await show.show_account(request, view.author)
    pictures = convert.attachments(view, request.base_url)
    poll = view.poll.poll if view.poll else None
    return Answer(convert.wordings(view.post, poll, earlier, author, pictures, request.base_url))


@endpoint(
    "GET",
    "/api/v1/statuses/{status_id:str}/source",
    "A status as its author wrote it, for its author",
    needs="read:statuses",
)
async def get_source(request: Call, status_id: StatusId) -> Answer[StatusSource]:
    view = await find_view(request, status_id)
    if view.post.account_id != request.me.id:
        raise NotYours
    return Answer(StatusSource(str(view.post.id), view.post.text, view.post.warning))


routes: Final[tuple[HTTPRouteHandler, ...]] = (get_status, get_context, get_history, get_source)
