"""Dry places with somebody's traces: an oasis among dunes, a town of planks in the west."""

from __future__ import annotations

from typing import Final

from affresco.studio.engines.illustrator.painting.chance import Chance
from affresco.studio.engines.illustrator.painting.colour import Colour
from affresco.studio.engines.illustrator.painting.pen import (
    Point,
    across,
    curve,
    down,
    fill,
    outline,
    stroke,
)
from affresco.studio.engines.illustrator.painting.stage import Slot, Stage
from affresco.studio.engines.illustrator.subjects.families import Shape

from . import land, water
from .outdoors import dune
from .props import prop, row, unit_of
from .sky import sky

C = Colour
_SAND: Final = C(0.82, 0.10, 74)


def oasis(stage: Stage) -> None:
    """A clear pool between dunes, palms and reeds around it, grass where the water reaches."""
    h, w, pen, chance = stage.height, stage.width, stage.pen, stage.chance("oasis")
    stage.horizon = h * 0.50
    stage.set_sun()
    sky(stage, clouds=0.12)
    for i, (y, tall, depth) in enumerate(((0.52, 0.06, 0.46), (0.57, 0.08, 0.28))):
        dune(stage, f"o{i}", h * y, h * tall, _SAND.lighter(-0.015 * i), depth)
    sand = stage.lit(_SAND)
    pen.shape(
        land.under_curve(stage, [(-60.0, h * 0.63), (w * 0.5, h * 0.60), (w + 60, h * 0.63)]),
        down(h * 0.60, h, sand.lighter(0.02), sand.lighter(-0.07)),
    )
    row(stage, Shape("tree", "palm"), 0.655, 0.26, 7, 0.16)
    shore: list[Point] = [
        (w * x, h * y)
        for x, y in ((0.06, 0.76), (0.22, 0.69), (0.50, 0.665), (0.80, 0.69), (0.97, 0.75),
                     (0.86, 0.83), (0.60, 0.87), (0.34, 0.865), (0.14, 0.83))
    ]  # fmt: skip
    pool = curve(shore, True)
    pen.shape(pool, stroke(stage.lit(C(0.58, 0.13, 128)), 54, 0.9, blur=5))
    pen.shape(pool, stroke(stage.lit(C(0.68, 0.08, 80)), 16))
    blue = stage.lit(C(0.66, 0.11, 205))
    pen.shape(pool, down(h * 0.66, h * 0.88, stage.light.horizon.mix(blue, 0.5), blue))
    with pen.inside(pool):
        water.reflect(stage, h * 0.665, 0.6, 3)
        water.ripples(stage, h * 0.70, 26)
    for i in range(26):
        x, y = shore[i % len(shore)]
        at = (x + chance.between(-40, 40)) / w, y / h + chance.between(-0.008, 0.02)
        kind = chance.pick(("reed", "grass", "grass"))
        prop(stage, Shape("plant", kind), *at, chance.between(0.05, 0.10), 0.0, 0.2)
    for x, y, size in ((0.07, 0.86, 0.52), (0.94, 0.84, 0.46), (0.84, 0.80, 0.34)):
        prop(stage, Shape("tree", "palm"), x, y, size, 0.0, 0.4, x > 0.5)
    stage.ground = "none"
    stage.slots = {
        "main": Slot(0.42, 0.95, 0.36),
        "second": Slot(0.68, 0.93, 0.27),
        "air": Slot(0.5, 0.24, 0.2),
    }


_PLANKS: Final = (
    C(0.58, 0.08, 60),
    C(0.66, 0.07, 72),
    C(0.52, 0.10, 38),
    C(0.60, 0.04, 200),
    C(0.70, 0.05, 85),
)


