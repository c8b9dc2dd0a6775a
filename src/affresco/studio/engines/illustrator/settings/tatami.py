"""A Japanese room: mats of straw, sliding screens of paper, a low table, an alcove with a scroll."""

from __future__ import annotations

from itertools import pairwise

from affresco.studio.engines.illustrator.painting.colour import Colour
from affresco.studio.engines.illustrator.painting.pen import down, fill, outline, polygon, stroke
from affresco.studio.engines.illustrator.painting.stage import Slot, Stage

from .shell import Finish, Shell, shell
from .view import look_out
from .windows import front_table

C = Colour
_WOOD, _PAPER, _STRAW = C(0.42, 0.06, 50), C(0.96, 0.02, 90), C(0.80, 0.07, 105)


def japanese_room(stage: Stage) -> None:
    """Mats and screens, an open screen to the garden, a low table with tea on cushions' side."""
    room = shell(stage, Finish(C(0.88, 0.04, 85), _STRAW, C(0.62, 0.06, 62), "plain", "plain"))
    _mats(room)
    left = stage.chance("tatami").often(0.5)
    _screens(room, 0.36 if left else 0.02, 0.98 if left else 0.64)
    _alcove(room, 0.03 if left else 0.70, 0.30 if left else 0.97)
    _side_screens(room, 1 if left else -1)
    _lantern(room, 0.40 if left else 0.60)
    if not stage.entity("table", "low-table"):
        _tea(room, 0.56 if left else 0.44)
    stage.slots = {
        "main": Slot(0.42 if left else 0.58, 0.95, 0.42),
        "second": Slot(0.70 if left else 0.30, 0.92, 0.30),
        "air": Slot(0.5, 0.30, 0.16),
    }
    front_table(stage, _WOOD)


def _mats(room: Shell) -> None:
    """Mats with dark borders, laid across and along."""
    stage, pen = room.stage, room.stage.pen
    edge, depths = stroke(stage.lit(C(0.36, 0.05, 150)), 6), (1.0, 0.66, 0.36, 0.08, -0.3)
    for row, (far, near) in enumerate(pairwise(depths)):
        cuts = (0.0, 0.34, 0.67, 1.0) if row % 2 else (0.0, 0.5, 1.0)
        for i, (a, b) in enumerate(pairwise(cuts)):
            quad = polygon(room.on_floor(a, b, near, far))
            tone = stage.lit(_STRAW.lighter(0.025 if (i + row) % 2 else -0.025))
            pen.shape(quad, fill(tone, 0.8))
            with pen.inside(quad):
                for k in range(1, 14):
                    u = a + (b - a) * k / 14
                    line = stroke(tone.lighter(-0.035), 1.5, 0.7)
                    pen.line(*room.point(u, 1, near), *room.point(u, 1, far), line)
            pen.shape(quad, edge)


def _screens(room: Shell, u0: float, u1: float) -> None:
    """Paper in a lattice; the middle one is open to a garden with maple and stones."""
    stage, pen, many = room.stage, room.stage.pen, 4
    wood = stage.lit(_WOOD)
    for i in range(many):
        (x0, y0), (x1, y1) = (
            room.point(u0 + (u1 - u0) * i / many, 0.20, 1),
            room.point(u0 + (u1 - u0) * (i + 1) / many, 1.0, 1),
        )
        if i in (1, 2):
            pane = polygon([(x0, y0), (x1, y0), (x1, y1), (x0, y1)])
            look_out(stage, room.outside, pane, (x0, y0, x1 - x0, y1 - y0), "garden", 7)
            continue
        _paper(room, x0, y0, x1, y1)
    (ax, ay), (bx, by) = room.point(u0, 0.20, 1), room.point(u1, 1.0, 1)
    for x in (ax, (ax * 3 + bx) / 4, (ax + bx * 3) / 4, bx):
        pen.line(x, ay, x, by, stroke(wood, 10))
    pen.line(ax - 20, ay, bx + 20, ay, stroke(wood, 16))
    pen.line(ax - 20, by - 4, bx + 20, by - 4, stroke(wood, 12))
    pen.rect(ax, room.top, bx - ax, 10, fill(wood))


