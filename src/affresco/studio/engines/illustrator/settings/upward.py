"""Places seen from far below: what stands around leans together towards a point overhead."""

from __future__ import annotations

import math
from typing import Final

import skia

from affresco.studio.engines.illustrator.painting.chance import Chance
from affresco.studio.engines.illustrator.painting.colour import Colour
from affresco.studio.engines.illustrator.painting.pen import (
    Point,
    down,
    fill,
    linear,
    polygon,
    radial,
    stroke,
)
from affresco.studio.engines.illustrator.painting.stage import Slot, Stage
from affresco.studio.engines.illustrator.reading.lexicon import lexicon

from . import season
from .sky import sky

C = Colour
_TOWERS: Final = frozenset(("skyline", "street"))
_HOUSES: Final = frozenset(("old-town", "square", "canal", "courtyard", "village", "market"))
_WOODS: Final = frozenset(("forest", "jungle", "orchard"))
PLACES: Final = _TOWERS | _HOUSES | _WOODS | {"church"}
"""Places that look quite otherwise from far below; others only sink."""
_GLASS = (C(0.62, 0.08, 240), C(0.72, 0.06, 215), C(0.56, 0.09, 258), C(0.70, 0.05, 60))
_PLASTER = (C(0.84, 0.09, 70), C(0.78, 0.11, 45), C(0.87, 0.07, 85), C(0.74, 0.10, 28))
_LAMP = C(0.90, 0.12, 82)


def from_below(stage: Stage) -> None:
    """Paint the place of a stage as one sees it who looks straight up between its walls or trees."""
    h, w, chance = stage.height, stage.width, stage.chance("upward")
    stage.horizon = h * 1.05
    stage.sun_x, stage.sun_y = w * (0.5 + 0.12 * chance.side()), h * 0.16
    sky(stage, bottom=h, clouds=0.35)
    top = (w * (0.5 + chance.pick((-0.07, 0.0, 0.07))), h * chance.pick((0.10, 0.18)))
    if stage.scene.setting in _WOODS:
        _trunks(stage, chance, top)
    else:
        _walls(stage, chance, top, stage.scene.setting in _TOWERS)
    stage.ground, stage.shadows = "none", 0.0
    stage.slots = {
        "main": Slot(0.5, 0.985, 0.46),
        "second": Slot(0.76, 0.97, 0.32),
        "air": Slot(0.5, 0.34, 0.24),
    }


def _toward(point: Point, goal: Point, share: float) -> Point:
    return point[0] + (goal[0] - point[0]) * share, point[1] + (goal[1] - point[1]) * share


def _walls(stage: Stage, chance: Chance, top: Point, modern: bool) -> None:
    """Fronts on both sides, the nearest last."""
    h, w = stage.height, stage.width
    rows: list[tuple[float, float, float, float]] = []
    for side in (-1, 1):
        edge, deep = 0.10, 0.62
        for number in range(4):
            wide = chance.between(0.13, 0.18) * (1 + 0.55 * number)
            tall = chance.between(0.58, 0.84) if modern else chance.between(0.40, 0.56)
            rows.append((0.5 + side * edge, 0.5 + side * (edge + wide), deep + 0.13 * number, tall))
            edge += wide * 0.80
    for x0, x1, low, tall in sorted(rows, key=lambda row: row[2]):
        base = [(w * x0, h * (low + 0.12)), (w * x1, h * (low + 0.30))]
        _front(stage, chance, base, top, tall, modern, low)


def _front(
    stage: Stage,
    chance: Chance,
    base: list[Point],
    top: Point,
    tall: float,
    modern: bool,
    low: float,
) -> None:
    pen = stage.pen
    depth = max(0.0, 0.34 - 0.5 * (low - 0.4))
    tone = stage.lit(chance.pick(_GLASS if modern else _PLASTER), depth * 0.7)
    foot = [(x, y + stage.height * 0.6) for x, y in base]  # down beyond the edge of the picture
    roof = [_toward(point, top, tall) for point in base]
    shape = [foot[0], base[0], roof[0], roof[1], base[1], foot[1]]
    light = linear(base[1], roof[1], (tone.lighter(-0.12), tone.mix(stage.light.haze, 0.22)))
    pen.polygon(shape, light)
    dark, columns, floors = stage.light.dark, chance.whole(4, 6), 13 if modern else 6
    for j in range(floors):
        v0, v1 = (j + 0.22) / floors, (j + (0.72 if modern else 0.66)) / floors
        for i in range(columns):
            u0, u1 = (i + 0.18) / columns, (i + 0.82 if modern else i + 0.66) / columns
            lit = dark and chance.often(0.5)
            pane = _LAMP if lit else tone.lighter(-0.17 if not modern else 0.15)
            corners = [_on(base, roof, u, v) for u, v in ((u0, v0), (u1, v0), (u1, v1), (u0, v1))]
            pen.polygon(corners, fill(pane, 0.9))
    if not modern:  # eaves
        eaves = [_toward(roof[0], base[0], 0.05), roof[0], roof[1], _toward(roof[1], base[1], 0.05)]
        pen.shape(polygon(eaves), fill(stage.lit(C(0.46, 0.09, 40), depth * 0.5)))


