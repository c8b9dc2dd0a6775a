"""Terms are found however they are dressed up, and nothing else is."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from affresco.safety.folding import fold
from affresco.safety.matching import BadTerm, Terms, split_term
from affresco.safety.model import Passage
from affresco.safety.rules import load

BOOK = load()
PROMPTS = Path(__file__).parents[2] / "evaluation"


def terms(*wanted: str) -> Terms:
    filed = Terms()
    for key, term in enumerate(wanted):
        filed.add(term, key)
    return filed


@pytest.mark.parametrize(
    "text",
    [
        "naked",
        "NAKED!",
        "a nàkéd man",
        "ｎａｋｅｄ",
        "𝐧𝐚𝐤𝐞𝐝",
        "ⓝⓐⓚⓔⓓ",
        "nаkеd",  # Cyrillic а and е
        "na\u200bk\u00aded",
        "n\u0336a\u0336k\u0336e\u0336d",
        "n a k e d",
        "n.a.k.e.d",
        "n_a_k_e_d",
        "N - A - K - E - D",
        "so n-a-k-e-d here",
        "n4k3d",
        "n@ked",
        "naaaaked",
        "na-ked",
        "🇳🇦🇰🇪🇩",
        "🅝🅐🅚🅔🅓",
        "n a k e d w o m a n",
    ],
)
def test_a_term_in_disguise_is_found(text: str) -> None:
    (found, *_again) = terms("naked").find(text)
    assert text[found.begin : found.end].strip("!") in text


@pytest.mark.parametrize(
    "text", ["nakedness", "unnaked", "nak ed people", "snake d", "ann a ked", ""]
)
def test_what_is_another_word_is_not(text: str) -> None:
    assert terms("naked").find(text) == []


def test_what_was_found_is_told_as_it_was_written() -> None:
    text = "Look: a  Ｎ\u200bude — well."
    (found,) = terms("nude").find(text)
    assert text[found.begin : found.end] == "Ｎ\u200bude"


@pytest.mark.parametrize(
    ("term", "text", "is_there"),
    [
        ("bare feet", "with bare   feet", True),
        ("bare feet", "bare, cold feet", False),
        ("porn*", "pornographic", True),
        ("1..17 year old", "a 16-year-old", True),
        ("1..17 year old", "a seventeen year old", True),
        ("1..17 year old", "a 18 year old", False),
        ("1..17 anni", "una ragazza di sedici anni", True),
        ("1..17yo", "12yo", True),
        ("1..17yo", "120yo", False),
        ("portrait of @handle", "Portrait of @Ada_B, laughing", True),
        ("portrait of @handle", "portrait of ada", False),
        ("don't do it", "don’t do it", True),
    ],
)
def test_the_forms_of_a_term(term: str, text: str, is_there: bool) -> None:
    assert bool(terms(term).find(text)) is is_there


@pytest.mark.parametrize("term", ["", "  ", "…", "*", "ab*", "bare !"])
def test_what_cannot_be_looked_for_is_said(term: str) -> None:
    with pytest.raises(BadTerm):
        split_term(term)


@given(st.text(max_size=300))
@settings(max_examples=300, deadline=None)
def test_any_text_is_folded_with_its_places(text: str) -> None:
    folded = fold(text)
    assert len(folded.text) == len(folded.places)
    assert folded.places == sorted(folded.places)
    assert all(0 <= place < len(text) for place in folded.places)


@given(
    before=st.text(alphabet="xyz ,.", max_size=40),
    after=st.text(alphabet="xyz ,.", max_size=40),
    dress=st.sampled_from([str, str.upper, " ".join, ".".join, "\u200b".join]),
)
@settings(max_examples=200, deadline=None)
def test_a_term_between_any_words_is_found_where_it_is(before: str, after: str, dress) -> None:  # type: ignore[no-untyped-def]
    worn = dress("swastika")
    text = f"{before} , {worn} , {after}"
    places = {(one.begin, one.end) for one in terms("swastika").find(text)}
    begin = len(before) + 3
    assert (begin, begin + len(worn)) in places


SHAPES = [
    "a",
    "n u d e ",
    "nude child ",
    "a.b",
    "@",
    "$a!",
    "é",
    "n-u-d-e-",
    "1..17 ",
    "\u0301",
    "@a ",
]


@pytest.mark.parametrize("shape", SHAPES)
def test_the_time_grows_with_the_length_alone(shape: str) -> None:
    """Steps of the interpreter are counted, not seconds: a loaded machine cannot fail this."""

    def steps(length: int) -> int:
        text = (shape * length)[:length]
        count = 0

        def trace(_frame: object, _event: str, _arg: object) -> None:
            nonlocal count
            count += 1

        sys.setprofile(trace)
        try:
            BOOK.check(Passage("prompt", text))
        finally:
            sys.setprofile(None)
        return count

    steps(100)
    short, long = steps(2_000), steps(8_000)
    assert long <= 4 * short * 1.3 + 2_000


def test_what_people_ask_for_passes() -> None:
    """The prompts of the illustrator's evaluation are what people write: none is refused, but nudity."""
    prompts = [
        line
        for path in sorted(PROMPTS.rglob("*"))
        if path.suffix in {".txt", ".toml", ".tsv", ".csv", ".json"}
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    assert len(prompts) > 200
    touched = {
        (hit.rule.id, hit.term, line)
        for line in prompts
        for hit in BOOK.check(Passage("prompt", line))
        if hit.rule.action == "refuse"
    }
    assert touched == set()
