# ruff: noqa: E501  (outlines are written on one line)
"""The families of flowers, plants and trees."""

from __future__ import annotations

import math

from affresco.studio.engines.illustrator.painting.chance import Chance
from affresco.studio.engines.illustrator.painting.colour import WHITE, Colour
from affresco.studio.engines.illustrator.painting.pen import Pen, across, fill, outline, stroke

from .look import Look, disc, joined, modelled, solid, tube

C = Colour
_LEAF = C(0.50, 0.12, 140)
_BARK = C(0.42, 0.06, 55)
_HEART = C(0.80, 0.15, 82)

FLOWER_COLOURS: dict[str, tuple[Colour, Colour, Colour]] = {
    "": (C(0.94, 0.02, 90), _LEAF, _HEART),
    "tulip": (C(0.60, 0.20, 20), _LEAF, _HEART),
    "rose": (C(0.55, 0.20, 18), _LEAF, _HEART),
    "lily": (C(0.94, 0.03, 350), _LEAF, C(0.72, 0.16, 60)),
    "bell": (C(0.60, 0.13, 280), _LEAF, _HEART),
    "poppy": (C(0.60, 0.21, 28), _LEAF, C(0.22, 0.03, 300)),
    "sunflower": (C(0.84, 0.16, 88), _LEAF, C(0.36, 0.06, 50)),
    "lavender": (C(0.58, 0.13, 300), C(0.55, 0.08, 145), _HEART),
    "orchid": (C(0.72, 0.15, 335), _LEAF, C(0.84, 0.14, 88)),
    "lotus": (C(0.82, 0.10, 350), C(0.52, 0.11, 150), _HEART),
    "thistle": (C(0.60, 0.15, 315), C(0.52, 0.08, 150), _HEART),
    "cluster": (C(0.68, 0.11, 265), _LEAF, _HEART),
    "dandelion": (C(0.94, 0.01, 90), _LEAF, _HEART),
    "iris": (C(0.50, 0.16, 285), _LEAF, _HEART),
}
PLANT_COLOURS: dict[str, tuple[Colour, Colour, Colour]] = {
    "": (_LEAF, C(0.66, 0.17, 25), C(0.85, 0.12, 350)),
    "cactus": (C(0.52, 0.10, 150), C(0.85, 0.05, 100), C(0.70, 0.17, 0)),
    "mushroom": (C(0.58, 0.19, 28), C(0.95, 0.02, 85), C(0.85, 0.05, 80)),
    "wheat": (C(0.80, 0.12, 85), C(0.72, 0.11, 80), C(0.8, 0.1, 85)),
    "reed": (C(0.55, 0.09, 130), C(0.42, 0.07, 50), C(0.8, 0.1, 85)),
    "coral": (C(0.66, 0.17, 25), C(0.80, 0.11, 30), C(0.8, 0.1, 85)),
    "seaweed": (C(0.46, 0.11, 155), C(0.56, 0.12, 145), C(0.8, 0.1, 85)),
    "aloe": (C(0.58, 0.09, 160), C(0.8, 0.06, 140), C(0.70, 0.17, 40)),
}
TREE_COLOURS: dict[str, tuple[Colour, Colour, Colour]] = {
    "": (_LEAF, _BARK, C(0.58, 0.20, 25)),
    "pine": (C(0.42, 0.08, 155), _BARK, C(0.5, 0.07, 50)),
    "cypress": (C(0.38, 0.08, 150), _BARK, C(0.5, 0.07, 50)),
    "willow": (C(0.62, 0.12, 130), _BARK, C(0.5, 0.07, 50)),
    "palm": (C(0.52, 0.13, 140), C(0.56, 0.07, 65), C(0.48, 0.08, 50)),
    "birch": (C(0.66, 0.13, 120), C(0.92, 0.01, 90), C(0.5, 0.07, 50)),
    "umbrella": (C(0.46, 0.10, 145), _BARK, C(0.5, 0.07, 50)),
    "baobab": (C(0.54, 0.10, 130), C(0.58, 0.05, 60), C(0.5, 0.07, 50)),
    "poplar": (C(0.55, 0.12, 130), _BARK, C(0.5, 0.07, 50)),
    "oak": (C(0.45, 0.10, 138), C(0.36, 0.05, 55), C(0.5, 0.07, 50)),
    "stump": (C(0.50, 0.07, 58), C(0.78, 0.08, 75), C(0.5, 0.07, 50)),
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
            _leaves(pen, look, 64 + dx * 0.4, ground - 22)
        with pen.at(x, y, dx * 0.5, size):
            _bloom(pen, look, chance)
    if pot:
        _pot(pen, 64, 92, look.has("vase"))


def _leaves(pen: Pen, look: Look, x: float, y: float) -> None:
    for side in (-1, 1):
        leaf = tube(((x, y + 10), (x + side * 15, y - 3), (x + side * 28, y - 18)), (3, 13, 2))
        solid(pen, leaf, look.second, 0.08)


def _pot(pen: Pen, x: float, y: float, glass: bool) -> None:
    clay = C(0.60, 0.11, 42) if not glass else C(0.62, 0.08, 240)
    body = outline(f"M {x - 24} {y} L {x + 24} {y} L {x + 18} 124 L {x - 18} 124 Z")
    pen.shape(body, across(x - 24, x + 24, clay.lighter(0.07), clay, clay.lighter(-0.13)))
    pen.rounded(
        x - 27, y - 4, 54, 9, 3, across(x - 27, x + 27, clay.lighter(0.1), clay.lighter(-0.08))
    )


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


def plant(pen: Pen, look: Look, chance: Chance) -> None:
    """A plant that is no tree and no single flower."""
    kind, tone = look.kind, look.main
    if look.has("pot"):
        with pen.at(64 * 0.28, 96 * 0.28 - 26, scale=0.72):
            _green(pen, look, kind, tone, chance)
        _pot(pen, 64, 92, False)
    else:
        _green(pen, look, kind, tone, chance)


def _green(pen: Pen, look: Look, kind: str, tone: Colour, chance: Chance) -> None:
    if kind == "cactus":
        column = tube(((64, 122), (64, 70), (64, 22)), (30, 34, 28))
        arms = [
            tube(((64, 84), (28, 82), (28, 50)), (16, 16, 14)),
            tube(((64, 70), (98, 68), (98, 36)), (16, 16, 14)),
        ]
        whole = joined(column, *arms)
        with modelled(pen, whole, tone, 0.12):
            for x in (26.0, 54.0, 64.0, 74.0, 98.0):
                for rib in range(24, 122, 9):
                    pen.line(x - 2, rib, x + 2, rib + 2, stroke(look.second, 1.2))
        pen.circle(64, 8, 7, fill(look.accent))
        return
    if kind == "mushroom":
        solid(pen, tube(((64, 120), (62, 92), (64, 66)), (28, 20, 22)), look.second)
        cap = outline("M 14 70 C 14 18 114 18 114 70 Q 64 84 14 70 Z")
        with modelled(pen, cap, tone, 0.14):
            for x, y, r in (
                (40.0, 50.0, 7.0),
                (66.0, 38.0, 8.0),
                (90.0, 54.0, 6.0),
                (54.0, 64.0, 5.0),
                (78.0, 66.0, 4.4),
            ):
                pen.oval(x, y, r, r * 0.8, fill(look.second))
        return
    if kind in ("grass", "reed", "wheat", "seaweed", "aloe", "bamboo", "fern"):
        _blades(pen, look, kind, tone, chance)
        return
    if kind == "coral":

        def grow(x: float, y: float, angle: float, length: float, wide: float) -> None:
            end = (x + math.cos(angle) * length, y + math.sin(angle) * length)
            solid(
                pen,
                tube(((x, y), end), (wide, wide * 0.8)),
                tone.lighter(chance.between(-0.05, 0.05)),
            )
            if length > 10:
                for turn in (-0.5, 0.45):
                    grow(
                        *end, angle + turn + chance.between(-0.15, 0.15), length * 0.72, wide * 0.75
                    )

        grow(64, 122, -math.pi / 2, 36, 14)
        return
    if kind in ("leaf", "clover", "monstera"):
        pen.curve([(64, 124), (62, 96), (64, 66)], stroke(tone.lighter(-0.08), 4))
        count = {"leaf": 1, "clover": 4, "monstera": 1}[kind]
        for i in range(count):
            with pen.at(64, 64, 45 + i * 90 if count > 1 else 8):
                leaf = (
                    outline("M 0 4 C -40 -6 -34 -46 0 -58 C 34 -46 40 -6 0 4 Z")
                    if count == 1
                    else outline(
                        "M 0 0 C -24 -10 -26 -40 -6 -38 Q 0 -36 0 -30 Q 0 -36 6 -38 C 26 -40 24 -10 0 0 Z"
                    )
                )
                with modelled(pen, leaf, tone):
                    pen.line(0, 2, 0, -54, stroke(tone.lighter(0.12), 1.8))
                    for j in range(5):
                        for side in (-1, 1):
                            pen.line(
                                0,
                                -4 - j * 9,
                                side * 26,
                                -20 - j * 9,
                                stroke(
                                    tone.lighter(0.10 if kind != "monstera" else -0.12),
                                    1.4 if kind != "monstera" else 3,
                                ),
                            )
        return
    if kind == "vine":
        points = [
            (14.0, 122.0),
            (36.0, 92.0),
            (58.0, 84.0),
            (72.0, 52.0),
            (98.0, 40.0),
            (114.0, 10.0),
        ]
        pen.curve(points, stroke(_BARK, 4))
        for i in range(26):
            x0, y0 = points[min(4, i % 5)]
            x1, y1 = points[min(5, i % 5 + 1)]
            t = chance.between()
            with pen.at(x0 + (x1 - x0) * t, y0 + (y1 - y0) * t, chance.between(0, 360)):
                solid(
                    pen,
                    tube(((0, 0), (9, 0), (17, 0)), (3, 12, 2)),
                    tone.lighter(chance.between(-0.08, 0.08)),
                    0.06,
                )
        return
    for _ in range(70):  # bush
        a, r = chance.between(0, math.tau), math.sqrt(chance.between())
        x, y = 64 + math.cos(a) * r * 50, 86 + math.sin(a) * r * 36
        pen.oval(
            x,
            y,
            10,
            7,
            fill(tone.lighter(0.10 - 0.20 * (y - 50) / 72 + chance.between(-0.05, 0.05))),
        )
    if look.has("berries", "blossom"):
        berry = look.second if look.has("berries") else look.accent
        for _ in range(22):
            a, r = chance.between(0, math.tau), math.sqrt(chance.between())
            pen.circle(
                64 + math.cos(a) * r * 46,
                84 + math.sin(a) * r * 32,
                chance.between(2.6, 4.4),
                fill(berry),
            )


def _blades(pen: Pen, look: Look, kind: str, tone: Colour, chance: Chance) -> None:
    count = {"fern": 9, "aloe": 9, "bamboo": 5, "reed": 8, "wheat": 9, "seaweed": 6}.get(kind, 17)
    for i in range(count):
        t = (i + 0.5) / count * 2 - 1
        shade = tone.lighter(chance.between(-0.08, 0.06))
        top = 18 + abs(t) * 34 + chance.between(-8, 8)
        if kind == "bamboo":
            x = 64 + t * 40
            pen.line(x, 124, x + t * 4, 4 + abs(t) * 14, stroke(shade, 8, round_ends=False))
            for knot in range(14, 124, 18):
                pen.line(x - 5, knot, x + 5, knot, stroke(shade.lighter(-0.12), 2.2))
            for y in (20.0, 44.0, 70.0):
                for side in (-1, 1):
                    solid(
                        pen,
                        tube(((x, y), (x + side * 12, y + 2), (x + side * 22, y + 10)), (2, 7, 1)),
                        _LEAF,
                    )
            continue
        if kind == "seaweed":
            x = 64 + t * 42
            spine = [(x + math.sin(j * 1.3 + i) * 7, 124 - j * (124 - top) / 5) for j in range(6)]
            solid(pen, tube(spine, (7, 10, 11, 9, 7, 2)), shade)
            continue
        end = (64 + t * 54, top + (34 * abs(t) if kind in ("fern", "aloe") else 0))
        middle = (64 + t * 28, (124 + top) / 2 - 8)
        wide = {"aloe": 14.0, "fern": 3.0, "reed": 4.0, "wheat": 2.6}.get(kind, 6.0)
        solid(pen, tube(((64 + t * 12, 124), middle, end), (wide, wide * 0.9, 1.2)), shade)
        if kind == "fern":
            for j in range(1, 9):
                s = j / 9
                x = (1 - s) ** 2 * (64 + t * 12) + 2 * s * (1 - s) * (64 + t * 30) + s * s * end[0]
                y = (1 - s) ** 2 * 124 + 2 * s * (1 - s) * middle[1] + s * s * end[1]
                for side in (-1, 1):
                    with pen.at(x, y, t * 60 + side * 62 - 90):
                        pen.oval(7 * (1.2 - s), 0, 9 * (1.2 - s), 2.6, fill(shade))
        if kind == "reed":
            solid(pen, tube((end, (end[0] + t * 3, end[1] - 18)), (7, 7)), look.second)
        if kind == "wheat":
            for j in range(5):
                for side in (-1, 1):
                    pen.oval(
                        end[0] + side * 3,
                        end[1] - 2 - j * 5.5,
                        2.8,
                        4.6,
                        fill(look.second.lighter(0.04 * side)),
                    )


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
        _pot(pen, 64, 100, False)
    if look.has("swing"):
        for x in (84, 104):
            pen.line(x, 60, x, 104, stroke(_BARK, 1.6))
        pen.rounded(80, 103, 28, 4, 1, fill(_BARK))


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
