"""Facts about feeds: skeletons, pages, notifications."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

import msgspec

from affresco.accounts.model import AccountId, Person
from affresco.posts.filters import Match
from affresco.posts.model import Counts, LineageNode, Poll, Post, PostId, ViewerState


class Entry(msgspec.Struct, frozen=True, gc=False):
    """One line of a timeline. id: what it is ordered by; the post's, or the repost's where there is one."""

    id: int
    post_id: PostId
    reposted_by: AccountId | None = None


class Page(msgspec.Struct, frozen=True):
    """A page of a timeline, newest first. older, newer: cursors (entry ids) or None at the end.

    ``older`` goes into ``max_id`` of the next page; ``newer`` into ``min_id`` of a look for what is new.
    """

    entries: tuple[Entry, ...]
    older: int | None
    newer: int | None


class Cursor(msgspec.Struct, frozen=True):
    """Keyset bounds, as Mastodon names them: id < max_id; id > since_id (newest first); id > min_id
    (the ones right above it)."""

    max_id: int | None = None
    since_id: int | None = None
    min_id: int | None = None
    limit: int = 20


NotificationKind = Literal[
    "follow",
    "follow_request",
    "like",
    "reply",
    "repost",
    "remix",
    "quote",
    "mention",
    "post",
    "poll",
    "edit",
    "cited",
    "report",
    "sign_up",
    "webhook",
    "feedback",
    "appeal",
    "verdict",
]
"""post: somebody of whose every post one wants to hear published one. poll: one that one took part in has
ended. edit: what one reposted or quoted says something else now. cited: an answer of the assistant rests on
one's post; who asked is told to nobody. report, sign_up, appeal: for owners. webhook: one of one's own is put
aside; verdict: an appeal of one's own is decided; the actor of both is oneself."""


class Notification(msgspec.Struct, frozen=True):
    """Somebody did something that concerns an account. post_id: None for a follow."""

    id: int
    kind: NotificationKind
    actor_id: AccountId
    post_id: PostId | None
    at: datetime
    seen: bool


class Wanted(msgspec.Struct, frozen=True):
    """Which of an account's notifications. kinds, actor_id: None for all. filtered: with those that its
    policy keeps apart."""

    kinds: tuple[NotificationKind, ...] | None = None
    actor_id: int | None = None
    filtered: bool = False


Verdict = Literal["accept", "filter", "drop"]
"""Of a notification: as others; kept apart, to be looked at by person; never written."""


class NotificationPolicy(msgspec.Struct, frozen=True):
    """What an account lets through of those whom it does not follow, who do not follow it, whose account
    is younger than 30 days, who write to it alone without having been written to, who are limited."""

    for_not_following: Verdict = "accept"
    for_not_followers: Verdict = "accept"
    for_new_accounts: Verdict = "accept"
    for_private_mentions: Verdict = "accept"
    for_limited_accounts: Verdict = "accept"


class NotificationGroup(msgspec.Struct, frozen=True):
    """Notifications of one kind about one thing. views: the newest ones, newest first; total: how many
    there are; newest_id, oldest_id: of all of them."""

    key: str
    views: tuple[NotificationView, ...]
    total: int
    newest_id: int
    oldest_id: int


class NotificationRequest(msgspec.Struct, frozen=True):
    """Somebody whose notifications are kept apart. id: theirs; post: the last one that they told of."""

    id: AccountId
    person: Person
    total: int
    post: PostView | None
    first_at: datetime
    last_at: datetime


class Marker(msgspec.Struct, frozen=True):
    """How far somebody has read."""

    timeline: Literal["home", "notifications"]
    last_read_id: int
    version: int
    updated_at: datetime


class Parent(msgspec.Struct, frozen=True):
    """What a remix comes from, as this viewer may know it. post, author: None when gone or hidden."""

    id: PostId
    post: Post | None = None
    author: Person | None = None


class PollView(msgspec.Struct, frozen=True):
    """A poll for one viewer. voted: also for its author, who cannot. votes: the positions they chose.
    totals: votes by position; None until it has ended where they are not to be told before."""

    poll: Poll
    ended: bool
    voted: bool
    votes: tuple[int, ...]
    totals: tuple[int, ...] | None


class Quoted(msgspec.Struct, frozen=True):
    """What a post quotes, as this viewer may know it. revoked: its author does not want it shown here.
    view: None where it is gone, hidden or revoked, and inside what is quoted itself."""

    id: PostId
    revoked: bool = False
    hidden: bool = False
    view: PostView | None = None


class Sift(msgspec.Struct, frozen=True):
    """Which public posts are wanted: hashtags of which some, every one, none is there; with pictures only.

    The names as ``posts.markup.normalise_tag`` gives them.
    """

    some: tuple[str, ...] = ()
    every: tuple[str, ...] = ()
    none: tuple[str, ...] = ()
    only_pictures: bool = False


class PostView(msgspec.Struct, frozen=True):
    """A post with all that a door needs to present it to one viewer.

    entry_id: the timeline's order. replies_to: author of the post that this one answers.
    """

    entry_id: int
    post: Post
    author: Person
    counts: Counts
    state: ViewerState
    reposted_by: Person | None = None
    replies_to: Person | None = None
    parent: Parent | None = None
    poll: PollView | None = None
    quoted: Quoted | None = None
    filtered: tuple[Match, ...] = ()


class Timeline(msgspec.Struct, frozen=True):
    """A hydrated page: items newest first; older, newer as in ``Page``."""

    items: tuple[PostView, ...]
    older: int | None
    newer: int | None


class Reply(msgspec.Struct, frozen=True):
    """A reply and what answers it, oldest first. view is None where the reply is deleted or hidden."""

    id: PostId
    view: PostView | None
    replies: tuple[Reply, ...] = ()


class Thread(msgspec.Struct, frozen=True):
    """A post in its conversation. ancestors: root first; None stands for one that is gone."""

    ancestors: tuple[PostView | None, ...]
    focus: PostView
    replies: tuple[Reply, ...]


class Family(msgspec.Struct, frozen=True):
    """The tree of remixes around a post. views: the posts of the nodes that are ``here``."""

    root: LineageNode
    views: dict[PostId, PostView]


class NotificationView(msgspec.Struct, frozen=True):
    """A notification with the people and the post it speaks of."""

    notification: Notification
    actor: Person
    post: PostView | None
