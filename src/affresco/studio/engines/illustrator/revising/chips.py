"""Chips: how a prompt was understood, fact by fact, and what each may be put right to."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from affresco.studio.engines.illustrator.reading.entities import MOST
from affresco.studio.engines.illustrator.reading.lexicon import (
    LANGUAGES,
    Language,
    Lexicon,
    Named,
    Pose,
    Relation,
    lexicon,
    listed,
)
from affresco.studio.engines.illustrator.reading.wording import noun_phrase
from affresco.studio.engines.illustrator.scene import Chip, Entity, Scene

from .fields import ASPECTS, SEVERAL, SINGLE, STORM, Field, field_of, kept_moods, table_of
from .scenery import scenery

_LABELS: dict[Language, dict[str, str]] = {
    "en": {
        "entity": "Subject", "setting": "Place", "style": "Style", "time": "Time",
        "weather": "Weather", "mood": "Mood", "title": "Lettering", "unknown": "Not drawn",
        "season": "Season", "camera": "View", "colours": "Palette", "count": "How many",
        "colour": "Colour", "size": "Size", "material": "Material", "pose": "Doing",
        "role": "As", "quality": "Looks", "relation": "How", "absent": "Left out",
        "outlook": "Background",
    },
    "it": {
        "entity": "Soggetto", "setting": "Luogo", "style": "Stile", "time": "Ora",
        "weather": "Tempo", "mood": "Atmosfera", "title": "Scritta", "unknown": "Non disegnato",
        "season": "Stagione", "camera": "Inquadratura", "colours": "Tavolozza", "count": "Quanti",
        "colour": "Colore", "size": "Grandezza", "material": "Materiale", "pose": "Che fa",
        "role": "Come", "quality": "Aspetto", "relation": "In che modo", "absent": "Lasciato fuori",
        "outlook": "Sfondo",
    },
}  # fmt: skip
_AS: dict[Language, str] = {"en": "as", "it": "come"}
_ASSUMED: dict[Language, str] = {"en": "my choice", "it": "scelta mia"}
_STORM: dict[Language, str] = {"en": "storm", "it": "tempesta"}
_SIZES: dict[Language, dict[str, str]] = {
    "en": {"small": "small", "large": "large"},
    "it": {"small": "piccolo", "large": "grande"},
}
SIZES = tuple(_SIZES["en"])
# Needs what only a prompt can say: a name; somebody to listen.
_NEVER_OFFERED = {"setting": ("logo",), "pose": ("read-to",)}


def label_of(field: str, language: Language) -> str:
    """The name of a field for people; "" for a path that is none."""
    known = field_of(field)
    return _LABELS[language][known.aspect or known.name] if known else ""


def chips(scene: Scene, language: Language) -> tuple[Chip, ...]:
    """What was understood, and what was not, in "en" or "it"."""
    words = lexicon()
    return (*_subjects(scene, language, words), *_whole(scene, language, words))


def offers(scene: Scene, language: Language) -> tuple[Chip, ...]:
    """Facts that a person may still add: chips without key and value, in the order of a page."""
    said = {chip.field for chip in chips(scene, language)}
    paths = ["entity", *(name for name in SINGLE if name not in ("title", "absent", "unknown"))]
    paths = [path for path in paths if path not in said] + list(SEVERAL)
    for index, entity in enumerate(scene.entities):
        if entity.concept in lexicon().concepts:
            parts = {part.field for part in _parts(entity, index, language, lexicon())}
            paths += [
                path
                for aspect in ASPECTS
                if (path := f"entity:{index}:{aspect}") not in parts
                and not (aspect == "relation" and entity.by is None)
            ]
    return tuple(Chip(label_of(path, language), "", path) for path in paths)


def _subjects(scene: Scene, language: Language, words: Lexicon) -> Iterator[Chip]:
    for index, entity in enumerate(scene.entities):
        if entity.concept not in words.concepts:
            continue
        shown = noun_phrase(entity, language, words, article=False)
        value = f"{entity.said} ({_AS[language]} {shown})" if entity.said else shown
        parts = tuple(_parts(entity, index, language, words))
        label = _LABELS[language]["entity"]
        yield Chip(label, value, f"entity:{index}", entity.concept, parts=parts)


def _parts(entity: Entity, index: int, language: Language, words: Lexicon) -> Iterator[Chip]:
    labels, path = _LABELS[language], f"entity:{index}"
    yield Chip(labels["count"], str(entity.count), f"{path}:count", str(entity.count))
    for aspect, key in (
        ("colour", entity.colour),
        ("size", entity.size),
        ("material", entity.material),
        ("pose", entity.pose),
        ("role", entity.role),
        ("relation", entity.relation if entity.by is not None else None),
    ):
        name = _name(f"{path}:{aspect}", key or "", language, words)
        if key and name:
            yield Chip(labels[aspect], name, f"{path}:{aspect}", key)
    for at, key in enumerate(entity.qualities):
        if key in words.qualities:
            name = words.qualities[key].name(language)
            yield Chip(labels["quality"], name, f"{path}:quality:{at}", key)


def _whole(scene: Scene, language: Language, words: Lexicon) -> Iterator[Chip]:
    labels = _LABELS[language]
    for name, key in (
        ("setting", scene.setting),
        ("outlook", scene.outlook),
        ("style", scene.style),
        ("time", scene.time),
        ("season", scene.season),
        ("camera", scene.camera),
    ):
        value = _name(name, key or "", language, words)
        assumed = name in scene.assumed
        if key and value:
            shown = f"{value} ({_ASSUMED[language]})" if assumed else value
            yield Chip(labels[name], shown, name, key, assumed)
    for at, key in enumerate(scene.weather):
        if key in words.weather:
            value = words.weather[key].name(language)
            yield Chip(labels["weather"], value, f"weather:{at}", key)
    for at, key in kept_moods(scene, words):
        yield Chip(labels["mood"], words.moods[key].name(language), f"mood:{at}", key)
    if scene.title:
        yield Chip(labels["title"], scene.title, "title", scene.title)
    if scene.colours:
        shown = " ".join(scene.colours)
        yield Chip(labels["colours"], shown, "colours", shown)
    if scene.absent:
        known = scenery()
        left_out = [known[key].name(language) for key in scene.absent if key in known]
        yield Chip(labels["absent"], ", ".join(left_out), "absent", " ".join(scene.absent))
    if scene.unknown:
        shown = ", ".join(scene.unknown)
        yield Chip(labels["unknown"], shown, "unknown", shown)


def _name(path: str, key: str, language: Language, words: Lexicon) -> str:
    """The name of a key in a field; "" when the lexicon has none."""
    field = field_of(path)
    if field is None:
        return ""
    if field.aspect == "size":
        return _SIZES[language].get(key, "")
    if field.aspect == "count":
        return key if key.isdecimal() and 1 <= int(key) <= MOST else ""
    if field.name == "time" and key == STORM:
        return _STORM[language]
    entry = table_of(field, words).get(key)
    if isinstance(entry, Relation) and field.aspect == "pose":
        return _bare(entry, language)
    return _name_of(entry, language) if entry else ""


def _name_of(entry: Named, language: Language) -> str:
    """What people call a key; verbs by a form of their own."""
    if isinstance(entry, Relation):
        return entry.says_en if language == "en" else entry.says_it
    if isinstance(entry, Pose):
        return _bare(entry, language)
    return entry.name(language)


def _bare(verb: Relation | Pose, language: Language) -> str:
    forms = listed(verb.verbs_en if language == "en" else verb.verbs_it)
    return forms[0].split("=")[0] if forms else ""


@cache
def _choices(field: Field, language: Language) -> tuple[tuple[str, str], ...]:
    words, path = lexicon(), _path(field)
    if field.aspect == "count":
        return tuple((str(count), str(count)) for count in range(1, MOST + 1))
    keys: list[str] = list(SIZES) if field.aspect == "size" else list(table_of(field, words))
    if field.aspect == "role":
        people = ("person", "active-person")
        keys = [key for key in keys if words.concepts[key].family in people]
    if field.aspect == "pose":  # verbs that bring along what they need: a book, a broom
        keys = [key for key in keys if key in words.poses or words.relations[key].prop]
    if field.name == "time":
        keys.append(STORM)
    named = ((key, _name(path, key, language, words)) for key in keys)
    kept = [
        (key, name)
        for key, name in named
        if name and key not in _NEVER_OFFERED.get(field.aspect or field.name, ())
    ]
    if field.aspect == "size":
        return tuple(kept)
    return tuple(sorted(kept, key=lambda choice: (choice[1].casefold(), choice[0])))


def _path(field: Field) -> str:
    index = "" if field.index is None else f":{field.index}"
    return f"{field.name}{index}" + (f":{field.aspect}" if field.aspect else "")


def choices(field: str, language: Language) -> tuple[tuple[str, str], ...]:
    """(key, name) of everything that a field may be, by name; () for free text and other paths.

    For ``entity`` these are all concepts, more than two thousand.
    """
    known = field_of(field)
    if known is None:
        return ()
    index = None if known.index is None else 0
    return _choices(Field(known.name, index, known.aspect), language)


def key_named(field: Field, name: str) -> str:
    """The key that a field offers under a name, in either language; "" for another text."""
    index = None if field.index is None else 0
    offered = Field(field.name, index, field.aspect)
    return next(
        (
            key
            for language in LANGUAGES
            for key, shown in _choices(offered, language)
            if shown.casefold() == name.casefold()
        ),
        "",
    )
