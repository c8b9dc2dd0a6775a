"""Where a picture is: the place that is named, else the one that goes with what is named.

Meaning by vectors chooses a place only where words have not; it never adds a subject.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from hashlib import blake2b
from typing import Final

import msgspec
import numpy as np

from affresco import meaning
from affresco.studio.engines.illustrator.scene import Entity

from . import outlooks
from .lexicon import Lexicon, lexicon
from .named import Named
from .shores import stands_ashore
from .tokens import LONGEST_PROMPT
from .wording import subjects

# A nearest scene counts above the floor and with a lead over the second, or not at all.
NEAR_WITHOUT_SUBJECT = 0.30
NEAR_WITH_SUBJECT = 0.36
LEAD = 0.03
NEAR_FEELING = 0.35
_LETTERS = re.compile(r"[^\W\d_]{3}")  # a word, without which nothing has a meaning
# Named together with a wider place, these say more exactly where.
_EXACT_PLACES = (
    "japanese-garden", "cafe-terrace", "underwater", "iceberg", "moon", "branch", "table", "roof",
    "western-town", "oasis", "plane", "street",
)  # fmt: skip
_PICTURESQUE = ("mountains", "lake", "sea", "meadow", "beach", "forest", "village", "desert")
_OWN_PLACE = frozenset(("logo", "isometric", "abstract", "minimal"))
_NO_SCENERY = frozenset(("poster", "portrait"))
_INDOORS = frozenset(("table",))
_WEATHERED: Final = frozenset(("object", "tool", "toy", "garment", "sport", "instrument"))
_IN_HAND = frozenset(("hold", "play", "read", "eat", "wear", "carry"))
_MADE = frozenset(("make", "repair", "knit", "hammer", "paint", "polish", "saw", "cut", "sew"))
_INSIDE = frozenset(("in", "full-of", "from"))
_TABLES = frozenset(("table", "writing-desk", "counter", "workbench"))
_WORKROOMS = frozenset(("kitchen", "workshop"))  # those who work have one of their own
_STREETS = frozenset(("skyline",))
_SERVED: Final = frozenset(("food", "drink", "kitchenware"))
_SERVED_WITH: Final = _SERVED | {"fruit", "vegetable", "plant", "flower"}


class Place(msgspec.Struct, frozen=True):
    """A place, whether nobody named it, and the hour and weather that came with it. outlook: the place that
    is seen through its windows, if one was named."""

    setting: str
    assumed: bool = False
    time: str = ""
    weather: str = ""
    outlook: str = ""


def place_of(
    prompt: str,
    style: str | None,
    moods: Sequence[str],
    named: Named,
    found: Sequence[Entity],
    words: Lexicon,
) -> Place:
    """Where the picture is."""
    given = _named_place(style, moods, named, found, words)
    view = None if style in _OWN_PLACE else outlooks.view(given, named, found, words)
    if view is not None:
        return Place(view.room, outlook=view.outside)
    if given:
        if given == "road" and "mountains" in named.settings:
            return Place("road", outlook="mountains")
        if given == "sea" and not _AMID.search(prompt) and stands_ashore(found, words):
            return Place("beach")
        return Place("underwater" if given == "sea" and _swims_deep(found, words) else given)
    if style and words.styles[style].setting:
        return Place(words.styles[style].setting, True)
    region = _region(named, found, words)
    if region:
        return Place(region)
    for mood in moods:
        if mood in words.moods and words.moods[mood].setting and not found:
            return Place(words.moods[mood].setting, True)
    usual = _usual_place(found, words)
    usual = "beach" if usual == "sea" and stands_ashore(found, words) else usual
    if usual == "table" and _left_outside(named, found, words):
        return Place("winter" if "snow" in named.weather else "street", True)
    if usual not in (None, "meadow"):
        return Place(str(usual), True)
    if usual:
        return Place(usual, True)  # calm, rather than guessed by what else is like it
    near = None if style in _OWN_PLACE else _nearest(prompt, found, words)
    if near is not None:
        return near
    return _landscape_of_feeling(prompt, words) or Place(_picturesque(prompt), True)


def _named_place(
    style: str | None,
    moods: Sequence[str],
    named: Named,
    found: Sequence[Entity],
    words: Lexicon,
) -> str | None:
    scenic = [place for place in named.settings if place not in _NO_SCENERY]
    if any(words.concepts[entity.concept].family == "tree" for entity in found):
        scenic = [place for place in scenic if place != "branch"]  # they are those of the tree
    borne = [words.concepts[e.concept].family for e in found if e.relation == "on"]
    if "land-vehicle" in borne:
        scenic = [place for place in scenic if place != "roof"]
    if style == "logo":
        return "logo"
    if "abstract" in moods or style == "abstract":
        return "abstract"
    if "portrait" in named.settings:
        return "portrait"
    if style == "isometric" and (not scenic or scenic[0] in _INDOORS):
        return "tile"
    exact = [place for place in scenic if place.startswith("backdrop-")]
    exact = exact or [place for place in _EXACT_PLACES if place in scenic]
    if exact == ["street"] and (wild := _in_the_country(scenic, found)):
        exact = [wild]
    if exact or scenic:
        return (exact or scenic)[0]
    return "poster" if "poster" in named.settings else None


_AMID: Final = re.compile(
    r"\b(?:in the middle of|surrounded by|floating on|standing in|rising from) (?:the |an? )?(?:\w+ )?"
    r"(?:ocean|sea|water)\b|\b(?:in mezzo a|circondat[oa] da|che galleggia su|che emerge da)(?:l|ll['’])? ?"
    r"(?:mare|oceano|acqua)\b",
    re.I,
)
"""What stands there has the water around it, and no shore."""
_COUNTRY: Final = frozenset(
    ("mountains", "desert", "savanna", "wheat-field", "lavender", "tulip-field", "flower-field",
     "poppy-field", "sunflower-field", "daisy-field", "vineyard", "forest", "jungle", "meadow", "farm")
)  # fmt: skip
_FAR_LAND: Final = frozenset(("mountain", "hill", "field"))


def _in_the_country(scenic: Sequence[str], found: Sequence[Entity]) -> str:
    """Where a road is that has open country beside it: no street of a city; "" when it has none."""
    wild = next((place for place in scenic if place in _COUNTRY), "")
    if wild and wild not in ("mountains", "meadow", "farm"):
        return wild
    far = any(entity.concept in _FAR_LAND and "distant" in entity.qualities for entity in found)
    return "road" if wild or far else ""


def _swims_deep(found: Sequence[Entity], words: Lexicon) -> bool:
    """Whether all that is named lives below the surface."""
    return bool(found) and all(
        (_home(entity.concept, words) or words.family(entity.concept).setting) == "underwater"
        for entity in found
    )


def _is_served(found: Sequence[Entity], words: Lexicon) -> bool:
    """Whether it is a dish, with what it is made of: basil on spaghetti grows in no meadow."""
    families = [words.concepts[entity.concept].family for entity in found]
    return bool(found) and families[0] in _SERVED and set(families) <= _SERVED_WITH


def _stands(entity: Entity, words: Lexicon) -> bool:
    """Whether it stands on the ground: a house, a tree, a car."""
    family = words.concepts[entity.concept].family
    return family in ("building", "landmark", "tree", "land-vehicle", "train", "furniture")


def _region(named: Named, found: Sequence[Entity], words: Lexicon) -> str | None:
    """The place of a proper name; in a city somebody on the ground is in a street."""
    if not named.regions:
        return None
    setting = words.regions[named.regions[0]].setting
    grounded = any(
        not words.family(entity.concept).flies
        and (words.family(entity.concept).living or _stands(entity, words))
        for entity in found
    )
    drinks = any(words.concepts[entity.concept].family == "drink" for entity in found)
    if setting in _STREETS | {"old-town"} and drinks and _is_served(found, words):
        return "cafe-terrace"  # a croissant and a coffee in Paris
    return "street" if setting in _STREETS and grounded else setting


def told(found: Sequence[Entity], moods: Sequence[str], named: Named, words: Lexicon) -> str:
    """What was understood, in English."""
    parts = [subjects(found, "en", words)]
    parts += [words.times[name].at_en for name in named.times]
    parts += [words.weather[name].in_en for name in named.weather]
    parts += [words.moods[name].name("en") for name in moods if name in words.moods]
    return ", ".join(part for part in parts if part)


def _sits_above(found: Sequence[Entity]) -> bool:
    """Whether somebody rides the waves, or somebody of the sea sits on something: mermaids do that in the
    air."""
    return any(entity.concept in _ON_THE_WAVES for entity in found) or any(
        (entity.pose in _SEATED or entity.concept == "mermaid")
        and any(other.by == at and other.relation == "on" for other in found)
        for at, entity in enumerate(found)
    )


_ON_THE_WAVES: Final = frozenset(("surfer", "windsurfer", "surfboard"))
_SEATED: Final = frozenset(("sit", "rest", "lie", "perch", "sunbathe"))
_BIRDS: Final = frozenset(("bird", "flying-bird", "farm-bird"))
_LIGHTS_OF_ROOMS: Final = frozenset(("candle", "candlestick", "table-lamp", "lamp"))


def _usual_place(found: Sequence[Entity], words: Lexicon) -> str | None:
    """Where the subjects are at home; None without subjects. Nobody's room has a barn in it."""
    place = _home_of_all(found, words)
    giants = any(words.concepts[entity.concept].family == "whale" for entity in found)
    if (place == "underwater" and _sits_above(found)) or (place == "lake" and giants):
        place = "sea"
    if place == "meadow" and any(entity.concept in _LIGHTS_OF_ROOMS for entity in found):
        place = "room"  # the wind would blow it out
    outside = next((e for e in found if words.concepts[e.concept].family == "building"), None)
    room = place is not None and not words.settings[place].outdoors and place != "table"
    room = room or place == "roof"
    if outside is not None and place == "meadow" and _is_shop(outside, words):
        return "street"
    if outside is None or not room:
        return place
    home = _home(outside.concept, words) or words.family(outside.concept).setting
    return home if home and words.settings[home].outdoors else "meadow"


