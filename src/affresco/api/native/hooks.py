"""Webhooks: of people, with their token; of consumers of the commons, with their key."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Annotated, Final

import msgspec
from litestar.handlers import HTTPRouteHandler
from litestar.params import JSONBody, PathParameter, QueryParameter

from affresco.accounts.model import Scope
from affresco.accounts.outside import CannotFetch, check
from affresco.accounts.scopes import opened_by
from affresco.api.core.answers import Answer
from affresco.api.core.call import Call
from affresco.api.core.endpoint import endpoint
from affresco.api.core.faults import ScopeMissing
from affresco.api.core.paging import find_id
from affresco.api.native.callers import caller
from affresco.commons.errors import ConsumersOnly
from affresco.hooks import commands
from affresco.hooks.errors import BadHookAddress, DeliveryNotFound, HookNotFound
from affresco.hooks.model import Delivery, Hook, Owner, State

OWN: Final = "/api/affresco/v1/hooks"
COMMONS: Final = "/api/affresco/v1/commons/hooks"
CHECK_SECONDS: Final = 5.0
TAG: Final = "Affresco"

IdText = Annotated[
    str, PathParameter(description="As it was given.", schema_extra={"pattern": "^[0-9]{1,19}$"})
]
MaxId = Annotated[str | None, QueryParameter(description="Only deliveries older than this one.")]


class HookEntity(msgspec.Struct, frozen=True, kw_only=True):
    """A webhook. disabled_at: since when it is put aside, because of trouble; failures: in a row. secret:
    when it is made, with the webhook or anew, and never again; both_until: until when messages are signed
    with the one before, too, null when they are not."""

    id: str
    url: str
    events: tuple[str, ...]
    failures: int
    disabled_at: datetime | None
    trouble: str
    created_at: datetime
    both_until: datetime | None
    secret: str | None = None


class DeliveryEntity(msgspec.Struct, frozen=True, kw_only=True):
    """A message to a webhook. message_id: its header webhook-id, the same for each attempt. status: of the
    last answer, null where none came; trouble: in words."""

    id: str
    message_id: str
    event: str
    state: State
    attempts: int
    status: int | None
    trouble: str
    due_at: datetime
    created_at: datetime


class NewHook(msgspec.Struct, frozen=True):
    """url: begins with https://. events: which messages are sent there."""

    url: str
    events: tuple[str, ...]


class Done(msgspec.Struct, frozen=True):
    """An empty object: it is done."""


# for both ------------------------------------------------------------------------------------------


async def _list(request: Call, owner: Owner) -> Answer[tuple[HookEntity, ...]]:
    return Answer(tuple(map(_entity, await commands.list_hooks(request.database, owner))))


async def _add(
    request: Call, owner: Owner, new: NewHook, token_id: int | None = None
) -> Answer[HookEntity]:
    private = request.runtime.settings.hooks_private
    try:
        await check(new.url, seconds=CHECK_SECONDS, private=private)
    except CannotFetch as error:
        raise BadHookAddress(reason=str(error)) from error
    hook = await commands.register(request.database, owner, new.url, new.events, token_id)
    return Answer(_entity(hook, commands.secret_of(request.runtime.secret, hook)))


async def _show(request: Call, owner: Owner, hook_id: str) -> Answer[HookEntity]:
    return Answer(_entity(await commands.get_hook(request.database, owner, _number(hook_id))))


async def _turn(request: Call, owner: Owner, hook_id: str) -> Answer[HookEntity]:
    hook = await commands.turn(request.database, owner, _number(hook_id))
    return Answer(_entity(hook, commands.secret_of(request.runtime.secret, hook)))


async def _remove(request: Call, owner: Owner, hook_id: str) -> Answer[Done]:
    await commands.remove(request.database, owner, _number(hook_id))
    return Answer(Done())


async def _enable(request: Call, owner: Owner, hook_id: str) -> Answer[Done]:
    await commands.enable(request.database, owner, _number(hook_id))
    return Answer(Done())


async def _try(request: Call, owner: Owner, hook_id: str) -> Answer[Done]:
    await commands.try_out(request.database, owner, _number(hook_id))
    return Answer(Done())


async def _deliveries(
    request: Call, owner: Owner, hook_id: str, max_id: str | None
) -> Answer[tuple[DeliveryEntity, ...]]:
    page = await commands.list_deliveries(
        request.database, owner, _number(hook_id), None if max_id is None else find_id(max_id)
    )
    return Answer(tuple(map(_delivery, page.items)), headers=request.links(page.older, None))


