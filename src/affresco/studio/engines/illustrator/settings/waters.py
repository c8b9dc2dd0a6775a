"""Water with land around it: river, harbour, canal, bridge, hot spring, cliff, island, ship's deck."""

from __future__ import annotations

import math

from affresco.studio.engines.illustrator.painting.colour import WHITE, Colour
from affresco.studio.engines.illustrator.painting.pen import (
    Point,
    across,
    curve,
    down,
    fill,
    outline,
    polygon,
    stroke,
)
from affresco.studio.engines.illustrator.painting.stage import Slot, Stage
from affresco.studio.engines.illustrator.reading.lexicon import lexicon
from affresco.studio.engines.illustrator.subjects.families import Shape

from . import land, season, vista, water
from .facades import BRIGHT, NORTHERN, WARM, Row, facade_row
from .props import prop, row, unit_of
from .sky import sky

C = Colour
_ROCK = C(0.58, 0.025, 85)


def river(stage: Stage) -> None:
    """A stream that winds towards us between grassy banks, over stones."""
    h, w, pen, chance = stage.height, stage.width, stage.pen, stage.chance("river")
    vista.vista(stage, 0.50, ("mountains", "woods", "hills", "hamlet"))
    land.ground(stage, h * 0.60, land.GRASS, "grass", 110)
    bend, end = chance.pick((-1, 1)), 0.5 + chance.pick((-0.10, 0.08))
    left: list[Point] = []
    right: list[Point] = []
    for i in range(15):
        t = i / 14
        mid = w * (end + bend * 0.13 * math.sin(t * 5.0) * (1 - 0.35 * t) + 0.06 * t)
        half = 7 + w * 0.23 * t**1.7
        y = h * (0.60 + 0.46 * t**1.35)
        left.append((mid - half, y))
        right.append((mid + half, y))
    bed = curve([*left, *right[::-1]], True)
    bank = stage.lit(C(0.58, 0.06, 75).mix(season.SNOW, 0.8 if season.snowy(stage) else 0))
    with pen.at(0, -6):
        pen.shape(bed, stroke(bank, 24, 0.9))
    blue = stage.lit(C(0.62, 0.10, 225))
    pen.shape(
        bed,
        down(
            h * 0.60,
            h,
            stage.light.horizon.mix(blue, 0.35),
            stage.light.middle.mix(blue, 0.6),
            blue.lighter(-0.06),
        ),
    )
    with pen.inside(bed):
        for _ in range(46):
            t = chance.between()
            y = h * (0.60 + 0.46 * t**1.35)
            a, b = left[min(14, int(t * 14))][0], right[min(14, int(t * 14))][0]
            x, long = a + (b - a) * chance.between(0.05, 0.9), (b - a) * chance.between(0.08, 0.22)
            path = outline(f"M {x} {y} Q {x + long / 2} {y - 4 - 5 * t} {x + long} {y}")
            pen.shape(path, stroke(WHITE.mix(stage.light.key, 0.4), 1.5 + 3 * t, 0.5))
        for i in range(7):
            t = 0.3 + 0.1 * i
            j = min(14, int(t * 14))
            x = left[j][0] + (right[j][0] - left[j][0]) * chance.pick((0.12, 0.3, 0.72, 0.88))
            boulder(stage, x, left[j][1], 14 + 40 * t * chance.between(0.6, 1))
    for i, (x, y, s) in enumerate(
        ((0.05, 0.80, 0.46), (0.95, 0.78, 0.42), (0.20, 0.68, 0.20), (0.84, 0.67, 0.18))
    ):
        kind = chance.pick(("willow", "oak", "birch", "pine"))
        prop(stage, Shape("tree", kind), x, y, s, 0.10 if i > 1 else 0.0)
    for x in (0.16, 0.86):
        prop(stage, Shape("plant", "reed"), x, 0.96, 0.20)
    land.flowers(stage, h * 0.74, h * 0.9, 26)
    side = 0.24 if bend > 0 else 0.74
    stage.slots = {
        "main": Slot(side, 0.93, 0.38),
        "second": Slot(0.52 + 0.05 * bend, 0.90, 0.26),
        "air": Slot(0.56, 0.26, 0.22),
    }
    stage.afloat = "second"


