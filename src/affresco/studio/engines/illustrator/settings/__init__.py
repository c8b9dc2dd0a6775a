"""Settings: each paints a place onto the stage and says where subjects stand."""

from __future__ import annotations

from collections.abc import Callable

from affresco.studio.engines.illustrator.painting.stage import Stage

from . import design, heavens, interiors, outdoors, street, town, wild
from .portrait import portrait

PAINTERS: dict[str, Callable[[Stage], None]] = {
    "abstract": design.abstract,
    "beach": wild.beach,
    "branch": wild.branch,
    "desert": outdoors.desert,
    "forest": wild.forest,
    "garden": wild.garden,
    "iceberg": wild.iceberg,
    "kitchen": interiors.kitchen,
    "lake": wild.lake,
    "library": interiors.library,
    "logo": design.logo,
    "meadow": outdoors.meadow,
    "moon": heavens.moon,
    "mountains": outdoors.mountains,
    "portrait": portrait,
    "poster": design.poster,
    "roof": town.roof,
    "room": interiors.room,
    "sea": town.sea,
    "sky": outdoors.in_the_sky,
    "skyline": town.skyline,
    "space": heavens.space,
    "station": street.station,
    "street": street.street,
    "table": interiors.table,
    "tile": design.tile,
    "underwater": wild.underwater,
    "village": town.village,
    "winter": outdoors.winter,
}


def paint(stage: Stage) -> None:
    """Paint the setting of the scene."""
    PAINTERS[stage.scene.setting](stage)
