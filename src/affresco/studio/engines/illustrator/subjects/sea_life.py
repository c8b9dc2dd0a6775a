"""The family of the sea: fish, rays, octopuses, jellyfish, shells."""

from __future__ import annotations

import dataclasses
import math

import skia

from affresco.studio.engines.illustrator.painting.chance import Chance
from affresco.studio.engines.illustrator.painting.colour import WHITE, Colour
from affresco.studio.engines.illustrator.painting.pen import Pen, Point, curve, fill, stroke

from .look import CREAM, INK, Look, disc, eye, joined, marked, modelled, solid, tube

C = Colour

SEA_COLOURS: dict[str, tuple[Colour, Colour, Colour]] = {
    "": (C(0.68, 0.13, 50), C(0.92, 0.06, 80), C(0.60, 0.16, 35)),
    "shark": (C(0.55, 0.03, 245), C(0.93, 0.01, 240), C(0.48, 0.03, 245)),
    "whale": (C(0.45, 0.08, 250), C(0.88, 0.02, 240), C(0.40, 0.08, 250)),
    "dolphin": (C(0.60, 0.06, 245), C(0.93, 0.01, 240), C(0.52, 0.06, 245)),
    "seal": (C(0.55, 0.02, 250), C(0.80, 0.015, 80), C(0.48, 0.02, 250)),
    "ray": (C(0.47, 0.05, 250), C(0.88, 0.02, 240), C(0.40, 0.05, 250)),
    "octopus": (C(0.62, 0.16, 25), C(0.86, 0.07, 30), C(0.80, 0.15, 85)),
    "squid": (C(0.74, 0.09, 10), C(0.90, 0.04, 20), C(0.80, 0.12, 85)),
    "jellyfish": (C(0.76, 0.11, 330), C(0.90, 0.06, 330), C(0.85, 0.08, 300)),
    "seahorse": (C(0.76, 0.15, 75), C(0.90, 0.10, 90), C(0.66, 0.16, 55)),
    "crab": (C(0.60, 0.20, 30), C(0.85, 0.08, 60), C(0.50, 0.18, 28)),
    "lobster": (C(0.52, 0.19, 28), C(0.75, 0.12, 40), C(0.45, 0.17, 28)),
    "starfish": (C(0.70, 0.17, 45), C(0.86, 0.10, 70), C(0.60, 0.17, 40)),
    "eel": (C(0.48, 0.08, 140), C(0.78, 0.08, 110), C(0.42, 0.08, 140)),
    "swordfish": (C(0.46, 0.09, 255), C(0.90, 0.02, 240), C(0.40, 0.09, 255)),
    "angelfish": (C(0.84, 0.15, 92), C(0.28, 0.03, 270), C(0.80, 0.15, 85)),
    "snail": (C(0.78, 0.06, 75), C(0.56, 0.11, 45), C(0.66, 0.10, 55)),
    "shell": (C(0.86, 0.06, 40), C(0.75, 0.10, 30), C(0.70, 0.10, 30)),
    "urchin": (C(0.34, 0.08, 310), C(0.50, 0.10, 320), C(0.30, 0.08, 310)),
}
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


def sea_life(pen: Pen, look: Look, chance: Chance) -> None:
    """Something that lives in the sea, facing right."""
    special = {
        "ray": _ray, "octopus": _octopus, "squid": _squid, "jellyfish": _jellyfish,
        "seahorse": _seahorse, "crab": _crab, "lobster": _lobster, "starfish": _starfish,
        "eel": _eel, "snail": _snail, "shell": _shell, "urchin": _urchin,
    }.get(look.kind)  # fmt: skip
    if special:
        special(pen, look)
        return
    if look.pose == "jumping":
        with pen.at(64, 80, -28):
            pen.canvas.translate(-64, -80)
            _fish(pen, look, chance)
    else:
        _fish(pen, look, chance)


def _fish(pen: Pen, look: Look, chance: Chance) -> None:
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


def _ray(pen: Pen, look: Look) -> None:
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


def _octopus(pen: Pen, look: Look) -> None:
    for near in (False, True):
        tone = look.main.lighter(0 if near else -0.11)
        for i in range(4):
            t = (i - 1.5) / 1.5
            spread = t * (40 if near else 54) * look.shape.legs
            curl = 1 if t > 0 else -1
            foot = 116 if near else 104
            spine = (
                (64 + t * 14, 74),
                (64 + t * 22, 98),
                (64 + spread * 0.8, foot),
                (64 + spread + curl * 14, foot - 4),
                (64 + spread + curl * 15, foot - 16),
            )
            arm = tube(spine, (16, 13, 9, 6, 2.5))
            solid(pen, arm, tone, 0.08)
            if near:
                for j in range(5):
                    pen.circle(
                        64 + t * 20 + (spread - t * 20) * j / 5,
                        96 + (foot - 94) * j / 5 + 3,
                        2.1 - j * 0.2,
                        fill(look.second),
                    )
    mantle = tube(((64, 78), (63, 58), (58, 30)), (40, 42, 50))
    with modelled(pen, mantle, look.main, 0.12):
        for x, y, r in ((40, 20, 5), (50, 36, 3.4), (66, 16, 4), (78, 34, 3)):
            pen.circle(x, y, r, fill(look.second, 0.55))
    for x in (54, 74):
        pen.oval(x, 64, 8, 8.6, fill(WHITE))
        eye(pen, x + 1, 65, 4.6)
    pen.curve([(58, 78), (64, 81), (70, 78)], stroke(look.dark.lighter(-0.1), 2))


