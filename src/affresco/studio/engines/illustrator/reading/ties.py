"""What a verb or preposition says of two things: who is *in* a coat wears it."""

from __future__ import annotations

from .drafts import Draft
from .lexicon import Language, Lexicon

_SADDLES = frozenset(
    (
        "bicycle", "motorcycle", "scooter", "vespa", "skateboard", "kick-scooter", "tandem",
        "unicycle", "surfboard", "broom", "sled", "snowboard", "tricycle", "horse", "donkey",
        "camel",
    )
)  # fmt: skip
_BOARDED = frozenset(
    ("bus", "tram", "double-decker", "school-bus", "bumper-car", "minibus", "taxi")
)
_DRESSED = frozenset(
    ("plant", "tree", "flower", "fruit", "vegetable", "food", "celestial", "toy", "landmark",
     "snow-person", "floating-object")
)  # fmt: skip
_GROWS = frozenset(("plant", "tree", "flower", "fruit", "vegetable", "nature"))
_NOT_WORN = frozenset(("yarn-ball", "yarn", "button", "needle", "thread"))
_BAGS = frozenset(
    (
        "backpack",
        "handbag",
        "bag",
        "shopping-bag",
        "pocket",
        "purse",
        "briefcase",
        "rucksack",
        "sack",
    )
)
_NESTED = _BAGS | {"boot", "shoe", "slipper", "sneaker", "sock", "glove"}
_BARRIERS = frozenset(("fence", "gate", "hedge", "picket-fence"))
_DUMMIES = frozenset(("mannequin", "scarecrow", "doll"))
_OPTICS = frozenset(("telescope", "binoculars", "magnifying-glass", "microscope", "camera"))
_EDIBLE = frozenset(("fruit", "vegetable", "food", "drink"))


_COSTUMES = frozenset(("fairy", "ghost", "skeleton", "angel", "devil", "elf", "vampire", "mermaid"))
"""Beings as which people dress up, for which there are clothes."""


def meant(name: str, thing: Draft, subject: Draft, language: Language, lexicon: Lexicon) -> str:
    """What "with" and "in" say of this pair."""
    if name == "wear" and lexicon.is_person(thing.concept):
        return "dressed"
    edibles = {lexicon.concepts[d.concept].family in _EDIBLE for d in (thing, subject)}
    if name == "at" and subject.concept in lexicon.containers:
        edibles.discard(False)  # "un piatto di spaghetti al pomodoro"
    if name == "at" and language == "it" and edibles == {True}:
        return "flavour"  # "torte al miele"
    if name == "polish" and lexicon.family(thing.concept).living:
        return "help"  # who washes a dog
    if name == "wear" and thing.concept in _COSTUMES and lexicon.is_person(subject.concept):
        return "dressed"
    if name == "wear" and lexicon.is_animal(thing.concept):
        return "disguised"  # "un lupo travestito da pecora" shows no sheep
    said = lexicon.there.get(f"{thing.concept}@{name}")
    if said is not None:
        thing.concept = said  # who chops wood chops no copse
    if name == "do":
        instrument = lexicon.concepts[thing.concept].family == "instrument"
        held = lexicon.family(thing.concept).held
        return "play" if instrument else "hold" if held else "beside"
    edible = lexicon.concepts[thing.concept].family in _EDIBLE
    aloft = subject.pose in ("fly", "float", "jump") or lexicon.family(subject.concept).flies
    peers = name == "over" and subject.pose in ("look-at", "talk", "hide")
    if peers and not lexicon.family(thing.concept).living:
        return "behind"  # who looks over a door
    if name == "over" and thing.concept in _BARRIERS and not aloft:
        return "beside"  # who whispers over a fence
    if name == "help" and is_worn(thing, lexicon):
        return "wear"  # who laces shoes wears them
    if name == "over" and edible and lexicon.family(subject.concept).living and not aloft:
        return "before"  # "laughing over a glass of wine"
    if name == "tend" and lexicon.concepts[thing.concept].family not in _GROWS:
        return "hold"  # "planting a flag"
    if name == "ride" and language == "it" and _leads(thing, subject, lexicon):
        return "pull"  # "guida i pulcini"
    if name == "at" and lexicon.concepts[subject.concept].family in _EDIBLE:
        return "with"
    if name == "over" and language == "it" and _rests(thing, subject, lexicon):
        return "on"
    if name in ("from", "at") and lexicon.family(thing.concept).living:
        return "beside"  # "at the dentist", "dal dentista"
    if name == "through" and thing.concept in _BARRIERS:
        return "beside"
    if name == "through" and lexicon.family(thing.concept).living:
        return "beside"
    if name == "through":
        return "hold" if thing.concept in _OPTICS else "in"
    if name not in ("with", "in", "on", "hold"):
        return name
    concept = lexicon.concepts[thing.concept]
    living = lexicon.family(subject.concept).living
    held = lexicon.families[concept.family].held
    bagged = name == "in" and thing.concept in _NESTED and not thing.plural
    if bagged and lexicon.is_animal(subject.concept):
        return "in"  # a puppy in a backpack is in it
    if _dresses(subject, lexicon) and name in ("with", "in") and is_worn(thing, lexicon):
        return "wear"
    if name in ("in", "on"):
        if living and (concept.family in ("train", "aircraft") or thing.concept in _BOARDED):
            return "in"
        rides = lexicon.is_person(subject.concept) or not lexicon.is_animal(thing.concept)
        return "ride" if living and rides and thing.concept in _SADDLES else name
    if name == "hold":
        return name
    if living:
        return "play" if concept.family == "instrument" else ("hold" if held else "with")
    if subject.concept in lexicon.containers and held:
        return "full-of"
    edible = lexicon.concepts[subject.concept].family in _EDIBLE
    return "on" if edible and thing.concept == "candle" else "with"


def _leads(thing: Draft, subject: Draft, lexicon: Lexicon) -> bool:
    """Whether who "guida" a being leads it: a small one, or one of several."""
    living = lexicon.family(thing.concept).living and lexicon.family(subject.concept).living
    return living and thing.concept not in _SADDLES and (thing.plural or thing.size == "small")


def _rests(thing: Draft, subject: Draft, lexicon: Lexicon) -> bool:
    """ "un gallo sopra un gatto": sopra says both over and on."""
    flies = lexicon.family(subject.concept).flies or subject.pose in ("fly", "float", "hang")
    family = lexicon.family(thing.concept)
    furniture = lexicon.concepts[thing.concept].family == "furniture"
    return not flies and (family.living or family.held or furniture)


def _dresses(subject: Draft, lexicon: Lexicon) -> bool:
    """Whether one may imagine it in clothes: beings, statues, a cactus, the moon."""
    family = lexicon.concepts[subject.concept].family
    dead = subject.concept in lexicon.containers
    return (
        lexicon.family(subject.concept).living
        or (family in _DRESSED and not dead)
        or "statue" in family
        or subject.concept in _DUMMIES
    )


def is_worn(thing: Draft, lexicon: Lexicon) -> bool:
    """Whether a cat can wear it: a kitten does not wear the shoe it sleeps in."""
    if thing.concept in _NOT_WORN:
        return False
    wearable = thing.concept in lexicon.wearables
    return wearable or lexicon.concepts[thing.concept].family == "garment"
