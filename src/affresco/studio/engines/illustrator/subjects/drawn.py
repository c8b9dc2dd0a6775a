"""Registry of the drawings of our own, by concept."""

from __future__ import annotations

from collections.abc import Callable

from affresco.studio.engines.illustrator.painting.chance import Chance
from affresco.studio.engines.illustrator.painting.colour import Colour
from affresco.studio.engines.illustrator.painting.sprites import Draw

# A maker gets the named colour, if any, and a stream of chance for what may vary.
Maker = Callable[[Colour | None, Chance], Draw]

DRAWN: dict[str, Maker] = {}


def drawing(*concepts: str) -> Callable[[Maker], Maker]:
    """Register a maker for concepts of the lexicon with ``form = "drawn"``."""

    def register(maker: Maker) -> Maker:
        for concept in concepts:
            DRAWN[concept] = maker
        return maker

    return register