def _squid(pen: Pen, look: Look) -> None:
    for i in range(6):
        x = 50 + i * 5.6
        long = 34 if i in (0, 5) else 22
        spine = ((x, 80), (x + (i - 2.5) * 3, 96), (x + (i - 2.5) * 2, 90 + long))
        solid(pen, tube(spine, (6, 5, 3)), look.main.lighter(-0.07))
    for side in (-1, 1):
        fin = [(64.0, 6.0), (64 + side * 30.0, 26.0), (64 + side * 8.0, 40.0)]
        pen.polygon(fin, fill(look.main.lighter(-0.08)))
    mantle = tube(((64, 8), (64, 40), (64, 74)), (8, 36, 30))
    with modelled(pen, mantle, look.main):
        for y in (24, 38, 52):
            pen.circle(58 + y % 11, y, 2.4, fill(look.second.lighter(-0.2)))
    for x in (55, 73):
        eye(pen, x, 76, 4.6, WHITE)


def _jellyfish(pen: Pen, look: Look) -> None:
    for i in range(7):
        x = 38 + i * 8.6
        points = [(x, 56.0)]
        points += [
            (x + math.sin(j * 1.6 + i) * 6, 56.0 + j * 15 * look.shape.legs) for j in range(1, 5)
        ]
        pen.curve(points, stroke(look.second, 3.2 if i % 2 else 2, 0.8))
    for i in range(3):
        x = 50 + i * 14
        arm = tube(((x, 54), (x - 6, 72), (x + 5, 90), (x, 106)), (12, 9, 7, 2))
        pen.shape(arm, fill(look.accent, 0.75))
    bell = skia.Path()
    bell.moveTo(22, 58)
    bell.cubicTo(20, -4, 108, -4, 106, 58)
    for i in range(6):
        x = 106 - i * 14
        bell.quadTo(x - 7, 66, x - 14, 58)
    bell.close()
    with modelled(pen, bell, look.main, 0.14):
        pen.oval(64, 44, 26, 20, fill(look.second, 0.5))
        pen.oval(48, 26, 9, 14, fill(WHITE, 0.4))
        for i in range(5):
            pen.oval(34 + i * 15, 52, 3.4, 4, fill(look.second, 0.9))


def _seahorse(pen: Pen, look: Look) -> None:
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


def _crab(pen: Pen, look: Look) -> None:
    for side in (-1, 1):
        for i in range(3):
            y = 84 + i * 8
            leg = [
                (64 + side * 28, y),
                (64 + side * (48 - i * 3), y - 8 + i * 5),
                (64 + side * (54 - i * 6), y + 18),
            ]
            pen.curve(leg, stroke(look.dark, 5))
        arm = [(64 + side * 28.0, 76.0), (64 + side * 46.0, 66.0), (64 + side * 44.0, 50.0)]
        pen.curve(arm, stroke(look.main.lighter(-0.05), 8))
        with pen.at(64 + side * 44, 40, side * 16, (side, 1)):
            claw = skia.Path()
            claw.moveTo(-8, 14)
            claw.cubicTo(-22, -4, -8, -26, 4, -24)
            claw.quadTo(-4, -10, 2, -2)
            claw.quadTo(6, -12, 14, -16)
            claw.cubicTo(18, 0, 10, 14, -8, 14)
            solid(pen, claw, look.main)
        pen.line(64 + side * 10, 66, 64 + side * 11, 54, stroke(look.dark, 3))
        eye(pen, 64 + side * 11, 52, 4.4, WHITE)
    shell = disc(64, 84, 36, 24)
    with modelled(pen, shell, look.main, 0.12):
        for x, y in ((48, 74), (80, 74), (64, 70), (54, 84), (74, 84)):
            pen.circle(x, y, 2.4, fill(look.main.lighter(0.09)))
    pen.curve([(54, 94), (64, 99), (74, 94)], stroke(look.dark.lighter(-0.1), 2))


