"""Who can be drawn as a figure on two legs, and what the scene has it do, wear and hold."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

import msgspec

from affresco.studio.engines.illustrator.painting.chance import Chance
from affresco.studio.engines.illustrator.painting.colour import Colour
from affresco.studio.engines.illustrator.painting.pen import Pen
from affresco.studio.engines.illustrator.painting.sprites import Draw
from affresco.studio.engines.illustrator.reading.lexicon import Concept, lexicon
from affresco.studio.engines.illustrator.scene import Entity

from . import glyphs
from .animal_heads import draw_head
from .colours import colour_of, made_colour
from .families import Shape
from .figure.casting import POSE_PROPS, Part, cast
from .figure.figure import Figure, Worn
from .figure.heads import HATS_WORN
from .figure.held import ANIMAL, GRIPS, Grip, Held
from .figure.wardrobe import SORTS, TRADES, trade_named
from .look import Framed
from .persons import part_of, prop_of
from .posed import INSTEAD, SHAPES, portrait_of, tinted
from .quadrupeds.builds import BUILDS
from .shapes import look_of, thing_named

# Noto's acting people are drawn by our hand, that all people be of one.
_ACTING: Final = {
    "dancer": "dancer", "ballerina": "ballerina", "runner": "runner", "juggler": "juggler",
    "meditator": "meditator", "superhero": "superhero", "knight": "knight", "robot": "robot",
    "baby": "baby", "mermaid": "mermaid", "fairy": "fairy", "kneeling-person": "person", "climber": "climber",
    "walker-person": "person", "businessman": "business", "scarecrow": "",
}  # fmt: skip
_ACTED_POSES: Final = {"kneeling-person": "kneeling", "walker-person": "walking"}

# Words of relations and poses → poses of a figure.
_DOES: Final = {
    "cross": "walking", "sleep": "sleeping", "sit": "sitting", "stand": "standing", "walk": "walking",
    "run": "running", "jump": "jumping", "fly": "flying", "swim": "swimming", "float": "floating",
    "dance": "dancing", "lie": "lying", "kneel": "kneeling", "wave": "waving", "howl": "howling",
    "sing": "singing", "laugh": "laughing", "cry": "crying", "bow": "bowing", "fall": "falling",
    "think": "thinking", "cook": "cooking", "bake": "cooking", "make": "cooking",
    "yawn": "yawning", "work": "working", "surf": "surfing", "hang": "hanging", "hide": "peeking",
    "ride": "riding", "read": "reading", "paint": "painting", "write": "thinking",
    "hug": "hugging", "climb": "climbing", "look-at": "looking-up", "pull": "pulling",
    "fight": "fighting", "throw": "throwing", "kick": "kicking", "eat": "eating",
    "swirl": "spinning", "hammer": "working", "build": "working", "chase": "chasing",
    "race": "running", "give": "holding", "feed": "holding", "help": "holding",
    "talk": "waving", "save": "carrying", "fish": "fishing", "skate": "skating", "pray": "praying",
    "ski": "surfing", "meditate": "meditating", "stir": "cooking", "point": "pointing", "carry": "carrying",
}  # fmt: skip

# Garments of the lexicon → what a figure knows to wear.
_GARMENTS: Final = {
    "bowler-hat": "hat", "rain-hat": "hat", "sunglasses": "glasses", "goggles": "glasses",
    "monocle": "glasses", "raincoat": "coat", "fur-coat": "coat", "lab-coat": "coat",
    "jumper": "shirt", "t-shirt": "shirt", "hoodie": "shirt", "gown": "dress", "kimono": "dress",
    "toga": "dress", "sari": "dress", "sneaker": "shoe", "hiking-boot": "boots", "boot": "boots",
    "glove": "gloves", "boxing-glove": "gloves", "bow-tie": "tie", "ribbon": "bow",
    "tiara": "crown", "tutu": "skirt", "shorts": "trousers", "uniform": "coat", "waistcoat": "jacket",
    "pyjamas": "shirt", "earmuffs": "headphones", "feather-boa": "scarf", "mantilla": "veil",
    "heels": "shoe", "slipper": "shoe", "sandal": "shoe", "suit": "jacket", "jacket": "jacket",
}  # fmt: skip
_WEARABLE: Final = HATS_WORN | frozenset(
    ("scarf", "glasses", "coat", "jacket", "dress", "skirt", "shirt", "trousers", "apron", "cape",
     "tie", "boots", "shoe", "gloves", "backpack", "wings")
)  # fmt: skip
_ENDINGS: Final = {
    "hard-hat": "helmet", "wool-hat": "bobble-hat", "sun-hat": "straw-hat", "conical-hat": "straw-hat",
    "magic-hat": "wizard-hat", "jester-hat": "party-hat", "hat": "hat", "bonnet": "straw-hat",
    "cap": "cap", "helmet": "helmet", "boot": "boots", "boots": "boots", "shoe": "shoe",
    "shoes": "shoe", "slipper": "shoe", "coat": "coat", "greatcoat": "coat", "bathrobe": "coat",
    "suit": "jacket", "wetsuit": "coat", "vest": "jacket", "dress": "dress", "nightgown": "dress",
    "sweatshirt": "shirt", "undershirt": "shirt", "shirt": "shirt", "sweater": "shirt",
    "mitten": "gloves", "gloves": "gloves", "glove": "gloves", "scarf": "scarf", "skirt": "skirt",
    "laurel-wreath": "flower-crown", "wreath": "flower-crown",
}  # fmt: skip
"""Garments by the end of their name."""
_NAMED: Final = {"spacesuit": "astronaut", "armour": "knight", "swimsuit": "swimmer"}


def garment_of(concept: str) -> str:
    """What a figure wears for a concept; "" for what is no garment."""
    name = _GARMENTS.get(concept, concept)
    if name in _WEARABLE:
        return name
    tail = next((end for end in _ENDINGS if concept.endswith(f"-{end}") or concept == end), "")
    return _ENDINGS.get(tail, "")


@dataclass(frozen=True)
class Doing:
    """What the scene has somebody do, beside what the entity says."""

    pose: str = ""
    stance: str = ""
    gesture: str = ""
    held: Held | None = None
    worn: tuple[Worn, ...] = ()
    role: str = ""
    away: bool = False  # seen from behind
    juggled: int = 0  # balls in the air
    free: bool = False  # without what belongs to the trade
    mood: str = ""  # "sad", "angry": how somebody looks whom no pose gives a face


def pose_of(entity: Entity) -> str:
    """The pose that a prompt gives, in the words of the families; "" for none."""
    poses = lexicon().poses
    if entity.pose == "fish":
        return "fishing"
    if entity.pose == "crawl" and is_person(lexicon().concepts[entity.concept]):
        return "crawling"
    if entity.pose == "upturn" and is_person(lexicon().concepts[entity.concept]):
        return "lying"
    if entity.pose in poses and poses[entity.pose].quality and entity.pose != "float":
        return poses[entity.pose].quality
    return _DOES.get(entity.pose or "", "")


def is_person(concept: Concept) -> bool:
    """Whether a concept is somebody on two legs anyway."""
    if concept.shape is not None:
        return concept.shape.family == "person"
    return concept.form in ("person", "bust") or bool(_ACTING.get(concept.id))


def can_act(entity: Entity) -> bool:
    """Whether an entity may be drawn on two legs: a person, or an animal whose head we have."""
    concept = lexicon().concepts[entity.concept]
    if concept.id in _AS_THEY_ARE and not entity.role:
        return False
    if concept.id == "dragon" and entity.pose in _AT_ODDS:
        return False
    if is_person(concept) or _head_of(concept):
        return True
    beast = _beast_of(concept)
    return beast is not None and (bool(entity.role) or beast.kind not in _ON_ALL_FOURS)


_AS_THEY_ARE: Final = frozenset(
    ("centaur", "minotaur", "cerberus", "sea-monster", "werewolf", "dragon-hatchling", "griffin")
)
"""Beasts of legend that nobody would know again in another body."""
_AT_ODDS: Final = frozenset(("fight", "chase", "attack", "roar", "look-at", "talk"))
"""What a dragon does on its four legs."""
# Animals that would not be known again on two legs, unless a trade has them stand.
_ON_ALL_FOURS: Final = frozenset(("hedgehog", "turtle", "lizard", "crocodile"))


def _beast_of(concept: Concept) -> Shape | None:
    """The shape of a four-legged animal whose head our own hand draws."""
    shape = INSTEAD.get(concept.id) or concept.shape or SHAPES.get(concept.id)
    living = lexicon().families[concept.family].living
    if not living or shape is None or shape.family != "quadruped":
        return None
    return tinted(msgspec.structs.replace(shape, pattern=""), concept.id)


def _own_head(shape: Shape, colour: Colour | None) -> Draw:
    """The head of a shape, about 36 units wide, around (0, 0)."""
    look = look_of(shape, colour)
    build = BUILDS[look.kind]

    def draw(pen: Pen) -> None:
        scale = 12.5 / build.head
        with pen.at(-3, 1, scale=scale):
            snout = min(build.snout, build.head * 1.15)
            draw_head(pen, look, build.ears, snout, build.head, (0.0, 0.0))

    return draw


def _head_of(concept: Concept) -> str:
    people = concept.family in ("person", "active-person")
    if people or not lexicon().families[concept.family].living or is_person(concept):
        return ""
    if concept.form == "head":
        return concept.art
    if concept.face:
        return concept.face
    shape = concept.shape
    if shape is not None and shape.family == "quadruped" and portrait_of(concept, "") is None:
        return _FACES.get(shape.kind, "")
    return ""


# Heads for four-legged animals of our own.
_FACES: Final = {
    "cat": "cat-face", "dog": "dog-face", "fox": "fox", "wolf": "wolf", "bear": "bear",
    "lion": "lion", "rabbit": "rabbit-face", "mouse": "mouse-face", "horse": "horse-face",
    "cow": "cow-face", "pig": "pig-face", "monkey": "monkey-face", "frog": "frog",
}  # fmt: skip


def figure_of(entity: Entity, chance: Chance, doing: Doing | None = None) -> Figure:
    """The figure of an entity that :func:`can_act`."""
    doing = doing or Doing()
    concept = lexicon().concepts[entity.concept]
    part = _part(entity, concept, chance, doing)
    pose = doing.pose or pose_of(entity) or part.pose or _ACTED_POSES.get(concept.id, "")
    qualities = entity.qualities
    part = replace(
        part,
        pose=pose,
        stance=doing.stance or part.stance,
        gesture=doing.gesture,
        held=doing.held,
        worn=doing.worn,
        material=made_colour(entity),
        pattern=_pattern(entity) or part.pattern,
        old=part.old or "old" in qualities,
        young="young" in qualities,
        mood=doing.mood,
        broad=part.broad * (1.25 if "fat" in qualities else 0.84 if "thin" in qualities else 1.0),
    )
    if doing.away:
        part = replace(part, parts=(*part.parts, "away"))
    if POSE_PROPS.get(pose):  # a fishing rod comes before a cane
        prop = thing_named(POSE_PROPS[pose], chance)
        if prop is not None:
            part = replace(part, own_prop=held_as(POSE_PROPS[pose].partition(" ")[2], prop))
    if doing.free:
        part = replace(part, own_prop=None)
    if doing.juggled:
        part = replace(part, gesture="juggle", parts=(*part.parts, f"juggling {doing.juggled}"))
    if "winged" in qualities:
        part = replace(part, parts=(*part.parts, "wings"))
    if "pregnant" in qualities:
        hands = part.gesture or ("" if part.held else "squeeze")
        part = replace(part, parts=(*part.parts, "pregnant"), gesture=hands)
    if "bearded" in qualities:
        part = replace(part, parts=(*part.parts, "beard"))
    hair = [quality for quality in qualities if quality.startswith("hair-")]
    part = replace(part, parts=(*part.parts, *hair)) if hair else part
    return cast(part, chance)


def _pattern(entity: Entity) -> str:
    known = {"striped": "stripes", "spotted": "spots", "checked": "check"}
    return next((known[q] for q in entity.qualities if q in known), "")


def trade_of(role: str) -> str:
    """The trade of a role, a concept of the lexicon; "" for mothers, guests and other sorts."""
    named = trade_named(role)
    concept = lexicon().concepts.get(role)
    if not named and concept and concept.shape and concept.shape.family == "person":
        named = concept.shape.kind
    return "" if named in SORTS else named


def _part(entity: Entity, concept: Concept, chance: Chance, doing: Doing) -> Part:
    role = trade_of(doing.role or entity.role or "")
    head = _head_of(concept)
    colour = colour_of(entity) if entity.colour else None
    if head:
        fur = colour_of(entity) or glyphs.main_colour(head)
        worn = colour if role else None
        return Part(role or "", animal=head, fur=fur, colour=worn, own_prop=_own(role, chance))
    if concept.shape is not None and concept.shape.family == "person":
        look = look_of(concept.shape, colour, (pose_of(entity),))
        prop = thing_named(prop_of(look), chance) if prop_of(look) else None
        part = part_of(look, prop)
        if role and part.kind in ("robot", "skeleton"):
            part = replace(part, parts=(*part.parts, *TRADES[part.kind].details))
        sort = part.kind if role and part.kind in SORTS else ""
        return replace(part, kind=role or part.kind, sort=sort)
    beast = _beast_of(concept)
    if beast is not None and not is_person(concept):
        named = colour_of(entity) if entity.colour or entity.material else None
        fur = named or look_of(beast).main
        worn = colour if role else None
        return Part(
            role or "", animal=concept.id, fur=fur, colour=worn, own_prop=_own(role, chance),
            head=_own_head(beast, named),
        )  # fmt: skip
    kind = role or _ACTING.get(concept.id) or trade_named(concept.id) or "person"
    pose = pose_of(entity)
    own = _own(kind, chance, pose)
    body = _ACTING.get(concept.id) or ""
    parts = TRADES[body].details if role and body in ("robot", "skeleton") else ()
    sort = concept.id if role and concept.id in SORTS else ""
    return Part(kind, colour=colour, own_prop=own, parts=parts, sort=sort)


def _own(kind: str, chance: Chance, pose: str = "") -> Held | None:
    """What belongs to a trade or to a pose."""
    name = POSE_PROPS.get(pose) or (TRADES[kind].prop if kind in TRADES else "")
    drawing = thing_named(name, chance) if name else None
    return held_as(name.partition(" ")[2], drawing) if drawing else None


def held_as(name: str, drawing: Framed, family: str = "") -> Held:
    """A drawing in the hands, as a thing of this name is held."""
    usual = ANIMAL if family in ("mammal", "bird", "toy", "farm-bird") else Grip()
    return Held(drawing, drawing.box, GRIPS.get(name, usual))
