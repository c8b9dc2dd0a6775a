# ruff: noqa: E501  (outlines are written on one line)
"""The family of buildings."""

from __future__ import annotations

import math
from collections.abc import Callable

from affresco.studio.engines.illustrator.painting.chance import Chance
from affresco.studio.engines.illustrator.painting.colour import Colour
from affresco.studio.engines.illustrator.painting.pen import (
    Pen,
    across,
    down,
    fill,
    outline,
    polygon,
    stroke,
)

from .look import Look, disc, modelled, solid, tube

C = Colour
_GLASS = C(0.80, 0.06, 225)
_LAMP = C(0.90, 0.12, 85)
_WOOD = C(0.44, 0.07, 52)

BUILDING_COLOURS: dict[str, tuple[Colour, Colour, Colour]] = {
    "": (C(0.86, 0.05, 78), C(0.52, 0.13, 38), C(0.42, 0.09, 50)),
    "tower": (C(0.72, 0.03, 75), C(0.48, 0.10, 38), C(0.40, 0.07, 50)),
    "church": (C(0.93, 0.02, 85), C(0.46, 0.05, 255), C(0.42, 0.08, 45)),
    "temple": (C(0.92, 0.03, 85), C(0.84, 0.05, 75), C(0.40, 0.06, 60)),
    "skyscraper": (C(0.56, 0.06, 245), C(0.84, 0.07, 220), C(0.30, 0.04, 250)),
    "barn": (C(0.48, 0.15, 28), C(0.38, 0.04, 40), C(0.95, 0.01, 90)),
    "windmill": (C(0.94, 0.02, 85), C(0.46, 0.09, 40), C(0.55, 0.06, 60)),
    "castle": (C(0.72, 0.02, 250), C(0.46, 0.12, 20), C(0.38, 0.06, 50)),
    "lighthouse": (C(0.96, 0.01, 90), C(0.55, 0.20, 25), C(0.40, 0.05, 50)),
    "pagoda": (C(0.60, 0.16, 30), C(0.36, 0.05, 200), C(0.82, 0.12, 85)),
    "mosque": (C(0.93, 0.02, 85), C(0.60, 0.10, 200), C(0.80, 0.13, 85)),
    "hut": (C(0.62, 0.07, 65), C(0.74, 0.09, 82), C(0.36, 0.06, 50)),
    "tent": (C(0.70, 0.14, 60), C(0.94, 0.03, 85), C(0.40, 0.06, 50)),
    "greenhouse": (C(0.88, 0.05, 200), C(0.95, 0.01, 90), C(0.50, 0.12, 140)),
    "factory": (C(0.58, 0.09, 38), C(0.45, 0.03, 250), C(0.40, 0.03, 250)),
    "bridge": (C(0.66, 0.03, 70), C(0.55, 0.03, 70), C(0.50, 0.03, 70)),
    "pyramid": (C(0.80, 0.09, 80), C(0.62, 0.08, 70), C(0.40, 0.06, 60)),
    "igloo": (C(0.94, 0.02, 230), C(0.82, 0.04, 235), C(0.40, 0.08, 250)),
    "statue": (C(0.80, 0.012, 90), C(0.70, 0.015, 90), C(0.60, 0.02, 90)),
    "fountain": (C(0.80, 0.015, 85), C(0.78, 0.08, 225), C(0.60, 0.02, 90)),
    "column": (C(0.90, 0.02, 85), C(0.80, 0.03, 80), C(0.60, 0.02, 90)),
    "palace": (C(0.92, 0.03, 80), C(0.50, 0.08, 200), C(0.80, 0.13, 85)),
    "wall": (C(0.66, 0.05, 55), C(0.55, 0.05, 55), C(0.40, 0.06, 50)),
    "gate": (C(0.60, 0.18, 32), C(0.25, 0.02, 40), C(0.40, 0.06, 50)),
}


