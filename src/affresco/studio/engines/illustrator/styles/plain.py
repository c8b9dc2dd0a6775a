"""Styles close to how the stage was painted: illustration, cyberpunk, minimal."""

from __future__ import annotations

import numpy as np

from affresco.studio.engines.illustrator.painting.chance import generator
from affresco.studio.engines.illustrator.painting.colour import Field
from affresco.studio.engines.illustrator.painting.fields import (
    blurred_rgb,
    contrasted,
    luminance,
    saturated,
)
from affresco.studio.engines.illustrator.painting.stage import Stage


def grain(stage: Stage, amount: float) -> Field:
    """Film grain, (rows, columns)."""
    noise = generator("grain", stage.seed).standard_normal((stage.rows, stage.columns), np.float32)
    return noise * np.float32(amount)


def vignette(stage: Stage, strength: float, start: float) -> Field:
    """Factor that darkens the corners, (rows, columns, 1)."""
    y = np.linspace(-1, 1, stage.rows, dtype=np.float32)[:, None]
    x = np.linspace(-1, 1, stage.columns, dtype=np.float32)[None]
    out: Field = (1 - strength * np.clip(x * x + y * y - start, 0, 2))[..., None]
    return out


def screened(below: Field, above: Field) -> Field:
    """Light added to light, never over white."""
    out: Field = 1 - (1 - np.clip(below, 0, 1)) * (1 - np.clip(above, 0, 1))
    return out


def illustration(stage: Stage, picture: Field) -> Field:
    """Bloom, vignette, a little contrast, fine grain."""
    bloom = blurred_rgb(np.clip(picture - 0.62, 0, 1), 22 * stage.unit)
    out = screened(picture, bloom * 0.8) * vignette(stage, 0.20, 0.55)
    graded = saturated(contrasted(out, 0.22), 1.08)
    dust = grain(stage, 0.022) * (1 - np.abs(2 * luminance(picture) - 1) * 0.5)
    return graded + dust[..., None]


def minimal(stage: Stage, picture: Field) -> Field:
    """Flat, with paper grain."""
    return picture + grain(stage, 0.018)[..., None]


def clean(stage: Stage, picture: Field) -> Field:
    """As painted."""
    return picture


def cyberpunk(stage: Stage, picture: Field) -> Field:
    """Wide glow, colour fringes, violet shadows."""
    unit = stage.unit
    bright = picture * np.float32(1.12)
    near = blurred_rgb(np.clip(bright - 0.45, 0, 1), 7 * unit)
    wide = blurred_rgb(np.clip(bright - 0.38, 0, 1), 34 * unit)
    glowing = screened(screened(bright, near * 0.8), wide * 1.2)
    shift = max(1, int(2.2 * unit))
    out = glowing.copy()
    out[:, shift:, 0] = glowing[:, :-shift, 0]
    out[:, :-shift, 2] = glowing[:, shift:, 2]
    light = luminance(out)[..., None]
    out = out + (1 - light) * np.array([0.012, -0.004, 0.05], np.float32)
    out = out + light * np.array([0.03, -0.01, 0.02], np.float32)
    out = saturated(contrasted(out, 0.45), 1.2) * vignette(stage, 0.32, 0.5)
    return out + grain(stage, 0.02)[..., None]
