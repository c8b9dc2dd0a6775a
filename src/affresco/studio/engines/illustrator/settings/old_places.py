"""Places that people built long ago: old town, square, courtyard."""

from __future__ import annotations

from affresco.studio.engines.illustrator.painting.colour import Colour
from affresco.studio.engines.illustrator.painting.pen import across, fill, outline, stroke
from affresco.studio.engines.illustrator.painting.stage import Slot, Stage
from affresco.studio.engines.illustrator.subjects.families import Shape

from . import season, vista
from .dwellings import walls
from .facades import BRIGHT, WARM, Lane, Row, facade_row, lane_houses
from .props import prop, set_at, unit_of
from .sky import sky

C = Colour
_STONE = C(0.78, 0.03, 75)


def old_town(stage: Stage) -> None:
    """A lane of old houses that runs to a tower, with lamps, flowers and washing."""
    h, w, chance = stage.height, stage.width, stage.chance("old town")
    stage.horizon = h * 0.58
    stage.set_sun()
    sky(stage, clouds=0.4)
    vx = w * (0.5 + chance.pick((-0.09, 0.0, 0.09)))
    vista.swell(stage, "far", h * 0.54, h * 0.05, C(0.60, 0.06, 215), 0.55)
    tower = Shape("building", chance.pick(("church", "tower", "tower")))
    set_at(stage, tower, vx + w * 0.01, h * 0.63, unit_of(stage) * 0.30, 0.30, 0.0)
    lane = Lane(stage, vx, h * 0.585, min(w * 0.082, h * 0.12), h * 0.072)
    vista.paving(stage, h * 0.62, _STONE.lighter(-0.03), vx, 15)
    lane_houses(lane, Row(walls(stage, chance.pick((WARM, WARM, BRIGHT)))))
    _washing(lane, 0.42, 2.05)
    if chance.often(0.6):
        _washing(lane, 0.70, 2.25)
    for side, depth in ((-1, 0.34), (1, 0.16), (1, 0.60)):
        x, y = lane.at(side, depth, 0)
        size = lane.storey * lane.reach / (1 + 3.2 * depth) * 0.55
        set_at(
            stage,
            Shape("plant", "bush", parts=("pot",)),
            x - side * size * 0.4,
            y + size * 0.08,
            size,
            0.0,
            0.3,
        )
    stage.shine()
    stage.ground = "none"
    stage.slots = {
        "main": Slot(vx / w + chance.pick((-0.05, 0.05)), 0.92, 0.40),
        "second": Slot(vx / w + 0.18, 0.86, 0.28),
        "air": Slot(vx / w, 0.24, 0.2),
    }


def _washing(lane: Lane, depth: float, storeys: float) -> None:
    """A line of washing across the lane."""
    stage, pen, chance = lane.stage, lane.stage.pen, lane.stage.chance("washing", depth)
    (x0, y0), (x1, y1) = lane.at(-1, depth, storeys), lane.at(1, depth, storeys + 0.1)
    sag = (x1 - x0) * 0.06
    line = outline(f"M {x0} {y0} Q {(x0 + x1) / 2} {(y0 + y1) / 2 + sag * 2} {x1} {y1}")
    pen.shape(line, stroke(stage.lit(C(0.35, 0.02, 60)), 1.8))
    many = 6
    for i in range(many):
        t = (i + 0.7) / (many + 0.4)
        x, y = x0 + (x1 - x0) * t, y0 + (y1 - y0) * t + 4 * sag * t * (1 - t)
        wide, tall = (x1 - x0) * 0.085, (x1 - x0) * chance.between(0.10, 0.16)
        tone = stage.lit(
            chance.pick(
                (C(0.97, 0.005, 90), C(0.66, 0.14, 25), C(0.72, 0.10, 240), C(0.86, 0.11, 90))
            )
        )
        pen.polygon(
            [
                (x - wide / 2, y),
                (x + wide / 2, y),
                (x + wide * 0.42, y + tall),
                (x - wide * 0.46, y + tall * 0.95),
            ],
            fill(tone),
        )


