"""What is named for a place that consists of it: the houses of a village, the trees around a lake."""

from __future__ import annotations

from affresco.studio.engines.illustrator.painting.colour import Colour
from affresco.studio.engines.illustrator.painting.stage import Stage
from affresco.studio.engines.illustrator.scene import Entity
from affresco.studio.engines.illustrator.subjects.colours import colour_of
from affresco.studio.engines.illustrator.subjects.dewy import drops_of

from .facades import BRIGHT

_HOUSES = frozenset(("cottage", "house", "painted-house"))
# What a place has by itself, where it is named in the plural and no more is said of it.
_MADE_OF = {
    "beach": frozenset(("palm",)),
    "birch-forest": frozenset(("tree",)),
    "forest": frozenset(("tree",)),
    "greenhouse": frozenset(("plant",)),
    "harbour": frozenset(("boat", "fishing-boat", "sailing-boat")),
    "island": frozenset(("palm",)),
    "jungle": frozenset(("plant", "tree")),
    "lake": frozenset(("tree",)),
    "oasis": frozenset(("palm",)),
    "river": frozenset(("tree",)),
    "tree-avenue": frozenset(("tree",)),
}
_TOWNS = frozenset(
    ("cafe-terrace", "canal", "harbour", "market", "old-town", "square", "street", "village")
)


def claim(stage: Stage) -> None:
    """Say that the place itself draws what it consists of: its houses, its trees, the drops on a flower."""
    if stage.scene.camera == "from-above" or stage.scene.style == "silhouette":
        return  # a silhouette is of what was named
    made_of = _MADE_OF.get(stage.scene.setting, frozenset())
    if stage.scene.setting == "street" and stage.light.dark:
        made_of = frozenset(("neon-sign",))
    for entity in stage.scene.entities:
        plain = not entity.colour or stage.has("autumn")  # which colours trees
        if entity.concept in made_of and plain and _loose(stage, entity):
            stage.draws(entity)
    for entity in (*drops_of(stage.scene), *filter(None, (_named(stage),))):
        stage.draws(entity)


def walls(stage: Stage, usual: tuple[Colour, ...]) -> tuple[Colour, ...]:
    """The colours of walls: those that are named, bright ones for houses that are, else the usual."""
    entity = _named(stage)
    if entity is None:
        return usual
    tone = colour_of(entity) if entity.colour else None
    if tone is None:
        return BRIGHT
    return tuple(tone.lighter(step) for step in (0.0, -0.03, 0.02, -0.05, 0.01))


def _named(stage: Stage) -> Entity | None:
    if stage.scene.setting not in _TOWNS or stage.scene.camera == "from-above":
        return None
    return next(
        (
            entity
            for entity in stage.scene.entities
            if entity.concept in _HOUSES and _loose(stage, entity)
        ),
        None,
    )


def _loose(stage: Stage, entity: Entity) -> bool:
    """Whether there are several, nothing is said of them but that they are colourful, and who has to do
    with them is only among them."""
    at = stage.scene.entities.index(entity)
    qualities = set(entity.qualities) - {"colourful"}
    said = entity.relation not in (None, "among") or entity.pose or entity.material or qualities
    tied = any(other.by == at for other in stage.scene.entities)
    return entity.count > 2 and not said and not tied