def building(pen: Pen, look: Look, chance: Chance) -> None:
    """A building from the front."""
    special: dict[str, Callable[[Pen, Look], None]] = {
        "skyscraper": _skyscraper, "temple": _temple, "windmill": _windmill, "castle": _castle,
        "lighthouse": _lighthouse, "pagoda": _pagoda, "mosque": _mosque, "hut": _hut,
        "tent": _tent, "greenhouse": _greenhouse, "factory": _factory, "bridge": _bridge,
        "arch": _arch, "pyramid": _pyramid, "well": _well, "igloo": _igloo,
        "treehouse": _treehouse, "palace": _palace, "stadium": _stadium, "fountain": _fountain,
        "statue": _statue, "column": _column, "gate": _gate, "wall": _wall, "tower": _tower,
        "church": _church, "barn": _barn,
    }  # fmt: skip
    special.get(look.kind, _house)(pen, look)
    if look.has("flag"):
        pen.line(64, 10, 64, -18, stroke(_WOOD, 2))
        pen.polygon([(64, -18), (84, -12), (64, -5)], fill(C(0.56, 0.20, 25)))


def block(
    pen: Pen, look: Look, x: float, y: float, w: float, h: float, tone: Colour | None = None
) -> None:
    """A wall from (x, y), lit from the left, with its texture."""
    tone = tone or look.main
    pen.rect(
        x,
        y,
        w,
        h,
        across(x, x + w, tone.lighter(0.04), tone, tone.lighter(-0.10), stops=(0, 0.5, 1)),
    )
    pattern = look.shape.pattern
    if pattern in ("brick", "stone") or look.kind in ("castle", "tower", "wall", "factory"):
        step = 7.0
        for row in range(int(h / step)):
            for column in range(int(w / 12) + 1):
                if (row * 5 + column * 3) % 4 == 0:
                    bx = x + column * 12 + (row % 2) * 5
                    if bx + 9 < x + w:
                        pen.rounded(
                            bx, y + row * step + 1, 9, 4.6, 1, fill(tone.lighter(-0.07), 0.7)
                        )
    if pattern == "wood" or look.kind == "barn":
        for i in range(1, int(w / 7)):
            pen.line(x + i * 7, y, x + i * 7, y + h, stroke(tone.lighter(-0.09), 1))


def roof(pen: Pen, points: list[tuple[float, float]], tone: Colour) -> None:
    """A tiled roof."""
    path = polygon(points)
    with modelled(pen, path, tone):
        box = path.computeTightBounds()
        for row in range(int(box.height() / 5) + 1):
            y = box.top() + 5 * row
            pen.line(box.left(), y, box.right(), y, stroke(tone.lighter(-0.09), 1))


def window(
    pen: Pen, x: float, y: float, w: float, h: float, lit: bool = False, arched: bool = False
) -> None:
    """A window around (x, y)."""
    glass = _LAMP if lit else _GLASS
    radius = w / 2 if arched else 1.0
    pen.rounded(x - w / 2 - 1.6, y - h / 2 - 1.6, w + 3.2, h + 3.2, radius, fill(C(0.95, 0.01, 90)))
    pen.rounded(
        x - w / 2,
        y - h / 2,
        w,
        h,
        radius,
        down(y - h / 2, y + h / 2, glass.lighter(-0.22 if not lit else 0.04), glass),
    )
    pen.line(x, y - h / 2, x, y + h / 2, stroke(C(0.95, 0.01, 90), 1.2))
    pen.line(x - w / 2, y, x + w / 2, y, stroke(C(0.95, 0.01, 90), 1.2))


def _door(pen: Pen, look: Look, x: float, w: float, h: float, arched: bool = True) -> None:
    top = 124 - h
    pen.rounded(
        x - w / 2 - 2, top - 2, w + 4, h + 2, w / 2 if arched else 1, fill(look.main.lighter(-0.16))
    )
    pen.rounded(
        x - w / 2,
        top,
        w,
        h,
        w / 2 if arched else 1,
        across(x - w / 2, x + w / 2, look.accent.lighter(0.05), look.accent.lighter(-0.06)),
    )
    pen.rect(x - w / 2, 118, w, 6, fill(look.accent.lighter(-0.03)))
    pen.circle(x + w * 0.3, 124 - h * 0.45, 1.3, fill(C(0.82, 0.13, 85)))


