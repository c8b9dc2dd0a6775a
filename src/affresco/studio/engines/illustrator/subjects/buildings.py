"""Houses, towers and street furniture of our own."""

from __future__ import annotations

from itertools import pairwise

from affresco.studio.engines.illustrator.painting.chance import Chance
from affresco.studio.engines.illustrator.painting.colour import WHITE, Colour
from affresco.studio.engines.illustrator.painting.pen import (
    Pen,
    across,
    down,
    fill,
    outline,
    polygon,
    radial,
    stroke,
)
from affresco.studio.engines.illustrator.painting.sprites import Draw

from .drawn import drawing

INK = Colour(0.28, 0.03, 260)
WINDOW = Colour(0.90, 0.13, 82)
TIMBER = Colour(0.50, 0.08, 50)


@drawing("lighthouse")
def lighthouse(colour: Colour | None, chance: Chance) -> Draw:
    """A lighthouse."""
    white, red = Colour(0.96, 0.012, 85), colour or Colour(0.55, 0.19, 28)

    def draw(pen: Pen) -> None:
        tower = polygon([(52, 34), (76, 34), (84, 124), (44, 124)])
        pen.shape(tower, fill(white))
        with pen.inside(tower):
            for y in (42, 74, 106):
                pen.rect(40, y, 48, 15, fill(red))
            pen.wash(
                across(
                    44,
                    84,
                    (WHITE, 0.25),
                    (WHITE, 0.0),
                    (Colour(0.2, 0.05, 265), 0.5),
                    stops=(0, 0.35, 1),
                )
            )
        pen.rounded(46, 30, 36, 5, 1, fill(INK))
        for x in range(48, 82, 5):
            pen.line(x, 24, x, 31, stroke(INK, 1))
        pen.line(46, 24, 82, 24, stroke(INK, 1.4))
        pen.rect(
            55, 14, 18, 16, radial((64, 22), 12, [Colour(0.99, 0.08, 95), Colour(0.85, 0.15, 75)])
        )
        for x in (55, 61, 67, 73):
            pen.line(x, 14, x, 30, stroke(INK, 1.2))
        pen.polygon([(52, 15), (76, 15), (64, 2)], fill(red.lighter(-0.08)))
        pen.line(64, 2, 64, -6, stroke(INK, 1))
        for y in (56, 88):
            pen.rounded(61, y, 6, 9, 3, fill(INK))
        pen.rounded(59, 110, 10, 14, 5, fill(INK))

    return draw


def _window(pen: Pen, x: float, y: float, size: float) -> None:
    pen.rect(x, y, size, size, fill(WINDOW))
    pen.rect(x, y, size, size, stroke(TIMBER.lighter(-0.18), 2))
    pen.line(x + size / 2, y, x + size / 2, y + size, stroke(TIMBER.lighter(-0.18), 1.4))
    pen.line(x, y + size / 2, x + size, y + size / 2, stroke(TIMBER.lighter(-0.18), 1.2))


@drawing("cabin")
def cabin(colour: Colour | None, chance: Chance) -> Draw:
    """A cabin."""
    wood = colour or TIMBER

    def draw(pen: Pen) -> None:
        pen.rect(86, 24, 12, 30, fill(Colour(0.5, 0.04, 40)))
        for i in range(8):
            pen.rounded(
                22,
                70 + i * 6.8,
                84,
                7.6,
                3.5,
                across(22, 106, wood.lighter(0.08), wood, wood.lighter(-0.10)),
            )
        pen.polygon([(22, 72), (64, 36), (106, 72)], fill(wood.lighter(0.04)))
        pen.polygon(
            [(10, 74), (64, 26), (118, 74), (108, 76), (64, 38), (20, 76)],
            fill(Colour(0.30, 0.05, 40)),
        )
        pen.rounded(56, 92, 18, 32, 2, fill(Colour(0.33, 0.07, 35)))
        for x in (30, 82):
            _window(pen, x, 88, 17)
        pen.circle(64, 58, 6, fill(WINDOW))
        for i in range(4):
            pen.circle(
                92 + i * 5,
                18 - i * 8,
                5 + i * 2,
                fill(Colour(0.95, 0.01, 250), 0.5 - 0.1 * i, blur=2),
            )

    return draw


