"""Vehicles on wheels, runners and rails."""

from __future__ import annotations

import math

from affresco.studio.engines.illustrator.painting.chance import Chance
from affresco.studio.engines.illustrator.painting.colour import Colour
from affresco.studio.engines.illustrator.painting.pen import (
    Pen,
    across,
    fill,
    outline,
    stroke,
)
from affresco.studio.engines.illustrator.subjects.look import Look, modelled, solid, tube

from .parts import STEEL, TYRE, WOOD, C, pane, wheel

VEHICLE_COLOURS: dict[str, tuple[Colour, Colour, Colour]] = {
    "": (C(0.58, 0.17, 28), C(0.92, 0.02, 90), C(0.85, 0.13, 88)),
    "truck": (C(0.55, 0.13, 250), C(0.80, 0.02, 90), C(0.85, 0.13, 88)),
    "bus": (C(0.60, 0.19, 28), C(0.95, 0.01, 90), C(0.85, 0.13, 88)),
    "van": (C(0.72, 0.11, 200), C(0.95, 0.02, 90), C(0.85, 0.13, 88)),
    "taxi": (C(0.84, 0.16, 90), C(0.20, 0.01, 90), C(0.85, 0.13, 88)),
    "cart": (C(0.52, 0.09, 55), C(0.62, 0.09, 60), C(0.40, 0.07, 50)),
    "wagon": (C(0.52, 0.09, 55), C(0.93, 0.03, 85), C(0.40, 0.07, 50)),
    "carriage": (C(0.40, 0.12, 20), C(0.82, 0.12, 85), C(0.30, 0.04, 50)),
    "tractor": (C(0.52, 0.15, 145), C(0.82, 0.15, 90), C(0.85, 0.13, 88)),
    "train": (C(0.36, 0.06, 255), C(0.58, 0.18, 28), C(0.80, 0.13, 85)),
    "tram": (C(0.58, 0.15, 35), C(0.94, 0.03, 88), C(0.85, 0.13, 88)),
    "tank": (C(0.46, 0.06, 125), C(0.36, 0.05, 125), C(0.40, 0.05, 120)),
    "sled": (C(0.54, 0.14, 30), C(0.80, 0.13, 85), C(0.40, 0.07, 50)),
}


def vehicle(pen: Pen, look: Look, chance: Chance) -> None:
    """Something on wheels or runners."""
    kind = look.kind
    if kind in ("car", "taxi", "racing-car"):
        _car(pen, look)
    elif kind in ("truck", "van", "bus", "tram"):
        _lorry(pen, look)
    elif kind in ("cart", "wagon", "carriage", "pram"):
        _cart(pen, look)
    elif kind in ("bicycle", "motorcycle", "scooter"):
        _cycle(pen, look)
    elif kind == "tractor":
        solid(pen, outline("M 58 62 L 112 66 L 114 92 L 56 96 Z"), look.main)
        pen.rect(30, 26, 34, 5, fill(look.main.lighter(-0.08)))
        pen.rect(32, 30, 28, 36, stroke(look.main.lighter(-0.05), 4))
        pane(pen, 35, 33, 23, 30)
        pen.rounded(26, 64, 42, 30, 6, fill(look.main))
        pen.line(96, 66, 96, 38, stroke(STEEL.lighter(-0.3), 5))
        wheel(pen, 38, 92, 31)
        wheel(pen, 100, 106, 18)
        pen.circle(38, 92, 14, fill(look.second))
        pen.circle(100, 106, 8, fill(look.second))
    elif kind == "train":
        _engine(pen, look)
    elif kind == "sled":
        pen.curve([(6, 118), (90, 119), (116, 112), (120, 92), (108, 88)], stroke(look.second, 4.4))
        for x in (28, 58, 88):
            pen.line(x, 117, x, 98, stroke(look.second, 3.4))
        solid(pen, tube(((10, 94), (100, 94)), (9, 9)), look.main)
        pen.curve([(12, 92), (6, 70), (14, 62)], stroke(look.main, 6))
    elif kind == "tank":
        pen.rounded(8, 90, 112, 32, 16, fill(look.second))
        for i in range(6):
            pen.circle(24 + i * 16, 108, 9, fill(look.main.lighter(-0.1)))
        solid(pen, outline("M 14 92 L 24 76 L 106 76 L 116 92 Z"), look.main)
        solid(pen, outline("M 40 76 Q 44 52 70 52 Q 86 54 88 76 Z"), look.main.lighter(0.03))
        pen.line(82, 62, 134, 54, stroke(look.main.lighter(-0.05), 6))
    elif kind == "wheelchair":
        pen.line(40, 40, 46, 82, stroke(look.main, 6))
        pen.line(46, 82, 84, 82, stroke(look.main, 7))
        pen.curve([(84, 82), (92, 112), (108, 114)], stroke(STEEL.lighter(-0.2), 4))
        wheel(pen, 52, 94, 29, False)
        wheel(pen, 92, 114, 9)
    else:  # skateboard
        pen.curve([(8, 100), (24, 108), (104, 108), (120, 100)], stroke(look.main, 8))
        for x in (36, 92):
            wheel(pen, x, 116, 8)


