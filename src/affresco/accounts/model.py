"""Facts about people."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Literal, NewType

import msgspec

from affresco.media.model import Media
from affresco.text import Locale

AccountId = NewType("AccountId", int)
Role = Literal["owner", "member"]
Consent = Literal["allow", "deny"]
Training = Consent
Licence = Literal["CC0", "CC BY", "CC BY-SA", "all rights reserved"]
"""What everybody may do with a post beside looking at it."""
RemixPolicy = Literal["everyone", "followers", "nobody"]
Subject = Literal[
    "training", "assistant", "remix", "redistribution", "choices", "credit", "likeness"
]
"""What people are asked about, see ``consent``; likeness of single posts alone."""
Scope = Literal[
    "read",
    "read:accounts",
    "read:blocks",
    "read:bookmarks",
    "read:favourites",
    "read:filters",
    "read:follows",
    "read:lists",
    "read:mutes",
    "read:notifications",
    "read:search",
    "read:statuses",
    "write",
    "write:accounts",
    "write:blocks",
    "write:bookmarks",
    "write:conversations",
    "write:favourites",
    "write:filters",
    "write:follows",
    "write:lists",
    "write:media",
    "write:mutes",
    "write:notifications",
    "write:reports",
    "write:statuses",
    "follow",
    "push",
    "profile",
]
"""What a token may do; which of them include which is in ``scopes``."""


class Link(msgspec.Struct, frozen=True):
    """A link in a profile. url: http or https only."""

    label: str
    url: str


class Person(msgspec.Struct, frozen=True):
    """What everybody may know of an account. Cached by id; ``revision`` grows with each change.

    locked: who wants to follow has to ask. also_known_as: addresses of the same person elsewhere.
    moved_to_id: the account here that took this one's place.
    """

    id: AccountId
    handle: str
    name: str
    bio: str
    links: tuple[Link, ...]
    role: Role
    avatar: Media | None
    header: Media | None
    revision: int
    created_at: datetime
    locked: bool = False
    discoverable: bool = True
    also_known_as: tuple[str, ...] = ()
    moved_to_id: AccountId | None = None

    @property
    def display_name(self) -> str:
        return self.name or self.handle

    @property
    def url(self) -> str:
        """Path of the person's page."""
        return f"/@{self.handle}"

    @property
    def avatar_url(self) -> str | None:
        return self.avatar.path("preview") if self.avatar else None


class Preferences(msgspec.Struct, frozen=True):
    """How an account reads and what its posts begin with. expand_media: which pictures are shown without
    being asked for: all but sensitive ones, all, none. language: None for the account's own."""

    visibility: Literal["public", "unlisted", "followers", "private"] = "public"
    sensitive: bool = False
    language: str | None = None
    quote_policy: Literal["everyone", "followers", "nobody"] = "everyone"
    expand_media: Literal["default", "show_all", "hide_all"] = "default"
    expand_warnings: bool = False


class Consents(msgspec.Struct, frozen=True):
    """What an account says of all that it posts and does. None: not said, which gives nothing.

    training, assistant, remix, licence: where a post says nothing else. choices: may what it likes, reposts
    and picks be learned from. credit: it stands in the commons with its handle, not with a pseudonym.
    """

    training: Training
    assistant: Consent
    remix: RemixPolicy | None = None
    licence: Licence | None = None
    choices: Consent | None = None
    credit: bool = False


