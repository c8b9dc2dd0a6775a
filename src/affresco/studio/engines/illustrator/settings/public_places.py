"""Further rooms where many go: cinema, prison, supermarket, corridor; a tent from inside."""

from __future__ import annotations

import math
from dataclasses import replace

import skia

from affresco.studio.engines.illustrator.painting.colour import Colour
from affresco.studio.engines.illustrator.painting.pen import (
    across,
    down,
    fill,
    linear,
    outline,
    polygon,
    ridge,
    stroke,
)
from affresco.studio.engines.illustrator.painting.stage import Slot, Stage

from . import vista
from .shell import WARM, Finish, Shell, shell
from .windows import front_table

C = Colour
_PACKED = (25, 60, 95, 145, 200, 250, 320)  # hues of what stands on shelves


def cinema(stage: Stage) -> None:
    """A dark hall: a bright screen, the beam of the projector, rows of red seats."""
    h, w, pen, chance = stage.height, stage.width, stage.pen, stage.chance("cinema")
    stage.light = replace(
        stage.light, time="day", ambient=C(0.88, 0.03, 250), key=C(0.96, 0.04, 230),
        shadow=C(0.12, 0.05, 290), haze=C(0.25, 0.05, 300),
    )  # fmt: skip
    hue = chance.pick((20, 20, 285, 255))
    stage.horizon, stage.sun_x, stage.sun_y, stage.ground = h * 0.62, w * 0.5, h * 0.1, "none"
    pen.wash(down(0, h, C(0.20, 0.05, hue), C(0.13, 0.04, hue)))
    for side in (0, 1):  # curtains on both sides
        for i in range(5):
            x = (i * 0.028) * w if side == 0 else w - (i + 1) * 0.028 * w
            tone = C(0.42 - 0.05 * (i % 2), 0.15, hue)
            pen.rect(
                x, -20, w * 0.028, h * 0.66, across(x, x + w * 0.028, tone, tone.lighter(-0.1))
            )
    left, right, top, low = w * 0.17, w * 0.83, h * 0.08, h * 0.50
    stage.glow(w * 0.5, h * 0.3, max(w, h) * 0.62, C(0.75, 0.07, 235), 0.42)
    pen.rect(left - 12, top - 12, right - left + 24, low - top + 24, fill(C(0.08, 0.02, 280)))
    _film(stage, left, top, right - left, low - top)
    beam = [(w * 0.5, -h * 0.02), (right, top), (right, low), (left, low), (left, top)]
    pen.polygon(
        beam,
        linear(
            (w * 0.5, 0), (w * 0.5, low), ((C(0.95, 0.04, 220), 0.16), (C(0.95, 0.04, 220), 0.02))
        ),
    )
    for number, (y, size) in enumerate(((0.60, 0.082), (0.68, 0.105), (0.775, 0.135))):
        _seats(stage, h * y, min(w, h) * size, hue, number)
    stage.slots = {
        "main": Slot(0.5 + chance.pick((-0.14, 0.0, 0.14)), 0.95, 0.42),
        "second": Slot(0.74, 0.93, 0.34),
        "air": Slot(0.5, 0.30, 0.22),
    }


def _film(stage: Stage, x: float, y: float, wide: float, tall: float) -> None:
    """What is shown: a landscape of another hour."""
    pen, chance = stage.pen, stage.chance("film")
    hue = chance.pick((60, 230, 190, 340))
    pen.rect(x, y, wide, tall, down(y, y + tall, C(0.72, 0.12, hue), C(0.95, 0.06, hue + 30)))
    pen.circle(
        x + wide * chance.between(0.3, 0.7), y + tall * 0.45, tall * 0.17, fill(C(0.98, 0.05, 95))
    )
    for i in range(3):
        level = y + tall * (0.62 + 0.13 * i)
        top = ridge(stage.chance("film", i), x, x + wide, level, tall * 0.16, 0.5, 5)
        tone = C(0.62 - 0.14 * i, 0.09, hue + 150)
        pen.polygon([*top, (x + wide, y + tall), (x, y + tall)], fill(tone))


def _seats(stage: Stage, y: float, s: float, hue: float, number: int) -> None:
    """A row of seats from behind, `s` units wide each."""
    pen, count = stage.pen, math.ceil(stage.width / s) + 2
    tone = C(0.40 + 0.05 * number, 0.16, hue)
    for i in range(count):
        x = (i - 0.5 * (number % 2) - 0.5) * s
        pen.rounded(
            x + s * 0.05,
            y,
            s * 0.9,
            s * 1.3,
            s * 0.26,
            down(y, y + s, tone.lighter(0.08), tone.lighter(-0.12)),
        )
        pen.rounded(
            x + s * 0.16, y + s * 0.16, s * 0.68, s * 0.7, s * 0.16, stroke(tone.lighter(-0.08), 3)
        )
    pen.rect(-20, y + s * 0.98, stage.width + 40, s * 0.5, fill(C(0.17, 0.05, hue)))


