"""Boats, airships and other vehicles of our own."""

from __future__ import annotations

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
    stroke,
)
from affresco.studio.engines.illustrator.painting.sprites import Draw

from .drawn import drawing

INK = Colour(0.3, 0.04, 50)


@drawing("paper-boat")
def paper_boat(colour: Colour | None, chance: Chance) -> Draw:
    """A paper boat."""
    w = colour or Colour(0.97, 0.01, 90)
    m, d = w.lighter(-0.09), w.lighter(-0.19)

    def draw(pen: Pen) -> None:
        pen.polygon([(64, 40), (36, 96), (64, 96)], fill(w))
        pen.polygon([(64, 40), (92, 96), (64, 96)], fill(m))
        pen.polygon([(8, 78), (64, 96), (64, 124), (36, 124)], fill(w.lighter(-0.02)))
        pen.polygon([(120, 78), (64, 96), (64, 124), (92, 124)], fill(d))
        hull = [(8, 78), (64, 100), (120, 78), (92, 124), (36, 124)]
        pen.polygon(hull, linear((8, 78), (120, 124), (w.lighter(0.03), m, d)))
        for x0, y0, x1, y1 in ((64, 40, 64, 100), (8, 78, 64, 100), (120, 78, 64, 100)):
            pen.line(x0, y0, x1, y1, stroke(d, 0.8))

    return draw


@drawing("airship")
def airship(colour: Colour | None, chance: Chance) -> Draw:
    """An airship."""
    skin = colour or Colour(0.72, 0.10, 65)

    def draw(pen: Pen) -> None:
        for fin in ([(6, 52), (-8, 36), (10, 40)], [(6, 54), (-8, 70), (10, 64)]):
            pen.polygon(fin, fill(Colour(0.5, 0.12, 30)))
        pen.oval(64, 52, 62, 28, down(24, 80, skin.lighter(0.14), skin, skin.lighter(-0.22)))
        for i in range(5):
            x = 22 + i * 21
            seam = [(x, 25 + abs(i - 2) * 4), (x + (i - 2) * 3, 52), (x, 79 - abs(i - 2) * 4)]
            pen.curve(seam, stroke(skin.lighter(-0.27), 1.6))
        for top, foot in ((40, 44), (64, 64), (88, 84)):
            pen.line(top, 78, foot, 94, stroke(INK, 1.4))
        pen.rounded(
            36, 92, 56, 18, 8, down(92, 110, Colour(0.52, 0.09, 48), Colour(0.32, 0.07, 42))
        )
        for i in range(5):
            pen.circle(45 + i * 9.5, 100, 3, fill(Colour(0.92, 0.11, 88)))
        pen.oval(98, 102, 2, 12, fill(Colour(0.85, 0.02, 250), 0.6))

    return draw


@drawing("hot-air-balloon")
def hot_air_balloon(colour: Colour | None, chance: Chance) -> Draw:
    """A hot air balloon."""
    palettes = ((21, 88, 245), (245, 85, 200), (150, 95, 40), (310, 85, 20))
    base, light, third = (
        Colour(v, c, h)
        for (v, c), h in zip(
            ((0.62, 0.2), (0.88, 0.12), (0.60, 0.14)), chance.pick(palettes), strict=True
        )
    )
    base = colour or base

    def draw(pen: Pen) -> None:
        envelope = outline("M 64 -4 C 118 -4 118 56 80 84 L 48 84 C 10 56 10 -4 64 -4 Z")
        with pen.inside(envelope):
            pen.wash(fill(base))
            for tone, a, b in ((light, -46, -26), (third, -9, 9), (light, 26, 46)):
                gore = (
                    f"M {64 + a * 0.1} -6 C {64 + a * 1.25} 8 {64 + a * 1.2} 50 {64 + a * 0.35} 86 "
                    f"L {64 + b * 0.35} 86 C {64 + b * 1.2} 50 {64 + b * 1.25} 8 {64 + b * 0.1} -6 Z"
                )
                pen.shape(outline(gore), fill(tone))
            pen.wash(
                across(
                    14,
                    114,
                    (WHITE, 0.28),
                    (WHITE, 0.0),
                    (Colour(0.15, 0.06, 280), 0.42),
                    stops=(0, 0.4, 1),
                )
            )
        for x, foot in ((52, 58), (76, 70)):
            pen.line(x, 84, foot, 104, stroke(INK, 1.2))
        pen.rounded(
            54, 103, 20, 18, 3, across(54, 74, Colour(0.62, 0.1, 60), Colour(0.42, 0.08, 50))
        )

    return draw


