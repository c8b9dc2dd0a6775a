"""Notifications go to people's webhooks, too: by the same rules, in the same write."""

from __future__ import annotations

from typing import Final

import msgspec

from affresco.accounts import hydrate as account_hydrate
from affresco.accounts.model import AccountId
from affresco.db import WriteTx
from affresco.feeds.model import NotificationKind
from affresco.hooks import outbox
from affresco.hooks.model import PersonEvent

EVENT_OF: Final[dict[NotificationKind, PersonEvent]] = {
    "follow": "notification.follow",
    "follow_request": "notification.follow_request",
    "like": "notification.like",
    "reply": "notification.reply",
    "repost": "notification.repost",
    "remix": "notification.remix",
    "quote": "notification.quote",
    "mention": "notification.mention",
}
"""Of the other kinds webhooks have no word."""


class Actor(msgspec.Struct, frozen=True):
    """Who did it. handle: None for somebody who is gone by now."""

    id: str
    handle: str | None


class NotificationData(msgspec.Struct, frozen=True):
    """What is told of a notification. post_id, path: None where it is about no post."""

    notification_id: str
    actor: Actor
    post_id: str | None
    path: str | None


async def tell(
    tx: WriteTx,
    account_id: int,
    kind: NotificationKind,
    actor_id: int,
    post_id: int | None,
    notification_id: int,
) -> None:
    """A notification was written just now."""
    event = EVENT_OF.get(kind)
    hooks = await outbox.listening(tx, account_id, event) if event is not None else []
    if event is None or not hooks:
        return
    person = (await account_hydrate.people(tx, [AccountId(actor_id)])).get(AccountId(actor_id))
    told = NotificationData(
        notification_id=str(notification_id),
        actor=Actor(str(actor_id), person.handle if person else None),
        post_id=None if post_id is None else str(post_id),
        path=None if post_id is None else f"/posts/{post_id}",
    )
    await outbox.put(tx, hooks, f"notification-{notification_id}", event, told)