def _car(pen: Pen, look: Look) -> None:
    if look.kind == "racing-car":
        body = outline("M 2 104 L 10 88 L 44 84 Q 56 70 74 84 L 122 94 L 128 106 L 2 108 Z")
        solid(pen, body, look.main, 0.12)
        pen.line(6, 90, 6, 72, stroke(look.dark, 4))
        pen.line(-4, 72, 18, 72, stroke(look.main, 6))
        pen.circle(58, 76, 8, fill(look.second))
        wheel(pen, 26, 108, 16)
        wheel(pen, 102, 108, 16)
        return
    cabin = outline("M 26 78 Q 36 52 50 50 L 78 50 Q 90 52 102 78 Z")
    solid(pen, cabin, look.main.lighter(0.02))
    pane(pen, 38, 56, 24, 20, 4)
    pane(pen, 66, 56, 24, 20, 4)
    body = outline("M 4 100 Q 2 80 16 78 L 100 76 Q 124 80 126 98 L 124 108 L 6 108 Z")
    with modelled(pen, body, look.main, 0.13):
        pen.rect(0, 94, 130, 2.4, fill(look.main.lighter(-0.12)))
        pen.line(64, 78, 64, 108, stroke(look.main.lighter(-0.12), 1.4))
        if look.kind == "taxi":
            for i in range(16):
                pen.rect(2 + i * 8, 86 + (i % 2) * 4, 8, 4, fill(look.second))
    pen.oval(121, 90, 4, 5, fill(look.accent.lighter(0.08)))
    pen.rect(3, 86, 5, 7, fill(C(0.58, 0.20, 25)))
    pen.rounded(70, 84, 8, 2.4, 1, fill(STEEL))
    if look.kind == "taxi":
        pen.rounded(54, 43, 20, 8, 2, fill(C(0.97, 0.03, 90)))
    if look.has("roof-rack"):
        pen.rounded(44, 36, 40, 13, 3, fill(WOOD))
    for x in (30, 98):
        pen.circle(x, 108, 17, fill(look.dark.lighter(-0.1)))
        wheel(pen, x, 109, 14.5)


def _lorry(pen: Pen, look: Look) -> None:
    kind = look.kind
    if kind == "truck":
        pen.rounded(
            0, 34, 78, 66, 3, across(0, 78, look.second.lighter(0.03), look.second.lighter(-0.08))
        )
        solid(
            pen,
            outline("M 80 100 L 80 48 L 104 48 Q 116 60 120 76 L 124 80 L 124 102 L 80 102 Z"),
            look.main,
            0.12,
        )
        pane(pen, 90, 54, 19, 20)
        pen.rect(0, 98, 124, 8, fill(TYRE.lighter(0.12)))
        if look.has("ladder"):
            pen.line(2, 30, 92, 24, stroke(STEEL, 5))
        spots = [22, 46, 104]
    else:
        tall = 32 if kind in ("bus", "tram") else 46
        pen.rounded(
            2,
            tall,
            124,
            104 - tall,
            9,
            across(2, 126, look.main.lighter(0.04), look.main.lighter(-0.08)),
        )
        pen.rect(2, 84, 124, 9, fill(look.second))
        count = 5 if kind != "van" else 3
        for i in range(count):
            w = 112 / count
            pane(pen, 8 + i * w, tall + 9, w - 5, 26)
        if kind == "tram":
            pen.line(60, tall, 74, tall - 20, stroke(STEEL.lighter(-0.2), 2.4))
            pen.line(60, tall - 20, 90, tall - 20, stroke(STEEL.lighter(-0.2), 2.4))
        pen.circle(122, 96, 4, fill(look.accent.lighter(0.08)))
        spots = [28, 100]
    for x in spots:
        wheel(pen, x, 109, 14.5)


