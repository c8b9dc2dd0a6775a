"""What vehicles, vessels and aircraft share: tones, wheels and panes."""

from __future__ import annotations

import math

from affresco.studio.engines.illustrator.painting.colour import WHITE, Colour
from affresco.studio.engines.illustrator.painting.pen import (
    Pen,
    down,
    fill,
    stroke,
)

C = Colour


GLASS = C(0.82, 0.06, 225)


TYRE = C(0.22, 0.01, 270)


STEEL = C(0.72, 0.01, 250)


WOOD = C(0.48, 0.08, 52)


SAIL = C(0.95, 0.025, 85)


def wheel(pen: Pen, x: float, y: float, radius: float, spoked: bool = False) -> None:
    """A tyre with its rim, or a spoked wheel."""
    if spoked:
        pen.circle(x, y, radius - 2, stroke(WOOD.lighter(-0.08), 4))
        for i in range(8):
            a = i * math.pi / 4
            pen.line(
                x,
                y,
                x + math.cos(a) * (radius - 3),
                y + math.sin(a) * (radius - 3),
                stroke(WOOD, 2),
            )
        pen.circle(x, y, radius * 0.2, fill(WOOD.lighter(-0.15)))
        return
    pen.circle(x, y, radius, fill(TYRE))
    pen.circle(x, y, radius * 0.58, fill(STEEL))
    pen.circle(x, y, radius * 0.42, fill(STEEL.lighter(-0.14)))
    pen.circle(x, y, radius * 0.16, fill(STEEL.lighter(0.1)))


def pane(pen: Pen, x: float, y: float, w: float, h: float, radius: float = 3) -> None:
    """A pane of glass."""
    pen.rounded(x, y, w, h, radius, down(y, y + h, GLASS.lighter(0.1), GLASS.lighter(-0.16)))
    pen.line(x + w * 0.2, y + h, x + w * 0.45, y, stroke(WHITE, 1.6, 0.6))
