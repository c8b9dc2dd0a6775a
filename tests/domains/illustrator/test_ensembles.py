"""Bands, teams, and turns of every day: what is meant is drawn, not what a single word would be."""

from __future__ import annotations

import pytest

from affresco.studio.engines.illustrator import understand
from affresco.studio.engines.illustrator.layout.playing import at_play
from affresco.studio.engines.illustrator.layout.ties import roots_of
from affresco.studio.engines.illustrator.painting.colour import Colour
from affresco.studio.engines.illustrator.painting.stage import Stage
from affresco.studio.engines.illustrator.settings import paint
from affresco.studio.engines.illustrator.settings.shell import Finish, shell


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


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("a poster of a fox for my daughter's room", ("poster", None, ["fox"])),
        ("un disegno di un drago per la cameretta di mio figlio", ("meadow", None, ["dragon"])),
        ("cross section of a volcano", ("mountains", None, ["volcano"])),
        ("sezione di un formicaio", ("meadow", None, ["anthill"])),
        ("motivo di fragole su sfondo rosa", ("backdrop-pink", "pattern", ["strawberry"])),
        ("un tempio nella neve, come una stampa giapponese", ("winter", "ukiyo-e", ["temple"])),
        ("un lago di montagna, vecchio poster di viaggio", ("lake", "art-deco", [])),
        ("una giungla aliena", ("alien-planet", None, [])),
        ("a knight with a rose instead of a sword", ("meadow", None, ["knight", "rose"])),
    ],
)
def test_how_and_what_for_is_no_thing(words: str, said: tuple[str, str | None, list[str]]) -> None:
    scene = understand(words)
    assert (scene.setting, scene.style, [e.concept for e in scene.entities]) == said


@pytest.mark.parametrize(
    "words", ["a vintage car by the sea, dark red", "macchina d'epoca al mare, rosso scuro"]
)
def test_a_colour_that_is_told_at_the_end_is_that_of_the_subject(words: str) -> None:
    (car,) = understand(words).entities
    assert car.colour == "red"


def test_who_plays_in_a_quartet_keeps_the_violin() -> None:
    node = roots_of(Stage(understand("a string quartet playing"), 1, (256, 256), outdoors=True))[0]
    assert [at_play(node, n).entity.pose for n in range(4)] == ["play"] * 4


@pytest.mark.parametrize(
    ("words", "tiled"), [("a bedroom with blue walls", False), ("a bathroom with blue tiles", True)]
)
def test_walls_have_the_colour_that_is_named(words: str, tiled: bool) -> None:
    scene = understand(words)
    stage = Stage(scene, 3, (256, 256), outdoors=False)
    plain = Finish(Colour(0.9, 0.02, 90), Colour(0.5, 0.05, 60))
    room = shell(stage, plain)
    assert abs(room.finish.wall.hue - 250) < 20
    assert (room.finish.walling == "tiles") == tiled
    assert stage.drawn == {0}


def test_a_sitter_wears_the_raincoat() -> None:
    scene = understand("portrait of a girl in a yellow raincoat")
    stage = Stage(scene, 3, (256, 256), outdoors=False)
    paint(stage)
    assert 1 in stage.drawn


@pytest.mark.parametrize(
    "words",
    [
        "a yellow tram in a street between colourful houses",
        "un gatto che cammina tra le case in una via",
    ],
)
def test_who_goes_between_houses_is_in_a_street_of_them(words: str) -> None:
    scene = understand(words)
    stage = Stage(scene, 3, (256, 256), outdoors=True)
    paint(stage)
    assert stage.drawn == {1}, "the street has them already"


@pytest.mark.parametrize(
    ("words", "greys"),
    [
        ("a street musician with a cello on a bridge, black and white", True),
        ("un musicista col violoncello su un ponte nella nebbia, bianco e nero", True),
        ("two cats, black and white", False),
    ],
)
def test_black_and_white_at_the_end_of_a_scene_is_the_whole_picture(
    words: str, greys: bool
) -> None:
    scene = understand(words)
    assert bool(scene.colours) == greys
    assert ("spotted" in scene.entities[0].qualities) != greys
