"""Text as it is compared."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from affresco.feeds.search import fold


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Città d'Übergröße", ["citta", "d", "ubergrosse"]),
        ("l’alba, łódź", ["l", "alba", "lodz"]),
        ("foo_bar@x.com", ["foo", "bar", "x", "com"]),
        ("猫cat犬", ["猫", "cat", "犬"]),
        ("ガラス", ["ガ", "ラ", "ス"]),
        ("नमस्ते दुनिया", ["नमस्ते", "दुनिया"]),
        ("ΣΊΣΥΦΟΣ", ["σισυφοσ"]),
        ("½ ﬁn", ["1", "2", "fin"]),
        ("e\u0301t\u00e9", ["ete"]),
        ("🎨 \x00 \u200b—", []),
        ("한국어 단어", ["한국어", "단어"]),
    ],
)
def test_words_of_many_scripts(text: str, words: list[str]) -> None:
    assert fold.words(text) == words


@given(st.text(max_size=200))
def test_folding_twice_is_folding_once(text: str) -> None:
    once = fold.line(text)
    assert fold.line(once) == once


@given(st.text(max_size=80), st.text(max_size=80))
def test_words_do_not_depend_on_their_neighbours(one: str, other: str) -> None:
    assert fold.words(f"{one}. {other}") == fold.words(one) + fold.words(other)


@given(st.text(max_size=300))
def test_every_word_is_short_and_has_no_spaces(text: str) -> None:
    for word in fold.words(text):
        assert 0 < len(word) <= fold.WORD_LIMIT
        assert not any(character.isspace() or character == "\x00" for character in word)