def _is_shop(entity: Entity, words: Lexicon) -> bool:
    shape = words.concepts[entity.concept].shape
    return shape is not None and (shape.family, shape.kind) == ("building", "shop")


def _home_of_all(found: Sequence[Entity], words: Lexicon) -> str | None:
    shaped = found[0] if found else None  # a house like a teapot, a balloon like a fish
    if shaped and "bunched" in shaped.qualities and len(found) == 1:
        return "table"
    if shaped and ("inhabited" in shaped.qualities or (shaped.material and shaped.pose == "float")):
        return "meadow"
    if _kept_in_a_vessel(found, words):
        return "table"
    implied = [*_implied(found, words)]
    if implied:
        theirs = (words.homes.get(entity.concept, "") for entity in found)
        workroom = next((place for place in theirs if place), "")
        return workroom if workroom and implied[0] in _WORKROOMS else implied[0]
    free = [
        entity
        for index, entity in enumerate(found)
        if entity.relation not in _IN_HAND
        and "at-roof" not in entity.qualities
        and not _of_a_building(entity, found, words)
        and not _is_kept(index, found, words)
        and not (
            entity.relation == "full-of" and words.concepts[entity.concept].family == "celestial"
        )
    ]
    afloat = [
        e for e in free if words.concepts[e.concept].family == "vessel" and e.relation not in _MADE
    ]
    doors = any(e.concept == "door" and e.relation == "on" for e in found)
    indoors = doors or any(e.relation == "at" and e.concept in _TABLES for e in found)
    if indoors and not afloat:
        return "room"
    if afloat:
        return _home(afloat[0].concept, words) or words.family(afloat[0].concept).setting
    if _swims_deep(found[:1], words) and any(
        e.relation in _INSIDE and words.family(e.concept).held for e in found
    ):
        return "table"
    ranked = [entity for entity in free if not words.family(entity.concept).held]
    ranked = ranked or free or list(found)
    if not ranked:
        return None
    if _is_served(found, words):
        return "table"
    furniture = [e for e in ranked if words.concepts[e.concept].family == "furniture"]
    outdoors = any(words.concepts[e.concept].family == "tree" for e in found)
    if furniture and outdoors:
        palms = any(e.concept in ("palm", "coconut-palm") for e in found)
        return "beach" if palms else "garden"  # a hammock between two trees
    home = _home(furniture[0].concept, words) if furniture else ""
    if home and words.settings[home].outdoors:
        return home  # a picnic blanket, a deck chair
    if furniture:
        laid = words.family(found[0].concept).held and furniture[0].concept in _TABLES
        return "table" if laid else "room"
    flying = any(words.family(entity.concept).flies for entity in ranked)
    own = [_home(entity.concept, words) for entity in ranked]
    roles = [_home(entity.role, words) for entity in ranked if entity.role]
    if any(roles) and not own[0]:
        return next(home for home in roles if home)
    homes = [
        home or words.family(entity.concept).setting
        for home, entity in zip(own, ranked, strict=True)
    ]
    told_homes = [home for home in own if home]
    if words.family(ranked[0].concept).living:
        told_homes = [home for home in told_homes if home != "table"]
    if not own[0] and told_homes and homes[0] == "meadow":
        above = (
            words.is_person(ranked[0].concept) or words.concepts[ranked[0].concept].family in _BIRDS
        )
        fishes = told_homes[0] == "underwater" and above
        return "sea" if fishes else told_homes[0]
    if homes[0] == "meadow" and ranked[0].pose == "swim":
        return "underwater" if "underwater" in homes else "lake"
    if homes[0] == "sky" and len(homes) > 1:
        return "lake" if homes[1] == "underwater" else homes[1]  # no bird flies below the water
    if homes[0] == "sky" and any(entity.relation == "lean" for entity in found):
        return "meadow"  # balloons that are tied to a mailbox
    if homes[0] == "branch" and (len(found) > 1 or ranked[0].count > 3):
        return "meadow"
    return "meadow" if homes[0] == "table" and flying else homes[0]


