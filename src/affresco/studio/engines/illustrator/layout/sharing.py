"""What several do or use together, though the scene ties it to the first of them."""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import Final

from affresco.studio.engines.illustrator.facts import family_of
from affresco.studio.engines.illustrator.reading.lexicon import lexicon
from affresco.studio.engines.illustrator.scene import Entity

from .node import VEHICLES, Node

SADDLES: Final = frozenset(
    ("bicycle", "motorcycle", "scooter", "broom", "skateboard", "surfboard", "snowboard", "sled",
     "skis", "magic-carpet", "flying-carpet", "unicycle", "wheelchair", "moped", "tricycle",
     "jet-ski", "kick-scooter", "roller-skates", "ice-skate")
)  # fmt: skip
COMMON: Final = frozenset(
    ("board", "at", "under", "around", "chase", "look-at", "wait-for", "climb", "behind", "before",
     "build", "play-with", "among", "carry-together")
)  # fmt: skip
"""What several do together, though the scene ties the thing to the first of them."""
_MUTUAL: Final = {
    "kiss": "kiss", "join": "join", "hug": "hug", "fight": "fight", "talk": "talk", "chat": "talk",
    "argue": "talk",
}  # fmt: skip
"""Poses of two that are a tie between them."""
_RESTING: Final = frozenset(("sit", "sleep", "lie", "stand", "dance"))
"""What two do on one thing, when both do it and the thing is named after them."""


def _together(host: Node, other: Node) -> bool:
    """Whether a root does what the one before it does: "a fox and an owl playing chess"."""
    if (
        other.ties
        or other.entity.relation is not None
        or host.entity.concept == other.entity.concept
    ):
        return False
    alike = family_of(host.entity).living and family_of(other.entity).living
    poses = other.entity.pose is None or other.entity.pose == host.entity.pose
    shared = (
        relation in COMMON and host.index < other.index < thing.index
        for relation, thing in host.ties
    )
    return alike and poses and any(shared)


def _shares(host: Node, other: Node) -> bool:
    """Whether a root is where another sits or stands."""
    if _together(host, other):
        return True
    if host.entity.pose == other.entity.pose == "picnic" and not other.ties:
        return True
    bases = [base for relation, base in host.ties if relation in ("on", "in")]
    mounts = [base for base in host.tied("ride") if base.entity.concept not in SADDLES]
    bases = bases or mounts
    vessels = ("object", "kitchenware", "vessel", "tool")  # baskets, cups, boats
    if not bases or other.ties or other.entity.relation is not None:
        return False
    family = lexicon().concepts[bases[0].entity.concept].family
    shared = bases[0].entity.concept in ("seesaw", "bench", "swing-set", "blanket", "wall", "fence")
    seat = shared or family == "furniture" or family in VEHICLES or bool(mounts)
    seat = seat or (bool(host.tied("in")) and family in vessels)
    alike = family_of(host.entity).living == family_of(other.entity).living
    between = host.index < other.index < bases[0].index
    seat = seat or (host.entity.pose in _RESTING and host.entity.pose == other.entity.pose)
    return seat and alike and (between or family_of(other.entity).held)


def paired(roots: list[Node]) -> list[Node]:
    """Two who kiss, or go hand in hand, each named for himself."""
    kept: list[Node] = []
    for root in roots:
        first = kept[-1] if kept else None
        tie = _MUTUAL.get(root.entity.pose or "", "")
        both = first is not None and first.entity.pose == root.entity.pose and not first.ties
        if first is not None and both and tie and not root.ties and first.entity.count == 1:
            first.ties.append((tie, root))
        else:
            kept.append(root)
    return kept


_MEALS: Final = {
    "breakfast": ("coffee", "croissant", "milk", "apple"),
    "dine": ("red-wine", "spaghetti", "bread"),
}
"""What is on the table of those of whom it is said that they have a meal, by pose."""


def laid_tables(roots: list[Node]) -> None:
    """Who has breakfast or dinner sits at a table with something on it."""
    for host in roots:
        meal = _MEALS.get(host.entity.pose or "", ())
        if not meal or any(r in ("eat", "hold", "in") for r, _ in host.ties):
            continue
        seats = [other for _, other in host.ties if family_of(other.entity).held is False]
        tables = [other for other in seats if "table" in other.entity.concept]
        if seats and not tables:
            continue  # in bed, on a bench
        table = tables[0] if tables else Node(Entity("table"), host.index)
        if not tables:
            host.ties.append(("at", table))
        if not table.ties:
            known = [name for name in meal if name in lexicon().concepts]
            table.ties.extend(("on", Node(Entity(name), host.index)) for name in known)


_EACH: Final = frozenset(("eat", "hold", "play", "read"))
"""What several do each with a thing of their own, though the scene has it with the first of them."""


def likewise(roots: list[Node]) -> None:
    """ "A knight and a dragon drinking tea": the dragon has a cup as well."""
    for host, other in itertools.permutations(roots, 2):
        idle = not other.ties and other.entity.relation is None and other.entity.pose is None
        if not (idle and family_of(host.entity).living and family_of(other.entity).living):
            continue
        for relation, thing in host.ties:
            named_between = host.index < other.index < thing.index
            if relation in _EACH and named_between and family_of(thing.entity).held:
                other.ties.append((relation, replace(thing, ties=list(thing.ties))))
                break


def _accompanied(host: Node) -> None:
    """Whoever somebody plays chess or sits on a bench with is at that table or on that bench, too."""
    seats = [
        other
        for relation, other in host.ties
        if relation in ("board", "at", "build")
        or (
            relation in ("on", "in")
            and lexicon().concepts[other.entity.concept].family == "furniture"
        )
    ]
    if not seats or not family_of(host.entity).living:
        return
    for tie in [tie for tie in host.ties if tie[0] == "with"]:
        other = tie[1]
        free = not other.ties and other.entity.pose in (None, host.entity.pose)
        if free and family_of(other.entity).living and other.entity.count == 1:
            host.ties.remove(tie)
            host.beside.append(other)


def joined(roots: list[Node]) -> list[Node]:
    """A dog and a cat on one sofa, apples and pears on one table."""
    kept: list[Node] = []
    for root in roots:
        _accompanied(root)
        host = next((node for node in kept if _shares(node, root)), None)
        if host is None:
            kept.append(root)
        else:
            host.beside.append(root)
    return kept
