"""Places that people built long ago: old town, square, market, courtyard, temple, ruins, graveyard."""

from __future__ import annotations


from affresco.studio.engines.illustrator.painting.colour import Colour
from affresco.studio.engines.illustrator.painting.pen import across, down, fill, outline, stroke
from affresco.studio.engines.illustrator.painting.stage import Slot, Stage
from affresco.studio.engines.illustrator.subjects.families import Shape

from . import land, season, vista
from .facades import BRIGHT, WARM, Lane, Row, facade_row, lane_houses

from .props import prop, row, set_at, unit_of
from .sky import mist, sky

C = Colour
_STONE = C(0.78, 0.03, 75)


def old_town(stage: Stage) -> None:
    """A lane of old houses that runs to a tower, with lamps, flowers and washing."""
    h, w, pen, chance = stage.height, stage.width, stage.pen, stage.chance("old town")
    stage.horizon = h * 0.58
    stage.set_sun()
    sky(stage, clouds=0.4)
    vx = w * (0.5 + chance.pick((-0.09, 0.0, 0.09)))
    vista.swell(stage, "far", h * 0.54, h * 0.05, C(0.60, 0.06, 215), 0.55)
    tower = Shape("building", chance.pick(("church", "tower", "tower")))
    set_at(stage, tower, vx + w * 0.01, h * 0.63, unit_of(stage) * 0.30, 0.30, 0.0)
    lane = Lane(stage, vx, h * 0.585, min(w * 0.082, h * 0.12), h * 0.072)
    vista.paving(stage, h * 0.62, _STONE.lighter(-0.03), vx, 15)
    lane_houses(lane, Row(chance.pick((WARM, WARM, BRIGHT))))
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
    facade_row(stage, foot, h * 0.22, 0.12, Row(chance.pick((WARM, BRIGHT)), "tiles", "arcade"))
    vista.paving(stage, foot, _STONE, w * 0.5, 14, chance.often(0.4))
    if not stage.entity("fountain"):
        prop(stage, Shape("building", "fountain"), chance.pick((0.30, 0.68)), 0.735, 0.27, 0.06)
    for x in (0.06, 0.94):
        _cafe_table(stage, x, 0.80)
        prop(stage, Shape("tree", "round"), x, 0.70, 0.24, 0.08)
    for i in range(9):
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
            f"M {px} {py - s * 1.45} L {px + a * s * 0.62} {py - s * 1.06} Q {px + (a + b) / 2 * s * 0.62} {py - s * 1.0} {px + b * s * 0.62} {py - s * 1.06} Z"
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


def market(stage: Stage) -> None:
    """Stalls under striped awnings with fruit, vegetables and bread, houses behind."""
    h, w, chance = stage.height, stage.width, stage.chance("market")
    stage.horizon = h * 0.56
    stage.set_sun()
    sky(stage, clouds=0.35)
    facade_row(stage, h * 0.63, h * 0.30, 0.18, Row(WARM, "tiles", "doors"))
    vista.paving(stage, h * 0.63, _STONE, w * 0.5, 13)
    hues = [25, 150, 60, 250, 330]
    for i, (x, y, s) in enumerate(
        ((0.34, 0.70, 0.20), (0.66, 0.70, 0.20), (0.09, 0.80, 0.31), (0.92, 0.80, 0.31))
    ):
        stall(stage, x, y, s, hues[(i + chance.whole(0, 4)) % 5], i)
    _bunting(stage, h * 0.33, h * 0.06)
    for x in (0.27, 0.75):
        prop(stage, Shape("food", "basket"), x, 0.83, 0.10, 0.0, 0.5)
    stage.shine()
    stage.ground = "none"
    stage.slots = dict(vista.SLOTS)


_GOODS = (
    (("food", "round-fruit"), ("food", "round-fruit", "#e7a13a"), ("food", "long-fruit"), ("food", "berries")),
    (("food", "root"), ("food", "vegetable"), ("food", "round-fruit", "#7fae3f"), ("food", "round-fruit", "#b5402f")),
    (("food", "loaf"), ("food", "bun"), ("food", "pie"), ("food", "cheese")),
    (("flower", "tulip"), ("flower", "daisy"), ("flower", "sunflower"), ("flower", "rose")),
)  # fmt: skip


