"""Announcements and reports."""

from __future__ import annotations

from typing import Annotated, Final, cast

import msgspec
from litestar.handlers import HTTPRouteHandler
from litestar.params import JSONBody, PathParameter, QueryParameter

from affresco.api.core.answers import Answer
from affresco.api.core.call import Call
from affresco.api.core.endpoint import endpoint
from affresco.api.core.faults import BadRequest
from affresco.api.core.paging import find_id
from affresco.api.mastodon import convert, show
from affresco.api.mastodon.bodies import Id, read_id
from affresco.api.mastodon.entities import Report
from affresco.api.mastodon.talk_entities import Announcement, AnnouncementReaction
from affresco.posts import announcements, reports
from affresco.posts.errors import AnnouncementNotFound
from affresco.posts.reports import Category, NewReport

AnnouncementId = Annotated[
    str,
    PathParameter(description="Of an announcement.", schema_extra={"pattern": "^[0-9]{1,19}$"}),
]
Emoji = Annotated[str, PathParameter(description="An emoji.")]
CATEGORIES: Final = ("spam", "legal", "violation", "other")


class Done(msgspec.Struct, frozen=True):
    """An empty object."""


class ReportBody(msgspec.Struct, frozen=True):
    """category: spam, legal, violation or other. rule_ids: with violation. forward: nobody is elsewhere."""

    account_id: Id
    status_ids: tuple[Id, ...] = ()
    comment: str = ""
    category: str | None = None
    rule_ids: tuple[str, ...] = ()
    forward: bool = False

    def command(self) -> NewReport:
        """Raises BadRequest."""
        category = self.category or ("violation" if self.rule_ids else "other")
        if category not in CATEGORIES:
            raise BadRequest(reason=f"category: {category[:50]!r} is none of {CATEGORIES}")
        return NewReport(
            target_id=read_id(self.account_id, "account_id"),
            post_ids=tuple(read_id(one, "status_ids") for one in self.status_ids),
            comment=self.comment,
            category=cast("Category", category),
            rules=self.rule_ids,
        )


@endpoint(
    "GET",
    "/api/v1/announcements",
    "What the owners tell everybody, the newest first",
    needs=("read", "read:accounts", "profile"),
    faults=(422,),
)
async def list_announcements(
    request: Call,
    with_dismissed: Annotated[
        bool, QueryParameter(description="Also those that one has dismissed.")
    ] = False,
) -> Answer[tuple[Announcement, ...]]:
    async with request.database.read() as tx:
        found = await announcements.current(tx, request.me.id, with_dismissed=with_dismissed)
    return Answer(tuple(show_announcement(one, request.base_url) for one in found))


@endpoint(
    "POST",
    "/api/v1/announcements/{announcement_id:str}/dismiss",
    "One has read it",
    needs="write:accounts",
)
async def dismiss(request: Call, announcement_id: AnnouncementId) -> Answer[Done]:
    await announcements.dismiss(request.database, request.me.id, _number(announcement_id))
    return Answer(Done())


@endpoint(
    "PUT",
    "/api/v1/announcements/{announcement_id:str}/reactions/{name:str}",
    "React with an emoji",
    needs="write:favourites",
    faults=(422,),
)
async def react(request: Call, announcement_id: AnnouncementId, name: Emoji) -> Answer[Done]:
    await announcements.react(request.database, request.me.id, _number(announcement_id), name)
    return Answer(Done())


@endpoint(
    "DELETE",
    "/api/v1/announcements/{announcement_id:str}/reactions/{name:str}",
    "Take a reaction back",
    needs="write:favourites",
)
async def unreact(request: Call, announcement_id: AnnouncementId, name: Emoji) -> Answer[Done]:
    await announcements.unreact(request.database, request.me.id, _number(announcement_id), name)
    return Answer(Done())


def show_announcement(found: announcements.Announcement, base_url: str) -> Announcement:
    """An announcement for its reader."""
    return Announcement(
        id=str(found.id),
        content=found.html.replace('href="/', f'href="{base_url}/'),
        starts_at=found.starts_at,
        ends_at=found.ends_at,
        published_at=found.published_at,
        updated_at=found.updated_at,
        read=found.read,
        reactions=tuple(
            AnnouncementReaction(name=one.name, count=one.count, me=one.mine)
            for one in found.reactions
        ),
    )


def _number(announcement_id: str) -> int:
    number = find_id(announcement_id)
    if number is None:
        raise AnnouncementNotFound
    return number


@endpoint(
    "POST",
    "/api/v1/reports",
    "Tell the owners of somebody, perhaps with statuses of theirs",
    needs="write:reports",
    faults=(404, 422),
)
async def report(request: Call, data: JSONBody[ReportBody]) -> Answer[Report]:
    told = await reports.report(request.database, request.me.id, data.command())
    (target,) = await show.show_accounts(request, [told.target_id])
    return Answer(convert.report(told, target))


routes: Final[tuple[HTTPRouteHandler, ...]] = (
    list_announcements,
    dismiss,
    react,
    unreact,
    report,
)