def _house(pen: Pen, look: Look) -> None:
    half = 42 * look.shape.body
    top = 64 - 12 * (look.shape.head - 1)
    if look.kind == "house" or look.has("chimney"):
        pen.rect(
            64 + half * 0.4,
            top - 34,
            11,
            30,
            across(64, 100, look.second.lighter(0.03), look.second.lighter(-0.1)),
        )
    block(pen, look, 64 - half, top, half * 2, 124 - top)
    lit = look.has("lights")
    if look.kind in ("shop", "station"):
        pen.rect(64 - half - 3, top - 8, half * 2 + 6, 9, fill(look.second))
        for i in range(8):
            x = 64 - half - 2 + i * (half * 2 + 4) / 8
            tone = look.second if i % 2 else C(0.95, 0.02, 85)
            pen.rounded(x, top + 12, (half * 2 + 4) / 8, 16, 4, fill(tone))
        for x in (64 - half * 0.55, 64 + half * 0.55):
            pen.rect(x - 14, top + 30, 28, 24, down(top + 30, top + 54, _GLASS, _LAMP))
        _door(pen, look, 64, 14, 30, False)
        if look.kind == "station":
            pen.circle(64, top - 14, 10, fill(C(0.96, 0.01, 90)))
            pen.line(64, top - 14, 64, top - 21, stroke(C(0.2, 0.02, 60), 1.6))
            pen.line(64, top - 14, 69, top - 12, stroke(C(0.2, 0.02, 60), 1.6))
        return
    roof(pen, [(64 - half - 8, top + 3), (64, top - 42), (64 + half + 8, top + 3)], look.second)
    window(pen, 64 - half * 0.55, top + 24, 17, 17, lit)
    window(pen, 64 + half * 0.55, top + 24, 17, 17, lit)
    pen.circle(64, top - 14, 6, fill(_LAMP if lit else _GLASS))
    _door(pen, look, 64, 17, 32)


def _barn(pen: Pen, look: Look) -> None:
    block(pen, look, 18, 62, 92, 62)
    path = polygon([(18, 62), (30, 36), (64, 16), (98, 36), (110, 62)])
    solid(pen, path, look.main)
    pen.curve([(12, 64), (28, 34), (64, 12), (100, 34), (116, 64)], stroke(look.second, 7))
    pen.rect(42, 78, 44, 46, fill(look.dark))
    for x0, x1 in ((42, 64), (64, 86)):
        pen.rect(x0, 78, 22, 46, stroke(look.accent, 2.4))
        pen.line(x0, 78, x1, 124, stroke(look.accent, 2.4))
        pen.line(x1, 78, x0, 124, stroke(look.accent, 2.4))
    window(pen, 64, 50, 16, 14)


def _tower(pen: Pen, look: Look) -> None:
    half = 20 * look.shape.body
    block(pen, look, 64 - half, 28, half * 2, 96)
    block(pen, look, 64 - half - 5, 18, half * 2 + 10, 14)
    if look.has("dome", "bell", "clock"):
        pen.oval(64, 18, half, 18, fill(look.second))
    else:
        roof(pen, [(64 - half - 8, 20), (64, -24), (64 + half + 8, 20)], look.second)
    if look.has("clock"):
        pen.circle(64, 46, 13, fill(C(0.96, 0.01, 90)))
        pen.line(64, 46, 64, 37, stroke(C(0.2, 0.02, 60), 2))
        pen.line(64, 46, 70, 49, stroke(C(0.2, 0.02, 60), 2))
    else:
        window(pen, 64, 48, 11, 18, look.has("lights"), True)
    window(pen, 64, 78, 9, 14, look.has("lights"), True)
    _door(pen, look, 64, 15, 24)


