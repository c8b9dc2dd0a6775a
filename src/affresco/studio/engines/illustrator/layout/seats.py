"""Who sits, rides and stands beside somebody."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from affresco.studio.engines.illustrator.facts import family_of
from affresco.studio.engines.illustrator.reading.lexicon import lexicon
from affresco.studio.engines.illustrator.scene import Entity
from affresco.studio.engines.illustrator.subjects.actors import is_person, pose_of

from . import contacts, hammocks, handling, hands, lines, neighbours, placing, playing
from .assembly import Assembly, Member, merged
from .casts import cast_member, plain_member
from .habits import plain
from .intents import FENCES
from .node import Node
from .riding import astride as on_the_back
from .riding import ridden

if TYPE_CHECKING:
    from .building import Builder

_FLAT: Final = frozenset(("table", "desk", "carpet", "rug", "blanket", "towel", "picnic-blanket"))
_UPRIGHT: Final = frozenset(("stand", "jump", "dance", "walk", "balance", "run"))
_COVERS: Final = frozenset(("blanket", "quilt", "duvet", "sheet", "bedspread", "bed"))
_HEAPS: Final = frozenset(("object", "fruit", "food", "nature", "toy"))
_TAILED: Final = frozenset(("mermaid", "merman"))
LYING: Final = frozenset(("sleeping", "lying"))
"""Poses of those who lie."""
_FACING: Final = frozenset(
    ("look-at", "talk", "give", "feed", "help", "fight", "hug", "wait-for", "teach", "comb", "save")
)  # fmt: skip

_LEDGES: Final = frozenset(
    ("rock", "boulder", "stone", "pebble", "log", "tree-trunk", "stump", "tree-stump", "wall", "stone-wall",
     "fence", "crate", "box", "barrel", "suitcase", "step", "moon", "mushroom", "hay-bale", "pumpkin",
     "cliff", "pier", "bridge", "branch", "treasure-chest", "chest", "drum", "bale", "parapet", "railing",
     "roof")
)  # fmt: skip
"""What has an edge on which one sits with the legs hanging."""


def offered(entity: Entity, other: Entity) -> bool:
    """Whether somebody has a seat on it: on furniture always, on edges and roofs who sits."""
    if other.concept in placing.SEATS:
        return True
    family = lexicon().concepts[other.concept].family
    ledge = other.concept in _LEDGES or family == "building"
    return ledge and entity.pose == "sit" and other.count == 1


def side_by_side(
    builder: Builder, node: Node, relation: str, other: Node, leads: list[Member]
) -> Assembly:
    near = relation in ("beside", "lean", "at")
    if near and other.entity.concept in FENCES and other.entity.count == 1:
        return lines.along(handling.row(leads), builder.base(other))
    others = builder.others(other)
    family = lexicon().concepts[other.entity.concept].family
    facing = relation in _FACING and family_of(other.entity).living
    flying = family_of(other.entity).flies and other.entity.pose not in ("sit", "stand")
    flying = flying and not family_of(node.entity).flies
    lift = 0.55 * leads[0].height if flying else 0.0
    if relation == "hug" and family == "tree":
        return neighbours.leaning(leads, others, True, True)
    if relation == "hug":
        if len(leads) == 1 and len(others) == 1 and facing:
            return contacts.embracing(leads[0], others[0])
        return neighbours.beside(leads, others, -0.30 * min(1.0, leads[0].width), facing)
    if relation == "lean":
        return neighbours.leaning(leads, others, family_of(node.entity).living, family == "tree")
    if relation == "pull":
        return contacts.towed(leads, others, 0.22 * leads[0].height)
    if relation == "play-with" and len(leads) > 1 and len(others) == 1:
        for m in leads[(len(leads) + 1) // 2 :]:
            m.flip = not m.flip
        return neighbours.between(others, leads)
    if relation in ("push", "kick", "play-with"):
        playing.in_scale(leads, other.entity, others)
        return neighbours.beside(leads, others, 0.0)
    if relation in ("chase", "race"):
        return neighbours.beside(leads, others, 0.20, lift=lift)
    return neighbours.beside(leads, others, facing=facing, lift=lift)


def reclines(node: Node) -> bool:
    """Whether somebody lies leaning on an arm: on grass, on a sofa, under a tree, but neither under a cover
    nor in a hammock."""
    covered = any(
        (relation == "under" and other.entity.concept in _COVERS)
        or other.entity.concept in ("hammock", "coffin", "stretcher")
        for relation, other in node.ties
    )
    legged = (
        is_person(lexicon().concepts[node.entity.concept]) and node.entity.concept not in _TAILED
    )
    piled = node.entity.pose == "sleep" and any(
        relation == "on" and lexicon().concepts[other.entity.concept].family in _HEAPS
        for relation, other in node.ties
    )
    return (node.entity.pose == "lie" or piled) and legged and not covered


def seated(builder: Builder, node: Node, leads: list[Member], other: Node) -> Assembly:
    """On a seat, a bed or a table."""
    if other.entity.count > 1 and other.entity.concept in placing.UPRIGHT:  # each on one
        seats = [
            plain_member(plain(other.entity), builder.chance(other), i).marked(other.index)
            for i in range(len(leads))
        ]
        pairs = zip(leads, seats, strict=True)
        sat = [placing.on([m], seat, other.entity, None, sitting=True) for m, seat in pairs]
        return neighbours.beside([merged(one) for one in sat], [], 0.0)
    slung = hammocks.slung(builder, node, leads, other)
    if slung is not None:
        return slung
    base = builder.base(other)
    lying = pose_of(node.entity) in LYING and other.entity.concept not in placing.UPRIGHT
    if is_person(lexicon().concepts[node.entity.concept]) and len(leads) == 1 and not lying:
        who = builder.acting(node, builder.chance(node), 0)

        def sit(x: float, y: float) -> None:
            leaps = node.entity.pose in _UPRIGHT
            if who.hip is None or leaps or other.entity.concept in _FLAT:
                lift = 0.2 * who.member.height if node.entity.pose == "jump" else 0.0
                who.member.stand(x, y + lift)
                return
            hx, hy = who.member.point(*who.hip)
            who.member.x += x - hx
            who.member.y += y + 0.04 - hy

        return placing.on([who.member], base, other.entity, sit)
    if not lying and other.entity.concept not in _FLAT:
        return placing.on(leads, base, other.entity, None, sitting=True)
    if lying:
        base.unit *= max(1.0, leads[0].width * 1.12 / base.width)
    return placing.on(leads, base, other.entity, None)


def astride(builder: Builder, steed: Member, riders: Node) -> Assembly:
    """Riders on the back of an animal that carries them."""
    chance = builder.chance(riders)
    doing = hands.doing_of(riders, chance)
    assembly = on_the_back([riders.entity], steed, doing, chance)
    for member in assembly.members[:-1]:
        member.marked(riders.index)
    return assembly


def rider(builder: Builder, node: Node) -> Member:
    """Somebody as one sits astride the shoulders of another."""
    chance = builder.chance(node)
    doing = replace(hands.doing_of(node, chance), stance="seated", gesture="cheer", held=None)
    return cast_member(node.entity, chance, doing).member.marked(node.index)


def each_riding(builder: Builder, node: Node, mount: Node) -> Assembly:
    """Several on mounts of their own, side by side."""
    pairs = []
    for number in range(min(4, node.entity.count)):
        chance = builder.chance(node, number)
        one, steed = plain(node.entity), plain(mount.entity)
        doing = hands.doing_of(node, chance)
        ridden_one = ridden([one], steed, doing, chance, mount.index + number)
        for member in ridden_one.members:
            member.marked(node.index)
        pairs.append(merged(ridden_one))
    return neighbours.beside(pairs, [], 0.0)
