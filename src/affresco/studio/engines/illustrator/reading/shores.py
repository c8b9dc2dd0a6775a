"""Who stands on the shore, where a sea is named."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from affresco.studio.engines.illustrator.scene import Entity

from .lexicon import Lexicon


def stands_ashore(found: Sequence[Entity], words: Lexicon) -> bool:
    """Whether something would stand on the water: who looks at the sea is on its shore, a house as well."""
    if any(words.concepts[entity.concept].family in _AFLOAT for entity in found):
        return False
    borne = {entity.by for entity in found if entity.relation in _BEARING}
    return any(
        entity.by is None
        and at not in borne
        and words.concepts[entity.concept].family in _WALKING
        and entity.concept not in _OF_THE_SEA
        and entity.pose not in _IN_WATER
        for at, entity in enumerate(found)
    )


_AFLOAT: Final = frozenset(("vessel", "aircraft", "spacecraft", "whale"))
_BEARING: Final = frozenset(
    ("ride", "in", "on", "over", "up", "climb", "from", "cross", "around", "fly-it")
)
_WALKING: Final = frozenset(
    ("person", "mammal", "farm-bird", "building", "land-vehicle", "furniture", "tree")
)
_OF_THE_SEA: Final = frozenset(
    (
        "mermaid",
        "merman",
        "diver",
        "surfer",
        "swimmer",
        "otter",
        "poseidon",
        "lighthouse",
        "oil-rig",
    )
)
_IN_WATER: Final = frozenset(
    ("swim", "float", "fly", "surf", "jump", "fall", "bathe", "splash", "explore")
)
