"""The family of smaller plants, from moss to bamboo."""

from __future__ import annotations

import math

from affresco.studio.engines.illustrator.painting.chance import Chance
from affresco.studio.engines.illustrator.painting.colour import Colour
from affresco.studio.engines.illustrator.painting.pen import Pen, fill, outline, stroke
from affresco.studio.engines.illustrator.subjects.look import (
    Look,
    joined,
    modelled,
    solid,
    tube,
)

from .parts import BARK, LEAF, C, flowerpot

PLANT_COLOURS: dict[str, tuple[Colour, Colour, Colour]] = {
    "": (LEAF, C(0.66, 0.17, 25), C(0.85, 0.12, 350)),
    "cactus": (C(0.52, 0.10, 150), C(0.85, 0.05, 100), C(0.70, 0.17, 0)),
    "mushroom": (C(0.58, 0.19, 28), C(0.95, 0.02, 85), C(0.85, 0.05, 80)),
    "wheat": (C(0.80, 0.12, 85), C(0.72, 0.11, 80), C(0.8, 0.1, 85)),
    "reed": (C(0.55, 0.09, 130), C(0.42, 0.07, 50), C(0.8, 0.1, 85)),
    "coral": (C(0.66, 0.17, 25), C(0.80, 0.11, 30), C(0.8, 0.1, 85)),
    "seaweed": (C(0.46, 0.11, 155), C(0.56, 0.12, 145), C(0.8, 0.1, 85)),
    "aloe": (C(0.58, 0.09, 160), C(0.8, 0.06, 140), C(0.70, 0.17, 40)),
}


def plant(pen: Pen, look: Look, chance: Chance) -> None:
    """A plant that is no tree and no single flower."""
    kind, tone = look.kind, look.main
    if look.has("pot"):
        with pen.at(64 * 0.28, 96 * 0.28 - 26, scale=0.72):
            _green(pen, look, kind, tone, chance)
        flowerpot(pen, 64, 92, False)
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
        pen.curve(points, stroke(BARK, 4))
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
                        LEAF,
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
