"""Fish, whales and all that swims with fins."""

from __future__ import annotations

import dataclasses

import skia

from affresco.studio.engines.illustrator.painting.chance import Chance
from affresco.studio.engines.illustrator.painting.colour import WHITE, Colour
from affresco.studio.engines.illustrator.painting.pen import Pen, Point, curve, fill, stroke
from affresco.studio.engines.illustrator.subjects.look import (
    CREAM,
    INK,
    Look,
    disc,
    eye,
    joined,
    marked,
    modelled,
    solid,
    tube,
)

# long, deep, tail spread, dorsal fin height
_FISH: dict[str, tuple[float, float, float, float]] = {
    "fish": (78, 40, 20, 15),
    "shark": (100, 32, 24, 22),
    "whale": (104, 52, 20, 7),
    "dolphin": (94, 31, 17, 17),
    "swordfish": (84, 26, 22, 24),
    "angelfish": (58, 58, 20, 32),
    "seal": (88, 38, 13, 0),
}


def fish(pen: Pen, look: Look, chance: Chance) -> None:
    """A fish, a shark, a whale, by proportions."""
    long, deep, spread, fin = _FISH[look.kind]
    long, deep = long * look.shape.body, deep * (0.5 + 0.5 * look.shape.body)
    spread *= look.shape.tail
    fin *= look.shape.wings
    x0, x1, y = 64 - long / 2, 64 + long / 2, 80.0
    tone = look.accent
    back = x0 + long * 0.10
    if look.kind in ("whale", "dolphin", "seal"):
        flukes = tube(((back, y), (x0 - 8, y - 5), (x0 - 18, y - 12 - spread * 0.3)), (9, 11, 3))
        solid(pen, flukes, tone)
        solid(pen, tube(((back, y), (x0 - 9, y + 2), (x0 - 20, y + 2)), (9, 10, 3)), tone)
    else:
        for side in (-1.0, 1.0):
            lobe = tube(
                ((back, y), (x0 - 6, y + side * spread * 0.5), (x0 - 18, y + side * spread)),
                (10, 13, 3),
            )
            solid(pen, lobe, tone)
    if fin > 0:
        with pen.at(64, y - deep * 0.36):
            top = [(14.0, 4.0), (0.0, -fin), (-18.0, -fin * 0.8), (-20.0, 4.0)]
            if look.kind in ("fish", "angelfish") or look.has("sail-fin"):
                top = [(18.0, 4.0), (4.0, -fin), (-24.0, -fin * 0.7), (-26.0, 6.0)]
            pen.blob(top, fill(tone))
        if look.kind in ("fish", "angelfish"):
            with pen.at(60, y + deep * 0.36):
                pen.blob(
                    [(10, -4), (-4, fin * 0.8), (-20, fin * 0.7), (-16, -5)],
                    fill(tone.lighter(-0.05)),
                )
    blunt = 0.86 if look.kind in ("whale", "seal") else 0.5
    trunk = tube(
        ((back, y), (x0 + long * 0.36, y - 1), (x1 - deep * 0.42, y)),
        (deep * 0.16, deep * 0.92, deep * blunt * 1.1),
    )
    if look.kind == "dolphin":
        trunk = joined(trunk, tube(((x1 - 16, y + 4), (x1 + 4, y + 6)), (14, 5)))
    if look.kind in ("fish", "shark", "swordfish", "angelfish"):
        trunk = joined(trunk, tube(((x1 - deep * 0.5, y), (x1, y + 1)), (deep * 0.66, deep * 0.2)))
    with modelled(pen, trunk, look.main):
        if look.kind in _FISH and look.kind not in ("fish", "angelfish"):
            pen.oval(x0 + long * 0.62, y + deep * 0.46, long * 0.46, deep * 0.34, fill(look.second))
        if look.kind == "fish" and not look.shape.pattern:
            pen.oval(
                x0 + long * 0.55, y + deep * 0.5, long * 0.5, deep * 0.3, fill(look.second, 0.8)
            )
            marked(pen, trunk, _scaled(look), chance, "scales")
        if look.kind == "angelfish" and not look.shape.pattern:
            for t in (0.35, 0.62, 0.82):
                pen.line(
                    x0 + long * t, y - deep, x0 + long * t - 3, y + deep, stroke(look.second, 6)
                )
        if look.kind == "whale":
            for i in range(5):
                pen.curve(
                    [(x1, y + 8 + i * 4), (x1 - 26, y + 11 + i * 4), (x1 - 46, y + 8 + i * 4)],
                    stroke(look.second.lighter(-0.12), 1.2),
                )
        marked(pen, trunk, look, chance)
    if look.kind == "shark":
        for i in range(4):
            pen.line(
                x1 - 26 - i * 4,
                y - 5,
                x1 - 27 - i * 4,
                y + 5,
                stroke(look.dark.lighter(-0.08), 1.4),
            )
    if look.kind == "swordfish" or look.has("sword"):
        solid(pen, tube(((x1 - 4, y + 1), (x1 + 34, y - 1)), (6, 1)), look.dark)
    _fin(pen, look, (x1 - long * 0.36, y + deep * 0.22), deep, tone)
    mouth = [
        (x1 - 1, y + deep * 0.12),
        (x1 - deep * 0.16, y + deep * 0.18),
        (x1 - deep * 0.28, y + deep * 0.14),
    ]
    pen.curve(mouth, stroke(look.dark.lighter(-0.14), 1.6))
    if look.kind == "seal":
        for i in (-1, 0, 1):
            pen.line(x1 - 2, y + 5, x1 - 13, y + 7 + i * 4, stroke(CREAM, 0.9))
        pen.oval(x1 + 1, y - 1, 2.6, 2, fill(INK))
    ex, ey = x1 - deep * 0.42, y - deep * 0.10
    if look.kind in ("fish", "angelfish"):
        pen.circle(ex, ey, 4.6, fill(WHITE))
        eye(pen, ex + 0.6, ey, 2.9)
    else:
        eye(pen, ex, ey, 2.3)


