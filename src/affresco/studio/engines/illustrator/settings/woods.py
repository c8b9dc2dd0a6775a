"""A wood by daylight: trunks in depth, leaves in the colours of the season, a path, light."""

from __future__ import annotations

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
    stroke,
)
from affresco.studio.engines.illustrator.painting.stage import Slot, Stage
from affresco.studio.engines.illustrator.subjects.families import Shape

from . import land, season, vista
from .props import prop

C = Colour


def sunlit_wood(stage: Stage) -> None:
    """Trunks around a clearing full of light, with ferns, mushrooms and a path."""
    h, w, pen, chance = stage.height, stage.width, stage.pen, stage.chance("wood")
    x = w * (0.5 + chance.pick((-0.14, -0.05, 0.06, 0.14)))
    needles = chance.often(0.35) and not stage.has("autumn")
    stage.horizon, stage.sun_x, stage.sun_y = h * 0.66, x, h * 0.2
    glow, far, near = _tones(stage)
    stage.light = replace(stage.light, haze=far)
    pen.wash(radial((x, h * 0.44), max(w, h) * 0.72, [glow, far, near], (0, 0.42, 1)))
    for layer, depth in enumerate((0.74, 0.54, 0.34, 0.14)):
        _floor(stage, layer, depth)
        _trunks(stage, chance, layer, depth, x, needles)
        _leaves(stage, chance, layer, depth, x, needles)
        if layer == 1:
            _beams(stage, chance, x, glow)
    ground = C(0.56, 0.12, 125) if not stage.has("autumn") else C(0.60, 0.13, 62)
    land.ground(stage, h * 0.80, ground, "grass", 130)
    if chance.often(0.6):
        vista.lane(stage, C(0.72, 0.06, 72), x / w, 0.665, 0.30, chance.pick((-0.07, 0.07)))
    _undergrowth(stage, chance)
    for side, px in ((-1, -0.01), (1, 1.01)):
        _near_trunk(stage, w * px, side, needles)
    stage.ground = "dark grass" if not season.snowy(stage) else "none"
    stage.slots = {
        "main": Slot(x / w, 0.91, 0.38),
        "second": Slot(min(0.80, x / w + 0.22), 0.88, 0.27),
        "air": Slot(0.5, 0.34, 0.22),
    }


def _tones(stage: Stage) -> tuple[Colour, Colour, Colour]:
    """Light in the clearing, between far trees, and in the shade."""
    warm = stage.light.time in ("golden", "sunrise")
    glow = C(0.97, 0.07, 92) if warm else C(0.97, 0.05, 120)
    far, near = C(0.84, 0.10, 130), C(0.52, 0.11, 140)
    if stage.has("autumn"):
        far, near = C(0.86, 0.11, 80), C(0.58, 0.13, 55)
    if season.snowy(stage):
        glow, far, near = C(0.97, 0.012, 220), C(0.88, 0.025, 230), C(0.66, 0.04, 245)
    elif warm:
        far, near = far.mix(C(0.88, 0.11, 75), 0.5), near.mix(C(0.58, 0.11, 60), 0.35)
    if stage.has("rain", "fog", "storm"):
        glow, far = glow.mix(C(0.85, 0.02, 200), 0.6), far.mix(C(0.74, 0.03, 190), 0.55)
    return glow, far, near


def _floor(stage: Stage, layer: int, depth: float) -> None:
    y = stage.height * (0.62 + 0.05 * layer)
    earth = C(0.54, 0.11, 128) if not stage.has("autumn") else C(0.60, 0.12, 66)
    vista.swell(stage, f"wood{layer}", y, stage.height * 0.03, earth.lighter(-0.03 * layer), depth)


def _trunks(
    stage: Stage, chance: Chance, layer: int, depth: float, clearing: float, needles: bool
) -> None:
    h, w, pen = stage.height, stage.width, stage.pen
    birch = stage.scene.setting == "birch-forest" or stage.chance("birches").often(0.3)
    bark = C(0.40, 0.05, 55) if not birch else C(0.90, 0.015, 85)
    count = round((15, 11, 8, 5)[layer] * max(1.0, w / 1000))
    soil = h * (0.63 + 0.052 * layer)
    for i in range(count):
        x = w * (i + chance.between(0.05, 0.95)) / count
        if layer and abs(x - clearing) < 1000 * (0.06 + 0.05 * layer):
            continue
        half = (6 + 7.5 * layer) * chance.between(0.7, 1.3)
        lean = chance.between(-0.04, 0.04) * h
        tone = stage.lit(bark.lighter(chance.between(-0.04, 0.04)), depth)
        trunk = skia.Path()
        trunk.moveTo(x - half * 1.7, soil + 12)
        trunk.quadTo(x - half * 0.9, soil - 24, x - half * 0.8 + lean * 0.3, soil - h * 0.3)
        trunk.lineTo(x - half * 0.45 + lean, -400)
        trunk.lineTo(x + half * 0.45 + lean, -400)
        trunk.lineTo(x + half * 0.8 + lean * 0.3, soil - h * 0.3)
        trunk.quadTo(x + half * 0.9, soil - 24, x + half * 1.7, soil + 12)
        trunk.close()
        lit = 1 if clearing > x else -1
        tones = (tone.mix(stage.light.key, 0.22), tone, tone.lighter(-0.08))
        pen.shape(trunk, across(x + lit * half, x - lit * half, *tones, stops=(0, 0.4, 1)))
        if birch and layer > 1:
            for _ in range(9):
                y = soil - h * chance.between(0.02, 0.55)
                pen.line(
                    x - half * 0.6,
                    y,
                    x + half * chance.between(-0.2, 0.5),
                    y,
                    stroke(stage.lit(C(0.3, 0.02, 60), depth), 3, 0.8),
                )
        if season.snowy(stage):
            pen.oval(
                x, soil + 10, half * 2.4, half * 0.5, fill(stage.lit(season.SNOW, depth * 0.5))
            )
        if needles and layer:
            prop(
                stage,
                Shape("tree", "pine"),
                x / w,
                soil / h + 0.01,
                0.16 + 0.09 * layer,
                depth,
                0.0,
            )


