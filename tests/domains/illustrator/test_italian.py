"""The list of Italian words that are known by their English ones."""

from __future__ import annotations

import tomllib

import msgspec
import pytest

from affresco.studio.engines.illustrator import understand
from affresco.studio.engines.illustrator.assets import KINDS
from affresco.studio.engines.illustrator.reading import guess
from affresco.studio.engines.illustrator.reading.lexicon import DATA, lexicon, listed


def _pairs() -> list[tuple[str, str]]:
    tables = tomllib.loads((DATA / "italian.toml").read_text(encoding="utf-8"))
    lines = msgspec.convert(tables, dict[str, str]).values()
    pairs = (pair.partition("=") for line in lines for pair in listed(line.replace("\n", " ")))
    return [(italian.strip(), english.strip()) for italian, _, english in pairs]


def test_no_italian_word_stands_twice() -> None:
    words = [italian for italian, _ in _pairs()]
    assert sorted(words) == sorted(set(words))


def test_a_line_of_its_own_counts_before_the_list(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guess, "words_abroad", lambda: {"airone": "kettle", "bollitore": "kettle"})
    guess._guessed.cache_clear()
    heron, kettle = (understand(f"un {word}").entities for word in ("airone", "bollitore"))
    assert [entity.concept for entity in heron] == ["heron"]
    assert [entity.concept for entity in kettle] != ["heron"]
    guess._guessed.cache_clear()


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
