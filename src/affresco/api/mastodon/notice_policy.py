"""What is let through to notifications, and the people whose notifications are kept apart."""

from __future__ import annotations

from typing import Annotated, Final

import msgspec
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import JSONBody, PathParameter

from affresco.accounts.model import AccountId
from affresco.api.core.answers import Answer
from affresco.api.core.call import Call
from affresco.api.core.endpoint import endpoint
from affresco.api.core.paging import find_id
from affresco.api.mastodon import notice_entities as entities
from affresco.api.mastodon import notice_show
from affresco.api.mastodon.notice_entities import Empty, Merged, NotificationRequest
from affresco.feeds import notice_policy
from affresco.feeds import notification_queries as queries
from affresco.feeds.model import Cursor, NotificationPolicy, Verdict
from affresco.feeds.notice_policy import PENDING_LIMIT, RequestNotFound

IDS_LIMIT: Final = 100

RequestId = Annotated[
    str, PathParameter(description="Of a request.", schema_extra={"pattern": "^[0-9]{1,19}$"})
]
Ids = Annotated[list[str | int], msgspec.Meta(max_length=IDS_LIMIT)]


class PolicyWish(msgspec.Struct, frozen=True):
    """What is left out stays as it is."""

    for_not_following: Verdict | None = None
    for_not_followers: Verdict | None = None
    for_new_accounts: Verdict | None = None
    for_private_mentions: Verdict | None = None
    for_limited_accounts: Verdict | None = None

    def changes(self) -> dict[str, Verdict]:
        """What is said."""
        return {
            name: verdict
            for name in self.__struct_fields__
            if (verdict := getattr(self, name)) is not None
        }


class OldPolicyWish(msgspec.Struct, frozen=True):
    """The same in yes and no."""

    filter_not_following: bool | None = None
    filter_not_followers: bool | None = None
    filter_new_accounts: bool | None = None
    filter_private_mentions: bool | None = None

    def changes(self) -> dict[str, Verdict]:
        """What is said."""
        return {
            name.replace("filter_", "for_"): "filter" if wish else "accept"
            for name in self.__struct_fields__
            if (wish := getattr(self, name)) is not None
        }


class RequestIds(msgspec.Struct, frozen=True):
    """id: as forms name a list."""

    id: Ids


@endpoint(
    "GET",
    "/api/v2/notifications/policy",
    "What is let through to one's notifications",
    needs="read:notifications",
)
async def get_policy(request: Call) -> Answer[entities.NotificationPolicy]:
    return Answer(await _policy(request))


@endpoint(
    "PATCH",
    "/api/v2/notifications/policy",
    "Decide what is let through from now on",
    needs="write:notifications",
    faults=(422,),
)
async def update_policy(
    request: Call, data: JSONBody[PolicyWish]
) -> Answer[entities.NotificationPolicy]:
    await _change(request, data.changes())
    return Answer(await _policy(request))


@endpoint(
    "PUT",
    "/api/v2/notifications/policy",
    "The same, as some clients send it",
    needs="write:notifications",
    faults=(422,),
)
async def put_policy(
    request: Call, data: JSONBody[PolicyWish]
) -> Answer[entities.NotificationPolicy]:
    await _change(request, data.changes())
    return Answer(await _policy(request))


@endpoint(
    "GET",
    "/api/v1/notifications/policy",
    "The same for older clients",
    needs="read:notifications",
)
async def get_old_policy(request: Call) -> Answer[entities.OldNotificationPolicy]:
    return Answer(_old(await _policy(request)))


@endpoint(
    "PATCH",
    "/api/v1/notifications/policy",
    "The same for older clients",
    needs="write:notifications",
    faults=(422,),
)
async def update_old_policy(
    request: Call, data: JSONBody[OldPolicyWish]
) -> Answer[entities.OldNotificationPolicy]:
    await _change(request, data.changes())
    return Answer(_old(await _policy(request)))


@endpoint(
    "PUT",
    "/api/v1/notifications/policy",
    "The same for older clients",
    needs="write:notifications",
    faults=(422,),
)
async def put_old_policy(
    request: Call, data: JSONBody[OldPolicyWish]
) -> Answer[entities.OldNotificationPolicy]:
    await _change(request, data.changes())
    return Answer(_old(await _policy(request)))


