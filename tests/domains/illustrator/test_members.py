"""Members of a group, whose hat it is, and palettes: the same in both languages."""

from __future__ import annotations

import pytest

from affresco.studio.engines.illustrator import understand
from affresco.studio.engines.illustrator.reading import inks
from affresco.studio.engines.illustrator.reading.lexicon import lexicon
from affresco.studio.engines.illustrator.scene import Entity


def _told(prompt: str) -> list[tuple[str, int, str | None]]:
    return [(e.concept, e.count, e.colour) for e in understand(prompt).entities]


@pytest.mark.parametrize(
    "prompt",
    [
        "three balloons: one red, one blue, one yellow",
        "tre palloncini: uno rosso, uno blu, uno giallo",
    ],
)
def test_each_member_has_its_colour(prompt: str) -> None:
    assert _told(prompt) == [
        ("balloon", 1, "red"),
        ("balloon", 1, "blue"),
        ("balloon", 1, "yellow"),
    ]


@pytest.mark.parametrize(
    "prompt", ["two cats, one black and the other white", "due gatti, uno nero e l'altro bianco"]
)
def test_the_other_is_a_member_too(prompt: str) -> None:
    assert _told(prompt) == [("cat", 1, "black"), ("cat", 1, "white")]


@pytest.mark.parametrize("prompt", ["five kites, one red", "cinque aquiloni, uno rosso"])
def test_those_that_are_not_told_apart_stay(prompt: str) -> None:
    assert _told(prompt) == [("kite", 1, "red"), ("kite", 4, None)]


def test_what_a_member_does_everyone_does() -> None:
    first, second, tree = understand("two cats, one black and one white, under a tree").entities
    assert (first.colour, second.colour, tree.concept) == ("black", "white", "tree")


@pytest.mark.parametrize("prompt", ["the fox's red hat", "il cappello rosso della volpe"])
def test_a_hat_is_on_its_owner(prompt: str) -> None:
    assert understand(prompt).entities == (
        Entity("fox"),
        Entity("hat", colour="red", relation="wear", by=0),
    )


@pytest.mark.parametrize(
    ("english", "italian"),
    [
        ("a heron, in orange and teal", "un airone, in arancione e verde acqua"),
        ("a heron, blue and gold palette", "un airone, tavolozza blu e oro"),
        ("a heron in warm colours", "un airone in colori caldi"),
        ("black and white photo of a heron", "foto in bianco e nero di un airone"),
    ],
)
def test_colours_of_the_whole_are_a_palette(english: str, italian: str) -> None:
    first, second = understand(english), understand(italian)
    assert first.colours
    assert first.colours == second.colours
    assert first.entities[0] == Entity("heron")


@pytest.mark.parametrize("prompt", ["a red and white kite", "a girl in black and white shoes"])
def test_colours_of_one_thing_are_no_palette(prompt: str) -> None:
    assert understand(prompt).colours == ()


def test_a_palette_has_dark_and_light() -> None:
    found, rest = inks.taken("a fox, in orange and pink", lexicon())
    assert len(found) == 4
    assert "orange" not in rest
