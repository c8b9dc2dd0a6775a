"""A city of the future."""

from __future__ import annotations

import math
from collections.abc import Callable

import skia

from affresco.studio.engines.illustrator.painting.chance import Chance
from affresco.studio.engines.illustrator.painting.colour import Colour
from affresco.studio.engines.illustrator.painting.pen import (
    Point,
    across,
    down,
    fill,
    outline,
    polygon,
    stroke,
)
from affresco.studio.engines.illustrator.painting.stage import Slot, Stage
from affresco.studio.engines.illustrator.subjects.families import Shape

from . import land, season
from .props import row
from .sky import mist, sky

C = Colour
_LAMP = C(0.90, 0.12, 82)
_NEON = (C(0.82, 0.14, 195), C(0.74, 0.19, 330), C(0.80, 0.15, 170), C(0.84, 0.14, 90))

_HULL = (
    "M -1 0.05 Q -0.9 -0.22 -0.4 -0.25 Q 0.1 -0.60 0.5 -0.22 Q 1 -0.15 1.05 0.06 "
    "Q 0.9 0.24 0 0.25 Q -0.9 0.24 -1 0.05 Z"
)


def future_city(stage: Stage) -> None:
    """Slender towers with gardens and rings, bridges between them, small craft in the air."""
    h, w, chance = stage.height, stage.width, stage.chance("future")
    stage.horizon = h * 0.70
    stage.set_sun()
    sky(stage, clouds=0.35)
    for layer, (depth, tallest, count) in enumerate(
        ((0.66, 0.50, 13), (0.40, 0.60, 9), (0.12, 0.54, 6))
    ):
        many = round(count * max(1.0, w / 1000))
        for i in range(many):
            x = w * (i + chance.between(0.2, 0.8)) / many
            if layer == 2 and 0.30 < x / w < 0.66:
                continue  # a view into the depth
            tall = h * tallest * chance.between(0.5, 1.0)
            _future_tower(stage, chance, x, h * 0.80, tall, depth)
        mist(stage, h * 0.72, 0.3, 80)
        if layer < 2:
            _skyway(stage, h * (0.52 + 0.09 * layer), depth - 0.06, layer)
    for i in range(round(9 * max(1.0, w / 1000))):
        near = chance.between(0.3, 1)
        if not stage.entity("flying-car"):
            x, y = w * chance.between(), h * chance.between(0.12, 0.58)
            _craft(stage, chance, x, y, 26 * near, i)
    row(stage, Shape("tree", "round"), 0.80, 0.06, 16, 0.14)
    _deck(stage)
    stage.shine()
    stage.ground = "none"
    stage.slots = {
        "main": Slot(0.44, 0.955, 0.40),
        "second": Slot(0.70, 0.95, 0.28),
        "air": Slot(0.5, 0.34, 0.20),
    }
    _named_craft(stage, chance)


def _named_craft(stage: Stage, chance: Chance) -> None:
    """Several flying cars that are named: some more than were counted, for the air is wide."""
    for entity in stage.scene.entities:
        if entity.concept != "flying-car" or entity.count < 2 or entity.relation is not None:
            continue
        stage.draws(entity)
        for i in range(4 + entity.count):
            x = stage.width * (0.10 + 0.80 * chance.between())
            y = stage.height * chance.between(0.14, 0.60)
            _craft(stage, chance, x, y, chance.between(24, 58), i)
        stage.shine()


# Half the width of a tower at a share of its height: a needle, a saucer on a stem, a sail, a
# rounded slab, a spindle.
_PROFILES: tuple[Callable[[float], float], ...] = (
    lambda t: (1 - t) ** 1.3 * 1.3 + 0.03,
    lambda t: 0.34 + 1.5 * math.exp(-(((t - 0.80) / 0.055) ** 2)),
    lambda t: math.sqrt(max(0.0, 1 - t**2.2)),
    lambda t: 0.9 * math.sqrt(max(0.0, 1 - max(0.0, (t - 0.85) / 0.15) ** 2)),
    lambda t: 0.35 + 0.9 * math.sin(math.pi * min(1.0, t * 0.9 + 0.1)) ** 2,
)
_NEEDLE, _SAUCER, _SAIL, _SLAB, _SPINDLE = range(5)


def _future_tower(
    stage: Stage, chance: Chance, x: float, foot: float, tall: float, depth: float
) -> None:
    """One tower by its profile, with bands of glass by day and lit windows by night."""
    pen, kind = stage.pen, chance.whole(0, len(_PROFILES) - 1)
    half = tall * chance.between(0.075, 0.115)
    left, right = _outline(kind, x, foot, tall, half)
    body = polygon([*left, *right[::-1]])
    glass = stage.lit(
        chance.pick((C(0.84, 0.03, 225), C(0.78, 0.06, 215), C(0.90, 0.02, 90))), depth
    )
    shades = (glass.lighter(0.07), glass, glass.lighter(-0.13))
    pen.shape(body, across(x - half, x + half, *shades, stops=(0, 0.45, 1)))
    dark, neon = stage.light.dark, chance.pick(_NEON)
    with pen.inside(body):
        _storeys(stage, chance, x, foot, tall, half, depth)
    if dark:
        pen.shape(polygon(left, False), stroke(neon.mix(stage.light.haze, depth), 3, 0.9))
        stage.glow(x, foot - tall * 0.7, half * 3, neon, 0.25 * (1 - depth))
    if kind in (_NEEDLE, _SAUCER, _SPINDLE):
        pen.line(x, foot - tall + 4, x, foot - tall * 1.10, stroke(glass.lighter(-0.10), 3))
        if dark:
            stage.glow(x, foot - tall * 1.10, 26, C(0.70, 0.2, 25), 0.8)
    if kind == _SLAB:
        ring = skia.Rect.MakeLTRB(
            x - half * 1.7, foot - tall * 0.74, x + half * 1.7, foot - tall * 0.66
        )
        pen.canvas.drawArc(ring, 0, 180, False, stroke(glass.lighter(0.05), 7))


