"""Temple garden, ruins, graveyard."""

from __future__ import annotations

from affresco.studio.engines.illustrator.painting.colour import Colour
from affresco.studio.engines.illustrator.painting.pen import across, down, fill, outline, stroke
from affresco.studio.engines.illustrator.painting.stage import Stage
from affresco.studio.engines.illustrator.subjects.families import Shape

from . import land, season, vista
from .props import prop, row, unit_of
from .sky import mist

C = Colour


def temple(stage: Stage) -> None:
    """A garden before a pagoda: red gate, raked gravel, stone lanterns, a small red bridge."""
    h, w, pen, chance = stage.height, stage.width, stage.pen, stage.chance("temple")
    vista.vista(stage, 0.52, ("mountains", "woods", "hills"))
    land.ground(stage, h * 0.62, land.GRASS.lighter(-0.02), "grass", 90)
    row(stage, Shape("tree", "pine"), 0.63, 0.20, 7, 0.30)
    prop(stage, Shape("building", "pagoda"), chance.pick((0.66, 0.74)), 0.70, 0.50, 0.12)
    vista.lane(stage, C(0.86, 0.03, 78), 0.42, 0.66, 0.40, 0.05)
    prop(stage, Shape("building", "gate"), 0.40, 0.76, 0.34, 0.04)
    gravel = stage.lit(C(0.90, 0.015, 85))
    bed = outline(
        f"M {w * 0.60} {h * 0.86} Q {w * 0.80} {h * 0.76} {w * 1.06} {h * 0.80} "
        f"L {w * 1.06} {h * 0.98} Q {w * 0.76} {h * 1.0} {w * 0.60} {h * 0.86} Z"
    )
    if not season.snowy(stage):
        pen.shape(bed, fill(gravel))
        with pen.inside(bed):
            for i in range(13):
                pen.oval(
                    w * 0.86, h * 0.89, 34 + 26 * i, 9 + 9 * i, stroke(gravel.lighter(-0.08), 3)
                )
    for x, y, s in ((0.84, 0.895, 38), (0.90, 0.89, 26)):
        pen.oval(
            w * x,
            h * y - s * 0.4,
            s,
            s * 0.6,
            down(h * y - s, h * y, stage.lit(C(0.62, 0.02, 120)), stage.lit(C(0.42, 0.02, 120))),
        )
    for x in (0.24, 0.56):
        stone_lantern(stage, w * x, h * 0.80, unit_of(stage) * 0.13)
    cherry = Shape("tree", "round", colour="#f0b6c8" if not stage.has("autumn", "snow") else "")
    for x in (0.05, 0.96):
        prop(stage, cherry, x, 0.83, 0.46)
    stage.shine()
    stage.slots = dict(vista.SLOTS)


def stone_lantern(stage: Stage, x: float, y: float, s: float) -> None:
    pen, stone = stage.pen, stage.lit(C(0.66, 0.015, 110))
    pen.oval(x, y, s * 0.36, s * 0.06, fill(stage.light.shadow, 0.4, blur=4))
    pen.rect(
        x - s * 0.1,
        y - s * 0.55,
        s * 0.2,
        s * 0.55,
        across(x - s * 0.1, x + s * 0.1, stone.lighter(0.05), stone.lighter(-0.1)),
    )
    pen.rect(x - s * 0.24, y - s * 0.62, s * 0.48, s * 0.09, fill(stone))
    pen.rect(
        x - s * 0.17,
        y - s * 0.84,
        s * 0.34,
        s * 0.22,
        fill(C(0.92, 0.11, 84) if stage.light.dark else stone.lighter(-0.22)),
    )
    cap = season.SNOW if season.snowy(stage) else C(0.60, 0.015, 110)
    pen.polygon(
        [(x - s * 0.36, y - s * 0.82), (x + s * 0.36, y - s * 0.82), (x, y - s * 1.06)],
        fill(stage.lit(cap)),
    )
    if stage.light.dark:
        stage.glow(x, y - s * 0.73, s, C(0.90, 0.12, 80), 0.6)


def ruins(stage: Stage) -> None:
    """A temple in ruins on a hill, fallen drums, an arch, wild flowers between the stones."""
    h, w, chance = stage.height, stage.width, stage.chance("ruins")
    vista.vista(stage, 0.52, ("hills", "mountains", "woods", "lake"))
    grass = C(0.66, 0.11, 115)
    vista.swell(stage, "hill", h * 0.64, h * 0.07, grass, 0.10)
    prop(
        stage,
        Shape("building", "temple", parts=("ruined",)),
        chance.pick((0.64, 0.72)),
        0.68,
        0.38,
        0.16,
    )
    land.ground(stage, h * 0.72, grass.lighter(-0.02), "grass", 120)
    if chance.often(0.6):
        prop(stage, Shape("building", "arch"), 0.16, 0.76, 0.36, 0.10)
    for x, y, s in ((0.05, 0.86, 0.40), (0.94, 0.88, 0.50), (0.30, 0.77, 0.24), (0.84, 0.78, 0.30)):
        prop(stage, Shape("building", "column"), x, y, s * chance.pick((1.0, 0.7)), 0.03)
    for i in range(5):
        x = chance.pick((chance.between(0.02, 0.26), chance.between(0.74, 0.98)))
        _drum(stage, w * x, h * (0.82 + 0.035 * i), unit_of(stage) * chance.between(0.035, 0.055))
    for x in (0.24, 0.80, 0.60):
        prop(stage, Shape("plant", "bush"), x, 0.80, 0.10)
    land.flowers(stage, h * 0.80, h, 46, (C(0.62, 0.2, 28), C(0.87, 0.14, 92)))
    stage.slots = dict(vista.SLOTS)