def boulder(stage: Stage, x: float, y: float, r: float, rock: Colour = _ROCK) -> None:
    """A stone with a lit top and foam at its foot."""
    pen, side = stage.pen, stage.sun_side
    tone = stage.lit(season.SNOW.mix(rock, 0.25) if season.snowy(stage) else rock)
    shape = [
        (x - r, y),
        (x - r * 0.8, y - r * 0.55),
        (x - r * 0.2, y - r * 0.85),
        (x + r * 0.55, y - r * 0.62),
        (x + r, y),
    ]
    pen.oval(x, y + 2, r * 1.25, r * 0.18, fill(WHITE, 0.5, blur=3))
    pen.blob(shape, across(x - r, x + r, tone.lighter(-0.09 * side), tone.lighter(0.09 * side)))


def _sea_from(stage: Stage, horizon: float, clouds: float = 0.45) -> None:
    stage.horizon = stage.height * horizon
    stage.set_sun()
    sky(stage, clouds=clouds)


def harbour(stage: Stage) -> None:
    """Boats in calm water before coloured houses, a lighthouse, a quay in front."""
    h, w, pen, chance = stage.height, stage.width, stage.pen, stage.chance("harbour")
    _sea_from(stage, 0.50)
    vista.swell(stage, "hill", h * 0.46, h * 0.09, C(0.58, 0.09, 150), 0.36, trees=8)
    shore = h * 0.575
    facade_row(stage, shore, h * 0.145, 0.16, Row(chance.pick((BRIGHT, WARM)), "tiles", "doors"))
    wall = stage.lit(C(0.66, 0.03, 70), 0.1)
    pen.rect(-40, shore, w + 80, h * 0.02, down(shore, shore + h * 0.02, wall, wall.lighter(-0.12)))
    _calm(stage, shore + h * 0.018)
    if not stage.entity("lighthouse"):
        prop(stage, Shape("building", "lighthouse"), 0.93, 0.61, 0.28, 0.10, 0.0)
    boats = [
        ("sail", 0.15, 0.70, 0.27),
        ("yacht", 0.70, 0.66, 0.20),
        ("row", 0.36, 0.76, 0.15),
        ("steamer", 0.84, 0.77, 0.28),
    ]
    tones = ("", "#2f6f9f", "#b8473c", "#3c8f74")
    for i, (kind, x, y, s) in enumerate(boats):
        colour = chance.pick(tones) if kind != "steamer" else ""
        prop(
            stage,
            Shape("vessel", kind, colour=colour),
            x + chance.between(-0.03, 0.03),
            y,
            s,
            0.10 - 0.02 * i,
            0.2,
            chance.often(0.5),
        )
    _quay(stage, 0.865)
    for x in (0.10, 0.90):
        _bollard(stage, w * x, h * 0.905, unit_of(stage) * 0.06)
    prop(stage, Shape("tool", "basket"), 0.06, 0.97, 0.10)
    prop(stage, Shape("tool", "rope"), 0.84, 0.975, 0.08)
    stage.shine()
    stage.ground, stage.afloat = "none", ""
    stage.slots = {
        "main": Slot(0.46, 0.965, 0.40),
        "second": Slot(0.70, 0.955, 0.29),
        "air": Slot(0.5, 0.22, 0.22),
    }
    for entity in stage.scene.entities[:1]:
        if _floats(entity.concept):
            stage.slots["main"] = Slot(0.46, 0.84, 0.40)


def _floats(concept: str) -> bool:
    known = lexicon().concepts.get(concept)
    return bool(known and known.family == "vessel")


def _calm(stage: Stage, y: float) -> None:
    """Still water from y down that mirrors what stands above."""
    h, w, pen = stage.height, stage.width, stage.pen
    deep = stage.light.middle.mix(stage.lit(C(0.48, 0.10, 232)), 0.62)
    pen.rect(-40, y, w + 80, h - y + 40, down(y, h, stage.light.horizon.mix(deep, 0.5), deep))
    water.reflect(stage, y, 0.62, 4)
    water.ripples(stage, y, 60)


def _quay(stage: Stage, top: float) -> None:
    h, w, pen, chance = stage.height, stage.width, stage.pen, stage.chance("quay")
    stone = stage.lit(C(0.72, 0.035, 75).mix(season.SNOW, 0.8 if season.snowy(stage) else 0))
    y = h * top
    pen.rect(-40, y, w + 80, h, down(y, h, stone.lighter(0.04), stone.lighter(-0.07)))
    pen.rect(-40, y - 5, w + 80, 13, fill(stone.lighter(0.08)))
    for line in range(4):
        yy = y + 18 + (h - y) * line / 4
        pen.line(-20, yy, w + 20, yy, stroke(stone.lighter(-0.08), 2, 0.5))
        for i in range(int(w / 130) + 2):
            x = i * 130 + (line % 2) * 65 + chance.between(-12, 12)
            pen.line(
                x,
                yy,
                x + (x - w / 2) * 0.05,
                yy + (h - y) / 4,
                stroke(stone.lighter(-0.08), 2, 0.5),
            )


