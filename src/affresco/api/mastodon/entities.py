"""What Mastodon's clients read: its entities, every field typed, with our own beside them.

Source: the entities of Mastodon's client API, version 4.4. Ids are decimal strings. Fields for things
that this network does not have keep the value that says so (no polls, cards, emojis, warnings). What
Mastodon has no word for is in ``affresco`` objects.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

import msgspec

from affresco.feeds.model import NotificationKind
from affresco.posts.filters import Action as FilterAction
from affresco.posts.filters import Context as FilterContext
from affresco.posts.model import RecipeVisibility, RemixPolicy, Visibility

StatusVisibility = Literal["public", "unlisted", "private", "direct"]
"""public, unlisted: everybody. private: followers. direct: who is mentioned, perhaps nobody ("only me")."""

NotificationType = Literal[
    "follow",
    "follow_request",
    "favourite",
    "mention",
    "reblog",
    "status",
    "quote",
    "poll",
    "update",
    "admin.report",
    "admin.sign_up",
]
NativeKind = NotificationKind


QuotePolicyName = Literal["public", "followers", "nobody"]


class Emoji(msgspec.Struct, frozen=True):
    """A custom emoji. This network has none, so lists of it are empty."""

    shortcode: str
    url: str
    static_url: str
    visible_in_picker: bool


class Field(msgspec.Struct, frozen=True):
    """A link in a profile. value: HTML."""

    name: str
    value: str
    verified_at: datetime | None = None


class Account(msgspec.Struct, frozen=True, kw_only=True):
    """A person. note: HTML. Counts may be a minute old inside other entities. moved: where they have
    moved to, told by a person's own address alone."""

    id: str
    username: str
    acct: str
    display_name: str
    locked: bool = False
    bot: bool = False
    discoverable: bool = True
    group: bool = False
    created_at: datetime
    note: str
    url: str
    uri: str
    avatar: str
    avatar_static: str
    header: str
    header_static: str
    followers_count: int
    following_count: int
    statuses_count: int
    last_status_at: date | None = None
    emojis: tuple[Emoji, ...] = ()
    fields: tuple[Field, ...] = ()
    moved: Account | msgspec.UnsetType = msgspec.UNSET


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """Plain text and defaults of one's own account."""

    note: str
    fields: tuple[Field, ...]
    privacy: StatusVisibility = "public"
    sensitive: bool = False
    language: str
    quote_policy: QuotePolicyName = "public"
    follow_requests_count: int = 0


class RoleEntity(msgspec.Struct, frozen=True):
    """What an account may do on the instance. permissions: a bit mask in decimal."""

    id: str
    name: str
    permissions: str
    color: str = ""
    highlighted: bool = False


class CredentialAccount(Account, frozen=True, kw_only=True):
    """One's own account."""

    source: Source
    role: RoleEntity


class Size(msgspec.Struct, frozen=True):
    """Pixels. size: "WIDTHxHEIGHT"; aspect: width / height."""

    width: int
    height: int
    size: str
    aspect: float


class FocusEntity(msgspec.Struct, frozen=True):
    """What crops keep in sight: x from the left (-1) to the right (1), y from the bottom (-1) to the top."""

    x: float
    y: float


class MediaMeta(msgspec.Struct, frozen=True):
    """original: the picture in full. small: the rendition at ``preview_url``."""

    original: Size
    small: Size
    focus: FocusEntity


class RecipeEntity(msgspec.Struct, frozen=True):
    """Everything needed to make a picture again."""

    prompt: str
    negative_prompt: str | None
    seed: int
    engine: str
    version: str
    width: int
    height: int


class MediaNative(msgspec.Struct, frozen=True):
    """thumbhash: base64 (evanw/thumbhash). recipe: null where it is not for this viewer."""

    thumbhash: str
    recipe: RecipeEntity | None


class MediaAttachment(msgspec.Struct, frozen=True, kw_only=True):
    """A picture. Always ready: the answer to an upload has its ``url``."""

    id: str
    type: Literal["image"] = "image"
    url: str
    preview_url: str
    remote_url: None = None
    preview_remote_url: None = None
    text_url: None = None
    meta: MediaMeta
    description: str | None
    blurhash: None = None
    affresco: MediaNative


class Mention(msgspec.Struct, frozen=True):
    """A person named in a text."""

    id: str
    username: str
    acct: str
    url: str


class Tag(msgspec.Struct, frozen=True):
    """A hashtag of a text."""

    name: str
    url: str


class PollOption(msgspec.Struct, frozen=True):
    """votes_count: null while it is not to be told."""

    title: str
    votes_count: int | None


class Poll(msgspec.Struct, frozen=True, kw_only=True):
    """A poll. voted, own_votes: of the viewer; an author counts as having voted."""

    id: str
    expires_at: datetime
    expired: bool
    multiple: bool
    votes_count: int
    voters_count: int
    voted: bool
    own_votes: tuple[int, ...]
    options: tuple[PollOption, ...]
    emojis: tuple[Emoji, ...] = ()


QuoteStateName = Literal["accepted", "revoked", "deleted"]
QuotedBy = Literal["public", "followers"]


class Quote(msgspec.Struct, frozen=True):
    """What a status quotes. deleted: also what the viewer may not see; the two look alike.

    quoted_status_id instead of quoted_status: inside a status that is quoted itself.
    """

    state: QuoteStateName
    quoted_status: Status | msgspec.UnsetType | None = msgspec.UNSET
    quoted_status_id: str | msgspec.UnsetType | None = msgspec.UNSET


class QuoteApproval(msgspec.Struct, frozen=True):
    """Who may quote a status. current_user: whether the viewer may."""

    automatic: tuple[QuotedBy, ...]
    manual: tuple[QuotedBy, ...]
    current_user: Literal["automatic", "denied"]


