"""Wild and tended nature: forest, garden, beach, lake, iceberg, branch, the sea floor."""

from __future__ import annotations

import math
from dataclasses import replace

import skia

from affresco.studio.engines.illustrator.painting.chance import Chance
from affresco.studio.engines.illustrator.painting.colour import WHITE, Colour
from affresco.studio.engines.illustrator.painting.pen import (
    Pen,
    Point,
    across,
    down,
    fill,
    linear,
    polygon,
    radial,
    ridge,
    stroke,
)
from affresco.studio.engines.illustrator.painting.sprites import Placing, Subject, place
from affresco.studio.engines.illustrator.painting.stage import Slot, Stage
from affresco.studio.engines.illustrator.subjects.plants import rose, rosebush, tree

from . import land, water
from .sky import mist, sky

FIREFLY = Colour(0.95, 0.16, 105)


def forest(stage: Stage) -> None:
    """Tree trunks in five depths around a clearing of light."""
    h, w = stage.height, stage.width
    chance = stage.chance("forest")
    magic = stage.has("enchanted", "fireflies") or stage.light.dark
    leaf = land.snowed(stage, _forest_light(stage, chance, magic))
    stage.horizon = h * 0.70
    clearing = w * (0.5 + chance.between(-0.12, 0.12))
    stage.sun_x, stage.sun_y = clearing, h * 0.34
    light = stage.light
    sky_tones = [light.horizon, light.horizon.mix(light.middle, 0.5), light.middle, light.top]
    radius = max(w, h) * 0.75
    backdrop = radial((clearing, h * 0.42), radius, sky_tones, (0, 0.2, 0.5, 1))
    stage.pen.rect(-w, -h, w * 3, h * 3, backdrop)
    wide = max(1.0, w / 1000)
    for layer, (depth, count) in enumerate(
        ((0.80, 22), (0.62, 17), (0.42, 12), (0.22, 8), (0.0, 4))
    ):
        _trunks(stage, chance, layer, depth, int(count * wide), clearing, leaf, magic)
        if layer == 1:
            _sunbeams(stage, chance, clearing)
    _clearing_path(stage, clearing)
    _ferns(stage, chance, magic)
    if magic:
        _glowing_mushrooms(stage, chance)
        _fireflies(stage, chance, int(70 * wide))
    stage.shine()
    stage.ground = "dark grass"
    stage.slots = {
        "main": Slot(clearing / w, 0.90, 0.32),
        "second": Slot(min(0.86, clearing / w + 0.24), 0.88, 0.24),
        "air": Slot(0.5, 0.32, 0.22),
    }


def _forest_light(stage: Stage, chance: Chance, magic: bool) -> Colour:
    """Set the light under the leaves; returns the colour of leaves."""
    if magic:
        turn = chance.pick((0, 0, -25, 70))
        stage.light = replace(
            stage.light,
            top=Colour(0.16, 0.05, 230 + turn),
            middle=Colour(0.32, 0.085, 195 + turn),
            horizon=Colour(0.72, 0.12, 165 + turn),
            haze=Colour(0.50, 0.10, 180 + turn),
            key=Colour(0.95, 0.10, 110),
            ambient=Colour(0.62, 0.06, 185 + turn),
            shadow=Colour(0.10, 0.04, 230),
            time="night",
        )
        return Colour(0.36, 0.08, 175 + turn)
    if stage.has("autumn"):
        return Colour(0.60, 0.14, 60)
    return Colour(0.40, 0.09, 150)