def _bollard(stage: Stage, x: float, y: float, s: float) -> None:
    iron, pen = stage.lit(C(0.30, 0.02, 250)), stage.pen
    pen.oval(x, y, s * 0.7, s * 0.16, fill(stage.light.shadow, 0.4, blur=4))
    pen.rounded(
        x - s * 0.3,
        y - s,
        s * 0.6,
        s,
        s * 0.15,
        across(x - s * 0.3, x + s * 0.3, iron.lighter(0.12), iron),
    )
    pen.rounded(x - s * 0.5, y - s * 1.1, s, s * 0.3, s * 0.12, fill(iron.lighter(0.06)))


def canal(stage: Stage) -> None:
    """A canal between house fronts, with a bridge, posts and small boats."""
    h, w, pen, chance = stage.height, stage.width, stage.pen, stage.chance("canal")
    _sea_from(stage, 0.54, 0.4)
    northern = chance.often(0.4)
    look = Row(NORTHERN, "stepped", "doors") if northern else Row(WARM, "tiles", "arcade")
    facade_row(stage, h * 0.575, h * 0.16, 0.34, look, 0.30, 0.70)
    vx = w * (0.5 + chance.pick((-0.06, 0.06)))
    for side in (-1, 1):
        for i, (near, far) in enumerate(((0.0, 0.34), (0.34, 0.62), (0.62, 0.84))[::-1]):
            _canal_house(stage, vx, side, near, far, look, i)
    deep = stage.lit(C(0.52, 0.09, 195))
    y = h * 0.585
    banks = [
        (vx - w * 0.08, y),
        (vx + w * 0.08, y),
        (w * 1.02, h * 0.86),
        (w * 1.02, h * 1.05),
        (-w * 0.02, h * 1.05),
        (-w * 0.02, h * 0.86),
    ]
    pen.polygon(banks, down(y, h, stage.light.horizon.mix(deep, 0.6), deep))
    with pen.inside(polygon(banks)):
        water.reflect(stage, y, 0.42, 6)
        water.ripples(stage, y, 60)
    prop(stage, Shape("building", "bridge"), vx / w, 0.615, 0.26, 0.22, 0.0)
    for x, yy in ((0.13, 0.86), (0.18, 0.80), (0.88, 0.87), (0.82, 0.79)):
        _post(stage, w * x, h * yy, h * 0.13 * (yy - 0.45) / 0.4)
    kind = "barge" if northern else "gondola"
    prop(stage, Shape("vessel", kind), chance.pick((0.24, 0.74)), 0.80, 0.20, 0.03, 0.2)
    stage.shine()
    stage.ground, stage.afloat = "none", "main"
    stage.slots = {
        "main": Slot(0.47, 0.92, 0.38),
        "second": Slot(0.62, 0.78, 0.22),
        "air": Slot(0.5, 0.22, 0.20),
    }


