"""Sentences are the same however they come in pieces."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from affresco.assistant.sentences import Splitter, Written


def split(text: str, size: int) -> list[Written]:
    splitter = Splitter()
    found = []
    for start in range(0, len(text), size):
        found += splitter.feed(text[start : start + size])
    return [*found, *splitter.finish()]


@pytest.mark.parametrize("size", [1, 2, 5, 1000])
@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("", []),
        ("No end [1]", [Written("No end", (1,))]),
        (
            "It opens on Friday [2]. It costs 3.5 euro. [1][3]",
            [Written("It opens on Friday.", (2,)), Written("It costs 3.5 euro.", (1, 3))],
        ),
        (
            "Many, e.g. Dr. Rossi and J. Bianchi [4, 5]!",
            [Written("Many, e.g. Dr. Rossi and J. Bianchi!", (4, 5))],
        ),
        (
            "Aprono venerdì [1]. Ecc. ecc. va bene [2].",
            [Written("Aprono venerdì.", (1,)), Written("Ecc. ecc. va bene.", (2,))],
        ),
        (
            "- **One** [1].\n- Two [2].\n\n# Three",
            [Written("One.", (1,)), Written("Two.", (2,)), Written("Three", ())],
        ),
        ("“Really?” [1] Yes [1][1].", [Written("“Really?”", (1,)), Written("Yes.", (1,))]),
        ("Wait… what [7]?", [Written("Wait… what?", (7,))]),
        ("... !!! \n\n ?", []),
    ],
)
def test_text_becomes_sentences(text: str, written: list[Written], size: int) -> None:
    assert split(text, size) == written


@given(st.text(alphabet="ab1 .!?[],\n“”", max_size=60), st.integers(1, 7))
def test_pieces_change_nothing(text: str, size: int) -> None:
    assert split(text, size) == split(text, 1000)
