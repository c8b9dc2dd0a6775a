"""Which staging of :mod:`.deeds` shows a relation; what is needed for it is fetched here."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import msgspec

from affresco.studio.engines.illustrator.facts import beside_others, family_of
from affresco.studio.engines.illustrator.painting.chance import Chance
from affresco.studio.engines.illustrator.reading.lexicon import lexicon
from affresco.studio.engines.illustrator.scene import Entity
from affresco.studio.engines.illustrator.subjects.actors import can_act, is_person

from . import (
    contacts,
    deeds,
    effects,
    handling,
    hands,
    lines,
    neighbours,
    nestling,
    placing,
    playing,
    pouring,
    seats,
    winding,
    windows,
    worn,
)
from .assembly import Assembly, Member, merged
from .casts import plain_member
from .flocks import AIRY
from .intents import FENCES, FIRES
from .node import VEHICLES, Node

if TYPE_CHECKING:
    from .building import Builder

_CRAFTS: Final = frozenset(
    ("hammer", "operate-on", "iron", "bake", "make", "repair", "measure", "saw", "cut", "sew")
)
_PLAYED: Final = ("violin", "flute", "trumpet", "cello", "drum", "guitar")
_GRAIN: Final = frozenset(("bird", "flying-bird", "farm-bird", "insect", "flying-insect"))
_BUBBLES: Final = frozenset(("bubble", "soap-bubble", "soap", "bubbles"))
_CLOTHS: Final = frozenset(("laundry", "clothes", "washing"))
CORDS: Final = frozenset(("thread", "rope", "string", "vine", "wire", "cord", "yarn"))
"""On what one hangs from above."""
_CEILINGS: Final = frozenset(("chandelier", "lamp", "lampshade", "ceiling-fan", "hook"))
"""What hangs itself."""
_HELD: Final = ("hang-from", "on", "up", "climb")
_UPSIDE_DOWN: Final = frozenset(("bat", "flying-fox", "fruit-bat"))
_WALKERS: Final = frozenset(("tightrope-walker", "acrobat", "funambulist"))
_GROWING: Final = frozenset(("plant", "flower", "tree", "nature"))
_LOW_FOOD: Final = frozenset(("fruit", "vegetable", "food", "drink", "flower"))


def performed(
    builder: Builder, node: Node, relation: str, other: Node, leads: list[Member]
) -> Assembly | None:
    """The leads doing something with another, as it is seen; None where places say enough."""
    built = lexicon().concepts[node.entity.concept].family == "building"
    if relation in ("with", "beside") and built and other.entity.concept in FENCES:
        return lines.fenced(handling.row(leads), builder.base(other))
    thing = not family_of(node.entity).living and not family_of(other.entity).living
    near = ("on", "beside", "with", "before", "at", "from", "over")
    if thing and node.entity.pose == "hang" and relation in near and other.entity.count == 1:
        return lines.pinned(leads, builder.base(other))
    if falls(node) and relation in ("on", "over", "beside", "from", "in", "with"):
        return deeds.scattered(leads, builder.base(other))
    if relation in _HELD and other.entity.concept in CORDS and hangs(node):
        return lines.hung(leads, cloth=False, far=1.0)
    if relation == "on" and other.entity.concept in CORDS and family_of(node.entity).living:
        return lines.roped(leads, aloft=False)
    airy = other.entity.concept in AIRY and other.entity.count > 1
    if airy and relation in ("with", "beside", "among", "around", "hold", "under", "in"):
        return deeds.scattered(builder.others(other), handling.row(leads))
    stage = _STAGED.get(relation)
    if stage is not None:
        return stage(builder, node, other, leads)
    cloth = lexicon().concepts[other.entity.concept].family == "garment"
    if relation in ("make", "hang-up") and (cloth or other.entity.concept in _CLOTHS):
        line = other.entity.concept in _CLOTHS
        clothes = _washing(4) if line else builder.others(other) * 3
        return lines.hanging_out(handling.row(leads), clothes)
    if relation == "hang-up":
        return deeds.held_up(handling.row(leads), builder.others(other))
    if relation in _CRAFTS and other.entity.count <= 3:
        return _crafted(builder, node, relation, other, leads)
    return None


def hangs(node: Node) -> bool:
    """Whether things hang from above, nobody said from what."""
    entity = node.entity
    living = family_of(entity).living
    held = (
        ("hang-from", "up", "climb") if living and entity.pose not in ("hang", "climb") else _HELD
    )
    cords = any(other.entity.concept in CORDS for relation, other in node.ties if relation in held)
    tied = any(relation not in ("wear", "hold", "over") for relation, _ in node.ties)
    lamps = any(o.entity.concept in _CEILINGS for r, o in node.ties if r == "hang-from")
    if entity.pose == "hang" and entity.concept in _UPSIDE_DOWN:
        return not tied or lamps
    spun = "spider" in entity.concept  # on its thread
    dead = not living or bool(entity.material) or spun  # a whale of paper hangs from the ceiling
    return cords or lamps or (entity.pose == "hang" and not tied and dead)


def falls(node: Node) -> bool:
    """Whether small things come down through the air: petals, leaves, letters, coins."""
    entity = node.entity
    small = beside_others(entity) < 0.62 and not family_of(entity).living
    return entity.pose == "fall" and small and entity.count > 1


def hung_up(node: Node, leads: list[Member]) -> Assembly:
    """Things below cords, clothes on a line."""
    concept = lexicon().concepts[node.entity.concept]
    if concept.id in _UPSIDE_DOWN:
        return Assembly([lines.upside_down(m) for m in leads])
    cloth = concept.family == "garment" or concept.id in _CLOTHS
    if concept.id in _CLOTHS:  # several things are on a line, even if the word is one
        leads = _washing(4)
    return lines.hung(leads, cloth)


def on_a_rope(node: Node) -> bool:
    """Whether somebody walks on a rope, nobody said between what."""
    far = [
        other.entity.concept in CORDS
        for relation, other in node.ties
        if relation in ("among", "between", "on", "cross")
    ]
    return node.entity.concept in _WALKERS and all(far)


def strung_up(
    node: Node, other: Node, leads: list[Member], others: list[Member]
) -> Assembly | None:
    """On a line between two: clothes, lanterns, somebody who walks on a rope."""
    walker = node.entity.concept in _WALKERS
    if len(others) < 2 or not (walker or node.entity.pose == "hang"):
        return None
    if node.entity.concept in _CLOTHS:
        leads = _washing(3)
    return lines.strung(leads, others, walker)


def _washing(count: int) -> list[Member]:
    """Clothes of several kinds and colours."""
    chance = Chance("washing")
    out = []
    for number in range(count):
        name, colour, high = _WASHING[number % len(_WASHING)]
        if name in lexicon().concepts:
            out.append(plain_member(Entity(name, colour=colour), chance, number))
            out[-1].resized(high)
    return out


_WASHING: Final = (
    ("shirt", "white", 0.5), ("trousers", "blue", 0.56), ("dress", "red", 0.56), ("sock", "yellow", 0.3),
    ("t-shirt", "green", 0.46),
)  # fmt: skip


def _crafted(
    builder: Builder, node: Node, relation: str, other: Node, leads: list[Member]
) -> Assembly | None:
    """Small things are worked on at a table, large things where they stand."""
    things = builder.others(other)
    if relation == "measure" and family_of(other.entity).living:
        return deeds.touching(leads[0], things[0]) if len(leads) == 1 else None
    tallest = max(m.height for m in leads)
    if relation == "cut" and hands.of_wood(other.entity):
        things[0].unit *= min(
            1.0, (1.8 if things[0].height > 2 else 0.5) * tallest / things[0].height
        )
        return deeds.touching(handling.row(leads), things[0], 0.02)
    if relation == "cut" and lexicon().concepts[other.entity.concept].family in _GROWING:
        for thing in things:
            thing.unit *= max(1.0, 0.6 * tallest / thing.height)
            thing.unit *= min(1.0, 1.8 * tallest / thing.height)
        return deeds.touching(handling.row(leads), handling.row(things), 0.04)
    at_work = bool(node.tied("at"))  # at a table even a ship is a small one
    if max(m.height for m in things) > 0.72 * tallest and relation != "iron" and not at_work:
        things[0].unit *= min(1.0, 1.8 * tallest / things[0].height)
        return deeds.touching(handling.row(leads), things[0], 0.02)
    if other.entity.concept in _ON_FIRES:
        things[0].unit *= 0.62 * tallest / things[0].height
        return deeds.touching(handling.row(leads), things[0], 0.10 * tallest)
    if node.tied("under", "in"):  # under a sink there is no table
        return deeds.touching(handling.row(leads), things[0], 0.02)
    table = handling.table("ironing-board" if relation == "iron" else "table")
    return deeds.bench(leads, things, table, hung=relation == "iron")


_ON_FIRES: Final = frozenset(("cauldron", "barbecue", "campfire", "bonfire", "grill"))
"""What stands on the ground when one cooks on it."""


def _sells(builder: Builder, node: Node, other: Node, leads: list[Member]) -> Assembly:
    return deeds.stall(leads, builder.others(other), handling.table())


def _weighs(builder: Builder, node: Node, other: Node, leads: list[Member]) -> Assembly:
    things = builder.others(other)
    scale = handling.table("scale")
    if things[0].height > 0.6 * leads[0].height:
        return deeds.bench(leads, [merged(placing.on([things[0]], scale, Entity("scale"), None))],
                           handling.table())  # fmt: skip
    return deeds.weighed(handling.row(leads), things, scale, handling.table())


def _writes(builder: Builder, node: Node, other: Node, leads: list[Member]) -> Assembly:
    things = builder.others(other)
    if things[0].height > 0.6 * leads[0].height:  # on a wall or a board
        return deeds.touching(handling.row(leads), things[0], 0.02)
    for thing in things:
        thing.resized(min(thing.height, 0.13 * leads[0].height))
    return deeds.at_table(
        [handling.row(leads)], handling.table(), things, [handling.table("stool")], True
    )


def _blows(builder: Builder, node: Node, other: Node, leads: list[Member]) -> Assembly:
    if other.entity.concept in _BUBBLES:
        return deeds.blown_bubbles(handling.row(leads), other.entity.count)
    fire = other.entity.concept in ("fire", "campfire", "flame", "bonfire")
    return deeds.blown_at(handling.row(leads), [] if fire else builder.others(other), fire)


def _conducts(builder: Builder, node: Node, other: Node, leads: list[Member]) -> Assembly:
    """Musicians with their instruments, before who conducts."""
    if can_act(other.entity) and not other.ties and not other.dealt:
        known = [Entity(name) for name in _PLAYED if name in lexicon().concepts]
        other = replace(other, dealt=known)
        many = max(5, other.entity.count)
        other.entity = msgspec.structs.replace(other.entity, count=many)
        return deeds.audience(leads, builder.leads(other), 0.2, raised=True)
    return deeds.audience(leads, builder.others(other), 0.2, raised=True)


def _feeds(builder: Builder, node: Node, other: Node, leads: list[Member]) -> Assembly:
    others = builder.others(other)
    family = lexicon().concepts[other.entity.concept].family
    small = beside_others(other.entity) < 0.62 * beside_others(node.entity)
    if len(others) == 1 and not (small and family in _GRAIN):
        return deeds.touching(handling.row(leads), others[0], 0.0)
    return deeds.fed(leads, others, small)


def _carries(builder: Builder, node: Node, other: Node, leads: list[Member]) -> Assembly:
    return lines.carried(leads, builder.base(other))


def _combs(builder: Builder, node: Node, other: Node, leads: list[Member]) -> Assembly | None:
    if other.entity.count > 1:
        return None
    return deeds.touching(handling.row(leads), handling.row(builder.others(other)), 0.10)


def _catches(builder: Builder, node: Node, other: Node, leads: list[Member]) -> Assembly:
    """At some distance, looking at what flies towards it."""
    gap = 0.5 * max(m.height for m in leads)
    return neighbours.beside(leads, builder.others(other), gap, facing=True)


def _pours(builder: Builder, node: Node, other: Node, leads: list[Member]) -> Assembly:
    vessel = builder.base(other)
    liquids = [o for _, o in node.ties if o.entity.relation == "pour"]
    tone = effects.poured(liquids[0].entity.concept if liquids else "")
    table = handling.table() if vessel.height < 0.4 * leads[0].height else None
    assembly = deeds.poured_into(handling.row(leads), vessel, table, tone)
    if liquids:
        assembly.members[-1].marked(liquids[0].index)
    return pouring.with_things(builder, node, assembly)


def _sprays(builder: Builder, node: Node, other: Node, leads: list[Member]) -> Assembly:
    return deeds.sprayed(handling.row(leads), builder.others(other))


def _emerges(builder: Builder, node: Node, other: Node, leads: list[Member]) -> Assembly:
    base = builder.base(other)
    if "egg" in other.entity.concept and len(leads) < 4:
        return placing.inside(leads, base, other.entity)
    if other.entity.concept in FIRES:
        return deeds.rising(handling.row(leads), base)
    if family_of(node.entity).flies or node.entity.pose in ("fly", "jump") or len(leads) > 3:
        base.unit *= max(1.0, 0.8 * max(m.height for m in leads) / base.height)
        return deeds.emerging(leads, base)
    return placing.inside(leads, base, other.entity)


def _nests(builder: Builder, node: Node, other: Node, leads: list[Member]) -> Assembly:
    return placing.inside(leads, builder.base(other), other.entity)


def _bears(builder: Builder, node: Node, other: Node, leads: list[Member]) -> Assembly:
    """On the shoulder, the head, the nose, the back or the roof."""
    known = lexicon().concepts
    people = is_person(known[node.entity.concept]) and is_person(known[other.entity.concept])
    on_back = is_person(known[other.entity.concept]) and leads[0].hand is None
    if on_back and len(leads) == 1 and beside_others(node.entity) > 0.5:
        return seats.astride(builder, leads[0], other)
    if people and len(leads) == 1 and other.entity.count == 1:
        return contacts.shouldered(leads[0], seats.rider(builder, other))
    lead = handling.row(leads)
    cake = "cake" in node.entity.concept
    where = worn.bearing_point(lead, node.entity, other.entity)
    building = known[other.entity.concept].family == "building"
    heavy = (
        0.9
        if building or is_person(known[node.entity.concept])
        else 0.7
        if known[node.entity.concept].family in VEHICLES
        else 1.4
    )
    if is_person(known[node.entity.concept]) and family_of(other.entity).held:
        heavy = 0.5
    most = heavy if other.entity.relation == "carry" and where is None else 0.0
    beast = family_of(node.entity).living and lead.shoulder is None and other.entity.count > 1
    if where is None and beast:  # on the back, behind the head
        where = (0.42, (lead.surface(0.42) - lead.bottom) / lead.height - 0.03)
    return placing.bearing([lead], builder.others(other), where, cake, most)


def borne_on(builder: Builder, node: Node, other: Node, leads: list[Member]) -> Assembly:
    """What somebody is laden with."""
    return _bears(builder, node, other, leads)


def _gathers(builder: Builder, node: Node, other: Node, leads: list[Member]) -> Assembly | None:
    """Around: whoever are more stand around whoever is one."""
    if other.entity.concept in FENCES:
        return lines.fenced(handling.row(leads), builder.base(other))
    if node.entity.concept in FENCES:
        return lines.fenced(builder.base(other), leads[0])
    if other.entity.concept in ("table", "dining-table", "desk") and len(leads) > 1:
        return _at(builder, node, other, leads)
    others = builder.others(other)
    if len(leads) > 1 and len(others) == 1:
        return deeds.ring(leads, others[0])
    if len(others) > 1:
        return deeds.ring(others, handling.row(leads))
    return None


def _at(builder: Builder, node: Node, other: Node, leads: list[Member]) -> Assembly:
    """At a table with what is on it; seated, unless one stands there."""
    if other.entity.concept == "easel":  # as high as who paints at it
        easel = builder.base(other)
        easel.unit *= 0.9 * max(m.height for m in leads) / easel.height
        return deeds.touching(handling.row(leads), easel, 0.02)
    if other.entity.concept in _ON_DESKS:
        desk = handling.table("writing-desk")
        stools = [handling.table("stool") for _ in leads[:2]]
        return deeds.at_table(leads, desk, [builder.base(other)], stools, True)
    onto = [far for relation, far in other.ties if relation in ("on", "bears", "with", "full-of")]
    table = plain_member(other.entity, builder.chance(other), 1).marked(other.index)
    if other.entity.concept == "stove" and onto:  # one without a pipe, on which pots stand
        table = handling.table("oven").marked(other.index)
    things = [member for far in onto for member in builder.others(far)]
    seated = other.entity.concept not in hands.STANDING_AT
    stools = [handling.table("stool") for _ in leads[:2]] if seated else []
    return deeds.at_table(leads, table, things, stools, seated)


_ON_DESKS: Final = frozenset(("sewing-machine", "typewriter", "computer", "laptop", "microscope"))
"""What stands on a table at which one sits."""


def _board(builder: Builder, node: Node, other: Node, leads: list[Member]) -> Assembly:
    """A game on a table between those who play it."""
    stools = [handling.table("stool") for _ in leads[:2]]
    return deeds.at_table(leads, handling.table(), builder.others(other), stools, True)


_PITS: Final = frozenset(("hole", "cave-mouth", "ditch", "pit", "trench", "tunnel", "well"))


def _builds(builder: Builder, node: Node, other: Node, leads: list[Member]) -> Assembly:
    """On both sides of what they build, which is not larger than needs be."""
    thing = builder.base(other)
    tallest = max(m.height for m in leads)
    if other.entity.concept in _PITS:
        return nestling.in_the_ground(leads, thing)
    thing.unit *= min(1.0, 1.7 * tallest / thing.height)
    thing.narrowed(3.0 * tallest)
    half = (len(leads) + 1) // 2
    for m in leads[half:]:
        m.flip = True
    return neighbours.between([thing], leads) if len(leads) > 1 else neighbours.beside(
        leads, [thing], -0.02
    )  # fmt: skip


_STAGED: Final = {
    "sell": _sells, "weigh": _weighs, "write": _writes, "blow": _blows, "conduct": _conducts,
    "feed": _feeds, "comb": _combs, "catch-it": _catches, "pour-into": _pours, "spray": _sprays,
    "out-of": _emerges, "nest": _nests, "bears": _bears, "around": _gathers, "surround": _gathers,
    "at": _at, "board": _board, "build": _builds, "carry-together": _carries, "help": _combs,
    "give": handling.gives, "kiss": handling.kisses, "milk": handling.milks, "leash": handling.leads,
    "coat": _builds, "use": handling.uses, "skip": handling.skips, "pull": handling.pulls,
    "drink-at": handling.drinks, "join": handling.joins, "wind": winding.wound,
    "play-with": playing.played, playing.SCORE: playing.scored, pouring.OUT: pouring.poured_out,
    windows.OUT: windows.leaning_out,
}  # fmt: skip