def _canal_house(
    stage: Stage, vx: float, side: int, near: float, far: float, look: Row, number: int
) -> None:
    """A front along the canal, in perspective, with its door on the water."""
    h, w, pen = stage.height, stage.width, stage.pen
    chance = stage.chance("canal house", side, number)
    tall = chance.between(0.42, 0.52)

    def at(depth: float, v: float) -> Point:
        """depth 0 near … 1 far; v 0 foot … 1 eaves."""
        s = (1 - depth) ** 1.3
        x = vx + side * (w * 0.07 + (w * 0.52) * s)
        foot = h * (0.58 + 0.30 * s)
        return x, foot - v * h * (0.10 + tall * 1.15 * s)

    haze = 0.36 * near
    wall = stage.lit(
        chance.pick(look.walls).lighter(0.02 if side != stage.sun_side else -0.03), haze
    )
    pen.polygon(
        [at(near, 0), at(near, 1), at(far, 1), at(far, 0)],
        across(at(near, 0)[0], at(far, 0)[0], wall, wall.lighter(-0.04)),
    )
    pen.polygon([at(near, 0), at(near, 0.08), at(far, 0.08), at(far, 0)], fill(wall.lighter(-0.16)))
    roof = stage.lit(season.SNOW if season.snowy(stage) else C(0.58, 0.12, 38), haze)
    pen.polygon([at(near, 0.97), at(near, 1.05), at(far, 1.05), at(far, 0.97)], fill(roof))
    dark = stage.light.dark
    for row_ in range(3):
        for i in range(3):
            d0 = near + (far - near) * (0.12 + 0.30 * i)
            d1 = d0 + (far - near) * 0.14
            low, top = 0.28 + 0.23 * row_, 0.28 + 0.23 * row_ + 0.15
            lit = dark and chance.often(0.6)
            glass = C(0.90, 0.12, 82) if lit else stage.lit(C(0.46, 0.05, 235), haze)
            frame = 0.012
            pen.polygon(
                [
                    at(d0 - frame, low - 0.012),
                    at(d0 - frame, top + 0.02),
                    at(d1 + frame, top + 0.02),
                    at(d1 + frame, low - 0.012),
                ],
                fill(wall.lighter(0.10)),
            )
            pen.polygon([at(d0, low), at(d0, top), at(d1, top), at(d1, low)], fill(glass))
            if lit:
                stage.glow(*at((d0 + d1) / 2, (low + top) / 2), h * 0.05, C(0.90, 0.12, 82), 0.25)
    d = near + (far - near) * 0.45
    pen.polygon(
        [at(d, 0.0), at(d, 0.20), at(d + 0.05, 0.20), at(d + 0.05, 0.0)],
        fill(stage.lit(C(0.40, 0.09, 40), haze)),
    )


def _post(stage: Stage, x: float, y: float, tall: float) -> None:
    """A mooring post with stripes."""
    pen, wide = stage.pen, tall * 0.09
    for i in range(7):
        tone = C(0.94, 0.01, 90) if i % 2 else C(0.50, 0.14, 255)
        pen.rect(x - wide / 2, y - tall * (i + 1) / 7, wide, tall / 7 + 1, fill(stage.lit(tone)))
    pen.circle(x, y - tall, wide * 0.7, fill(stage.lit(C(0.80, 0.13, 84))))
    pen.oval(x, y, wide * 1.6, wide * 0.4, stroke(WHITE, 2, 0.5))


def bridge(stage: Stage) -> None:
    """On a bridge of stone or wood: its deck leads away from us over a river."""
    h, w, pen, chance = stage.height, stage.width, stage.pen, stage.chance("bridge")
    wooden = chance.often(0.45)
    vista.vista(stage, 0.50, ("mountains", "woods", "hills", "hamlet"))
    y = h * 0.62
    blue = stage.light.middle.mix(stage.lit(C(0.54, 0.10, 228)), 0.55)
    pen.rect(-40, y, w + 80, h, down(y, h, stage.light.horizon.mix(blue, 0.4), blue))
    water.reflect(stage, y, 0.55, 4)
    water.ripples(stage, y, 60)
    vx, top = w * (0.5 + chance.pick((-0.07, 0.07))), h * 0.60
    tone = stage.lit(
        (C(0.56, 0.08, 58) if wooden else C(0.74, 0.03, 75)).mix(
            season.SNOW, 0.7 if season.snowy(stage) else 0
        )
    )
    half = min(w * 0.52, h * 0.62)
    deck = [
        (vx - half * 0.13, top),
        (vx + half * 0.13, top),
        (vx + half, h * 1.03),
        (vx - half, h * 1.03),
    ]
    pen.polygon(deck, down(top, h, tone.mix(stage.light.haze, 0.3), tone))
    with pen.inside(polygon(deck)):
        for i in range(26):
            t = (i / 26) ** 1.8
            yy = top + (h * 1.03 - top) * t
            pen.line(vx - half, yy, vx + half, yy, stroke(tone.lighter(-0.10), 1.5 + 3 * t, 0.6))
            if not wooden:
                for j in range(7):
                    x = vx + half * (0.13 + 0.87 * t) * ((j + 0.5 * (i % 2)) / 3.5 - 1)
                    pen.line(
                        x,
                        yy,
                        x + (x - vx) * 0.06,
                        yy + 6 + 22 * t,
                        stroke(tone.lighter(-0.10), 2, 0.5),
                    )
    for side in (-1, 1):
        _parapet(stage, vx, top, half, side, tone, wooden)
    for side, x in ((-1, vx - half * 0.22), (1, vx + half * 0.22)):
        prop(
            stage,
            Shape("tree", chance.pick(("round", "willow", "pine"))),
            (x + side * w * 0.16) / w,
            0.625,
            0.20,
            0.18,
            0.0,
        )
    stage.ground, stage.afloat = "none", ""
    x = vx / w
    stage.slots = {
        "main": Slot(x + chance.pick((-0.04, 0.04)), 0.93, 0.42),
        "second": Slot(x + 0.16, 0.86, 0.29),
        "air": Slot(0.6, 0.26, 0.22),
    }


