"""A rose garden, and a bough across the sky."""

from __future__ import annotations

import math

import skia

from affresco.studio.engines.illustrator.painting.chance import Chance
from affresco.studio.engines.illustrator.painting.colour import Colour
from affresco.studio.engines.illustrator.painting.pen import (
    Point,
    bezier,
    down,
    fill,
    stroke,
)
from affresco.studio.engines.illustrator.painting.sprites import Placing, Subject, place
from affresco.studio.engines.illustrator.painting.stage import Slot, Stage
from affresco.studio.engines.illustrator.subjects.plants import rose, rosebush

from . import land
from .sky import sky


def garden(stage: Stage) -> None:
    """A path through rose beds to an arch, a hedge behind."""
    h, w, pen = stage.height, stage.width, stage.pen
    chance = stage.chance("garden")
    stage.horizon = h * 0.52
    stage.set_sun()
    sky(stage, clouds=0.5)
    land.hills(stage, "garden", h * 0.52, 60, Colour(0.5, 0.08, 160), 0.5, trees=16)
    hedge = stage.lit(Colour(0.42, 0.10, 145), 0.25)
    pen.rounded(
        -20,
        h * 0.52,
        w + 40,
        h * 0.09,
        20,
        down(h * 0.52, h * 0.61, hedge.lighter(0.08), hedge.lighter(-0.05)),
    )
    for _ in range(int(240 * max(1.0, w / 1000))):
        x, y = chance.between(0, w), h * 0.52 + chance.between(-6, 70)
        pen.circle(
            x, y, chance.between(5, 13), fill(hedge.lighter(chance.between(-0.08, 0.1)), 0.7)
        )
    land.ground(stage, h * 0.60, Colour(0.58, 0.12, 132), tufts=120)
    vx = w * 0.60
    outline = [
        (vx - 30, h * 0.60), (vx - 90, h * 0.72), (vx - 160, h * 0.86), (vx - 240, h + 20),
        (vx + 240, h + 20), (vx + 160, h * 0.86), (vx + 90, h * 0.72), (vx + 30, h * 0.60),
    ]  # fmt: skip
    land.path_to(stage, outline, Colour(0.86, 0.04, 75))
    hues = chance.pick(((12, 22, 350), (12, 22, 350), (85, 60, 20), (350, 320, 300)))
    _arch(stage, chance, vx, hues)
    for row, (t, count) in enumerate(((0.0, 5), (0.3, 4), (0.62, 3), (1.0, 2))):
        y, size = h * (0.63 + 0.30 * t), h * (0.13 + 0.15 * t)
        for side in (-1, 1):
            for i in range(count + round(2 * max(0.0, w / 1000 - 1))):
                x = vx + side * ((0.14 + 0.13 * t) + i * (0.13 + 0.06 * t)) * min(w, 1000)
                if -0.2 * w < x < 1.2 * w:
                    kind = chance.whole(0, 2)
                    draw = rosebush(
                        stage.chance("bush", row // 2, kind), hues[kind], 9 + 2 * (row // 2)
                    )
                    bush = Subject(draw, key=f"bush {row // 2} {kind}")
                    place(
                        stage,
                        bush,
                        x,
                        y,
                        size,
                        Placing(0.22 * (1 - t), rim=0.25, shadow=0.5, shade=0.8),
                    )
    stage.slots = {
        "main": Slot(0.37, 0.91, 0.50),
        "second": Slot(0.66, 0.93, 0.30),
        "air": Slot(0.34, 0.28, 0.20),
    }


def _arch(stage: Stage, chance: Chance, x: float, hues: tuple[int, ...]) -> None:
    pen, top, width = stage.pen, stage.height * 0.46, 130.0
    white = stroke(stage.lit(Colour(0.93, 0.01, 90), 0.2), 8)
    pen.arc(x - width / 2, top, width, 150, 180, 180, white)
    for side in (-1, 1):
        pen.line(x + side * width / 2, top + 75, x + side * width / 2, stage.height * 0.62, white)
    for i in range(46):
        a = math.pi + math.pi * i / 45
        px = x + math.cos(a) * width / 2 + chance.between(-8, 8)
        py = top + 75 + math.sin(a) * 75 + chance.between(-8, 8)
        rose(pen, px, py, chance.between(6, 11), chance.pick(hues), chance, light=0.62)


def branch(stage: Stage) -> None:
    """A bough across the sky."""
    h, w = stage.height, stage.width
    stage.horizon = h * 1.2
    stage.sun_x, stage.sun_y = w * 0.68, h * 0.28
    sky(stage, h * 0.98, clouds=0.5)
    chance, bark = stage.chance("branch"), stage.lit(Colour(0.38, 0.06, 50))

    def bough(a: Point, b: Point, c: Point, thick: float, thin: float) -> None:
        points = [bezier(a, b, c, i / 23) for i in range(24)]
        for i in range(1, 24):
            width = thick + (thin - thick) * i / 23
            (x0, y0), (x1, y1) = points[i - 1], points[i]
            stage.pen.line(x0, y0, x1, y1, stroke(bark.lighter(-0.04), width))
            stage.pen.line(
                x0,
                y0 - width * 0.18,
                x1,
                y1 - width * 0.18,
                stroke(bark.lighter(0.07), width * 0.5),
            )

    bough((-20, h * 0.78), (w * 0.5, h * 0.66), (w * 0.94, h * 0.70), 64, 12)
    bough((w * 0.3, h * 0.715), (w * 0.5, h * 0.60), (w * 0.6, h * 0.5), 22, 5)
    bough((w * 0.6, h * 0.69), (w * 0.7, h * 0.78), (w * 0.82, h * 0.84), 16, 4)
    greens = (Colour(0.52, 0.12, 140), Colour(0.45, 0.1, 150))
    if stage.has("spring"):
        greens = (Colour(0.85, 0.09, 355), Colour(0.90, 0.06, 350))
    elif stage.has("autumn"):
        greens = (Colour(0.62, 0.16, 45), Colour(0.70, 0.15, 70))
    leaf = skia.Path()
    leaf.moveTo(-1, 0)
    leaf.quadTo(0, -0.6, 1, 0)
    leaf.quadTo(0, 0.6, -1, 0)
    for _ in range(int(70 * max(1.0, w / 1000))):
        x, y = w * (0.5 + chance.between(-0.42, 0.5)), h * (0.69 + chance.normal(0, 0.05))
        tone = stage.lit(chance.pick(greens)).lighter(chance.between(-0.06, 0.08))
        with stage.pen.at(x, y, chance.between(0, 360), chance.between(10, 24)):
            stage.pen.shape(leaf, fill(tone))
    stage.ground, stage.shadows = "none", 0.3
    stage.slots = {
        "main": Slot(0.46, 0.695, 0.36),
        "second": Slot(0.72, 0.705, 0.30),
        "air": Slot(0.35, 0.36, 0.22),
    }
