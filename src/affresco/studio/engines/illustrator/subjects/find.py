"""Which drawing stands for an entity."""

from __future__ import annotations

from functools import lru_cache

from affresco.studio.engines.illustrator.coloured import COLOURED
from affresco.studio.engines.illustrator.painting.chance import Chance
from affresco.studio.engines.illustrator.painting.colour import Colour
from affresco.studio.engines.illustrator.painting.pen import Pen
from affresco.studio.engines.illustrator.painting.sprites import Draw, Subject
from affresco.studio.engines.illustrator.painting.stage import Stage
from affresco.studio.engines.illustrator.reading.lexicon import Concept, lexicon
from affresco.studio.engines.illustrator.scene import Entity

from . import bodies, glyphs, posed, shapes
from .actors import Doing, can_act, figure_of, is_person, pose_of, trade_of
from .animated import ALIVE, enlivened, melting
from .colours import colour_of, made_colour
from .dewy import DEWY, beaded
from .figure import casting
from .look import Framed, framed, measured
from .materials import made_of
from .patterned import pattern_of, patterned
from .plants import vase_of
from .registry import DRAWN
from .ruined import in_ruins, ruined
from .snowed import SNOWED, under_snow
from .weathered import cracked, cracks, forsaken, weathered

__all__ = ["as_subject", "colour_of", "glyph_of", "head_art", "subject_of", "whole"]

_FLOWERS = ("rose", "tulip", "sunflower", "poppy", "hibiscus")
_LETTERED = frozenset(
    ("ambulance", "taxi", "police-car", "fire-engine", "oncoming-taxi", "bus-stop")
)
_TRAVELLING = frozenset(
    ("aircraft", "celestial", "land-vehicle", "nature", "spacecraft", "train", "vessel")
)
# What animals do on two legs, where their head is known.
_UPRIGHT = frozenset(
    ("dancing", "reading", "holding", "waving", "cooking", "painting", "fishing", "kneeling",
     "praying", "meditating", "hugging", "climbing", "singing", "carrying", "working", "skating",
     "surfing", "fighting", "throwing", "kicking", "thinking", "crying", "riding", "cycling",
     "pulling", "bowing", "spinning", "pointing", "laughing")
)  # fmt: skip


def subject_of(stage: Stage, entity: Entity, number: int = 0) -> Subject:
    """The drawing of one entity; `number` tells several of the same apart."""
    chance = stage.chance("subject", entity.concept, number)
    flower = stage.entity(*_FLOWERS)
    return drawn_alone(entity, chance, flower.concept if flower else "rose")


def drawn_alone(entity: Entity, chance: Chance, flower: str = "rose") -> Subject:
    """The drawing of an entity that nothing else has a part in."""
    drawing = _drawing(entity, chance, flower)
    if entity.pose == "slide" and entity.concept in _ON_THE_BELLY:
        drawing = prone(drawing)
    if entity.material:
        drawing = made_of(drawing, entity.material)
    pattern = "" if acts(entity) else pattern_of(entity)
    if pattern:
        drawing = patterned(drawing, pattern, colourful="colourful" in entity.qualities)
    if cracks(entity):
        drawing = cracked(drawing)
    pose = pose_of(entity)
    moved = pose in ("running", "walking") and _travels(entity)  # a passing train has no legs
    if pose in ALIVE and not moved and not lexicon().family(entity.concept).living:
        drawing = enlivened(drawing, pose)
    if entity.pose == "melt" and not acts(entity):
        drawing = melting(drawing)
    if forsaken(entity) or in_ruins(entity):
        drawing = weathered(drawing)
    if in_ruins(entity):
        drawing = ruined(drawing)
    if SNOWED in entity.qualities:
        drawing = under_snow(drawing)
    if DEWY in entity.qualities:
        drawing = beaded(drawing)
    plain = not (
        entity.material
        or entity.pose
        or forsaken(entity)
        or in_ruins(entity)
        or SNOWED in entity.qualities
        or DEWY in entity.qualities
        or pattern
        or acts(entity)
    )
    return as_subject(
        drawing, f"{entity.concept} {entity.colour}" if plain and shared(entity) else ""
    )


_ON_TWO_LEGS = frozenset(("alien", "ogre", "goblin"))
"""Who has a head by another hand, and stands upright whatever the deed."""
_ON_THE_BELLY = frozenset(("penguin", "penguin-chick", "emperor-penguin", "duck", "otter"))
"""Who slides on the belly."""


