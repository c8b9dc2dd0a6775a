"""Rosettes: a mandala of rings of petals, the same on all sides."""

from __future__ import annotations

from typing import Final

from affresco.studio.engines.illustrator.painting.chance import Chance
from affresco.studio.engines.illustrator.painting.colour import Colour
from affresco.studio.engines.illustrator.painting.pen import Pen, fill, outline, stroke
from affresco.studio.engines.illustrator.painting.sprites import Draw

from .drawn import drawing

_PETAL: Final = "M 0 0 C -0.5 -0.28 -0.42 -0.8 0 -1 C 0.42 -0.8 0.5 -0.28 0 0 Z"
_RINGS: Final = (
    (16, 62, 0.42),
    (16, 50, 0.44),
    (12, 39, 0.56),
    (12, 28, 0.60),
    (8, 18, 0.86),
    (8, 10, 1.0),
)
"""From the outermost: how many petals, how far they reach in units of the box, and how broad they are."""
_SCHEMES: Final = ((290, 330, 20, 60), (240, 200, 165, 90), (20, 45, 75, 330), (165, 200, 260, 310))


@drawing("mandala")
def mandala(colour: Colour | None, chance: Chance) -> Draw:
    """A mandala, around a named colour or in four hues that go together."""
    hues = chance.pick(_SCHEMES)
    tones = [Colour(0.56 + 0.07 * (i % 3), 0.15, hue) for i, hue in enumerate(hues)]
    if colour is not None:
        tones = [colour.lighter(shift) for shift in (-0.12, 0.0, 0.10, 0.18)]

    def draw(pen: Pen) -> None:
        petal = outline(_PETAL)
        for ring, (count, reach, broad) in enumerate(_RINGS):
            tone = tones[ring % len(tones)]
            for i in range(count):
                turn = (i + 0.5 * (ring % 2)) * 360 / count
                with pen.at(64, 64, turn, (reach * broad, reach)):
                    pen.shape(petal, fill(tone))
                    pen.shape(petal, stroke(tone.lighter(-0.16), 0.03))
                with pen.at(64, 64, turn, (reach * broad * 0.5, reach * 0.72)):
                    pen.shape(petal, fill(tone.lighter(0.14)))
                with pen.at(64, 64, turn):
                    pen.circle(
                        0, -reach * 0.98, 1.5, fill(tones[(ring + 1) % len(tones)].lighter(0.10))
                    )
        pen.circle(64, 64, 4.6, fill(tones[0].lighter(0.2)))
        pen.circle(64, 64, 2.2, fill(tones[1].lighter(-0.1)))

    return draw