@endpoint(
    "GET",
    "/api/v1/notifications/requests",
    "People whose notifications are kept apart",
    needs="read:notifications",
    faults=(422,),
    paged=True,
)
async def list_requests(
    request: Call, page: NamedDependency[Cursor]
) -> Answer[tuple[NotificationRequest, ...]]:
    found = await request.reader.notices.requests(request.me.id, page)
    return Answer(
        await notice_show.requests(request, found.items),
        headers=request.links(found.older, found.newer),
    )


@endpoint(
    "GET",
    "/api/v1/notifications/requests/merged",
    "Whether what was accepted is with the others by now",
    needs="read:notifications",
)
async def merged(request: Call) -> Answer[Merged]:
    return Answer(Merged())


@endpoint(
    "GET",
    "/api/v1/notifications/requests/{request_id:str}",
    "Somebody whose notifications are kept apart",
    needs="read:notifications",
)
async def get_request(request: Call, request_id: RequestId) -> Answer[NotificationRequest]:
    number = await _pending(request, request_id)
    found = await request.reader.notices.requests(request.me.id, Cursor(), [number])
    shown = await notice_show.requests(request, found.items)
    if not shown:
        raise RequestNotFound
    return Answer(shown[0])


@endpoint(
    "POST",
    "/api/v1/notifications/requests/accept",
    "Let in what these people did and will do",
    needs="write:notifications",
    faults=(422,),
)
async def accept_requests(request: Call, data: JSONBody[RequestIds]) -> Answer[Empty]:
    await notice_policy.accept(request.database, request.me.id, _numbers(data.id))
    return Answer(Empty())


@endpoint(
    "POST",
    "/api/v1/notifications/requests/dismiss",
    "Delete what is kept apart of these people",
    needs="write:notifications",
    faults=(422,),
)
async def dismiss_requests(request: Call, data: JSONBody[RequestIds]) -> Answer[Empty]:
    await notice_policy.dismiss(request.database, request.me.id, _numbers(data.id))
    return Answer(Empty())


@endpoint(
    "POST",
    "/api/v1/notifications/requests/{request_id:str}/accept",
    "Let in what somebody did and will do",
    needs="write:notifications",
)
async def accept_request(request: Call, request_id: RequestId) -> Answer[Empty]:
    number = await _pending(request, request_id)
    await notice_policy.accept(request.database, request.me.id, (number,))
    return Answer(Empty())


@endpoint(
    "POST",
    "/api/v1/notifications/requests/{request_id:str}/dismiss",
    "Delete what is kept apart of somebody",
    needs="write:notifications",
)
async def dismiss_request(request: Call, request_id: RequestId) -> Answer[Empty]:
    number = await _pending(request, request_id)
    await notice_policy.dismiss(request.database, request.me.id, (number,))
    return Answer(Empty())


async def _pending(request: Call, request_id: str) -> AccountId:
    """Raises RequestNotFound."""
    number = find_id(request_id)
    if number is not None:
        found = await request.reader.notices.requests(request.me.id, Cursor(), [number])
        if found.items:
            return found.items[0].id
    raise RequestNotFound


def _numbers(ids: list[str | int]) -> list[int]:
    return [number for text in ids if (number := find_id(str(text))) is not None]


async def _change(request: Call, changes: dict[str, Verdict]) -> None:
    me = request.me
    async with request.database.read() as tx:
        before = await notice_policy.get_policy(tx, me.id)
    after: NotificationPolicy = msgspec.structs.replace(before, **changes)
    await notice_policy.set_policy(request.database, me.id, after)


async def _policy(request: Call) -> entities.NotificationPolicy:
    me = request.me
    async with request.database.read() as tx:
        policy = await notice_policy.get_policy(tx, me.id)
        counted = await queries.pending_counts(tx, me.id, PENDING_LIMIT)
    return entities.NotificationPolicy(
        **msgspec.structs.asdict(policy),
        summary=entities.PolicySummary(counted["people"], counted["notifications"]),
    )


def _old(policy: entities.NotificationPolicy) -> entities.OldNotificationPolicy:
    return entities.OldNotificationPolicy(
        filter_not_following=policy.for_not_following != "accept",
        filter_not_followers=policy.for_not_followers != "accept",
        filter_new_accounts=policy.for_new_accounts != "accept",
        filter_private_mentions=policy.for_private_mentions != "accept",
        summary=policy.summary,
    )


routes: Final[tuple[HTTPRouteHandler, ...]] = (
    get_policy,
    update_policy,
    put_policy,
    get_old_policy,
    update_old_policy,
    put_old_policy,
    list_requests,
    merged,
    get_request,
    accept_requests,
    dismiss_requests,
    accept_request,
    dismiss_request,
)
