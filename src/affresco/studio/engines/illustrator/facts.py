"""What the lexicon says of an entity or a scene, and how large things are beside each other."""

from __future__ import annotations

from typing import Final

from .reading.lexicon import Family, lexicon
from .scene import Entity, Scene

_SIZES = {"small": 0.65, "large": 1.35}
# Heights beside a grown-up, by family, by kind of animal, and of some things.
_OF_FAMILY: Final = {
    "mammal": 0.55, "bird": 0.34, "flying-bird": 0.42, "farm-bird": 0.42, "insect": 0.16,
    "flying-insect": 0.18, "reptile": 0.36, "sea-animal": 0.5, "whale": 2.6, "polar-animal": 0.6,
    "tree": 2.6, "flower": 0.36, "plant": 0.5, "fruit": 0.14, "vegetable": 0.18, "food": 0.2,
    "drink": 0.24, "kitchenware": 0.3, "land-vehicle": 1.05, "train": 1.5, "vessel": 1.5,
    "aircraft": 1.7, "spacecraft": 2.4, "building": 3.2, "landmark": 4.0, "nature": 2.4,
    "celestial": 1.6, "instrument": 0.6, "object": 0.32, "furniture": 0.85, "garment": 0.3,
    "tool": 0.42, "toy": 0.34, "sport": 0.35, "floating-object": 0.7, "flying-fantasy": 1.2,
}  # fmt: skip
_OF_KIND: Final = {
    "cat": 0.36, "dog": 0.5, "horse": 1.25, "cow": 1.0, "deer": 1.05, "bear": 1.0, "elephant": 1.8,
    "fox": 0.42, "wolf": 0.62, "lion": 0.8, "pig": 0.6, "sheep": 0.66, "goat": 0.7, "rabbit": 0.3,
    "mouse": 0.2, "giraffe": 2.4, "camel": 1.35, "rhino": 1.1, "hippo": 1.0, "monkey": 0.6,
    "kangaroo": 0.95, "dinosaur": 2.4, "dragon": 1.9, "hedgehog": 0.22, "frog": 0.22,
    "crocodile": 0.4, "turtle": 0.3, "lizard": 0.2,
    "ostrich": 1.2, "swan": 0.5, "wader": 0.7, "peacock": 0.7, "penguin": 0.6, "hen": 0.36,
}  # fmt: skip
_OF_CONCEPT: Final = {
    "horse": 1.25, "unicorn": 1.25, "donkey": 1.0, "zebra": 1.15, "cow": 1.0, "ox": 1.1,
    "buffalo": 1.1, "bison": 1.2, "deer": 1.05, "moose": 1.4, "camel": 1.4, "llama": 1.15,
    "giraffe": 2.4, "elephant": 1.8, "mammoth": 1.9, "rhinoceros": 1.1, "hippopotamus": 1.0,
    "lion": 0.8, "tiger": 0.75, "leopard": 0.65, "bear": 1.0, "polar-bear": 1.05, "panda": 0.9,
    "gorilla": 1.0, "orangutan": 0.85, "kangaroo": 0.95, "pig": 0.55, "sheep": 0.62, "goat": 0.68,
    "ram": 0.68, "mouse": 0.2, "rat": 0.24, "hamster": 0.22, "rabbit": 0.3, "squirrel": 0.28,
    "hedgehog": 0.22, "cat": 0.36, "dog": 0.46, "wolf": 0.6,
    "fox": 0.44, "frog": 0.22, "snail": 0.16, "owl": 0.36, "penguin": 0.56, "swan": 0.5,
    "flamingo": 0.8, "eagle": 0.6, "dinosaur": 2.4, "t-rex": 2.4, "dragon": 2.0, "snake": 0.4,
    "crocodile": 0.6, "robot": 1.0, "alien": 0.85, "teddy-bear": 0.4, "snowman": 0.95,
    "bicycle": 0.8, "bus": 1.7, "house": 2.6, "castle": 3.6, "lighthouse": 3.6, "bench": 0.55,
    "fence": 0.5, "lamppost": 1.9, "mountain": 4.0, "volcano": 4.0, "umbrella": 0.7,
    "mushroom": 0.34, "bed": 0.75, "piano": 0.9, "grand-piano": 1.0, "harp": 0.95, "cello": 0.85,
    "whale": 2.4, "shark": 1.2, "dolphin": 0.9, "octopus": 0.7, "boat": 1.0, "canoe": 0.5,
    "letter": 0.16, "window": 1.0, "door": 1.3, "candle": 0.14, "scale": 0.4,
    "cup": 0.22, "book": 0.26, "chair": 0.8, "table": 0.66, "sofa": 1.05, "armchair": 0.8,
    "throne": 1.25, "piggy-bank": 0.25, "paper-boat": 0.4, "campfire": 0.45, "tent": 1.1,
    "child": 0.72, "boy": 0.74, "girl": 0.74, "baby": 0.42, "hot-air-balloon": 3.0, "surfboard": 0.9,
    "sandcastle": 0.6, "gravestone": 0.75, "chimney": 0.8, "nest": 0.2, "birdhouse": 0.3,
    "leaf": 0.1, "snowball": 0.06,
    "lily-pad": 0.16, "feather": 0.12, "tree-trunk": 0.5, "igloo": 1.3, "well": 0.95, "mailbox": 0.7,
    "fountain": 1.5, "bubble": 0.14, "staircase": 1.5, "ladder": 1.15, "laptop": 0.22, "hand": 0.5,
    "fishbowl": 0.3, "bowl": 0.2, "glass": 0.2, "bottle": 0.34, "jug": 0.3, "box": 0.4,
    "basket": 0.34, "bucket": 0.36, "pizza": 0.2, "cauldron": 0.6, "swing-set": 1.3, "seesaw": 0.7,
    "hole": 0.16, "pier": 0.7, "bridge": 1.3, "wall": 0.9, "snowflake": 0.1, "seed": 0.05,
    "fire-hydrant": 0.36, "traffic-cone": 0.3, "phone-booth": 1.3, "hedge": 0.7, "kiosk": 1.5,
    "market-stall": 1.4, "slide": 1.2, "hay-bale": 0.8, "barrel": 0.55, "treasure-chest": 0.45,
    "signpost": 1.2,
    "christmas-tree": 1.6, "flowerpot": 0.3, "beehive": 0.6, "floor-lamp": 0.95,
    "grandfather-clock": 1.2, "toy-train": 0.2, "rocking-horse": 0.6, "cannon": 0.5, "globe": 0.4,
    "tooth": 0.1, "brain": 0.15, "toilet": 0.5, "birdcage": 0.5, "puppet": 0.6, "radiator": 0.5,
    "washing-machine": 0.6, "fridge": 1.1, "stove": 0.65, "oven": 0.7, "typewriter": 0.25, "cactus": 0.8,
    "acorn": 0.08,
    "dollhouse": 0.7, "toy-car": 0.16, "wine": 0.2, "ironing-board": 0.6,
    "bus-stop": 1.2, "blackboard": 1.15, "whiteboard": 1.1, "traffic-light": 1.5, "easel": 1.05,
    "fish": 0.4, "tropical-fish": 0.22, "pufferfish": 0.28, "turtle": 0.42,
    "ant": 0.05, "bee": 0.07, "manger": 0.45, "oyster-pearl": 0.06, "strawberry": 0.08, "cherry": 0.07,
    "walnut": 0.07, "hazelnut": 0.06, "footprint": 0.06, "ring": 0.06, "coin": 0.06, "gold-coin": 0.06,
    "blueberry": 0.05, "grapes": 0.14, "cookie": 0.1,
    "wedding-cake": 0.6, "birthday-cake": 0.36, "cake": 0.34, "bird-bath": 0.5,
}  # fmt: skip
_CLOSER = 0.66  # exponent that brings sizes nearer, so that a mouse beside an elephant is seen
_SAID = {"small": 0.55, "large": 1.7}
_GIANT, _HUGE, _TINY = 1.5, 1.1, 0.5  # beside a grown-up, of what is called so
_HOUSE = 1.9  # of what is a house in the shape of something else

