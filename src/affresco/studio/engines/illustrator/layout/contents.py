"""What fills a vessel, and what lies in a heap: in plausible numbers and sizes.

Lengths are in heights of a grown-up; x to the right, y upwards, the ground at 0.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import msgspec

from affresco.studio.engines.illustrator.facts import ASSORTED, beside_others, family_of
from affresco.studio.engines.illustrator.painting.chance import Chance
from affresco.studio.engines.illustrator.painting.colour import Colour
from affresco.studio.engines.illustrator.painting.pen import Pen, fill, outline
from affresco.studio.engines.illustrator.reading.lexicon import lexicon
from affresco.studio.engines.illustrator.scene import Entity
from affresco.studio.engines.illustrator.subjects.look import solid

from .assembly import Assembly, Member
from .effects import made
from .flocks import LITTER
from .node import Node

if TYPE_CHECKING:
    from .building import Builder

_UNCOUNTED: Final = 3  # that many are meant by a plural without a number
_FULL: Final = 9
_GARNISH: Final = frozenset(("fruit", "vegetable", "plant"))
_ROUND: Final = frozenset(
    ("bowl", "cup", "mug", "teacup", "bucket", "basket", "saucepan", "cauldron", "vase", "flowerpot", "pot",
     "barrel", "salad-bowl", "fruit-basket", "urn", "goblet", "glass", "watering-can", "hat")
)  # fmt: skip
_PILED: Final = frozenset(("books", "pancakes", "haystack", "firewood", "pile-of-gold", "laundry"))
"""Of which one drawing is a pile already."""
_LEVEL: Final = frozenset(
    ("book", "plate", "cup", "bowl", "box", "chair", "hat", "crate", "tyre", "pillow", "cushion",
     "blanket", "towel", "newspaper", "letter", "coin", "cheese", "pizza", "hay-bale", "barrel", "basket",
     "cookie", "waffle", "donut", "cardboard-box", "wooden-crate", "brick", "stone", "turtle", "cake")
)  # fmt: skip
"""What stands on another of its kind; other things lie in a heap."""


def many(builder: Builder, other: Node) -> list[Member]:
    """What fills a vessel: nobody counts blueberries, and toys are of many kinds."""
    entity = other.entity
    kinds = [name for name in ASSORTED.get(entity.concept, ()) if name in lexicon().concepts]
    mass = bool(kinds) and entity.count == 1  # "a basket of fruit"
    uncounted = (entity.count == _UNCOUNTED or mass) and not family_of(entity).living
    uncounted = uncounted and not other.ties
    if not uncounted:
        return builder.others(other)
    nodes = [other]
    if kinds and entity.colour is None and entity.material is None:
        nodes = [_as(other, name) for name in kinds]
    singles = [replace(n, entity=msgspec.structs.replace(n.entity, count=1)) for n in nodes]
    out = []
    for number in range(_FULL):
        out.extend(builder.others(singles[number % len(singles)]))
    return out


def assorted(entity: Entity) -> list[str]:
    """Of which kinds things are that are named together: vegetables, fruit; [] for things of one kind."""
    mass = entity.count in (1, _UNCOUNTED) and entity.concept in _MASSES
    plain = entity.colour is None and entity.material is None and entity.size is None
    if not (mass and plain):
        return []
    return [name for name in ASSORTED[entity.concept] if name in lexicon().concepts][:6]


_MASSES: Final = frozenset(("fruit", "vegetables"))


def of_kind(node: Node, concept: str) -> Node:
    """One of several kinds, alone."""
    return replace(
        node, entity=msgspec.structs.replace(node.entity, concept=concept, count=1), ties=[]
    )


def still_life(things: list[Member]) -> Assembly:
    """Things of several kinds that overlap, the tall ones behind."""
    high = max(m.height for m in things)
    for m in things:
        m.unit *= max(1.0, 0.55 * high / m.height)
        m.narrowed(1.2 * high)
    back, front = things[: (len(things) + 1) // 2], things[(len(things) + 1) // 2 :]
    for row, low, order in ((back, 0.24 * high, 0.0), (front, 0.0, 1.0)):
        wide = sum(m.width for m in row) * 0.86
        at = -wide / 2 + (0.12 * high if order else 0.0)
        for number, m in enumerate(row):
            m.stand(at + 0.43 * m.width, low - (0.05 * high if number % 2 else 0.0))
            m.order = order + 0.01 * number
            at += 0.86 * m.width
    return Assembly([*back, *front])


def _as(node: Node, concept: str) -> Node:
    return replace(node, entity=msgspec.structs.replace(node.entity, concept=concept))


def heaped(things: list[Member], base: Member, rim: float, vessel: Entity) -> Assembly:
    """A heap that looks out of a vessel whose rim is at this height."""
    base.stand(0.0, 0.0)
    base.order = 0.0
    rows = _rows(things)
    wide = 0.80 * base.width
    _fitted(things, wide / len(rows[0]) * 1.18, 0.42 * max(base.height, 0.5 * base.width))
    chance = Chance("heap", len(things))
    deep = 0.045 * base.width if vessel.concept in _ROUND else 0.0
    low = rim - 0.42 * max(m.height for m in rows[0])
    for level, row in enumerate(rows):
        step = wide / len(rows[0])
        for number, m in enumerate(row):
            x = base.middle + (number - (len(row) - 1) / 2) * step
            m.stand(x + chance.between(-0.06, 0.06) * step, low)
            m.turn = chance.between(-14, 14)
            m.order = 2.0 - 0.3 * level + 0.01 * number
            m.clip = (base.left - 9, 99.0, base.right + 9, rim)
            m.bow = deep
        low += 0.56 * max(m.height for m in row)
    return Assembly([*things, base])


def pile(builder: Builder, node: Node, things: list[Member]) -> Assembly | None:
    """A pile on the ground; None when they stand one on another."""
    entity = node.entity
    if entity.concept in _PILED:
        things[0].stand(0.0, 0.0)
        return Assembly(things[:1])
    if entity.concept in _LEVEL or family_of(entity).living:
        return None
    small = beside_others(entity) < 0.3
    wanted = 20 if entity.concept in LITTER else 10 if small else 6
    if entity.concept in ASSORTED:
        uncounted = msgspec.structs.replace(entity, count=_UNCOUNTED)
        things = many(builder, Node(uncounted, node.index))
    while len(things) < wanted:
        model = things[len(things) % 3]
        things = [*things, Member(model.subject, unit=model.unit, marks=model.marks)]
    things = things[:wanted]
    step, low = 0.86 * max(m.width for m in things), 0.0
    chance = Chance("pile", wanted)
    for level, row in enumerate(_rows(things)):
        for number, m in enumerate(row):
            m.stand((number - (len(row) - 1) / 2) * step, low)
            if wanted > 6:
                m.turn = chance.between(-24, 24)
            m.order = 1.0 - 0.2 * level + 0.01 * number
        low += 0.66 * max(m.height for m in row)
    return Assembly(things)


def bunch(flowers: list[Member], wrapped: bool = True) -> Assembly:
    """Flowers of which the stems meet, in a wrapping with a ribbon if they are to stand."""
    high = max(m.height for m in flowers)
    count = len(flowers)
    for number, m in enumerate(flowers):
        m.resized(high)
        back = number % 2
        lean = (number + 0.5) / count - 0.5
        m.stand(0.74 * lean * high, (0.60 + 0.20 * back - 0.3 * lean * lean) * high)
        m.turn = 30.0 * lean
        if wrapped:
            m.clip = (-9.0, 99.0, 9.0, 0.90 * high)
        m.order = 0.5 - 0.3 * back + 0.01 * number
    if not wrapped:
        return Assembly(flowers)
    paper = wrapping(1.15 * high)
    paper.stand(0.0, 0.0)
    paper.order = 1.0
    return Assembly([*flowers, paper])


def in_vase(flowers: list[Member], vase: Member) -> Assembly:
    """Flowers that lean out of the neck of a vase, which is smaller than they are."""
    while len(flowers) < 3:
        model = flowers[0]
        flowers = [*flowers, Member(model.subject, unit=model.unit, marks=model.marks)]
    high, count = max(m.height for m in flowers), len(flowers)
    vase.resized(0.72 * high)
    vase.stand(0.0, 0.0)
    vase.order = 2.0
    for number, m in enumerate(flowers):
        m.resized(high)
        lean = (number + 0.5) / count - 0.5
        back = number % 2
        m.stand(0.52 * lean * high, (0.42 + 0.16 * back - 0.5 * lean * lean) * high)
        m.turn = 40.0 * lean
        m.order = 1.0 - 0.3 * back + 0.01 * number
    return Assembly([*flowers, vase])


def wrapping(high: float) -> Member:
    """A cone of paper with a ribbon about it."""

    def draw(pen: Pen) -> None:
        paper, ribbon = Colour(0.90, 0.04, 75), Colour(0.60, 0.19, 15)
        cone = "M 14 16 Q 40 34 64 22 Q 88 34 114 16 L 82 92 L 92 122 L 36 122 L 46 92 Z"
        solid(pen, outline(cone), paper)
        fold = outline("M 64 22 Q 88 34 114 16 L 82 92 L 74 94 Z")
        pen.shape(fold, fill(paper.lighter(-0.07), 0.8))
        solid(pen, outline("M 42 84 L 86 84 L 83 96 L 45 96 Z"), ribbon)
        for side in (-1, 1):
            loop = (
                f"M 64 90 Q {64 + 30 * side} 66 {64 + 32 * side} 88 Q {64 + 28 * side} 104 64 90 Z"
            )
            solid(pen, outline(loop), ribbon.lighter(0.04))

    return made(draw, high=high)


def is_garnish(dish: Entity, thing: Entity) -> bool:
    """Whether a thing lies before the dish that has it: blueberries with pancakes."""
    families = [lexicon().concepts[entity.concept].family for entity in (dish, thing)]
    if thing.size == "large":
        return False
    strewn = families[0] in _STREWN_WITH and families[1] == "flower" and thing.count > 1
    return (
        (families[0] == "food" and families[1] in _GARNISH)
        or floats_on(dish, thing)
        or (strewn and dish.concept not in lexicon().containers)
    )


_STREWN_WITH: Final = frozenset(("object", "tool", "toy", "instrument", "celestial", "decoration"))
"""Families of things at whose foot flowers lie that are named with them."""


_AFLOAT: Final = frozenset(
    (
        "lemon-slice",
        "orange-slice",
        "marshmallow",
        "whipped-cream",
        "ice-cube",
        "cherry",
        "cinnamon-stick",
        "mint",
    )
)


def floats_on(drink: Entity, thing: Entity) -> bool:
    """Whether it swims on a drink, or is stuck into its foam."""
    return lexicon().concepts[drink.concept].family == "drink" and thing.concept in _AFLOAT


def tops(node: Node, other: Node, served: frozenset[str]) -> bool:
    """Whether it comes onto a dish that is on the plate already."""
    known = lexicon().concepts
    dishes = [far for far in node.tied("full-of") if known[far.entity.concept].family == "food"]
    if not dishes or other is dishes[0]:
        return False
    extra = {"food"} if dishes[0].entity.concept in served else frozenset[str]()
    return known[other.entity.concept].family in _GARNISH | extra


def garnish(builder: Builder, other: Node) -> list[Member]:
    """What lies at the foot of a dish: basil is a leaf there, and no plant in a pot."""
    entity = other.entity
    if lexicon().concepts[entity.concept].family == "plant":
        entity = msgspec.structs.replace(entity, concept="leaf", count=2, colour="green")
        return builder.others(Node(entity, other.index))
    if entity.concept in ASSORTED:
        entity = msgspec.structs.replace(entity, count=_UNCOUNTED)
        return many(builder, Node(entity, other.index))[:5]
    return builder.others(other)


def garnished(dish: Member, things: list[Member], *, onto: bool = False) -> Assembly:
    """A dish with fruit at its foot, some of it on either side; onto: it swims on a drink."""
    dish.stand(0.0, 0.0)
    dish.order = 0.0
    if dish.width > 1.5 * dish.height:
        return _strewn(dish, things)
    if onto:
        return _floating(dish, things)
    for number, m in enumerate(things):
        m.unit *= min(1.0, 0.30 * dish.height / m.height, 0.34 * dish.width / m.width)
        share = 0.5 if len(things) == 1 else number / (len(things) - 1)
        x = dish.left + (0.02 + 0.96 * share) * dish.width
        m.stand(x, -0.06 * dish.height * (1 - abs(2 * share - 1)) - 0.02 * dish.height)
        m.order = 1.0 + 0.01 * number
    return Assembly([dish, *things])


_STREWN: Final = (
    (0.50, 0.66),
    (0.30, 0.58),
    (0.70, 0.58),
    (0.42, 0.46),
    (0.60, 0.48),
    (0.22, 0.50),
    (0.78, 0.50),
)
"""Where things lie on a flat dish, in shares of its width and height."""


def _floating(drink: Member, things: list[Member]) -> Assembly:
    """A drink with what swims on it, at its rim."""
    rim = drink.surface(0.12)  # what is above it is steam
    for number, m in enumerate(things[:3]):
        m.unit *= min(1.0, 0.20 * drink.height / m.height, 0.24 * drink.width / m.width)
        m.stand(drink.left + (0.30 + 0.17 * number) * drink.width, rim - 0.45 * m.height)
        m.order = 1.0 + 0.01 * number
    return Assembly([drink, *things[:3]])


def _strewn(dish: Member, things: list[Member]) -> Assembly:
    """A flat dish with things on it."""
    for number, m in enumerate(things[: len(_STREWN)]):
        m.unit *= min(1.0, 0.26 * dish.height / m.height, 0.16 * dish.width / m.width)
        x, y = _STREWN[number]
        m.stand(dish.left + x * dish.width, dish.bottom + y * dish.height - 0.4 * m.height)
        m.order = 1.0 + 0.01 * number
    return Assembly([dish, *things[: len(_STREWN)]])


def _rows(things: list[Member]) -> list[list[Member]]:
    """Rows of a heap, the broadest first: four, three and two."""
    broad = 2
    while broad * (broad + 1) // 2 < len(things) and broad < 6:
        broad += 1
    rows, at = [], 0
    while at < len(things):
        rows.append(things[at : at + broad])
        at += broad
        broad = max(2, broad - 1)
    return rows


def _fitted(things: list[Member], wide: float, high: float) -> None:
    """Sizes by which each has its place in a row, and none is a giant among the others."""
    for m in things:
        m.unit *= min(wide / m.width, high / m.height)
