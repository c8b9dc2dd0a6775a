"""Places for play: playground, swimming pool."""

from __future__ import annotations

import math

from affresco.studio.engines.illustrator.painting.colour import WHITE, Colour
from affresco.studio.engines.illustrator.painting.pen import (
    curve,
    down,
    fill,
    outline,
    polygon,
    stroke,
)
from affresco.studio.engines.illustrator.painting.stage import Slot, Stage
from affresco.studio.engines.illustrator.subjects.families import Shape

from . import land, season, vista
from .furnish import hung, stood
from .props import prop, row, unit_of
from .shell import Finish, shell
from .sky import sky
from .windows import front_table

C = Colour
_GAY = (25, 60, 90, 150, 210, 255, 320)


def playground(stage: Stage) -> None:
    """A slide, swings, a seesaw, a climbing frame and a sandpit before trees and houses."""
    h, w, pen, chance = stage.height, stage.width, stage.pen, stage.chance("playground")
    vista.vista(stage, 0.50, ("woods", "hamlet", "hills"))
    land.ground(stage, h * 0.60, land.GRASS, "grass", 120)
    row(stage, Shape("tree", "round"), 0.635, 0.20, 6, 0.26)
    _climbing_frame(stage, w * 0.54, h * 0.70, unit_of(stage) * 0.15)
    prop(stage, Shape("furniture", "swing"), chance.pick((0.15, 0.18)), 0.80, 0.40, 0.03)
    _slide(stage, w * 0.84, h * 0.81, unit_of(stage) / 1000)
    sand = stage.lit(C(0.88, 0.07, 84).mix(season.SNOW, 0.8 if season.snowy(stage) else 0))
    x, y = w * 0.50, h * 0.845
    pen.oval(x, y, w * 0.20, h * 0.044, fill(stage.lit(C(0.58, 0.09, 58))))
    pen.oval(
        x, y - 4, w * 0.185, h * 0.037, down(y - h * 0.04, y + h * 0.04, sand, sand.lighter(-0.06))
    )
    if not season.snowy(stage):
        prop(stage, Shape("tool", "bucket", colour="#d8473a"), 0.40, 0.85, 0.055, 0.0, 0.3)
        prop(stage, Shape("tool", "ball"), 0.62, 0.862, 0.06, 0.0, 0.3)
    _seesaw(stage, w * 0.33, h * 0.775, unit_of(stage) * 0.15)
    land.flowers(stage, h * 0.88, h, 24)
    stage.slots = dict(vista.SLOTS)


def _slide(stage: Stage, x: float, y: float, s: float) -> None:
    pen, red, blue = stage.pen, stage.lit(C(0.62, 0.20, 28)), stage.lit(C(0.56, 0.15, 252))
    pen.oval(x, y, 170 * s, 16 * s, fill(stage.light.shadow, 0.35, blur=6))
    for dx in (40, 104):
        pen.line(x + dx * s, y - 300 * s, x + (dx + 22) * s, y, stroke(blue, 10 * s))
    for i in range(8):
        pen.line(
            x + 48 * s,
            y - (26 + i * 32) * s,
            x + 118 * s,
            y - (26 + i * 32) * s,
            stroke(blue.lighter(0.08), 7 * s),
        )
    pen.rect(x + 10 * s, y - 246 * s, 116 * s, 13 * s, fill(blue))
    chute = outline(
        f"M {x + 24 * s} {y - 246 * s} Q {x - 60 * s} {y - 190 * s} {x - 96 * s} {y - 60 * s} "
        f"Q {x - 118 * s} {y - 14 * s} {x - 180 * s} {y - 10 * s} L {x - 180 * s} {y - 26 * s} "
        f"Q {x - 140 * s} {y - 36 * s} {x - 128 * s} {y - 70 * s} "
        f"Q {x - 86 * s} {y - 218 * s} {x + 18 * s} {y - 268 * s} Z"
    )
    pen.shape(chute, down(y - 268 * s, y, red.lighter(0.08), red.lighter(-0.05)))


