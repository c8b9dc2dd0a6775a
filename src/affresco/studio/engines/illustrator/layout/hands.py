"""What somebody wears and holds; and hats and scarves on those who have no hands."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import msgspec

from affresco.studio.engines.illustrator.facts import beside_others, family_of
from affresco.studio.engines.illustrator.painting.chance import Chance
from affresco.studio.engines.illustrator.painting.colour import Colour
from affresco.studio.engines.illustrator.painting.pen import Pen
from affresco.studio.engines.illustrator.painting.sprites import Subject
from affresco.studio.engines.illustrator.reading.lexicon import lexicon
from affresco.studio.engines.illustrator.scene import Entity
from affresco.studio.engines.illustrator.subjects.actors import (
    Doing,
    can_act,
    garment_of,
    is_person,
    pose_of,
)
from affresco.studio.engines.illustrator.subjects.colours import colour_of
from affresco.studio.engines.illustrator.subjects.figure.heads import HATS_WORN
from affresco.studio.engines.illustrator.subjects.figure.held import (
    ANIMAL,
    GRIPS,
    LARGE,
    Grip,
    Held,
)
from affresco.studio.engines.illustrator.subjects.figure.tools import flat_iron
from affresco.studio.engines.illustrator.subjects.find import acts, as_subject, drawn_alone
from affresco.studio.engines.illustrator.subjects.look import framed
from affresco.studio.engines.illustrator.subjects.posed import SHAPES
from affresco.studio.engines.illustrator.subjects.shapes import thing_named

from .intents import DEEDS, WALLS
from .node import Node

# Instruments that stand on the ground, before whoever plays them.
STANDING: Final = frozenset(
    ("piano", "grand-piano", "organ", "harpsichord", "keyboard", "drums", "timpani")
)
_SUITS: Final = {
    "spacesuit": "astronaut",
    "armour": "knight",
    "swimsuit": "swimmer",
    "kimono": "geisha",
}
# What a relation has the arms do, with or without a thing.
_GESTURES: Final = {
    "hug": "hug", "give": "offer", "feed": "offer", "talk": "offer", "pull": "carry", "push": "carry",
    "look-at": "", "fight": "swordplay", "help": "offer", "chase": "offer", "climb": "climb",
    "among": "", "cook": "stir", "bake": "stir", "paint": "brush", "write": "brush", "eat": "think",
    "photograph": "pray", "throw": "throw", "teach": "point", "hang-from": "climb", "wait-for": "",
    "hammer": "work", "measure": "measure", "iron": "press", "make": "work", "repair": "work",
    "lean": "hip", "blow": "blow", "pour": "pour", "conduct": "conduct", "weigh": "point",
    "operate-on": "work", "comb": "offer", "save": "carry", "defend": "swordplay", "sell": "welcome",
    "board": "place", "at": "place", "saw": "work", "cut": "work", "sew": "work", "milk": "work",
    "kiss": "hug", "hang-up": "lift", "leash": "offer", "join": "joined",
    "open": "offer", "polish": "press", "build": "work",
    "carry-together": "lift",
}  # fmt: skip
_POSES: Final = {
    "hug": "hugging", "fight": "fighting", "chase": "running", "race": "running", "climb": "climbing",
    "kick": "kicking", "pull": "pulling", "push": "pulling", "hang-from": "hanging", "throw": "throwing",
    "paint": "painting", "blow": "blowing", "carry-together": "lifting", "leash": "walking",
}  # fmt: skip
_AFLOAT: Final = frozenset(("float", "lie", "sleep", "swim"))  # in which paws serve as hands
# What one works with, by what one does.
_TOOLS: Final = {
    "hammer": "tool hammer", "operate-on": "tool scissors", "comb": "tool comb", "repair": "tool wrench",
    "write": "tool pen", "bake": "tool spoon", "make": "tool spoon", "saw": "tool saw",
    "conduct": "tool wand", "polish": "tool brush", "paint": "tool paintbrush", "cut": "tool knife",
    "sew": "tool needle", "sweep": "tool broom", "rake": "tool rake",
}  # fmt: skip
_FED: Final = {
    "horse": "carrot", "rabbit": "carrot", "donkey": "carrot", "goat": "carrot", "sheep": "carrot",
    "cow": "carrot", "deer": "carrot", "pig": "apple", "elephant": "apple", "cat": "fish",
    "bear": "fish", "dog": "bone", "wolf": "bone", "lion": "meat", "penguin": "fish", "monkey": "banana",
}  # fmt: skip
"""What one gives them to eat, by kind."""
SEATED_DEEDS: Final = frozenset(("at", "board", "write", "milk", "sew"))
_OWN_DEEDS: Final = SEATED_DEEDS | {"carry-together", "leash"}
# What even an animal needs hands for.
_NEEDS_HANDS: Final = frozenset(("hold", "read", "paint", "fight", "bake", "make", "knit"))
_HANDIWORK: Final = frozenset(
    ("hold", "fight", "hug", "hammer", "operate-on", "measure", "iron", "bake", "make", "repair",
     "weigh", "write", "saw", "sell", "conduct", "comb", "board", "throw", "cut", "sew", "milk", "hang-up",
     "carry-together", "coat", "build")
)  # fmt: skip
_ROLLED: Final = frozenset(
    ("dough", "bread", "pizza", "pasta", "spaghetti", "tagliatelle", "pie", "cookie")
)
"""What is rolled out before it is baked."""
_STIRRED: Final = frozenset(("food", "drink", "kitchenware", "fruit", "vegetable", "plant", "tool"))
_POTS: Final = frozenset(("potion", "soup", "perfume", "ink", "paint"))
_DUG: Final = frozenset(("hole", "ditch", "trench", "well", "pit", "sandcastle"))
"""What is made with a spade."""
_BUILT: Final = frozenset(("building", "furniture", "vessel", "landmark", "aircraft", "spacecraft"))
"""What is built with a hammer."""
_LIGHT_WEAR: Final = frozenset(("scarf", "glasses", "tie", "bow")) | HATS_WORN


def on_two_legs(node: Node) -> bool:
    """Whether an entity is drawn as a figure, given what it does."""
    entity = node.entity
    if acts(entity):
        return True
    if not can_act(entity) or entity.pose in _AFLOAT:
        return False
    for relation, other in node.ties:
        if relation == "ride":
            return True
        if relation == "at" and any(inner.entity.relation in _TOOLS for _, inner in other.ties):
            return True
        if relation in _HANDIWORK and not in_the_mouth(entity, other.entity):
            return True
        garment = garment_of(other.entity.concept)
        if relation == "wear" and (garment not in _LIGHT_WEAR):
            return True
    return any(word in _NEEDS_HANDS for word in (*entity.qualities, entity.pose or ""))


def in_the_mouth(bearer: Entity, thing: Entity) -> bool:
    """Whether an animal holds a thing as animals do: in the mouth, before the chest."""
    concept = lexicon().concepts[bearer.concept]
    animal = lexicon().families[concept.family].living and not is_person(concept)
    runs = bearer.pose in ("walk", "run") and thing.concept not in _FETCHED
    if not animal or bearer.role or runs or bearer.pose in ("dance", "stand", "wave"):
        return False
    shape = concept.shape or SHAPES.get(concept.id)
    kind = shape.kind if shape is not None else concept.id
    taken = thing.relation in (None, "hold", "carry", "steal", "catch", "with", "pick")
    family = lexicon().concepts[thing.concept].family
    edible = family in (
        "food",
        "fruit",
        "vegetable",
        "flower",
        "toy",
        "sea-animal",
        "drink",
        "sport",
    )
    small = edible or thing.concept in _MOUTHED or "ball" in thing.concept
    return taken and small and kind not in ("monkey", "robot", "gorilla")


_FETCHED: Final = frozenset(
    (
        "dry-twig",
        "branch-twig",
        "stick",
        "bone",
        "ball",
        "tennis-ball",
        "newspaper",
        "slipper",
        "fish",
    )
)
"""What an animal carries in its mouth as it runs."""
_MOUTHED: Final = frozenset(
    ("stick", "branch-twig", "dry-twig", "bone", "newspaper", "letter", "basket", "slipper", "shoe", "sock",
     "fish", "envelope", "leash", "rope", "collar", "branch", "glove", "heart", "gift", "acorn", "nut", "jar",
     "honey", "pot", "bucket", "balloon", "egg", "leaf", "key", "yarn", "pillow", "starfish", "coin", "shell")
)  # fmt: skip


def doing_of(node: Node, chance: Chance) -> Doing:
    """What somebody wears, holds and does with all that is tied to it."""
    worn: list[tuple[str, Colour | None]] = []
    held: Held | None = None
    role = ""
    pose, gesture = "", ""
    juggled = 0
    for relation, other in node.ties:
        entity = other.entity
        donned = entity.relation == "wear" or entity.concept == "headphones"
        if relation == "wear" or (relation == "hold" and donned):
            if entity.concept in _SUITS:
                role = _SUITS[entity.concept]
                continue
            garment = garment_of(entity.concept)
            if garment:
                worn.append(
                    (garment, colour_of(entity) if entity.colour or entity.material else None)
                )
                continue
        said = entity.relation or relation
        said = relation if relation in _OWN_DEEDS else said
        if entity.count > 2 and relation == "hold" and _juggles(node.entity, entity):
            juggled = entity.count
            if "ball" not in entity.concept:
                one = drawn_alone(msgspec.structs.replace(entity, count=1), chance)
                held = Held(one.draw, one.box, _TOSSED, min(5, juggled))
            continue
        for inner_relation, inner in other.ties if relation == "at" else ():
            if held is None and inner.entity.relation in _TOOLS:  # a spoon for the pot on the stove
                held = _in_the_hand(inner_relation, inner.entity.relation, inner, chance)
        if held is None and relation == "at" and entity.concept == "anvil":
            held = _in_the_hand("hammer", "hammer", other, chance)
        if held is None and entity.concept not in STANDING:
            each = node.entity.count > 1 and entity.count > 1 and entity.concept != "balloon"
            single = replace(other, entity=msgspec.structs.replace(entity, count=1))
            held = _in_the_hand(relation, said, single if each else other, chance)
        if said == "kick" and not _rolls(entity):
            pose, gesture = pose or "walking", gesture or "point"
        pose = pose or _POSES.get(said, "")
        gesture = gesture or _GESTURES.get(said, "")
        if relation in ("around", "surround") and not node.entity.pose:
            gesture = "linked"
        if said == "play" and entity.concept in STANDING:
            gesture = "keys"
    if pose_of(node.entity) and not pose:
        pose = pose_of(node.entity)
    if node.entity.pose == "sing" and node.entity.count > 2 and not gesture:
        gesture = "pray"  # in a choir nobody has room
    if held is not None:
        gesture = gesture if gesture in _BUSY_HANDS else held.grip.gesture
        pose = (
            pose
            if pose
            in ("walking", "running", "sitting", "dancing", "kneeling", "jumping", "sleeping")
            else ""
        )
    stance = "seated" if any(_sits_at(relation, other) for relation, other in node.ties) else ""
    if node.entity.pose == "kneel" and pose == "hugging":
        stance = "kneeling"
    pose = pose or stance
    busy = held is None and any(r in DEEDS or r == "carry-together" for r, _ in node.ties)
    return Doing(pose, stance, gesture, held, tuple(worn), role, juggled=juggled, free=busy)


def _sits_at(relation: str, other: Node) -> bool:
    return relation in SEATED_DEEDS and other.entity.concept not in STANDING_AT | WALLS


STANDING_AT: Final = frozenset(
    ("counter", "bar", "stove", "easel", "sink", "stall", "workbench", "anvil")
)
"""What one stands at."""
_BUSY_HANDS: Final = frozenset(("press", "work", "conduct", "pour", "measure", "blow", "juggle"))
"""Gestures in which a thing is held as they want it."""


def _juggles(somebody: Entity, thing: Entity) -> bool:
    """Whether balls are in the air rather than in the arms."""
    juggler = "juggle" in (somebody.pose or "", somebody.concept[:6], (somebody.role or "")[:6])
    return juggler and not family_of(thing).living and beside_others(thing) < 0.8


_TOSSED: Final = Grip("juggle", 18, at="air")


def _rolls(entity: Entity) -> bool:
    """Whether a thing is kicked, and not rung or struck."""
    family = lexicon().concepts[entity.concept].family
    return family in ("toy", "sport", "nature", "fruit") or "ball" in entity.concept


def _in_the_hand(relation: str, said: str, node: Node, chance: Chance) -> Held | None:
    """What somebody has in the hand for what is done: the thing itself, or a tool for it."""
    entity = node.entity
    if said == "pour" and relation == "hold":
        return _jug(entity, chance)
    if said == "knit":
        return held_of(Entity("knitting-needles", colour=entity.colour), chance)
    if relation in ("hold", "eat") and said not in ("write",):
        held = held_of(entity, chance, relation)
        if node.made is None:
            return held
        guests = any(family_of(inner.entity).living for _, inner in node.ties)
        size = max(held.grip.size * 1.25, 48.0 if guests else 0.0)
        return Held(node.made.draw, node.made.box, replace(held.grip, size=size))
    if said == "iron":
        drawing = framed(flat_iron, 1.0)
        return Held(drawing, drawing.box, Grip("press", 19, (0.5, 0.15)))
    if said == "measure":
        return Held(flat_iron, (0.0, 0.0, 1.0, 1.0), Grip("measure", 1, at="tape"))
    if said == "feed" and relation == "feed":
        concept = lexicon().concepts[entity.concept]
        kind = concept.shape.kind if concept.shape else concept.id
        food = _FED.get(concept.id) or _FED.get(kind)
        return held_of(Entity(food), chance) if food in lexicon().concepts and food else None
    if said in ("make", "bake") and entity.concept in _ROLLED:
        pin = thing_named("tool rolling-pin", chance)
        return Held(pin, pin.box, Grip("press", 30, (0.5, 0.5), 0, "both")) if pin else None
    if (
        said == "make"
        and lexicon().concepts[entity.concept].family not in _STIRRED
        and entity.concept not in _POTS
    ):
        return None  # one trims a tree with bare hands
    if said == "build" and entity.concept in _DUG:
        spade = thing_named("tool spade", chance)
        return Held(spade, spade.box, GRIPS["spade"]) if spade is not None else None
    if said == "build" and lexicon().concepts[entity.concept].family in _BUILT:
        hammer = thing_named("tool hammer", chance)
        return Held(hammer, hammer.box, GRIPS["hammer"]) if hammer is not None else None
    if said not in _TOOLS:
        known = lexicon().relations.get(said)
        prop = known.prop if known and said != "tend" and relation not in ("hold", "eat") else ""
        return held_of(Entity(prop), chance) if prop else None
    named = "tool axe" if said == "cut" and of_wood(entity) else _TOOLS[said]
    tool = thing_named(named, chance)
    kind = named.partition(" ")[2]
    return Held(tool, tool.box, GRIPS.get(kind, Grip())) if tool is not None else None


def of_wood(entity: Entity) -> bool:
    """Whether it takes an axe to cut a thing."""
    family = lexicon().concepts[entity.concept].family
    return family == "tree" or entity.concept in _LOGS


_LOGS: Final = frozenset(("log", "tree-trunk", "firewood", "wood", "stump", "plank", "branch"))


def _jug(entity: Entity, chance: Chance) -> Held | None:
    """What a drink is poured from; a vessel is itself."""
    family = lexicon().concepts[entity.concept].family
    kind = _POURED_FROM.get(entity.concept, "jug")
    if family == "kitchenware" or "pot" in entity.concept or entity.concept in ("jug", "bottle"):
        held = held_of(entity, chance)
        return replace(held, grip=Grip("pour", 24, (0.35, 0.5), 52))
    drawing = thing_named(f"tool {kind}", chance)
    if drawing is None:
        return None
    return Held(drawing, drawing.box, Grip("pour", 24, (0.35, 0.5), 52))


_POURED_FROM: Final = {
    "wine": "bottle", "beer": "bottle", "champagne": "bottle", "tea": "teapot", "coffee": "pot",
}  # fmt: skip


def held_of(entity: Entity, chance: Chance, relation: str = "hold") -> Held:
    """A thing of the scene, as somebody holds it."""
    concept = lexicon().concepts[entity.concept]
    subject = drawn_alone(entity, chance)
    kind = concept.shape.kind if concept.shape else ""
    usual = Grip()
    if is_person(concept) and concept.id != "baby":
        usual = _CHILD
    elif lexicon().families[concept.family].living:
        usual = ANIMAL
    elif concept.scale > 0.8:
        usual = LARGE
    grip = GRIPS.get(concept.id) or GRIPS.get(kind) or usual
    if concept.family == "instrument" and concept.id not in GRIPS and kind not in GRIPS:
        grip = Grip("squeeze", 34, at="belly")
    if concept.family == "flower":
        grip = GRIPS["rose"]
    if concept.family in ("fruit", "food", "drink", "vegetable") and relation == "eat":
        size = 20 if concept.family in ("fruit", "vegetable") else 27
        grip = Grip("think", size, (0.5, 0.82))  # by its foot, and before the face
    blade = thing_named("tool sword", chance) if concept.id == "sword" else None
    if blade is not None:  # the usual drawing has its hilt above
        subject = as_subject(blade)
    factor = {"small": 0.7, "large": 1.45}.get(entity.size or "", 1.0)
    if entity.count > 1:
        subject = several_in_hand(entity, chance)
    return Held(subject.draw, subject.box, replace(grip, size=grip.size * factor))


_CHILD: Final = Grip("carry", 60, (0.42, 0.56), 0, "both")


def several_in_hand(entity: Entity, chance: Chance) -> Subject:
    """A bunch of things: balloons, flowers."""
    one = drawn_alone(entity, chance)
    left, top, right, bottom = one.box
    high, wide = bottom - top, right - left

    def draw(pen: Pen) -> None:
        count = min(12, entity.count)
        for number in sorted(range(count), key=lambda n: -(n % 2)):
            share = number / max(1, count - 1) - 0.5
            with pen.at(64 + share * wide * 0.9, bottom - abs(share) * high * 0.1, share * 46):
                pen.canvas.translate(-(left + right) / 2, -bottom)
                one.draw(pen)

    return as_subject(framed(draw, 1.0))
