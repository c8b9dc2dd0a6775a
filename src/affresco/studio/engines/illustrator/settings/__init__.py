"""Settings: each paints a place onto the stage and says where subjects stand."""

from __future__ import annotations

from collections.abc import Callable

from affresco.studio.engines.illustrator.painting.stage import Stage

from . import (
    countryside,
    design,
    heavens,
    indoors,
    interiors,
    outdoors,
    table,
    tended,
    town,
    waterside,
)
from .abstract import abstract
from .coast import sea
from .forest import forest
from .logo import logo
from .portrait import portrait
from .snow import snow_lies
from .station import station
from .street import street
from .underwater import underwater

PAINTERS: dict[str, Callable[[Stage], None]] = {
    "abstract": abstract,
    "attic": indoors.painter("attic"),
    "aurora": countryside.aurora,
    "bathroom": indoors.painter("bathroom"),
    "bedroom": indoors.painter("bedroom"),
    "bridge": countryside.bridge,
    "cafe": indoors.painter("cafe"),
    "canal": countryside.canal,
    "cave": indoors.cave,
    "classroom": indoors.painter("classroom"),
    "factory": indoors.painter("factory"),
    "greenhouse": indoors.painter("greenhouse"),
    "harbour": countryside.harbour,
    "jungle": countryside.jungle,
    "lavender": countryside.lavender,
    "market": countryside.market,
    "museum": indoors.painter("museum"),
    "orchard": countryside.orchard,
    "playground": countryside.playground,
    "ruins": countryside.ruins,
    "savanna": countryside.savanna,
    "ski-slope": countryside.ski_slope,
    "spaceship": indoors.painter("spaceship"),
    "subway": indoors.painter("subway"),
    "swamp": countryside.swamp,
    "temple": countryside.temple,
    "theatre": indoors.painter("theatre"),
    "vineyard": countryside.vineyard,
    "volcano": countryside.volcano,
    "waterfall": countryside.waterfall,
    "workshop": indoors.painter("workshop"),
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
    "bakery": indoors.painter("bakery"),
    "castle-hall": indoors.painter("castle-hall"),
    "church": indoors.painter("church"),
    "cliff": outdoors.mountains,
    "courtyard": countryside.market,
    "fairground": countryside.playground,
    "farm": countryside.farm,
    "graveyard": countryside.ruins,
    "hospital": indoors.painter("hospital"),
    "hot-spring": waterside.lake,
    "laboratory": indoors.painter("laboratory"),
    "mars": outdoors.desert,
    "office": indoors.painter("office"),
    "old-town": countryside.market,
    "rice-field": countryside.vineyard,
    "river": waterside.lake,
    "salt-flat": outdoors.desert,
    "ship-deck": countryside.harbour,
    "shop": indoors.painter("shop"),
    "square": countryside.market,
    "stadium": countryside.playground,
    "swimming-pool": indoors.painter("bathroom"),
    "train-carriage": indoors.painter("train-carriage"),
    "tulip-field": countryside.tulips,
    "vegetable-garden": countryside.orchard,
    "wheat-field": countryside.wheat,
}


def paint(stage: Stage) -> None:
    """Paint the setting of the scene."""
    PAINTERS.get(stage.scene.setting, outdoors.meadow)(stage)
    snow_lies(stage)
