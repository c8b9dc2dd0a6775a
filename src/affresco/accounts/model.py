"""Facts about people."""

from __future__ import annotations

from datetime import datetime
from typing import Literal, NewType

import msgspec

from affresco.media.model import Media
from affresco.text import Locale

AccountId = NewType("AccountId", int)
Role = Literal["owner", "member"]
Training = Literal["allow", "deny"]
Scope = Literal["read", "write", "follow"]


class Link(msgspec.Struct, frozen=True):
    """A link in a profile. url: http or https only."""

    label: str
    url: str


class Person(msgspec.Struct, frozen=True):
    """What everybody may know of an account. Cached by id; ``revision`` grows with each change."""

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


class Viewer(msgspec.Struct, frozen=True):
    """Who is asking: the owner of a session or of a token. training: the account's default choice."""

    id: AccountId
    handle: str
    name: str
    role: Role
    locale: Locale
    training: Training
    avatar_url: str | None
    session_id: int | None = None
    scopes: frozenset[Scope] = frozenset({"read", "write", "follow"})

    @property
    def url(self) -> str:
        return f"/@{self.handle}"


class PersonCounts(msgspec.Struct, frozen=True):
    """The numbers on a profile."""

    posts: int
    followers: int
    following: int


class Relationship(msgspec.Struct, frozen=True):
    """How the viewer stands to a person."""

    id: AccountId
    following: bool
    followed_by: bool
