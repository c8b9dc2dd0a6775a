"""The words that the illustrator knows, read once from ``lexicon/*.toml`` (our own data).

``Lexicon.find(language, words)`` gives the terms that a phrase may stand for. Phrases are tuples
of tokens as made by :func:`tokens.split`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Literal, TypeVar

import msgspec

from affresco.studio.engines.illustrator.subjects.families import Shape

from .inflection import english_plural, italian_plurals
from .lines import fields as fields_of_line
from .tokens import split
from .verbs import english_forms, italian_forms

Language = Literal["en", "it"]
LANGUAGES: tuple[Language, Language] = ("en", "it")
Kind = Literal[
    "concept",
    "setting",
    "style",
    "time",
    "weather",
    "mood",
    "quality",
    "colour",
    "relation",
    "number",
    "size",
    "pose",
    "material",
    "camera",
    "season",
    "of",
    "article",
    "negation",
    "boundary",
    "silent",
]

_FEMININE_ENDINGS = ("a", "zione", "sione", "trice", "tà", "tù", "udine")
DATA = Path(__file__).parent.parent / "lexicon"
Words = tuple[str, ...]


class Named(msgspec.Struct, frozen=True):
    """Something with forms in both languages."""

    en: str
    it: str
    name_en: str = ""
    name_it: str = ""

    def forms(self, language: Language) -> list[str]:
        return listed(self.en if language == "en" else self.it)

    def name(self, language: Language) -> str:
        given = self.name_en if language == "en" else self.name_it
        return given or next(iter(self.forms(language)), "")


class Concept(Named, frozen=True, forbid_unknown_fields=True):
    """Something that can be drawn."""

    id: str = ""
    family: str = ""
    art: str = ""
    form: Literal["whole", "head", "bust", "person", "drawn", "shape"] = "whole"
    scale: float = 1.0
    shape: Shape | None = None  # for form "shape"; see subjects.families
    setting: str = ""
    colour: str | None = None
    face: str = ""
    glows: bool = False
    feminine: bool = False
    masculine: bool = False
    colour_word: bool = False  # its Italian name is a colour too (rosa)

    @property
    def is_feminine(self) -> bool:
        """Gender of the first Italian form."""
        noun = listed(self.it)[0].split()[0]
        ends = noun.endswith(_FEMININE_ENDINGS) and not noun.endswith("ista")
        return self.feminine or (ends and not self.masculine)


class Family(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How concepts of one kind behave."""

    setting: str
    living: bool = False
    flies: bool = False
    swims: bool = False
    held: bool = False
    shape: str = ""  # how a short line is drawn: family and kind of subjects.families


class Setting(Named, frozen=True, forbid_unknown_fields=True, rename={"drawn_as": "as"}):
    """A place."""

    drawn_as: str = ""  # the place that stands for it while it has no drawing of its own

    in_en: str = ""
    in_it: str = ""
    outdoors: bool = False
    fixed_light: bool = False  # the place brings its own light, whatever the time of day
    motif: str = ""


class Style(Named, frozen=True, forbid_unknown_fields=True, rename={"drawn_as": "as"}):
    """A way of painting."""

    drawn_as: str = ""

    setting: str = ""
    time: str = ""


class Time(Named, frozen=True, forbid_unknown_fields=True):
    """A time of day."""

    at_en: str = ""
    at_it: str = ""


class Weather(Named, frozen=True, forbid_unknown_fields=True):
    """A weather, or something that happens in the air."""

    in_en: str = ""
    in_it: str = ""


class Mood(Named, frozen=True, forbid_unknown_fields=True):
    """A mood of the whole picture."""

    time: str = ""
    setting: str = ""
    figure: bool = False


class Colour(Named, frozen=True, forbid_unknown_fields=True):
    """A colour in OKLCH."""

    lch: tuple[float, float, float] = (0.5, 0.0, 0.0)