def _climbing_frame(stage: Stage, x: float, y: float, s: float) -> None:
    """A dome of bars."""
    pen = stage.pen
    for i, share in enumerate((1.0, 0.62, 0.22)):
        tone = stage.lit(C(0.64, 0.17, _GAY[(2 * i) % 7]), 0.12)
        pen.arc(x - s * share, y - s, 2 * s * share, 2 * s, 180, 180, stroke(tone, 6))
    for v in (0.34, 0.68):
        half = s * math.sqrt(1 - v * v)
        pen.arc(
            x - half,
            y - s * v - 12,
            2 * half,
            24,
            0,
            180,
            stroke(stage.lit(C(0.60, 0.16, 255), 0.12), 5),
        )
    pen.line(x - s, y, x + s, y, stroke(stage.lit(C(0.60, 0.16, 255), 0.12), 5))


def _seesaw(stage: Stage, x: float, y: float, s: float) -> None:
    pen, tone = stage.pen, stage.lit(C(0.80, 0.15, 88), 0.08)
    pen.polygon(
        [(x - s * 0.12, y), (x + s * 0.12, y), (x, y - s * 0.3)],
        fill(stage.lit(C(0.52, 0.13, 255), 0.08)),
    )
    with pen.at(x, y - s * 0.3, 11):
        pen.rounded(-s, -7, 2 * s, 14, 7, fill(tone))
        for side in (-1, 1):
            pen.line(
                side * s * 0.8,
                -6,
                side * s * 0.8,
                -s * 0.2,
                stroke(stage.lit(C(0.62, 0.19, 28), 0.08), 6),
            )


def swimming_pool(stage: Stage) -> None:
    """A pool with lanes and glitter, tiles around it, loungers, parasols, palms."""
    h, w, pen, chance = stage.height, stage.width, stage.pen, stage.chance("pool")
    stage.horizon = h * 0.46
    stage.set_sun()
    sky(stage, clouds=0.4)
    vista.swell(stage, "far", h * 0.46, h * 0.06, C(0.60, 0.08, 160), 0.45, trees=10)
    hedge = stage.lit(season.grass(stage, C(0.52, 0.12, 140)), 0.14)
    for i in range(round(30 * max(1.0, w / 1000))):
        pen.circle(
            w * i / round(30 * max(1.0, w / 1000)),
            h * 0.525 + chance.between(-4, 8),
            chance.between(22, 34),
            fill(hedge.lighter(chance.between(-0.04, 0.05))),
        )
    vista.paving(stage, h * 0.54, C(0.92, 0.025, 80), w * 0.5, 13)
    for x, y, s in ((0.06, 0.60, 0.42), (0.95, 0.60, 0.46), (0.82, 0.56, 0.28)):
        prop(stage, Shape("tree", "palm"), x, y, s, 0.08, 0.3, x > 0.5)
    for i, x in enumerate((0.20, 0.36, 0.66, 0.80)):
        _lounger(stage, w * x, h * 0.60, unit_of(stage) * 0.10, 25 + 115 * (i % 3))
    pool = [
        (w * 0.20, h * 0.645),
        (w * 0.80, h * 0.645),
        (w * 1.08, h * 0.90),
        (-w * 0.08, h * 0.90),
    ]
    rim = stage.lit(C(0.97, 0.01, 200))
    pen.shape(polygon(pool), stroke(rim, 30))
    tone = stage.lit(C(0.74, 0.12, 212))
    pen.polygon(pool, down(h * 0.645, h * 0.90, tone.lighter(0.08), tone.lighter(-0.06)))
    with pen.inside(polygon(pool)):
        _glitter(stage)
    ladder = stroke(stage.lit(C(0.80, 0.01, 240)), 7)
    for dx in (0.0, 0.035):
        pen.curve(
            [
                (w * (0.70 + dx), h * 0.70),
                (w * (0.70 + dx), h * 0.60),
                (w * (0.715 + dx), h * 0.595),
                (w * (0.72 + dx), h * 0.635),
            ],
            ladder,
        )
    prop(stage, Shape("tool", "ball"), 0.90, 0.945, 0.09)
    stage.ground = "none"
    stage.slots = {
        "main": Slot(0.42, 0.965, 0.40),
        "second": Slot(0.58, 0.80, 0.22),
        "air": Slot(0.5, 0.24, 0.2),
    }