def _lobster(pen: Pen, look: Look) -> None:
    for side in (-1, 1):
        for i in range(4):
            y = 66 + i * 8
            pen.curve(
                [(64, y), (64 + side * 24, y - 3), (64 + side * 30, y + 10)], stroke(look.dark, 3.4)
            )
        pen.curve(
            [(64 + side * 6, 34), (64 + side * 14, 10), (64 + side * 30, -10)],
            stroke(look.dark, 1.6),
        )
        pen.curve(
            [(64 + side * 12, 54), (64 + side * 34, 46), (64 + side * 34, 28)], stroke(look.main, 8)
        )
        claw = tube(((64 + side * 34, 32), (64 + side * 36, 14), (64 + side * 27, -4)), (12, 24, 4))
        solid(pen, claw, look.main)
        pen.line(64 + side * 31, 2, 64 + side * 34, 16, stroke(look.dark.lighter(-0.1), 2))
    for dx in (-14, -5, 5, 14):
        pen.oval(64 + dx, 124, 7, 10, fill(look.dark))
    for i in range(5):
        solid(pen, disc(64, 82 + i * 9, 15 - i * 1.2, 8), look.main.lighter(-0.02 * i))
    solid(pen, tube(((64, 38), (64, 58), (64, 76)), (16, 32, 30)), look.main, 0.12)
    for side in (-1, 1):
        eye(pen, 64 + side * 8, 38, 3)


def _starfish(pen: Pen, look: Look) -> None:
    arms = []
    for i in range(5):
        a = -math.pi / 2 + i * math.tau / 5
        arms.append(
            tube(
                (
                    (64, 70),
                    (64 + math.cos(a) * 26, 70 + math.sin(a) * 26),
                    (64 + math.cos(a) * 54, 70 + math.sin(a) * 54),
                ),
                (42, 25, 8),
            )
        )
    whole = joined(*arms)
    with modelled(pen, whole, look.main):
        for i in range(5):
            a = -math.pi / 2 + i * math.tau / 5
            for j in range(1, 7):
                pen.circle(
                    64 + math.cos(a) * j * 8,
                    70 + math.sin(a) * j * 8,
                    2.8 - j * 0.22,
                    fill(look.second),
                )
        pen.circle(64, 70, 4, fill(look.second))


def _eel(pen: Pen, look: Look) -> None:
    spine = ((4, 90), (24, 70), (46, 82), (66, 100), (86, 84), (104, 74))
    pen.shape(tube([(x, y - 6) for x, y in spine], (2, 14, 16, 16, 14, 8)), fill(look.accent))
    body = tube(spine, (2, 13, 18, 19, 18, 17))
    with modelled(pen, body, look.main):
        pen.shape(curve([(x, y + 7) for x, y in spine]), stroke(look.second, 6))
    eye(pen, 105, 71, 2.6, WHITE)
    pen.curve([(112, 78), (106, 80), (99, 79)], stroke(look.dark.lighter(-0.1), 1.6))


def _snail(pen: Pen, look: Look) -> None:
    body = tube(((14, 120), (60, 116), (92, 108), (102, 88)), (5, 16, 17, 14))
    solid(pen, body, look.main)
    for dx in (0, 9):
        pen.line(100 + dx, 84, 104 + dx * 1.5, 68, stroke(look.main, 3))
        pen.circle(104 + dx * 1.5, 66, 3.4, fill(INK))
    shell = disc(56, 86, 33)
    with modelled(pen, shell, look.second, 0.12):
        points = [
            (56 + math.cos(t * 0.5) * (31 - t * 1.25), 87 + math.sin(t * 0.5) * (31 - t * 1.25))
            for t in range(24)
        ]
        pen.curve(points, stroke(look.second.lighter(-0.15), 3.6))


def _shell(pen: Pen, look: Look) -> None:
    fan = skia.Path()
    fan.moveTo(52, 112)
    fan.lineTo(14, 62)
    for i in range(7):
        a = math.pi + 0.35 + i * (math.pi - 0.7) / 6
        fan.quadTo(
            64 + math.cos(a - 0.2) * 60,
            76 + math.sin(a - 0.2) * 62,
            64 + math.cos(a + 0.1) * 54,
            76 + math.sin(a + 0.1) * 52,
        )
    fan.lineTo(114, 62)
    fan.lineTo(76, 112)
    fan.close()
    with modelled(pen, fan, look.main, 0.12):
        for i in range(9):
            a = math.pi + 0.3 + i * (math.pi - 0.6) / 8
            pen.line(
                64, 116, 64 + math.cos(a) * 66, 76 + math.sin(a) * 66, stroke(look.second, 2.6)
            )
    solid(pen, tube(((46, 114), (82, 114)), (12, 12)), look.second)


def _urchin(pen: Pen, look: Look) -> None:
    for i in range(40):
        a = i * math.tau / 40
        reach = 52 if i % 2 else 44
        pen.line(
            64,
            74,
            64 + math.cos(a) * reach,
            74 + math.sin(a) * reach,
            stroke(look.main.lighter(0.06 * (i % 2)), 2.6),
        )
    solid(pen, disc(64, 74, 28), look.main, 0.12)
