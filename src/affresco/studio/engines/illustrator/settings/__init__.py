"""Settings: each paints a place onto the stage and says where subjects stand."""

from __future__ import annotations

from collections.abc import Callable

from affresco.studio.engines.illustrator.painting.stage import Stage
from affresco.studio.engines.illustrator.reading.lexicon import lexicon

from . import (
    aerial,
    backdrop,
    bare,
    below_surface,
    blossoms,
    bookshop,
    carriages,
    caverns,
    design,
    dreamlands,
    dwellings,
    evening,
    far_west,
    farm,
    festive,
    fields,
    grand,
    groves,
    halls,
    harbour,
    heavens,
    heights,
    home,
    jetty,
    lanterns,
    leisure,
    old_places,
    open_sea,
    outdoors,
    public_places,
    public_rooms,
    roofs,
    sacred,
    shops,
    snowfields,
    stadium,
    states,
    strength,
    summit,
    table,
    tatami,
    tended,
    thresholds,
    upward,
    vault,
    waterline,
    waters,
    waterside,
    wild,
    wizardry,
    work_rooms,
)
from .abstract import abstract
from .cave import cave
from .church import church
from .close_eye import close_eye
from .coast import sea
from .fairground import fairground
from .forest import forest
from .future import future_city
from .grassland import grassland
from .japanese_garden import japanese_garden
from .library import library
from .logo import logo
from .market import market
from .plane_window import plane_window
from .portrait import portrait
from .sea_cave import sea_cave
from .sky import fog
from .skyline import skyline
from .station import station
from .steam import steampunk_city
from .street import street
from .studio import studio
from .sunken import underwater_city
from .terrace import cafe_terrace
from .underwater import underwater
from .village import village

PAINTERS: dict[str, Callable[[Stage], None]] = {
    "abstract": abstract,
    "alien-planet": dreamlands.alien_planet,
    "art-studio": studio,
    "attic": home.attic,
    "aurora": snowfields.aurora,
    **{name: backdrop.on(name) for name in backdrop.GROUNDS},
    "bakery": public_rooms.bakery,
    "bamboo-forest": groves.bamboo_forest,
    "barber-shop": shops.barber_shop,
    "balcony": thresholds.balcony,
    "bathroom": home.bathroom,
    "beach": waterside.beach,
    "bedroom": home.bedroom,
    "birch-forest": groves.birch_forest,
    "boxing-ring": stadium.boxing_ring,
    "branch": tended.branch,
    "bridge": waters.bridge,
    "cafe": public_rooms.cafe,
    "cafe-terrace": cafe_terrace,
    "canal": harbour.canal,
    "bookshop": bookshop.bookshop,
    "canyon": grand.canyon,
    "castle-hall": halls.castle_hall,
    "cave": cave,
    "cellar": shops.cellar,
    "church": church,
    "cinema": public_places.cinema,
    "classroom": public_rooms.classroom,
    "cliff": open_sea.cliff,
    "close-eye": close_eye,
    "club": evening.club,
    "coastal-road": thresholds.coastal_road,
    "concert": evening.concert,
    "corridor": public_places.corridor,
    "courtyard": old_places.courtyard,
    "crystal-cave": caverns.crystal_cave,
    "desert": outdoors.desert,
    "empty-pool": leisure.empty_pool,
    "factory": work_rooms.factory,
    "fairground": fairground,
    "farm": farm.farm,
    **blossoms.PAINTERS,
    "fjord": grand.fjord,
    "floating-islands": dreamlands.floating_islands,
    "forest": forest,
    "forge": strength.forge,
    "future-city": future_city,
    "garden": tended.garden,
    "glacier": grand.glacier,
    "grassland": grassland,
    "graveyard": sacred.graveyard,
    "greenhouse": work_rooms.greenhouse,
    "gym": strength.gym,
    "harbour": harbour.harbour,
    "hospital": public_rooms.hospital,
    "hot-spring": waters.hot_spring,
    "ice-cave": caverns.ice_cave,
    "ice-rink": stadium.ice_rink,
    "iceberg": waterside.iceberg,
    "island": open_sea.island,
    "japanese-garden": japanese_garden,
    "japanese-room": tatami.japanese_room,
    "jungle": wild.jungle,
    "kitchen": home.kitchen,
    "laboratory": work_rooms.laboratory,
    "lake": waterside.lake,
    "laundry": strength.laundry,
    "lavender": fields.lavender,
    "library": library,
    "logo": logo,
    "market": market,
    "mars": outdoors.mars,
    "meadow": outdoors.meadow,
    "moon": heavens.moon,
    "mountains": outdoors.mountains,
    "museum": halls.museum,
    "oasis": far_west.oasis,
    "office": public_rooms.office,
    "old-town": old_places.old_town,
    "olive-grove": groves.olive_grove,
    "orchard": farm.orchard,
    "peak": summit.summit,
    "plane": plane_window,
    "playground": leisure.playground,
    "portrait": portrait,
    "poster": design.poster,
    "prison": public_places.prison,
    "rice-field": fields.rice_field,
    "river": waters.river,
    "road": thresholds.road,
    "roof": roofs.roof,
    "room": home.room,
    "ruins": sacred.ruins,
    "running-track": stadium.running_track,
    "salt-flat": outdoors.salt_flat,
    "sauna": leisure.sauna,
    "savanna": wild.savanna,
    "sea": sea,
    "sea-cave": sea_cave,
    "ship-deck": open_sea.ship_deck,
    "shop": public_rooms.shop,
    "ski-slope": snowfields.ski_slope,
    "sky": outdoors.in_the_sky,
    "skyline": skyline,
    "space": heavens.space,
    "spaceship": carriages.spaceship,
    "square": old_places.square,
    "stadium": stadium.stadium,
    "station": station,
    "steampunk-city": steampunk_city,
    "street": street,
    "subway": carriages.subway,
    "supermarket": public_places.supermarket,
    "swamp": wild.swamp,
    "swimming-pool": leisure.swimming_pool,
    "table": table.table,
    "temple": sacred.temple,
    "tent": public_places.tent,
    "tennis-court": stadium.tennis_court,
    "theatre": halls.theatre,
    "tile": design.tile,
    "train-carriage": carriages.train_carriage,
    "tree-avenue": groves.tree_avenue,
    "tulip-field": fields.tulips,
    "underwater": underwater,
    "underwater-city": underwater_city,
    "vegetable-garden": farm.vegetable_garden,
    "village": village,
    "vineyard": fields.vineyard,
    "volcano": heights.volcano,
    "waterfall": heights.waterfall,
    **{name: shops.shop_of(name) for name in shops.TRADES},
    "western-town": far_west.western_town,
    "wheat-field": fields.wheat,
    "windowsill": thresholds.windowsill,
    "winter": outdoors.winter,
    "wizards-room": wizardry.wizards_room,
    "workshop": work_rooms.workshop,
}


