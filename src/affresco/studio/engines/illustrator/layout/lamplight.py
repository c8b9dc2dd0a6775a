"""Light of lamps: what is around a lantern shines, and a lighthouse sends out its beams."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from affresco.studio.engines.illustrator.painting.colour import Colour
from affresco.studio.engines.illustrator.painting.pen import linear, polygon
from affresco.studio.engines.illustrator.painting.stage import Stage
from affresco.studio.engines.illustrator.reading.lexicon import lexicon
from affresco.studio.engines.illustrator.scene import Entity

LAMPLIGHT: Final = Colour(0.90, 0.13, 78)
_LAMP: Final = 0.86  # how high the lamp of a lighthouse is, as a share of it
_LANTERNS: Final = frozenset(("paper-lantern", "sky-lantern", "lantern-street", "jack-o-lantern"))


def shines(entity: Entity) -> bool:
    """Whether it is a lamp, or said to glow."""
    lamp = lexicon().concepts[entity.concept].glows or entity.concept in _LANTERNS
    return lamp or entity.pose == "glow"


def glow(stage: Stage, entities: Iterable[Entity], x: float, y: float, height: float) -> None:
    """Light around a thing, if it or anything that belongs to it shines; x, y: its foot, in units."""
    if any(shines(entity) for entity in entities):
        stage.glow(x, y - height * 0.5, height * 1.3, LAMPLIGHT, 0.5)


def beams(stage: Stage, entity: Entity, x: float, y: float, height: float) -> None:
    """By night a lighthouse sends out its light on either side; painted before it stands there."""
    if entity.concept != "lighthouse" or not stage.light.dark:
        return
    lamp, far = (x, y - _LAMP * height), 1.1 * max(stage.width, stage.height)
    for side, lift in ((-1, 0.05), (1, -0.13)):
        ends = [(lamp[0] + side * far, lamp[1] + (lift + wide) * far) for wide in (-0.075, 0.075)]
        tones = [(LAMPLIGHT.lighter(0.06), 0.62), (LAMPLIGHT, 0.22), (LAMPLIGHT, 0.0)]
        paint = linear(lamp, (lamp[0] + side * far, lamp[1] + lift * far), tones, (0, 0.35, 1))
        stage.pen.shape(polygon([lamp, *ends]), paint)
