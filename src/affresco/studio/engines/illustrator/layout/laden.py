"""A table, a shelf, a tray or a blanket with things on it: all of them stand there, none beside it.

Lengths are in heights of a grown-up; x to the right, y upwards, the ground at 0.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

import msgspec

from affresco.studio.engines.illustrator.facts import beside_others, family_of
from affresco.studio.engines.illustrator.painting.colour import Colour
from affresco.studio.engines.illustrator.painting.pen import Pen, fill, outline, polygon
from affresco.studio.engines.illustrator.reading.lexicon import lexicon
from affresco.studio.engines.illustrator.scene import Entity
from affresco.studio.engines.illustrator.subjects.colours import colour_of
from affresco.studio.engines.illustrator.subjects.look import solid

from .assembly import Assembly, Member, merged
from .effects import made
from .node import Node

if TYPE_CHECKING:
    from .building import Builder

LADEN: Final = "laden"
"""The tie of what stands on a surface that leads."""


class Top(NamedTuple):
    """Where things stand on a surface, and how large they may be, in shares of its height and width."""

    up: float  # height of the line of those in front
    deep: float = 0.0  # how much higher those behind stand; 0: there is one row
    tallest: float = 0.9
    inset: float = 0.04  # of its width, free at either end


_TABLE: Final = Top(0.90, 0.05, 0.74)
_TOPS: Final = {
    "table": _TABLE, "desk": _TABLE, "dining-table": _TABLE, "breakfast-table": _TABLE,
    "writing-desk": _TABLE, "workbench": _TABLE, "picnic-table": _TABLE, "kitchen-island": _TABLE,
    "counter": _TABLE, "card-table": _TABLE, "chest-of-drawers": Top(0.95, 0.0, 0.7),
    "dressing-table": Top(0.5, 0.0, 0.4), "piano": Top(0.97, 0.0, 0.5), "stool": Top(0.94, 0.0, 1.0),
    "shelf": Top(0.97, 0.0, 0.8, 0.03), "windowsill": Top(0.97, 0.0, 1.6, 0.03),
    "bench": Top(0.46, 0.0, 0.62), "park-bench": Top(0.46, 0.0, 0.62),
    "bed": Top(0.44, 0.0, 0.46, 0.12), "sofa": Top(0.42, 0.0, 0.6, 0.16), "couch": Top(0.42, 0.0, 0.6, 0.16),
    "armchair": Top(0.42, 0.0, 0.5, 0.24), "chair": Top(0.47, 0.0, 0.5, 0.1),
    "tray": Top(0.30, 0.36, 1.3, 0.12),
    "blanket": Top(0.18, 0.44, 1.6, 0.10), "picnic-blanket": Top(0.18, 0.44, 1.6, 0.10),
    "carpet": Top(0.18, 0.44, 1.6, 0.10), "rug": Top(0.18, 0.44, 1.6, 0.10),
    "towel": Top(0.18, 0.44, 1.6, 0.1), "tablecloth": Top(0.18, 0.44, 1.6, 0.10),
}  # fmt: skip
_SPREAD: Final = frozenset(("blanket", "picnic-blanket", "carpet", "rug", "towel", "tablecloth"))
_SMALLEST: Final = 0.42  # of their size, before they stand in two rows
_SMALLER: Final = {"lamp": "desk-lamp", "plant": "potted-plant", "tree": "bonsai"}
_WOOD, _CLOTH = Colour(0.56, 0.08, 58), Colour(0.60, 0.17, 25)


def loaded(roots: list[Node]) -> list[Node]:
    """Roots of which what a surface has, and what is named after that, stands on the surface."""
    kept: list[Node] = []
    for root in roots:
        host = kept[-1] if kept else None
        if host is not None and host.tied(LADEN) and _follows(host, root):
            host.ties.append((LADEN, root))
            continue
        kept.append(root)
        if root.entity.concept in _TOPS and root.entity.count == 1:
            root.ties = [(_tie(root, relation, other), other) for relation, other in root.ties]
    return kept


def _tie(host: Node, relation: str, other: Node) -> str:
    said = other.entity.relation
    bears = relation in ("with", "bears", "full-of") or (relation == "on" and said == "with")
    return LADEN if bears and _light(host.entity, other.entity) else relation


def _light(host: Entity, thing: Entity) -> bool:
    """Whether a thing stands on such a surface: no grown-up, no chair on a table."""
    family = lexicon().concepts[thing.concept].family
    seat = family == "furniture" and beside_others(thing) > 0.7 and thing.concept not in _SMALLER
    if family_of(thing).living:
        return beside_others(thing) < 0.66 and family != "person"
    usual = 1.1 if host.concept in _SPREAD else 0.95
    grown = family in ("building", "landmark", "tree", "nature", "land-vehicle", "celestial")
    return not seat and not grown and beside_others(thing) < usual


def _follows(host: Node, root: Node) -> bool:
    """Whether one that was named after, and that nothing else has, is meant as well."""
    entity = root.entity
    within = all(relation == "full-of" for relation, _ in root.ties)
    at_rest = entity.pose in (None, "sleep", "sit", "lie", "burn", "steam", "glow")
    calm = not family_of(entity).living or entity.pose is not None
    apart = entity.relation not in (None, "with", "on")
    return within and at_rest and calm and not apart and _light(host.entity, entity)


def laid(builder: Builder, node: Node, base: Member) -> Assembly:
    """A surface with what is tied to it as :data:`LADEN`, standing on it from left to right."""
    top = _TOPS[node.entity.concept]
    base = _bare(base, node.entity)
    things: list[Member] = []
    for other in node.tied(LADEN):
        things.extend(_each(builder, _smaller(other)))
    if top.tallest > 1.0:  # what is flat is as large as what stands on it needs
        wide = sum(thing.width for thing in things)
        side_by_side = 1.0 if len(things) < 4 else 1.6
        base.unit *= 1.15 * wide / side_by_side / (1 - 2 * top.inset) / base.width
    base.stand(0.0, 0.0)
    rows = _rows(things, base, top)
    for back, row in enumerate(rows):
        _stood(row, base, top, back)
    return Assembly([base, *things])


def _each(builder: Builder, node: Node) -> list[Member]:
    """One by one, each with what is in it: three pots of basil are three."""
    if not node.ties or node.entity.count < 2:
        return builder.others(node)
    one = replace(node, entity=msgspec.structs.replace(node.entity, count=1))
    return [merged(builder.built(one)) for _ in range(min(6, node.entity.count))]


def _smaller(node: Node) -> Node:
    """A lamp on a table is no floor lamp."""
    concept = _SMALLER.get(node.entity.concept)
    if concept is None:
        return node
    return replace(node, entity=msgspec.structs.replace(node.entity, concept=concept))


def _rows(things: list[Member], base: Member, top: Top) -> list[list[Member]]:
    """The row in front and the one behind, with things of sizes that fit."""
    room = base.width * (1 - 2 * top.inset)
    high = base.height * top.tallest
    if top.tallest > 1.0:
        high = 0.36 * base.width
    tallest = max(thing.height for thing in things)
    for thing in things:  # a vase shrinks more than a cup, so that the cup is seen
        usual = (tallest / thing.height) ** 0.3 * high / tallest
        thing.unit *= min(1.0, usual)
    total = sum(thing.width for thing in things)
    crowded = top.tallest > 1.0 or room / total < _SMALLEST
    split = len(things) > 3 and top.deep > 0 and crowded
    if split:
        ordered = sorted(things, key=lambda thing: -thing.height)
        half = len(things) // 2
        behind = [thing for thing in things if any(thing is other for other in ordered[:half])]
        rows = [[t for t in things if not any(t is other for other in behind)], behind]
    else:
        rows = [things]
    widest = max(sum(thing.width for thing in row) for row in rows)
    shrunk = min(1.0, 0.97 * room / widest)
    for thing in things:
        thing.unit *= shrunk
    return rows


def _stood(row: list[Member], base: Member, top: Top, back: int) -> None:
    room = base.width * (1 - 2 * top.inset)
    total = sum(thing.width for thing in row)
    gap = min((room - total) / (len(row) + 1), 0.35 * total / len(row))
    at = base.middle - (total + gap * (len(row) - 1)) / 2
    deep = top.deep * base.height
    for number, thing in enumerate(row):
        low = base.bottom + top.up * base.height + deep * back
        if deep and len(row) > 1 and not back:  # nobody sets a table by a ruler
            low += 0.18 * deep * (number % 2)
        thing.stand(at + thing.width / 2, low)
        thing.order = base.order + 1.0 - 0.5 * back + 0.01 * number - 0.2 * (low - base.bottom)
        at += thing.width + gap


def _bare(base: Member, entity: Entity) -> Member:
    """The surface as it is when something else stands on it: spread, and without books of its own."""
    tone = colour_of(entity) if entity.colour else None
    if entity.concept in _SPREAD:
        cloth = spread(base.width, tone or _CLOTH)
        return base.redrawn(cloth.subject, cloth.unit)
    if entity.concept in ("shelf", "windowsill"):
        plank = board(1.3 * base.width, tone or _WOOD)
        return base.redrawn(plank.subject, plank.unit)
    return base


def spread(wide: float, tone: Colour) -> Member:
    """A chequered cloth as it lies on the ground, seen a little from above."""

    def draw(pen: Pen) -> None:
        edge = outline("M 22 34 L 106 34 L 127 70 Q 64 74 1 70 Z")
        solid(pen, edge, tone)
        with pen.inside(edge):
            for i in range(9):
                x0, x1 = 22 + 84 * i / 9, 22 + 84 * (i + 0.5) / 9
                y0, y1 = 1 + 126 * i / 9, 1 + 126 * (i + 0.5) / 9
                stripe = [(x0, 33), (x1, 33), (y1, 75), (y0, 75)]
                pen.shape(polygon(stripe), fill(tone.lighter(0.24), 0.75))
            for y, high in ((36, 4), (44, 5), (54, 6), (65, 7)):
                pen.rect(0, y, 128, high, fill(tone.lighter(0.30), 0.42))

    return made(draw, wide=wide, order=0.0)


def board(wide: float, tone: Colour) -> Member:
    """A low rack of two boards: what stands on the upper one has nothing else beside it."""

    def draw(pen: Pen) -> None:
        back = outline("M 8 66 L 120 66 L 120 118 L 8 118 Z")
        pen.shape(back, fill(tone.lighter(-0.20)))
        for x in (4, 116):
            solid(pen, outline(f"M {x} 62 L {x + 8} 62 L {x + 8} 126 L {x} 126 Z"), tone)
        for y in (60, 104):
            plank = outline(f"M 1 {y} L 127 {y} L 127 {y + 7} L 1 {y + 7} Z")
            solid(pen, plank, tone.lighter(0.06))

    return made(draw, wide=wide, order=0.0)
