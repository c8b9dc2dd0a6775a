"""Styles: each works over the whole picture, subject and background alike.

A style takes a :class:`.plate.Plate` (what was painted, with its outlines) and gives a picture.
Rooms: ``book`` (the manner of the house), ``watercolour``, ``oil``, ``dream`` (paint); ``drawn``,
``cut``, ``prints``, ``riso`` (lines and inks); ``made``, ``pieces`` (things); ``design``, ``nouveau``,
``diorama`` (sheets and boxes); ``screen`` (light). ``palettes`` and ``paper`` serve all of them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np
import numpy.typing as npt

from affresco.studio.engines.illustrator.painting.colour import Field
from affresco.studio.engines.illustrator.painting.stage import Stage
from affresco.studio.engines.illustrator.painting.tracing import Tracer

from .book import child_drawing, illustration, storybook
from .cut import engraving, linocut
from .design import abstract, art_deco, minimal, pattern, poster, sticker
from .diorama import isometric
from .drawn import (
    blueprint,
    chalkboard,
    charcoal,
    line_and_wash,
    line_art,
    pastel,
    pencil,
    silhouette,
)
from .dream import cubist, surreal
from .made import clay, collage, embroidery, fresco, gouache, paper_cut
from .nouveau import art_nouveau
from .oil import baroque, expressive, impressionist, oil
from .pieces import low_poly, mosaic, stained_glass
from .plate import Plate
from .prints import comic, graffiti, pop_art, ukiyo_e
from .riso import risograph
from .screen import clean, cyberpunk, photo, pixel, vaporwave
from .watercolour import watercolour

STYLES: Final[dict[str, Callable[[Plate], Field]]] = {
    "abstract": abstract,
    "art-deco": art_deco,
    "art-nouveau": art_nouveau,
    "baroque": baroque,
    "blueprint": blueprint,
    "chalkboard": chalkboard,
    "charcoal": charcoal,
    "child-drawing": child_drawing,
    "clay": clay,
    "collage": collage,
    "comic": comic,
    "cubist": cubist,
    "cyberpunk": cyberpunk,
    "embroidery": embroidery,
    "engraving": engraving,
    "expressive": expressive,
    "fresco": fresco,
    "gouache": gouache,
    "graffiti": graffiti,
    "illustration": illustration,
    "impressionist": impressionist,
    "ink": line_and_wash,
    "isometric": isometric,
    "line-art": line_art,
    "linocut": linocut,
    "logo": clean,
    "low-poly": low_poly,
    "minimal": minimal,
    "mosaic": mosaic,
    "oil": oil,
    "paper-cut": paper_cut,
    "pastel": pastel,
    "pattern": pattern,
    "pencil": pencil,
    "photo": photo,
    "pixel": pixel,
    "pop-art": pop_art,
    "poster": poster,
    "risograph": risograph,
    "silhouette": silhouette,
    "stained-glass": stained_glass,
    "sticker": sticker,
    "storybook": storybook,
    "surreal": surreal,
    "ukiyo-e": ukiyo_e,
    "vaporwave": vaporwave,
    "watercolour": watercolour,
}


def apply(stage: Stage, tracer: Tracer) -> npt.NDArray[np.uint8]:
    """The finished picture, (rows, columns, 3) uint8, contiguous."""
    style = STYLES.get(stage.scene.style or "illustration", illustration)
    picture = np.clip(style(Plate(stage, tracer)), 0, 1)
    picture *= np.float32(255)
    picture += np.float32(0.5)
    return np.ascontiguousarray(picture.astype(np.uint8))
