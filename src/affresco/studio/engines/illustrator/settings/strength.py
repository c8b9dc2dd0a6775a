"""Rooms of work with one's hands and body: forge, laundry, gym."""

from __future__ import annotations

from dataclasses import replace

from affresco.studio.engines.illustrator.painting.colour import Colour
from affresco.studio.engines.illustrator.painting.pen import across, down, fill, radial, stroke
from affresco.studio.engines.illustrator.painting.stage import Stage
from affresco.studio.engines.illustrator.subjects.families import Shape

from . import furnish
from .furnish import hung, on_top, pendant, stood
from .props import set_at
from .shell import Finish, Shell, shell
from .windows import front_table, side_window, window

C = Colour
_FIRE = C(0.72, 0.19, 48)


def forge(stage: Stage) -> None:
    """A smithy: a hearth under its hood, anvil, trough, tongs and horseshoes, sparks."""
    chance, pen = stage.chance("forge"), stage.pen
    stage.light = replace(stage.light, time="dusk")
    finish = Finish(C(0.58, 0.03, 55), C(0.50, 0.03, 55), C(0.36, 0.04, 45), "stone", "plain")
    room = shell(stage, finish, top=0.06)
    for depth in (0.9, 0.5):
        (x0, y), (x1, _), s = (
            room.point(0, 0.06, depth),
            room.point(1, 0.06, depth),
            room.scale(depth),
        )
        wood = stage.lit(C(0.40, 0.06, 48))
        pen.rect(
            x0, y, x1 - x0, 14 * s, down(y, y + 14 * s, wood.lighter(0.06), wood.lighter(-0.08))
        )
    window(room, 0.66, 0.18, 0.24, 0.34, "hills")
    _hearth(room, 0.27)
    tools = ("hammer", "axe", "sword", "shield", "hammer", "wheel")
    for i in range(5):
        hung(room, "tool", tools[(i + chance.whole(0, 5)) % 6], 0.56 + 0.10 * i, 0.66, 0.16)
    room.block(0.60, 1.02, 0.84, 0.98, 0.26, C(0.46, 0.07, 50), C(0.56, 0.07, 55))
    on_top(room, "tool", "knife", 0.70, 0.26, 0.9, 0.12)
    on_top(room, "tool", "sword", 0.86, 0.26, 0.9, 0.20)
    if not stage.entity("anvil"):
        stood(room, "tree", "stump", 0.88, 0.50, 0.20)
        x, y = room.point(0.88, room.up(0.105), 0.50)
        set_at(stage, Shape("tool", "anvil"), x, y, room.unit * room.scale(0.5) * 0.20)
    stood(room, "tool", "bucket", 0.06, 0.56, 0.22)
    stage.afterwards.append(lambda: _sparks(room, 0.27))
    front_table(stage)


def _hearth(room: Shell, u: float) -> None:
    stage, pen, s = room.stage, room.stage.pen, room.unit
    x, y = room.point(u, 1, 0.97)
    stone = stage.lit(C(0.48, 0.03, 50))
    hood = [
        (x - s * 0.13, room.top),
        (x + s * 0.13, room.top),
        (x + s * 0.32, y - s * 0.58),
        (x - s * 0.32, y - s * 0.58),
    ]
    pen.polygon(hood, across(x - s * 0.3, x + s * 0.3, stone.lighter(0.06), stone.lighter(-0.08)))
    pen.rect(x - s * 0.34, y - s * 0.60, s * 0.68, s * 0.06, fill(stone.lighter(0.10)))
    pen.rect(x - s * 0.28, y - s * 0.54, s * 0.56, s * 0.28, fill(C(0.18, 0.03, 40)))
    pen.rect(
        x - s * 0.33,
        y - s * 0.28,
        s * 0.66,
        s * 0.28,
        down(y - s * 0.28, y, stone.lighter(0.05), stone.lighter(-0.06)),
    )
    for i in range(8):
        row, column = divmod(i, 4)
        bx = x - s * 0.32 + s * 0.165 * column + (row % 2) * s * 0.04
        pen.rounded(
            bx,
            y - s * 0.26 + row * s * 0.13,
            s * 0.14,
            s * 0.11,
            5,
            stroke(stone.lighter(-0.10), 3),
        )
    pen.oval(x, y - s * 0.29, s * 0.24, s * 0.04, fill(_FIRE))
    for i in range(7):
        furnish.flame(
            stage, x + s * (-0.18 + 0.06 * i), y - s * 0.28, s * (0.12 + 0.05 * (i % 3)), 0.06
        )
    stage.glow(x, y - s * 0.36, s * 1.1, _FIRE, 0.45)
    stage.shine()


