"""Notifications: one by one (v1) and in groups (v2), and doing away with them."""

from __future__ import annotations

from typing import Annotated, Final

from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import PathParameter, QueryParameter

from affresco.api.core.answers import Answer
from affresco.api.core.call import Call
from affresco.api.core.endpoint import endpoint
from affresco.api.core.paging import find_id
from affresco.api.mastodon import notice_show
from affresco.api.mastodon.convert import NOTIFICATION_TYPE
from affresco.api.mastodon.entities import Account, Notification
from affresco.api.mastodon.notice_entities import Count, Empty, GroupedNotifications
from affresco.api.mastodon.notice_show import Expansion, kinds_of, wanted
from affresco.api.mastodon.show import show_accounts
from affresco.errors import NotFound
from affresco.feeds.grouping import GROUPED, read_key
from affresco.feeds.model import Cursor, NotificationGroup
from affresco.text import N_

UNREAD_LIMIT: Final = 100
LARGEST_UNREAD_LIMIT: Final = 1_000
ACCOUNTS_LIMIT: Final = 80
"""People of one group that are shown."""

Kinds = list[str] | None
Types = Annotated[
    Kinds, QueryParameter(name="types[]", description="Only these of Mastodon's types.")
]
ExcludeTypes = Annotated[
    Kinds, QueryParameter(name="exclude_types[]", description="All but these.")
]
GroupedTypes = Annotated[
    Kinds,
    QueryParameter(
        name="grouped_types[]",
        description="Of those that are grouped (follow, favourite, reblog) these alone.",
    ),
]
By = Annotated[
    str | None,
    QueryParameter(description="Only what this person did.", pattern="^[0-9]{1,19}$"),
]
Filtered = Annotated[bool, QueryParameter(description="Also what the policy keeps apart.")]
NotificationId = Annotated[
    str,
    PathParameter(description="Of a notification.", schema_extra={"pattern": "^[0-9]{1,19}$"}),
]
GroupKey = Annotated[str, PathParameter(description="As a group says it.")]
CountLimit = Annotated[
    int | None,
    QueryParameter(
        name="limit", description=f"Where counting stops, at most {LARGEST_UNREAD_LIMIT}."
    ),
]


class NotificationNotFound(NotFound):
    code = "api.notification_not_found"
    message = N_("This notification does not exist. It may have been dismissed.")


@endpoint(
    "GET",
    "/api/v1/notifications",
    "What happened, newest first",
    needs="read:notifications",
    faults=(422,),
    paged=True,
)
async def list_notifications(
    request: Call,
    page: NamedDependency[Cursor],
    types: Types = None,
    exclude_types: ExcludeTypes = None,
    account_id: By = None,
    include_filtered: Filtered = False,
) -> Answer[tuple[Notification, ...]]:
    asked = wanted(types, exclude_types, _number(account_id), include_filtered)
    found = await request.reader.notices.select(request.me.id, page, asked)
    return await notice_show.page(request, found)


@endpoint(
    "GET",
    "/api/v1/notifications/{notification_id:str}",
    "One notification",
    needs="read:notifications",
)
async def get_notification(request: Call, notification_id: NotificationId) -> Answer[Notification]:
    number = find_id(notification_id)
    view = None if number is None else await request.reader.notices.find(request.me.id, number)
    if view is None or view.notification.kind not in NOTIFICATION_TYPE:
        raise NotificationNotFound
    return Answer((await notice_show.notifications(request, (view,)))[0])


@endpoint(
    "POST",
    "/api/v1/notifications/{notification_id:str}/dismiss",
    "Delete a notification",
    needs="write:notifications",
)
async def dismiss_notification(request: Call, notification_id: NotificationId) -> Answer[Empty]:
    await request.reader.notices.dismiss(request.me.id, f"ungrouped-{notification_id}")
    return Answer(Empty())


@endpoint("POST", "/api/v1/notifications/clear", "Delete all of them", needs="write:notifications")
async def clear_notifications(request: Call) -> Answer[Empty]:
    await request.reader.notices.clear(request.me.id)
    return Answer(Empty())


