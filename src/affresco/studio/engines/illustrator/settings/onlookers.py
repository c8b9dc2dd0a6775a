"""People who fill a place and are nobody's subject: small, many, in all colours."""

from __future__ import annotations

import math

from affresco.studio.engines.illustrator.painting.chance import Chance
from affresco.studio.engines.illustrator.painting.colour import Colour
from affresco.studio.engines.illustrator.painting.pen import down, fill, outline, stroke
from affresco.studio.engines.illustrator.painting.stage import Stage

C = Colour
_SKINS = (C(0.86, 0.06, 60), C(0.76, 0.08, 55), C(0.62, 0.08, 52), C(0.46, 0.06, 50))
_HAIR = (
    C(0.24, 0.02, 60),
    C(0.36, 0.06, 55),
    C(0.54, 0.09, 65),
    C(0.78, 0.09, 85),
    C(0.70, 0.01, 90),
)
_CLOTH = (
    C(0.58, 0.15, 27), C(0.55, 0.12, 252), C(0.80, 0.13, 88), C(0.56, 0.11, 150), C(0.92, 0.02, 85),
    C(0.60, 0.13, 320), C(0.42, 0.05, 265), C(0.70, 0.13, 55),
)  # fmt: skip

_GOWN = "M -0.08 -0.52 L 0.08 -0.52 L 0.15 -0.22 L -0.15 -0.22 Z"
_CAP = (
    "M -0.09 0 Q -0.10 -0.12 0 -0.12 Q 0.10 -0.12 0.09 0 "
    "Q 0.05 -0.055 -0.01 -0.05 Q -0.06 -0.05 -0.09 0 Z"
)


def crowd(stage: Stage, floor: float) -> None:
    """People in rows from `floor` (units) to the front, larger as they come nearer."""
    h, w, chance = stage.height, stage.width, stage.chance("crowd")
    rows = 5
    for row in range(rows):
        t = row / (rows - 1)
        foot = floor + (h * 0.90 - floor) * (0.10 + 0.90 * t**1.2)
        size = h * (0.105 + 0.155 * t)
        many = round(w / (size * (0.52 if row < 3 else 0.68)))
        for i in range(many):
            x = w * (i + chance.between(0.15, 0.85)) / many
            if row == rows - 1 and 0.25 < x / w < 0.75:
                continue  # the middle of the front is for whoever is named
            _somebody(
                stage, chance, x, foot + chance.between(-0.05, 0.05) * size, size, 0.35 * (1 - t)
            )


def _somebody(stage: Stage, chance: Chance, x: float, y: float, s: float, depth: float) -> None:
    """One person, `s` high, seen from the front or walking."""
    pen = stage.pen
    s *= chance.pick((0.80, 0.92, 0.97, 1.0, 1.05))
    skin, hair = stage.lit(chance.pick(_SKINS), depth), stage.lit(chance.pick(_HAIR), depth)
    top, low = stage.lit(chance.pick(_CLOTH), depth), stage.lit(chance.pick(_CLOTH[5:]), depth)
    skirt, back, stride = chance.often(0.35), chance.often(0.4), chance.between(0.03, 0.09) * s
    pen.oval(x, y, s * 0.16, s * 0.028, fill(stage.light.shadow, 0.32, blur=s * 0.02))
    for side in (-1, 1):
        limb = skin if skirt else low
        pen.line(
            x + side * s * 0.045,
            y - s * 0.44,
            x + side * (s * 0.03 + stride),
            y - s * 0.02,
            stroke(limb, s * 0.075),
        )
        shoe = stage.lit(C(0.26, 0.03, 50), depth)
        pen.oval(x + side * (s * 0.035 + stride), y - s * 0.015, s * 0.045, s * 0.022, fill(shoe))
    if skirt:
        with pen.at(x, y, 0, (s, s)):
            pen.shape(outline(_GOWN), fill(low))
    for side in (-1, 1):
        swing = math.sin(chance.between(0, 6)) * s * 0.05
        pen.line(
            x + side * s * 0.115,
            y - s * 0.72,
            x + side * s * 0.15 + swing,
            y - s * 0.47,
            stroke(top.lighter(-0.05), s * 0.06),
        )
        pen.circle(x + side * s * 0.15 + swing, y - s * 0.45, s * 0.030, fill(skin))
    pen.rounded(
        x - s * 0.125,
        y - s * 0.79,
        s * 0.25,
        s * 0.36,
        s * 0.09,
        down(y - s * 0.8, y - s * 0.4, top.lighter(0.04), top.lighter(-0.05)),
    )
    pen.rect(x - s * 0.03, y - s * 0.83, s * 0.06, s * 0.06, fill(skin.lighter(-0.05)))
    head = y - s * 0.90
    pen.oval(x, head, s * 0.082, s * 0.098, fill(hair if back else skin))
    if back:
        pen.oval(x, head - s * 0.01, s * 0.090, s * 0.100, fill(hair))
        return
    with pen.at(x, head, 0, (s, s)):
        pen.shape(outline(_CAP), fill(hair))
    ink = C(0.22, 0.02, 50)
    for side in (-1, 1):
        pen.circle(x + side * s * 0.030, head + s * 0.005, s * 0.009, fill(ink))
    pen.curve(
        [
            (x - s * 0.022, head + s * 0.045),
            (x, head + s * 0.056),
            (x + s * 0.022, head + s * 0.045),
        ],
        stroke(ink, s * 0.009),
    )
