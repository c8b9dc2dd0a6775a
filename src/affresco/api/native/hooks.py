"""A person's webhooks, with a token of theirs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from litestar.handlers import HTTPRouteHandler
from litestar.params import JSONBody

from affresco.accounts.model import Scope
from affresco.accounts.scopes import opened_by
from affresco.api.core.answers import Answer
from affresco.api.core.call import Call
from affresco.api.core.endpoint import endpoint
from affresco.api.core.faults import ScopeMissing
from affresco.api.native import hooking
from affresco.api.native.hook_entities import DeliveryEntity, Done, HookEntity, NewHook
from affresco.api.native.hooking import IdText, MaxId
from affresco.hooks.model import Owner

PATH: Final = "/api/affresco/v1/hooks"
TAG: Final = "Affresco"


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
    PATH,
    "One's webhooks, the newest first",
    needs="write:accounts",
    tag=TAG,
    feature="webhooks",
)
async def list_own(request: Call) -> Answer[tuple[HookEntity, ...]]:
    return await hooking.list_hooks(request, _mine(request))


@endpoint(
    "POST",
    PATH,
    "Have an address told of what happens to one; the answer has the secret",
    needs="write:accounts",
    faults=(409, 422),
    tag=TAG,
    feature="webhooks",
)
async def add_own(request: Call, data: JSONBody[NewHook]) -> Answer[HookEntity]:
    """The token must open what is told, too. The webhook ends when the token does."""
    _may_hear(request, data.events)
    return await hooking.add_hook(request, _mine(request), data, request.bearer.token_id)


@endpoint(
    "GET",
    f"{PATH}/{{hook_id:str}}",
    "One webhook",
    needs="write:accounts",
    tag=TAG,
    feature="webhooks",
)
async def show_own(request: Call, hook_id: IdText) -> Answer[HookEntity]:
    return await hooking.show_hook(request, _mine(request), hook_id)


@endpoint(
    "DELETE",
    f"{PATH}/{{hook_id:str}}",
    "Send nothing there any more",
    needs="write:accounts",
    tag=TAG,
    feature="webhooks",
)
async def remove_own(request: Call, hook_id: IdText) -> Answer[Done]:
    return await hooking.remove_hook(request, _mine(request), hook_id)


@endpoint(
    "POST",
    f"{PATH}/{{hook_id:str}}/enable",
    "Take up again one that was put aside",
    needs="write:accounts",
    tag=TAG,
    feature="webhooks",
)
async def enable_own(request: Call, hook_id: IdText) -> Answer[Done]:
    return await hooking.enable_hook(request, _mine(request), hook_id)


@endpoint(
    "POST",
    f"{PATH}/{{hook_id:str}}/test",
    "Send a message that says nothing, to see whether it arrives",
    needs="write:accounts",
    tag=TAG,
    feature="webhooks",
)
async def try_own(request: Call, hook_id: IdText) -> Answer[Done]:
    return await hooking.try_hook(request, _mine(request), hook_id)


@endpoint(
    "POST",
    f"{PATH}/{{hook_id:str}}/secret",
    "Make the secret anew; for a day messages are signed with both",
    needs="write:accounts",
    faults=(409,),
    tag=TAG,
    feature="webhooks",
)
async def turn_own(request: Call, hook_id: IdText) -> Answer[HookEntity]:
    return await hooking.turn_secret(request, _mine(request), hook_id)


@endpoint(
    "GET",
    f"{PATH}/{{hook_id:str}}/deliveries",
    "What was sent there in 30 days, the newest first",
    needs="write:accounts",
    paged=True,
    tag=TAG,
    feature="webhooks",
)
async def deliveries_of_own(
    request: Call, hook_id: IdText, max_id: MaxId = None
) -> Answer[tuple[DeliveryEntity, ...]]:
    return await hooking.list_deliveries(request, _mine(request), hook_id, max_id)


@endpoint(
    "POST",
    f"{PATH}/{{hook_id:str}}/deliveries/{{delivery_id:str}}/replay",
    "Send a message once more, under the same id",
    needs="write:accounts",
    tag=TAG,
    feature="webhooks",
)
async def replay_own(request: Call, hook_id: IdText, delivery_id: IdText) -> Answer[Done]:
    return await hooking.replay_delivery(request, _mine(request), hook_id, delivery_id)


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