def prison(stage: Stage) -> None:
    """A cell of stone: a small barred window, a bunk, a stool, strokes that count the days."""
    pen, chance = stage.pen, stage.chance("cell")
    stone = C(0.66, 0.018, chance.pick((70, 235, 100)))
    cell = shell(stage, Finish(stone, stone.lighter(-0.10), stone.lighter(0.06), "stone", "tiles"))
    _barred_window(cell, chance.pick((0.40, 0.55)))
    wood, cloth = C(0.46, 0.07, 55), C(0.62, 0.06, 240)
    cell.block(-0.02, 0.34, 0.50, 0.96, 0.24, wood, cloth)
    cell.block(0.0, 0.12, 0.86, 0.95, 0.29, C(0.90, 0.01, 90))
    cell.block(0.80, 0.94, 0.80, 0.94, 0.22, wood)
    x, y = cell.point(0.86, 0.34, 1)
    chalk = stroke(stage.lit(C(0.93, 0.01, 90)), 4, 0.8)
    for group in range(4):
        left, top = x - 90 + 46 * (group % 3), y + 46 * (group // 3)
        for i in range(4):
            pen.line(left + i * 9, top, left + i * 9 + 2, top + 30, chalk)
        pen.line(left - 4, top + 24, left + 34, top + 6, chalk)
    _bars(cell)
    front_table(stage, wood)


def _barred_window(cell: Shell, u: float) -> None:
    stage, pen = cell.stage, cell.stage.pen
    wide = min(cell.wide * 0.24, cell.tall * 0.30)
    x, y, tall = cell.left + cell.wide * u - wide / 2, cell.top + cell.tall * 0.12, wide * 0.9
    light = cell.outside
    pen.rect(x - 16, y - 16, wide + 32, tall + 32, fill(stage.lit(C(0.45, 0.015, 70))))
    pen.rect(x, y, wide, tall, down(y, y + tall, light.top, light.middle, light.horizon))
    if light.dark:
        pen.circle(x + wide * 0.6, y + tall * 0.35, wide * 0.13, fill(C(0.95, 0.04, 95)))
    iron = stroke(stage.lit(C(0.26, 0.015, 260)), 9, round_ends=False)
    for i in range(1, 5):
        pen.line(x + wide * i / 5, y - 4, x + wide * i / 5, y + tall + 4, iron)
    pen.line(x, y + tall * 0.5, x + wide, y + tall * 0.5, iron)
    if not light.dark:  # the light falls in, with the shadows of the bars
        foot = cell.bottom + 40
        beam = [(x, y + tall), (x + wide, y + tall), (x + wide * 2.4, foot), (x + wide * 0.7, foot)]
        pen.polygon(
            beam, down(y + tall, foot, (C(0.98, 0.06, 90), 0.20), (C(0.98, 0.06, 90), 0.05))
        )


def _bars(cell: Shell) -> None:
    """Bars along one side wall."""
    stage, pen = cell.stage, cell.stage.pen
    iron, side = stage.lit(C(0.30, 0.015, 260)), stage.chance("bars").side()
    for i in range(8):
        d = -0.1 + 0.125 * i
        u = 0.02 if side < 0 else 0.98
        (x, y0), (_, y1) = cell.point(u, 0.02, d), cell.point(u, 0.99, d)
        pen.line(x, y0, x, y1, stroke(iron, 9 * cell.scale(d), round_ends=False))
    for v in (0.3, 0.66):
        a, b = (
            cell.point(0.02 if side < 0 else 0.98, v, -0.2),
            cell.point(0.02 if side < 0 else 0.98, v, 0.8),
        )
        pen.line(*a, *b, stroke(iron.lighter(0.05), 14))


def supermarket(stage: Stage) -> None:
    """An aisle between long shelves full of packets, lamps above, a chilled counter behind."""
    pen, chance = stage.pen, stage.chance("aisle")
    hall = shell(
        stage,
        Finish(C(0.95, 0.012, 200), C(0.92, 0.012, 90), C(0.97, 0.005, 90), flooring="tiles"),
        top=0.10,
        narrow=0.86,
    )
    lamp = fill(C(0.995, 0.02, 95))
    for depth in (0.15, 0.42, 0.70, 0.94):
        pen.polygon(
            [
                hall.point(0.38, 0, depth),
                hall.point(0.62, 0, depth),
                hall.point(0.62, 0, depth + 0.06),
                hall.point(0.38, 0, depth + 0.06),
            ],
            lamp,
        )
    y = hall.top + hall.tall * 0.42
    pen.rect(
        hall.left + hall.wide * 0.1,
        y,
        hall.wide * 0.8,
        hall.bottom - y,
        fill(stage.lit(C(0.80, 0.06, 215))),
    )
    for row in range(3):
        for i in range(12):
            x = hall.left + hall.wide * (0.12 + 0.063 * i)
            tone = stage.lit(C(0.70, 0.14, chance.pick(_PACKED)))
            pen.rounded(
                x,
                y + 14 + row * hall.tall * 0.17,
                hall.wide * 0.05,
                hall.tall * 0.12,
                4,
                fill(tone),
            )
    for side in (-1, 1):
        _shelves(hall, side)
    stage.horizon = hall.bottom
    front_table(stage, C(0.90, 0.015, 220))


def _shelves(hall: Shell, side: int) -> None:
    """Shelves along a side of the aisle."""
    stage, pen = hall.stage, hall.stage.pen
    frame = stage.lit(C(0.86, 0.015, 230))
    inset = 0.13
    u = inset if side < 0 else 1 - inset
    pen.polygon(hall.on_side(side, -0.3, 0.97, 0.16, 1.0, inset), fill(frame))
    chance = stage.chance("packets", side)
    for row in range(5):
        v0, v1 = 0.20 + 0.16 * row, 0.325 + 0.16 * row
        depth = -0.28
        while depth < 0.92:
            step = chance.between(0.05, 0.11)
            top = v0 + (v1 - v0) * chance.between(0.0, 0.35)
            tone = stage.lit(C(chance.between(0.58, 0.86), 0.14, chance.pick(_PACKED)))
            end = min(0.95, depth + step * 0.88)
            kind = (row + side) % 3
            if kind == 0:  # bottles and tins: rounded, with a cap and a label
                (x0, y0), (x1, y1) = hall.point(u, top, depth), hall.point(u, v1, end)
                wide, high = abs(x1 - x0), abs(y1 - y0)
                body = (min(x0, x1), min(y0, y1) + high * 0.2, wide, high * 0.8)
                pen.rounded(*body, wide * 0.3, fill(tone))
                pen.rect(
                    body[0] + wide * 0.3,
                    body[1] - high * 0.16,
                    wide * 0.4,
                    high * 0.2,
                    fill(tone.lighter(-0.16)),
                )
                pen.rect(
                    body[0],
                    body[1] + high * 0.26,
                    wide,
                    high * 0.26,
                    fill(stage.lit(C(0.96, 0.01, 90))),
                )
            elif kind == 1 and row > 2:  # fruit
                (x0, y0), (x1, y1) = hall.point(u, v1, depth), hall.point(u, v1, end)
                radius = abs(x1 - x0) * 0.5
                pen.circle((x0 + x1) / 2, (y0 + y1) / 2 - radius * 0.9, radius, fill(tone))
            else:  # packets with a stripe
                pen.polygon(hall.on_side(side, depth, end, top, v1, inset), fill(tone))
                band = top + (v1 - top) * 0.55
                pen.polygon(
                    hall.on_side(side, depth, end, band, band + 0.025, inset),
                    fill(tone.lighter(0.16)),
                )
            depth += step
        pen.polygon(
            hall.on_side(side, -0.3, 0.97, v1, v1 + 0.018, inset), fill(frame.lighter(-0.10))
        )


def corridor(stage: Stage) -> None:
    """A long corridor: doors on both sides, lamps above, a window at the far end."""
    pen, chance = stage.pen, stage.chance("corridor")
    hue = chance.pick((150, 215, 85, 30))
    hall = shell(
        stage,
        Finish(C(0.92, 0.03, hue), C(0.80, 0.04, hue + 25), flooring="checks"),
        foot=0.62,
        top=0.20,
        narrow=0.52,
    )
    lamp = fill(C(0.995, 0.03, 95))
    for depth in (0.0, 0.34, 0.62, 0.86):
        pen.polygon(
            [
                hall.point(0.40, 0, depth),
                hall.point(0.60, 0, depth),
                hall.point(0.60, 0, depth + 0.08),
                hall.point(0.40, 0, depth + 0.08),
            ],
            lamp,
        )
    wide, tall = hall.wide * 0.30, hall.tall * 0.56
    x, y = hall.left + hall.wide * 0.5 - wide / 2, hall.top + hall.tall * 0.14
    light = hall.outside
    pen.rect(x, y, wide, tall, down(y, y + tall, light.top, light.middle, light.horizon))
    frame = stroke(stage.lit(C(0.96, 0.01, 90)), 10)
    pen.rect(x, y, wide, tall, frame)
    pen.line(x + wide / 2, y, x + wide / 2, y + tall, frame)
    band = stage.lit(C(0.74, 0.08, hue))
    door = stage.lit(C(0.66, 0.10, hue + chance.pick((40, 180, 220))))
    for side in (-1, 1):
        pen.polygon(hall.on_side(side, -0.3, 1, 0.62, 0.68), fill(band))
        for k, d in enumerate((-0.10, 0.26, 0.55, 0.78)):
            leaf = hall.on_side(side, d, d + 0.16 - 0.02 * k, 0.24, 1.0)
            pen.polygon(leaf, fill(door))
            pen.shape(polygon(leaf), stroke(stage.lit(C(0.95, 0.01, 90)), 7))
            pane = hall.on_side(side, d + 0.04, d + 0.10 - 0.01 * k, 0.34, 0.54)
            pen.polygon(pane, fill(stage.lit(C(0.86, 0.05, 215))))
    front_table(stage, C(0.90, 0.02, hue))


def tent(stage: Stage) -> None:
    """From inside a tent: its cloth all around, the open flap, and the land outside."""
    h, w, pen, chance = stage.height, stage.width, stage.pen, stage.chance("tent")
    snowy = stage.has("snow")
    vista.vista(stage, 0.56, ("mountains",) if snowy else ("mountains", "woods", "lake"))
    ground = C(0.95, 0.015, 240) if snowy else C(0.62, 0.12, 135)
    low = stage.lit(ground)
    pen.rect(-20, h * 0.60, w + 40, h * 0.5, down(h * 0.60, h * 0.9, low, low.lighter(-0.05)))
    cloth = stage.lit(C(0.70, 0.15, chance.pick((60, 45, 150, 230, 85))))
    hole = outline(
        f"M {w * 0.5} {h * 0.10} C {w * 0.36} {h * 0.34} {w * 0.22} {h * 0.62} {w * 0.15} {h * 0.80} "
        f"L {w * 0.85} {h * 0.80} C {w * 0.78} {h * 0.62} {w * 0.64} {h * 0.34} {w * 0.5} {h * 0.10} Z"
    )
    walls = skia.Path(outline(f"M -20 -20 L {w + 20} -20 L {w + 20} {h + 20} L -20 {h + 20} Z"))
    walls.addPath(hole)
    walls.setFillType(skia.PathFillType.kEvenOdd)
    pen.shape(walls, across(0, w, cloth.lighter(-0.10), cloth.lighter(0.05)))
    fold = stroke(cloth.lighter(-0.14), 5, 0.7)
    for x in (0.0, 0.20, 0.80, 1.0):
        pen.line(w * 0.5, h * 0.06, w * x, h * (0.2 if x in (0.0, 1.0) else -0.05), fold)
    for side in (-1, 1):  # the flap rolled to the sides
        roll = [
            (w * 0.5, h * 0.11),
            (w * (0.5 + side * 0.19), h * 0.42),
            (w * (0.5 + side * 0.34), h * 0.78),
        ]
        pen.curve(roll, stroke(cloth.lighter(0.10), 26))
        pen.curve(roll, stroke(cloth.lighter(-0.10), 4))
    mat = stage.lit(C(0.50, 0.06, 250))
    pen.polygon(
        [(w * 0.10, h * 0.80), (w * 0.90, h * 0.80), (w * 1.2, h * 1.05), (-w * 0.2, h * 1.05)],
        down(h * 0.8, h, mat, mat.lighter(-0.10)),
    )
    bag = stage.lit(C(0.58, 0.15, chance.pick((20, 150, 255))))
    pen.rounded(
        w * 0.02,
        h * 0.86,
        w * 0.26,
        h * 0.10,
        40,
        down(h * 0.86, h * 0.96, bag.lighter(0.06), bag.lighter(-0.08)),
    )
    if stage.light.dark:
        stage.glow(w * 0.5, h * 0.1, 200, WARM, 0.25)
    stage.ground = "none"
    stage.slots = {
        "main": Slot(0.52, 0.955, 0.36), "second": Slot(0.72, 0.94, 0.26), "air": Slot(0.5, 0.36, 0.18),
    }  # fmt: skip
