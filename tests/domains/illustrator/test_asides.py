"""Words that stand between what belongs together, in both languages."""

from __future__ import annotations

import pytest

from affresco.studio.engines.illustrator import understand
from affresco.studio.engines.illustrator.scene import Scene


def _ties(scene: Scene) -> set[tuple[str, str | None, str]]:
    """Who, how, what: of every tie of the scene."""
    return {
        (scene.entities[entity.by].concept, entity.relation, entity.concept)
        for entity in scene.entities
        if entity.by is not None
    }


@pytest.mark.parametrize(
    ("prompt", "tie"),
    [
        ("a girl riding a zebra backwards", ("girl", "ride", "zebra")),
        ("una ragazza che cavalca al contrario una zebra", ("girl", "ride", "zebra")),
        ("un gatto che insegue lentamente un topo", ("cat", "chase", "mouse")),
        ("a cat looking at a ship through a telescope", ("cat", "hold", "telescope")),
        ("a gate with a goose in front of it", ("goose", "before", "gate")),
        ("un cancello con un'oca davanti", ("goose", "before", "gate")),
        ("delle topoline che fanno gli gnocchi", ("mouse", "make", "gnocchi")),
        ("rane dirette da un airone", ("heron", "conduct", "frog")),
    ],
)
def test_a_verb_finds_its_object(prompt: str, tie: tuple[str, str, str]) -> None:
    assert tie in _ties(understand(prompt))


@pytest.mark.parametrize(
    ("english", "italian"),
    [
        ("a night market with lanterns", "un mercato notturno con lanterne"),
        ("two crows taking pictures", "due corvi che scattano foto"),
        ("a fox in a flower market", "una volpe in un mercato dei fiori"),
        ("a centaur with a bow in a forest", "un centauro con l'arco in un bosco"),
        ("portrait of a girl, pencil", "ritratto di una ragazza, matita"),
        ("a guilty-looking dog", "un cane con l'aria colpevole"),
    ],
)
def test_both_languages_say_the_same(english: str, italian: str) -> None:
    first, second = understand(english), understand(italian)
    for scene in (first, second):
        assert scene.entities
    assert first.setting == second.setting
    assert (first.style, first.time) == (second.style, second.time)
    assert [e.concept for e in first.entities] == [e.concept for e in second.entities]


@pytest.mark.parametrize(
    "prompt", ["neither cats nor dogs, just a ferret", "né gatti né cani, solo un furetto"]
)
def test_what_is_neither_is_not_drawn(prompt: str) -> None:
    assert [entity.concept for entity in understand(prompt).entities] == ["ferret"]


def test_a_bow_of_somebody_who_does_not_shoot_is_no_weapon() -> None:
    assert "bow" not in [entity.concept for entity in understand("a kitten with a bow").entities]


@pytest.mark.parametrize(
    "prompt", ["a plate of spaghetti with basil", "un piatto di spaghetti al pomodoro e basilico"]
)
def test_a_dish_stands_on_a_table(prompt: str) -> None:
    assert understand(prompt).setting == "table"
