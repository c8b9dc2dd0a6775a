"""City and room from above."""

from __future__ import annotations

import math

from affresco.studio.engines.illustrator.painting.chance import Chance
from affresco.studio.engines.illustrator.painting.colour import Colour
from affresco.studio.engines.illustrator.painting.pen import (
    down,
    fill,
    stroke,
)
from affresco.studio.engines.illustrator.painting.stage import Stage

from . import land, season
from .aerial_forms import crown, ground, house

C = Colour


def roofs_seen(stage: Stage) -> None:
    """Blocks of houses around streets and a square with trees."""
    h, w, pen, chance = stage.height, stage.width, stage.pen, stage.chance("blocks")
    ground(
        stage, land.snowed(stage, C(0.72, 0.02, 80)) if season.snowy(stage) else C(0.66, 0.02, 80)
    )
    tall = stage.scene.setting in ("skyline", "street")
    size = min(w, h) * 0.155
    reach = math.ceil(max(w, h) / size)
    with pen.at(w / 2, h / 2, chance.between(-18, 18)):
        for j in range(-reach, reach):
            for i in range(-reach, reach):
                if i % 4 == 0 or j % 3 == 0 or (stage.scene.entities and abs(i) < 2 and abs(j) < 2):
                    continue
                x, y, s = i * size, j * size, size * chance.between(0.74, 0.92)
                if tall and chance.often(0.6):
                    _block(stage, chance, x, y, s)
                else:
                    house(stage, chance, x, y, s, chance.pick((0, 90)))
        for i in range(-reach, reach):
            if i % 4 == 0:
                dash = stroke(stage.lit(C(0.94, 0.01, 90)), 4, 0.8)
                for k in range(-2 * reach, 2 * reach):
                    pen.line(i * size, k * size * 0.5, i * size, k * size * 0.5 + size * 0.2, dash)
        for _ in range(34):
            i, j = chance.whole(-reach, reach), chance.whole(-reach, reach)
            x, y = i * size + size * 0.5, (j - j % 3) * size + size * chance.pick((-0.36, 0.36))
            crown(
                stage,
                chance,
                x,
                y,
                size * chance.between(0.13, 0.2),
                season.leaves(stage, C(0.52, 0.12, 140), chance),
            )


def _block(stage: Stage, chance: Chance, x: float, y: float, s: float) -> None:
    """A tall building: its roof moved away from its foot, two walls with windows."""
    pen, lean = stage.pen, s * chance.between(0.25, 0.55)
    wall = stage.lit(
        chance.pick((C(0.66, 0.04, 240), C(0.72, 0.05, 60), C(0.58, 0.05, 270), C(0.76, 0.03, 200)))
    )
    half = s / 2
    pen.rect(x - half + s * 0.2, y - half + s * 0.2, s, s, fill(stage.light.shadow, 0.35, blur=5))
    ox, oy = -lean * 0.5, -lean
    pen.polygon(
        [
            (x - half, y + half),
            (x + half, y + half),
            (x + half + ox, y + half + oy),
            (x - half + ox, y + half + oy),
        ],
        fill(wall.lighter(-0.08)),
    )
    pen.polygon(
        [
            (x + half, y - half),
            (x + half, y + half),
            (x + half + ox, y + half + oy),
            (x + half + ox, y - half + oy),
        ],
        fill(wall.lighter(-0.16)),
    )
    for i in range(5):
        for j in range(3):
            t = (j + 0.35) / 3
            lit = stage.light.dark and chance.often(0.6)
            pane = C(0.90, 0.12, 82) if lit else wall.lighter(0.08)
            pen.rect(
                x - half + s * (i + 0.25) / 5 + ox * t,
                y + half + oy * (t + 0.14),
                s * 0.10,
                lean * 0.16,
                fill(pane, 0.9),
            )
    pen.rect(
        x - half + ox,
        y - half + oy,
        s,
        s,
        fill(wall.lighter(0.05) if not season.snowy(stage) else stage.lit(season.SNOW)),
    )
    pen.rect(
        x - half + ox + s * 0.1,
        y - half + oy + s * 0.1,
        s * 0.8,
        s * 0.8,
        stroke(wall.lighter(-0.05), 3),
    )
    pen.rect(x + ox - s * 0.15, y + oy - s * 0.2, s * 0.3, s * 0.22, fill(wall.lighter(-0.07)))


