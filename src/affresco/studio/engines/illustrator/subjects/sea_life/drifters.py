"""Arms, shells and claws."""

from __future__ import annotations

import math

import skia

from affresco.studio.engines.illustrator.painting.colour import WHITE
from affresco.studio.engines.illustrator.painting.pen import Pen, fill, stroke
from affresco.studio.engines.illustrator.subjects.look import (
    INK,
    Look,
    disc,
    eye,
    joined,
    modelled,
    solid,
    tube,
)


def octopus(pen: Pen, look: Look) -> None:
    """An octopus."""
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


def squid(pen: Pen, look: Look) -> None:
    """A squid."""
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


def jellyfish(pen: Pen, look: Look) -> None:
    """A jellyfish."""
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


def crab(pen: Pen, look: Look) -> None:
    """A crab."""
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


def lobster(pen: Pen, look: Look) -> None:
    """A lobster."""
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


def starfish(pen: Pen, look: Look) -> None:
    """A starfish."""
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


def snail(pen: Pen, look: Look) -> None:
    """A snail."""
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


def shell(pen: Pen, look: Look) -> None:
    """A shell on the back."""
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


def urchin(pen: Pen, look: Look) -> None:
    """A sea urchin."""
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
