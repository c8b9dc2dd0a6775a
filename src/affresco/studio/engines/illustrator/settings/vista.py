"""What lies behind open places: hills, woods, fields, mountains, a hamlet or a lake."""

from __future__ import annotations

import math

from affresco.studio.engines.illustrator.painting.chance import Chance
from affresco.studio.engines.illustrator.painting.colour import Colour
from affresco.studio.engines.illustrator.painting.pen import (
    Point,
    curve,
    down,
    fill,
    polygon,
    stroke,
)
from affresco.studio.engines.illustrator.painting.stage import Slot, Stage
from affresco.studio.engines.illustrator.subjects.families import Shape

from . import land, season
from .props import set_at, unit_of
from .sky import mist, sky

C = Colour
SLOTS = {
    "main": Slot(0.42, 0.92, 0.42),
    "second": Slot(0.70, 0.88, 0.29),
    "air": Slot(0.6, 0.28, 0.24),
}
_FAR = C(0.60, 0.06, 215)
_CROPS = (
    C(0.68, 0.14, 128),
    C(0.78, 0.12, 98),
    C(0.60, 0.12, 138),
    C(0.72, 0.13, 112),
    C(0.64, 0.08, 75),
)
ALL = ("hills", "hills", "mountains", "woods", "fields", "hamlet", "lake")


def vista(stage: Stage, horizon: float, kinds: tuple[str, ...] = ALL, clouds: float = 0.45) -> str:
    """Paint sky and distance down to a little below the horizon (a share of the height).

    Returns which of `kinds` the seed has chosen. Slots for open country are set.
    """
    h = stage.height
    stage.horizon = h * horizon
    stage.set_sun()
    sky(stage, clouds=clouds)
    foggy = stage.has("fog") and "hills" in kinds
    kind = "hills" if foggy else stage.chance("vista", stage.scene.setting).pick(kinds)
    named = named_distance(stage)
    kind = named or kind
    stage.slots = dict(SLOTS)
    if kind == "mountains":
        low, high = (0.16, 0.34) if named else (0.10, 0.24)
        land.peaks(stage, h * (horizon + 0.03), 5, low, high, 0.58)
        mist(stage, h * horizon, 0.5)
    else:
        swell(stage, "v0", h * (horizon - 0.02), h * 0.07, _FAR, 0.62)
    if foggy:  # one fold behind the other, each paler
        for i, depth in enumerate((0.46, 0.30, 0.16)):
            tone = C(0.50, 0.09, 165 - 12 * i)
            swell(stage, f"fold{i}", h * (horizon - 0.05 + 0.035 * i), h * 0.10, tone, depth)
    rolling = C(0.60, 0.10, 150)
    if kind == "woods":
        swell(stage, "v1", h * (horizon + 0.01), h * 0.05, rolling.lighter(-0.06), 0.40)
        _wood(stage, h * (horizon + 0.045), 0.055, 0.26)
    else:
        swell(stage, "v1", h * (horizon + 0.012), h * 0.055, rolling, 0.42, trees=7)
    if kind == "lake":
        _far_lake(stage, h * (horizon + 0.035))
    swell(stage, "v2", h * (horizon + 0.055), h * 0.045, rolling.lighter(0.02), 0.24, trees=6)
    if kind == "fields":
        _patches(stage, h * (horizon + 0.02), h * (horizon + 0.13))
    if kind == "hamlet":
        _hamlet(stage, h * (horizon + 0.065))
    return kind


_NAMED = {
    "mountain": "mountains",
    "hill": "hills",
    "grove": "woods",
    "village": "hamlet",
    "lake": "lake",
}
_BEHIND = frozenset(("with", "behind", "before", "under"))


def named_distance(stage: Stage) -> str:
    """The kind of distance that the scene names as such: mountains behind a cabin are no subject; else ""."""
    if stage.scene.outlook == "mountains":
        return "mountains"
    for entity in stage.scene.entities:
        kind = _NAMED.get(entity.concept, "")
        plain = entity.colour is None and entity.material is None and not entity.pose
        far = "distant" in entity.qualities or (entity.count > 1 and entity.relation in _BEHIND)
        if kind and plain and far:
            stage.draws(entity)
            return kind
    return ""


