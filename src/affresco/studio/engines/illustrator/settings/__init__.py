"""Settings: each paints a place onto the stage and says where subjects stand."""

from __future__ import annotations

from collections.abc import Callable

from affresco.studio.engines.illustrator.painting.stage import Stage

from . import design, heavens, interiors, outdoors, table, tended, town, waterside
from .abstract import abstract
from .coast import sea
from .forest import forest
from .logo import logo
from .portrait import portrait
from .station import station
from .street import street
from .underwater import underwater

PAINTERS: dict[str, Callable[[Stage], None]] = {
    "abstract": abstract,
    "attic": interiors.room,
    "aurora": outdoors.winter,
    "bathroom": interiors.room,
    "bedroom": interiors.room,
    "bridge": waterside.lake,
    "cafe": interiors.room,
    "canal": waterside.lake,
    "cave": heavens.moon,
    "classroom": interiors.room,
    "factory": interiors.room,
    "greenhouse": tended.garden,
    "harbour": waterside.lake,
    "jungle": forest,
    "lavender": outdoors.meadow,
    "market": street,
    "museum": interiors.room,
    "orchard": outdoors.meadow,
    "playground": outdoors.meadow,
    "ruins": outdoors.meadow,
    "savanna": outdoors.meadow,
    "ski-slope": outdoors.winter,
    "spaceship": interiors.room,
    "subway": station,
    "swamp": waterside.lake,
    "temple": outdoors.mountains,
    "theatre": interiors.room,
    "vineyard": outdoors.meadow,
    "volcano": outdoors.mountains,
    "waterfall": waterside.lake,
    "workshop": interiors.room,
    "beach": waterside.beach,
    "branch": tended.branch,
    "desert": outdoors.desert,
    "forest": forest,
    "garden": tended.garden,
    "iceberg": waterside.iceberg,
    "kitchen": table.kitchen,
    "lake": waterside.lake,
    "library": interiors.library,
    "logo": logo,
    "meadow": outdoors.meadow,
    "moon": heavens.moon,
    "mountains": outdoors.mountains,
    "portrait": portrait,
    "poster": design.poster,
    "roof": town.roof,
    "room": interiors.room,
    "sea": sea,
    "sky": outdoors.in_the_sky,
    "skyline": town.skyline,
    "space": heavens.space,
    "station": station,
    "street": street,
    "table": table.table,
    "tile": design.tile,
    "underwater": underwater,
    "village": town.village,
    "winter": outdoors.winter,
}


def paint(stage: Stage) -> None:
    """Paint the setting of the scene."""
    PAINTERS[stage.scene.setting](stage)
