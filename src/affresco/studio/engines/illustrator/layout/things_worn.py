"""What things wear: sunglasses on a cactus, a hat on a pumpkin, a scarf on a bottle."""

from __future__ import annotations

from affresco.studio.engines.illustrator.subjects.actors import garment_of
from affresco.studio.engines.illustrator.subjects.colours import colour_of
from affresco.studio.engines.illustrator.subjects.figure.dressing import (
    hat_alone,
    scarf_alone,
    spectacles,
)
from affresco.studio.engines.illustrator.subjects.figure.heads import HATS_WORN

from .assembly import Assembly, Member, merged
from .node import IN_DOING, Node
from .worn import WORN_IN


def clad(member: Member, node: Node) -> Member:
    """A thing that has no head with what it wears where a head would be, in one drawing."""
    out = []
    for relation, other in node.ties:
        garment = garment_of(other.entity.concept)
        if relation not in IN_DOING or other.entity.relation != "wear" or not garment:
            continue
        named = other.entity.colour or other.entity.material
        tone = colour_of(other.entity) if named else WORN_IN.get(other.entity.concept)
        if garment in HATS_WORN:
            out.append(_hat(member, Member(hat_alone(garment, tone)), garment))
        elif garment == "glasses":
            out.append(_at(member, Member(spectacles(tone)), *_face(member)))
        elif garment in ("scarf", "tie", "bow"):
            out.append(_at(member, Member(scarf_alone(tone)), 0.66, 0.42))
        else:
            continue
        out[-1].marked(other.index)
    return merged(Assembly([member.marked(node.index), *out])) if out else member


def _face(member: Member) -> tuple[float, float]:
    """How broad glasses are, as a share of the width, and how high they sit, of the height."""
    if member.height > 1.35 * member.width:
        return 0.56, 0.72
    return (0.50, 0.66) if member.height > 0.8 * member.width else (0.34, 0.58)


def _at(member: Member, thing: Member, wide: float, up: float) -> Member:
    thing.unit = wide * member.width / (thing.subject.box[2] - thing.subject.box[0])
    thing.stand(member.middle, member.bottom + up * member.height - 0.5 * thing.height)
    thing.order = member.order + 0.5
    return thing


def _hat(member: Member, hat: Member, garment: str) -> Member:
    """On the highest place."""
    shares = [0.2 + 0.03 * i for i in range(21)]
    tops = [member.surface(share) for share in shares]
    level = [
        s for s, top in zip(shares, tops, strict=True) if top > max(tops) - 0.05 * member.height
    ]
    across = sum(level) / len(level)
    wide = min(0.62 * member.width, 0.62 * member.height)
    hat.unit = wide / (hat.subject.box[2] - hat.subject.box[0])
    low = 0.80 if garment == "headphones" else 0.26
    hat.stand(member.left + across * member.width, max(tops) - low * hat.height)
    hat.order = member.order + 0.5
    return hat
