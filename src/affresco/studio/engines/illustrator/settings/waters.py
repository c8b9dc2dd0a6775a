"""Water inland: river, bridge, hot spring."""

from __future__ import annotations

import math
from itertools import pairwise

from affresco.studio.engines.illustrator.painting.colour import WHITE, Colour
from affresco.studio.engines.illustrator.painting.pen import (
    Point,
    across,
    curve,
    down,
    fill,
    outline,
    polygon,
    stroke,
)
from affresco.studio.engines.illustrator.painting.stage import Slot, Stage
from affresco.studio.engines.illustrator.subjects.families import Shape

from . import land, season, vista, water
from .props import prop, row
from .sky import sky

C = Colour
_ROCK = C(0.58, 0.025, 85)


def river(stage: Stage) -> None:
    """A stream that winds towards us between grassy banks, over stones."""
    h, w, pen, chance = stage.height, stage.width, stage.pen, stage.chance("river")
    vista.vista(stage, 0.50, ("mountains", "woods", "hills", "hamlet"))
    land.ground(stage, h * 0.60, land.GRASS, "grass", 110)
    bend, end = chance.pick((-1, 1)), 0.5 + chance.pick((-0.10, 0.08))
    wide = 2.1 if _has_swimmers(stage) else 1.0
    left: list[Point] = []
    right: list[Point] = []
    for i in range(15):
        t = i / 14
        mid = w * (end + bend * 0.13 * math.sin(t * 5.0) * (1 - 0.35 * t) + 0.06 * t)
        half = 7 + w * 0.23 * wide * t ** (1.7 / wide**0.5)
        y = h * (0.60 + 0.46 * t**1.35)
        left.append((mid - half, y))
        right.append((mid + half, y))
    bed = curve([*left, *right[::-1]], True)
    bank = stage.lit(C(0.58, 0.06, 75).mix(season.SNOW, 0.8 if season.snowy(stage) else 0))
    with pen.at(0, -6):
        pen.shape(bed, stroke(bank, 24, 0.9))
    blue = stage.lit(C(0.62, 0.10, 225))
    pen.shape(
        bed,
        down(
            h * 0.60,
            h,
            stage.light.horizon.mix(blue, 0.35),
            stage.light.middle.mix(blue, 0.6),
            blue.lighter(-0.06),
        ),
    )
    with pen.inside(bed):
        for _ in range(46):
            t = chance.between()
            y = h * (0.60 + 0.46 * t**1.35)
            a, b = left[min(14, int(t * 14))][0], right[min(14, int(t * 14))][0]
            x, long = a + (b - a) * chance.between(0.05, 0.9), (b - a) * chance.between(0.08, 0.22)
            path = outline(f"M {x} {y} Q {x + long / 2} {y - 4 - 5 * t} {x + long} {y}")
            pen.shape(path, stroke(WHITE.mix(stage.light.key, 0.4), 1.5 + 3 * t, 0.5))
        for i in range(7):
            t = 0.3 + 0.1 * i
            j = min(14, int(t * 14))
            x = left[j][0] + (right[j][0] - left[j][0]) * chance.pick((0.12, 0.3, 0.72, 0.88))
            boulder(stage, x, left[j][1], 14 + 40 * t * chance.between(0.6, 1))
    for i, (x, y, s) in enumerate(
        ((0.05, 0.80, 0.46), (0.95, 0.78, 0.42), (0.20, 0.68, 0.20), (0.84, 0.67, 0.18))
    ):
        kind = chance.pick(("willow", "oak", "birch", "pine"))
        prop(stage, Shape("tree", kind), x, y, s, 0.10 if i > 1 else 0.0)
    for x in (0.16, 0.86):
        prop(stage, Shape("plant", "reed"), x, 0.96, 0.20)
    land.flowers(stage, h * 0.74, h * 0.9, 26)
    side = 0.24 if bend > 0 else 0.74
    stage.slots = {
        "main": Slot(side, 0.93, 0.38),
        "second": Slot(0.52 + 0.05 * bend, 0.90 if wide == 1.0 else 0.87, 0.26 * wide**0.4),
        "air": Slot(0.56, 0.26, 0.22),
    }
    stage.afloat = "second"


def _has_swimmers(stage: Stage) -> bool:
    """Whether somebody bathes, for whom a brook would be too narrow."""
    return any(entity.pose == "swim" for entity in stage.scene.entities)


