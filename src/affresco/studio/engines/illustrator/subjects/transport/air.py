# ruff: noqa: E501  (outlines are written on one line)
"""Aircraft, balloons, rockets and what Leonardo would have flown."""

from __future__ import annotations

import math

from affresco.studio.engines.illustrator.painting.chance import Chance
from affresco.studio.engines.illustrator.painting.colour import WHITE, Colour
from affresco.studio.engines.illustrator.painting.pen import (
    Pen,
    across,
    down,
    fill,
    outline,
    stroke,
)
from affresco.studio.engines.illustrator.subjects.look import Look, disc, modelled, solid, tube

from .parts import GLASS, STEEL, TYRE, WOOD, C, pane, wheel

AIRCRAFT_COLOURS: dict[str, tuple[Colour, Colour, Colour]] = {
    "": (C(0.93, 0.012, 240), C(0.50, 0.14, 255), C(0.58, 0.19, 28)),
    "biplane": (C(0.58, 0.19, 28), C(0.93, 0.03, 85), C(0.46, 0.08, 55)),
    "helicopter": (C(0.60, 0.16, 40), C(0.95, 0.01, 90), C(0.30, 0.02, 260)),
    "rocket": (C(0.94, 0.01, 240), C(0.58, 0.20, 27), C(0.80, 0.16, 75)),
    "ornithopter": (C(0.52, 0.09, 55), C(0.90, 0.05, 82), C(0.76, 0.12, 82)),
    "balloon": (C(0.60, 0.19, 27), C(0.88, 0.12, 88), C(0.52, 0.08, 55)),
    "airship": (C(0.75, 0.09, 68), C(0.60, 0.10, 50), C(0.50, 0.12, 30)),
    "saucer": (C(0.72, 0.03, 250), C(0.84, 0.10, 190), C(0.84, 0.15, 110)),
    "satellite": (C(0.80, 0.10, 85), C(0.40, 0.13, 260), C(0.80, 0.01, 250)),
    "kite": (C(0.60, 0.20, 27), C(0.84, 0.15, 90), C(0.55, 0.14, 250)),
    "parachute": (C(0.66, 0.17, 45), C(0.95, 0.02, 85), C(0.50, 0.08, 55)),
}