@drawing("barn")
def barn(colour: Colour | None, chance: Chance) -> Draw:
    """A barn with a broken roof, boards, and double doors crossed in white."""
    wall = colour or Colour(0.50, 0.16, 28)
    roof = chance.pick((Colour(0.42, 0.03, 260), Colour(0.46, 0.06, 45), Colour(0.52, 0.03, 230)))
    trim = Colour(0.95, 0.015, 90)
    gable = [(16, 62), (30, 36), (64, 16), (98, 36), (112, 62), (112, 124), (16, 124)]

    def cross(pen: Pen, x: float, y: float, w: float, h: float) -> None:
        pen.rect(x, y, w, h, fill(wall.lighter(-0.10)))
        line = stroke(trim, 2.4)
        pen.rect(x, y, w, h, line)
        pen.line(x, y, x + w, y + h, line)
        pen.line(x, y + h, x + w, y, line)

    def draw(pen: Pen) -> None:
        pen.polygon(gable, across(16, 112, wall.lighter(0.05), wall, wall.lighter(-0.10)))
        for i in range(1, 12):
            x = 16 + 8 * i
            away = abs(x - 64)
            top = 16 + away * 0.588 if away < 34 else 36 + (away - 34) * 1.857
            pen.line(x, top + 3, x, 124, stroke(wall.lighter(-0.09), 1.1, 0.8))
        edge = [(9, 68), (28, 34), (64, 12), (100, 34), (119, 68)]
        for (x0, y0), (x1, y1) in pairwise(edge):
            pen.line(x0, y0 + 5, x1, y1 + 5, stroke(trim, 3))
            tone = roof.lighter(0.08 if x0 < 64 else -0.05)
            pen.line(x0, y0, x1, y1, stroke(tone, 7))
        cross(pen, 40, 80, 24, 44)
        cross(pen, 64, 80, 24, 44)
        cross(pen, 54, 40, 20, 20)

    return draw


@drawing("house")
def house(colour: Colour | None, chance: Chance) -> Draw:
    """A house."""
    wall = colour or chance.pick(
        (
            Colour(0.93, 0.03, 85),
            Colour(0.86, 0.06, 60),
            Colour(0.88, 0.04, 220),
            Colour(0.84, 0.07, 30),
        )
    )
    roof = chance.pick((Colour(0.52, 0.14, 35), Colour(0.45, 0.06, 265), Colour(0.48, 0.10, 25)))

    def draw(pen: Pen) -> None:
        pen.rect(84, 22, 13, 32, fill(Colour(0.58, 0.09, 35)))
        pen.rect(82, 20, 17, 5, fill(Colour(0.45, 0.08, 35)))
        pen.rect(20, 66, 88, 58, across(20, 108, wall.lighter(0.03), wall, wall.lighter(-0.12)))
        pen.polygon(
            [(8, 70), (64, 22), (120, 70)],
            across(8, 120, roof.lighter(0.08), roof, roof.lighter(-0.10)),
        )
        for i in range(1, 5):
            y = 70 - i * 9.5
            half = 56 * (1 - i * 9.5 / 48)
            pen.line(64 - half, y, 64 + half, y, stroke(roof.lighter(-0.12), 1.4, 0.7))
        pen.rounded(
            56, 92, 18, 32, 3, down(92, 124, Colour(0.45, 0.11, 30), Colour(0.34, 0.09, 30))
        )
        pen.circle(70, 109, 1.6, fill(WINDOW))
        for x in (29, 83):
            _window(pen, x, 82, 17)
            pen.rect(x - 2, 100, 21, 4, fill(Colour(0.5, 0.12, 140)))
            for j in range(4):
                pen.circle(x + 1 + j * 5, 99.5, 2.4, fill(Colour(0.65, 0.18, 15)))
        pen.circle(64, 52, 7, fill(WINDOW))
        pen.circle(64, 52, 7, stroke(WHITE, 2))

    return draw


