"""What somebody does with a thing, when that is more than holding it, being on it or beside it."""

from __future__ import annotations

from typing import Final

from affresco.studio.engines.illustrator.facts import beside_others, family_of
from affresco.studio.engines.illustrator.reading.lexicon import lexicon
from affresco.studio.engines.illustrator.scene import Entity
from affresco.studio.engines.illustrator.subjects.actors import can_act

DEEDS: Final = frozenset(
    ("hammer", "operate-on", "measure", "iron", "throw", "bake", "make", "repair", "weigh", "write",
     "saw", "sell", "blow", "conduct", "comb", "spray", "build", "around", "surround", "at", "cut", "sew",
     "milk", "kiss", "hang-up", "join")
)  # fmt: skip
"""Relations that are laid out as what is done, whatever the other is."""
_CRAFTED: Final = frozenset(("bake", "make", "repair", "write", "sell", "build", "cut", "sew"))
_GAMES: Final = (
    "chess",
    "card",
    "domino",
    "checkers",
    "draughts",
    "board-game",
    "dice",
    "die",
    "puzzle",
)
_VESSELS: Final = frozenset(("object", "kitchenware", "garment", "tool", "furniture", "plant"))
_WINDS: Final = frozenset(("horn", "trumpet", "flute", "whistle", "saxophone", "bugle"))
FENCES: Final = frozenset(("fence", "hedge", "wall", "picket-fence"))
"""What stands around a house."""
TABLES: Final = frozenset(
    ("table", "desk", "counter", "bar", "workbench", "dining-table", "piano", "grand-piano", "organ",
     "writing-desk",
     "picnic-table", "kitchen-table", "easel", "sewing-machine", "stove", "typewriter", "computer", "laptop",
     "sink", "loom", "stall", "potters-wheel", "anvil")
)  # fmt: skip
"""Where one sits or stands at."""
_NOSED: Final = frozenset(("seal", "sea-lion", "dolphin"))
OPTICS: Final = frozenset(
    ("binoculars", "telescope", "spyglass", "magnifying-glass", "microscope", "camera", "lens")
)
"""What one looks through."""
_BENCHED: Final = frozenset(("microscope",))
WALLS: Final = frozenset(("wall", "blackboard", "whiteboard", "poster", "signpost", "billboard"))
"""What one writes or paints on while standing."""
FIRES: Final = frozenset(("flame", "fire", "campfire", "bonfire", "ash"))
"""Out of what a phoenix rises."""
BALLS: Final = frozenset(("ball", "beach-ball", "volleyball", "football"))


def smaller_lead(lead: Entity, other: Entity) -> bool:
    """Whether who is on somebody would sit on a shoulder."""
    return beside_others(lead) < 0.7 * beside_others(other)