def _church(pen: Pen, look: Look) -> None:
    block(pen, look, 46, 70, 68, 54)
    roof(pen, [(40, 72), (58, 42), (108, 42), (120, 72)], look.second)
    for x in (66, 82, 98):
        window(pen, x, 94, 8, 20, look.has("lights"), True)
    block(pen, look, 14, 36, 36, 88)
    roof(pen, [(9, 38), (32, -18), (55, 38)], look.second)
    window(pen, 32, 56, 12, 17, look.has("lights"), True)
    _door(pen, look, 32, 15, 30)
    pen.line(32, -18, 32, -34, stroke(C(0.80, 0.13, 85), 2.4))
    pen.line(27, -29, 37, -29, stroke(C(0.80, 0.13, 85), 2.4))


def _temple(pen: Pen, look: Look) -> None:
    for i in range(3):
        pen.rect(
            6 + i * 4,
            118 - i * 5,
            116 - i * 8,
            6,
            across(6, 122, look.main.lighter(0.02), look.main.lighter(-0.1)),
        )
    pen.rect(22, 60, 84, 48, fill(look.main.lighter(-0.30)))
    for i in range(6):
        _shaft(pen, look.main, 20 + i * 15.6, 58, 9, 50)
    if look.has("ruined"):
        pen.polygon([(14, 58), (14, 48), (70, 48), (74, 58)], fill(look.main.lighter(-0.03)))
        return
    pen.rect(12, 46, 104, 12, across(12, 116, look.main.lighter(0.03), look.main.lighter(-0.1)))
    solid(pen, polygon([(8, 46), (64, 18), (120, 46)]), look.main)
    pen.polygon([(26, 43), (64, 24), (102, 43)], fill(look.second.lighter(-0.06)))


def _shaft(pen: Pen, tone: Colour, x: float, y: float, w: float, h: float) -> None:
    pen.rect(x, y, w, h, across(x, x + w, tone.lighter(0.04), tone, tone.lighter(-0.16)))
    for i in range(1, 4):
        pen.line(x + w * i / 4, y + 3, x + w * i / 4, y + h - 3, stroke(tone.lighter(-0.10), 0.8))
    pen.rect(x - 2, y, w + 4, 3.4, fill(tone.lighter(-0.03)))
    pen.rect(x - 2, y + h - 3.4, w + 4, 3.4, fill(tone.lighter(-0.05)))


def _column(pen: Pen, look: Look) -> None:
    _shaft(pen, look.main, 50, 14, 28, 104)
    pen.rounded(42, 6, 44, 10, 4, fill(look.main))
    pen.rect(40, 116, 48, 8, fill(look.second))


def _skyscraper(pen: Pen, look: Look) -> None:
    for x, top, w in ((38, 30, 52), (46, 8, 36), (56, -12, 16)):
        block(pen, look, x, top, w, 124 - top)
    pen.line(64, -12, 64, -36, stroke(look.accent, 2.4))
    for row in range(17):
        for column in range(6):
            x, y = 41 + column * 8, 34 + row * 5.2
            lit = (row * 7 + column * 5) % 6 == 0
            pen.rect(
                x, y, 5.4, 3.2, fill(_LAMP if lit else look.second.lighter(-0.08 * (column % 3)))
            )


def _windmill(pen: Pen, look: Look) -> None:
    body = polygon([(46, 50), (82, 50), (92, 124), (36, 124)])
    solid(pen, body, look.main)
    pen.blob([(44, 52), (50, 30), (64, 24), (78, 30), (84, 52)], fill(look.second))
    window(pen, 64, 74, 11, 13)
    _door(pen, look, 64, 15, 25)
    for i in range(4):
        with pen.at(64, 42, 22 + i * 90):
            pen.line(0, 0, 0, -58, stroke(look.accent, 3))
            pen.rect(1, -57, 12, 44, fill(C(0.95, 0.02, 85), 0.92))
            for j in range(6):
                pen.line(1, -57 + j * 8.6, 13, -57 + j * 8.6, stroke(look.accent, 1.2))
            pen.rect(1, -57, 12, 44, stroke(look.accent, 1.4))
    pen.circle(64, 42, 4.4, fill(look.accent.lighter(-0.1)))