ASSORTED: Final = {
    "toy": ("teddy-bear", "ball", "toy-car", "doll", "toy-train", "spinning-top", "rubber-duck"),
    "fruit": ("apple", "banana", "orange", "pear", "grapes", "strawberry", "lemon"),
    "vegetable": ("carrot", "tomato", "aubergine", "broccoli", "pepper", "onion", "potato"),
    "vegetables": ("carrot", "tomato", "broccoli", "pepper", "onion"),
    "tool": ("hammer", "wrench", "screwdriver", "saw", "pliers"),
    "flower": ("flower", "tulip", "daisy", "rose", "sunflower"),
    "sweet": ("candy", "lollipop", "cookie", "chocolate", "donut"),
}  # fmt: skip
"""Words for things of many kinds, and which these are."""


def family_of(entity: Entity) -> Family:
    """How this kind of thing behaves."""
    return lexicon().family(entity.concept)


def height_of(entity: Entity) -> float:
    """Height of a subject on its own; 1 is usual."""
    return lexicon().concepts[entity.concept].scale * _SIZES.get(entity.size or "", 1.0)


def beside_others(entity: Entity) -> float:
    """Height beside others in a picture; 1 for a grown-up, and differences moderated."""
    concept = lexicon().concepts[entity.concept]
    height = _OF_CONCEPT.get(concept.id)
    if height is None and concept.shape is not None and concept.family not in ("toy", "object"):
        height = _OF_KIND.get(concept.shape.kind)
    if height is None:
        height = _OF_FAMILY.get(concept.family, 1.0) * concept.scale**0.5
    said = _SAID.get(entity.size or "", 1.0) if "young" not in entity.qualities else 0.6
    beside = float(height**_CLOSER)
    if "inhabited" in entity.qualities:
        return _HOUSE
    if "giant" in entity.qualities:
        return max(beside * said, _GIANT if family_of(entity).living else _HUGE)
    if "tiny" in entity.qualities:
        return min(beside * said, _TINY)
    return beside * said


