"""A city of towers beside the water, with a bridge or a park in front."""

from __future__ import annotations

from affresco.studio.engines.illustrator.painting.chance import Chance
from affresco.studio.engines.illustrator.painting.colour import Colour
from affresco.studio.engines.illustrator.painting.pen import across, down, fill, outline, stroke
from affresco.studio.engines.illustrator.painting.stage import Slot, Stage
from affresco.studio.engines.illustrator.subjects.families import Shape

from . import land, season, water
from .props import row
from .sky import sky

C = Colour
_GLASS = (
    C(0.66, 0.07, 235),
    C(0.74, 0.05, 215),
    C(0.60, 0.08, 255),
    C(0.80, 0.04, 200),
    C(0.72, 0.05, 60),
    C(0.66, 0.07, 40),
)
_LAMP = C(0.90, 0.12, 82)


def skyline(stage: Stage) -> None:
    """Three rows of towers over water that mirrors them; a quay with trees in front."""
    h, w, pen, chance = stage.height, stage.width, stage.pen, stage.chance("skyline")
    stage.horizon = h * 0.62
    stage.set_sun()
    sky(stage, clouds=0.5)
    for layer, (depth, tallest) in enumerate(((0.62, 0.44), (0.38, 0.40), (0.12, 0.30))):
        x, foot = -40.0, stage.horizon + layer * 12
        while x < w:
            wide, tall = chance.between(44, 104), chance.between(0.34, 1) * tallest * h
            _tower(stage, chance, x, foot, wide, tall, depth)
            x += wide + chance.between(-6, 14)
    row(stage, Shape("tree", "round"), (stage.horizon + 30) / h, 0.05, 20, 0.12)
    shore = stage.horizon + 30
    deep = stage.light.middle.mix(stage.lit(C(0.50, 0.10, 234)), 0.6)
    pen.rect(-40, shore, w + 80, h, down(shore, h, stage.light.horizon.mix(deep, 0.4), deep))
    water.reflect(stage, shore, 0.6)
    water.ripples(stage, shore, 70)
    if chance.often(0.15):
        _bridge(stage, shore)
    _promenade(stage, h * 0.885)
    stage.shine()
    stage.ground = "none"
    stage.slots = {
        "main": Slot(0.40, 0.965, 0.40),
        "second": Slot(0.68, 0.96, 0.29),
        "air": Slot(0.4, 0.26, 0.22),
    }


def _tower(
    stage: Stage, chance: Chance, x: float, foot: float, wide: float, tall: float, depth: float
) -> None:
    """One tower: plain, stepped, pointed or round-topped, with its windows in rows."""
    pen, top = stage.pen, foot - tall
    tone = stage.lit(chance.pick(_GLASS), depth)
    body = across(x, x + wide, tone.lighter(0.05), tone.lighter(-0.06))
    pen.rect(x, top, wide, tall + 60, body)
    kind = chance.whole(0, 4)
    if kind == 1:
        pen.rect(x + wide * 0.2, top - tall * 0.09, wide * 0.6, tall * 0.1, body)
        pen.line(x + wide / 2, top - tall * 0.09, x + wide / 2, top - tall * 0.22, stroke(tone, 4))
    elif kind == 2:
        pen.polygon([(x, top + 1), (x + wide, top + 1), (x + wide / 2, top - wide * 0.8)], body)
    elif kind == 3:
        pen.arc(x, top - wide * 0.45, wide, wide * 0.9, 180, 180, body)
    elif kind == 4:
        pen.polygon([(x, top + 1), (x + wide, top + 1), (x + wide, top - wide * 0.45)], body)
    if season.snowy(stage):
        pen.rect(x - 2, top - 5, wide + 4, 9, fill(stage.lit(season.SNOW, depth * 0.6)))
    columns, rows = max(2, int(wide / 15)), max(3, int(tall / 19))
    dark = stage.light.dark
    bands = chance.often(0.35) and not dark
    for j in range(rows):
        y = top + tall * (j + 0.3) / rows
        if bands:
            pen.rect(
                x + 5,
                y,
                wide - 10,
                tall / rows * 0.42,
                fill(tone.lighter(0.07 if j % 2 else -0.05), 0.8),
            )
            continue
        for i in range(columns):
            lit = dark and chance.often(0.5)
            if not dark and chance.often(0.35):
                continue
            pane = _LAMP if lit else tone.lighter(-0.07 if dark else 0.08)
            pen.rect(
                x + wide * (i + 0.24) / columns,
                y,
                wide / columns * 0.52,
                tall / rows * 0.45,
                fill(pane, 0.85),
            )


def _bridge(stage: Stage, shore: float) -> None:
    """A hanging bridge across the water, far away."""
    w, h, pen = stage.width, stage.height, stage.pen
    steel = stage.lit(C(0.56, 0.03, 240), 0.25)
    deck, top = shore + h * 0.045, shore - h * 0.09
    towers = (w * 0.22, w * 0.78)
    for x in towers:
        pen.rect(x - 8, top, 16, deck - top + h * 0.03, fill(steel))
    for x0, x1 in ((-w * 0.2, towers[0]), (towers[0], towers[1]), (towers[1], w * 1.2)):
        y0, y1 = (top if x0 > 0 else deck), (top if x1 < w else deck)
        low = deck - 8 if x0 > 0 and x1 < w else (y0 + y1) / 2 + 20
        pen.shape(
            outline(f"M {x0} {y0} Q {(x0 + x1) / 2} {low * 2 - (y0 + y1) / 2} {x1} {y1}"),
            stroke(steel, 4),
        )
        for i in range(1, 14):
            t = i / 14
            x, y = (
                x0 + (x1 - x0) * t,
                (1 - t) ** 2 * y0 + 2 * t * (1 - t) * (low * 2 - (y0 + y1) / 2) + t * t * y1,
            )
            pen.line(x, y, x, deck, stroke(steel, 1.6, 0.8))
    pen.rect(-40, deck - 6, w + 80, 12, fill(steel.lighter(-0.05)))


def _promenade(stage: Stage, y: float) -> None:
    """A quay with a rail."""
    h, w, pen = stage.height, stage.width, stage.pen
    stone = stage.lit(
        land.snowed(stage, C(0.76, 0.025, 75)) if season.snowy(stage) else C(0.76, 0.025, 75)
    )
    iron = stage.lit(C(0.34, 0.02, 240))
    for i in range(round(26 * max(1.0, w / 1000)) + 1):
        x = w * i / round(26 * max(1.0, w / 1000))
        pen.line(x, y, x, y - h * 0.05, stroke(iron, 4))
    for lift in (0.05, 0.025):
        pen.line(-20, y - h * lift, w + 20, y - h * lift, stroke(iron, 5))
    pen.rect(-40, y, w + 80, h, down(y, h, stone.lighter(0.03), stone.lighter(-0.08)))
    pen.rect(-40, y - 4, w + 80, 9, fill(stone.lighter(0.07)))
    for i in range(-9, 10):
        pen.line(
            w / 2 + i * w * 0.09,
            y + 6,
            w / 2 + i * w * 0.13,
            h * 1.05,
            stroke(stone.lighter(-0.07), 2.4, 0.6),
        )
