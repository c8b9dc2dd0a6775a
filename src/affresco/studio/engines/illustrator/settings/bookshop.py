"""A bookshop: walls of spines, a table of piles, a window on the street, a ladder, lamps."""

from __future__ import annotations

from typing import Final

from affresco.studio.engines.illustrator.painting.colour import Colour
from affresco.studio.engines.illustrator.painting.pen import across, fill, stroke
from affresco.studio.engines.illustrator.painting.stage import Stage

from .furnish import pendant, rug, stood
from .library import BOOKS, spine
from .shell import Finish, Shell, shell
from .windows import front_table, window

C = Colour
_WOOD: Final = C(0.46, 0.085, 50)


def bookshop(stage: Stage) -> None:
    """Books on both sides of a window to the street, piles of them on a table, a ladder."""
    chance = stage.chance("bookshop")
    room = shell(stage, Finish(C(0.78, 0.06, chance.pick((75, 45, 150))), C(0.50, 0.075, 50)))
    window(room, 0.37, 0.14, 0.26, 0.44, "city")
    for u0, u1 in ((0.0, 0.35), (0.65, 1.0)):
        _wall_of_books(room, u0, u1, 0.04, 0.99)
    _wall_of_books(room, 0.37, 0.63, 0.70, 0.99)
    side = chance.side()
    _ladder(room, 0.80 if side > 0 else 0.20)
    rug(room, 0.5, 0.42, 0.5, chance.pick((25, 250, 150)))
    u0, u1 = (-0.16, 0.24) if side > 0 else (0.76, 1.16)
    room.block(u0, u1, 0.46, 0.72, 0.26, _WOOD.lighter(-0.04), _WOOD.lighter(0.08))
    for i in range(4):
        _pile(room, u0 + (u1 - u0) * (0.16 + 0.24 * i), 0.26, 0.60, 3 + chance.whole(0, 4))
    stood(room, "furniture", "armchair", 0.96 if side > 0 else 0.04, 0.60, 0.36)
    for u in (0.28, 0.72):
        pendant(room, u, 0.20, 0.5, C(0.60, 0.13, 75))
    front_table(stage, _WOOD)


def _wall_of_books(room: Shell, u0: float, u1: float, v0: float, v1: float) -> None:
    stage, pen = room.stage, room.stage.pen
    chance = stage.chance("spines", round(100 * u0), round(100 * v0))
    (left, top), (right, foot) = room.point(u0, v0, 1), room.point(u1, v1, 1)
    pen.rect(left, top, right - left, foot - top, fill(_WOOD.lighter(-0.22)))
    rows = max(1, round((v1 - v0) / 0.155))
    high = (foot - top) / rows
    for row in range(rows):
        floor, x = top + high * (row + 1), left + 4
        while x < right - 10:
            wide = chance.between(0.09, 0.22) * high
            spine(
                pen, chance, x, floor, min(wide, right - 4 - x), high * chance.between(0.60, 0.86)
            )
            x += wide + 1
        pen.rect(left, floor - 3, right - left, 7, fill(stage.lit(_WOOD.lighter(0.08))))
    for x in (left - 4, right - 4):
        pen.rect(x, top - 5, 9, foot - top + 8, fill(stage.lit(_WOOD)))
    pen.rect(left - 6, top - 9, right - left + 12, 10, fill(stage.lit(_WOOD.lighter(0.05))))


def _ladder(room: Shell, u: float) -> None:
    pen, tone = room.stage.pen, room.stage.lit(C(0.66, 0.10, 65))
    (x, foot), (_, top) = room.point(u, 1.0, 0.92), room.point(u, 0.08, 1)
    half, lean = room.unit * 0.055, room.unit * 0.10
    rails = [(x + s * half, x + s * half * 0.8 + lean) for s in (-1, 1)]
    for bottom_x, top_x in rails:
        pen.line(bottom_x, foot, top_x, top, stroke(tone, 8))
    for i in range(1, 9):
        share = i / 9
        y = foot + (top - foot) * share
        a, b = (low + (high - low) * share for low, high in rails)
        pen.line(a, y, b, y, stroke(tone.lighter(-0.06), 6))


def _pile(room: Shell, u: float, high: float, depth: float, count: int) -> None:
    """Books that lie on each other on a surface `high` storeys above the floor."""
    stage, chance = room.stage, room.stage.chance("pile", round(100 * u))
    x, y = room.point(u, room.up(high), depth)
    wide, thick = (size * room.unit * room.scale(depth) for size in (0.15, 0.026))
    for i in range(count):
        cover = stage.lit(
            C(chance.between(0.42, 0.66), chance.between(0.07, 0.14), chance.pick(BOOKS))
        )
        left = x - wide / 2 + chance.between(-0.08, 0.08) * wide
        pen = stage.pen
        pen.rounded(
            left,
            y - thick * (i + 1),
            wide,
            thick * 0.92,
            2,
            across(left, left + wide, cover, cover.lighter(-0.08)),
        )
        pen.rect(
            left + wide * 0.9,
            y - thick * (i + 0.85),
            wide * 0.09,
            thick * 0.6,
            fill(C(0.94, 0.02, 90)),
        )
