"""A café out of doors: tables before a lit front, an awning, a lane that runs on."""

from __future__ import annotations

from itertools import pairwise

from affresco.studio.engines.illustrator.painting.colour import Colour
from affresco.studio.engines.illustrator.painting.pen import across, down, fill, outline, stroke
from affresco.studio.engines.illustrator.painting.stage import Slot, Stage
from affresco.studio.engines.illustrator.subjects.families import Shape

from . import season, vista
from .dwellings import walls
from .facades import BRIGHT, WARM, Lane, Row, lane_houses
from .props import set_at
from .sky import sky

C = Colour
_LAMP = C(0.92, 0.12, 84)


def cafe_terrace(stage: Stage) -> None:
    """An awning and round tables on the left of a paved lane, lamps, flowers, houses beyond."""
    h, w, chance = stage.height, stage.width, stage.chance("terrace")
    stage.horizon = h * 0.54
    stage.set_sun()
    stage.sun_x = w * 0.74
    sky(stage, clouds=0.4)
    vista.swell(stage, "far", h * 0.52, h * 0.05, C(0.60, 0.06, 215), 0.55)
    vx = w * 0.66
    lane = Lane(stage, vx, h * 0.56, min(w * 0.085, h * 0.11), h * 0.075)
    vista.paving(stage, h * 0.59, C(0.76, 0.035, 72), vx, 15, chance.often(0.5))
    lane_houses(lane, Row(walls(stage, chance.pick((WARM, BRIGHT)))))
    _front(lane)
    for depth in (0.66, 0.46, 0.30, 0.16, 0.04, -0.07):
        _place(lane, depth)
    cloth = stage.lit(chance.pick((C(0.82, 0.14, 85), C(0.58, 0.16, 25), C(0.56, 0.11, 155))))
    _awning(lane, cloth)
    x, y = lane.at(-1, 0.74, 0)
    for px, py, size in ((x + 40, y, 60), (w * 0.40, h * 0.93, 150), (w * 0.03, h * 0.98, 190)):
        bush = Shape("plant", "bush", parts=("pot",))
        set_at(stage, bush, px, py, size * min(1.0, w / h), 0.0, 0.3)
    stage.shine()
    stage.ground = "none"
    stage.slots = {
        "main": Slot(0.60, 0.93, 0.40),
        "second": Slot(0.80, 0.88, 0.28),
        "air": Slot(0.66, 0.22, 0.2),
    }


def _front(lane: Lane) -> None:
    """The café itself: a warm window along the left side of the lane."""
    stage, pen = lane.stage, lane.stage.pen
    frame = stage.lit(C(0.40, 0.08, 45))
    pen.polygon(lane.quad(-1, -0.16, 0.70, 0.0, 1.06), fill(frame))
    warm = _LAMP if stage.light.dark else stage.lit(C(0.88, 0.08, 80))
    edges = (-0.16, -0.06, 0.05, 0.17, 0.30, 0.44, 0.58, 0.69)
    for a, b in pairwise(edges):
        pane = lane.quad(-1, a + 0.012, b - 0.012, 0.16, 0.98)
        pen.polygon(pane, down(pane[0][1], pane[3][1], warm, warm.lighter(-0.10)))
        x, y = lane.at(-1, (a + b) / 2, 0.5)
        stage.glow(x, y, lane.storey * 1.2, _LAMP, 0.30 if stage.light.dark else 0.08)


