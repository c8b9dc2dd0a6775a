# ruff: noqa: E501  (outlines are written on one line)
"""The family of trees."""

from __future__ import annotations

import math

from affresco.studio.engines.illustrator.painting.chance import Chance
from affresco.studio.engines.illustrator.painting.colour import Colour
from affresco.studio.engines.illustrator.painting.pen import Pen, across, fill, outline, stroke
from affresco.studio.engines.illustrator.subjects.look import (
    Look,
    solid,
    tube,
)

from .parts import BARK, LEAF, C, flowerpot

TREE_COLOURS: dict[str, tuple[Colour, Colour, Colour]] = {
    "": (LEAF, BARK, C(0.58, 0.20, 25)),
    "pine": (C(0.42, 0.08, 155), BARK, C(0.5, 0.07, 50)),
    "cypress": (C(0.38, 0.08, 150), BARK, C(0.5, 0.07, 50)),
    "willow": (C(0.62, 0.12, 130), BARK, C(0.5, 0.07, 50)),
    "palm": (C(0.52, 0.13, 140), C(0.56, 0.07, 65), C(0.48, 0.08, 50)),
    "birch": (C(0.66, 0.13, 120), C(0.92, 0.01, 90), C(0.5, 0.07, 50)),
    "umbrella": (C(0.46, 0.10, 145), BARK, C(0.5, 0.07, 50)),
    "baobab": (C(0.54, 0.10, 130), C(0.58, 0.05, 60), C(0.5, 0.07, 50)),
    "poplar": (C(0.55, 0.12, 130), BARK, C(0.5, 0.07, 50)),
    "oak": (C(0.45, 0.10, 138), C(0.36, 0.05, 55), C(0.5, 0.07, 50)),
    "stump": (C(0.50, 0.07, 58), C(0.78, 0.08, 75), C(0.5, 0.07, 50)),
}


