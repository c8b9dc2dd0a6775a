"""A room with nothing in it: walls, a door, one window and its light on the boards."""

from __future__ import annotations

from typing import Final

from affresco.studio.engines.illustrator.painting.colour import Colour
from affresco.studio.engines.illustrator.painting.pen import down, fill, stroke
from affresco.studio.engines.illustrator.painting.stage import Stage

from .shell import Finish, Shell, shell
from .windows import window

C = Colour
ROOMS: Final = frozenset(("room", "bedroom", "office", "shop", "attic"))
"""Rooms that are known by their furniture: empty, each is a room and no more."""


def bare_room(stage: Stage) -> None:
    """Plain walls with the pale marks of pictures, one window, a closed door, bare boards."""
    chance = stage.chance("bare room")
    wall = C(0.84, 0.03, chance.pick((85, 60, 210, 150)))
    home = shell(stage, Finish(wall, C(0.62, 0.07, 64)))
    left = chance.often(0.5)
    window(home, 0.34 if left else 0.42, 0.14, 0.26, 0.56, "garden")
    _door(home, 0.76 if left else 0.06)
    _mark(home, 0.10 if left else 0.74, 0.22, 0.13)
    pen, (x, y) = stage.pen, home.point(0.5, 0.0, 0.45)
    drop = home.unit * home.scale(0.45) * 0.13
    pen.line(x, y, x, y + drop, stroke(stage.lit(C(0.30, 0.01, 60)), 3))
    pen.circle(x, y + drop, 11, fill(C(0.97, 0.06, 92) if home.outside.dark else C(0.93, 0.02, 90)))


def _door(home: Shell, u: float) -> None:
    """A door in the back wall, its left edge at `u`."""
    stage, pen = home.stage, home.stage.pen
    (x0, y0), (x1, y1) = home.point(u, home.up(0.74), 1), home.point(u + 0.17, 1, 1)
    tone = stage.lit(C(0.90, 0.02, 80))
    pen.rect(x0 - 9, y0 - 9, x1 - x0 + 18, y1 - y0 + 9, fill(tone.lighter(-0.10)))
    pen.rect(x0, y0, x1 - x0, y1 - y0, down(y0, y1, tone, tone.lighter(-0.05)))
    wide, tall = x1 - x0, y1 - y0
    for top, high in ((0.07, 0.40), (0.54, 0.38)):
        pen.rounded(
            x0 + wide * 0.16,
            y0 + tall * top,
            wide * 0.68,
            tall * high,
            4,
            stroke(tone.lighter(-0.12), 4),
        )
    pen.circle(x1 - wide * 0.09, y0 + tall * 0.52, 6, fill(stage.lit(C(0.70, 0.10, 80))))


def _mark(home: Shell, u: float, v: float, wide: float) -> None:
    """Where a picture hung, the wall is lighter, and the nail is still there."""
    (x0, y0), (x1, y1) = home.point(u, v, 1), home.point(u + wide, v + 0.26, 1)
    pale = home.finish.wall.lighter(0.05)
    home.stage.pen.rect(x0, y0, x1 - x0, y1 - y0, fill(pale, 0.7))
    home.stage.pen.circle((x0 + x1) / 2, y0 - 10, 3, fill(C(0.40, 0.02, 60)))
