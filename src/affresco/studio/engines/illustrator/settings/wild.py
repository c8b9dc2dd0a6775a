"""Wild places: savanna, jungle, swamp."""

from __future__ import annotations

import math
from dataclasses import replace

import skia

from affresco.studio.engines.illustrator.painting.chance import Chance
from affresco.studio.engines.illustrator.painting.colour import Colour
from affresco.studio.engines.illustrator.painting.pen import (
    down,
    fill,
    linear,
    outline,
    radial,
    stroke,
)
from affresco.studio.engines.illustrator.painting.stage import Slot, Stage
from affresco.studio.engines.illustrator.subjects.families import Shape

from . import land, vista, water
from .props import prop, row, unit_of
from .sky import mist, sky

C = Colour


def savanna(stage: Stage) -> None:
    """Yellow grass to a far hill, acacias, a water hole, a large low sun."""
    h, w, pen, chance = stage.height, stage.width, stage.pen, stage.chance("savanna")
    stage.horizon = h * 0.57
    stage.sun_size = 88.0 if stage.light.time in ("golden", "sunrise", "dusk") else stage.sun_size
    stage.set_sun()
    sky(stage, clouds=0.25)
    if chance.often(0.5):
        land.peaks(stage, h * 0.575, 2, 0.08, 0.20, 0.66, rock=C(0.56, 0.06, 270))
    gold = C(0.78, 0.12, 84)
    vista.swell(stage, "s0", h * 0.57, h * 0.04, C(0.64, 0.08, 95), 0.42)
    row(stage, Shape("tree", "umbrella"), 0.585, 0.09, 9, 0.42)
    vista.swell(stage, "s1", h * 0.62, h * 0.035, gold.lighter(-0.03), 0.20)
    if chance.often(0.6):
        pool = stage.light.horizon.mix(stage.lit(C(0.60, 0.09, 225)), 0.55)
        x = w * chance.pick((0.3, 0.66))
        pen.oval(x, h * 0.665, w * 0.20, h * 0.016, fill(stage.lit(C(0.60, 0.08, 62)), 0.9))
        pen.oval(x, h * 0.665, w * 0.18, h * 0.012, fill(pool))
    big = chance.pick((0.16, 0.86))
    prop(stage, Shape("tree", "umbrella"), big, 0.77, 0.52, 0.04)
    prop(stage, Shape("tree", "baobab"), 1 - big, 0.69, 0.26, 0.14)
    near = stage.lit(gold)
    pen.rect(-40, h * 0.74, w + 80, h, down(h * 0.74, h, (near, 0.0), (near.lighter(-0.08), 1.0)))
    _blades(stage, gold)
    stage.ground = "none"
    stage.slots = dict(vista.SLOTS)


def _blades(stage: Stage, gold: Colour) -> None:
    """Dry grass in tufts, thicker in front."""
    chance, h, w = stage.chance("blades"), stage.height, stage.width
    for layer in range(5):
        t = layer / 4
        path = skia.Path()
        for _ in range(round(46 * max(1.0, w / 1000))):
            x, y, s = (
                chance.between(0, w),
                h * (0.70 + 0.31 * t) + chance.between(-20, 20),
                14 + 46 * t,
            )
            for lean in (-0.6, -0.2, 0.25, 0.6):
                path.moveTo(x, y)
                path.quadTo(
                    x + lean * s * 0.3, y - s * 0.6, x + lean * s, y - s * chance.between(0.7, 1.1)
                )
        stage.pen.shape(
            path,
            stroke(
                stage.lit(gold.lighter(0.04 - 0.10 * (layer % 2)), 0.2 * (1 - t)), 1.4 + 2 * t, 0.85
            ),
        )


