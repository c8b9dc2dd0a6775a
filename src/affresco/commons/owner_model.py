"""What owners see of the commons. No input or output."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

import msgspec

BuildState = Literal["waiting", "running", "done", "failed"]


class Yield(msgspec.Struct, frozen=True):
    """Entries of one kind on one day."""

    day: date
    kind: str
    entries: int


class Share(msgspec.Struct, frozen=True):
    """So many of so many. of: may be 0."""

    name: str
    number: int
    of: int

    @property
    def percent(self) -> float:
        return 100 * self.number / self.of if self.of else 0.0


class Counted(msgspec.Struct, frozen=True):
    """name: a language, or a licence; "" for none."""

    name: str
    number: int


class Build(msgspec.Struct, frozen=True):
    """A release that an owner asked for. total: 0 where nobody knows. fresh: whether anything was new."""

    id: int
    asked_at: datetime
    state: BuildState
    step: str
    done: int
    total: int
    version: int | None
    fresh: bool | None
    said: str
    ended_at: datetime | None


class ReleaseLine(msgspec.Struct, frozen=True):
    """A published version. rows: by config. files: of its manifest; bytes: of all of them. root: hex."""

    version: int
    published_at: datetime
    rows: dict[str, int]
    files: int
    bytes: int
    root: str
    place: str


class Overview(msgspec.Struct, frozen=True):
    """entries: ever. head: the last number of the log. waiting: without a number yet. given: posts in the
    commons; passed_on: of these, with a licence to pass them on. people, posts: how many say what."""

    entries: int
    head: int
    waiting: int
    given: int
    passed_on: int
    yields: tuple[Yield, ...]
    people: tuple[Share, ...]
    posts: tuple[Share, ...]
    languages: tuple[Counted, ...]
    licences: tuple[Counted, ...]
