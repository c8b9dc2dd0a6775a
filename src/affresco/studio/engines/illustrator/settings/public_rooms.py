"""Rooms where people meet, buy and learn: café, bakery, shop, classroom, office, hospital."""

from __future__ import annotations

from affresco.studio.engines.illustrator.painting.colour import Colour
from affresco.studio.engines.illustrator.painting.pen import across, down, fill, polygon, stroke
from affresco.studio.engines.illustrator.painting.stage import Stage

from . import furnish
from .furnish import Goods, hung, on_top, pendant, shelves, stood
from .shell import Finish, Shell, shell
from .windows import front_table, side_window, window

C = Colour
_OAK, _WALNUT = C(0.64, 0.09, 62), C(0.44, 0.08, 48)
_DRINKS: Goods = (
    ("food", "bottle"), ("food", "bottle", "#8a4b2a"), ("food", "glass"), ("tool", "cup"),
    ("food", "jar"), ("tool", "teapot"),
)  # fmt: skip
_BREADS: Goods = (
    ("food", "loaf"),
    ("food", "bun"),
    ("food", "pie"),
    ("food", "cookie"),
    ("food", "loaf"),
)
_WARES: Goods = (
    ("tool", "gift"), ("tool", "top"), ("food", "jar"), ("tool", "box"), ("tool", "clock"),
    ("tool", "vase"), ("tool", "radio"), ("food", "bottle"), ("tool", "globe"), ("garment", "hat"),
)  # fmt: skip
_FILES: Goods = (
    ("tool", "book"),
    ("tool", "box"),
    ("tool", "globe"),
    ("tool", "trophy"),
    ("tool", "clock"),
)


def cafe(stage: Stage) -> None:
    """A bar with bottles behind it, hanging lamps, small tables by the window."""
    chance = stage.chance("cafe")
    hue = chance.pick((62, 150, 30, 200))
    finish = Finish(C(0.80, 0.06, hue), C(0.58, 0.07, 52), C(0.86, 0.03, 70), "panels", "checks")
    bar = shell(stage, finish)
    side_window(bar, -1, 0.30, 0.70, "city")
    window(bar, 0.02, 0.14, 0.30, 0.44, "city", "arch")
    shelves(bar, 0.42, 0.98, 0.14, 0.50, 3, _DRINKS, _WALNUT)
    bar.block(0.38, 1.02, 0.70, 0.86, 0.38, _WALNUT.lighter(0.08), C(0.80, 0.03, 70))
    _boards(bar, 0.38, 1.02, 0.70, 0.38)
    _coffee_machine(bar, 0.52)
    on_top(bar, "food", "cake", 0.76, 0.38, 0.76, 0.13)
    on_top(bar, "tool", "cup", 0.66, 0.38, 0.72, 0.08)
    on_top(bar, "food", "slice", 0.90, 0.38, 0.74, 0.09)
    for u in (0.46, 0.66, 0.86):
        stood(bar, "furniture", "stool", u, 0.60, 0.27)
        pendant(bar, u, 0.36, 0.62, C(0.55, 0.13, hue + 170))
    stood(bar, "furniture", "table", 0.06, 0.66, 0.34)
    on_top(bar, "tool", "cup", 0.05, 0.22, 0.66, 0.08)
    stood(bar, "furniture", "chair", 0.20, 0.72, 0.34)
    front_table(stage)


def _boards(room: Shell, u0: float, u1: float, depth: float, high: float) -> None:
    """Panels along the front of a counter."""
    (x0, y0), (x1, y1) = room.point(u0, room.up(high), depth), room.point(u1, 1, depth)
    line = stroke(room.stage.lit(C(0.34, 0.06, 48)), 3, 0.6)
    for i in range(6):
        x = x0 + (x1 - x0) * (i + 0.08) / 6
        room.stage.pen.rounded(x, y0 + 20, (x1 - x0) * 0.84 / 6, y1 - y0 - 32, 4, line)
    room.stage.pen.rect(x0 - 6, y0 - 2, x1 - x0 + 12, 12, fill(room.stage.lit(C(0.82, 0.03, 75))))


