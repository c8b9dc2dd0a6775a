"""Objects and furniture of our own."""

from __future__ import annotations

import math

from affresco.studio.engines.illustrator.painting.chance import Chance
from affresco.studio.engines.illustrator.painting.colour import WHITE, Colour
from affresco.studio.engines.illustrator.painting.pen import (
    Pen,
    across,
    curve,
    down,
    fill,
    linear,
    outline,
    radial,
    stroke,
)
from affresco.studio.engines.illustrator.painting.sprites import Draw

from .drawn import drawing

WOOD = Colour(0.42, 0.07, 48)


@drawing("paper-crane")
def paper_crane(colour: Colour | None, chance: Chance) -> Draw:
    """A paper crane."""
    paper = colour or chance.pick(
        (Colour(0.93, 0.02, 85), Colour(0.68, 0.17, 25), Colour(0.72, 0.11, 230))
    )
    light, dark = paper.lighter(0.04), paper.lighter(-0.14)

    def draw(pen: Pen) -> None:
        pen.polygon([(60, 84), (118, 44), (82, 98)], fill(dark))  # tail
        pen.polygon([(56, 88), (16, 44), (44, 98)], fill(paper.lighter(-0.06)))  # neck
        pen.polygon([(16, 44), (2, 58), (22, 54)], fill(dark))  # beak
        pen.polygon([(62, 90), (92, 6), (86, 84)], fill(dark.lighter(0.05)))  # far wing
        pen.polygon([(40, 96), (64, 80), (88, 96), (64, 112)], fill(paper))  # body
        pen.polygon(
            [(48, 92), (38, 4), (80, 84)], linear((38, 4), (70, 92), (light, paper, dark))
        )  # near wing
        pen.line(38, 4, 62, 90, stroke(dark, 1))
        pen.polygon([(64, 80), (88, 96), (64, 112)], fill(dark, 0.5))

    return draw


@drawing("pizza")
def pizza(colour: Colour | None, chance: Chance) -> Draw:
    """A whole pizza, seen a little from above."""
    crust, sauce = Colour(0.74, 0.11, 68), Colour(0.54, 0.18, 32)
    tops = [
        (64 + 44 * away * math.cos(angle), 86 + 17 * away * math.sin(angle))
        for angle, away in ((2.4 * k, math.sqrt((k + 0.5) / 17)) for k in range(17))
    ]

    def draw(pen: Pen) -> None:
        pen.oval(64, 94, 66, 29, fill(crust.lighter(-0.18)))
        pen.oval(64, 88, 66, 29, across(0, 128, crust.lighter(0.07), crust, crust.lighter(-0.07)))
        pen.oval(64, 86, 56, 23, fill(sauce))
        pen.oval(64, 85, 51, 20, fill(Colour(0.86, 0.11, 86)))
        for k, (x, y) in enumerate(tops):
            if k % 3 == 0:
                pen.oval(x, y, 9.5, 4, fill(Colour(0.96, 0.03, 95)))
            elif k % 3 == 1:
                pen.oval(x, y + 0.8, 7, 3.1, fill(sauce.lighter(-0.10)))
                pen.oval(x, y, 7, 3.1, fill(Colour(0.60, 0.21, 28)))
            else:
                with pen.at(x, y, 40 * k):
                    pen.oval(0, 0, 6.5, 2.2, fill(Colour(0.52, 0.14, 140)))

    return draw


