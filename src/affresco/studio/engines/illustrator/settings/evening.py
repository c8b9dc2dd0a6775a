"""Where music plays: a club with its small stage, and a concert before a crowd."""

from __future__ import annotations

import math
from dataclasses import replace

import skia

from affresco.studio.engines.illustrator.painting.colour import Colour
from affresco.studio.engines.illustrator.painting.pen import (
    down,
    fill,
    linear,
    outline,
    stroke,
)
from affresco.studio.engines.illustrator.painting.stage import Slot, Stage

from . import furnish
from .furnish import pendant, stood
from .shell import Finish, Shell, shell
from .windows import front_table

C = Colour


def club(stage: Stage) -> None:
    """A cellar of brick with a low stage before a curtain, lamps, small tables with candles."""
    chance, pen = stage.chance("club"), stage.pen
    hue = chance.pick((25, 300, 255, 350))
    stage.light = replace(stage.light, time="night")
    brick = C(0.62, 0.10, 40)
    room = shell(stage, Finish(brick, C(0.60, 0.07, 48), C(0.40, 0.05, 40), "brick"), top=0.06)
    (x0, y0), (x1, _) = room.point(0.20, 0.10, 1), room.point(0.80, 0.10, 1)
    furnish.drapes(stage, x0, y0, x1 - x0, room.bottom - y0, C(0.50, 0.16, hue), 13)
    pen.rounded(x0 - 20, y0 - 14, x1 - x0 + 40, 18, 6, fill(C(0.66, 0.12, 80)))
    room.block(0.10, 0.90, 0.70, 1.0, 0.10, C(0.52, 0.09, 55), C(0.66, 0.09, 60))
    _spots(room, hue)
    if not stage.entity("piano", "grand-piano"):
        stood(room, "instrument", "drum", 0.30, 0.90, 0.22)
        stood(room, "instrument", "microphone", 0.58, 0.86, 0.26)
    for u, depth in ((0.04, 0.50), (0.96, 0.50), (0.10, 0.24), (0.90, 0.22)):
        _candle_table(room, u, depth)
    for u in (0.14, 0.86):
        pendant(room, u, 0.30, 0.55, C(0.44, 0.10, hue + 140))
    front_table(stage)


def _spots(room: Shell, hue: float) -> None:
    """Beams of coloured light from the ceiling onto the stage."""
    stage, pen = room.stage, room.stage.pen
    for u, aim, tone in (
        (0.22, 0.42, C(0.86, 0.14, hue)),
        (0.50, 0.50, C(0.96, 0.07, 85)),
        (0.78, 0.58, C(0.84, 0.14, hue + 60)),
    ):
        (x, y), (fx, fy) = room.point(u, 0.02, 0.8), room.point(aim, 0.96, 0.84)
        wide = room.unit * 0.16
        beam = [(x - 8, y), (x + 8, y), (fx + wide, fy), (fx - wide, fy)]
        tones = [(tone, 0.50), (tone, 0.05)]
        pen.polygon(beam, linear((x, y), (fx, fy), tones, blur=8, blend="screen"))
        pen.rounded(x - 17, y - 24, 34, 30, 6, fill(C(0.22, 0.01, 250)))
        stage.glow(x, y + 6, 60, tone, 0.6)


def _candle_table(room: Shell, u: float, depth: float) -> None:
    stage, pen, s = room.stage, room.stage.pen, room.unit * room.scale(depth) * 0.20
    x, y = room.point(u, 1, depth)
    wood = stage.lit(C(0.36, 0.07, 40))
    pen.oval(x, y, s * 0.7, s * 0.12, fill(stage.light.shadow, 0.4, blur=6))
    pen.rect(x - s * 0.06, y - s, s * 0.12, s, fill(wood))
    pen.oval(x, y - s, s * 0.8, s * 0.2, fill(wood.lighter(0.12)))
    pen.rounded(x - s * 0.09, y - s * 1.28, s * 0.18, s * 0.3, 3, fill(C(0.86, 0.11, 60)))
    furnish.flame(stage, x, y - s * 1.26, s * 0.16)


