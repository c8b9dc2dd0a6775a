"""What is on fire: flames on its roof, in its middle and at its foot."""

from __future__ import annotations

from typing import Final

from affresco.studio.engines.illustrator.painting.colour import Colour
from affresco.studio.engines.illustrator.painting.pen import Pen, fill, outline
from affresco.studio.engines.illustrator.painting.sprites import Draw, Subject
from affresco.studio.engines.illustrator.reading.lexicon import lexicon
from affresco.studio.engines.illustrator.scene import Entity
from affresco.studio.engines.illustrator.subjects.find import as_subject
from affresco.studio.engines.illustrator.subjects.look import framed

_CATCHES: Final = frozenset(
    ("building", "landmark", "land-vehicle", "train", "vessel", "aircraft", "tree", "furniture")
)
"""Families of which flames are seen; a candle and a lamp burn by themselves."""
_FLAME: Final = (
    "M 0 0 C -26 -2 -30 -26 -16 -42 C -14 -32 -8 -30 -6 -36 C -10 -56 -2 -70 10 -82 "
    "C 8 -62 26 -54 24 -34 C 28 -36 30 -40 30 -46 C 40 -22 26 -2 0 0 Z"
)
_TONES: Final = (
    (1.0, Colour(0.62, 0.21, 35)), (0.72, Colour(0.75, 0.18, 60)), (0.42, Colour(0.92, 0.14, 95)),
)  # fmt: skip
_WHERE: Final = (
    (0.24, 0.40, 0.42),
    (0.76, 0.46, 0.40),
    (0.50, 0.24, 0.46),
    (0.10, 0.98, 0.34),
    (0.92, 0.98, 0.36),
)
"""Across and down, in shares of the drawing, and how high each flame is, in shares of its height."""


def burns(entity: Entity) -> bool:
    """Whether flames are drawn on a thing."""
    return entity.pose == "burn" and lexicon().concepts[entity.concept].family in _CATCHES


def aflame(subject: Subject) -> Subject:
    """The drawing with flames on it."""
    return as_subject(framed(_on_fire(subject), 1.0))


def _on_fire(subject: Subject) -> Draw:
    left, top, right, bottom = subject.box

    def draw(pen: Pen) -> None:
        subject.draw(pen)
        for across, down, high in _WHERE:
            x, y = left + across * (right - left), top + down * (bottom - top)
            for scale, tone in _TONES:
                with pen.at(x, y, 0, scale * high * (bottom - top) / 82):
                    pen.shape(outline(_FLAME), fill(tone, 0.94))

    return draw