def _castle(pen: Pen, look: Look) -> None:
    block(pen, look, 26, 66, 76, 58)
    _teeth(pen, look, 26, 66, 76)
    for x, top in ((10, 44), (94, 44), (50, 26)):
        block(pen, look, x, top, 26, 124 - top if x != 50 else 54)
        roof(pen, [(x - 5, top + 2), (x + 13, top - 40), (x + 31, top + 2)], look.second)
        window(pen, x + 13, top + 18, 7, 12, look.has("lights"), True)
        pen.line(x + 13, top - 40, x + 13, top - 54, stroke(_WOOD, 1.6))
        pen.polygon(
            [(x + 13, top - 54), (x + 25, top - 50), (x + 13, top - 46)],
            fill(look.second.lighter(0.06)),
        )
    _door(pen, look, 64, 22, 32)


def _teeth(pen: Pen, look: Look, x: float, y: float, w: float) -> None:
    count = int(w / 10)
    for i in range(count):
        if i % 2 == 0:
            pen.rect(
                x + i * w / count,
                y - 7,
                w / count,
                8,
                fill(look.main.lighter(-0.02 - 0.05 * i / count)),
            )


def _lighthouse(pen: Pen, look: Look) -> None:
    body = polygon([(50, 34), (78, 34), (88, 124), (40, 124)])
    with modelled(pen, body, look.main, 0.12):
        for i in range(3):
            pen.rect(30, 44 + i * 28, 70, 14, fill(look.second))
    pen.rect(45, 28, 38, 7, fill(look.accent.lighter(-0.1)))
    pen.rect(52, 8, 24, 21, down(8, 29, _LAMP, C(0.97, 0.08, 90)))
    for x in (52, 60, 68, 76):
        pen.line(x, 8, x, 29, stroke(look.accent.lighter(-0.1), 1.6))
    pen.polygon([(48, 9), (64, -10), (80, 9)], fill(look.second))
    _door(pen, look, 64, 14, 22)


def _pagoda(pen: Pen, look: Look) -> None:
    for i in range(4):
        y, half = 100 - i * 28, 36 - i * 6
        block(pen, look, 64 - half, y, half * 2, 24)
        for j in range(3):
            pen.rect(
                64 - half * 0.7 + j * half * 0.5, y + 8, half * 0.34, 14, fill(_LAMP.lighter(-0.1))
            )
        w = half + 18
        eave = outline(
            f"M {64 - w} {y - 2} Q {64 - w * 0.7} {y + 2} {64 - half} {y - 12} L {64 + half} {y - 12} Q {64 + w * 0.7} {y + 2} {64 + w} {y - 2} Q {64 + w * 0.8} {y + 7} 64 {y + 6} Q {64 - w * 0.8} {y + 7} {64 - w} {y - 2} Z"
        )
        solid(pen, eave, look.second)
    pen.line(64, 6, 64, -22, stroke(look.accent, 3))


def _mosque(pen: Pen, look: Look) -> None:
    for x in (8, 120):
        pen.rect(x - 6, 16, 12, 108, across(x - 6, x + 6, look.main, look.main.lighter(-0.1)))
        pen.polygon([(x - 8, 17), (x, -18), (x + 8, 17)], fill(look.second))
        pen.rect(x - 9, 34, 18, 4, fill(look.main.lighter(-0.12)))
    block(pen, look, 22, 76, 84, 48)
    dome = outline("M 30 76 C 22 40 54 34 64 12 C 74 34 106 40 98 76 Z")
    solid(pen, dome, look.second, 0.12)
    pen.line(64, 12, 64, -4, stroke(look.accent, 2.4))
    for x in (38, 90):
        window(pen, x, 98, 10, 20, look.has("lights"), True)
    _door(pen, look, 64, 20, 36)


def _hut(pen: Pen, look: Look) -> None:
    block(pen, look, 28, 74, 72, 50)
    for i in range(8):
        pen.line(30 + i * 10, 74, 30 + i * 10, 124, stroke(look.dark, 1.4))
    thatch = outline("M 14 84 Q 40 40 64 22 Q 88 40 114 84 Q 64 74 14 84 Z")
    with modelled(pen, thatch, look.second, 0.12):
        for i in range(28):
            pen.line(
                64 + (i - 14) * 1.2,
                24,
                64 + (i - 14) * 4.2,
                90,
                stroke(look.second.lighter(-0.09), 1.2),
            )
    window(pen, 84, 98, 12, 12, look.has("lights"))
    _door(pen, look, 52, 18, 34)


