"""Which drawing stands for an entity."""

from __future__ import annotations

from affresco.studio.engines.illustrator.coloured import COLOURED
from affresco.studio.engines.illustrator.painting.chance import Chance
from affresco.studio.engines.illustrator.painting.colour import Colour
from affresco.studio.engines.illustrator.painting.pen import Pen
from affresco.studio.engines.illustrator.painting.sprites import Draw, Subject
from affresco.studio.engines.illustrator.painting.stage import Stage
from affresco.studio.engines.illustrator.reading.lexicon import Concept, lexicon
from affresco.studio.engines.illustrator.scene import Entity

from . import bodies, glyphs, outfits, people, shapes, sleepers
from .families import MATERIALS
from .plants import vase_of
from .registry import DRAWN

# Compound names first, for they end like the simple ones.
_SKIN = {
    "medium-light": Colour(0.80, 0.075, 65),
    "medium-dark": Colour(0.54, 0.085, 50),
    "light": Colour(0.87, 0.06, 65),
    "medium": Colour(0.68, 0.085, 58),
    "dark": Colour(0.40, 0.06, 45),
}
_COATS = tuple(
    Colour(light, chroma, hue)
    for light, chroma, hue in (
        (0.50, 0.13, 25),
        (0.52, 0.11, 250),
        (0.56, 0.11, 150),
        (0.72, 0.13, 80),
        (0.48, 0.11, 310),
        (0.60, 0.09, 200),
    )
)
_FLOWERS = ("rose", "tulip", "sunflower", "poppy", "hibiscus")


def colour_of(entity: Entity) -> Colour | None:
    """The colour that was named, or the usual one of the concept."""
    words = lexicon()
    if not entity.colour and entity.material in MATERIALS:
        return Colour(*MATERIALS[entity.material])
    name = entity.colour or words.concepts[entity.concept].colour
    return Colour(*words.colours[name].lch) if name in words.colours else None


def subject_of(stage: Stage, entity: Entity, number: int = 0) -> Subject:
    """The drawing of one entity; `number` tells several of the same apart."""
    concept = lexicon().concepts[entity.concept]
    colour = colour_of(entity)
    chance = stage.chance("subject", concept.id, number)
    if concept.shape and concept.shape.family in shapes.PAINTERS:
        look = shapes.look_of(concept.shape, colour, _manner(entity))
        return Subject(shapes.drawing_of(look, chance))
    if concept.form == "drawn":
        return Subject(_drawn(stage, concept, colour, chance))
    if "sleeping" in entity.qualities and concept.id in ("dog", "puppy", "poodle"):
        return Subject(sleepers.sleeping_dog(colour))
    if "sleeping" in entity.qualities and concept.id in ("cat", "kitten"):
        return Subject(sleepers.sleeping_cat(colour))
    if entity.role or concept.id == "robot":
        return Subject(_dressed(entity, concept, colour))
    if concept.form == "person":
        return Subject(_person(concept, colour, entity, chance))
    if concept.form == "bust":
        return Subject(people.robed_person(glyphs.with_skin(concept.art, chance), colour))
    if concept.form == "head":
        return Subject(
            bodies.seated_animal(concept.art, colour), key=f"{concept.id} {entity.colour}"
        )
    art = (
        glyphs.with_skin(concept.art, chance) if concept.family == "active-person" else concept.art
    )
    return whole(COLOURED.get((art, entity.colour or ""), art), colour)


def _manner(entity: Entity) -> tuple[str, ...]:
    """Pose, material and qualities, in the words of the families."""
    poses = lexicon().poses
    pose = poses[entity.pose].quality if entity.pose in poses else ""
    return tuple(word for word in (pose, entity.material or "", *entity.qualities) if word)


def whole(art: str, colour: Colour | None = None) -> Subject:
    """A Noto drawing as it is, standing on its lowest point."""

    def draw(pen: Pen) -> None:
        glyphs.draw(pen, art, colour)

    return Subject(draw, base=glyphs.box(art).bottom, key=f"{art} {colour}")


def head_art(concept: Concept, chance: Chance) -> str:
    """The drawing that serves as the head of a rider or an astronaut."""
    return glyphs.with_skin(concept.face or concept.art, chance)


def outfit_of(entity: Entity, colour: Colour | None, chance: Chance) -> outfits.Outfit:
    """What somebody wears: the suit of a trade, or a coat in a colour of their own."""
    for trade in (entity.role, entity.concept):
        if trade in outfits.TRADES:
            return outfits.TRADES[trade]
    cloth = colour or chance.pick(_COATS)
    return outfits.Outfit(cloth, cloth.lighter(-0.12), cloth.lighter(-0.2))


def _dressed(entity: Entity, concept: Concept, colour: Colour | None) -> Draw:
    """An animal with a trade, or a robot."""
    role = entity.role or ""
    outfit = outfits.TRADES.get(role) or outfits.TRADES.get(concept.id) or outfits.JACKET
    return bodies.standing(head_art(concept, Chance(0)), outfit, colour, role)


def _person(concept: Concept, colour: Colour | None, entity: Entity, chance: Chance) -> Draw:
    art = glyphs.with_skin(_aged(concept, entity, chance), chance)
    skin = next((_SKIN[tone] for tone in _SKIN if f"-{tone}-skin-tone" in f"-{art}"), None)
    outfit = outfit_of(entity, colour, chance)
    if outfit.helmet:
        return bodies.standing(art, outfit, None, concept.id)
    skirt = concept.id in ("woman", "girl", "old-woman") and chance.often(0.5)
    return people.person(art, outfit, concept.id, skin, skirt)


def _aged(concept: Concept, entity: Entity, chance: Chance) -> str:
    if "old" in entity.qualities and concept.art in ("man", "man-beard", "person"):
        return "old-man"
    if "old" in entity.qualities and concept.art == "woman":
        return "old-woman"
    if concept.id in ("musician", "poet", "postman", "beekeeper"):
        return chance.pick(("man", "woman"))
    return concept.art


def _drawn(stage: Stage, concept: Concept, colour: Colour | None, chance: Chance) -> Draw:
    if concept.id == "vase":
        flower = stage.entity(*_FLOWERS)
        return vase_of(flower.concept if flower else "rose", chance, colour)
    return DRAWN[concept.id](colour, chance)
