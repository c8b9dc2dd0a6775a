"""The top of a mountain over a sea of clouds."""

from __future__ import annotations

import math

from affresco.studio.engines.illustrator.painting.colour import WHITE, Colour
from affresco.studio.engines.illustrator.painting.pen import down, fill, polygon, ridge, stroke
from affresco.studio.engines.illustrator.painting.stage import Slot, Stage

from . import land, season
from .sky import sky

C = Colour


def summit(stage: Stage) -> None:
    """Rock in front, clouds below to the horizon, far peaks that stand out of them."""
    h, w, pen, chance = stage.height, stage.width, stage.pen, stage.chance("summit")
    stage.horizon = h * 0.46
    stage.set_sun()
    sky(stage, clouds=0.15)
    land.peaks(stage, h * 0.50, 3, 0.10, 0.20, 0.62)
    bright = stage.light.horizon.mix(stage.lit(WHITE), 0.65)
    shade = stage.light.middle.mix(stage.lit(C(0.80, 0.05, 265)), 0.5)
    for layer in range(7):
        y = h * (0.47 + 0.062 * layer)
        tone = bright.mix(shade, 0.34 - 0.04 * layer)
        _bank(stage, layer, y, 26.0 + 17 * layer, tone, shade)
        if layer in (1, 3):
            x = w * chance.between(0.08, 0.92)
            _islet(stage, x, y + h * 0.07, h * (0.11 + 0.05 * layer), 0.5 - 0.10 * layer, layer)
    rock = C(0.50, 0.03, 60)
    tops = [
        (-40.0, h * 0.90), (w * 0.10, h * 0.845), (w * 0.24, h * 0.80), (w * 0.36, h * 0.775),
        (w * 0.56, h * 0.77), (w * 0.66, h * 0.80), (w * 0.76, h * 0.87), (w * 0.90, h * 0.97),
        (w * 1.0, h * 1.06), (-40.0, h * 1.06),
    ]  # fmt: skip
    tone = stage.lit(land.snowed(stage, rock))
    pen.polygon(tops, down(h * 0.77, h, tone.mix(stage.light.key, 0.22), tone.lighter(-0.14)))
    with pen.inside(polygon(tops)):
        for _ in range(34):
            x, y = w * chance.between(0, 0.95), h * chance.between(0.79, 1)
            facet = [(x, y), (x + chance.between(30, 90), y + chance.between(-14, 30)),
                     (x + chance.between(0, 50), y + chance.between(30, 80))]  # fmt: skip
            pen.polygon(facet, fill(tone.lighter(chance.between(-0.09, 0.07)), 0.6))
        if season.snowy(stage):
            pen.shape(polygon(tops), stroke(stage.lit(season.SNOW), 34))
    stage.ground = "none"
    stage.slots = {
        "main": Slot(0.45, 0.815, 0.40),
        "second": Slot(0.62, 0.815, 0.28),
        "air": Slot(0.68, 0.26, 0.24),
    }


def _bank(stage: Stage, layer: int, y: float, size: float, tone: Colour, shade: Colour) -> None:
    """One row of cloud, round above and open below."""
    w, pen, chance = stage.width, stage.pen, stage.chance("bank", layer)
    count = math.ceil(w / size / 0.9) + 2
    for i in range(count):
        r = size * chance.between(0.7, 1.25)
        x, top = (i - 0.5) * size * 0.9, y + chance.between(-0.25, 0.25) * size
        pen.circle(
            x, top, r, down(top - r, top + r, tone.lighter(0.03), tone, tone.mix(shade, 0.5))
        )
    pen.rect(-20, y + size * 0.4, w + 40, stage.height, fill(tone.mix(shade, 0.18)))


def _islet(stage: Stage, x: float, foot: float, tall: float, depth: float, key: int) -> None:
    """A peak that stands out of the clouds."""
    chance = stage.chance("islet", key)
    crest = ridge(chance, x - tall * 0.9, x + tall * 0.9, foot - tall * 0.35, tall * 0.4, 0.5, 5)
    points = [(px, py - tall * max(0.0, 0.75 - abs(px - x) / tall * 0.95)) for px, py in crest]
    tone = stage.lit(land.snowed(stage, C(0.52, 0.05, 250)), depth)
    stage.pen.polygon(
        [*points, (x + tall * 0.9, foot), (x - tall * 0.9, foot)],
        down(foot - tall, foot, tone.mix(stage.light.key, 0.2), tone.mix(stage.light.haze, 0.4)),
    )