async def _replay(request: Call, owner: Owner, hook_id: str, delivery_id: str) -> Answer[Done]:
    number = find_id(delivery_id)
    if number is None:
        raise DeliveryNotFound
    await commands.replay(request.database, owner, _number(hook_id), number)
    return Answer(Done())


def _number(hook_id: str) -> int:
    number = find_id(hook_id)
    if number is None:
        raise HookNotFound
    return number


def _entity(hook: Hook, secret: str | None = None) -> HookEntity:
    return HookEntity(
        id=str(hook.id),
        url=hook.url,
        events=hook.events,
        failures=hook.failures,
        disabled_at=hook.disabled_at,
        trouble=hook.trouble,
        created_at=hook.created_at,
        both_until=hook.both_until(datetime.now(UTC)),
        secret=secret,
    )


def _delivery(one: Delivery) -> DeliveryEntity:
    return DeliveryEntity(
        id=str(one.id),
        message_id=one.message_id,
        event=one.event,
        state=one.state,
        attempts=one.attempts,
        status=one.status,
        trouble=one.trouble,
        due_at=one.due_at,
        created_at=one.at,
    )


# people --------------------------------------------------------------------------------------------


def _mine(request: Call) -> Owner:
    """All of one's own, with a token that one made by hand; with an app's, those that it added."""
    bearer = request.bearer
    return Owner(request.me.id, token_id=None if bearer.app_id is None else bearer.token_id)


def _may_hear(request: Call, events: Iterable[str]) -> None:
    """A webhook tells nothing that its program could not read. Raises ScopeMissing."""
    for event in events:
        scope: Scope = (
            "read:notifications" if event.startswith("notification.") else "read:statuses"
        )
        if request.bearer.scopes.isdisjoint(opened_by(scope)):
            raise ScopeMissing(scope=scope)


@endpoint(
    "GET",
    OWN,
    "One's webhooks, the newest first",
    needs="write:accounts",
    tag=TAG,
    feature="webhooks",
)
async def list_own(request: Call) -> Answer[tuple[HookEntity, ...]]:
    return await _list(request, _mine(request))


@endpoint(
    "POST",
    OWN,
    "Have an address told of what happens to one; the answer has the secret",
    needs="write:accounts",
    faults=(409, 422),
    tag=TAG,
    feature="webhooks",
)
async def add_own(request: Call, data: JSONBody[NewHook]) -> Answer[HookEntity]:
    """The token must open what is told, too. The webhook ends when the token does."""
    _may_hear(request, data.events)
    return await _add(request, _mine(request), data, request.bearer.token_id)


@endpoint(
    "GET",
    f"{OWN}/{{hook_id:str}}",
    "One webhook",
    needs="write:accounts",
    tag=TAG,
    feature="webhooks",
)
async def show_own(request: Call, hook_id: IdText) -> Answer[HookEntity]:
    return await _show(request, _mine(request), hook_id)


@endpoint(
    "DELETE",
    f"{OWN}/{{hook_id:str}}",
    "Send nothing there any more",
    needs="write:accounts",
    tag=TAG,
    feature="webhooks",
)
async def remove_own(request: Call, hook_id: IdText) -> Answer[Done]:
    return await _remove(request, _mine(request), hook_id)


@endpoint(
    "POST",
    f"{OWN}/{{hook_id:str}}/enable",
    "Take up again one that was put aside",
    needs="write:accounts",
    tag=TAG,
    feature="webhooks",
)
async def enable_own(request: Call, hook_id: IdText) -> Answer[Done]:
    return await _enable(request, _mine(request), hook_id)


@endpoint(
    "POST",
    f"{OWN}/{{hook_id:str}}/test",
    "Send a message that says nothing, to see whether it arrives",
    needs="write:accounts",
    tag=TAG,
    feature="webhooks",
)
async def try_own(request: Call, hook_id: IdText) -> Answer[Done]:
    return await _try(request, _mine(request), hook_id)


@endpoint(
    "POST",
    f"{OWN}/{{hook_id:str}}/secret",
    "Make the secret anew; for a day messages are signed with both",
    needs="write:accounts",
    faults=(409,),
    tag=TAG,
    feature="webhooks",
)
async def turn_own(request: Call, hook_id: IdText) -> Answer[HookEntity]:
    return await _turn(request, _mine(request), hook_id)


@endpoint(
    "GET",
    f"{OWN}/{{hook_id:str}}/deliveries",
    "What was sent there in 30 days, the newest first",
    needs="write:accounts",
    paged=True,
    tag=TAG,
    feature="webhooks",
)
async def deliveries_of_own(
    request: Call, hook_id: IdText, max_id: MaxId = None
) -> Answer[tuple[DeliveryEntity, ...]]:
    return await _deliveries(request, _mine(request), hook_id, max_id)


