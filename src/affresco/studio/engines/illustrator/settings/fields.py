"""Fields: vineyard, lavender, tulips, wheat, rice terraces."""

from __future__ import annotations

import math
from itertools import pairwise

import skia

from affresco.studio.engines.illustrator.painting.colour import Colour
from affresco.studio.engines.illustrator.painting.pen import (
    Point,
    curve,
    down,
    fill,
    stroke,
)
from affresco.studio.engines.illustrator.painting.stage import Stage
from affresco.studio.engines.illustrator.subjects.families import Shape

from . import land, season, vista
from .props import prop

C = Colour
_LEAF = C(0.50, 0.12, 138)


def earth(stage: Stage, top: float, soil: Colour) -> None:
    h, tone = stage.height, stage.lit(land.snowed(stage, soil))
    far = tone.mix(stage.light.haze, 0.30)
    stage.pen.rect(-400, h * top, stage.width + 800, h, down(h * top, h, far, tone))


def _furrow(stage: Stage, x0: float, x1: float, top: float) -> list[tuple[float, float, float]]:
    """Points of one row of plants from far (x0) to near (x1): x, y and nearness 0–1, in units."""
    h = stage.height
    y0, y1 = h * top, h * 1.06
    out: list[tuple[float, float, float]] = []
    y, t = y0, 0.0
    while y < y1:
        out.append((x0 + (x1 - x0) * (0.10 + 0.90 * t), y, t))
        y += 5 + 30 * t
        t = (y - y0) / (y1 - y0)
    return out


def furrows(stage: Stage, top: float, plant: str, tones: tuple[Colour, ...]) -> float:
    """Rows of plants towards a vanishing point; returns its place across, in units."""
    w, chance = stage.width, stage.chance("furrows")
    vx = w * chance.pick((0.34, 0.5, 0.64))
    count = {"tulip": 12, "lavender": 9}.get(plant, 7)
    spread = min(w, stage.height * 1.4) * 1.35 / count
    many = math.ceil(w * 1.3 / spread)
    lines = [_furrow(stage, vx, vx + i * spread, top) for i in range(-many, many + 1)]
    depth_first = sorted((y, x, t) for line in lines for x, y, t in line if -80 < x < w + 80)
    for y, x, t in depth_first:
        _tuft(stage, plant, x, y, 6 + 66 * t, tones, 0.34 * (1 - t))
    return vx