def deed_of(lead: Entity, other: Entity, said: str) -> str:
    """What somebody does with a thing, when that is seen by more than holding it; "" for others."""
    living, family = family_of(lead).living, lexicon().concepts[other.concept].family
    if said == "from":
        return _left(lead, other, family)
    if said in ("cut", "make") and family == "fruit" and not grown_up(lead) and can_act(lead):
        return "hold"
    if other.concept == "jump-rope" and said in ("play", "hold", "jump-rope") and can_act(lead):
        return "skip"
    if said == "paint" and coated(other):
        return "coat"
    if said == "pull" and can_act(lead) and walked(lead, other):
        return "leash"
    if said == "play" and any(game in other.concept for game in _GAMES):
        return "board"
    if (
        said == "eat"
        and living
        and drunk_from(other)
        and not grown_up(lead)
        and not can_act_up(lead)
    ):
        return "drink-at"
    if said in ("eat", "feed") and family == "tree" and living and other.concept != "bamboo":
        return "lean"
    if said == "eat" and living and (family in ("plant", "flower") or other.concept == "bamboo"):
        return "eat"
    if said in ("feed", "serve") and not family_of(other).living and family_of(other).held:
        return "hold"
    perched = family_of(other).living and beside_others(other) < 0.7 * beside_others(lead)
    if said == "hold" and perched and not can_act(lead) and living:
        return "bears"
    if said == "on" and lead.pose in ("paint", "write") and other.concept in WALLS:
        return "write"
    if said in ("look-at", "with") and other.concept in _BENCHED and can_act(lead):
        return "use"
    if said in ("look-at", "with") and other.concept in OPTICS and can_act(lead):
        return "hold"
    rolls = family in ("land-vehicle", "train") and other.concept not in (
        "skateboard",
        "wheelchair",
    )
    if said == "on" and rolls and lexicon().concepts[lead.concept].family == "person":
        return "ride" if lead.pose in (None, "sit", "wave", "ride") else ""
    lofty = other.concept in ("balloon", "kite", "umbrella", "parasol") and lead.count == 1
    if said == "with" and lofty and lexicon().concepts[lead.concept].family == "person":
        return "hold"
    shared = lead.count > 1 and other.count == 1
    if shared and other.concept in ("umbrella", "parasol") and lead.count == 2:
        return "under"
    together = said in ("carry", "hold") and shared and living and not family_of(other).living
    weighty = beside_others(other) >= 0.5 * beside_others(lead)
    if together and family in ("drink", "food", "fruit", "vegetable"):
        return "hold" if said == "carry" else "eat"  # two who have tea
    if together and weighty and family != "instrument":
        return "carry-together"
    grown = family in ("vegetable", "plant", "flower", "fruit")
    if said == "pull" and grown and beside_others(other) < beside_others(lead):
        return "hold" if lexicon().concepts[lead.concept].family == "person" else "eat"
    if said in ("carry", "hold") and other.concept == "tray" and not can_act(lead):
        return "bears"  # on the head, as who has no hands carries what is full
    if said == "carry" and not family_of(other).living:
        if lexicon().concepts[lead.concept].family in ("insect", "flying-insect"):
            return "bears" if lead.count == 1 and not family_of(lead).flies else "hold"
        bird = "bird" in lexicon().concepts[lead.concept].family
        if not can_act(lead) and not bird and beside_others(lead) >= 1.0:
            return "bears"
        heavy = beside_others(other) >= (2.4 if can_act(lead) else 0.72) * beside_others(lead)
        if heavy and lexicon().concepts[lead.concept].family != "person":
            return "bears"
    if said in ("hold", "balance") and other.concept in BALLS and lead.concept in _NOSED:
        return "bears"
    if said == "blow" and (other.concept in _WINDS or family == "instrument"):
        return "hold"
    fish = said == "sell" and family == "sea-animal"
    if (
        said in _CRAFTED
        and said != "build"
        and not fish
        and (not living or family_of(other).living)
    ):
        return ""
    if said == "across" and other.concept in TABLES:
        return "at"
    if (
        said == "on"
        and lead.pose == "surf"
        and not family_of(other).living
        and family_of(other).held
    ):
        return "ride"
    if said not in DEEDS or (said == "at" and other.concept not in TABLES):
        return ""
    return said


_DISHES: Final = frozenset(("meal", "soup", "spaghetti", "pasta", "rice", "porridge", "stew"))


def drunk_from(entity: Entity) -> bool:
    """Whether an animal drinks from it on the ground: a bucket, a bowl, a trough."""
    known = lexicon().containers
    return (entity.concept in known or entity.concept in _DISHES) and not family_of(entity).living


def can_act_up(entity: Entity) -> bool:
    """Whether an animal stands on two legs for what it does."""
    return entity.pose in ("sit", "stand", "dance")


def grown_up(entity: Entity) -> bool:
    """Whether somebody works at a table: people, and animals with a trade."""
    return lexicon().concepts[entity.concept].family == "person" or bool(entity.role)


def coated(entity: Entity) -> bool:
    """Whether who paints a thing coats it: a fence, a wall, a boat; others are portrayed."""
    family = lexicon().concepts[entity.concept].family
    made = family in ("furniture", "land-vehicle", "vessel") or "egg" in entity.concept
    return (
        made or entity.concept in FENCES or entity.concept in ("door", "gate", "window", "ceiling")
    )


def walked(lead: Entity, other: Entity) -> bool:
    """Whether an animal is led on a leash: it is no larger than who leads it."""
    if not family_of(other).living or lexicon().concepts[other.concept].family == "person":
        return False
    return beside_others(other) < 0.9 * beside_others(lead)


_PUMPKINS: Final = frozenset(
    ("vegetable", "fruit", "land-vehicle", "vessel", "kitchenware", "garment", "object")
)


def _left(lead: Entity, other: Entity, family: str) -> str:
    """What it comes from: a seat is still sat on, a hat is come out of, a tree is fallen from."""
    living = family_of(lead).living
    if living and other.concept == "hole" and not family_of(lead).flies:
        return "in"
    if living and lead.pose in ("hide", "look-at") and family in (*_VESSELS, *_PUMPKINS):
        return "in"  # who peeks out of it is in it
    if lead.pose == "hang" or (lead.pose == "fall" and family in ("tree", "plant")):
        return "hang-from"
    if living and other.concept in FIRES:
        return "out-of"
    if not living or family_of(other).living:
        return "out-of" if family in _VESSELS and not family_of(other).living else ""
    if other.concept in ("window", "door", "balcony", "cave", "boat", "canoe", "car"):
        return "in"
    if family in ("furniture", "building", "tree", "landmark", "vessel", "nature"):
        return "on" if other.concept not in ("egg",) else "out-of"
    return "out-of" if family in _VESSELS or "egg" in other.concept else ""
