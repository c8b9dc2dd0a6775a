"""The nave of a church."""

from __future__ import annotations

import math

from affresco.studio.engines.illustrator.painting.colour import Colour
from affresco.studio.engines.illustrator.painting.pen import (
    Point,
    across,
    fill,
    linear,
    outline,
    polygon,
    stroke,
)
from affresco.studio.engines.illustrator.painting.stage import Slot, Stage

from . import furnish
from .shell import Finish, Shell, shell

C = Colour
_GLASS = (
    C(0.62, 0.19, 25),
    C(0.58, 0.17, 255),
    C(0.80, 0.15, 88),
    C(0.62, 0.15, 150),
    C(0.55, 0.17, 310),
)


def church(stage: Stage) -> None:
    """A nave: arcades that run to an altar under a rose window, pews, candles, beams of light."""
    chance, pen = stage.chance("church"), stage.pen
    stone = C(0.80, 0.03, chance.pick((75, 60, 90)))
    nave = shell(
        stage,
        Finish(stone, C(0.66, 0.03, 60), stone.lighter(-0.05), "plain", "checks"),
        foot=0.66,
        top=0.03,
        lamps=False,
    )
    (x, y), r = nave.point(0.5, 0.26, 1), nave.unit * 0.24
    for u in (0.14, 0.86):
        _lancet(stage, nave.point(u, 0.30, 1)[0], y + r * 0.9, r * 0.26, r * 1.5)
    _rose_window(stage, x, y, r)
    _altar(nave)
    for depth in (0.90, 0.72, 0.52, 0.30, 0.04):
        for side in (-1, 1):
            _bay(nave, side, depth)
        _rib(nave, depth)
    _pews(nave)
    if not nave.outside.dark:
        stage.afterwards.append(lambda: _coloured_beams(stage, x, y))
    for u in (0.10, 0.90):
        px, py = nave.point(u, nave.up(0.26), 0.84)
        pen.rect(px - 4, py, 8, nave.unit * 0.3, fill(stage.lit(C(0.60, 0.10, 80))))
        for i in (-1, 0, 1):
            pen.rect(px + i * 15 - 4, py - 24, 8, 26, fill(stage.lit(C(0.97, 0.02, 85))))
            furnish.flame(stage, px + i * 15, py - 24, 16)
    stage.slots["main"] = Slot(nave.vx / stage.width, 0.92, 0.40)


def _lancet(stage: Stage, x: float, y: float, half: float, tall: float) -> None:
    """A narrow pointed window of coloured glass; y is its foot."""
    pen, chance = stage.pen, stage.chance("lancet", round(x))
    shape = outline(
        f"M {x - half} {y} L {x - half} {y - tall * 0.7} "
        f"Q {x - half} {y - tall * 0.9} {x} {y - tall} "
        f"Q {x + half} {y - tall * 0.9} {x + half} {y - tall * 0.7} L {x + half} {y} Z"
    )
    pen.shape(shape, fill(C(0.30, 0.04, 270)))
    with pen.inside(shape):
        rows = 7
        for i in range(rows):
            for j in (0, 1):
                tone = chance.pick(_GLASS).lighter(0.10)
                pen.rect(
                    x - half + j * half + 1.5,
                    y - tall + i * tall / rows + 1.5,
                    half - 3,
                    tall / rows - 3,
                    fill(tone),
                )
    pen.shape(shape, stroke(stage.lit(C(0.62, 0.03, 70)), 7))


def _rose_window(stage: Stage, x: float, y: float, r: float) -> None:
    pen = stage.pen
    pen.circle(x, y, r * 1.12, fill(stage.lit(C(0.66, 0.03, 70))))
    pen.circle(x, y, r, fill(C(0.26, 0.05, 275)))
    for ring, (away, size, count) in enumerate(((0.78, 0.15, 16), (0.47, 0.15, 10), (0.2, 0.1, 6))):
        for i in range(count):
            angle = math.tau * (i + 0.5 * ring) / count
            tone = _GLASS[(i + ring * 2) % len(_GLASS)].lighter(0.08)
            pen.circle(
                x + math.cos(angle) * r * away, y + math.sin(angle) * r * away, r * size, fill(tone)
            )
    pen.circle(x, y, r * 0.1, fill(C(0.93, 0.11, 90)))
    for i in range(16):
        angle = math.tau * i / 16
        pen.line(
            x,
            y,
            x + math.cos(angle) * r,
            y + math.sin(angle) * r,
            stroke(C(0.30, 0.03, 270), 2.4, 0.8),
        )
    stage.glow(x, y, r * 2.4, C(0.90, 0.09, 85), 0.45)


