"""From a :class:`Shape` of the lexicon to a drawing: colours, pose and painter."""

from __future__ import annotations

from affresco.studio.engines.illustrator.painting.chance import Chance
from affresco.studio.engines.illustrator.painting.colour import Colour, from_hex
from affresco.studio.engines.illustrator.reading.lexicon import lexicon

from .architecture import BUILDING_COLOURS, building
from .birds import BIRD_COLOURS, bird
from .families import FAMILIES, MATERIALS, Shape
from .greenery import FLOWER_COLOURS, PLANT_COLOURS, TREE_COLOURS, flower, plant, tree
from .insects import INSECT_COLOURS, insect
from .look import Framed, Look, Painter, framed
from .persons import person, prop_of
from .quadrupeds import QUADRUPED_COLOURS, quadruped
from .sea_life import SEA_COLOURS, sea_life
from .strokes import TONES, thing
from .transport import (
    AIRCRAFT_COLOURS,
    VEHICLE_COLOURS,
    VESSEL_COLOURS,
    aircraft,
    vehicle,
    vessel,
)

Palette = tuple[Colour, Colour, Colour]

PAINTERS: dict[str, Painter] = {
    "bird": bird,
    "quadruped": quadruped,
    "sea": sea_life,
    "building": building,
    **dict.fromkeys(TONES, thing),
    "vehicle": vehicle,
    "vessel": vessel,
    "aircraft": aircraft,
    "insect": insect,
    "flower": flower,
    "plant": plant,
    "tree": tree,
}
# Usual colours: of a kind, else of its family.
COLOURS: dict[str, dict[str, Palette]] = {
    "bird": BIRD_COLOURS,
    "quadruped": QUADRUPED_COLOURS,
    "sea": SEA_COLOURS,
    "building": BUILDING_COLOURS,
    **TONES,
    "vehicle": VEHICLE_COLOURS,
    "vessel": VESSEL_COLOURS,
    "aircraft": AIRCRAFT_COLOURS,
    "insect": INSECT_COLOURS,
    "flower": FLOWER_COLOURS,
    "plant": PLANT_COLOURS,
    "tree": TREE_COLOURS,
}
_PLAIN: Palette = (Colour(0.60, 0.08, 70), Colour(0.88, 0.03, 85), Colour(0.60, 0.15, 45))


def named_colour(name: str) -> Colour | None:
    """A colour of the lexicon, or ``#rrggbb``; None for any other word."""
    if name.startswith("#") and len(name) == 7:
        return from_hex(name)
    known = lexicon().colours.get(name)
    return Colour(*known.lch) if known else None


def look_of(
    shape: Shape, colour: Colour | None = None, qualities: tuple[str, ...] = (), pose: str = ""
) -> Look:
    """Decide kind, pose and colours; what somebody named comes before what is usual."""
    info = FAMILIES.get(shape.family, FAMILIES["tool"])
    kind = shape.kind if shape.kind in info.kinds else info.kinds[0]
    stance = next((q for q in (pose, *qualities) if q in info.poses), shape.pose)
    palettes = COLOURS.get(shape.family, {})
    usual = palettes.get(kind) or palettes.get("") or _PLAIN
    made = next((q for q in qualities if q in MATERIALS), "")
    own = named_colour(shape.colour) or usual[0]
    main = colour or (Colour(*MATERIALS[made]) if made else own)
    second = named_colour(shape.second) or usual[1]
    if made:
        second = main.lighter(0.10 if main.lightness < 0.85 else -0.08)
    return Look(
        shape=shape,
        kind=kind,
        pose=stance or (info.poses[0] if info.poses else ""),
        main=main,
        second=second,
        accent=named_colour(shape.accent) or usual[2],
        named=colour is not None or bool(made),
        made=made,
    )


def drawing_of(look: Look, chance: Chance) -> Framed:
    """The drawing of a shape, framed in its box."""
    painter = PAINTERS.get(look.shape.family)
    if painter is None:
        prop = prop_of(look)
        return person(look, chance, thing_named(prop, chance) if prop else None)
    return framed(lambda pen: painter(pen, look, chance))


def thing_named(name: str, chance: Chance) -> Framed | None:
    """The drawing of "family kind", as a trade names what it holds; None for an unknown family."""
    family, _, kind = name.partition(" ")
    if family not in PAINTERS:
        return None
    return drawing_of(look_of(Shape(family, kind)), chance)
