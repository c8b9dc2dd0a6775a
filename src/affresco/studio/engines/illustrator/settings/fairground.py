"""A fairground: big wheel, carousel, tent."""

from __future__ import annotations

import math

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
from affresco.studio.engines.illustrator.painting.stage import Stage

from . import season, vista
from .market import stall
from .props import unit_of
from .sky import sky

C = Colour
_LAMP = C(0.92, 0.12, 84)
_GAY = (25, 60, 90, 150, 210, 255, 320)


def fairground(stage: Stage) -> None:
    """A big wheel, a carousel, a striped tent, booths with lamps, balloons and flags."""
    h, w, pen, chance = stage.height, stage.width, stage.pen, stage.chance("fair")
    stage.horizon = h * 0.58
    stage.set_sun()
    sky(stage, clouds=0.4)
    vista.swell(stage, "far", h * 0.58, h * 0.05, C(0.58, 0.08, 160), 0.45, trees=12)
    u, side = unit_of(stage), chance.pick((0.30, 0.70))
    _big_wheel(stage, w * side, h * 0.37, u * 0.26)
    _tent(stage, w * (1.08 - side), h * 0.66, u * 0.34)
    ground = stage.lit(C(0.78, 0.06, 78).mix(season.SNOW, 0.85 if season.snowy(stage) else 0))
    pen.rect(
        -40,
        h * 0.655,
        w + 80,
        h,
        down(h * 0.655, h, ground.mix(stage.light.haze, 0.3), ground.lighter(-0.05)),
    )
    _carousel(stage, w * (0.52 + (0.5 - side) * 0.3), h * 0.735, u * 0.27)
    for i, x in enumerate((0.07, 0.93)):
        stall(stage, x, 0.81, 0.28, chance.pick(_GAY), i + 2)
    for line in (0.30, 0.42):
        _lights(stage, h * line, h * 0.07)
    for _ in range(round(60 * max(1.0, w / 1000))):
        tone = stage.lit(C(0.74, 0.16, chance.pick(_GAY)))
        pen.rect(chance.between(0, w), h * chance.between(0.70, 1.0), 8, 4, fill(tone, 0.9))
    stage.shine()
    stage.ground = "none"
    stage.slots = dict(vista.SLOTS)


def _big_wheel(stage: Stage, x: float, y: float, r: float) -> None:
    pen, steel = stage.pen, stage.lit(C(0.86, 0.02, 240), 0.10)
    foot = stage.height * 0.66
    for dx in (-0.5, 0.5):
        pen.line(x, y, x + dx * r, foot, stroke(steel.lighter(-0.10), 13))
    for ring in (1.0, 0.88, 0.3):
        pen.circle(x, y, r * ring, stroke(steel, 6))
    for i in range(12):
        angle = math.tau * i / 12 + 0.2
        cx, cy = x + math.cos(angle) * r, y + math.sin(angle) * r
        pen.line(x, y, cx, cy, stroke(steel, 4))
        tone = stage.lit(C(0.68, 0.17, _GAY[i % 7]), 0.04)
        s = r * 0.13
        pen.polygon(
            [(cx - s, cy + s * 0.5), (cx + s, cy + s * 0.5), (cx, cy)], fill(tone.lighter(-0.06))
        )
        pen.rounded(cx - s * 0.85, cy + s * 0.5, s * 1.7, s, s * 0.3, fill(tone))
        if stage.light.dark:
            stage.glow(cx, cy, s * 3, C(0.84, 0.15, _GAY[i % 7]), 0.5)
            for k in range(1, 6):
                pen.circle(x + (cx - x) * k / 6, y + (cy - y) * k / 6, 3, fill(_LAMP))
    pen.circle(x, y, r * 0.09, fill(stage.lit(C(0.64, 0.19, 28))))


def _tent(stage: Stage, x: float, y: float, s: float) -> None:
    """A striped big top with a flag."""
    pen, chance = stage.pen, stage.chance("tent")
    hue = chance.pick((25, 255, 150))
    cloth, white = stage.lit(C(0.58, 0.19, hue), 0.06), stage.lit(C(0.96, 0.015, 85), 0.06)
    for i in range(8):
        a, b = -1 + i / 4, -1 + (i + 1) / 4
        tone = cloth if i % 2 else white
        shade = tone.lighter(-0.04 * abs(a + b))
        pen.polygon(
            [
                (x + a * s * 0.62, y - s * 0.42),
                (x + b * s * 0.62, y - s * 0.42),
                (x + b * s * 0.60, y),
                (x + a * s * 0.60, y),
            ],
            fill(shade),
        )
        roof = outline(
            f"M {x} {y - s} Q {x + a * s * 0.25} {y - s * 0.62} {x + a * s * 0.70} {y - s * 0.42} "
            f"L {x + b * s * 0.70} {y - s * 0.42} Q {x + b * s * 0.25} {y - s * 0.62} {x} {y - s} "
            f"Z"
        )
        pen.shape(roof, fill(shade))
        pen.arc(
            x + a * s * 0.70,
            y - s * 0.46,
            (b - a) * s * 0.70,
            s * 0.10,
            0,
            180,
            fill((white if i % 2 else cloth).lighter(-0.05)),
        )
    pen.polygon([(x - s * 0.13, y), (x + s * 0.13, y), (x, y - s * 0.36)], fill(C(0.25, 0.04, 30)))
    pen.line(x, y - s, x, y - s * 1.16, stroke(white, 4))
    pen.polygon(
        [(x, y - s * 1.16), (x + s * 0.16, y - s * 1.11), (x, y - s * 1.06)],
        fill(stage.lit(C(0.82, 0.16, 90))),
    )
    if season.snowy(stage):
        pen.oval(x, y - s * 0.9, s * 0.10, s * 0.05, fill(stage.lit(season.SNOW)))


