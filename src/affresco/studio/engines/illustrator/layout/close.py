"""Seen close: what lies in the palm of a hand, and drops on leaves.

Lengths are in heights of a grown-up; x to the right, y upwards, the ground at 0.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from affresco.studio.engines.illustrator.facts import family_of
from affresco.studio.engines.illustrator.painting.colour import WHITE, Colour
from affresco.studio.engines.illustrator.painting.pen import Pen, fill, outline, radial, stroke
from affresco.studio.engines.illustrator.scene import Entity
from affresco.studio.engines.illustrator.subjects.look import solid

from .assembly import Assembly, Member, merged
from .effects import made
from .node import Node

if TYPE_CHECKING:
    from .building import Builder

PALM: Final = "palm"
"""The tie of what a hand of nobody holds."""
DEWY: Final = "dewy"
"""The tie of drops and what they lie on, whichever of the two leads."""
CLOSE: Final = frozenset((PALM, DEWY))
_DROPS: Final = frozenset(("raindrop",))
_LEAVES: Final = frozenset(
    ("leaf", "petal", "lily-pad", "maple-leaf", "four-leaf-clover", "blade-of-grass")
)
_WEBS: Final = frozenset(("spider-web",))
_IN_HAND: Final = frozenset(("hold", "with", "carry", "give", "show", "in", "on", "full-of"))
_LYING_ON: Final = frozenset(("on", "with", "full-of", "in", "wear"))
_SPOTS: Final = (
    (0.46, 0.56, 0.15), (0.66, 0.42, 0.11), (0.30, 0.40, 0.09), (0.56, 0.76, 0.08), (0.76, 0.62, 0.07),
    (0.36, 0.68, 0.06), (0.50, 0.30, 0.07), (0.24, 0.54, 0.05), (0.62, 0.58, 0.05), (0.44, 0.44, 0.04),
)  # fmt: skip
"""Where drops lie on a leaf and how wide they are, in shares of its width and height."""


def tie(lead: Entity, other: Entity, relation: str) -> str:
    """:data:`PALM`, :data:`DEWY` or ""."""
    if lead.concept == "hand" and other.concept != "hand" and relation in _IN_HAND:
        return PALM
    if other.concept == "hand" and relation in ("in", "on") and not family_of(lead).living:
        return PALM
    pair = (lead.concept, other.concept)
    for drop, leaf in (pair, pair[::-1]):
        if drop in _DROPS and leaf in _LEAVES | _WEBS and relation in _LYING_ON:
            return DEWY
    return ""


def reaches_in(node: Node) -> bool:
    """Whether a root is a hand of nobody with something in it: it comes from the edge of the picture."""
    return any(relation == PALM for relation, _ in node.ties) and node.entity.concept == "hand"


def laid(builder: Builder, node: Node, relation: str, other: Node, leads: list[Member]) -> Assembly:
    """The two of a tie of :data:`CLOSE` in one."""
    if relation == DEWY:
        leaf, drops = (other, node) if node.entity.concept in _DROPS else (node, other)
        if leaf.entity.concept in _WEBS:
            web = leads[0] if leaf is node else builder.base(leaf)
            return _strung(web, drops)
        return _dewy(leaf, drops)
    held = builder.others(other) if node.entity.concept == "hand" else leads
    hand, index = (node, other.index) if node.entity.concept == "hand" else (other, node.index)
    for thing in held:
        thing.marked(index)
    return _in_palm(hand, held)


def _in_palm(hand: Node, held: list[Member]) -> Assembly:
    """A thing above an open hand, or above two that form a bowl."""
    thing = merged(Assembly(_row(held))) if len(held) > 1 else held[0]
    palm = made(_cupped if hand.entity.count > 1 else _open_hand, wide=1.0).marked(hand.index)
    palm.order = 0.0
    palm.stand(0.0, 0.0)
    thing.resized(0.62)
    thing.narrowed(0.8)
    sunk = 0.20 if hand.entity.count > 1 else 0.12
    thing.stand(0.0, palm.top - sunk * palm.height)
    thing.order = -1.0 if hand.entity.count > 1 else 1.0
    return Assembly([palm, thing])


def _row(members: list[Member]) -> list[Member]:
    at = 0.0
    for member in members:
        member.stand(at + member.width / 2, 0.0)
        at += member.width
    return members


def _dewy(leaf: Node, drops: Node) -> Assembly:
    """A large leaf with drops on it; a single one lies in its middle."""
    base = made(_large_leaf, wide=1.6).marked(leaf.index)
    base.stand(0.0, 0.0)
    base.order = 0.0
    single = drops.entity.count == 1
    spots = ((0.50, 0.52, 0.24),) if single else _SPOTS
    out = [base]
    for x, y, wide in spots:
        drop = made(_dewdrop, wide=wide * base.width).marked(drops.index)
        drop.stand(base.left + x * base.width, base.bottom + y * base.height - drop.height / 2)
        drop.order = 1.0
        out.append(drop)
    return Assembly(out)


def _strung(web: Member, drops: Node) -> Assembly:
    """A web with tiny drops in rings on its threads."""
    web.stand(0.0, 0.0)
    web.order = 0.0
    out, middle = [web], web.bottom + web.height / 2
    for ring, (reach, count) in enumerate(((0.16, 6), (0.29, 9), (0.42, 13))):
        for i in range(count):
            angle = math.tau * (i + 0.5 * (ring % 2)) / count
            drop = made(_dewdrop, wide=0.05 * web.width).marked(drops.index)
            across, up = reach * math.cos(angle) * web.width, reach * math.sin(angle) * web.height
            drop.stand(web.middle + across, middle + up - drop.height / 2)
            drop.order = 1.0
            out.append(drop)
    return Assembly(out)


def _large_leaf(pen: Pen) -> None:
    """A broad leaf that lies across, with its veins."""
    tone = Colour(0.60, 0.15, 138)
    blade = outline(
        "M 2 96 C 10 52 44 18 92 16 C 108 15 120 18 127 22 C 122 66 92 106 46 106 C 28 106 12 102 2 96 Z"
    )
    pen.curve([(-14, 112), (-4, 104), (6, 94)], stroke(tone.lighter(-0.12), 4))
    solid(pen, blade, tone, 0.16)
    with pen.inside(blade):
        pen.shape(
            outline("M 2 96 C 40 74 84 48 127 22 L 140 120 L 0 130 Z"),
            fill(tone.lighter(-0.08), 0.55),
        )
        vein = stroke(tone.lighter(0.13), 1.8)
        pen.curve([(2, 96), (60, 66), (127, 22)], stroke(tone.lighter(0.15), 2.8))
        for i in range(7):
            t = 0.12 + 0.12 * i
            x, y = 2 + 125 * t, 96 - 74 * t
            pen.curve([(x, y), (x + 10, y - 18), (x + 26, y - 34)], vein)
            pen.curve([(x, y), (x + 18, y + 4), (x + 36, y + 4)], vein)


def _dewdrop(pen: Pen) -> None:
    """A round drop as it lies, clear, with the light in it."""
    pen.oval(67, 72, 58, 54, fill(Colour(0.30, 0.08, 150), 0.30))
    tones = [(WHITE, 0.15), (Colour(0.88, 0.06, 190), 0.45), (Colour(0.96, 0.03, 190), 0.85)]
    pen.oval(64, 64, 58, 54, radial((52, 48), 70, tones, (0, 0.7, 1)))
    pen.oval(64, 64, 58, 54, stroke(Colour(0.97, 0.02, 190), 2.6, 0.8))
    pen.oval(44, 42, 15, 11, fill(WHITE, 0.95))
    pen.circle(82, 88, 6, fill(WHITE, 0.7))


_SKIN: Final = Colour(0.76, 0.07, 58)


def _open_hand(pen: Pen) -> None:
    """An open hand from the side, its palm up, an arm from the left."""
    sleeve = Colour(0.45, 0.10, 260)
    arm = outline("M -60 92 C -30 84 -2 78 20 74 L 30 104 C 4 112 -30 122 -58 128 Z")
    solid(pen, arm, _SKIN.lighter(-0.02))
    solid(pen, outline("M -66 84 L -26 78 L -20 122 L -62 134 Z"), sleeve)
    hand = outline(
        "M 14 76 C 36 66 60 70 78 76 C 96 78 116 72 128 62 C 135 57 141 65 135 71 C 124 84 110 92 96 95 "
        "C 76 108 44 112 24 106 C 12 102 8 82 14 76 Z"
    )
    solid(pen, hand, _SKIN, 0.14)
    for x, y in ((84, 88), (92, 92)):
        line = [(x, y), (x + 18, y - 5), (x + 34, y - 16)]
        pen.curve(line, stroke(_SKIN.lighter(-0.13), 1.6, 0.8))
    thumb = outline("M 34 78 C 40 62 56 52 66 54 C 74 56 70 64 64 68 C 60 76 50 86 42 88 Z")
    solid(pen, thumb, _SKIN.lighter(0.03))


def _cupped(pen: Pen) -> None:
    """Two hands that form a bowl, seen from the front."""
    for side in (-1, 1):
        with pen.at(64, 0, 0, (side, 1)):
            arm = outline("M 20 92 C 34 104 46 122 52 140 L 84 132 C 78 108 66 90 54 78 Z")
            solid(pen, arm, _SKIN.lighter(-0.03))
            hand = outline(
                "M 0 70 C 10 78 24 80 34 70 C 46 58 56 48 66 44 C 74 42 76 50 71 56 C 64 72 54 96 36 108 "
                "C 24 114 8 114 0 110 Z"
            )
            solid(pen, hand, _SKIN, 0.14)
            for lift in (0, 9, 18):
                line = [(2, 86 + lift), (22, 90 + lift * 0.8), (44, 74 + lift)]
                pen.curve(line, stroke(_SKIN.lighter(-0.13), 1.5, 0.75))
            thumb = outline("M 40 66 C 44 52 46 40 52 34 C 59 30 62 38 59 46 C 57 56 54 64 50 70 Z")
            solid(pen, thumb, _SKIN.lighter(0.03))
