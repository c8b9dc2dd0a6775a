"""The facts of a scene by name: ``setting``, ``weather:0``, ``entity:1:colour``.

A field is a stable path, which a page keeps and sends back. ``weather``, ``mood`` and ``entity``
without a number speak of one more; ``entity:0`` is what the first subject is, its aspects follow
after a second colon.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

import msgspec

from affresco.studio.engines.illustrator.reading.lexicon import Lexicon, Named
from affresco.studio.engines.illustrator.scene import Scene

SINGLE: Final = (
    "setting",
    "outlook",
    "style",
    "time",
    "season",
    "camera",
    "title",
    "colours",
    "absent",
    "unknown",
)
SEVERAL: Final = ("weather", "mood")
ASPECTS: Final = ("count", "colour", "size", "material", "pose", "role", "quality", "relation")
STORM: Final = "storm"  # a light that no time of day has, though it is drawn like one

_PATH = re.compile(
    rf"(?P<name>{'|'.join((*SINGLE, *SEVERAL, 'entity'))})"
    rf"(?::(?P<index>\d{{1,3}}))?(?::(?P<aspect>{'|'.join(ASPECTS)})(?::(?P<nth>\d{{1,2}}))?)?"
)


class Field(msgspec.Struct, frozen=True):
    """A path, taken apart. index: which weather, mood or subject; None for one more."""

    name: str
    index: int | None = None
    aspect: str = ""
    nth: int | None = None  # which quality; None for one more


def field_of(path: str) -> Field | None:
    """The parts of a path; None when it is none."""
    match = _PATH.fullmatch(path)
    if match is None:
        return None
    name, aspect = match["name"], match["aspect"] or ""
    index = int(match["index"]) if match["index"] else None
    nth = int(match["nth"]) if match["nth"] else None
    wrong = (
        (index is not None and name in SINGLE)
        or (bool(aspect) and (name != "entity" or index is None))
        or (nth is not None and aspect != "quality")
    )
    return None if wrong else Field(name, index, aspect, nth)


def table_of(field: Field, words: Lexicon) -> Mapping[str, Named]:
    """What the lexicon has for a field; nothing for numbers and free text."""
    tables: Mapping[str, Mapping[str, Named]] = {
        "setting": words.settings,
        "outlook": _outlooks(words) if field.name == "outlook" else {},
        "style": words.styles,
        "time": words.times,
        "season": words.seasons,
        "camera": words.cameras,
        "weather": words.weather,
        "mood": words.moods,
        "entity": words.concepts,
        "colour": words.colours,
        "material": words.materials,
        "pose": _doings(words) if field.aspect == "pose" else {},
        "quality": words.qualities,
        "relation": words.relations,
        "role": words.concepts,
    }
    return tables.get(field.aspect or field.name, {})


def _doings(words: Lexicon) -> dict[str, Named]:
    """Poses, and verbs: who reads does so without a book, too."""
    verbs = {
        name: verb for name, verb in words.relations.items() if verb.verbs_en and verb.verbs_it
    }
    return {**verbs, **words.poses}


def _outlooks(words: Lexicon) -> dict[str, Named]:
    """Places, and the regions that one knows by a sight."""
    sights = {name: region for name, region in words.regions.items() if region.landmark}
    return {**words.settings, **sights}


def kept_moods(scene: Scene, words: Lexicon) -> list[tuple[int, str]]:
    """The moods that are shown, with their places: not the one that its season brought."""
    return [
        (at, name)
        for at, name in enumerate(scene.moods)
        if name in words.moods and name != scene.season
    ]
