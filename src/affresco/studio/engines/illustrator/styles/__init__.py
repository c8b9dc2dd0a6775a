"""Styles: each works over the whole picture, subject and background alike."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from affresco.studio.engines.illustrator.painting.colour import Field
from affresco.studio.engines.illustrator.painting.stage import Stage

from .drawn import (
    blueprint,
    chalkboard,
    charcoal,
    engraving,
    line_and_wash,
    line_art,
    pastel,
    pencil,
)
from .made import (
    clay,
    comic,
    embroidery,
    fresco,
    gouache,
    graffiti,
    linocut,
    mosaic,
    paper_cut,
    silhouette,
)
from .nouveau import art_nouveau
from .oil import oil
from .pieces import low_poly, stained_glass
from .pixel import pixel
from .plain import clean, cyberpunk, illustration, minimal
from .prints import pop_art, risograph, ukiyo_e
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
    "ink": line_and_wash,
    "pop-art": pop_art,
    "logo": clean,
    "abstract": minimal,
    "illustration": illustration,
    "art-deco": risograph,
    "baroque": oil,
    "blueprint": blueprint,
    "chalkboard": chalkboard,
    "charcoal": charcoal,
    "child-drawing": pastel,
    "clay": clay,
    "collage": paper_cut,
    "comic": comic,
    "cubist": low_poly,
    "embroidery": embroidery,
    "engraving": engraving,
    "fresco": fresco,
    "gouache": gouache,
    "graffiti": graffiti,
    "impressionist": oil,
    "line-art": line_art,
    "linocut": linocut,
    "mosaic": mosaic,
    "paper-cut": paper_cut,
    "pastel": pastel,
    "pattern": minimal,
    "pencil": pencil,
    "photo": illustration,
    "poster": minimal,
    "silhouette": silhouette,
    "sticker": comic,
    "storybook": gouache,
    "surreal": oil,
}


def apply(stage: Stage) -> npt.NDArray[np.uint8]:
    """The finished picture, (rows, columns, 3) uint8, contiguous."""
    style = STYLES.get(stage.scene.style or "illustration", illustration)
    picture = style(stage, stage.pixels())
    return np.ascontiguousarray((np.clip(picture, 0, 1) * 255 + 0.5).astype(np.uint8))