def _sparks(room: Shell, u: float) -> None:
    stage, chance = room.stage, room.stage.chance("sparks")
    x, y = room.point(u, room.up(0.34), 0.9)
    for _ in range(46):
        px, py = x + chance.normal(0, 90), y - abs(chance.normal(0, 130))
        tone = C(0.88, 0.15, chance.pick((55, 70, 85)))
        stage.pen.circle(px, py, chance.between(1.4, 3.4), fill(tone))
    stage.shine()


def laundry(stage: Stage) -> None:
    """A laundrette: two rows of machines with round doors, baskets, a bench, a table."""
    chance = stage.chance("laundry")
    hue = chance.pick((200, 160, 340, 85))
    room = shell(
        stage,
        Finish(C(0.92, 0.04, hue), C(0.84, 0.03, hue + 20), walling="tiles", flooring="checks"),
    )
    window(room, 0.78, 0.08, 0.20, 0.36, "city")
    side_window(room, 1, 0.30, 0.72, "city")
    size = min(room.unit * 0.36, room.wide * 0.20)
    for line in (0, 1):
        for i in range(4):
            _machine(room, 0.09 + 0.172 * i, line * size, hue, size, line * 5 + i)
    room.block(0.76, 1.04, 0.70, 0.86, 0.30, C(0.90, 0.02, 80), C(0.96, 0.01, 85))
    on_top(room, "tool", "basket", 0.86, 0.30, 0.78, 0.18)
    stood(room, "furniture", "bench", 0.34, 0.62, 0.24)
    stood(room, "tool", "basket", 0.08, 0.58, 0.22)
    for u in (0.3, 0.7):
        pendant(room, u, 0.20, 0.5, C(0.66, 0.12, hue + 170))
    front_table(stage, C(0.90, 0.02, 80))


def _machine(room: Shell, u: float, above: float, hue: float, s: float, number: int) -> None:
    """A washing machine `s` units high, standing `above` units over the floor."""
    stage, pen = room.stage, room.stage.pen
    x, foot = room.point(u, 1.0, 0.99)
    foot -= above
    chance = stage.chance("machine", number)
    white = stage.lit(C(0.96, 0.008, 230))
    pen.rounded(
        x - s * 0.42,
        foot - s,
        s * 0.84,
        s,
        8,
        across(x - s * 0.42, x + s * 0.42, white, white.lighter(-0.07)),
    )
    pen.rounded(
        x - s * 0.36, foot - s * 0.94, s * 0.72, s * 0.16, 4, fill(stage.lit(C(0.72, 0.08, hue)))
    )
    pen.circle(x + s * 0.24, foot - s * 0.86, s * 0.05, fill(white))
    y, r = foot - s * 0.40, s * 0.29
    pen.circle(x, y, r, fill(stage.lit(C(0.76, 0.015, 240))))
    glass = [C(0.80, 0.06, 220), C(0.46, 0.07, 235)]
    pen.circle(x, y, r * 0.78, radial((x - r * 0.3, y - r * 0.3), r * 1.3, glass))
    for _ in range(5):
        tone = stage.lit(C(0.66, 0.15, chance.between(0, 360)))
        px, py = x + chance.between(-0.4, 0.4) * r, y + chance.between(0.0, 0.45) * r
        pen.oval(px, py, r * 0.32, r * 0.20, fill(tone, 0.9))
    pen.arc(x - r * 0.55, y - r * 0.55, r * 1.1, r * 1.1, 200, 60, stroke(C(1, 0, 0), 4, 0.8))


