"""Where people live and work."""

from __future__ import annotations

import math

from affresco.studio.engines.illustrator.painting.pen import (
    Pen,
    across,
    down,
    fill,
    outline,
    polygon,
    stroke,
)
from affresco.studio.engines.illustrator.subjects.look import Look, disc, modelled, solid, tube

from .parts import GLASS, LAMP, WOOD, C, block, door, roof, window


def house(pen: Pen, look: Look) -> None:
    """A house."""
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
    if look.kind == "station":
        pen.rect(64 - half - 3, top - 8, half * 2 + 6, 9, fill(look.second))
        for i in range(8):
            x = 64 - half - 2 + i * (half * 2 + 4) / 8
            tone = look.second if i % 2 else C(0.95, 0.02, 85)
            pen.rounded(x, top + 12, (half * 2 + 4) / 8, 16, 4, fill(tone))
        for x in (64 - half * 0.55, 64 + half * 0.55):
            pen.rect(x - 14, top + 30, 28, 24, down(top + 30, top + 54, GLASS, LAMP))
        door(pen, look, 64, 14, 30, False)
        pen.circle(64, top - 14, 10, fill(C(0.96, 0.01, 90)))
        pen.line(64, top - 14, 64, top - 21, stroke(C(0.2, 0.02, 60), 1.6))
        pen.line(64, top - 14, 69, top - 12, stroke(C(0.2, 0.02, 60), 1.6))
        return
    roof(pen, [(64 - half - 8, top + 3), (64, top - 42), (64 + half + 8, top + 3)], look.second)
    window(pen, 64 - half * 0.55, top + 24, 17, 17, lit)
    window(pen, 64 + half * 0.55, top + 24, 17, 17, lit)
    pen.circle(64, top - 14, 6, fill(LAMP if lit else GLASS))
    door(pen, look, 64, 17, 32)


def barn(pen: Pen, look: Look) -> None:
    """A barn."""
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


def skyscraper(pen: Pen, look: Look) -> None:
    """A skyscraper."""
    for x, top, w in ((38, 30, 52), (46, 8, 36), (56, -12, 16)):
        block(pen, look, x, top, w, 124 - top)
    pen.line(64, -12, 64, -36, stroke(look.accent, 2.4))
    for row in range(17):
        for column in range(6):
            x, y = 41 + column * 8, 34 + row * 5.2
            lit = (row * 7 + column * 5) % 6 == 0
            pen.rect(
                x, y, 5.4, 3.2, fill(LAMP if lit else look.second.lighter(-0.08 * (column % 3)))
            )


def windmill(pen: Pen, look: Look) -> None:
    """A windmill."""
    body = polygon([(46, 50), (82, 50), (92, 124), (36, 124)])
    solid(pen, body, look.main)
    pen.blob([(44, 52), (50, 30), (64, 24), (78, 30), (84, 52)], fill(look.second))
    window(pen, 64, 74, 11, 13)
    door(pen, look, 64, 15, 25)
    for i in range(4):
        with pen.at(64, 42, 22 + i * 90):
            pen.line(0, 0, 0, -58, stroke(look.accent, 3))
            pen.rect(1, -57, 12, 44, fill(C(0.95, 0.02, 85), 0.92))
            for j in range(6):
                pen.line(1, -57 + j * 8.6, 13, -57 + j * 8.6, stroke(look.accent, 1.2))
            pen.rect(1, -57, 12, 44, stroke(look.accent, 1.4))
    pen.circle(64, 42, 4.4, fill(look.accent.lighter(-0.1)))


def hut(pen: Pen, look: Look) -> None:
    """A hut."""
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
    door(pen, look, 52, 18, 34)


def tent(pen: Pen, look: Look) -> None:
    """A tent."""
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
    pen.line(58, 20, 72, 44, stroke(WOOD, 2.4))
    pen.line(70, 20, 56, 44, stroke(WOOD, 2.4))


def greenhouse(pen: Pen, look: Look) -> None:
    """A greenhouse."""
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


def factory(pen: Pen, look: Look) -> None:
    """A factory."""
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
        pen.polygon([(x + 3, 80), (x + 3, 68), (x + 18, 80)], fill(GLASS))
        window(pen, x + 14, 102, 16, 14, look.has("lights"))


def igloo(pen: Pen, look: Look) -> None:
    """An igloo."""
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


def treehouse(pen: Pen, look: Look) -> None:
    """A treehouse."""
    for i in range(22):
        a = i * 2.4
        r = 48 * math.sqrt(i / 22)
        solid(
            pen,
            disc(64 + math.cos(a) * r, 36 + math.sin(a) * r * 0.7, 19),
            C(0.50 - 0.002 * i, 0.11, 140),
            0.05,
        )
    solid(pen, tube(((64, 124), (62, 96), (66, 60)), (24, 17, 14)), WOOD)
    pen.rect(28, 84, 72, 6, fill(WOOD.lighter(-0.05)))
    block(pen, look, 38, 52, 52, 32)
    roof(pen, [(30, 54), (64, 26), (98, 54)], look.second)
    window(pen, 52, 68, 11, 11, True)
    pen.rect(70, 62, 13, 22, fill(look.accent))
    for y in range(92, 124, 7):
        pen.line(84, y, 96, y, stroke(WOOD, 2.2))
    for x in (84, 96):
        pen.line(x, 86, x, 124, stroke(WOOD, 2.2))
