"""Inside vehicles and underground: train carriage, spaceship, underground station."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from affresco.studio.engines.illustrator.painting.colour import WHITE, Colour
from affresco.studio.engines.illustrator.painting.pen import (
    across,
    down,
    fill,
    outline,
    polygon,
    stroke,
)
from affresco.studio.engines.illustrator.painting.stage import Slot, Stage
from affresco.studio.engines.illustrator.subjects.families import Shape

from . import furnish
from .furnish import area
from .props import set_at
from .shell import Finish, Shell, shell
from .view import look_out
from .windows import front_table

C = Colour


def train_carriage(stage: Stage) -> None:
    """A compartment: two benches face each other under racks, a wide window with the land outside."""
    chance, pen = stage.chance("carriage"), stage.pen
    hue = chance.pick((25, 150, 255))
    finish = Finish(C(0.66, 0.08, 62), C(0.42, 0.04, 50), C(0.90, 0.03, 80), flooring="plain")
    room = shell(stage, finish, foot=0.72, top=0.08)
    (x0, y0), (x1, y1) = room.point(0.10, 0.16, 1), room.point(0.90, 0.66, 1)
    pane = area(x0, y0, x1 - x0, y1 - y0)
    look_out(stage, room.outside, pane, (x0, y0, x1 - x0, y1 - y0), "hills", 2)
    for i in range(3):
        px = x0 + (x1 - x0) * (0.2 + 0.34 * i)
        pen.line(px, y0 + 40, px + 4, y1, stroke(stage.lit(C(0.36, 0.05, 50)), 5, 0.55))
    wire = outline(f"M {x0} {y0 + 40} Q {(x0 + x1) / 2} {y0 + 70} {x1} {y0 + 40}")
    pen.shape(wire, stroke(stage.lit(C(0.30, 0.03, 50)), 2, 0.6))
    pen.shape(pane, stroke(stage.lit(C(0.84, 0.03, 80)), 18, round_ends=False))
    pen.line((x0 + x1) / 2, y0, (x0 + x1) / 2, y1, stroke(stage.lit(C(0.84, 0.03, 80)), 10))
    pen.rect(x0 - 30, y1 + 8, x1 - x0 + 60, 16, fill(stage.lit(C(0.46, 0.08, 50))))
    cloth = C(0.50, 0.13, hue)
    furnish.drapes(stage, x0 - 8, y0 - 6, (x1 - x0) * 0.12, y1 - y0 + 6, cloth.lighter(0.12), 4)
    furnish.drapes(
        stage,
        x1 - (x1 - x0) * 0.12 + 8,
        y0 - 6,
        (x1 - x0) * 0.12,
        y1 - y0 + 6,
        cloth.lighter(0.12),
        4,
    )
    for side in (-1, 1):
        _bench(room, side, cloth)
        _rack(room, side)
    x, y = room.point(0.5, 0.02, 0.6)
    pen.rounded(x - 60, y, 120, 20, 10, fill(C(0.98, 0.05, 88)))
    stage.glow(x, y + 10, 260, C(0.95, 0.08, 85), 0.3)
    front_table(stage)


def _bench(room: Shell, side: int, cloth: Colour) -> None:
    """A seat along a side wall, with its back and headrests."""
    pen, stage = room.stage.pen, room.stage
    u0, u1 = (0.0, 0.20) if side < 0 else (1.0, 0.80)
    tone = stage.lit(cloth)
    seat, back = room.up(0.20), room.up(0.62)
    pen.polygon(
        [
            room.point(u0, back, -0.1),
            room.point(u0, back, 0.98),
            room.point(u0, seat, 0.98),
            room.point(u0, seat, -0.1),
        ],
        fill(tone),
    )
    for i in range(4):
        d = 0.02 + 0.25 * i
        quad = [
            room.point(u0, room.up(0.60), d),
            room.point(u0, room.up(0.60), d + 0.20),
            room.point(u0, room.up(0.24), d + 0.20),
            room.point(u0, room.up(0.24), d),
        ]
        pen.shape(polygon(quad), fill(tone.lighter(0.05)))
        top = [
            room.point(u0, room.up(0.62), d + 0.03),
            room.point(u0, room.up(0.62), d + 0.17),
            room.point(u0, room.up(0.54), d + 0.17),
            room.point(u0, room.up(0.54), d + 0.03),
        ]
        pen.polygon(top, fill(stage.lit(C(0.94, 0.015, 85))))
    pen.polygon(
        [
            room.point(u0, seat, -0.1),
            room.point(u0, seat, 0.98),
            room.point(u1, seat, 0.98),
            room.point(u1, seat, -0.1),
        ],
        fill(tone.lighter(0.07)),
    )
    front = [
        room.point(u1, seat, -0.1),
        room.point(u1, seat, 0.98),
        room.point(u1, 1, 0.98),
        room.point(u1, 1, -0.1),
    ]
    pen.polygon(front, fill(tone.lighter(-0.14)))


def _rack(room: Shell, side: int) -> None:
    u0, u1 = (0.0, 0.13) if side < 0 else (1.0, 0.87)
    pen, brass = room.stage.pen, room.stage.lit(C(0.74, 0.11, 82))
    shelf = [
        room.point(u0, 0.22, 0.05),
        room.point(u0, 0.22, 0.96),
        room.point(u1, 0.22, 0.96),
        room.point(u1, 0.22, 0.05),
    ]
    pen.polygon(shelf, fill(brass.lighter(-0.24), 0.8))
    pen.line(*room.point(u1, 0.22, 0.05), *room.point(u1, 0.22, 0.96), stroke(brass, 6))
    for depth, kind in ((0.80, "suitcase"), (0.48, "bag")):
        x, y = room.point((u0 + u1) / 2, 0.22, depth)
        set_at(
            room.stage,
            Shape("tool", kind),
            x,
            y,
            room.unit * room.scale(depth) * 0.16,
            0.0,
            0.0,
        )


def spaceship(stage: Stage) -> None:
    """A bridge: a wide pane to the stars, consoles with lamps, ribs of the hull, two seats."""
    h, w, pen, chance = stage.height, stage.width, stage.pen, stage.chance("ship")
    hue = chance.pick((250, 200, 290))
    stage.light = replace(stage.light, time="day")
    hull = shell(
        stage,
        Finish(C(0.60, 0.02, hue), C(0.42, 0.025, hue), C(0.52, 0.02, hue), "metal", "tiles"),
        foot=0.66,
        top=0.06,
        lamps=False,
    )
    (x0, y0), (x1, y1) = hull.point(-0.04, 0.10, 0.98), hull.point(1.04, 0.70, 0.98)
    wide, tall = x1 - x0, y1 - y0
    pane = outline(
        f"M {x0 + wide * 0.10} {y0} L {x1 - wide * 0.10} {y0} L {x1} {y0 + tall * 0.55} "
        f"L {x1 - wide * 0.08} {y1} L {x0 + wide * 0.08} {y1} L {x0} {y0 + tall * 0.55} Z"
    )
    look_out(stage, hull.outside, pane, (x0, y0, wide, tall), "space", chance.whole(0, 40))
    steel = C(0.72, 0.015, hue)
    pen.shape(pane, stroke(steel.lighter(-0.2), 22))
    pen.shape(pane, stroke(steel, 12))
    for f in (0.34, 0.66):
        pen.line(
            x0 + wide * f,
            y0,
            x0 + wide * (0.5 + (f - 0.5) * 1.3),
            y1,
            stroke(steel.lighter(-0.06), 9),
        )
    for depth in (0.78, 0.50, 0.16):
        s = hull.scale(depth)
        ribs = [
            hull.point(0, 1, depth),
            hull.point(-0.01, 0.14, depth),
            hull.point(0.10, -0.02, depth),
            hull.point(0.90, -0.02, depth),
            hull.point(1.01, 0.14, depth),
            hull.point(1, 1, depth),
        ]
        pen.shape(polygon(ribs, False), stroke(C(0.46, 0.025, hue), 17 * s))
        pen.shape(polygon(ribs, False), stroke(C(0.76, 0.10, 210), 3 * s, 0.8))
    hull.block(0.04, 0.96, 0.78, 0.96, 0.26, C(0.50, 0.025, hue), C(0.36, 0.03, hue))
    _lamps(hull)
    for u in (0.32, 0.68):
        _seat(hull, u, hue)
    for side in (-1, 1):
        _screen(hull, side, chance.between(0, 360))
    stage.glow(w / 2, h * 0.42, 520, C(0.70, 0.12, 220), 0.28)
    front_table(stage, C(0.66, 0.02, hue))


def _lamps(hull: Shell) -> None:
    pen, chance = hull.stage.pen, hull.stage.chance("lamps")
    for row in range(3):
        for i in range(13):
            x, y = hull.point(0.08 + 0.84 * i / 12, hull.up(0.262), 0.80 + 0.05 * row)
            tone = C(0.82, 0.16, chance.pick((25, 85, 145, 200, 250)))
            wide = chance.pick((8, 8, 18))
            pen.rounded(x - wide / 2, y - 4, wide, 8, 3, fill(tone))
    for i in range(5):
        (x, y), s = hull.point(0.15 + 0.175 * i, hull.up(0.15), 0.78), hull.unit * 0.07
        pen.rounded(x - s, y - s * 0.6, 2 * s, s * 1.2, 6, fill(C(0.26, 0.05, 230)))
        pen.curve(
            [
                (x - s * 0.8, y),
                (x - s * 0.3, y - s * 0.3),
                (x + s * 0.2, y + s * 0.2),
                (x + s * 0.8, y - s * 0.2),
            ],
            stroke(C(0.84, 0.14, chance.pick((150, 200, 85))), 3),
        )


def _seat(hull: Shell, u: float, hue: float) -> None:
    pen, (x, y) = hull.stage.pen, hull.point(u, 1, 0.62)
    s = hull.unit * hull.scale(0.62) * 0.17
    tone = C(0.36, 0.03, hue)
    pen.oval(x, y, s * 0.7, s * 0.16, fill(C(0.2, 0.02, hue), 0.6))
    pen.rect(x - s * 0.1, y - s * 0.7, s * 0.2, s * 0.7, fill(tone.lighter(0.2)))
    pen.rounded(
        x - s * 0.75,
        y - s * 2.5,
        s * 1.5,
        s * 1.9,
        s * 0.4,
        across(x - s, x + s, tone.lighter(0.12), tone),
    )
    pen.rounded(x - s * 0.42, y - s * 2.85, s * 0.84, s * 0.5, s * 0.2, fill(tone.lighter(0.1)))
    pen.rect(x - s * 0.5, y - s * 1.5, s, s * 0.08, fill(C(0.72, 0.16, 50)))


def _screen(hull: Shell, side: int, hue: float) -> None:
    pen = hull.stage.pen
    quad = hull.on_side(side, 0.34, 0.66, 0.36, 0.64)
    pen.polygon(quad, fill(C(0.30, 0.06, 230)))
    pen.shape(polygon(quad), stroke(C(0.76, 0.015, 250), 8))
    u = 0.0 if side < 0 else 1.0
    for i in range(6):
        d = 0.38 + 0.045 * i
        v = 0.60 - 0.18 * hull.stage.chance("bars", side, i).between()
        bar = [
            hull.point(u, v, d),
            hull.point(u, v, d + 0.03),
            hull.point(u, 0.61, d + 0.03),
            hull.point(u, 0.61, d),
        ]
        pen.polygon(bar, fill(C(0.82, 0.14, hue)))


def subway(stage: Stage) -> None:
    """An underground platform: a tiled vault, a train with lit windows, a yellow line."""
    h, w, pen, chance = stage.height, stage.width, stage.pen, stage.chance("subway")
    hue = chance.pick((250, 28, 150, 60))
    stage.light = replace(
        stage.light, time="day", ambient=C(0.92, 0.02, 95), key=C(0.98, 0.03, 95), shadow=C(0.22, 0.03, 260),
        haze=C(0.80, 0.02, 95),
    )  # fmt: skip
    vx, vy = w * 0.62, h * 0.46
    stage.horizon, stage.sun_x, stage.sun_y = vy, w * 0.3, -h * 0.2
    wall = C(0.93, 0.02, 95)
    pen.wash(fill(wall.lighter(-0.08)))
    pen.polygon(
        [(-400, -h), (w + 400, -h), (vx + 40, vy - 70), (vx - 40, vy - 70)],
        down(-100, vy, wall.lighter(-0.20), wall.lighter(-0.06)),
    )
    pen.polygon(
        [(-400, -h * 0.5), (vx - 40, vy - 70), (vx - 40, vy + 44), (-400, h * 1.02)],
        across(0, vx, wall, wall.lighter(-0.07)),
    )
    _tiles(stage, vx, vy, wall)
    for i in range(7):
        t = (i / 6) ** 1.8
        x, y = vx - 26 - (vx + 60) * 0.62 * t, vy - 62 - h * 0.34 * t
        pen.rounded(x - 8 - 90 * t, y, 16 + 180 * t, 4 + 16 * t, 6, fill(C(0.995, 0.02, 95)))
        stage.glow(x, y, 40 + 200 * t, C(0.97, 0.03, 95), 0.25)
    pen.oval(vx + 8, vy - 12, 62, 74, fill(C(0.14, 0.02, 260)))
    pen.polygon(
        [(vx - 40, vy + 44), (vx + 30, vy + 44), (w * 1.0, h * 1.06), (-500, h * 1.06)],
        down(vy, h, C(0.72, 0.015, 90), C(0.58, 0.015, 90)),
    )
    for i in range(11):
        t = (i / 10) ** 2
        y = vy + 44 + (h - vy) * t
        pen.line(-400, y, vx + 30 + (w - vx) * t, y, stroke(C(0.54, 0.01, 90), 1 + 2 * t, 0.6))
    _metro(stage, vx, vy, C(0.55, 0.16, hue))
    pen.polygon(
        [(vx + 24, vy + 44), (vx + 32, vy + 44), (w * 0.97, h * 1.06), (w * 0.86, h * 1.06)],
        fill(C(0.86, 0.15, 92)),
    )
    stood_bench = min(h, w * 1.25)
    set_at(stage, Shape("furniture", "bench"), w * 0.16, h * 0.87, stood_bench * 0.24)
    sign = (w * 0.20, h * 0.46)
    pen.rounded(sign[0] - 92, sign[1] - 30, 184, 60, 8, fill(C(0.44, 0.13, hue)))
    pen.circle(sign[0] - 56, sign[1], 20, stroke(WHITE, 7))
    pen.rounded(sign[0] - 22, sign[1] - 5, 96, 10, 5, fill(WHITE))
    stage.ground = "none"
    stage.slots = {
        "main": Slot(0.40, 0.93, 0.40),
        "second": Slot(0.20, 0.90, 0.30),
        "air": Slot(0.34, 0.30, 0.16),
    }


def _tiles(stage: Stage, vx: float, vy: float, wall: Colour) -> None:
    h, pen = stage.height, stage.pen
    line = stroke(wall.lighter(-0.09), 2, 0.6)
    for i in range(12):
        f = i / 11
        pen.line(vx - 40, vy - 70 + 114 * f, -400, -h * 0.5 + h * 1.52 * f, line)
    for i in range(1, 13):
        t = (i / 12) ** 2
        x = vx - 40 - (vx + 400) * t
        pen.line(x, vy - 70 - (h * 0.5 + vy - 70) * t, x, vy + 44 + (h * 1.02 - vy - 44) * t, line)


def _metro(stage: Stage, vx: float, vy: float, stripe: Colour) -> None:
    """A train along the platform, its side running to the vanishing point."""
    h, w, pen = stage.height, stage.width, stage.pen

    def at(t: float, v: float) -> tuple[float, float]:
        """t: 0 far … 1 near; v: 0 roof … 1 sill."""
        x = vx + 20 + (w * 1.10 - vx) * t
        top, foot = vy - 44 - h * 0.36 * t, vy + 40 + h * 0.44 * t
        return x, top + (foot - top) * v

    steel = C(0.84, 0.012, 250)
    side = [at(0, 0), at(1, 0), at(1, 1), at(0, 1)]
    pen.polygon(side, across(vx, w, steel.lighter(-0.20), steel))
    pen.polygon([at(0, 0.70), at(1, 0.70), at(1, 0.80), at(0, 0.80)], fill(stripe))
    lamp = C(0.96, 0.06, 92)
    marks = [0.02, 0.10, 0.20, 0.33, 0.50, 0.72, 1.0]
    for i, (a, b) in enumerate(pairwise(marks)):
        span = b - a
        if i % 2:
            for f in (0.08, 0.54):
                door = [
                    at(a + span * f, 0.16),
                    at(a + span * (f + 0.38), 0.16),
                    at(a + span * (f + 0.38), 0.99),
                    at(a + span * f, 0.99),
                ]
                pen.polygon(door, fill(steel.lighter(-0.10)))
                pane = [
                    at(a + span * (f + 0.06), 0.22),
                    at(a + span * (f + 0.32), 0.22),
                    at(a + span * (f + 0.32), 0.60),
                    at(a + span * (f + 0.06), 0.60),
                ]
                pen.polygon(pane, fill(lamp))
        else:
            pane = [
                at(a + span * 0.08, 0.20),
                at(a + span * 0.92, 0.20),
                at(a + span * 0.92, 0.58),
                at(a + span * 0.08, 0.58),
            ]
            pen.polygon(pane, fill(lamp))
            pen.polygon(
                [
                    at(a + span * 0.08, 0.20),
                    at(a + span * 0.5, 0.20),
                    at(a + span * 0.2, 0.58),
                    at(a + span * 0.08, 0.58),
                ],
                fill(WHITE, 0.35),
            )
