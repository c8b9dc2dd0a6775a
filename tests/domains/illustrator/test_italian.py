"""The list of Italian words that are known by their English ones."""

from __future__ import annotations

import tomllib

import msgspec
import pytest

from affresco.studio.engines.illustrator import understand
from affresco.studio.engines.illustrator.assets import KINDS
from affresco.studio.engines.illustrator.reading import guess
from affresco.studio.engines.illustrator.reading.lexicon import DATA, lexicon, listed
from affresco.studio.engines.illustrator.reading.tokens import split


def _pairs() -> list[tuple[str, str]]:
    tables = tomllib.loads((DATA / "italian.toml").read_text(encoding="utf-8"))
    lines = msgspec.convert(tables, dict[str, str]).values()
    pairs = (pair.partition("=") for line in lines for pair in listed(line.replace("\n", " ")))
    return [(italian.strip(), english.strip()) for italian, _, english in pairs]


def test_no_italian_word_stands_twice_or_means_something_else_elsewhere() -> None:
    words = [italian for italian, _ in _pairs()]
    assert sorted(words) == sorted(set(words))
    contradicting = []
    for italian, english in _pairs():
        elsewhere = {(t.kind, t.id) for t in lexicon().find("it", tuple(split(italian)))}
        here = {(t.kind, t.id) for t in lexicon().find("en", tuple(split(english)))}
        if elsewhere and here and not elsewhere & here:
            contradicting.append(italian)
    assert contradicting == []


@pytest.mark.skipif(not KINDS.is_file(), reason="WordNet was not prepared")
def test_every_english_word_means_something() -> None:
    unknown = [
        f"{it}={en}" for it, en in _pairs() if not guess.phrase(tuple(it.split()), "it", lexicon())
    ]
    assert unknown == []


def test_an_italian_word_is_what_its_english_one_is() -> None:
    italian, english = _pairs()[0]
    first, second = understand(f"un {italian}"), understand(f"a {english}")
    assert [e.concept for e in first.entities] == [e.concept for e in second.entities] != []
