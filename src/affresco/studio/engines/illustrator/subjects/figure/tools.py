"""Tools that only hands make clear: an iron, a measuring tape."""

from __future__ import annotations

import math

from affresco.studio.engines.illustrator.painting.colour import Colour
from affresco.studio.engines.illustrator.painting.pen import Pen, Point, outline, stroke
from affresco.studio.engines.illustrator.subjects.look import solid, tube


def flat_iron(pen: Pen) -> None:
    """An iron with its handle, its sole below and its tip to the right."""
    solid(
        pen,
        tube(((34, 66), (40, 40), (66, 36), (88, 44), (92, 62)), (9, 10, 10, 10, 9)),
        Colour(0.34, 0.03, 260),
    )
    solid(
        pen,
        outline("M 16 94 C 18 70 40 62 78 62 C 100 62 112 78 120 94 Z"),
        Colour(0.62, 0.15, 235),
    )
    solid(pen, outline("M 12 94 L 122 94 L 118 104 L 14 104 Z"), Colour(0.86, 0.01, 250))


def tape(pen: Pen, start: Point, end: Point) -> None:
    """A measuring tape between two hands, its ends hanging down."""
    points = (
        (start[0] - 2, start[1] + 12), (start[0], start[1]),
        ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2 + 3), end, (end[0] + 2, end[1] + 14),
    )  # fmt: skip
    yellow = Colour(0.86, 0.16, 95)
    pen.curve(points, stroke(yellow.lighter(-0.25), 4.6))
    pen.curve(points, stroke(yellow, 3.6))
    for i in range(1, 9):
        t = i / 9
        x = start[0] + (end[0] - start[0]) * t
        y = start[1] + (end[1] - start[1]) * t + 3 * math.sin(math.pi * t)
        pen.line(x, y - 1.6, x, y + 1.2, stroke(Colour(0.3, 0.04, 60), 0.8))
