"""Styles: each works over the whole picture, subject and background alike."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from affresco.studio.engines.illustrator.painting.colour import Field
from affresco.studio.engines.illustrator.painting.stage import Stage

from .nouveau import art_nouveau
from .oil import oil
from .pieces import low_poly, stained_glass
from .pixel import pixel
from .plain import clean, cyberpunk, illustration, minimal
from .prints import ink_drawing, pop_art, risograph, ukiyo_e
from .watercolour import watercolour

STYLES: dict[str, Callable[[Stage, Field], Field]] = {
    "watercolour": watercolour,
    "oil": oil,
    "ukiyo-e": ukiyo_e,
    "cyberpunk": cyberpunk,
    "pixel": pixel,
    "risograph": risograph,
    "art-nouveau": art_nouveau,
    "stained-glass": stained_glass,
    "minimal": minimal,
    "isometric": minimal,
    "low-poly": low_poly,
    "ink": ink_drawing,
    "pop-art": pop_art,
    "logo": clean,
    "abstract": minimal,
    "illustration": illustration,
}


def apply(stage: Stage) -> npt.NDArray[np.uint8]:
    """The finished picture, (rows, columns, 3) uint8, contiguous."""
    style = STYLES.get(stage.scene.style or "illustration", illustration)
    picture = style(stage, stage.pixels())
    return np.ascontiguousarray((np.clip(picture, 0, 1) * 255 + 0.5).astype(np.uint8))
