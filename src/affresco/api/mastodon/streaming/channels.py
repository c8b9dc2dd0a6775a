"""Channels: what can be listened to, in Mastodon's words. Pure."""

from __future__ import annotations

from typing import Final, Literal, cast, get_args

import msgspec

from affresco.accounts.model import Bearer, Scope, Viewer
from affresco.accounts.scopes import opened_by
from affresco.api.core.faults import PersonNeeded, ScopeMissing, TokenNeeded
from affresco.api.core.paging import find_id
from affresco.errors import Invalid
from affresco.posts.markup import normalise_tag
from affresco.text import N_

ChannelName = Literal[
    "user",
    "user:notification",
    "public",
    "public:media",
    "public:local",
    "public:local:media",
    "public:remote",
    "public:remote:media",
    "hashtag",
    "hashtag:local",
    "list",
    "direct",
]
NAMES: Final[frozenset[str]] = frozenset(get_args(ChannelName))
PERSONAL: Final = frozenset({"user", "user:notification", "list", "direct"})


class UnknownChannel(Invalid):
    code = "api.unknown_channel"
    message = N_("There is no stream of this name. These exist: {known}.")


class TagMissing(Invalid):
    code = "api.tag_missing"
    message = N_("Say in “tag” which hashtag to listen to.")


class ListMissing(Invalid):
    code = "api.list_missing"
    message = N_("Say in “list” which list to listen to, by its number.")


class Channel(msgspec.Struct, frozen=True):
    """argument: the hashtag, or the list's number; "" for the others."""

    name: ChannelName
    argument: str = ""

    @property
    def path(self) -> tuple[str, ...]:
        """As an event names where it comes from."""
        return (self.name, self.argument) if self.argument else (self.name,)

    @property
    def everybodys(self) -> bool:
        """Whether it speaks of what is public, to strangers as well."""
        return self.name not in PERSONAL

    @property
    def only_pictures(self) -> bool:
        return self.name.endswith(":media")


def read_channel(name: str, tag: str = "", list_id: str = "") -> Channel:
    """Raises UnknownChannel, TagMissing, ListMissing."""
    if name not in NAMES:
        raise UnknownChannel(known=", ".join(get_args(ChannelName)))
    known = cast(ChannelName, name)
    if name.startswith("hashtag"):
        normalised = normalise_tag(tag)
        if normalised is None:
            raise TagMissing
        return Channel(known, normalised)
    if name == "list":
        number = find_id(list_id)
        if number is None:
            raise ListMissing
        return Channel(known, str(number))
    return Channel(known)


def check(channel: Channel, viewer: Viewer | None, bearer: Bearer | None) -> None:
    """Whether who asks may listen. Raises TokenNeeded, PersonNeeded, ScopeMissing."""
    if viewer is None and not channel.everybodys:
        raise PersonNeeded if bearer is not None else TokenNeeded
    holder = bearer or viewer
    scope: Scope = "read:statuses"
    if channel.name == "user:notification":
        scope = "read:notifications"
    if holder is not None and not holds(holder, scope):
        raise ScopeMissing(scope=scope)


def holds(holder: Bearer | Viewer, scope: Scope) -> bool:
    """Whether the scope, or one that includes it, was granted."""
    return not holder.scopes.isdisjoint(opened_by(scope))
