"""What grows or is heaped close together, of which other things are made: roses, leaves, fruit, books."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Final

from affresco.studio.engines.illustrator.painting.chance import Chance
from affresco.studio.engines.illustrator.painting.colour import BLACK, WHITE, Colour
from affresco.studio.engines.illustrator.painting.pen import Pen, fill, outline, stroke

from .look import Box

_LEAF: Final = "M 0 -9 Q 6.4 -3 0 9 Q -6.4 -3 0 -9 Z"
_BERRIES: Final = (20.0, 30.0, 55.0, 95.0, 130.0, 300.0)  # hues of ripe fruit


def _close(box: Box, step: float, chance: Chance) -> Iterator[tuple[float, float]]:
    """Places side by side over a box, in staggered rows, none quite in line."""
    left, top, right, bottom = box
    row, y = 0, top - step * 0.2
    while y < bottom + step:
        x = left - step * (0.6 if row % 2 else 0.1)
        while x < right + step:
            yield x + chance.between(-0.18, 0.18) * step, y + chance.between(-0.16, 0.16) * step
            x += step
        y += step * 0.84
        row += 1


def roses(pen: Pen, box: Box, chance: Chance) -> None:
    """Red roses, petal upon petal, with a leaf here and there between."""
    for x, y in _close(box, 15.0, chance):
        tone = Colour(chance.between(0.46, 0.58), 0.20, chance.between(14, 26))
        if chance.often(0.35):
            with pen.at(x + 7, y + 5, chance.between(0, 360)):
                pen.shape(outline(_LEAF), fill(Colour(0.46, 0.12, 145)))
        with pen.at(x, y, chance.between(0, 120)):
            for ring, (radius, count) in enumerate(((8.2, 5), (5.4, 4), (2.9, 3))):
                for petal in range(count):
                    angle = math.tau * (petal / count + 0.13 * ring)
                    at = (math.cos(angle) * radius * 0.56, math.sin(angle) * radius * 0.56)
                    shade = tone.lighter(0.035 * ring - 0.05 * (petal % 2))
                    pen.circle(*at, radius * 0.62, fill(shade))
                    pen.circle(*at, radius * 0.62, stroke(tone.lighter(-0.15), 0.6, 0.55))
            pen.circle(0, 0, 1.5, fill(tone.lighter(-0.16)))


def foliage(pen: Pen, box: Box, chance: Chance) -> None:
    """Leaves over leaves, light ones on dark ones."""
    for share, step in ((0.0, 9.0), (1.0, 11.0)):
        for x, y in _close(box, step, chance):
            light = 0.42 + 0.12 * share + chance.between(0, 0.14)
            tone = Colour(light, 0.13, chance.between(122, 150))
            with pen.at(x, y, chance.between(-70, 70), 0.8 + 0.3 * share):
                pen.shape(outline(_LEAF), fill(tone))
                pen.line(0, -7, 0, 8, stroke(tone.lighter(0.12), 0.8, 0.8))


def fruits(pen: Pen, box: Box, chance: Chance) -> None:
    """Apples, oranges, lemons, limes and plums, close together."""
    for x, y in _close(box, 12.5, chance):
        hue = chance.pick(_BERRIES)
        tone = Colour(0.56 if hue in (20.0, 300.0) else 0.72, 0.17, hue)
        radius = chance.between(6.2, 7.8)
        pen.circle(x + 0.8, y + 1.2, radius, fill(BLACK, 0.18))
        pen.circle(x, y, radius, fill(tone))
        pen.arc(x - radius, y - radius, radius * 2, radius * 2, 20, 110,
                stroke(tone.lighter(-0.14), 1.6, 0.7))  # fmt: skip
        pen.oval(x - 2.2, y - 2.6, 2.0, 1.5, fill(WHITE, 0.7))
        if chance.often(0.5):
            with pen.at(x + 1, y - radius, 60, 0.45):
                pen.shape(outline(_LEAF), fill(Colour(0.52, 0.13, 140)))


def spines(pen: Pen, box: Box, chance: Chance) -> None:
    """The backs of books in many colours, row over row."""
    left, top, right, bottom = box
    y = top - 2
    while y < bottom:
        x = left - 2
        while x < right:
            wide, tone = chance.between(4, 7.5), Colour(0.50, 0.11, chance.between(0, 360))
            high = chance.between(13.5, 16)
            pen.rect(x, y + 16.5 - high, wide, high, fill(tone))
            pen.rect(x, y + 16.5 - high, 1.1, high, fill(WHITE, 0.22))
            for band in (0.18, 0.78):
                gold = Colour(0.82, 0.11, 88)
                pen.rect(x + 0.6, y + 16.5 - high * (1 - band), wide - 1.2, 1.3, fill(gold))
            x += wide + 0.4
        pen.rect(left - 4, y + 16.5, right - left + 8, 2.2, fill(Colour(0.34, 0.05, 55)))
        y += 18.7


__all__ = ["foliage", "fruits", "roses", "spines"]
