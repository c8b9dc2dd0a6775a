"""What is poured: a stream, or many small things that fall, from what is tilted in the hand."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

import msgspec

from affresco.studio.engines.illustrator.facts import family_of
from affresco.studio.engines.illustrator.reading.lexicon import lexicon
from affresco.studio.engines.illustrator.scene import Entity

from . import effects
from .assembly import Assembly, Member
from .casts import plain_member
from .habits import plain
from .node import Node

if TYPE_CHECKING:
    from .building import Builder

OUT: Final = "pour-out"
"""The tie of what is poured to nowhere in particular."""
_LIQUIDS: Final = frozenset(("drink", "nature", "material", "weather"))
_CUPS: Final = {
    "coffee": "cup", "cappuccino": "cup",
    "tea": "cup", "hot-chocolate": "cup", "milk": "glass", "wine": "glass",
    "red-wine": "glass", "beer": "glass", "juice": "glass", "orange-juice": "glass", "lemonade": "glass",
}  # fmt: skip
"""Into what a drink is poured when nobody says so."""
_FALLING: Final = 7  # things that are seen in the air
_SPOUT: Final = (0.15, -0.01)  # from the hand, in heights of who pours


def poured(node: Node) -> None:
    """Who pours has a vessel in the hand: the one that it is poured from, or a jug."""
    for number, (relation, other) in enumerate(list(node.ties)):
        if other.entity.relation != "pour":
            continue
        vessel = next((t for t in node.ties if t[1].entity.relation == "from"), None)
        if vessel is not None and not family_of(vessel[1].entity).living:
            held = msgspec.structs.replace(vessel[1].entity, relation="pour")
            node.ties[node.ties.index(vessel)] = ("hold", Node(held, vessel[1].index))
            node.ties[number] = (OUT, other)
        elif relation not in ("hold", OUT):
            node.ties[number] = ("hold", other)
            relation = "hold"
        into = any(tie[0] == "pour-into" for tie in node.ties)
        if relation == "hold" and vessel is None and not into:
            cup = _CUPS.get(other.entity.concept)
            into_it = ("pour-into", Node(Entity(cup), node.index)) if cup else (OUT, other)
            node.ties.append(into_it)
        return


def poured_out(builder: Builder, node: Node, other: Node, leads: list[Member]) -> Assembly:
    """What runs or falls out of the vessel, down to the ground."""
    lead = leads[0]
    for number, m in enumerate(leads):
        m.stand(1.1 * number * m.width, 0.0)
    spout = _spout(lead)
    if _runs(other):
        tone = effects.poured(other.entity.concept)
        flow = effects.stream(spout[1] + 0.02 * lead.height, tone, 0.04 * lead.height)
        flow.stand(spout[0], -0.02 * lead.height)
        flow.order = 2.3
        return Assembly([*leads, flow.marked(other.index)])
    return Assembly([*leads, *_falling(builder, other, spout, 0.0, lead.height)])


def with_things(builder: Builder, node: Node, assembly: Assembly) -> Assembly:
    """Stars and flowers fall into a vessel one by one, in place of the stream."""
    things = [o for _, o in node.ties if o.entity.relation == "pour" and not _runs(o)]
    if not things or not assembly.members:
        return assembly
    *rest, vessel, _ = assembly.members
    lead = rest[0]
    low = vessel.bottom + 0.6 * vessel.height
    return Assembly([*rest, vessel, *_falling(builder, things[0], _spout(lead), low, lead.height)])


def _spout(lead: Member) -> tuple[float, float]:
    at = lead.hand
    x, y = lead.point(*at) if at else (lead.right, lead.bottom + 0.6 * lead.height)
    return x + _SPOUT[0] * lead.height, y + _SPOUT[1] * lead.height


def _runs(node: Node) -> bool:
    family = lexicon().concepts[node.entity.concept].family
    return family in _LIQUIDS or (not family_of(node.entity).held and family != "celestial")


def _falling(
    builder: Builder, node: Node, spout: tuple[float, float], low: float, tall: float
) -> list[Member]:
    """Copies of a thing from the spout to the ground, larger and farther apart below."""
    out = []
    for number in range(_FALLING):
        share = (number + 0.3) / _FALLING
        m = plain_member(plain(node.entity), builder.chance(node, number), number)
        m.resized(tall * (0.07 + 0.06 * share))
        m.narrowed(0.16 * tall)
        m.turn = 24.0 * math.sin(2.3 * number)
        x = spout[0] + 0.07 * tall * share * math.sin(2.0 * number) + 0.06 * tall * share
        m.stand(x, max(low, spout[1] - (spout[1] - low) * share**1.15 - m.height))
        m.order = 2.3 + 0.01 * number
        out.append(m.marked(node.index))
    return out