def _tuft(
    stage: Stage, plant: str, x: float, y: float, s: float, tones: tuple[Colour, ...], depth: float
) -> None:
    """One plant of a row: "vine", "lavender", "tulip" or "cabbage"."""
    chance, pen = stage.chance("tuft", round(x), round(y)), stage.pen
    green = stage.lit(season.grass(stage, tones[0]).lighter(chance.between(-0.04, 0.03)), depth)
    if plant == "vine":
        leaf = stage.lit(season.leaves(stage, tones[0], chance), depth)
        pen.line(
            x, y, x, y - s * 0.9, stroke(stage.lit(C(0.40, 0.05, 50), depth), max(1.2, s * 0.09))
        )
        pen.oval(x, y - s * 0.75, s * 0.62, s * 0.46, fill(leaf.lighter(-0.04)))
        pen.oval(
            x - s * 0.14 * stage.sun_side,
            y - s * 0.92,
            s * 0.36,
            s * 0.24,
            fill(leaf.lighter(0.05)),
        )
        if s > 26 and not stage.has("winter", "spring", "snow"):
            grape = fill(stage.lit(tones[1], depth))
            for i in range(5):
                pen.circle(
                    x + s * (0.10 * (i % 3) - 0.10),
                    y - s * (0.42 - 0.10 * (i // 3)),
                    s * 0.07,
                    grape,
                )
        return
    flower = stage.lit(
        land.snowed(stage, chance.pick(tones[1:]))
        if season.snowy(stage)
        else chance.pick(tones[1:]),
        depth,
    )
    if plant == "lavender":
        pen.oval(x, y - s * 0.16, s * 0.5, s * 0.26, fill(green))
        for i in range(4):
            dx = (i - 1.5) * s * 0.22
            pen.oval(
                x + dx,
                y - s * 0.46,
                s * 0.13,
                s * 0.30,
                fill(flower.lighter(chance.between(-0.05, 0.05))),
            )
    elif plant == "tulip":
        pen.oval(x, y - s * 0.10, s * 0.36, s * 0.22, fill(green))
        for dx in (-0.30, -0.02, 0.26):
            lift = s * (0.46 + 0.12 * (dx > 0))
            pen.oval(x + dx * s, y - lift, s * 0.16, s * 0.21, fill(flower))
            pen.oval(
                x + dx * s - s * 0.05, y - lift, s * 0.06, s * 0.17, fill(flower.lighter(0.06))
            )
    else:
        pen.oval(x, y - s * 0.16, s * 0.44, s * 0.30, fill(green.lighter(-0.03)))
        pen.oval(x, y - s * 0.22, s * 0.28, s * 0.20, fill(flower))


def vineyard(stage: Stage) -> None:
    """Rows of vines over hills with cypresses and a farmhouse."""
    vista.vista(stage, 0.48, ("hills", "hamlet", "fields"))
    vista.swell(
        stage, "vine hill", stage.height * 0.57, stage.height * 0.05, C(0.64, 0.11, 120), 0.25
    )
    chance = stage.chance("vineyard")
    x = chance.pick((0.18, 0.74))
    prop(stage, Shape("building", "house", colour="#e2c79c"), x, 0.595, 0.14, 0.22, 0.2)
    for dx, s in ((0.07, 0.15), (0.10, 0.18), (0.13, 0.14), (-0.08, 0.16)):
        prop(stage, Shape("tree", "cypress"), x + dx, 0.60, s, 0.24, 0.2)
    earth(stage, 0.61, C(0.66, 0.08, 75))
    furrows(stage, 0.615, "vine", (_LEAF, C(0.40, 0.12, 310)))
    stage.ground = "none"


def lavender(stage: Stage) -> None:
    """Purple rows to the hills, a stone house, a lonely tree."""
    vista.vista(stage, 0.47, ("hills", "mountains"))
    earth(stage, 0.585, C(0.68, 0.06, 80))
    chance = stage.chance("lavender")
    prop(
        stage,
        Shape("building", "house", colour="#d9c3a0"),
        chance.pick((0.2, 0.78)),
        0.60,
        0.15,
        0.2,
        0.2,
    )
    prop(stage, Shape("tree", "oak"), chance.pick((0.40, 0.92)), 0.60, 0.17, 0.2, 0.2)
    furrows(
        stage,
        0.60,
        "lavender",
        (C(0.56, 0.09, 150), C(0.56, 0.15, 298), C(0.64, 0.14, 302), C(0.60, 0.15, 310)),
    )
    stage.ground = "none"


def tulips(stage: Stage) -> None:
    """Stripes of flowers in many colours before a windmill."""
    vista.vista(stage, 0.49, ("hills", "hamlet", "woods"))
    earth(stage, 0.60, C(0.50, 0.08, 110))
    chance = stage.chance("tulips")
    prop(stage, Shape("building", "windmill"), chance.pick((0.22, 0.76)), 0.62, 0.30, 0.15, 0.2)
    hues = chance.pick(
        (
            ((0.62, 0.21, 25), (0.68, 0.19, 12)),
            ((0.85, 0.16, 92), (0.72, 0.18, 50)),
            ((0.72, 0.17, 350), (0.88, 0.08, 350)),
            ((0.62, 0.21, 25), (0.86, 0.16, 92), (0.70, 0.16, 340)),
        )
    )
    furrows(stage, 0.61, "tulip", (_LEAF, *(C(*hue) for hue in hues)))
    stage.ground = "none"


def wheat(stage: Stage) -> None:
    """A sea of ears in the wind, with poppies, a far barn and birds."""
    h, w, pen, chance = stage.height, stage.width, stage.pen, stage.chance("wheat")
    vista.vista(stage, 0.50, ("hills", "woods", "hamlet"))
    gold = C(0.82, 0.12, 84)
    if chance.often(0.6):
        prop(stage, Shape("building", "barn"), chance.pick((0.18, 0.80)), 0.60, 0.14, 0.22, 0.2)
    for i in range(7):
        t = i / 6
        y = h * (0.585 + 0.30 * t**1.4)
        tone = stage.lit(land.snowed(stage, gold.lighter(-0.03 * (i % 2))), 0.30 * (1 - t))
        points: list[Point] = [
            (-40 + (w + 80) * j / 12, y + h * 0.010 * math.sin(j * 1.1 + i * 2)) for j in range(13)
        ]
        pen.shape(
            _to_the_foot(stage, points),
            down(y, y + h * 0.14, tone.lighter(0.05), tone.lighter(-0.06)),
        )
        _ears(stage, y, t, tone)
    if not season.snowy(stage):
        for _ in range(round(22 * max(1.0, w / 1000))):
            x, t = chance.between(0, w), chance.between(0.2, 1)
            size = 4 + 9 * t
            pen.circle(x, h * (0.64 + 0.34 * t), size, fill(stage.lit(C(0.62, 0.21, 28))))
            pen.circle(x, h * (0.64 + 0.34 * t), size * 0.3, fill(stage.lit(C(0.25, 0.03, 300))))
    stage.ground = "none"


def _ears(stage: Stage, y: float, t: float, tone: Colour) -> None:
    """A band of ears with their stalks, drawn as two paths."""
    chance, w, size = stage.chance("ears", round(y)), stage.width, 12 + 34 * t
    stalks, ears = skia.Path(), skia.Path()
    for _ in range(round((120 - 50 * t) * max(1.0, w / 1000))):
        x, foot = chance.between(-20, w + 20), y + chance.between(-0.2, 1.2) * size
        lean = chance.between(0.05, 0.35) * size
        stalks.moveTo(x, foot + size)
        stalks.quadTo(x, foot, x + lean, foot - size * 0.4)
        ears.addOval(
            skia.Rect.MakeXYWH(x + lean - size * 0.08, foot - size * 0.9, size * 0.16, size * 0.56)
        )
    stage.pen.shape(stalks, stroke(tone.lighter(-0.08), 1 + 1.6 * t, 0.7))
    stage.pen.shape(ears, fill(tone.lighter(0.07)))


def rice_field(stage: Stage) -> None:
    """Terraces of water and young rice that step down a valley, a hut, palms."""
    h, w, pen, chance = stage.height, stage.width, stage.pen, stage.chance("terraces")
    vista.vista(stage, 0.42, ("mountains", "woods", "hills"))
    side = chance.pick((-1, 1))
    for i in range(9):
        t = i / 8
        y = h * (0.50 + 0.52 * t**1.35)
        points: list[Point] = [
            (
                -60 + (w + 120) * j / 10,
                y
                + side * h * (0.05 + 0.03 * t) * math.sin(j * 0.55 + i * 0.5)
                + side * h * 0.05 * (j / 10 - 0.5),
            )
            for j in range(11)
        ]
        green = stage.lit(
            land.snowed(stage, C(0.64, 0.15, 128).lighter(-0.02 * (i % 2))), 0.32 * (1 - t)
        )
        bank = _to_the_foot(stage, points)
        pen.shape(bank, down(y, y + h * 0.05, green.lighter(0.04), green.lighter(-0.12)))
        pool = _to_the_foot(stage, [(x, yy + 8 + 20 * t) for x, yy in points])
        blue = stage.light.middle.mix(stage.lit(C(0.70, 0.08, 225)), 0.65)
        pen.shape(pool, down(y, y + h * 0.10, stage.light.horizon.mix(blue, 0.5), blue))
        _seedlings(stage, points, t, green)
    prop(stage, Shape("building", "hut"), 0.80 if side > 0 else 0.2, 0.60, 0.13, 0.15, 0.3)
    for x, y, s in ((0.05, 0.80, 0.44), (0.95, 0.72, 0.34)):
        prop(stage, Shape("tree", "palm"), x, y, s, 0.04, 0.2, x > 0.5)
    stage.ground = "none"


def _to_the_foot(stage: Stage, points: list[Point]) -> skia.Path:
    """The area below a smooth line."""
    path = curve(points)
    path.lineTo(stage.width + 80, stage.height * 1.3)
    path.lineTo(-80, stage.height * 1.3)
    path.close()
    return path


def _seedlings(stage: Stage, points: list[Point], t: float, green: Colour) -> None:
    """Rows of young rice in one terrace."""
    path, size = skia.Path(), 4 + 16 * t
    for (x0, y0), (x1, y1) in pairwise(points):
        for j in range(5):
            f = j / 5
            for line in (0.9, 1.9):
                x, y = x0 + (x1 - x0) * f + 12 * line, y0 + (y1 - y0) * f + (14 + 26 * t) * line
                for lean in (-0.4, 0.0, 0.4):
                    path.moveTo(x, y)
                    path.lineTo(x + lean * size, y - size)
    stage.pen.shape(path, stroke(green.lighter(0.04), 1.2 + 1.6 * t))