def boulder(stage: Stage, x: float, y: float, r: float, rock: Colour = _ROCK) -> None:
    """A stone with a lit top and foam at its foot."""
    pen, side = stage.pen, stage.sun_side
    tone = stage.lit(season.SNOW.mix(rock, 0.25) if season.snowy(stage) else rock)
    shape = [
        (x - r, y),
        (x - r * 0.8, y - r * 0.55),
        (x - r * 0.2, y - r * 0.85),
        (x + r * 0.55, y - r * 0.62),
        (x + r, y),
    ]
    pen.oval(x, y + 2, r * 1.25, r * 0.18, fill(WHITE, 0.5, blur=3))
    pen.blob(shape, across(x - r, x + r, tone.lighter(-0.09 * side), tone.lighter(0.09 * side)))


def open_water(stage: Stage, horizon: float, clouds: float = 0.45) -> None:
    stage.horizon = stage.height * horizon
    stage.set_sun()
    sky(stage, clouds=clouds)


def bridge(stage: Stage) -> None:
    """On a bridge of stone or wood: its deck leads away from us over a river."""
    h, w, pen, chance = stage.height, stage.width, stage.pen, stage.chance("bridge")
    wooden = chance.often(0.45)
    vista.vista(stage, 0.50, ("mountains", "woods", "hills", "hamlet"))
    y = h * 0.62
    blue = stage.light.middle.mix(stage.lit(C(0.54, 0.10, 228)), 0.55)
    pen.rect(-40, y, w + 80, h, down(y, h, stage.light.horizon.mix(blue, 0.4), blue))
    water.reflect(stage, y, 0.55, 4)
    water.ripples(stage, y, 60)
    vx, top = w * (0.5 + chance.pick((-0.07, 0.07))), h * 0.60
    tone = stage.lit(
        (C(0.56, 0.08, 58) if wooden else C(0.74, 0.03, 75)).mix(
            season.SNOW, 0.7 if season.snowy(stage) else 0
        )
    )
    half = min(w * 0.52, h * 0.62)
    deck = [
        (vx - half * 0.13, top),
        (vx + half * 0.13, top),
        (vx + half, h * 1.03),
        (vx - half, h * 1.03),
    ]
    pen.polygon(deck, down(top, h, tone.mix(stage.light.haze, 0.3), tone))
    with pen.inside(polygon(deck)):
        for i in range(26):
            t = (i / 26) ** 1.8
            yy = top + (h * 1.03 - top) * t
            pen.line(vx - half, yy, vx + half, yy, stroke(tone.lighter(-0.10), 1.5 + 3 * t, 0.6))
            if not wooden:
                for j in range(7):
                    x = vx + half * (0.13 + 0.87 * t) * ((j + 0.5 * (i % 2)) / 3.5 - 1)
                    pen.line(
                        x,
                        yy,
                        x + (x - vx) * 0.06,
                        yy + 6 + 22 * t,
                        stroke(tone.lighter(-0.10), 2, 0.5),
                    )
    for side in (-1, 1):
        _parapet(stage, vx, top, half, side, tone, wooden)
    for side, x in ((-1, vx - half * 0.22), (1, vx + half * 0.22)):
        prop(
            stage,
            Shape("tree", chance.pick(("round", "willow", "pine"))),
            (x + side * w * 0.16) / w,
            0.625,
            0.20,
            0.18,
            0.0,
        )
    stage.ground, stage.afloat = "none", ""
    x = vx / w
    stage.slots = {
        "main": Slot(x + chance.pick((-0.04, 0.04)), 0.93, 0.42),
        "second": Slot(x + 0.16, 0.86, 0.29),
        "air": Slot(0.6, 0.26, 0.22),
    }


