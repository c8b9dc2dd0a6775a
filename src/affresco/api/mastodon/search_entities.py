"""Entities of search, trends and suggestions. Source: Mastodon's client API, version 4.4."""

from __future__ import annotations

from typing import Literal

import msgspec

from affresco.api.mastodon.entities import Account, Status, Tag

SuggestionSource = Literal["friends_of_friends", "most_interactions"]


class TagHistory(msgspec.Struct, frozen=True):
    """Public uses of a hashtag on one day. All are numerals; day: its midnight in UTC, seconds since
    1970."""

    day: str
    accounts: str
    uses: str


class HashTag(Tag, frozen=True, kw_only=True):
    """A hashtag with the last seven days, today first. following, featuring: by the viewer."""

    id: str
    history: tuple[TagHistory, ...] = ()
    following: bool = False
    featuring: bool = False


class SearchNative(msgspec.Struct, frozen=True):
    """problems: what of the search could not be used, and why. next_offset: of the next page of statuses,
    null where there is none."""

    problems: tuple[str, ...] = ()
    next_offset: int | None = None


class SearchResults(msgspec.Struct, frozen=True):
    """The likeliest first."""

    accounts: tuple[Account, ...] = ()
    statuses: tuple[Status, ...] = ()
    hashtags: tuple[HashTag, ...] = ()
    affresco: SearchNative = SearchNative()


class Suggestion(msgspec.Struct, frozen=True):
    """Somebody whom the viewer may like to meet. source: the older word for sources."""

    source: Literal["past_interactions", "global"]
    sources: tuple[SuggestionSource, ...]
    account: Account
