"""Stripes, dots and checks on things: what is painted on ends where the thing does."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from affresco.studio.engines.illustrator.painting.colour import Colour
from affresco.studio.engines.illustrator.painting.pen import Pen, fill
from affresco.studio.engines.illustrator.reading.lexicon import lexicon
from affresco.studio.engines.illustrator.scene import Entity

from .look import Box, Framed, framed, painted_on

_HUES: Final = tuple(Colour(0.72, 0.17, hue) for hue in (25, 60, 100, 145, 230, 300))
"""Red, orange, yellow, green, blue, violet."""
_SHADE: Final = Colour(0.24, 0.06, 265)
_DEPTH, _COLOURED = 0.34, 0.82  # how much of a thing a pattern covers, dark or in colours
_NINTH: Final = 1 / 9  # a stripe's share of the longer side


def pattern_of(entity: Entity) -> str:
    """The pattern that a lifeless thing is said to have; "" for none."""
    concept = lexicon().concepts.get(entity.concept)
    if concept is None or lexicon().family(entity.concept).living:
        return ""
    return next((name for name in _PATTERNS if name in entity.qualities), "")


def patterned(drawing: Framed, pattern: str, *, colourful: bool) -> Framed:
    """The drawing with a pattern of ``pattern_of`` on it: darker than the thing, or in many colours."""

    def paint(pen: Pen) -> None:
        _PATTERNS[pattern](pen, drawing.box, _HUES if colourful else ())

    return replace(framed(painted_on(drawing, paint), 1.0), feet=drawing.feet)


def _tone(hues: tuple[Colour, ...], nth: int) -> tuple[Colour, float]:
    return (hues[nth % len(hues)], _COLOURED) if hues else (_SHADE, _DEPTH)


def _stripes(pen: Pen, box: Box, hues: tuple[Colour, ...]) -> None:
    left, top, right, bottom = box
    step = max(right - left, bottom - top) * _NINTH
    for nth in range(math.ceil((bottom - top) / step)):
        if hues or nth % 2 == 0:
            tone, alpha = _tone(hues, nth)
            pen.rect(left, top + nth * step, right - left, step, fill(tone, alpha))


def _checks(pen: Pen, box: Box, hues: tuple[Colour, ...]) -> None:
    left, top, right, bottom = box
    step = max(right - left, bottom - top) * _NINTH
    _stripes(pen, box, hues)
    for nth in range(0, math.ceil((right - left) / step), 2):
        tone, alpha = _tone(hues, nth + 1)
        pen.rect(left + nth * step, top, step, bottom - top, fill(tone, alpha * 0.6))


def _spots(pen: Pen, box: Box, hues: tuple[Colour, ...]) -> None:
    left, top, right, bottom = box
    step = max(right - left, bottom - top) * _NINTH * 1.5
    for row in range(math.ceil((bottom - top) / step) + 1):
        for column in range(math.ceil((right - left) / step) + 1):
            tone, alpha = _tone(hues, row + 2 * column)
            x = left + (column + 0.5 * (row % 2)) * step
            pen.circle(x, top + row * step, step * 0.27, fill(tone, alpha))


_PATTERNS: Final[dict[str, Callable[[Pen, Box, tuple[Colour, ...]], None]]] = {
    "striped": _stripes,
    "spotted": _spots,
    "checked": _checks,
}
