"""Portraits: who sits is of the age and sex that is said, and wears what is named."""

from __future__ import annotations

import numpy as np
import pytest

from affresco.studio.engines import illustrator
from affresco.studio.engines.illustrator import camera, understand
from affresco.studio.engines.illustrator.painting.stage import Stage
from affresco.studio.engines.illustrator.settings.portrait import _kinds, _sitter
from affresco.studio.engines.illustrator.settings.sitter import Sitter


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
    monkeypatch.setattr(camera, "_SITTING", 1.0)
    assert near > 1.2 * covered()


def test_somebody_unknown_is_of_no_kind() -> None:
    assert _kinds("no such concept") == {"no such concept", ""}
