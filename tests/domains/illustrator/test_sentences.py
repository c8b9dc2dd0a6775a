"""Made-up sentences over relations and nouns are understood, alike in both languages, and laid out as
they say; those that nobody mended for about as well as the others."""

from __future__ import annotations

import pytest

from affresco.studio.engines.illustrator import understand

from .sentences import alike, anything, nouns_known, sample, shown, told

_LEAST = 0.88  # of the sentences


def test_the_nouns_are_known() -> None:
    assert nouns_known() == []


@pytest.mark.parametrize("held_out", [False, True])
def test_boxes_show_what_a_sentence_says(held_out: bool) -> None:
    ties = [(s, tie) for s in sample(120, held_out) for tie in s.ties]
    scenes = {s.en: understand(s.en) for s, _ in ties}
    amiss = [s.en for s, tie in ties if shown(scenes[s.en], *tie)]
    assert len(amiss) <= (1 - _LEAST) * len(ties), amiss


def test_boxes_show_what_is_said_of_any_two_of_the_lexicon() -> None:
    read = [(pair.words, pair.amiss()) for pair in anything(250)]
    amiss = [(words, what) for words, what in read if what]
    understood = sum(what is not None for _, what in read)
    assert understood > 0.9 * len(read)
    assert len(amiss) <= 0.1 * understood, amiss


@pytest.mark.parametrize("held_out", [False, True])
def test_both_languages_say_the_same(held_out: bool) -> None:
    chosen = sample(120, held_out)
    parted = [s.it for s in chosen if not alike(understand(s.en), understand(s.it))]
    assert len(parted) <= (1 - _LEAST) * len(chosen), parted


@pytest.mark.parametrize("held_out", [False, True])
def test_graphs_tie_what_a_sentence_ties(held_out: bool) -> None:
    ties = [(s, tie) for s in sample(120, held_out) for tie in s.ties]
    loose = [s.it for s, tie in ties if not told(understand(s.it), *tie)]
    assert len(loose) <= (1 - _LEAST) * len(ties), loose
