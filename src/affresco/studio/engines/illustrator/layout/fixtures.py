"""What is fixed to a thing: a flag on a castle, chimneys on a roof, lanterns and a house in a tree.

Lengths are in heights of a grown-up; x to the right, y upwards, the ground at 0.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from affresco.studio.engines.illustrator.facts import beside_others, family_of
from affresco.studio.engines.illustrator.painting.colour import WHITE, Colour
from affresco.studio.engines.illustrator.painting.pen import Pen, fill, linear, outline, stroke
from affresco.studio.engines.illustrator.reading.lexicon import lexicon
from affresco.studio.engines.illustrator.scene import Entity
from affresco.studio.engines.illustrator.subjects.colours import colour_of
from affresco.studio.engines.illustrator.subjects.find import as_subject
from affresco.studio.engines.illustrator.subjects.look import framed, solid

from .assembly import Assembly, Member, merged
from .dwellings import PLANK, ROPE, hut, rope, rungs
from .effects import WATER, made
from .node import Node

if TYPE_CHECKING:
    from .building import Builder

FIXTURE: Final = "fixture"
"""The tie of what is fixed to the thing that leads."""
TREEHOUSE: Final = "treehouse"
_BUILT: Final = frozenset(("building", "landmark", "vessel"))
_FLAGS: Final = frozenset(("flag", "pirate-flag"))
_ON_ROOFS: Final = _FLAGS | {"chimney", "antenna", "weather-vane", "weathercock", "star", "cross"}
_MODELS: Final = frozenset(
    ("sandcastle", "tent", "igloo", "cake", "snow-fort", "pillow-fort", "sand-tower")
)
"""What has a flag on its top though it is no building."""
_WITH_CHIMNEYS: Final = frozenset(("house", "cottage", "farmhouse", "cabin"))
"""Of which the drawing has a chimney on the right."""
_SWINGS: Final = frozenset(("swing-set", "swing", "swing-seat", "tyre-swing"))
_LIFTS: Final = frozenset(("balloon", "heart-balloon"))
_NEAR: Final = frozenset(("with", "beside", "full-of", "hold", "wear", "hang-from", "at", "on"))
_MADE: Final = frozenset(("object", "toy", "kitchenware", "tool", "garment", "fruit", "decoration"))
_LEDGES: Final = frozenset(("bridge", "wall", "stone-wall", "pier", "fence", "balcony"))
"""On the upper edge of which small things stand in a row."""
_RACKS: Final = {
    "bicycle": (0.80, 0.66), "tandem": (0.86, 0.66), "scooter": (0.80, 0.62), "vespa": (0.80, 0.62),
    "tricycle": (0.80, 0.62), "moped": (0.80, 0.62), "kick-scooter": (0.80, 0.6),
}  # fmt: skip
"""Where a basket is on what has two wheels, in shares of its width and height."""
_CARRIED: Final = frozenset(
    ("basket", "fruit-basket", "box", "wooden-crate", "bouquet", "bag", "cardboard-box")
)
_STOOD: Final = frozenset(("ladder", "bicycle", "bench", "wheelbarrow", "tent", "rake", "shovel"))
_RED: Final = Colour(0.58, 0.21, 26)
_IN_TRUNKS: Final = frozenset(("door", "window"))
"""Parts of houses that a tree may have."""
_SPOTS: Final = (
    (0.30, 0.52),
    (0.70, 0.50),
    (0.50, 0.62),
    (0.16, 0.62),
    (0.84, 0.62),
    (0.40, 0.76),
    (0.62, 0.78),
)
"""Where things hang in a crown, in shares of the width and height of the tree."""


def is_fixed(lead: Entity, other: Entity, relation: str) -> bool:
    """Whether a thing that another has is fixed to it, rather than beside it."""
    if relation not in _NEAR or family_of(lead).living or other.pose == "fly":
        return False
    family = lexicon().concepts[lead.concept].family
    if lead.concept in _LEDGES and relation == "with" and other.count > 1:
        return beside_others(other) < 0.75 and not family_of(other).living
    if lead.concept == "floating-island":
        return other.concept == "waterfall"
    if lead.concept in _RACKS:
        return relation in ("with", "full-of") and other.concept in _CARRIED and other.count == 1
    if other.concept in _LIFTS:
        return relation == "with" and family in _BUILT | {"furniture", "object", "land-vehicle"}
    if other.concept in _ON_ROOFS:
        flagged = lead.concept in _MODELS and other.concept in _FLAGS | {"star"}
        return relation != "on" and (family in _BUILT or flagged)
    if family == "tree" and other.concept in _IN_TRUNKS:
        return relation in ("with", "in") and other.count == 1
    return family == "tree" and _hung(other, relation)


def _hung(thing: Entity, relation: str) -> bool:
    family = lexicon().concepts[thing.concept].family
    if thing.concept in _SWINGS or thing.concept in ("ladder", TREEHOUSE):
        return relation != "on"
    small = beside_others(thing) < 0.75 and thing.concept not in _STOOD
    return relation in ("with", "hang-from", "full-of") and small and family in _MADE


def fixed_to(builder: Builder, node: Node, other: Node, leads: list[Member]) -> Assembly:
    """The thing that leads with what is fixed to it; they are tied as :data:`FIXTURE`."""
    base = leads[0] if len(leads) == 1 else merged(Assembly(leads))
    concept, count = other.entity.concept, max(1, other.entity.count)
    if node.entity.concept in _LEDGES and concept not in _LIFTS:
        return _in_a_row(base, builder.others(other))
    if node.entity.concept in _RACKS:
        return _racked(base, merged(builder.built(other)), _RACKS[node.entity.concept])
    if concept == "waterfall":
        return _spilling(base, other)
    if concept in _IN_TRUNKS and lexicon().concepts[node.entity.concept].family == "tree":
        return _in_the_trunk(base, builder.others(other)[0], concept)
    if concept == TREEHOUSE:
        return treehouse(base, other)
    if concept in _LIFTS:
        return tethered(builder.others(other), base)
    if concept in _SWINGS:
        return _swung(base, other)
    if concept == "ladder":
        return _climbed(base, other)
    if lexicon().concepts[node.entity.concept].family == "tree":
        return in_crown(builder.others(other), base)
    if concept in _FLAGS:
        tone = colour_of(other.entity) or _RED
        things = [
            pennant(0.26 * base.height, tone).marked(other.index) for _ in range(min(3, count))
        ]
        return _on_tops(base, things, True)
    if concept == "cross":
        gilt = colour_of(other.entity) if other.entity.colour else None
        cross = crucifix(0.22 * base.height, gilt).marked(other.index)
        return _on_tops(base, [cross], False)
    things = builder.others(other)
    if concept == "chimney" and node.entity.concept in _WITH_CHIMNEYS and not other.entity.colour:
        return _chimneys(base, things, (0.27, 0.5, 0.4))
    if concept == "chimney":
        return _chimneys(base, things, (0.73, 0.27, 0.5))
    for thing in things:
        thing.resized(0.2 * base.height)
    return _on_tops(base, things, False)


def _in_the_trunk(tree: Member, part: Member, concept: str) -> Assembly:
    """A small door at the foot of a trunk, or a window in it."""
    tree.stand(0.0, 0.0)
    tree.order = 0.0
    part.resized((0.24 if concept == "door" else 0.12) * tree.height)
    left, right = tree.subject.feet
    foot = tree.point((left + right) / 2, tree.subject.base)[0]
    part.narrowed(max(0.10 * tree.width, 0.9 * (right - left) * tree.unit))
    part.stand(foot, (0.0 if concept == "door" else 0.20) * tree.height)
    part.order = 1.0
    return Assembly([tree, part])


def _spilling(base: Member, other: Node) -> Assembly:
    """Water that falls over the edge of land in the air, and is lost below."""
    base.stand(0.0, 0.0)
    base.order = 0.0
    fall = made(_falling, high=0.86 * base.height).marked(other.index)
    fall.stand(base.left + 0.30 * base.width, base.top - 1.06 * base.height)
    fall.order = 1.0
    return Assembly([base, fall])


def _falling(pen: Pen) -> None:
    """A veil of water that grows broader and thinner as it falls."""
    veil = outline("M 52 0 Q 64 -5 76 0 Q 82 40 94 128 Q 64 134 34 128 Q 46 40 52 0 Z")
    tones = [(WATER.lighter(0.08), 0.95), (WATER.lighter(0.12), 0.8), (WATER.lighter(0.16), 0.0)]
    pen.shape(veil, linear((64, 0), (64, 128), tones, (0, 0.55, 1)))
    with pen.inside(veil):
        for x, lean in ((57, -6), (62, -3), (67, 2), (72, 7)):
            fade = [(WHITE, 0.9), (WHITE, 0.5), (WHITE, 0.0)]
            line = outline(f"M {x} 0 L {x + 2.4} 0 L {x + lean * 2 + 4} 116 L {x + lean * 2} 116 Z")
            pen.shape(line, linear((64, 0), (64, 116), fade, (0, 0.6, 1)))


def _on_tops(base: Member, things: list[Member], pennants: bool) -> Assembly:
    """On the highest places of a thing: the first on the highest."""
    base.stand(0.0, 0.0)
    shares = [0.04 + 0.02 * number for number in range(47)]
    taken: list[float] = []
    for number, thing in enumerate(things):
        free = [share for share in shares if all(abs(share - other) > 0.2 for other in taken)]
        top = max(base.surface(share) for share in free)
        level = [share for share in free if base.surface(share) > top - 0.015 * base.height]
        share = level[len(level) // 2]
        taken.append(share)
        pole = 0.44 if pennants else 0.0  # its pole is on the left
        thing.stand(
            base.left + share * base.width + pole * thing.width,
            base.surface(share) - 0.02 * base.height,
        )
        thing.order = base.order - 0.2 + 0.01 * number
    return Assembly([base, *things])


def _in_a_row(base: Member, things: list[Member]) -> Assembly:
    """Along the upper edge, at even distances."""
    base.stand(0.0, 0.0)
    for number, thing in enumerate(things):
        thing.unit *= min(
            1.0, 0.4 * base.height / thing.height, 0.8 * base.width / len(things) / thing.width
        )
        share = 0.12 + 0.76 * (number + 0.5) / len(things)
        thing.stand(base.left + share * base.width, base.surface(share) - 0.02 * base.height)
        thing.order = base.order + 0.5 + 0.01 * number
    return Assembly([base, *things])


def _racked(base: Member, load: Member, where: tuple[float, float]) -> Assembly:
    """A basket before the handlebar."""
    base.stand(0.0, 0.0)
    load.unit *= min(1.0, 0.34 * base.width / load.width, 0.5 * base.height / load.height)
    load.unit *= max(1.0, 0.26 * base.width / load.width)
    load.stand(base.left + where[0] * base.width, base.bottom + where[1] * base.height)
    load.order = base.order + 1.0
    return Assembly([base, load])


def _chimneys(base: Member, things: list[Member], shares: tuple[float, ...]) -> Assembly:
    """On the slopes of a roof; those of a drawing that has one already are one fewer."""
    base.stand(0.0, 0.0)
    own = 1 if shares[0] < 0.5 else 0
    for number, thing in enumerate(things):
        if number < own:  # the one of the drawing
            thing.alpha = 0.0
        share = shares[max(0, number - own) % len(shares)]
        thing.resized(0.26 * base.height)
        thing.narrowed(0.16 * base.width)
        roof = base.surface(share)
        thing.stand(base.left + share * base.width, roof - 0.30 * thing.height)
        thing.order = base.order - 0.5
    return Assembly([base, *things[own:]])


def in_crown(things: list[Member], tree: Member) -> Assembly:
    """Small things that hang in the crown of a tree, each on a cord."""
    tree.stand(0.0, 0.0)
    tree.order = -1.0
    cords: list[Member] = []
    if 2 < len(things) < len(_SPOTS):  # "lanterns" are more than three
        things = [*things, *(_copy(things[n % len(things)]) for n in range(5 - len(things)))]
    for number, thing in enumerate(things[: len(_SPOTS)]):
        across, up = _SPOTS[number]
        thing.unit *= min(1.0, 0.15 * tree.height / thing.height, 0.17 * tree.width / thing.width)
        thing.unit *= max(1.0, 0.11 * tree.height / thing.height)
        x, y = tree.left + across * tree.width, tree.bottom + up * tree.height
        thing.stand(x, y - 0.5 * thing.height)
        thing.order = 1.0 + 0.01 * number
        cord = rope(0.10 * tree.height)
        cord.stand(x, thing.top - 0.01 * tree.height)
        cords.append(cord)
    return Assembly([tree, *things[: len(_SPOTS)], *cords])


def hung_in(node: Node, leads: list[Member], tree: Member) -> Assembly:
    """Things that lead and hang from a tree: lanterns in its crown, a swing under it."""
    if node.entity.concept in _SWINGS:
        return _swung(tree, node)
    hung = in_crown(leads, tree)
    return Assembly([*hung.members[1:], tree])


def lifted(lead: Entity, relation: str, other: Entity) -> bool:
    """Whether balloons that lead are tied to a thing."""
    tied = relation in ("lean", "hang-from", "on", "at", "beside")
    return lead.concept in _LIFTS and tied and not family_of(other).living


def carried_off(lead: Entity, other: Entity) -> bool:
    """Whether a thing hangs from balloons: a house that is tied to them, or lifted by them."""
    tied = other.relation in ("lean", "from", "hang-from", "carry", "hold")
    return other.concept in _LIFTS and tied and not family_of(lead).living


def _copy(member: Member) -> Member:
    return Member(member.subject, unit=member.unit, marks=member.marks)


def _swung(tree: Member, other: Node) -> Assembly:
    """A swing on two ropes from the crown."""
    tree.stand(0.0, 0.0)
    seat = swing(0.46 * tree.height).marked(other.index)
    seat.stand(tree.left + 0.27 * tree.width, tree.bottom + 0.09 * tree.height)
    seat.order = tree.order + 1.0
    return Assembly([tree, seat])


def _climbed(tree: Member, other: Node) -> Assembly:
    """A ladder from the ground into the crown."""
    tree.stand(0.0, 0.0)
    steps = rungs(0.55 * tree.height, ROPE if other.entity.material == "rope" else PLANK)
    steps = steps.marked(other.index)
    steps.turn = 8.0
    steps.stand(tree.middle - 0.12 * tree.width, tree.bottom)
    steps.order = tree.order + 1.0
    return Assembly([tree, steps])


def treehouse(tree: Member, other: Node) -> Assembly:
    """A house of planks in the crown of a tree, with a ladder down to the ground."""
    tree.stand(0.0, 0.0)
    tree.order = 0.0
    floor = tree.bottom + 0.46 * tree.height
    house = hut(0.46 * tree.width, colour_of(other.entity) if other.entity.colour else None)
    house.resized(min(house.height, 0.44 * tree.height))
    house = house.marked(other.index)
    house.stand(tree.middle, floor)
    house.order = 1.0
    steps = rungs(floor - tree.bottom + 0.02 * tree.height, ROPE)
    steps.stand(tree.middle + 0.30 * house.width, tree.bottom)
    steps.order = 2.0
    return Assembly([tree, house, steps])


def tree_of(node: Node) -> tuple[Entity, int]:
    """The tree that bears a treehouse, and which entity of the scene it is."""
    far = [other for _, other in node.ties]
    far += [beyond for other in far for _, beyond in other.ties]
    for other in far:
        if lexicon().concepts[other.entity.concept].family == "tree":
            return other.entity, other.index
    return Entity("oak"), node.index


def tethered(balloons: list[Member], base: Member) -> Assembly:
    """Balloons above a thing, on strings that are tied to one point of it."""
    base.stand(0.0, 0.0)
    base.order = 0.0
    high = max(0.42 * base.height, 0.42)
    knot = (base.left + 0.7 * base.width, base.surface(0.7) - 0.04 * base.height)
    strings: list[Member] = []
    row, at = (0, 0)
    for number, m in enumerate(balloons):
        m.resized(high * (0.62 if len(balloons) > 5 else 0.8))
        wide = 3 if len(balloons) > 5 else 2
        row, at = divmod(number, wide)
        x = knot[0] + (at - (wide - 1) / 2 + 0.5 * (row % 2) - 0.25) * 0.72 * m.width
        y = knot[1] + 0.8 * high + row * 0.50 * m.height + 0.1 * m.height * (at % 2)
        m.stand(x, y)
        m.order = 2.0 - 0.1 * row + 0.01 * number
        strings.append(_string(knot, (x, y + 0.1 * m.height)))
    return Assembly([base, *balloons, *strings] if base.marks else [*balloons, base, *strings])


def _string(low: tuple[float, float], high: tuple[float, float]) -> Member:
    """A thin line between two points, the lower one first."""
    dx, dy = high[0] - low[0], max(0.01, high[1] - low[1])

    def draw(pen: Pen) -> None:
        points = [(64.0, 120.0), (64 + 60 * dx / dy, 64.0), (64 + 100 * dx / dy, 20.0)]
        pen.curve(points, stroke(Colour(0.45, 0.02, 60), max(0.7, 0.9 / max(0.4, dy)), 0.85))

    member = Member(as_subject(framed(draw)), order=1.0)
    member.resized(dy)
    middle = (low[0] + high[0]) / 2
    member.stand(middle, low[1])
    return member


def pennant(high: float, tone: Colour) -> Member:
    """A flag on a pole, blown to the right."""

    def draw(pen: Pen) -> None:
        solid(pen, outline("M 20 4 L 25 4 L 26 126 L 19 126 Z"), Colour(0.56, 0.05, 60))
        cloth = (
            "M 26 8 C 48 0 62 20 88 12 C 98 9 108 10 116 14 L 104 36 L 116 58 "
            "C 92 50 78 66 58 60 C 44 56 36 56 26 62 Z"
        )
        solid(pen, outline(cloth), tone)
        pen.shape(
            outline("M 56 8 C 64 22 62 46 56 60 C 64 64 72 60 80 57 C 84 40 84 26 78 13 Z"),
            fill(tone.lighter(-0.09), 0.6),
        )
        pen.circle(22.5, 4, 4, fill(Colour(0.82, 0.14, 85)))

    return made(draw, high=high)


def swing(high: float) -> Member:
    """A plank on two ropes."""

    def draw(pen: Pen) -> None:
        for x in (48, 80):
            pen.line(x, 2, x, 118, stroke(ROPE, 2.6))
        solid(pen, outline("M 40 116 L 88 116 L 88 124 L 40 124 Z"), PLANK)

    return made(draw, high=high)


def crucifix(high: float, tone: Colour | None) -> Member:
    """A cross as it stands on a church."""

    def draw(pen: Pen) -> None:
        form = (
            "M 57 2 L 71 2 L 71 32 L 98 32 L 98 46 L 71 46 L 71 126 L 57 126 L 57 46 L 30 46 "
            "L 30 32 L 57 32 Z"
        )
        solid(pen, outline(form), tone or PLANK)

    return made(draw, high=high)