def _paper(room: Shell, x0: float, y0: float, x1: float, y1: float) -> None:
    """One closed screen between two corners."""
    stage, pen = room.stage, room.stage.pen
    paper = _PAPER.lighter(-0.10) if room.outside.dark else _PAPER
    low = y0 + (y1 - y0) * 0.80
    pen.rect(x0, y0, x1 - x0, y1 - y0, down(y0, y1, paper, paper.mix(C(0.90, 0.07, 80), 0.4)))
    line = stroke(stage.lit(_WOOD.lighter(0.06)), 4)
    for k in range(1, 3):
        x = x0 + (x1 - x0) * k / 3
        pen.line(x, y0, x, low, line)
    for k in range(1, 7):
        y = y0 + (low - y0) * k / 6
        pen.line(x0, y, x1, y, line)
    pen.rect(x0, low, x1 - x0, y1 - low, fill(stage.lit(_WOOD.lighter(0.12))))


def _side_screens(room: Shell, side: int) -> None:
    stage, pen = room.stage, room.stage.pen
    line = stroke(stage.lit(_WOOD.lighter(0.06)), 4)
    for near, far in ((0.06, 0.34), (0.36, 0.64), (0.66, 0.94)):
        pen.polygon(room.on_side(side, near, far, 0.20, 1.0), fill(_PAPER.lighter(-0.05)))
        u = 0.0 if side < 0 else 1.0
        for k in range(4):
            d = near + (far - near) * k / 3
            pen.line(*room.point(u, 0.20, d), *room.point(u, 1.0, d), line)
        for k in range(8):
            v = 0.20 + 0.80 * k / 7
            pen.line(*room.point(u, v, near), *room.point(u, v, far), line)


def _alcove(room: Shell, u0: float, u1: float) -> None:
    """A niche with a hanging scroll, on which a mountain is painted, and a branch in a vase."""
    stage, pen = room.stage, room.stage.pen
    (x0, y0), (x1, y1) = room.point(u0, 0.16, 1), room.point(u1, 1.0, 1)
    wall, wood = stage.lit(C(0.78, 0.05, 80)), stage.lit(_WOOD)
    wide, tall = x1 - x0, y1 - y0
    pen.rect(x0, y0, wide, tall, down(y0, y1, wall.lighter(-0.10), wall))
    pen.rect(x0, y1 - tall * 0.10, wide, tall * 0.10, fill(wood.lighter(0.06)))
    for x in (x0, x1):
        pen.line(x, y0 - 12, x, y1, stroke(wood, 14))
    pen.line(x0, y0, x1, y0, stroke(wood, 12))
    sx, sw, sy, sh = x0 + wide * 0.30, wide * 0.36, y0 + tall * 0.08, tall * 0.54
    pen.rect(sx, sy, sw, sh, fill(stage.lit(C(0.60, 0.06, 200))))
    pen.rect(sx + sw * 0.10, sy + sh * 0.10, sw * 0.80, sh * 0.78, fill(stage.lit(_PAPER)))
    px, py = sx + sw / 2, sy + sh * 0.70
    hill = [
        (px - sw * 0.38, py),
        (px - sw * 0.08, py - sh * 0.34),
        (px + sw * 0.05, py - sh * 0.34),
        (px + sw * 0.38, py),
    ]
    pen.polygon(hill, fill(stage.lit(C(0.46, 0.05, 250))))
    pen.circle(px + sw * 0.16, sy + sh * 0.24, sw * 0.10, fill(stage.lit(C(0.62, 0.20, 28))))
    for y in (sy, sy + sh):
        pen.line(sx - 7, y, sx + sw + 7, y, stroke(wood, 7))
    vx, vy = x0 + wide * 0.74, y1 - tall * 0.10
    twig = [
        (vx, vy - tall * 0.12),
        (vx + wide * 0.06, vy - tall * 0.26),
        (vx - wide * 0.05, vy - tall * 0.38),
    ]
    pen.curve(twig, stroke(stage.lit(C(0.36, 0.05, 45)), 5))
    for i, (fx, fy) in enumerate(
        (*twig[1:], (vx + wide * 0.12, vy - tall * 0.22), (vx, vy - tall * 0.31))
    ):
        pen.circle(fx, fy, wide * (0.035 + 0.008 * (i % 2)), fill(stage.lit(C(0.80, 0.11, 5))))
    vase = outline(
        f"M {vx - 7} {vy - tall * 0.13} L {vx + 7} {vy - tall * 0.13} Q {vx + 26} {vy - tall * 0.05} "
        f"{vx + 12} {vy} L {vx - 12} {vy} Q {vx - 26} {vy - tall * 0.05} {vx - 7} {vy - tall * 0.13} Z"
    )
    pen.shape(vase, fill(stage.lit(C(0.44, 0.06, 240))))


