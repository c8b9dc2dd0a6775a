"""A field of tall grass, in which whoever stands is hidden to the knees or more."""

from __future__ import annotations

import skia

from affresco.studio.engines.illustrator.painting.colour import Colour
from affresco.studio.engines.illustrator.painting.pen import down, fill, stroke
from affresco.studio.engines.illustrator.painting.stage import Slot, Stage

from . import land, season, vista

C = Colour
_ROWS = 9  # of blades, of which the last three stand before the subjects


def grassland(stage: Stage) -> None:
    """Blades and seed heads that bend in the wind, row before row, to far hills."""
    h, w, chance = stage.height, stage.width, stage.chance("grassland")
    vista.vista(stage, 0.50, ("hills", "woods", "mountains", "lake"))
    dry = chance.often(0.35)
    green = C(0.74, 0.10, 98) if dry else C(0.62, 0.13, 125)
    near = stage.lit(land.snowed(stage, green))
    stage.pen.rect(
        -40, h * 0.575, w + 80, h, down(h * 0.575, h, near.mix(stage.light.haze, 0.3), near)
    )
    if not stage.has("snow") and not dry:
        land.flowers(stage, h * 0.60, h * 0.84, 46)
    for row in range(_ROWS - 3):
        _blades(stage, row, green)
    stage.afterwards.append(lambda: _front(stage, green))
    stage.ground = "none"
    stage.slots = {
        "main": Slot(0.44, 0.90, 0.44),
        "second": Slot(0.70, 0.85, 0.30),
        "air": Slot(0.62, 0.28, 0.24),
    }


def _front(stage: Stage, green: Colour) -> None:
    for row in range(_ROWS - 3, _ROWS):
        _blades(stage, row, green)


def _blades(stage: Stage, row: int, green: Colour) -> None:
    """One row: blades in three tones, with ears on some."""
    h, w, chance = stage.height, stage.width, stage.chance("grass row", row)
    t = row / (_ROWS - 1)
    foot, tall = h * (0.61 + 0.45 * t**1.2), h * (0.035 + 0.165 * t)
    wind = (0.55 if stage.has("wind", "storm") else 0.18) * (-stage.sun_side)
    leaf = season.grass(stage, green)
    ears = skia.Path()
    for step in (-0.07, 0.0, 0.06):
        path = skia.Path()
        for _ in range(round((95 - 38 * t) * max(1.0, w / 1000))):
            x, high = chance.between(-30, w + 30), tall * chance.between(0.55, 1.1)
            lean, half = (wind + chance.between(-0.28, 0.28)) * high, 1.0 + 4.2 * t
            top = (x + lean, foot - high)
            path.moveTo(x - half, foot)
            path.quadTo(x - half + lean * 0.15, foot - high * 0.6, *top)
            path.quadTo(x + half + lean * 0.15, foot - high * 0.6, x + half, foot)
            path.close()
            if step > 0 and chance.often(0.3):
                ears.addOval(
                    skia.Rect.MakeXYWH(top[0] - half, top[1] - half * 5, half * 2, half * 6)
                )
        stage.pen.shape(path, fill(stage.lit(leaf.lighter(step), 0.36 * (1 - t))))
    gold = stage.lit(land.snowed(stage, C(0.80, 0.09, 85)), 0.36 * (1 - t))
    stage.pen.shape(ears, fill(gold))
    stage.pen.shape(ears, stroke(gold.lighter(-0.08), 0.8, 0.5))
