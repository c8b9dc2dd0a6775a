"""The moon and outer space."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import skia

from affresco.studio.engines.illustrator.painting.colour import WHITE, Colour
from affresco.studio.engines.illustrator.painting.fields import noise
from affresco.studio.engines.illustrator.painting.pen import (
    across,
    down,
    fill,
    image_of,
    polygon,
    radial,
    ridge,
    stroke,
)
from affresco.studio.engines.illustrator.painting.stage import Slot, Stage

from . import land
from .sky import sky

REGOLITH = Colour(0.80, 0.018, 275)


def moon(stage: Stage) -> None:
    """Grey ground with craters under a nebula, the Earth in the sky."""
    h, w = stage.height, stage.width
    chance = stage.chance("moon scene")
    turn = chance.between(-25, 20)
    stage.light = replace(
        stage.light,
        time="night",
        top=Colour(0.14, 0.05, 280 + turn),
        middle=Colour(0.22, 0.09, 285 + turn),
        horizon=Colour(0.40, 0.12, 300 + turn),
        haze=Colour(0.36, 0.10, 295 + turn),
        ambient=Colour(0.92, 0.02, 250),
        key=Colour(0.98, 0.03, 90),
        shadow=Colour(0.20, 0.05, 280),
    )
    stage.horizon = h * 0.62
    stage.sun_x, stage.sun_y = w * chance.pick((0.12, 0.88)), h * 0.12
    sky(stage, stage.horizon + 40, clouds=0, sun=False, stars=True)
    _nebula(stage, h * 0.7, 0.75)
    _earth(
        stage,
        w * (0.74 if stage.sun_x < w / 2 else 0.26),
        max(h * 0.235, stage.visible.top + 125),
        112,
    )
    for key, y, height, colour in (
        ("a", 0.62, 90, Colour(0.52, 0.05, 288)),
        ("b", 0.66, 60, Colour(0.63, 0.04, 285)),
        ("c", 0.72, 36, REGOLITH),
    ):
        points = ridge(stage.chance("moon", key), -20, w + 20, h * y, height, 0.45)
        paint = down(
            h * y - height,
            h * y + height * 3,
            colour.mix(stage.light.key, 0.3),
            colour,
            colour.lighter(-0.06),
            stops=(0, 0.3, 1),
        )
        stage.pen.shape(land.below(stage, points), paint)
        stage.pen.shape(polygon(points, False), stroke(WHITE, 2, 0.35))
    top = h * 0.72 + 30
    stage.pen.rect(-20, top, w + 40, h, down(top, h, REGOLITH, REGOLITH.lighter(-0.20)))
    _craters(stage, top)
    stage.ground = "none"
    stage.slots = {
        "main": Slot(0.47, 0.88, 0.52),
        "second": Slot(0.78, 0.82, 0.30),
        "air": Slot(0.32, 0.32, 0.25),
    }


def _craters(stage: Stage, top: float) -> None:
    chance, pen, side = stage.chance("craters"), stage.pen, stage.sun_side
    wide = max(1.0, stage.width / 1000)
    for t in sorted(chance.between() for _ in range(int(26 * wide))):
        y = top + 6 + (stage.height - top - 6) * t
        rx = (14 + 90 * t) * chance.between(0.4, 1.1)
        x, ry = chance.between(-20, stage.width + 20), rx * 0.30
        pen.oval(x, y, rx * 1.12, ry * 1.2, fill(REGOLITH.lighter(0.09), 0.9))
        pen.oval(
            x,
            y,
            rx,
            ry,
            across(x + side * rx, x - side * rx, REGOLITH.lighter(-0.34), REGOLITH.lighter(-0.04)),
        )
    for _ in range(int(80 * wide)):
        t = chance.between()
        x, y, s = (
            chance.between(0, stage.width),
            top + (stage.height - top) * t,
            (2 + 9 * t) * chance.between(0.4, 1),
        )
        pen.oval(x - side * s * 0.3, y + s * 0.5, s, s * 0.3, fill(REGOLITH.lighter(-0.4), 0.5))
        pen.oval(x, y, s * 0.65, s * 0.45, fill(REGOLITH.lighter(chance.between(-0.1, 0.1))))


def _nebula(stage: Stage, height: float, strength: float) -> None:
    columns, rows = max(16, stage.columns // 4), max(16, int(height * stage.unit) // 4)
    chance = stage.chance("nebula hues")
    turn = chance.between(-40, 40)
    where = noise(
        "nebula", stage.seed, width=columns, height=rows, frequency=2.5, octaves=5, gain=0.55
    )
    hue = noise("nebula hue", stage.seed, width=columns, height=rows, frequency=2)
    cloud = np.clip(where * 0.3 + 0.28, 0, 1) ** 1.5
    mix = np.clip(hue * 0.3 + 0.5, 0, 1)[..., None]
    rgb = (
        mix * Colour(0.57, 0.18, 330 + turn).array()
        + (1 - mix) * Colour(0.62, 0.135, 230 + turn).array()
    )
    layer = np.concatenate([rgb, cloud[..., None] * strength], -1)
    stage.pen.image(image_of(layer), 0, 0, stage.width, height, "screen")


def _earth(stage: Stage, x: float, y: float, radius: float) -> None:
    pen = stage.pen
    air = [(Colour(0.75, 0.1, 235), 0.7), (Colour(0.7, 0.1, 235), 0.0)]
    pen.circle(x, y, radius * 1.35, radial((x, y), radius * 1.35, air, (0.7, 1)))
    disc = skia.Path()
    disc.addCircle(x, y, radius)
    side = -1 if stage.sun_x < x else 1
    with pen.inside(disc):
        shape = noise(
            "land", stage.seed, width=128, height=128, frequency=2.6, octaves=5, gain=0.55
        )
        clouds = noise(
            "clouds of earth", stage.seed, width=128, height=128, frequency=3, gain=0.6, down=1.8
        )
        ground = np.clip((shape - 0.2) * 3, 0, 1)[..., None]
        white = np.clip((clouds - 0.35) * 1.6, 0, 1)[..., None]
        rgb = (
            Colour(0.55, 0.12, 245).array() * (1 - ground)
            + ground * Colour(0.62, 0.11, 140).array()
        )
        pen.image(
            image_of(rgb * (1 - white) + white), x - radius, y - radius, 2 * radius, 2 * radius
        )
        dark = [(WHITE, 0.0), (Colour(0.12, 0.06, 280), 0.15), (Colour(0.10, 0.05, 280), 0.92)]
        pen.wash(
            radial((x + side * radius * 0.5, y - radius * 0.4), radius * 1.7, dark, (0, 0.45, 1))
        )


def space(stage: Stage) -> None:
    """Stars, a nebula, and planets of the seed."""
    h, w = stage.height, stage.width
    chance = stage.chance("space")
    stage.light = replace(
        stage.light,
        time="night",
        top=Colour(0.12, 0.05, 280),
        middle=Colour(0.18, 0.09, 290),
        horizon=Colour(0.28, 0.12, 310),
        ambient=Colour(0.9, 0.03, 280),
        key=Colour(0.97, 0.05, 85),
    )
    stage.sun_x, stage.sun_y = w * chance.pick((0.15, 0.85)), h * 0.12
    sky(stage, h, clouds=0, sun=False, stars=True)
    _nebula(stage, h, 1.0)
    named = any(e.concept in ("planet", "earth") for e in stage.scene.entities)
    if not named:
        _planet(
            stage,
            w * chance.between(0.1, 0.9),
            h * chance.between(0.08, 0.26),
            chance.between(50, 120),
            chance.between(0, 360),
            chance.often(0.5),
        )
        _planet(
            stage,
            w * chance.between(0.05, 0.95),
            h * chance.between(0.86, 1.05),
            chance.between(120, 240),
            chance.between(0, 360),
            False,
        )
    stage.horizon, stage.floating, stage.ground = h * 1.2, True, "none"
    stage.slots = {
        "main": Slot(0.46, 0.60, 0.46),
        "second": Slot(0.76, 0.38, 0.26),
        "air": Slot(0.5, 0.5, 0.36),
    }


def _planet(stage: Stage, x: float, y: float, radius: float, hue: float, ringed: bool) -> None:
    pen, body = stage.pen, Colour(0.68, 0.12, hue)
    side = 1 if stage.sun_x > x else -1
    disc = skia.Path()
    disc.addCircle(x, y, radius)
    with pen.inside(disc):
        pen.wash(fill(body))
        chance = stage.chance("bands", round(x))
        for i in range(9):
            level = y - radius + radius * 2 * i / 9
            pen.rect(
                x - radius,
                level,
                radius * 2,
                radius * chance.between(0.05, 0.2),
                fill(body.lighter(chance.between(-0.1, 0.12)), 0.7),
            )
        dark = [(WHITE, 0.25), (WHITE, 0.0), (Colour(0.10, 0.05, 280), 0.9)]
        pen.wash(
            radial((x + side * radius * 0.5, y - radius * 0.5), radius * 1.8, dark, (0, 0.3, 1))
        )
    if ringed:
        with pen.at(x, y, -18, (1.0, 0.28)):
            for i in range(3):
                pen.arc(
                    -radius * (1.5 + 0.16 * i),
                    -radius * (1.5 + 0.16 * i),
                    radius * (3 + 0.32 * i),
                    radius * (3 + 0.32 * i),
                    -8,
                    196,
                    stroke(body.lighter(0.14 - 0.06 * i), radius * 0.12, 0.85, round_ends=False),
                )