def _lantern(room: Shell, u: float) -> None:
    """A lamp of paper on the floor."""
    stage, pen = room.stage, room.stage.pen
    (x, y), s = room.point(u, 1.0, 0.90), room.unit * room.scale(0.90) * 0.26
    pen.rounded(x - s * 0.26, y - s, s * 0.52, s, 6, down(y - s, y, _PAPER, C(0.92, 0.09, 80)))
    for k in (-1, 0, 1):
        pen.line(x + k * s * 0.26, y - s, x + k * s * 0.26, y, stroke(stage.lit(_WOOD), 4))
    for v in (0.0, 0.5, 1.0):
        pen.line(x - s * 0.28, y - s * v, x + s * 0.28, y - s * v, stroke(stage.lit(_WOOD), 4))
    if room.outside.dark:
        stage.glow(x, y - s * 0.5, s * 3, C(0.90, 0.11, 78), 0.6)


def _tea(room: Shell, u: float) -> None:
    """A low table with a pot and two bowls, a cushion on either side."""
    stage, pen = room.stage, room.stage.pen
    for side in (-0.24, 0.24):
        (x, y), s = room.point(u + side, 1.0, 0.52), room.unit * room.scale(0.52)
        tone = stage.lit(C(0.50, 0.13, 22 if side < 0 else 265))
        pen.rounded(
            x - s * 0.15,
            y - s * 0.045,
            s * 0.30,
            s * 0.085,
            s * 0.03,
            down(y - 30, y + 30, tone.lighter(0.07), tone),
        )
    room.block(u - 0.14, u + 0.14, 0.46, 0.60, 0.13, _WOOD.lighter(0.05), _WOOD.lighter(0.14))
    (x, y), s = room.point(u, room.up(0.13), 0.53), room.unit * room.scale(0.53)
    pot = stage.lit(C(0.34, 0.03, 60))
    pen.oval(x, y - s * 0.035, s * 0.055, s * 0.045, fill(pot))
    pen.line(x + s * 0.05, y - s * 0.03, x + s * 0.085, y - s * 0.065, stroke(pot, s * 0.016))
    pen.shape(
        outline(
            f"M {x - s * 0.04} {y - s * 0.07} Q {x} {y - s * 0.14} {x + s * 0.04} {y - s * 0.07}"
        ),
        stroke(pot, s * 0.010),
    )
    for side in (-0.12, 0.12):
        bowl = stage.lit(C(0.62, 0.08, 160))
        px = x + side * s
        pen.shape(
            outline(
                f"M {px - s * 0.03} {y - s * 0.045} L {px + s * 0.03} {y - s * 0.045} "
                f"Q {px + s * 0.028} {y} {px} {y} Q {px - s * 0.028} {y} {px - s * 0.03} {y - s * 0.045} Z"
            ),
            fill(bowl),
        )