def _coffee_machine(room: Shell, u: float) -> None:
    stage, pen, s = room.stage, room.stage.pen, room.unit * room.scale(0.74) * 0.16
    x, y = room.point(u, room.up(0.38), 0.76)
    steel = stage.lit(C(0.80, 0.012, 250))
    pen.rounded(
        x - s * 0.8,
        y - s,
        s * 1.6,
        s,
        8,
        across(x - s, x + s, steel, steel.lighter(0.1), steel.lighter(-0.18)),
    )
    pen.rect(x - s * 0.6, y - s * 0.55, s * 1.2, s * 0.42, fill(stage.lit(C(0.30, 0.02, 250))))
    for dx in (-0.3, 0.3):
        pen.rect(x + s * dx - 4, y - s * 0.55, 8, s * 0.16, fill(steel))
    for i in range(4):
        pen.circle(
            x - s * 0.45 + s * 0.3 * i,
            y - s * 0.76,
            s * 0.06,
            fill(stage.lit(C(0.62, 0.18, 28 + 40 * i))),
        )


def bakery(stage: Stage) -> None:
    """Shelves of bread, a glass counter with cakes, an oven with fire."""
    chance = stage.chance("bakery")
    finish = Finish(
        C(0.90, 0.06, chance.pick((78, 50, 20))),
        C(0.76, 0.05, 62),
        walling="tiles",
        flooring="checks",
    )
    shop = shell(stage, finish)
    shelves(shop, 0.32, 0.98, 0.10, 0.60, 3, _BREADS, _OAK)
    _oven(shop, 0.14)
    shop.block(0.30, 1.06, 0.62, 0.78, 0.36, _OAK.lighter(0.06), C(0.90, 0.02, 80))
    (x0, y0), (x1, y1) = (
        shop.point(0.32, shop.up(0.34), 0.62),
        shop.point(1.04, shop.up(0.10), 0.62),
    )
    stage.pen.rect(x0, y0, x1 - x0, y1 - y0, fill(stage.lit(C(0.95, 0.025, 85))))
    kinds = ("cake", "slice", "pie", "cookie", "cake", "bun", "ice-cream", "slice")
    for i, kind in enumerate(kinds):
        on_top(shop, "food", kind, 0.36 + 0.66 * i / 7, 0.12, 0.62, 0.13)
    stage.pen.rect(
        x0,
        y0,
        x1 - x0,
        y1 - y0,
        across(x0, x1, (C(1, 0, 0), 0.35), (C(0.9, 0.03, 220), 0.10), (C(1, 0, 0), 0.30)),
    )
    on_top(shop, "food", "basket", 0.44, 0.37, 0.70, 0.16)
    on_top(shop, "food", "loaf", 0.72, 0.37, 0.70, 0.13)
    for u in (0.48, 0.82):
        pendant(shop, u, 0.28, 0.60, C(0.50, 0.10, 160))
    stood(shop, "food", "basket", 0.02, 0.52, 0.24)
    front_table(stage)


def _oven(room: Shell, u: float) -> None:
    """A brick oven in the wall."""
    stage, pen, s = room.stage, room.stage.pen, room.unit
    x, y = room.point(u, 1, 0.98)
    brick = stage.lit(C(0.58, 0.11, 40))
    pen.rounded(
        x - s * 0.24,
        y - s * 0.74,
        s * 0.48,
        s * 0.74,
        50,
        down(y - s * 0.74, y, brick.lighter(0.07), brick.lighter(-0.06)),
    )
    for i in range(7):
        for j in range(3):
            bx = x - s * 0.22 + s * 0.15 * j + (i % 2) * s * 0.05
            pen.rounded(
                bx,
                y - s * 0.70 + i * s * 0.10,
                s * 0.12,
                s * 0.07,
                3,
                fill(brick.lighter(-0.05), 0.6),
            )
    pen.rounded(x - s * 0.15, y - s * 0.46, s * 0.30, s * 0.26, 60, fill(C(0.20, 0.04, 40)))
    for dx in (-0.07, 0.0, 0.07):
        furnish.flame(stage, x + s * dx, y - s * 0.21, s * 0.11)
    pen.rect(x - s * 0.18, y - s * 0.21, s * 0.36, s * 0.03, fill(brick.lighter(-0.16)))


