"""Open country: mountains, meadow, winter, desert, salt flat, Mars, the sky."""

from __future__ import annotations

import math

from affresco.studio.engines.illustrator.painting.colour import WHITE, Colour
from affresco.studio.engines.illustrator.painting.pen import (
    across,
    curve,
    down,
    fill,
    polygon,
    stroke,
)
from affresco.studio.engines.illustrator.painting.stage import Slot, Stage
from affresco.studio.engines.illustrator.subjects.families import Shape

from . import land, season, vista, water
from .props import prop, row
from .sky import mist, several_discs, sky

C = Colour


def mountains(stage: Stage) -> None:
    """Two chains of peaks over woods and an alpine meadow."""
    h = stage.height
    stage.horizon = h * 0.60
    stage.sun_y = stage.horizon - h * stage.light.elevation * 0.9 - h * 0.03
    stage.sun_y = max(stage.sun_y, stage.visible.top + stage.sun_size * 1.3)
    sky(stage, clouds=0.45)
    many = 3 + round(2 * max(0.0, stage.width / 1000 - 1))
    land.peaks(stage, h * 0.66, many + 1, 0.20, 0.34, 0.55)
    mist(stage, h * 0.60, 0.35)
    land.peaks(stage, h * 0.80, many, 0.30, 0.48, 0.20)
    mist(stage, h * 0.74, 0.45, 90)
    land.hills(stage, "far", h * 0.80, 120, C(0.48, 0.08, 155), 0.36, rough=0.45)
    land.wood_edge(stage, "far", h * 0.80, 120, 0.45, C(0.40, 0.07, 158), 0.30, 0.028)
    if stage.chance("mountain foot").often(0.45) and not stage.entity("lake"):
        y = h * 0.835
        blue = stage.light.horizon.mix(stage.lit(C(0.62, 0.10, 225)), 0.65)
        stage.pen.rect(
            -40, y, stage.width + 80, h * 0.08, down(y, y + h * 0.08, blue.lighter(0.06), blue)
        )
    else:
        land.hills(stage, "near", h * 0.865, 110, C(0.50, 0.10, 148), 0.14)
        land.wood_edge(stage, "near", h * 0.865, 110, 0.5, C(0.38, 0.08, 152), 0.10, 0.05)
    land.ground(stage, h * 0.90, land.GRASS, tufts=110)
    land.flowers(stage, h * 0.91, h, 70, (C(0.75, 0.16, 350), C(0.85, 0.14, 90), WHITE))
    stage.slots = {
        "main": Slot(0.42, 0.955, 0.36),
        "second": Slot(0.68, 0.955, 0.27),
        "air": Slot(0.40, 0.30, 0.30),
    }


def meadow(stage: Stage) -> None:
    """Grass and flowers before a wide land."""
    h = stage.height
    chance = stage.chance("meadow")
    vista.vista(stage, chance.pick((0.50, 0.54, 0.58)))
    vista.swell(stage, "near", h * 0.70, h * 0.05, land.GRASS.lighter(-0.01), 0.10)
    land.ground(stage, h * 0.77, land.GRASS.lighter(-0.03), "grass", 150)
    if chance.often(0.35):
        vista.lane(stage, C(0.80, 0.06, 75), chance.pick((0.34, 0.62)), 0.72, 0.22, 0.10)
    palette: tuple[Colour, ...] = land.FLOWERS
    if chance.often(0.5):
        one, two, three, four = land.FLOWERS
        palette = chance.pick(((one,), (four, three), (two, three)))
    land.flowers(stage, h * 0.79, h, chance.pick((40, 90, 120)), palette)
    if chance.often(0.4) and not stage.lacks("trees"):
        kind = chance.pick(("oak", "round", "birch"))
        prop(stage, Shape("tree", kind), chance.pick((0.07, 0.93)), 0.79, 0.52, 0.05)
    stage.slots = {
        "main": Slot(0.38, 0.89, 0.44),
        "second": Slot(0.70, 0.84, 0.30),
        "air": Slot(0.68, 0.30, 0.26),
    }


