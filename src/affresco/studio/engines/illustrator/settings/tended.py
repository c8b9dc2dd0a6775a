"""A garden, and a bough across the sky."""

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
from affresco.studio.engines.illustrator.painting.stage import Slot, Stage
from affresco.studio.engines.illustrator.subjects.families import Shape

from . import land, season, vista
from .props import prop, unit_of
from .sky import sky


def garden(stage: Stage) -> None:
    """A garden in flower: a lawn with borders and a tree, or, when roses are named, a rose walk."""
    h, w = stage.height, stage.width
    chance = stage.chance("garden")
    roses = stage.entity("rose", "rose-bush") is not None
    vista.vista(stage, 0.48, ("woods", "hills", "hamlet"))
    _hedge(stage, h * 0.555, chance)
    land.ground(stage, h * 0.60, land.GRASS, tufts=120)
    vx = chance.pick((0.36, 0.62))
    if not roses and chance.often(0.5):
        prop(stage, Shape("building", "fountain"), 1 - vx, 0.69, 0.22, 0.10)
    vista.lane(stage, Colour(0.88, 0.035, 78), vx, 0.60, 0.34, chance.pick((-0.06, 0.0, 0.06)))
    if roses or chance.often(0.4):
        hues = chance.pick(((12, 22, 350), (350, 330, 310), (60, 80, 30)))
        _arch(stage, chance, w * vx, hues)
    for side in (-1, 1):
        for t in (0.0, 0.28, 0.58):
            _border(stage, vx, side, t, roses)
    tree_x = 0.06 if vx > 0.5 else 0.94
    prop(
        stage,
        Shape("tree", chance.pick(("oak", "fruit", "willow", "round"))),
        tree_x,
        0.79,
        0.56,
        0.04,
    )
    if not stage.entity("bench"):
        prop(stage, Shape("furniture", "bench"), 0.22 if vx > 0.5 else 0.78, 0.72, 0.15, 0.05)
    for x in (0.02, 0.98):
        _blooms(stage, w * x, h * 0.985, 0.15, roses)
    stage.slots = {
        "main": Slot(vx + (0.02 if vx < 0.5 else -0.02), 0.92, 0.44),
        "second": Slot(vx + (0.24 if vx < 0.5 else -0.24), 0.89, 0.30),
        "air": Slot(0.5, 0.26, 0.20),
    }


def _hedge(stage: Stage, y: float, chance: Chance) -> None:
    """A clipped hedge across, with a lit top."""
    w, pen = stage.width, stage.pen
    green = stage.lit(season.grass(stage, Colour(0.50, 0.11, 142)), 0.18)
    tall = stage.height * 0.062
    pen.rounded(
        -20,
        y - tall * 0.2,
        w + 40,
        tall * 1.3,
        16,
        down(y - tall * 0.2, y + tall, green.lighter(0.08), green.lighter(-0.05)),
    )
    for _ in range(int(80 * max(1.0, w / 1000))):
        x, yy = chance.between(0, w), y + chance.between(-0.1, 0.95) * tall
        pen.circle(
            x, yy, chance.between(4, 9), fill(green.lighter(chance.between(-0.06, 0.08)), 0.7)
        )


def _border(stage: Stage, vx: float, side: int, t: float, roses: bool) -> None:
    """One bed of flowers beside the path; t: 0 far … 1 near."""
    h, w = stage.height, stage.width
    y = h * (0.645 + 0.26 * t)
    gap = (0.05 + 0.16 * t) * w
    x = w * vx + side * (gap + w * 0.03)
    step = w * (0.055 + 0.035 * t)
    for i in range(4 + round(2 * max(0.0, w / 1000 - 1))):
        px = x + side * i * step
        if -0.1 * w < px < 1.1 * w:
            _blooms(stage, px, y + (i % 2) * h * 0.012, 0.075 + 0.10 * t, roses)


