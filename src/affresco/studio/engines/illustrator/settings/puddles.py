"""Puddles: they lie on the ground and hold the sky."""

from __future__ import annotations

import math

from affresco.studio.engines.illustrator.painting.chance import Chance
from affresco.studio.engines.illustrator.painting.colour import Colour
from affresco.studio.engines.illustrator.painting.pen import Point, curve, down, fill, stroke
from affresco.studio.engines.illustrator.painting.stage import Stage


def puddles(stage: Stage, chance: Chance, floor: float, mud: Colour | None) -> None:
    """Pools from `floor` (units) to the front; `mud` is what tints them, None for clear water."""
    h, w, pen, sky = stage.height, stage.width, stage.pen, stage.light
    rim = mud.lighter(-0.08) if mud else sky.shadow
    murk = mud or sky.middle
    for t in sorted(chance.between(0.05, 1) for _ in range(round(9 * max(1.0, w / 1000)))):
        px, py = w * (0.5 + chance.between(-0.5, 0.5) * (0.35 + 0.65 * t)), floor + (h - floor) * t
        r = (26 + 110 * t) * chance.between(0.6, 1.1)
        pool: list[Point] = []
        for i in range(9):
            angle, reach = math.tau * i / 9, chance.between(0.75, 1.1)
            pool.append((px + math.cos(angle) * r * reach, py + math.sin(angle) * r * 0.22 * reach))
        shape = curve(pool, True)
        pen.shape(shape, stroke(rim, 5, 0.5 if mud else 0.28))
        bright, deep = sky.horizon.mix(murk, 0.50), sky.top.mix(murk, 0.62)
        if mud is None:
            bright, deep = bright.mix(sky.shadow, 0.18), deep.mix(sky.shadow, 0.34)
        pen.shape(shape, down(py - r * 0.2, py + r * 0.2, deep, bright))
        if mud is None:  # a cloud in clear water
            with pen.inside(shape):
                pen.oval(
                    px + r * 0.2,
                    py,
                    r * 0.5,
                    r * 0.07,
                    fill(sky.horizon.lighter(0.06), 0.5, blur=2),
                )
