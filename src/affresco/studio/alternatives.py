"""Alternatives in a prompt: ``a {red|blue} fox in __season__`` → as many prompts as pictures are wanted.

Braces hold alternatives, which may hold others; a word between double underscores names a list of
``wildcards.toml``. ``\\{`` is a brace. What does not close is left as it stands. The syntax is that of the
"dynamic prompts" that people know from other studios.
"""

from __future__ import annotations

import functools
import random
import re
import tomllib
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Final, TypeAlias

import msgspec

from affresco.text import Locale

LISTS: Final = Path(__file__).with_name("wildcards.toml")
TRIES: Final = 64
"""So often is chosen at random, for as many different prompts as are wanted."""

DEPTH_LIMIT: Final = 8
"""Deeper braces are left as they stand, all of them."""

_WILDCARD: Final = re.compile(r"__([a-z]{1,30})__")
_ESCAPED: Final = {"\\{": "\ue000", "\\}": "\ue001", "\\|": "\ue002"}
_SPELT: Final = {sign: escaped[1] for escaped, sign in _ESCAPED.items()}


class _Choice(msgspec.Struct, frozen=True):
    """One of several sequences of parts."""

    options: tuple[_Parts, ...]


_Parts: TypeAlias = tuple[str | _Choice, ...]
_Decks: TypeAlias = dict[int, list[_Parts]]


def expand(prompt: str, count: int, seed: int, language: Locale) -> tuple[str, ...]:
    """``count`` prompts, all different as far as there are so many; the same for the same seed.

    Each choice deals its options in turn: of ``{red|blue}`` two prompts have one each, whatever else differs.
    A prompt without alternatives comes back ``count`` times as it is. language: of the lists. Pure.
    """
    parts = _read(_hide(prompt), language)
    chance = random.Random(seed)
    decks: _Decks = {}
    tried = (_spell(parts, chance, decks) for _try in range(TRIES if _has_choice(parts) else 1))
    known = list(islice(dict.fromkeys(tried), count))
    return tuple(_show(known[place % len(known)]) for place in range(count))


def has_alternatives(prompt: str, language: Locale) -> bool:
    """Whether there is something to choose."""
    return _has_choice(_read(_hide(prompt), language))


@functools.cache
def wildcards(language: Locale) -> dict[str, tuple[str, ...]]:
    """The lists by name, in a language."""
    read = tomllib.loads(LISTS.read_text(encoding="utf-8"))
    return {name: tuple(words[language]) for name, words in read.items()}


def _read(text: str, language: Locale) -> _Parts:
    """Parts in order: plain text and choices."""
    if _depth(text) > DEPTH_LIMIT:
        return (text,)
    parts: list[str | _Choice] = []
    at = 0
    while at < len(text):
        opened = text.find("{", at)
        closed = _closing(text, opened) if opened >= 0 else None
        if opened < 0 or closed is None:
            end = len(text) if opened < 0 else opened + 1
            parts += _lists(text[at:end], language)
            at = end
            continue
        parts += _lists(text[at:opened], language)
        options = _split(text[opened + 1 : closed])
        parts.append(_Choice(tuple(_read(option.strip(), language) for option in options)))
        at = closed + 1
    return tuple(parts)


def _lists(text: str, language: Locale) -> Iterator[str | _Choice]:
    at = 0
    for match in _WILDCARD.finditer(text):
        words = wildcards(language).get(match[1])
        if words is not None:
            yield text[at : match.start()]
            yield _Choice(tuple((word,) for word in words))
            at = match.end()
    yield text[at:]


def _depth(text: str) -> int:
    depth = deepest = 0
    for sign in text:
        depth = max(0, depth + (sign == "{") - (sign == "}"))
        deepest = max(deepest, depth)
    return deepest


def _closing(text: str, opened: int) -> int | None:
    depth = 0
    for place in range(opened, len(text)):
        depth += (text[place] == "{") - (text[place] == "}")
        if depth == 0:
            return place
    return None


def _split(text: str) -> list[str]:
    """Cut at the bars that stand in no inner brace."""
    options, depth, start = [], 0, 0
    for place, sign in enumerate(text):
        depth += (sign == "{") - (sign == "}")
        if sign == "|" and depth == 0:
            options.append(text[start:place])
            start = place + 1
    return [*options, text[start:]]


def _has_choice(parts: _Parts) -> bool:
    return any(isinstance(part, _Choice) for part in parts)


def _spell(
    parts: _Parts,
    chance: random.Random,
    decks: _Decks,
) -> str:
    """One of the combinations. decks: what each choice has still to deal, by its identity."""
    chosen = (
        part if isinstance(part, str) else _spell(_dealt(part, chance, decks), chance, decks)
        for part in parts
    )
    return " ".join("".join(chosen).split()) if _has_choice(parts) else "".join(chosen)


def _dealt(choice: _Choice, chance: random.Random, decks: _Decks) -> _Parts:
    """An option; none comes again before all have come."""
    deck = decks.setdefault(id(choice), [])
    if not deck:
        deck += chance.sample(choice.options, len(choice.options))
    return deck.pop()


def _hide(text: str) -> str:
    for escaped, sign in _ESCAPED.items():
        text = text.replace(escaped, sign)
    return text


def _show(text: str) -> str:
    for sign, spelt in _SPELT.items():
        text = text.replace(sign, spelt)
    return text