def _carousel(stage: Stage, x: float, y: float, s: float) -> None:
    pen, gold = stage.pen, stage.lit(C(0.80, 0.13, 84))
    pen.oval(x, y, s * 0.78, s * 0.12, fill(stage.light.shadow, 0.4, blur=7))
    pen.oval(x, y - s * 0.04, s * 0.72, s * 0.11, fill(stage.lit(C(0.52, 0.16, 25))))
    pen.oval(x, y - s * 0.08, s * 0.70, s * 0.10, fill(stage.lit(C(0.90, 0.05, 82))))
    pen.rect(
        x - s * 0.14,
        y - s * 0.7,
        s * 0.28,
        s * 0.62,
        across(x - s * 0.14, x + s * 0.14, gold.lighter(0.06), gold.lighter(-0.08)),
    )
    for i in range(5):
        px = x + (i - 2) * s * 0.27
        lift = s * (0.20 + 0.06 * (i % 2))
        pen.line(px, y - s * 0.7, px, y - s * 0.06, stroke(gold, 5))
        _wooden_horse(stage, px, y - lift, s * 0.17, _GAY[(i * 2) % 7])
    for i in range(8):
        a, b = -1 + i / 4, -1 + (i + 1) / 4
        tone = stage.lit(C(0.62, 0.17, 345) if i % 2 else C(0.96, 0.02, 85))
        pen.polygon(
            [(x + a * s * 0.78, y - s * 0.68), (x + b * s * 0.78, y - s * 0.68), (x, y - s * 1.08)],
            fill(tone),
        )
        pen.arc(
            x + a * s * 0.78,
            y - s * 0.74,
            (b - a) * s * 0.78,
            s * 0.14,
            0,
            180,
            fill(gold.lighter(0.04 if i % 2 else -0.05)),
        )
        pen.circle(x + (a + b) / 2 * s * 0.76, y - s * 0.66, s * 0.02, fill(_LAMP))
    pen.circle(x, y - s * 1.10, s * 0.045, fill(gold))
    if stage.light.dark:
        stage.glow(x, y - s * 0.45, s * 1.2, _LAMP, 0.55)


def _wooden_horse(stage: Stage, x: float, y: float, s: float, hue: float) -> None:
    pen, tone = stage.pen, stage.lit(C(0.95, 0.02, 80))
    pen.oval(x, y, s * 0.55, s * 0.26, fill(tone))
    pen.polygon(
        [
            (x + s * 0.28, y),
            (x + s * 0.62, y - s * 0.5),
            (x + s * 0.86, y - s * 0.38),
            (x + s * 0.82, y - s * 0.24),
            (x + s * 0.62, y - s * 0.26),
            (x + s * 0.5, y + s * 0.1),
        ],
        fill(tone),
    )
    for dx in (-0.4, -0.22, 0.24, 0.42):
        pen.line(
            x + dx * s,
            y + s * 0.1,
            x + dx * s * 1.2,
            y + s * 0.55,
            stroke(tone.lighter(-0.05), s * 0.12),
        )
    pen.oval(x, y - s * 0.12, s * 0.24, s * 0.15, fill(stage.lit(C(0.62, 0.17, hue))))


def _lights(stage: Stage, y: float, sag: float) -> None:
    """A line of coloured lamps."""
    w, pen = stage.width, stage.pen
    count = round(18 * max(1.0, w / 1000))
    line: list[Point] = [
        (w * i / 24, y + sag * 4 * (i / 24 * 2 % 1) * (1 - i / 24 * 2 % 1)) for i in range(25)
    ]
    pen.shape(polygon(line, False), stroke(stage.lit(C(0.3, 0.02, 60)), 2, 0.8))
    for i in range(count):
        t = (i + 0.5) / count
        px, py = w * t, y + sag * 4 * (t * 2 % 1) * (1 - t * 2 % 1)
        tone = C(0.82, 0.16, _GAY[i % 7])
        pen.circle(px, py + 7, 8, fill(tone))
        if stage.light.dark:
            stage.glow(px, py + 7, 60, tone, 0.5)