def _drum(stage: Stage, x: float, y: float, r: float) -> None:
    """A fallen piece of a column."""
    pen, stone = stage.pen, stage.lit(C(0.86, 0.025, 80))
    pen.oval(x, y + r * 0.5, r * 1.6, r * 0.25, fill(stage.light.shadow, 0.4, blur=4))
    pen.rounded(
        x - r * 1.3,
        y - r * 0.8,
        r * 2.2,
        r * 1.3,
        r * 0.3,
        down(y - r, y + r * 0.5, stone, stone.lighter(-0.14)),
    )
    for i in range(4):
        pen.line(
            x - r * 1.2,
            y - r * 0.55 + r * 0.28 * i,
            x + r * 0.8,
            y - r * 0.55 + r * 0.28 * i,
            stroke(stone.lighter(-0.10), 2.4),
        )
    pen.oval(x + r * 0.9, y - r * 0.15, r * 0.34, r * 0.66, fill(stone.lighter(0.03)))
    pen.circle(x + r * 0.9, y - r * 0.15, r * 0.12, fill(stone.lighter(-0.15)))


def graveyard(stage: Stage) -> None:
    """Old stones and crosses on a slope, a chapel, an iron gate, bare trees, mist."""
    h, w, pen, chance = stage.height, stage.width, stage.pen, stage.chance("graveyard")
    vista.vista(stage, 0.50, ("woods", "hills"))
    grass = C(0.50, 0.09, 135)
    vista.swell(stage, "hill", h * 0.62, h * 0.07, grass, 0.14)
    prop(stage, Shape("building", "church"), chance.pick((0.26, 0.74)), 0.63, 0.30, 0.24)
    land.ground(stage, h * 0.69, grass.lighter(-0.04), "grass", 130)
    vista.lane(stage, C(0.66, 0.03, 70), 0.5, 0.67, 0.22, 0.04)
    for line, (y, s) in enumerate(((0.70, 0.05), (0.75, 0.07), (0.82, 0.10), (0.92, 0.14))):
        count = 7 - line
        for i in range(round(count * max(1.0, w / 1000))):
            x = (i + chance.between(0.25, 0.75)) / round(count * max(1.0, w / 1000))
            if abs(x - 0.48) > 0.12 + 0.05 * line:
                _headstone(
                    stage,
                    x * w,
                    h * (y + chance.between(-0.01, 0.01)),
                    unit_of(stage) * s,
                    0.16 - 0.04 * line,
                )
    for x, flip in ((0.04, False), (0.97, True)):
        prop(stage, Shape("tree", "bare"), x, 0.84, 0.62, 0.02, 0.4, flip)
    fence = stroke(stage.lit(C(0.20, 0.02, 260)), 4)
    for i in range(round(30 * max(1.0, w / 1000))):
        x = w * (i + 0.5) / round(30 * max(1.0, w / 1000))
        if abs(x / w - 0.5) > 0.06:
            pen.line(x, h * 0.655, x, h * 0.61, fence)
    for a, b in ((0.0, 0.44), (0.56, 1.0)):
        for y in (0.618, 0.648):
            pen.line(w * a, h * y, w * b, h * y, fence)
    mist(stage, h * 0.70, 0.34, 80)
    stage.ground = "dark grass"
    stage.slots = dict(vista.SLOTS)


def _headstone(stage: Stage, x: float, y: float, s: float, depth: float) -> None:
    pen, chance = stage.pen, stage.chance("stone", round(x), round(y))
    stone = stage.lit(C(chance.between(0.58, 0.72), 0.015, chance.pick((90, 150, 250))), depth)
    pen.oval(x, y, s * 0.6, s * 0.09, fill(stage.light.shadow, 0.4, blur=4))
    with pen.at(x, y, chance.between(-6, 6)):
        if chance.often(0.3):
            pen.rect(-s * 0.09, -s * 1.1, s * 0.18, s * 1.1, fill(stone))
            pen.rect(-s * 0.36, -s * 0.86, s * 0.72, s * 0.17, fill(stone))
        else:
            slab = outline(
                f"M {-s * 0.36} 0 L {-s * 0.36} {-s * 0.62} Q {-s * 0.34} {-s} 0 {-s} "
                f"Q {s * 0.34} {-s} {s * 0.36} {-s * 0.62} L {s * 0.36} 0 Z"
            )
            pen.shape(slab, across(-s * 0.36, s * 0.36, stone.lighter(0.05), stone.lighter(-0.10)))
            for i in range(2):
                pen.line(
                    -s * 0.18,
                    -s * (0.66 - 0.16 * i),
                    s * 0.18,
                    -s * (0.66 - 0.16 * i),
                    stroke(stone.lighter(-0.14), max(1.5, s * 0.03)),
                )
        if season.snowy(stage):
            pen.oval(0, -s * 0.98, s * 0.36, s * 0.08, fill(stage.lit(season.SNOW)))
    if chance.often(0.25) and not season.snowy(stage):
        for i in range(3):
            pen.circle(
                x + s * (0.2 - 0.16 * i),
                y - s * 0.04,
                s * 0.07,
                fill(stage.lit(C(0.66, 0.17, chance.pick((20, 90, 340))))),
            )
