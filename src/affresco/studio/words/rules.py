"""The local rules: what a prompt does not say yet, and what it says in vain.

What is there already is told by the illustrator's reading of it, which knows both languages. Pure, and
the same for the same prompt; a few milliseconds.
"""

from __future__ import annotations

import functools
import random
import re
import tomllib
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import msgspec

from affresco.studio.engines.illustrator import Scene, understand
from affresco.studio.model import PROMPT_LIMIT
from affresco.studio.words.model import Option, Suggestion
from affresco.text import N_, Locale, translate

DATA: Final = Path(__file__).with_name("suggestions.toml")
OPTIONS: Final = 3
LONG_WORDS: Final = 60
"""Many models read about 75 tokens; that is some sixty words."""


class Facet(msgspec.Struct, frozen=True):
    """Something that a prompt may say. title, why: messages."""

    name: str
    title: str
    why: str


FACETS: Final = (
    Facet(
        "place",
        N_("Say where it is"),
        N_(
            "No place is named, so the engine chooses one. A place gives the subject ground to stand on."
        ),
    ),
    Facet(
        "light",
        N_("Say what light there is"),
        N_("Hour and weather set colours and shadows more than any other word."),
    ),
    Facet(
        "style",
        N_("Say how it is made"),
        N_("Without a manner each engine falls into its own habit. Name a technique you like."),
    ),
    Facet(
        "view",
        N_("Say from where one looks"),
        N_("Near or far, from above or below: that decides what the picture is about."),
    ),
    Facet("mood", N_("Say how it feels"), N_("One mood is enough; it bends light and palette.")),
)
EMPTY: Final = Facet(
    "empty",
    N_("Leave out words that say nothing"),
    N_("“{words}” cannot be painted, and take room from words that can."),
)
WITHOUT: Final = Facet(
    "without",
    N_("Put what must not be there where it belongs"),
    N_(
        "Engines often paint what a prompt names, even after “{word}”. A negative prompt keeps it out."
    ),
)
LONG: Final = Facet(
    "long",
    N_("Shorten it"),
    N_("It has {count} words; many engines read about sixty. Put what matters first."),
)


def suggest(prompt: str, locale: Locale) -> tuple[Suggestion, ...]:
    """What could be made of a prompt. prompt: tidy, not empty."""
    scene = understand(prompt)
    return (
        *_in_vain(prompt, locale),
        *_unwanted(prompt, locale),
        *(_lacking(facet, prompt, locale) for facet in FACETS if _lacks(scene, facet.name)),
        *_too_long(prompt, locale),
    )


def _lacks(scene: Scene, facet: str) -> bool:
    match facet:
        case "place":
            return "setting" in scene.assumed and bool(scene.entities)
        case "light":
            return (scene.time is None or "time" in scene.assumed) and not scene.weather
        case "style":
            return scene.style is None
        case "view":
            return scene.camera is None
        case _:
            return not scene.moods


def _lacking(facet: Facet, prompt: str, locale: Locale) -> Suggestion:
    chance = random.Random(zlib.crc32(f"{facet.name} {prompt}".encode()))
    words = [entry[locale] for entry in _data()[facet.name]["add"]]
    chosen = chance.sample(words, min(OPTIONS, len(words)))
    options = (Option(word, f"{prompt.rstrip(' .,;')}, {word}") for word in chosen)
    return Suggestion(
        title=translate(facet.title, locale),
        why=translate(facet.why, locale),
        options=tuple(option for option in options if len(option.prompt) <= PROMPT_LIMIT),
    )


def _in_vain(prompt: str, locale: Locale) -> Iterator[Suggestion]:
    found = [match[1] for match in _empty_words().finditer(prompt)]
    shorter = _tidy(_empty_words().sub("", prompt))
    if not found or not shorter:
        return
    words = ", ".join(dict.fromkeys(found))
    yield Suggestion(
        title=translate(EMPTY.title, locale),
        why=translate(EMPTY.why, locale).format(words=words),
        options=(Option(translate(N_("Leave them out"), locale), shorter),),
    )


def _unwanted(prompt: str, locale: Locale) -> Iterator[Suggestion]:
    match = _negations().search(prompt)
    rest = _tidy(prompt[: match.start()] + " " + prompt[match.end() :]) if match else ""
    if match is None or not rest:
        return
    yield Suggestion(
        title=translate(WITHOUT.title, locale),
        why=translate(WITHOUT.why, locale).format(word=match["without"]),
        options=(Option(match["thing"], rest, negative_prompt=match["thing"]),),
    )


def _too_long(prompt: str, locale: Locale) -> Iterator[Suggestion]:
    count = len(prompt.split())
    if count > LONG_WORDS:
        why = translate(LONG.why, locale).format(count=count)
        yield Suggestion(title=translate(LONG.title, locale), why=why)


@functools.cache
def _data() -> dict[str, dict[str, list[dict[str, str]]]]:
    read: dict[str, dict[str, list[dict[str, str]]]]
    read = tomllib.loads(DATA.read_text(encoding="utf-8"))
    return read


@functools.cache
def _empty_words() -> re.Pattern[str]:
    """Of both languages: a prompt need not be in its writer's. A comma behind goes with the word."""
    words = {str(word) for of_one in _data()["empty"].values() for word in of_one}
    ordered = sorted(words, key=len, reverse=True)
    return re.compile(
        rf"(?<!\w)({'|'.join(map(re.escape, ordered))})(?!\w)(?:\s*,)?", re.IGNORECASE
    )


@functools.cache
def _negations() -> re.Pattern[str]:
    words = {str(word) for of_one in _data()["without"].values() for word in of_one}
    ordered = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    return re.compile(
        rf"(?<!\w),?\s*(?P<without>{ordered})\s+(?P<thing>\w[\w'’-]*(?:\s\w[\w'’-]*)?)(?=\s*(?:[,.;]|$))",
        re.IGNORECASE,
    )


def _tidy(prompt: str) -> str:
    """Without the gaps that words leave."""
    line = " ".join(prompt.split())
    line = re.sub(r"\s+([,.;])", r"\1", line)
    line = re.sub(r"([,;])(?:\s*[,;])+", r"\1", line)
    return line.strip(" ,;")
