"""Scheduled statuses: the list, another time, none at all."""

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
from affresco.api.mastodon import convert
from affresco.api.mastodon.bodies import read_time
from affresco.api.mastodon.entities import MediaAttachment
from affresco.api.mastodon.talk_entities import (
    ScheduledNative,
    ScheduledParams,
    ScheduledPoll,
    ScheduledStatus,
)
from affresco.feeds import paging
from affresco.feeds.model import Cursor
from affresco.feeds.skeleton import Bounds
from affresco.media.model import MediaId
from affresco.media.queries import media_by_ids
from affresco.posts import schedule
from affresco.posts.errors import ScheduledGone
from affresco.posts.schedule import Scheduled

ScheduledId = Annotated[
    str,
    PathParameter(description="Of a scheduled status.", schema_extra={"pattern": "^[0-9]{1,19}$"}),
]


class Moved(msgspec.Struct, frozen=True):
    """When a scheduled status is to be posted instead. scheduled_at: ISO 8601; left out: as it is."""

    scheduled_at: str | None = None


class Nothing(msgspec.Struct, frozen=True):
    """An empty object."""


@endpoint(
    "GET",
    "/api/v1/scheduled_statuses",
    "One's statuses to come, the last scheduled first",
    needs="read:statuses",
    faults=(422,),
    paged=True,
)
async def list_scheduled(
    request: Call, page: NamedDependency[Cursor]
) -> Answer[tuple[ScheduledStatus, ...]]:
    me = request.me
    async with request.database.read() as tx:

        async def fetch(bounds: Bounds) -> list[Scheduled]:
            return list(
                await schedule.page(
                    tx, me.id, bounds.below, bounds.above, bounds.limit, upward=bounds.upward
                )
            )

        async def resolve(found: Sequence[Scheduled]) -> list[Scheduled | None]:
            return [*found]

        found = await paging.collect(page, fetch, resolve)
    shown = tuple([await show_scheduled(request, one) for one in found.items])
    return Answer(shown, headers=request.links(found.older, found.newer))


@endpoint(
    "GET",
    "/api/v1/scheduled_statuses/{scheduled_id:str}",
    "A status to come",
    needs="read:statuses",
)
async def get_scheduled(request: Call, scheduled_id: ScheduledId) -> Answer[ScheduledStatus]:
    return Answer(await show_scheduled(request, await _own(request, scheduled_id)))


@endpoint(
    "PUT",
    "/api/v1/scheduled_statuses/{scheduled_id:str}",
    "Post it at another time",
    needs="write:statuses",
    faults=(422,),
)
async def move_scheduled(
    request: Call, scheduled_id: ScheduledId, data: JSONBody[Moved]
) -> Answer[ScheduledStatus]:
    kept = await _own(request, scheduled_id)
    if data.scheduled_at:
        at = read_time(data.scheduled_at, "scheduled_at")
        kept = await schedule.move(request.database, request.me.id, kept.id, at)
    return Answer(await show_scheduled(request, kept))


@endpoint(
    "DELETE",
    "/api/v1/scheduled_statuses/{scheduled_id:str}",
    "Do not post it",
    needs="write:statuses",
)
async def delete_scheduled(request: Call, scheduled_id: ScheduledId) -> Answer[Nothing]:
    kept = await _own(request, scheduled_id)
    await schedule.delete(request.database, request.me.id, kept.id)
    return Answer(Nothing())


async def _own(request: Call, scheduled_id: str) -> Scheduled:
    number = find_id(scheduled_id)
    if number is None:
        raise ScheduledGone
    async with request.database.read() as tx:
        return await schedule.get_own(tx, request.me.id, number)


async def show_scheduled(request: Call, kept: Scheduled) -> ScheduledStatus:
    """A status to come with its pictures, as far as they are there."""
    command = kept.command
    poll = command.poll
    return ScheduledStatus(
        id=str(kept.id),
        scheduled_at=kept.at.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        params=ScheduledParams(
            text=command.text,
            poll=ScheduledPoll(poll.options, poll.seconds, poll.multiple, poll.hide_totals)
            if poll
            else None,
            media_ids=tuple(str(picture.media_id) for picture in command.pictures),
            sensitive=command.sensitive,
            spoiler_text=command.warning,
            visibility=convert.VISIBILITY[command.visibility],
            in_reply_to_id=_id(command.in_reply_to_id),
            quoted_status_id=_id(command.quote_of_id),
            quote_approval_policy=convert.POLICY_NAMES[command.quote_policy],
            language=command.language,
        ),
        media_attachments=await _pictures(request, kept),
        affresco=ScheduledNative(kept.error_code, kept.error),
    )


async def _pictures(request: Call, kept: Scheduled) -> tuple[MediaAttachment, ...]:
    wanted = kept.command.pictures
    if not wanted:
        return ()
    async with request.database.read() as tx:
        found = await media_by_ids(tx, [picture.media_id for picture in wanted])
    return tuple(
        convert.attachment(request.own(media), picture.alt or media.alt, None, request.base_url)
        for picture in wanted
        if (media := found.get(MediaId(picture.media_id))) and media.owner_id == kept.account_id
    )


def _id(number: int | None) -> str | None:
    return None if number is None else str(number)


routes: Final[tuple[HTTPRouteHandler, ...]] = (
    list_scheduled,
    get_scheduled,
    move_scheduled,
    delete_scheduled,
)
