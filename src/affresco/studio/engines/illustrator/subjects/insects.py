"""The family of insects and other small creatures."""

from __future__ import annotations

import math

from affresco.studio.engines.illustrator.painting.chance import Chance
from affresco.studio.engines.illustrator.painting.colour import WHITE, Colour
from affresco.studio.engines.illustrator.painting.pen import Pen, fill, stroke

from .look import INK, Look, disc, eye, joined, marked, modelled, solid, tube

C = Colour

INSECT_COLOURS: dict[str, tuple[Colour, Colour, Colour]] = {
    "": (C(0.35, 0.05, 60), C(0.60, 0.10, 60), C(0.75, 0.12, 80)),
    "butterfly": (C(0.68, 0.17, 50), C(0.28, 0.04, 40), C(0.93, 0.06, 90)),
    "moth": (C(0.72, 0.05, 70), C(0.45, 0.05, 60), C(0.88, 0.04, 80)),
    "bee": (C(0.80, 0.16, 85), C(0.25, 0.03, 60), C(0.93, 0.03, 220)),
    "fly": (C(0.35, 0.04, 200), C(0.50, 0.15, 25), C(0.92, 0.03, 220)),
    "beetle": (C(0.38, 0.10, 155), C(0.25, 0.05, 160), C(0.60, 0.10, 150)),
    "ladybird": (C(0.58, 0.21, 27), C(0.20, 0.02, 30), C(0.95, 0.01, 90)),
    "dragonfly": (C(0.58, 0.12, 215), C(0.45, 0.10, 215), C(0.90, 0.05, 210)),
    "ant": (C(0.34, 0.07, 35), C(0.28, 0.05, 35), C(0.40, 0.07, 35)),
    "spider": (C(0.30, 0.03, 50), C(0.55, 0.08, 60), C(0.70, 0.10, 70)),
    "grasshopper": (C(0.62, 0.15, 130), C(0.50, 0.12, 130), C(0.80, 0.12, 110)),
    "caterpillar": (C(0.66, 0.16, 130), C(0.85, 0.15, 100), C(0.60, 0.17, 40)),
    "scorpion": (C(0.52, 0.10, 55), C(0.40, 0.08, 50), C(0.62, 0.10, 60)),
    "worm": (C(0.70, 0.09, 20), C(0.80, 0.07, 25), C(0.65, 0.09, 20)),
    "snake": (C(0.55, 0.13, 140), C(0.82, 0.12, 105), C(0.58, 0.20, 25)),
}


def insect(pen: Pen, look: Look, chance: Chance) -> None:
    """A small creature: from above if its wings are its beauty, else from the side."""
    if look.kind in ("butterfly", "moth"):
        _butterfly(pen, look)
    elif look.kind == "dragonfly":
        _dragonfly(pen, look)
    elif look.kind in ("bee", "fly"):
        _bee(pen, look)
    elif look.kind in ("beetle", "ladybird"):
        _beetle(pen, look)
    elif look.kind == "spider":
        _spider(pen, look)
    elif look.kind == "scorpion":
        _scorpion(pen, look)
    elif look.kind in ("snake", "worm"):
        _snake(pen, look, chance)
    elif look.kind == "caterpillar":
        _caterpillar(pen, look)
    else:
        _walker(pen, look)


def _butterfly(pen: Pen, look: Look) -> None:
    size = look.shape.wings
    with pen.at(64, 66, 18):
        for side in (-1, 1):
            with pen.at(0, 0, 0, (side, 1)):
                upper = [
                    (3.0, -4.0),
                    (18 * size, -40 * size),
                    (50 * size, -46 * size),
                    (54 * size, -18 * size),
                    (30 * size, 4.0),
                ]
                lower = [
                    (3.0, 2.0),
                    (30 * size, 4.0),
                    (42 * size, 22 * size),
                    (28 * size, 46 * size),
                    (10 * size, 30 * size),
                ]
                for points, tone in ((lower, look.main.lighter(-0.06)), (upper, look.main)):
                    pen.blob(points, fill(look.second))
                    inner = [(x * 0.86 + 2, y * 0.86) for x, y in points]
                    pen.blob(inner, fill(tone))
                    pen.blob([(x * 0.5 + 5, y * 0.5) for x, y in points], fill(tone.lighter(0.09)))
                for x, y in ((46, -38), (50, -26), (34, 34), (40, 22)):
                    pen.circle(x * size, y * size, 2.8, fill(look.accent))
                for dx, dy in ((40, -36), (44, -14), (30, 22), (20, 34)):
                    pen.line(4, 0, dx * size, dy * size, stroke(look.second, 1.4, 0.7))
                pen.curve([(1, -22), (8, -36), (17, -42)], stroke(look.second, 1.8))
                pen.circle(17, -42, 2.4, fill(look.second))
        solid(pen, tube(((0, -22), (0, 0), (0, 32)), (8, 9, 3)), look.second)