@drawing("chess-pawn")
def chess(colour: Colour | None, chance: Chance) -> Draw:
    """A chessboard in play, seen from above its edge."""
    pale, dark = Colour(0.90, 0.05, 85), colour or Colour(0.36, 0.06, 50)
    corners = ((22.0, 74.0), (106.0, 74.0), (132.0, 118.0), (-4.0, 118.0))

    def at(column: float, row: float) -> tuple[float, float]:
        u, v = column / 8, row / 8
        (ax, ay), (bx, _), (cx, cy), (dx, _) = corners
        return (1 - v) * (ax + u * (bx - ax)) + v * (dx + u * (cx - dx)), ay + v * (cy - ay)

    def piece(pen: Pen, x: float, y: float, tall: float, tone: Colour) -> None:
        body = across(x - 4, x + 4, tone.lighter(0.06), tone.lighter(-0.14))
        pen.oval(x, y, 4.6, 2, body)
        pen.polygon([(x - 3.4, y), (x - 1.6, y - tall), (x + 1.6, y - tall), (x + 3.4, y)], body)
        pen.circle(x, y - tall, 3.2, body)

    def draw(pen: Pen) -> None:
        pen.polygon([(-8, 119), (136, 119), (134, 126), (-6, 126)], fill(dark.lighter(-0.10)))
        pen.polygon([(18, 72), (110, 72), (137, 120), (-9, 120)], fill(dark.lighter(-0.04)))
        for row in range(8):
            for column in range(8):
                tile = [
                    at(column, row),
                    at(column + 1, row),
                    at(column + 1, row + 1),
                    at(column, row + 1),
                ]
                pen.polygon(tile, fill(pale if (row + column) % 2 else dark.lighter(0.10)))
        men = (
            *((column, 0, 16, False) for column in (0, 2, 3, 4, 6, 7)),
            *((column, 1, 10, False) for column in (0, 1, 4, 6)), (3, 3, 10, False),
            (4, 4, 10, True), (2, 5, 15, True),
            *((column, 6, 11, True) for column in (0, 1, 5, 6, 7)),
            *((column, 7, 18, True) for column in (0, 3, 4, 5, 7)),
        )  # fmt: skip
        for column, row, tall, white in men:
            x, y = at(column + 0.5, row + 0.6)
            piece(pen, x, y, tall, pale.lighter(0.04) if white else Colour(0.24, 0.02, 60))

    return draw


@drawing("paper-plane")
def paper_plane(colour: Colour | None, chance: Chance) -> Draw:
    """A paper plane."""
    paper = colour or Colour(0.96, 0.01, 90)

    def draw(pen: Pen) -> None:
        pen.polygon([(124, 34), (4, 62), (44, 78)], fill(paper))
        pen.polygon([(124, 34), (44, 78), (50, 112)], fill(paper.lighter(-0.24)))
        pen.polygon([(124, 34), (50, 112), (62, 86)], fill(paper.lighter(-0.16)))
        pen.polygon([(124, 34), (62, 86), (100, 104)], fill(paper.lighter(-0.06)))

    return draw


@drawing("watering-can")
def watering_can(colour: Colour | None, chance: Chance) -> Draw:
    """A watering can."""
    tin = colour or Colour(0.6, 0.1, 150)

    def draw(pen: Pen) -> None:
        pen.curve([(34, 70), (14, 78), (14, 104), (34, 112)], stroke(tin.lighter(-0.15), 6))
        pen.polygon([(84, 96), (118, 58), (123, 63), (86, 114)], fill(tin.lighter(-0.1)))
        pen.oval(121, 60, 8, 11, fill(tin.lighter(-0.2)))
        pen.polygon(
            [(32, 66), (86, 66), (90, 124), (28, 124)],
            across(28, 90, tin.lighter(0.08), tin, tin.lighter(-0.14)),
        )
        pen.oval(59, 66, 27, 6, fill(tin.lighter(-0.2)))
        pen.curve([(38, 66), (50, 40), (76, 46), (82, 64)], stroke(tin.lighter(-0.12), 5))

    return draw


@drawing("basket")
def basket(colour: Colour | None, chance: Chance) -> Draw:
    """A basket."""
    straw = colour or Colour(0.68, 0.10, 70)

    def draw(pen: Pen) -> None:
        pen.arc(24, 30, 80, 100, 180, 180, stroke(straw.lighter(-0.12), 6))
        body = outline("M 14 80 L 114 80 L 102 124 L 26 124 Z")
        pen.shape(body, across(14, 114, straw.lighter(0.06), straw, straw.lighter(-0.12)))
        with pen.inside(body):
            for row in range(6):
                for column in range(12):
                    x, y = 12 + column * 9.4 + (row % 2) * 4.7, 84 + row * 7.4
                    pen.rounded(
                        x, y, 8, 5, 2, fill(straw.lighter(0.07 if (row + column) % 2 else -0.09))
                    )
        pen.rounded(10, 75, 108, 9, 4, fill(straw.lighter(-0.06)))

    return draw


