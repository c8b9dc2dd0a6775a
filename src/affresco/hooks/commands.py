"""Writes and reads on behalf of the owner of a webhook."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from typing import Final

import msgspec

from affresco.db import Database, ReadTx, Row
from affresco.hooks import outbox, queries, signing
from affresco.hooks.errors import (
    BadHookAddress,
    BadHookEvents,
    DeliveryNotFound,
    HookNotFound,
    TooManyHooks,
    TurnedAlready,
)
from affresco.hooks.model import HOOKS_LIMIT, OVERLAP, TEST, URL_LIMIT, Delivery, Hook, Owner

PAGE: Final = 30
"""Deliveries of one page."""


class Deliveries(msgspec.Struct, frozen=True):
    """Some deliveries, the newest first. older: what ``before`` must be for the next page, or None."""

    items: tuple[Delivery, ...]
    older: int | None


async def register(
    database: Database,
    owner: Owner,
    url: str,
    events: Sequence[str],
    token_id: int | None = None,
) -> Hook:
    """From now on the address is told of these events.

    token_id: of the program that asks for it; the webhook goes with it. The door has looked where the address
    leads. Raises BadHookAddress, BadHookEvents, TooManyHooks.
    """
    if not url or len(url) > URL_LIMIT:
        raise BadHookAddress(reason=f"it has no more than {URL_LIMIT} characters")
    known = owner.events
    wanted = [event for event in known if event in events]
    if not wanted or len(wanted) < len(set(events)):
        raise BadHookEvents(events=", ".join(known))
    async with database.write() as tx:
        if await queries.lock_owner(tx, owner) >= HOOKS_LIMIT:
            raise TooManyHooks(limit=HOOKS_LIMIT)
        return hook_of(await queries.insert(tx, owner, url, wanted, token_id))


async def list_hooks(database: Database, owner: Owner) -> tuple[Hook, ...]:
    """All of an owner's, the newest first."""
    async with database.read() as tx:
        return tuple(map(hook_of, await queries.rows_of(tx, owner)))


async def get_hook(database: Database, owner: Owner, hook_id: int) -> Hook:
    """One of an owner's. Raises HookNotFound."""
    async with database.read() as tx:
        return await _get(tx, owner, hook_id)


async def remove(database: Database, owner: Owner, hook_id: int) -> None:
    """Send nothing there any more; its deliveries are forgotten. Raises HookNotFound."""
    async with database.write() as tx:
        if not await queries.delete(tx, owner, hook_id):
            raise HookNotFound


async def turn(database: Database, owner: Owner, hook_id: int) -> Hook:
    """Make its secret anew. For a day messages carry the signatures of both. Not twice in that time: pressed
    twice, it would cut off a program that has the first one. Raises HookNotFound, TurnedAlready."""
    async with database.write() as tx:
        row = await queries.turn(tx, owner, hook_id, OVERLAP)
        if row is None:
            await _get(tx, owner, hook_id)
            raise TurnedAlready
        return hook_of(row)


async def enable(database: Database, owner: Owner, hook_id: int) -> None:
    """Take up again one that was put aside; what waited is tried at once. Raises HookNotFound."""
    async with database.write() as tx:
        if not await queries.enable(tx, owner, hook_id):
            raise HookNotFound


async def try_out(database: Database, owner: Owner, hook_id: int) -> None:
    """Send a message that says nothing, to see whether it arrives. Raises HookNotFound."""
    async with database.write() as tx:
        hook = await _get(tx, owner, hook_id)
        await outbox.put(tx, [hook.id], f"test-{secrets.token_hex(8)}", TEST, outbox.Nothing())
        await queries.wake(tx, hook.id)


async def list_deliveries(
    database: Database, owner: Owner, hook_id: int, before: int | None = None
) -> Deliveries:
    """What was sent there, or is to be, in the last 30 days. Raises HookNotFound."""
    async with database.read() as tx:
        await _get(tx, owner, hook_id)
        rows = await queries.delivery_rows(tx, hook_id, before, PAGE + 1)
    items = tuple(map(_delivery, rows[:PAGE]))
    return Deliveries(items, items[-1].id if len(rows) > PAGE else None)


async def replay(database: Database, owner: Owner, hook_id: int, delivery_id: int) -> None:
    """Send a message once more, under the same id. Raises HookNotFound, DeliveryNotFound."""
    async with database.write() as tx:
        await _get(tx, owner, hook_id)
        if not await queries.replay(tx, hook_id, delivery_id):
            raise DeliveryNotFound
        await queries.wake(tx, hook_id)


def secret_of(instance_secret: bytes, hook: Hook) -> str:
    """What its messages are signed with, as the owner copies it. Doors show it when it is made, and never
    again."""
    return signing.shown(signing.secret_of(instance_secret, hook.id, hook.turns))


async def _get(tx: ReadTx, owner: Owner, hook_id: int) -> Hook:
    row = await queries.row(tx, owner, hook_id)
    if row is None:
        raise HookNotFound
    return hook_of(row)


def hook_of(row: Row) -> Hook:
    """A row of ``webhooks``."""
    return Hook(
        id=row["id"],
        owner=Owner(row["account_id"], row["consumer_id"]),
        url=row["url"],
        events=tuple(row["events"]),
        token_id=row["token_id"],
        turns=row["turns"],
        turned_at=row["turned_at"],
        failures=row["failures"],
        disabled_at=row["disabled_at"],
        trouble=row["trouble"],
        created_at=row["created_at"],
    )


def _delivery(row: Row) -> Delivery:
    return Delivery(
        id=row["id"],
        message_id=row["message_id"],
        event=row["event"],
        state=row["state"],
        attempts=row["attempts"],
        due_at=row["due_at"],
        status=row["status"],
        trouble=row["trouble"],
        at=row["at"],
    )
