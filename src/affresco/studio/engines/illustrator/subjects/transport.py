# ruff: noqa: E501  (outlines are written on one line)
"""The families of vehicles, vessels and aircraft; all face right."""

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

from .look import Look, disc, modelled, solid, tube

C = Colour
_GLASS = C(0.82, 0.06, 225)
_TYRE = C(0.22, 0.01, 270)
_STEEL = C(0.72, 0.01, 250)
_WOOD = C(0.48, 0.08, 52)
_SAIL = C(0.95, 0.025, 85)

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
VESSEL_COLOURS: dict[str, tuple[Colour, Colour, Colour]] = {
    "": (C(0.46, 0.09, 50), _SAIL, C(0.56, 0.18, 28)),
    "steamer": (C(0.30, 0.04, 260), C(0.95, 0.01, 90), C(0.56, 0.19, 28)),
    "ferry": (C(0.45, 0.12, 255), C(0.95, 0.01, 90), C(0.56, 0.19, 28)),
    "yacht": (C(0.95, 0.01, 90), C(0.96, 0.01, 90), C(0.45, 0.12, 255)),
    "gondola": (C(0.22, 0.02, 270), C(0.50, 0.17, 25), C(0.82, 0.13, 85)),
    "canoe": (C(0.56, 0.15, 35), C(0.80, 0.08, 70), C(0.46, 0.08, 55)),
    "row": (C(0.55, 0.12, 240), C(0.72, 0.08, 65), C(0.60, 0.08, 60)),
    "submarine": (C(0.80, 0.15, 88), C(0.60, 0.13, 70), C(0.55, 0.17, 30)),
    "junk": (C(0.42, 0.09, 40), C(0.56, 0.17, 28), C(0.82, 0.12, 85)),
}
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


def wheel(pen: Pen, x: float, y: float, radius: float, spoked: bool = False) -> None:
    """A tyre with its rim, or a spoked wheel."""
    if spoked:
        pen.circle(x, y, radius - 2, stroke(_WOOD.lighter(-0.08), 4))
        for i in range(8):
            a = i * math.pi / 4
            pen.line(
                x,
                y,
                x + math.cos(a) * (radius - 3),
                y + math.sin(a) * (radius - 3),
                stroke(_WOOD, 2),
            )
        pen.circle(x, y, radius * 0.2, fill(_WOOD.lighter(-0.15)))
        return
    pen.circle(x, y, radius, fill(_TYRE))
    pen.circle(x, y, radius * 0.58, fill(_STEEL))
    pen.circle(x, y, radius * 0.42, fill(_STEEL.lighter(-0.14)))
    pen.circle(x, y, radius * 0.16, fill(_STEEL.lighter(0.1)))