class Answers(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Answers to some of the questions of ``consent``. None: was not asked, and stays as it is."""

    training: Training | None = None
    assistant: Consent | None = None
    remix: RemixPolicy | None = None
    licence: Licence | None = None
    choices: Consent | None = None
    credit: bool | None = None

    def said(self) -> tuple[tuple[Subject, str], ...]:
        """(what was asked, the answer), as ``consent_choices`` keeps them."""
        credit = None if self.credit is None else ("allow" if self.credit else "deny")
        every: tuple[tuple[Subject, str | None], ...] = (
            ("training", self.training),
            ("assistant", self.assistant),
            ("remix", self.remix),
            ("redistribution", self.licence),
            ("choices", self.choices),
            ("credit", credit),
        )
        return tuple((subject, answer) for subject, answer in every if answer is not None)


class Said(msgspec.Struct, frozen=True):
    """An entry of the record: what was asked, answered and read, when. post_id: None where it was about all;
    the post may be gone."""

    id: int
    subject: Subject
    choice: str
    wording: str
    at: datetime
    post_id: int | None


class Viewer(msgspec.Struct, frozen=True):
    """Who is asking: the owner of a session or of a token. training, assistant: what the account
    said to the two questions of ``consent``."""

    id: AccountId
    handle: str
    name: str
    role: Role
    locale: Locale
    training: Training
    avatar_url: str | None
    session_id: int | None = None
    assistant: Consent = "deny"
    scopes: frozenset[Scope] = frozenset({"read", "write", "follow"})
    preferences: Preferences = Preferences()

    @property
    def url(self) -> str:
        return f"/@{self.handle}"


class Bearer(msgspec.Struct, frozen=True):
    """Whoever sends a token. viewer: None for an app on its own behalf. app_id: None for a token that its
    owner made by hand. grant_id: what an assistant's tokens come of, one after the other."""

    token_id: int
    scopes: frozenset[Scope]
    viewer: Viewer | None
    app_id: int | None = None
    grant_id: int | None = None


class PersonCounts(msgspec.Struct, frozen=True):
    """The numbers on a profile."""

    posts: int
    followers: int
    following: int


class Relationship(msgspec.Struct, frozen=True):
    """How the viewer stands to a person. requested: the viewer asks to follow; requested_by: is asked.

    showing_reposts, notifying, languages (None: all): how they are followed. muted_until: None for good.
    """

    id: AccountId
    following: bool = False
    followed_by: bool = False
    showing_reposts: bool = False
    notifying: bool = False
    languages: tuple[str, ...] | None = None
    blocking: bool = False
    blocked_by: bool = False
    muting: bool = False
    muting_notifications: bool = False
    muted_until: datetime | None = None
    requested: bool = False
    requested_by: bool = False
    endorsed: bool = False
    note: str = ""


class FollowWish(msgspec.Struct, frozen=True):
    """How somebody is to be followed. None: as it is by now, or as usual. languages: () for all."""

    reposts: bool | None = None
    notify: bool | None = None
    languages: tuple[str, ...] | None = None


class Ties(msgspec.Struct, frozen=True):
    """How an account stands to others: all that rules about what it sees need to know.

    apart: whom it blocks or who block it. muted: whom it mutes → until when, in seconds since 1970
    (infinity: for good). quiet: those of them of whom it does not want to be told either.
    without_reposts: whom it follows but for what they repost. languages: whom it follows → the
    languages wanted. elsewhere: whom it keeps on a list apart from its home. tags: followed hashtags.
    filters: whether it has any.
    """

    followees: frozenset[int] = frozenset()
    apart: frozenset[int] = frozenset()
    muted: Mapping[int, float] = {}
    quiet: frozenset[int] = frozenset()
    without_reposts: frozenset[int] = frozenset()
    languages: Mapping[int, frozenset[str]] = {}
    elsewhere: frozenset[int] = frozenset()
    tags: frozenset[str] = frozenset()
    filters: bool = False

    def mutes(self, account_id: int, now: float) -> bool:
        """Whether the account is muted. now: seconds since 1970."""
        return bool(self.muted) and self.muted.get(account_id, 0.0) > now


class SignUp(msgspec.Struct, frozen=True, kw_only=True):
    """What a person tells when they join; shape only, ``rules`` checks the rest.

    training: the answer to the question about training; wording: the question and the answer as the
    person read them (``consent.training_wording``), recorded as they are. assistant, assistant_wording: the
    same about answers of the assistant; None of who was not asked, which is no yes. remix: who may remix
    what they make, with remix_wording, alike.
    """

    handle: str
    email: str
    password: str
    training: Training
    wording: str
    locale: Locale = "en"
    name: str = ""
    assistant: Consent | None = None
    assistant_wording: str = ""
    remix: RemixPolicy | None = None
    remix_wording: str = ""


class Profile(msgspec.Struct, frozen=True):
    """What a person says of themselves. Lengths as in ``rules``."""

    name: str = ""
    bio: str = ""
    links: tuple[Link, ...] = ()


class Session(msgspec.Struct, frozen=True):
    """A browser that is signed in. user_agent, address: as the server saw them at sign-in."""

    id: int
    user_agent: str
    address: str
    created_at: datetime
    seen_at: datetime


class Token(msgspec.Struct, frozen=True):
    """A bearer token for a program. used_at: None when it never was. website: of the app that it was
    given to, as the app says; "" when it says none, or when the owner made the token by hand."""

    id: int
    name: str
    scopes: tuple[Scope, ...]
    created_at: datetime
    used_at: datetime | None
    website: str = ""


class Invite(msgspec.Struct, frozen=True, kw_only=True):
    """The command to invite. created_by: an owner, or None from the command line."""

    created_by: AccountId | None = None
    role: Role = "member"
    cohort: str | None = None
    uses: int = 1
    days: int = 14


InvitationState = Literal["open", "used_up", "expired", "revoked"]


class Invitation(msgspec.Struct, frozen=True):
    """An invitation, without its code, which is known only to those who got the link."""

    id: int
    role: Role
    cohort: str | None
    uses_allowed: int
    uses: int
    created_by: AccountId | None
    created_at: datetime
    expires_at: datetime
    state: InvitationState


class FollowPage(msgspec.Struct, frozen=True):
    """People who follow or are followed, newest first. older: cursor of the next page, None at the end."""

    ids: tuple[AccountId, ...]
    older: int | None


class Mute(msgspec.Struct, frozen=True):
    """Somebody who is muted. until: None for good."""

    account_id: AccountId
    until: datetime | None


class MutePage(msgspec.Struct, frozen=True):
    """People who are muted, newest first. older: cursor of the next page, None at the end."""

    mutes: tuple[Mute, ...]
    older: int | None


RepliesPolicy = Literal["followed", "list", "none"]


class PeopleList(msgspec.Struct, frozen=True):
    """A list of people. replies_policy: answers of its members to whom are shown: to everybody whom the
    owner follows, to members, or to nobody. exclusive: members do not appear in the owner's home."""

    id: int
    account_id: AccountId
    title: str
    replies_policy: RepliesPolicy
    exclusive: bool