def _awning(lane: Lane, cloth: Colour) -> None:
    """Striped cloth over the tables, with a scalloped edge."""
    stage, pen = lane.stage, lane.stage.pen
    white = stage.lit(C(0.96, 0.02, 88))
    if season.snowy(stage):
        white = stage.lit(season.SNOW)
    steps = 13
    for i in range(steps):
        d0, d1 = -0.16 + 0.86 * i / steps, -0.16 + 0.86 * (i + 1) / steps
        tone = (cloth if i % 2 else white).lighter(-0.02)
        corners = []
        for d in (d0, d1):
            s = lane.reach / (1 + (lane.reach - 1) * d)
            (x, y), (_, low) = lane.at(-1, d, 1.56), lane.at(-1, d, 1.22)
            corners.append(((x, y), (x + lane.half * 0.95 * s, low)))
        (a, b), (c, e) = corners
        pen.polygon([a, c, e, b], across(a[0], b[0], tone.lighter(-0.05), tone.lighter(0.04)))
        drop = abs(b[0] - e[0]) * 0.20 + 4
        lap = outline(
            f"M {b[0]} {b[1]} L {e[0]} {e[1]} L {e[0]} {e[1] + drop} "
            f"Q {(b[0] + e[0]) / 2} {(b[1] + e[1]) / 2 + drop * 1.9} {b[0]} {b[1] + drop} Z"
        )
        pen.shape(lap, fill(tone.lighter(-0.05)))


def _place(lane: Lane, depth: float) -> None:
    """A round table with a cup on it and two chairs, before the front."""
    stage, pen = lane.stage, lane.stage.pen
    s = lane.storey * lane.reach / (1 + (lane.reach - 1) * depth)
    wall, y = lane.at(-1, depth, 0)
    haze = 0.30 * max(0.0, depth)
    for away in (0.42, 0.95):
        x, foot = wall + away * s, y + 0.03 * s
        wood, iron = stage.lit(C(0.56, 0.10, 55), haze), stage.lit(C(0.26, 0.02, 160), haze)
        pen.oval(x, foot, s * 0.30, s * 0.05, fill(stage.light.shadow, 0.30, blur=s * 0.02))
        for side in (-1, 1):
            _chair(lane, x + side * s * 0.22, foot - s * 0.01, s, wood, side)
        pen.line(x, foot, x, foot - s * 0.36, stroke(iron, s * 0.025))
        pen.line(x - s * 0.09, foot, x + s * 0.09, foot, stroke(iron, s * 0.025))
        cloth = stage.lit(C(0.95, 0.015, 88), haze)
        pen.oval(x, foot - s * 0.37, s * 0.17, s * 0.046, fill(cloth.lighter(-0.10)))
        pen.oval(x, foot - s * 0.385, s * 0.17, s * 0.046, fill(cloth))
        pen.rounded(
            x - s * 0.055,
            foot - s * 0.45,
            s * 0.05,
            s * 0.06,
            s * 0.015,
            fill(stage.lit(C(0.98, 0.01, 90), haze)),
        )
        red = stage.lit(C(0.60, 0.19, 25), haze)
        pen.circle(x + s * 0.05, foot - s * 0.45, s * 0.028, fill(red))
        pen.line(
            x + s * 0.05,
            foot - s * 0.43,
            x + s * 0.05,
            foot - s * 0.38,
            stroke(stage.lit(C(0.50, 0.11, 140), haze), s * 0.012),
        )
        if stage.light.dark:
            stage.glow(x, foot - s * 0.42, s * 0.4, _LAMP, 0.35)


def _chair(lane: Lane, x: float, y: float, s: float, wood: Colour, side: int) -> None:
    """A bistro chair, seen from the side; `side`: where its back is."""
    pen, line = lane.stage.pen, stroke(wood, s * 0.024)
    back = x + side * s * 0.07
    pen.line(back, y, back + side * s * 0.03, y - s * 0.42, line)
    pen.line(x - side * s * 0.07, y, x - side * s * 0.06, y - s * 0.20, line)
    pen.rounded(
        x - s * 0.085, y - s * 0.225, s * 0.17, s * 0.035, s * 0.012, fill(wood.lighter(0.05))
    )
    pen.line(
        back + side * s * 0.028,
        y - s * 0.40,
        back + side * s * 0.02,
        y - s * 0.30,
        stroke(wood.lighter(0.05), s * 0.05),
    )