def _on(base: list[Point], roof: list[Point], u: float, v: float) -> Point:
    """A point of a front: u across, v up; floors grow smaller upwards."""
    high = 1 - (1 - v) ** 1.7
    a, b = _toward(base[0], roof[0], high), _toward(base[1], roof[1], high)
    return _toward(a, b, u)


def _trunks(stage: Stage, chance: Chance, top: Point) -> None:
    """Trunks that rise from all sides, leaves around an opening full of light."""
    h, w, pen = stage.height, stage.width, stage.pen
    for entity in stage.scene.entities:
        if lexicon().concepts[entity.concept].family == "tree" and entity.relation is None:
            stage.draws(entity)
    glow = C(0.97, 0.05, 110) if not stage.light.dark else stage.light.middle
    green = season.leaves(stage, C(0.62, 0.14, 132), chance)
    tones = [glow, stage.lit(green, 0.35), stage.lit(green.lighter(-0.18))]
    pen.wash(radial(top, max(w, h) * 0.9, tones, (0.05, 0.38, 1)))
    for layer in range(3):
        for _ in range(44):
            angle, away = chance.between(0, math.tau), chance.between(0.24 + 0.12 * layer, 0.9)
            x = top[0] + math.cos(angle) * away * max(w, h) * 0.9
            y = top[1] + math.sin(angle) * away * max(w, h) * 0.8
            leaf = season.leaves(stage, C(0.56 - 0.07 * layer, 0.13, 135), chance)
            size = chance.between(46, 104)
            _spray(stage, chance, (x, y), top, size, stage.lit(leaf, 0.3 - 0.14 * layer))
        count = 5 + 2 * layer
        for i in range(count):
            side = (i + chance.between(0.2, 0.8)) / count
            foot = (w * (side * 1.5 - 0.25), h * 1.12)
            if abs(foot[0] - w / 2) < w * 0.14:
                continue
            _trunk(stage, chance, foot, top, 26.0 + 26 * layer, 0.42 - 0.17 * layer)


def _spray(stage: Stage, chance: Chance, at: Point, top: Point, size: float, tone: Colour) -> None:
    """A bough seen from below: leaves on both sides of a twig that points to the light."""
    turn = math.degrees(math.atan2(top[1] - at[1], top[0] - at[0])) + chance.between(-38, 38)
    with stage.pen.at(*at, turn):
        stage.pen.line(-size, 0, size, 0, stroke(tone.lighter(-0.10), 3))
        light, dark = skia.Path(), skia.Path()
        for i in range(6):
            x, long = size * (i / 3.2 - 0.9), size * (0.62 - 0.06 * i)
            for side in (-1, 1):
                path = light if (i + side) % 3 else dark
                path.moveTo(x, 0)
                path.quadTo(x + long * 0.05, side * long * 0.5, x + long * 0.62, side * long * 0.72)
                path.quadTo(x + long * 0.66, side * long * 0.10, x, 0)
        stage.pen.shape(dark, fill(tone.lighter(-0.06), 0.95))
        stage.pen.shape(light, fill(tone, 0.95))


def _trunk(
    stage: Stage, chance: Chance, foot: Point, top: Point, half: float, depth: float
) -> None:
    bark = stage.lit(C(0.40, 0.05, 55).lighter(chance.between(-0.04, 0.04)), depth)
    end = _toward(foot, top, chance.between(0.72, 0.92))
    shape = [
        (foot[0] - half, foot[1]), (end[0] - half * 0.16, end[1]),
        (end[0] + half * 0.16, end[1]), (foot[0] + half, foot[1]),
    ]  # fmt: skip
    stage.pen.polygon(shape, down(end[1], foot[1], bark.mix(stage.light.haze, 0.35), bark))
