"""Farm, orchard and vegetable garden."""

from __future__ import annotations

import math

from affresco.studio.engines.illustrator.painting.colour import Colour
from affresco.studio.engines.illustrator.painting.pen import (
    down,
    fill,
    outline,
    stroke,
)
from affresco.studio.engines.illustrator.painting.stage import Stage
from affresco.studio.engines.illustrator.subjects.families import Shape

from . import land, season, vista
from .fields import earth, furrows
from .props import prop, row, unit_of

C = Colour


def vegetable_garden(stage: Stage) -> None:
    """Beds of cabbages, pumpkins and beans, a shed, a scarecrow's poles, a fence."""
    h, w, chance = stage.height, stage.width, stage.chance("beds")
    vista.vista(stage, 0.46, ("woods", "hamlet", "hills"))
    land.ground(stage, h * 0.56, land.GRASS, "grass", 60)
    _fence(stage, 0.61, 0.07)
    prop(stage, Shape("building", "hut"), chance.pick((0.14, 0.86)), 0.665, 0.24, 0.10, 0.4)
    earth(stage, 0.64, C(0.52, 0.06, 60))
    furrows(stage, 0.65, "cabbage", (C(0.54, 0.12, 140), C(0.72, 0.13, 132), C(0.64, 0.12, 150)))
    if not season.snowy(stage):
        for x, y, kind, s in (
            (0.10, 0.80, "root", 0.10),
            (0.20, 0.93, "round-fruit", 0.12),
            (0.90, 0.82, "vegetable", 0.11),
        ):
            colour = "#e08a2e" if kind == "round-fruit" else ""
            prop(stage, Shape("food", kind, colour=colour), x, y, s)
    for x in (0.80, 0.86, 0.92):
        _beans(stage, w * x, h * 0.90, unit_of(stage) * 0.26)
    prop(stage, Shape("tool", "wheelbarrow"), 0.13, 0.74, 0.16)
    prop(stage, Shape("flower", "sunflower"), 0.03, 0.86, 0.34)
    prop(stage, Shape("flower", "sunflower"), 0.97, 0.80, 0.28)
    stage.ground = "none"


def _beans(stage: Stage, x: float, y: float, s: float) -> None:
    """A pole with beans climbing up."""
    pen, chance = stage.pen, stage.chance("beans", round(x))
    pen.line(x, y, x + s * 0.03, y - s, stroke(stage.lit(C(0.50, 0.07, 60)), s * 0.03))
    if season.snowy(stage):
        return
    for i in range(18):
        t = i / 18
        tone = stage.lit(season.leaves(stage, C(0.54, 0.13, 136), chance)).lighter(
            chance.between(-0.05, 0.05)
        )
        pen.oval(x + math.sin(i * 1.7) * s * 0.09, y - s * t, s * 0.06, s * 0.045, fill(tone))
    for i in range(4):
        pen.circle(
            x + chance.between(-0.1, 0.1) * s,
            y - s * (0.2 + 0.2 * i),
            s * 0.022,
            fill(stage.lit(C(0.62, 0.19, 28))),
        )


def _fence(stage: Stage, y: float, size: float) -> None:
    """A picket fence across; y and size are shares."""
    w, pen, h = stage.width, stage.pen, stage.height
    tone, tall = stage.lit(C(0.93, 0.02, 80)), size * unit_of(stage)
    for lift in (0.35, 0.72):
        pen.rect(-20, h * y - tall * lift, w + 40, tall * 0.10, fill(tone.lighter(-0.07)))
    count = round(30 * max(1.0, w / 1000))
    for i in range(count):
        x, wide = w * (i + 0.3) / count, w / count * 0.42
        pen.polygon(
            [
                (x, h * y),
                (x, h * y - tall * 0.9),
                (x + wide / 2, h * y - tall),
                (x + wide, h * y - tall * 0.9),
                (x + wide, h * y),
            ],
            fill(tone),
        )


def orchard(stage: Stage) -> None:
    """Fruit trees in rows over grass, ladders and baskets."""
    chance = stage.chance("orchard")
    vista.vista(stage, 0.47, ("hills", "hamlet", "mountains"))
    land.ground(stage, stage.height * 0.58, land.GRASS, "grass", 130)
    colour = chance.pick(("#c8372d", "#e59a2c", "#e6c63a", "#c8372d"))
    bloom = stage.has("spring")
    tree = Shape("tree", "round") if bloom else Shape("tree", "fruit", accent=colour)
    for y, s, count, depth in ((0.615, 0.14, 9, 0.34), (0.66, 0.20, 6, 0.20)):
        row(stage, tree, y, s, count, depth)
    for x, y, s in ((0.24, 0.73, 0.30), (0.78, 0.73, 0.30), (0.05, 0.88, 0.54), (0.95, 0.88, 0.54)):
        prop(stage, tree, x, y, s, 0.06)
    prop(stage, Shape("tool", "ladder"), 0.16, 0.88, 0.36)
    if not season.snowy(stage):
        prop(stage, Shape("food", "basket"), 0.84, 0.92, 0.11)
    land.flowers(stage, stage.height * 0.78, stage.height, 50)