def _glitter(stage: Stage) -> None:
    """Lane lines on the floor of the pool and nets of light on the water."""
    h, w, pen = stage.height, stage.width, stage.pen
    for i in range(5):
        t = (i + 0.5) / 5
        a, b = w * (0.20 + 0.60 * t), w * (-0.08 + 1.16 * t)
        pen.polygon(
            [(a - 5, h * 0.645), (a + 5, h * 0.645), (b + 14, h * 0.90), (b - 14, h * 0.90)],
            fill(stage.lit(C(0.48, 0.12, 250)), 0.5),
        )
    net = stage.chance("caustics")
    for _ in range(round(80 * max(1.0, w / 1000))):
        t = net.between()
        x, y, s = net.between(-0.05, 1.05) * w, h * (0.65 + 0.24 * t), 16 + 40 * t
        cell = [
            (
                x + s * math.cos(k * 1.256) * net.between(0.7, 1.2),
                y + s * 0.3 * math.sin(k * 1.256) * net.between(0.7, 1.2),
            )
            for k in range(5)
        ]
        pen.shape(curve(cell, True), stroke(WHITE.mix(stage.light.key, 0.3), 1.6 + 1.4 * t, 0.42))


def _lounger(stage: Stage, x: float, y: float, s: float, hue: float) -> None:
    pen, frame, cloth = (
        stage.pen,
        stage.lit(C(0.95, 0.01, 90), 0.06),
        stage.lit(C(0.72, 0.13, hue), 0.06),
    )
    pen.oval(x, y, s * 0.8, s * 0.08, fill(stage.light.shadow, 0.3, blur=4))
    for dx in (-0.6, 0.45):
        pen.line(x + dx * s, y, x + dx * s, y - s * 0.2, stroke(frame, 5))
    pen.polygon(
        [
            (x - s * 0.75, y - s * 0.26),
            (x + s * 0.35, y - s * 0.26),
            (x + s * 0.8, y - s * 0.72),
            (x + s * 0.9, y - s * 0.66),
            (x + s * 0.45, y - s * 0.16),
            (x - s * 0.75, y - s * 0.16),
        ],
        fill(cloth),
    )


def empty_pool(stage: Stage) -> None:
    """A pool without water, seen from its floor: tiled walls, a ladder, a drain, dry leaves."""
    h, w, pen, chance = stage.height, stage.width, stage.pen, stage.chance("empty pool")
    stage.horizon = h * 0.34
    stage.set_sun()
    sky(stage, clouds=0.4)
    vista.swell(stage, "far", h * 0.34, h * 0.05, C(0.60, 0.08, 160), 0.4, trees=10)
    vista.paving(stage, h * 0.385, C(0.92, 0.025, 80), w * 0.5, 9)
    for x, s in ((0.07, 0.40), (0.90, 0.44), (0.74, 0.30)):
        prop(stage, Shape("tree", "palm"), x, 0.40, s, 0.08, 0.3, x > 0.5)
    _lounger(stage, w * chance.between(0.24, 0.42), h * 0.40, unit_of(stage) * 0.09, 25)
    wall, floor = stage.lit(C(0.82, 0.075, 205)), stage.lit(C(0.90, 0.045, 200))
    left, right, top, low = w * 0.16, w * 0.84, h * 0.45, h * 0.66
    for x0, x1 in ((-0.30 * w, left), (1.30 * w, right)):
        side = [(x0, h * 0.52), (x1, top), (x1, low), (x0, h * 1.12)]
        pen.polygon(side, fill(wall.lighter(-0.05 if x0 < 0 else 0.03)))
    pen.rect(left, top, right - left, low - top, down(top, low, wall, wall.lighter(-0.07)))
    pen.polygon(
        [(left, low), (right, low), (1.3 * w, h * 1.12), (-0.3 * w, h * 1.12)],
        down(low, h, floor.lighter(-0.04), floor.lighter(0.03)),
    )
    line = stroke(wall.lighter(-0.12), 2.4, 0.7)
    for i in range(1, 12):
        x = left + (right - left) * i / 12
        pen.line(x, top, x, low, line)
        pen.line(x, low, w * 0.5 + (x - w * 0.5) * 2.4, h * 1.1, line)
    for k in range(1, 4):
        y = top + (low - top) * k / 4
        pen.line(left, y, right, y, line)
    for k in range(1, 8):
        y = low + (h - low) * (k / 7) ** 1.6
        spread = (y - low) / (h * 1.12 - low) * (0.46 * w)
        pen.line(left - spread, y, right + spread, y, line)
    rim = stage.lit(C(0.97, 0.01, 90))
    pen.rect(left - 6, top - 14, right - left + 12, 18, fill(rim))
    for x0, x1 in ((-0.30 * w, left), (1.30 * w, right)):
        pen.line(x0, h * 0.52 - 6, x1, top - 6, stroke(rim, 18))
    for i in (1, 2):  # the lines of the lanes
        x = left + (right - left) * i / 3
        foot = w * 0.5 + (x - w * 0.5) * 2.4
        pen.polygon(
            [(x - 6, low), (x + 6, low), (foot + 20, h * 1.1), (foot - 20, h * 1.1)],
            fill(stage.lit(C(0.46, 0.12, 250)), 0.75),
        )
    _dry(stage, right, top, low)
    stage.ground = "none"
    stage.slots = {
        "main": Slot(0.46, 0.93, 0.44),
        "second": Slot(0.68, 0.84, 0.28),
        "air": Slot(0.5, 0.24, 0.2),
    }