class StatusNative(msgspec.Struct, frozen=True, kw_only=True):
    """What Mastodon has no word for. remix: who may remix; may_remix: whether the viewer may. assistant:
    whether answers of the assistant may rest on it; null for what its author says of all. licence: null for
    none, which gives nothing. likeness: real people in its pictures, told to its author alone."""

    visibility: Visibility
    recipe_visibility: RecipeVisibility
    remix: RemixPolicy
    training: Literal["allow", "deny"]
    assistant: Literal["allow", "deny"] | None
    licence: Literal["CC0", "CC BY", "CC BY-SA", "all rights reserved"] | None
    likeness: Literal["nobody", "adults", "minors"] | None
    remix_of_id: str | None
    remixes_count: int
    may_remix: bool


class Filter(msgspec.Struct, frozen=True, kw_only=True):
    """A filter of one's own, without what it looks for."""

    id: str
    title: str
    context: tuple[FilterContext, ...]
    expires_at: datetime | None
    filter_action: FilterAction


class FilterKeyword(msgspec.Struct, frozen=True):
    """What a filter looks for."""

    id: str
    keyword: str
    whole_word: bool


class FilterStatus(msgspec.Struct, frozen=True):
    """A status that was put into a filter by hand."""

    id: str
    status_id: str


class FullFilter(Filter, frozen=True, kw_only=True):
    """A filter with what it looks for."""

    keywords: tuple[FilterKeyword, ...]
    statuses: tuple[FilterStatus, ...]


class FilterResult(msgspec.Struct, frozen=True):
    """Why a status is filtered: words that were found, or that it was put into the filter."""

    filter: Filter
    keyword_matches: tuple[str, ...] | None
    status_matches: tuple[str, ...] | None


class FilterV1(msgspec.Struct, frozen=True, kw_only=True):
    """One keyword of a filter, as clients before 4.0 know it."""

    id: str
    phrase: str
    context: tuple[FilterContext, ...]
    whole_word: bool
    expires_at: datetime | None
    irreversible: bool


class Status(msgspec.Struct, frozen=True, kw_only=True):
    """A post; or a repost, with an id of its own and the post in ``reblog``. content: HTML."""

    id: str
    created_at: datetime
    in_reply_to_id: str | None = None
    in_reply_to_account_id: str | None = None
    sensitive: bool = False
    spoiler_text: str = ""
    visibility: StatusVisibility
    language: str
    uri: str
    url: str
    replies_count: int
    reblogs_count: int
    favourites_count: int
    edited_at: datetime | None = None
    favourited: bool = False
    reblogged: bool = False
    muted: bool = False
    bookmarked: bool = False
    pinned: bool = False
    content: str
    text: str | None = None
    filtered: tuple[FilterResult, ...] = ()
    reblog: Status | None = None
    application: None = None
    account: Account
    media_attachments: tuple[MediaAttachment, ...] = ()
    mentions: tuple[Mention, ...] = ()
    tags: tuple[Tag, ...] = ()
    emojis: tuple[Emoji, ...] = ()
    card: None = None
    poll: Poll | None = None
    quote: Quote | None = None
    quotes_count: int = 0
    quote_approval: QuoteApproval | None = None
    affresco: StatusNative


class Context(msgspec.Struct, frozen=True):
    """The conversation around a status. ancestors: root first; descendants: depth first."""

    ancestors: tuple[Status, ...]
    descendants: tuple[Status, ...]


class StatusSource(msgspec.Struct, frozen=True):
    """A status as its author wrote it."""

    id: str
    text: str
    spoiler_text: str = ""


class EditedOption(msgspec.Struct, frozen=True):
    """An answer that a poll offered."""

    title: str


class EditedPoll(msgspec.Struct, frozen=True):
    """The poll of a wording, without its votes."""

    options: tuple[EditedOption, ...]


class StatusEdit(msgspec.Struct, frozen=True, kw_only=True):
    """A wording of a status, oldest first in a history; the last one is the present."""

    content: str
    spoiler_text: str = ""
    sensitive: bool = False
    created_at: datetime
    account: Account
    media_attachments: tuple[MediaAttachment, ...]
    emojis: tuple[Emoji, ...] = ()
    poll: EditedPoll | msgspec.UnsetType = msgspec.UNSET


class Relationship(msgspec.Struct, frozen=True):
    """How the viewer stands to an account."""

    id: str
    following: bool
    followed_by: bool
    showing_reblogs: bool
    notifying: bool = False
    languages: tuple[str, ...] | None = None
    blocking: bool = False
    blocked_by: bool = False
    muting: bool = False
    muting_notifications: bool = False
    requested: bool = False
    requested_by: bool = False
    domain_blocking: bool = False
    endorsed: bool = False
    note: str = ""


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """What the owners were told of somebody."""

    id: str
    action_taken: bool
    action_taken_at: datetime | None
    category: Literal["spam", "legal", "violation", "other"]
    comment: str
    forwarded: bool = False
    created_at: datetime
    status_ids: tuple[str, ...] | None
    rule_ids: tuple[str, ...] | None
    target_account: Account


class NotificationNative(msgspec.Struct, frozen=True):
    """The kind in our words, and whether the notification was seen on the website."""

    kind: NativeKind
    seen: bool


class Notification(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody did something that concerns the viewer. A remix comes as ``status``."""

    id: str
    type: NotificationType
    group_key: str
    created_at: datetime
    account: Account
    status: Status | None
    report: Report | msgspec.UnsetType = msgspec.UNSET
    affresco: NotificationNative
