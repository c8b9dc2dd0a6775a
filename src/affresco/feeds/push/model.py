"""Facts about push subscriptions."""

from __future__ import annotations

from typing import Final, Literal, get_args

import msgspec

from affresco.feeds.model import NotificationKind
from affresco.feeds.push.crypto import Keys

Alert = Literal[
    "mention",
    "status",
    "reblog",
    "follow",
    "follow_request",
    "favourite",
    "poll",
    "update",
    "quote",
    "admin.sign_up",
    "admin.report",
]
ALERTS: Final[tuple[Alert, ...]] = get_args(Alert)
Policy = Literal["all", "followed", "follower", "none"]
"""Of whom one is told: everybody; whom one follows; who follows one; nobody."""

ALERT_OF: Final[dict[NotificationKind, Alert]] = {
    "follow": "follow",
    "follow_request": "follow_request",
    "like": "favourite",
    "reply": "mention",
    "mention": "mention",
    "repost": "reblog",
    "remix": "status",
    "post": "status",
    "quote": "quote",
    "poll": "poll",
    "edit": "update",
    "report": "admin.report",
    "sign_up": "admin.sign_up",
}


class Wish(msgspec.Struct, frozen=True, kw_only=True):
    """Where to push to, and what. standard: RFC 8291, else the draft before it."""

    endpoint: str
    keys: Keys
    standard: bool = True
    alerts: tuple[Alert, ...] = ALERTS
    policy: Policy = "all"


class Subscription(msgspec.Struct, frozen=True, kw_only=True):
    """A wish that is kept. sealed_token: of the app whose it is, None for a browser's."""

    id: int
    account_id: int
    endpoint: str
    keys: Keys
    standard: bool
    alerts: tuple[Alert, ...]
    policy: Policy
    sealed_token: bytes | None = None
