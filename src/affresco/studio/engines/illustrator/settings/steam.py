"""A city of brass and steam."""

from __future__ import annotations

import math

from affresco.studio.engines.illustrator.painting.chance import Chance
from affresco.studio.engines.illustrator.painting.colour import Colour
from affresco.studio.engines.illustrator.painting.pen import (
    Point,
    across,
    down,
    fill,
    outline,
    polygon,
    stroke,
)
from affresco.studio.engines.illustrator.painting.stage import Slot, Stage

from . import season
from .props import unit_of
from .sky import sky

C = Colour
_LAMP = C(0.90, 0.12, 82)
_ARCH = "M -7 26 L -7 6 Q 0 -5 7 6 L 7 26 Z"


def steampunk_city(stage: Stage) -> None:
    """Brick and brass: domes, a great clock, chimneys that smoke, pipes and cogwheels."""
    h, w, pen, chance = stage.height, stage.width, stage.pen, stage.chance("steam")
    stage.horizon = h * 0.66
    stage.set_sun()
    sky(stage, clouds=0.6)
    haze = stage.lit(C(0.74, 0.09, 68))
    pen.rect(-40, 0, w + 80, h, down(h * 0.15, h * 0.7, (haze, 0.0), (haze, 0.55)))
    clock = w * chance.pick((0.26, 0.70))
    for layer, (depth, tallest) in enumerate(((0.55, 0.34), (0.32, 0.36), (0.10, 0.28))):
        x, foot = -40.0, h * (0.72 + 0.035 * layer)
        while x < w + 40:
            wide, tall = chance.between(80, 150), h * tallest * chance.between(0.45, 1)
            _works(stage, chance, x, foot, wide, tall, depth)
            x += wide + chance.between(-8, 10)
        if layer == 1:
            _clock_tower(stage, clock, h * 0.80, h * 0.56)
    ground = stage.lit(C(0.46, 0.05, 60).mix(season.SNOW, 0.8 if season.snowy(stage) else 0))
    pen.rect(
        -40, h * 0.80, w + 80, h, down(h * 0.80, h, ground.lighter(0.06), ground.lighter(-0.08))
    )
    for i in range(7):
        y = h * (0.82 + 0.028 * i)
        pen.line(-20, y, w + 20, y, stroke(ground.lighter(-0.08), 2.5, 0.7))
    _pipes(stage)
    for at, size, y in ((0.05, 0.15, 0.97), (0.97, 0.19, 0.95), (0.90, 0.09, 0.84)):
        _cog(stage, w * at, h * y, unit_of(stage) * size)
    stage.shine()
    stage.ground = "none"
    stage.slots = {
        "main": Slot(0.44, 0.95, 0.38),
        "second": Slot(0.68, 0.94, 0.27),
        "air": Slot(0.48, 0.26, 0.24),
    }


_BRICKS = (C(0.50, 0.08, 40), C(0.56, 0.07, 55), C(0.44, 0.06, 35), C(0.60, 0.06, 70))
_BRASS = C(0.72, 0.11, 80)
_COPPER = C(0.62, 0.11, 50)


def _works(
    stage: Stage, chance: Chance, x: float, foot: float, wide: float, tall: float, depth: float
) -> None:
    """One building: brick walls, lit arched windows, a roof of metal, chimneys."""
    pen, top = stage.pen, foot - tall
    wall = stage.lit(chance.pick(_BRICKS), depth)
    if chance.often(0.7):
        px, high = x + wide * chance.between(0.15, 0.8), tall * chance.between(0.35, 0.7)
        _chimney(stage, px, top, high, wall, depth)
    pen.rect(x, top, wide, tall + 90, across(x, x + wide, wall.lighter(0.05), wall.lighter(-0.06)))
    metal = stage.lit(chance.pick((_COPPER, _BRASS, C(0.58, 0.07, 175))), depth)
    (_dome, _mansard, _saw_tooth)[chance.whole(0, 2)](stage, x, top, wide, metal)
    pen.rect(x - 3, top - 3, wide + 6, 8, fill(metal.lighter(-0.04)))
    columns, rows = max(2, int(wide / 30)), max(1, int(tall / 48))
    for j in range(rows):
        for i in range(columns):
            px, py = x + wide * (i + 0.5) / columns, top + 16 + 48 * j
            lit = chance.often(0.6)
            pane = _LAMP.mix(stage.light.haze, depth * 0.7) if lit else wall.lighter(-0.14)
            with pen.at(px, py):
                pen.shape(outline(_ARCH), fill(pane))
            if lit and depth < 0.2:
                stage.glow(px, py + 12, 30, _LAMP, 0.22)


def _chimney(stage: Stage, x: float, top: float, high: float, wall: Colour, depth: float) -> None:
    """A stack on a roof at `top`, with a cap of copper and smoke that the wind takes."""
    pen = stage.pen
    bricks = across(x - 9, x + 9, wall.lighter(0.04), wall.lighter(-0.09))
    pen.rect(x - 9, top - high, 18, high + 30, bricks)
    pen.rect(x - 12, top - high - 4, 24, 10, fill(stage.lit(_COPPER, depth)))
    puff = stage.lit(C(0.80, 0.02, 70), depth * 0.8)
    for i in range(6):
        px, py = x + 9 * i * stage.sun_side, top - high - 14 - 20 * i
        pen.circle(px, py, 10 + 8 * i, fill(puff, 0.42 - 0.055 * i, blur=5))