def _scaled(look: Look) -> Look:
    return dataclasses.replace(look, second=look.main.lighter(-0.08))


def _fin(pen: Pen, look: Look, at: Point, deep: float, tone: Colour) -> None:
    size = look.shape.wings
    x, y = at
    fin = tube(
        (
            (x, y),
            (x - deep * 0.25 * size, y + deep * 0.30 * size),
            (x - deep * 0.62 * size, y + deep * 0.44 * size),
        ),
        (deep * 0.30, deep * 0.28, 2),
    )
    solid(pen, fin, tone.lighter(-0.04))


def ray(pen: Pen, look: Look) -> None:
    """A ray from above."""
    pen.curve([(44, 84), (22, 92), (2, 86), (-14, 94)], stroke(look.main, 3.4))
    far = skia.Path()
    far.moveTo(104, 78)
    far.cubicTo(84, 52, 70, 30, 44, 22)
    far.cubicTo(56, 46, 46, 66, 34, 84)
    far.close()
    solid(pen, far, look.main.lighter(-0.09))
    body = skia.Path()
    body.moveTo(108, 80)
    body.cubicTo(90, 62, 60, 62, 34, 84)
    body.cubicTo(40, 96, 34, 116, 24, 124)
    body.cubicTo(60, 118, 92, 104, 108, 80)
    body.close()
    with modelled(pen, body, look.main):
        pen.oval(80, 106, 30, 10, fill(look.second, 0.5))
        for i in range(7):
            pen.circle(52 + i * 6, 84 + (i % 2) * 5, 1.6, fill(look.second, 0.8))
    for y in (74, 82):
        solid(pen, tube(((102, y), (113, y + 2)), (6, 3)), look.main)
    eye(pen, 95, 73, 2.6)


def seahorse(pen: Pen, look: Look) -> None:
    """A seahorse."""
    pen.blob([(50, 56), (34, 50), (32, 70), (48, 76)], fill(look.accent, 0.85))
    trunk = tube(
        (
            (66, 30),
            (58, 46),
            (64, 64),
            (66, 84),
            (56, 102),
            (60, 118),
            (74, 118),
            (76, 108),
            (69, 107),
        ),
        (20, 22, 30, 22, 13, 9, 7, 5, 3),
    )
    snout = tube(((68, 26), (84, 30), (98, 35)), (18, 8, 6))
    whole = joined(trunk, snout, disc(67, 25, 13))
    with modelled(pen, whole, look.main):
        for i in range(9):
            y = 44 + i * 7.5
            pen.curve(
                [(46, y - 2), (66, y + 2), (84, y - 2)], stroke(look.main.lighter(-0.11), 1.8)
            )
        pen.oval(74, 64, 9, 16, fill(look.second, 0.7))
    for i in range(4):
        pen.polygon(
            [(58 + i * 5, 15 - (i % 2)), (60 + i * 5, 3 + i), (63 + i * 5, 15)], fill(look.accent)
        )
    eye(pen, 72, 23, 3.2, WHITE)


def eel(pen: Pen, look: Look) -> None:
    """An eel."""
    spine = ((4, 90), (24, 70), (46, 82), (66, 100), (86, 84), (104, 74))
    pen.shape(tube([(x, y - 6) for x, y in spine], (2, 14, 16, 16, 14, 8)), fill(look.accent))
    body = tube(spine, (2, 13, 18, 19, 18, 17))
    with modelled(pen, body, look.main):
        pen.shape(curve([(x, y + 7) for x, y in spine]), stroke(look.second, 6))
    eye(pen, 105, 71, 2.6, WHITE)
    pen.curve([(112, 78), (106, 80), (99, 79)], stroke(look.dark.lighter(-0.1), 1.6))
