"""An entity with what is tied to it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from affresco.studio.engines.illustrator.facts import family_of
from affresco.studio.engines.illustrator.painting.sprites import Subject
from affresco.studio.engines.illustrator.scene import Entity

IN_DOING: Final = frozenset(("wear", "hold", "eat"))
"""What somebody does with a thing without going anywhere."""
GROUPS: Final[dict[str, tuple[str, ...]]] = {
    "couple": ("man", "woman"), "family": ("man", "girl", "boy", "woman"), "twins": ("girl", "girl"),
    "triplets": ("boy", "boy", "boy"), "newlyweds": ("groom", "bride"),
    "animals": ("bear", "fox", "rabbit", "deer", "hedgehog"),
    "forest-animals": ("deer", "fox", "rabbit", "hedgehog", "squirrel"),
    "farm-animals": ("cow", "pig", "sheep", "hen", "horse"),
    "wild-animals": ("giraffe", "lion", "zebra", "monkey", "elephant"),
    "pets": ("dog", "cat", "rabbit"),
    "crowd": ("man", "woman", "old-man", "girl", "woman", "boy", "man"),
    "choir": ("singer",) * 5, "orchestra": ("violinist", "trumpeter", "drummer", "guitarist"),
}  # fmt: skip
"""Words for several people, and who they are."""

_SWEETHEARTS: Final = frozenset(("couple", "newlyweds"))
"""Two who dance with each other, nobody said how."""
VEHICLES: Final = frozenset(("vessel", "land-vehicle", "train", "aircraft", "spacecraft"))
"""Families that carry whoever is in them."""
_CLOSE: Final = frozenset(("stacked", "bunched"))  # several that are one thing
# In which order ties are built, from the closest outwards.
_ORDER: Final = (
    "ride", "lit", "fixture", "bears", "wear", "hold", "eat", "carry-together", "board", "at",
    "write", "measure", "comb", "hug", "play-with", "full-of", "sell", "weigh", "hammer",
    "operate-on", "iron", "bake", "make", "repair",
    "saw", "blow", "conduct", "pour-into", "nest", "on", "cross", "up", "in", "through", "climb",
    "hang-from", "out-of", "build", "lean", "kick", "pull", "push", "throw", "catch-it", "chase",
    "race", "look-at", "talk", "give", "feed", "spray", "help", "fight", "around", "surround",
    "over", "among", "with", "under", "beside", "behind", "before",
)  # fmt: skip


@dataclass
class Node:
    """An entity with what is tied to it, by relation."""

    entity: Entity
    index: int
    ties: list[tuple[str, Node]] = field(default_factory=list)
    dealt: list[Entity] = field(default_factory=list)  # one for each of several, in turn
    beside: list[Node] = field(default_factory=list)  # others on the same seat or table
    made: Subject | None = None  # its drawing with what is tied to it, when it is held

    def tied(self, *relations: str) -> list[Node]:
        """What is tied by one of these relations."""
        return [node for relation, node in self.ties if relation in relations]

    @property
    def waltzes(self) -> bool:
        """Whether these are two who dance in each other's arms."""
        couple = len(GROUPS.get(self.entity.concept, ())) == 2 or self.entity.count == 2
        danced = ("waltz", "dance") if self.entity.concept in _SWEETHEARTS else ("waltz",)
        return couple and (self.entity.pose or "") in danced and not self.beside

    @property
    def several(self) -> bool:
        """Whether these are several, each for itself."""
        many = self.entity.count > 1 or self.entity.concept in GROUPS
        if (
            self.entity.pose in ("kiss", "join")
            or self.waltzes
            or _CLOSE & set(self.entity.qualities)
        ):
            return False
        if self.entity.pose == "hug" and self.entity.count <= 2:  # in each other's arms
            return False
        above = self.entity.pose == "hang" and not family_of(self.entity).living
        return many and not above and all(relation in IN_DOING for relation, _ in self.ties)


def rank(relation: str) -> int:
    """When a tie is built: the closest first."""
    return _ORDER.index(relation) if relation in _ORDER else len(_ORDER)
