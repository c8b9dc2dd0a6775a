"""Ski slope and northern lights."""

from __future__ import annotations

from dataclasses import replace

from affresco.studio.engines.illustrator.painting.colour import Colour
from affresco.studio.engines.illustrator.painting.pen import (
    curve,
    down,
    fill,
    stroke,
)
from affresco.studio.engines.illustrator.painting.stage import Stage
from affresco.studio.engines.illustrator.subjects.families import Shape

from . import land, outdoors, season, vista
from .props import prop, row
from .sky import sky
from .sky_lights import curtains

C = Colour


def ski_slope(stage: Stage) -> None:
    """A groomed slope under peaks, firs, a chair lift, flags, tracks in the snow."""
    h, w, pen, chance = stage.height, stage.width, stage.pen, stage.chance("slope")
    stage.horizon = h * 0.46
    stage.set_sun()
    sky(stage, clouds=0.3)
    land.peaks(stage, h * 0.60, 4, 0.22, 0.42, 0.36, rock=C(0.56, 0.04, 260))
    snow = stage.lit(season.SNOW.lighter(0.02))
    blue = stage.lit(C(0.80, 0.05, 258))
    row(stage, Shape("tree", "pine", colour="#3f6b60"), 0.585, 0.12, 11, 0.34)
    far = [
        (-60, h * 0.50),
        (w * 0.36, h * 0.575),
        (w * 0.72, h * 0.60),
        (w + 60, h * 0.55),
        (w + 60, h * 1.1),
        (-60, h * 1.1),
    ]
    pen.blob(far, down(h * 0.5, h * 0.8, snow.mix(stage.light.haze, 0.15), snow.mix(blue, 0.5)))
    slope = curve([(-60, h * 0.62), (w * 0.3, h * 0.66), (w * 0.68, h * 0.76), (w + 60, h * 0.92)])
    slope.lineTo(w + 60, h * 1.1)
    slope.lineTo(-60, h * 1.1)
    slope.close()
    _lift(stage)
    pen.shape(slope, down(h * 0.62, h, snow.lighter(0.02), snow.mix(blue, 0.45)))
    with pen.inside(slope):
        for i in range(-8, 16):
            pen.line(
                w * 0.06 + i * 16, h * 0.60, w * 0.02 + i * 130, h * 1.05, stroke(blue, 2, 0.5)
            )
        for j in (0, 1):
            x = w * (0.20 + 0.16 * j)
            for shift in (0.0, 15.0):
                track = [
                    (x + shift, h * 0.65),
                    (x + w * 0.10 + shift, h * 0.73),
                    (x - w * 0.02 + shift, h * 0.82),
                    (x + w * 0.20 + shift, h * 0.92),
                    (x + w * 0.10 + shift, h * 1.06),
                ]
                pen.curve(track, stroke(blue.lighter(-0.06), 4.5, 0.8))
    for i, (x, y) in enumerate(((0.10, 0.70), (0.42, 0.76), (0.66, 0.86), (0.20, 0.90))):
        px, py, s = w * x, h * y, h * 0.07 * y
        pen.line(px, py, px, py - s, stroke(stage.lit(C(0.4, 0.02, 60)), 4))
        tone = stage.lit(C(0.60, 0.20, 25 if i % 2 else 255))
        pen.polygon([(px, py - s), (px + s * 0.6, py - s * 0.82), (px, py - s * 0.62)], fill(tone))
    for x, y, s in ((0.93, 0.86, 0.44), (0.05, 0.78, 0.34), (0.84, 0.79, 0.26)):
        prop(
            stage, Shape("tree", "pine", colour="#3f6b60"), x, y, s * chance.between(0.9, 1.1), 0.04
        )
    stage.ground = "none"
    stage.slots = dict(vista.SLOTS)


def _lift(stage: Stage) -> None:
    h, w, pen = stage.height, stage.width, stage.pen
    steel, y0, y1 = stage.lit(C(0.36, 0.02, 250), 0.2), h * 0.30, h * 0.66
    for t in (0.24, 0.62):
        x, y = w * (0.42 + 0.62 * t), y0 + (y1 - y0) * t
        pen.line(x, y, x, y + h * 0.22, stroke(steel, 8))
        pen.line(x - 26, y, x + 26, y, stroke(steel, 7))
    pen.line(w * 0.42, y0, w * 1.04, y1, stroke(steel, 3))
    for i in range(5):
        t = 0.1 + 0.2 * i
        x, y, s = w * (0.42 + 0.62 * t), y0 + (y1 - y0) * t, 16 + 22 * t
        pen.line(x, y, x, y + s, stroke(steel, 3))
        pen.rounded(
            x - s * 0.6, y + s, s * 1.2, s * 0.5, 4, fill(stage.lit(C(0.58, 0.19, 25), 0.1))
        )


def aurora(stage: Stage) -> None:
    """Curtains of green and violet light over snow; always by night."""
    dark = replace(
        stage.light,
        time="night",
        top=C(0.15, 0.05, 265),
        middle=C(0.24, 0.07, 245),
        horizon=C(0.42, 0.09, 200),
        haze=C(0.38, 0.08, 210),
        key=C(0.88, 0.10, 160),
        ambient=C(0.84, 0.06, 205),
        shadow=C(0.10, 0.05, 265),
        elevation=0.35,
    )
    stage.light = dark
    _curtains(stage)
    outdoors.winter(stage, sky_is_painted=True)


def _curtains(stage: Stage) -> None:
    """A starry sky with northern lights."""
    stage.horizon = stage.height * 0.54
    sky(stage, clouds=0.0, sun=False, stars=True)
    if stage.entity("aurora") is None:
        curtains(stage, stage.horizon)
