"""Hair: what is said of it is of somebody, in both languages, and is seen."""

from __future__ import annotations

import pytest

from affresco.studio.engines.illustrator import chips, understand
from affresco.studio.engines.illustrator.painting.chance import Chance
from affresco.studio.engines.illustrator.scene import Entity
from affresco.studio.engines.illustrator.subjects.actors import figure_of
from affresco.studio.engines.illustrator.subjects.figure.who import HAIRS


@pytest.mark.parametrize(
    ("prompt", "hair"),
    [
        ("portrait of a woman with long red hair", {"hair-long", "hair-red"}),
        ("ritratto di una donna dai lunghi capelli rossi", {"hair-long", "hair-red"}),
        ("una ragazza dai capelli lunghi e rossi", {"hair-long", "hair-red"}),
        ("a man with glasses and curly hair", {"hair-curly"}),
        ("un uomo con gli occhiali e i capelli ricci", {"hair-curly"}),
        ("a girl with blue hair playing the guitar", {"hair-blue"}),
        ("una ragazza con i capelli blu che suona la chitarra", {"hair-blue"}),
        ("a blonde woman on a bicycle", {"hair-blond"}),
        ("una donna bionda in bicicletta", {"hair-blond"}),
        ("a girl with braids", {"hair-braids"}),
        ("una bambina con le trecce", {"hair-braids"}),
        ("a short-haired dog", set()),
        ("a long red car", set()),
    ],
)
def test_hair_is_a_quality_of_somebody(prompt: str, hair: set[str]) -> None:
    scene = understand(prompt)
    assert {q for q in scene.entities[0].qualities if q.startswith("hair-")} == hair
    assert not scene.unknown
    assert scene.entities[0].colour is None or not hair


def test_a_colour_of_hair_is_no_colour_of_the_clothes_and_stands_in_a_chip() -> None:
    scene = understand("a girl in a green dress with pink hair")
    shown = {part.value for chip in chips(scene, "en") for part in chip.parts}
    assert "pink-haired" in shown
    assert "hair-pink" not in (entity.colour for entity in scene.entities)


@pytest.mark.parametrize("quality", sorted(HAIRS))
def test_figures_have_the_hair_that_was_named(quality: str) -> None:
    for seed in range(4):
        figure = figure_of(Entity("woman", qualities=(quality,)), Chance(seed))
        assert figure.who.hair == HAIRS[quality]
    styled = figure_of(Entity("woman", qualities=("hair-ponytail",)), Chance(1))
    assert styled.who.style == "ponytail"
