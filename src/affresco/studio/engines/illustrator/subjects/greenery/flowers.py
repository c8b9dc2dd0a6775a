"""The family of flowers."""

from __future__ import annotations

import math

from affresco.studio.engines.illustrator.painting.chance import Chance
from affresco.studio.engines.illustrator.painting.colour import WHITE, Colour
from affresco.studio.engines.illustrator.painting.pen import Pen, fill, stroke
from affresco.studio.engines.illustrator.subjects.look import (
    Look,
    disc,
    solid,
    tube,
)

from .parts import HEART, LEAF, C, flowerpot, leaves

FLOWER_COLOURS: dict[str, tuple[Colour, Colour, Colour]] = {
    "": (C(0.94, 0.02, 90), LEAF, HEART),
    "tulip": (C(0.60, 0.20, 20), LEAF, HEART),
    "rose": (C(0.55, 0.20, 18), LEAF, HEART),
    "lily": (C(0.94, 0.03, 350), LEAF, C(0.72, 0.16, 60)),
    "bell": (C(0.60, 0.13, 280), LEAF, HEART),
    "poppy": (C(0.60, 0.21, 28), LEAF, C(0.22, 0.03, 300)),
    "sunflower": (C(0.84, 0.16, 88), LEAF, C(0.36, 0.06, 50)),
    "lavender": (C(0.58, 0.13, 300), C(0.55, 0.08, 145), HEART),
    "orchid": (C(0.72, 0.15, 335), LEAF, C(0.84, 0.14, 88)),
    "lotus": (C(0.82, 0.10, 350), C(0.52, 0.11, 150), HEART),
    "thistle": (C(0.60, 0.15, 315), C(0.52, 0.08, 150), HEART),
    "cluster": (C(0.68, 0.11, 265), LEAF, HEART),
    "dandelion": (C(0.94, 0.01, 90), LEAF, HEART),
    "iris": (C(0.50, 0.16, 285), LEAF, HEART),
}


def flower(pen: Pen, look: Look, chance: Chance) -> None:
    """A flower with stem and leaves; in a pot, a vase or as a bunch."""
    pot = look.has("pot", "vase")
    ground = 96 if pot else 124
    stems = (
        ((0, 0),)
        if not look.has("bunch", "vase") and look.kind not in ("lavender",)
        else ((-20, 8), (20, 10), (-9, -6), (11, -4), (0, 4))
    )
    for dx, dy in stems:
        x, y = 64 + dx, 36 + dy
        size = (1.0 if len(stems) == 1 else 0.62) * look.shape.head
        if look.kind != "lotus":
            pen.curve(
                [(64 + dx * 0.15, ground), (64 + dx * 0.5, (ground + y) / 2), (x, y)],
                stroke(look.second.lighter(-0.05), 3.4),
            )
        if look.kind != "lotus":
            leaves(pen, look, 64 + dx * 0.4, ground - 22)
        with pen.at(x, y, dx * 0.5, size):
            _bloom(pen, look, chance)
    if pot:
        flowerpot(pen, 64, 92, look.has("vase"))


def _petals(
    pen: Pen, tone: Colour, count: int, reach: float, wide: float, turn: float = 0.0
) -> None:
    for i in range(count):
        with pen.at(0, 0, turn + i * 360 / count):
            petal = tube(((0, 0), (0, -reach * 0.6), (0, -reach)), (wide * 0.4, wide, wide * 0.5))
            solid(pen, petal, tone.lighter(0.02 * (i % 2)), 0.06)


