"""Animals that Noto draws in one pose: the shapes that draw them in the others."""

from __future__ import annotations

from typing import Final

import msgspec

from affresco.studio.engines.illustrator.reading.lexicon import Concept

from .drawings import drawings
from .families import FAMILIES, Shape


def _beast(
    kind: str,
    colour: str = "",
    second: str = "",
    *parts: str,
    body: float = 1.0,
    neck: float = 1.0,
    legs: float = 1.0,
    head: float = 1.0,
    tail: float = 1.0,
    beak: float = 1.0,
) -> Shape:
    pattern = next((p for p in parts if p in FAMILIES["quadruped"].patterns), "")
    parts = tuple(p for p in parts if p != pattern)
    return Shape(
        "quadruped", kind, colour=colour, second=second, parts=parts, pattern=pattern, body=body,
        neck=neck, legs=legs, head=head, tail=tail, beak=beak,
    )  # fmt: skip


def _fowl(
    kind: str,
    colour: str = "",
    second: str = "",
    *parts: str,
    neck: float = 1.0,
    tail: float = 1.0,
) -> Shape:
    return Shape("bird", kind, colour=colour, second=second, parts=parts, neck=neck, tail=tail)


SHAPES: Final[dict[str, Shape]] = {
    "fox": _beast("fox"), "cat": _beast("cat", "", "", "belly"),
    "dog": _beast("dog"), "wolf": _beast("wolf"),
    "poodle": _beast("dog", "#d9d4d0", "", "wool"), "bear": _beast("bear"),
    "panda": _beast("bear", "#f4f2ee", "#2b2a2e", "socks", "round-ears"),
    "red-panda": _beast("fox", "#b5542a", "#3a2a24", "bushy-tail", "round-ears"),
    "koala": _beast("bear", "#9a9aa2", "#e8e6e6", "large-ears", legs=0.8),
    "rabbit": _beast("rabbit", "#d8d4d2"), "mouse": _beast("mouse"), "rat": _beast("mouse", "#7d8794"),
    "hamster": _beast("mouse", "#e3a25c", "#f6e6d0", "short-tail", "round-ears"),
    "squirrel": _beast("mouse", "#b0703c", "#f0e2cc", "bushy-tail", legs=0.7, tail=1.3),
    "hedgehog": _beast("hedgehog"), "beaver": _beast("bear", "#8a5a3c", legs=0.5),
    "badger": _beast("bear", "#6d6f76", "#f2f0ec", legs=0.6, beak=1.3),
    "raccoon": _beast("fox", "#83868c", "#2f3036", "bushy-tail", "mask"),
    "skunk": _beast("fox", "#26262a", "#f4f2ee", "bushy-tail"),
    "otter": _beast("fox", "#7a5238", "#d8c0a4", "round-ears", "long-tail", legs=0.6),
    "horse": _beast("horse"), "donkey": _beast("horse", "#8f8a86", "#5a5552", "long-ears", neck=0.8),
    "zebra": _beast("horse", "#f2efe9", "#26262a", "stripes"), "cow": _beast("cow"),
    "ox": _beast("cow", "#6b4630", "#5a3a28", "horns", "plain"),
    "buffalo": _beast("cow", "#5c5a60", "#4a484c", "curved-horns", "plain"),
    "bison": _beast("cow", "#5a3c2a", "#42291c", "horns", "mane", "plain"),
    "goat": _beast("goat"), "sheep": _beast("sheep"), "ram": _beast("sheep", "", "", "curved-horns"),
    "pig": _beast("pig"), "boar": _beast("pig", "#5b4032", "#3f2b22", "tusks", "bushy-tail", legs=1.2),
    "deer": _beast("deer", "", "", "antlers"),
    "moose": _beast("deer", "#5b3d2a", "#8a6a4e", "antlers", body=1.15, head=1.2),
    "camel": _beast("camel", "", "", "humps"), "llama": _beast("camel", "#f0ece4", "", "plain", neck=1.1),
    "giraffe": _beast("giraffe"), "elephant": _beast("elephant"),
    "mammoth": _beast("elephant", "#7a4a30", "#a8704c", "tusks", "trunk"),
    "rhinoceros": _beast("rhino", "", "", "nose-horn"), "hippopotamus": _beast("hippo"),
    "lion": _beast("lion", "", "", "mane"),
    "tiger": _beast("cat", "#e8842c", "#2a2220", "stripes", "round-ears", body=1.15),
    "leopard": _beast("cat", "#e2b04e", "#4a3220", "spots", "round-ears", body=1.1),
    "monkey": _beast("monkey"), "gorilla": _beast("monkey", "#3a3a3e", body=1.2, tail=0.0),
    "kangaroo": _beast("kangaroo"), "frog": _beast("frog"), "turtle": _beast("turtle"),
    "lizard": _beast("lizard"), "crocodile": _beast("crocodile"), "dinosaur": _beast("dinosaur"),
    "t-rex": _beast("dinosaur", "#6f8a3a", neck=0.6, head=1.5),
    "polar-bear": _beast("bear", "#f3f4f4", "#e4e8ec"),
    "unicorn": _beast("horse", "#f6f2f4", "#e48fc0", "unicorn", "mane"),
    "dragon": _beast("dragon", "", "", "wings", "spines"),
    "bird": _fowl("songbird", "blue"), "blackbird": _fowl("songbird", "black", "black"),
    "owl": _fowl("owl"), "parrot": _fowl("parrot", "green"), "eagle": _fowl("raptor"),
    "hen": _fowl("hen"), "rooster": _fowl("hen", "", "", "comb", tail=1.4), "duck": _fowl("duck"),
    "goose": _fowl("swan", "#f2f2f0", neck=0.8), "swan": _fowl("swan"),
    "flamingo": _fowl("wader", "pink", neck=1.2), "penguin": _fowl("penguin"),
    "dove": _fowl("pigeon", "white"), "peacock": _fowl("peacock"), "turkey": _fowl("hen", "", "", "fan"),
}  # fmt: skip

