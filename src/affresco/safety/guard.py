"""Rules and classifiers, ready for the settings at hand; made once in each process."""

from __future__ import annotations

import functools
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from affresco.safety import rules
from affresco.safety.classifiers import registry
from affresco.safety.classifiers.protocol import Classifier
from affresco.safety.rules import RuleBook
from affresco.settings import ClassifierTable, Settings

REST_SECONDS: Final = 30.0
"""A classifier that did not answer is left alone for so long, lest everybody wait for it each time."""

AGAIN_SECONDS: Final = 60.0
"""How often a classifier that answers is written down as one that does, at most."""


class Watched:
    """A classifier, and how it has been doing in this process. refuses: what ``down`` says."""

    def __init__(self, classifier: Classifier, *, refuses: bool) -> None:
        self.classifier = classifier
        self.refuses = refuses
        self._rests_until = 0.0
        self._noted_at: float | None = None

    @property
    def name(self) -> str:
        return self.classifier.name

    @property
    def is_resting(self) -> bool:
        return time.monotonic() < self._rests_until

    def rest(self) -> None:
        """It did not answer."""
        self._rests_until = time.monotonic() + REST_SECONDS
        self._noted_at = None

    def answered(self) -> bool:
        """It did; whether that should be written down."""
        now = time.monotonic()
        due = self._noted_at is None or now - self._noted_at > AGAIN_SECONDS
        if due:
            self._noted_at = now
        return due


class Guard:
    """What looks at words and pictures before they are made or published."""

    def __init__(self, book: RuleBook, classifiers: Sequence[Watched]) -> None:
        self.book = book
        self.classifiers = tuple(classifiers)

    def reading(self, what: str) -> tuple[Watched, ...]:
        """The classifiers for ``text`` or ``image``."""
        return tuple(one for one in self.classifiers if what in one.classifier.reads)


def of(settings: Settings) -> Guard:
    """The guard of an instance with these settings. Raises BadRules, ClassifierMissing,
    ClassifierUnusable. The owner's file is read once: a change holds from the next start on."""
    tables = tuple((name, registry.table(settings, name)) for name in settings.classifiers)
    return _load(_own(settings), tables)


@functools.lru_cache(maxsize=8)
def _load(own: Path | None, tables: tuple[tuple[str, ClassifierTable], ...]) -> Guard:
    book = rules.load(own)
    watched = [
        Watched(registry.load_one(name, table), refuses=table.down == "refuse")
        for name, table in tables
    ]
    return Guard(book, watched)


def check(settings: Settings) -> None:
    """For the start of a process. Raises BadRules, ClassifierMissing, ClassifierUnusable."""
    for watched in of(settings).classifiers:
        watched.classifier.check()


def book(settings: Settings) -> RuleBook:
    """The rules alone, read anew. Raises BadRules."""
    return rules.load(_own(settings))


def _own(settings: Settings) -> Path | None:
    return Path(settings.rules).expanduser().resolve() if settings.rules else None