def winter(stage: Stage, sky_is_painted: bool = False) -> None:
    """Fields of snow, firs under snow, a hut with smoke, drifts with blue shade."""
    h, w, pen = stage.height, stage.width, stage.pen
    chance = stage.chance("winter")
    stage.horizon = h * 0.54
    stage.set_sun()
    if not sky_is_painted:
        sky(stage, clouds=0.4)
    named = vista.named_distance(stage) == "mountains"
    if chance.often(0.6) or named:
        high = 0.36 if named else 0.24
        land.peaks(stage, h * 0.57, 5, high - 0.14, high, 0.5, rock=C(0.62, 0.05, 250))
    snow = season.SNOW
    _drift(stage, "w0", h * 0.55, h * 0.05, snow.lighter(-0.04), 0.35)
    _firs(stage, h * 0.575, 0.10, 22, 0.36)
    _drift(stage, "w1", h * 0.61, h * 0.06, snow.lighter(-0.01), 0.16)
    _firs(stage, h * 0.665, 0.19, 8, 0.16)
    if not stage.entity("hut", "cabin", "house"):
        prop(
            stage,
            Shape("building", "hut", parts=("lights",)),
            chance.pick((0.2, 0.8)),
            0.67,
            0.14,
            0.14,
        )
    _drift(stage, "w2", h * 0.72, h * 0.07, snow, 0.05)
    _drift(stage, "w3", h * 0.83, h * 0.06, snow.lighter(0.03), 0.0)
    for x, s in ((0.06, 0.44), (0.95, 0.50)):
        prop(stage, Shape("tree", "pine", colour="#3f6b60"), x, 0.86, s, 0.03)
    blue = stage.lit(C(0.72, 0.06, 262))
    for _ in range(int(26 * max(1.0, w / 1000))):
        y = h * chance.between(0.80, 1.0)
        pen.oval(chance.between(0, w), y, chance.between(40, 170), 7, fill(blue, 0.20, blur=6))
    for _ in range(40):
        pen.circle(
            chance.between(0, w),
            h * chance.between(0.74, 1),
            chance.between(1, 2.4),
            fill(WHITE, 0.9),
        )
    stage.ground = "none"
    stage.slots = {
        "main": Slot(0.42, 0.92, 0.42),
        "second": Slot(0.68, 0.88, 0.30),
        "air": Slot(0.62, 0.28, 0.24),
    }


def _drift(stage: Stage, key: str, y: float, height: float, tone: Colour, depth: float) -> None:
    """A fold of snow: bright along its top, blue in its hollow."""
    chance, w = stage.chance("drift", key), stage.width
    phase, turns = chance.between(0, math.tau), chance.between(0.6, 1.3)
    points = [
        (-40 + (w + 80) * i / 20, y - height * 0.5 * math.sin(turns * math.tau * i / 20 + phase))
        for i in range(21)
    ]
    path = curve(points)
    path.lineTo(w + 60, stage.height + 400)
    path.lineTo(-60, stage.height + 400)
    path.close()
    lit = stage.lit(tone, depth)
    blue = stage.lit(C(0.80, 0.05, 258), depth)
    stage.pen.shape(
        path,
        down(
            y - height,
            y + height * 2.4,
            lit.mix(stage.light.key, 0.25),
            lit,
            lit.mix(blue, 0.55),
            stops=(0, 0.35, 1),
        ),
    )