def _is_kept(index: int, found: Sequence[Entity], words: Lexicon) -> bool:
    """Whether something is in a thing that one can hold: the ship in a bottle, the roses in a vase."""
    own = found[index]
    if own.relation == "full-of" and own.by is not None:
        return words.family(found[own.by].concept).held
    return any(
        other.by == index and other.relation == "in" and words.family(other.concept).held
        for other in found
    )


def _left_outside(named: Named, found: Sequence[Entity], words: Lexicon) -> bool:
    """Whether things are in the snow or the rain: a lantern, an umbrella, and no cup of tea."""
    families = {words.concepts[entity.concept].family for entity in found}
    windows = any(entity.concept in ("window", "curtain", "candle") for entity in found)
    return bool({"snow", "rain"} & set(named.weather)) and families <= _WEATHERED and not windows


def _kept_in_a_vessel(found: Sequence[Entity], words: Lexicon) -> bool:
    """Whether all that is named is a thing in something small: a ship in a bottle, a wood in a cup."""
    if not found or words.family(found[0].concept).living:
        return False
    vessel = next((e for e in found[1:] if e.by == 0 and e.relation == "in"), None)
    rest = [e for e in found if e is not found[0] and e is not vessel]
    held = vessel is not None and words.family(vessel.concept).held
    return held and all(words.family(e.concept).held for e in rest)