def _parapet(
    stage: Stage, vx: float, top: float, half: float, side: int, tone: Colour, wooden: bool
) -> None:
    h, pen = stage.height, stage.pen

    def at(t: float, lift: float) -> Point:
        s = 0.13 + 0.87 * t
        return vx + side * half * s, top + (h * 1.03 - top) * t - lift * half * 0.36 * s

    face = tone.lighter(-0.06 if side == stage.sun_side else 0.03)
    if not wooden:
        pen.polygon([at(0, 0), at(0, 1), at(1.1, 1), at(1.1, 0)], fill(face))
        pen.polygon(
            [at(0, 0.94), at(0, 1.12), at(1.1, 1.12), at(1.1, 0.94)], fill(face.lighter(0.08))
        )
        for i in range(8):
            t = 0.03 + 0.12 * i
            pen.line(*at(t, 0), *at(t, 0.94), stroke(face.lighter(-0.08), 2 + 2 * t, 0.6))
        return
    for i in range(8):
        t = (i / 7) ** 1.5
        pen.line(*at(t, 0), *at(t, 1.05), stroke(face.lighter(-0.06), 6 + 22 * t))
    for lift in (0.55, 1.0):
        pen.polygon(
            [at(0, lift), at(0, lift + 0.10), at(1.1, lift + 0.10), at(1.1, lift)],
            fill(face.lighter(0.05)),
        )


def hot_spring(stage: Stage) -> None:
    """A steaming pool among rocks and trees, with lanterns and a wooden screen."""
    h, w, pen, chance = stage.height, stage.width, stage.pen, stage.chance("hot spring")
    vista.vista(stage, 0.46, ("mountains", "woods"))
    land.ground(stage, h * 0.56, land.GRASS.lighter(-0.05), "grass", 60)
    row(stage, Shape("tree", "pine"), 0.60, 0.26, 6, 0.22)
    fence = stage.lit(C(0.58, 0.08, 65))
    for i in range(round(26 * max(1.0, w / 1000))):
        x = w * i / round(26 * max(1.0, w / 1000))
        pen.rect(
            x,
            h * 0.555,
            w / 30,
            h * 0.085,
            across(x, x + w / 30, fence.lighter(0.05), fence.lighter(-0.06)),
        )
    for y in (0.57, 0.62):
        pen.rect(-20, h * y, w + 40, 9, fill(fence.lighter(-0.12)))
    pool = [
        (w * 0.04, h * 0.80),
        (w * 0.24, h * 0.685),
        (w * 0.56, h * 0.67),
        (w * 0.88, h * 0.70),
        (w * 1.0, h * 0.83),
        (w * 0.84, h * 0.97),
        (w * 0.44, h * 1.0),
        (w * 0.12, h * 0.94),
    ]
    stone = stage.lit(C(0.56, 0.02, 110))
    pen.blob([(x, y - 10) for x, y in pool], stroke(stone.lighter(-0.10), 50))
    tone = stage.lit(C(0.74, 0.09, 195))
    pen.blob(pool, down(h * 0.67, h, tone.lighter(0.07), tone.lighter(-0.10)))
    with pen.inside(curve(pool, True)):
        for i in range(9):
            y = h * (0.70 + 0.033 * i)
            x = w * chance.between(0.1, 0.8)
            pen.oval(x, y, chance.between(40, 130), 6, stroke(WHITE, 2.4, 0.5))
    edge = [*pool, pool[0]]
    for (x0, y0), (x1, y1) in zip(edge, edge[1:], strict=False):
        for t in (0.0, 0.33, 0.66):
            x, y = x0 + (x1 - x0) * t, y0 + (y1 - y0) * t
            boulder(
                stage,
                x + chance.between(-8, 8),
                y + 14,
                (22 + 60 * (y / h - 0.6)) * chance.between(0.9, 1.4),
                C(0.56, 0.02, 110),
            )
    for x, y in ((0.10, 0.70), (0.90, 0.69)):
        prop(stage, Shape("tool", "lantern", parts=("lit",)), x, y, 0.13)
        stage.glow(w * x, h * (y - 0.05), 130, C(0.90, 0.12, 80), 0.5 if stage.light.dark else 0.15)
    stage.afterwards.append(lambda: _steam(stage))
    stage.ground, stage.afloat, stage.shadows = "none", "main", 0.2
    stage.slots = {
        "main": Slot(0.45, 0.90, 0.36),
        "second": Slot(0.70, 0.85, 0.26),
        "air": Slot(0.5, 0.26, 0.2),
    }


