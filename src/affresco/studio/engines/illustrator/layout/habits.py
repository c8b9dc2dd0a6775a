"""What nobody says of somebody in a scene, but everybody expects: mounts, seats, ways of being carried."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import msgspec

from affresco.studio.engines.illustrator.facts import beside_others, family_of
from affresco.studio.engines.illustrator.reading.lexicon import lexicon
from affresco.studio.engines.illustrator.scene import Entity
from affresco.studio.engines.illustrator.subjects.actors import can_act, is_person
from affresco.studio.engines.illustrator.subjects.posed import frontal, shown

from . import hands
from .below import BEDS, between_feet
from .intents import FENCES, coated, smaller_lead
from .node import GROUPS, Node

_CARRIAGES: Final = frozenset(("train-carriage", "train", "bus", "tram", "subway", "waiting-room"))


def seated_in(node: Node, setting: str) -> Node:
    """Who sits or sleeps in a carriage has a seat, who plays in a stadium a ball."""
    entity = node.entity
    if setting == "bathroom" and entity.pose == "bathe" and entity.count == 1 and not node.ties:
        sits = msgspec.structs.replace(entity, pose="sit", qualities=())
        return replace(node, entity=sits, ties=[("in", Node(Entity("bathtub"), node.index))])
    if setting == "stadium" and entity.pose == "play" and entity.count > 1 and not node.ties:
        ball = Node(Entity("football", relation="play", by=node.index), node.index)
        bare = msgspec.structs.replace(entity, pose=None, qualities=())
        return replace(node, entity=bare, ties=[("play-with", ball)])
    person = is_person(lexicon().concepts[entity.concept]) or entity.concept in GROUPS
    if setting in _CARRIAGES and entity.pose in ("sleep", "sit") and person and not node.ties:
        return replace(node, ties=[("on", Node(Entity("bench"), node.index))])
    return node


def _knitting(node: Node) -> Node:
    """Who knits at home sits in an armchair."""
    entity = node.entity
    knits = "knit" in entity.qualities or any(o.entity.relation == "knit" for _, o in node.ties)
    placed = node.tied("on", "in", "at", "ride")
    if not knits or placed or entity.count > 1 or entity.pose not in (None, "sit", "knit"):
        return node
    if not hands.on_two_legs(node):
        return node
    chair = Node(Entity("armchair"), node.index)
    return replace(
        node,
        entity=msgspec.structs.replace(entity, pose="sit"),
        ties=[*node.ties, ("on", chair)],
    )


_BOATS: Final = {"gondolier": "gondola"}
"""Who is always in a boat, unless it is said where else."""


def _aboard(node: Node) -> Node:
    boat = _BOATS.get(node.entity.concept, "")
    placed = node.tied("on", "in", "ride", "at", "pull", "push", "beside", "hold")
    if boat not in lexicon().concepts or placed or node.entity.count > 1:
        return node
    return replace(node, ties=[*node.ties, ("ride", Node(Entity(boat), node.index))])


def equipped(node: Node) -> Node:
    """Who rides or paints, and nobody said what, has a mount or an easel; who knits an armchair."""
    node = _aboard(_knitting(node))
    entity = node.entity
    crayons = any(o.entity.concept in ("crayon", "chalk", "pencil") for _, o in node.ties)
    portrays = not crayons and any(
        o.entity.relation == "paint" and not coated(o.entity) for _, o in node.ties
    )
    if portrays and entity.pose is None and can_act(entity):
        entity = msgspec.structs.replace(entity, pose="paint")
        node = replace(node, entity=entity)
    on_a_wall = any(relation in ("write", "on", "climb") for relation, _ in node.ties)
    if (
        entity.pose == "paint"
        and not (on_a_wall or crayons)
        and "easel" in lexicon().concepts
        and hands.on_two_legs(node)
    ):
        return replace(
            node, ties=[("beside", Node(Entity("easel", size="large"), node.index)), *node.ties]
        )
    rides = entity.pose == "ride" and family_of(entity).living  # a car that drives does not ride
    if not rides or any(r in ("ride", "on", "in") for r, _ in node.ties):
        return node
    mount = "horse" if {entity.concept, entity.role} & _HORSEMEN else "bicycle"
    return replace(node, ties=[*node.ties, ("ride", Node(Entity(mount), node.index))])


_HORSEMEN: Final = {
    "cowboy", "knight", "king", "queen", "prince", "princess", "horse-rider", "sheriff", "samurai",
    "hunter", "soldier", "emperor", "native-chief", "witch-hunter",
}  # fmt: skip


def lying_down(bearer: Node) -> Node:
    """On whose back somebody sleeps lies as well, unless it does not stand on four legs."""
    entity = bearer.entity
    beast = lexicon().concepts[entity.concept].family in ("mammal", "polar-animal")
    if not beast or bearer.ties or entity.role not in (None, "mother", "father"):
        return bearer
    return replace(bearer, entity=msgspec.structs.replace(entity, pose="lie", role=None))


_STOOD_UNDER: Final = frozenset(
    ("umbrella", "parasol", "beach-umbrella", "tent", "arch", "bridge", "bus-stop", "market-stall", "kiosk",
     "swing-set", "ladder", "coat", "blanket", "quilt", "newspaper")
)  # fmt: skip


_STOOPS: Final = {"kiss": 0.6, "hug": 0.93}
"""How tall another is at most, beside who kneels down to kiss or to hug it."""


def crouched(node: Node) -> Node:
    """Who is under a table or a sink is on the knees; who crosses a fence jumps."""
    entity = node.entity
    if entity.concept == "mermaid" and entity.pose is None and node.tied("on"):
        node = replace(node, entity=msgspec.structs.replace(entity, pose="sit"))
        entity = node.entity
    leaps = bool(node.tied("skip")) or any(
        relation == "cross" and jumped(entity, far.entity) for relation, far in node.ties
    )
    if leaps and entity.pose is None:
        return replace(node, entity=msgspec.structs.replace(entity, pose="jump"))
    kissed = any(
        beside_others(far.entity) < _STOOPS.get(relation, 0.0) * beside_others(entity)
        for relation, far in node.ties
    )
    if kissed and entity.pose is None and hands.on_two_legs(node):
        return replace(node, entity=msgspec.structs.replace(entity, pose="kneel"))
    drinks = any(
        relation in ("beside", "drink-at") and far.entity.relation == "eat"
        for relation, far in node.ties
    )
    if drinks and entity.pose is None and not is_person(lexicon().concepts[entity.concept]):
        return replace(node, entity=msgspec.structs.replace(entity, pose="eat"))
    knees = entity.pose == "kneel" and not is_person(lexicon().concepts[entity.concept])
    if knees and entity.role is None and "robot" not in entity.concept:
        return replace(node, entity=msgspec.structs.replace(entity, pose="lie"))
    below = any(
        relation == "under" and lexicon().concepts[far.entity.concept].family == "land-vehicle"
        for relation, far in node.ties
    )
    if below and entity.pose not in ("sleep", "hide") and hands.on_two_legs(node):
        return replace(node, entity=msgspec.structs.replace(entity, pose="lie"))
    hidden = any(relation == "under" and far.entity.concept in BEDS for relation, far in node.ties)
    if hidden and entity.pose in (None, "hide", "lie") and hands.on_two_legs(node):
        return replace(node, entity=msgspec.structs.replace(entity, pose="lie"))
    low = any(
        relation == "under"
        and between_feet(far.entity)
        and far.entity.concept not in _STOOD_UNDER
        and beside_others(far.entity) < 1.2
        for relation, far in node.ties
    )
    if not low or entity.pose not in (None, "work", "hide") or not hands.on_two_legs(node):
        return node
    return replace(node, entity=msgspec.structs.replace(entity, pose="kneel"))


def on_four_legs(node: Node) -> Entity:
    """An animal in the pose that goes with what it has to do with others."""
    entity = node.entity
    if not entity.pose and any(relation in ("chase", "race") for relation, _ in node.ties):
        entity = msgspec.structs.replace(entity, pose="run")
    calm = entity.pose in (None, "look-at", "talk", "wait") and shown(entity.concept) == "running"
    if calm and node.tied("behind", "before", "beside", "under", "in", "with"):
        entity = msgspec.structs.replace(entity, pose="stand")
    if not entity.pose and any(r in ("pull", "look-at", "wait-for", "talk") for r, _ in node.ties):
        entity = msgspec.structs.replace(entity, pose="walk" if node.tied("pull") else "stand")
    if not entity.pose and any(
        relation == "cross" and jumped(entity, o.entity) for relation, o in node.ties
    ):
        entity = msgspec.structs.replace(entity, pose="jump")
    return entity


def plain(entity: Entity) -> Entity:
    """The entity as one of several."""
    return msgspec.structs.replace(entity, count=1)


def reacting(entity: Entity) -> Entity:
    """What is chased runs too."""
    living = family_of(entity).living
    if entity.relation in ("chase", "race") and not entity.pose and living:
        return msgspec.structs.replace(entity, pose="run")
    if entity.pose or not living:
        return entity
    if entity.relation == "give" and is_person(lexicon().concepts[entity.concept]):
        return msgspec.structs.replace(entity, pose="give")
    if entity.relation == "fight" and can_act(entity):
        return msgspec.structs.replace(entity, pose="fight")
    if entity.relation == "pull":
        return msgspec.structs.replace(entity, pose="walk")
    restless = shown(entity.concept) in ("running", "jumping") and entity.relation != "ride"
    turned = entity.relation in ("talk", "look-at", "feed", "fight") and frontal(entity.concept)
    beside = entity.relation in (None, "with", "full-of") or bool(entity.material)
    if not beside and (restless or turned):
        return msgspec.structs.replace(entity, pose="stand")
    return entity


def jumped(lead: Entity, other: Entity) -> bool:
    """Whether somebody crosses a thing by jumping over it."""
    return family_of(lead).living and other.concept in _LEAPT


_LEAPT: Final = FENCES | frozenset(
    ("log", "tree-trunk", "stump", "puddle", "rope", "hurdle", "stone", "rock", "ditch", "box", "bench",
     "moon", "candle", "campfire", "bonfire", "barrel", "skipping-rope", "sheep", "dog", "cat", "chair",
     "table")
)  # fmt: skip


_ON_IT: Final = frozenset(("at-head", "at-arm"))


def borne(small: Entity, bearer: Entity) -> bool:
    """Whether what is on somebody is on a shoulder or a head: a small animal, a fruit."""
    if _ON_IT & set(small.qualities) and smaller_lead(small, bearer):
        return True
    if not family_of(bearer).living:
        return False
    if family_of(small).living:
        if not smaller_lead(small, bearer):
            return False
        known = lexicon().concepts
        grown = is_person(known[bearer.concept]) or bool(bearer.role)
        return grown and not is_person(known[small.concept])
    return lexicon().concepts[small.concept].family in (
        "fruit",
        "vegetable",
        "food",
        "flower",
        "drink",
    )
