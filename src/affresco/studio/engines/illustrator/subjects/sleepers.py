"""Animals asleep."""

from __future__ import annotations

from affresco.studio.engines.illustrator.painting.colour import Colour
from affresco.studio.engines.illustrator.painting.pen import (
    Pen,
    fill,
    polygon,
    radial,
    stroke,
)
from affresco.studio.engines.illustrator.painting.sprites import Draw


def sleeping_dog(coat: Colour | None = None) -> Draw:
    """A dog curled up, dreaming."""
    base = coat or Colour(0.68, 0.10, 60)
    dark, light, ink = (
        base.lighter(-0.16),
        base.mix(Colour(0.95, 0.02, 80), 0.6),
        Colour(0.25, 0.03, 50),
    )

    def draw(pen: Pen) -> None:
        pen.curve([(112, 108), (124, 98), (122, 86), (112, 84)], stroke(dark, 9))
        back = [(30, 122), (24, 104), (46, 82), (82, 78), (112, 94), (116, 122)]
        pen.blob(back, radial((60, 84), 60, [base.lighter(0.06), base, dark], (0, 0.5, 1)))
        pen.blob([(80, 122), (78, 104), (94, 94), (112, 106), (112, 122)], fill(dark, 0.55))
        pen.oval(84, 119, 18, 5, fill(base.lighter(0.04)))
        pen.oval(33, 119, 19, 5, fill(light))
        pen.oval(32, 104, 24, 18, radial((26, 94), 34, [base.lighter(0.08), base]))
        pen.oval(17, 111.5, 15, 9.5, fill(light))
        pen.oval(5.5, 106, 5.5, 4, fill(ink))
        pen.blob([(36, 86), (54, 84), (62, 104), (52, 116), (42, 104)], fill(dark.lighter(-0.05)))
        pen.curve([(22, 100), (27, 104), (33, 101)], stroke(ink, 2.2))
        pen.curve([(8, 114), (15, 118), (22, 114)], stroke(ink, 1.5))
        dreaming(pen)

    return draw


def dreaming(pen: Pen) -> None:
    """Three rising Z."""
    for x, y, size in ((26, 74, 9), (36, 62, 12), (48, 46, 16)):
        zed = polygon(
            [(x, y), (x + size * 0.7, y), (x, y + size * 0.8), (x + size * 0.7, y + size * 0.8)],
            False,
        )
        pen.shape(zed, stroke(Colour(0.97, 0.03, 90), size * 0.14, 0.9))


def sleeping_cat(coat: Colour | None = None) -> Draw:
    """A cat rolled into a ball."""
    base = coat or Colour(0.76, 0.13, 70)
    dark, ink = base.lighter(-0.13), Colour(0.25, 0.03, 50)

    def draw(pen: Pen) -> None:
        pen.oval(
            68, 98, 48, 26, radial((56, 84), 60, [base.lighter(0.06), base, dark], (0, 0.55, 1))
        )
        for i in range(4):
            pen.curve(
                [(70 + i * 11, 74 + i * 2), (74 + i * 11, 84 + i), (72 + i * 11, 92)],
                stroke(dark, 4, 0.7),
            )
        pen.curve([(112, 104), (96, 124), (60, 122), (34, 116)], stroke(dark, 10))
        for ear in ([(18, 84), (22, 66), (34, 78)], [(42, 78), (54, 68), (56, 88)]):
            pen.polygon(ear, fill(dark))
        pen.oval(37, 96, 22, 19, radial((32, 88), 30, [base.lighter(0.08), base]))
        for x in (26, 42):
            pen.curve([(x, 95), (x + 4, 98), (x + 9, 95)], stroke(ink, 2))
        pen.polygon([(33, 101), (39, 101), (36, 104.5)], fill(Colour(0.70, 0.12, 15)))
        dreaming(pen)

    return draw
