"""Beach, lake and iceberg."""

from __future__ import annotations

import math

import skia

from affresco.studio.engines.illustrator.painting.chance import Chance
from affresco.studio.engines.illustrator.painting.colour import WHITE, Colour
from affresco.studio.engines.illustrator.painting.pen import (
    Pen,
    Point,
    across,
    bezier,
    down,
    fill,
    linear,
    ridge,
    stroke,
)
from affresco.studio.engines.illustrator.painting.sprites import Placing, Subject, place
from affresco.studio.engines.illustrator.painting.stage import Slot, Stage
from affresco.studio.engines.illustrator.subjects.plants import tree

from . import land, water
from .sky import mist, sky


def beach(stage: Stage) -> None:
    """Sand, surf, a parasol and a palm."""
    h, w, pen, light = stage.height, stage.width, stage.pen, stage.light
    stage.horizon = h * 0.50
    stage.set_sun()
    sky(stage, clouds=0.45)
    chance = stage.chance("beach")
    water.sea(stage, stage.horizon)
    shallow = stage.lit(Colour(0.80, 0.10, 190))
    tones = [(Colour(0.55, 0.11, 235), 0.0), (shallow, 0.75)]
    pen.rect(
        -20,
        stage.horizon,
        w + 40,
        h * 0.3,
        linear((0, stage.horizon), (0, stage.horizon + h * 0.3), tones),
    )
    sand = stage.lit(Colour(0.90, 0.06, 82))
    shore = [
        (
            -20 + i * (w + 40) / 14,
            h * (0.70 + 0.035 * math.sin(i * 0.7 + chance.between(0, 0.6)) + 0.05 * (i / 14 - 0.5)),
        )
        for i in range(15)
    ]
    for lift, alpha in ((-16, 0.5), (-4, 0.9)):
        pen.shape(
            water.shore_line([(x, y + lift) for x, y in shore], stage),
            fill(stage.lit(WHITE), alpha),
        )
    dry = down(h * 0.68, h, sand.lighter(-0.08), sand, sand.mix(light.key, 0.3), stops=(0, 0.12, 1))
    pen.shape(water.shore_line([(x, y + 14) for x, y in shore], stage), dry)
    for _ in range(int(240 * max(1.0, w / 1000))):
        pen.circle(
            chance.between(0, w),
            h * chance.between(0.76, 1),
            chance.between(0.6, 2.2),
            fill(sand.lighter(chance.between(-0.14, 0.06)), 0.7),
        )
    if not any(entity.concept == "umbrella" for entity in stage.scene.entities):
        _parasol(stage, w * 0.76, h * 0.86, chance)
    _leaning_palm(stage, w * 0.03, h * 0.95, chance)
    stage.ground = "none"
    stage.slots = {
        "main": Slot(0.47, 0.93, 0.34),
        "second": Slot(0.64, 0.90, 0.24),
        "air": Slot(0.55, 0.26, 0.22),
    }


def _parasol(stage: Stage, x: float, y: float, chance: Chance) -> None:
    towel = [(x - 120, y + 30), (x + 60, y + 16), (x + 90, y + 46), (x - 100, y + 64)]
    stage.pen.polygon(towel, fill(stage.lit(Colour(0.62, 0.15, 245))))
    cloth = chance.pick((Colour(0.62, 0.2, 25), Colour(0.72, 0.14, 60), Colour(0.60, 0.13, 250)))

    def draw(pen: Pen) -> None:
        pen.line(64, 30, 60, 124, stroke(Colour(0.92, 0.02, 80), 3))
        for i in range(6):
            a0, a1 = math.pi * (1 + i / 6), math.pi * (1 + (i + 1) / 6)
            middle = (a0 + a1) / 2
            path = skia.Path()
            path.moveTo(66, 4)
            path.quadTo(64 + 52 * math.cos(middle) * 0.8, 18, 64 + 58 * math.cos(a1), 46)
            path.quadTo(64 + 58 * math.cos(middle), 38, 64 + 58 * math.cos(a0), 46)
            path.close()
            pen.shape(path, fill(cloth if i % 2 else Colour(0.97, 0.01, 90)))

    place(stage, Subject(draw), x, y + 20, stage.height * 0.30, Placing(rim=0.3))


