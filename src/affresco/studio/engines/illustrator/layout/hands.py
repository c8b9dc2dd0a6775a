"""What somebody wears and holds; and hats and scarves on those who have no hands."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from affresco.studio.engines.illustrator.painting.chance import Chance
from affresco.studio.engines.illustrator.painting.colour import Colour
from affresco.studio.engines.illustrator.painting.pen import Pen
from affresco.studio.engines.illustrator.painting.sprites import Subject
from affresco.studio.engines.illustrator.reading.lexicon import lexicon
from affresco.studio.engines.illustrator.scene import Entity
from affresco.studio.engines.illustrator.subjects.actors import Doing, can_act, garment_of, pose_of
from affresco.studio.engines.illustrator.subjects.colours import colour_of
from affresco.studio.engines.illustrator.subjects.figure.dressing import (
    hat_alone,
    scarf_alone,
    spectacles,
)
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
from affresco.studio.engines.illustrator.subjects.posed import shape_of
from affresco.studio.engines.illustrator.subjects.shapes import thing_named

from .assembly import Member
from .ties import Node

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
    "board": "place", "at": "place", "saw": "work", "polish": "press", "build": "work",
    "carry-together": "lift",
}  # fmt: skip
_POSES: Final = {
    "hug": "hugging", "fight": "fighting", "chase": "running", "race": "running", "climb": "climbing",
    "kick": "kicking", "pull": "pulling", "push": "pulling", "hang-from": "hanging", "throw": "throwing",
    "paint": "painting", "blow": "blowing",
}  # fmt: skip
_AFLOAT: Final = frozenset(("float", "lie", "sleep", "swim"))  # in which paws serve as hands
# What one works with, by what one does.
_TOOLS: Final = {
    "hammer": "tool hammer", "operate-on": "tool scissors", "comb": "tool comb", "repair": "tool wrench",
    "write": "tool pen", "bake": "tool spoon", "make": "tool spoon", "saw": "tool saw",
    "conduct": "tool wand", "polish": "tool brush", "paint": "tool paintbrush",
}  # fmt: skip
_FED: Final = {
    "horse": "carrot", "rabbit": "carrot", "donkey": "carrot", "goat": "carrot", "sheep": "carrot",
    "cow": "carrot", "deer": "carrot", "pig": "apple", "elephant": "apple", "cat": "fish",
    "bear": "fish", "dog": "bone", "wolf": "bone", "lion": "meat", "penguin": "fish", "monkey": "banana",
}  # fmt: skip
"""What one gives them to eat, by kind."""
SEATED_DEEDS: Final = frozenset(("at", "board", "write"))
# What even an animal needs hands for.
_NEEDS_HANDS: Final = frozenset(("hold", "read", "paint", "fight", "bake", "make", "knit"))
_HANDIWORK: Final = frozenset(
    ("hold", "fight", "hug", "hammer", "operate-on", "measure", "iron", "bake", "make", "repair",
     "weigh", "write", "saw", "sell", "conduct", "comb", "board", "throw")
)  # fmt: skip
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
        if relation in _HANDIWORK:
            return True
        garment = garment_of(other.entity.concept)
        if relation == "wear" and (garment not in _LIGHT_WEAR):
            return True
    return any(word in _NEEDS_HANDS for word in (*entity.qualities, entity.pose or ""))


def doing_of(node: Node, chance: Chance) -> Doing:
    """What somebody wears, holds and does with all that is tied to it."""
    worn: list[tuple[str, Colour | None]] = []
    held: Held | None = None
    role = ""
    pose, gesture = "", ""
    juggled = 0
    for relation, other in node.ties:
        entity = other.entity
        if relation == "wear" or (relation == "hold" and entity.relation == "wear"):
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
        said = relation if relation in SEATED_DEEDS or relation == "carry-together" else said
        if entity.count > 2 and relation == "hold" and _juggles(node.entity, entity):
            juggled = entity.count
            continue
        if held is None and entity.concept not in STANDING:
            held = _in_the_hand(relation, said, other, chance)
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
    if held is not None:
        gesture = gesture if gesture in _BUSY_HANDS else held.grip.gesture
        pose = (
            pose
            if pose
            in ("walking", "running", "sitting", "dancing", "kneeling", "jumping", "sleeping")
            else ""
        )
    stance = "seated" if any(_sits_at(relation, other) for relation, other in node.ties) else ""
    pose = pose or stance
    return Doing(pose, stance, gesture, held, tuple(worn), role, juggled=juggled)


def _sits_at(relation: str, other: Node) -> bool:
    wall = other.entity.concept in ("blackboard", "whiteboard", "wall", "signpost", "poster")
    return relation in SEATED_DEEDS and other.entity.concept not in STANDING_AT and not wall


STANDING_AT: Final = frozenset(("counter", "bar", "stove", "easel", "sink", "stall", "workbench"))
"""What one stands at."""
_BUSY_HANDS: Final = frozenset(("press", "work", "conduct", "pour", "measure", "blow"))
"""Gestures in which a thing is held as they want it."""


def _juggles(somebody: Entity, thing: Entity) -> bool:
    """Whether balls are in the air rather than in the arms."""
    juggler = "juggle" in (somebody.pose or "", somebody.concept[:6], (somebody.role or "")[:6])
    return juggler and ("ball" in thing.concept or thing.concept in ("orange", "apple", "lemon"))


def _rolls(entity: Entity) -> bool:
    """Whether a thing is kicked, and not rung or struck."""
    family = lexicon().concepts[entity.concept].family
    return family in ("toy", "sport", "nature", "fruit") or "ball" in entity.concept


def _in_the_hand(relation: str, said: str, node: Node, chance: Chance) -> Held | None:
    """What somebody has in the hand for what is done: the thing itself, or a tool for it."""
    entity = node.entity
    if said == "pour" and relation == "hold":
        return _jug(entity, chance)
    if relation in ("hold", "eat") and said not in ("write",):
        held = held_of(entity, chance, relation)
        if node.made is None:
            return held
        size = held.grip.size * 1.25
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
    if said not in _TOOLS:
        return None
    tool = thing_named(_TOOLS[said], chance)
    kind = _TOOLS[said].partition(" ")[2]
    return Held(tool, tool.box, GRIPS.get(kind, Grip())) if tool is not None else None


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
    if lexicon().families[concept.family].living:
        usual = ANIMAL
    elif concept.scale > 0.8:
        usual = LARGE
    grip = GRIPS.get(concept.id) or GRIPS.get(kind) or usual
    if concept.family == "instrument" and concept.id not in GRIPS and kind not in GRIPS:
        grip = Grip("squeeze", 34, at="belly")
    if concept.family == "flower":
        grip = GRIPS["rose"]
    if concept.family in ("fruit", "food", "drink", "vegetable") and relation == "eat":
        grip = Grip("think", 17, (0.5, 0.6))
    factor = {"small": 0.7, "large": 1.45}.get(entity.size or "", 1.0)
    if entity.count > 1:
        subject = several_in_hand(entity, chance)
    return Held(subject.draw, subject.box, replace(grip, size=grip.size * factor))


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


# Where the head is in a drawing: share of the width, of the height from above, and its width.
_HEADS: Final = {
    "owl": (0.5, 0.08, 0.62), "penguin": (0.60, 0.02, 0.42), "chick": (0.5, 0.05, 0.5),
    "teddy-bear": (0.5, 0.08, 0.56), "snowman": (0.5, 0.10, 0.40), "bear": (0.42, 0.10, 0.55),
    "fox": (0.40, 0.16, 0.56), "wolf": (0.40, 0.14, 0.56), "panda": (0.40, 0.08, 0.56),
    "koala": (0.40, 0.08, 0.56), "lion": (0.40, 0.08, 0.5), "frog": (0.40, 0.06, 0.5),
    "polar-bear": (0.40, 0.08, 0.5), "hamster": (0.40, 0.10, 0.52), "dog": (0.52, 0.02, 0.52),
    "cat": (0.74, 0.12, 0.44),
    "elephant": (0.70, 0.04, 0.40), "hedgehog": (0.86, 0.34, 0.26), "octopus": (0.5, 0.04, 0.56),
    "duck": (0.72, 0.02, 0.40), "rabbit": (0.66, 0.28, 0.36), "pig": (0.62, 0.06, 0.44),
    "seal": (0.66, 0.06, 0.44), "turtle": (0.85, 0.22, 0.24), "giraffe": (0.70, 0.06, 0.3),
    "monkey": (0.62, 0.05, 0.42), "ghost": (0.5, 0.02, 0.5), "alien": (0.42, 0.04, 0.5),
    "cow": (0.72, 0.06, 0.34), "sheep": (0.66, 0.08, 0.40), "horse": (0.74, 0.06, 0.26),
    "robot": (0.5, 0.08, 0.4), "whale": (0.72, 0.30, 0.40), "snail": (0.78, 0.20, 0.24),
}  # fmt: skip


def dressed(member: Member, entity: Entity, garment: str, colour: Colour | None) -> Member | None:
    """A hat, a scarf or glasses on an animal; None for what it cannot wear."""
    x, y, wide = _head_of(member, entity)
    width = wide * member.width
    if garment in HATS_WORN:
        hat = Member(hat_alone(garment, colour), order=member.order + 0.5)
        hat.unit = width * 1.05 / (hat.subject.box[2] - hat.subject.box[0])
        over = 0.22 if garment != "headphones" else 0.80
        hat.stand(x, y - hat.height * over)
        return hat
    if garment in ("scarf", "tie", "bow"):
        scarf = Member(scarf_alone(colour), order=member.order + 0.4)
        scarf.unit = width * 1.35 / (scarf.subject.box[2] - scarf.subject.box[0])
        scarf.stand(x - width * 0.08, y - width * 0.62 - scarf.height)
        return scarf
    if garment == "glasses":
        pair = Member(spectacles(colour), order=member.order + 0.5)
        pair.unit = width * 0.62 / (pair.subject.box[2] - pair.subject.box[0])
        pair.stand(x + width * 0.06, y - width * 0.55)
        return pair
    return None


def _head_of(member: Member, entity: Entity) -> tuple[float, float, float]:
    """The crown of a head, and its width as a share of the drawing's."""
    known = _HEADS.get(entity.concept)
    concept = lexicon().concepts[entity.concept]
    if known and shape_of(concept, pose_of(entity)) is None:
        across, down, wide = known
        return member.left + member.width * across, member.top - member.height * down, wide
    shares = [0.4 + 0.04 * i for i in range(15)]
    tops = [member.surface(share) for share in shares]
    best = max(tops)
    at = [
        share for share, top in zip(shares, tops, strict=True) if top > best - member.height * 0.06
    ]
    across = sum(at) / len(at)
    wide = min(0.5, 0.36 * member.height / member.width)
    return member.left + member.width * across, best - member.height * 0.05, wide


