"""One behind another, or before it: who is seen over what, and who looks at whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from affresco.studio.engines.illustrator.facts import family_of
from affresco.studio.engines.illustrator.reading.lexicon import lexicon

from . import deeds, handling, neighbours
from .assembly import Assembly, Member
from .intents import FENCES
from .node import Node
from .ties import drawn_as

if TYPE_CHECKING:
    from .building import Builder

_SHOWN_BEHIND: Final = frozenset(
    ("mirror", "television", "computer", "campfire", "fireplace", "window", "picture")
)
_LOW_KINDS: Final = frozenset(
    ("gate", "counter", "bar", "stall", "market-stall", "kiosk", "bush", "barrel")
)
_HIGH_KINDS: Final = frozenset(("curtain", "wardrobe", "bookcase", "screen", "window", "door"))


def in_depth(
    builder: Builder, node: Node, relation: str, other: Node, leads: list[Member]
) -> Assembly:
    """The leads behind or before another, as the relation is laid out."""
    laid, concept = drawn_as(relation), other.entity.concept
    family = lexicon().concepts[concept].family
    if relation in ("fight", "open"):
        return neighbours.beside(leads, builder.others(other), 0.02, facing=relation == "fight")
    if family_of(node.entity).living and family_of(other.entity).living:
        audience = builder.others(other)
        if laid == "before" and max(m.height for m in audience) < 2 * leads[0].height:
            return deeds.audience(leads, audience, 0.05)
    things = builder.others(other)
    low = max(m.height for m in things) < 0.6 * max(m.height for m in leads)
    plain_thing = not family_of(other.entity).living and concept not in _SHOWN_BEHIND
    if low and laid == "before" and plain_thing:
        if len(leads) > 1:  # between two who fight over it
            return neighbours.between([handling.row(things)], leads)
        return neighbours.beside(leads, things, 0.05)
    low_kind = family == "furniture" or concept in FENCES or concept in _LOW_KINDS
    if laid == "behind" and low_kind and concept not in _HIGH_KINDS:
        return neighbours.behind_low(leads, builder.base(other))
    return neighbours.deep(leads, builder.base(other), before=laid == "before")
