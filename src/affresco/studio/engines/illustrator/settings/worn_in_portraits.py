"""What a sitter wears in a portrait: hats on the head, glasses on the nose, scarves at the neck."""

from __future__ import annotations

from affresco.studio.engines.illustrator.painting.colour import Colour
from affresco.studio.engines.illustrator.painting.pen import Pen
from affresco.studio.engines.illustrator.painting.sprites import Subject
from affresco.studio.engines.illustrator.painting.stage import Stage
from affresco.studio.engines.illustrator.scene import Entity
from affresco.studio.engines.illustrator.subjects.actors import garment_of
from affresco.studio.engines.illustrator.subjects.colours import colour_of
from affresco.studio.engines.illustrator.subjects.figure.dressing import (
    hat_alone,
    scarf_alone,
    spectacles,
)
from affresco.studio.engines.illustrator.subjects.figure.heads import HATS_WORN

_NECK = ("scarf", "tie")
_GLASSES = ("glasses", "sunglasses", "dark-glasses")
_DARK = ("sunglasses", "dark-glasses")
_SHADE = Colour(0.20, 0.02, 260)
_HAT = 6.6  # of a face 400 wide
_FOOT = {
    "headphones": 40,
    "hood": 190,
    "headscarf": 270,
    "bow": -250,
    "witch-hat": -130,
    "helmet": -120,
}  # lower rim


def wear(stage: Stage, pen: Pen) -> None:
    """Put on the sitter what else is named and can be worn; the pen has its origin in the face."""
    for entity in stage.scene.entities[1:]:
        if entity.relation not in (None, "wear", "with", "on", "hold"):
            continue
        if _worn(entity, pen):
            stage.draws(entity)


def _worn(entity: Entity, pen: Pen) -> bool:
    colour = colour_of(entity)
    if entity.concept in _DARK and not entity.colour:
        colour = _SHADE
    if entity.concept in _GLASSES:
        _fitted(pen, spectacles(colour), 300, 0, -76, 0.5)
    elif entity.concept in _NECK:
        _fitted(pen, scarf_alone(colour), 470, 0, 250, 0.5)
    elif (hat := garment_of(entity.concept)) in HATS_WORN and hat not in ("mask", "veil"):
        _on_the_crown(pen, hat_alone(hat, colour), _FOOT.get(hat, -150))
    else:
        return False
    return True


def _on_the_crown(pen: Pen, hat: Subject, foot: float) -> None:
    left, _, right, bottom = hat.box
    with pen.at(-(left + right) / 2 * _HAT, foot - bottom * _HAT, scale=_HAT):
        hat.draw(pen)


def _fitted(pen: Pen, what: Subject, wide: float, x: float, y: float, middle: float) -> None:
    left, top, right, bottom = what.box
    unit = wide / (right - left)
    with pen.at(
        x - (left + right) / 2 * unit, y - (top + (bottom - top) * middle) * unit, scale=unit
    ):
        what.draw(pen)
