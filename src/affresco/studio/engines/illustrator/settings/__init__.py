"""Settings: each paints a place onto the stage and says where subjects stand."""

from __future__ import annotations

from collections.abc import Callable

from affresco.studio.engines.illustrator.painting.stage import Stage

from . import (
    aerial,
    carriages,
    design,
    fields,
    halls,
    heavens,
    home,
    old_places,
    interiors,
    leisure,
    outdoors,
    public_rooms,
    table,
    tended,
    thresholds,
    town,
    waters,
    waterside,
    wild,
    work_rooms,
)
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
    "attic": home.attic,
    "aurora": wild.aurora,
    "bakery": public_rooms.bakery,
    "balcony": thresholds.balcony,
    "bathroom": home.bathroom,
    "beach": waterside.beach,
    "bedroom": home.bedroom,
    "branch": tended.branch,
    "bridge": waters.bridge,
    "cafe": public_rooms.cafe,
    "canal": waters.canal,
    "castle-hall": halls.castle_hall,
    "cave": wild.cave,
    "church": halls.church,
    "classroom": public_rooms.classroom,
    "cliff": waters.cliff,
    "courtyard": old_places.courtyard,
    "desert": outdoors.desert,
    "factory": work_rooms.factory,
    "fairground": leisure.fairground,
    "farm": fields.farm,
    "forest": forest,
    "garden": tended.garden,
    "graveyard": old_places.graveyard,
    "greenhouse": work_rooms.greenhouse,
    "harbour": waters.harbour,
    "hospital": public_rooms.hospital,
    "hot-spring": waters.hot_spring,
    "iceberg": waterside.iceberg,
    "island": waters.island,
    "jungle": wild.jungle,
    "kitchen": home.kitchen,
    "laboratory": work_rooms.laboratory,
    "lake": waterside.lake,
    "lavender": fields.lavender,
    "library": interiors.library,
    "logo": logo,
    "market": old_places.market,
    "mars": outdoors.mars,
    "meadow": outdoors.meadow,
    "moon": heavens.moon,
    "mountains": outdoors.mountains,
    "museum": halls.museum,
    "office": public_rooms.office,
    "old-town": old_places.old_town,
    "orchard": fields.orchard,
    "playground": leisure.playground,
    "portrait": portrait,
    "poster": design.poster,
    "rice-field": fields.rice_field,
    "river": waters.river,
    "road": thresholds.road,
    "roof": town.roof,
    "room": home.room,
    "ruins": old_places.ruins,
    "salt-flat": outdoors.salt_flat,
    "savanna": wild.savanna,
    "sea": sea,
    "ship-deck": waters.ship_deck,
    "shop": public_rooms.shop,
    "ski-slope": wild.ski_slope,
    "sky": outdoors.in_the_sky,
    "skyline": town.skyline,
    "space": heavens.space,
    "spaceship": carriages.spaceship,
    "square": old_places.square,
    "stadium": leisure.stadium,
    "station": station,
    "street": street,
    "subway": carriages.subway,
    "swamp": wild.swamp,
    "swimming-pool": leisure.swimming_pool,
    "table": table.table,
    "temple": old_places.temple,
    "theatre": halls.theatre,
    "tile": design.tile,
    "train-carriage": carriages.train_carriage,
    "tulip-field": fields.tulips,
    "underwater": underwater,
    "vegetable-garden": fields.vegetable_garden,
    "village": town.village,
    "vineyard": fields.vineyard,
    "volcano": wild.volcano,
    "waterfall": wild.waterfall,
    "wheat-field": fields.wheat,
    "windowsill": thresholds.windowsill,
    "winter": outdoors.winter,
    "workshop": work_rooms.workshop,
}


def paint(stage: Stage) -> None:
    """Paint the setting of the scene, from above when that was asked for."""
    setting = stage.scene.setting
    if stage.scene.camera == "from-above" and setting not in aerial.GROUNDLESS:
        aerial.from_above(stage)
        return
    PAINTERS.get(setting, outdoors.meadow)(stage)