def square(stage: Stage) -> None:
    """A paved square: houses with arcades, a tower with a clock, a fountain, café tables."""
    h, w, chance = stage.height, stage.width, stage.chance("square")
    stage.horizon = h * 0.56
    stage.set_sun()
    sky(stage, clouds=0.45)
    vista.swell(stage, "far", h * 0.50, h * 0.06, C(0.60, 0.06, 215), 0.55)
    foot = h * 0.615
    tower = chance.pick((0.22, 0.34, 0.72))
    prop(stage, Shape("building", "church"), tower, 0.60, 0.52, 0.16, 0.0)
    facade_row(
        stage,
        foot,
        h * 0.22,
        0.12,
        Row(walls(stage, chance.pick((WARM, BRIGHT))), "tiles", "arcade"),
    )
    vista.paving(stage, foot, _STONE, w * 0.5, 14, chance.often(0.4))
    if not stage.entity("fountain"):
        prop(stage, Shape("building", "fountain"), chance.pick((0.30, 0.68)), 0.735, 0.27, 0.06)
    for x in (0.06, 0.94):
        _cafe_table(stage, x, 0.80)
        prop(stage, Shape("tree", "round"), x, 0.70, 0.24, 0.08)
    for _ in range(9):
        x, y = chance.between(0.1, 0.9), chance.between(0.72, 0.80)
        if not stage.entity("pigeon"):
            _pecking(stage, w * x, h * y, unit_of(stage) * 0.016)
    for x in (0.16, 0.85):
        _street_lamp(stage, w * x, h * 0.76, unit_of(stage) * 0.30)
    stage.shine()
    stage.ground = "none"
    stage.slots = dict(vista.SLOTS)


def _pecking(stage: Stage, x: float, y: float, s: float) -> None:
    """A pigeon, too small to be a subject."""
    grey = stage.lit(C(0.56, 0.02, 260))
    stage.pen.oval(x, y - s * 0.6, s, s * 0.5, fill(grey))
    stage.pen.circle(x + s * 0.9, y - s, s * 0.34, fill(grey.lighter(-0.05)))


def _cafe_table(stage: Stage, x: float, y: float) -> None:
    """A parasol over a small round table."""
    px, py, s, pen = x * stage.width, y * stage.height, unit_of(stage) * 0.22, stage.pen
    chance = stage.chance("cafe table", round(x * 10))
    pen.oval(px, py, s * 0.4, s * 0.07, fill(stage.light.shadow, 0.4, blur=5))
    wood = stage.lit(C(0.46, 0.08, 48))
    pen.line(px, py, px, py - s * 1.3, stroke(wood, s * 0.035))
    pen.oval(px, py - s * 0.34, s * 0.30, s * 0.06, fill(stage.lit(C(0.92, 0.02, 85))))
    cloth = stage.lit(C(0.62, 0.15, chance.pick((25, 150, 250, 70))))
    for i in range(6):
        a, b = -1 + i / 3, -1 + (i + 1) / 3
        tone = cloth if i % 2 else stage.lit(C(0.96, 0.015, 85))
        gore = outline(
            f"M {px} {py - s * 1.45} L {px + a * s * 0.62} {py - s * 1.06} "
            f"Q {px + (a + b) / 2 * s * 0.62} {py - s * 1.0} {px + b * s * 0.62} {py - s * 1.06} "
            f"Z"
        )
        pen.shape(gore, fill(season.SNOW.lighter(-0.04 * (i % 2)) if season.snowy(stage) else tone))


