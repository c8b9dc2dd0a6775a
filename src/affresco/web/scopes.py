"""What a program may do, in words for people."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

import msgspec

from affresco.accounts.model import Scope
from affresco.accounts.scopes import SCOPES, opened_by
from affresco.text import N_, _

_SEES: Final[dict[Scope, str]] = {
    "read": N_("everything that you can see here: feeds, posts, people, bookmarks, notifications"),
    "read:accounts": N_("your profile, and those of others as you see them"),
    "read:blocks": N_("whom you block"),
    "read:bookmarks": N_("your bookmarks"),
    "read:favourites": N_("what you like"),
    "read:filters": N_("your filters"),
    "read:follows": N_("whom you follow, and how you stand to people"),
    "read:lists": N_("your lists"),
    "read:mutes": N_("whom you mute"),
    "read:notifications": N_("your notifications"),
    "read:search": N_("what you find when it searches for you"),
    "read:statuses": N_("your feeds and every post that you can see, also those for followers"),
    "profile": N_("your name, your handle and your picture"),
}
_DOES: Final[dict[Scope, str]] = {
    "write": N_("everything that you can do here: post, delete, like, follow, make pictures"),
    "write:accounts": N_("change your profile"),
    "write:blocks": N_("block people and let them in again"),
    "write:bookmarks": N_("bookmark posts and take bookmarks back"),
    "write:conversations": N_("mute and delete conversations"),
    "write:favourites": N_("like posts and take likes back"),
    "write:filters": N_("change your filters"),
    "write:follows": N_("follow people and stop following them"),
    "write:lists": N_("change your lists"),
    "write:media": N_("upload pictures, and make new ones that count towards your limit"),
    "write:mutes": N_("mute people and posts"),
    "write:notifications": N_("clear your notifications"),
    "write:reports": N_("report posts and people, and appeal, in your name"),
    "write:statuses": N_("publish, change and delete posts, and repost those of others"),
    "follow": N_("follow, mute and block people, and see whom you do"),
    "push": N_("send you notifications"),
}


class Powers(msgspec.Struct, frozen=True):
    """What a program sees and what it does, in the reader's language; without what is included anyway."""

    sees: tuple[str, ...]
    does: tuple[str, ...]


def powers(scopes: Collection[Scope]) -> Powers:
    """The words for these scopes."""
    told = [
        scope
        for scope in SCOPES
        if scope in scopes and not any(wider in scopes for wider in opened_by(scope)[1:])
    ]
    return Powers(
        sees=tuple(_(_SEES[scope]) for scope in told if scope in _SEES),
        does=tuple(_(_DOES[scope]) for scope in told if scope in _DOES),
    )