def _dry(stage: Stage, right: float, top: float, low: float) -> None:
    """A ladder that ends over the floor, a drain, cracks, leaves in the corners."""
    h, w, pen, chance = stage.height, stage.width, stage.pen, stage.chance("dry")
    steel = stroke(stage.lit(C(0.76, 0.01, 240)), 8)
    for dx in (0.0, 0.05):
        x = right - w * (0.14 - dx)
        pen.line(x, top - 60, x, low - 30, steel)
    for k in range(3):
        y = top + (low - top) * (0.15 + 0.25 * k)
        pen.line(right - w * 0.14, y, right - w * 0.09, y, steel)
    pen.oval(w * 0.5, h * 0.75, 34, 10, fill(stage.lit(C(0.40, 0.02, 230))))
    for _ in range(5):
        x, y = w * chance.between(0.1, 0.9), h * chance.between(0.74, 0.98)
        crack = [(x, y), (x + 22, y + 8), (x + 34, y - 6), (x + 66, y + 10)]
        pen.shape(polygon(crack, False), stroke(stage.lit(C(0.58, 0.04, 210)), 3, 0.7))
    leaf = outline("M -1 0 Q 0 -0.62 1 0 Q 0 0.62 -1 0 Z")
    for _ in range(18):
        at = (w * chance.between(0.05, 0.95), h * chance.between(0.68, 0.99))
        with pen.at(*at, chance.between(0, 360), (13, 7)):
            pen.shape(leaf, fill(stage.lit(C(0.60, 0.12, chance.between(45, 90)))))


def sauna(stage: Stage) -> None:
    """A cabin of boards: benches in steps, a stove with hot stones, a bucket, steam."""
    pen, chance = stage.pen, stage.chance("sauna")
    pine = C(0.74, 0.09, 68)
    cabin = shell(stage, Finish(pine, C(0.62, 0.08, 62), pine.lighter(0.03), "boards"), foot=0.70)
    for step, (depth, high) in enumerate(((0.96, 0.44), (0.80, 0.22))):
        cabin.block(-0.05, 0.70, depth - 0.16, depth, high, pine.lighter(-0.06 * step))
    iron = C(0.32, 0.015, 250)
    cabin.block(0.78, 0.98, 0.62, 0.82, 0.34, iron, iron.lighter(0.05))
    x, y = cabin.point(0.88, cabin.up(0.36), 0.68)
    for _ in range(16):
        dx, dy = chance.between(-52, 52), chance.between(-26, 14)
        tone = stage.lit(C(chance.between(0.42, 0.58), 0.015, 60))
        pen.oval(x + dx, y + dy, 17, 13, fill(tone))
    stage.glow(x, y + 60, 230, C(0.72, 0.18, 45), 0.5)
    stood(cabin, "tool", "bucket", 0.60, 0.44, 0.20)
    hung(cabin, "tool", "clock", 0.88, 0.22, 0.12)
    for i in range(9):
        at = x + chance.between(-180, 60), y - 40 - 44 * i
        pen.oval(*at, 90 + 14 * i, 34, fill(C(0.98, 0.01, 90), 0.16, 20))
    front_table(stage, pine)