def _bloom(pen: Pen, look: Look, chance: Chance) -> None:
    tone, kind = look.main, look.kind
    if kind in ("daisy", "sunflower"):
        if kind == "sunflower":
            _petals(pen, tone.lighter(-0.07), 16, 33, 9, 11)
        _petals(pen, tone, 14, 31, 8.5)
        heart = 10 if kind == "daisy" else 16
        solid(pen, disc(0, 0, heart), look.accent, 0.1)
        for i in range(12):
            a = i * 2.4
            pen.circle(
                math.cos(a) * heart * 0.24 * math.sqrt(i),
                math.sin(a) * heart * 0.24 * math.sqrt(i),
                1.2,
                fill(look.accent.lighter(-0.12)),
            )
    elif kind == "tulip":
        for dx, shade in ((-9, -0.06), (9, -0.06), (0, 0.02)):
            petal = tube(((0, 14), (dx * 1.3, -4), (dx * 0.9, -26)), (14, 22 if dx else 24, 3))
            solid(pen, petal, tone.lighter(shade), 0.08)
    elif kind in ("rose", "cluster"):
        if kind == "cluster":
            for _ in range(22):
                a, r = chance.between(0, math.tau), math.sqrt(chance.between()) * 24
                with pen.at(math.cos(a) * r, math.sin(a) * r * 0.85, chance.between(0, 90)):
                    _petals(pen, tone.lighter(chance.between(-0.06, 0.08)), 4, 7, 6)
            return
        for i, r in enumerate((28, 24, 19, 14, 9)):
            for j in range(5):
                a = j * math.tau / 5 + i * 0.6
                solid(
                    pen,
                    disc(math.cos(a) * r * 0.4, math.sin(a) * r * 0.4, r * 0.66),
                    tone.lighter(-0.09 + 0.03 * i + 0.015 * (j % 2)),
                    0.05,
                )
    elif kind in ("lily", "orchid", "poppy"):
        if kind == "poppy":
            for x, y in ((-12.0, 2.0), (12.0, 2.0), (0.0, -10.0), (0.0, 9.0)):
                solid(pen, disc(x, y, 18, 16), tone.lighter(0.02 if y < 0 else -0.03), 0.09)
            pen.circle(0, 0, 8, fill(look.accent))
            return
        _petals(pen, tone, 6 if kind == "lily" else 5, 34, 14 if kind == "lily" else 19)
        for i in range(5):
            a = -1.9 + i * 0.35
            pen.line(0, 0, math.cos(a) * 14, math.sin(a) * 14, stroke(look.accent, 1.6))
            pen.circle(math.cos(a) * 15, math.sin(a) * 15, 2.2, fill(look.accent))
        if kind == "orchid":
            solid(pen, tube(((0, 0), (0, 12)), (8, 14)), look.accent)
    elif kind == "bell":
        for i in range(5):
            with pen.at((-1) ** i * (7 + i * 2), -22 + i * 13, (-1) ** i * -28):
                cup = tube(((0, -8), (0, 4), (0, 9)), (8, 13, 17))
                solid(pen, cup, tone)
    elif kind == "lavender":
        for i in range(9):
            for side in (-1, 1):
                pen.oval(
                    side * (5.5 - i * 0.35),
                    20 - i * 6,
                    4.4,
                    4,
                    fill(tone.lighter(chance.between(-0.08, 0.08))),
                )
    elif kind == "lotus":
        for i in (-3, 3, -2, 2, -1, 1, 0):
            with pen.at(0, 60, i * 24):
                solid(
                    pen,
                    tube(((0, 0), (0, -26), (0, -46)), (10, 22, 3)),
                    tone.lighter(-0.03 * abs(i)),
                    0.08,
                )
        pen.oval(0, 68, 50, 12, fill(look.second))
    elif kind == "thistle":
        for i in range(15):
            a = math.radians(-160 + i * 10)
            pen.line(
                0, 0, math.cos(a) * 26, math.sin(a) * 28, stroke(tone.lighter(0.05 * (i % 2)), 3.4)
            )
        solid(pen, disc(0, 6, 14), look.second)
    elif kind == "dandelion":
        for ring in (28, 20, 12):
            for i in range(18):
                a = i * math.tau / 18 + ring
                x, y = math.cos(a) * ring, math.sin(a) * ring
                pen.line(0, 0, x, y, stroke(tone, 0.8, 0.7))
                pen.circle(x, y, 3, fill(WHITE, 0.8))
        pen.circle(0, 0, 4, fill(C(0.6, 0.08, 80)))
    else:  # iris
        for dx, dy in ((-20, 12), (20, 12), (0, 18)):
            solid(
                pen,
                tube(((0, 0), (dx * 0.7, dy * 0.4), (dx, dy + 8)), (8, 16, 8)),
                tone.lighter(-0.04),
            )
            pen.line(0, 0, dx * 0.7, dy * 0.7, stroke(look.accent, 3))
        for dx in (-10, 10, 0):
            solid(pen, tube(((0, 2), (dx, -16), (dx * 0.5, -30)), (8, 17, 5)), tone.lighter(0.05))
