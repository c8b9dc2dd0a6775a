"""Furniture that rooms share, made of shapes of the families and of plain forms."""

from __future__ import annotations

from collections.abc import Sequence

import skia

from affresco.studio.engines.illustrator.painting.colour import Colour
from affresco.studio.engines.illustrator.painting.pen import across, down, fill, outline, stroke
from affresco.studio.engines.illustrator.painting.stage import Stage
from affresco.studio.engines.illustrator.subjects.families import Shape

from .props import set_at
from .shell import WARM, Shell

C = Colour
Goods = Sequence[tuple[str, str] | tuple[str, str, str]]  # family, kind, and a colour


def stood(
    room: Shell,
    family: str,
    kind: str,
    u: float,
    depth: float,
    size: float,
    colour: str = "",
    flip: bool = False,
) -> None:
    """A piece of furniture on the floor, `size` of the room's height where it stands."""  # fmt: skip
    x, y = room.point(u, 1.0, depth)
    tall = size * room.unit * room.scale(depth)
    set_at(room.stage, Shape(family, kind, colour=colour), x, y, tall, 0.0, 0.5, flip)


def hung(
    room: Shell, family: str, kind: str, u: float, v: float, size: float, colour: str = ""
) -> None:
    """Something on the back wall, its foot at height v."""
    x, y = room.point(u, v, 1.0)
    set_at(room.stage, Shape(family, kind, colour=colour), x, y, size * room.unit, 0.0, 0.0)


def on_top(
    room: Shell,
    family: str,
    kind: str,
    u: float,
    high: float,
    depth: float,
    size: float,
    colour: str = "",
) -> None:
    """Something on a surface `high` storeys above the floor."""
    x, y = room.point(u, room.up(high), depth)
    tall = size * room.unit * room.scale(depth)
    set_at(room.stage, Shape(family, kind, colour=colour), x, y, tall, 0.0, 0.2)


def shelves(
    room: Shell,
    u0: float,
    u1: float,
    v0: float,
    v1: float,
    rows: int,
    goods: Goods,
    wood: Colour,
    backed: bool = True,
) -> None:
    """Shelves with goods on the back wall."""  # fmt: skip
    stage, pen = room.stage, room.stage.pen
    (x0, y0), (x1, y1) = room.point(u0, v0, 1), room.point(u1, v1, 1)
    tone = stage.lit(wood)
    if backed:
        pen.rect(x0, y0, x1 - x0, y1 - y0, fill(tone.lighter(-0.16)))
    chance, high = stage.chance("goods", round(u0 * 100), rows), (y1 - y0) / rows
    for row in range(rows):
        foot = y0 + high * (row + 1)
        x = x0 + high * 0.4
        while x < x1 - high * 0.3:
            what = chance.pick(goods)
            size = high * chance.pick((0.62, 0.72))
            colour = what[2] if len(what) > 2 else ""
            set_at(stage, Shape(what[0], what[1], colour=colour), x, foot - 2, size, 0.0, 0.0)
            x += size * chance.between(0.85, 1.15)
        pen.rect(
            x0,
            foot - 3,
            x1 - x0,
            10,
            down(foot - 3, foot + 7, tone.lighter(0.10), tone.lighter(-0.08)),
        )
    if backed:
        for x in (x0 - 5, x1 - 5):
            pen.rect(x, y0 - 6, 10, y1 - y0 + 12, fill(tone))
        pen.rect(x0 - 8, y0 - 10, x1 - x0 + 16, 10, fill(tone.lighter(0.05)))


def pendant(room: Shell, u: float, drop: float, depth: float, colour: Colour) -> None:
    """A lamp that hangs from the ceiling, lit when it is dark outside."""
    stage, pen = room.stage, room.stage.pen
    (x, y0), (_, y) = room.point(u, 0.0, depth), room.point(u, drop, depth)
    s = room.unit * room.scale(depth) * 0.10
    pen.line(x, y0, x, y - s * 0.6, stroke(C(0.25, 0.02, 60), 3))
    shade = outline(
        f"M {x - s * 0.22} {y - s * 0.7} L {x + s * 0.22} {y - s * 0.7} "
        f"Q {x + s * 0.8} {y - s * 0.4} "
        f"{x + s * 0.85} {y} L {x - s * 0.85} {y} "
        f"Q {x - s * 0.8} {y - s * 0.4} {x - s * 0.22} {y - s * 0.7} Z"
    )
    tone = stage.lit(colour)
    pen.oval(x, y, s * 0.45, s * 0.28, fill(C(0.98, 0.08, 88)))
    pen.shape(shade, across(x - s, x + s, tone.lighter(0.07), tone.lighter(-0.08)))
    if room.outside.dark:
        stage.glow(x, y + s * 0.2, s * 5, WARM, 0.55)


