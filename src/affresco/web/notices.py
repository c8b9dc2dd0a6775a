"""Notifications → the lines of their page. Pure."""

from __future__ import annotations

from datetime import datetime
from typing import Final

import msgspec

from affresco.accounts.model import Person
from affresco.feeds.model import NotificationGroup, NotificationKind, NotificationView
from affresco.web.present import PictureCard, picture_card, post_url, shown_at_once, summary

PAGE_OF: Final[dict[NotificationKind, str]] = {
    "report": "/settings/reports",
    "webhook": "/settings/webhooks",
    "feedback": "/feedback",
    "appeal": "/settings/appeals",
    "verdict": "/safety/refusals",
}
"""Where a notification leads that is about no post and about no one person."""


class Notice(msgspec.Struct, frozen=True):
    """A line on the page of notifications. url: where a click on it leads. others: how many
    people did the same besides the actor."""

    id: int
    kind: NotificationKind
    actor: Person
    url: str
    text: str
    picture: PictureCard | None
    at: datetime
    unread: bool
    own: bool = False
    others: int = 0
    post_id: int | None = None


def notice(view: NotificationView) -> Notice:
    """A notification. About a post it leads there, else to the page of its kind, else to the person."""
    about, post = view.notification, view.post
    return Notice(
        id=about.id,
        kind=about.kind,
        actor=view.actor,
        url=_leads_to(view),
        text=summary(post.post) if post else "",
        picture=picture_card(post.post.pictures[0]) if post and shown_at_once(post.post) else None,
        at=about.at,
        unread=not about.seen,
        own=post is not None and post.state.own,
        post_id=post.post.id if post else None,
    )


def _leads_to(view: NotificationView) -> str:
    page = PAGE_OF.get(view.notification.kind)
    if page is not None:
        return page
    return post_url(view.post.author.handle, view.post.post.id) if view.post else view.actor.url


def notice_of_group(group: NotificationGroup) -> Notice:
    """Several at once: the newest one, and who did the same."""
    unread = any(not view.notification.seen for view in group.views)
    newest = notice(group.views[0])
    return msgspec.structs.replace(newest, unread=unread, others=group.total - 1)
