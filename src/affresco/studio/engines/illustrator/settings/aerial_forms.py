"""What stands on the ground, as a bird sees it: crowns, roofs, winding lines."""

from __future__ import annotations

import math

from affresco.studio.engines.illustrator.painting.chance import Chance
from affresco.studio.engines.illustrator.painting.colour import Colour
from affresco.studio.engines.illustrator.painting.pen import (
    Point,
    fill,
    radial,
    stroke,
)
from affresco.studio.engines.illustrator.painting.stage import Stage

from . import season

C = Colour
_ROOFS = (
    C(0.62, 0.12, 40),
    C(0.56, 0.12, 32),
    C(0.66, 0.10, 50),
    C(0.56, 0.05, 250),
    C(0.70, 0.04, 80),
)


def ground(stage: Stage, tone: Colour) -> None:
    """Plain ground, brighter where the light comes from."""
    lit = stage.lit(tone)
    far = (stage.width * 0.2, stage.height * 0.1)
    stage.pen.wash(
        radial(far, max(stage.width, stage.height) * 1.2, [lit.lighter(0.04), lit.lighter(-0.05)])
    )


def crown(stage: Stage, chance: Chance, x: float, y: float, r: float, leaf: Colour) -> None:
    """A tree from above, with its shadow."""
    pen = stage.pen
    pen.circle(x + r * 0.35, y + r * 0.40, r, fill(stage.light.shadow, 0.30, blur=r * 0.12))
    tone = stage.lit(leaf)
    lumps = 7
    for i in range(lumps):
        angle = math.tau * i / lumps + chance.between(0, 0.6)
        pen.circle(
            x + math.cos(angle) * r * 0.55,
            y + math.sin(angle) * r * 0.55,
            r * 0.48,
            fill(tone.lighter(-0.05)),
        )
    pen.circle(x, y, r * 0.72, fill(tone))
    for _ in range(5):
        angle, away = chance.between(2.6, 5.2), chance.between(0.1, 0.5) * r
        pen.circle(
            x + math.cos(angle) * away,
            y + math.sin(angle) * away,
            r * 0.22,
            fill(tone.lighter(0.06)),
        )


def house(stage: Stage, chance: Chance, x: float, y: float, s: float, turn: float) -> None:
    """A roof with two slopes, with the shadow of its house."""
    pen = stage.pen
    tile = stage.lit(season.SNOW if season.snowy(stage) else chance.pick(_ROOFS))
    wide, deep = s, s * chance.between(0.55, 0.8)
    with pen.at(x + s * 0.14, y + s * 0.16, turn):
        pen.rect(-wide / 2, -deep / 2, wide, deep, fill(stage.light.shadow, 0.38, blur=3))
    with pen.at(x, y, turn):
        pen.rect(-wide / 2, -deep / 2, wide, deep / 2, fill(tile.lighter(0.06)))
        pen.rect(-wide / 2, 0, wide, deep / 2, fill(tile.lighter(-0.06)))
        pen.line(-wide / 2, 0, wide / 2, 0, stroke(tile.lighter(0.11), 3))
        for i in range(5):
            px = -wide / 2 + wide * (i + 0.5) / 5
            pen.line(px, -deep / 2, px, deep / 2, stroke(tile.lighter(-0.09), 1.4, 0.5))
        pen.rect(
            wide * 0.18, -deep * 0.3, wide * 0.10, wide * 0.10, fill(stage.lit(C(0.50, 0.05, 40)))
        )


def band(stage: Stage, chance: Chance, start: float) -> list[Point]:
    """A winding line from the top to the bottom; start is a share of the width."""
    h, w = stage.height, stage.width
    phase, swing = chance.between(0, math.tau), chance.between(0.06, 0.14) * w
    return [
        (w * start + swing * math.sin(i * 0.6 + phase), h * (i / 10 * 1.2 - 0.1)) for i in range(11)
    ]


def parasol(stage: Stage, x: float, y: float, r: float, tone: Colour, other: Colour) -> None:
    """A sunshade from its top, in eight gores of two colours, with its shadow."""
    pen = stage.pen
    pen.circle(x + r * 0.4, y + r * 0.45, r, fill(stage.light.shadow, 0.32, blur=6))
    for k in range(8):
        a0, a1 = math.radians(45 * k), math.radians(45 * k + 45)
        gore = [
            (x, y),
            (x + r * math.cos(a0), y + r * math.sin(a0)),
            (x + r * 1.02 * math.cos((a0 + a1) / 2), y + r * 1.02 * math.sin((a0 + a1) / 2)),
            (x + r * math.cos(a1), y + r * math.sin(a1)),
        ]
        pen.polygon(gore, fill(stage.lit(tone if k % 2 else other)))
    pen.circle(x, y, r * 0.07, fill(stage.lit(Colour(0.95, 0.01, 90))))


def bathers(stage: Stage, edge: list[Point]) -> None:
    """People on towels on the sand left of an edge, and some in the water."""
    if stage.scene.entities:
        return  # one looks at what was named
    h, w, chance = stage.height, stage.width, stage.chance("bathers")
    for i in range(13):
        y = h * (i + chance.between(0.2, 0.8)) / 13
        shore = min(edge, key=lambda point: abs(point[1] - y))[0]
        x = max(w * 0.10, shore * chance.between(0.42, 0.86))
        _bather(stage, x, y, min(w, h) * 0.05, chance.between(0, 360), True, i)
    for i in range(4):
        y = h * (i + 0.5) / 4
        shore = min(edge, key=lambda point: abs(point[1] - y))[0]
        _bather(stage, shore + w * chance.between(0.12, 0.34), y, min(w, h) * 0.04, 90, False, i)


def _bather(
    stage: Stage, x: float, y: float, s: float, turn: float, ashore: bool, number: int
) -> None:
    """One person seen from above, on a towel or half in the water."""
    pen, chance = stage.pen, stage.chance("bather", ashore, number)
    skin = stage.lit(
        chance.pick((Colour(0.80, 0.07, 55), Colour(0.62, 0.08, 52), Colour(0.46, 0.07, 48)))
    )
    dress = stage.lit(Colour(0.60, 0.17, chance.between(0, 360)))
    hair = stage.lit(
        chance.pick((Colour(0.28, 0.04, 50), Colour(0.72, 0.11, 80), Colour(0.40, 0.09, 45)))
    )
    with pen.at(x, y, turn, s):
        if ashore:
            towel = stage.lit(Colour(0.86, 0.10, chance.between(0, 360)))
            pen.rounded(-0.62, -1.15, 1.24, 2.3, 0.08, fill(towel))
            pen.rect(-0.62, -0.7, 1.24, 0.16, fill(towel.lighter(-0.12)))
            for side in (-1, 1):
                pen.line(0.14 * side, 0.3, 0.18 * side, 0.95, stroke(skin, 0.19))
        for side in (-1, 1):
            pen.line(0.25 * side, -0.35, 0.42 * side, 0.1, stroke(skin, 0.15))
        pen.oval(0, -0.05, 0.30, 0.46, fill(skin))
        pen.oval(0, 0.14, 0.30, 0.26, fill(dress))
        pen.circle(0, -0.66, 0.22, fill(hair))
        if not ashore:
            pen.oval(0, 0.0, 0.85, 0.7, stroke(Colour(0.97, 0.01, 210), 0.08, 0.8))