def _dragonfly(pen: Pen, look: Look) -> None:
    with pen.at(64, 60, -26):
        for angle, length in ((-16, 58), (12, 52), (196, 58), (168, 52)):
            with pen.at(0, -14, angle):
                wing = tube(((2, 0), (length * 0.6, -1), (length, 0)), (4, 16, 8))
                pen.shape(wing, fill(look.accent, 0.8))
                pen.shape(wing, stroke(look.dark, 1))
        solid(pen, tube(((0, -20), (0, 0), (0, 62)), (14, 9, 5)), look.main)
        for i in range(6):
            pen.line(-3.4, 2 + i * 10, 3.4, 2 + i * 10, stroke(look.second, 2))
        for side in (-1, 1):
            eye(pen, side * 6, -30, 5.6)


def _bee(pen: Pen, look: Look) -> None:
    for dx, turn in ((-4, -58), (8, -30)):
        with pen.at(60 + dx, 60, turn):
            wing = disc(26, 0, 28, 12)
            pen.shape(wing, fill(look.accent, 0.85))
            pen.shape(wing, stroke(look.accent.lighter(-0.2), 1.4))
    for i in range(3):
        pen.curve([(60 + i * 9, 88), (58 + i * 10, 100), (64 + i * 10, 110)], stroke(INK, 3))
    trunk = tube(((24, 82), (50, 74), (80, 72)), (10, 42, 32))
    with modelled(pen, trunk, look.main, 0.12):
        if look.kind == "bee":
            for x in (32, 46, 60):
                pen.line(x, 50, x - 4, 106, stroke(look.second, 7))
    head = disc(96, 70, 15)
    solid(pen, head, look.second if look.kind == "bee" else look.main, 0.12)
    eye(pen, 101, 67, 4.6, look.second if look.kind == "fly" else WHITE)
    for dx in (0, 8):
        pen.curve([(96 + dx, 57), (102 + dx, 46), (110 + dx, 44)], stroke(INK, 2.2))


def _beetle(pen: Pen, look: Look) -> None:
    for i in range(3):
        x = 40 + i * 20
        pen.curve([(x, 104), (x - 4, 114), (x - 1 + i * 3, 123)], stroke(INK, 4))
    head = disc(100, 98, 15)
    solid(pen, head, look.second, 0.1)
    if look.has("horns"):
        solid(pen, tube(((106, 90), (120, 78), (118, 64)), (8, 6, 2)), look.second)
    for dx in (0, 6):
        pen.curve([(102 + dx, 86), (110 + dx, 76), (118 + dx, 76)], stroke(INK, 2))
    dome = tube(((24, 98), (54, 88), (88, 96)), (22, 54, 34))
    with modelled(pen, dome, look.main, 0.14):
        pen.curve([(20, 96), (54, 82), (96, 92)], stroke(look.second, 2.4))
        if look.kind == "ladybird":
            for x, y in ((36, 80), (54, 72), (72, 80), (44, 100), (64, 96), (80, 98)):
                pen.circle(x, y, 5.4, fill(look.second))
        pen.oval(46, 72, 14, 5, fill(WHITE, 0.35))
    pen.circle(104, 94, 4.4, fill(WHITE))
    eye(pen, 105, 94, 2.8)


def _spider(pen: Pen, look: Look) -> None:
    for side in (-1, 1):
        for i in range(4):
            out = (58 - abs(i - 1.5) * 5) * look.shape.legs
            lift = -34 + i * 15
            pen.curve(
                [
                    (64 + side * 10, 76),
                    (64 + side * out * 0.6, 76 + lift),
                    (64 + side * out, 100 + i * 6),
                ],
                stroke(look.dark, 3.6),
            )
    solid(pen, disc(64, 64, 26, 24), look.main, 0.13)
    for y in (54, 66):
        pen.polygon([(64, y - 6), (69, y), (64, y + 6), (59, y)], fill(look.second))
    solid(pen, disc(64, 92, 15, 13), look.main.lighter(0.03))
    for dx in (-5, 5):
        eye(pen, 64 + dx, 94, 3.6, WHITE)