def _trunks(
    stage: Stage,
    chance: Chance,
    layer: int,
    depth: float,
    count: int,
    clearing: float,
    leaf: Colour,
    magic: bool,
) -> None:
    h, w, pen, light = stage.height, stage.width, stage.pen, stage.light
    bark = Colour(0.30, 0.04, 220 if magic else 100)
    tone = stage.lit(bark, depth) if depth > 0 else Colour(0.20, 0.045, 225 if magic else 90)
    soil = h * (0.64 + 0.085 * layer)
    points = ridge(stage.chance("undergrowth", layer), -20, w + 20, soil, 26 + 10 * layer)
    earth = tone.mix(leaf, 0.25).mix(light.haze, 0.15 * (4 - layer) / 4)
    pen.shape(land.below(stage, points), down(soil - 30, soil + 140, earth, tone))
    for _ in range(count):
        x = chance.between(-0.05, 1.05) * w
        if layer >= 2 and abs(x - clearing) < 1000 * (0.10 + 0.05 * layer):
            x += 220 if x > clearing else -220
        width, lean = (10 + 15 * layer) * chance.between(0.6, 1.25), chance.between(-0.06, 0.06) * h
        _trunk(stage, x, soil, width, lean, tone, 1 if clearing > x else -1, layer)
        for _ in range(chance.whole(1, 3) if depth > 0 else 0):
            side, length = chance.side(), width * chance.between(2.5, 5)
            y = soil - h * chance.between(0.25, 0.55)
            bough = skia.Path()
            bough.moveTo(x + lean * 0.5, y)
            bough.quadTo(
                x + lean * 0.5 + side * length * 0.5,
                y - length * 0.15,
                x + side * length,
                y - length * 0.6,
            )
            pen.shape(bough, stroke(tone.mix(light.haze, 0.1), width * 0.10))
    for _ in range(int((40 + 10 * layer) * max(1.0, w / 1000))):
        x = chance.between(-0.05, 1.05) * w
        edge = abs(x - clearing) / w
        y = chance.between(-0.05, 0.16 + 0.34 * edge - 0.02 * layer) * h
        size = chance.between(22, 60) * (1 + 0.18 * layer)
        pen.oval(
            x,
            y,
            size,
            size * 0.6,
            fill(tone.mix(leaf, 0.45).lighter(chance.between(-0.03, 0.05)), 0.62),
        )


def _trunk(
    stage: Stage,
    x: float,
    soil: float,
    width: float,
    lean: float,
    tone: Colour,
    side: int,
    layer: int,
) -> None:
    h, half = stage.height, width
    path = skia.Path()
    path.moveTo(x - half * 0.9, soil + 36)
    path.quadTo(x - half * 0.45, soil - 20, x - half * 0.42 + lean * 0.4, soil - h * 0.35)
    path.lineTo(x - half * 0.28 + lean, -20)
    path.lineTo(x + half * 0.28 + lean, -20)
    path.lineTo(x + half * 0.42 + lean * 0.4, soil - h * 0.35)
    path.quadTo(x + half * 0.45, soil - 20, x + half * 0.9, soil + 36)
    path.close()
    tones = (tone.mix(stage.light.key, 0.30 - 0.03 * layer), tone, tone.lighter(-0.04))
    stage.pen.shape(
        path, across(x + side * half * 0.5, x - side * half * 0.5, *tones, stops=(0, 0.35, 1))
    )


def _sunbeams(stage: Stage, chance: Chance, clearing: float) -> None:
    h = stage.height
    for _ in range(7):
        angle, width = chance.between(-0.5, 0.5), chance.between(18, 60)
        foot, top = clearing + math.sin(angle) * h, clearing + angle * 160
        beam = [
            (top - width * 0.25, -20),
            (top + width * 0.25, -20),
            (foot + width, h * 0.85),
            (foot - width, h * 0.85),
        ]
        tones = [(stage.light.key, 0.34), (stage.light.key, 0.0)]
        stage.pen.polygon(beam, linear((0, 0), (0, h * 0.85), tones, blur=12, blend="screen"))


def _clearing_path(stage: Stage, x: float) -> None:
    h, light = stage.height, stage.light
    outline = [
        (x - 40, h * 0.67), (x - 70, h * 0.78), (x - 60, h * 0.88), (x - 200, h + 20),
        (x + 210, h + 20), (x + 110, h * 0.88), (x + 50, h * 0.78), (x + 40, h * 0.67),
    ]  # fmt: skip
    tones = [(light.horizon, 0.55), (light.horizon.mix(light.shadow, 0.6), 0.25)]
    stage.pen.blob(outline, linear((0, h * 0.66), (0, h), tones, blur=8))


def _ferns(stage: Stage, chance: Chance, magic: bool) -> None:
    h = stage.height
    fronds = sorted(chance.between() for _ in range(int(80 * max(1.0, stage.width / 1000))))
    for t in fronds:
        x, y = chance.between(0, stage.width), h * (0.80 + 0.2 * t)
        size = (16 + 40 * t) * chance.between(0.6, 1)
        tone = Colour(0.26, 0.06, 165 if magic else 140).lighter(chance.between(-0.08, 0.06))
        path = skia.Path()
        for i in range(5):
            angle = -1.57 + (i - 2) * 0.42
            path.moveTo(x, y)
            cos, sin = math.cos(angle), math.sin(angle)
            path.quadTo(
                x + cos * size * 0.5, y + sin * size, x + cos * size * 1.1, y + sin * size * 0.75
            )
        stage.pen.shape(path, stroke(tone, 1.5 + 2.2 * t))