def shop(stage: Stage) -> None:
    """Shelves full of wares to the ceiling, a counter with a till."""
    chance = stage.chance("shop")
    hue = chance.pick((40, 180, 330, 90))
    inside = shell(stage, Finish(C(0.88, 0.05, hue), C(0.66, 0.08, 60), walling="stripes"))
    shelves(inside, 0.0, 0.34, 0.08, 0.98, 5, _WARES, _OAK)
    shelves(inside, 0.66, 1.0, 0.08, 0.98, 5, _WARES, _OAK)
    window(inside, 0.38, 0.16, 0.24, 0.42, "city")
    side_window(inside, 1, 0.25, 0.60, "city")
    inside.block(-0.10, 0.26, 0.36, 0.62, 0.32, C(0.58, 0.10, hue + 150), _OAK)
    on_top(inside, "tool", "radio", 0.06, 0.32, 0.52, 0.16, "#8f4a3b")
    on_top(inside, "tool", "gift", 0.18, 0.32, 0.52, 0.13)
    stood(inside, "tool", "basket", 0.96, 0.60, 0.26)
    stood(inside, "tool", "vase", 0.84, 0.70, 0.20)
    for u in (0.25, 0.75):
        pendant(inside, u, 0.24, 0.5, C(0.70, 0.13, hue + 150))
    furnish.rug(inside, 0.55, 0.34, 0.40, hue + 200)
    front_table(stage)


def classroom(stage: Stage) -> None:
    """A blackboard, a map, rows of school desks, tall windows."""
    chance = stage.chance("classroom")
    hue = chance.pick((95, 160, 220, 60))
    room = shell(stage, Finish(C(0.91, 0.045, hue), C(0.66, 0.08, 62)))
    side_window(room, -1, 0.24, 0.50, "garden")
    side_window(room, -1, 0.60, 0.84, "garden")
    _blackboard(room, 0.20, 0.78)
    hung(room, "tool", "clock", 0.50, 0.12, 0.10)
    window(room, 0.82, 0.14, 0.17, 0.42, "garden")
    hung(room, "tool", "map", 0.10, 0.46, 0.26)
    stood(room, "furniture", "desk", 0.72, 0.86, 0.36)
    on_top(room, "tool", "globe", 0.64, 0.25, 0.86, 0.17)
    on_top(room, "food", "round-fruit", 0.77, 0.25, 0.86, 0.07)
    for depth, us in ((0.72, (0.10, 0.36)), (0.44, (0.02, 0.98))):
        for u in us:
            stood(
                room,
                "furniture",
                "chair",
                u,
                depth + 0.04,
                0.32,
                chance.pick(("#c4553f", "#3f78a8", "#5d9156")),
            )
            _school_desk(room, u, depth)
    front_table(stage)


def _school_desk(room: Shell, u: float, depth: float) -> None:
    stage, pen = room.stage, room.stage.pen
    x, y = room.point(u, 1, depth)
    s = room.unit * room.scale(depth) * 0.24
    wood, steel = stage.lit(C(0.72, 0.09, 68)), stroke(stage.lit(C(0.45, 0.02, 250)), s * 0.05)
    pen.oval(x, y, s * 0.7, s * 0.09, fill(stage.light.shadow, 0.3, blur=6))
    for dx in (-0.55, 0.55):
        pen.line(x + s * dx, y - s * 0.85, x + s * dx * 1.1, y, steel)
    top = [
        (x - s * 0.62, y - s),
        (x + s * 0.62, y - s),
        (x + s * 0.76, y - s * 0.72),
        (x - s * 0.76, y - s * 0.72),
    ]
    pen.polygon(top, fill(wood.lighter(0.06)))
    pen.rect(x - s * 0.76, y - s * 0.72, s * 1.52, s * 0.14, fill(wood.lighter(-0.08)))
    pen.polygon(
        [
            (x - s * 0.2, y - s * 0.94),
            (x + s * 0.2, y - s * 0.94),
            (x + s * 0.25, y - s * 0.80),
            (x - s * 0.25, y - s * 0.80),
        ],
        fill(stage.lit(C(0.97, 0.01, 90))),
    )


