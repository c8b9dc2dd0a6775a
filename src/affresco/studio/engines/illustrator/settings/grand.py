"""Grand landscapes: a canyon, a glacier, a fjord."""

from __future__ import annotations

import math

import skia

from affresco.studio.engines.illustrator.painting.chance import Chance
from affresco.studio.engines.illustrator.painting.colour import Colour
from affresco.studio.engines.illustrator.painting.pen import (
    Point,
    curve,
    down,
    fill,
    polygon,
    ridge,
    stroke,
)
from affresco.studio.engines.illustrator.painting.stage import Slot, Stage
from affresco.studio.engines.illustrator.subjects.families import Shape

from . import land, season, water
from .props import prop
from .sky import mist, sky

C = Colour
_STRATA = (
    C(0.62, 0.13, 45), C(0.74, 0.11, 62), C(0.54, 0.13, 36), C(0.80, 0.08, 75), C(0.58, 0.12, 30),
)  # fmt: skip


def canyon(stage: Stage) -> None:
    """Walls of banded red rock, step behind step, over a river far below."""
    h, w, pen, chance = stage.height, stage.width, stage.pen, stage.chance("canyon")
    stage.horizon = h * 0.36
    stage.set_sun()
    sky(stage, clouds=0.3)
    rim = ridge(stage.chance("rim"), -40, w + 40, h * 0.33, h * 0.02)
    _strata(stage, land.below(stage, rim), h * 0.31, h * 0.60, 0.52, 1)
    vx = w * (0.5 + chance.pick((-0.08, 0.0, 0.08)))
    floor = stage.lit(land.snowed(stage, C(0.66, 0.09, 60)))
    pen.rect(-40, h * 0.60, w + 80, h, down(h * 0.60, h, floor.mix(stage.light.haze, 0.3), floor))
    _river_below(stage, vx)
    steps = ((0.46, 0.40, 0.155), (0.30, 0.37, 0.26), (0.15, 0.32, 0.365), (0.0, 0.24, 0.47))
    for number, (depth, top, away) in enumerate(steps):
        for side in (-1, 1):
            wall = _wall(stage, number, side, vx + side * w * away * 0.95, h * top)
            _strata(stage, wall, h * top, h * (0.66 + 0.12 * number), depth, 3 + number * 2 + side)
    mist(stage, h * 0.60, 0.3, 60)
    front = [
        (-60.0, h * 0.93),
        (w * 0.2, h * 0.915),
        (w * 0.55, h * 0.90),
        (w * 0.85, h * 0.915),
        (w + 60, h * 0.92),
    ]
    ledge = land.under_curve(stage, front)
    near = stage.lit(land.snowed(stage, C(0.58, 0.12, 42)))
    pen.shape(ledge, down(h * 0.90, h * 1.05, near.lighter(0.08), near.lighter(-0.10)))
    for i in range(9):
        x = w * (i + chance.between()) / 9
        prop(stage, Shape("plant", "grass"), x / w, 0.97, chance.between(0.03, 0.06))
    stage.ground = "none"
    stage.slots = {
        "main": Slot(0.45, 0.95, 0.36),
        "second": Slot(0.70, 0.94, 0.26),
        "air": Slot(0.5, 0.20, 0.2),
    }


def _wall(stage: Stage, number: int, side: int, x: float, top: float) -> skia.Path:
    """The outline of one promontory: flat on top, then down in steps to the middle."""
    h, w, chance = stage.height, stage.width, stage.chance("wall", number, side)
    foot = h * (0.66 + 0.14 * number)
    outer = -80.0 if side < 0 else w + 80
    points: list[Point] = [(outer, foot + h * 0.2), (outer, top + chance.between(-0.02, 0.02) * h)]
    inner = x + side * w * 0.12
    points.append((inner, top + chance.between(0.0, 0.02) * h))
    px, py, steps = inner, top, 5
    for i in range(steps):
        fall = (foot - top) * chance.between(0.12, 0.20)
        ledge = -side * w * chance.between(0.015, 0.045)
        py = min(foot, py + fall)
        points.append((px + ledge * 0.3, py))
        px += ledge
        points.append((px, py + h * 0.012))
        if i == steps - 1:
            points.append((px - side * w * 0.03, foot))
    points.append((px - side * w * 0.05, foot + h * 0.2))
    return polygon(points)