def _firs(stage: Stage, y: float, size: float, count: int, depth: float) -> None:
    """Two rows of firs at a height, leaving the middle free when they are near."""
    fir, gap = Shape("tree", "pine", colour="#3f6b60"), 0.10 if depth < 0.3 else 0.0
    for share in (0.75, 1.0):
        row(stage, fir, y / stage.height, size * share, count // 2, depth, gap)


def desert(stage: Stage) -> None:
    """Dunes with a lit and a shaded side, rocks, a few plants, a far caravan town or oasis."""
    h, w = stage.height, stage.width
    chance = stage.chance("desert")
    stage.horizon = h * 0.54
    stage.set_sun()
    sky(stage, clouds=0.12)
    sand = C(0.80, 0.10, 72)
    if chance.often(0.5):
        _mesas(stage, h * 0.56)
    dunes = ((0.56, 0.05, 0.46), (0.62, 0.08, 0.30), (0.71, 0.11, 0.15), (0.83, 0.10, 0.0))
    for i, (y, tall, depth) in enumerate(dunes):
        dune(stage, f"d{i}", h * y, h * tall, sand.lighter(-0.015 * i), depth)
        if i == 1 and chance.often(0.5):
            x = chance.pick((0.22, 0.80))
            for dx, s in ((-0.05, 0.12), (0.0, 0.16), (0.05, 0.11)):
                prop(stage, Shape("tree", "palm"), x + dx, 0.655, s, 0.25, 0.3)
        if i == 2:
            for x in chance.pick(((0.10, 0.30), (0.72, 0.90), (0.08, 0.92))):
                prop(stage, Shape("plant", "cactus"), x, 0.79, chance.between(0.14, 0.22), 0.08)
    _stones(stage, 0.90, C(0.62, 0.07, 50), 12)
    for i in range(9):
        y = h * (0.86 + 0.015 * i)
        ripple = [(w * j / 10, y + 7 * math.sin(j * 1.3 + i)) for j in range(11)]
        stage.pen.curve(ripple, stroke(stage.lit(sand.lighter(-0.06)), 2.4, 0.35))
    stage.ground = "none"
    stage.slots = {
        "main": Slot(0.42, 0.91, 0.42),
        "second": Slot(0.70, 0.84, 0.28),
        "air": Slot(0.6, 0.26, 0.22),
    }


def dune(stage: Stage, key: str, y: float, height: float, sand: Colour, depth: float) -> None:
    """A dune with a sharp ridge: one flank in the sun, one in the shade."""
    chance, w, pen = stage.chance("dune", key), stage.width, stage.pen
    foot = stage.height + 400
    peak, bend = w * chance.between(0.15, 0.85), chance.between(0.10, 0.22) * w
    lit, dark = stage.lit(sand.lighter(0.04), depth), stage.lit(sand.lighter(-0.12), depth)
    left = [(-60, y), (peak * 0.45, y - height * 0.25), (peak, y - height)]
    right = [
        (peak, y - height),
        (peak + (w - peak) * 0.5, y - height * 0.35),
        (w + 60, y + height * 0.1),
    ]
    body = curve([*left, *right[1:]])
    body.lineTo(w + 60, foot)
    body.lineTo(-60, foot)
    body.close()
    pen.shape(body, down(y - height, y + height * 2, lit.mix(stage.light.key, 0.2), lit))
    s = -stage.sun_side
    flank = right if s > 0 else left[::-1]
    edge = [
        (peak, y - height),
        (peak - s * bend * 0.25, y - height * 0.2),
        (peak + s * bend * 0.3, y + height * 0.7),
        (peak + s * bend * 2.6, y + height * 2.2),
    ]
    shade = curve(edge)
    end = flank[-1]
    shade.lineTo(end[0], foot)
    for x, yy in flank[::-1]:
        shade.lineTo(x, yy)
    shade.close()
    with pen.inside(body):
        pen.shape(shade, down(y - height, y + height * 2.4, (dark, 0.85), (dark, 0.0)))


def _mesas(stage: Stage, y: float) -> None:
    """Flat-topped rocks far away."""
    chance, pen, unit = stage.chance("mesas"), stage.pen, min(stage.height, stage.width)
    rock = C(0.60, 0.11, 42)
    for _ in range(4):
        x, wide = chance.between(0, 1) * stage.width, unit * chance.between(0.07, 0.20)
        tall = unit * chance.between(0.06, 0.15)
        a, b = stage.lit(rock.lighter(0.05), 0.45), stage.lit(rock.lighter(-0.08), 0.45)
        shape = [
            (x - wide * 0.7, y + 8),
            (x - wide * 0.5, y - tall * 0.55),
            (x - wide * 0.46, y - tall),
            (x + wide * 0.44, y - tall * 1.02),
            (x + wide * 0.5, y - tall * 0.5),
            (x + wide * 0.75, y + 8),
        ]
        tones = (b, a) if stage.sun_side > 0 else (a, b)
        pen.polygon(shape, across(x - wide * 0.7, x + wide * 0.75, *tones))
        for i in range(3):
            level = y - tall * (0.3 + 0.22 * i)
            pen.line(x - wide * 0.5, level, x + wide * 0.5, level, stroke(b, 3, 0.4))


def _stones(stage: Stage, y: float, rock: Colour, count: int) -> None:
    """Stones lying about, never in the middle."""
    chance, pen = stage.chance("stones"), stage.pen
    for _ in range(count):
        t = chance.between()
        x, foot = chance.between(0, 1), stage.height * (y - 0.14 + 0.22 * t)
        size = (14 + 34 * t) * chance.between(0.6, 1.3)
        if abs(x - 0.45) < 0.2:
            continue
        px, tone = x * stage.width, stage.lit(rock.lighter(chance.between(-0.08, 0.05)))
        pen.oval(px, foot, size * 1.2, size * 0.22, fill(stage.light.shadow, 0.35, blur=4))
        shape = [
            (px - size, foot),
            (px - size * 0.7, foot - size * 0.6),
            (px - size * 0.1, foot - size * 0.9),
            (px + size * 0.6, foot - size * 0.5),
            (px + size, foot),
        ]
        pen.polygon(
            shape,
            across(
                px - size,
                px + size,
                tone.lighter(-0.07 * stage.sun_side),
                tone.lighter(0.07 * stage.sun_side),
            ),
        )


def salt_flat(stage: Stage) -> None:
    """A white plain of salt in hexagons, partly under water that mirrors the sky."""
    h, w, pen, chance = stage.height, stage.width, stage.pen, stage.chance("salt")
    stage.horizon = h * 0.56
    stage.set_sun()
    sky(stage, clouds=0.6)
    land.peaks(stage, h * 0.563, 6, 0.03, 0.08, 0.66, rock=C(0.62, 0.05, 280))
    top = h * 0.56
    white = stage.lit(C(0.965, 0.012, 80))
    pen.rect(-40, top, w + 80, h, down(top, h, white.mix(stage.light.haze, 0.35), white))
    water.reflect(stage, top, 0.80, 1.5)
    shade = stage.lit(C(0.74, 0.035, 260))
    for line in range(13):
        t = (line / 12) ** 1.7
        y, size = top + 12 + (h * 1.03 - top) * t, 26 + 150 * t
        for i in range(int(w / size / 1.5) + 3):
            x = (i - 1) * size * 1.5 + (line % 2) * size * 0.75
            cell = [
                (
                    x + size * (math.cos(a) + chance.between(-0.1, 0.1)),
                    y + size * 0.30 * (math.sin(a) + chance.between(-0.1, 0.1)),
                )
                for a in (math.tau * k / 6 for k in range(6))
            ]
            path = polygon(cell)
            if chance.often(0.55 + 0.35 * t):
                pen.shape(path, fill(white, 0.30 + 0.45 * t))
            pen.shape(
                path,
                stroke(white.lighter(0.03) if chance.often(0.5) else shade, 1.4 + 3.5 * t, 0.55),
            )
    stage.ground = "none"
    stage.slots = dict(vista.SLOTS)


def mars(stage: Stage) -> None:
    """Red sand, craters and mesas under a butterscotch sky with two small moons."""
    h, w, pen, chance = stage.height, stage.width, stage.pen, stage.chance("mars")
    stage.horizon = h * 0.56
    stage.set_sun()
    dark = stage.light.dark
    top, low = (
        (C(0.26, 0.06, 40), C(0.50, 0.10, 45)) if dark else (C(0.66, 0.09, 50), C(0.88, 0.07, 70))
    )
    pen.rect(-w, -h, 3 * w, 3 * h, down(0, stage.horizon, top, low))
    own = ((0.22, 0.16, 34.0), (0.36, 0.28, 18.0)) if not several_discs(stage) else ()
    for x, y, r in own:
        pen.circle(w * x, h * y, r, fill(C(0.92, 0.04, 70), 0.9))
        pen.circle(w * x - r * 0.3, h * y + r * 0.1, r * 0.22, fill(C(0.72, 0.05, 60), 0.6))
    if own:
        centre = (stage.sun_x, stage.sun_y)
        pen.circle(*centre, 110, fill(C(0.97, 0.04, 85), 0.25, blur=26))
        pen.circle(*centre, 30, fill(C(0.99, 0.02, 85)))
    red = C(0.58, 0.13, 38)
    _mesas(stage, h * 0.585)
    for i, (y, tall, depth) in enumerate(
        ((0.585, 0.04, 0.40), (0.66, 0.07, 0.20), (0.78, 0.06, 0.0))
    ):
        dune(stage, f"m{i}", h * y, h * tall, red.lighter(-0.01 * i), depth)
    for _ in range(9):
        t = chance.between()
        x, y, r = (
            chance.between(0, w),
            h * (0.70 + 0.26 * t),
            (26 + 70 * t) * chance.between(0.6, 1.2),
        )
        rim, hollow = stage.lit(red.lighter(0.09)), stage.lit(red.lighter(-0.13))
        pen.oval(x, y, r, r * 0.26, fill(rim, 0.8))
        pen.oval(x + r * 0.05, y + r * 0.03, r * 0.86, r * 0.20, fill(hollow, 0.85))
    _stones(stage, 0.90, C(0.46, 0.10, 35), 16)
    stage.ground = "none"
    stage.slots = dict(vista.SLOTS)


def in_the_sky(stage: Stage) -> None:
    """Among the clouds: heaps beside and a floor of cloud below."""
    h, w, pen = stage.height, stage.width, stage.pen
    stage.horizon, stage.sun_y = h * 0.95, h * 0.30
    sky(stage, h, clouds=0.8)
    chance = stage.chance("floor of cloud")
    bright = (
        WHITE.mix(stage.light.key, 0.3)
        if stage.light.time != "night"
        else stage.light.horizon.lighter(0.05)
    )
    shade = stage.light.middle.mix(stage.light.haze, 0.4)
    for layer in range(4):
        y, t = h * (0.78 + 0.075 * layer), layer / 3
        x = -120.0
        while x < w + 120:
            r = chance.between(60, 110) * (0.7 + 0.6 * t)
            tones = (bright.mix(stage.light.haze, 0.5 * (1 - t)), shade.mix(bright, 0.4))
            pen.circle(x, y + r * 0.4, r, down(y - r * 0.6, y + r, *tones))
            x += r * chance.between(0.8, 1.3)
    mist(stage, h * 0.97, 0.6, 150)
    stage.ground, stage.floating = "none", True
    stage.slots = {
        "main": Slot(0.45, 0.66, 0.42),
        "second": Slot(0.75, 0.5, 0.24),
        "air": Slot(0.45, 0.45, 0.36),
    }