def concert(stage: Stage) -> None:
    """A great stage with towers of lamps and beams of light, and raised hands before it."""
    h, w, pen, chance = stage.height, stage.width, stage.pen, stage.chance("concert")
    hue = chance.pick((285, 330, 250, 200))
    stage.light = replace(
        stage.light, time="night", top=C(0.16, 0.07, hue), middle=C(0.30, 0.12, hue),
        horizon=C(0.56, 0.17, hue + 30), haze=C(0.42, 0.14, hue + 20), key=C(0.93, 0.08, hue + 40),
        ambient=C(0.84, 0.06, hue), shadow=C(0.10, 0.05, hue),
    )  # fmt: skip
    light, floor = stage.light, h * 0.72
    stage.horizon, stage.sun_x, stage.sun_y = floor, w * 0.5, h * 0.05
    sky = down(0, floor, light.top, light.middle, light.horizon)
    pen.rect(-w, -h, 3 * w, 3 * h, sky)
    screen = min(w * 0.30, h * 0.40)
    for i in range(9):
        tone = C(0.60 + 0.03 * (i % 3), 0.18, hue + 24 * i)
        r = screen * (1.0 - 0.1 * i)
        pen.circle(w / 2, h * 0.42, r, fill(tone, 0.35))
    _truss(stage, floor)
    for i in range(11):
        x = w * (0.06 + 0.088 * i)
        aim = x + (w * 0.5 - x) * chance.between(-0.6, 1.2)
        tone = C(0.86, 0.15, hue + chance.pick((0, 60, 140, 200)))
        beam = [
            (x - 5, h * 0.13),
            (x + 5, h * 0.13),
            (aim + w * 0.05, floor),
            (aim - w * 0.05, floor),
        ]
        tones = [(tone, 0.55), (tone, 0.0)]
        pen.polygon(beam, linear((x, h * 0.13), (aim, floor), tones, blur=6, blend="screen"))
        pen.circle(x, h * 0.13, 9, fill(tone.lighter(0.1)))
    deck = C(0.30, 0.04, hue)
    pen.rect(-40, floor, w + 80, h, down(floor, h * 0.90, deck.lighter(0.14), deck.lighter(-0.02)))
    pen.rect(-40, floor - 5, w + 80, 9, fill(light.key, 0.9))
    for x in (0.07, 0.93):
        _speakers(stage, w * x, floor + h * 0.02, h * 0.30)
    stage.afterwards.append(lambda: _crowd(stage))
    stage.shine()
    stage.ground = "none"
    x = 0.5 + chance.pick((-0.08, 0.0, 0.08))
    stage.slots = {
        "main": Slot(x, 0.865, 0.44),
        "second": Slot(x + 0.22, 0.85, 0.32),
        "air": Slot(0.5, 0.34, 0.18),
    }


def _truss(stage: Stage, floor: float) -> None:
    """The frame of pipes that carries the lamps."""
    h, w, pen = stage.height, stage.width, stage.pen
    steel = C(0.52, 0.02, 270)
    line = stroke(steel, 6)
    for y in (h * 0.075, h * 0.125):
        pen.line(-20, y, w + 20, y, line)
    count = round(24 * max(1.0, w / 1000))
    for i in range(count):
        a, b = w * i / count, w * (i + 1) / count
        pen.line(
            a, h * (0.075 if i % 2 else 0.125), b, h * (0.125 if i % 2 else 0.075), stroke(steel, 4)
        )
    for x in (0.17, 0.83):
        for dx in (-16, 16):
            pen.line(w * x + dx, h * 0.075, w * x + dx, floor, line)
        for i in range(12):
            y = h * 0.075 + (floor - h * 0.075) * i / 12
            pen.line(w * x - 16, y, w * x + 16, y + (floor - h * 0.075) / 12, stroke(steel, 3))


def _speakers(stage: Stage, x: float, y: float, s: float) -> None:
    pen, box = stage.pen, C(0.20, 0.02, 270)
    for i in range(3):
        top = y - s * (i + 1) / 3
        pen.rounded(x - s * 0.22, top, s * 0.44, s / 3 - 4, 6, fill(box.lighter(0.03 * i)))
        for r in (0.12, 0.05):
            pen.circle(x, top + s / 6, s * r, fill(box.lighter(0.10 if r > 0.1 else -0.05)))
            pen.circle(x, top + s / 6, s * r, stroke(box.lighter(0.22), 2.4))


def _crowd(stage: Stage) -> None:
    """Heads and raised hands, dark before the light."""
    h, w, chance = stage.height, stage.width, stage.chance("crowd")
    dark = stage.light.shadow
    for line, level in ((0, 0.955), (1, 0.995)):
        path = skia.Path()
        for i in range(round(w / 70) + 2):
            x, s = i * 70 + chance.between(-18, 18) - 35 * line, chance.between(24, 34)
            y = h * level + chance.between(-12, 12)
            path.addCircle(x, y, s)
            path.addRoundRect(skia.Rect.MakeXYWH(x - s * 1.4, y + s * 0.7, s * 2.8, 260), 30, 30)
            if chance.often(0.4) and abs(x / w - stage.slots["main"].x) > 0.12:
                lean = chance.between(-0.5, 0.5)
                tip = (x + s + lean * s, y - s * chance.between(1.8, 2.8))
                arm = outline(
                    f"M {x + s * 0.6} {y + s} L {tip[0] - s * 0.2} {tip[1]} "
                    f"L {tip[0] + s * 0.2} {tip[1]} L {x + s * 1.3} {y + s} Z"
                )
                path.addPath(arm)
                path.addCircle(*tip, s * 0.32)
        stage.pen.shape(path, fill(dark.lighter(0.05 - 0.05 * line)))
    for _ in range(40):
        angle = chance.between(0, math.tau)
        x, y = chance.between(0, w), chance.between(0.1, 0.8) * h
        stage.pen.rect(
            x,
            y,
            5 + 4 * math.cos(angle),
            5 + 4 * math.sin(angle),
            fill(C(0.90, 0.13, chance.between(0, 360)), 0.9),
        )
