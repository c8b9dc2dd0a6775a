"""What a token may do, in Mastodon's words: scopes, and which of them include which.

``read`` includes every ``read:…``, ``write`` every ``write:…``, and ``follow``, of old, what is needed to
follow, block and mute. ``admin:…`` does not exist here: nobody administers through a token.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Final, cast, get_args

from affresco.accounts.model import Scope

SCOPES: Final[tuple[Scope, ...]] = get_args(Scope)
DEFAULT: Final[tuple[Scope, ...]] = ("read",)
"""What is meant when an app names none."""
ASSISTANT_FIRST: Final[tuple[Scope, ...]] = ("read:accounts", "read:search", "read:statuses")
"""What an assistant is let in with: enough to look around. The rest is asked for when a tool needs it."""
ASSISTANT: Final[tuple[Scope, ...]] = (
    *ASSISTANT_FIRST,
    "read:notifications",
    "write:conversations",
    "write:favourites",
    "write:follows",
    "write:media",
    "write:statuses",
)
"""All that the tools of an assistant may ever ask for."""
_FOLLOW: Final = frozenset(
    f"{verb}:{noun}" for verb in ("read", "write") for noun in ("follows", "blocks", "mutes")
)


def opened_by(scope: Scope) -> tuple[Scope, ...]:
    """All scopes of which any one includes this one, itself first."""
    found: list[Scope] = [scope]
    parent, colon, _noun = scope.partition(":")
    if colon:
        found.append(cast(Scope, parent))
    if scope in _FOLLOW:
        found.append("follow")
    return tuple(found)


def covers(held: Collection[Scope], wanted: Iterable[Scope]) -> bool:
    """Whether who holds these scopes may do everything that those others allow."""
    return all(any(one in held for one in opened_by(scope)) for scope in wanted)


def read_scopes(text: str) -> tuple[Scope, ...] | None:
    """A list separated by spaces, each scope once, in its order; None when one of them is none of ours."""
    words = dict.fromkeys(text.split())
    if not set(words) <= set(SCOPES):
        return None
    return tuple(cast(Scope, word) for word in words)
