"""The greens and browns that plants share, and pots."""

from __future__ import annotations

from affresco.studio.engines.illustrator.painting.colour import Colour
from affresco.studio.engines.illustrator.painting.pen import Pen, across, outline
from affresco.studio.engines.illustrator.subjects.look import (
    Look,
    solid,
    tube,
)

C = Colour


LEAF = C(0.50, 0.12, 140)


BARK = C(0.42, 0.06, 55)


HEART = C(0.80, 0.15, 82)


def leaves(pen: Pen, look: Look, x: float, y: float) -> None:
    """Leaves at the foot of a stem."""
    for side in (-1, 1):
        leaf = tube(((x, y + 10), (x + side * 15, y - 3), (x + side * 28, y - 18)), (3, 13, 2))
        solid(pen, leaf, look.second, 0.08)


def flowerpot(pen: Pen, x: float, y: float, glass: bool) -> None:
    """A pot of clay, or a vase of glass."""
    clay = C(0.60, 0.11, 42) if not glass else C(0.62, 0.08, 240)
    body = outline(f"M {x - 24} {y} L {x + 24} {y} L {x + 18} 124 L {x - 18} 124 Z")
    pen.shape(body, across(x - 24, x + 24, clay.lighter(0.07), clay, clay.lighter(-0.13)))
    pen.rounded(
        x - 27, y - 4, 54, 9, 3, across(x - 27, x + 27, clay.lighter(0.1), clay.lighter(-0.08))
    )