def _glowing_mushrooms(stage: Stage, chance: Chance) -> None:
    hues = (Colour(0.8, 0.13, 195), Colour(0.75, 0.15, 330), Colour(0.85, 0.13, 90))
    for _ in range(9):
        x, y = chance.between(0.04, 0.96) * stage.width, stage.height * chance.between(0.84, 0.97)
        s, cap = chance.between(16, 38), chance.pick(hues)
        stem = [(x - s * 0.16, y), (x - s * 0.10, y - s), (x + s * 0.10, y - s), (x + s * 0.16, y)]
        stage.pen.polygon(stem, fill(Colour(0.85, 0.03, 120)))
        path = skia.Path()
        path.moveTo(x - s * 0.7, y - s * 0.85)
        path.cubicTo(x - s * 0.6, y - s * 1.9, x + s * 0.6, y - s * 1.9, x + s * 0.7, y - s * 0.85)
        path.quadTo(x, y - s * 0.65, x - s * 0.7, y - s * 0.85)
        stage.pen.shape(path, down(y - s * 1.7, y - s * 0.7, cap.lighter(0.08), cap.lighter(-0.14)))
        stage.glow(x, y - s * 1.1, s * 2.6, cap, 0.5)


def _fireflies(stage: Stage, chance: Chance, count: int) -> None:
    for _ in range(count):
        x, y = chance.between(0, stage.width), stage.height * chance.between(0.30, 0.95)
        size = 1.6 + 3.6 * chance.between() ** 3
        stage.glow(x, y, size * 9, FIREFLY, 0.75)
        stage.glow(x, y, size * 2, Colour(1, 0.04, 105), 1.0)


