"""A forest: trunks in five depths around a clearing of light, by day or enchanted."""

from __future__ import annotations

import math
from dataclasses import replace

import skia

from affresco.studio.engines.illustrator.painting.chance import Chance
from affresco.studio.engines.illustrator.painting.colour import Colour
from affresco.studio.engines.illustrator.painting.pen import (
    across,
    down,
    fill,
    linear,
    radial,
    ridge,
    stroke,
)
from affresco.studio.engines.illustrator.painting.stage import Slot, Stage

from . import land, season
from .woods import sunlit_wood

FIREFLY = Colour(0.95, 0.16, 105)


def forest(stage: Stage) -> None:
    """A wood: sunlit by day; by night or enchanted, trunks in five depths around a glow."""
    if not (stage.has("enchanted", "fireflies") or stage.light.dark):
        sunlit_wood(stage)
        return
    h, w = stage.height, stage.width
    chance = stage.chance("forest")
    leaf = land.snowed(stage, _forest_light(stage, chance))
    stage.horizon = h * 0.70
    clearing = w * (0.5 + chance.between(-0.12, 0.12))
    stage.sun_x, stage.sun_y = clearing, h * 0.34
    light = stage.light
    sky_tones = [light.horizon, light.horizon.mix(light.middle, 0.5), light.middle, light.top]
    radius = max(w, h) * 0.75
    backdrop = radial((clearing, h * 0.42), radius, sky_tones, (0, 0.2, 0.5, 1))
    stage.pen.rect(-w, -h, w * 3, h * 3, backdrop)
    wide = max(1.0, w / 1000)
    magic = stage.has("enchanted", "fireflies", "dreamy")
    if not magic and not stage.lacks("moon"):
        moon = (clearing, h * 0.20)
        stage.pen.circle(*moon, 78 if stage.has("full-moon") else 46, fill(Colour(0.95, 0.035, 95)))
        stage.glow(*moon, 330, Colour(0.85, 0.05, 200), 0.45)
    for layer, (depth, count) in enumerate(
        ((0.80, 22), (0.62, 17), (0.42, 12), (0.22, 8), (0.0, 4))
    ):
        _trunks(stage, chance, layer, depth, int(count * wide), clearing, leaf)
        if layer == 1:
            _sunbeams(stage, chance, clearing)
    _clearing_path(stage, clearing)
    _ferns(stage, chance)
    if magic:  # what glows by itself is of enchanted woods
        _glowing_mushrooms(stage, chance)
        _fireflies(stage, chance, int(70 * wide))
    stage.shine()
    stage.ground = "dark grass"
    stage.slots = {
        "main": Slot(clearing / w, 0.90, 0.32),
        "second": Slot(min(0.86, clearing / w + 0.24), 0.88, 0.24),
        "air": Slot(0.5, 0.32, 0.22),
    }


def _forest_light(stage: Stage, chance: Chance) -> Colour:
    """Set the light under the leaves; returns the colour of leaves."""
    turn = chance.pick((0, 0, -25, 70))
    if not stage.has("enchanted", "fireflies", "dreamy"):
        turn = chance.pick((40, 55, 70))  # an ordinary night is blue
    stage.light = replace(
        stage.light,
        top=Colour(0.16, 0.05, 230 + turn),
        middle=Colour(0.32, 0.085, 195 + turn),
        horizon=Colour(0.72, 0.12, 165 + turn),
        haze=Colour(0.50, 0.10, 180 + turn),
        key=Colour(0.95, 0.10, 110),
        ambient=Colour(0.72, 0.06, 185 + turn),
        shadow=Colour(0.10, 0.04, 230),
        time="night",
    )
    return Colour(0.36, 0.08, 175 + turn)


def _trunks(
    stage: Stage,
    chance: Chance,
    layer: int,
    depth: float,
    count: int,
    clearing: float,
    leaf: Colour,
) -> None:
    h, w, pen, light = stage.height, stage.width, stage.pen, stage.light
    bark = Colour(0.30, 0.04, 220)
    tone = stage.lit(bark, depth) if depth > 0 else Colour(0.20, 0.045, 225)
    soil = h * (0.64 + 0.085 * layer)
    points = ridge(stage.chance("undergrowth", layer), -20, w + 20, soil, 26 + 10 * layer)
    earth = tone.mix(leaf, 0.25).mix(light.haze, 0.15 * (4 - layer) / 4)
    if season.snowy(stage):
        earth = stage.lit(season.SNOW, depth * 0.7)
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
    path.lineTo(x - half * 0.28 + lean, -400)
    path.lineTo(x + half * 0.28 + lean, -400)
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


def _ferns(stage: Stage, chance: Chance) -> None:
    h = stage.height
    fronds = sorted(chance.between() for _ in range(int(80 * max(1.0, stage.width / 1000))))
    for t in fronds:
        x, y = chance.between(0, stage.width), h * (0.80 + 0.2 * t)
        size = (16 + 40 * t) * chance.between(0.6, 1)
        tone = Colour(0.26, 0.06, 165).lighter(chance.between(-0.08, 0.06))
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