def _strata(stage: Stage, path: skia.Path, top: float, foot: float, depth: float, key: int) -> None:
    """Fill an outline with bands of rock, lit from the side of the sun, with upright cracks."""
    w, pen, chance = stage.width, stage.pen, stage.chance("strata", key)
    base = stage.lit(_STRATA[0], depth)
    pen.shape(path, fill(base))
    with pen.inside(path):
        y, i = top - 30, 0
        while y < foot + stage.height * 0.3:
            tall = stage.height * chance.between(0.018, 0.05)
            tone = stage.lit(_STRATA[i % len(_STRATA)].lighter(chance.between(-0.03, 0.03)), depth)
            wave = chance.between(0, 6)
            line: list[Point] = [
                (-80 + (w + 160) * j / 16, y + 7 * math.sin(j * 1.3 + wave)) for j in range(17)
            ]
            band = curve(line)
            band.lineTo(w + 80, y + tall * 1.6)
            band.lineTo(-80, y + tall * 1.6)
            band.close()
            pen.shape(band, fill(tone))
            y, i = y + tall, i + 1
        crack = stroke(stage.lit(C(0.36, 0.08, 35), depth), 2.5, 0.35)
        for _ in range(round(34 * max(1.0, w / 1000))):
            x, y0 = chance.between(0, w), chance.between(top, foot)
            pen.line(x, y0, x + chance.between(-6, 6), y0 + chance.between(30, 90), crack)
        shade, lit = stage.light.shadow, stage.light.key
        pen.wash(down(top, foot, (lit, 0.16), (shade, 0.10), (shade, 0.34), stops=(0, 0.4, 1)))
    if season.snowy(stage):
        pen.shape(path, stroke(stage.lit(season.SNOW, depth), 12, 0.9))
    else:
        pen.shape(path, stroke(stage.lit(C(0.86, 0.08, 70), depth), 2.5, 0.5))


def _river_below(stage: Stage, vx: float) -> None:
    """A green river that winds out of the distance."""
    h, w = stage.height, stage.width
    left: list[Point] = []
    right: list[Point] = []
    for i in range(15):
        t = i / 14
        y = h * (0.61 + 0.34 * t)
        mid = vx + w * 0.06 * math.sin(t * 5.0) * (1 - 0.4 * t)
        half = w * (0.012 + 0.085 * t)
        left.append((mid - half, y))
        right.append((mid + half, y))
    tone = stage.lit(C(0.60, 0.09, 190))
    paint = down(h * 0.61, h * 0.95, stage.light.horizon.mix(tone, 0.4), tone)
    bed = polygon([*left, *right[::-1]])
    stage.pen.shape(bed, stroke(stage.lit(C(0.78, 0.07, 75)), 10))
    stage.pen.shape(bed, paint)


def glacier(stage: Stage) -> None:
    """A tongue of blue ice that comes down between peaks to a lake with drifting ice."""
    h, w, pen, chance = stage.height, stage.width, stage.pen, stage.chance("glacier")
    stage.horizon = h * 0.42
    stage.set_sun()
    sky(stage, clouds=0.4)
    land.peaks(stage, h * 0.47, 4, 0.16, 0.30, 0.50)
    x = w * (0.5 + chance.pick((-0.10, 0.0, 0.10)))
    shore = h * 0.73
    left: list[Point] = []
    right: list[Point] = []
    for i in range(17):
        t = i / 16
        mid = x + w * 0.10 * math.sin(t * 3.6 + 0.4) * (1 - t)
        half = w * (0.05 + 0.33 * t**1.3)
        y = h * 0.34 + (shore - h * 0.34) * t
        left.append((mid - half, y))
        right.append((mid + half, y))
    ice = polygon([*left, *right[::-1]])
    pen.shape(
        ice,
        down(h * 0.34, shore, stage.lit(C(0.97, 0.012, 230), 0.3), stage.lit(C(0.90, 0.04, 225))),
    )
    with pen.inside(ice):
        _crevasses(stage, chance, left, right)
    _valley_sides(stage, left, right, shore)
    lake = stage.lit(C(0.58, 0.08, 215))
    pen.rect(-40, shore, w + 80, h, down(shore, h, stage.light.horizon.mix(lake, 0.4), lake))
    _ice_front(stage, chance, left[-1][0], right[-1][0], shore)
    water.reflect(stage, shore + h * 0.012, 0.5, 4)
    for _ in range(9):
        t = chance.between(0.1, 0.75)
        _floe(stage, chance, chance.between(0, w), shore + (h - shore) * t, 24 + 60 * t)
    bank = [(-60.0, h * 0.90), (w * 0.3, h * 0.905), (w * 0.6, h * 0.925), (w + 60, h * 0.90)]
    stone = land.under_curve(stage, bank)
    grey = stage.lit(land.snowed(stage, C(0.50, 0.02, 250)))
    pen.shape(stone, down(h * 0.90, h * 1.02, grey.lighter(0.06), grey.lighter(-0.10)))
    water.ripples(stage, shore + h * 0.02, 40)
    stage.ground = "none"
    stage.slots = {
        "main": Slot(0.44, 0.95, 0.36),
        "second": Slot(0.72, 0.95, 0.26),
        "air": Slot(0.6, 0.2, 0.2),
    }