def _leaning_palm(stage: Stage, x: float, y: float, chance: Chance) -> None:
    h, pen = stage.height, stage.pen
    foot, knee, crown = (x, y), (x + 40, h * 0.65), (x + 120, h * 0.33)
    bark = stage.lit(Colour(0.48, 0.07, 60))
    for i in range(26):
        t = i / 25
        px, py = bezier(foot, knee, crown, t)
        pen.oval(px, py, (30 - 15 * t) / 2, 12, fill(bark.lighter(0.05 * (i % 2))))
    for i in range(9):
        angle, length = -3.5 + i * 0.52, h * chance.between(0.16, 0.24)
        cos, sin = math.cos(angle), math.sin(angle)
        path = skia.Path()
        path.moveTo(*crown)
        tip = (crown[0] + cos * length, crown[1] + sin * length * 0.6 + length * 0.28)
        path.quadTo(crown[0] + cos * length * 0.6, crown[1] + sin * length * 0.75 - 20, *tip)
        path.quadTo(crown[0] + cos * length * 0.5, crown[1] + sin * length * 0.5 + 26, *crown)
        pen.shape(path, fill(stage.lit(Colour(0.48 + 0.03 * (i % 3), 0.12, 142))))


def lake(stage: Stage) -> None:
    """Mountains and woods mirrored in still water; a grassy bank in front."""
    h, w, pen, light = stage.height, stage.width, stage.pen, stage.light
    stage.horizon = h * 0.60
    stage.set_sun(1.1)
    sky(stage, clouds=0.5)
    land.peaks(stage, h * 0.60, 4 + round(3 * max(0.0, w / 1000 - 1)), 0.14, 0.26, 0.50)
    mist(stage, h * 0.575, 0.6)
    leaves: tuple[Colour, ...] = (Colour(0.42, 0.09, 150),)
    if stage.has("autumn"):
        leaves = (Colour(0.60, 0.15, 45), Colour(0.66, 0.15, 65), Colour(0.52, 0.15, 32))
    for i, (y, depth) in enumerate(((0.585, 0.34), (0.608, 0.14))):
        points = land.hills(stage, f"bank{i}", h * y, 34, leaves[0].lighter(-0.12), depth)
        _far_trees(stage, points, leaves, depth, 1 + 0.4 * i, i)
    shore = h * 0.625
    water.reflect(stage, shore, 0.92, 3)
    deep = light.middle.mix(stage.lit(Colour(0.4, 0.08, 235)), 0.6)
    pen.rect(
        -20,
        shore,
        w + 40,
        h - shore + 20,
        linear((0, shore), (0, h), [(light.horizon, 0.0), (deep, 0.55)]),
    )
    water.ripples(stage, shore)
    grass = Colour(0.45, 0.10, 125) if not stage.has("autumn") else Colour(0.50, 0.11, 75)
    tone = stage.lit(land.snowed(stage, grass))
    bank = [
        (w * -0.12, h * 0.80),
        (w * 0.3, h * 0.80),
        (w * 0.62, h * 0.86),
        (w * 0.52, h * 0.93),
        (w * 0.7, h * 1.05),
        (w * -0.15, h * 1.06),
    ]
    pen.blob(bank, down(h * 0.8, h, tone.mix(light.key, 0.25), tone, tone.lighter(-0.1)))
    land.tufts(stage, w * 0.25, h * 0.97, w * 0.5, grass, 40)
    for i in range(3):
        kind = "round" if stage.has("autumn") or i % 2 else "pine"
        draw = tree(stage.chance("bank tree", i), kind, leaves[i % len(leaves)])
        place(
            stage,
            Subject(draw),
            w * (0.28 - 0.12 * i),
            h * (0.845 + 0.02 * i),
            h * (0.26 + 0.05 * i),
            Placing(rim=0.5, shadow=0.6),
        )
    stage.slots = {
        "main": Slot(0.40, 0.91, 0.30),
        "second": Slot(0.76, 0.80, 0.24),
        "air": Slot(0.58, 0.25, 0.22),
    }
    stage.afloat = "second"


