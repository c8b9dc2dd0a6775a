"""Strings of little lights, and what a place has at Christmas: scenery that a mood asks for."""

from __future__ import annotations

import math
from typing import Final

from affresco.studio.engines.illustrator.painting.colour import Colour
from affresco.studio.engines.illustrator.painting.pen import fill, polygon, stroke
from affresco.studio.engines.illustrator.painting.stage import Stage
from affresco.studio.engines.illustrator.reading.lexicon import lexicon

from .land import snowed
from .season import SNOW

C = Colour
_WARM: Final = C(0.93, 0.12, 88)
_COLOURED: Final = (
    _WARM,
    C(0.68, 0.20, 28),
    C(0.72, 0.17, 145),
    C(0.70, 0.14, 250),
    C(0.80, 0.16, 65),
)
_BARE: Final = frozenset(
    (
        "abstract",
        "logo",
        "portrait",
        "poster",
        "space",
        "underwater",
        "underwater-city",
        "tile",
        "table",
        "sea",
        "sky",
    )
)
"""Places where nobody hangs lights."""
_TREELESS: Final = frozenset(
    ("beach", "bridge", "canal", "harbour", "road", "roof", "stage", "theatre")
)


def decorate(stage: Stage) -> None:
    """Hang lights over a place, and at Christmas put up a tree, if the moods of the scene ask for it."""
    christmas = stage.has("christmas")
    if stage.scene.setting in _BARE or not (christmas or stage.has("string-lights")):
        return
    outdoors = lexicon().settings[stage.scene.setting].outdoors
    tree = christmas and stage.scene.setting not in _TREELESS and not stage.entity("christmas-tree")
    if tree:
        side = -1 if stage.slots["main"].x >= 0.5 else 1
        _tree(stage, 0.5 + 0.39 * side, 0.80 if outdoors else 0.86, 0.40 if outdoors else 0.46)
    _lights(stage, 0.20 if outdoors else 0.08, _COLOURED if christmas else (_WARM,))


def _lights(stage: Stage, top: float, tones: tuple[Colour, ...]) -> None:
    """Two lines of little lamps that hang across the picture; top: a share of the height."""
    h, w, pen = stage.height, stage.width, stage.pen
    wire = stroke(stage.lit(C(0.30, 0.02, 150)), 2.4)
    for line, (left, right, sag) in enumerate(((0.0, 0.06, 0.11), (0.07, -0.02, 0.14))):
        ends = (h * (top + left), h * (top + right))
        count = max(9, round(15 * w / 1000))
        spots = []
        for i in range(count + 1):
            t = i / count
            y = ends[0] + (ends[1] - ends[0]) * t + h * sag * math.sin(math.pi * t)
            spots.append((-20 + (w + 40) * t, y))
        pen.curve(spots, wire)
        for i, (x, y) in enumerate(spots):
            tone = tones[(i + 2 * line) % len(tones)]
            stage.glow(x, y + 9, 52, tone, 0.35 if stage.light.dark else 0.12)
            pen.oval(x, y + 10, 7.5, 10, fill(tone))
            pen.oval(x - 1.5, y + 8, 3, 4.5, fill(tone.lighter(0.10)))


def _tree(stage: Stage, x: float, y: float, size: float) -> None:
    """A fir with baubles, lights and a star; its place and height are shares of the picture."""
    pen, chance = stage.pen, stage.chance("fir")
    px, py, s = x * stage.width, y * stage.height, size * min(stage.width, stage.height)
    green = stage.lit(snowed(stage, C(0.44, 0.10, 152)), 0.1)
    pen.oval(px, py, s * 0.30, s * 0.035, fill(stage.light.shadow, 0.4, blur=6))
    pen.rect(px - s * 0.04, py - s * 0.12, s * 0.08, s * 0.12, fill(stage.lit(C(0.42, 0.06, 50))))
    tiers = ((0.34, 0.10, 0.52), (0.27, 0.32, 0.74), (0.19, 0.55, 0.96))
    for half, low, high in tiers:
        path = polygon(
            [(px - s * half, py - s * low), (px, py - s * high), (px + s * half, py - s * low)]
        )
        pen.shape(path, fill(green.lighter(0.10 * (low - 0.3))))
        if stage.has("snow"):
            pen.curve(
                [(px - s * half * 0.5, py - s * (low + high) / 2), (px, py - s * high * 0.985)],
                stroke(stage.lit(SNOW), s * 0.022),
            )
    for half, low, high in tiers:
        for i in range(5):
            t = (i + 0.5) / 5
            bx = px + s * half * (2 * t - 1) * 0.78
            by = py - s * (low + 0.045 + 0.10 * math.sin(math.pi * t) + 0.0 * high)
            tone = chance.pick(_COLOURED)
            stage.glow(bx, by, s * 0.10, tone, 0.30 if stage.light.dark else 0.1)
            pen.circle(bx, by, s * 0.021, fill(tone))
            pen.circle(bx - s * 0.006, by - s * 0.007, s * 0.007, fill(tone.lighter(0.12)))
    points = [
        (px + r * math.sin(i * math.pi / 5), py - s * 0.985 - r * math.cos(i * math.pi / 5))
        for i in range(10)
        for r in (s * (0.055 if i % 2 == 0 else 0.024),)
    ]
    pen.shape(polygon(points), fill(C(0.90, 0.15, 92)))
    stage.glow(px, py - s * 0.985, s * 0.20, _WARM, 0.4)
