"""Facts about feedback. No I/O."""

from __future__ import annotations

from datetime import datetime
from typing import Final, Literal, get_args

import msgspec

from affresco.accounts.model import AccountId

State = Literal["new", "looking", "planned", "done", "declined"]
STATES: Final[tuple[State, ...]] = get_args(State)
OPEN: Final[tuple[State, ...]] = ("new", "looking", "planned")
MOODS: Final = (1, 2, 3, 4, 5)
"""From angry to delighted."""

WORDS_LIMIT: Final = 5_000
CONTEXT_LIMIT: Final = 20
NAME_LIMIT: Final = 40
VALUE_LIMIT: Final = 1_000
TAGS_LIMIT: Final = 8
TAG_LIMIT: Final = 30
PICTURE_SIDE: Final = 1_600
"""Pixels of the longer side of a screenshot as it is kept."""


class Context(msgspec.Struct, frozen=True):
    """Something about the page that the person sent along. They saw it, and could leave it out."""

    name: str
    value: str


class NewFeedback(msgspec.Struct, frozen=True, kw_only=True):
    """The command to tell the team something. screenshot: a picture file. key: sent twice, it is one.
    may_share: others may read the words and vote for them."""

    words: str
    mood: int | None = None
    context: tuple[Context, ...] = ()
    screenshot: bytes | None = None
    may_share: bool = False
    key: str | None = None


class Reply(msgspec.Struct, frozen=True):
    """What the team said. author_id: None once they are gone. state: the new one, if it is another."""

    id: int
    author_id: AccountId | None
    words: str
    state: State | None
    at: datetime


class Feedback(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody told. votes: of others. merged_into: the feedback that says the same, whose state it has.
    may_share: whoever said it lets others read its words; shared: the team does, too. replies: those that
    were answers to it. news: something was said since its sender last looked."""

    id: int
    account_id: AccountId
    words: str
    mood: int | None
    context: tuple[Context, ...]
    has_screenshot: bool
    state: State
    tags: tuple[str, ...]
    owner_id: AccountId | None
    merged_into: int | None
    post_id: int | None
    generation_id: int | None
    may_share: bool
    shared: bool
    at: datetime
    changed_at: datetime
    news: bool
    cohort: str | None
    votes: int
    merged: int
    replies: tuple[Reply, ...] = ()


class Wanted(msgspec.Struct, frozen=True):
    """What of the board is to be seen. state: None for all that is open. words: somewhere in it."""

    state: State | None = None
    tag: str | None = None
    cohort: str | None = None
    mood: int | None = None
    words: str = ""


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """What an owner sets on a piece of feedback; all of it, each time. words: a reply, if there is one."""

    state: State
    tags: tuple[str, ...] = ()
    owner_id: int | None = None
    shared: bool = False
    post_id: int | None = None
    generation_id: int | None = None
    words: str = ""


class Digest(msgspec.Struct, frozen=True):
    """A week of feedback. until: the Monday after it. waiting, oldest_waiting: as it is now. mood: mean of
    those who said one, None with fewer than five of them. tags: the commonest, (tag, times)."""

    since: datetime
    until: datetime
    came: int
    answered: int
    done: int
    waiting: int
    oldest_waiting: datetime | None
    mood: float | None
    tags: tuple[tuple[str, int], ...]