def western_town(stage: Stage) -> None:
    """False fronts of planks with porches along a dusty street, a water tower, mesas beyond."""
    h, w, chance = stage.height, stage.width, stage.chance("western")
    stage.horizon = h * 0.56
    stage.set_sun()
    sky(stage, clouds=0.18)
    _mesas(stage, chance)
    dust, pen = stage.lit(land.snowed(stage, C(0.76, 0.08, 68))), stage.pen
    pen.rect(
        -60,
        h * 0.60,
        w + 120,
        h,
        down(h * 0.60, h, dust.mix(stage.light.haze, 0.3), dust.lighter(-0.05)),
    )
    _water_tower(stage, w * (0.5 + 0.04 * chance.side()), h * 0.62, h * 0.24)
    for depth, foot, tall, reach in (
        (0.34, 0.625, 0.15, 0.05),
        (0.17, 0.66, 0.23, 0.13),
        (0.02, 0.72, 0.36, 0.25),
    ):
        for side in (-1, 1):
            inner = w * (0.5 + side * reach)
            wide = h * tall * chance.between(0.80, 0.95)
            left = inner - wide if side < 0 else inner
            _false_front(stage, chance, left, h * foot, wide, h * tall, depth)
    for i in range(7):  # ruts of wheels
        x0, x1 = w * (0.26 + 0.08 * i), w * (0.46 + 0.014 * i)
        rut = [(x0, h * 1.02), ((x0 + x1) / 2, h * 0.80), (x1, h * 0.62)]
        pen.curve(rut, stroke(dust.lighter(-0.07), 5, 0.4))
    _tumbleweed(stage, chance, w * chance.pick((0.24, 0.78)), h * 0.90, unit_of(stage) * 0.055)
    stage.shine()
    stage.ground = "none"
    stage.slots = {
        "main": Slot(0.47, 0.93, 0.38),
        "second": Slot(0.64, 0.88, 0.27),
        "air": Slot(0.5, 0.22, 0.2),
    }


def _mesas(stage: Stage, chance: Chance) -> None:
    h, w, pen = stage.height, stage.width, stage.pen
    for i in range(4):
        x, half, tall = (
            w * chance.between(0, 1),
            w * chance.between(0.06, 0.14),
            h * chance.between(0.06, 0.13),
        )
        rock, y = stage.lit(C(0.58, 0.12, 42), 0.5 - 0.05 * i), h * 0.61
        block = [
            (x - half * 1.5, y),
            (x - half, y - tall),
            (x + half * 0.9, y - tall * 0.96),
            (x + half * 1.5, y),
        ]
        pen.polygon(block, down(y - tall, y, rock.lighter(0.06), rock.lighter(-0.06)))


