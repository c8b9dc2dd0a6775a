"""A cave at the sea: turquoise water under a vault of rock, with the bright sea outside."""

from __future__ import annotations

import math

from affresco.studio.engines.illustrator.painting.colour import WHITE, Colour
from affresco.studio.engines.illustrator.painting.pen import (
    Point,
    curve,
    down,
    fill,
    radial,
    stroke,
)
from affresco.studio.engines.illustrator.painting.stage import Slot, Stage

from . import water
from .sky import sky

C = Colour


def sea_cave(stage: Stage) -> None:
    """The sea through an arch of rock; inside, water that shines and mirrors the vault."""
    h, w, pen, chance = stage.height, stage.width, stage.pen, stage.chance("sea cave")
    stage.horizon = h * 0.50
    stage.set_sun()
    sky(stage, clouds=0.3)
    water.sea(stage, stage.horizon)
    bright = stage.lit(C(0.80, 0.13, 195))
    pen.rect(-40, h * 0.52, w + 80, h, down(h * 0.50, h * 0.66, (bright, 0.0), (bright, 0.9)))
    x = w * (0.5 + chance.pick((-0.10, 0.10)))
    snow = stage.has("snow")
    rock = C(0.40, 0.035, 60) if not snow else C(0.62, 0.02, 240)
    for ring in range(4):
        t = ring / 3
        half, top = w * (0.24 + 0.12 * t), h * (0.24 - 0.13 * t)
        foot = h * (0.60 + 0.13 * t)
        rough = stage.chance("arch", ring)
        arch: list[Point] = []
        for i in range(17):
            a = math.pi * (1 + i / 16)
            wob = 1 + rough.between(-0.07, 0.07)
            arch.append((x + math.cos(a) * half * wob, foot + math.sin(a) * (foot - top) * wob))
        path = curve(arch)
        for px, py in ((w + 90, foot), (w + 90, -90), (-90, -90), (-90, foot)):
            path.lineTo(px, py)
        path.close()
        tone = stage.lit(rock.lighter(0.17 - 0.24 * t))
        pen.shape(path, down(-40, foot, tone.lighter(-0.07), tone.lighter(0.03)))
        pen.curve(arch, stroke(stage.lit(C(0.74, 0.08, 190)), 5 - ring, 0.4))
    with_light = [(C(0.90, 0.10, 190), 0.55), (C(0.70, 0.13, 205), 0.0)]
    deep = stage.lit(C(0.48, 0.11, 222))
    inner = h * 0.725
    pool = stage.lit(C(0.74, 0.14, 198))
    pen.rect(-40, inner, w + 80, h, down(inner, h, pool, deep))
    water.reflect(stage, inner, 0.45, 5)
    pen.oval(x, h * 0.80, w * 0.42, h * 0.14, radial((x, h * 0.80), w * 0.42, with_light))
    water.ripples(stage, inner + h * 0.01, 80)
    for side in (0, 1):
        for i in range(4):
            px, py, r = w * (0.03 + 0.10 * i), h * (0.985 - 0.012 * i), 120 - 22 * i
            px = w - px if side else px
            stone = stage.lit(rock.lighter(0.05 * (i % 2)))
            pen.oval(
                px,
                py,
                r,
                r * 0.5,
                down(py - r * 0.5, py + r * 0.3, stone.lighter(0.12), stone.lighter(-0.08)),
            )
            pen.curve(
                [(px - r, py + r * 0.24), (px, py + r * 0.40), (px + r, py + r * 0.24)],
                stroke(WHITE, 4, 0.5),
            )
    pen.rect(-w, -h, 3 * w, 3 * h, fill(C(0.5, 0.1, 220), 0.04))
    stage.ground, stage.afloat = "none", "main"
    stage.slots = {
        "main": Slot(x / w, 0.86, 0.28),
        "second": Slot(x / w + 0.16, 0.78, 0.20),
        "air": Slot(x / w, 0.40, 0.14),
    }
