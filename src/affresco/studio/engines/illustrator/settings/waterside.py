"""Beach, lake and iceberg."""

from __future__ import annotations

import math

from affresco.studio.engines.illustrator.painting.chance import Chance
from affresco.studio.engines.illustrator.painting.colour import WHITE, Colour
from affresco.studio.engines.illustrator.painting.pen import (
    Point,
    across,
    down,
    fill,
    linear,
    ridge,
    stroke,
)
from affresco.studio.engines.illustrator.painting.stage import Slot, Stage
from affresco.studio.engines.illustrator.subjects.families import Shape

from . import land, season, water
from .props import prop
from .sky import mist, sky


def beach(stage: Stage) -> None:
    """Sand and surf: a bay with a headland, palms or dunes, shells, far sails."""
    h, w, pen, light = stage.height, stage.width, stage.pen, stage.light
    chance = stage.chance("beach")
    stage.horizon = h * chance.pick((0.46, 0.50))
    stage.set_sun()
    sky(stage, clouds=0.45)
    water.sea(stage, stage.horizon)
    _breakers(stage)
    if chance.often(0.6):
        x = w * chance.pick((0.06, 0.94))
        tone = stage.lit(Colour(0.56, 0.07, 150), 0.42)
        tall = h * 0.09
        pen.arc(x - w * 0.26, stage.horizon - tall / 2 + 1, w * 0.52, tall, 180, 180, fill(tone))
    shallow = stage.lit(Colour(0.80, 0.11, 190))
    tones = [(shallow, 0.0), (shallow, 0.85)]
    top = stage.horizon + h * 0.03
    pen.rect(-20, top, w + 40, h * 0.3, linear((0, top), (0, top + h * 0.22), tones))
    slope, phase = chance.pick((-0.09, -0.04, 0.06, 0.10)), chance.between(0, math.tau)
    shore = [
        (
            -20 + i * (w + 40) / 14,
            h * (0.71 + 0.022 * math.sin(i * 0.8 + phase) + slope * (i / 14 - 0.5)),
        )
        for i in range(15)
    ]
    for lift, alpha in ((-52, 0.28), (-24, 0.5), (-4, 0.95)):
        surf = [(x, y + lift + 6 * math.sin(i * 1.7 + lift)) for i, (x, y) in enumerate(shore)]
        pen.curve(surf, stroke(stage.lit(WHITE), 5 + (lift + 56) * 0.16, alpha))
    sand = stage.lit(Colour(0.91, 0.065, 84).mix(season.SNOW, 0.85 if season.snowy(stage) else 0))
    wet = [(x, y + 4) for x, y in shore]
    pen.shape(water.shore_line(wet, stage), fill(sand.lighter(-0.10)))
    dry = down(
        h * 0.70,
        h,
        sand.lighter(-0.02),
        sand.mix(light.key, 0.25),
        sand.lighter(-0.05),
        stops=(0, 0.35, 1),
    )
    pen.shape(
        water.shore_line([(x, y + 26 + 6 * math.sin(x * 0.01)) for x, y in shore], stage), dry
    )
    _strand(stage, chance, sand)
    side = -1 if slope > 0 else 1
    palms = stage.entity("palm", "palm-tree")
    claimed = palms is not None and stage.scene.entities.index(palms) in stage.drawn
    if claimed or (chance.often(0.65) and palms is None):
        for dx, y, s in ((0.0, 0.90, 0.66), (0.11, 0.82, 0.46)):
            prop(stage, Shape("tree", "palm"), 0.5 + side * (0.47 - dx), y, s, 0.0, 0.5, side < 0)
        if claimed:  # palms that are named stand on both sides
            prop(stage, Shape("tree", "palm"), 0.5 - side * 0.42, 0.80, 0.42, 0.0, 0.5, side > 0)
    else:
        _dune_grass(stage, chance, side)
    stage.ground = "none"
    stage.slots = {
        "main": Slot(0.50 - side * 0.06, 0.935, 0.40),
        "second": Slot(0.50 - side * 0.28, 0.90, 0.28),
        "air": Slot(0.55, 0.26, 0.22),
    }