def jungle(stage: Stage) -> None:
    """Layers of leaves around a clearing of light, palms, lianas, large leaves in front."""
    h, w, pen, chance = stage.height, stage.width, stage.pen, stage.chance("jungle")
    night = stage.light.dark
    stage.horizon = h * 0.62
    green = C(0.56, 0.12, 142)
    x = w * (0.5 + chance.pick((-0.1, 0.1)))
    stage.sun_x, stage.sun_y = x, h * 0.2
    glow = C(0.95, 0.08, 115) if not night else C(0.60, 0.09, 190)
    far, dim = (
        (C(0.78, 0.11, 135), C(0.42, 0.10, 148))
        if not night
        else (C(0.36, 0.08, 200), C(0.18, 0.05, 220))
    )
    stage.light = replace(stage.light, haze=far, shadow=C(0.16, 0.05, 170))
    pen.wash(radial((x, h * 0.36), max(w, h) * 0.75, [glow, far, dim], (0, 0.35, 1)))
    for layer, (y, s, depth) in enumerate(
        ((0.58, 0.40, 0.66), (0.64, 0.50, 0.40), (0.70, 0.60, 0.18))
    ):
        for i in range(round(5 * max(1.0, w / 1000))):
            px = (i + chance.between(0.1, 0.9)) / round(5 * max(1.0, w / 1000))
            if abs(px * w - x) / w > 0.10 + 0.05 * layer:
                kind = chance.pick(
                    (("tree", "palm"), ("plant", "bamboo"), ("tree", "palm"), ("tree", "round"))
                )
                prop(
                    stage,
                    Shape(kind[0], kind[1]),
                    px,
                    y + 0.02,
                    s * chance.pick((0.86, 1.0)),
                    depth,
                    0.0,
                    chance.often(0.5),
                )
        tone = stage.lit(green.lighter(-0.05 * layer), depth)
        for _ in range(round(34 * max(1.0, w / 1000))):
            px, py = chance.between(0, w), h * y + chance.between(-10, 40)
            pen.oval(
                px,
                py,
                chance.between(26, 60),
                chance.between(18, 40),
                fill(tone.lighter(chance.between(-0.05, 0.05))),
            )
    land.ground(stage, h * 0.74, C(0.50, 0.11, 132), "grass", 120)
    if not night:
        for i in range(5):
            a = x + (i - 2) * w * 0.09
            beam = [
                (a - 16, -20),
                (a + 22, -20),
                (a + (i - 2) * 60 + 90, h * 0.86),
                (a + (i - 2) * 60 - 30, h * 0.86),
            ]
            pen.polygon(
                beam,
                linear((0, 0), (0, h * 0.86), [(glow, 0.34), (glow, 0.0)], blur=9, blend="screen"),
            )
    _lianas(stage, chance, green)
    for flip, px in ((False, 0.02), (True, 0.98)):
        prop(stage, Shape("plant", "fern"), px, 0.97, 0.34, flip=flip)
        prop(stage, Shape("plant", "monstera"), 0.5 + (px - 0.5) * 0.84, 0.99, 0.30, flip=flip)
        prop(
            stage,
            Shape("flower", "poppy", colour="#e2476b"),
            0.5 + (px - 0.5) * 0.66,
            0.97,
            0.16,
            flip=flip,
        )
    stage.afterwards.append(lambda: _frame_of_leaves(stage, green))
    stage.ground = "dark grass"
    stage.slots = dict(vista.SLOTS)


def _lianas(stage: Stage, chance: Chance, green: Colour) -> None:
    h, w, pen = stage.height, stage.width, stage.pen
    for i in range(6):
        x, drop = (
            w * (0.08 + 0.17 * i + chance.between(-0.04, 0.04)),
            h * chance.between(0.16, 0.38),
        )
        tone = stage.lit(green.lighter(-0.10))
        pen.curve([(x, -20), (x + 14, drop * 0.5), (x + 3, drop)], stroke(tone, 5))
        for j in range(5):
            y = drop * (0.25 + 0.17 * j)
            pen.oval(x + 12 + (j % 2) * 14 - 8, y, 12, 7, fill(tone.lighter(0.06)))


def _frame_of_leaves(stage: Stage, green: Colour) -> None:
    """Dark leaves that hang into the picture at its upper corners."""
    h, w, pen, chance = stage.height, stage.width, stage.pen, stage.chance("frame")
    tone = stage.lit(green.lighter(-0.24))
    for side in (0, 1):
        for i in range(6):
            angle = 12 + 17 * i + chance.between(-5, 5)
            size = min(w, h) * chance.between(0.16, 0.27)
            with pen.at(-14 if not side else w + 14, -10, angle if not side else 180 - angle):
                leaf = outline(
                    f"M 0 0 Q {size * 0.45} {-size * 0.24} {size} 0 "
                    f"Q {size * 0.45} {size * 0.24} 0 0 Z"
                )
                pen.shape(leaf, fill(tone.lighter(0.03 * (i % 2))))
                pen.line(0, 0, size * 0.94, 0, stroke(tone.lighter(0.08), 3))


