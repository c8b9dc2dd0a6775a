"""Parametric families: what a lexicon may say of a thing that our own hand draws.

A concept with ``form = "shape"`` carries a :class:`Shape`, e.g. in ``lexicon/concepts/animals.toml``::

    heron = { en = "heron", it = "airone", form = "shape",
              shape = { family = "bird", kind = "wader", neck = 1.2, colour = "grey" } }

``family`` names the painter, ``kind`` a variant of it with usual proportions, and everything else
changes that variant. Numbers are factors of the usual length (1 is usual, 0 leaves the part away).
:data:`FAMILIES` lists what each family understands; an unknown kind is drawn as the first one, an
unknown part or pattern is left away, so that no word of the lexicon ever stops a picture. Kinds of
things are the drawings in ``drawings/``. This module needs no graphics: the lexicon may import it
anywhere.

Poses come from the lexicon (``pose``) or from the qualities of an entity: any id of :data:`POSES`
found there wins. Materials (:data:`MATERIALS`) are qualities too: "a wooden horse" is drawn in wood.
"""

from __future__ import annotations

import msgspec

from .drawings import drawings


class Shape(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """What to draw. Colours are names of ``colours.toml`` or ``#rrggbb``; empty: the usual one."""

    family: str
    kind: str = ""
    pose: str = ""
    body: float = 1.0
    neck: float = 1.0
    legs: float = 1.0
    head: float = 1.0
    ears: float = 1.0
    tail: float = 1.0
    wings: float = 1.0
    beak: float = 1.0  # or snout
    parts: tuple[str, ...] = ()
    pattern: str = ""
    colour: str = ""
    second: str = ""  # belly, roof, sail, leaves …
    accent: str = ""  # beak, horns, door, blossom …
    prop: str = ""  # what a person holds: "family kind", e.g. "tool paintbrush"


class FamilyInfo(msgspec.Struct, frozen=True):
    """What a family understands."""

    kinds: tuple[str, ...]
    poses: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    lengths: tuple[str, ...] = ()


def _drawn(family: str) -> tuple[str, ...]:
    return tuple(drawings()[family])


_ANIMAL = ("plain", "spots", "stripes", "patches", "rings", "belly", "mask", "socks", "scales")

FAMILIES: dict[str, FamilyInfo] = {
    "bird": FamilyInfo(
        ("songbird", "wader", "raptor", "duck", "swan", "parrot", "owl", "hen", "penguin",
         "pigeon", "gull", "crow", "ostrich", "hummingbird", "peacock", "pelican", "toucan"),
        ("standing", "perched", "flying", "swimming", "sleeping"),
        ("crest", "hooked", "long-beak", "curved-beak", "fan", "webbed", "comb"),
        _ANIMAL,
        ("body", "neck", "legs", "head", "tail", "wings", "beak"),
    ),
    "quadruped": FamilyInfo(
        ("cat", "dog", "horse", "cow", "deer", "bear", "elephant", "fox", "wolf", "lion", "pig",
         "sheep", "goat", "rabbit", "mouse", "giraffe", "camel", "rhino", "hippo", "monkey",
         "lizard", "crocodile", "turtle", "frog", "hedgehog", "kangaroo", "dinosaur", "dragon"),
        ("standing", "walking", "running", "sitting", "lying", "sleeping", "jumping", "howling",
         "swimming", "eating", "stretching"),
        ("antlers", "horns", "curved-horns", "nose-horn", "unicorn", "trunk", "tusks", "mane",
         "hump", "humps", "beard", "shell", "spines", "bushy-tail", "tuft-tail", "short-tail",
         "curled-tail", "long-tail", "pointed-ears", "round-ears", "floppy-ears", "long-ears",
         "large-ears", "wool", "wings", "crest", "saddle", "hooves"),
        _ANIMAL,
        ("body", "neck", "legs", "head", "ears", "tail", "beak"),
    ),
    "sea": FamilyInfo(
        ("fish", "shark", "whale", "dolphin", "seal", "ray", "octopus", "squid", "jellyfish",
         "seahorse", "crab", "lobster", "starfish", "eel", "swordfish", "angelfish", "snail",
         "shell", "urchin"),
        ("swimming", "jumping"),
        ("sail-fin", "whiskers", "sword", "shell"),
        _ANIMAL,
        ("body", "head", "tail", "legs", "wings"),
    ),
    "creature": FamilyInfo(_drawn("creature"), (), (), ("plain",), ("body",)),
    "insect": FamilyInfo(
        ("butterfly", "bee", "beetle", "ladybird", "dragonfly", "ant", "spider", "grasshopper",
         "caterpillar", "fly", "moth", "scorpion", "worm", "snake"),
        ("standing", "flying"),
        ("horns", "long-legs"),
        _ANIMAL,
        ("body", "legs", "wings", "head", "tail"),
    ),
    "flower": FamilyInfo(
        ("daisy", "tulip", "rose", "lily", "bell", "poppy", "sunflower", "lavender", "orchid",
         "lotus", "thistle", "cluster", "dandelion", "iris"),
        (), ("pot", "bunch", "vase"), (), ("body", "legs", "head"),
    ),
    "plant": FamilyInfo(
        ("bush", "fern", "cactus", "grass", "reed", "vine", "mushroom", "leaf", "clover", "wheat",
         "aloe", "bamboo", "seaweed", "coral", "monstera"),
        (), ("pot", "berries", "blossom"), (), ("body", "legs", "head"),
    ),
    "tree": FamilyInfo(
        ("round", "pine", "cypress", "willow", "palm", "birch", "umbrella", "bare", "baobab",
         "bonsai", "oak", "poplar", "fruit", "stump"),
        (), ("fruit", "blossom", "swing", "pot"), (), ("body", "legs", "head"),
    ),
    "building": FamilyInfo(
        ("house", "tower", "church", "temple", "skyscraper", "barn", "windmill", "castle",
         "lighthouse", "pagoda", "mosque", "hut", "tent", "greenhouse", "shop", "factory", "bridge",
         "arch", "pyramid", "well", "igloo", "treehouse", "palace", "stadium", "fountain", "statue",
         "column", "gate", "wall", "station"),
        (),
        ("flag", "chimney", "clock", "ruined", "lights", "bell", "dome", "cross", "sells-bread",
         "sells-books", "sells-flowers", "sells-coffee", "sells-toys", "sells-sweets", "sells-fruit",
         "sells-clothes"),
        ("plain", "brick", "stone", "wood"), ("body", "legs", "head", "wings"),
    ),
    "vehicle": FamilyInfo(
        ("car", "truck", "bus", "van", "cart", "wagon", "tractor", "train", "tram", "bicycle",
         "motorcycle", "scooter", "taxi", "carriage", "sled", "tank", "racing-car", "skateboard",
         "wheelchair", "pram"),
        (), ("roof-rack", "ladder", "crane", "lights"), ("plain", "stripes"), ("body", "wings"),
    ),
    "vessel": FamilyInfo(
        ("sail", "row", "steamer", "gondola", "canoe", "raft", "yacht", "galleon", "barge",
         "submarine", "ferry", "junk"),
        (), ("flag", "lantern", "oars"), ("plain", "stripes"), ("body", "head"),
    ),
    "aircraft": FamilyInfo(
        ("plane", "biplane", "helicopter", "rocket", "balloon", "airship", "glider", "ornithopter",
         "saucer", "satellite", "kite", "parachute", "drone", "shuttle"),
        (), ("propeller", "flames"), ("plain", "stripes"), ("body", "wings", "tail"),
    ),
    "tool": FamilyInfo(
        _drawn("tool"),
        (), ("lit", "old", "open"), ("plain", "stripes", "spots"), ("body", "head", "legs"),
    ),
    "instrument": FamilyInfo(
        _drawn("instrument"),
        (), (), ("plain",), ("body", "neck"),
    ),
    "food": FamilyInfo(
        _drawn("food"),
        (), ("plate", "steam", "leaf", "candle", "cherry", "bitten"), ("plain", "spots", "stripes"),
        ("body", "head"),
    ),
    "garment": FamilyInfo(
        _drawn("garment"),
        (), ("buttons", "ribbon", "feather"), ("plain", "stripes", "spots", "check"),
        ("body", "legs", "wings"),
    ),
    "furniture": FamilyInfo(
        _drawn("furniture"),
        (), ("cushion", "books", "flowers"), ("plain", "stripes", "wood"), ("body", "legs"),
    ),
    "person": FamilyInfo(
        ("person", "man", "woman", "boy", "girl", "old-man", "old-woman", "baby", "beekeeper",
         "baker", "painter", "musician", "gardener", "knight", "chef", "doctor", "nurse", "teacher",
         "farmer", "fisherman", "sailor", "soldier", "king", "queen", "prince", "princess", "wizard",
         "witch", "pirate", "cowboy", "monk", "nun", "priest", "samurai", "ninja", "viking",
         "astronaut", "diver", "firefighter", "police", "postman", "builder", "miner", "blacksmith",
         "carpenter", "tailor", "shepherd", "hunter", "dancer", "ballerina", "singer", "actor",
         "clown", "acrobat", "magician", "detective", "scientist", "librarian", "waiter",
         "photographer", "writer", "poet", "skier", "swimmer", "surfer", "runner", "footballer", "boxer",
         "climber", "explorer", "mechanic", "pilot", "driver", "angel", "fairy", "mermaid",
         "elf", "dwarf", "giant", "ghost", "vampire", "zombie", "santa", "bride", "groom", "geisha",
         "gondolier", "lamplighter", "clockmaker", "potter", "florist", "scarecrow", "statue",
         "child", "graduate", "judge", "guard", "superhero", "juggler", "meditator", "politician",
         "business", "devil", "skeleton", "robot", "teenager", "tennis", "basketball"),
        ("standing", "sitting", "walking", "running", "dancing", "kneeling", "lying", "jumping",
         "reading", "playing", "holding", "waving", "flying", "swimming", "riding", "sleeping",
         "seated", "cycling", "climbing", "hugging", "carrying", "cooking", "painting", "fishing",
         "howling", "looking-up", "singing", "laughing", "crying", "thinking", "bowing", "yawning",
         "falling", "working", "surfing", "hanging", "meditating", "praying", "skating", "floating",
         "peeking", "fighting", "throwing", "kicking", "pulling", "chasing", "eating", "spinning",
         "pointing", "stretching"),
        ("hat", "apron", "beard", "glasses", "scarf", "cape", "skirt", "wings", "crown", "hood"),
        ("plain", "stripes", "check"), ("body", "head", "legs"),
    ),
}  # fmt: skip

# Qualities of an entity that change how it stands. Synonyms are the lexicon's matter.
POSES = frozenset(pose for info in FAMILIES.values() for pose in info.poses)

# Qualities of an entity that say what it is made of: the colour (OKLCH) when none is named.
MATERIALS: dict[str, tuple[float, float, float]] = {
    "wooden": (0.52, 0.08, 60.0),
    "stone": (0.66, 0.015, 80.0),
    "marble": (0.92, 0.008, 80.0),
    "glass": (0.86, 0.045, 210.0),
    "crystal": (0.84, 0.07, 300.0),
    "ice": (0.90, 0.04, 225.0),
    "metal": (0.68, 0.012, 250.0),
    "rusty": (0.50, 0.10, 45.0),
    "bronze": (0.56, 0.09, 70.0),
    "copper": (0.62, 0.11, 48.0),
    "paper": (0.95, 0.012, 90.0),
    "cardboard": (0.70, 0.06, 72.0),
    "clay": (0.62, 0.10, 45.0),
    "porcelain": (0.95, 0.01, 240.0),
    "brick": (0.54, 0.12, 38.0),
    "straw": (0.80, 0.10, 88.0),
    "velvet": (0.42, 0.15, 15.0),
    "leather": (0.44, 0.08, 50.0),
    "woollen": (0.86, 0.03, 80.0),
    "chocolate": (0.36, 0.06, 50.0),
    "sand": (0.82, 0.08, 80.0),
    "gears": (0.58, 0.08, 72.0),
    "plastic": (0.66, 0.16, 25.0),
    "cloud": (0.95, 0.01, 240.0),
    "flowers": (0.60, 0.12, 140.0),
    "roses": (0.42, 0.15, 22.0),
    "leaves": (0.52, 0.13, 138.0),
    "books": (0.46, 0.08, 55.0),
    "fruit": (0.62, 0.17, 40.0),
    "fire": (0.66, 0.19, 45.0),
    "water": (0.70, 0.10, 235.0),
    "stars": (0.36, 0.12, 280.0),
    "fabric": (0.74, 0.08, 60.0),
    "gingerbread": (0.54, 0.10, 56.0),
    "candy": (0.72, 0.16, 5.0),
    "cheese": (0.85, 0.14, 90.0),
    "gold": (0.80, 0.14, 85.0),
    "snow": (0.96, 0.01, 235.0),
    "vegetables": (0.60, 0.14, 138.0),
    "coral": (0.68, 0.16, 28.0),
    "bone": (0.93, 0.025, 85.0),
    "wax": (0.92, 0.05, 88.0),
    "rope": (0.72, 0.08, 72.0),
    "light": (0.95, 0.08, 98.0),
    "lace": (0.96, 0.006, 85.0),
    "silk": (0.80, 0.09, 350.0),
}