def _blackboard(room: Shell, u0: float, u1: float) -> None:
    stage, pen, chance = room.stage, room.stage.pen, room.stage.chance("chalk")
    (x, y), (x1, y1) = room.point(u0, 0.18, 1), room.point(u1, 0.60, 1)
    wide, tall = x1 - x, y1 - y
    pen.rect(x - 12, y - 12, wide + 24, tall + 24, fill(stage.lit(C(0.56, 0.09, 58))))
    pen.rect(
        x,
        y,
        wide,
        tall,
        down(y, y + tall, stage.lit(C(0.40, 0.05, 160)), stage.lit(C(0.33, 0.05, 165))),
    )
    chalk = stroke(stage.lit(C(0.96, 0.01, 90)), 3.4, 0.85)
    pen.line(x + wide * 0.06, y + tall * 0.80, x + wide * 0.42, y + tall * 0.80, chalk)
    pen.line(x + wide * 0.10, y + tall * 0.86, x + wide * 0.10, y + tall * 0.16, chalk)
    pen.curve(
        [(x + wide * (0.10 + 0.03 * i), y + tall * (0.80 - 0.006 * i * i)) for i in range(11)],
        chalk,
    )
    pen.circle(x + wide * 0.70, y + tall * 0.46, tall * 0.26, chalk)
    corner = [
        (x + wide * 0.70, y + tall * 0.20),
        (x + wide * 0.58, y + tall * 0.66),
        (x + wide * 0.82, y + tall * 0.66),
    ]
    pen.shape(polygon(corner), chalk)
    for i in range(3):
        tone = C(0.88, 0.10, chance.pick((25, 90, 200)))
        pen.rounded(x + wide * (0.2 + 0.1 * i), y + tall + 4, 22, 6, 2, fill(stage.lit(tone)))


def office(stage: Stage) -> None:
    """Desks with screens, tall windows over the city, shelves, a plant."""
    chance = stage.chance("office")
    hue = chance.pick((230, 200, 150, 40))
    room = shell(
        stage, Finish(C(0.92, 0.02, hue), C(0.66, 0.03, 245), C(0.95, 0.005, 90), flooring="tiles")
    )
    for i in range(3):
        window(room, 0.04 + 0.32 * i, 0.08, 0.28, 0.56, "city", key=i)
    side_window(room, 1, 0.22, 0.74, "city")
    for u in (0.18, 0.62):
        stood(room, "furniture", "chair", u, 0.90, 0.36, "#4f5d75")
        _office_desk(room, u - 0.15, u + 0.17, 0.80, chance.pick(("computer", "computer", "lamp")))
    _office_desk(room, -0.12, 0.18, 0.40, "computer")
    stood(room, "plant", "monstera", 0.97, 0.84, 0.42)
    stood(room, "furniture", "shelf", 0.92, 0.97, 0.44)
    front_table(stage)


def _office_desk(room: Shell, u0: float, u1: float, depth: float, what: str) -> None:
    room.block(u0, u1, depth, depth + 0.08, 0.27, C(0.86, 0.02, 80), C(0.94, 0.015, 85))
    on_top(room, "tool", what, (u0 + u1) / 2, 0.28, depth + 0.05, 0.22)
    on_top(room, "tool", "cup", u0 + (u1 - u0) * 0.85, 0.275, depth + 0.03, 0.07)
    on_top(room, "tool", "book", u0 + (u1 - u0) * 0.15, 0.275, depth + 0.03, 0.08)