def _street_lamp(stage: Stage, x: float, y: float, s: float) -> None:
    iron, pen = stage.lit(C(0.28, 0.03, 160)), stage.pen
    pen.line(x, y, x, y - s * 0.85, stroke(iron, s * 0.03))
    pen.polygon(
        [
            (x - s * 0.05, y),
            (x + s * 0.05, y),
            (x + s * 0.02, y - s * 0.1),
            (x - s * 0.02, y - s * 0.1),
        ],
        fill(iron),
    )
    lamp = C(0.93, 0.10, 85) if stage.light.dark else stage.lit(C(0.95, 0.03, 90))
    pen.polygon(
        [
            (x - s * 0.06, y - s),
            (x + s * 0.06, y - s),
            (x + s * 0.035, y - s * 0.85),
            (x - s * 0.035, y - s * 0.85),
        ],
        fill(lamp),
    )
    pen.polygon([(x - s * 0.075, y - s), (x + s * 0.075, y - s), (x, y - s * 1.08)], fill(iron))
    if stage.light.dark:
        stage.glow(x, y - s * 0.92, s * 0.9, C(0.90, 0.12, 80), 0.6)


def courtyard(stage: Stage) -> None:
    """A yard inside old walls: arches, a well, pots, ivy, a bench under a tree."""
    h, w, pen, chance = stage.height, stage.width, stage.pen, stage.chance("courtyard")
    stage.horizon = h * 0.58
    stage.set_sun()
    sky(stage, clouds=0.4)
    wall_tone = chance.pick(WARM)
    facade_row(
        stage,
        h * 0.64,
        h * 0.46,
        0.08,
        Row((wall_tone, wall_tone.lighter(0.02)), "tiles", "arcade"),
    )
    for side in (0, 1):
        x0, x1 = (-40.0, w * 0.16) if not side else (w + 40.0, w * 0.84)
        wall = stage.lit(wall_tone.lighter(-0.05 if side else 0.02))
        pen.polygon(
            [(x0, -20), (x1, h * 0.14), (x1, h * 0.645), (x0, h * 0.80)],
            across(x0, x1, wall, wall.lighter(-0.04)),
        )
        for i in range(2):
            a, b = (0.02 + 0.07 * i), (0.065 + 0.07 * i)
            xa, xb = (w * a, w * b) if not side else (w * (1 - a), w * (1 - b))
            lift = 0.02 * (1 - i)
            pane = [
                (xa, h * (0.28 - lift)),
                (xb, h * 0.285),
                (xb, h * 0.42),
                (xa, h * (0.43 + lift * 0.5)),
            ]
            pen.polygon(pane, fill(C(0.90, 0.12, 82) if stage.light.dark else wall.lighter(-0.25)))
        _ivy(stage, w * (0.03 if not side else 0.97), h * 0.10, h * 0.5)
    vista.paving(stage, h * 0.64, _STONE.lighter(-0.02), w * 0.5, 13)
    if not stage.entity("well", "fountain"):
        prop(stage, Shape("building", "well"), chance.pick((0.30, 0.70)), 0.74, 0.28, 0.04)
    for x, y, kind, s in (
        (0.07, 0.80, "lily", 0.16),
        (0.93, 0.80, "rose", 0.16),
        (0.14, 0.75, "tulip", 0.12),
        (0.87, 0.76, "iris", 0.13),
    ):
        prop(stage, Shape("flower", kind, parts=("pot",)), x, y, s)
    prop(stage, Shape("tree", "fruit", parts=("pot",)), chance.pick((0.18, 0.82)), 0.86, 0.40)
    prop(stage, Shape("furniture", "bench"), 0.50, 0.69, 0.13, 0.08)
    stage.shine()
    stage.ground = "none"
    stage.slots = dict(vista.SLOTS)


def _ivy(stage: Stage, x: float, top: float, foot: float) -> None:
    chance, pen = stage.chance("ivy", round(x)), stage.pen
    for _ in range(70):
        t = chance.between()
        px, py = x + chance.normal(0, 34) * (1.2 - t), top + (foot - top) * t
        tone = stage.lit(season.leaves(stage, C(0.48, 0.11, 140), chance)).lighter(
            chance.between(-0.06, 0.05)
        )
        pen.oval(px, py, chance.between(7, 14), chance.between(5, 10), fill(tone))