def _crevasses(stage: Stage, chance: Chance, left: list[Point], right: list[Point]) -> None:
    """Blue cracks across the ice, bowed downwards, and dark lines of stones along it."""
    pen = stage.pen
    for i in range(46):
        t = (i + chance.between()) / 46
        k = min(15, int(t * 16))
        (x0, y), (x1, _) = left[k], right[k]
        span = x1 - x0
        a = x0 + span * chance.between(-0.05, 0.75)
        b = a + span * chance.between(0.12, 0.4)
        bow = 5 + 16 * t
        tone = C(0.66, 0.11, 232).mix(stage.light.haze, 0.4 * (1 - t))
        pen.curve(
            [(a, y), ((a + b) / 2, y + bow), (b, y + chance.between(-3, 3))],
            stroke(stage.lit(tone), 1.5 + 6 * t, 0.75),
        )
        low = [(a + 4, y + 3 + 4 * t), ((a + b) / 2, y + bow + 3 + 5 * t), (b, y + 3 + 4 * t)]
        pen.curve(low, stroke(stage.lit(C(0.99, 0.005, 230)), 1 + 3 * t, 0.8))
    for share in (0.33, 0.62):
        line = [(a[0] + (b[0] - a[0]) * share, a[1]) for a, b in zip(left, right, strict=True)]
        pen.curve(line, stroke(stage.lit(C(0.50, 0.02, 60)), 5, 0.35))


def _valley_sides(stage: Stage, left: list[Point], right: list[Point], shore: float) -> None:
    """Dark slopes beside the ice, with screes and snow."""
    h, w, pen = stage.height, stage.width, stage.pen
    rock = C(0.40, 0.025, 265)
    for side, edge in ((-1, left), (1, right)):
        outer = -80.0 if side < 0 else w + 80
        rough = stage.chance("slope", side)
        top = [
            (
                edge[0][0] + (outer - edge[0][0]) * i / 9,
                h * (0.44 - 0.20 * (i / 9) ** 0.8) + rough.between(-0.018, 0.018) * h,
            )
            for i in range(10)
        ]
        top[0] = edge[0]
        slope = polygon([*edge[::-1], *top, (outer, shore + 4), (edge[-1][0], shore + 4)])
        lit = rock.lighter(0.12 if side != stage.sun_side else -0.02)
        pen.shape(
            slope,
            down(
                h * 0.26,
                shore,
                stage.lit(land.snowed(stage, lit), 0.28),
                stage.lit(land.snowed(stage, lit.lighter(-0.04)), 0.05),
            ),
        )
        with pen.inside(slope):
            for i in range(26):
                px = edge[0][0] + (outer - edge[0][0]) * rough.between()
                py = h * rough.between(0.24, 0.62)
                long = h * rough.between(0.04, 0.12)
                streak = [
                    (px, py),
                    (px - side * long * 0.25, py + long * 0.5),
                    (px - side * long * 0.6, py + long),
                ]
                white = i % 2 == 0
                tone = C(0.96, 0.01, 235) if white else rock.lighter(-0.10)
                pen.curve(
                    streak,
                    stroke(stage.lit(tone, 0.15), rough.between(3, 9), 0.75 if white else 0.4),
                )


def _ice_front(stage: Stage, chance: Chance, x0: float, x1: float, shore: float) -> None:
    """The broken edge of the ice over the water."""
    pen, tall = stage.pen, stage.height * 0.075
    x = max(-60.0, x0)
    while x < min(x1, stage.width + 60):
        wide, high = chance.between(26, 58), tall * chance.between(0.7, 1.15)
        block = [
            (x, shore + 6), (x + 3, shore - high), (x + wide * 0.5, shore - high * 1.08),
            (x + wide, shore - high * 0.92), (x + wide, shore + 6),
        ]  # fmt: skip
        pale = C(0.93, 0.035, 225).lighter(chance.between(-0.04, 0.03))
        pen.polygon(
            block, down(shore - high, shore, stage.lit(pale), stage.lit(C(0.66, 0.12, 235)))
        )
        pen.line(x + 3, shore - high, x, shore, stroke(stage.lit(C(0.55, 0.12, 240)), 2.5, 0.6))
        x += wide


def _floe(stage: Stage, chance: Chance, x: float, y: float, s: float) -> None:
    top = [
        (x - s, y),
        (x - s * 0.5, y - s * 0.3 * chance.between(0.6, 1.4)),
        (x + s * 0.3, y - s * 0.26),
        (x + s, y),
        (x + s * 0.5, y + s * 0.14),
        (x - s * 0.6, y + s * 0.14),
    ]
    stage.pen.polygon(
        top,
        down(
            y - s * 0.3, y + s * 0.14, stage.lit(C(0.98, 0.01, 225)), stage.lit(C(0.78, 0.07, 225))
        ),
    )