@endpoint(
    "GET",
    "/api/v1/notifications/unread_count",
    "How many came since the marker",
    needs="read:notifications",
    faults=(422,),
)
async def unread_count(
    request: Call,
    types: Types = None,
    exclude_types: ExcludeTypes = None,
    account_id: By = None,
    at_most: CountLimit = None,
) -> Answer[Count]:
    asked = wanted(types, exclude_types, _number(account_id), False)
    return Answer(
        Count(await request.reader.notices.unread_groups(request.me.id, asked, (), _bound(at_most)))
    )


@endpoint(
    "GET",
    "/api/v2/notifications",
    "What happened, in groups, newest first",
    needs="read:notifications",
    faults=(422,),
    paged=True,
)
async def list_groups(
    request: Call,
    page: NamedDependency[Cursor],
    types: Types = None,
    exclude_types: ExcludeTypes = None,
    grouped_types: GroupedTypes = None,
    account_id: By = None,
    expand_accounts: Annotated[
        Expansion, QueryParameter(description="Whether all people are shown in full.")
    ] = "full",
    include_filtered: Filtered = False,
) -> Answer[GroupedNotifications]:
    asked = wanted(types, exclude_types, _number(account_id), include_filtered)
    grouped = GROUPED if grouped_types is None else kinds_of(grouped_types)
    kinds = tuple(kind for kind in grouped if kind in GROUPED)
    found = await request.reader.notices.groups(request.me.id, page, asked, kinds)
    return Answer(
        await notice_show.groups(request, found.items, expand_accounts),
        headers=request.links(found.older, found.newer),
    )


@endpoint(
    "GET",
    "/api/v2/notifications/unread_count",
    "How many groups have something that came since the marker",
    needs="read:notifications",
    faults=(422,),
)
async def unread_groups(
    request: Call,
    types: Types = None,
    exclude_types: ExcludeTypes = None,
    grouped_types: GroupedTypes = None,
    account_id: By = None,
    at_most: CountLimit = None,
) -> Answer[Count]:
    asked = wanted(types, exclude_types, _number(account_id), False)
    kinds = GROUPED if grouped_types is None else kinds_of(grouped_types)
    return Answer(
        Count(
            await request.reader.notices.unread_groups(request.me.id, asked, kinds, _bound(at_most))
        )
    )


@endpoint("GET", "/api/v2/notifications/{group_key:str}", "One group", needs="read:notifications")
async def get_group(request: Call, group_key: GroupKey) -> Answer[GroupedNotifications]:
    group = await _group(request, group_key)
    return Answer(await notice_show.groups(request, (group,)))


@endpoint(
    "GET",
    "/api/v2/notifications/{group_key:str}/accounts",
    "The people of a group, newest first",
    needs="read:notifications",
)
async def group_accounts(request: Call, group_key: GroupKey) -> Answer[tuple[Account, ...]]:
    group = await _group(request, group_key)
    ids = dict.fromkeys(view.actor.id for view in group.views)
    return Answer(await show_accounts(request, tuple(ids)))


@endpoint(
    "POST",
    "/api/v2/notifications/{group_key:str}/dismiss",
    "Delete a group",
    needs="write:notifications",
)
async def dismiss_group(request: Call, group_key: GroupKey) -> Answer[Empty]:
    if read_key(group_key) is None:
        raise NotificationNotFound
    await request.reader.notices.dismiss(request.me.id, group_key)
    return Answer(Empty())


async def _group(request: Call, key: str) -> NotificationGroup:
    group = await request.reader.notices.group(request.me.id, key, ACCOUNTS_LIMIT)
    if group is None or group.views[0].notification.kind not in NOTIFICATION_TYPE:
        raise NotificationNotFound
    return group


def _number(account_id: str | None) -> int | None:
    """An id that nobody has, where it is none."""
    return None if account_id is None else find_id(account_id) or 0


def _bound(at_most: int | None) -> int:
    return UNREAD_LIMIT if at_most is None else max(1, min(at_most, LARGEST_UNREAD_LIMIT))


routes: Final[tuple[HTTPRouteHandler, ...]] = (
    list_notifications,
    get_notification,
    dismiss_notification,
    clear_notifications,
    unread_count,
    list_groups,
    unread_groups,
    get_group,
    group_accounts,
    dismiss_group,
)
