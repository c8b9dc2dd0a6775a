"""What falls and drifts in front of everything: rain, snow, fog."""

from __future__ import annotations

import skia

from .painting.colour import WHITE
from .painting.pen import fill, stroke
from .painting.stage import Stage
from .reading.lexicon import lexicon
from .settings.sky import mist


def fall(stage: Stage) -> None:
    """Paint the weather of the scene, outdoors only."""
    if not lexicon().settings[stage.scene.setting].outdoors or stage.scene.setting == "underwater":
        return
    if stage.has("rain", "storm"):
        _rain(stage)
    if stage.has("snow"):
        _snow(stage)
    if stage.has("fog"):
        for level in range(6):
            mist(stage, stage.height * (0.45 + 0.09 * level), 0.45, 150)


def _rain(stage: Stage) -> None:
    chance, width, height = stage.chance("rain"), stage.width, stage.height
    slant = 0.34 if stage.has("storm") else 0.16
    drops = skia.Path()
    for _ in range(int(420 * max(1.0, width / 1000))):
        x, y = chance.between(-0.1, 1.1) * width, chance.between(-0.05, 1) * height
        length = chance.between(16, 46)
        drops.moveTo(x, y)
        drops.lineTo(x - length * slant, y + length)
    stage.pen.shape(drops, stroke(stage.light.key.mix(WHITE, 0.5), 1.4, 0.26))
    if stage.has("rain") and stage.scene.setting in ("street", "station", "roof"):
        for _ in range(60):
            x, y = chance.between(0, width), chance.between(0.72, 1) * height
            size = (y / height - 0.6) * 40
            stage.pen.oval(x, y, size, size * 0.25, stroke(WHITE, 1, 0.28))


def _snow(stage: Stage) -> None:
    chance = stage.chance("snow")
    for _ in range(int(240 * max(1.0, stage.width / 1000))):
        near = chance.between() ** 2
        x, y = chance.between(0, stage.width), chance.between(0, stage.height)
        paint = fill(WHITE, 0.85 - 0.35 * near, blur=1.6 if near > 0.5 else 0)
        stage.pen.circle(x, y, 1.2 + 5.5 * near, paint)
