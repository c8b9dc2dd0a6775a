"""What releases are made of. No input or output."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Final, Literal, TypeAlias

import msgspec

Config = Literal["captions", "preferences", "edits", "rankings", "dialogue"]
CONFIGS: Final[tuple[Config, ...]] = (
    "captions",
    "preferences",
    "edits",
    "rankings",
    "dialogue",
)
Split = Literal["train", "test"]
SPLITS: Final[tuple[Split, ...]] = ("train", "test")

FORMAT: Final = 1
"""Of ``manifest.json``; grows when a reader of the one before would not understand it."""
CONSUMER: Final = 0
"""Whose pseudonyms releases use: all of them the same, so that versions fit together."""
TEST_SHARE: Final = 10
"""One person in so many is of the held-out side."""


class Entry(msgspec.Struct, frozen=True, order=True):
    """A file of a release. path: in its folder. bytes, sha256 (hex): of the whole file. rows: of the
    dataset."""

    path: str
    bytes: int
    sha256: str
    rows: int = 0


class Count(msgspec.Struct, frozen=True):
    """Rows of one config and split, by one value of one column; "" for all of them."""

    config: Config
    split: Split
    column: str
    value: str
    rows: int


class Tally(msgspec.Struct, frozen=True):
    """What was found on the way. people: in the rows. pictures: given. folded: of these, like an
    earlier one. between: posts with people of both sides, left out. posts: given.
    top_share: of the captions, in percent, those of the tenth of the authors who have most."""

    people: int
    posts: int
    between: int
    pictures: int
    folded: int
    top_share: int


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """``manifest.json``. since: a part alone, the rows that came after that version. root: of the Merkle tree
    over all rows of the version, hex; leaves: how many. shards: by config/split, a power of two."""

    format: int
    network: str
    version: int
    since: int
    created: str
    through: int
    root: str
    leaves: int
    shards: dict[str, int]
    counts: tuple[Count, ...]
    tally: Tally
    files: tuple[Entry, ...]


class Release(msgspec.Struct, frozen=True):
    """A published version, as the ledger has it. place: a folder or the address of a bucket."""

    version: int
    place: str
    published_at: datetime
    root: bytes
    leaves: int
    rows: dict[str, int]
    through: int
    manifest: Manifest


class Outcome(msgspec.Struct, frozen=True):
    """What an export did. fresh: made a version; otherwise nothing had changed. folder: in the place."""

    version: int
    fresh: bool
    rows: int
    bytes: int
    folder: str
    withdrawn: int


Progress: TypeAlias = Callable[[str, int, int], None]
"""Is told how far an export is: the step, as a sentence for a person; how much is done, and of how much, 0
where nobody knows."""


class Span(msgspec.Struct, frozen=True):
    """Rows that came after the version ``after`` and not after ``upto``: a part of a release, or all."""

    after: int
    upto: int


def folder_of(version: int, since: int = 0) -> str:
    """Where a version lies in its place."""
    return f"v{version}" if since == 0 else f"v{version}-since-v{since}"
