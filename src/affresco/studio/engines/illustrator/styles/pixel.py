"""Pixel art: a coarse grid, forty colours chosen for the picture, ordered dither."""

from __future__ import annotations

import numpy as np
from PIL import Image

from affresco.studio.engines.illustrator.painting.colour import Field
from affresco.studio.engines.illustrator.painting.fields import blurred_rgb, contrasted, saturated
from affresco.studio.engines.illustrator.painting.stage import Stage

CELLS, CELLS_OF_A_PREVIEW = 160, 96  # along the shorter side
COLOURS = 40
_BAYER = np.array([[0, 8, 2, 10], [12, 4, 14, 6], [3, 11, 1, 9], [15, 7, 13, 5]], np.float32)


def pixel(stage: Stage, picture: Field) -> Field:
    """Large square pixels of few colours."""
    shorter = min(stage.columns, stage.rows)
    cells = CELLS if shorter >= 300 else CELLS_OF_A_PREVIEW
    side = max(1, round(shorter / cells))
    width, height = -(-stage.columns // side), -(-stage.rows // side)
    small = _shrunk(picture, width, height)
    sharp = small + (small - blurred_rgb(small, 1.0)) * 0.7
    palette = _palette(sharp)
    dither = np.tile(_BAYER / 16 - 0.47, (height // 4 + 1, width // 4 + 1))[:height, :width, None]
    wanted = np.clip(sharp + dither * 0.042, 0, 1).reshape(-1, 3)
    away = (wanted**2).sum(1)[:, None] - 2 * wanted @ palette.T + (palette**2).sum(1)[None]
    out = palette[away.argmin(1)].reshape(height, width, 3)
    large = np.repeat(np.repeat(out, side, 0), side, 1)
    cut: Field = large[: stage.rows, : stage.columns]
    return cut


def _shrunk(picture: Field, width: int, height: int) -> Field:
    image = Image.fromarray((np.clip(picture, 0, 1) * 255 + 0.5).astype(np.uint8))
    small = np.asarray(image.resize((width, height), Image.Resampling.BOX), np.float32) / 255
    return contrasted(saturated(small, 1.45), 0.4)


def _palette(small: Field) -> Field:
    """Median cut, with vivid and warm colours counted more often so that they survive."""
    flat = small.reshape(-1, 3)
    vivid = (flat.max(1) - flat.min(1) > 0.55) | (flat[:, 0] - flat[:, 2] > 0.30)
    rare = flat[vivid][: len(flat) // 5]
    again = min(12, max(1, int(len(flat) * 0.30 / max(1, len(rare)))))
    counted = np.concatenate([flat, *[rare] * again])
    width = small.shape[1]
    sheet = counted[: len(counted) // width * width].reshape(-1, width, 3)
    image = Image.fromarray((np.clip(sheet, 0, 1) * 255 + 0.5).astype(np.uint8))
    table = image.quantize(COLOURS, method=Image.Quantize.MEDIANCUT).getpalette() or []
    return np.array(table[: COLOURS * 3], np.float32).reshape(-1, 3) / 255
