"""The family of persons: a shape of the lexicon as a part for :mod:`.figure`."""

from __future__ import annotations

from affresco.studio.engines.illustrator.painting.chance import Chance

from .figure.casting import POSE_PROPS, Part, cast, drawn
from .figure.held import GRIPS, Grip, Held
from .figure.wardrobe import SORTS, TRADES
from .look import Framed, Look


def part_of(look: Look, prop: Framed | None = None) -> Part:
    """The part that a look describes; `prop` is the drawing of what belongs to the trade."""
    shape = look.shape
    colour = look.main if look.named or shape.colour else None
    own = None
    if prop is not None:
        kind = prop_of(look).partition(" ")[2]
        own = Held(prop, prop.box, GRIPS.get(kind, Grip()))
    return Part(
        look.kind,
        "" if look.pose == "standing" else look.pose,
        colour=None if look.made else colour,
        material=look.main if look.made else None,
        parts=shape.parts,
        pattern=shape.pattern,
        own_prop=own,
        broad=0.5 + 0.5 * shape.body,
    )


def prop_of(look: Look) -> str:
    """What belongs into the hand, "family kind" or ""."""
    if look.pose in POSE_PROPS:
        return POSE_PROPS[look.pose]
    trade = TRADES.get(look.kind)
    return look.shape.prop or (trade.prop if trade else "")


def person(look: Look, chance: Chance, prop: Framed | None = None) -> Framed:
    """Somebody in the clothes of a trade, in a pose, with what belongs to the trade."""
    return drawn(cast(part_of(look, prop), chance))


__all__ = ["SORTS", "part_of", "person", "prop_of"]