def swell(
    stage: Stage, key: str, y: float, height: float, colour: Colour, depth: float, trees: int = 0
) -> list[Point]:
    """One smooth fold of land, lit along its top, with groups of trees. Returns its skyline."""
    chance, w, pen = stage.chance("swell", key), stage.width, stage.pen
    turns, phase = chance.between(0.7, 1.5), chance.between(0, math.tau)
    points = [
        (
            x,
            y
            - height
            * (0.5 * math.sin(turns * t * math.tau + phase) + 0.2 * math.sin(t * 11 + phase)),
        )
        for t in (i / 24 for i in range(25))
        for x in (-30 + (w + 60) * t,)
    ]
    local = stage.lit(land.snowed(stage, colour), depth)
    path = curve(points)
    path.lineTo(w + 60, stage.height + 400)
    path.lineTo(-60, stage.height + 400)
    path.close()
    bright, dim = local.mix(stage.light.key, 0.20), local.mix(stage.light.shadow, 0.10)
    pen.shape(path, down(y - height, y + height * 2.6, bright, local, dim, stops=(0, 0.35, 1)))
    if stage.lacks("trees"):
        return points
    for _ in range(round(trees * max(1.0, w / 1000))):
        _copse(stage, chance, points, height, depth, local)
    return points


def _copse(
    stage: Stage, chance: Chance, points: list[Point], height: float, depth: float, local: Colour
) -> None:
    """A few trees of one kind on a fold of land."""
    x, y = points[chance.whole(1, len(points) - 2)]
    needles = chance.often(0.35)
    for _ in range(chance.whole(1, 5)):
        tall, away = height * chance.between(0.5, 0.95), chance.between(-1.1, 1.1) * height
        leaf = season.leaves(stage, C(0.46, 0.10, 145), chance, needles)
        tone = stage.lit(leaf.lighter(chance.between(-0.03, 0.03)), depth).mix(local, 0.12)
        foot = y + height * chance.between(0.0, 0.25)
        if needles:
            land.conifer(stage, x + away, foot, tall, tone)
        else:
            land.clump(stage, x + away, foot, tall, tone)


def _wood(stage: Stage, y: float, size: float, depth: float) -> None:
    """The edge of a wood, two rows deep."""
    if stage.lacks("trees"):
        return
    chance, tall = stage.chance("edge"), stage.height * size
    many = round(34 * max(1.0, stage.width / 1000))
    for row in (0, 1):
        for i in range(many):
            x = stage.width * (i + chance.between(-0.6, 0.6)) / many
            needles = chance.often(0.3)
            leaf = season.leaves(stage, C(0.44, 0.10, 146), chance, needles)
            tone = stage.lit(leaf.lighter(chance.between(-0.04, 0.03)), depth - 0.06 * row)
            s = tall * chance.between(0.75, 1.25)
            draw = land.conifer if needles else land.clump
            draw(stage, x, y + row * tall * 0.3, s * (1.3 if needles else 1.0), tone)


def _far_lake(stage: Stage, y: float) -> None:
    w, pen, chance = stage.width, stage.pen, stage.chance("far lake")
    x, half = w * chance.between(0.3, 0.7), w * chance.between(0.16, 0.26)
    tone = stage.light.horizon.mix(stage.lit(C(0.66, 0.09, 230)), 0.5)
    pen.oval(x, y, half, stage.height * 0.016, fill(tone))
    pen.line(x - half * 0.5, y, x + half * 0.4, y, stroke(stage.light.key, 2, 0.5))


def _patches(stage: Stage, top: float, foot: float) -> None:
    """Fields in stripes between hedges, as on a quilt."""
    pen, w, chance = stage.pen, stage.width, stage.chance("patches")
    rows = 3
    for row in range(rows):
        y0, y1 = (
            top + (foot - top) * (row / rows) ** 1.4,
            top + (foot - top) * ((row + 1) / rows) ** 1.4,
        )
        x = -60.0 - 120 * chance.between()
        while x < w + 60:
            wide, lean = chance.between(120, 300) * (0.7 + 0.4 * row), chance.between(-40, 40)
            tone = stage.lit(land.snowed(stage, chance.pick(_CROPS)), 0.36 - 0.08 * row)
            quad = [(x + lean, y0), (x + wide + lean, y0), (x + wide, y1), (x, y1)]
            pen.polygon(quad, fill(tone))
            for i in range(1, 6):
                a = x + wide * i / 6
                pen.line(a + lean, y0, a, y1, stroke(tone.lighter(-0.04), 2, 0.6))
            hedge = stage.lit(land.snowed(stage, C(0.44, 0.10, 145)), 0.3 - 0.08 * row)
            pen.line(x + lean, y0, x, y1, stroke(hedge, 4 + 2 * row))
            x += wide
        pen.line(
            -60,
            y1,
            w + 60,
            y1,
            stroke(stage.lit(land.snowed(stage, C(0.44, 0.10, 145)), 0.25), 4 + row),
        )


