"""Sweet, soft and shining things that others are made of: icing, holes, frost, leaves, lace, light."""

from __future__ import annotations

import math

import skia

from affresco.studio.engines.illustrator.painting.chance import Chance
from affresco.studio.engines.illustrator.painting.colour import BLACK, WHITE, Colour
from affresco.studio.engines.illustrator.painting.pen import Pen, fill, linear, radial, stroke

from .look import Box

_SWEETS = (15.0, 55.0, 95.0, 145.0, 250.0, 330.0)


def icing(pen: Pen, box: Box, chance: Chance) -> None:
    """White garlands and coloured sweets."""
    left, top, right, bottom = box
    step = max(14.0, (bottom - top) / 5)
    y = top + step * 0.5
    while y < bottom:
        points = [
            (left - 4 + i * 6, y + (3.4 if i % 2 else -1.0))
            for i in range(int((right - left) / 6) + 3)
        ]
        pen.curve(points, stroke(WHITE, 2.4, 0.95))
        for i in range(int((right - left) / 17) + 1):
            tone = Colour(0.70, 0.17, chance.pick(_SWEETS))
            pen.circle(left + 8 + i * 17, y + step * 0.5, 2.6, fill(tone))
            pen.circle(left + 7.3 + i * 17, y + step * 0.5 - 0.8, 0.8, fill(WHITE, 0.8))
        y += step


def swirls(pen: Pen, box: Box, chance: Chance) -> None:
    """Bands of boiled sugar, and a shine."""
    left, top, right, bottom = box
    wide, high = right - left, bottom - top
    for i in range(-4, 12):
        x = left + i * wide / 8
        pen.line(x, bottom + 4, x + high * 0.6, top - 4, stroke(WHITE, wide / 18, 0.75))
    tones = [(WHITE, 0.45), (WHITE, 0.0), (BLACK, 0.12)]
    pen.wash(linear((left, top), (right, bottom), tones, (0, 0.4, 1)))


def holes(pen: Pen, box: Box, chance: Chance) -> None:
    """The holes of a cheese."""
    left, top, right, bottom = box
    for _ in range(26):
        x, y, r = chance.between(left, right), chance.between(top, bottom), chance.between(2, 6)
        pen.oval(x, y, r, r * 0.9, fill(Colour(0.66, 0.13, 78), 0.9))
        pen.oval(x + r * 0.2, y + r * 0.25, r * 0.72, r * 0.6, fill(Colour(0.76, 0.14, 85)))


def frost(pen: Pen, box: Box, chance: Chance) -> None:
    """Snow: blue hollows, sparks of light."""
    left, top, right, bottom = box
    for _ in range(24):
        x, y = chance.between(left, right), chance.between(top, bottom)
        pen.oval(
            x, y, chance.between(5, 13), chance.between(3, 6), fill(Colour(0.84, 0.04, 245), 0.4)
        )
    for _ in range(70):
        x, y = chance.between(left, right), chance.between(top, bottom)
        pen.circle(x, y, chance.between(0.5, 1.3), fill(WHITE, 0.95))


def greens(pen: Pen, box: Box, chance: Chance) -> None:
    """Leaves, tomatoes, carrots and peas, close together."""
    left, top, right, bottom = box
    for _ in range(90):
        x, y = chance.between(left, right), chance.between(top, bottom)
        sort = chance.between(0, 1)
        with pen.at(x, y, chance.between(0, 180)):
            if sort < 0.45:
                pen.oval(0, 0, 9, 4.4, fill(Colour(chance.between(0.5, 0.72), 0.15, 138)))
                pen.line(-8, 0, 8, 0, stroke(Colour(0.82, 0.12, 130), 0.8))
            elif sort < 0.65:
                pen.circle(0, 0, 5.4, fill(Colour(0.58, 0.21, 28)))
                pen.circle(-1.6, -1.6, 1.4, fill(WHITE, 0.7))
            elif sort < 0.85:
                pen.oval(0, 0, 9, 3, fill(Colour(0.70, 0.18, 55)))
            else:
                pen.circle(0, 0, 3.6, fill(Colour(0.86, 0.15, 95)))


def polyps(pen: Pen, box: Box, chance: Chance) -> None:
    """Coral: little branching tubes."""
    left, top, right, bottom = box
    for _ in range(60):
        x, y = chance.between(left, right), chance.between(top, bottom)
        turn, size = chance.between(0, math.tau), chance.between(5, 9)
        for fork in (-0.7, 0.0, 0.7):
            end = (x + math.cos(turn + fork) * size, y + math.sin(turn + fork) * size)
            pen.line(
                x, y, *end, stroke(Colour(0.80, 0.11, chance.pick((25.0, 45.0, 5.0))), 2.2, 0.85)
            )
            pen.circle(*end, 1.5, fill(Colour(0.93, 0.05, 60)))


def netting(pen: Pen, box: Box, chance: Chance) -> None:
    """Lace: rings in rows, with scallops between."""
    left, top, right, bottom = box
    shade = Colour(0.70, 0.02, 70)
    for row in range(int((bottom - top) / 7) + 2):
        for column in range(int((right - left) / 8) + 2):
            x, y = left + column * 8 + (row % 2) * 4, top + row * 7
            pen.circle(x, y, 2.5, stroke(shade, 0.8, 0.55))
            pen.circle(x, y, 0.8, fill(shade, 0.5))


def twists(pen: Pen, box: Box, chance: Chance) -> None:
    """Rope wound round and round."""
    left, top, right, bottom = box
    y = top
    while y < bottom + 6:
        pen.line(left - 4, y, right + 4, y, stroke(Colour(0.42, 0.06, 60), 1.0, 0.6))
        x = left
        while x < right + 4:
            pen.line(x, y + 5.4, x + 4, y + 0.8, stroke(Colour(0.50, 0.07, 65), 0.9, 0.55))
            x += 4.6
        y += 6.2


def glow(pen: Pen, box: Box, chance: Chance) -> None:
    """Light: bright within, warm at the rim."""
    left, top, right, bottom = box
    middle = ((left + right) / 2, (top + bottom) / 2)
    tones = [(WHITE, 0.95), (Colour(0.95, 0.11, 98), 0.7), (Colour(0.84, 0.15, 80), 0.75)]
    pen.wash(radial(middle, max(right - left, bottom - top) * 0.6, tones))
    for _ in range(22):
        x, y = chance.between(left, right), chance.between(top, bottom)
        with pen.at(x, y):
            r = chance.between(1.6, 3.6)
            for turn in (0, 90):
                with pen.at(0, 0, turn):
                    pen.oval(0, 0, r, 0.6, skia.Paint(AntiAlias=True, Color=WHITE.argb(0.95)))


__all__ = ["frost", "glow", "greens", "holes", "icing", "netting", "polyps", "swirls", "twists"]