def _steam(stage: Stage) -> None:
    h, w, chance = stage.height, stage.width, stage.chance("steam")
    for _ in range(22):
        x, y = w * chance.between(0.1, 0.9), h * chance.between(0.44, 0.80)
        stage.pen.oval(
            x,
            y,
            chance.between(50, 130),
            chance.between(26, 60),
            fill(WHITE.mix(stage.light.haze, 0.3), 0.17, blur=26),
        )


def cliff(stage: Stage) -> None:
    """A grassy headland over the sea, white or dark rock, surf below, gulls far off."""
    h, w, pen, chance = stage.height, stage.width, stage.pen, stage.chance("cliff")
    _sea_from(stage, 0.50, 0.5)
    water.sea(stage, stage.horizon)
    rock = chance.pick((C(0.86, 0.025, 85), C(0.56, 0.03, 60), C(0.62, 0.07, 45)))
    for i, (x, y, tall, depth) in enumerate(((0.94, 0.55, 0.10, 0.45), (0.80, 0.62, 0.20, 0.22))):
        _headland(stage, w * x, h * y, h * tall, w * (0.22 + 0.10 * i), rock, depth)
    edge = [
        (-60, h * 0.66),
        (w * 0.20, h * 0.665),
        (w * 0.44, h * 0.70),
        (w * 0.60, h * 0.755),
        (w * 0.68, h * 0.80),
    ]
    face = [*edge, (w * 0.66, h * 0.90), (w * 0.72, h * 1.05), (-60, h * 1.05)]
    tone = stage.lit(rock)
    pen.polygon(face, across(0, w * 0.7, tone.lighter(0.02), tone.lighter(-0.13)))
    with pen.inside(polygon(face)):
        for _ in range(40):
            x, y = w * chance.between(0.3, 0.72), h * chance.between(0.72, 1)
            crack = [
                (x, y),
                (x + chance.between(-14, 14), y + 40),
                (x + chance.between(-20, 20), y + 90),
            ]
            pen.shape(polygon(crack, False), stroke(tone.lighter(-0.16), chance.between(2, 5), 0.6))
    for _ in range(26):
        x = w * chance.between(0.64, 0.86)
        pen.oval(
            x,
            h * chance.between(0.95, 1.0),
            chance.between(30, 80),
            chance.between(8, 20),
            fill(WHITE, 0.5, blur=6),
        )
    grass = stage.lit(land.snowed(stage, land.GRASS))
    top = curve(
        [*edge, (w * 0.60, h * 0.83), (w * 0.46, h * 0.96), (w * 0.40, h * 1.06), (-80, h * 1.06)],
        True,
    )
    pen.shape(top, down(h * 0.66, h, grass.mix(stage.light.key, 0.22), grass.lighter(-0.06)))
    with pen.inside(top):
        land.tufts(stage, w * 0.24, h * 0.94, w * 0.46, land.GRASS.lighter(-0.06), 40)
        land.flowers(stage, h * 0.74, h, 60, (WHITE, C(0.72, 0.16, 350), C(0.87, 0.14, 92)))
    for _ in range(5):
        _gull(
            stage,
            w * chance.between(0.5, 0.95),
            h * chance.between(0.2, 0.46),
            chance.between(9, 18),
        )
    stage.ground = "grass"
    stage.slots = {
        "main": Slot(0.28, 0.88, 0.40),
        "second": Slot(0.50, 0.80, 0.24),
        "air": Slot(0.62, 0.26, 0.22),
    }


def _headland(
    stage: Stage, x: float, y: float, tall: float, wide: float, rock: Colour, depth: float
) -> None:
    chance, pen = stage.chance("headland", round(depth * 100)), stage.pen
    tone, grass = stage.lit(rock, depth), stage.lit(land.snowed(stage, C(0.60, 0.11, 135)), depth)
    top = [
        (
            x - wide * 0.5 + wide * 0.16 * i,
            y - tall * (0.9 + chance.between(-0.08, 0.12)) * min(1.0, 0.55 + 0.2 * i),
        )
        for i in range(9)
    ]
    foot = [(x + wide * 1.0, y + 10), (x - wide * 0.56, y + 10)]
    pen.polygon(
        [*top, *foot],
        across(x - wide * 0.5, x + wide * 0.4, tone.lighter(0.05), tone.lighter(-0.08)),
    )
    lip = [*top, *[(px, py + tall * 0.14) for px, py in top[::-1]]]
    pen.polygon(lip, fill(grass))
    pen.oval(x, y + 10, wide * 0.62, 9, fill(WHITE, 0.6, blur=4))


