"""Who swims under a keel: below the surface of a water that is seen from the side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from affresco.studio.engines.illustrator.facts import beside_others, dives_under
from affresco.studio.engines.illustrator.painting.stage import Stage
from affresco.studio.engines.illustrator.scene import Entity

from .assembly import Assembly, Member

if TYPE_CHECKING:
    from . import Placed

_GIANT: Final = 1.5  # heights of a grown-up from which on somebody is larger than a boat
_DRAUGHT: Final = 0.14  # how much of what floats is in the water, of its height


def both_sides(stage: Stage, one: int, other: int) -> bool:
    """Whether these two entities are the diver and what floats above, where both sides of a surface are
    seen."""
    pair = dives_under(stage.scene) if stage.waterline is not None else None
    return pair in ((one, other), (other, one))


def under_keel(lead: list[Member], floater: Member, diver: Entity) -> Assembly:
    """What floats above, who swims below it with some water between; a whale dwarfs a boat."""
    total, tallest = sum(m.width for m in lead), max(m.height for m in lead)
    giant = beside_others(diver) * (1.3 if diver.size == "large" else 1.0) >= _GIANT
    giant = giant or "giant" in diver.qualities
    floater.unit *= (0.5 if giant else 0.95) * total / floater.width
    floater.unit *= min(1.0, (0.8 if giant else 1.2) * tallest / floater.height)
    at = -total / 2
    for member in lead:
        member.stand(at + member.width / 2, 0.0)
        at += member.width
    floater.stand(0.08 * total, tallest * 1.12)
    floater.order = 1.0
    return Assembly([*lead, floater])


def at_surface(stage: Stage, one: Placed) -> float | None:
    """Where the foot of a piece is so that what floats in it lies on the surface; None for others. Shrinks it
    to the water that there is."""
    pair = dives_under(stage.scene)
    mark = next((m for m in one.marks if pair is not None and m.entity == pair[1]), None)
    if stage.waterline is None or mark is None:
        return None
    draught = _DRAUGHT * (mark.bottom - mark.top)
    below, above = one.subject.base - mark.bottom + draught, mark.bottom - draught - mark.top
    seen = stage.visible
    room = min(
        0.90 * (seen.bottom - stage.waterline) / below, 0.92 * (stage.waterline - seen.top) / above
    )
    wide = 0.92 * (seen.right - seen.left) / (one.subject.box[2] - one.subject.box[0])
    one.scale = min(room, wide) / one.unit
    half = 0.52 * one.width
    one.x = min(max(one.x, seen.left + half), max(seen.left + half, seen.right - half))
    return stage.waterline + below * one.unit * one.scale


__all__ = ["at_surface", "both_sides", "under_keel"]