def farm(stage: Stage) -> None:
    """A red barn, a silo, hay bales, a fence, a tractor far off."""
    h, w, chance = stage.height, stage.width, stage.chance("farm")
    vista.vista(stage, 0.50, ("fields", "fields", "hills", "woods"))
    vista.swell(stage, "yard", h * 0.62, h * 0.03, land.GRASS, 0.16)
    x = chance.pick((0.24, 0.76))
    _silo(stage, w * (x + (0.17 if x < 0.5 else -0.17)), h * 0.70, unit_of(stage) * 0.34)
    prop(stage, Shape("building", "barn"), x, 0.715, 0.36, 0.08)
    prop(stage, Shape("vehicle", "tractor"), 1.0 - x, 0.70, 0.15, 0.10)
    land.ground(stage, h * 0.72, land.GRASS.lighter(-0.02), "grass", 130)
    _rails(stage, 0.75, 0.08)
    vista.lane(stage, C(0.76, 0.06, 72), x * 0.7 + 0.15, 0.715, 0.30, 0.05)
    for dx, y in ((0.10, 0.80), (0.17, 0.82), (0.90, 0.84)):
        _bale(stage, w * (dx if x > 0.5 else 1 - dx), h * y, unit_of(stage) * 0.055)
    prop(stage, Shape("tree", "oak"), 0.96 if x < 0.5 else 0.04, 0.80, 0.44, 0.03)


def _silo(stage: Stage, x: float, y: float, s: float) -> None:
    pen, steel = stage.pen, stage.lit(C(0.82, 0.015, 230), 0.08)
    half = s * 0.14
    pen.rect(
        x - half, y - s * 0.86, 2 * half, s * 0.86, down(y - s, y, steel, steel.lighter(-0.08))
    )
    pen.rect(
        x + half * 0.3 * -stage.sun_side,
        y - s * 0.86,
        half * 0.7,
        s * 0.86,
        fill(steel.lighter(-0.12), 0.6),
    )
    cap = stage.lit(season.SNOW if season.snowy(stage) else C(0.62, 0.03, 230))
    pen.arc(x - half, y - s, 2 * half, s * 0.28, 180, 180, fill(cap))
    for i in range(6):
        pen.line(
            x - half,
            y - s * 0.14 * i,
            x + half,
            y - s * 0.14 * i,
            stroke(steel.lighter(-0.14), 2, 0.6),
        )


def _bale(stage: Stage, x: float, y: float, r: float) -> None:
    pen, straw = (
        stage.pen,
        stage.lit(C(0.80, 0.11, 82).mix(season.SNOW, 0.6 if season.snowy(stage) else 0)),
    )
    pen.oval(x, y, r * 1.5, r * 0.2, fill(stage.light.shadow, 0.4, blur=4))
    pen.rounded(x - r * 0.2, y - 2 * r, r * 1.7, 2 * r, r * 0.7, fill(straw.lighter(-0.09)))
    pen.circle(x - r * 0.2, y - r, r, fill(straw))
    for i in range(3):
        pen.circle(x - r * 0.2, y - r, r * (0.28 + 0.24 * i), stroke(straw.lighter(-0.10), 2.4))


def _rails(stage: Stage, y: float, size: float) -> None:
    """A fence of posts and rails."""
    w, h, pen, tall = stage.width, stage.height, stage.pen, size * unit_of(stage)
    wood = stage.lit(C(0.62, 0.06, 62))
    count = round(8 * max(1.0, w / 1000))
    for i in range(count + 1):
        x = w * i / count
        pen.rect(x - tall * 0.06, h * y - tall, tall * 0.12, tall, fill(wood.lighter(-0.05)))
        if season.snowy(stage):
            pen.oval(x, h * y - tall, tall * 0.09, tall * 0.06, fill(stage.lit(season.SNOW)))
    for lift in (0.45, 0.82):
        rail = outline(
            f"M -20 {h * y - tall * lift} "
            f"Q {w / 2} {h * y - tall * lift + 6} {w + 20} {h * y - tall * lift}"
        )
        pen.shape(rail, stroke(wood, tall * 0.10))