def hospital(stage: Stage) -> None:
    """A ward: a bed with its rails, a drip, a monitor, a curtain."""
    chance, pen = stage.chance("hospital"), stage.pen
    hue = chance.pick((190, 165, 220))
    ward = shell(
        stage, Finish(C(0.94, 0.025, hue), C(0.84, 0.02, hue), C(0.97, 0.005, 90), flooring="tiles")
    )
    window(ward, 0.40, 0.12, 0.34, 0.42, "garden")
    (x, y), (_, y1) = ward.point(0.02, 0.10, 0.98), ward.point(0.02, 0.98, 0.98)
    furnish.drapes(stage, x, y, ward.wide * 0.22, (y1 - y) * 0.92, C(0.80, 0.07, hue), 7)
    pen.rect(x - 20, y - 8, ward.wide * 0.34, 8, fill(stage.lit(C(0.8, 0.01, 250))))
    (cx, cy), s = ward.point(0.88, 0.32, 1), ward.unit * 0.10
    red = fill(stage.lit(C(0.62, 0.20, 25)))
    pen.rounded(cx - s * 0.35, cy - s, s * 0.7, 2 * s, 4, red)
    pen.rounded(cx - s, cy - s * 0.35, 2 * s, s * 0.7, 4, red)
    if not stage.entity("bed"):
        _ward_bed(ward, 0.24, 0.56)
    _monitor(ward, 0.68)
    stood(ward, "furniture", "stool", 0.82, 0.82, 0.22)
    stood(ward, "flower", "daisy", 0.94, 0.94, 0.30)
    front_table(stage, C(0.88, 0.02, 200))


def _ward_bed(ward: Shell, u0: float, u1: float) -> None:
    stage, pen = ward.stage, ward.stage.pen
    steel = stroke(stage.lit(C(0.70, 0.01, 250)), 7)
    ward.block(u0, u1, 0.58, 0.98, 0.26, C(0.90, 0.015, 220), C(0.97, 0.01, 220))
    (x0, y0), (x1, y1) = ward.point(u0, ward.up(0.48), 0.98), ward.point(u1, ward.up(0.26), 0.98)
    pen.rounded(x0, y0, x1 - x0, y1 - y0, 12, steel)
    (px, py), (qx, qy) = (
        ward.point(u0 + 0.05, ward.up(0.36), 0.94),
        ward.point(u1 - 0.05, ward.up(0.27), 0.86),
    )
    pen.rounded(px, py, qx - px, qy - py, 18, fill(stage.lit(C(0.985, 0.006, 220))))
    v = ward.up(0.262)
    sheet = [
        ward.point(u0, v, 0.82),
        ward.point(u1, v, 0.82),
        ward.point(u1, v, 0.58),
        ward.point(u0, v, 0.58),
    ]
    pen.polygon(sheet, fill(stage.lit(C(0.80, 0.06, 200))))
    (ax, ay), (bx, _) = ward.point(u0, ward.up(0.34), 0.58), ward.point(u1, ward.up(0.34), 0.58)
    pen.rounded(ax, ay, bx - ax, ward.unit * 0.16, 8, steel)


def _monitor(ward: Shell, u: float) -> None:
    stage, pen, s = ward.stage, ward.stage.pen, ward.unit * 0.13
    x, y = ward.point(u, 1, 0.94)
    steel = stroke(stage.lit(C(0.68, 0.01, 250)), 6)
    pen.line(x, y, x, y - s * 5, steel)
    pen.line(x - s * 0.8, y, x + s * 0.8, y, steel)
    pen.rounded(x - s * 1.1, y - s * 4.1, s * 2.2, s * 1.5, 8, fill(stage.lit(C(0.40, 0.015, 250))))
    pen.rect(x - s * 0.95, y - s * 3.95, s * 1.9, s * 1.2, fill(C(0.20, 0.03, 200)))
    beat = [(-0.9, 0), (-0.4, 0), (-0.2, -0.4), (0.0, 0.35), (0.15, -0.15), (0.3, 0), (0.9, 0)]
    points = [(x + s * dx, y - s * 3.35 + s * dy) for dx, dy in beat]
    pen.shape(polygon(points, False), stroke(C(0.82, 0.19, 145), 3))
    pen.rounded(
        x - s * 0.28, y - s * 5.6, s * 0.56, s * 0.9, 7, fill(stage.lit(C(0.88, 0.05, 200)), 0.85)
    )