def aircraft(pen: Pen, look: Look, chance: Chance) -> None:
    """Something that flies and was made."""
    kind = look.kind
    if kind in ("plane", "glider", "shuttle"):
        solid(pen, outline("M 44 66 L 24 24 L 38 24 L 72 62 Z"), look.second.lighter(-0.05))
        solid(pen, outline("M 12 68 L 0 34 L 14 34 L 32 64 Z"), look.second)
        solid(
            pen,
            tube(((8, 72), (60, 70), (122, 74)), (10, 22 if kind != "glider" else 13, 11)),
            look.main,
            0.13,
        )
        for i in range(6 if kind != "glider" else 0):
            pen.circle(44 + i * 11, 68, 2.8, fill(GLASS.lighter(-0.2)))
        pane(pen, 106, 64, 12, 8)
        solid(pen, outline("M 78 76 L 34 116 L 50 116 L 98 80 Z"), look.second)
        pen.line(6, 66, 30, 66, stroke(look.accent, 3))
    elif kind == "biplane":
        pen.rounded(30, 34, 62, 8, 4, fill(look.second))
        for x in (40, 82):
            pen.line(x, 40, x + 2, 88, stroke(WOOD, 2.4))
        solid(pen, tube(((6, 70), (50, 68), (106, 68)), (7, 22, 26)), look.main, 0.13)
        solid(pen, outline("M 2 72 L -4 44 L 14 50 L 22 68 Z"), look.main)
        pen.rounded(34, 84, 62, 8, 4, fill(look.second.lighter(-0.04)))
        pen.circle(62, 56, 9, fill(GLASS))
        pen.oval(122, 68, 3, 30, fill(look.accent, 0.8))
        pen.circle(120, 68, 5, fill(TYRE))
        pen.line(78, 92, 82, 106, stroke(TYRE, 3))
        wheel(pen, 82, 110, 9)
    elif kind == "helicopter":
        pen.line(14, 34, 118, 34, stroke(look.accent, 4))
        pen.line(66, 34, 66, 48, stroke(look.accent, 4))
        solid(pen, tube(((0, 62), (44, 68)), (8, 16)), look.main)
        pen.oval(-2, 58, 4, 16, fill(look.accent, 0.7))
        solid(pen, tube(((50, 74), (92, 76)), (48, 44)), look.main, 0.13)
        pane(pen, 74, 58, 32, 26, 12)
        pen.curve([(36, 112), (104, 112), (112, 106)], stroke(look.accent, 4))
        for x in (54, 86):
            pen.line(x, 96, x, 112, stroke(look.accent, 3))
    elif kind == "rocket":
        for side in (-1, 1):
            pen.polygon(
                [(64 + side * 16, 78), (64 + side * 36, 112), (64 + side * 14, 104)],
                fill(look.second.lighter(-0.05)),
            )
        flame = outline("M 52 104 Q 56 130 64 144 Q 72 130 76 104 Z")
        pen.shape(flame, down(104, 144, C(0.92, 0.14, 95), C(0.68, 0.19, 45)))
        body = tube(((64, 106), (64, 60), (64, 4)), (28, 40, 4))
        with modelled(pen, body, look.main, 0.14):
            pen.rect(30, -8, 70, 34, fill(look.second))
            pen.rect(30, 92, 70, 8, fill(look.second))
        pen.circle(64, 52, 11, fill(look.second))
        pen.circle(64, 52, 8, fill(GLASS))
    elif kind == "ornithopter":
        _ornithopter(pen, look)
    elif kind == "saucer":
        pen.shape(
            outline("M 36 62 C 38 26 90 26 92 62 Z"),
            down(34, 62, look.second.lighter(0.1), look.second.lighter(-0.1)),
        )
        solid(pen, disc(64, 70, 60, 18), look.main, 0.14)
        for i in range(7):
            pen.circle(
                16 + i * 16, 74 + 5 * math.sin(math.pi * (i + 0.5) / 7), 4, fill(look.accent)
            )
    elif kind == "satellite":
        with pen.at(64, 64, -20):
            for side in (-1, 1):
                pen.line(0, 0, side * 26, 0, stroke(look.accent, 3))
                pen.rect(side * 46 - 22, -17, 44, 34, fill(look.second))
                for i in range(1, 4):
                    pen.line(
                        side * 46 - 22 + i * 11,
                        -17,
                        side * 46 - 22 + i * 11,
                        17,
                        stroke(WHITE, 0.9, 0.6),
                    )
            solid(pen, outline("M -18 -22 L 18 -22 L 18 22 L -18 22 Z"), look.main)
            pen.oval(0, -32, 17, 7, fill(look.accent))
    elif kind == "kite":
        pen.curve([(64, 92), (52, 104), (66, 114), (56, 128)], stroke(look.accent, 2.4))
        for x, y in ((54, 104), (64, 114), (57, 126)):
            pen.polygon([(x - 7, y - 4), (x, y), (x - 7, y + 4)], fill(look.second))
            pen.polygon([(x + 7, y - 4), (x, y), (x + 7, y + 4)], fill(look.second))
        for points, tone in (
            ([(64, 4), (64, 92), (30, 42)], look.main), ([(64, 4), (64, 92), (98, 42)], look.second),
            ([(64, 42), (64, 92), (30, 42)], look.accent), ([(64, 42), (64, 92), (98, 42)], look.main.lighter(-0.06)),
        ):  # fmt: skip
            pen.polygon(points, fill(tone))
        pen.line(30, 42, 98, 42, stroke(WOOD, 1.6))
        pen.line(64, 4, 64, 92, stroke(WOOD, 1.6))
    elif kind == "drone":
        for x in (22, 106):
            pen.line(64, 74, x, 62, stroke(TYRE, 5))
            pen.oval(x, 54, 24, 4, fill(STEEL, 0.8))
            pen.line(x, 54, x, 64, stroke(TYRE, 4))
        solid(pen, tube(((46, 76), (82, 76)), (24, 24)), look.main)
        pen.circle(64, 88, 8, fill(TYRE))
        pen.circle(64, 88, 4, fill(GLASS))
    else:
        _canopy(pen, look)