def _false_front(
    stage: Stage, chance: Chance, x: float, foot: float, wide: float, tall: float, depth: float
) -> None:
    """A shop of planks: a stepped gable, a blank sign, a porch on posts, swinging doors, two windows."""
    pen, wood = stage.pen, stage.lit(chance.pick(_PLANKS), depth)
    top, dark = foot - tall, wood.lighter(-0.20)
    gable = outline(
        f"M {x} {foot} L {x} {top + tall * 0.16} L {x + wide * 0.18} {top + tall * 0.16} "
        f"L {x + wide * 0.18} {top} L {x + wide * 0.82} {top} L {x + wide * 0.82} {top + tall * 0.16} "
        f"L {x + wide} {top + tall * 0.16} L {x + wide} {foot} Z"
    )
    pen.shape(gable, across(x, x + wide, wood.lighter(0.05), wood.lighter(-0.05)))
    with pen.inside(gable):
        for i in range(1, 13):
            px = x + wide * i / 13
            pen.line(px, top, px, foot, stroke(wood.lighter(-0.08), 2, 0.7))
    pen.shape(gable, stroke(dark, 4))
    pen.rect(
        x + wide * 0.22,
        top + tall * 0.08,
        wide * 0.56,
        tall * 0.15,
        fill(stage.lit(C(0.90, 0.03, 85), depth)),
    )
    pen.rect(x + wide * 0.22, top + tall * 0.08, wide * 0.56, tall * 0.15, stroke(dark, 4))
    glass = C(0.90, 0.12, 82) if stage.light.dark else stage.lit(C(0.52, 0.05, 230), depth)
    for u in (0.16, 0.66):
        pen.rect(x + wide * u, top + tall * 0.30, wide * 0.18, tall * 0.17, fill(glass))
        pen.rect(x + wide * u, top + tall * 0.30, wide * 0.18, tall * 0.17, stroke(dark, 4))
        pen.line(
            x + wide * (u + 0.09),
            top + tall * 0.30,
            x + wide * (u + 0.09),
            top + tall * 0.47,
            stroke(dark, 3),
        )
    pen.rect(
        x + wide * 0.10, foot - tall * 0.36, wide * 0.80, tall * 0.36, fill(dark.lighter(-0.04))
    )
    for u in (0.38, 0.505):
        pen.rounded(
            x + wide * u,
            foot - tall * 0.24,
            wide * 0.115,
            tall * 0.16,
            4,
            fill(stage.lit(C(0.50, 0.10, 45), depth)),
        )
    roof = [(x - wide * 0.05, foot - tall * 0.36), (x + wide * 0.04, foot - tall * 0.46),
            (x + wide * 0.96, foot - tall * 0.46), (x + wide * 1.05, foot - tall * 0.36)]  # fmt: skip
    pen.polygon(roof, fill(wood.lighter(-0.10)))
    for u in (0.0, 0.32, 0.66, 0.97):
        pen.rect(
            x + wide * u, foot - tall * 0.37, wide * 0.035, tall * 0.38, fill(wood.lighter(0.04))
        )
    pen.rect(
        x - wide * 0.05, foot - tall * 0.02, wide * 1.10, tall * 0.045, fill(wood.lighter(-0.04))
    )
    if stage.light.dark:
        stage.glow(x + wide * 0.5, foot - tall * 0.2, wide * 0.7, C(0.86, 0.13, 72), 0.35)


def _water_tower(stage: Stage, x: float, foot: float, tall: float) -> None:
    """A tank of staves on four legs, far down the street."""
    pen, wood = stage.pen, stage.lit(C(0.46, 0.06, 52), 0.36)
    half = tall * 0.20
    for u in (-0.8, -0.25, 0.25, 0.8):
        pen.line(x + half * u * 0.8, foot - tall * 0.5, x + half * u * 1.3, foot, stroke(wood, 6))
    pen.line(x - half, foot - tall * 0.1, x + half * 0.8, foot - tall * 0.45, stroke(wood, 3))
    pen.line(x + half, foot - tall * 0.1, x - half * 0.8, foot - tall * 0.45, stroke(wood, 3))
    pen.rect(
        x - half,
        foot - tall * 0.84,
        half * 2,
        tall * 0.36,
        across(x - half, x + half, wood.lighter(0.10), wood.lighter(-0.06)),
    )
    for share in (0.56, 0.68, 0.78):
        pen.line(
            x - half,
            foot - tall * share,
            x + half,
            foot - tall * share,
            stroke(wood.lighter(-0.12), 3),
        )
    pen.polygon(
        [
            (x - half * 1.2, foot - tall * 0.83),
            (x, foot - tall),
            (x + half * 1.2, foot - tall * 0.83),
        ],
        fill(wood.lighter(-0.08)),
    )


def _tumbleweed(stage: Stage, chance: Chance, x: float, y: float, r: float) -> None:
    pen, straw = stage.pen, stage.lit(C(0.58, 0.07, 75))
    pen.oval(x, y + r * 0.95, r, r * 0.16, fill(stage.light.shadow, 0.3, blur=5))
    for i in range(22):
        with pen.at(x, y, chance.between(0, 180)):
            ring = r * chance.between(0.3, 1.0)
            pen.oval(
                0,
                0,
                ring,
                ring * chance.between(0.3, 0.9),
                stroke(straw.lighter(0.04 * (i % 3 - 1)), 2.2, 0.8),
            )
