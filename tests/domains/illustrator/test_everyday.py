"""Turns of every day: covers, kin, games, trains, the kitchen."""

from __future__ import annotations

import pytest

from affresco.studio.engines.illustrator import understand


def _drawn(prompt: str) -> list[str]:
    return [entity.concept for entity in understand(prompt).entities]


@pytest.mark.parametrize(
    ("prompt", "drawn"),
    [
        ("Mystery novel cover: a lonely lighthouse in the fog", ["lighthouse"]),
        ("book cover for a fantasy novel with a dragon", ["dragon"]),
        ("copertina per un romanzo giallo con una gondola", ["gondola"]),
        ("copertina di un libro per bambini con una volpe", ["fox"]),
        ("a book on a table", ["book"]),
        ("my grandpas old red tractor", ["tractor"]),
        ("my grandmas playing cards", ["grandmother", "playing-card"]),
        ("due vecchi che giocano a briscola e uno bara di nascosto", ["old-man", "playing-card"]),
        ("una bara di legno", ["coffin"]),
        ("an old diving helmet", ["helmet"]),
        ("mia nonna che tira la sfoglia", ["grandmother", "bread"]),
    ],
)
def test_a_turn_of_every_day_draws_what_is_meant(prompt: str, drawn: list[str]) -> None:
    assert _drawn(prompt) == drawn


@pytest.mark.parametrize(
    ("prompt", "setting"),
    [
        ("a goalkeeper under the floodlights", "stadium"),
        ("partitella di calcio in oratorio", "courtyard"),
        ("a girl on the night train", "train-carriage"),
        ("una ragazza sul treno con la fronte appoggiata al finestrino", "train-carriage"),
    ],
)
def test_a_turn_of_every_day_says_where_it_is(prompt: str, setting: str) -> None:
    assert understand(prompt).setting == setting


def test_who_is_made_a_hero_is_one_person_in_their_clothes() -> None:
    (teacher,) = understand("la mia maestra trasformata in supereroe").entities
    assert (teacher.concept, teacher.role) == ("teacher", "superhero")


def test_a_graveyard_of_ships_has_ships_and_no_graves() -> None:
    scene = understand("a spaceship graveyard in the desert")
    assert [entity.concept for entity in scene.entities] == ["spaceship"]
    assert scene.setting == "desert"


@pytest.mark.parametrize("prompt", ["graffiti on the train", "a pigeon on the train roof"])
def test_what_is_on_the_outside_of_a_train_is_not_in_a_carriage(prompt: str) -> None:
    assert understand(prompt).setting != "train-carriage"