@drawing("submarine")
def submarine(colour: Colour | None, chance: Chance) -> Draw:
    """A submarine."""
    hull = colour or Colour(0.82, 0.15, 88)

    def draw(pen: Pen) -> None:
        pen.rounded(56, 36, 30, 30, 8, across(56, 86, hull.lighter(0.06), hull.lighter(-0.1)))
        pen.curve([(74, 36), (74, 20), (86, 18)], stroke(hull.lighter(-0.2), 5))
        pen.oval(10, 82, 5, 20, fill(hull.lighter(-0.25)))
        pen.oval(66, 82, 54, 30, down(52, 112, hull.lighter(0.10), hull, hull.lighter(-0.2)))
        for x in (44, 70, 96):
            pen.circle(x, 80, 10, fill(hull.lighter(-0.25)))
            pen.circle(
                x,
                80,
                7,
                linear(
                    (x - 6, 74), (x + 6, 88), (Colour(0.92, 0.08, 210), Colour(0.55, 0.11, 230))
                ),
            )
        pen.polygon([(8, 60), (22, 74), (22, 90), (8, 104)], fill(hull.lighter(-0.14)))

    return draw


@drawing("pirate-ship")
def pirate_ship(colour: Colour | None, chance: Chance) -> Draw:
    """A pirate ship."""
    wood, sail = Colour(0.42, 0.08, 50), colour or Colour(0.93, 0.03, 85)

    def draw(pen: Pen) -> None:
        for x, top in ((40, 12), (70, 0), (96, 18)):
            pen.line(x, top, x, 96, stroke(wood.lighter(-0.1), 3))
        for x, y, w, h in (
            (40, 24, 30, 26),
            (40, 54, 36, 26),
            (70, 10, 34, 30),
            (70, 44, 40, 34),
            (96, 28, 26, 22),
            (96, 54, 30, 26),
        ):
            left, right = x - w / 2, x + w / 2
            path = (
                f"M {left} {y} L {right} {y} Q {x + w * 0.72} {y + h / 2} {right} {y + h} "
                f"L {left} {y + h} Q {x - w * 0.2} {y + h / 2} {left} {y} Z"
            )
            pen.shape(outline(path), across(x - w / 2, x + w * 0.7, sail, sail.lighter(-0.12)))
        pen.shape(outline("M 70 -2 L 88 4 L 70 10 Z"), fill(Colour(0.2, 0.02, 280)))
        hull = outline(
            "M 6 84 Q 20 92 44 92 L 92 92 Q 110 90 122 74 L 126 80 Q 118 122 96 124 L 34 124 Q 14 120 6 84 Z"
        )
        pen.shape(hull, down(78, 124, wood.lighter(0.10), wood, wood.lighter(-0.12)))
        for y in (100, 110):
            pen.curve([(16, y - 4), (60, y), (112, y - 5)], stroke(wood.lighter(-0.16), 1.6))
        for x in (36, 54, 72, 90):
            pen.rect(x, 101, 7, 6, fill(Colour(0.2, 0.03, 50)))

    return draw


@drawing("surfboard")
def surfboard(colour: Colour | None, chance: Chance) -> Draw:
    """A surfboard."""
    base = colour or Colour(0.75, 0.12, 195)

    def draw(pen: Pen) -> None:
        with pen.at(64, 64, 8):
            board = curve(
                [(0, -62), (20, -20), (20, 30), (8, 60), (-8, 60), (-20, 30), (-20, -20)], True
            )
            pen.shape(board, across(-20, 20, base.lighter(0.1), base, base.lighter(-0.12)))
            pen.line(0, -56, 0, 58, stroke(WHITE, 2, 0.8))
            with pen.inside(board):
                pen.rect(-30, 10, 60, 12, fill(WHITE, 0.85))
                pen.rect(-30, 26, 60, 5, fill(WHITE, 0.85))

    return draw
