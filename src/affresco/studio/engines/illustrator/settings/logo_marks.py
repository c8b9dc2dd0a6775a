"""Marks of logos that are no subjects: stars, sun and moon, a cup, an initial."""

from __future__ import annotations

import math

from affresco.studio.engines.illustrator.painting.colour import Colour
from affresco.studio.engines.illustrator.painting.pen import Pen, fill, outline, stroke

from .lettering import along_arc


def star(pen: Pen, colour: Colour, size: float) -> None:
    """A star of four points."""
    s, i = size, size * 0.32
    pen.polygon(
        [(0, -s), (i, -i), (s, 0), (i, i), (0, s), (-i, i), (-s, 0), (-i, -i)], fill(colour)
    )


def sun(pen: Pen, x: float, y: float, size: float, colour: Colour, paper: Colour) -> None:
    """A disc with rays."""
    pen.circle(x, y, size * 0.62, fill(colour))
    for k in range(16):
        angle = k * math.tau / 16
        far = size * (1.0 if k % 2 else 0.88)
        cos, sin = math.cos(angle), math.sin(angle)
        pen.line(
            x + cos * size * 0.73, y + sin * size * 0.73, x + cos * far, y + sin * far,
            stroke(colour, size * 0.09),
        )  # fmt: skip


def moon(pen: Pen, x: float, y: float, size: float, colour: Colour, paper: Colour) -> None:
    """A crescent."""
    with pen.at(x, y, -18, size):
        pen.shape(
            outline("M 0.2 -0.9 C -0.7 -0.85 -1.1 0.2 -0.5 0.75 C 0.05 1.2 0.85 0.85 0.95 0.25 "
                    "C 0.4 0.65 -0.3 0.4 -0.35 -0.2 C -0.38 -0.55 -0.1 -0.8 0.2 -0.9 Z"),
            fill(colour),
        )  # fmt: skip


def big_star(pen: Pen, x: float, y: float, size: float, colour: Colour, paper: Colour) -> None:
    """A star of five points."""
    points = []
    for k in range(10):
        reach = size * (0.95 if k % 2 == 0 else 0.42)
        angle = k * math.pi / 5
        points.append((x + math.sin(angle) * reach, y - math.cos(angle) * reach))
    pen.polygon(points, fill(colour))


def coffee_cup(pen: Pen, ink: Colour, accent: Colour) -> None:
    """A steaming cup with a bean on it."""
    _rays(pen, accent)
    pen.arc(70, -24, 110, 106, -90, 180, stroke(ink, 20))
    pen.shape(
        outline("M -130 -36 L 118 -36 C 118 80 70 136 -6 136 C -82 136 -130 80 -130 -36 Z"),
        fill(ink),
    )
    _bean(pen, -6, 48, 52, accent, ink)
    pen.rounded(-176, 156, 340, 18, 9, fill(ink))
    for i in range(3):
        x = -66 + i * 60
        pen.curve([(x, -56), (x + 18, -84), (x - 14, -112), (x + 8, -146)], stroke(ink, 13))


def _bean(pen: Pen, x: float, y: float, size: float, colour: Colour, line: Colour) -> None:
    with pen.at(x, y, -32):
        pen.oval(0, 0, size * 0.72, size, fill(colour))
        groove = [(0, -size), (size * 0.22, -size * 0.35), (-size * 0.22, size * 0.35), (0, size)]
        pen.curve(groove, stroke(line, size * 0.15))


def _rays(pen: Pen, colour: Colour) -> None:
    for i in range(18):
        angle = math.pi * (1 + i / 17)
        far = 222 if i % 2 else 196
        cos, sin = math.cos(angle), math.sin(angle)
        pen.line(cos * 150, 6 + sin * 150, cos * far, 6 + sin * far, stroke(colour, 7))


def initial(pen: Pen, title: str, ink: Colour, accent: Colour) -> None:
    """Without a motif: a plain mark of leaves around the initial."""
    for i in range(12):
        with pen.at(0, 0, i * 30):
            pen.shape(
                outline("M 0 -150 C 34 -190 34 -220 0 -246 C -34 -220 -34 -190 0 -150 Z"),
                fill(accent if i % 2 else ink),
            )
    along_arc(pen, title[:1] or "A", 0, 300, 390, 180, ink)
