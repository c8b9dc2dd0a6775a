# ruff: noqa: E501  (outlines are written on one line)
"""Coats, wool, shells, spines, saddles, wings and manes."""

from __future__ import annotations

import math

import skia

from affresco.studio.engines.illustrator.painting.chance import Chance
from affresco.studio.engines.illustrator.painting.colour import Colour
from affresco.studio.engines.illustrator.painting.pen import Pen, Point, fill, stroke
from affresco.studio.engines.illustrator.subjects.look import (
    Look,
    marked,
    modelled,
    solid,
    tube,
)

from .builds import Build, C


def coat(
    pen: Pen, look: Look, trunk: skia.Path, whole: skia.Path, chance: Chance, deep: float
) -> None:
    """Belly and pattern."""
    box = trunk.computeTightBounds()
    if look.kind in ("deer", "fox", "wolf", "cat", "dog", "rabbit", "kangaroo", "lizard",
                     "crocodile", "frog", "dragon", "dinosaur", "goat"):  # fmt: skip
        pen.oval(
            box.centerX() + deep * 0.3,
            box.bottom() + 1,
            box.width() * 0.46,
            deep * 0.30,
            fill(look.second, 0.9),
        )
    pattern = look.shape.pattern
    if not pattern:
        pattern = {"cow": "patches", "giraffe": "patches-all", "crocodile": "scales"}.get(
            look.kind, ""
        )
    if pattern == "patches-all":
        area = whole.computeTightBounds()
        for row in range(int(area.height() / 9) + 1):
            for column in range(int(area.width() / 9) + 1):
                x = area.left() + 9 * column + (row % 2) * 4.5
                y = area.top() + 9 * row
                pen.polygon(
                    [(x + math.cos(a) * 4 * chance.between(0.75, 1.1), y + math.sin(a) * 4 * chance.between(0.75, 1.1))
                     for a in (0.3, 1.4, 2.5, 3.6, 4.9)],
                    fill(look.second),
                )  # fmt: skip
        return
    target = trunk if pattern in ("patches", "belly") else whole
    if pattern not in ("mask", "socks"):
        marked(pen, target, look, chance, pattern)


def wool(pen: Pen, look: Look, rump: Point, chest: Point, deep: float, chance: Chance) -> None:
    """A fleece."""
    for tone, shift in (
        (look.main.lighter(-0.10), 3),
        (look.main, 0),
        (look.main.lighter(0.03), -4),
    ):
        for _ in range(26):
            t, a = chance.between(-0.08, 1.02), chance.between(0, math.tau)
            x = rump[0] + (chest[0] - rump[0]) * t + math.cos(a) * deep * 0.18
            y = rump[1] + (chest[1] - rump[1]) * t + math.sin(a) * deep * 0.42 + shift
            pen.circle(x, y, chance.between(5, 8.5), fill(tone))


def shell(pen: Pen, look: Look, middle: Point, long: float, deep: float) -> None:
    """A shell on the back."""
    x, y = middle[0] - 2, middle[1] + deep * 0.30
    dome = tube(
        [(x - long * 0.30, y - 4), (x, y - deep * 0.42), (x + long * 0.32, y - 4)],
        (deep * 0.7, deep * 1.05, deep * 0.6),
    )
    with modelled(pen, dome, look.second):
        for i in range(-2, 3):
            for j in range(2):
                px, py = x + i * 13 + j * 6.5, y - deep * 0.62 + j * 14
                pen.circle(px, py, 6.4, stroke(look.second.lighter(-0.13), 2))
                pen.circle(px, py, 5, fill(look.second.lighter(0.07)))
    pen.line(
        x - long * 0.52, y + deep * 0.24, x + long * 0.46, y + deep * 0.24, stroke(look.accent, 4)
    )


def spines(pen: Pen, look: Look, rump: Point, chest: Point, deep: float, chance: Chance) -> None:
    """Spines on the back."""
    for row in range(4):
        for i in range(22):
            t = -0.10 + 1.12 * i / 21
            x = rump[0] + (chest[0] - rump[0]) * t
            arch = math.sin(max(0.0, min(1.0, t * 0.9 + 0.05)) * math.pi) * deep * 0.20
            y = rump[1] - deep * 0.34 - arch + row * 8 + chance.between(-1.5, 1.5)
            tone = look.second.lighter(chance.between(-0.08, 0.16))
            pen.line(x, y, x - 9 - chance.between(0, 4), y - 8 + row * 2, stroke(tone, 2))


def saddle(pen: Pen, look: Look, middle: Point, deep: float) -> None:
    """A saddle with its cloth."""
    x, y = middle[0], middle[1] - deep * 0.5
    cloth = C(0.48, 0.15, 25)
    pen.rounded(x - 15, y - 2, 30, deep * 0.55, 5, fill(cloth))
    solid(pen, tube([(x - 12, y - 4), (x, y), (x + 12, y - 5)], (8, 6, 8)), C(0.36, 0.07, 45))
    pen.line(x, y + deep * 0.5, x, y + deep * 0.98, stroke(C(0.3, 0.05, 45), 2.4))


def wing(pen: Pen, look: Look, root: Point, near: int) -> None:
    """The wing of a dragon."""
    x, y = root
    size = 1.0 if near > 0 else 0.86
    tone = look.accent.lighter(0 if near > 0 else -0.12)
    with pen.at(x, y, 0 if near > 0 else 16, size):
        tips = [(-62.0, -30.0), (-46.0, -8.0), (-26.0, 4.0)]
        web = [
            (2.0, 0.0),
            (-14.0, -54.0),
            (-62.0, -30.0),
            (-50.0, -20.0),
            (-46.0, -8.0),
            (-34.0, -6.0),
            (-26.0, 4.0),
            (-10.0, -2.0),
        ]
        pen.polygon(web, fill(tone))
        for tip in tips:
            pen.line(-14, -54, *tip, stroke(look.main.lighter(-0.06), 3))
        pen.line(2, 0, -14, -54, stroke(look.main, 6))


def mane(
    pen: Pen, look: Look, build: Build, chest: Point, head: Point, deep: float, behind: Colour
) -> None:
    """The mane of a lion or a horse."""
    hair = look.second if look.kind in ("lion", "horse") else behind.lighter(-0.1)
    r = build.head * look.shape.head
    if look.kind == "lion":
        for i in range(16):
            a = i * math.tau / 16
            x, y = head[0] - r * 0.45 + math.cos(a) * r * 0.75, head[1] + 2 + math.sin(a) * r * 0.85
            pen.circle(x, y, r * 0.62, fill(hair.lighter(0.03 if i % 2 else -0.04)))
        return
    x, y = chest[0] - deep * 0.30, chest[1] - deep * 0.45
    for i in range(6):
        t = i / 5
        px, py = x + (head[0] - r * 0.5 - x) * t, y + (head[1] - r * 0.8 - y) * t
        lock = tube([(px + 2, py), (px - 5, py + 6), (px - 6, py + 15)], (7, 7, 2))
        solid(pen, lock, hair.lighter(0.02 * (i % 2)))
