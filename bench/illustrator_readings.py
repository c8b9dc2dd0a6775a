"""The evaluation set, understood in both languages and compared with what a reader expects."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import msgspec

from affresco.studio.engines import illustrator
from evaluation.matching import Comparison, Matcher, observe
from evaluation.prompts import Prompt, load_synonyms

Language = Literal["en", "it"]
LANGUAGES: tuple[Language, ...] = ("en", "it")
PARTS = ("easy", "medium", "hard", "held out", "fresh")
KEPT_APART = {"h": "held out", "f": "fresh"}  # first letter of an id → its part


@dataclass(frozen=True)
class Reading:
    """One prompt in one language, understood and compared."""

    prompt: Prompt
    language: Language
    scene: illustrator.Scene
    comparison: Comparison


def part_of(prompt: Prompt) -> str:
    """The row of the tables that a prompt counts in: its difficulty, unless it is kept apart."""
    return KEPT_APART.get(prompt.id[0], prompt.difficulty)


def read_all(prompts: Sequence[Prompt]) -> list[Reading]:
    """Every prompt in English and then in Italian."""
    matcher = Matcher(load_synonyms())
    readings = []
    for prompt in prompts:
        for language in LANGUAGES:
            scene = illustrator.understand(prompt.words(language))
            comparison = matcher.compare(prompt, observe(scene))
            readings.append(Reading(prompt, language, scene, comparison))
    return readings


def pairs(readings: Sequence[Reading]) -> list[tuple[Reading, Reading]]:
    """The English and the Italian reading of each prompt, out of what `read_all` returned."""
    return list(zip(readings[::2], readings[1::2], strict=True))


def same_scene(one: Reading, other: Reading) -> bool:
    """Whether the same would be drawn: what is kept as a word of a language is left aside."""
    first, second = (_without_words(reading.scene) for reading in (one, other))
    return first == second


def _without_words(scene: illustrator.Scene) -> illustrator.Scene:
    entities = tuple(msgspec.structs.replace(entity, said="") for entity in scene.entities)
    return msgspec.structs.replace(scene, unknown=(), entities=entities)


def alike(readings: Sequence[Reading]) -> dict[str, float | int | None]:
    """The share of pairs with the same scene, and with the same things in it."""
    both = pairs(readings)
    same = sum(same_scene(*pair) for pair in both)
    things = sum(
        [e.concept for e in first.scene.entities] == [e.concept for e in second.scene.entities]
        for first, second in both
    )
    total = max(1, len(both))
    return {
        "pairs": len(both),
        "same_scene": round(same / total, 3),
        "same_subjects": round(things / total, 3),
    }
