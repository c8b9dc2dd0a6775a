"""What the words of a prompt name beside things: style, place, hour, weather, mood, season, view."""

from __future__ import annotations

from typing import Final

import msgspec

from .item import Item
from .lexicon import Kind, Language
from .phrases import Phrase

# Words that say several things of the whole picture say all of them: winter is a season and snow.
_WHOLE: Final[frozenset[Kind]] = frozenset(("time", "weather", "mood", "season"))

_STATES: Final = {
    "abandoned": "derelict",
    "broken": "derelict",
    "ruined": "derelict",
    "empty": "bare",
}
"""Moods of a place that has one of these qualities."""
_WHEN = frozenset(("in", "at", "by", "under", "sotto", "nella", "nel", "al", "all", "di"))


class Named(msgspec.Struct):
    """In order and once each."""

    styles: list[str] = msgspec.field(default_factory=list)
    settings: list[str] = msgspec.field(default_factory=list)
    regions: list[str] = msgspec.field(default_factory=list)
    times: list[str] = msgspec.field(default_factory=list)
    weather: list[str] = msgspec.field(default_factory=list)
    moods: list[str] = msgspec.field(default_factory=list)
    seasons: list[str] = msgspec.field(default_factory=list)
    cameras: list[str] = msgspec.field(default_factory=list)
    unknown: list[str] = msgspec.field(default_factory=list)
    dark: bool = False  # "a dark alley": by night, when no other hour is named
    bright: bool = False  # "una cucina luminosa": by day, likewise

    def read(self, phrase: Phrase, language: Language) -> None:
        """Take what a phrase names. In English the last of two places is the head: attic greenhouse."""
        places = [item for item in phrase.items if item.kind == "setting"]
        for item in phrase.items:
            follows = places[places.index(item) + 1 :] if item in places else []
            wet = item.term is not None and item.term.id == "underwater"
            if language == "en" and follows and follows[0].joined and not wet:
                continue
            self.add(item)
        if places and not any(item.kind == "concept" for item in phrase.items):
            self._read_state(phrase)

    def _read_state(self, phrase: Phrase) -> None:
        """What an adjective says of a place that it would not say of the picture: a dark alley."""
        said = {
            item.term.id for item in phrase.items if item.term and item.kind in ("quality", "pose")
        }
        self.dark = self.dark or "dark" in said
        self.bright = self.bright or bool(said & {"glow", "glowing"})
        for state in sorted({_STATES[name] for name in said & _STATES.keys()}):
            if state not in self.moods:
                self.moods.append(state)

    def read_beyond(self, phrase: Phrase) -> None:
        """Hour and weather after a likeness: "a leaf as a hat in the rain"."""
        for item in phrase.items:
            if item.kind in ("weather", "time") and item.text.split()[0] in _WHEN:
                self.add(item)

    def add(self, item: Item) -> None:
        """Take what one word says of the whole picture."""
        if item.term is None:
            self.unknown.append(item.text)
            return
        kinds = _WHOLE if item.kind in _WHOLE else {item.kind}
        for term in (item.term, *item.also):
            if term.kind in kinds and (term is item.term or not term.weak):
                known = self._of(term.kind)
                if known is not None and term.id not in known:
                    known.append(term.id)

    def _of(self, kind: Kind) -> list[str] | None:
        lists: dict[Kind, list[str]] = {
            "style": self.styles,
            "setting": self.settings,
            "region": self.regions,
            "time": self.times,
            "weather": self.weather,
            "mood": self.moods,
            "season": self.seasons,
            "camera": self.cameras,
        }
        return lists.get(kind)