def garden(stage: Stage) -> None:
    """A path through rose beds to an arch, a hedge behind."""
    h, w, pen = stage.height, stage.width, stage.pen
    chance = stage.chance("garden")
    stage.horizon = h * 0.52
    stage.set_sun()
    sky(stage, clouds=0.5)
    land.hills(stage, "garden", h * 0.52, 60, Colour(0.5, 0.08, 160), 0.5, trees=16)
    hedge = stage.lit(Colour(0.42, 0.10, 145), 0.25)
    pen.rounded(
        -20,
        h * 0.52,
        w + 40,
        h * 0.09,
        20,
        down(h * 0.52, h * 0.61, hedge.lighter(0.08), hedge.lighter(-0.05)),
    )
    for _ in range(int(240 * max(1.0, w / 1000))):
        x, y = chance.between(0, w), h * 0.52 + chance.between(-6, 70)
        pen.circle(
            x, y, chance.between(5, 13), fill(hedge.lighter(chance.between(-0.08, 0.1)), 0.7)
        )
    land.ground(stage, h * 0.60, Colour(0.58, 0.12, 132), tufts=120)
    vx = w * 0.60
    outline = [
        (vx - 30, h * 0.60), (vx - 90, h * 0.72), (vx - 160, h * 0.86), (vx - 240, h + 20),
        (vx + 240, h + 20), (vx + 160, h * 0.86), (vx + 90, h * 0.72), (vx + 30, h * 0.60),
    ]  # fmt: skip
    land.path_to(stage, outline, Colour(0.86, 0.04, 75))
    hues = chance.pick(((12, 22, 350), (12, 22, 350), (85, 60, 20), (350, 320, 300)))
    _arch(stage, chance, vx, hues)
    for row, (t, count) in enumerate(((0.0, 5), (0.3, 4), (0.62, 3), (1.0, 2))):
        y, size = h * (0.63 + 0.30 * t), h * (0.13 + 0.15 * t)
        for side in (-1, 1):
            for i in range(count + round(2 * max(0.0, w / 1000 - 1))):
                x = vx + side * ((0.14 + 0.13 * t) + i * (0.13 + 0.06 * t)) * min(w, 1000)
                if -0.2 * w < x < 1.2 * w:
                    kind = chance.whole(0, 2)
                    draw = rosebush(
                        stage.chance("bush", row // 2, kind), hues[kind], 9 + 2 * (row // 2)
                    )
                    bush = Subject(draw, key=f"bush {row // 2} {kind}")
                    place(
                        stage,
                        bush,
                        x,
                        y,
                        size,
                        Placing(0.22 * (1 - t), rim=0.25, shadow=0.5, shade=0.8),
                    )
    stage.slots = {
        "main": Slot(0.37, 0.91, 0.50),
        "second": Slot(0.66, 0.93, 0.30),
        "air": Slot(0.34, 0.28, 0.20),
    }


def _arch(stage: Stage, chance: Chance, x: float, hues: tuple[int, ...]) -> None:
    pen, top, width = stage.pen, stage.height * 0.46, 130.0
    white = stroke(stage.lit(Colour(0.93, 0.01, 90), 0.2), 8)
    pen.arc(x - width / 2, top, width, 150, 180, 180, white)
    for side in (-1, 1):
        pen.line(x + side * width / 2, top + 75, x + side * width / 2, stage.height * 0.62, white)
    for i in range(46):
        a = math.pi + math.pi * i / 45
        px = x + math.cos(a) * width / 2 + chance.between(-8, 8)
        py = top + 75 + math.sin(a) * 75 + chance.between(-8, 8)
        rose(pen, px, py, chance.between(6, 11), chance.pick(hues), chance, light=0.62)


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
        px, py = _bezier(foot, knee, crown, t)
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


def _bezier(a: Point, b: Point, c: Point, t: float) -> Point:
    u = 1 - t
    return (
        u * u * a[0] + 2 * t * u * b[0] + t * t * c[0],
        u * u * a[1] + 2 * t * u * b[1] + t * t * c[1],
    )


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


def branch(stage: Stage) -> None:
    """A bough across the sky."""
    h, w = stage.height, stage.width
    stage.horizon = h * 1.2
    stage.sun_x, stage.sun_y = w * 0.68, h * 0.28
    sky(stage, h * 0.98, clouds=0.5)
    chance, bark = stage.chance("branch"), stage.lit(Colour(0.38, 0.06, 50))

    def bough(a: Point, b: Point, c: Point, thick: float, thin: float) -> None:
        points = [_bezier(a, b, c, i / 23) for i in range(24)]
        for i in range(1, 24):
            width = thick + (thin - thick) * i / 23
            (x0, y0), (x1, y1) = points[i - 1], points[i]
            stage.pen.line(x0, y0, x1, y1, stroke(bark.lighter(-0.04), width))
            stage.pen.line(
                x0,
                y0 - width * 0.18,
                x1,
                y1 - width * 0.18,
                stroke(bark.lighter(0.07), width * 0.5),
            )

    bough((-20, h * 0.78), (w * 0.5, h * 0.66), (w * 0.94, h * 0.70), 64, 12)
    bough((w * 0.3, h * 0.715), (w * 0.5, h * 0.60), (w * 0.6, h * 0.5), 22, 5)
    bough((w * 0.6, h * 0.69), (w * 0.7, h * 0.78), (w * 0.82, h * 0.84), 16, 4)
    greens = (Colour(0.52, 0.12, 140), Colour(0.45, 0.1, 150))
    if stage.has("spring"):
        greens = (Colour(0.85, 0.09, 355), Colour(0.90, 0.06, 350))
    elif stage.has("autumn"):
        greens = (Colour(0.62, 0.16, 45), Colour(0.70, 0.15, 70))
    leaf = skia.Path()
    leaf.moveTo(-1, 0)
    leaf.quadTo(0, -0.6, 1, 0)
    leaf.quadTo(0, 0.6, -1, 0)
    for _ in range(int(70 * max(1.0, w / 1000))):
        x, y = w * (0.5 + chance.between(-0.42, 0.5)), h * (0.69 + chance.normal(0, 0.05))
        tone = stage.lit(chance.pick(greens)).lighter(chance.between(-0.06, 0.08))
        with stage.pen.at(x, y, chance.between(0, 360), chance.between(10, 24)):
            stage.pen.shape(leaf, fill(tone))
    stage.ground, stage.shadows = "none", 0.3
    stage.slots = {
        "main": Slot(0.46, 0.695, 0.36),
        "second": Slot(0.72, 0.705, 0.30),
        "air": Slot(0.35, 0.36, 0.22),
    }


def underwater(stage: Stage) -> None:
    """Light from above, coral below, fish far away."""
    h, w, pen = stage.height, stage.width, stage.pen
    chance = stage.chance("underwater")
    turn = chance.between(-18, 10)
    stage.light = replace(
        stage.light,
        time="day",
        top=Colour(0.80, 0.10, 195 + turn),
        middle=Colour(0.52, 0.12, 230 + turn),
        horizon=Colour(0.28, 0.09, 255 + turn),
        haze=Colour(0.50, 0.115, 228 + turn),
        ambient=Colour(0.86, 0.06, 215),
        key=Colour(0.95, 0.06, 180),
        shadow=Colour(0.18, 0.07, 260),
    )
    light = stage.light
    stage.sun_x, stage.sun_y, stage.horizon = w * chance.between(0.35, 0.65), -50, h * 0.8
    pen.wash(down(0, h, light.top, light.middle, light.horizon, stops=(0, 0.45, 1)))
    pen.rect(
        -20,
        0,
        w + 40,
        h * 0.5,
        radial((stage.sun_x, -30), max(w, h) * 0.6, [(WHITE, 0.75), (WHITE, 0.0)]),
    )
    for i in range(4):
        depth = max(0.0, 0.62 - 0.2 * i)
        land.hills(
            stage,
            f"floor{i}",
            h * (0.80 + 0.055 * i),
            70,
            Colour(0.42 + 0.05 * i, 0.07, 230 - 38 * i),
            depth,
        )
    for _ in range(int(60 * max(1.0, w / 1000))):
        _coral(stage, chance)
    for _ in range(8):
        angle, width = chance.between(-0.55, 0.55), chance.between(16, 60)
        top, foot = stage.sun_x + angle * 240, stage.sun_x + angle * 240 + math.sin(angle) * h
        beam = [
            (top - width * 0.3, -20),
            (top + width * 0.3, -20),
            (foot + width, h * 0.9),
            (foot - width, h * 0.9),
        ]
        pen.polygon(
            beam,
            linear((0, 0), (0, h * 0.9), [(WHITE, 0.26), (WHITE, 0.0)], blur=10, blend="screen"),
        )
    _shoals(stage, chance)
    stage.afterwards.append(lambda: _bubbles(stage))
    stage.floating, stage.ground = True, "none"
    stage.slots = {
        "main": Slot(0.45, 0.62, 0.44),
        "second": Slot(0.76, 0.48, 0.28),
        "air": Slot(0.3, 0.35, 0.3),
    }


def _coral(stage: Stage, chance: Chance) -> None:
    t = chance.between()
    x, y = chance.between(-0.02, 1.02) * stage.width, stage.height * (0.86 + 0.15 * t)
    size, pen = (40 + 90 * t) * chance.between(0.6, 1.2), stage.pen
    hues = (
        Colour(0.65, 0.18, 20),
        Colour(0.72, 0.15, 60),
        Colour(0.62, 0.16, 340),
        Colour(0.62, 0.14, 150),
        Colour(0.68, 0.13, 300),
    )
    tone = chance.pick(hues).mix(stage.light.haze, 0.35 * (1 - t))
    kind = chance.whole(0, 2)
    if kind == 0:
        for i in range(7):
            a = -1.57 + (i - 3) * 0.23
            arm = [
                (x, y),
                (
                    x + math.cos(a) * size * 0.5 + chance.between(-4, 4),
                    y + math.sin(a) * size * 0.55,
                ),
                (x + math.cos(a) * size + chance.between(-8, 8), y + math.sin(a) * size),
            ]
            pen.curve(arm, stroke(tone.lighter(chance.between(-0.06, 0.06)), size * 0.07))
    elif kind == 1:
        weed = Colour(0.48, 0.11, 155).mix(stage.light.haze, 0.3 * (1 - t))
        for i in range(5):
            px = x + i * 6
            blade = [
                (px, y),
                (px + 10, y - size * 0.5),
                (px - 6, y - size * 0.9),
                (px + 8, y - size * 1.4),
            ]
            pen.curve(blade, stroke(weed.lighter(chance.between(-0.05, 0.05)), size * 0.06))
    else:
        pen.oval(
            x,
            y - size * 0.1,
            size * 0.4,
            size * 0.25,
            down(y - size * 0.3, y + size * 0.15, tone.lighter(0.1), tone.lighter(-0.1)),
        )


def _shoals(stage: Stage, chance: Chance) -> None:
    """Small far fish."""
    tone = fill(stage.light.middle.lighter(-0.14), 0.7)
    for _ in range(3):
        cx, cy = chance.between(0.1, 0.9) * stage.width, chance.between(0.15, 0.5) * stage.height
        for _ in range(9):
            x, y, s = cx + chance.normal(0, 60), cy + chance.normal(0, 26), chance.between(7, 13)
            stage.pen.oval(x, y, s, s * 0.4, tone)
            stage.pen.shape(
                polygon([(x + s * 0.8, y), (x + s * 1.6, y - s * 0.5), (x + s * 1.6, y + s * 0.5)]),
                tone,
            )


def _bubbles(stage: Stage) -> None:
    chance = stage.chance("bubbles")
    for _ in range(34):
        x, y, s = (
            chance.between(0, stage.width),
            chance.between(0, stage.height),
            chance.between(2, 12),
        )
        stage.pen.circle(x, y, s, stroke(WHITE, 1.4, 0.5))
        stage.pen.circle(x - s * 0.3, y - s * 0.3, s * 0.22, fill(WHITE, 0.7))
