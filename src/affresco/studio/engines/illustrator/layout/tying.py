"""A thing that is tied to another: the first rule that knows how the two look places it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

from affresco.studio.engines.illustrator.facts import family_of, floats
from affresco.studio.engines.illustrator.reading.lexicon import lexicon
from affresco.studio.engines.illustrator.scene import Entity
from affresco.studio.engines.illustrator.subjects.actors import pose_of
from affresco.studio.engines.illustrator.subjects.colours import colour_of

from . import (
    below,
    close,
    contacts,
    contents,
    deeds,
    depth,
    fixtures,
    handling,
    hands,
    keels,
    launching,
    neighbours,
    nestling,
    performing,
    placing,
    rings,
    seats,
    slung,
    worn,
)
from .assembly import Assembly, Member, merged
from .flocks import UNCOUNTED
from .habits import borne, jumped, lying_down
from .node import VEHICLES, Node
from .riding import aboard
from .ties import FACADE, LIFTED, drawn_as

if TYPE_CHECKING:
    from .building import Builder

_COVERS: Final = frozenset(
    ("newspaper", "blanket", "quilt", "duvet", "sheet", "towel", "coat", "leaf")
)
_QUILTS: Final = frozenset(("blanket", "quilt", "duvet", "sheet"))
_FLOORS: Final = frozenset(("balcony", "porch", "veranda", "terrace", "doorstep", "step"))
_SERVED: Final = frozenset(
    ("spaghetti", "pasta", "curry", "stew", "lasagna", "tagliatelle", "paella")
)
_TUBS: Final = frozenset(("bathtub", "cradle"))
_SMALL_CAKES: Final = frozenset(("cupcake", "pancakes", "pancake", "rice-cake"))
_TOWARDS: Final = frozenset(
    ("chase", "look-at", "teach", "talk", "give", "help", "wait-for", "defend")
)
_RINGS: Final = frozenset(("campfire", "bonfire", "fountain", "maypole", "cauldron"))


class _Tie(NamedTuple):
    """What is placed. laid: as what the relation is drawn; concept, family: of the other."""

    builder: Builder
    node: Node
    relation: str
    other: Node
    leads: list[Member]
    laid: str
    concept: str
    family: str


def tied(builder: Builder, node: Node, relation: str, other: Node, leads: list[Member]) -> Assembly:
    """The leads with one more thing, placed as the relation says."""
    if relation == "on" and node.entity.pose in ("sleep", "lie") and not other.entity.pose:
        other = lying_down(other)
    concept = other.entity.concept
    family = lexicon().concepts[concept].family
    tie = _Tie(builder, node, relation, other, leads, drawn_as(relation), concept, family)
    for rule in (_afloat, _filled, _fixed, _among, _aboard, _upon, _within):
        if (placed := rule(tie)) is not None:
            return placed
    return _around(tie)


def _afloat(tie: _Tie) -> Assembly | None:
    """Who swims below a surface, and what floats on it."""
    builder, node, _, other, leads, *_ = tie
    if not keels.both_sides(builder.stage, node.index, other.index):
        return None
    if floats(node.entity):
        return keels.under_keel(builder.others(other), single(leads), other.entity)
    return keels.under_keel(leads, builder.base(other), node.entity)


def _filled(tie: _Tie) -> Assembly | None:
    """What is in or on a thing that holds it, and what others do from near."""
    builder, node, relation, other, leads, *_ = tie
    concept = tie.concept
    if relation == launching.ABDUCT:
        return launching.abducted(single(leads), builder.others(other))
    if relation in close.CLOSE:
        return close.laid(builder, node, relation, other, leads)
    if relation == "full-of" and node.entity.concept in placing.PLATES and concept in _SERVED:
        portions = builder.others(other)  # its drawing has a plate
        portions = portions[:1] if other.entity.count == UNCOUNTED else portions
        return Assembly([handling.row(portions)])
    if relation == "full-of" and family_of(node.entity).living:
        return performing.borne_on(builder, node, other, leads)
    if relation in ("full-of", "with") and contents.tops(node, other, _SERVED):
        return contents.garnished(single(leads), contents.garnish(builder, other))
    if relation == "full-of" and node.entity.concept == "empty-vase":
        return contents.in_vase(builder.others(other), single(leads))
    if relation == "full-of":
        flat = node.entity.concept in placing.PLATES
        filling = builder.others(other) if flat else contents.many(builder, other)
        things = not family_of(other.entity).living
        return placing.inside(filling, single(leads), node.entity, heap=things)
    aboard_it = lexicon().concepts[node.entity.concept].family in VEHICLES
    if relation == "with" and contents.is_garnish(node.entity, other.entity):
        onto = contents.floats_on(node.entity, other.entity)
        return contents.garnished(single(leads), contents.garnish(builder, other), onto=onto)
    if relation == "with" and aboard_it and family_of(other.entity).living:
        doing = hands.doing_of(other, builder.chance(other))
        return aboard([other.entity], single(leads), node.entity, doing, builder.chance(other))
    return None


def _fixed(tie: _Tie) -> Assembly | None:
    """What is a part of the other, carried off by it, thrown, performed, lit, or below."""
    builder, node, relation, other, leads, *_ = tie
    laid, concept = tie.laid, tie.concept
    if relation == fixtures.FIXTURE:
        return fixtures.fixed_to(builder, node, other, leads)
    if relation == LIFTED:
        many = [*builder.others(other), *builder.others(other)]
        return fixtures.tethered(many, single(leads))
    if fixtures.lifted(node.entity, relation, other.entity):
        return fixtures.tethered(leads, builder.base(other))
    if relation == "part":
        up, size = FACADE[concept]
        return placing.fixed([handling.row(leads)], builder.others(other), up, size)
    if relation == "throw":
        return placing.tossed([handling.row(leads)], builder.others(other))
    stands = [tie for tie in other.ties if tie[0] == "on" and laid == "in"]
    if stands:  # a fish in a bowl on a table
        bare = replace(other, ties=[tie for tie in other.ties if tie not in stands])
        inner = merged(tied(builder, node, relation, bare, leads))
        far = stands[0][1]
        return placing.on([inner], builder.base(far), far.entity, None)
    if relation in rings.AROUND:
        ringed = rings.around(node, other, leads, builder.base(other))
        if ringed is not None:
            return ringed
    if laid == "on" and rings.is_load(node.entity, other.entity):
        return rings.on_the_roof(leads, builder.base(other))
    if (done := performing.performed(builder, node, relation, other, leads)) is not None:
        return done
    if len(leads) > 2 and concept in _RINGS and laid == "beside":
        return deeds.ring(leads, builder.base(other))
    if relation == "lit":
        return Assembly(leads)
    if relation == "over":
        return nestling.above(leads, builder.base(other), node.entity.pose == "jump")
    return None


def _among(tie: _Tie) -> Assembly | None:
    """In flowers and trees, slung between them, in the midst of others, hung from something."""
    builder, node, relation, other, leads, *_ = tie
    laid, family = tie.laid, tie.family
    insect = "insect" in lexicon().concepts[node.entity.concept].family
    if laid == "in" and family == "flower" and other.entity.count == 1 and insect:
        return nestling.in_blossom(leads, builder.base(other))
    hung = relation in ("among", "between", "hang-from") or laid in (
        "beside",
        "on",
        "in",
        "with",
    )
    if hung and slung.slings(node.entity, other.entity.count, family):
        tone = colour_of(node.entity) if node.entity.colour else None
        return slung.slung(single(leads), builder.others(other), tone)
    if laid == "in" and family == "tree" and other.entity.count > 1:
        return neighbours.wooded(leads, builder.others(other))
    if laid in ("in", "among") and family in ("flower", "plant"):
        return neighbours.amid(leads, builder.others(other))
    if relation in ("among", "between") or (laid in ("beside", "with") and other.entity.count > 1):
        if len(leads) > 1 and other.entity.count == 1:
            return deeds.ring(leads, builder.base(other))
        others = builder.others(other)
        strung = performing.strung_up(node, other, leads, others)
        if strung is not None:
            return strung
        if len(leads) == 1 and family_of(other.entity).living and relation in _TOWARDS:
            return deeds.audience(leads, others)
        return neighbours.between([handling.row(leads)], others)
    if relation in ("climb",):
        return below.climbing(leads, builder.base(other))
    if relation == "hang-from" and family == "tree" and not family_of(node.entity).living:
        return fixtures.hung_in(node, leads, builder.base(other))
    if relation == "hang-from":
        return below.hanging(leads, builder.base(other), other.entity)
    return None


def _aboard(tie: _Tie) -> Assembly | None:
    """On a seat, or on board."""
    builder, node, other, leads = tie.builder, tie.node, tie.other, tie.leads
    laid, concept, family = tie.laid, tie.concept, tie.family
    if (
        laid in ("on", "in")
        and seats.offered(node.entity, other.entity)
        and not (laid == "in" and concept in _TUBS)
    ):
        return seats.seated(builder, node, leads, other)
    on_board = laid == "in" or (laid == "on" and family == "vessel")
    if on_board and family in VEHICLES and family_of(node.entity).living:
        chance, riders = builder.chance(node), [node.entity, *(own.entity for own in node.beside)]
        doing = hands.doing_of(node, chance)
        boarded = aboard(riders, builder.base(other), other.entity, doing, chance)
        for member in boarded.members[:-1]:
            member.marked(node.index)
        return boarded
    return None


def _upon(tie: _Tie) -> Assembly | None:
    """On top of the other, wherever it bears something."""
    builder, node, relation, other, leads, *_ = tie
    laid, concept = tie.laid, tie.concept
    if relation == "cross" and jumped(node.entity, other.entity):
        return nestling.over(leads, builder.base(other))
    if laid == "on" and relation == "on" and borne(node.entity, other.entity):
        base = builder.base(other)
        where = worn.bearing_point(base, other.entity, node.entity)
        return placing.bearing([base], leads, where)
    if (
        laid == "on"
        and "cake" in concept
        and concept not in _SMALL_CAKES
        and not family_of(node.entity).living
    ):
        base = worn.bare_cake(builder.base(other), builder.chance(other))
        return placing.on(leads, base, other.entity, None)
    if laid == "on" and concept == "door" and len(leads) == 1:  # a wreath
        return placing.fixed([builder.base(other)], leads, 0.56, 0.24)
    if laid == "on" and concept in _FLOORS:
        return neighbours.deep(leads, builder.base(other), before=True)
    if laid == "on":
        return placing.on(leads, builder.base(other), other.entity, None)
    return None


def _within(tie: _Tie) -> Assembly | None:
    """In the other."""
    builder, node, other, leads = tie.builder, tie.node, tie.other, tie.leads
    laid, concept, family = tie.laid, tie.concept, tie.family
    if laid == "in" and concept == "mirror" and family_of(node.entity).living:
        return nestling.mirrored(handling.row(leads), builder.base(other))
    if laid == "in" and node.entity.concept in FACADE and family == "building":
        return placing.fixed([builder.base(other)], leads, FACADE[node.entity.concept][0], 0.66)
    stuck = node.entity.concept == "candle" or _blooms(node.entity)
    if laid == "in" and concept == "bottle" and stuck:  # in its neck
        leads = leads if len(leads) < 3 else [merged(contents.bunch(leads, wrapped=False))]
        return placing.on(leads, builder.base(other), other.entity, None)
    if laid == "in" and concept == "empty-vase":
        return contents.in_vase(leads, builder.base(other))
    if laid == "in":
        things = not family_of(node.entity).living
        return placing.inside(leads, builder.base(other), other.entity, heap=things)
    return None


def _around(tie: _Tie) -> Assembly:
    """Under the other, behind it, or beside it."""
    builder, node, relation, other, leads, *_ = tie
    laid, concept = tie.laid, tie.concept
    if laid == "under" and concept in _COVERS and pose_of(node.entity) in seats.LYING:
        if concept in _QUILTS:
            tone = colour_of(other.entity) if other.entity.colour else None
            return contacts.under_cover(single(leads), tone, other.index)
        return below.covered(single(leads), builder.base(other))
    if laid == "under":
        return below.under(leads, builder.base(other), other.entity)
    if laid in ("behind", "before"):
        return depth.in_depth(builder, node, relation, other, leads)
    return seats.side_by_side(builder, node, relation, other, leads)


def _blooms(entity: Entity) -> bool:
    return lexicon().concepts[entity.concept].family == "flower"


def single(members: list[Member]) -> Member:
    """Several as one."""
    return members[0] if len(members) == 1 else merged(Assembly(members))
