"""Several who do or have the same: each has one of its own, in a colour of its own."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import msgspec

from .assembly import Assembly
from .node import GROUPS, Node


def paired(node: Node, assembly: Assembly) -> bool:
    """Whether what they do with each other is for as many as they are: two embrace."""
    return node.entity.pose != "hug" or len(assembly.members) == 2


def each_its_own(node: Node) -> Node:
    """People with umbrellas have one each."""
    if node.entity.count < 2 and node.entity.concept not in GROUPS:
        return node
    ties = [
        (relation, _single_one(other) if relation in _EACH and other.entity.count > 1 else other)
        for relation, other in node.ties
    ]
    return replace(node, ties=ties)


def in_hold(node: Node) -> Node:
    """A couple that dances does so in each other's arms."""
    if not node.waltzes or node.entity.pose == "waltz":
        return node
    kept = tuple(quality for quality in node.entity.qualities if quality != "dancing")
    entity = msgspec.structs.replace(node.entity, pose="waltz", qualities=kept)
    return replace(node, entity=entity)


_VIVID: Final = ("red", "blue", "yellow", "green", "purple", "orange", "pink")


def own_colour(node: Node, number: int) -> Node:
    """Umbrellas and balloons of several people have a colour each, unless one is named."""
    several = node.entity.count > 1 or number > 0
    ties = [
        (relation, _tinted(other, _VIVID[(number * 3 + node.index) % len(_VIVID)]))
        if several and relation == "hold" and other.entity.concept in _MOTLEY
        else (relation, other)
        for relation, other in node.ties
    ]
    return replace(node, ties=ties)


def motley(node: Node, number: int) -> Node:
    """One of several things that are said to be colourful, in a colour of its own."""
    entity = node.entity
    if "colourful" not in entity.qualities or entity.count < 2 or entity.colour or entity.material:
        return node
    colour = _VIVID[(number + node.index) % len(_VIVID)]
    return replace(node, entity=msgspec.structs.replace(entity, colour=colour))


def _tinted(node: Node, colour: str) -> Node:
    if node.entity.colour or node.entity.material:
        return node
    return replace(node, entity=msgspec.structs.replace(node.entity, colour=colour))


_MOTLEY: Final = frozenset(("umbrella", "parasol", "balloon", "kite", "flag", "lantern"))


def _single_one(node: Node) -> Node:
    return replace(node, entity=msgspec.structs.replace(node.entity, count=1))


_EACH: Final = frozenset(("hold", "wear", "carry", "read", "play"))