# What belongs into the land rather than before it: in these places its own painter is taken.
_LANDMARKS: dict[str, frozenset[str]] = {
    "waterfall": frozenset(
        (
            "canyon",
            "forest",
            "garden",
            "jungle",
            "lake",
            "meadow",
            "mountains",
            "river",
            "waterfall",
        )
    ),
    "volcano": frozenset(("desert", "meadow", "mountains", "volcano")),
}
# Concepts that a place consists of: whoever names one alone has named the place.
_ITSELF: dict[str, frozenset[str]] = {
    "aurora": frozenset(("aurora",)),
    "beach": frozenset(("beach",)),
    "fairground": frozenset(("ferris-wheel", "carousel")),
    "greenhouse": frozenset(("greenhouse",)),
    "stadium": frozenset(("stadium",)),
    "temple": frozenset(("temple", "pagoda", "japanese-temple")),
    "theatre": frozenset(("theatre",)),
}
_NO_FOG = frozenset(
    (
        "cave",
        "crystal-cave",
        "ice-cave",
        "sea-cave",
        "mars",
        "moon",
        "space",
        "underwater",
        "underwater-city",
    )
)


def paint(stage: Stage) -> None:
    """Paint the setting of the scene, from above when that was asked for, with fog over it."""
    setting = stage.scene.setting
    dwellings.claim(stage)
    landmark = next((name for name in _LANDMARKS if _belongs(stage, name)), "")
    if aerial.laid(stage):
        pass
    elif stage.scene.camera == "from-above" and setting not in aerial.GROUNDLESS | set(
        backdrop.GROUNDS
    ):
        aerial.from_above(stage)
    elif waterline.asked(stage):
        waterline.waterline(stage)
    elif stage.scene.camera == "from-below" and setting == "underwater":
        below_surface.below_surface(stage)
    elif stage.scene.camera == "from-below" and setting == "church":
        vault.vault(stage)
    elif stage.scene.camera == "from-below" and setting in upward.PLACES and not landmark:
        upward.from_below(stage)
    elif stage.has("bare") and setting in bare.ROOMS:
        bare.bare_room(stage)
    else:
        PAINTERS.get(landmark or setting, outdoors.meadow)(stage)
    for entity in stage.scene.entities:
        plain = entity.relation is None and entity.colour is None and entity.count == 1
        if plain and entity.concept in _ITSELF.get(setting, ()):
            stage.draws(entity)
    jetty.jetty(stage)
    festive.decorate(stage)
    known = lexicon().settings.get(setting)
    if stage.has("fog") and setting not in _NO_FOG and (known is None or known.outdoors):
        fog(stage)
    states.over(stage)
    lanterns.hang(stage)
    stage.shine()  # here, because the camera may have turned the place round


def _belongs(stage: Stage, landmark: str) -> bool:
    """Whether one such landmark is named for a place of its kind; then it is drawn with it."""
    named = stage.entity(landmark)
    if named is None or named.count > 1 or stage.scene.setting not in _LANDMARKS[landmark]:
        return False
    if stage.scene.camera != "from-above":
        stage.draws(named)
    return True