def tree(pen: Pen, look: Look, chance: Chance) -> None:
    """A tree with trunk and crown."""
    kind, leaf, bark = look.kind, look.main, look.second
    if kind == "stump":
        body = outline("M 30 84 L 98 84 L 106 124 L 22 124 Z")
        solid(pen, body, leaf)
        pen.oval(64, 84, 34, 10, fill(look.second))
        for ring in (26, 18, 10):
            pen.oval(64, 84, ring, ring * 0.3, stroke(leaf, 1.6))
        return
    base = 108 if look.has("pot") else 124
    wide = {
        "baobab": 40.0,
        "oak": 17.0,
        "palm": 9.0,
        "birch": 7.0,
        "poplar": 8.0,
        "bonsai": 14.0,
    }.get(kind, 12.0) * look.shape.body
    if kind == "bonsai":
        solid(pen, tube(((60, 112), (52, 88), (72, 66), (64, 44)), (16, 13, 10, 6)), bark)
        for x, y, r in ((40.0, 72.0, 22.0), (86.0, 60.0, 24.0), (62.0, 36.0, 26.0)):
            _crown(pen, look, chance, x, y, r, r * 0.6, 26)
        pen.rounded(22, 110, 84, 14, 5, fill(C(0.42, 0.09, 40)))
        return
    if kind == "pine":
        pen.rect(58, 104, 12, 20, across(58, 70, bark.lighter(0.06), bark.lighter(-0.08)))
        for i in range(5):
            y, half = 106 - i * 20, 44 - i * 7
            layer = outline(
                f"M {64 - half} {y} Q 64 {y + 9} {64 + half} {y} Q {64 + half * 0.4} {y - 16} 64 {y - 38} Q {64 - half * 0.4} {y - 16} {64 - half} {y} Z"
            )
            solid(pen, layer, leaf.lighter(0.02 * i - 0.03), 0.10)
        return
    if kind in ("cypress", "poplar"):
        pen.rect(60, 108, 9, 16, fill(bark))
        solid(
            pen,
            tube(((64, 112), (64, 66), (64, 6)), (26, 36 if kind == "poplar" else 28, 4)),
            leaf,
            0.13,
        )
        for _ in range(40):
            x, y = 64 + chance.between(-10, 10), chance.between(24, 112)
            pen.line(
                x,
                y,
                x + chance.between(-3, 3),
                y - 10,
                stroke(leaf.lighter(chance.between(-0.1, 0.1)), 2.2, 0.7),
            )
        return
    if kind == "palm":
        solid(pen, tube(((56, 124), (60, 84), (70, 40)), (12, 9, 7)), bark)
        for i in range(10):
            pen.line(
                54 + i * 1.4,
                118 - i * 8,
                62 + i * 1.2,
                118 - i * 8,
                stroke(bark.lighter(-0.12), 1.4),
            )
        for i, a in enumerate((175, 205, 150, 235, 25, -5, -35, -65, 50)):
            angle = math.radians(a)
            end = (70 + math.cos(angle) * 50, 38 + math.sin(angle) * 30 + 14)
            middle = (70 + math.cos(angle) * 28, 38 + math.sin(angle) * 30 - 6)
            solid(
                pen, tube(((70, 38), middle, end), (4, 13, 2)), leaf.lighter(0.03 * (i % 3) - 0.05)
            )
        for dx in (-5, 5, 0):
            pen.circle(70 + dx, 42 + abs(dx) * 0.4, 5, fill(look.accent))
        return
    forks = (
        ((40, 60), (88, 58), (64, 44))
        if kind not in ("umbrella",)
        else ((34, 40), (96, 40), (64, 36))
    )
    solid(pen, tube(((64, base), (62, 92), (64, 66)), (wide * 1.5, wide, wide * 0.8)), bark)
    for x, y in forks:
        solid(
            pen,
            tube(
                ((63, 88), ((63 + x) / 2 + 2, (84 + y) / 2), (x, y)),
                (wide * 0.6, wide * 0.45, wide * 0.25),
            ),
            bark,
        )
    if kind == "birch":
        for y in (70, 82, 95, 108, 118):
            pen.line(60, y, 66, y + 1, stroke(C(0.3, 0.02, 60), 2))
    if kind == "bare":
        for x, y in forks:
            for dx, dy in ((-18, -18), (-4, -26), (12, -22), (22, -10)):
                pen.curve(
                    [(x, y), (x + dx * 0.5, y + dy * 0.6), (x + dx, y + dy)], stroke(bark, 2.6)
                )
                pen.line(
                    x + dx * 0.5,
                    y + dy * 0.6,
                    x + dx * 0.5 + 9,
                    y + dy * 0.6 - 9,
                    stroke(bark, 1.6),
                )
        return
    if kind == "willow":
        _crown(pen, look, chance, 64, 44, 46, 28, 46)
        for i in range(26):
            x = 16 + i * 3.8
            drop = chance.between(40, 70)
            pen.curve(
                [(x, 46), (x + (x - 64) * 0.14, 60), (x + (x - 64) * 0.18, 46 + drop)],
                stroke(leaf.lighter(chance.between(-0.08, 0.08)), 3),
            )
    elif kind == "umbrella":
        _crown(pen, look, chance, 64, 34, 58, 15, 60)
    elif kind == "baobab":
        for x, y in ((34.0, 52.0), (94.0, 50.0), (64.0, 36.0)):
            _crown(pen, look, chance, x, y, 24, 13, 24)
    else:
        wide_crown = 52 if kind == "oak" else 44
        _crown(pen, look, chance, 64, 48, wide_crown, 40, 80)
    if kind == "fruit" or look.has("fruit", "blossom"):
        many = 46 if look.has("blossom") else 16
        for _ in range(many):
            angle, away = chance.between(0, math.tau), math.sqrt(chance.between())
            pen.circle(
                64 + math.cos(angle) * away * 40,
                48 + math.sin(angle) * away * 36,
                3 if many > 20 else 4.4,
                fill(look.accent),
            )
    if look.has("pot"):
        flowerpot(pen, 64, 100, False)
    if look.has("swing"):
        for x in (84, 104):
            pen.line(x, 60, x, 104, stroke(BARK, 1.6))
        pen.rounded(80, 103, 28, 4, 1, fill(BARK))


def _crown(
    pen: Pen, look: Look, chance: Chance, x: float, y: float, wide: float, tall: float, count: int
) -> None:
    leaf, size = look.main, look.shape.head
    wide, tall = wide * size, tall * size
    pen.oval(x, y, wide * 0.86, tall * 0.86, fill(leaf.lighter(-0.08)))
    spots = sorted(
        ((math.cos(a) * r * wide, math.sin(a) * r * tall) for a, r in
         ((chance.between(0, math.tau), math.sqrt(chance.between())) for _ in range(count))),
        key=lambda spot: -spot[1],
    )  # fmt: skip
    for dx, dy in spots:
        lift = 0.09 - 0.11 * (dy / tall + 1) + chance.between(-0.03, 0.03)
        radius = min(wide, tall) * chance.between(0.17, 0.3)
        pen.circle(x + dx * 0.86, y + dy * 0.86, radius, fill(leaf.lighter(lift)))