def swamp(stage: Stage) -> None:
    """Dark water with duckweed and lilies between crooked trees, reeds and veils of mist."""
    h, w, pen, chance = stage.height, stage.width, stage.pen, stage.chance("swamp")
    stage.horizon = h * 0.52
    stage.set_sun()
    sky(stage, clouds=0.6)
    moss = C(0.50, 0.09, 128)
    pen.rect(
        -40,
        h * 0.30,
        w + 80,
        h * 0.3,
        down(h * 0.30, h * 0.58, (stage.lit(moss, 0.6), 0.0), (stage.lit(moss, 0.45), 0.8)),
    )
    for y, s, depth in ((0.55, 0.26, 0.55), (0.58, 0.34, 0.36)):
        row(stage, Shape("tree", "willow"), y, s, 5, depth)
        row(stage, Shape("tree", "bare"), y + 0.01, s * 0.9, 3, depth)
    y = h * 0.57
    murk = stage.lit(C(0.44, 0.07, 135))
    pen.rect(
        -40, y, w + 80, h, down(y, h, murk.mix(stage.light.horizon, 0.35), murk.lighter(-0.12))
    )
    water.reflect(stage, y, 0.50, 5)
    for _ in range(round(26 * max(1.0, w / 1000))):
        t = chance.between()
        px, py, s = chance.between(0, w), y + (h - y) * (0.1 + 0.85 * t), 14 + 40 * t
        pad = stage.lit(C(0.60, 0.13, 128).lighter(chance.between(-0.06, 0.04)))
        pen.arc(px - s, py - s * 0.3, 2 * s, s * 0.6, 20, 320, fill(pad))
        if chance.often(0.22):
            for i in range(5):
                pen.oval(
                    px + (i - 2) * s * 0.16,
                    py - s * 0.22,
                    s * 0.13,
                    s * 0.26,
                    fill(stage.lit(C(0.86, 0.08, 350))),
                )
    for i, px in enumerate((0.06, 0.94)):
        _mangrove(stage, w * px, h * 0.84, unit_of(stage) * 0.66, i)
    hump = stage.lit(C(0.46, 0.08, 115))
    bank = [
        (-60, h * 0.93),
        (w * 0.20, h * 0.885),
        (w * 0.52, h * 0.90),
        (w * 0.74, h * 0.94),
        (w * 0.66, h * 1.06),
        (-60, h * 1.06),
    ]
    pen.blob(bank, down(h * 0.88, h, hump.mix(stage.light.key, 0.15), hump.lighter(-0.10)))
    row(stage, Shape("plant", "reed"), 0.99, 0.22, 7, 0.0, 0.2)
    for level in (0.56, 0.66, 0.78):
        mist(stage, h * level, 0.34, 100)
    stage.ground = "none"
    stage.slots = {
        "main": Slot(0.40, 0.955, 0.38),
        "second": Slot(0.66, 0.82, 0.26),
        "air": Slot(0.56, 0.28, 0.22),
    }
    stage.afloat = "second"


def _mangrove(stage: Stage, x: float, y: float, s: float, number: int) -> None:
    """A bare trunk on stilts of roots, with hanging moss."""
    pen, chance = stage.pen, stage.chance("mangrove", number)
    bark = stage.lit(C(0.34, 0.04, 80))
    side = 1 if number == 0 else -1
    trunk = outline(
        f"M {x - s * 0.05} {y - s * 0.25} "
        f"Q {x + side * s * 0.05} {y - s * 0.6} {x - side * s * 0.03} {y - s * 1.3} "
        f"L {x + side * s * 0.05} {y - s * 1.3} "
        f"Q {x + side * s * 0.12} {y - s * 0.6} {x + s * 0.06} {y - s * 0.25} Z"
    )
    pen.shape(trunk, fill(bark))
    for i in range(7):
        dx = (i - 3) * s * 0.09
        pen.curve(
            [(x, y - s * 0.34), (x + dx * 0.7, y - s * 0.20), (x + dx, y)],
            stroke(bark.lighter(0.03 * (i % 2)), s * 0.03),
        )
    for i in range(5):
        angle = -2.6 + 0.5 * i
        bx, by = x + math.cos(angle) * s * 0.42, y - s * 1.0 + math.sin(angle) * s * 0.30
        pen.curve(
            [(x, y - s * 0.95), ((x + bx) / 2, by + s * 0.02), (bx, by)], stroke(bark, s * 0.03)
        )
        moss = stage.lit(C(0.58, 0.08, 125))
        for j in range(5):
            px = x + (bx - x) * (0.4 + 0.15 * j)
            py = y - s * 0.95 + (by - y + s * 0.95) * (0.4 + 0.15 * j)
            pen.line(
                px,
                py,
                px + chance.between(-4, 4),
                py + s * chance.between(0.10, 0.24),
                stroke(moss, s * 0.016, 0.8),
            )
