"""Somebody's taste: their answers brought to ``taste``, and what it says brought into words."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import Final

import msgspec

from affresco.db import Database, Row
from affresco.studio.engines import illustrator
from affresco.studio.model import Recipe
from affresco.text import N_, translate
from affresco.together import queries, taste
from affresco.together.taste import Feature, Leaning, Met, Sure

ANSWERS: Final = 1_000
"""The newest count."""
PICKS: Final = 600
KINDS: Final[dict[str, str]] = {
    "style": N_("Style"),
    "time": N_("Time of day"),
    "mood": N_("Mood"),
    "weather": N_("Weather"),
    "season": N_("Season"),
    "camera": N_("View"),
    "setting": N_("Place"),
    "entity": N_("Subject"),
    "engine": N_("Engine"),
    "scale": N_("Colours"),
}
"""What is looked at; the first part of the field of a chip of a scene, and two of our own."""
SCALES: Final[dict[str, tuple[str, str]]] = {
    "light": (N_("bright"), N_("dark")),
    "warmth": (N_("warm colours"), N_("cool colours")),
    "colour": (N_("vivid colours"), N_("muted colours")),
    "contrast": (N_("strong contrasts"), N_("soft contrasts")),
}
"""By the end of the scale: what more of it is, and what less."""
USABLE: Final = ("style", "time", "mood", "weather", "season", "camera", "scale")
"""Kinds that have a place in a prompt about something else."""
ALONE: Final = ("style", "time", "season", "camera")
"""Kinds of which a prompt has one."""
WORDS: Final = 3


class Line(msgspec.Struct, frozen=True):
    """A leaning in words. kind: in words. liked: taken rather than left. answers: how many say so."""

    kind: str
    name: str
    liked: bool
    sure: Sure
    answers: int


class Read(msgspec.Struct, frozen=True):
    """A taste in words. words: what of it can be put into a prompt, ready to be."""

    lines: tuple[Line, ...]
    answers: int
    missing: int
    words: tuple[str, ...]


async def read(database: Database, viewer_id: int, locale: str) -> Read:
    """What somebody likes, in a language."""
    async with database.read() as tx:
        answers = await queries.answer_rows(tx, viewer_id, ANSWERS)
        picks = await queries.pick_rows(tx, viewer_id, PICKS)
    return await asyncio.to_thread(_read, answers, picks, locale)


async def begin_anew(database: Database, viewer_id: int) -> None:
    """What was answered and picked until now counts no more. The answers stay."""
    async with database.write() as tx:
        await queries.begin_anew(tx, viewer_id)


def with_words(prompt: str, words: Iterable[str]) -> tuple[str, tuple[str, ...]]:
    """A prompt with those of the words that it does not have, and which these are."""
    has = prompt.casefold()
    added = tuple(word for word in words if word.casefold() not in has)
    return ", ".join((*((prompt.rstrip(" ,.;"),) if prompt.strip() else ()), *added)), added


def _read(answers: list[Row], picks: list[Row], locale: str) -> Read:
    names: dict[Feature, str] = {}
    met = [_answered(row, names, locale) for row in answers]
    met += [_picked(row, names, locale) for row in picks]
    found = taste.fit(met)
    lines = tuple(_line(leaning, names, locale) for leaning in found.leanings)
    return Read(lines, found.answers, found.missing, _words(found.leanings, lines))


def _answered(row: Row, names: dict[Feature, str], locale: str) -> Met:
    return Met(
        _features(row["first_recipe"], row["first_hash"], names, locale),
        _features(row["second_recipe"], row["second_hash"], names, locale),
        {"first": 1.0, "second": 0.0, "tie": 0.5}[row["choice"]],
        side=1 if row["first_on_left"] else -1,
    )


def _picked(row: Row, names: dict[Feature, str], locale: str) -> Met:
    return Met(
        _features(row["first_recipe"], row["first_hash"], names, locale),
        _features(row["second_recipe"], row["second_hash"], names, locale),
        1.0,
        weight=1 / row["among"],
    )


def _features(
    recipe: object, thumbhash: bytes, names: dict[Feature, str], locale: str
) -> dict[Feature, float]:
    """What a picture has. names: gets the words of what it has."""
    found = taste.scales(thumbhash)
    if recipe is None:
        return found
    told = msgspec.convert(recipe, Recipe)
    found["engine", told.engine] = 1.0
    names["engine", told.engine] = told.engine
    if told.scene is None:
        return found
    try:
        scene = illustrator.decode(told.scene)
    except illustrator.NotAScene:  # of an engine with scenes of its own
        return found
    for chip in illustrator.chips(scene, "it" if locale == "it" else "en"):
        kind = chip.field.partition(":")[0]
        if kind in KINDS and chip.key and not chip.assumed:
            found[kind, chip.key] = 1.0
            names[kind, chip.key] = chip.value
    return found


def _line(leaning: Leaning, names: dict[Feature, str], locale: str) -> Line:
    kind, key = leaning.feature
    liked = leaning.towards > 0
    if kind == "scale":
        name, liked = translate(SCALES[key][0 if liked else 1], locale), True
    else:
        name = names[leaning.feature]
    return Line(translate(KINDS[kind], locale), name, liked, leaning.sure, leaning.answers)


def _words(leanings: tuple[Leaning, ...], lines: tuple[Line, ...]) -> tuple[str, ...]:
    """Of what is more than a hint."""
    words: list[str] = []
    had: set[str] = set()
    for leaning, line in zip(leanings, lines, strict=True):
        kind = leaning.feature[0]
        if kind in USABLE and line.liked and line.sure != "maybe" and kind not in had:
            words.append(line.name)
            if kind in ALONE:
                had.add(kind)
    return tuple(words[:WORDS])
