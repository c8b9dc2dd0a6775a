"""What clients read about groups of notifications, requests, policy, markers. See ``entities``."""

from __future__ import annotations

from datetime import datetime

import msgspec

from affresco.api.mastodon.entities import Account, NotificationType, Report, Status
from affresco.feeds.model import Verdict


class PartialAccount(msgspec.Struct, frozen=True):
    """A person of whom only a picture is shown."""

    id: str
    acct: str
    url: str
    avatar: str
    avatar_static: str
    locked: bool
    bot: bool = False


class NotificationGroup(msgspec.Struct, frozen=True, kw_only=True):
    """Notifications of one kind about one thing."""

    group_key: str
    notifications_count: int
    type: NotificationType
    most_recent_notification_id: str
    page_min_id: str
    page_max_id: str
    latest_page_notification_at: datetime
    sample_account_ids: tuple[str, ...]
    status_id: str | None
    report: Report | msgspec.UnsetType = msgspec.UNSET


class GroupedNotifications(msgspec.Struct, frozen=True, kw_only=True):
    """Groups, and each person and status of which they speak once."""

    accounts: tuple[Account, ...]
    partial_accounts: tuple[PartialAccount, ...] = ()
    statuses: tuple[Status, ...]
    notification_groups: tuple[NotificationGroup, ...]


class Count(msgspec.Struct, frozen=True):
    count: int


class NotificationRequest(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody whose notifications are kept apart. id: also that of the person."""

    id: str
    created_at: datetime
    updated_at: datetime
    notifications_count: str
    account: Account
    last_status: Status | None


class Merged(msgspec.Struct, frozen=True):
    """Whether accepted requests are with the others by now: always, as it happens in one step."""

    merged: bool = True


class PolicySummary(msgspec.Struct, frozen=True):
    """How much is kept apart, counted up to 100."""

    pending_requests_count: int
    pending_notifications_count: int


class NotificationPolicy(msgspec.Struct, frozen=True, kw_only=True):
    """What is let through: accept, filter (kept apart) or drop."""

    for_not_following: Verdict
    for_not_followers: Verdict
    for_new_accounts: Verdict
    for_private_mentions: Verdict
    for_limited_accounts: Verdict
    summary: PolicySummary


class OldNotificationPolicy(msgspec.Struct, frozen=True, kw_only=True):
    """The same, as clients asked for it before there were three answers."""

    filter_not_following: bool
    filter_not_followers: bool
    filter_new_accounts: bool
    filter_private_mentions: bool
    summary: PolicySummary


class Marker(msgspec.Struct, frozen=True):
    """How far a timeline was read. version: how often it was moved."""

    last_read_id: str
    version: int
    updated_at: datetime


class Markers(msgspec.Struct, frozen=True, omit_defaults=True):
    """Those that were asked for, as far as they were ever set."""

    home: Marker | None = None
    notifications: Marker | None = None


class Empty(msgspec.Struct, frozen=True):
    """It was done."""
