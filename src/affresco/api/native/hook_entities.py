"""What programs are told of webhooks, and what they tell of one they want."""

from __future__ import annotations

from datetime import UTC, datetime

import msgspec

from affresco.hooks.model import Delivery, Hook, State


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


def hook_entity(hook: Hook, secret: str | None = None) -> HookEntity:
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


def delivery_entity(one: Delivery) -> DeliveryEntity:
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
