"""An island as a bird sees it."""

from __future__ import annotations

import math

from affresco.studio.engines.illustrator.painting.colour import WHITE, Colour
from affresco.studio.engines.illustrator.painting.pen import Point, fill, radial, stroke
from affresco.studio.engines.illustrator.painting.stage import Stage

from . import land
from .aerial_forms import crown, ground

C = Colour


def island_seen(stage: Stage) -> None:
    """Palms and woods in a ring of sand and shallows, in the middle of the sea."""
    h, w, pen, chance = stage.height, stage.width, stage.pen, stage.chance("island seen")
    ground(stage, C(0.56, 0.12, 232))
    x, y = w * 0.5, h * 0.50
    phase, lobes = chance.between(0, math.tau), chance.pick((2, 3))
    half = min(w * 0.40, h * 0.62), min(h * 0.34, w * 0.50)

    def coast(share: float) -> list[Point]:
        out: list[Point] = []
        for i in range(28):
            a = math.tau * i / 28
            r = share * (
                1 + 0.13 * math.sin(lobes * a + phase) + 0.05 * math.sin(5 * a + 2 * phase)
            )
            out.append((x + math.cos(a) * half[0] * r, y + math.sin(a) * half[1] * r))
        return out

    reef = [(C(0.82, 0.12, 195), 0.95), (C(0.78, 0.13, 200), 0.75), (C(0.66, 0.13, 222), 0.0)]
    reach = max(half) * 1.55
    pen.oval(x, y, half[0] * 1.5, half[1] * 1.5, radial((x, y), reach, reef, (0.45, 0.68, 1)))
    for share, alpha, wide in ((1.20, 0.35, 5.0), (1.12, 0.6, 8.0), (1.05, 0.9, 11.0)):
        pen.curve(coast(share), stroke(stage.lit(WHITE), wide, alpha), True)
    sand = stage.lit(C(0.92, 0.065, 84))
    pen.blob(coast(1.0), fill(sand.lighter(-0.06)))
    pen.blob(coast(0.97), fill(sand))
    pen.blob(coast(0.80), fill(stage.lit(land.snowed(stage, C(0.58, 0.13, 135)))))
    spots = sorted((chance.between(), chance.between(0, math.tau)) for _ in range(120))
    for share, a in sorted(spots, key=lambda spot: math.sin(spot[1]) * spot[0]):
        r = 0.82 * math.sqrt(share)
        px, py = x + math.cos(a) * half[0] * r, y + math.sin(a) * half[1] * r
        green = C(0.52, 0.13, 138).lighter(chance.between(-0.07, 0.07))
        if share > 0.72:
            _palm(stage, px, py, 15 + 9 * chance.between())
        else:
            crown(stage, chance, px, py, 20 + 17 * chance.between(), land.snowed(stage, green))
    for _ in range(round(50 * max(1.0, w / 1000))):
        px, py = chance.between(0, w), chance.between(0, h)
        if math.hypot((px - x) / half[0], (py - y) / half[1]) > 1.5:
            glint = [(px - 16, py), (px, py - 4), (px + 16, py)]
            pen.curve(glint, stroke(stage.lit(C(0.80, 0.08, 220)), 2.4, 0.6))


def _palm(stage: Stage, x: float, y: float, r: float) -> None:
    """A palm from above: a star of leaves and its shadow."""
    pen = stage.pen
    pen.oval(x + r * 0.5, y + r * 0.6, r * 1.1, r * 0.7, fill(stage.light.shadow, 0.25, blur=5))
    leaf = stage.lit(C(0.56, 0.14, 135))
    for i in range(8):
        a = math.tau * i / 8 + x
        tip = (x + math.cos(a) * r * 1.5, y + math.sin(a) * r * 1.5)
        bow = (x + math.cos(a + 0.25) * r * 0.8, y + math.sin(a + 0.25) * r * 0.8)
        pen.curve([(x, y), bow, tip], stroke(leaf.lighter(0.05 * (i % 2)), r * 0.34))
