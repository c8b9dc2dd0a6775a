"""Entities and bodies of who stands how to whom: lists, mutes, filters, hashtags."""

from __future__ import annotations

from datetime import date, datetime

import msgspec

from affresco.accounts.model import RepliesPolicy
from affresco.api.mastodon.bodies import Id
from affresco.api.mastodon.entities import Account
from affresco.posts.filters import Action

# sent -------------------------------------------------------------------------------------------


class MutedAccount(Account, frozen=True, kw_only=True):
    """Somebody who is muted. mute_expires_at: null for good."""

    mute_expires_at: datetime | None


class FamiliarFollowers(msgspec.Struct, frozen=True):
    """Whom one follows of those who follow an account. id: of the account."""

    id: str
    accounts: tuple[Account, ...]


class ListEntity(msgspec.Struct, frozen=True):
    """A list of people whom one follows."""

    id: str
    title: str
    replies_policy: RepliesPolicy
    exclusive: bool


class FeaturedTagEntity(msgspec.Struct, frozen=True):
    """A hashtag on a profile. statuses_count: a number in decimal, as Mastodon sends it."""

    id: str
    name: str
    url: str
    statuses_count: str
    last_status_at: date | None


class Done(msgspec.Struct, frozen=True):
    """It is done, and there is nothing to say: ``{}``."""


# received ---------------------------------------------------------------------------------------


class FollowBody(msgspec.Struct, frozen=True):
    """How to follow; what is left out stays as it is. languages: an empty list for all."""

    reblogs: bool | None = None
    notify: bool | None = None
    languages: tuple[str, ...] | None = None


class MuteBody(msgspec.Struct, frozen=True):
    """notifications: those, too. duration: seconds, 0 for good."""

    notifications: bool = True
    duration: int = 0


class NoteBody(msgspec.Struct, frozen=True):
    """comment: empty to take the note away."""

    comment: str = ""


class DomainBody(msgspec.Struct, frozen=True):
    """domain: of another instance."""

    domain: str = ""


class NewList(msgspec.Struct, frozen=True):
    """A list to make."""

    title: str
    replies_policy: RepliesPolicy = "list"
    exclusive: bool = False


class ChangedList(msgspec.Struct, frozen=True):
    """What is left out stays as it is."""

    title: str | None = None
    replies_policy: RepliesPolicy | None = None
    exclusive: bool | None = None


class Members(msgspec.Struct, frozen=True):
    """Who is put on a list, or taken off."""

    account_ids: tuple[Id, ...] = ()


class TagName(msgspec.Struct, frozen=True):
    """A hashtag, with or without #."""

    name: str


class KeywordBody(msgspec.Struct, frozen=True):
    """Words to look for."""

    keyword: str
    whole_word: bool = False


class KeywordAttributes(msgspec.Struct, frozen=True):
    """Words within a filter. id: of those that are changed; _destroy: they go."""

    keyword: str | None = None
    whole_word: bool | None = None
    id: Id | None = None
    destroy: bool = msgspec.field(name="_destroy", default=False)


class NewFilterBody(msgspec.Struct, frozen=True):
    """A filter to make. expires_in: seconds; null or 0 for good."""

    title: str
    context: tuple[str, ...]
    filter_action: Action = "warn"
    expires_in: int | str | None = None
    keywords_attributes: tuple[KeywordAttributes, ...] = ()


class ChangedFilterBody(msgspec.Struct, frozen=True):
    """What is left out stays as it is. expires_in: null or empty for good."""

    title: str | None = None
    context: tuple[str, ...] | None = None
    filter_action: Action | None = None
    expires_in: int | str | msgspec.UnsetType | None = msgspec.UNSET
    keywords_attributes: tuple[KeywordAttributes, ...] = ()


class StatusBody(msgspec.Struct, frozen=True):
    """A status to put into a filter."""

    status_id: Id


class FilterV1Body(msgspec.Struct, frozen=True):
    """A filter of one phrase. irreversible: what it finds is left out."""

    phrase: str
    context: tuple[str, ...]
    irreversible: bool = False
    whole_word: bool = False
    expires_in: int | str | None = None