def felt(scene: Scene) -> bool:
    """Whether somebody's feeling is the subject."""
    moods = lexicon().moods
    return any(mood in moods and moods[mood].figure for mood in scene.moods)


_FLOATS: Final = frozenset(
    ("surfer", "surfboard", "raft", "iceberg", "lily-pad", "rubber-duck", "swan", "duck", "swimmer",
     "paper-boat", "buoy", "windsurfer", "kayaker", "ice-floe")
)  # fmt: skip


def dives_under(scene: Scene) -> tuple[int, int] | None:
    """Who swims under what floats, as indices of entities; None where nobody does. Said either way round:
    a boat over a whale; and no boat is meant that is under one."""
    for index, entity in enumerate(scene.entities):
        if entity.relation not in ("under", "over") or entity.by is None:
            continue
        leader = scene.entities[entity.by]
        if entity.relation == "under" and _dives(leader) and floats(entity):
            return entity.by, index
        if _dives(entity) and floats(leader):
            return index, entity.by
    return None


def _dives(entity: Entity) -> bool:
    swims = entity.pose in ("swim", "dive") or entity.concept in ("diver", "scuba-diver")
    return swims or family_of(entity).shape.partition(" ")[0] == "sea"


def floats(entity: Entity) -> bool:
    """Whether it lies on the surface of a water: a boat, a swan, ice."""
    concept = lexicon().concepts[entity.concept]
    return (concept.family == "vessel" and concept.id != "submarine") or concept.id in _FLOATS