@endpoint(
    "POST",
    f"{OWN}/{{hook_id:str}}/deliveries/{{delivery_id:str}}/replay",
    "Send a message once more, under the same id",
    needs="write:accounts",
    tag=TAG,
    feature="webhooks",
)
async def replay_own(request: Call, hook_id: IdText, delivery_id: IdText) -> Answer[Done]:
    return await _replay(request, _mine(request), hook_id, delivery_id)


# consumers -----------------------------------------------------------------------------------------


async def _consumers(request: Call) -> Owner:
    """Any scope will do: both the stream and releases lose what is withdrawn."""
    who = await caller(request)
    if who.consumer is None:
        raise ConsumersOnly
    return Owner(consumer_id=who.consumer.id)


@endpoint("GET", COMMONS, "A consumer's webhooks, the newest first", faults=(403, 422), tag=TAG)
async def list_consumers(request: Call) -> Answer[tuple[HookEntity, ...]]:
    return await _list(request, await _consumers(request))


@endpoint(
    "POST",
    COMMONS,
    "Have an address told of withdrawals and releases; the answer has the secret",
    faults=(403, 409, 422),
    tag=TAG,
)
async def add_consumers(request: Call, data: JSONBody[NewHook]) -> Answer[HookEntity]:
    return await _add(request, await _consumers(request), data)


@endpoint("GET", f"{COMMONS}/{{hook_id:str}}", "One webhook", faults=(403, 422), tag=TAG)
async def show_consumers(request: Call, hook_id: IdText) -> Answer[HookEntity]:
    return await _show(request, await _consumers(request), hook_id)


@endpoint(
    "DELETE",
    f"{COMMONS}/{{hook_id:str}}",
    "Send nothing there any more",
    faults=(403, 422),
    tag=TAG,
)
async def remove_consumers(request: Call, hook_id: IdText) -> Answer[Done]:
    return await _remove(request, await _consumers(request), hook_id)


@endpoint(
    "POST",
    f"{COMMONS}/{{hook_id:str}}/enable",
    "Take up again one that was put aside",
    faults=(403, 422),
    tag=TAG,
)
async def enable_consumers(request: Call, hook_id: IdText) -> Answer[Done]:
    return await _enable(request, await _consumers(request), hook_id)


@endpoint(
    "POST",
    f"{COMMONS}/{{hook_id:str}}/test",
    "Send a message that says nothing, to see whether it arrives",
    faults=(403, 422),
    tag=TAG,
)
async def try_consumers(request: Call, hook_id: IdText) -> Answer[Done]:
    return await _try(request, await _consumers(request), hook_id)


@endpoint(
    "POST",
    f"{COMMONS}/{{hook_id:str}}/secret",
    "Make the secret anew; for a day messages are signed with both",
    faults=(403, 409, 422),
    tag=TAG,
)
async def turn_consumers(request: Call, hook_id: IdText) -> Answer[HookEntity]:
    return await _turn(request, await _consumers(request), hook_id)


@endpoint(
    "GET",
    f"{COMMONS}/{{hook_id:str}}/deliveries",
    "What was sent there in 30 days, the newest first",
    faults=(403, 422),
    paged=True,
    tag=TAG,
)
async def deliveries_of_consumers(
    request: Call, hook_id: IdText, max_id: MaxId = None
) -> Answer[tuple[DeliveryEntity, ...]]:
    return await _deliveries(request, await _consumers(request), hook_id, max_id)


@endpoint(
    "POST",
    f"{COMMONS}/{{hook_id:str}}/deliveries/{{delivery_id:str}}/replay",
    "Send a message once more, under the same id",
    faults=(403, 422),
    tag=TAG,
)
async def replay_consumers(request: Call, hook_id: IdText, delivery_id: IdText) -> Answer[Done]:
    return await _replay(request, await _consumers(request), hook_id, delivery_id)


routes: Final[tuple[HTTPRouteHandler, ...]] = (
    list_own,
    add_own,
    show_own,
    remove_own,
    enable_own,
    try_own,
    turn_own,
    deliveries_of_own,
    replay_own,
)
"""With a person's token."""

consumer_routes: Final[tuple[HTTPRouteHandler, ...]] = (
    list_consumers,
    add_consumers,
    show_consumers,
    remove_consumers,
    enable_consumers,
    try_consumers,
    turn_consumers,
    deliveries_of_consumers,
    replay_consumers,
)
"""With a consumer's key."""
