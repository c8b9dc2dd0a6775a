"""What a season does to trees and bushes that are named: autumn colours their leaves."""

from __future__ import annotations

from typing import Final

import msgspec

from affresco.studio.engines.illustrator.painting.chance import Chance
from affresco.studio.engines.illustrator.reading.lexicon import lexicon
from affresco.studio.engines.illustrator.scene import Entity, Scene

_TURNING: Final = frozenset(("round", "oak", "birch", "poplar", "willow", "vine"))
_LEAVES: Final = ("orange", "golden", "orange", "red")


def seasoned(scene: Scene, seed: int) -> Scene:
    """The scene in which trees without a named colour have that of the season."""
    if "autumn" not in (scene.season, *scene.moods):
        return scene
    entities = tuple(
        msgspec.structs.replace(entity, colour=Chance("leaves", seed, number).pick(_LEAVES))
        if _turns(entity)
        else entity
        for number, entity in enumerate(scene.entities)
    )
    return msgspec.structs.replace(scene, entities=entities)


def _turns(entity: Entity) -> bool:
    concept = lexicon().concepts[entity.concept]
    if entity.colour or concept.colour or entity.material:
        return False
    if concept.id == "tree":
        return True
    shape = concept.shape
    return (
        shape is not None
        and shape.family in ("tree", "plant")
        and shape.kind in _TURNING
        and not shape.colour
    )
