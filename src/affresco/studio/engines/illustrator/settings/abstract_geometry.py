"""Abstract pictures of shapes that are named: circles, triangles, squares that lie over each other."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

from affresco.studio.engines.illustrator.painting.chance import Chance
from affresco.studio.engines.illustrator.painting.colour import Colour
from affresco.studio.engines.illustrator.painting.pen import Pen, fill, stroke
from affresco.studio.engines.illustrator.painting.stage import Stage
from affresco.studio.engines.illustrator.scene import Entity
from affresco.studio.engines.illustrator.subjects.colours import colour_of

_CORNERS: Final = {"triangle": 3, "square-shape": 4, "circle": 0, "sphere": 0, "spiral": 0}
_MANY = 3  # of a kind, when the prompt does not say one or two


def named(stage: Stage) -> list[Entity]:
    """The shapes that the prompt names."""
    return [entity for entity in stage.scene.entities if entity.concept in _CORNERS]


def paint(stage: Stage, palette: Sequence[Colour]) -> None:
    """A light ground, on it the named shapes, as many as there are, one showing through the other."""
    h, w, pen, chance = stage.height, stage.width, stage.pen, stage.chance("geometry")
    ground, tones = _tones(palette)
    pen.wash(fill(ground))
    kinds = named(stage)
    for entity in kinds:
        stage.draws(entity)
    pieces = [entity for entity in kinds for _ in range(max(1, entity.count or _MANY))]
    side, count = min(w, h), len(pieces)
    turn, golden = chance.between(0, math.tau), math.pi * (3 - math.sqrt(5))
    for number, entity in enumerate(_mixed(pieces)):
        away = math.sqrt((number + 0.5) / count) * 0.36
        x = w / 2 + w * away * math.cos(turn + golden * number)
        y = h / 2 + h * away * math.sin(turn + golden * number)
        size = side * chance.between(0.16, 0.30) * min(1.25, math.sqrt(6 / count))
        tone = colour_of(entity) if entity.colour else tones[number % len(tones)]
        with pen.figure(), pen.at(x, y):
            _piece(pen, entity.concept, size, tone or tones[0], chance)


def _tones(palette: Sequence[Colour]) -> tuple[Colour, list[Colour]]:
    """The ground, the lightest of the palette made lighter, and the others for the shapes."""
    lightest = max(palette, key=lambda colour: colour.lightness)
    ground = lightest._replace(lightness=0.94, chroma=min(0.03, lightest.chroma))
    rest = [colour for colour in palette if colour.lightness < 0.88] or list(palette)
    return ground, rest


def _mixed(pieces: list[Entity]) -> list[Entity]:
    """The kinds in turn."""
    half = (len(pieces) + 1) // 2
    out: list[Entity] = []
    for number in range(half):
        out.append(pieces[number])
        if half + number < len(pieces):
            out.append(pieces[half + number])
    return out


def _piece(pen: Pen, concept: str, size: float, tone: Colour, chance: Chance) -> None:
    paint_, corners = fill(tone, 0.82), _CORNERS[concept]
    if concept == "spiral":
        points = [
            (size * k / 60 * math.cos(k * 0.3), size * k / 60 * math.sin(k * 0.3))
            for k in range(61)
        ]
        pen.curve(points, stroke(tone, size * 0.11))
        return
    if not corners:
        pen.circle(0, 0, size, paint_)
        if chance.often(0.4):
            pen.circle(0, 0, size * 0.55, stroke(tone.lighter(-0.16), size * 0.07))
        return
    turn = chance.between(0, math.tau)
    reach = size * (1.25 if corners == 3 else 1.15)
    pen.polygon(
        [
            (
                reach * math.cos(turn + math.tau * k / corners),
                reach * math.sin(turn + math.tau * k / corners),
            )
            for k in range(corners)
        ],
        paint_,
    )