# Animals of our own whose kind in the lexicon is no kin.
INSTEAD: Final = {
    "capybara": _beast("bear", "#8a6038", "#a8804e", "round-ears", legs=0.62, beak=1.5),
    "lioness": _beast("wolf", "#c9a060", "#ecd8b0", "tuft-tail", "round-ears", beak=0.7),
    "pug": _beast("dog", "#d9b98c", "#3a302a", "curled-tail", legs=0.62, beak=0.35, head=1.2),
    "bulldog": _beast("dog", "#c89a6a", "#f0e6d8", "short-tail", legs=0.66, beak=0.45, head=1.25),
    "tortoise": _beast("turtle", "#8a7a4a", "#5a4a30"),
}  # fmt: skip

# Better by our hand in any pose: Noto has only their heads, or shows them asleep on a branch.
_ALWAYS: Final = {
    "moose": "standing",
    "boar": "standing",
    "unicorn": "standing",
    "donkey": "standing",
}
# Those whose Noto drawing looks at us, whatever they are said to do.
_FRONTAL: Final = frozenset(("dog", "sheep", "ram", "pig"))
# The pose that Noto shows.
_SHOWN: Final = {
    "fox": "sitting", "wolf": "sitting", "bear": "sitting", "panda": "sitting", "koala": "sitting",
    "hamster": "sitting", "lion": "sitting", "frog": "sitting", "polar-bear": "sitting",
    "horse": "running", "eagle": "flying", "dove": "flying", "dragon": "flying", "swan": "swimming",
    "rabbit": "sitting", "monkey": "sitting", "squirrel": "sitting", "bird": "perched",
    "otter": "lying", "kangaroo": "jumping",
}  # fmt: skip


def shown(concept: str) -> str:
    """The pose in which the usual drawing of an animal shows it."""
    return _SHOWN.get(concept, "standing")


def frontal(concept: str) -> bool:
    """Whether the usual drawing of an animal looks at us."""
    return concept in _FRONTAL or concept in ("fox", "wolf", "bear", "lion", "panda", "koala")


# Kinds of our own that Noto draws better, when they only stand there.
_BETTER: Final = {
    "turtle": "turtle", "lizard": "lizard", "crocodile": "crocodile", "elephant": "elephant",
    "rabbit": "rabbit", "pig": "pig", "hedgehog": "hedgehog", "hippo": "hippopotamus",
    "rhino": "rhinoceros", "kangaroo": "kangaroo", "monkey": "monkey",
}  # fmt: skip


def sprite_of(concept: Concept, pose: str) -> str:
    """The Noto drawing, by concept, that shows a shape as it stands; "" where our hand must."""
    shape = concept.shape
    if portrait_of(concept, pose) is not None:
        return ""
    if shape is None or shape.family != "quadruped" or shape.pattern:
        return ""
    if pose not in ("", "standing", "walking") or any(part in _TELLING for part in shape.parts):
        return ""
    return _BETTER.get(shape.kind, "")


_TELLING: Final = frozenset(
    (
        "shell",
        "spines",
        "bushy-tail",
        "nose-horn",
        "tusks",
        "wings",
        "horns",
        "curved-horns",
        "crest",
    )
)


