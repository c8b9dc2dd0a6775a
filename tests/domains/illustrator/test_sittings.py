"""Portraits of animals: the whole animal or its head is in what the camera sees."""

from __future__ import annotations

import pytest

from affresco.studio.engines.illustrator import understand
from affresco.studio.engines.illustrator.layout.piece import Piece
from affresco.studio.engines.illustrator.layout.sittings import LEVEL, NEAR, alone, sit
from affresco.studio.engines.illustrator.painting.chance import Chance
from affresco.studio.engines.illustrator.painting.sprites import BOX, Placing
from affresco.studio.engines.illustrator.painting.stage import Stage
from affresco.studio.engines.illustrator.subjects.find import drawn_alone


def _sat(animal: str, flip: bool) -> tuple[Stage, Piece]:
    scene = understand(f"portrait of a {animal}")
    stage = Stage(scene, 7, (256, 256), False)
    subject = drawn_alone(scene.entities[0], Chance(7, "sitter"))
    x, y = stage.width / 2, stage.height * 0.95
    piece = Piece(subject, x, y, 0.9 * stage.height, Placing(flip=flip), 0.0)
    sit(stage, piece)
    return stage, piece


def _seen(stage: Stage) -> tuple[float, float, float, float]:
    """Left, top, right, bottom of what the nearer camera sees."""
    middle, half = stage.width / 2, stage.width / 2 / NEAR
    level = stage.height * LEVEL
    return middle - half, level - level / NEAR, middle + half, level + (stage.height - level) / NEAR


def _at(piece: Piece, x: float) -> float:
    side = (BOX / 2 - x) if piece.how.flip else (x - BOX / 2)
    return piece.x + side * piece.size / BOX


@pytest.mark.parametrize("flip", [False, True])
@pytest.mark.parametrize("animal", ["goldfish", "turtle", "hedgehog", "cow"])
def test_a_long_animal_without_a_raised_head_is_seen_whole(animal: str, flip: bool) -> None:
    stage, piece = _sat(animal, flip)
    left, top, right, bottom = _seen(stage)
    box, unit = piece.subject.box, piece.size / BOX
    assert left < min(_at(piece, box[0]), _at(piece, box[2]))
    assert max(_at(piece, box[0]), _at(piece, box[2])) < right
    assert top < piece.y - (piece.subject.base - box[1]) * unit
    assert piece.y <= bottom


@pytest.mark.parametrize("flip", [False, True])
@pytest.mark.parametrize("animal", ["dachshund", "corgi", "labrador", "horse"])
def test_a_raised_head_is_in_the_middle(animal: str, flip: bool) -> None:
    stage, piece = _sat(animal, flip)
    line, box = piece.subject.skyline, piece.subject.box
    peak = box[0] + line.index(min(line)) / (len(line) - 1) * (box[2] - box[0])
    assert _at(piece, peak) == pytest.approx(stage.width / 2)


def test_an_upright_animal_is_left_where_it_sits() -> None:
    stage, piece = _sat("lion", False)
    assert (piece.x, piece.size) == (stage.width / 2, 0.9 * stage.height)


@pytest.mark.parametrize("prompt", ["portrait of a turtle with a hat", "portrait of three turtles"])
def test_only_who_sits_alone_is_seen_from_near(prompt: str) -> None:
    assert alone(understand("portrait of a turtle"))
    assert not alone(understand(prompt))
    assert not alone(understand("a turtle on the beach"))
