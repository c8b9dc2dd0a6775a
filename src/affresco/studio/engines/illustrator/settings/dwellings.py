"""Houses that are named for a place which is made of houses: it is those that are white or bright."""

from __future__ import annotations

from affresco.studio.engines.illustrator.painting.colour import Colour
from affresco.studio.engines.illustrator.painting.stage import Stage
from affresco.studio.engines.illustrator.scene import Entity
from affresco.studio.engines.illustrator.subjects.colours import colour_of

from .facades import BRIGHT

_HOUSES = frozenset(("cottage", "house", "painted-house"))
_TOWNS = frozenset(
    ("cafe-terrace", "canal", "harbour", "market", "old-town", "square", "street", "village")
)


def claim(stage: Stage) -> None:
    """Say that the place itself draws the houses that are named for it in the plural."""
    entity = _named(stage)
    if entity is not None:
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
            if entity.concept in _HOUSES
            and entity.count > 2
            and entity.relation is None
            and not (entity.pose or entity.material or entity.qualities)
            and not any(
                other.by == at
                for at, one in enumerate(stage.scene.entities)
                if one is entity
                for other in stage.scene.entities
            )
        ),
        None,
    )