def _pane(pen: Pen, x: float, y: float, w: float, h: float, radius: float = 3) -> None:
    pen.rounded(x, y, w, h, radius, down(y, y + h, _GLASS.lighter(0.1), _GLASS.lighter(-0.16)))
    pen.line(x + w * 0.2, y + h, x + w * 0.45, y, stroke(WHITE, 1.6, 0.6))


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
        _pane(pen, 35, 33, 23, 30)
        pen.rounded(26, 64, 42, 30, 6, fill(look.main))
        pen.line(96, 66, 96, 38, stroke(_STEEL.lighter(-0.3), 5))
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
        pen.curve([(84, 82), (92, 112), (108, 114)], stroke(_STEEL.lighter(-0.2), 4))
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
    _pane(pen, 38, 56, 24, 20, 4)
    _pane(pen, 66, 56, 24, 20, 4)
    body = outline("M 4 100 Q 2 80 16 78 L 100 76 Q 124 80 126 98 L 124 108 L 6 108 Z")
    with modelled(pen, body, look.main, 0.13):
        pen.rect(0, 94, 130, 2.4, fill(look.main.lighter(-0.12)))
        pen.line(64, 78, 64, 108, stroke(look.main.lighter(-0.12), 1.4))
        if look.kind == "taxi":
            for i in range(16):
                pen.rect(2 + i * 8, 86 + (i % 2) * 4, 8, 4, fill(look.second))
    pen.oval(121, 90, 4, 5, fill(look.accent.lighter(0.08)))
    pen.rect(3, 86, 5, 7, fill(C(0.58, 0.20, 25)))
    pen.rounded(70, 84, 8, 2.4, 1, fill(_STEEL))
    if look.kind == "taxi":
        pen.rounded(54, 43, 20, 8, 2, fill(C(0.97, 0.03, 90)))
    if look.has("roof-rack"):
        pen.rounded(44, 36, 40, 13, 3, fill(_WOOD))
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
        _pane(pen, 90, 54, 19, 20)
        pen.rect(0, 98, 124, 8, fill(_TYRE.lighter(0.12)))
        if look.has("ladder"):
            pen.line(2, 30, 92, 24, stroke(_STEEL, 5))
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
            _pane(pen, 8 + i * w, tall + 9, w - 5, 26)
        if kind == "tram":
            pen.line(60, tall, 74, tall - 20, stroke(_STEEL.lighter(-0.2), 2.4))
            pen.line(60, tall - 20, 90, tall - 20, stroke(_STEEL.lighter(-0.2), 2.4))
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
        _pane(pen, 38, 40, 20, 24, 8)
        _pane(pen, 70, 40, 20, 24, 8)
        pen.circle(64, 24, 5, fill(look.second))
        wheel(pen, 24, 100, 23, True)
        wheel(pen, 104, 104, 19, True)
    else:  # pram
        solid(pen, outline("M 14 66 L 106 66 Q 100 100 60 100 Q 22 100 14 66 Z"), look.main)
        solid(pen, outline("M 60 66 Q 62 24 104 34 L 106 66 Z"), look.main.lighter(-0.05))
        pen.line(14, 66, -4, 48, stroke(_STEEL, 4))
        wheel(pen, 36, 110, 13, True)
        wheel(pen, 86, 110, 13, True)