def _tent(pen: Pen, look: Look) -> None:
    if look.has("flag") or look.shape.pattern == "stripes":
        top = outline("M 10 66 Q 46 48 64 8 Q 82 48 118 66 Z")
        with modelled(pen, polygon([(14, 66), (114, 66), (110, 124), (18, 124)]), look.main):
            for i in range(5):
                pen.rect(22 + i * 20, 60, 10, 70, fill(look.second))
        with modelled(pen, top, look.main, 0.12):
            for i in range(5):
                pen.polygon([(64, 8), (14 + i * 22, 68), (25 + i * 22, 68)], fill(look.second))
        pen.polygon([(64, 78), (78, 124), (50, 124)], fill(C(0.25, 0.04, 40)))
        return
    solid(pen, polygon([(64, 30), (122, 124), (6, 124)]), look.main, 0.14)
    pen.polygon([(64, 30), (92, 124), (64, 124)], fill(look.main.lighter(-0.12)))
    pen.polygon([(64, 46), (78, 124), (50, 124)], fill(C(0.28, 0.05, 50)))
    pen.polygon([(64, 40), (50, 124), (38, 124)], fill(look.second))
    pen.line(58, 20, 72, 44, stroke(_WOOD, 2.4))
    pen.line(70, 20, 56, 44, stroke(_WOOD, 2.4))


def _greenhouse(pen: Pen, look: Look) -> None:
    body = polygon([(12, 124), (12, 66), (64, 28), (116, 66), (116, 124)])
    with modelled(pen, body, look.main, 0.06):
        for i in range(9):
            pen.circle(
                18 + i * 12, 116 - (i % 3) * 9, 12, fill(look.accent.lighter(0.05 * (i % 3) - 0.05))
            )
            pen.circle(20 + i * 11, 98 - (i % 2) * 8, 3, fill(C(0.66, 0.18, 20)))
        pen.wash(fill(look.main, 0.35))
    bars = stroke(look.second, 2.4)
    pen.shape(body, stroke(look.second, 4))
    pen.line(12, 66, 116, 66, bars)
    for x in (30, 47, 81, 98):
        pen.line(x, 124, x, 66, bars)
        pen.line(x, 66, 64 + (x - 64) * 0.3, 40, bars)
    pen.rect(54, 84, 20, 40, stroke(look.second, 3.4))


def _factory(pen: Pen, look: Look) -> None:
    for x, top in ((22, 4), (44, 18)):
        pen.rect(
            x - 6,
            top,
            12,
            90,
            across(x - 6, x + 6, look.main.lighter(-0.02), look.main.lighter(-0.14)),
        )
        for i in range(3):
            pen.circle(x + 6 + i * 10, top - 8 - i * 8, 7 + i * 3, fill(C(0.82, 0.01, 250), 0.7))
    block(pen, look, 8, 82, 112, 42)
    for i in range(4):
        x = 8 + i * 28
        pen.polygon([(x, 84), (x, 62), (x + 28, 84)], fill(look.second))
        pen.polygon([(x + 3, 80), (x + 3, 68), (x + 18, 80)], fill(_GLASS))
        window(pen, x + 14, 102, 16, 14, look.has("lights"))


def _bridge(pen: Pen, look: Look) -> None:
    path = outline(
        "M -20 124 L -20 74 Q 64 34 148 74 L 148 124 L 128 124 Q 126 92 96 92 Q 68 92 66 124 L 62 124 Q 60 92 32 92 Q 2 92 0 124 Z"
    )
    with modelled(pen, path, look.main, 0.10):
        for row in range(14):
            for i in range(15):
                if (row + i * 3) % 4 == 0:
                    pen.rounded(
                        -20 + i * 12 + (row % 2) * 5, 46 + row * 6, 9, 4, 1, fill(look.second, 0.8)
                    )
    pen.curve(
        [(-20, 72), (20, 56), (64, 50), (108, 56), (148, 72)], stroke(look.main.lighter(0.05), 6)
    )