def _far_trees(
    stage: Stage,
    points: list[Point],
    leaves: tuple[Colour, ...],
    depth: float,
    scale: float,
    layer: int,
) -> None:
    chance = stage.chance("far trees", layer)
    for _ in range(int(46 * max(1.0, stage.width / 1000))):
        x, y = points[chance.whole(1, len(points) - 2)]
        size = chance.between(18, 42) * scale
        tone = stage.lit(chance.pick(leaves), depth)
        if chance.often(0.45):
            needle = [(x, y - size * 1.5), (x - size * 0.35, y + 6), (x + size * 0.35, y + 6)]
            stage.pen.polygon(needle, fill(tone.lighter(-0.08)))
            continue
        for _ in range(5):
            px, py = (
                x + chance.between(-0.4, 0.4) * size,
                y - size * 0.5 + chance.between(-0.4, 0.4) * size,
            )
            stage.pen.circle(px, py, size * 0.35, fill(tone.lighter(chance.between(-0.07, 0.07))))


def iceberg(stage: Stage) -> None:
    """A floe with a peak of ice in a cold sea."""
    h, w, pen = stage.height, stage.width, stage.pen
    stage.horizon = h * 0.52
    stage.set_sun()
    sky(stage, clouds=0.5)
    land.peaks(stage, h * 0.525, 5, 0.06, 0.16, 0.45, rock=Colour(0.8, 0.04, 230))
    water.sea(stage, stage.horizon)
    chance = stage.chance("iceberg")
    y = h * 0.80
    top = ridge(stage.chance("ice"), w * 0.06, w * 0.94, y, 24, 0.5, 5)
    deep, white = stage.lit(Colour(0.70, 0.075, 220)), stage.lit(Colour(0.97, 0.012, 220))
    floe = [
        (top[0][0], y),
        *top,
        (w * 0.94, y + 10),
        (w * 0.86, h * 0.90),
        (w * 0.70, h * 0.95),
        (w * 0.5, h * 0.92),
        (w * 0.3, h * 0.965),
        (w * 0.12, h * 0.90),
    ]
    pen.polygon(floe, down(y, h * 0.96, white, deep, deep.lighter(-0.18)))
    for _ in range(14):
        x = w * chance.between(0.12, 0.88)
        crack = [
            (x, y + chance.between(10, 30)),
            (x + chance.between(10, 40), y + chance.between(40, 90)),
            (x - chance.between(0, 30), y + chance.between(60, 110)),
        ]
        pen.polygon(crack, fill(chance.pick((white, deep.lighter(0.1), deep.lighter(-0.08))), 0.6))
    peak = w * 0.80
    pen.polygon(
        [
            (peak - 130, y + 8),
            (peak - 60, y - 190),
            (peak - 20, y - 150),
            (peak + 20, y - 260),
            (peak + 100, y + 12),
        ],
        across(peak - 130, peak + 100, white, deep),
    )
    pen.polygon(
        [(peak + 20, y - 260), (peak + 100, y + 12), (peak + 10, y + 10)], fill(deep.lighter(-0.06))
    )
    stage.ground = "none"
    stage.slots = {
        "main": Slot(0.34, 0.825, 0.34),
        "second": Slot(0.57, 0.825, 0.27),
        "air": Slot(0.5, 0.3, 0.22),
    }
