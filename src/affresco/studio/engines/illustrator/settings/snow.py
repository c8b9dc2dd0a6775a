"""Snow that lies on whatever a setting has painted."""

from __future__ import annotations

import numpy as np

from affresco.studio.engines.illustrator.painting.colour import Field, oklab
from affresco.studio.engines.illustrator.painting.fields import luminance, noise, smoothstep
from affresco.studio.engines.illustrator.painting.pen import image_of
from affresco.studio.engines.illustrator.painting.stage import Stage
from affresco.studio.engines.illustrator.reading.lexicon import lexicon

# Where no snow lies: water, space, the air; and where the setting paints its own.
_BARE = frozenset(
    ("underwater", "space", "moon", "mars", "sky", "sea", "winter", "ski-slope", "iceberg")
)


def snow_lies(stage: Stage) -> None:
    """Whiten grass, leaves, soil and roofs in the snow, keeping their light and shade."""
    setting = stage.scene.setting
    if not stage.has("snow") or setting in _BARE or not lexicon().settings[setting].outdoors:
        return
    picture = stage.pixels()
    lab = oklab(picture)
    green_or_brown = smoothstep(0.006, 0.034, lab[..., 2]) * smoothstep(
        0.14, 0.03, lab[..., 1] - 0.05
    )
    patches = noise(
        "drifts", stage.seed, width=stage.columns, height=stage.rows, frequency=7, octaves=4
    )
    level = np.linspace(0, 1, stage.rows, dtype=np.float32)[:, None]
    low = smoothstep(0.22, 0.55, level)
    amount = np.clip(green_or_brown * low * (0.86 + 0.22 * patches), 0, 0.92)[..., None]
    light = luminance(picture)[..., None]
    white: Field = np.array([0.90, 0.93, 0.98], np.float32) * (0.60 + 0.52 * np.sqrt(light))
    dim = 0.72 if stage.light.dark else 1.0
    covered = picture * (1 - amount) + np.clip(white * dim, 0, 1) * amount
    canvas = stage.pen.canvas
    canvas.save()
    canvas.resetMatrix()
    canvas.drawImage(image_of(covered.astype(np.float32)), 0, 0)
    canvas.restore()