def _blooms(stage: Stage, x: float, y: float, size: float, roses: bool) -> None:
    """A bush of leaves full of blossoms of one kind."""
    chance, pen, s = stage.chance("bush", round(x), round(y)), stage.pen, size * unit_of(stage)
    leaf = stage.lit(season.leaves(stage, Colour(0.50, 0.12, 140), chance, True))
    pen.oval(x, y, s * 0.75, s * 0.12, fill(stage.light.shadow, 0.35, blur=5))
    for dx, dy, r in ((-0.4, 0.28, 0.34), (0.4, 0.28, 0.34), (0.0, 0.42, 0.42), (-0.1, 0.2, 0.4)):
        pen.circle(x + dx * s, y - dy * s, r * s, fill(leaf.lighter(chance.between(-0.05, 0.03))))
    if season.snowy(stage):
        return
    hue = chance.pick((12, 18, 350) if roses else (20, 350, 60, 88, 300, 275, 330))
    light = 0.62 if roses else 0.72
    for _ in range(13):
        angle, away = chance.between(-3.3, 0.2), chance.between(0.1, 0.72) * s
        px, py, r = (
            x + math.cos(angle) * away,
            y - s * 0.24 + math.sin(angle) * away * 0.8,
            s * 0.10,
        )
        tone = stage.lit(Colour(light + chance.between(-0.04, 0.06), 0.18, hue))
        pen.circle(px, py, r, fill(tone.lighter(-0.06)))
        pen.circle(px - r * 0.2, py - r * 0.25, r * 0.62, fill(tone.lighter(0.06)))
        pen.circle(
            px,
            py - r * 0.1,
            r * 0.24,
            fill(tone.lighter(-0.12) if roses else stage.lit(Colour(0.88, 0.14, 90))),
        )


def _arch(stage: Stage, chance: Chance, x: float, hues: tuple[int, ...]) -> None:
    """An arch of roses over the path."""
    pen, top, width = stage.pen, stage.height * 0.46, min(stage.width, stage.height) * 0.14
    white = stroke(stage.lit(Colour(0.95, 0.01, 90), 0.12), 8)
    pen.arc(x - width / 2, top, width, width * 1.15, 180, 180, white)
    for side in (-1, 1):
        pen.line(
            x + side * width / 2,
            top + width * 0.57,
            x + side * width / 2,
            stage.height * 0.635,
            white,
        )
    if season.snowy(stage):
        return
    for i in range(40):
        a = math.pi + math.pi * i / 39
        px, py = x + math.cos(a) * width / 2, top + width * 0.57 + math.sin(a) * width * 0.57
        r = chance.between(6, 12)
        leaf = stage.lit(Colour(0.50, 0.12, 140))
        pen.circle(px + chance.between(-12, 12), py + chance.between(-10, 10), r, fill(leaf))
        tone = stage.lit(Colour(0.66, 0.18, chance.pick(hues)))
        pen.circle(px + chance.between(-9, 9), py + chance.between(-9, 9), r * 0.7, fill(tone))


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
    if season.snowy(stage):
        greens = (season.SNOW, season.SNOW.lighter(-0.06))
    for _ in range(int(150 * max(1.0, w / 1000))):
        x, y = w * (0.5 + chance.between(-0.52, 0.5)), h * (0.69 + chance.normal(0, 0.055))
        tone = stage.lit(chance.pick(greens)).lighter(chance.between(-0.06, 0.08))
        with stage.pen.at(x, y, chance.between(0, 360), chance.between(12, 30)):
            stage.pen.shape(leaf, fill(tone))
    for side in (0, 1):
        for i in range(26):
            x, y = w * chance.between(-0.02, 0.26), h * chance.between(-0.04, 0.16)
            tone = stage.lit(chance.pick(greens)).lighter(chance.between(-0.10, 0.02))
            with stage.pen.at(w - x if side else x, y, 40 + i * 13, chance.between(22, 40)):
                stage.pen.shape(leaf, fill(tone))
    stage.ground, stage.shadows = "none", 0.3
    stage.slots = {
        "main": Slot(0.46, 0.695, 0.36),
        "second": Slot(0.72, 0.705, 0.30),
        "air": Slot(0.35, 0.36, 0.22),
    }