def _arch(pen: Pen, look: Look) -> None:
    path = outline(
        "M 14 124 L 14 22 L 114 22 L 114 124 L 88 124 L 88 84 Q 88 56 64 56 Q 40 56 40 84 L 40 124 Z"
    )
    solid(pen, path, look.main, 0.11)
    pen.rect(8, 14, 112, 10, fill(look.main.lighter(0.03)))
    pen.rect(12, 42, 104, 3, fill(look.dark))
    for x in (27, 101):
        pen.rect(x - 6, 60, 12, 52, fill(look.dark, 0.5))


def _pyramid(pen: Pen, look: Look) -> None:
    pen.polygon([(64, 24), (126, 124), (2, 124)], fill(look.main))
    pen.polygon([(64, 24), (126, 124), (86, 124)], fill(look.second))
    for i in range(1, 11):
        y = 24 + i * 10
        pen.line(
            64 - (y - 24) * 0.62, y, 64 + (y - 24) * 0.22, y, stroke(look.main.lighter(-0.07), 1.2)
        )


def _well(pen: Pen, look: Look) -> None:
    for x in (34, 90):
        pen.rect(x, 44, 6, 48, fill(_WOOD))
    roof(pen, [(20, 48), (64, 18), (108, 48)], look.second)
    pen.line(64, 44, 64, 76, stroke(C(0.7, 0.06, 75), 2))
    pen.rounded(56, 74, 16, 14, 3, fill(_WOOD.lighter(0.08)))
    pen.rounded(26, 88, 76, 36, 6, across(26, 102, C(0.70, 0.02, 80), C(0.52, 0.02, 80)))
    for i in range(12):
        pen.rounded(30 + (i % 6) * 12, 96 + (i // 6) * 13, 9, 7, 2, fill(C(0.58, 0.02, 80)))


def _igloo(pen: Pen, look: Look) -> None:
    dome = outline("M 8 124 C 8 40 108 40 108 124 Z")
    with modelled(pen, dome, look.main, 0.08):
        for i in range(6):
            y = 60 + i * 12
            pen.curve([(4, y + 8), (58, y), (112, y + 8)], stroke(look.second, 1.8))
            for j in range(7):
                x = 12 + j * 16 + (i % 2) * 8
                pen.line(x, y, x, y + 12, stroke(look.second, 1.8))
    solid(pen, outline("M 74 124 C 74 80 124 80 124 124 Z"), look.main.lighter(-0.03))
    pen.shape(outline("M 86 124 C 86 94 116 94 116 124 Z"), fill(look.accent.lighter(-0.15)))


def _treehouse(pen: Pen, look: Look) -> None:
    for i in range(22):
        a = i * 2.4
        r = 48 * math.sqrt(i / 22)
        solid(
            pen,
            disc(64 + math.cos(a) * r, 36 + math.sin(a) * r * 0.7, 19),
            C(0.50 - 0.002 * i, 0.11, 140),
            0.05,
        )
    solid(pen, tube(((64, 124), (62, 96), (66, 60)), (24, 17, 14)), _WOOD)
    pen.rect(28, 84, 72, 6, fill(_WOOD.lighter(-0.05)))
    block(pen, look, 38, 52, 52, 32)
    roof(pen, [(30, 54), (64, 26), (98, 54)], look.second)
    window(pen, 52, 68, 11, 11, True)
    pen.rect(70, 62, 13, 22, fill(look.accent))
    for y in range(92, 124, 7):
        pen.line(84, y, 96, y, stroke(_WOOD, 2.2))
    for x in (84, 96):
        pen.line(x, 86, x, 124, stroke(_WOOD, 2.2))


def _palace(pen: Pen, look: Look) -> None:
    block(pen, look, 4, 66, 120, 58)
    block(pen, look, 42, 50, 44, 74)
    dome = outline("M 44 50 C 44 14 84 14 84 50 Z")
    solid(pen, dome, look.second, 0.12)
    pen.line(64, 22, 64, 4, stroke(look.accent, 2.4))
    pen.rect(0, 62, 128, 5, fill(look.main.lighter(0.03)))
    for x in (14, 30, 98, 114):
        window(pen, x, 82, 8, 13, look.has("lights"), True)
        window(pen, x, 106, 8, 13, look.has("lights"), True)
    for x in (48, 74):
        _shaft(pen, look.main.lighter(0.02), x, 62, 6, 62)
    _door(pen, look, 64, 15, 36)


def _stadium(pen: Pen, look: Look) -> None:
    pen.oval(64, 84, 62, 40, fill(look.main.lighter(-0.08)))
    pen.oval(64, 78, 62, 34, fill(look.main))
    for r in (0.9, 0.8, 0.7):
        pen.oval(64, 78, 62 * r, 34 * r, stroke(look.dark, 2))
    pen.oval(64, 80, 38, 18, fill(C(0.55, 0.14, 140)))
    pen.oval(64, 80, 12, 6, stroke(C(0.95, 0.01, 90), 1.2))
    pen.line(64, 62, 64, 98, stroke(C(0.95, 0.01, 90), 1.2))


def _fountain(pen: Pen, look: Look) -> None:
    water = look.second
    for side in (-1, 1):
        for reach in (14, 26, 38):
            pen.curve(
                [(64, 30), (64 + side * reach * 0.6, 20), (64 + side * reach, 58)],
                stroke(water, 2.4, 0.85),
            )
    solid(pen, tube(((64, 112), (64, 80), (64, 40)), (16, 9, 7)), look.main)
    pen.oval(64, 62, 34, 8, fill(look.main))
    pen.oval(64, 60, 30, 5, fill(water))
    for x in (36, 50, 78, 92):
        pen.line(x, 62, x, 100, stroke(water, 2, 0.7))
    pen.oval(64, 108, 58, 15, fill(look.main.lighter(-0.06)))
    pen.oval(64, 102, 58, 14, fill(look.main))
    pen.oval(64, 101, 52, 11, down(90, 112, water.lighter(0.08), water.lighter(-0.1)))


def _statue(pen: Pen, look: Look) -> None:
    tone = look.main
    pen.rect(36, 104, 56, 20, across(36, 92, look.second, look.second.lighter(-0.12)))
    pen.rect(42, 96, 44, 9, fill(look.second.lighter(0.04)))
    solid(pen, tube(((60, 94), (58, 70), (62, 44)), (26, 20, 24)), tone, 0.12)
    solid(pen, tube(((70, 94), (70, 74), (66, 60)), (10, 12, 12)), tone)
    solid(pen, tube(((70, 44), (86, 34), (84, 10)), (9, 8, 7)), tone)
    solid(pen, tube(((52, 46), (44, 60), (52, 72)), (9, 8, 7)), tone.lighter(-0.06))
    solid(pen, disc(63, 24, 11, 13), tone)


def _gate(pen: Pen, look: Look) -> None:
    for x in (26, 94):
        solid(pen, tube(((x, 122), (x + (64 - x) * 0.06, 30)), (11, 9)), look.main)
        pen.rect(x - 8, 116, 16, 8, fill(look.second))
    pen.rect(18, 50, 92, 8, fill(look.main.lighter(-0.05)))
    beam = outline("M 2 24 Q 64 34 126 24 L 124 36 Q 64 44 4 36 Z")
    solid(pen, beam, look.main)
    pen.shape(outline("M 0 18 Q 64 28 128 18 L 126 25 Q 64 34 2 25 Z"), fill(look.second))
    pen.rect(59, 36, 10, 16, fill(look.main.lighter(-0.1)))


def _wall(pen: Pen, look: Look) -> None:
    block(pen, look, 0, 78, 128, 46)
    for i in range(7):
        pen.rect(i * 19, 68, 12, 12, fill(look.main.lighter(-0.02 * i)))
