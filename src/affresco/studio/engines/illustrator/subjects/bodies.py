"""Bodies for heads: seated animals, standing and riding figures, people in their clothes.

All draw in a box of 128 units with the feet at 124.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import skia

from affresco.studio.engines.illustrator.painting.colour import WHITE, Colour
from affresco.studio.engines.illustrator.painting.pen import (
    Pen,
    Point,
    across,
    down,
    fill,
    linear,
    radial,
    stroke,
)
from affresco.studio.engines.illustrator.painting.sprites import Draw
from affresco.studio.engines.illustrator.subjects.outfits import DARK, Outfit, hat

from . import glyphs


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


def robot_head(pen: Pen, x: float, y: float, size: float) -> None:
    """A friendly robot with an antenna."""
    metal, dark, glow = Colour(0.80, 0.03, 235), Colour(0.58, 0.04, 245), Colour(0.88, 0.13, 200)
    with pen.at(x, y, scale=size / 54):
        pen.line(0, -26, 0, -38, stroke(dark, 3))
        pen.circle(0, -40, 4.5, fill(Colour(0.68, 0.18, 40)))
        for side in (-1, 1):
            pen.rounded(side * 30 - 5, -10, 10, 20, 4, fill(Colour(0.66, 0.15, 40)))
        pen.rounded(
            -30, -27, 60, 52, 18, linear((-30, -27), (30, 25), (metal.lighter(0.12), metal, dark))
        )
        pen.rounded(
            -23, -17, 46, 32, 13, down(-17, 15, Colour(0.24, 0.05, 260), Colour(0.32, 0.06, 250))
        )
        for side in (-1, 1):
            pen.oval(side * 10.5, -4.5, 5, 6.5, fill(glow))
            pen.circle(side * 10.5 + 1.5, -7, 1.8, fill(WHITE))
        pen.curve([(-6, 6), (0, 9.5), (6, 6)], stroke(glow, 2.4))
        pen.curve([(-17, -20), (-4, -23.5), (8, -23)], stroke(WHITE, 2.4, 0.7))


def _helmet(
    pen: Pen, art: str, x: float, y: float, radius: float, outfit: Outfit, colour: Colour | None
) -> None:
    """A head behind the glass of a space helmet."""
    glass = radius * 0.86
    pen.circle(x, y, radius, fill(outfit.cloth))
    pen.circle(x, y, radius, stroke(outfit.shade, 2))
    pen.circle(x, y, glass, fill(Colour(0.35, 0.05, 265)))
    head(pen, art, x, y + 1, radius * 1.4, colour)
    tones = [(WHITE, 0.45), (WHITE, 0.02), (Colour(0.5, 0.1, 250), 0.22)]
    pen.circle(x, y, glass, radial((x - 10, y - 12), radius * 1.5, tones, (0, 0.5, 1)))
    pen.circle(x, y, glass, stroke(Colour(0.83, 0.14, 85), 2.4))
    shine = [(x - 15, y - 8), (x - 12, y - 15), (x - 5, y - 20)]
    pen.curve(shine, stroke(WHITE, 3, 0.9))


def standing(art: str, outfit: Outfit, colour: Colour | None = None, role: str = "") -> Draw:
    """A figure on two legs with an animal's or a robot's head."""

    def draw(pen: Pen) -> None:
        for x in (54, 74):
            limb(pen, [(x, 96), (x, 118)], 12, outfit.cloth, outfit.shade)
            pen.rounded(x - 9, 116, 19, 8, 4, fill(outfit.accent))
        limb(pen, [(48, 72), (34, 82), (36, 98)], 10, outfit.cloth, outfit.shade)
        pen.rounded(
            44,
            60,
            40,
            42,
            14,
            across(44, 84, outfit.cloth, outfit.cloth, outfit.shade, stops=(0, 0.55, 1)),
        )
        _details(pen, art, outfit, role)
        limb(pen, [(80, 70), (96, 78), (104, 72)], 10, outfit.cloth, outfit.shade)
        pen.circle(105, 71, 6, fill(outfit.accent))
        if outfit.helmet:
            _helmet(pen, art, 64, 38, 29, outfit, colour)
        else:
            head(pen, art, 64, 36, 54, colour)
            hat(pen, role, 64, 16, 1.0)

    return draw


def _details(pen: Pen, art: str, outfit: Outfit, role: str) -> None:
    if art == "robot" or role == "robot":
        pen.rounded(53, 70, 22, 16, 3, fill(Colour(0.35, 0.04, 250)))
        for i, hue in enumerate((140, 85, 30)):
            pen.circle(58 + i * 6, 78, 2, fill(Colour(0.8, 0.17, hue)))
    elif outfit.helmet:
        pen.rounded(54, 74, 20, 12, 3, fill(outfit.shade))
        pen.circle(58, 80, 2, fill(outfit.accent))
        pen.circle(66, 80, 2, fill(Colour(0.6, 0.15, 250)))
    else:
        pen.rect(44, 88, 40, 4, fill(outfit.shade.lighter(-0.1)))
        pen.rounded(60, 86.5, 8, 7, 1.5, fill(Colour(0.80, 0.13, 85)))
        for y in (70, 78):
            pen.circle(64, y, 1.6, fill(outfit.shade.lighter(-0.12)))


def bicycle(pen: Pen, colour: Colour) -> None:
    """A bicycle seen from the side, riding to the right."""
    for x in (30, 98):
        pen.circle(x, 100, 22, stroke(DARK, 4))
        pen.circle(x, 100, 18.5, stroke(Colour(0.85, 0.01, 250), 1.2))
        for spoke in range(10):
            a = spoke * math.pi / 5
            pen.line(
                x,
                100,
                x + 18 * math.cos(a),
                100 + 18 * math.sin(a),
                stroke(Colour(0.8, 0.01, 250), 0.6),
            )
        pen.circle(x, 100, 3, fill(DARK))
    pedals, seat, bar, back, front = (60, 101), (50, 70), (86, 68), (30, 100), (98, 100)
    for (ax, ay), (bx, by) in (
        (back, pedals),
        (back, seat),
        (pedals, seat),
        (pedals, bar),
        (seat, bar),
        (bar, front),
    ):
        pen.line(ax, ay, bx, by, stroke(colour, 4.2))
    pen.line(*seat, 48, 64, stroke(DARK, 3))
    pen.rounded(39, 60, 18, 5, 2.5, fill(DARK))
    pen.curve([(86, 68), (85, 60), (90, 56), (95, 59)], stroke(DARK, 3.2))
    pen.circle(*pedals, 5.5, stroke(DARK, 2.4))


def cyclist(
    art: str, outfit: Outfit, frame: Colour, colour: Colour | None = None, role: str = ""
) -> Draw:
    """Somebody riding a bicycle to the right."""

    def draw(pen: Pen) -> None:
        m, d, accent = outfit.cloth, outfit.shade, outfit.accent
        with pen.at(64 - 64 * 0.92, 126 - 122 * 0.92, scale=0.92):
            limb(pen, [(50, 60), (72, 68), (66, 84)], 11, d)
            limb(pen, [(66, 84), (64, 92), (57, 96)], 10, d)
            bicycle(pen, frame)
            if outfit.helmet:
                pen.rounded(29, 20, 18, 34, 6, fill(Colour(0.78, 0.02, 260)))
                pen.rounded(32, 25, 9, 10, 3, fill(accent))
            limb(pen, [(50, 57), (50, 42), (60, 30)], 26, m, d)
            limb(pen, [(50, 60), (78, 64), (72, 84)], 13, m, d)
            limb(pen, [(72, 84), (70, 96), (64, 104)], 12, m, d)
            pen.rounded(56, 103, 19, 8, 4, fill(accent))
            limb(pen, [(60, 36), (70, 52), (90, 56)], 10.5, m, d)
            pen.circle(91, 56, 6, fill(accent))
            pen.circle(57, 44, 3, fill(accent))
            if outfit.helmet:
                _helmet(pen, art, 69, 8, 27, outfit, colour)
                pen.line(47, 2, 42, -14, stroke(d, 2))
                pen.circle(42, -15, 3, fill(accent))
            else:
                head(pen, art, 68, 8, 48, colour)
                hat(pen, role, 68, -11, 0.9)

    return draw


def rider_above(art: str, outfit: Outfit, colour: Colour | None = None, role: str = "") -> Draw:
    """Head and trunk of somebody sitting astride, to be set on a mount; the seat is at 124."""

    def draw(pen: Pen) -> None:
        limb(pen, [(58, 112), (80, 112), (80, 128)], 15, outfit.cloth, outfit.shade)
        limb(pen, [(60, 114), (60, 98), (62, 84)], 30, outfit.cloth, outfit.shade)
        limb(pen, [(66, 88), (78, 98), (94, 100)], 11, outfit.cloth, outfit.shade)
        pen.circle(95, 100, 6, fill(outfit.accent))
        if outfit.helmet:
            _helmet(pen, art, 64, 52, 30, outfit, colour)
        else:
            head(pen, art, 64, 54, 54, colour)
            hat(pen, role, 64, 34, 1.0)

    return draw


def seated_animal(art: str, colour: Colour | None = None) -> Draw:
    """A whole sitting animal for a drawing that is only a head."""

    def draw(pen: Pen) -> None:
        coat = glyphs.main_colour(art, colour)
        dark = coat.lighter(-0.12)
        belly = (
            coat.mix(Colour(0.95, 0.02, 80), 0.65)
            if coat.lightness < 0.9
            else Colour(0.86, 0.02, 250)
        )
        pen.curve([(86, 112), (112, 116), (120, 98), (112, 84)], stroke(dark, 10))
        pen.circle(112, 84, 6, fill(belly))
        trunk = [(64, 54), (40, 70), (32, 104), (40, 124), (88, 124), (96, 104), (88, 70)]
        pen.blob(trunk, across(32, 96, coat.lighter(0.05), coat, dark))
        pen.oval(64, 92, 16, 24, fill(belly, 0.9))
        for x in (41, 89):
            pen.oval(x, 116.5, 11, 8.5, fill(coat))
            pen.oval(x, 116.5, 11, 8.5, stroke(dark, 1.4))
        for x in (54, 74):
            pen.line(x, 82, x, 116, stroke(coat.lighter(0.02), 13))
            edge = x + (5 if x > 60 else -5)
            pen.line(edge, 86, edge, 112, stroke(dark, 1.2, 0.7))
            pen.oval(x, 118, 8, 6, fill(belly))
        glyphs.draw_in(pen, art, 64, 34, 66, colour)

    return draw