class Relation(Named, frozen=True, forbid_unknown_fields=True, rename={"drawn_as": "as"}):
    """A verb or preposition between two entities."""

    drawn_as: str = ""  # the relation that is laid out instead

    says_en: str = ""
    says_it: str = ""
    holds: bool = False
    prop: str = ""
    place: bool = False  # a preposition: it says where, not what somebody does
    verbs_en: str = ""
    verbs_it: str = ""

    def forms(self, language: Language) -> list[str]:
        verbs = self.verbs_en if language == "en" else self.verbs_it
        return [*super().forms(language), *_inflected(verbs, language)]


class Pose(Named, frozen=True, forbid_unknown_fields=True):
    """What somebody does alone."""

    quality: str = ""  # the word of subjects.families that draws it
    verbs_en: str = ""
    verbs_it: str = ""

    def forms(self, language: Language) -> list[str]:
        verbs = self.verbs_en if language == "en" else self.verbs_it
        return [*super().forms(language), *_inflected(verbs, language)]


class ModelScene(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A sentence that stands for a place."""

    says: str
    setting: str
    time: str = ""
    weather: str = ""


class Feeling(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A feeling: the hue, in OKLCH degrees, that paints it, and its landscape."""

    name: str
    says: str
    hue: float
    setting: str
    time: str = ""


class Term(msgspec.Struct, frozen=True):
    """One meaning of a phrase."""

    kind: Kind
    id: str
    plural: bool = False


class Lexicon(msgspec.Struct, frozen=True):
    """Everything read from the data files."""

    concepts: dict[str, Concept]
    families: dict[str, Family]
    settings: dict[str, Setting]
    styles: dict[str, Style]
    times: dict[str, Time]
    weather: dict[str, Weather]
    moods: dict[str, Mood]
    qualities: dict[str, Named]
    colours: dict[str, Colour]
    relations: dict[str, Relation]
    poses: dict[str, Pose]
    materials: dict[str, Named]
    cameras: dict[str, Named]
    seasons: dict[str, Named]
    scenes: tuple[ModelScene, ...]
    feelings: tuple[Feeling, ...]
    markers: dict[Language, frozenset[str]]
    terms: dict[Language, dict[Words, tuple[Term, ...]]]
    longest: int  # tokens in the longest phrase

    def find(self, language: Language, words: Words) -> tuple[Term, ...]:
        """The meanings of a phrase in a language; none when it is unknown."""
        return self.terms[language].get(words, ())

    def family(self, concept: str) -> Family:
        """The family of a known concept. Raises KeyError for another."""
        return self.families[self.concepts[concept].family]


def _inflected(verbs: str, language: Language) -> list[str]:
    """The forms of a list of infinitives; in Italian also after "che"."""
    if language == "en":
        return [form for verb in listed(verbs) for form in english_forms(verb)]
    return [form for verb in listed(verbs) for form in italian_forms(verb)]


def listed(text: str) -> list[str]:
    """Split ``"a, b, c"`` into its parts."""
    return [part for part in (piece.strip() for piece in text.split(",")) if part]


def _read(name: str) -> dict[str, object]:
    return tomllib.loads((DATA / name).read_text(encoding="utf-8"))


T = TypeVar("T")


def _table(name: str, kind: type[T]) -> dict[str, T]:
    return msgspec.convert(_read(name), dict[str, kind])  # type: ignore[valid-type]


def _concepts(families: Mapping[str, Family], colours: Mapping[str, Colour]) -> dict[str, Concept]:
    """All concepts. Raises ValueError for a concept that is defined twice or cannot be read."""
    found: dict[str, Concept] = {}
    for path in sorted((DATA / "concepts").glob("*.toml")):
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
        for family, entries in tables.items():
            for key, entry in entries.items():
                if key in found:
                    raise ValueError(f"{path.name}: the concept {key!r} is defined twice")
                if isinstance(entry, str):
                    entry = fields_of_line(key, entry, families[family].shape, colours)
                fields = {"id": key, "family": family, "art": key, **entry}
                found[key] = msgspec.convert(fields, Concept)
    return found


def _phrases(concept: Concept, language: Language) -> Iterator[tuple[str, bool]]:
    """The forms of a concept, and whether each is a plural; a listed plural is one too."""
    forms = concept.forms(language)
    plurals = [
        plural
        for form in forms
        for plural in ([english_plural(form)] if language == "en" else italian_plurals(form))
        if plural != form
    ]
    for at, form in enumerate(forms):
        yield form, at > 0 and form in plurals
    for plural in plurals:
        yield plural, True


def _simple(kind: Kind, named: Mapping[str, Named]) -> Iterator[tuple[Language, str, Term]]:
    for key, entry in named.items():
        for language in LANGUAGES:
            for form in entry.forms(language):
                yield language, form, Term(kind, key)


def _words(kind: Kind, table: Mapping[str, str]) -> Iterator[tuple[Language, str, Term]]:
    for key, forms in table.items():
        for language in LANGUAGES:
            if key in LANGUAGES and key != language:
                continue
            for form in listed(forms):
                yield language, form, Term(kind, key)


@cache
def lexicon() -> Lexicon:
    """The lexicon, read at first use (about 60 ms). Raises ValueError for a faulty data file."""
    words = msgspec.convert(_read("words.toml"), dict[str, dict[str, str]])
    scenes = _read("scenes.toml")
    families = _table("families.toml", Family)
    colours = _table("colours.toml", Colour)
    concepts = _concepts(families, colours)
    tables: dict[str, Mapping[str, Named]] = {
        "settings": _table("settings.toml", Setting),
        "styles": _table("styles.toml", Style),
        "times": _table("times.toml", Time),
        "weather": _table("weather.toml", Weather),
        "moods": _table("moods.toml", Mood),
        "qualities": _table("qualities.toml", Named),
        "colours": colours,
        "relations": _table("relations.toml", Relation),
        "poses": _table("poses.toml", Pose),
        "materials": _table("materials.toml", Named),
        "cameras": _table("cameras.toml", Named),
        "seasons": _table("seasons.toml", Named),
    }
    kinds: Iterable[tuple[Kind, str]] = (
        ("style", "styles"),
        ("setting", "settings"),
        ("time", "times"),
        ("weather", "weather"),
        ("mood", "moods"),
        ("quality", "qualities"),
        ("colour", "colours"),
        ("relation", "relations"),
        ("pose", "poses"),
        ("material", "materials"),
        ("camera", "cameras"),
        ("season", "seasons"),
    )
    entries: list[tuple[Language, str, Term]] = []
    for kind, table in kinds:
        entries.extend(_simple(kind, tables[table]))
    for concept in concepts.values():
        for language in LANGUAGES:
            seen: set[str] = set()
            for form, plural in _phrases(concept, language):
                if form not in seen:
                    seen.add(form)
                    entries.append((language, form, Term("concept", concept.id, plural)))
    entries.extend(_words("number", words["numbers"]))
    entries.extend(_words("size", words["sizes"]))
    entries.extend(_words("of", words["of"]))
    entries.extend(_words("article", words["articles"]))
    entries.extend(_words("negation", words["negations"]))
    entries.extend(_words("boundary", words["boundaries"]))
    entries.extend(_words("silent", words["silent"]))
    terms: dict[Language, dict[Words, tuple[Term, ...]]] = {"en": {}, "it": {}}
    for language, form, term in entries:
        key = tuple(split(form))
        had = terms[language].get(key, ())
        if not any(term.kind == other.kind for other in had):
            terms[language][key] = (*had, term)
    return Lexicon(
        concepts=concepts,
        families=families,
        settings=_table("settings.toml", Setting),
        styles=_table("styles.toml", Style),
        times=_table("times.toml", Time),
        weather=_table("weather.toml", Weather),
        moods=_table("moods.toml", Mood),
        qualities=_table("qualities.toml", Named),
        colours=colours,
        relations=_table("relations.toml", Relation),
        poses=_table("poses.toml", Pose),
        materials=_table("materials.toml", Named),
        cameras=_table("cameras.toml", Named),
        seasons=_table("seasons.toml", Named),
        scenes=msgspec.convert(scenes["scene"], tuple[ModelScene, ...]),
        feelings=msgspec.convert(scenes["feeling"], tuple[Feeling, ...]),
        markers={language: frozenset(listed(words["markers"][language])) for language in LANGUAGES},
        terms=terms,
        longest=max(len(key) for table in terms.values() for key in table),
    )
