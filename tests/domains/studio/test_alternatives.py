"""Alternatives in prompts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from affresco.studio.alternatives import expand, has_alternatives, wildcards
from affresco.text import LOCALES


def test_each_picture_has_words_of_its_own() -> None:
    assert sorted(expand("a {red|blue} fox", 2, 1, "en")) == ["a blue fox", "a red fox"]
    assert len(set(expand("{a|b|c|d} {e|f}", 4, 9, "en"))) == 4


def test_few_alternatives_are_used_in_turn() -> None:
    first, second, third, fourth = expand("{red|blue} fox", 4, 5, "en")
    assert (first, second) == (third, fourth)
    assert first != second


@pytest.mark.parametrize("seed", range(40))
def test_every_choice_deals_its_options_in_turn(seed: int) -> None:
    two = expand("a {red|blue} boat in __season__", 2, seed, "en")
    assert {boat.split()[1] for boat in two} == {"red", "blue"}
    four = expand("a {red|blue} boat in __season__", 4, seed, "en")
    assert sorted(boat.split()[1] for boat in four) == ["blue", "blue", "red", "red"]
    assert len({boat.rpartition(" in ")[2] for boat in four}) == 4
    assert len(set(expand("{a|b} {c|d}", 4, seed, "en"))) == 4


def test_the_same_seed_chooses_the_same() -> None:
    prompt = "__animal__ in __season__, {tiny|huge}"
    assert expand(prompt, 4, 3, "en") == expand(prompt, 4, 3, "en")
    assert len({expand(prompt, 4, seed, "en") for seed in range(20)}) > 5


def test_braces_hold_others_and_may_hold_nothing() -> None:
    found = set(expand("a {{dark|light} blue|red|} fox", 4, 2, "en"))
    assert found == {"a dark blue fox", "a light blue fox", "a red fox", "a fox"}


@pytest.mark.parametrize("language", LOCALES)
def test_lists_are_in_the_persons_language(language: str) -> None:
    lists = wildcards(language)
    chosen = expand("__colour__", 4, 1, language)  # type: ignore[arg-type]
    assert set(chosen) <= set(lists["colour"])
    assert {name: len(words) for name, words in wildcards("en").items()} == {
        name: len(words) for name, words in wildcards("it").items()
    }


@pytest.mark.parametrize(
    "prompt",
    ["a fox", "a {red fox", "a red} fox", "__nothing__ here", "{" * 1000 + "}" * 1000, "a  b"],
)
def test_what_is_no_alternative_stays_as_it_is(prompt: str) -> None:
    assert expand(prompt, 2, 1, "en") == (prompt, prompt)
    assert not has_alternatives(prompt, "en")


def test_a_brace_can_be_meant() -> None:
    assert expand(r"\{a\|b\}", 1, 1, "en") == ("{a|b}",)


@given(st.text(st.sampled_from("ab {}|\\_é"), max_size=200), st.integers(1, 4), st.integers(0, 99))
def test_any_text_gives_as_many_prompts_as_were_asked_for(text: str, count: int, seed: int) -> None:
    found = expand(text, count, seed, "en")
    assert len(found) == count
    assert found == expand(text, count, seed, "en")
    if not has_alternatives(text, "en"):
        assert len(set(found)) == 1
