"""Scenery that can be left out: what places add by themselves (``lexicon/scenery.toml``)."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache

import msgspec

from affresco.studio.engines.illustrator.reading.lexicon import DATA, LANGUAGES, Named
from affresco.studio.engines.illustrator.reading.tokens import split

_LONGEST = 3  # words of a form


@cache
def scenery() -> dict[str, Named]:
    """All scenery, by the name that painting asks for."""
    text = (DATA / "scenery.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text), dict[str, Named])


@cache
def _forms() -> dict[tuple[str, ...], str]:
    return {
        tuple(split(form)): name
        for name, known in scenery().items()
        for language in LANGUAGES
        for form in known.forms(language)
    }


def scenery_in(tokens: Sequence[str]) -> tuple[str, ...]:
    """The scenery that words name, once each, in order."""
    found = (
        _forms().get(tuple(tokens[at : at + length]))
        for at in range(len(tokens))
        for length in range(_LONGEST, 0, -1)
    )
    return tuple(dict.fromkeys(name for name in found if name))