def _leaves(
    stage: Stage, chance: Chance, layer: int, depth: float, clearing: float, needles: bool
) -> None:
    """Masses of leaves above, lower towards the sides; bare boughs in snow."""
    h, w, pen = stage.height, stage.width, stage.pen
    green = C(0.58, 0.13, 134) if not needles else C(0.44, 0.09, 152)
    if season.snowy(stage):
        green = C(0.62, 0.03, 170)
    many = round((30 + 8 * layer) * max(1.0, w / 1000))
    for _ in range(many):
        x = chance.between(-0.05, 1.05) * w
        side = abs(x - clearing) / w
        y = h * chance.between(-0.06, 0.10 + 0.42 * side**0.8 - 0.015 * layer)
        leaf = season.leaves(stage, green.lighter(-0.045 * layer), chance, needles)
        tone = stage.lit(leaf, depth * 0.8).lighter(chance.between(-0.03, 0.05))
        size = chance.between(26, 62) * (1 + 0.16 * layer)
        pen.oval(x, y, size, size * 0.62, fill(tone, 0.9))
        for dx, dy, r in ((-0.6, 0.2, 0.42), (0.55, 0.24, 0.38), (0.1, 0.42, 0.46)):
            pen.circle(x + dx * size, y + dy * size, r * size, fill(tone.lighter(-0.02), 0.85))


def _beams(stage: Stage, chance: Chance, x: float, glow: Colour) -> None:
    if stage.has("rain", "fog", "storm", "snow") or stage.light.dark:
        return
    h = stage.height
    for i in range(6):
        top, foot = x + (i - 2.5) * 70, x + (i - 2.5) * 190 + chance.between(-40, 40)
        wide = chance.between(14, 44)
        beam = [
            (top - wide * 0.4, -20),
            (top + wide * 0.4, -20),
            (foot + wide, h * 0.86),
            (foot - wide, h * 0.86),
        ]
        tones = [(glow, 0.40), (glow, 0.0)]
        stage.pen.polygon(beam, linear((0, 0), (0, h * 0.86), tones, blur=10, blend="screen"))


def _undergrowth(stage: Stage, chance: Chance) -> None:
    """Ferns and mushrooms at the sides, small flowers between."""
    if season.snowy(stage):
        return
    for x, y, s in ((0.07, 0.90, 0.19), (0.17, 0.97, 0.22), (0.92, 0.90, 0.20), (0.82, 0.98, 0.22)):
        prop(stage, Shape("plant", "fern"), x + chance.between(-0.02, 0.02), y, s)
    if not stage.entity("mushroom") and chance.often(0.7):
        x = chance.pick((0.26, 0.74))
        for dx, s in ((0.0, 0.075), (0.04, 0.055)):
            prop(stage, Shape("plant", "mushroom"), x + dx, 0.955 + dx * 0.3, s, 0.0, 0.3)
    land.flowers(
        stage, stage.height * 0.82, stage.height * 0.97, 26, (C(0.96, 0.01, 90), C(0.70, 0.13, 285))
    )


def _near_trunk(stage: Stage, x: float, side: int, needles: bool) -> None:
    """A dark trunk at the edge of the picture that frames it."""
    h, pen, half = stage.height, stage.pen, min(stage.width, stage.height) * 0.062
    bark = stage.lit(C(0.30, 0.045, 55))
    trunk = skia.Path()
    trunk.moveTo(x - half * 1.8, h * 1.02)
    trunk.quadTo(x - half * 0.9, h * 0.84, x - half, h * 0.5)
    trunk.lineTo(x - half * 0.8, -400)
    trunk.lineTo(x + half * 0.8, -400)
    trunk.lineTo(x + half, h * 0.5)
    trunk.quadTo(x + half * 0.9, h * 0.84, x + half * 1.8, h * 1.02)
    trunk.close()
    inner = x - side * half
    pen.shape(
        trunk,
        across(
            inner,
            x + side * half,
            bark.mix(stage.light.key, 0.28),
            bark,
            bark.lighter(-0.08),
            stops=(0, 0.3, 1),
        ),
    )
    for i in range(7):
        px = x - half * 0.7 + half * 0.22 * i
        pen.line(px, -20, px + half * 0.1, h * 0.93, stroke(bark.lighter(-0.06), 3, 0.6))
    leaf = season.leaves(stage, C(0.46, 0.12, 138), stage.chance("near leaves", side), needles)
    for i in range(12):
        chance = stage.chance("frame", side, i)
        size = half * chance.between(0.9, 1.6)
        px, py = x - side * chance.between(-0.4, 4.6) * half, chance.between(-0.03, 0.10) * h
        pen.oval(
            px,
            py,
            size,
            size * 0.6,
            down(py - size * 0.6, py + size * 0.6, stage.lit(leaf), stage.lit(leaf.lighter(-0.10))),
        )
