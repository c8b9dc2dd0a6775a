"""Facts of webhooks."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final, Literal

import msgspec

PersonEvent = Literal[
    "notification.follow",
    "notification.follow_request",
    "notification.like",
    "notification.reply",
    "notification.repost",
    "notification.remix",
    "notification.quote",
    "notification.mention",
    "post.published",
    "generation.done",
    "generation.failed",
]
"""What a person can be told of: what others do, as in the notifications; what they publish themselves, and
what became of their jobs in the studio."""
ConsumerEvent = Literal["commons.withdrawn", "commons.released"]
"""What a consumer of the commons can be told of."""
Event = PersonEvent | ConsumerEvent

PERSON_EVENTS: Final[tuple[PersonEvent, ...]] = PersonEvent.__args__  # type: ignore[attr-defined]
CONSUMER_EVENTS: Final[tuple[ConsumerEvent, ...]] = ConsumerEvent.__args__  # type: ignore[attr-defined]

TEST: Final = "test"
"""The event of a message that is sent only to see whether it arrives."""

URL_LIMIT: Final = 2_000
HOOKS_LIMIT: Final = 10
"""Webhooks of one owner."""
KEEP: Final = timedelta(days=30)
"""How long deliveries are kept."""
PAUSES: Final = tuple(
    timedelta(seconds=seconds)
    for seconds in (5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400)
)
"""Between one attempt and the next: together a little over three days; then it is given up."""
ATTEMPTS: Final = len(PAUSES) + 1
LONGEST_REST: Final = timedelta(minutes=5)
"""How long at most nothing is sent to a webhook after one that failed, whatever waits."""
SILENCE: Final = timedelta(days=3)
"""A webhook that has failed for so long is put aside."""
OVERLAP: Final = timedelta(hours=24)
"""How long messages are signed with the secret before as well, when it is made anew."""

State = Literal["waiting", "delivered", "given up"]


class Owner(msgspec.Struct, frozen=True):
    """Whose webhook it is: one of the two. token_id: where a program asks that somebody let in, only those
    that it added itself are meant: what leads to another is no matter of its own."""

    account_id: int | None = None
    consumer_id: int | None = None
    token_id: int | None = None

    @property
    def events(self) -> tuple[str, ...]:
        """What such an owner can be told of."""
        return PERSON_EVENTS if self.account_id is not None else CONSUMER_EVENTS


class Hook(msgspec.Struct, frozen=True, kw_only=True):
    """A webhook. turns: how often its secret was made anew, last at turned_at. failures: in a row. trouble:
    why it was put aside, when disabled_at says so. token_id: of the program that added it, None for none."""

    id: int
    owner: Owner
    url: str
    events: tuple[str, ...]
    token_id: int | None
    turns: int
    turned_at: datetime | None
    failures: int
    disabled_at: datetime | None
    trouble: str
    created_at: datetime

    def both_until(self, now: datetime) -> datetime | None:
        """Until when messages are signed with the secret before, too; None when they are not now."""
        until = None if self.turned_at is None else self.turned_at + OVERLAP
        return until if until is not None and until > now else None


class Delivery(msgspec.Struct, frozen=True, kw_only=True):
    """A message to one webhook. status: of the last answer, None where none came; trouble: in words."""

    id: int
    message_id: str
    event: str
    state: State
    attempts: int
    due_at: datetime
    status: int | None
    trouble: str
    at: datetime


class Due(msgspec.Struct, frozen=True, kw_only=True):
    """A delivery whose time has come. attempt: which one this is, from 1. data: JSON.
    turns, both: of the webhook's secret, and whether the one before is good, too."""

    id: int
    hook_id: int
    url: str
    message_id: str
    event: str
    data: str
    attempt: int
    at: datetime
    turns: int
    both: bool


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What became of an attempt. status: None where no answer came. trouble: "" when it arrived."""

    status: int | None
    trouble: str = ""
    gone: bool = False
    """The other side wants no more of them, ever (410)."""
