"""A railway station: a platform, a train that leaves, somebody who stays."""

from __future__ import annotations

import math

from affresco.studio.engines.illustrator.facts import felt
from affresco.studio.engines.illustrator.painting.chance import Chance
from affresco.studio.engines.illustrator.painting.colour import WHITE, Colour
from affresco.studio.engines.illustrator.painting.pen import (
    across,
    down,
    fill,
    linear,
    radial,
    stroke,
)
from affresco.studio.engines.illustrator.painting.sprites import Placing, Subject, place
from affresco.studio.engines.illustrator.painting.stage import Slot, Stage
from affresco.studio.engines.illustrator.subjects import people

from .sky import sky


def station(stage: Stage) -> None:
    """A platform, a train that leaves, somebody who stays."""
    h, w, pen = stage.height, stage.width, stage.pen
    stage.horizon = h * 0.50
    vx, vy = w * 0.66, stage.horizon
    stage.sun_x, stage.sun_y = vx, stage.horizon - h * 0.04
    sky(stage, stage.horizon + 6, clouds=0.75)
    chance, haze = stage.chance("station"), stage.light.haze
    for _ in range(int(22 * max(1.0, w / 1000))):
        width, height = chance.between(30, 70), chance.between(16, 70)
        pen.rect(
            chance.between(0, w),
            vy - height,
            width,
            height + 6,
            fill(stage.lit(Colour(0.4, 0.05, 280), 0.6)),
        )
    for _ in range(30):
        pen.circle(
            chance.between(0, w), vy - chance.between(2, 40), 2, fill(Colour(0.9, 0.12, 80), 0.8)
        )
    gravel = stage.lit(Colour(0.42, 0.03, 285))
    pen.rect(-20, vy, w + 40, h, down(vy, h, gravel.mix(haze, 0.6), gravel.lighter(-0.06)))
    _tracks(stage, vx, vy)
    _leaving_train(stage, chance, vx, vy)
    _platform(stage, vx, vy)
    _canopy(stage, vx, vy)
    _clock(stage, w * 0.36, h * 0.30, 58)
    stage.shine()
    alone = not any(e.concept not in ("train", "high-speed-train") for e in stage.scene.entities)
    if alone:
        size = 0.34 if felt(stage.scene) else 0.22
        traveller = Subject(people.from_behind(Colour(0.42, 0.10, 28), suitcase=True))
        place(
            stage,
            traveller,
            w * 0.415,
            h * 0.885,
            min(h, w * 1.25) * size,
            Placing(shadow=1.0, rim=1.0),
        )
    for entity in stage.scene.entities:
        if entity.concept in ("train", "high-speed-train"):
            stage.draws(entity)
    stage.ground = "none"
    stage.slots = {
        "main": Slot(0.36, 0.90, 0.36),
        "second": Slot(0.16, 0.93, 0.26),
        "air": Slot(0.3, 0.25, 0.15),
    }


def _tracks(stage: Stage, vx: float, vy: float) -> None:
    h, w, pen = stage.height, stage.width, stage.pen
    bed = linear((0, vy), (0, h), (stage.light.haze, stage.lit(Colour(0.30, 0.03, 40))))
    pen.polygon([(vx, vy), (w * 1.25, h), (w * 0.66, h)], bed)
    for i in range(26):
        t = (i / 26) ** 2.2
        y = vy + (h - vy) * t
        a, b = vx + (w * 0.69 - vx) * t, vx + (w * 1.17 - vx) * t
        pen.line(a, y, b, y, stroke(stage.lit(Colour(0.26, 0.04, 40)), 1 + 15 * t, 0.8))
    steel = linear((0, vy), (0, h), (stage.light.key, stage.lit(Colour(0.72, 0.02, 270))))
    for x in (w * 0.76, w * 1.08):
        pen.polygon([(vx - 0.5, vy), (vx + 0.5, vy), (x + 9, h), (x - 9, h)], steel)


def _leaving_train(stage: Stage, chance: Chance, vx: float, vy: float) -> None:
    pen, haze = stage.pen, stage.light.haze
    x, y, s = vx + 10, vy + 34, 100.0
    paint = stage.lit(Colour(0.38, 0.06, 265))
    side = [
        (vx - 6, vy - 52),
        (x + s * 0.62, y - s * 1.05),
        (x + s * 0.62, y + 6),
        (vx - 6, vy + 8),
    ]
    pen.polygon(side, across(vx, x + s * 0.62, paint.mix(haze, 0.7), paint.lighter(0.02)))
    pen.rounded(
        x - s * 0.32,
        y - s * 1.1,
        s * 0.98,
        s * 1.12,
        14,
        down(y - s, y, paint.lighter(0.10), paint.lighter(-0.06)),
    )
    pen.rounded(x - s * 0.18, y - s * 0.95, s * 0.70, s * 0.42, 7, fill(Colour(0.88, 0.12, 80)))
    pen.rect(x + s * 0.14, y - s * 0.95, 4, s * 0.42, fill(paint))
    for dx in (-0.2, 0.5):
        pen.circle(x + s * dx, y - s * 0.3, 7, fill(Colour(0.68, 0.24, 27)))
        stage.glow(x + s * dx, y - s * 0.3, 80, Colour(0.62, 0.24, 25), 0.95)
    stage.glow(x + s * 0.17, y - s * 0.75, 130, Colour(0.88, 0.12, 80), 0.5)
    for _ in range(26):
        px, py = x - 60 + chance.normal(0, 70), y - s * 1.1 - abs(chance.normal(0, 46))
        pen.circle(px, py, chance.between(8, 34), fill(haze.mix(WHITE, 0.25), 0.10, blur=8))