@drawing("typewriter")
def typewriter(colour: Colour | None, chance: Chance) -> Draw:
    """A typewriter."""
    case = colour or Colour(0.48, 0.09, 190)

    def draw(pen: Pen) -> None:
        pen.rect(34, 16, 60, 48, fill(Colour(0.98, 0.01, 90)))
        for y in (26, 34, 42):
            pen.line(42, y, 84 - (y % 3) * 6, y, stroke(Colour(0.5, 0.02, 260), 1.6, 0.7))
        pen.rounded(
            16, 54, 96, 12, 6, down(54, 66, Colour(0.35, 0.02, 260), Colour(0.2, 0.02, 260))
        )
        pen.shape(
            outline("M 22 64 L 106 64 L 120 124 L 8 124 Z"),
            down(64, 124, case.lighter(0.1), case, case.lighter(-0.14)),
        )
        pen.shape(outline("M 24 84 L 104 84 L 112 118 L 16 118 Z"), fill(case.lighter(-0.18)))
        for row in range(4):
            for column in range(9 + row % 2):
                pen.circle(
                    28 + column * 8.6 - row * 1.8, 90 + row * 7.6, 3.1, fill(Colour(0.93, 0.02, 85))
                )

    return draw


@drawing("armchair")
def armchair(colour: Colour | None, chance: Chance) -> Draw:
    """An armchair."""
    cloth = colour or chance.pick(
        (Colour(0.45, 0.10, 150), Colour(0.48, 0.12, 25), Colour(0.48, 0.09, 250))
    )

    def draw(pen: Pen) -> None:
        for x in (26, 94):
            pen.rect(x, 112, 7, 12, fill(WOOD))
        pen.rounded(
            20, 22, 88, 86, 22, across(20, 108, cloth.lighter(0.04), cloth, cloth.lighter(-0.1))
        )
        pen.rounded(24, 82, 80, 32, 10, down(82, 114, cloth.lighter(0.08), cloth.lighter(-0.06)))
        for x in (8, 96):
            pen.rounded(
                x, 62, 24, 54, 11, across(x, x + 24, cloth.lighter(0.07), cloth.lighter(-0.08))
            )
        pen.rounded(46, 52, 36, 32, 7, fill(Colour(0.78, 0.12, 75)))

    return draw


@drawing("lamp")
def lamp(colour: Colour | None, chance: Chance) -> Draw:
    """A lamp."""
    shade = colour or Colour(0.90, 0.11, 82)

    def draw(pen: Pen) -> None:
        pen.circle(
            64,
            28,
            52,
            radial((64, 28), 52, [(Colour(0.95, 0.11, 85), 0.45), (Colour(0.95, 0.11, 85), 0.0)]),
        )
        pen.rect(61.5, 40, 5, 80, fill(Colour(0.45, 0.09, 70)))
        pen.oval(64, 120, 22, 5, fill(Colour(0.38, 0.08, 60)))
        pen.polygon(
            [(48, 6), (80, 6), (96, 46), (32, 46)],
            down(6, 46, shade.lighter(-0.04), shade.lighter(0.06)),
        )

    return draw


@drawing("dragonfly")
def dragonfly(colour: Colour | None, chance: Chance) -> Draw:
    """A dragonfly."""
    body = colour or Colour(0.60, 0.12, 200)

    def draw(pen: Pen) -> None:
        with pen.at(64, 64, -24):
            for angle, length in ((-18, 56), (14, 50), (198, 56), (166, 50)):
                with pen.at(0, -16, angle):
                    wing = curve(
                        [(0, 0), (length * 0.5, -8), (length, -3), (length * 0.6, 6)], True
                    )
                    pen.shape(wing, fill(Colour(0.90, 0.06, 210), 0.75))
                    pen.shape(wing, stroke(body.lighter(-0.1), 1))
            pen.line(0, -18, 0, 56, stroke(body, 7))
            for i in range(6):
                pen.line(-3, -6 + i * 10, 3, -6 + i * 10, stroke(body.lighter(-0.2), 2))
            pen.oval(0, -18, 7, 13, fill(body.lighter(0.06)))
            for side in (-1, 1):
                pen.circle(side * 5, -33, 6, fill(body.lighter(-0.2)))
                pen.circle(side * 5 + 1.5, -35, 1.8, fill(WHITE))

    return draw