def _dome(stage: Stage, x: float, top: float, wide: float, metal: Colour) -> None:
    pen = stage.pen
    dome = outline(
        f"M {x} {top} Q {x + wide * 0.04} {top - wide * 0.56} {x + wide / 2} {top - wide * 0.60} "
        f"Q {x + wide * 0.96} {top - wide * 0.56} {x + wide} {top} Z"
    )
    pen.shape(dome, across(x, x + wide, metal.lighter(0.10), metal, metal.lighter(-0.12)))
    for i in range(1, 4):
        rib = [
            (x + wide * i / 4, top),
            (x + wide * (0.5 + (i - 2) * 0.16), top - wide * 0.34),
            (x + wide / 2, top - wide * 0.59),
        ]
        pen.curve(rib, stroke(metal.lighter(-0.12), 2.5, 0.8))
    pen.line(x + wide / 2, top - wide * 0.58, x + wide / 2, top - wide * 0.80, stroke(metal, 4))


def _mansard(stage: Stage, x: float, top: float, wide: float, metal: Colour) -> None:
    roof = [
        (x - 6, top + 2),
        (x + wide * 0.16, top - wide * 0.34),
        (x + wide * 0.84, top - wide * 0.34),
        (x + wide + 6, top + 2),
    ]
    stage.pen.polygon(roof, fill(metal.lighter(-0.06)))


def _saw_tooth(stage: Stage, x: float, top: float, wide: float, metal: Colour) -> None:
    for i in range(3):
        a = x + wide * i / 3
        tooth = [(a, top + 2), (a, top - wide * 0.24), (a + wide / 3, top + 2)]
        stage.pen.polygon(tooth, fill(metal.lighter(-0.03 * i)))


def _clock_tower(stage: Stage, x: float, foot: float, tall: float) -> None:
    pen, top, half = stage.pen, foot - tall, tall * 0.085
    wall = stage.lit(C(0.56, 0.06, 55), 0.16)
    pen.rect(
        x - half,
        top,
        2 * half,
        tall,
        across(x - half, x + half, wall.lighter(0.06), wall.lighter(-0.10)),
    )
    brass = stage.lit(_BRASS, 0.12)
    pen.polygon(
        [(x - half * 1.3, top + 4), (x, top - tall * 0.26), (x + half * 1.3, top + 4)],
        across(x - half, x + half, brass.lighter(0.05), brass.lighter(-0.14)),
    )
    pen.rect(x - half * 1.25, top, half * 2.5, 12, fill(brass))
    cy, r = top + half * 1.5, half * 1.05
    pen.circle(x, cy, r, fill(brass))
    pen.circle(x, cy, r * 0.84, fill(C(0.95, 0.05, 90)))
    ink = C(0.28, 0.04, 50)
    for i in range(12):
        a = math.tau * i / 12
        pen.line(
            x + math.sin(a) * r * 0.64,
            cy - math.cos(a) * r * 0.64,
            x + math.sin(a) * r * 0.76,
            cy - math.cos(a) * r * 0.76,
            stroke(ink, 3),
        )
    pen.line(x, cy, x + r * 0.32, cy - r * 0.30, stroke(ink, 5))
    pen.line(x, cy, x - r * 0.08, cy - r * 0.62, stroke(ink, 3.5))
    stage.glow(x, cy, r * 2.4, _LAMP, 0.4)


def _pipes(stage: Stage) -> None:
    """Copper pipes along the front, with flanges and a lamp or two."""
    h, w, pen = stage.height, stage.width, stage.pen
    copper = stage.lit(_COPPER)
    for y, thick in ((0.815, 15.0), (0.838, 9.0)):
        yy = h * y
        pen.rect(
            -40,
            yy - thick / 2,
            w + 80,
            thick,
            down(
                yy - thick / 2, yy + thick / 2, copper.lighter(0.14), copper, copper.lighter(-0.14)
            ),
        )
        for i in range(round(7 * max(1.0, w / 1000))):
            x = w * (i + 0.4 + 2 * (y - 0.8)) / round(7 * max(1.0, w / 1000))
            pen.rounded(x, yy - thick * 0.75, 16, thick * 1.5, 4, fill(stage.lit(_BRASS)))


def _cog(stage: Stage, x: float, y: float, r: float) -> None:
    """A brass cogwheel, standing."""
    pen, brass = stage.pen, stage.lit(_BRASS.lighter(-0.06))
    teeth: list[Point] = []
    for i in range(48):
        a, reach = math.tau * i / 48, r * (1.0 if i % 4 < 2 else 0.85)
        teeth.append((x + math.cos(a) * reach, y + math.sin(a) * reach))
    wheel = polygon(teeth)
    pen.shape(wheel, across(x - r, x + r, brass.lighter(0.10), brass, brass.lighter(-0.14)))
    dark = stage.lit(C(0.34, 0.05, 55))
    for i in range(6):
        a = math.tau * (i + 0.5) / 6
        pen.circle(x + math.cos(a) * r * 0.52, y + math.sin(a) * r * 0.52, r * 0.17, fill(dark))
    pen.circle(x, y, r * 0.20, fill(dark))
    pen.circle(x, y, r * 0.12, fill(brass.lighter(0.10)))