def _of_a_building(entity: Entity, found: Sequence[Entity], words: Lexicon) -> bool:
    """Whether it belongs to a building: a window of a house is in no room."""
    owner = found[entity.by].concept if entity.by is not None else ""
    below = entity.relation in ("on", "over")  # what the building stands on is where it is
    return bool(owner) and words.concepts[owner].family in ("building", "landmark") and not below


def _home(concept: str, words: Lexicon) -> str:
    """Where it is at home by itself; "" when only its family has a home."""
    return words.concepts[concept].setting or words.homes.get(concept, "")


def _implied(found: Sequence[Entity], words: Lexicon) -> list[str]:
    """Places that go without saying: who bakes is in a kitchen."""
    places = []
    for entity in found:
        if _of_a_building(entity, found, words) or "at-roof" in entity.qualities:
            continue
        family = words.concepts[entity.concept].family
        for kind, name in (
            ("relation", entity.relation),
            ("pose", entity.pose),
            ("concept", entity.concept),
        ):
            if (kind, name) == ("relation", "make") and family in ("food", "drink"):
                places.append("kitchen")
            rule = words.implied.get(kind, {}).get(name or "")
            if rule is not None and rule.setting:
                places.append(rule.setting)
    return places


@cache
def _model_vectors() -> meaning.Vectors:
    return meaning.encode([scene.says for scene in lexicon().scenes])