def _altar(nave: Shell) -> None:
    stage, pen = nave.stage, nave.stage.pen
    nave.block(0.26, 0.74, 0.86, 1.0, 0.07, C(0.78, 0.03, 70))
    nave.block(0.38, 0.62, 0.92, 0.98, 0.22, C(0.93, 0.015, 85), C(0.97, 0.01, 85))
    x, y = nave.point(0.5, nave.up(0.24), 0.95)
    gold, s = stage.lit(C(0.80, 0.12, 84)), nave.unit * 0.1
    pen.rect(x - 4, y - s * 1.5, 8, s * 1.5, fill(gold))
    pen.rect(x - s * 0.45, y - s * 1.1, s * 0.9, 8, fill(gold))
    for dx in (-1.1, 1.1):
        pen.rect(x + s * dx - 3, y - s * 0.6, 6, s * 0.6, fill(stage.lit(C(0.97, 0.02, 85))))
        furnish.flame(stage, x + s * dx, y - s * 0.6, 13)


def _bay(nave: Shell, side: int, depth: float) -> None:
    """A pillar, and the arch that springs from it to the next one behind."""
    stage, pen, s = nave.stage, nave.stage.pen, nave.scale(depth)
    u = 0.0 if side < 0 else 1.0
    stone = stage.lit(nave.finish.wall.lighter(0.05 - 0.10 * (1 - depth)))
    behind = min(1.0, depth + 0.19)
    arch = [nave.point(u, 0.98, depth)]
    for i in range(9):
        t = i / 8
        v = 0.42 - 0.14 * math.sin(math.pi * t)
        arch.append(nave.point(u, v, depth + (behind - depth) * t))
    arch.append(nave.point(u, 0.98, behind))
    pen.shape(polygon(arch), fill(stone.lighter(-0.30)))
    pen.shape(polygon(arch[1:-1], False), stroke(stone.lighter(0.05), 12 * s))
    (x, top), (_, foot) = nave.point(u, 0.40, depth), nave.point(u, 1, depth)
    half = nave.unit * 0.045 * s
    pen.rect(
        x - half,
        top,
        2 * half,
        foot - top,
        across(x - half, x + half, stone.lighter(0.06), stone, stone.lighter(-0.14)),
    )
    for y, grow in ((top - half * 0.5, 1.5), (foot - half, 1.6)):
        pen.rounded(x - half * grow, y, 2 * half * grow, half, 4, fill(stone.lighter(0.03)))


def _rib(nave: Shell, depth: float) -> None:
    """An arch of the vault across the nave."""
    pen, s = nave.stage.pen, nave.scale(depth)
    stone = nave.stage.lit(nave.finish.wall.lighter(0.03 - 0.10 * (1 - depth)))
    points: list[Point] = []
    for i in range(13):
        angle = math.pi * i / 12
        points.append(nave.point(0.5 - 0.5 * math.cos(angle), 0.40 - 0.42 * math.sin(angle), depth))
    pen.curve(points, stroke(stone, 13 * s, round_ends=False))
    pen.curve(points, stroke(stone.lighter(-0.12), 3 * s, 0.6))


def _pews(nave: Shell) -> None:
    for depth in (0.66, 0.50, 0.34, 0.16):
        for u0, u1 in ((0.07, 0.34), (0.66, 0.93)):
            nave.block(u0, u1, depth, depth + 0.05, 0.15, C(0.46, 0.08, 48), C(0.54, 0.08, 52))


def _coloured_beams(stage: Stage, x: float, y: float) -> None:
    h = stage.height
    for i, tone in enumerate((C(0.92, 0.10, 60), C(0.90, 0.09, 250), C(0.95, 0.09, 95))):
        reach = (i - 1) * stage.width * 0.16
        beam = [
            (x - 20 + 20 * i, y),
            (x + 14 + 20 * i, y),
            (x + reach + 190, h),
            (x + reach - 60, h),
        ]
        tones = [(tone, 0.26), (tone, 0.0)]
        stage.pen.polygon(beam, linear((x, y), (x + reach, h), tones, blur=14, blend="screen"))