@drawing("windmill")
def windmill(colour: Colour | None, chance: Chance) -> Draw:
    """A windmill."""
    wall, turn = colour or Colour(0.92, 0.03, 80), chance.between(8, 80)

    def draw(pen: Pen) -> None:
        pen.polygon(
            [(48, 44), (80, 44), (92, 124), (36, 124)],
            across(36, 92, wall.lighter(0.04), wall, wall.lighter(-0.16)),
        )
        pen.shape(
            outline("M 44 46 C 44 22 84 22 84 46 Z"),
            across(44, 84, Colour(0.52, 0.13, 35), Colour(0.38, 0.10, 35)),
        )
        pen.rounded(56, 98, 16, 26, 8, fill(Colour(0.38, 0.08, 45)))
        for x, y in ((60, 62), (58, 80)):
            pen.rounded(x, y, 9, 11, 3, fill(WINDOW))
        for arm in range(4):
            with pen.at(64, 40, turn + arm * 90):
                pen.line(0, 0, 0, -58, stroke(TIMBER, 3))
                pen.rect(1, -58, 13, 44, fill(Colour(0.97, 0.01, 85), 0.95))
                for i in range(5):
                    pen.line(1, -58 + i * 11, 14, -58 + i * 11, stroke(TIMBER, 1))
                pen.rect(1, -58, 13, 44, stroke(TIMBER, 1.2))
        pen.circle(64, 40, 4.5, fill(TIMBER.lighter(-0.1)))

    return draw


@drawing("bridge")
def bridge(colour: Colour | None, chance: Chance) -> Draw:
    """A bridge."""
    stone = colour or Colour(0.68, 0.04, 70)

    def draw(pen: Pen) -> None:
        body = outline(
            "M -22 124 L -22 88 Q 64 58 150 88 L 150 124 L 122 124 C 118 92 10 92 6 124 Z"
        )
        pen.shape(body, down(64, 124, stone.lighter(0.08), stone, stone.lighter(-0.14)))
        pen.shape(
            outline("M -24 86 Q 64 54 152 86 L 152 93 Q 64 62 -24 93 Z"), fill(stone.lighter(0.12))
        )
        for i in range(9):
            x = -12 + i * 19
            pen.line(
                x,
                96 - 18 * (1 - ((x - 64) / 90) ** 2),
                x + 4,
                108 - 14 * (1 - ((x - 64) / 90) ** 2),
                stroke(stone.lighter(-0.12), 1.4, 0.6),
            )

    return draw


@drawing("fence")
def fence(colour: Colour | None, chance: Chance) -> Draw:
    """A fence."""
    wood = colour or Colour(0.70, 0.07, 65)

    def draw(pen: Pen) -> None:
        for y in (84, 106):
            pen.rect(-30, y, 188, 7, down(y, y + 7, wood.lighter(0.05), wood.lighter(-0.1)))
        for i in range(10):
            x = -26 + i * 20
            pen.polygon(
                [(x, 124), (x, 72), (x + 6, 64), (x + 12, 72), (x + 12, 124)],
                across(x, x + 12, wood.lighter(0.08), wood.lighter(-0.08)),
            )

    return draw


@drawing("bench")
def bench(colour: Colour | None, chance: Chance) -> Draw:
    """A bench."""
    wood, iron = colour or Colour(0.52, 0.10, 50), Colour(0.28, 0.02, 260)

    def draw(pen: Pen) -> None:
        for x in (14, 108):
            pen.curve([(x, 124), (x + 2, 98), (x, 62)], stroke(iron, 4.5))
        for y in (62, 74, 86):
            pen.rounded(4, y, 120, 8, 2, down(y, y + 8, wood.lighter(0.08), wood.lighter(-0.06)))
        pen.polygon(
            [(6, 98), (122, 98), (128, 108), (0, 108)], down(98, 108, wood.lighter(0.12), wood)
        )
        for x in (6, 114):
            pen.rect(x, 106, 6, 18, fill(iron))

    return draw


@drawing("lamppost")
def lamppost(colour: Colour | None, chance: Chance) -> Draw:
    """A lamppost."""
    iron = colour or Colour(0.28, 0.02, 260)

    def draw(pen: Pen) -> None:
        pen.circle(
            64,
            18,
            34,
            radial((64, 18), 34, [(Colour(0.95, 0.11, 88), 0.55), (Colour(0.95, 0.11, 88), 0.0)]),
        )
        pen.rect(61.5, 30, 5, 92, across(61, 67, iron.lighter(0.15), iron))
        pen.rounded(54, 116, 20, 8, 3, fill(iron))
        pen.polygon(
            [(54, 30), (74, 30), (78, 8), (50, 8)],
            down(8, 30, Colour(0.99, 0.05, 95), Colour(0.92, 0.13, 85)),
        )
        pen.polygon([(47, 8), (81, 8), (64, -6)], fill(iron))
        for x0, x1 in ((54, 50), (64, 64), (74, 78)):
            pen.line(x0, 30, x1, 8, stroke(iron, 1.8))

    return draw
