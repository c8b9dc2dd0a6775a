"""A consumer's webhooks, with its key: withdrawals and releases of the commons."""

from __future__ import annotations

from typing import Final

from litestar.handlers import HTTPRouteHandler
from litestar.params import JSONBody

from affresco.api.core.answers import Answer
from affresco.api.core.call import Call
from affresco.api.core.endpoint import endpoint
from affresco.api.native import hooking
from affresco.api.native.callers import caller
from affresco.api.native.hook_entities import DeliveryEntity, Done, HookEntity, NewHook
from affresco.api.native.hooking import IdText, MaxId
from affresco.commons.errors import ConsumersOnly
from affresco.hooks.model import Owner

PATH: Final = "/api/affresco/v1/commons/hooks"
TAG: Final = "Affresco"


async def _consumers(request: Call) -> Owner:
    """Any scope will do: both the stream and releases lose what is withdrawn."""
    who = await caller(request)
    if who.consumer is None:
        raise ConsumersOnly
    return Owner(consumer_id=who.consumer.id)


@endpoint("GET", PATH, "A consumer's webhooks, the newest first", faults=(403, 422), tag=TAG)
async def list_consumers(request: Call) -> Answer[tuple[HookEntity, ...]]:
    return await hooking.list_hooks(request, await _consumers(request))


@endpoint(
    "POST",
    PATH,
    "Have an address told of withdrawals and releases; the answer has the secret",
    faults=(403, 409, 422),
    tag=TAG,
)
async def add_consumers(request: Call, data: JSONBody[NewHook]) -> Answer[HookEntity]:
    return await hooking.add_hook(request, await _consumers(request), data)


@endpoint("GET", f"{PATH}/{{hook_id:str}}", "One webhook", faults=(403, 422), tag=TAG)
async def show_consumers(request: Call, hook_id: IdText) -> Answer[HookEntity]:
    return await hooking.show_hook(request, await _consumers(request), hook_id)


@endpoint(
    "DELETE",
    f"{PATH}/{{hook_id:str}}",
    "Send nothing there any more",
    faults=(403, 422),
    tag=TAG,
)
async def remove_consumers(request: Call, hook_id: IdText) -> Answer[Done]:
    return await hooking.remove_hook(request, await _consumers(request), hook_id)


@endpoint(
    "POST",
    f"{PATH}/{{hook_id:str}}/enable",
    "Take up again one that was put aside",
    faults=(403, 422),
    tag=TAG,
)
async def enable_consumers(request: Call, hook_id: IdText) -> Answer[Done]:
    return await hooking.enable_hook(request, await _consumers(request), hook_id)


@endpoint(
    "POST",
    f"{PATH}/{{hook_id:str}}/test",
    "Send a message that says nothing, to see whether it arrives",
    faults=(403, 422),
    tag=TAG,
)
async def try_consumers(request: Call, hook_id: IdText) -> Answer[Done]:
    return await hooking.try_hook(request, await _consumers(request), hook_id)


@endpoint(
    "POST",
    f"{PATH}/{{hook_id:str}}/secret",
    "Make the secret anew; for a day messages are signed with both",
    faults=(403, 409, 422),
    tag=TAG,
)
async def turn_consumers(request: Call, hook_id: IdText) -> Answer[HookEntity]:
    return await hooking.turn_secret(request, await _consumers(request), hook_id)


@endpoint(
    "GET",
    f"{PATH}/{{hook_id:str}}/deliveries",
    "What was sent there in 30 days, the newest first",
    faults=(403, 422),
    paged=True,
    tag=TAG,
)
async def deliveries_of_consumers(
    request: Call, hook_id: IdText, max_id: MaxId = None
) -> Answer[tuple[DeliveryEntity, ...]]:
    return await hooking.list_deliveries(request, await _consumers(request), hook_id, max_id)


@endpoint(
    "POST",
    f"{PATH}/{{hook_id:str}}/deliveries/{{delivery_id:str}}/replay",
    "Send a message once more, under the same id",
    faults=(403, 422),
    tag=TAG,
)
async def replay_consumers(request: Call, hook_id: IdText, delivery_id: IdText) -> Answer[Done]:
    return await hooking.replay_delivery(request, await _consumers(request), hook_id, delivery_id)


routes: Final[tuple[HTTPRouteHandler, ...]] = (
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
