"""Mastodon's entities of scheduled statuses, conversations and announcements.

Source: the entities of Mastodon's client API, version 4.5. As in ``entities``.
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import msgspec

from affresco.api.mastodon.entities import (
    Account,
    Emoji,
    MediaAttachment,
    QuotePolicyName,
    Status,
    StatusVisibility,
    Tag,
)

Moment = Annotated[str, msgspec.Meta(extra_json_schema={"format": "date-time"})]
"""A time that somebody chose, with milliseconds always: there are clients that read no other."""


class ScheduledPoll(msgspec.Struct, frozen=True):
    """A poll to come. expires_in: seconds from publication."""

    options: tuple[str, ...]
    expires_in: int
    multiple: bool
    hide_totals: bool


class ScheduledParams(msgspec.Struct, frozen=True, kw_only=True):
    """A status as it will be posted."""

    text: str
    poll: ScheduledPoll | None
    media_ids: tuple[str, ...]
    sensitive: bool
    spoiler_text: str
    visibility: StatusVisibility
    in_reply_to_id: str | None
    quoted_status_id: str | None
    quote_approval_policy: QuotePolicyName
    language: str
    application_id: None = None
    idempotency: None = None
    with_rate_limit: bool = False
    scheduled_at: None = None


class ScheduledNative(msgspec.Struct, frozen=True):
    """Why it could not be published when its time came; null while it waits."""

    error_code: str | None
    error: str


class ScheduledStatus(msgspec.Struct, frozen=True, kw_only=True):
    """A status to come."""

    id: str
    scheduled_at: Moment
    params: ScheduledParams
    media_attachments: tuple[MediaAttachment, ...]
    affresco: ScheduledNative


class Conversation(msgspec.Struct, frozen=True):
    """Direct statuses of one thread between the same people. accounts: the others."""

    id: str
    unread: bool
    accounts: tuple[Account, ...]
    last_status: Status | None


class AnnouncementReaction(msgspec.Struct, frozen=True, kw_only=True):
    """name: an emoji. me: whether the viewer is among those who chose it."""

    name: str
    count: int
    me: bool
    url: str | None = None
    static_url: str | None = None


class AnnouncementAccount(msgspec.Struct, frozen=True):
    """A person named in an announcement."""

    id: str
    username: str
    url: str
    acct: str


class AnnouncementStatus(msgspec.Struct, frozen=True):
    """A status linked in an announcement. None are told of."""

    id: str
    url: str


class Announcement(msgspec.Struct, frozen=True, kw_only=True):
    """What the owners tell everybody. content: HTML."""

    id: str
    content: str
    starts_at: datetime | None
    ends_at: datetime | None
    all_day: bool = False
    published: bool = True
    published_at: datetime
    updated_at: datetime
    read: bool
    mentions: tuple[AnnouncementAccount, ...] = ()
    statuses: tuple[AnnouncementStatus, ...] = ()
    tags: tuple[Tag, ...] = ()
    emojis: tuple[Emoji, ...] = ()
    reactions: tuple[AnnouncementReaction, ...] = ()
