"""Wide land from above: mountains, rivers through woods, highways; and a laid table."""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from typing import Final

import numpy as np
import skia

from affresco.studio.engines.illustrator.painting.chance import Chance
from affresco.studio.engines.illustrator.painting.colour import WHITE, Colour, Field
from affresco.studio.engines.illustrator.painting.fields import noise
from affresco.studio.engines.illustrator.painting.pen import (
    Point,
    curve,
    fill,
    image_of,
    radial,
    stroke,
)
from affresco.studio.engines.illustrator.painting.stage import Stage

from . import land, season
from .aerial_forms import crown, ground

C = Colour


def peaks_seen(stage: Stage) -> None:
    """Faceted mountains that part light from shade, snow on their heights, woods in the valleys."""
    columns, rows = max(64, stage.columns // 3), max(64, stage.rows // 3)
    high, tops = _massif(stage, columns, rows)
    down, right = np.gradient(high)
    slope = (right + down) / (float(np.abs(right).mean() + np.abs(down).mean()) + 1e-6)
    light = np.clip(np.asarray(0.5 - 0.42 * slope), 0.0, 1.0)[..., None]
    snowy = season.snowy(stage)
    woods = stage.lit(land.snowed(stage, C(0.46, 0.08, 145)))
    rock = stage.lit(C(0.62, 0.03, 62) if not snowy else C(0.74, 0.02, 250))
    field: Field = np.tile(np.array(woods.rgb(), np.float32), (rows, columns, 1))
    levels = ((rock, 0.36), (stage.lit(season.SNOW), 0.30 if snowy else 0.60))
    for tone, level in levels:
        share = np.clip((high / tops - level) / 0.035, 0.0, 1.0)[..., None]
        field = field * (1 - share) + np.array(tone.rgb(), np.float32) * share
    shade = np.array(stage.lit(C(0.52, 0.06, 265)).rgb(), np.float32)
    shaded = field * (0.30 + 0.70 * light) + shade * 0.42 * (1 - light)
    whole = skia.Rect.MakeWH(stage.width, stage.height)
    smooth = skia.SamplingOptions(skia.FilterMode.kLinear)
    picture = image_of(np.clip(shaded, 0.0, 1.0).astype(np.float32))
    stage.pen.canvas.drawImageRect(picture, whole, smooth)


def _massif(stage: Stage, columns: int, rows: int) -> tuple[Field, Field]:
    """Heights of pyramids that run into one another, and that of the pyramid each point belongs to."""
    chance, unit = stage.chance("peaks"), float(min(columns, rows))
    y, x = np.mgrid[0:rows, 0:columns].astype(np.float32)
    x += 0.030 * unit * noise(stage.seed, "warp", 0, width=columns, height=rows, frequency=5.0)
    y += 0.030 * unit * noise(stage.seed, "warp", 1, width=columns, height=rows, frequency=5.0)
    high = np.zeros((rows, columns), np.float32)
    tops = np.ones((rows, columns), np.float32)
    across, along = max(3, round(columns / unit * 3.0)), max(3, round(rows / unit * 3.0))
    for i in range(across):
        for j in range(along):
            px = columns * (i + 0.5 + chance.between(-0.36, 0.36)) / across
            py = rows * (j + 0.5 + chance.between(-0.36, 0.36)) / along
            reach, turn = unit * chance.between(0.22, 0.36), chance.between(0, math.tau)
            away = np.full((rows, columns), -1e9, np.float32)
            for k in range(5):
                angle = turn + math.tau * k / 5
                np.maximum(away, (x - px) * math.cos(angle) + (y - py) * math.sin(angle), out=away)
            here = reach - away
            tops = np.where(here > high, reach, tops)
            np.maximum(high, here, out=high)
    return high, tops


def river_seen(stage: Stage) -> None:
    """A broad river that winds through woods."""
    h, w, pen, chance = stage.height, stage.width, stage.pen, stage.chance("river from above")
    ground(stage, land.snowed(stage, C(0.46, 0.11, 138)))
    phase, swing = chance.between(0, math.tau), w * 0.20
    line = [
        (w * 0.5 + swing * math.sin(i * 0.75 + phase), h * (i / 14 * 1.2 - 0.1)) for i in range(15)
    ]
    wide = min(w, h) * 0.15
    many = round(300 * max(1.0, w / 1000, h / 1000))
    spots = [
        (chance.between(-0.03, 1.03) * w, chance.between(-0.03, 1.03) * h) for _ in range(many)
    ]
    water = stage.lit(C(0.58, 0.10, 215))
    pen.curve(line, stroke(stage.lit(C(0.80, 0.07, 85)), wide * 1.22))
    pen.curve(line, stroke(water, wide))
    pen.curve(
        [(x - wide * 0.12, y) for x, y in line],
        stroke(water.lighter(0.10), wide * 0.30, 0.5, blur=6),
    )
    pen.curve(
        [(x + wide * 0.30, y) for x, y in line],
        stroke(water.lighter(-0.08), wide * 0.2, 0.5, blur=5),
    )
    for x, y in sorted(spots, key=lambda spot: spot[1]):
        if min(math.hypot(x - px, (y - py) * 0.8) for px, py in _dense(line)) < wide * 0.74:
            continue
        leaf = season.leaves(stage, C(0.50, 0.13, 138), chance)
        crown(
            stage, chance, x, y, chance.between(28, 54), leaf.lighter(chance.between(-0.06, 0.05))
        )


def _dense(line: list[Point]) -> list[Point]:
    """The points of a line and those half-way between them."""
    halves = [((a[0] + b[0]) / 2, (a[1] + b[1]) / 2) for a, b in pairwise(line)]
    return [*line, *halves]


_PAINTS: Final = (
    C(0.60, 0.19, 25),
    C(0.95, 0.01, 90),
    C(0.36, 0.02, 260),
    C(0.58, 0.14, 250),
    C(0.82, 0.14, 88),
)


def road_seen(stage: Stage) -> None:
    """A wide road through fields and trees, with cars on both sides, lit by night."""
    h, w, pen, chance = stage.height, stage.width, stage.pen, stage.chance("road from above")
    ground(stage, land.snowed(stage, land.GRASS))
    for _ in range(round(90 * max(1.0, w / 1000))):
        leaf = season.leaves(stage, C(0.50, 0.12, 140), chance)
        crown(
            stage, chance, chance.between(0, w), chance.between(0, h), chance.between(18, 42), leaf
        )
    wide, bend = min(w, h) * 0.30, chance.pick((-0.16, 0.16))
    line = [
        (w * (0.5 + bend * math.sin((i / 12 - 0.5) * 2.6)), h * (i / 12 * 1.3 - 0.15))
        for i in range(13)
    ]
    asphalt = stage.lit(C(0.44, 0.012, 260))
    pen.curve(line, stroke(stage.lit(C(0.76, 0.03, 85)), wide * 1.14))
    pen.curve(line, stroke(asphalt, wide))
    white = stage.lit(C(0.94, 0.01, 90))
    for shift in (-0.46, 0.46):
        pen.curve([(x + wide * shift, y) for x, y in line], stroke(white, 4))
    for shift in (-0.02, 0.02):
        pen.curve([(x + wide * shift, y) for x, y in line], stroke(stage.lit(C(0.82, 0.13, 85)), 4))
    measure = skia.PathMeasure(curve(line), False)
    long = measure.getLength()
    for shift in (-0.24, 0.24):
        for i in range(int(long / 64)):
            with _along(stage, measure, i * 64.0, shift * wide):
                pen.rect(-2, -14, 4, 28, fill(white, 0.9))
    for i in range(13):
        lane = (-0.35, 0.12, -0.12, 0.35)[i % 4]
        away = long * (i + chance.between(0.2, 0.8)) / 13
        with _along(stage, measure, away, lane * wide):
            _car(stage, chance.pick(_PAINTS), wide * 0.14, lane > 0)


@contextmanager
def _along(stage: Stage, measure: skia.PathMeasure, away: float, shift: float) -> Iterator[None]:
    """Paint at a distance along a line, beside it by `shift`, with y in its direction."""
    point, tangent = measure.getPosTan(away)
    turn = math.degrees(math.atan2(tangent.y(), tangent.x())) - 90
    with stage.pen.at(point.x(), point.y(), turn), stage.pen.at(-shift, 0):
        yield


def _car(stage: Stage, paint: Colour, wide: float, coming: bool) -> None:
    """A car from its top; by night with its light on the road."""
    pen, ahead = stage.pen, 1 if coming else -1
    half, long = wide / 2, wide * 1.05
    if stage.light.dark:
        for side in (-0.3, 0.3):
            beam = [(side * wide, ahead * long), (side * wide - wide * 0.5, ahead * long * 3.2),
                    (side * wide + wide * 0.5, ahead * long * 3.2)]  # fmt: skip
            pen.polygon(beam, fill(C(0.95, 0.10, 92), 0.34, blur=7, blend="screen"))
    tone, pane = stage.lit(paint), stage.lit(C(0.30, 0.03, 250))
    pen.rounded(
        -half + 5, -long + 6, wide, long * 2, half * 0.6, fill(stage.light.shadow, 0.35, blur=5)
    )
    pen.rounded(-half, -long, wide, long * 2, half * 0.6, fill(tone))
    for y, high in (
        (ahead * long * 0.30 - long * 0.12, 0.26),
        (-ahead * long * 0.55 - long * 0.08, 0.18),
    ):
        pen.rounded(-half * 0.80, y, wide * 0.80, long * high, 5, fill(pane))
    pen.rounded(-half * 0.74, -long * 0.36, wide * 0.74, long * 0.58, 6, fill(tone.lighter(0.06)))
    lamp = C(0.97, 0.08, 92) if stage.light.dark else C(0.96, 0.02, 92)
    for side in (-0.62, 0.62):
        pen.circle(side * half, ahead * long * 0.93, wide * 0.09, fill(lamp))
        pen.circle(side * half, -ahead * long * 0.93, wide * 0.08, fill(C(0.60, 0.21, 25)))


_LINEN: Final = (C(0.94, 0.02, 90), C(0.80, 0.07, 220), C(0.82, 0.09, 25), C(0.84, 0.08, 140))


def table_seen(stage: Stage) -> None:
    """A table of boards from above: a runner, plates with cutlery, cups of coffee, glasses."""
    h, w, pen, chance = stage.height, stage.width, stage.pen, stage.chance("table from above")
    wood = stage.lit(chance.pick((C(0.62, 0.08, 62), C(0.50, 0.07, 52), C(0.82, 0.04, 80))))
    pen.wash(radial((w * 0.3, h * 0.2), max(w, h), [wood.lighter(0.06), wood.lighter(-0.06)]))
    boards = max(5, round(h / 150))
    for i in range(boards + 1):
        y = h * i / boards
        pen.line(-40, y, w + 40, y, stroke(wood.lighter(-0.13), 4, 0.8))
        for _ in range(5):
            x, at = chance.between(0, w), y + chance.between(0.2, 0.8) * h / boards
            pen.line(x, at, x + chance.between(60, 220), at, stroke(wood.lighter(-0.06), 3, 0.5))
    cloth, stripe = stage.lit(chance.pick(_LINEN)), min(w, h) * 0.30
    pen.rect(-40, h * 0.5 - stripe / 2 + 8, w + 80, stripe, fill(stage.light.shadow, 0.25, blur=8))
    pen.rect(-40, h * 0.5 - stripe / 2, w + 80, stripe, fill(cloth))
    for edge in (-0.44, 0.44):
        y = h * 0.5 + stripe * edge
        pen.line(-40, y, w + 40, y, stroke(cloth.lighter(-0.12), 6))
    many = max(2, round(w / 480))
    for row, y in ((-1, h * 0.16), (1, h * 0.84)):
        for i in range(many):
            x = w * (i + 0.5) / many
            _place_laid(stage, chance, x, y, min(w / many, h) * 0.185, row)
    for i in range(many + 1):
        x = w * i / many + (w * 0.06 if i == 0 else -w * 0.06 if i == many else 0)
        _cup(stage, x, h * (0.33 if i % 2 else 0.67), min(w, h) * 0.062)


def _place_laid(stage: Stage, chance: Chance, x: float, y: float, r: float, side: int) -> None:
    """A plate with its rim, a knife and a fork, and something to eat on every other."""
    pen, china = stage.pen, stage.lit(C(0.96, 0.01, 90))
    pen.circle(x + r * 0.08, y + r * 0.10, r, fill(stage.light.shadow, 0.35, blur=9))
    pen.circle(x, y, r, fill(china))
    pen.circle(x, y, r * 0.92, stroke(stage.lit(C(0.62, 0.11, 240)), r * 0.03))
    pen.circle(
        x, y, r * 0.66, radial((x, y), r * 0.66, [china.lighter(0.01), china.lighter(-0.06)])
    )
    steel = stage.lit(C(0.80, 0.01, 250))
    pen.rounded(x + r * 1.16, y - r * 0.7, r * 0.10, r * 1.4, r * 0.05, fill(steel))
    pen.rounded(x + r * 1.14, y - r * 0.7, r * 0.15, r * 0.75, r * 0.07, fill(steel.lighter(0.06)))
    for k in (-1, 0, 1):
        pen.rounded(x - r * (1.22 + 0.06 * k), y - r * 0.7, r * 0.035, r * 0.44, 2, fill(steel))
    pen.rounded(x - r * 1.30, y - r * 0.34, r * 0.20, r * 0.18, r * 0.08, fill(steel))
    pen.rounded(x - r * 1.235, y - r * 0.3, r * 0.075, r * 1.0, r * 0.04, fill(steel))
    if stage.scene.entities and side > 0:
        return  # room for what is named
    if chance.often(0.5):
        _croissant(stage, x, y, r * 0.5)
    else:
        pen.blob(
            [(x + r * 0.52 * k * math.cos(a), y + r * 0.48 * k * math.sin(a)) for a, k in
             ((0.0, 1.0), (0.9, 0.86), (1.8, 1.0), (2.7, 0.9), (3.6, 1.0), (4.6, 0.84), (5.5, 1.0))],
            fill(stage.lit(C(0.98, 0.01, 95))),
        )  # fmt: skip
        pen.circle(x, y, r * 0.20, fill(stage.lit(C(0.82, 0.16, 80))))
        pen.circle(x - r * 0.06, y - r * 0.07, r * 0.05, fill(WHITE, 0.7))


def _croissant(stage: Stage, x: float, y: float, s: float) -> None:
    crust = stage.lit(C(0.70, 0.12, 65))
    for i in range(7):
        t = (i - 3) / 3
        angle = math.pi / 2 + t * 1.25
        px, py = x + math.cos(angle) * s * 0.8, y - s * 0.35 + math.sin(angle) * s * 0.8
        size = s * (0.40 - 0.22 * abs(t))
        stage.pen.circle(px, py, size, fill(crust.lighter(0.05 if i % 2 else -0.05)))


def _cup(stage: Stage, x: float, y: float, r: float) -> None:
    """A cup of coffee on its saucer."""
    pen, china = stage.pen, stage.lit(C(0.97, 0.008, 90))
    pen.circle(x + r * 0.12, y + r * 0.16, r * 1.5, fill(stage.light.shadow, 0.35, blur=7))
    pen.circle(x, y, r * 1.5, fill(china.lighter(-0.03)))
    pen.circle(x, y, r * 1.14, stroke(china.lighter(-0.12), r * 0.06))
    pen.rounded(x + r * 0.7, y - r * 0.16, r * 0.72, r * 0.32, r * 0.14, fill(china))
    pen.circle(x, y, r, fill(china))
    coffee = C(0.36, 0.07, 48)
    pen.circle(x, y, r * 0.84, radial((x, y), r * 0.84, [coffee.lighter(0.20), coffee]))
    pen.arc(x - r * 0.5, y - r * 0.5, r, r, 190, 90, stroke(coffee.lighter(0.32), r * 0.10, 0.7))
