"""A Japanese garden: a pond with carp, a red bridge, lanterns of stone, maples and pines."""

from __future__ import annotations

import math

from affresco.studio.engines.illustrator.painting.colour import Colour
from affresco.studio.engines.illustrator.painting.pen import Point, curve, down, fill, stroke
from affresco.studio.engines.illustrator.painting.stage import Slot, Stage
from affresco.studio.engines.illustrator.subjects.families import Shape

from . import land, season, vista, water
from .props import prop, row, unit_of
from .sacred import stone_lantern

C = Colour
_RED = C(0.56, 0.18, 28)


def japanese_garden(stage: Stage) -> None:
    """The pond in the middle, the bridge over it, trees around, stepping stones in front."""
    h, w, pen, chance = stage.height, stage.width, stage.pen, stage.chance("japanese garden")
    vista.vista(stage, 0.44, ("mountains", "woods", "hills"))
    land.ground(stage, h * 0.54, land.GRASS.lighter(-0.03), "grass", 90)
    side = chance.pick((-1, 1))

    def at(share: float) -> float:
        return 0.5 + side * (share - 0.5)

    row(stage, Shape("tree", "pine"), 0.555, 0.16, 8, 0.30)
    prop(stage, Shape("building", "pagoda"), at(0.80), 0.60, 0.36, 0.18, 0.2)
    maple = Shape("tree", "round", colour="" if season.snowy(stage) else "#c4472f")
    cherry = Shape("tree", "round", colour="" if season.snowy(stage) else "#f0b6c8")
    prop(stage, cherry if stage.has("spring") else maple, at(0.17), 0.66, 0.36, 0.10)
    prop(stage, Shape("tree", "round"), at(0.98), 0.66, 0.30, 0.12)
    shore = _pond(stage, side)
    _bridge(stage, w * at(0.47), h * 0.70, unit_of(stage) * 0.52)
    for x, y, size in ((0.13, 0.80, 0.17), (0.70, 0.655, 0.10)):
        stone_lantern(stage, w * at(x), h * y, unit_of(stage) * size)
    for i in range(13):
        x, y = shore[(i * 5) % len(shore)]
        r = unit_of(stage) * chance.between(0.016, 0.045) * (0.6 + y / h)
        tone = stage.lit(
            land.snowed(stage, C(0.58, 0.02, 110).lighter(chance.between(-0.08, 0.06)))
        )
        pen.oval(
            x,
            y,
            r,
            r * 0.6,
            down(y - r * 0.6, y + r * 0.6, tone.lighter(0.08), tone.lighter(-0.10)),
        )
    prop(stage, cherry if stage.has("spring") else maple, at(0.98), 0.97, 0.62)
    row(stage, Shape("plant", "fern"), 0.99, 0.11, 6, 0.0, 0.24)
    stage.shine()
    stage.ground = "none"
    stage.slots = {
        "main": Slot(at(0.46), 0.95, 0.34),
        "second": Slot(at(0.22), 0.90, 0.26),
        "air": Slot(0.5, 0.22, 0.2),
    }


def _pond(stage: Stage, side: int) -> list[Point]:
    """Still water with lily pads and carp; returns its shore."""
    h, w, pen, chance = stage.height, stage.width, stage.pen, stage.chance("pond")
    rough = ((0.16, 0.735), (0.30, 0.685), (0.48, 0.665), (0.68, 0.68), (0.86, 0.70), (0.92, 0.77),
             (0.84, 0.845), (0.66, 0.875), (0.46, 0.87), (0.26, 0.845))  # fmt: skip
    shore: list[Point] = [(w * (0.5 + side * (x - 0.5)), h * y) for x, y in rough]
    path = curve(shore, True)
    tone = stage.lit(C(0.56, 0.07, 190))
    pen.shape(path, stroke(stage.lit(C(0.46, 0.05, 90)), 16, 0.7))
    pen.shape(path, down(h * 0.67, h * 0.88, stage.light.horizon.mix(tone, 0.45), tone))
    with pen.inside(path):
        water.reflect(stage, h * 0.685, 0.42, 3)
        for _ in range(17):
            x, y = w * chance.between(0.18, 0.9), h * chance.between(0.71, 0.86)
            r = 14 + 60 * (y / h - 0.68)
            if abs(x / w - 0.5) > 0.14:
                pad = stage.lit(C(0.56, 0.12, 138).lighter(chance.between(-0.05, 0.05)))
                pen.arc(x - r, y - r * 0.32, 2 * r, r * 0.64, 20, 320, fill(pad))
        if not season.snowy(stage):
            for i in range(6):
                x, y = w * chance.between(0.30, 0.72), h * (0.765 + 0.016 * i)
                _carp(stage, x, y, 26 + 5 * i, chance.between(-30, 30))
    water.ripples(stage, h * 0.70, 12)
    return shore


def _carp(stage: Stage, x: float, y: float, s: float, turn: float) -> None:
    pen = stage.pen
    tone = stage.lit(C(0.70, 0.18, 45))
    with pen.at(x, y, turn, (1.0, 0.55)):
        pen.oval(0, 0, s, s * 0.34, fill(tone))
        pen.polygon(
            [(-s * 0.85, 0), (-s * 1.5, -s * 0.42), (-s * 1.35, s * 0.42)], fill(tone.lighter(0.05))
        )
        pen.oval(s * 0.25, -s * 0.04, s * 0.28, s * 0.20, fill(stage.lit(C(0.97, 0.01, 80))))


def _bridge(stage: Stage, x: float, y: float, wide: float) -> None:
    """An arched bridge of red wood; any bridge that is named plainly is this one."""
    for entity in stage.scene.entities:
        if entity.concept == "bridge" and entity.count == 1 and entity.relation in (None, "over"):
            if any(
                other.by == stage.scene.entities.index(entity) for other in stage.scene.entities
            ):
                return  # somebody stands on it, so it stands among the subjects
            stage.draws(entity)
    pen, half, rise = stage.pen, wide / 2, wide * 0.20
    named = stage.entity("bridge")
    plain = named is not None and named.colour is None and named.material in ("wooden", "stone")
    tone = stage.lit(C(0.56, 0.08, 58) if plain else _RED)
    points = [(x - half + wide * i / 20, y - rise * math.sin(math.pi * i / 20)) for i in range(21)]
    under = [(px, py + wide * 0.055) for px, py in points]
    for i in (4, 8, 12, 16):
        pen.line(
            points[i][0],
            points[i][1],
            points[i][0],
            y + wide * 0.09,
            stroke(tone.lighter(-0.12), wide * 0.022),
        )
    deck = curve(points)
    for px, py in under[::-1]:
        deck.lineTo(px, py)
    deck.close()
    pen.shape(deck, down(y - rise, y, tone.lighter(0.05), tone.lighter(-0.10)))
    snow = season.snowy(stage)
    for lift in (0.075, 0.125):
        rail = [(px, py - wide * lift) for px, py in points]
        pen.curve(rail, stroke(tone.lighter(-0.02), wide * 0.016))
        if snow and lift > 0.1:
            pen.curve(
                [(px, py - wide * 0.012) for px, py in rail], stroke(season.SNOW, wide * 0.016)
            )
    for i in range(0, 21, 2):
        px, py = points[i]
        pen.line(px, py, px, py - wide * 0.135, stroke(tone, wide * 0.02))
