"""The words that the illustrator knows, read once from ``lexicon/*.toml`` (our own data).

``Lexicon.find(language, words)`` gives the terms that a phrase may stand for. Phrases are tuples
of tokens as made by :func:`tokens.split`. What is written in a file counts before what is made of
it by rule: ``bambini`` are children because it is written so, though it is the plural of a boy.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Final, TypeVar

import msgspec

from .inflection import english_plural, italian_agreements, italian_plurals
from .lines import fields as fields_of_line
from .tokens import split
from .verbs import english_participles, italian_participles
from .vocabulary import (
    LANGUAGES,
    Colour,
    Composed,
    Concept,
    Fact,
    Family,
    Feeling,
    Implied,
    Kind,
    Language,
    Material,
    ModelScene,
    Mood,
    Named,
    Pose,
    Region,
    Relation,
    Setting,
    Style,
    Time,
    Weather,
    listed,
)

DATA = Path(__file__).parent.parent / "lexicon"
Words = tuple[str, ...]


class Term(msgspec.Struct, frozen=True):
    """One meaning of a phrase."""

    kind: Kind
    id: str
    plural: bool = False
    says: tuple[Fact, ...] = ()  # what the word says of the thing: a chapel is small
    weak: bool = False  # meant only where the words around ask for it
    young: bool = False  # any young animal: a cub, un cucciolo
    passive: bool = False  # "held by": who does it follows


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
    materials: dict[str, Material]
    stuffs: dict[str, str]  # "chocolate" before another English noun → the material
    cameras: dict[str, Named]
    seasons: dict[str, Named]
    regions: dict[str, Region]
    scenes: tuple[ModelScene, ...]
    feelings: tuple[Feeling, ...]
    markers: dict[Language, frozenset[str]]
    young: dict[str, str]  # animal → its young
    there: dict[str, str]  # "umbrella@beach" → what its word means there
    likeness: dict[str, str]  # what takes the shape of something → of what that is made then
    homes: dict[str, str]  # who → where such a one is at home
    players: dict[str, str]  # instrument → who plays it
    containers: frozenset[str]
    wearables: frozenset[str]  # things that are worn though they are no garments
    landscapes: frozenset[str]  # places that are things only in somebody's hands
    implied: dict[str, dict[str, Implied]]  # kind → name → what goes without saying
    terms: dict[Language, dict[Words, tuple[Term, ...]]]
    participles: dict[Language, dict[str, str]]  # "held" → the relation
    longest: int  # tokens in the longest phrase

    def find(self, language: Language, words: Words) -> tuple[Term, ...]:
        """The meanings of a phrase in a language; none when it is unknown."""
        return self.terms[language].get(words, ())

    def family(self, concept: str) -> Family:
        """The family of a known concept. Raises KeyError for another."""
        return self.families[self.concepts[concept].family]

    def is_animal(self, concept: str) -> bool:
        """Whether it lives and is nobody."""
        return self.family(concept).living and not self.is_person(concept)

    def is_person(self, concept: str) -> bool:
        return self.concepts[concept].family in ("person", "active-person")


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


Entry = tuple[Language, str, Term]


def _plurals(forms: list[str], language: Language) -> Iterator[str]:
    for form in forms:
        made = [english_plural(form)] if language == "en" else italian_plurals(form)
        yield from (plural for plural in made if plural != form)


_MANY_IN_ONE: Final = frozenset(("crowd",))  # "persone" are one crowd, as "people" are


def _things(concepts: Mapping[str, Concept], young: Mapping[str, str]) -> Iterator[Entry]:
    """The written forms; a listed plural is one."""
    small = frozenset(young.values())
    made = {
        language: {p for c in concepts.values() for p in _plurals(c.forms(language), language)}
        for language in LANGUAGES
    }
    for concept in concepts.values():
        says: tuple[Fact, ...] = (("size", "small"),) if concept.id in small else ()
        for language in LANGUAGES:
            forms = concept.forms(language)
            for at, form in enumerate(forms):
                # "infermiere" is one nurse, though "infermiera" has the same plural
                plural = at > 0 and form in made[language] and not form.endswith("iere")
                plural = plural and concept.id not in _MANY_IN_ONE
                yield language, form, Term("concept", concept.id, plural, says)


def _made_plurals(entries: list[Entry]) -> Iterator[Entry]:
    for language, form, term in entries:
        if term.kind == "concept" and not term.plural:
            for plural in _plurals([form], language):
                yield language, plural, msgspec.structs.replace(term, plural=True)


def _made_agreements(entries: list[Entry]) -> Iterator[Entry]:
    """Italian adjectives in the other gender and in the plural."""
    for language, form, term in entries:
        if language == "it" and (term.kind in _ADJECTIVES or form.endswith(_ADJECTIVAL)):
            for agreeing in italian_agreements(form):
                yield language, agreeing, term


_ADJECTIVES: frozenset[Kind] = frozenset(("quality", "pose", "colour", "size"))
_ADJECTIVAL = ("oso", "ato", "ito", "uto", "ico", "nte", "ale", "ole", "ido")


def _composed(table: Mapping[str, Composed]) -> Iterator[Entry]:
    for key, entry in table.items():
        for language in LANGUAGES:
            for form in entry.forms(language):
                term = Term("concept", entry.concept, False, entry.facts(), young=key == "young")
                yield language, form, term


def _simple(kind: Kind, named: Mapping[str, Named]) -> Iterator[Entry]:
    for key, entry in named.items():
        for language in LANGUAGES:
            for form in entry.forms(language):
                yield language, form, Term(kind, key)


def _verbs(kind: Kind, named: Mapping[str, Relation] | Mapping[str, Pose]) -> Iterator[Entry]:
    """Bare English verbs are weak: they follow several doers ("cats chase a dog") and nobody else."""
    for key, entry in named.items():
        bare = {verb.partition("=")[0].strip() for verb in listed(entry.verbs_en)}
        bare -= set(listed(entry.en))
        for language in LANGUAGES:
            for form in entry.forms(language):
                weak = language == "en" and form in bare and " " not in form
                yield language, form, Term(kind, key, weak=weak)


def _words(kind: Kind, table: Mapping[str, str]) -> Iterator[Entry]:
    for key, forms in table.items():
        for language in LANGUAGES:
            if key in LANGUAGES and key != language:
                continue
            for form in listed(forms):
                yield language, form, Term(kind, key)


def _without_adjectives(entries: list[Entry]) -> list[Entry]:
    """Leave out "wooden table" where a table is the same place: of what it is made is said apart."""
    forms = {
        (language, form, term.id) for language, form, term in entries if term.kind == "setting"
    }
    adjectives = ("material", "colour", "weather")
    said = {(lang, form) for lang, form, term in entries if term.kind in adjectives}

    def plain(entry: Entry) -> bool:
        language, form, term = entry
        first, _, rest = form.partition(" ")
        one, _, made = form.partition(" ")
        before = (language, first) in said and (language, rest, term.id) in forms
        after = (language, made) in said and (language, one, term.id) in forms
        return term.kind != "setting" or not (before or after)

    return [entry for entry in entries if plain(entry)]


def _twins(pairs: Mapping[str, str], entries: list[Entry]) -> Iterator[Entry]:
    """A church is a building and a place to be in: each form of one may mean the other."""
    places = {thing: place for place, thing in pairs.items()}
    several = {
        (language, plural)
        for language, form, term in entries
        if term.kind == "setting"
        for plural in _plurals([form], language)
    }
    for language, form, term in entries:
        if term.kind == "setting" and term.id in pairs:
            plural = (language, form) in several
            yield language, form, Term("concept", pairs[term.id], plural, weak=True)
        elif term.kind == "concept" and term.id in places and not term.plural:
            yield language, form, Term("setting", places[term.id], weak=True)


class _Table(dict[Words, tuple[Term, ...]]):
    """Phrases of one language; each keeps the first term of every kind."""

    def put(self, form: str, term: Term) -> None:
        key = tuple(split(form))
        had = self.get(key, ())
        if key and not any(term.kind == other.kind for other in had):
            self[key] = (*had, term)


_JOINS: frozenset[Kind] = frozenset(("article", "of", "relation", "silent"))
_NAMED: tuple[tuple[Kind, str], ...] = (
    ("style", "styles"),
    ("setting", "settings"),
    ("time", "times"),
    ("weather", "weather"),
    ("mood", "moods"),
    ("quality", "qualities"),
    ("colour", "colours"),
    ("material", "materials"),
    ("camera", "cameras"),
    ("season", "seasons"),
)
_CLOSED: tuple[tuple[Kind, str], ...] = (
    ("number", "numbers"),
    ("size", "sizes"),
    ("of", "of"),
    ("article", "articles"),
    ("negation", "negations"),
    ("boundary", "boundaries"),
    ("silent", "silent"),
    ("body", "body"),
    ("compare", "compare"),
    ("copula", "copula"),
)


@cache
def lexicon() -> Lexicon:
    """The lexicon, read at first use (about 150 ms). Raises ValueError for a faulty data file."""
    words = msgspec.convert(_read("words.toml"), dict[str, dict[str, str]])
    links = msgspec.convert(_read("links.toml"), dict[str, dict[str, str]])
    scenes = _read("scenes.toml")
    families = _table("families.toml", Family)
    colours = _table("colours.toml", Colour)
    concepts = _concepts(families, colours)
    relations = _table("relations.toml", Relation)
    poses = _table("poses.toml", Pose)
    regions = _table("regions.toml", Region)
    tables: dict[str, Mapping[str, Named]] = {
        "settings": (settings := _table("settings.toml", Setting)),
        "styles": (styles := _table("styles.toml", Style)),
        "times": (times := _table("times.toml", Time)),
        "weather": (weather := _table("weather.toml", Weather)),
        "moods": (moods := _table("moods.toml", Mood)),
        "qualities": (qualities := _table("qualities.toml", Named)),
        "colours": colours,
        "materials": (materials := _table("materials.toml", Material)),
        "cameras": (cameras := _table("cameras.toml", Named)),
        "seasons": (seasons := _table("seasons.toml", Named)),
    }
    proper = list(_simple("region", regions))
    names = {(language, form) for language, form, _ in proper}
    further = list(_simple("setting", _table("places.toml", Named)))
    places = [
        entry
        for kind, table in _NAMED
        for entry in _simple(kind, tables[table])
        if kind != "setting" or entry[:2] not in names
    ]
    places = _without_adjectives([*places, *further])
    places += [*_verbs("relation", relations), *_verbs("pose", poses)]
    things = [
        *_composed(_table("composed.toml", Composed)),
        *_things(concepts, links["young"]),
    ]
    closed = [entry for kind, table in _CLOSED for entry in _words(kind, words[table])]
    pairs = {**links["buildings"], **links["landscapes"]}
    terms = {language: _Table() for language in LANGUAGES}
    for language, form, term in (*proper, *places, *things, *closed):
        terms[language].put(form, term)
    for language, form, term in _made_plurals(things):
        if not any(known.kind in _JOINS for known in terms[language].get((form,), ())):
            terms[language].put(form, term)  # "agli" is no garlic
    for language, form, term in _made_agreements(places):
        if (form,) not in terms[language]:
            terms[language].put(form, term)
    for language, form, term in _twins(pairs, [*places, *things]):
        terms[language].put(form, term)
    return Lexicon(
        concepts=concepts,
        families=families,
        settings=settings,
        styles=styles,
        times=times,
        weather=weather,
        moods=moods,
        qualities=qualities,
        colours=colours,
        relations=relations,
        poses=poses,
        materials=materials,
        stuffs={noun: name for name, m in materials.items() for noun in listed(m.of_en)},
        cameras=cameras,
        seasons=seasons,
        regions=regions,
        scenes=msgspec.convert(scenes["scene"], tuple[ModelScene, ...]),
        feelings=msgspec.convert(scenes["feeling"], tuple[Feeling, ...]),
        markers={language: frozenset(listed(words["markers"][language])) for language in LANGUAGES},
        young=links["young"],
        there=links["there"],
        likeness=links["likeness"],
        homes=links["homes"],
        players=links["players"],
        containers=frozenset(listed(links["sorts"]["containers"])),
        wearables=frozenset(listed(links["sorts"]["wearables"])),
        landscapes=frozenset(links["landscapes"]),
        implied=msgspec.convert(_read("implied.toml"), dict[str, dict[str, Implied]]),
        terms={language: dict(table) for language, table in terms.items()},
        participles=_participles(relations),
        longest=max(len(key) for table in terms.values() for key in table),
    )


def _participles(relations: Mapping[str, Relation]) -> dict[Language, dict[str, str]]:
    """``held``, ``tenuta``: the verbs that may be turned round by "by" and "da"."""
    found: dict[Language, dict[str, str]] = {"en": {}, "it": {}}
    for name, relation in relations.items():
        for verb in listed(relation.verbs_en):
            for form in english_participles(verb):
                found["en"].setdefault(form, name)
        for verb in listed(relation.verbs_it):
            for form in italian_participles(verb):
                found["it"].setdefault(form, name)
    return found


__all__ = [
    "LANGUAGES",
    "Colour",
    "Concept",
    "Family",
    "Feeling",
    "Kind",
    "Language",
    "Lexicon",
    "ModelScene",
    "Mood",
    "Named",
    "Pose",
    "Region",
    "Relation",
    "Setting",
    "Style",
    "Term",
    "Time",
    "Weather",
    "Words",
    "lexicon",
    "listed",
]