def _gull(stage: Stage, x: float, y: float, s: float) -> None:
    bird = outline(
        f"M {x - s} {y - s * 0.4} Q {x - s * 0.4} {y - s * 0.6} {x} {y} Q {x + s * 0.4} {y - s * 0.6} {x + s} {y - s * 0.4}"
    )
    stage.pen.shape(bird, stroke(stage.lit(C(0.97, 0.005, 240)), max(1.6, s * 0.16)))


def island(stage: Stage) -> None:
    """A small island with palms and a beach in a wide, light sea."""
    h, w, pen, chance = stage.height, stage.width, stage.pen, stage.chance("island")
    _sea_from(stage, 0.50, 0.5)
    water.sea(stage, stage.horizon)
    if chance.often(0.6):
        _headland(stage, w * 0.88, h * 0.515, h * 0.06, w * 0.16, C(0.56, 0.06, 140), 0.5)
    shallow = stage.lit(C(0.82, 0.10, 188))
    for grow, alpha in ((1.32, 0.35), (1.14, 0.6)):
        pen.oval(
            w * 0.5, h * 0.86, w * 0.44 * grow, h * 0.115 * grow, fill(shallow, alpha, blur=12)
        )
    sand = stage.lit(C(0.91, 0.065, 84))
    shore = [
        (w * 0.07, h * 0.87),
        (w * 0.22, h * 0.80),
        (w * 0.46, h * 0.765),
        (w * 0.74, h * 0.785),
        (w * 0.93, h * 0.86),
        (w * 0.80, h * 0.945),
        (w * 0.46, h * 0.975),
        (w * 0.18, h * 0.945),
    ]
    pen.shape(curve(shore, True), stroke(WHITE, 15, 0.8))
    pen.blob(shore, down(h * 0.76, h * 0.98, sand.mix(stage.light.key, 0.3), sand.lighter(-0.07)))
    mound = [
        (w * 0.24, h * 0.83),
        (w * 0.40, h * 0.765),
        (w * 0.62, h * 0.755),
        (w * 0.80, h * 0.82),
        (w * 0.54, h * 0.845),
    ]
    pen.blob(
        mound,
        down(h * 0.75, h * 0.84, stage.lit(C(0.64, 0.14, 130)), stage.lit(C(0.54, 0.12, 135))),
    )
    for x, y, s, flip in (
        (0.76, 0.815, 0.48, False),
        (0.66, 0.80, 0.34, True),
        (0.26, 0.82, 0.40, True),
    ):
        prop(stage, Shape("tree", "palm"), x, y, s, 0.02, 0.4, flip)
    for _ in range(7):
        boulder(
            stage,
            w * chance.between(0.14, 0.88),
            h * chance.between(0.93, 0.97),
            chance.between(10, 26),
        )
    stage.ground = "none"
    stage.slots = {
        "main": Slot(0.47, 0.905, 0.36),
        "second": Slot(0.62, 0.90, 0.26),
        "air": Slot(0.45, 0.26, 0.22),
    }


