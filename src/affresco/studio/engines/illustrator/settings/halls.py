"""Large rooms: great hall, museum, theatre."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import pairwise

import skia

from affresco.studio.engines.illustrator.painting.colour import Colour
from affresco.studio.engines.illustrator.painting.pen import (
    across,
    down,
    fill,
    linear,
    outline,
    polygon,
    radial,
    stroke,
)
from affresco.studio.engines.illustrator.painting.stage import Slot, Stage
from affresco.studio.engines.illustrator.subjects.families import Shape

from . import furnish
from .furnish import framed, hung, stood
from .props import set_at
from .shell import WARM, Finish, Shell, shell
from .windows import front_table, window

C = Colour


def castle_hall(stage: Stage) -> None:
    """A hall of stone: banners, a hearth, torches, a long carpet to the throne."""
    chance, pen = stage.chance("hall"), stage.pen
    hue = chance.pick((22, 255, 150, 310))
    stone = C(0.62, 0.025, 70)
    hall = shell(
        stage,
        Finish(stone, C(0.54, 0.025, 65), C(0.40, 0.05, 50), "stone", "tiles"),
        top=0.06,
        lamps=False,
    )
    wood = stage.lit(C(0.36, 0.06, 48))
    for depth in (0.95, 0.66, 0.36):
        (x0, y), (x1, _), s = (
            hall.point(0, 0.04, depth),
            hall.point(1, 0.04, depth),
            hall.scale(depth),
        )
        pen.rect(
            x0, y, x1 - x0, 15 * s, down(y, y + 15 * s, wood.lighter(0.08), wood.lighter(-0.06))
        )
    window(hall, 0.03, 0.20, 0.16, 0.48, "hills", "arch")
    window(hall, 0.81, 0.20, 0.16, 0.48, "hills", "arch", key=1)
    carpet = hall.on_floor(0.40, 0.60, -0.3, 0.92)
    red = stage.lit(C(0.48, 0.15, hue))
    pen.polygon(carpet, down(hall.bottom, stage.height, red, red.lighter(-0.06)))
    for u in (0.412, 0.588):
        pen.line(
            *hall.point(u, 1, 0.92),
            *hall.point(u, 1, -0.3),
            stroke(stage.lit(C(0.80, 0.12, 84)), 7),
        )
    hall.block(0.30, 0.70, 0.88, 1.0, 0.07, stone.lighter(0.04))
    for u in (0.33, 0.67):
        _banner(hall, u, hue)
    if not stage.entity("throne"):
        x, y = hall.point(0.5, hall.up(0.07), 0.93)
        set_at(stage, Shape("furniture", "throne"), x, y, hall.unit * 0.52)
    hung(hall, "tool", "shield", 0.50, 0.30, 0.20)
    for side in (-1, 1):
        for depth in (0.74, 0.42):
            _torch(hall, side, depth)
    stood(hall, "building", "statue", 0.04, 0.86, 0.52, "#8b8f98")
    stood(hall, "furniture", "chest", 0.93, 0.66, 0.26)
    if chance.often(0.6):
        x, y = hall.point(0.5, 0.16, 0.55)
        _chandelier(hall, x, y)
    front_table(stage)


def _banner(hall: Shell, u: float, hue: float) -> None:
    stage, pen = hall.stage, hall.stage.pen
    (x, y), s = hall.point(u, 0.16, 1), hall.unit
    cloth, gold = stage.lit(C(0.50, 0.15, hue)), stage.lit(C(0.82, 0.12, 84))
    half, tall = s * 0.075, s * 0.46
    pen.polygon(
        [
            (x - half, y),
            (x + half, y),
            (x + half, y + tall),
            (x, y + tall * 0.86),
            (x - half, y + tall),
        ],
        across(x - half, x + half, cloth.lighter(0.06), cloth, cloth.lighter(-0.07)),
    )
    pen.rect(x - half * 1.2, y - 7, half * 2.4, 9, fill(gold))
    pen.circle(x, y + tall * 0.38, half * 0.52, stroke(gold, 5))
    pen.polygon(
        [
            (x, y + tall * 0.28),
            (x + half * 0.3, y + tall * 0.40),
            (x, y + tall * 0.50),
            (x - half * 0.3, y + tall * 0.40),
        ],
        fill(gold),
    )


def _torch(hall: Shell, side: int, depth: float) -> None:
    x, y = hall.point(0.0 if side < 0 else 1.0, 0.42, depth)
    s = hall.unit * hall.scale(depth)
    x -= side * s * 0.03
    hall.stage.pen.line(
        x,
        y,
        x - side * s * 0.025,
        y + s * 0.14,
        stroke(hall.stage.lit(C(0.34, 0.06, 48)), s * 0.022),
    )
    furnish.flame(hall.stage, x, y + s * 0.01, s * 0.10)


def _chandelier(hall: Shell, x: float, y: float) -> None:
    pen, s = hall.stage.pen, hall.unit * 0.24
    iron = hall.stage.lit(C(0.30, 0.03, 60))
    pen.line(x, -40, x, y, stroke(iron, 4))
    pen.oval(x, y, s, s * 0.2, stroke(iron, 8))
    for i in range(7):
        px = x + math.cos(math.pi * i / 6) * s
        py = y + math.sin(math.pi * i / 6) * s * 0.2
        pen.rect(px - 4, py - 20, 8, 20, fill(C(0.97, 0.02, 85)))
        furnish.flame(hall.stage, px, py - 20, 15)


def museum(stage: Stage) -> None:
    """A gallery: pictures in gold frames, a statue, a skylight, a rope, a bench."""
    chance, pen = stage.chance("museum"), stage.pen
    hue = chance.pick((20, 150, 250, 85))
    wall = C(0.60, 0.08, hue) if hue != 85 else C(0.90, 0.02, 85)
    hall = shell(stage, Finish(wall, C(0.70, 0.07, 62), C(0.94, 0.01, 85)), top=0.10)
    sky = [
        hall.point(0.3, 0, 0.2),
        hall.point(0.7, 0, 0.2),
        hall.point(0.7, 0, 0.85),
        hall.point(0.3, 0, 0.85),
    ]
    light = hall.outside
    pen.polygon(sky, fill(light.middle))
    for i in range(5):
        d = 0.2 + 0.65 * i / 4
        pen.line(*hall.point(0.3, 0, d), *hall.point(0.7, 0, d), stroke(C(0.97, 0.005, 90), 6))
    pen.shape(polygon(sky), stroke(C(0.97, 0.005, 90), 8))
    for i, (u, v, tall) in enumerate(((0.16, 0.24, 0.34), (0.50, 0.18, 0.46), (0.84, 0.26, 0.32))):
        framed(hall, u, v, tall, 10 + i)
        x, y = hall.point(u, v - 0.05, 1)
        stage.glow(x, y + 30, hall.unit * 0.34, WARM, 0.20)
    for side in (-1, 1):
        for depth in (0.30, 0.66):
            _side_picture(hall, side, depth)
    _rope(hall)
    hall.block(0.88, 0.98, 0.62, 0.72, 0.22, C(0.92, 0.01, 85))
    x, y = hall.point(0.93, hall.up(0.22), 0.67)
    set_at(stage, Shape("building", "statue"), x, y, hall.unit * hall.scale(0.67) * 0.40)
    stood(hall, "tool", "vase", 0.06, 0.72, 0.30, "#c7773f")
    stood(hall, "furniture", "bench", 0.26, 0.56, 0.26)
    front_table(stage, C(0.90, 0.015, 85))


def _side_picture(hall: Shell, side: int, depth: float) -> None:
    pen, chance, stage = (
        hall.stage.pen,
        hall.stage.chance("side picture", side, round(depth * 10)),
        hall.stage,
    )
    hue = chance.between(0, 360)
    pen.polygon(
        hall.on_side(side, depth, depth + 0.20, 0.22, 0.60), fill(stage.lit(C(0.72, 0.11, 82)))
    )
    inner = hall.on_side(side, depth + 0.018, depth + 0.182, 0.26, 0.56)
    tones = (stage.lit(C(0.86, 0.08, hue)), stage.lit(C(0.58, 0.12, hue + 60)))
    pen.polygon(inner, linear((0, inner[0][1]), (0, inner[3][1]), tones))
    (x0, y0), (x1, y1) = inner[0], inner[2]
    pen.circle(
        (x0 + x1) / 2, (y0 + y1) / 2, abs(y1 - y0) * 0.14, fill(stage.lit(C(0.80, 0.15, hue + 150)))
    )


def _rope(hall: Shell) -> None:
    pen, gold = hall.stage.pen, hall.stage.lit(C(0.78, 0.11, 84))
    feet = [hall.point(u, 1, 0.86) for u in (0.30, 0.50, 0.70)]
    s = hall.unit * hall.scale(0.86)
    for x, y in feet:
        pen.line(x, y, x, y - s * 0.17, stroke(gold, 6))
        pen.oval(x, y, 15, 5, fill(gold))
        pen.circle(x, y - s * 0.18, 7, fill(gold))
    for (x0, y0), (x1, _) in pairwise(feet):
        top = y0 - s * 0.16
        pen.curve(
            [(x0, top), ((x0 + x1) / 2, top + s * 0.07), (x1, top)],
            stroke(hall.stage.lit(C(0.46, 0.16, 22)), 8),
        )


def theatre(stage: Stage) -> None:
    """A stage with a painted backdrop between red curtains, footlights, heads of the audience."""
    h, w, pen, chance = stage.height, stage.width, stage.pen, stage.chance("theatre")
    hue = chance.pick((255, 300, 200, 30))
    stage.light = replace(
        stage.light, time="day", ambient=C(0.92, 0.05, 75), key=C(0.99, 0.07, 88),
        shadow=C(0.16, 0.05, 20), haze=C(0.4, 0.08, hue),
    )  # fmt: skip
    floor = h * 0.70
    stage.horizon, stage.sun_x, stage.sun_y = floor, w * 0.5, -h * 0.2
    pen.wash(fill(C(0.16, 0.04, 20)))
    tones = [C(0.78, 0.09, hue), C(0.52, 0.13, hue), C(0.26, 0.09, hue + 10)]
    pen.rect(
        -20,
        -20,
        w + 40,
        floor + 20,
        radial((w / 2, h * 0.46), max(w, h) * 0.62, tones, (0, 0.5, 1)),
    )
    _backdrop(stage, hue, floor)
    _boards(stage, floor)
    red = C(0.44, 0.17, 22)
    for side in (0, 1):
        wide = min(w * 0.24, h * 0.30)
        _swag(stage, 0.0 if not side else w, 1 if not side else -1, wide, red)
    furnish.drapes(stage, -10, -20, w + 20, h * 0.10, red.lighter(-0.03), max(9, int(w / 70)))
    count = max(5, int(w / 170))
    for i in range(count):
        x, step = w * i / count, w / count
        valance = outline(
            f"M {x} {h * 0.06} L {x + step} {h * 0.06} Q {x + step / 2} {h * 0.19} {x} {h * 0.06} Z"
        )
        pen.shape(valance, down(h * 0.06, h * 0.15, red.lighter(0.06), red.lighter(-0.07)))
        pen.curve(
            [(x, h * 0.062), (x + step / 2, h * 0.128), (x + step, h * 0.062)],
            stroke(C(0.80, 0.13, 84), 6),
        )
    stage.afterwards.append(lambda: _footlights(stage))
    if not stage.scene.entities:
        stage.afterwards.append(lambda: _seats(stage, red))
    stage.ground = "none"
    x = 0.5 + chance.pick((-0.08, 0.0, 0.08))
    stage.slots = {
        "main": Slot(x, 0.865, 0.42),
        "second": Slot(x + 0.22, 0.85, 0.31),
        "air": Slot(0.5, 0.34, 0.18),
    }


def _seats(stage: Stage, red: Colour) -> None:
    """Rows of velvet seats before the stage, seen from behind, the nearest the largest."""
    h, w, pen = stage.height, stage.width, stage.pen
    for row in range(3):
        high = h * (0.070 + 0.026 * row)
        foot = stage.visible.bottom - h * (0.105 - 0.050 * row)
        wide = high * 0.86
        shift, tone = wide * 0.5 * (row % 2), red.lighter(-0.13 + 0.045 * row)
        for i in range(-1, int(w / wide) + 2):
            x = i * wide + shift
            back = outline(
                f"M {x + wide * 0.06} {foot + high} L {x + wide * 0.06} {foot - high * 0.62} "
                f"Q {x + wide * 0.5} {foot - high * 1.14} {x + wide * 0.94} {foot - high * 0.62} "
                f"L {x + wide * 0.94} {foot + high} Z"
            )
            pen.shape(
                back, down(foot - high, foot + high * 0.4, tone.lighter(0.09), tone.lighter(-0.07))
            )
            pen.shape(back, stroke(tone.lighter(-0.14), 4))


def _backdrop(stage: Stage, hue: float, floor: float) -> None:
    """Painted scenery: a moon, hills, cut-out trees."""
    h, w, pen = stage.height, stage.width, stage.pen
    pen.circle(w * 0.64, h * 0.32, min(w, h) * 0.085, fill(C(0.95, 0.06, 92)))
    for i in range(16):
        star = stage.chance("stars", i)
        pen.circle(
            w * star.between(0.2, 0.8),
            h * star.between(0.16, 0.44),
            star.between(2, 4),
            fill(C(0.95, 0.06, 92), 0.9),
        )
    for i in range(2):
        y = floor - h * (0.16 - 0.08 * i)
        hill = outline(
            f"M -20 {floor} L -20 {y} Q {w * 0.25} {y - h * 0.13} {w * 0.5} {y} "
            f"Q {w * 0.75} {y + h * 0.08} {w + 20} {y - h * 0.05} L {w + 20} {floor} Z"
        )
        pen.shape(hill, fill(C(0.42 - 0.08 * i, 0.10, hue + 40 - 30 * i)))


def _boards(stage: Stage, floor: float) -> None:
    h, w, pen = stage.height, stage.width, stage.pen
    wood, edge = C(0.56, 0.09, 58), h * 0.90
    pen.rect(
        -20, floor, w + 40, edge - floor, down(floor, edge, wood.lighter(-0.08), wood.lighter(0.06))
    )
    for i in range(-14, 15):
        pen.line(w / 2 + i * 62, floor, w / 2 + i * 112, edge, stroke(wood.lighter(-0.12), 2, 0.6))
    pen.oval(
        w / 2,
        floor + (edge - floor) * 0.66,
        w * 0.34,
        (edge - floor) * 0.36,
        radial(
            (w / 2, floor + (edge - floor) * 0.66),
            w * 0.34,
            [(C(0.98, 0.06, 88), 0.55), (C(0.98, 0.06, 88), 0.0)],
        ),
    )
    pen.rect(-20, edge, w + 40, h, down(edge, h, C(0.34, 0.08, 30), C(0.15, 0.05, 20)))
    pen.rect(-20, edge - 4, w + 40, 13, fill(C(0.74, 0.12, 82)))


def _swag(stage: Stage, edge: float, side: int, wide: float, red: Colour) -> None:
    """A curtain drawn aside and tied."""
    h, pen = stage.height, stage.pen
    tie, foot = h * 0.56, h * 0.90
    shape = outline(
        f"M {edge} -20 L {edge + side * wide * 1.5} -20 Q {edge + side * wide * 1.2} {tie * 0.7} "
        f"{edge + side * wide * 0.5} {tie} "
        f"Q {edge + side * wide * 0.95} {h * 0.74} {edge + side * wide} {foot} "
        f"L {edge} {foot} Z"
    )
    pen.shape(shape, across(edge, edge + side * wide * 1.4, red.lighter(-0.06), red.lighter(0.05)))
    with pen.inside(shape):
        for i in range(8):
            a, b = edge + side * wide * 1.5 * i / 7, edge + side * wide * 0.5 * i / 7
            c = edge + side * wide * i / 7
            fold = outline(
                f"M {a} -20 Q {(a + b) / 2 + side * 20} {tie * 0.7} {b} {tie} "
                f"Q {(b + c) / 2 + side * 16} {h * 0.74} {c} {foot}"
            )
            pen.shape(
                fold, stroke(red.lighter(-0.12 if i % 2 else 0.09), wide * 0.075, 0.5, blur=4)
            )
    pen.line(edge, tie - 8, edge + side * wide * 0.56, tie + 8, stroke(C(0.80, 0.13, 84), 15))


def _footlights(stage: Stage) -> None:
    h, w, pen = stage.height, stage.width, stage.pen
    tones = [(C(0.98, 0.05, 90), 0.36), (C(0.98, 0.05, 90), 0.03)]
    x = stage.slots["main"].x * w
    beam = [(w * 0.76, -20), (w * 0.80, -20), (x + w * 0.2, h * 0.88), (x - w * 0.2, h * 0.88)]
    pen.polygon(beam, linear((w * 0.78, 0), (x, h * 0.88), tones, blur=14, blend="screen"))
    count = max(7, int(w / 110))
    for i in range(count):
        px = w * (i + 0.5) / count
        pen.arc(px - 22, h * 0.895, 44, 34, 180, 180, fill(C(0.98, 0.06, 90)))
        stage.glow(px, h * 0.90, 90, WARM, 0.32)
    chance = stage.chance("audience")
    heads = skia.Path()
    for i in range(int(w / 88) + 2):
        px, size = i * 88 - 20 + chance.between(-14, 14), chance.between(29, 39)
        top = h * (0.985 + chance.between(-0.012, 0.012))
        heads.addCircle(px, top, size)
        heads.addRoundRect(
            skia.Rect.MakeXYWH(px - size * 1.5, top + size * 0.7, size * 3, 200), 40, 40
        )
    pen.shape(heads, fill(C(0.13, 0.035, 20)))
    stage.shine()
