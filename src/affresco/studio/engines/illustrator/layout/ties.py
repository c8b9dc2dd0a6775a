"""Who belongs to whom in a scene: the tree of what is drawn together."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from affresco.studio.engines.illustrator.facts import beside_others, family_of
from affresco.studio.engines.illustrator.painting.stage import Stage
from affresco.studio.engines.illustrator.reading.lexicon import lexicon
from affresco.studio.engines.illustrator.scene import Entity
from affresco.studio.engines.illustrator.subjects.actors import garment_of

FLOWERS = frozenset(("flower", "rose", "tulip", "sunflower", "poppy", "hibiscus"))
SADDLES: Final = frozenset(
    ("bicycle", "motorcycle", "scooter", "broom", "skateboard", "surfboard", "snowboard", "sled",
     "skis", "magic-carpet", "unicycle", "wheelchair", "moped", "tricycle", "jet-ski", "kick-scooter")
)  # fmt: skip
_SCENERY: Final = {
    "lake": ("mountain", "hill"),
    "mountains": ("mountain",),
    "skyline": ("skyscraper", "city"),
}
"""Things that a place is made of, by its name."""
_LIFTED: Final = frozenset(("umbrella", "balloon", "kite", "parasol", "candle", "flag"))
_APART: Final = frozenset(("over",))  # what stays far from each other


@dataclass
class Node:
    """An entity with what is tied to it, by relation."""

    entity: Entity
    index: int
    ties: list[tuple[str, Node]] = field(default_factory=list)

    def tied(self, *relations: str) -> list[Node]:
        """What is tied by one of these relations."""
        return [node for relation, node in self.ties if relation in relations]


def drawn_as(relation: str) -> str:
    """The relation that lays it out, by the lexicon."""
    known = lexicon().relations.get(relation)
    return (known.drawn_as or relation) if known else relation


def roots_of(stage: Stage) -> list[Node]:
    """Trees of the entities that the setting has not drawn itself."""
    entities = stage.scene.entities
    vase = stage.entity("vase")
    nodes: dict[int, Node] = {}
    roots: list[Node] = []
    for index, entity in enumerate(entities):
        if index in stage.drawn or (vase and entity.concept in FLOWERS):
            continue  # flowers stand in the vase
        if entity.concept in _SCENERY.get(stage.scene.setting, ()):
            continue  # the place shows them already, at their distance
        node = nodes[index] = Node(entity, index)
        leader = nodes.get(entity.by) if entity.by is not None else None
        tie = _tie(leader.entity, entity) if leader else ""
        if leader and tie:
            leader.ties.append((tie, node))
        else:
            roots.append(node)
    return roots


def _tie(lead: Entity, other: Entity) -> str:
    """How the two are put together; "" when they stand apart."""
    said = other.relation or ""
    relation = drawn_as(said)
    living = family_of(lead).living
    if said in _APART or not said:
        return ""
    if said == "wear" and garment_of(other.concept):
        return "wear"
    if relation == "hold" or relation in ("hold", "play", "read", "eat", "tend"):
        return _in_hand(lead, other, said)
    if living and relation in ("on", "in", "ride") and other.concept in SADDLES:
        return "ride"
    if relation == "ride":
        return "ride"
    if living and relation == "on" and family_of(other).living and beside_others(other) >= 0.9:
        return "ride" if lead.pose in (None, "ride", "sit") else "on"
    known = frozenset(
        ("climb", "hang-from", "lean", "among", "hug", "pull", "push", "kick", "chase", "look-at",
         "wait-for", "talk", "give", "feed", "help", "fight", "race", "full-of", "through")
    )  # fmt: skip
    if said in known:
        return said
    return relation


def _in_hand(lead: Entity, other: Entity, said: str) -> str:
    held = family_of(other).held or other.concept in _LIFTED
    small = beside_others(other) < 0.72 * beside_others(lead)
    flower = lexicon().concepts[other.concept].family in ("flower", "plant")
    if said == "paint" or not (held or flower or (small and family_of(other).living)):
        return "beside"
    if said == "play" and lexicon().concepts[other.concept].family not in ("instrument",):
        return "play-with"
    return "eat" if said == "eat" else "hold"