def gym(stage: Stage) -> None:
    """A gym: wall bars, racks of weights, a punching bag, mats, tall windows."""
    chance, pen = stage.chance("gym"), stage.pen
    hue = chance.pick((250, 150, 40, 20))
    hall = shell(stage, Finish(C(0.90, 0.03, hue), C(0.72, 0.09, 65), C(0.93, 0.01, 85)), top=0.08)
    for i in range(2):
        window(hall, 0.36 + 0.30 * i, 0.08, 0.24, 0.40, "city", key=i)
    wood = stage.lit(C(0.60, 0.09, 60))
    for u0, u1 in ((0.02, 0.14), (0.17, 0.29)):
        (x0, y0), (x1, y1) = hall.point(u0, 0.12, 0.99), hall.point(u1, 1, 0.99)
        for x in (x0, x1):
            pen.rect(x - 6, y0, 12, y1 - y0, fill(wood.lighter(-0.06)))
        for i in range(13):
            y = y0 + (y1 - y0) * (i + 0.5) / 13
            pen.line(x0, y, x1, y, stroke(wood.lighter(0.04), 8))
    _rack(hall, 0.36, 0.70)
    for u0, u1, depth, tone in (
        (0.06, 0.36, 0.30, C(0.56, 0.13, 250)),
        (0.62, 0.98, 0.34, C(0.58, 0.16, 28)),
    ):
        hall.block(u0, u1, depth, depth + 0.22, 0.03, tone, tone.lighter(0.06))
    _bag(hall, 0.86, 0.72)
    stood(hall, "tool", "ball", 0.16, 0.62, 0.18, "#4f8f6a")
    stood(hall, "furniture", "bench", 0.62, 0.72, 0.22)
    front_table(stage)


def _rack(hall: Shell, u0: float, u1: float) -> None:
    """Dumb-bells on two shelves."""
    stage, pen, s = hall.stage, hall.stage.pen, hall.unit
    steel = stage.lit(C(0.34, 0.015, 250))
    for high in (0.12, 0.28):
        (x0, y), (x1, _) = hall.point(u0, hall.up(high), 0.97), hall.point(u1, hall.up(high), 0.97)
        pen.rect(x0, y, x1 - x0, 9, fill(steel))
        count = 6
        for i in range(count):
            x = x0 + (x1 - x0) * (i + 0.5) / count
            r = s * (0.026 + 0.005 * i)
            pen.rect(x - r * 1.2, y - r * 1.3, r * 2.4, r * 0.6, fill(steel.lighter(0.3)))
            for dx in (-1.2, 1.2):
                pen.rounded(
                    x + dx * r - r * 0.5, y - 2 * r, r, 2 * r, r * 0.3, fill(steel.lighter(0.04))
                )
    for u in (u0, u1):
        (x, y), (_, top) = hall.point(u, 1, 0.97), hall.point(u, hall.up(0.36), 0.97)
        pen.rect(x - 6, top, 12, y - top, fill(steel))


def _bag(hall: Shell, u: float, depth: float) -> None:
    stage, pen, s = hall.stage, hall.stage.pen, hall.unit * hall.scale(depth)
    (x, top), (_, foot) = hall.point(u, 0.0, depth), hall.point(u, hall.up(0.26), depth)
    red = stage.lit(C(0.54, 0.18, 26))
    pen.line(x, top, x, foot - s * 0.44, stroke(stage.lit(C(0.5, 0.01, 250)), 5))
    pen.rounded(
        x - s * 0.085,
        foot - s * 0.42,
        s * 0.17,
        s * 0.42,
        s * 0.05,
        across(x - s * 0.085, x + s * 0.085, red.lighter(0.08), red, red.lighter(-0.10)),
    )
    pen.rect(x - s * 0.085, foot - s * 0.34, s * 0.17, s * 0.03, fill(stage.lit(C(0.95, 0.01, 85))))
    y = hall.point(u, 1, depth)[1]
    pen.oval(x, y, s * 0.12, s * 0.03, fill(stage.light.shadow, 0.35, blur=6))
