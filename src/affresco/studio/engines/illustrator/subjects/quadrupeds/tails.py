"""Tails of every kind."""

from __future__ import annotations

from affresco.studio.engines.illustrator.painting.colour import WHITE
from affresco.studio.engines.illustrator.painting.pen import Pen, Point, fill, stroke
from affresco.studio.engines.illustrator.subjects.look import (
    Look,
    modelled,
    solid,
    tube,
)

from .builds import Build


def tail(pen: Pen, look: Look, build: Build, rump: Point, deep: float, low: bool) -> None:
    """The tail, by its kind."""
    kind = build.tail
    for part, as_kind in (
        ("bushy-tail", "bushy"), ("tuft-tail", "tuft"), ("short-tail", "stub"),
        ("curled-tail", "curl"), ("long-tail", "long"),
    ):  # fmt: skip
        kind = as_kind if look.has(part) else kind
    size = look.shape.tail
    if kind == "none" or size <= 0:
        return
    x, y = rump[0] - deep * 0.30, rump[1] - deep * 0.18
    ground = 119.0
    tone = look.main.lighter(-0.05)
    if kind == "long":
        spine = [
            (x, y),
            (x - 20 * size, y + 4),
            (x - 26 * size, y - 20 * size),
            (x - 18 * size, y - 34 * size),
        ]
        if low:
            spine = [(x, y + 8), (x - 18, ground - 4), (x + 2, ground + 1), (x + 22, ground + 1)]
        solid(pen, tube(spine, (7, 6.5, 6, 4.5)), tone)
    elif kind == "up":
        solid(
            pen,
            tube([(x + 2, y), (x - 9 * size, y - 8), (x - 10 * size, y - 24 * size)], (8, 7, 3)),
            tone,
        )
    elif kind == "bushy":
        end = (x - 38 * size, y + (12 if not low else 20))
        tail = tube([(x + 4, y + 2), (x - 18 * size, y + 4), end], (7, 18, 5))
        with modelled(pen, tail, tone):
            pen.circle(end[0] - 4, end[1] + 1, 14, fill(look.second))
    elif kind == "tuft":
        end = (x - 12 * size, y + deep * 0.75)
        solid(pen, tube([(x + 3, y), (x - 9 * size, y + deep * 0.3), end], (4.5, 3.6, 3.2)), tone)
        solid(
            pen,
            tube([end, (end[0] - 1, end[1] + 11)], (6, 3)),
            look.second.lighter(-0.1) if look.kind == "lion" else tone.lighter(-0.2),
        )
    elif kind == "horse":
        tail = tube(
            [
                (x + 4, y),
                (x - 14 * size, y + 8),
                (x - 15 * size, y + 36 * size),
                (x - 19 * size, y + 50 * size),
            ],
            (7, 14, 13, 3),
        )
        solid(pen, tail, look.second)
    elif kind == "curl":
        pen.curve(
            [
                (x + 3, y + 4),
                (x - 5, y - 2),
                (x - 9, y + 4),
                (x - 5, y + 7),
                (x - 3, y + 1),
                (x - 9, y - 5),
            ],
            stroke(tone, 3.2),
        )
    elif kind == "curl-long":
        spine = [
            (x + 6, y + 12),
            (x - 16 * size, y + 8),
            (x - 24 * size, y - 14),
            (x - 16 * size, y - 24),
            (x - 11 * size, y - 15),
        ]
        solid(pen, tube(spine, (6, 5, 4.5, 4, 3)), tone)
    elif kind == "thin":
        pen.curve(
            [
                (x + 3, y + 9),
                (x - 16 * size, y + 13),
                (x - 28 * size, y + 6),
                (x - 42 * size, y + 13),
            ],
            stroke(look.second, 3),
        )
    elif kind == "reptile":
        back = rump[1] + deep * 0.04
        tip = (x - 58 * size, min(ground, back + 16))
        solid(
            pen,
            tube(
                [(rump[0] + 6, back), (x - 24 * size, back + 9), tip],
                (deep * 0.84, deep * 0.42, 1.5),
            ),
            look.main,
        )
    elif kind == "thick":
        solid(
            pen,
            tube(
                [(rump[0] + 4, rump[1] + 4), (x - 12 * size, 118), (x - 40 * size, 121)],
                (deep * 0.7, deep * 0.42, 5),
            ),
            tone,
        )
    elif kind == "puff":
        pen.circle(x - 1, y + 12, 7, fill(WHITE.mix(look.main, 0.15)))
    elif kind == "up-short":
        solid(pen, tube([(x + 3, y), (x - 5, y - 9)], (6, 3)), tone)
    else:
        pen.oval(x + 1, y + 4, 4.5, 5.5, fill(tone))