# Animals whose portrait bears another name, or that look like another.
_LIKE: Final = {
    "axolotl-pet": "axolotl", "squirrel": "squirrel-red", "bobcat": "lynx",
    "jackdaw": "crow", "mynah": "starling", "great-tit": "blue-tit", "coal-tit": "blue-tit",
    "fire-salamander": "salamander", "newt": "salamander", "bullfrog": "toad", "trout": "salmon",
    "great-egret": "heron", "little-egret": "heron", "sea-trout": "salmon", "desert-fox": "fennec",
    "marlin": "swordfish", "moray": "eel", "electric-ray": "stingray", "hawk-moth": "moth",
    "queen-bee": "wasp", "hornet": "wasp", "carpenter-bee": "bumblebee", "dugong": "manatee",
    "viper": "cobra", "partridge": "quail", "dipper-bird": "robin", "lovebird": "macaw",
    "musk-ox": "yak", "bighorn-goat": "mouflon", "impala": "gazelle", "eland": "antelope",
    "markhor": "ibex", "redstart": "robin", "lark": "nightingale", "wren": "nightingale",
    "dinosaur": "brontosaurus", "wyvern": "dragon", "pachycephalosaurus": "velociraptor",
    "warbler": "nightingale", "condor": "vulture", "caribou": "reindeer",
}  # fmt: skip
# Animals whose portrait is another one's while they do something.
_MOVED: Final = {("turtle", "swimming"): "sea-turtle", ("frog", "jumping"): "frog-leaping"}
_LONG_AGO: Final = frozenset(
    (
        "centaur",
        "minotaur",
        "cerberus",
        "sea-monster",
        "werewolf",
        "dragon-hatchling",
        "t-rex",
        "triceratops",
        "stegosaurus",
        "brontosaurus",
        "velociraptor",
        "pterodactyl",
    )
)
"""Whose portrait shows them best unless they rest."""
_ALWAYS_ON_THE_WING: Final = frozenset(("swallow", "hummingbird"))
_AT_REST: Final = ("", "standing", "walking", "perched", "swimming")
# What a kind of bird looks like on the wing.
_FLIGHT: Final = {
    "songbird": "songbird", "crow": "songbird", "parrot": "parrot", "pigeon": "songbird",
    "owl": "raptor", "raptor": "raptor", "gull": "gull", "wader": "wader", "swan": "wader",
    "pelican": "wader",
}  # fmt: skip


def portrait_of(concept: Concept, pose: str) -> Shape | None:
    """The drawing in strokes of an animal at rest or on the wing; None where there is none."""
    moving = concept.shape or SHAPES.get(concept.id)
    pose = pose or (concept.shape.pose if concept.shape else "")
    kind = _MOVED.get((concept.id, pose)) or _LIKE.get(concept.id, concept.id)
    drawn = kind in drawings()["creature"]
    if pose == "flying" and moving is not None and moving.kind in _FLIGHT and kind != "swallow":
        wings, colour = _FLIGHT[moving.kind], moving.colour
        usual = {"gull": "", "wader": colour or "white"}.get(wings, colour)
        return tinted(Shape("creature", f"flying-{wings}", colour=usual), concept.id)
    striding = kind in _LONG_AGO and pose not in ("sleeping", "lying", "sitting")
    if (concept.id, pose) in _MOVED or not drawn or kind in _ALWAYS_ON_THE_WING or striding:
        return Shape("creature", kind) if drawn else None
    posed = moving is not None and pose in FAMILIES[moving.family].poses
    return None if posed and pose not in _AT_REST else Shape("creature", kind)


def tinted(shape: Shape, concept: str) -> Shape:
    """A shape in the colours of the portrait of its animal."""
    drawing = drawings()["creature"].get(_LIKE.get(concept, concept))
    if drawing is None:
        return shape
    main, second, marks = drawing.tones.split()
    second = marks if shape.pattern in ("spots", "stripes", "patches") else second
    return msgspec.structs.replace(shape, colour=main, second=second)


def shape_of(concept: Concept, pose: str) -> Shape | None:
    """The shape that draws a concept in a pose; None where the Noto drawing serves."""
    portrait = portrait_of(concept, pose)
    if portrait is not None:
        return portrait
    if concept.shape is not None:
        return tinted(INSTEAD.get(concept.id, concept.shape), concept.id)
    shape = SHAPES.get(concept.id)
    if shape is None or concept.id in _ALWAYS:
        return shape
    shown = _SHOWN.get(concept.id, "standing")
    at_rest = pose == shown or (pose == "walking" and shown == "standing")
    if not pose or (at_rest and concept.id not in _FRONTAL):
        return None
    return shape if pose in FAMILIES[shape.family].poses else None