def _scorpion(pen: Pen, look: Look) -> None:
    tail = tube(((30, 104), (8, 92), (4, 62), (22, 42), (40, 46)), (18, 14, 11, 9, 7))
    solid(pen, tail, look.main)
    solid(pen, tube(((38, 44), (46, 50), (50, 60)), (9, 6, 1)), look.second)
    for i in range(4):
        x = 44 + i * 11
        pen.curve([(x, 106), (x - 6, 96), (x - 10, 123)], stroke(look.second, 3.6))
    solid(pen, tube(((28, 106), (60, 102), (88, 106)), (18, 25, 18)), look.main)
    pen.curve([(86, 102), (102, 92), (108, 98)], stroke(look.main, 6))
    for lift in (-7, 7):
        solid(
            pen, tube(((106, 98), (116, 96 + lift), (128, 98 + lift * 0.4)), (8, 9, 2)), look.main
        )
    eye(pen, 88, 102, 2.4)


def _snake(pen: Pen, look: Look, chance: Chance) -> None:
    wide = 17 if look.kind == "snake" else 12
    spine = ((6, 118), (26, 108), (40, 118), (58, 119), (76, 106), (62, 92), (66, 70), (88, 58))
    body = tube(spine, (2, wide * 0.8, wide, wide, wide, wide, wide * 0.95, wide * 0.8))
    head = tube(((86, 58), (104, 60)), (wide * 1.2, wide * 0.7))
    whole = joined(body, head)
    if look.kind == "snake":
        pen.curve([(108, 62), (118, 64), (124, 60)], stroke(look.accent, 2))
        pen.line(118, 64, 124, 68, stroke(look.accent, 2))
    with modelled(pen, whole, look.main):
        if look.shape.pattern:
            marked(pen, whole, look, chance)
        else:
            for i in range(1, len(spine)):
                (x0, y0), (x1, y1) = spine[i - 1], spine[i]
                for t in (0.25, 0.75):
                    pen.circle(
                        x0 + (x1 - x0) * t, y0 + (y1 - y0) * t, wide * 0.22, fill(look.second)
                    )
    eye(pen, 97, 55, 2.8, WHITE)


def _caterpillar(pen: Pen, look: Look) -> None:
    for i in range(8):
        x, y = 14 + i * 12.5, 110 - math.sin(i * 0.85) ** 2 * 16
        pen.line(x - 3, y + 8, x - 4, 123, stroke(look.dark, 3.4))
        solid(pen, disc(x, y, 13), look.main.lighter(0.03 * (i % 2)), 0.1)
        pen.circle(x, y - 5, 2.6, fill(look.second))
    solid(pen, disc(110, 92, 17), look.accent, 0.1)
    for dx in (0, 9):
        pen.line(104 + dx, 76, 102 + dx * 1.6, 62, stroke(INK, 2.2))
        pen.circle(102 + dx * 1.6, 61, 2.6, fill(INK))
    eye(pen, 115, 89, 4, WHITE)
    pen.curve([(108, 99), (114, 102), (120, 98)], stroke(INK, 1.8))


def _walker(pen: Pen, look: Look) -> None:
    leggy = look.kind == "grasshopper" or look.has("long-legs")
    long = 24 if leggy else 18
    for i in range(3):
        x = 52 + i * 14
        pen.curve(
            [(x, 96), (x + (i - 1) * 10, 96 - long * 0.5), (x + (i - 1) * 18, 123)],
            stroke(look.second, 3.2),
        )
    if leggy:
        solid(pen, tube(((58, 92), (34, 58), (24, 122)), (11, 6, 3)), look.second)
        solid(pen, tube(((12, 92), (50, 84), (88, 84)), (6, 20, 18)), look.main)
        solid(pen, tube(((14, 84), (50, 76), (78, 78)), (4, 11, 8)), look.main.lighter(0.07))
    else:
        solid(pen, tube(((22, 92), (42, 88)), (24, 26)), look.main, 0.12)
        solid(pen, tube(((54, 92), (72, 88)), (12, 15)), look.main, 0.12)
    solid(pen, disc(94, 82, 13), look.main, 0.12)
    for dx in (0, 6):
        pen.curve([(98 + dx, 72), (108 + dx, 58), (120 + dx, 60)], stroke(look.second, 2))
    eye(pen, 98, 79, 3.4, WHITE)
