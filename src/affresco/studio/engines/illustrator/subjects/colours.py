"""The colour of an entity: as it was named, as its material has it, or as it usually is."""

from __future__ import annotations

from affresco.studio.engines.illustrator.painting.colour import Colour
from affresco.studio.engines.illustrator.reading.lexicon import lexicon
from affresco.studio.engines.illustrator.scene import Entity

from .families import MATERIALS


def colour_of(entity: Entity) -> Colour | None:
    """The colour that was named, or the usual one of the concept."""
    words = lexicon()
    if not entity.colour and entity.material in MATERIALS:
        return Colour(*MATERIALS[entity.material])
    name = entity.colour or words.concepts[entity.concept].colour
    return Colour(*words.colours[name].lch) if name in words.colours else None


def made_colour(entity: Entity) -> Colour | None:
    """The colour of what it is made of, None when nothing is said."""
    if entity.material not in MATERIALS:
        return None
    return colour_of(entity)
