"""Hats, scarves and glasses on their own, for those who have no figure's head."""

from __future__ import annotations

from affresco.studio.engines.illustrator.painting.colour import WHITE, Colour
from affresco.studio.engines.illustrator.painting.pen import Pen, fill, stroke
from affresco.studio.engines.illustrator.painting.sprites import Draw, Subject
from affresco.studio.engines.illustrator.subjects.look import INK, framed, solid, tube

from .hats import hat
from .heads import worn_hat


def hat_alone(garment: str, colour: Colour | None) -> Subject:
    """A hat as one of :data:`.heads.HATS_WORN`."""
    kind, tone = worn_hat(garment, colour)

    def draw(pen: Pen) -> None:
        with pen.at(64, 64, scale=2.0):
            hat(pen, kind, tone)

    return _alone(draw)


def scarf_alone(colour: Colour | None) -> Subject:
    """A scarf around a neck, one end hanging."""
    tone = colour or Colour(0.55, 0.19, 25)

    def draw(pen: Pen) -> None:
        solid(pen, tube(((40, 66), (34, 86), (36, 108)), (15, 16, 18)), tone.lighter(-0.06))
        for y in (100, 107):
            pen.line(29, y, 44, y, stroke(WHITE, 2.4, 0.7))
        solid(pen, tube(((14, 56), (64, 70), (114, 54)), (17, 20, 17)), tone)
        for x in (34, 58, 82, 100):
            pen.line(x, 56, x + 3, 72, stroke(tone.lighter(-0.10), 2, 0.6))

    return _alone(draw)


def spectacles(colour: Colour | None) -> Subject:
    """A pair of glasses from the front; dark when a colour is named or for the sun."""
    shade = 0.3 if colour is None else 0.92 if colour.lightness < 0.3 else 0.55

    def draw(pen: Pen) -> None:
        for x in (38, 90):
            pen.circle(x, 64, 20, fill(colour or WHITE, shade))
            pen.circle(x, 64, 20, stroke(INK, 5))
        pen.line(58, 62, 70, 62, stroke(INK, 5))

    return _alone(draw)


def _alone(draw: Draw) -> Subject:
    drawing = framed(draw, 1.0)
    return Subject(drawing, box=drawing.box, feet=drawing.feet, skyline=drawing.skyline)