def ship_deck(stage: Stage) -> None:
    """On the deck of a ship: planks to the bow, mast and shrouds, rail, the sea around."""
    h, w, pen, chance = stage.height, stage.width, stage.pen, stage.chance("deck")
    _sea_from(stage, 0.46, 0.55)
    if stage.has("storm"):
        for number in range(1, 4):
            water.wave(stage, stage.horizon, number, chance)
    else:
        water.sea(stage, stage.horizon)
    vx, top = w * 0.5, h * 0.56
    half = min(w * 0.60, h * 0.72)
    wood = stage.lit(C(0.68, 0.085, 66).mix(season.SNOW, 0.7 if season.snowy(stage) else 0))
    hull = outline(
        f"M {vx} {top - 8} Q {vx + half * 0.62} {h * 0.62} {vx + half} {h * 1.04} L {vx - half} {h * 1.04} Q {vx - half * 0.62} {h * 0.62} {vx} {top - 8} Z"
    )
    pen.shape(hull, down(top, h, wood.mix(stage.light.haze, 0.15), wood.lighter(-0.04)))
    with pen.inside(hull):
        for i in range(-13, 14):
            pen.line(
                vx + i * 6, top, vx + i * half / 9, h * 1.04, stroke(wood.lighter(-0.13), 2.4, 0.7)
            )
        hatch = [
            (vx - half * 0.13, h * 0.69),
            (vx + half * 0.13, h * 0.69),
            (vx + half * 0.18, h * 0.745),
            (vx - half * 0.18, h * 0.745),
        ]
        pen.polygon(hatch, fill(wood.lighter(-0.20)))
        pen.shape(polygon(hatch), stroke(wood.lighter(-0.06), 8))
    for side in (-1, 1):
        _rail(stage, vx, top, half, side, wood)
    _rigging(stage, vx, top, half, wood)
    prop(stage, Shape("tool", "wheel"), 0.5 + 0.30 * chance.side(), 0.93, 0.20, 0.0, 0.5)
    prop(stage, Shape("tool", "rope"), 0.78 if chance.often(0.5) else 0.22, 0.82, 0.07)
    stage.ground = "none"
    stage.slots = {
        "main": Slot(0.47, 0.94, 0.42),
        "second": Slot(0.64, 0.86, 0.28),
        "air": Slot(0.70, 0.24, 0.18),
    }


def _rail(stage: Stage, vx: float, top: float, half: float, side: int, wood: Colour) -> None:
    h, pen = stage.height, stage.pen

    def at(t: float, lift: float) -> Point:
        bow = (1 - t) ** 2 * 0.0 + 2 * t * (1 - t) * 0.62 + t * t
        y = (1 - t) ** 2 * (top - 8) + 2 * t * (1 - t) * h * 0.62 + t * t * h * 1.04
        return vx + side * half * bow, y - lift * half * (0.05 + 0.26 * t)

    dark = wood.lighter(-0.18)
    pen.polygon(
        [*[at(i / 12, 0) for i in range(13)], *[at(i / 12, 0.34) for i in range(12, -1, -1)]],
        fill(wood.lighter(-0.11)),
    )
    for i in range(1, 11):
        t = (i / 10) ** 0.9
        pen.line(*at(t, 0.3), *at(t, 1.0), stroke(dark, 4 + 13 * t))
    for lift, width in ((1.0, 1.0), (0.34, 0.7)):
        line = [at(i / 12, lift) for i in range(13)]
        for i in range(12):
            pen.line(*line[i], *line[i + 1], stroke(wood.lighter(-0.05), (5 + 1.6 * i) * width))


def _rigging(stage: Stage, vx: float, top: float, half: float, wood: Colour) -> None:
    """A mast with its sail and shrouds, and the bowsprit."""
    h, w, pen = stage.height, stage.width, stage.pen
    mast, rope = wood.lighter(-0.13), stroke(stage.lit(C(0.42, 0.05, 70)), 3, 0.9)
    pen.line(vx, top, vx + w * 0.02, top - h * 0.09, stroke(mast, 10))
    x = vx - half * 0.30
    cloth = stage.lit(C(0.95, 0.02, 85))
    sail = outline(
        f"M {x - half * 0.02} {h * 0.02} Q {x + half * 0.52} {h * 0.18} {x + half * 0.46} {h * 0.44} Q {x + half * 0.22} {h * 0.40} {x + half * 0.02} {h * 0.46} Z"
    )
    pen.shape(sail, across(x, x + half * 0.5, cloth.lighter(-0.07), cloth))
    for i in range(3):
        t = 0.25 + 0.25 * i
        pen.line(
            x,
            h * (0.02 + 0.44 * t),
            x + half * 0.5 * min(1, t * 1.5),
            h * (0.04 + 0.42 * t),
            stroke(cloth.lighter(-0.10), 2, 0.6),
        )
    pen.line(x, -30, x, h * 0.80, stroke(mast.lighter(-0.04), 26))
    pen.line(x - 6, -30, x - 6, h * 0.80, stroke(mast.lighter(0.07), 7, 0.8))
    pen.line(x, h * 0.46, x + half * 0.52, h * 0.455, stroke(mast, 12))
    for dx in (-0.52, -0.44, -0.36):
        pen.line(x, h * 0.02, x + half * dx, h * 0.83, rope)
    for i in range(7):
        t = 0.3 + 0.1 * i
        y = h * (0.02 + 0.81 * t)
        pen.line(x + half * -0.52 * t, y, x + half * -0.36 * t, y, rope)
    pen.line(x, h * 0.02, vx + w * 0.02, top - h * 0.09, rope)
