"""Heads of any kind, and seated bodies for animals of which there is only a head.

All draw in a box of 128 units with the feet at 124.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import skia

from affresco.studio.engines.illustrator.painting.colour import Colour
from affresco.studio.engines.illustrator.painting.pen import Pen, Point, across, fill, stroke
from affresco.studio.engines.illustrator.painting.sprites import Draw

from . import glyphs
from .figure.robots import robot_head
from .look import solid, tube

# Tails and limbs of animals that sit; the others have neither.
_BUSHY: Final = frozenset(("fox", "wolf"))
_BLACK: Final = Colour(0.25, 0.01, 280)


def limb(
    pen: Pen, points: Sequence[Point], width: float, colour: Colour, shade: Colour | None = None
) -> None:
    """An arm or a leg through two or three points, with a shaded edge."""
    path = skia.Path()
    path.moveTo(*points[0])
    if len(points) == 3:
        path.quadTo(*points[1], *points[2])
    else:
        path.lineTo(*points[1])
    pen.shape(path, stroke(shade or colour, width))
    if shade:
        with pen.at(-width * 0.08, -width * 0.1):
            pen.shape(path, stroke(colour, width * 0.8))


def head(pen: Pen, art: str, x: float, y: float, size: float, colour: Colour | None) -> None:
    """The head of an animal, a person or a robot, centred."""
    if art == "robot":
        robot_head(pen, x, y, size)
    else:
        glyphs.draw_in(pen, art, x, y, size, colour)


def seated_animal(art: str, colour: Colour | None = None) -> Draw:
    """A whole sitting animal for a drawing that is only a head."""

    def draw(pen: Pen) -> None:
        coat = glyphs.main_colour(art, colour)
        dark = coat.lighter(-0.12)
        light = Colour(0.95, 0.02, 80)
        belly = coat.mix(light, 0.65) if coat.lightness < 0.9 else Colour(0.86, 0.02, 250)
        limbs = _BLACK if art == "panda" and colour is None else coat
        _seated_tail(pen, art, dark, belly)
        trunk = [(64, 54), (40, 70), (32, 104), (40, 124), (88, 124), (96, 104), (88, 70)]
        pen.blob(trunk, across(32, 96, coat.lighter(0.05), coat, dark))
        pen.oval(64, 92, 16, 24, fill(belly, 0.9))
        for x in (41, 89):
            pen.oval(x, 116.5, 11, 8.5, fill(limbs))
            pen.oval(x, 116.5, 11, 8.5, stroke(limbs.lighter(-0.12), 1.4))
        for x in (54, 74):
            pen.line(x, 82, x, 116, stroke(limbs.lighter(0.02), 13))
            edge = x + (5 if x > 60 else -5)
            pen.line(edge, 86, edge, 112, stroke(limbs.lighter(-0.12), 1.2, 0.7))
            pen.oval(x, 118, 8, 6, fill(belly if limbs == coat else limbs))
        glyphs.draw_in(pen, art, 64, 34, 66, colour)

    return draw


def _seated_tail(pen: Pen, art: str, coat: Colour, tip: Colour) -> None:
    if art in _BUSHY:
        solid(pen, tube(((84, 114), (108, 118), (119, 98), (114, 78)), (10, 18, 18, 5)), coat)
        solid(pen, tube(((118, 92), (114, 78)), (13, 4)), tip)
    elif art == "lion":
        solid(pen, tube(((86, 114), (112, 116), (119, 98), (113, 86)), (7, 6, 5, 5)), coat)
        solid(pen, tube(((114, 90), (110, 76)), (12, 4)), coat.lighter(-0.14))
    elif art in ("boar", "moose", "hamster"):
        pen.circle(94, 112, 6, fill(coat))