def _platform(stage: Stage, vx: float, vy: float) -> None:
    h, w, pen, light = stage.height, stage.width, stage.pen, stage.light
    stone = stage.lit(Colour(0.66, 0.025, 290))
    floor = [
        (vx - 4, vy + 4),
        (w * 0.62, h + 10),
        (-20, h + 10),
        (-20, vy + 60),
        (vx * 0.55, vy + 6),
    ]
    pen.polygon(
        floor,
        down(vy, h, stone.mix(light.haze, 0.65), stone, stone.lighter(-0.12), stops=(0, 0.4, 1)),
    )
    line = [(vx - 4, vy + 4), (w * 0.62, h + 10), (w * 0.575, h + 10), (vx - 6, vy + 4)]
    pen.polygon(line, fill(stage.lit(Colour(0.86, 0.14, 88))))
    for i in range(12):
        t = (i / 12) ** 2.2
        y = vy + (h - vy) * t
        pen.line(-20, y, vx + (w * 0.57 - vx) * t, y, stroke(stone.lighter(-0.1), 1 + 2 * t, 0.5))
    shine = [(vx - 20, vy + 8), (vx - 6, vy + 8), (w * 0.50, h), (w * 0.20, h)]
    pen.polygon(
        shine, linear((vx, vy), (w * 0.35, h), [(light.key, 0.55), (light.key, 0.0)], blur=14)
    )
    x, y, wood = w * 0.10, h * 0.86, stage.lit(Colour(0.42, 0.08, 40))
    for i in range(3):
        pen.rect(x - 70, y - 92 + i * 20, 170, 12, fill(wood.lighter(0.03 * i)))
    pen.polygon(
        [(x - 70, y - 30), (x + 100, y - 30), (x + 114, y - 14), (x - 60, y - 14)],
        fill(wood.lighter(0.08)),
    )
    for dx in (-56, 90):
        pen.rect(x + dx, y - 16, 8, 30, fill(stage.lit(Colour(0.28, 0.04, 280))))


def _canopy(stage: Stage, vx: float, vy: float) -> None:
    h, w, pen, haze = stage.height, stage.width, stage.pen, stage.light.haze
    iron = stage.lit(Colour(0.28, 0.04, 280))
    roof = [(-20, -20), (w * 0.60, -20), (vx - 30, vy - 70), (vx - 50, vy - 66), (-20, h * 0.16)]
    pen.polygon(roof, linear((0, 0), (vx, vy), (iron.lighter(-0.06), iron.mix(haze, 0.6))))
    edge = [(-20, h * 0.16), (vx - 50, vy - 66), (vx - 50, vy - 62), (-20, h * 0.185)]
    pen.polygon(edge, fill(iron.lighter(0.14).mix(stage.light.key, 0.2)))
    for t in (0.0, 0.42, 0.66, 0.80):
        x, k = w * 0.13 + (vx - 90 - w * 0.13) * t, 1 - t
        top = h * 0.15 + (vy - 66 - h * 0.15) * t * 0.92
        foot = h * 0.90 + (vy + 20 - h * 0.90) * t
        tones = (iron.lighter(-0.05).mix(haze, 0.6 * t), iron.lighter(0.16).mix(haze, 0.6 * t))
        pen.rect(
            x - 15 * k - 1, top, 30 * k + 2, foot - top, across(x - 15 * k, x + 15 * k, *tones)
        )
        stage.glow(x + 60 * k, top + 36 * k, 90 * k + 12, Colour(0.92, 0.1, 85), 0.7)


def _clock(stage: Stage, x: float, y: float, radius: float) -> None:
    pen, iron, ink = stage.pen, stage.lit(Colour(0.28, 0.04, 280)), Colour(0.2, 0.02, 270)
    pen.line(x, stage.height * 0.13, x, y - radius, stroke(iron, 7))
    pen.circle(x, y, radius + 7, fill(iron.lighter(-0.04)))
    pen.circle(
        x,
        y,
        radius,
        radial((x - 14, y - 14), radius * 1.4, [Colour(0.99, 0.03, 95), Colour(0.90, 0.06, 85)]),
    )
    for i in range(12):
        a = i * math.pi / 6
        cos, sin = math.cos(a) * radius, math.sin(a) * radius
        pen.line(x + cos * 0.8, y + sin * 0.8, x + cos * 0.92, y + sin * 0.92, stroke(ink, 3.5))
    pen.line(x, y, x + radius * 0.42, y - radius * 0.2, stroke(ink, 6))
    pen.line(x, y, x + radius * 0.05, y - radius * 0.72, stroke(ink, 4))
    stage.glow(x, y, 150, Colour(0.95, 0.08, 88), 0.4)