def _cart(pen: Pen, look: Look) -> None:
    if look.kind == "cart":
        pen.line(92, 86, 134, 76, stroke(look.accent, 4))
        solid(pen, outline("M 4 62 L 98 62 L 92 92 L 10 92 Z"), look.main)
        for y in (70, 80):
            pen.line(6, y, 96, y, stroke(look.dark, 1.6))
        wheel(pen, 50, 98, 26, True)
    elif look.kind == "wagon":
        solid(pen, outline("M 6 76 Q 8 22 64 22 Q 118 22 120 76 Z"), look.second, 0.12)
        for x in (30, 64, 98):
            pen.curve(
                [(x, 76), (x + (x - 64) * 0.1, 48), (x, 26)],
                stroke(look.second.lighter(-0.12), 1.6),
            )
        solid(pen, outline("M 2 76 L 124 76 L 116 98 L 10 98 Z"), look.main)
        wheel(pen, 30, 102, 22, True)
        wheel(pen, 98, 104, 20, True)
    elif look.kind == "carriage":
        body = outline("M 26 56 Q 24 30 64 28 Q 104 30 102 56 Q 104 92 64 96 Q 24 92 26 56 Z")
        solid(pen, body, look.main, 0.13)
        pen.shape(body, stroke(look.second, 3))
        pane(pen, 38, 40, 20, 24, 8)
        pane(pen, 70, 40, 20, 24, 8)
        pen.circle(64, 24, 5, fill(look.second))
        wheel(pen, 24, 100, 23, True)
        wheel(pen, 104, 104, 19, True)
    else:  # pram
        solid(pen, outline("M 14 66 L 106 66 Q 100 100 60 100 Q 22 100 14 66 Z"), look.main)
        solid(pen, outline("M 60 66 Q 62 24 104 34 L 106 66 Z"), look.main.lighter(-0.05))
        pen.line(14, 66, -4, 48, stroke(STEEL, 4))
        wheel(pen, 36, 110, 13, True)
        wheel(pen, 86, 110, 13, True)


def _cycle(pen: Pen, look: Look) -> None:
    if look.kind == "bicycle":
        for x in (28, 100):
            pen.circle(x, 98, 24, stroke(TYRE, 4))
            for i in range(8):
                a = i * math.pi / 8
                pen.line(
                    x - math.cos(a) * 22,
                    98 - math.sin(a) * 22,
                    x + math.cos(a) * 22,
                    98 + math.sin(a) * 22,
                    stroke(STEEL, 0.7),
                )
        for start, end in (
            ((28, 98), (58, 100)),
            ((28, 98), (50, 66)),
            ((58, 100), (46, 56)),
            ((58, 100), (90, 64)),
            ((50, 66), (90, 64)),
            ((86, 52), (100, 98)),
        ):
            pen.line(*start, *end, stroke(look.main, 4.4))
        pen.rounded(36, 52, 20, 6, 3, fill(TYRE))
        pen.curve([(86, 52), (92, 46), (100, 50)], stroke(TYRE, 4))
        pen.circle(58, 100, 6, stroke(TYRE, 2.6))
        return
    if look.kind == "scooter":
        solid(
            pen,
            outline("M 12 96 Q 8 62 44 66 L 56 92 L 92 96 L 84 54 L 94 50 L 112 100 L 60 104 Z"),
            look.main,
            0.13,
        )
        pen.rounded(18, 56, 36, 10, 5, fill(TYRE))
        pen.line(88, 54, 80, 42, stroke(STEEL.lighter(-0.1), 4))
        wheel(pen, 30, 108, 15)
        wheel(pen, 106, 108, 15)
        return
    wheel(pen, 26, 100, 23)
    wheel(pen, 104, 100, 23)
    solid(pen, outline("M 36 74 Q 58 66 84 66 Q 92 78 76 90 L 44 92 Z"), look.main, 0.14)
    pen.rounded(18, 62, 38, 11, 5, fill(TYRE))
    pen.rounded(46, 84, 26, 24, 5, fill(STEEL.lighter(-0.1)))
    pen.line(82, 58, 104, 100, stroke(STEEL, 5))
    pen.line(82, 58, 72, 46, stroke(TYRE, 4))
    pen.line(20, 110, 60, 108, stroke(STEEL, 5))
    pen.circle(90, 62, 6, fill(look.accent))


def _engine(pen: Pen, look: Look) -> None:
    for i in range(3):
        pen.circle(92 - i * 14, 12 - i * 9, 9 + i * 4, fill(C(0.90, 0.005, 250), 0.75))
    pen.rect(86, 22, 12, 34, across(86, 98, look.main.lighter(0.04), look.main.lighter(-0.08)))
    pen.rect(82, 20, 20, 6, fill(look.main.lighter(-0.06)))
    solid(pen, tube(((44, 68), (112, 68)), (40, 40)), look.main, 0.16)
    for x in (64, 84, 104):
        pen.line(x, 50, x, 88, stroke(look.accent, 2))
    pen.circle(122, 66, 5, fill(look.accent.lighter(0.1)))
    pen.rect(6, 32, 46, 64, across(6, 52, look.second.lighter(0.03), look.second.lighter(-0.1)))
    pen.rounded(0, 26, 58, 8, 3, fill(look.main))
    pane(pen, 14, 42, 30, 22)
    pen.polygon([(116, 98), (134, 116), (108, 116)], fill(look.second))
    pen.rect(2, 94, 124, 9, fill(look.main.lighter(-0.1)))
    for x, r in ((24, 16), (62, 16), (98, 12)):
        pen.circle(x, 124 - r, r, fill(look.second.lighter(-0.12)))
        pen.circle(x, 124 - r, r * 0.7, fill(STEEL.lighter(-0.2)))
    pen.line(24, 108, 62, 108, stroke(STEEL, 4))
