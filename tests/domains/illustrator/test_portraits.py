"""People: who sits for a portrait is of the age and sex that is said; girls and elves have trades."""

from __future__ import annotations

import numpy as np
import pytest

from affresco.studio.engines import illustrator
from affresco.studio.engines.illustrator import understand
from affresco.studio.engines.illustrator.layout import arranged, sittings
from affresco.studio.engines.illustrator.layout.ties import roots_of
from affresco.studio.engines.illustrator.painting.chance import Chance
from affresco.studio.engines.illustrator.painting.stage import Stage
from affresco.studio.engines.illustrator.settings import paint as paint_setting
from affresco.studio.engines.illustrator.settings.portrait import _kinds, _sitter
from affresco.studio.engines.illustrator.settings.sitter import Sitter
from affresco.studio.engines.illustrator.subjects.actors import figure_of


def sitter(words: str) -> Sitter:
    """Who is portrayed."""
    stage = Stage(understand(words), 2, (256, 256), outdoors=False)
    concept = stage.scene.entities[0].concept
    return _sitter(stage, stage.chance("portrait"), concept, False)


@pytest.mark.parametrize(
    ("words", "feminine", "young"),
    [
        ("portrait of a young woman", True, False),
        ("ritratto di una donna", True, False),
        ("portrait of a man", False, False),
        ("portrait of a little girl", True, True),
        ("ritratto di un bambino", False, True),
        ("portrait of a grandmother", True, False),
        ("portrait of a queen", True, False),
    ],
)
def test_age_and_sex(words: str, feminine: bool, young: bool) -> None:
    who = sitter(words)
    assert (who.feminine, who.young) == (feminine, young)


def test_a_beard_that_is_named_is_seen() -> None:
    assert sitter("portrait of a man with a beard").bearded
    assert sitter("ritratto di un uomo con la barba").bearded
    assert not sitter("portrait of a man").bearded
    plain, bearded = (
        illustrator.draw(understand(words), seed=2, size=(256, 256)).rgb.astype(int)
        for words in ("portrait of a man", "portrait of a man with a beard")
    )
    assert (np.abs(plain - bearded).sum(2) > 30).mean() > 0.02


@pytest.mark.parametrize(
    "words",
    [
        "portrait of a girl with flowers in her hair",
        "ritratto di una ragazza con i fiori nei capelli",
    ],
)
def test_flowers_in_the_hair_are_a_crown(words: str) -> None:
    girl, crown = understand(words).entities
    assert (girl.concept, crown.concept, crown.relation) == ("girl", "wreath", "wear")


def test_an_animal_is_seen_from_near(monkeypatch: pytest.MonkeyPatch) -> None:
    def covered() -> float:
        scene = understand("portrait of a cat")
        picture = illustrator.draw(scene, seed=4, size=(256, 256)).rgb.astype(int)
        return float((picture[..., 0] - picture[..., 2] > 90).mean())

    near = covered()
    monkeypatch.setattr(sittings, "NEAR", 1.0)
    assert near > 1.2 * covered()


def test_somebody_unknown_is_of_no_kind() -> None:
    assert _kinds("no such concept") == {"no such concept", ""}


@pytest.mark.parametrize(
    ("words", "concept", "role"),
    [
        ("a girl pirate", "girl", "pirate"),
        ("una bambina pirata", "girl", "pirate"),
        ("a woman doctor", "woman", "doctor"),
        ("un elfo arciere", "elf", "archer"),
        ("two girl scientists", "girl", "scientist"),
    ],
)
def test_somebody_with_a_trade_is_one_person(words: str, concept: str, role: str) -> None:
    (who,) = understand(words).entities
    assert (who.concept, who.role) == (concept, role)


def test_a_boy_who_is_a_wizard_has_no_beard() -> None:
    def beard_of(words: str) -> str:
        entity = understand(words).entities[0]
        return figure_of(entity, Chance("wizard", 1)).who.beard

    assert beard_of("a wizard") == "long"
    assert beard_of("a boy wizard") == ""


def test_a_bowl_of_soup_is_one_bowl() -> None:
    for words in ("a bowl of soup", "una ciotola di zuppa"):
        assert [entity.concept for entity in understand(words).entities] == ["soup"]


def test_who_is_before_a_sight_is_larger_than_it() -> None:
    stage = Stage(understand("a camel in front of the pyramids"), 2, (256, 256), outdoors=True)
    paint_setting(stage)
    pieces = arranged(stage, roots_of(stage))
    camel = next(piece for piece in pieces if not piece.how.depth)
    assert all(piece.size < camel.size for piece in pieces if piece is not camel)
    assert len(pieces) > 1
