"""Settings: each paints a place onto the stage and says where subjects stand."""

from __future__ import annotations

from collections.abc import Callable

from affresco.studio.engines.illustrator.painting.stage import Stage

from . import (
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
    "bathroom": home.bathroom,
    "bedroom": home.bedroom,
    "bridge": waters.bridge,
    "cafe": public_rooms.cafe,
    "canal": waters.canal,
    "cave": wild.cave,
    "classroom": public_rooms.classroom,
    "factory": work_rooms.factory,
    "greenhouse": work_rooms.greenhouse,
    "harbour": waters.harbour,
    "island": waters.island,
    "jungle": wild.jungle,
    "lavender": fields.lavender,
    "market": old_places.market,
    "museum": halls.museum,
    "orchard": fields.orchard,
    "playground": leisure.playground,
    "ruins": old_places.ruins,
    "savanna": wild.savanna,
    "ski-slope": wild.ski_slope,
    "spaceship": carriages.spaceship,
    "subway": carriages.subway,
    "swamp": wild.swamp,
    "temple": old_places.temple,
    "theatre": halls.theatre,
    "vineyard": fields.vineyard,
    "volcano": wild.volcano,
    "waterfall": wild.waterfall,
    "workshop": work_rooms.workshop,
    "beach": waterside.beach,
    "branch": tended.branch,
    "desert": outdoors.desert,
    "forest": forest,
    "garden": tended.garden,
    "iceberg": waterside.iceberg,
    "kitchen": home.kitchen,
    "lake": waterside.lake,
    "library": interiors.library,
    "logo": logo,
    "meadow": outdoors.meadow,
    "moon": heavens.moon,
    "mountains": outdoors.mountains,
    "portrait": portrait,
    "poster": design.poster,
    "roof": town.roof,
    "room": home.room,
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
    "bakery": public_rooms.bakery,
    "castle-hall": halls.castle_hall,
    "church": halls.church,
    "cliff": waters.cliff,
    "courtyard": old_places.courtyard,
    "fairground": leisure.fairground,
    "farm": fields.farm,
    "graveyard": old_places.graveyard,
    "hospital": public_rooms.hospital,
    "hot-spring": waters.hot_spring,
    "laboratory": work_rooms.laboratory,
    "mars": outdoors.mars,
    "office": public_rooms.office,
    "old-town": old_places.old_town,
    "rice-field": fields.rice_field,
    "river": waters.river,
    "salt-flat": outdoors.salt_flat,
    "ship-deck": waters.ship_deck,
    "shop": public_rooms.shop,
    "square": old_places.square,
    "stadium": leisure.stadium,
    "swimming-pool": leisure.swimming_pool,
    "train-carriage": carriages.train_carriage,
    "tulip-field": fields.tulips,
    "vegetable-garden": fields.vegetable_garden,
    "wheat-field": fields.wheat,
}


def paint(stage: Stage) -> None:
    """Paint the setting of the scene."""
    PAINTERS.get(stage.scene.setting, outdoors.meadow)(stage)
