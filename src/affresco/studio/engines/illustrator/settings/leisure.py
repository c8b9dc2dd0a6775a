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
from .props import prop, row, unit_of
from .sky import sky

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