def stall(stage: Stage, x: float, y: float, size: float, hue: float, number: int) -> None:
    """A market stall with its goods; size is its height, a share."""
    px, py, s, pen = x * stage.width, y * stage.height, size * unit_of(stage), stage.pen
    wood = stage.lit(C(0.56, 0.08, 58))
    pen.oval(px, py, s * 0.72, s * 0.06, fill(stage.light.shadow, 0.4, blur=6))
    for dx in (-0.58, 0.58):
        pen.line(px + dx * s, py, px + dx * s, py - s * 0.9, stroke(wood.lighter(-0.08), s * 0.03))
    pen.rect(px - s * 0.6, py - s * 0.85, s * 1.2, s * 0.5, fill(stage.light.shadow, 0.35))
    pen.rect(
        px - s * 0.62,
        py - s * 0.36,
        s * 1.24,
        s * 0.36,
        down(py - s * 0.36, py, wood.lighter(0.06), wood.lighter(-0.06)),
    )
    for i in range(5):
        pen.rounded(
            px - s * 0.60 + s * 0.245 * i,
            py - s * 0.40,
            s * 0.225,
            s * 0.12,
            4,
            fill(wood.lighter(0.10)),
        )
    kinds = _GOODS[(number + stage.chance("goods").whole(0, 3)) % 4]
    for line in (0, 1):
        for i in range(9):
            what = kinds[(i // 2) % len(kinds)]
            shape = Shape(what[0], what[1], colour=what[2] if len(what) > 2 else "")
            set_at(
                stage,
                shape,
                px - s * 0.54 + s * 0.135 * i,
                py - s * (0.42 - 0.05 * line),
                s * 0.15,
                0.0,
                0.0,
            )
    cloth = stage.lit(C(0.58, 0.17, hue))
    white = stage.lit(C(0.97, 0.01, 90))
    snow = season.snowy(stage)
    for i in range(8):
        a, b = px - s * 0.68 + s * 0.17 * i, px - s * 0.68 + s * 0.17 * (i + 1)
        tone = cloth if i % 2 else white
        pen.polygon(
            [
                (a * 0.86 + px * 0.14, py - s * 1.16),
                (b * 0.86 + px * 0.14, py - s * 1.16),
                (b, py - s * 0.88),
                (a, py - s * 0.88),
            ],
            fill(tone),
        )
        pen.arc(a, py - s * 0.95, b - a, s * 0.14, 0, 180, fill(tone.lighter(-0.03)))
    if snow:
        pen.rounded(
            px - s * 0.60, py - s * 1.21, s * 1.2, s * 0.10, s * 0.05, fill(stage.lit(season.SNOW))
        )
    if stage.light.dark:
        stage.glow(px, py - s * 0.62, s * 0.95, C(0.90, 0.12, 80), 0.6)
        pen.circle(px, py - s * 0.78, s * 0.04, fill(C(0.97, 0.08, 88)))


def _bunting(stage: Stage, y: float, sag: float) -> None:
    """Little flags on a line across."""
    w, pen, chance = stage.width, stage.pen, stage.chance("bunting")
    count = round(22 * max(1.0, w / 1000))
    for i in range(count):
        t = (i + 0.5) / count
        px, py = w * t, y + sag * 4 * (t * 3 % 1) * (1 - t * 3 % 1)
        tone = stage.lit(C(0.70, 0.16, chance.pick((25, 60, 90, 150, 250))))
        pen.polygon([(px - 13, py), (px + 13, py), (px, py + 30)], fill(tone))


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


def temple(stage: Stage) -> None:
    """A garden before a pagoda: red gate, raked gravel, stone lanterns, a small red bridge."""
    h, w, pen, chance = stage.height, stage.width, stage.pen, stage.chance("temple")
    vista.vista(stage, 0.52, ("mountains", "woods", "hills"))
    land.ground(stage, h * 0.62, land.GRASS.lighter(-0.02), "grass", 90)
    row(stage, Shape("tree", "pine"), 0.63, 0.20, 7, 0.30)
    prop(stage, Shape("building", "pagoda"), chance.pick((0.66, 0.74)), 0.70, 0.50, 0.12)
    vista.lane(stage, C(0.86, 0.03, 78), 0.42, 0.66, 0.40, 0.05)
    prop(stage, Shape("building", "gate"), 0.40, 0.76, 0.34, 0.04)
    gravel = stage.lit(C(0.90, 0.015, 85))
    bed = outline(
        f"M {w * 0.60} {h * 0.86} Q {w * 0.80} {h * 0.76} {w * 1.06} {h * 0.80} L {w * 1.06} {h * 0.98} Q {w * 0.76} {h * 1.0} {w * 0.60} {h * 0.86} Z"
    )
    if not season.snowy(stage):
        pen.shape(bed, fill(gravel))
        with pen.inside(bed):
            for i in range(13):
                pen.oval(
                    w * 0.86, h * 0.89, 34 + 26 * i, 9 + 9 * i, stroke(gravel.lighter(-0.08), 3)
                )
    for x, y, s in ((0.84, 0.895, 38), (0.90, 0.89, 26)):
        pen.oval(
            w * x,
            h * y - s * 0.4,
            s,
            s * 0.6,
            down(h * y - s, h * y, stage.lit(C(0.62, 0.02, 120)), stage.lit(C(0.42, 0.02, 120))),
        )
    for x in (0.24, 0.56):
        _stone_lantern(stage, w * x, h * 0.80, unit_of(stage) * 0.13)
    cherry = Shape("tree", "round", colour="#f0b6c8" if not stage.has("autumn", "snow") else "")
    for x in (0.05, 0.96):
        prop(stage, cherry, x, 0.83, 0.46)
    stage.shine()
    stage.slots = dict(vista.SLOTS)


def _stone_lantern(stage: Stage, x: float, y: float, s: float) -> None:
    pen, stone = stage.pen, stage.lit(C(0.66, 0.015, 110))
    pen.oval(x, y, s * 0.36, s * 0.06, fill(stage.light.shadow, 0.4, blur=4))
    pen.rect(
        x - s * 0.1,
        y - s * 0.55,
        s * 0.2,
        s * 0.55,
        across(x - s * 0.1, x + s * 0.1, stone.lighter(0.05), stone.lighter(-0.1)),
    )
    pen.rect(x - s * 0.24, y - s * 0.62, s * 0.48, s * 0.09, fill(stone))
    pen.rect(
        x - s * 0.17,
        y - s * 0.84,
        s * 0.34,
        s * 0.22,
        fill(C(0.92, 0.11, 84) if stage.light.dark else stone.lighter(-0.22)),
    )
    cap = season.SNOW if season.snowy(stage) else C(0.60, 0.015, 110)
    pen.polygon(
        [(x - s * 0.36, y - s * 0.82), (x + s * 0.36, y - s * 0.82), (x, y - s * 1.06)],
        fill(stage.lit(cap)),
    )
    if stage.light.dark:
        stage.glow(x, y - s * 0.73, s, C(0.90, 0.12, 80), 0.6)


def ruins(stage: Stage) -> None:
    """A temple in ruins on a hill, fallen drums, an arch, wild flowers between the stones."""
    h, w, chance = stage.height, stage.width, stage.chance("ruins")
    vista.vista(stage, 0.52, ("hills", "mountains", "woods", "lake"))
    grass = C(0.66, 0.11, 115)
    vista.swell(stage, "hill", h * 0.64, h * 0.07, grass, 0.10)
    prop(
        stage,
        Shape("building", "temple", parts=("ruined",)),
        chance.pick((0.64, 0.72)),
        0.68,
        0.38,
        0.16,
    )
    land.ground(stage, h * 0.72, grass.lighter(-0.02), "grass", 120)
    if chance.often(0.6):
        prop(stage, Shape("building", "arch"), 0.16, 0.76, 0.36, 0.10)
    for x, y, s in ((0.05, 0.86, 0.40), (0.94, 0.88, 0.50), (0.30, 0.77, 0.24), (0.84, 0.78, 0.30)):
        prop(stage, Shape("building", "column"), x, y, s * chance.pick((1.0, 0.7)), 0.03)
    for i in range(5):
        x = chance.pick((chance.between(0.02, 0.26), chance.between(0.74, 0.98)))
        _drum(stage, w * x, h * (0.82 + 0.035 * i), unit_of(stage) * chance.between(0.035, 0.055))
    for x in (0.24, 0.80, 0.60):
        prop(stage, Shape("plant", "bush"), x, 0.80, 0.10)
    land.flowers(stage, h * 0.80, h, 46, (C(0.62, 0.2, 28), C(0.87, 0.14, 92)))
    stage.slots = dict(vista.SLOTS)


def _drum(stage: Stage, x: float, y: float, r: float) -> None:
    """A fallen piece of a column."""
    pen, stone = stage.pen, stage.lit(C(0.86, 0.025, 80))
    pen.oval(x, y + r * 0.5, r * 1.6, r * 0.25, fill(stage.light.shadow, 0.4, blur=4))
    pen.rounded(
        x - r * 1.3,
        y - r * 0.8,
        r * 2.2,
        r * 1.3,
        r * 0.3,
        down(y - r, y + r * 0.5, stone, stone.lighter(-0.14)),
    )
    for i in range(4):
        pen.line(
            x - r * 1.2,
            y - r * 0.55 + r * 0.28 * i,
            x + r * 0.8,
            y - r * 0.55 + r * 0.28 * i,
            stroke(stone.lighter(-0.10), 2.4),
        )
    pen.oval(x + r * 0.9, y - r * 0.15, r * 0.34, r * 0.66, fill(stone.lighter(0.03)))
    pen.circle(x + r * 0.9, y - r * 0.15, r * 0.12, fill(stone.lighter(-0.15)))


def graveyard(stage: Stage) -> None:
    """Old stones and crosses on a slope, a chapel, an iron gate, bare trees, mist."""
    h, w, pen, chance = stage.height, stage.width, stage.pen, stage.chance("graveyard")
    vista.vista(stage, 0.50, ("woods", "hills"))
    grass = C(0.50, 0.09, 135)
    vista.swell(stage, "hill", h * 0.62, h * 0.07, grass, 0.14)
    prop(stage, Shape("building", "church"), chance.pick((0.26, 0.74)), 0.63, 0.30, 0.24)
    land.ground(stage, h * 0.69, grass.lighter(-0.04), "grass", 130)
    vista.lane(stage, C(0.66, 0.03, 70), 0.5, 0.67, 0.22, 0.04)
    for line, (y, s) in enumerate(((0.70, 0.05), (0.75, 0.07), (0.82, 0.10), (0.92, 0.14))):
        count = 7 - line
        for i in range(round(count * max(1.0, w / 1000))):
            x = (i + chance.between(0.25, 0.75)) / round(count * max(1.0, w / 1000))
            if abs(x - 0.48) > 0.12 + 0.05 * line:
                _headstone(
                    stage,
                    x * w,
                    h * (y + chance.between(-0.01, 0.01)),
                    unit_of(stage) * s,
                    0.16 - 0.04 * line,
                )
    for x, flip in ((0.04, False), (0.97, True)):
        prop(stage, Shape("tree", "bare"), x, 0.84, 0.62, 0.02, 0.4, flip)
    fence = stroke(stage.lit(C(0.20, 0.02, 260)), 4)
    for i in range(round(30 * max(1.0, w / 1000))):
        x = w * (i + 0.5) / round(30 * max(1.0, w / 1000))
        if abs(x / w - 0.5) > 0.06:
            pen.line(x, h * 0.655, x, h * 0.61, fence)
    for a, b in ((0.0, 0.44), (0.56, 1.0)):
        for y in (0.618, 0.648):
            pen.line(w * a, h * y, w * b, h * y, fence)
    mist(stage, h * 0.70, 0.34, 80)
    stage.ground = "dark grass"
    stage.slots = dict(vista.SLOTS)


def _headstone(stage: Stage, x: float, y: float, s: float, depth: float) -> None:
    pen, chance = stage.pen, stage.chance("stone", round(x), round(y))
    stone = stage.lit(C(chance.between(0.58, 0.72), 0.015, chance.pick((90, 150, 250))), depth)
    pen.oval(x, y, s * 0.6, s * 0.09, fill(stage.light.shadow, 0.4, blur=4))
    with pen.at(x, y, chance.between(-6, 6)):
        if chance.often(0.3):
            pen.rect(-s * 0.09, -s * 1.1, s * 0.18, s * 1.1, fill(stone))
            pen.rect(-s * 0.36, -s * 0.86, s * 0.72, s * 0.17, fill(stone))
        else:
            slab = outline(
                f"M {-s * 0.36} 0 L {-s * 0.36} {-s * 0.62} Q {-s * 0.34} {-s} 0 {-s} Q {s * 0.34} {-s} {s * 0.36} {-s * 0.62} L {s * 0.36} 0 Z"
            )
            pen.shape(slab, across(-s * 0.36, s * 0.36, stone.lighter(0.05), stone.lighter(-0.10)))
            for i in range(2):
                pen.line(
                    -s * 0.18,
                    -s * (0.66 - 0.16 * i),
                    s * 0.18,
                    -s * (0.66 - 0.16 * i),
                    stroke(stone.lighter(-0.14), max(1.5, s * 0.03)),
                )
        if season.snowy(stage):
            pen.oval(0, -s * 0.98, s * 0.36, s * 0.08, fill(stage.lit(season.SNOW)))
    if chance.often(0.25) and not season.snowy(stage):
        for i in range(3):
            pen.circle(
                x + s * (0.2 - 0.16 * i),
                y - s * 0.04,
                s * 0.07,
                fill(stage.lit(C(0.66, 0.17, chance.pick((20, 90, 340))))),
            )
