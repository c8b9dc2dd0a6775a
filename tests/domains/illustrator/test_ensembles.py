"""Bands, teams, and turns of every day: what is meant is drawn, not what a single word would be."""

from __future__ import annotations

import pytest

from affresco.studio.engines.illustrator import understand
from affresco.studio.engines.illustrator.layout.ties import roots_of
from affresco.studio.engines.illustrator.painting.stage import Stage


@pytest.mark.parametrize(
    ("words", "setting", "concepts"),
    [
        ("a rock band", "meadow", ["guitarist", "singer", "drummer"]),
        ("una band rock", "meadow", ["guitarist", "singer", "drummer"]),
        ("a football team in a stadium", "stadium", ["footballer"]),
        ("una squadra di calcio allo stadio", "stadium", ["footballer"]),
        ("a street musician with a guitar", "street", ["musician", "guitar"]),
        ("a street musician in the subway", "subway", ["musician"]),
        ("a sad clown backstage", "theatre", ["clown"]),
        ("un clown triste dietro le quinte", "theatre", ["clown"]),
        ("a baker with a wood-fired oven", "bakery", ["baker", "oven"]),
        ("a whale swimming through the clouds above a city", "skyline", ["whale"]),
        ("una balena che nuota tra le nuvole sopra una città", "skyline", ["whale"]),
        ("a grandmother making pasta", "kitchen", ["grandmother", "spaghetti"]),
        ("a carved pumpkin", "table", ["jack-o-lantern"]),
        ("a pumpkin carved with a smiling face", "table", ["jack-o-lantern"]),
    ],
)
def test_what_is_meant_is_drawn(words: str, setting: str, concepts: list[str]) -> None:
    scene = understand(words)
    assert [entity.concept for entity in scene.entities] == concepts
    assert (scene.setting, scene.unknown) == (setting, ())


@pytest.mark.parametrize(
    "words", ["a girl ice skating", "a girl on ice skates", "una ragazza che pattina"]
)
def test_who_skates_is_not_made_of_ice(words: str) -> None:
    (girl,) = understand(words).entities
    assert (girl.pose, girl.material) == ("skate", None)


@pytest.mark.parametrize("words", ["a boy tying his shoes", "un bambino che si allaccia le scarpe"])
def test_who_ties_shoes_kneels(words: str) -> None:
    (boy,) = understand(words).entities
    assert boy.pose == "kneel"


@pytest.mark.parametrize(
    "words", ["a girl playing chess with a robot", "una ragazza che gioca a scacchi con un robot"]
)
def test_whom_one_plays_chess_with_sits_at_the_table_too(words: str) -> None:
    (root,) = roots_of(Stage(understand(words), 1, (256, 256), outdoors=True))
    assert [other.entity.concept for other in root.beside] == ["robot"]
    assert not root.tied("with")