@cache
def _feeling_vectors() -> meaning.Vectors:
    return meaning.encode([feeling.says for feeling in lexicon().feelings])


def _nearest(prompt: str, found: Sequence[Entity], words: Lexicon) -> Place | None:
    if not _LETTERS.search(prompt[:LONGEST_PROMPT]):
        return None
    score = _model_vectors() @ meaning.encode_one(_without_style(prompt, words))
    best, second = np.argsort(-score)[:2]
    floor = NEAR_WITH_SUBJECT if found else NEAR_WITHOUT_SUBJECT
    if score[best] < floor or score[best] - score[second] <= LEAD:
        return None
    scene = words.scenes[int(best)]
    return Place(scene.setting, True, scene.time, scene.weather)


def _landscape_of_feeling(prompt: str, words: Lexicon) -> Place | None:
    """A place for a prompt that names a feeling and nothing else."""
    if not _LETTERS.search(prompt[:LONGEST_PROMPT]):
        return None
    score = _feeling_vectors() @ meaning.encode_one(_without_style(prompt, words))
    best = int(np.argmax(score))
    if score[best] < NEAR_FEELING:
        return None
    feeling = words.feelings[best]
    return Place(feeling.setting, True, feeling.time)


def _without_style(prompt: str, words: Lexicon) -> str:
    text = prompt[:LONGEST_PROMPT].lower()
    for form in _style_forms(words):
        text = text.replace(form, " ")
    return text.strip(" ,") or prompt


@cache
def _longer_forms() -> tuple[str, ...]:
    words = lexicon()
    forms = {"in the style of", "stile"}
    for style in words.styles.values():
        forms.update((*style.forms("en"), *style.forms("it")))
    return tuple(sorted((form for form in forms if len(form) > 4), key=len, reverse=True))


def _style_forms(words: Lexicon) -> tuple[str, ...]:
    return _longer_forms() if words is lexicon() else ()


def _picturesque(prompt: str) -> str:
    """A landscape for a prompt of which nothing was understood; the same for the same text."""
    digest = blake2b(prompt.encode("utf-8", "replace"), digest_size=2).digest()
    return _PICTURESQUE[int.from_bytes(digest, "little") % len(_PICTURESQUE)]


def palette(prompt: str, words: Lexicon) -> tuple[str, ...]:
    """The three feelings nearest to what was said."""
    score = _feeling_vectors() @ meaning.encode_one(prompt)
    return tuple(words.feelings[int(index)].name for index in np.argsort(-score)[:3])


def warm_up() -> None:
    """Load the encoder and the model scenes."""
    _model_vectors()
    _feeling_vectors()
    _longer_forms()