def bearing_point(member: Member, bearer: Entity, borne: Entity) -> tuple[float, float] | None:
    """Where somebody bears a thing, in shares of width and height: on the nose, on the head; None
    for the shoulder, the back or the roof."""
    said = borne.qualities
    family = lexicon().concepts[borne.concept].family
    nosed = bearer.concept in ("seal", "sea-lion", "dolphin")
    if "at-nose" in said or (nosed and family in ("toy", "sport", "object", "fruit")):
        return (0.76, 0.93) if nosed else (0.95, 0.72)
    living = lexicon().families[lexicon().concepts[bearer.concept].family].living
    on_top = family in ("fruit", "vegetable", "food", "flower") and borne.relation in ("on", None)
    if not living or member.shoulder is not None or not (on_top or "at-head" in said):
        return None
    x, y, _ = _head_of(member, bearer)
    return (x - member.left) / member.width, (y - member.bottom) / member.height - 0.02


def in_front(
    member: Member, entity: Entity, chance: Chance, bearer: Entity | None = None
) -> Member:
    """A thing before an animal that has no hands: at its mouth or its feet."""
    thing = Member(drawn_alone(entity, chance), order=member.order + 0.6)
    grip = GRIPS.get(entity.concept)
    high = thing.subject.box[3] - thing.subject.box[1]
    size = 0.62 if grip and grip.size > 50 else 0.42
    thing.unit = member.height * size / max(high, thing.subject.box[2] - thing.subject.box[0])
    if entity.concept in ("umbrella", "parasol", "balloon", "kite"):
        thing.unit *= 1.4
        thing.stand(member.right - member.width * 0.16, member.bottom + member.height * 0.52)
        return thing
    family = lexicon().concepts[entity.concept].family
    if bearer and lexicon().concepts[bearer.concept].family in _BEAKED:  # at the tip of the beak
        x, y = member.right - 0.02 * member.width, member.surface(0.97)
        thing.unit *= min(1.0, 0.44 * member.height / thing.height)
        thing.stand(x, y - thing.height * 0.94)
        return thing
    if bearer and entity.relation == "eat":
        crown, top, wide = _head_of(member, bearer)
        thing.unit *= min(1.0, 0.36 * member.height / thing.height)
        seated = lexicon().concepts[bearer.concept].form == "head"
        aside = 0.22 if seated else 0.46
        down = 1.22 if seated else 0.62
        x, y = crown + aside * wide * member.width, top - down * wide * member.width
        thing.stand(x + (0.0 if seated else 0.3 * thing.width), y - 0.5 * thing.height)
        return thing
    if bearer and bearer.pose in ("float", "lie", "swim") and family != "instrument":
        thing.stand(member.middle, member.bottom + member.height * 0.42)
        return thing
    thing.stand(member.right - thing.width * 0.12, member.bottom + member.height * 0.02)
    return thing


_BEAKED: Final = frozenset(("bird", "flying-bird", "farm-bird"))


def bare_cake(member: Member, chance: Chance) -> Member:
    """A cake without candles of its own, as large as the other."""
    cake = thing_named("food cake", chance)
    if cake is None:
        return member
    bare = Member(as_subject(cake), unit=member.unit)
    bare.resized(member.height * 0.8)
    return bare