def _cycle(pen: Pen, look: Look) -> None:
    if look.kind == "bicycle":
        for x in (28, 100):
            pen.circle(x, 98, 24, stroke(_TYRE, 4))
            for i in range(8):
                a = i * math.pi / 8
                pen.line(
                    x - math.cos(a) * 22,
                    98 - math.sin(a) * 22,
                    x + math.cos(a) * 22,
                    98 + math.sin(a) * 22,
                    stroke(_STEEL, 0.7),
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
        pen.rounded(36, 52, 20, 6, 3, fill(_TYRE))
        pen.curve([(86, 52), (92, 46), (100, 50)], stroke(_TYRE, 4))
        pen.circle(58, 100, 6, stroke(_TYRE, 2.6))
        return
    if look.kind == "scooter":
        solid(
            pen,
            outline("M 12 96 Q 8 62 44 66 L 56 92 L 92 96 L 84 54 L 94 50 L 112 100 L 60 104 Z"),
            look.main,
            0.13,
        )
        pen.rounded(18, 56, 36, 10, 5, fill(_TYRE))
        pen.line(88, 54, 80, 42, stroke(_STEEL.lighter(-0.1), 4))
        wheel(pen, 30, 108, 15)
        wheel(pen, 106, 108, 15)
        return
    wheel(pen, 26, 100, 23)
    wheel(pen, 104, 100, 23)
    solid(pen, outline("M 36 74 Q 58 66 84 66 Q 92 78 76 90 L 44 92 Z"), look.main, 0.14)
    pen.rounded(18, 62, 38, 11, 5, fill(_TYRE))
    pen.rounded(46, 84, 26, 24, 5, fill(_STEEL.lighter(-0.1)))
    pen.line(82, 58, 104, 100, stroke(_STEEL, 5))
    pen.line(82, 58, 72, 46, stroke(_TYRE, 4))
    pen.line(20, 110, 60, 108, stroke(_STEEL, 5))
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
    _pane(pen, 14, 42, 30, 22)
    pen.polygon([(116, 98), (134, 116), (108, 116)], fill(look.second))
    pen.rect(2, 94, 124, 9, fill(look.main.lighter(-0.1)))
    for x, r in ((24, 16), (62, 16), (98, 12)):
        pen.circle(x, 124 - r, r, fill(look.second.lighter(-0.12)))
        pen.circle(x, 124 - r, r * 0.7, fill(_STEEL.lighter(-0.2)))
    pen.line(24, 108, 62, 108, stroke(_STEEL, 4))


def vessel(pen: Pen, look: Look, chance: Chance) -> None:
    """Something that floats, at rest on its waterline."""
    kind = look.kind
    if kind == "submarine":
        pen.rounded(56, 50, 28, 26, 7, fill(look.main.lighter(-0.05)))
        pen.curve([(74, 50), (74, 34), (86, 32)], stroke(look.second, 5))
        solid(pen, tube(((14, 94), (64, 92), (114, 94)), (26, 50, 30)), look.main, 0.14)
        for x in (42, 66, 90):
            pen.circle(x, 92, 9, fill(look.second))
            pen.circle(x, 92, 6.4, fill(_GLASS))
        return
    if kind in ("sail", "yacht", "galleon", "junk"):
        _sails(pen, look)
    hull = {
        "row": "M 6 92 Q 40 100 64 100 Q 92 100 122 88 Q 114 122 90 124 L 38 124 Q 14 122 6 92 Z",
        "canoe": "M 0 84 Q 30 104 64 104 Q 98 104 128 84 Q 122 122 92 124 L 36 124 Q 6 122 0 84 Z",
        "gondola": "M -8 70 Q 6 100 40 104 L 92 104 Q 124 100 134 58 L 140 60 Q 136 118 96 124 L 40 124 Q 2 120 -14 72 Z",
        "raft": "M 4 108 L 124 108 L 124 122 L 4 122 Z",
        "barge": "M 2 92 L 126 92 L 118 124 L 10 124 Z",
    }.get(kind, "M 4 88 L 122 84 Q 116 124 96 124 L 26 124 Q 10 120 4 88 Z")
    if kind in ("steamer", "ferry"):
        pen.rect(20, 66, 84, 24, across(20, 104, look.second, look.second.lighter(-0.08)))
        pen.rect(34, 48, 58, 20, across(34, 92, look.second, look.second.lighter(-0.08)))
        for x in (48, 72):
            pen.rect(
                x - 7,
                18,
                14,
                32,
                across(x - 7, x + 7, look.accent.lighter(0.05), look.accent.lighter(-0.1)),
            )
            pen.rect(x - 7, 18, 14, 7, fill(_TYRE))
            if kind == "steamer":
                for i in range(3):
                    pen.circle(
                        x - 10 - i * 11, 10 - i * 9, 7 + i * 3, fill(C(0.88, 0.005, 250), 0.7)
                    )
        for i in range(7):
            pen.circle(28 + i * 11.5, 78, 3.4, fill(_GLASS.lighter(-0.15)))
    if kind == "barge":
        pen.rounded(14, 70, 46, 24, 4, fill(look.second))
        _pane(pen, 22, 76, 14, 11)
    path = outline(hull)
    with modelled(pen, path, look.main, 0.13):
        for i in range(3):
            pen.curve(
                [(0, 100 + i * 9), (64, 108 + i * 8), (130, 98 + i * 9)],
                stroke(look.main.lighter(-0.11), 1.6),
            )
        if kind not in ("gondola", "raft", "row", "canoe", "barge"):
            pen.rect(-10, 116, 150, 12, fill(look.accent))
    if kind == "raft":
        for i in range(8):
            solid(pen, disc(11 + i * 15, 115, 8), look.main.lighter(0.03 * (i % 2)))
        pen.line(64, 108, 64, 34, stroke(_WOOD, 4))
        pen.polygon([(66, 38), (112, 62), (66, 92)], fill(look.second))
    if kind in ("row", "canoe") or look.has("oars"):
        pen.line(38, 66, 88, 118, stroke(_WOOD, 3.4))
        solid(pen, tube(((86, 114), (98, 126)), (5, 9)), look.accent)
        pen.curve([(6, 92), (64, 101), (122, 88)], stroke(look.second, 3.4))
    if kind == "gondola":
        pen.curve([(134, 60), (140, 44), (132, 38)], stroke(_STEEL, 5))
        pen.rounded(44, 92, 30, 14, 5, fill(look.second))
    if look.has("lantern"):
        pen.circle(112, 74, 6, fill(C(0.90, 0.13, 82)))


def _sails(pen: Pen, look: Look) -> None:
    masts = (64,) if look.kind in ("sail", "yacht") else (36, 66, 96)
    for i, x in enumerate(masts):
        tall = 6 if len(masts) == 1 else 20 - 12 * (i == 1)
        pen.line(x, 90, x, tall - 4, stroke(_WOOD, 3.4))
        if look.kind in ("sail", "yacht"):
            solid(
                pen,
                outline(f"M {x + 3} {tall} Q {x + 46} 50 {x + 50} 78 L {x + 3} 82 Z"),
                look.second,
            )
            solid(
                pen,
                outline(f"M {x - 3} {tall + 8} Q {x - 34} 54 {x - 44} 80 L {x - 3} 80 Z"),
                look.second.lighter(-0.06),
            )
        elif look.kind == "junk":
            fan = outline(
                f"M {x - 8} 84 L {x - 14} {tall + 18} Q {x + 4} {tall - 4} {x + 18} {tall + 14} L {x + 20} 80 Z"
            )
            solid(pen, fan, look.second)
            for j in range(5):
                y = tall + 22 + j * 12
                pen.line(x - 13, y, x + 19, y - 4, stroke(look.second.lighter(-0.14), 1.6))
        else:
            for y, w in ((tall + 2, 24), (tall + 32, 30)):
                solid(
                    pen,
                    outline(
                        f"M {x - w / 2} {y} L {x + w / 2} {y} Q {x + w * 0.75} {y + 13} {x + w / 2} {y + 27} L {x - w / 2} {y + 27} Q {x - w * 0.25} {y + 13} {x - w / 2} {y} Z"
                    ),
                    look.second,
                )
        pen.polygon([(x, tall - 6), (x + 15, tall - 1), (x, tall + 3)], fill(look.accent))


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
            pen.circle(44 + i * 11, 68, 2.8, fill(_GLASS.lighter(-0.2)))
        _pane(pen, 106, 64, 12, 8)
        solid(pen, outline("M 78 76 L 34 116 L 50 116 L 98 80 Z"), look.second)
        pen.line(6, 66, 30, 66, stroke(look.accent, 3))
    elif kind == "biplane":
        pen.rounded(30, 34, 62, 8, 4, fill(look.second))
        for x in (40, 82):
            pen.line(x, 40, x + 2, 88, stroke(_WOOD, 2.4))
        solid(pen, tube(((6, 70), (50, 68), (106, 68)), (7, 22, 26)), look.main, 0.13)
        solid(pen, outline("M 2 72 L -4 44 L 14 50 L 22 68 Z"), look.main)
        pen.rounded(34, 84, 62, 8, 4, fill(look.second.lighter(-0.04)))
        pen.circle(62, 56, 9, fill(_GLASS))
        pen.oval(122, 68, 3, 30, fill(look.accent, 0.8))
        pen.circle(120, 68, 5, fill(_TYRE))
        pen.line(78, 92, 82, 106, stroke(_TYRE, 3))
        wheel(pen, 82, 110, 9)
    elif kind == "helicopter":
        pen.line(14, 34, 118, 34, stroke(look.accent, 4))
        pen.line(66, 34, 66, 48, stroke(look.accent, 4))
        solid(pen, tube(((0, 62), (44, 68)), (8, 16)), look.main)
        pen.oval(-2, 58, 4, 16, fill(look.accent, 0.7))
        solid(pen, tube(((50, 74), (92, 76)), (48, 44)), look.main, 0.13)
        _pane(pen, 74, 58, 32, 26, 12)
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
        pen.circle(64, 52, 8, fill(_GLASS))
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
        pen.line(30, 42, 98, 42, stroke(_WOOD, 1.6))
        pen.line(64, 4, 64, 92, stroke(_WOOD, 1.6))
    elif kind == "drone":
        for x in (22, 106):
            pen.line(64, 74, x, 62, stroke(_TYRE, 5))
            pen.oval(x, 54, 24, 4, fill(_STEEL, 0.8))
            pen.line(x, 54, x, 64, stroke(_TYRE, 4))
        solid(pen, tube(((46, 76), (82, 76)), (24, 24)), look.main)
        pen.circle(64, 88, 8, fill(_TYRE))
        pen.circle(64, 88, 4, fill(_GLASS))
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
        pen.line(x, 54 if half else 84, 64 + (x - 64) * 0.12, foot, stroke(_WOOD, 1.3))
    if not half:
        pen.rounded(53, 104, 22, 19, 3, across(53, 75, _WOOD.lighter(0.12), _WOOD))
