"""Snow on what stands under the sky, and on the roofs of the buildings that are named."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

import msgspec
import skia

from affresco.studio.engines.illustrator.painting.colour import Colour
from affresco.studio.engines.illustrator.painting.pen import Pen
from affresco.studio.engines.illustrator.reading.lexicon import lexicon
from affresco.studio.engines.illustrator.scene import Entity, Scene

from .look import Framed, framed

_WHITE: Final = Colour(0.93, 0.012, 240)

SNOWED: Final = "snowed"
"""The quality of what has snow on it; for drawing alone, never read or stored."""


def snowed(scene: Scene) -> Scene:
    """The scene in which buildings under an open sky have snow on them, when it lies."""
    winter = {"snow", "winter"} & {scene.season, *scene.weather, *scene.moods}
    known = lexicon().settings.get(scene.setting)
    if not (winter and known is not None and known.outdoors) or scene.setting in _SNOWLESS:
        return scene
    entities = tuple(
        msgspec.structs.replace(entity, qualities=(*entity.qualities, SNOWED))
        if _roofed(entity)
        else entity
        for entity in scene.entities
    )
    return msgspec.structs.replace(scene, entities=entities)


_SNOWLESS: Final = frozenset(("underwater", "underwater-city", "space", "moon", "mars"))


def _roofed(entity: Entity) -> bool:
    concept = lexicon().concepts[entity.concept]
    return concept.family == "building" and not entity.material and entity.relation != "wear"


def capped(draw: Callable[[Pen], None], thick: float = 7.0) -> Callable[[Pen], None]:
    """A drawing (in a box of 128) with snow on all that looks up; its own colours stay below."""

    def under_snow(pen: Pen) -> None:
        canvas = pen.canvas
        area = skia.Rect.MakeLTRB(-64, -90, 192, 160)
        canvas.saveLayer(area)
        draw(pen)
        canvas.saveLayer(area, skia.Paint(BlendMode=skia.BlendMode.kSrcATop))
        white = skia.ColorFilters.Blend(_WHITE.argb(), skia.BlendMode.kSrcIn)
        canvas.saveLayer(area, skia.Paint(ColorFilter=white))
        draw(pen)
        canvas.restore()
        soft = skia.ImageFilters.Blur(1.1, 0.8)
        canvas.saveLayer(area, skia.Paint(BlendMode=skia.BlendMode.kDstOut, ImageFilter=soft))
        canvas.translate(0, thick)
        draw(pen)
        canvas.restore()
        canvas.restore()
        canvas.restore()

    return under_snow


def under_snow(drawing: Framed) -> Framed:
    """The drawing of a building with snow on its roof; it stands as it did."""
    return replace(framed(capped(drawing, THICK), 1.0), feet=drawing.feet)


THICK: Final = 17.0
"""How thick snow lies on roofs, in units of the box of a drawing."""