def prone(drawing: Framed) -> Framed:
    """Somebody upright laid on the belly, head foremost."""
    left, top, right, bottom = drawing.box
    across, middle = (left + right) / 2, (top + bottom) / 2

    def draw(pen: Pen) -> None:
        with pen.at(64, 64, 74):
            pen.canvas.translate(-across, -middle)
            drawing(pen)

    return framed(draw, 1.0)


def acted(entity: Entity, chance: Chance, doing: Doing) -> Subject:
    """The drawing of somebody who does what a scene says; for what :func:`can_act`."""
    return as_subject(casting.drawn(figure_of(entity, chance, doing)))


def acts(entity: Entity) -> bool:
    """Whether an entity stands on two legs even when nothing has a part in it."""
    concept = lexicon().concepts[entity.concept]
    if is_person(concept):
        return True
    if concept.id in _ON_TWO_LEGS:
        return can_act(entity) and entity.pose not in ("sleep", "lie", "float", "swim")
    return can_act(entity) and (bool(trade_of(entity.role or "")) or pose_of(entity) in _UPRIGHT)


def _travels(entity: Entity) -> bool:
    """Whether it goes without legs: a train, a ship, a satellite, a wave."""
    return lexicon().concepts[entity.concept].family in _TRAVELLING


def shared(entity: Entity) -> bool:
    """Whether all of a kind look the same, so that one drawing serves for several."""
    concept = lexicon().concepts[entity.concept]
    return concept.form in ("head", "whole") and concept.family != "active-person"


def _drawing(entity: Entity, chance: Chance, flower: str) -> Framed:
    concept = lexicon().concepts[entity.concept]
    colour = colour_of(entity)
    if acts(entity):
        return casting.drawn(figure_of(entity, chance))
    pose = pose_of(entity)
    if concept.id in DRAWN:
        return framed(_drawn(concept, colour, chance, flower), 1.0)
    sprite = posed.sprite_of(concept, pose)
    if sprite:
        own = shapes.named_colour(concept.shape.colour) if concept.shape else None
        return glyph_of(lexicon().concepts[sprite].art, colour or own, True)
    shape = posed.shape_of(concept, pose)
    if shape and shape.family in shapes.PAINTERS:
        named = colour if concept.shape is not None or entity.colour else None
        look = shapes.look_of(shape, named, (pose, *_manner(entity)))
        return shapes.drawing_of(look, chance)
    if concept.form == "head":
        return framed(bodies.seated_animal(concept.art, colour), 1.0)
    art = concept.art
    if concept.family == "active-person":
        art = glyphs.with_skin(art, chance)
    art = COLOURED.get((art, entity.colour or ""), art)
    left = lexicon().families[concept.family].living or (
        concept.family in ("land-vehicle", "train") and art not in _LETTERED
    )
    return glyph_of(art, colour, left)


def as_subject(drawing: Framed, key: str = "") -> Subject:
    """A framed drawing as something to place; `key` when it may be shared within a picture."""
    return Subject(drawing, box=drawing.box, feet=drawing.feet, skyline=drawing.skyline, key=key)


def _manner(entity: Entity) -> tuple[str, ...]:
    """Material and qualities, in the words of the families."""
    made = entity.material if made_colour(entity) else ""
    return tuple(word for word in (made, *entity.qualities) if word)


@lru_cache(maxsize=256)
def glyph_of(art: str, colour: Colour | None = None, mirrored: bool = False) -> Framed:
    """A Noto drawing, standing on its lowest point. Those that look left are mirrored."""

    def draw(pen: Pen) -> None:
        if mirrored:
            with pen.at(128, 0, scale=(-1, 1)):
                glyphs.draw(pen, art, colour)
        else:
            glyphs.draw(pen, art, colour)

    return measured(draw)


def whole(art: str, colour: Colour | None = None) -> Subject:
    """A Noto drawing as it is, standing on its lowest point."""

    def draw(pen: Pen) -> None:
        glyphs.draw(pen, art, colour)

    extent = glyphs.box(art)
    feet = (extent.left + 4, extent.right - 4)
    box = (extent.left, extent.top, extent.right, extent.bottom)
    return Subject(draw, base=extent.bottom, key=f"{art} {colour}", box=box, feet=feet)


def head_art(concept: Concept, chance: Chance) -> str:
    """The drawing that serves as the head of a portrait."""
    return glyphs.with_skin(concept.face or concept.art, chance)


def _drawn(concept: Concept, colour: Colour | None, chance: Chance, flower: str) -> Draw:
    if concept.id == "vase":
        return vase_of(flower, chance, colour)
    return DRAWN[concept.id](colour, chance)
