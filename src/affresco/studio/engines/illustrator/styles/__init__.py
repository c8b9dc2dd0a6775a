"""Styles: each works over the whole picture, subject and background alike."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from affresco.studio.engines.illustrator.painting.stage import Stage

from . import plain


def apply(stage: Stage) -> npt.NDArray[np.uint8]:
    """The finished picture, (rows, columns, 3) uint8, contiguous."""
    picture = plain.illustration(stage, stage.pixels())
    return np.ascontiguousarray((np.clip(picture, 0, 1) * 255 + 0.5).astype(np.uint8))