def room_seen(stage: Stage) -> None:
    """A floor from above with a rug, a table, a sofa and plants along the walls."""
    h, w, pen, chance = stage.height, stage.width, stage.pen, stage.chance("floor plan")
    wood = stage.lit(C(0.66, 0.09, 64))
    pen.wash(down(0, h, wood.lighter(0.03), wood.lighter(-0.04)))
    for i in range(round(11 * max(1.0, w / 1000))):
        x = w * i / round(11 * max(1.0, w / 1000))
        pen.line(x, 0, x, h, stroke(wood.lighter(-0.09), 3, 0.7))
        for _ in range(3):
            y = chance.between(0, h)
            pen.line(x, y, x + w / 11, y, stroke(wood.lighter(-0.09), 3, 0.7))
    wall = stage.lit(C(0.90, 0.03, 80))
    for x, y, wide, tall in (
        (-20.0, -20.0, w + 40, 62.0),
        (-20.0, -20.0, 62.0, h + 40),
        (w - 42, -20.0, 70.0, h + 40),
    ):
        pen.rect(x + 10, y + 14, wide, tall, fill(stage.light.shadow, 0.3, blur=10))
        pen.rect(x, y, wide, tall, fill(wall))
    hue = chance.pick((22, 250, 160, 60))
    for i, tone in enumerate(
        (C(0.50, 0.12, hue), C(0.84, 0.06, 80), C(0.56, 0.12, hue), C(0.78, 0.08, 72))
    ):
        f = 1 - 0.2 * i
        pen.rounded(
            w * 0.5 - w * 0.27 * f,
            h * 0.60 - h * 0.20 * f,
            w * 0.54 * f,
            h * 0.40 * f,
            26,
            fill(stage.lit(tone)),
        )
    _slab(stage, w * 0.20, h * 0.07, w * 0.40, h * 0.15, C(0.54, 0.10, hue + 180), 40)
    _slab(stage, w * 0.23, h * 0.09, w * 0.16, h * 0.10, C(0.62, 0.10, hue + 180), 26)
    _slab(stage, w * 0.41, h * 0.09, w * 0.16, h * 0.10, C(0.62, 0.10, hue + 180), 26)
    _slab(stage, w * 0.70, h * 0.08, w * 0.20, h * 0.13, C(0.50, 0.08, 50), 10)
    _slab(stage, w * 0.06, h * 0.40, w * 0.09, h * 0.30, C(0.46, 0.08, 48), 8)
    for x, y in ((0.10, 0.12), (0.90, 0.34), (0.90, 0.90), (0.10, 0.90)):
        pen.circle(w * x, h * y, 34, fill(stage.lit(C(0.62, 0.10, 45))))
        crown(stage, chance, w * x, h * y, 46, C(0.54, 0.13, 140))


def _slab(
    stage: Stage, x: float, y: float, wide: float, tall: float, colour: Colour, radius: float
) -> None:
    """A piece of furniture from above."""
    pen, tone = stage.pen, stage.lit(colour)
    pen.rounded(x + 12, y + 15, wide, tall, radius, fill(stage.light.shadow, 0.35, blur=9))
    pen.rounded(
        x, y, wide, tall, radius, down(y, y + tall, tone.lighter(0.06), tone.lighter(-0.03))
    )
    pen.rounded(x + 8, y + 8, wide - 16, tall - 16, radius * 0.8, stroke(tone.lighter(-0.06), 3))