def rug(room: Shell, u: float, depth: float, wide: float, hue: float) -> None:
    """A round rug on the floor."""
    (x, y), s = room.point(u, 1.0, depth), room.scale(depth)
    rx = min(room.wide * wide, room.unit * 1.2) * s / 2
    tones = (
        C(0.48, 0.12, hue),
        C(0.82, 0.07, 80),
        C(0.54, 0.12, hue + 8),
        C(0.76, 0.08, 70),
        C(0.50, 0.12, hue + 4),
    )
    for i, tone in enumerate(tones):
        f = 1 - 0.17 * i
        room.stage.pen.oval(x, y, rx * f, rx * f * 0.26, fill(room.stage.lit(tone)))


def drapes(
    stage: Stage, x: float, y: float, wide: float, tall: float, cloth: Colour, folds: int = 5
) -> None:
    """A hanging curtain with folds."""
    for i in range(folds):
        left, step = x + wide * i / folds, wide / folds
        tone = stage.lit(cloth.lighter(0.05 if i % 2 else -0.04))
        stage.pen.rect(
            left,
            y,
            step + 1,
            tall,
            across(left, left + step, tone.lighter(0.05), tone.lighter(-0.07)),
        )


def curtains(room: Shell, u0: float, u1: float, v0: float, v1: float, cloth: Colour) -> None:
    """A pair of curtains beside a window, with their rod."""
    (x0, y0), (x1, y1) = room.point(u0, v0, 1), room.point(u1, v1, 1)
    wide = (x1 - x0) * 0.17
    for x in (x0 - wide * 0.4, x1 - wide * 0.6):
        drapes(room.stage, x, y0, wide, y1 - y0, cloth)
    room.stage.pen.rounded(
        x0 - wide, y0 - 10, x1 - x0 + 2 * wide, 9, 4, fill(room.stage.lit(C(0.45, 0.06, 55)))
    )


def framed(room: Shell, u: float, v: float, tall: float, key: int) -> None:
    """A picture on the back wall: a small landscape or an abstract one."""
    stage, pen, chance = room.stage, room.stage.pen, room.stage.chance("framed", key)
    x, y = room.point(u, v, 1)
    s, hue = room.unit * tall, chance.between(0, 360)
    wide = s * chance.pick((0.72, 1.0, 1.3))
    wood = stage.lit(chance.pick((C(0.40, 0.06, 50), C(0.74, 0.11, 82), C(0.25, 0.01, 60))))
    pen.rect(x - wide / 2 + 5, y + 7, wide, s, fill(stage.light.shadow, 0.28, blur=6))
    pen.rect(x - wide / 2, y, wide, s, fill(wood))
    inner = (x - wide * 0.43, y + s * 0.07, wide * 0.86, s * 0.86)
    a, b = stage.lit(C(0.86, 0.07, hue)), stage.lit(C(0.93, 0.05, hue + 50))
    pen.rect(*inner, down(inner[1], inner[1] + inner[3], a, b))
    sun = stage.lit(C(0.78, 0.15, hue + 140))
    pen.circle(x + wide * chance.between(-0.2, 0.2), y + s * 0.36, s * 0.13, fill(sun))
    low = inner[1] + inner[3]
    for i in range(2):
        lift, bend = s * (0.34 - 0.16 * i), s * chance.between(0.04, 0.14) * chance.side()
        hill = outline(
            f"M {inner[0]} {low} L {inner[0]} {low - lift} Q {x} {low - lift - bend * 3} "
            f"{inner[0] + inner[2]} {low - lift + bend} L {inner[0] + inner[2]} {low} Z"
        )
        pen.shape(hill, fill(stage.lit(C(0.62 - 0.14 * i, 0.10, hue + 70))))


def flame(stage: Stage, x: float, y: float, size: float, glow: float = 0.5) -> None:
    """A flame with its glow, its foot at (x, y)."""
    for share, tone in ((1.0, C(0.74, 0.18, 50)), (0.62, C(0.90, 0.14, 88))):
        s = size * share
        drop = outline(
            f"M {x} {y - s} Q {x + s * 0.42} {y - s * 0.3} {x} {y} "
            f"Q {x - s * 0.42} {y - s * 0.3} {x} {y - s} Z"
        )
        stage.pen.shape(drop, fill(tone))
    stage.glow(x, y - size * 0.5, size * 6, WARM, glow)


def area(x: float, y: float, wide: float, tall: float) -> skia.Path:
    """A rectangle as a path."""
    path = skia.Path()
    path.addRect(skia.Rect.MakeXYWH(x, y, wide, tall))
    return path
