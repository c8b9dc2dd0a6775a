"""Groups of notifications: what is of one kind, about one thing, and of the same half day. Pure.

A group's key says all of it (``like-117660491693817863-41063``), so that nothing has to be stored, and a
notification belongs to its group for ever.
"""

from __future__ import annotations

import re
from typing import Final, cast, get_args

import msgspec

from affresco.feeds.model import Notification, NotificationKind

GROUPED: Final[tuple[NotificationKind, ...]] = ("follow", "like", "repost")
SPAN: Final = 12 * 3600 * 1000
"""Milliseconds. An id is a moment in milliseconds, shifted by 16 bits."""
_KEY: Final = re.compile(r"([a-z_]{1,20})-([0-9]{1,19})(?:-([0-9]{1,9}))?")
_KINDS: Final = frozenset(get_args(NotificationKind))
BIGGEST: Final = 2**63 - 1


class Group(msgspec.Struct, frozen=True):
    """Which notifications: of a kind, about a post (0: about none), with ids in between. kind: None for
    one that stands alone, whose id both bounds are."""

    kind: NotificationKind | None
    post_id: int
    first_id: int
    last_id: int


def key_of(notification: Notification) -> str:
    """The key of the group to which a notification belongs; the statements in ``notification_queries``
    make the same."""
    if notification.kind not in GROUPED:
        return f"ungrouped-{notification.id}"
    turn = (notification.id >> 16) // SPAN
    return f"{notification.kind}-{notification.post_id or 0}-{turn}"


def read_key(key: str) -> Group | None:
    """None for what is no key."""
    match = _KEY.fullmatch(key)
    if match is None or int(match[2]) > BIGGEST:
        return None
    kind, number, turn = match[1], int(match[2]), match[3]
    if kind == "ungrouped" and turn is None:
        return Group(None, 0, number, number)
    if kind not in _KINDS or turn is None:
        return None
    first = (int(turn) * SPAN) << 16
    last = (((int(turn) + 1) * SPAN) << 16) - 1
    return None if last > BIGGEST else Group(cast(NotificationKind, kind), number, first, last)