def _ornithopter(pen: Pen, look: Look) -> None:
    for side, tone in ((-1, look.second.lighter(-0.08)), (1, look.second)):
        with pen.at(62, 66, 0, (side, 1)):
            tips = [(66.0, -22.0), (58.0, 2.0), (42.0, 14.0), (22.0, 16.0)]
            web = [
                (2.0, 0.0),
                (26.0, -34.0),
                (66.0, -22.0),
                (54.0, -8.0),
                (58.0, 2.0),
                (44.0, 4.0),
                (42.0, 14.0),
                (28.0, 8.0),
                (22.0, 16.0),
                (4.0, 8.0),
            ]
            pen.polygon(web, fill(tone))
            for tip in tips:
                pen.line(26, -34, *tip, stroke(look.main, 2))
            pen.curve([(2, 0), (26, -34), (66, -22)], stroke(look.main, 3.4))
    solid(pen, outline("M 34 74 Q 64 62 98 78 Q 92 98 62 98 Q 40 96 34 74 Z"), look.main, 0.12)
    for x in (50, 64, 78):
        pen.line(x, 74, x, 95, stroke(look.main.lighter(-0.12), 1.4))
    solid(pen, outline("M 36 80 L 4 70 L 10 96 Z"), look.second)
    pen.circle(66, 78, 7, stroke(look.accent, 3))
    pen.oval(104, 82, 3, 17, fill(look.accent))
    for x in (52, 80):
        wheel(pen, x, 106, 9, True)


def _canopy(pen: Pen, look: Look) -> None:
    if look.kind == "airship":
        for fin in ([(8, 52), (-8, 30), (18, 44)], [(8, 58), (-8, 82), (18, 68)]):
            pen.polygon(fin, fill(look.accent))
        body = tube(((6, 56), (64, 54), (122, 56)), (22, 56, 26))
        with modelled(pen, body, look.main, 0.16):
            for i in range(6):
                pen.curve(
                    [(16 + i * 19, 24), (18 + i * 19 + (i - 2.5) * 3, 55), (16 + i * 19, 88)],
                    stroke(look.second, 1.8),
                )
        pen.rounded(42, 88, 46, 16, 7, fill(look.accent.lighter(-0.1)))
        for i in range(4):
            pen.circle(50 + i * 10, 95, 3, fill(C(0.92, 0.11, 88)))
        return
    half = look.kind == "parachute"
    shape = (
        "M 6 56 C 8 -14 120 -14 122 56 Q 112 48 103 56 Q 93 48 83 56 Q 74 48 64 56 Q 54 48 45 56 Q 35 48 25 56 Q 16 48 6 56 Z"
        if half
        else "M 64 0 C 122 0 116 60 80 86 L 48 86 C 12 60 6 0 64 0 Z"
    )
    with modelled(pen, outline(shape), look.main, 0.13):
        for a, b in ((-0.62, -0.30), (-0.1, 0.12), (0.34, 0.64)):
            pen.shape(
                outline(
                    f"M 64 -6 C {64 + a * 90} 10 {64 + a * 84} 44 {64 + a * (98 if half else 30)} 92 L {64 + b * (98 if half else 30)} 92 C {64 + b * 84} 44 {64 + b * 90} 10 64 -6 Z"
                ),
                fill(look.second),
            )
    foot = 108 if half else 106
    for x in (10, 45, 83, 118) if half else (50, 78):
        pen.line(x, 54 if half else 84, 64 + (x - 64) * 0.12, foot, stroke(WOOD, 1.3))
    if not half:
        pen.rounded(53, 104, 22, 19, 3, across(53, 75, WOOD.lighter(0.12), WOOD))