def fjord(stage: Stage) -> None:
    """Still water between steep green mountains that fall into it one behind the other."""
    h, w, pen, chance = stage.height, stage.width, stage.pen, stage.chance("fjord")
    stage.horizon = h * 0.53
    stage.set_sun()
    sky(stage, clouds=0.5)
    x = w * (0.5 + chance.pick((-0.09, 0.09)))
    shore = h * 0.62
    land.peaks(stage, shore, 2, 0.20, 0.26, 0.60)
    first = chance.side()
    for number, (depth, inner, tall) in enumerate(
        ((0.52, 0.03, 0.30), (0.40, 0.07, 0.36), (0.27, 0.13, 0.43), (0.13, 0.22, 0.50))
    ):
        for side in (first, -first):
            _mountainside(stage, number, side, x + side * w * inner, shore, h * tall, depth)
        mist(stage, shore - h * 0.015, 0.25, 40)
    deep = stage.lit(C(0.44, 0.08, 225))
    pen.rect(-40, shore, w + 80, h, down(shore, h, stage.light.horizon.mix(deep, 0.5), deep))
    water.reflect(stage, shore, 0.72, 3.5)
    water.ripples(stage, shore + h * 0.03, 60)
    bank = [(-60.0, h * 0.885), (w * 0.25, h * 0.875), (w * 0.62, h * 0.90), (w + 60, h * 0.955)]
    grass = land.under_curve(stage, bank)
    green = stage.lit(land.snowed(stage, land.GRASS.lighter(-0.06)))
    pen.shape(grass, down(h * 0.87, h, green.lighter(0.05), green.lighter(-0.08)))
    land.flowers(stage, h * 0.91, h, 30)
    stage.ground = "grass"
    stage.slots = {
        "main": Slot(0.36, 0.94, 0.36),
        "second": Slot(0.60, 0.95, 0.26),
        "air": Slot(0.5, 0.18, 0.2),
    }


def _mountainside(
    stage: Stage, number: int, side: int, inner: float, shore: float, tall: float, depth: float
) -> None:
    """One slope from the water up to its crest outside the picture: woods, rock, a white top."""
    w, pen, chance = stage.width, stage.pen, stage.chance("fjord side", number, side)
    outer = -90.0 if side < 0 else w + 90
    span = outer - inner
    crest: list[Point] = []
    for i in range(13):
        t = i / 12
        rise = math.sin(min(1.0, t * 1.5) * math.pi / 2) ** 0.85
        crest.append(
            (inner + span * t, shore - tall * rise + chance.between(-0.02, 0.02) * tall * (i > 0))
        )
    slope = polygon([*crest, (outer, shore + 6), (inner, shore + 6)])
    green, rock = C(0.46, 0.09, 148), C(0.48, 0.03, 240)
    top = shore - tall
    tones = [
        stage.lit(land.snowed(stage, t), depth)
        for t in (rock.lighter(0.08), rock, green, green.lighter(-0.07))
    ]
    pen.shape(slope, down(top, shore, *tones, stops=(0, 0.35, 0.6, 1)))
    with pen.inside(slope):
        white = stroke(stage.lit(C(0.97, 0.01, 235), depth * 0.7), 10, 0.9)
        for _ in range(30):
            px = inner + span * chance.between(0.15, 1)
            py = top + tall * chance.between(0.0, 0.9)
            long = tall * chance.between(0.05, 0.16)
            snow = py < top + tall * 0.22
            tone = (
                white
                if snow
                else stroke(stage.lit(rock.lighter(chance.pick((-0.14, 0.08))), depth), 4, 0.4)
            )
            pen.curve(
                [
                    (px, py),
                    (px - side * long * 0.4, py + long * 0.6),
                    (px - side * long * 0.6, py + long),
                ],
                tone,
            )
        if number > 1:
            fall_x = inner + span * 0.5
            fall = [
                (fall_x, top + tall * 0.35),
                (fall_x - side * 8, top + tall * 0.6),
                (fall_x - side * 22, shore),
            ]
            pen.curve(fall, stroke(stage.lit(C(0.98, 0.005, 220), depth * 0.5), 5, 0.85))
        for i in range(round(44 * abs(span) / 1000)):
            px = inner + span * (i + chance.between()) / max(1, round(44 * abs(span) / 1000))
            land.conifer(
                stage,
                px,
                shore - chance.between(0.0, 0.10) * tall,
                tall * 0.10,
                stage.lit(land.snowed(stage, green.lighter(-0.08)), depth),
            )
