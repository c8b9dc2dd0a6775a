"""Rooms where things are made: workshop, laboratory, factory, greenhouse."""

from __future__ import annotations

from affresco.studio.engines.illustrator.painting.colour import WHITE, Colour
from affresco.studio.engines.illustrator.painting.pen import across, down, fill, stroke
from affresco.studio.engines.illustrator.painting.stage import Stage
from affresco.studio.engines.illustrator.subjects.families import Shape

from . import furnish
from .furnish import Goods, hung, on_top, pendant, shelves, stood
from .props import set_at
from .shell import Finish, Shell, shell
from .view import look_out
from .windows import front_table, window

C = Colour
_OAK, _STEEL = C(0.62, 0.09, 60), C(0.66, 0.015, 250)
_POTS: Goods = (
    ("tool", "bucket"),
    ("food", "jar"),
    ("tool", "box"),
    ("tool", "pot"),
    ("tool", "lantern"),
)
_GLASS: Goods = (
    ("tool", "flask"), ("tool", "flask", "#7fb2d9"), ("tool", "flask", "#d98fb0"), ("food", "jar"),
    ("food", "bottle"), ("tool", "hourglass"),
)  # fmt: skip


def workshop(stage: Stage) -> None:
    """A bench under a board of tools, shelves, boards against the wall, shavings on the floor."""
    chance, pen = stage.chance("workshop"), stage.pen
    room = shell(stage, Finish(C(0.80, 0.06, 72), C(0.58, 0.07, 58), C(0.60, 0.06, 60), "boards"))
    (x0, y0), (x1, y1) = room.point(0.06, 0.12, 1), room.point(0.56, 0.52, 1)
    pen.rounded(x0, y0, x1 - x0, y1 - y0, 6, fill(stage.lit(C(0.60, 0.07, 62))))
    tools = ["saw", "hammer", "scissors", "axe", "brush", "rope", "knife", "wheel"]
    for i in range(8):
        kind = tools[(i + chance.whole(0, 7)) % 8]
        hung(room, "tool", kind, 0.12 + 0.125 * (i % 4), 0.30 + 0.19 * (i // 4), 0.15)
    window(room, 0.62, 0.12, 0.32, 0.40, "garden")
    room.block(0.02, 0.62, 0.72, 0.94, 0.34, _OAK.lighter(-0.06), _OAK.lighter(0.05))
    for kind, u, size in (
        ("anvil", 0.12, 0.14),
        ("lamp", 0.24, 0.24),
        ("pot", 0.40, 0.11),
        ("box", 0.53, 0.15),
    ):
        on_top(room, "tool", kind, u, 0.34, 0.82, size)
    shelves(room, 0.66, 0.98, 0.62, 0.98, 2, _POTS, _OAK)
    for i in range(5):
        x, y = room.point(0.98, 1, 0.62)
        tone = stage.lit(C(0.74, 0.09, 70).lighter(chance.between(-0.06, 0.05)))
        with pen.at(x - 26 * i, y + 6 * i, 7 + 2 * i):
            pen.rect(
                -8,
                -room.unit * 0.92,
                22,
                room.unit * 0.92,
                across(-8, 14, tone, tone.lighter(-0.08)),
            )
    stood(room, "tool", "bucket", 0.90, 0.42, 0.20)
    stood(room, "furniture", "stool", 0.20, 0.50, 0.28)
    for _ in range(46):
        x, y = room.point(chance.between(0.05, 0.95), 1, chance.between(0.1, 0.7))
        pen.arc(
            x, y, 16, 9, chance.between(0, 360), 230, stroke(stage.lit(C(0.84, 0.08, 76)), 3, 0.8)
        )
    pendant(room, 0.4, 0.26, 0.6, C(0.48, 0.10, 150))
    front_table(stage)


def laboratory(stage: Stage) -> None:
    """Benches with flasks and coils, cupboards of glass, a board of formulas, a screen."""
    chance, pen = stage.chance("laboratory"), stage.pen
    hue = chance.pick((200, 170, 250))
    room = shell(
        stage, Finish(C(0.93, 0.025, hue), C(0.80, 0.02, 230), C(0.97, 0.005, 90), "tiles", "tiles")
    )
    shelves(room, 0.02, 0.34, 0.10, 0.54, 3, _GLASS, C(0.88, 0.015, 220))
    (x0, y0), (x1, y1) = room.point(0.42, 0.14, 1), room.point(0.72, 0.46, 1)
    pen.rounded(x0 - 8, y0 - 8, x1 - x0 + 16, y1 - y0 + 16, 6, fill(stage.lit(C(0.70, 0.01, 250))))
    pen.rect(x0, y0, x1 - x0, y1 - y0, fill(stage.lit(C(0.97, 0.005, 220))))
    for i in range(18):
        tone = C(0.80, 0.09, (i * 47) % 360)
        wide, tall = (x1 - x0) / 7, (y1 - y0) / 5
        pen.rect(
            x0 + wide * (0.5 + i % 6),
            y0 + tall * (1 + i // 6),
            wide * 0.86,
            tall * 0.82,
            fill(stage.lit(tone)),
        )
    window(room, 0.78, 0.12, 0.20, 0.40, "city")
    room.block(0.00, 1.0, 0.84, 0.98, 0.33, C(0.80, 0.03, 225), C(0.94, 0.01, 220))
    for i, kind in enumerate(("flask", "computer", "flask", "flask", "compass", "flask")):
        colour = chance.pick(("", "#79b7dd", "#dd8fb5", "#e2b64b")) if kind == "flask" else ""
        on_top(room, "tool", kind, 0.08 + 0.165 * i, 0.33, 0.90, chance.between(0.14, 0.21), colour)
    room.block(-0.14, 0.24, 0.30, 0.56, 0.31, C(0.76, 0.03, 225), C(0.93, 0.01, 220))
    on_top(room, "tool", "flask", 0.06, 0.31, 0.44, 0.20)
    on_top(room, "tool", "telescope", 0.16, 0.31, 0.48, 0.20)
    _bubbling(room, 0.06)
    stood(room, "furniture", "stool", 0.86, 0.62, 0.28)
    stood(room, "tool", "box", 0.98, 0.74, 0.22, "#8fa7b5")
    front_table(stage, C(0.86, 0.015, 225))


def _bubbling(room: Shell, u: float) -> None:
    chance = room.stage.chance("bubbles")
    x, y = room.point(u, room.up(0.50), 0.44)
    for i in range(9):
        size = chance.between(5, 13) * (1 + i * 0.05)
        room.stage.pen.circle(
            x + chance.between(-26, 26), y - 18 * i, size, fill(C(0.90, 0.09, 150), 0.45)
        )
    room.stage.glow(x, y, 150, C(0.82, 0.14, 150), 0.3)


def factory(stage: Stage) -> None:
    """A hall with trusses, tall panes, wheels, pipes, and a belt with boxes."""
    pen, chance = stage.pen, stage.chance("factory")
    hall = shell(
        stage,
        Finish(C(0.66, 0.07, 42), C(0.60, 0.015, 250), C(0.40, 0.02, 250), "brick", "plain"),
        top=0.06,
    )
    for i in range(3):
        window(hall, 0.05 + 0.32 * i, 0.14, 0.26, 0.36, "city", "arch", key=i)
    iron = stage.lit(C(0.34, 0.02, 250))
    for depth in (1.0, 0.72, 0.42):
        s = hall.scale(depth)
        (x0, y), (x1, _) = hall.point(0, 0.10, depth), hall.point(1, 0.10, depth)
        pen.rect(x0, y, x1 - x0, 9 * s, fill(iron))
        for i in range(8):
            left, right = x0 + (x1 - x0) * i / 8, x0 + (x1 - x0) * (i + 1) / 8
            pen.line(left, y, (left + right) / 2, y - 40 * s, stroke(iron, 4 * s))
            pen.line((left + right) / 2, y - 40 * s, right, y, stroke(iron, 4 * s))
    _pipes(hall, iron)
    for u, v, size in ((0.16, 0.80, 0.34), (0.31, 0.72, 0.24), (0.20, 0.56, 0.20)):
        hung(hall, "tool", "gear", u, v, size)
    stood(hall, "building", "factory", 0.84, 0.97, 0.40)
    hall.block(-0.05, 0.95, 0.66, 0.78, 0.24, C(0.42, 0.02, 250), C(0.28, 0.01, 250))
    for i in range(9):
        x, y = hall.point(-0.02 + 0.12 * i, hall.up(0.12), 0.66)
        pen.circle(x, y, hall.unit * 0.055, fill(stage.lit(_STEEL)))
        pen.circle(x, y, hall.unit * 0.02, fill(iron))
    for i in range(5):
        kind, colour = ("box", chance.pick(("", "#4b7fae", "#b5523c")))
        on_top(hall, "tool", kind, 0.06 + 0.2 * i, 0.245, 0.72, 0.17, colour)
    for i in range(7):
        x, y = hall.point(0.5, 1, 0.44)
        pen.rect(
            x - hall.unit * 0.9 + i * hall.unit * 0.26,
            y,
            hall.unit * 0.13,
            12,
            fill(stage.lit(C(0.84, 0.15, 90))),
        )
    stood(hall, "tool", "box", 0.98, 0.40, 0.26)
    for u in (0.3, 0.7):
        pendant(hall, u, 0.34, 0.55, C(0.45, 0.02, 250))
    front_table(stage, _STEEL)


def _pipes(hall: Shell, iron: Colour) -> None:
    pen = hall.stage.pen
    copper = hall.stage.lit(C(0.60, 0.11, 50))
    for i, (v, tone) in enumerate(((0.58, copper), (0.66, iron.lighter(0.16)))):
        y = hall.top + hall.tall * v
        pen.rect(
            hall.left, y, hall.wide, 15, down(y, y + 15, tone.lighter(0.14), tone.lighter(-0.12))
        )
        for j in range(5):
            x = hall.left + hall.wide * (0.1 + 0.2 * j + 0.07 * i)
            pen.rounded(x, y - 4, 15, 23, 3, fill(tone.lighter(-0.10)))
    x, y = hall.left + hall.wide * 0.56, hall.top + hall.tall * 0.62
    pen.circle(x, y, 36, fill(hall.stage.lit(C(0.95, 0.01, 90))))
    pen.circle(x, y, 36, stroke(copper, 7))
    pen.line(x, y, x + 18, y - 18, stroke(C(0.55, 0.19, 28), 4))


def greenhouse(stage: Stage) -> None:
    """Glass and white iron, beds of plants on both sides, a path of tiles."""
    pen, h, w = stage.pen, stage.height, stage.width
    finish = Finish(C(0.90, 0.04, 170), C(0.80, 0.04, 75), C(0.86, 0.05, 215), flooring="tiles")
    house = shell(stage, finish, top=0.10, lamps=False)
    glass = [(0.0, 0.0, w, house.bottom + 4)]
    for box in glass:
        from_top = furnish.area(0, -10, w, house.bottom + 14)
        look_out(stage, house.outside, from_top, box, "garden", 3)
        pen.shape(from_top, fill(C(0.97, 0.02, 170), 0.16))
    for side in (-1, 1):
        low = house.on_side(side, -0.3, 1, 0.86, 1)
        pen.polygon(low, fill(stage.lit(C(0.80, 0.03, 75))))
    pen.rect(
        house.left,
        house.top + house.tall * 0.86,
        house.wide,
        house.tall * 0.14,
        fill(stage.lit(C(0.84, 0.03, 75))),
    )
    _glazing(house)
    _beds(house)
    for x in (0.18, 0.5, 0.82):
        px, py = w * x, h * 0.02
        pen.line(px, py - 30, px, py + h * 0.10, stroke(stage.lit(C(0.4, 0.05, 60)), 3))
        set_at(stage, Shape("plant", "fern"), px, py + h * 0.20, h * 0.13, 0.0, 0.0)
    named = stage.entity("plant")
    if named is not None and stage.scene.entities.index(named) in stage.drawn:
        _thicket(stage)
    pen.wash(fill(WHITE, 0.03))
    front_table(stage)


def _thicket(stage: Stage) -> None:
    """Plants in front of plants on both sides, for a house that is said to be full of them."""
    h, w = stage.height, stage.width
    for x, y, size, kind in (
        (0.30, 0.80, 0.22, "fern"), (0.70, 0.80, 0.22, "monstera"), (0.16, 0.88, 0.34, "monstera"),
        (0.84, 0.88, 0.34, "fern"), (0.02, 0.97, 0.46, "fern"), (0.98, 0.98, 0.50, "monstera"),
        (0.24, 0.99, 0.26, "bush"), (0.77, 0.99, 0.24, "bush"),
    ):  # fmt: skip
        set_at(stage, Shape("plant", kind), w * x, h * y, h * size, 0.0, 0.4)


def _glazing(house: Shell) -> None:
    pen, bar = house.stage.pen, house.stage.lit(C(0.96, 0.008, 150))
    thin = stroke(bar, 5)
    for i in range(7):
        u = i / 6
        pen.line(*house.point(u, 0.12, 1), *house.point(u, 0.86, 1), thin)
        pen.line(*house.point(u, 0.12, 1), *house.point(0.5 + (u - 0.5) * 0.5, -0.16, 1), thin)
    for depth in (1.0, 0.80, 0.58, 0.34, 0.08):
        bold = stroke(bar, 5 * house.scale(depth))
        for u in (0, 1):
            pen.line(*house.point(u, 0.12, depth), *house.point(u, 1, depth), bold)
            pen.line(*house.point(u, 0.12, depth), *house.point(0.5, -0.22, depth), bold)
    for v in (0.12, 0.48, 0.86):
        pen.line(*house.point(0, v, 1), *house.point(1, v, 1), thin)
        for u in (0, 1):
            pen.line(*house.point(u, v, 1), *house.point(u, v, -0.3), stroke(bar, 8))
    pen.line(*house.point(0.5, -0.22, 1), *house.point(0.5, -0.22, -0.3), stroke(bar, 10))


def _beds(house: Shell) -> None:
    """Plants along both sides, the tall ones behind."""
    chance = house.stage.chance("beds")
    tall = ("palm", "bamboo", "monstera", "palm", "cactus")
    low = (("flower", "orchid"), ("flower", "lily"), ("plant", "fern"), ("flower", "iris"), ("plant", "aloe"),
           ("flower", "rose"), ("flower", "tulip"), ("plant", "bush"))  # fmt: skip
    for depth in (0.96, 0.80, 0.62, 0.42):
        for u in (0.04, 0.96):
            kind = chance.pick(tall)
            family = "tree" if kind == "palm" else "plant"
            stood(
                house,
                family,
                kind,
                u,
                depth,
                chance.pick((0.58, 0.80)) if family == "tree" else chance.pick((0.36, 0.46)),
                flip=u > 0.5,
            )
        for u in (0.15, 0.24, 0.76, 0.85):
            family, kind = chance.pick(low)
            stood(
                house,
                family,
                kind,
                u + chance.between(-0.02, 0.02),
                depth - 0.05,
                chance.pick((0.18, 0.26)),
            )
    stood(house, "furniture", "bench", 0.62, 0.94, 0.22)
