"""Notifications, their groups and requests → entities."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import Final, Literal, cast

import msgspec

from affresco.accounts.model import AccountId, Person, PersonCounts
from affresco.api.core.answers import Answer, encode, json_array
from affresco.api.core.call import Call
from affresco.api.mastodon import convert, show
from affresco.api.mastodon import notice_entities as entities
from affresco.api.mastodon.convert import NOTIFICATION_TYPE
from affresco.api.mastodon.entities import Account, Notification, Report, Status
from affresco.feeds.model import (
    NotificationGroup,
    NotificationKind,
    NotificationRequest,
    NotificationView,
    PostView,
    Wanted,
)
from affresco.feeds.paging import Slice
from affresco.live import messages
from affresco.posts import reports

Expansion = Literal["full", "partial_avatars"]
ALL_KINDS: Final = frozenset(NOTIFICATION_TYPE)
NO_NUMBERS: Final = PersonCounts(posts=0, followers=0, following=0)


def kinds_of(types: Sequence[str]) -> tuple[NotificationKind, ...]:
    """Our kinds of Mastodon's types; types of which there is none here have none."""
    return tuple(kind for kind, name in NOTIFICATION_TYPE.items() if name in types)


def wanted(
    types: Sequence[str] | None,
    exclude_types: Sequence[str] | None,
    account_id: int | None,
    include_filtered: bool,
) -> Wanted:
    """What a client asks for, never a kind for which Mastodon has no word."""
    asked = set(kinds_of(types)) if types else ALL_KINDS
    left_out = set(kinds_of(exclude_types or ()))
    kinds: tuple[NotificationKind, ...] = tuple(
        kind for kind in NOTIFICATION_TYPE if kind in asked - left_out
    )
    return Wanted(kinds, account_id, include_filtered)


async def notifications(
    request: Call, views: Sequence[NotificationView]
) -> tuple[Notification, ...]:
    """One by one."""
    people, numbers = await show.company(request, views)
    told = await _reports(request, views)
    return tuple(
        _with_report(convert.notification(view, people, numbers, request.base_url), view, told)
        for view in views
    )


async def _reports(request: Call, views: Sequence[NotificationView]) -> dict[AccountId, Report]:
    """The last report of each person of whose report an owner is told."""
    reporters = [view.actor.id for view in views if view.notification.kind == "report"]
    if not reporters or request.me.role != "owner":
        return {}
    async with request.database.read() as tx:
        found = await reports.newest_by(tx, request.me, reporters)
    targets = await show.show_accounts(request, [one.target_id for one in found.values()])
    by_id = {target.id: target for target in targets}
    return {
        reporter: convert.report(one, by_id[str(one.target_id)])
        for reporter, one in found.items()
        if str(one.target_id) in by_id
    }


def _with_report(
    shown: Notification, view: NotificationView, told: dict[AccountId, Report]
) -> Notification:
    if view.notification.kind != "report" or view.actor.id not in told:
        return shown
    return msgspec.structs.replace(shown, report=told[view.actor.id])


async def page(
    request: Call, timeline: Slice[NotificationView]
) -> Answer[tuple[Notification, ...]]:
    """``notifications`` with a ``Link`` header, remembered. The statuses in it come encoded from where
    timelines have them."""
    views = timeline.items
    posts = [view.post for view in views if view.post is not None]
    about = chain.from_iterable(
        (messages.account(view.actor.id), messages.author(view.actor.id)) for view in views
    )
    request.remember((*about, *show.topics(posts)))
    _people, numbers = await show.company(request, views)
    bodies = iter(await show.encoded(request, posts))
    told = await _reports(request, views)
    shown = []
    for view in views:
        post = None if view.post is None else cast("Status", msgspec.Raw(next(bodies)))
        about_it = convert.notification_about(view, numbers, request.base_url, post)
        shown.append(encode(_with_report(about_it, view, told)))
    return Answer(body=json_array(shown), headers=request.links(timeline.older, timeline.newer))


async def groups(
    request: Call, found: Sequence[NotificationGroup], expansion: Expansion = "full"
) -> entities.GroupedNotifications:
    """Groups, and once each of whom and of what they speak. With ``partial_avatars`` only the newest
    person of a group is there in full."""
    full: dict[AccountId, Person] = {}
    partial: dict[AccountId, Person] = {}
    posts: dict[int, PostView] = {}
    for group in found:
        for number, view in enumerate(group.views):
            known = full if expansion == "full" or number == 0 else partial
            known[view.actor.id] = view.actor
            if view.post is not None:
                posts[view.post.post.id] = view.post
    accounts = await show.show_accounts(request, tuple(full))
    told = await _reports(request, [group.views[0] for group in found])
    return entities.GroupedNotifications(
        accounts=accounts,
        partial_accounts=tuple(
            _partial(person, request.base_url) for key, person in partial.items() if key not in full
        ),
        statuses=await show.statuses(request, tuple(posts.values())),
        notification_groups=tuple(_group(group, told) for group in found),
    )


def _group(group: NotificationGroup, told: dict[AccountId, Report]) -> entities.NotificationGroup:
    newest = group.views[0]
    return entities.NotificationGroup(
        group_key=group.key,
        notifications_count=group.total,
        type=NOTIFICATION_TYPE[newest.notification.kind],
        most_recent_notification_id=str(group.newest_id),
        page_min_id=str(group.oldest_id),
        page_max_id=str(group.newest_id),
        latest_page_notification_at=newest.notification.at,
        sample_account_ids=tuple(dict.fromkeys(str(view.actor.id) for view in group.views)),
        status_id=None if newest.post is None else str(newest.post.post.id),
        report=told.get(newest.actor.id, msgspec.UNSET)
        if newest.notification.kind == "report"
        else msgspec.UNSET,
    )


def _partial(person: Person, base_url: str) -> entities.PartialAccount:
    shown = convert.account(person, NO_NUMBERS, base_url)
    return entities.PartialAccount(
        id=shown.id,
        acct=shown.acct,
        url=shown.url,
        avatar=shown.avatar,
        avatar_static=shown.avatar_static,
        locked=shown.locked,
    )


async def requests(
    request: Call, found: Sequence[NotificationRequest]
) -> tuple[entities.NotificationRequest, ...]:
    """People whose notifications are kept apart."""
    accounts = await show.show_accounts(request, [one.id for one in found])
    people: dict[str, Account] = {account.id: account for account in accounts}
    posts = [one.post for one in found if one.post is not None]
    statuses = iter(await show.statuses(request, posts))
    last = {one.id: next(statuses) for one in found if one.post is not None}
    return tuple(
        entities.NotificationRequest(
            id=str(one.id),
            created_at=one.first_at,
            updated_at=one.last_at,
            notifications_count=str(one.total),
            account=people[str(one.id)],
            last_status=last.get(one.id),
        )
        for one in found
        if str(one.id) in people
    )