def _outline(
    kind: int, x: float, foot: float, tall: float, half: float
) -> tuple[list[Point], list[Point]]:
    """Both edges of a tower, from its foot up; a sail leans, and is thin on one side."""
    left: list[Point] = []
    right: list[Point] = []
    for i in range(33):
        t = i / 32
        reach = half * _PROFILES[kind](t)
        lean = half * 0.8 * t**1.6 if kind == _SAIL else 0.0
        left.append((x - reach + lean, foot - tall * t))
        right.append((x + reach * (0.4 if kind == _SAIL else 1.0) + lean, foot - tall * t))
    return left, right


def _storeys(
    stage: Stage, chance: Chance, x: float, foot: float, tall: float, half: float, depth: float
) -> None:
    """What is seen on the front of a tower, and perhaps a garden half-way up."""
    pen, step, haze = stage.pen, 15 + 9 * (1 - depth), stage.light.haze
    for i in range(int(tall / step)):
        y = foot - tall + step * (i + 0.6)
        if not stage.light.dark:
            band = fill(C(0.62, 0.09, 225).mix(haze, depth), 0.6)
            pen.rect(x - half * 2.4, y, half * 4.8, step * 0.40, band)
            continue
        lamp = fill(_LAMP.mix(haze, depth), 0.9)
        for j in range(7):
            if chance.often(0.42):
                pen.rect(x + half * (-0.9 + 0.27 * j), y, half * 0.17, step * 0.42, lamp)
    if chance.often(0.5) and depth < 0.5:  # gardens in the air
        y = foot - tall * chance.between(0.3, 0.6)
        for j in range(9):
            leaf = season.leaves(stage, C(0.58, 0.13, 140), chance)
            px = x + half * (-1.2 + 0.3 * j)
            pen.circle(px, y, half * 0.24, fill(stage.lit(leaf, depth)))


def _skyway(stage: Stage, y: float, depth: float, number: int) -> None:
    """A road on thin legs that swings through the air."""
    w, h, pen = stage.width, stage.height, stage.pen
    chance = stage.chance("skyway", number)
    rise = h * chance.between(0.03, 0.07) * chance.side()
    tone = stage.lit(C(0.88, 0.02, 230), depth)
    points = [(-60 + (w + 120) * i / 12, y + rise * math.sin(i * 0.6 + number)) for i in range(13)]
    for x, top in points[1::3]:
        pen.line(x, top, x, h * 0.80, stroke(tone.lighter(-0.09), 7 - 3 * depth))
    pen.curve(points, stroke(tone.lighter(-0.12), 17 - 8 * depth))
    pen.curve([(x, py - 4) for x, py in points], stroke(tone, 9 - 4 * depth))
    if stage.light.dark:
        pen.curve([(x, py + 5) for x, py in points], stroke(_NEON[number], 2.6, 0.9))


def _craft(stage: Stage, chance: Chance, x: float, y: float, s: float, number: int) -> None:
    """A small flying car with its light."""
    pen, side = stage.pen, 1 if number % 2 else -1
    hull = stage.lit(
        chance.pick((C(0.62, 0.17, 27), C(0.80, 0.13, 85), C(0.55, 0.13, 250), C(0.92, 0.01, 90)))
    )
    with pen.at(x, y, 0, (side * s, s)):
        trail = across(-3.2, -0.9, (_NEON[number % 4], 0.0), (_NEON[number % 4], 0.55))
        pen.rect(-3.2, -0.06, 2.4, 0.16, trail)
        pen.shape(
            outline(_HULL),
            fill(hull),
        )
        pen.shape(
            outline("M -0.28 -0.24 Q 0.1 -0.50 0.42 -0.20 Z"), fill(stage.lit(C(0.36, 0.05, 240)))
        )
        pen.rect(-0.8, 0.08, 1.6, 0.05, fill(hull.lighter(0.14)))
    stage.glow(x + side * s, y, s * (1.6 if stage.light.dark else 0.7), C(0.96, 0.06, 95), 0.7)


def _deck(stage: Stage) -> None:
    """A terrace with a glass rail from which one looks."""
    h, w, pen = stage.height, stage.width, stage.pen
    floor = stage.lit(C(0.86, 0.02, 220).mix(season.SNOW, 0.8 if season.snowy(stage) else 0))
    edge: list[Point] = [(-60, h * 0.865), (w * 0.5, h * 0.845), (w + 60, h * 0.865)]
    pane = stage.lit(C(0.86, 0.05, 215))
    rail = [(x, y - h * 0.055) for x, y in edge]
    pen.polygon([*edge, *rail[::-1]], fill(pane, 0.35))
    pen.curve(rail, stroke(pane.lighter(0.08), 5))
    path = land.under_curve(stage, edge)
    pen.shape(path, down(h * 0.85, h, floor, floor.lighter(-0.13)))
    for i in range(-6, 7):
        pen.line(
            w * 0.5 + i * w * 0.08,
            h * 0.85,
            w * 0.5 + i * w * 0.16,
            h * 1.05,
            stroke(floor.lighter(-0.10), 2.5, 0.6),
        )
    glowing = stroke(_NEON[0], 4, 0.9) if stage.light.dark else stroke(floor.lighter(0.08), 4)
    pen.curve(edge, glowing)