def _parapet(
    stage: Stage, vx: float, top: float, half: float, side: int, tone: Colour, wooden: bool
) -> None:
    h, pen = stage.height, stage.pen

    def at(t: float, lift: float) -> Point:
        s = 0.13 + 0.87 * t
        return vx + side * half * s, top + (h * 1.03 - top) * t - lift * half * 0.36 * s

    face = tone.lighter(-0.06 if side == stage.sun_side else 0.03)
    if not wooden:
        pen.polygon([at(0, 0), at(0, 1), at(1.1, 1), at(1.1, 0)], fill(face))
        pen.polygon(
            [at(0, 0.94), at(0, 1.12), at(1.1, 1.12), at(1.1, 0.94)], fill(face.lighter(0.08))
        )
        for i in range(8):
            t = 0.03 + 0.12 * i
            pen.line(*at(t, 0), *at(t, 0.94), stroke(face.lighter(-0.08), 2 + 2 * t, 0.6))
        return
    for i in range(8):
        t = (i / 7) ** 1.5
        pen.line(*at(t, 0), *at(t, 1.05), stroke(face.lighter(-0.06), 6 + 22 * t))
    for lift in (0.55, 1.0):
        pen.polygon(
            [at(0, lift), at(0, lift + 0.10), at(1.1, lift + 0.10), at(1.1, lift)],
            fill(face.lighter(0.05)),
        )


def hot_spring(stage: Stage) -> None:
    """A steaming pool among rocks and trees, with lanterns and a wooden screen."""
    h, w, pen, chance = stage.height, stage.width, stage.pen, stage.chance("hot spring")
    vista.vista(stage, 0.46, ("mountains", "woods"))
    land.ground(stage, h * 0.56, land.GRASS.lighter(-0.05), "grass", 60)
    row(stage, Shape("tree", "pine"), 0.60, 0.26, 6, 0.22)
    fence = stage.lit(C(0.58, 0.08, 65))
    for i in range(round(26 * max(1.0, w / 1000))):
        x = w * i / round(26 * max(1.0, w / 1000))
        pen.rect(
            x,
            h * 0.555,
            w / 30,
            h * 0.085,
            across(x, x + w / 30, fence.lighter(0.05), fence.lighter(-0.06)),
        )
    for y in (0.57, 0.62):
        pen.rect(-20, h * y, w + 40, 9, fill(fence.lighter(-0.12)))
    pool = [
        (w * 0.04, h * 0.80),
        (w * 0.24, h * 0.685),
        (w * 0.56, h * 0.67),
        (w * 0.88, h * 0.70),
        (w * 1.0, h * 0.83),
        (w * 0.84, h * 0.97),
        (w * 0.44, h * 1.0),
        (w * 0.12, h * 0.94),
    ]
    stone = stage.lit(C(0.56, 0.02, 110))
    pen.blob([(x, y - 10) for x, y in pool], stroke(stone.lighter(-0.10), 50))
    tone = stage.lit(C(0.74, 0.09, 195))
    pen.blob(pool, down(h * 0.67, h, tone.lighter(0.07), tone.lighter(-0.10)))
    with pen.inside(curve(pool, True)):
        for i in range(9):
            y = h * (0.70 + 0.033 * i)
            x = w * chance.between(0.1, 0.8)
            pen.oval(x, y, chance.between(40, 130), 6, stroke(WHITE, 2.4, 0.5))
    edge = [*pool, pool[0]]
    for (x0, y0), (x1, y1) in pairwise(edge):
        for t in (0.0, 0.33, 0.66):
            x, y = x0 + (x1 - x0) * t, y0 + (y1 - y0) * t
            boulder(
                stage,
                x + chance.between(-8, 8),
                y + 14,
                (22 + 60 * (y / h - 0.6)) * chance.between(0.9, 1.4),
                C(0.56, 0.02, 110),
            )
    for x, y in ((0.10, 0.70), (0.90, 0.69)):
        prop(stage, Shape("tool", "lantern", parts=("lit",)), x, y, 0.13)
        stage.glow(w * x, h * (y - 0.05), 130, C(0.90, 0.12, 80), 0.5 if stage.light.dark else 0.15)
    stage.afterwards.append(lambda: _steam(stage))
    stage.ground, stage.afloat, stage.shadows = "none", "main", 0.2
    stage.slots = {
        "main": Slot(0.45, 0.90, 0.36),
        "second": Slot(0.70, 0.85, 0.26),
        "air": Slot(0.5, 0.26, 0.2),
    }


def _steam(stage: Stage) -> None:
    h, w, chance = stage.height, stage.width, stage.chance("steam")
    for _ in range(22):
        x, y = w * chance.between(0.1, 0.9), h * chance.between(0.44, 0.80)
        stage.pen.oval(
            x,
            y,
            chance.between(50, 130),
            chance.between(26, 60),
            fill(WHITE.mix(stage.light.haze, 0.3), 0.17, blur=26),
        )
