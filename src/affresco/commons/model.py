"""Facts of the stream and of those who read it."""

from __future__ import annotations

from datetime import datetime
from typing import Final, Literal, get_args

import msgspec

from affresco.commons.cursors import Place

Kind = Literal[
    "post",
    "remix",
    "reply",
    "edit",
    "choice",
    "like",
    "unlike",
    "repost",
    "unrepost",
    "duel",
    "unduel",
    "withdrawal",
    "deletion",
]
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
TOMBSTONES: Final[frozenset[Kind]] = frozenset({"withdrawal", "deletion", "unduel"})
"""Told to everybody, whatever they filter: who learns must hear of what was taken back."""
ConsumerScope = Literal["stream", "datasets"]
CONSUMER_SCOPES: Final[tuple[ConsumerScope, ...]] = get_args(ConsumerScope)


class Wish(msgspec.Struct, frozen=True):
    """What of the log somebody wants; None for all."""

    kinds: frozenset[Kind] | None = None
    languages: frozenset[str] | None = None

    def takes(self, kind: Kind, language: str | None) -> bool:
        """Whether an entry is wanted. language: None where it has none."""
        if kind in TOMBSTONES:
            return True
        return (self.kinds is None or kind in self.kinds) and (
            self.languages is None or language is None or language in self.languages
        )


EVERYTHING: Final = Wish()


class Entry(msgspec.Struct, frozen=True):
    """An entry of the log, numbers only; see the table."""

    place: Place
    kind: Kind
    at: datetime
    post_id: int | None
    actor_id: int | None
    ref_id: int | None
    language: str | None

    @property
    def seq(self) -> int:
        return self.place.seq


class Told(msgspec.Struct, frozen=True):
    """An entry as JSON, but for the pseudonyms, which are of each consumer: they stand between the parts.

    people: accounts, one fewer than parts.
    """

    place: Place
    kind: Kind
    language: str | None
    cursor: str
    parts: tuple[bytes, ...]
    people: tuple[int, ...]

    @property
    def size(self) -> int:
        """About how many bytes it has."""
        return sum(map(len, self.parts)) + 25 * len(self.people)


class Page(msgspec.Struct, frozen=True):
    """A piece of the log with what it stands for. through: up to where it goes; entries between that were
    withdrawn, or were not asked for, are left out. read_at: by the process's monotonic clock."""

    entries: tuple[Told, ...]
    through: Place
    head: int
    read_at: float


class Consumer(msgspec.Struct, frozen=True, kw_only=True):
    """Who reads the commons. cursor_seq: how far they were sent. revoked_at: the key is good for nothing."""

    id: int
    name: str
    contact: str
    purpose: str
    scopes: tuple[ConsumerScope, ...]
    terms_version: int
    terms_accepted_at: datetime | None
    cursor_seq: int
    created_at: datetime
    seen_at: datetime | None
    revoked_at: datetime | None


class NewConsumer(msgspec.Struct, frozen=True, kw_only=True):
    """A consumer to let in. contact: an address of theirs. purpose: what they want it for."""

    name: str
    contact: str
    purpose: str
    scopes: tuple[ConsumerScope, ...] = CONSUMER_SCOPES


class Made(msgspec.Struct, frozen=True):
    """A consumer with its key, which is shown once and kept by nobody."""

    id: int
    key: str


class Terms(msgspec.Struct, frozen=True):
    """What consumers agree to."""

    version: int
    paragraphs: tuple[str, ...]
