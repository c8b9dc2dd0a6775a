"""What people type, made safe."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from affresco.studio.errors import PromptEmpty, PromptTooLong
from affresco.studio.model import PROMPT_LIMIT
from affresco.studio.prompts import normalise


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  a   fox\n\nin\tsnow ", "a fox in snow"),
        ("a\x00 fox\x1b[31m\x07", "a fox[31m"),
        ("fox \u202egpj.exe\u202c \u2066hidden\u2069", "fox gpj.exe hidden"),
        ("cafe\u0301", "caf\u00e9"),
        ("una volpe 🦊 e una famiglia 👩‍👩‍👧", "una volpe 🦊 e una famiglia 👩‍👩‍👧"),
        ("ثعلب في الثلج", "ثعلب في الثلج"),
        ("\ud800fox", "fox"),
    ],
)
def test_keeps_the_words_alone(typed: str, kept: str) -> None:
    assert normalise(typed) == kept


@pytest.mark.parametrize(
    "typed", ["", "   ", "\n\t\r", "\x00\x01", "\u200b\u202e\ufeff", "\u200d", "\u0301"]
)
def test_refuses_what_says_nothing(typed: str) -> None:
    with pytest.raises(PromptEmpty):
        normalise(typed)


def test_says_the_limit() -> None:
    assert len(normalise("x" * PROMPT_LIMIT)) == PROMPT_LIMIT
    with pytest.raises(PromptTooLong) as caught:
        normalise("x" * 10_000)
    assert "2000" in caught.value.text()
    assert "10000" in caught.value.text()


@given(st.text(max_size=200))
def test_is_stable_and_storable(typed: str) -> None:
    try:
        once = normalise(typed)
    except PromptEmpty:
        return
    assert normalise(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert "\x00" not in once
    once.encode()
