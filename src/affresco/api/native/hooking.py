"""What can be done with webhooks, whoever owns them: a person or a consumer of the commons."""

from __future__ import annotations

from typing import Annotated, Final

from litestar.params import PathParameter, QueryParameter

from affresco.accounts.outside import CannotFetch, check
from affresco.api.core.answers import Answer
from affresco.api.core.call import Call
from affresco.api.core.paging import find_id
from affresco.api.native.hook_entities import (
    DeliveryEntity,
    Done,
    HookEntity,
    NewHook,
    delivery_entity,
    hook_entity,
)
from affresco.hooks import commands
from affresco.hooks.errors import BadHookAddress, DeliveryNotFound, HookNotFound
from affresco.hooks.model import Owner

CHECK_SECONDS: Final = 5.0

IdText = Annotated[
    str, PathParameter(description="As it was given.", schema_extra={"pattern": "^[0-9]{1,19}$"})
]
MaxId = Annotated[str | None, QueryParameter(description="Only deliveries older than this one.")]


async def list_hooks(request: Call, owner: Owner) -> Answer[tuple[HookEntity, ...]]:
    return Answer(tuple(map(hook_entity, await commands.list_hooks(request.database, owner))))


async def add_hook(
    request: Call, owner: Owner, new: NewHook, token_id: int | None = None
) -> Answer[HookEntity]:
    private = request.runtime.settings.hooks_private
    try:
        await check(new.url, seconds=CHECK_SECONDS, private=private)
    except CannotFetch as error:
        raise BadHookAddress(reason=str(error)) from error
    hook = await commands.register(request.database, owner, new.url, new.events, token_id)
    return Answer(hook_entity(hook, commands.secret_of(request.runtime.secret, hook)))


async def show_hook(request: Call, owner: Owner, hook_id: str) -> Answer[HookEntity]:
    return Answer(hook_entity(await commands.get_hook(request.database, owner, _number(hook_id))))


async def turn_secret(request: Call, owner: Owner, hook_id: str) -> Answer[HookEntity]:
    hook = await commands.turn(request.database, owner, _number(hook_id))
    return Answer(hook_entity(hook, commands.secret_of(request.runtime.secret, hook)))


async def remove_hook(request: Call, owner: Owner, hook_id: str) -> Answer[Done]:
    await commands.remove(request.database, owner, _number(hook_id))
    return Answer(Done())


async def enable_hook(request: Call, owner: Owner, hook_id: str) -> Answer[Done]:
    await commands.enable(request.database, owner, _number(hook_id))
    return Answer(Done())


async def try_hook(request: Call, owner: Owner, hook_id: str) -> Answer[Done]:
    await commands.try_out(request.database, owner, _number(hook_id))
    return Answer(Done())


async def list_deliveries(
    request: Call, owner: Owner, hook_id: str, max_id: str | None
) -> Answer[tuple[DeliveryEntity, ...]]:
    page = await commands.list_deliveries(
        request.database, owner, _number(hook_id), None if max_id is None else find_id(max_id)
    )
    return Answer(tuple(map(delivery_entity, page.items)), headers=request.links(page.older, None))


async def replay_delivery(
    request: Call, owner: Owner, hook_id: str, delivery_id: str
) -> Answer[Done]:
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