def _hamlet(stage: Stage, y: float) -> None:
    """A few houses and a church tower far away."""
    chance, w, unit = stage.chance("hamlet"), stage.width, unit_of(stage)
    x = w * chance.pick((0.2, 0.34, 0.7, 0.82))
    for i in range(5):
        kind = "church" if i == 2 else "house"
        size = unit * (0.085 if i == 2 else chance.between(0.045, 0.06))
        set_at(
            stage,
            Shape("building", kind),
            x + (i - 2) * unit * 0.05,
            y + chance.between(0, 10),
            size,
            0.38,
            0.0,
        )
    for _ in range(5):
        leaf = stage.lit(season.leaves(stage, C(0.46, 0.10, 145), chance), 0.34)
        land.clump(stage, x + chance.between(-0.16, 0.16) * unit, y + 14, unit * 0.035, leaf)


def paving(
    stage: Stage, top: float, stone: Colour, vx: float, rows: int = 13, checks: bool = False
) -> None:
    """Paving slabs in perspective from `top` (units) down; vx: the vanishing point, in units."""
    h, w, pen, chance = stage.height, stage.width, stage.pen, stage.chance("paving")
    base = stone.mix(season.SNOW, 0.82) if season.snowy(stage) else stone
    near, far = stage.lit(base.lighter(-0.04)), stage.lit(base.lighter(0.03), 0.18)
    pen.rect(-400, top, w + 800, h, down(top, h, far, near))
    if season.snowy(stage):
        for _ in range(24):
            y = top + (h - top) * chance.between() ** 1.2
            soft = fill(near.mix(stage.light.shadow, 0.2), 0.25, blur=8)
            pen.oval(chance.between(0, w), y, chance.between(60, 220), 9, soft)
        return
    line = stroke(near.lighter(-0.09), 2.2, 0.55)
    levels = [top + (h + 20 - top) * (i / rows) ** 1.9 for i in range(rows + 1)]
    origin = top - (h - top) * 0.16
    many = round(16 * max(1.0, w / 1000))

    def across(i: float, y: float) -> float:
        return vx + i * w * 0.11 * (y - origin) / (h - origin)

    for j in range(rows):
        y0, y1 = levels[j], levels[j + 1]
        shift = 0.5 * (j % 2)
        for i in range(-many, many):
            a = i + shift
            quad = [
                (across(a, y0), y0),
                (across(a + 1, y0), y0),
                (across(a + 1, y1), y1),
                (across(a, y1), y1),
            ]
            if quad[2][0] < -20 or quad[3][0] > w + 20:
                continue
            if (checks and (i + j) % 2) or (not checks and chance.often(0.34)):
                pen.polygon(
                    quad, fill(near.lighter(-0.07 if checks else chance.between(-0.05, 0.04)), 0.7)
                )
            pen.line(*quad[0], *quad[3], line)
        pen.line(-20, y1, w + 20, y1, line)


def lane(
    stage: Stage, colour: Colour, x: float, top: float, wide: float = 0.30, bend: float = 0.0
) -> None:
    """A footpath from the front to `top`, both in shares; ends at x."""
    h, w = stage.height, stage.width
    tone = stage.lit(land.snowed(stage, colour) if season.snowy(stage) else colour)
    left: list[Point] = []
    right: list[Point] = []
    for i in range(13):
        t = i / 12
        y = h * (top + (1.05 - top) * t**1.5)
        half = w * wide * 0.5 * t**1.5 + 5
        mid = w * (x + bend * math.sin(t * 4.2) * (0.25 + 0.75 * t))
        left.append((mid - half, y))
        right.append((mid + half, y))
    pen = stage.pen
    pen.shape(
        polygon([*left, *right[::-1]]),
        down(h * top, h, tone.mix(stage.light.haze, 0.25), tone.lighter(-0.05)),
    )
    for edge in (left, right):
        pen.curve(edge, stroke(tone.lighter(-0.10), 4, 0.5))
