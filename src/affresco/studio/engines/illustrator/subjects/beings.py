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

from . import bodies, glyphs, outfits, people
from .drawn import drawing


@drawing("seahorse")
def seahorse(colour: Colour | None, chance: Chance) -> Draw:
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


@drawing("knight")
def knight(colour: Colour | None, chance: Chance) -> Draw:
    plume = colour or chance.pick((Colour(0.55, 0.2, 25), Colour(0.50, 0.14, 255)))
    steel = Colour(0.76, 0.015, 250)

    def draw(pen: Pen) -> None:
        for x in (54, 74):
            bodies.limb(pen, [(x, 94), (x, 118)], 13, steel, steel.lighter(-0.2))
            pen.rounded(x - 9, 115, 18, 9, 4, fill(steel.lighter(-0.3)))
        bodies.limb(pen, [(84, 66), (98, 78), (100, 92)], 11, steel, steel.lighter(-0.2))
        pen.line(101, 100, 101, 22, stroke(steel.lighter(0.14), 5))
        pen.line(92, 92, 110, 92, stroke(Colour(0.70, 0.12, 80), 4.5))
        pen.shape(
            outline("M 42 60 C 52 54 76 54 86 60 L 82 100 L 46 100 Z"),
            across(42, 86, steel.lighter(0.1), steel, steel.lighter(-0.2)),
        )
        pen.shape(outline("M 50 64 L 78 64 L 76 102 L 52 102 Z"), fill(plume))
        pen.shape(
            outline(
                "M 64 70 L 67 78 L 75 78 L 69 83 L 71 91 L 64 86 L 57 91 L 59 83 L 53 78 L 61 78 Z"
            ),
            fill(Colour(0.86, 0.13, 88)),
        )
        pen.shape(outline("M 66 12 C 74 -14 100 -6 98 18 C 90 6 78 8 70 20 Z"), fill(plume))
        pen.rounded(
            43, 12, 42, 46, 18, across(43, 85, steel.lighter(0.14), steel, steel.lighter(-0.22))
        )
        pen.shape(outline("M 46 30 L 82 30 L 80 38 L 48 38 Z"), fill(outfits.DARK))
        pen.line(64, 38, 64, 56, stroke(steel.lighter(-0.3), 1.6))
        pen.shape(
            outline("M 18 64 L 50 64 L 50 84 Q 48 104 34 110 Q 20 104 18 84 Z"),
            across(18, 50, plume.lighter(0.06), plume.lighter(-0.1)),
        )
        pen.shape(
            outline("M 18 64 L 50 64 L 50 84 Q 48 104 34 110 Q 20 104 18 84 Z"),
            stroke(Colour(0.80, 0.10, 85), 3),
        )

    return draw


def _group(pen: Pen, members: Sequence[tuple[str, float, float, Colour]], chance: Chance) -> None:
    for art, x, scale, cloth in members:
        outfit = outfits.Outfit(cloth, cloth.lighter(-0.12), cloth.lighter(-0.2))
        with pen.at(x, 124 - 124 * scale, scale=scale):
            face = glyphs.with_skin(art, chance)
            people.person(face, outfit, skirt=art in ("woman", "girl"))(pen)


@drawing("couple")
def couple(colour: Colour | None, chance: Chance) -> Draw:
    def draw(pen: Pen) -> None:
        _group(
            pen,
            [
                ("man", -22, 0.92, Colour(0.45, 0.09, 255)),
                ("woman", 30, 0.86, Colour(0.58, 0.17, 20)),
            ],
            chance,
        )
        pen.shape(
            curve([(62, 6), (70, -4), (78, 6), (62, 22), (46, 6), (54, -4)], True),
            fill(Colour(0.62, 0.21, 15)),
        )

    return draw


@drawing("family")
def family(colour: Colour | None, chance: Chance) -> Draw:
    def draw(pen: Pen) -> None:
        members = [
            ("man", -38, 0.86, Colour(0.45, 0.09, 255)),
            ("woman", 46, 0.82, Colour(0.55, 0.13, 320)),
            ("girl", 28, 0.56, Colour(0.70, 0.14, 60)),
        ]
        _group(pen, members, chance)

    return draw
