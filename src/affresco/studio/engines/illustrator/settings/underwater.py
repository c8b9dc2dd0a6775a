"""The sea floor: light from above, coral below, fish far away."""

from __future__ import annotations

import math
from dataclasses import replace

import skia

from affresco.studio.engines.illustrator.painting.chance import Chance
from affresco.studio.engines.illustrator.painting.colour import WHITE, Colour
from affresco.studio.engines.illustrator.painting.pen import (
    down,
    fill,
    linear,
    polygon,
    radial,
    stroke,
)
from affresco.studio.engines.illustrator.painting.stage import Slot, Stage

from . import land


def underwater(stage: Stage) -> None:
    """Light from above, coral below, fish far away."""
    h, w, pen = stage.height, stage.width, stage.pen
    chance, night = stage.chance("underwater"), stage.light.dark
    water_light(stage, chance)
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
        coral(stage, chance)
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
    shoals(stage, chance)
    if night:  # a little moonlight is left, from above
        veil = down(0, h, Colour(0.62, 0.09, 246), Colour(0.50, 0.09, 258))
        veil.setBlendMode(skia.BlendMode.kMultiply)
        pen.rect(-w, -h, 3 * w, 3 * h, veil)
    stage.afterwards.append(lambda: _bubbles(stage))
    stage.floating, stage.ground = True, "none"
    stage.slots = {
        "main": Slot(0.45, 0.62, 0.44),
        "second": Slot(0.76, 0.48, 0.28),
        "air": Slot(0.3, 0.35, 0.3),
    }


def water_light(stage: Stage, chance: Chance) -> None:
    """Take the light of the day below water: turquoise above, dark blue in the deep."""
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


def coral(stage: Stage, chance: Chance) -> None:
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


def shoals(stage: Stage, chance: Chance) -> None:
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