def _breakers(stage: Stage) -> None:
    """The waves that are named, or those of a storm, as they roll in."""
    named = stage.entity("wave")
    loose = named is not None and named.relation is None and named.by is None
    if named is not None and loose:
        stage.draws(named)
    if loose or stage.has("storm"):
        chance = stage.chance("waves")
        for row in range(3):
            water.wave(stage, stage.horizon, row, chance)


def _strand(stage: Stage, chance: Chance, sand: Colour) -> None:
    """Grains, ripples, shells and a starfish on the sand."""
    h, w, pen = stage.height, stage.width, stage.pen
    for _ in range(int(160 * max(1.0, w / 1000))):
        tone = fill(sand.lighter(chance.between(-0.12, 0.05)), 0.7)
        pen.circle(
            chance.between(0, w), h * chance.between(0.78, 1), chance.between(0.8, 2.4), tone
        )
    for i in range(6):
        y = h * (0.82 + 0.03 * i)
        x = w * chance.between(-0.1, 0.7)
        pen.curve(
            [(x, y), (x + 90, y - 5), (x + 190, y + 3), (x + 300, y - 2)],
            stroke(sand.lighter(-0.05), 3, 0.5),
        )
    for kind in ("shell", "starfish", "shell"):
        x = chance.pick((chance.between(0.05, 0.28), chance.between(0.72, 0.95)))
        if not stage.entity("shell", "starfish", "seashell"):
            prop(stage, Shape("sea", kind), x, chance.between(0.88, 0.985), 0.035, 0.0, 0.3)


def _dune_grass(stage: Stage, chance: Chance, side: int) -> None:
    """A dune with grass and a few pickets."""
    h, w, pen = stage.height, stage.width, stage.pen
    sand = stage.lit(Colour(0.90, 0.07, 82).mix(season.SNOW, 0.85 if season.snowy(stage) else 0))
    edge = 0.0 if side < 0 else w
    dune = [
        (edge + side * 60, h * 0.64),
        (edge - side * w * 0.12, h * 0.70),
        (edge - side * w * 0.26, h * 0.80),
        (edge - side * w * 0.34, h * 0.90),
        (edge - side * w * 0.16, h * 0.98),
        (edge + side * 60, h * 0.98),
    ]
    pen.blob(dune, down(h * 0.64, h, sand.mix(stage.light.key, 0.25), sand.lighter(-0.09)))
    for i in range(7):
        x, y = edge - side * w * (0.02 + 0.045 * i), h * (0.68 + 0.026 * i)
        for lean in (-0.6, -0.25, 0.1, 0.5):
            s = h * chance.between(0.06, 0.11)
            blade = [(x, y), (x + lean * s * 0.3, y - s * 0.6), (x + lean * s, y - s)]
            pen.curve(blade, stroke(stage.lit(Colour(0.66, 0.10, 115)), 3.4))


def lake(stage: Stage) -> None:
    """Mountains and woods mirrored in still water; a grassy bank in front."""
    h, w, pen, light = stage.height, stage.width, stage.pen, stage.light
    stage.horizon = h * 0.60
    stage.set_sun(1.1)
    sky(stage, clouds=0.5)
    land.peaks(stage, h * 0.60, 4 + round(3 * max(0.0, w / 1000 - 1)), 0.14, 0.26, 0.50)
    mist(stage, h * 0.575, 0.6)
    leaves: tuple[Colour, ...] = (Colour(0.42, 0.09, 150),)
    if season.snowy(stage):
        leaves = (Colour(0.72, 0.03, 190), Colour(0.86, 0.015, 220))
    elif stage.has("autumn"):
        leaves = season.AUTUMN
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
        h - shore + 400,
        linear((0, shore), (0, h), [(light.horizon, 0.0), (deep, 0.55)]),
    )
    if season.snowy(stage):
        water.ice(stage, shore)
    else:
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
        kind = "oak" if i % 2 else "pine"
        prop(stage, Shape("tree", kind), 0.28 - 0.12 * i, 0.845 + 0.02 * i, 0.28 + 0.05 * i)
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
