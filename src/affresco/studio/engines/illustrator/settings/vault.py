"""The vault of a church from below: ribs that meet in bosses, stars in blue fields, windows around."""

from __future__ import annotations

import math

from affresco.studio.engines.illustrator.painting.chance import Chance
from affresco.studio.engines.illustrator.painting.colour import Colour
from affresco.studio.engines.illustrator.painting.pen import Point, fill, outline, radial, stroke
from affresco.studio.engines.illustrator.painting.stage import Slot, Stage

C = Colour
_GLASS = (
    C(0.62, 0.19, 25),
    C(0.58, 0.17, 255),
    C(0.82, 0.15, 88),
    C(0.62, 0.15, 150),
    C(0.55, 0.17, 310),
)
_GOLD = C(0.84, 0.12, 85)


def vault(stage: Stage) -> None:
    """Straight up: a star of ribs in the middle, fields between them, tall windows at the edges."""
    h, w, pen, chance = stage.height, stage.width, stage.pen, stage.chance("vault from below")
    x, y, far = w / 2, h / 2, max(w, h) * 0.74
    stone = stage.lit(C(0.80, 0.04, chance.pick((75, 60, 90))))
    field = stage.lit(chance.pick((C(0.38, 0.11, 262), C(0.34, 0.10, 262), C(0.42, 0.10, 190))))
    pen.wash(
        radial(
            (x, y),
            far,
            [stone.lighter(0.05), stone.lighter(-0.06), stone.lighter(-0.28)],
            (0, 0.6, 1),
        )
    )
    bays, ring = 16, min(w, h) * 0.50
    for i in range(bays):  # the fields
        a, b = math.tau * i / bays, math.tau * (i + 1) / bays
        middle = (a + b) / 2
        rim = [_at(x, y, a, ring), _at(x, y, middle, ring * 0.78), _at(x, y, b, ring)]
        tone = field.lighter(0.05 if i % 2 else -0.02)
        path = outline(
            f"M {x} {y} L {rim[0][0]} {rim[0][1]} Q {rim[1][0]} {rim[1][1]} {rim[2][0]} {rim[2][1]} Z"
        )
        pen.shape(path, radial((x, y), ring, [tone.lighter(0.12), tone]))
        _stars(stage, chance, (x, y), middle, ring)
    for i in range(bays):  # windows that run towards the middle
        middle = math.tau * (i + 0.5) / bays
        _lancet(stage, chance, (x, y), middle, ring * 0.93, ring * 1.40)
    for i in range(bays):  # ribs, over everything, down the walls
        angle = math.tau * i / bays
        end = _at(x, y, angle, far * 1.2)
        pen.line(x, y, *end, stroke(stone.lighter(-0.22), 17, 0.6))
        pen.line(x, y, *end, stroke(stone.lighter(0.04), 11))
        pen.line(x, y, *end, stroke(stone.lighter(0.12), 3))
        nxt = _at(x, y, angle + math.tau / bays, ring)
        start, bend = _at(x, y, angle, ring), _at(x, y, angle + math.pi / bays, ring * 0.78)
        arch = outline(f"M {start[0]} {start[1]} Q {bend[0]} {bend[1]} {nxt[0]} {nxt[1]}")
        pen.shape(arch, stroke(stone.lighter(-0.18), 13, 0.6))
        pen.shape(arch, stroke(stone.lighter(0.06), 8))
        pen.circle(*start, 13, fill(_GOLD))
    for share, tone in (
        (0.20, stone.lighter(-0.14)),
        (0.18, stone.lighter(0.05)),
        (0.13, field),
        (0.05, _GOLD),
    ):
        pen.circle(x, y, ring * share, fill(tone))
    for i in range(8):
        pen.circle(*_at(x, y, math.tau * i / 8, ring * 0.09), ring * 0.016, fill(_GOLD))
    stage.ground, stage.shadows = "none", 0.0
    stage.glow(x, y, ring * 1.1, C(0.95, 0.08, 85), 0.35)
    stage.slots = {
        "main": Slot(0.5, 0.985, 0.40),
        "second": Slot(0.76, 0.97, 0.28),
        "air": Slot(0.5, 0.52, 0.24),
    }


def _at(x: float, y: float, angle: float, reach: float) -> Point:
    return x + math.cos(angle) * reach, y + math.sin(angle) * reach


def _stars(stage: Stage, chance: Chance, middle: Point, angle: float, ring: float) -> None:
    """Golden stars on one field, larger farther out."""
    for k in range(4):
        reach = ring * (0.30 + 0.13 * k)
        for side in (-0.30, 0.30) if k > 1 else (0.0,):
            px, py = _at(*middle, angle + side * math.tau / 32, reach)
            s = ring * (0.010 + 0.005 * k)
            stage.pen.polygon(
                [
                    _at(px, py, angle + math.tau * j / 10, s if j % 2 == 0 else s * 0.45)
                    for j in range(10)
                ],
                fill(_GOLD),
            )


def _lancet(
    stage: Stage, chance: Chance, middle: Point, angle: float, near: float, far: float
) -> None:
    """A pointed window in the wall, with panes of glass; its point is towards the middle."""
    pen, half = stage.pen, math.tau / 76
    tip, left, right = (
        _at(*middle, angle, near),
        _at(*middle, angle - half, near * 1.13),
        _at(*middle, angle + half, near * 1.13),
    )
    a, b = _at(*middle, angle - half, far), _at(*middle, angle + half, far)
    path = outline(
        f"M {tip[0]} {tip[1]} L {left[0]} {left[1]} L {a[0]} {a[1]} L {b[0]} {b[1]} L {right[0]} {right[1]} Z"
    )
    pen.shape(path, fill(C(0.93, 0.05, 90) if not stage.light.dark else C(0.30, 0.06, 265)))
    with pen.inside(path):
        for k in range(8):
            reach = near + (far - near) * (k + 0.5) / 8
            for side in (-0.5, 0.5):
                pen.circle(
                    *_at(*middle, angle + side * half, reach),
                    near * 0.038,
                    fill(chance.pick(_GLASS), 0.9),
                )
    pen.shape(path, stroke(C(0.34, 0.03, 60), 4))
