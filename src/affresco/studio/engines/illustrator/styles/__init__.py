"""Styles: each works over the whole picture, subject and background alike."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from affresco.studio.engines.illustrator.painting.colour import Field
from affresco.studio.engines.illustrator.painting.stage import Stage

from affresco.studio.engines.illustrator.painting.tracing import Tracer
from .book import illustration
from .plate import Plate
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
from .plain import clean, cyberpunk, minimal
from .prints import pop_art, risograph, ukiyo_e
from .watercolour import watercolour

NEW: dict[str, Callable[[Plate], Field]] = {"illustration": illustration}
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
    "photo": clean,
    "poster": minimal,
    "silhouette": silhouette,
    "sticker": comic,
    "storybook": gouache,
    "surreal": oil,
}


def apply(stage: Stage, tracer: Tracer) -> npt.NDArray[np.uint8]:
    """The finished picture, (rows, columns, 3) uint8, contiguous."""
    plate = Plate(stage, tracer)
    name = stage.scene.style or "illustration"
    new = NEW.get(name)
    if new is not None:
        picture = new(plate)
    else:
        picture = STYLES.get(name, minimal)(stage, stage.pixels())
    return np.ascontiguousarray((np.clip(picture, 0, 1) * 255 + 0.5).astype(np.uint8))
