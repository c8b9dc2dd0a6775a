"""Beings of our own: those that Noto has not, and groups of people."""

from __future__ import annotations

from collections.abc import Sequence

from affresco.studio.engines.illustrator.painting.chance import Chance
from affresco.studio.engines.illustrator.painting.colour import WHITE, Colour
from affresco.studio.engines.illustrator.painting.pen import (
    Pen,
    across,
    curve,
    fill,
    outline,
    radial,
    stroke,
)
from affresco.studio.engines.illustrator.painting.sprites import Draw

from . import outfits
from .drawn import drawing
from .figure.body import paint_figure
from .figure.casting import Part, cast


@drawing("seahorse")
def seahorse(colour: Colour | None, chance: Chance) -> Draw:
    """A seahorse."""
    skin = colour or Colour(0.76, 0.14, 70)
    dark = skin.lighter(-0.16)

    def draw(pen: Pen) -> None:
        pen.curve([(70, 92), (76, 110), (64, 122), (54, 114), (60, 108)], stroke(dark, 9))
        pen.blob([(78, 56), (94, 58), (98, 76), (82, 78)], fill(Colour(0.86, 0.10, 85), 0.9))
        pen.blob(
            [(56, 44), (74, 40), (84, 58), (80, 82), (70, 98), (62, 84), (54, 66)],
            across(52, 86, skin.lighter(0.08), skin, dark),
        )
        for i in range(6):
            pen.curve(
                [(58, 58 + i * 6), (66, 61 + i * 6), (76, 57 + i * 6)], stroke(dark, 1.6, 0.7)
            )
        pen.blob(
            [(46, 22), (64, 12), (78, 24), (76, 42), (60, 46), (50, 36)],
            radial((58, 22), 34, [skin.lighter(0.1), skin]),
        )
        pen.line(50, 32, 28, 38, stroke(skin, 9))
        for i in range(4):
            pen.polygon(
                [(62 + i * 6, 14 + i * 3), (68 + i * 6, 2 + i * 6), (72 + i * 5, 18 + i * 4)],
                fill(dark),
            )
        pen.circle(58, 27, 5, fill(WHITE))
        pen.circle(57, 27, 2.8, fill(Colour(0.2, 0.03, 50)))

    return draw


@drawing("scarecrow")
def scarecrow(colour: Colour | None, chance: Chance) -> Draw:
    """A scarecrow."""
    shirt = colour or Colour(0.52, 0.15, 25)
    straw = Colour(0.84, 0.12, 88)

    def draw(pen: Pen) -> None:
        pen.line(64, 60, 64, 124, stroke(Colour(0.45, 0.07, 55), 6))
        pen.line(14, 62, 114, 62, stroke(Colour(0.45, 0.07, 55), 5))
        for x, side in ((18, -1), (110, 1)):
            for i in range(5):
                pen.line(x, 62, x + side * 12, 54 + i * 5, stroke(straw, 2))
        pen.shape(
            outline("M 22 54 L 106 54 L 106 70 L 84 72 L 86 106 L 42 106 L 44 72 L 22 70 Z"),
            across(22, 106, shirt.lighter(0.05), shirt, shirt.lighter(-0.1)),
        )
        pen.rect(72, 82, 10, 10, fill(Colour(0.60, 0.12, 250)))
        for i in range(7):
            pen.line(44 + i * 7, 104, 42 + i * 7.6, 114, stroke(straw, 2))
        pen.circle(
            64, 38, 20, radial((58, 32), 28, [Colour(0.90, 0.06, 85), Colour(0.76, 0.08, 75)])
        )
        for x in (57, 71):
            pen.circle(x, 36, 2.6, fill(outfits.DARK))
        pen.polygon([(64, 39), (61, 44), (67, 44)], fill(Colour(0.70, 0.16, 50)))
        pen.curve([(54, 47), (64, 51), (74, 47)], stroke(outfits.DARK, 1.8))
        outfits.hat(pen, "farmer", 64, 22, 0.9)

    return draw


def _group(pen: Pen, members: Sequence[tuple[str, float, float]], chance: Chance) -> None:
    """People side by side: their sort, place and height."""
    for number, (sort, x, scale) in enumerate(members):
        figure = cast(Part(sort, gesture="rest"), Chance(chance.whole(0, 9999), number))
        with pen.at(64 + x, 124, scale=scale):
            paint_figure(pen, figure)


@drawing("couple")
def couple(colour: Colour | None, chance: Chance) -> Draw:
    """A couple."""
    seed = chance.whole(0, 9999)

    def draw(pen: Pen) -> None:
        _group(pen, [("man", -17, 1.10), ("woman", 17, 1.06)], Chance(seed))
        pen.shape(
            curve([(58, 2), (64, -6), (70, 2), (64, 12), (58, 2)], True),
            fill(Colour(0.62, 0.21, 15)),
        )

    return draw


@drawing("family")
def family(colour: Colour | None, chance: Chance) -> Draw:
    """A family."""
    seed = chance.whole(0, 9999)

    def draw(pen: Pen) -> None:
        members = [
            ("man", -40, 1.10), ("woman", 40, 1.04), ("girl", 13, 0.88), ("boy", -13, 0.92),
        ]  # fmt: skip
        _group(pen, members, Chance(seed))

    return draw


@drawing("ghost")
def ghost(colour: Colour | None, chance: Chance) -> Draw:
    """A gentle ghost: a sheet that ends in waves, two small hands, a shy smile."""
    sheet = colour or Colour(0.965, 0.012, 260)
    shade, ink = sheet.lighter(-0.09), Colour(0.24, 0.03, 280)

    def draw(pen: Pen) -> None:
        body = outline(
            "M 64 6 Q 106 8 108 62 L 112 108 Q 108 124 98 114 Q 90 104 82 116 Q 74 126 64 114 "
            "Q 54 126 46 116 Q 38 104 30 114 Q 20 124 16 108 L 20 62 Q 22 8 64 6 Z"
        )
        for side in (-1, 1):
            arm = outline(
                f"M {64 + 36 * side} 58 Q {64 + 62 * side} 52 {64 + 66 * side} 66 "
                f"Q {64 + 66 * side} 80 {64 + 42 * side} 82 Z"
            )
            pen.shape(arm, across(0, 128, sheet, shade))
        pen.shape(body, across(16, 112, sheet.lighter(0.02), sheet, shade))
        with pen.inside(body):
            for x in (40, 66, 92):
                pen.curve(
                    [(x, 128), (x + 3, 104), (x + 1, 88)], stroke(shade.lighter(-0.03), 3, 0.6)
                )
            pen.oval(46, 30, 12, 15, fill(WHITE, 0.55, blur=4))
        for x in (50, 80):
            pen.oval(x, 48, 5.4, 8, fill(ink))
            pen.circle(x + 1.8, 44.6, 2, fill(WHITE))
            pen.oval(x + (-11 if x < 64 else 11), 60, 6, 3.4, fill(Colour(0.80, 0.10, 10), 0.6))
        pen.curve([(58, 62), (65, 68), (72, 62)], stroke(ink, 2.6))

    return draw
