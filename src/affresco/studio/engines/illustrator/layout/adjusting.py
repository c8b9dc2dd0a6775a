"""Ties put right when a wish has named all: what is poured where, who is pushed in what."""

from __future__ import annotations

from typing import Final

import msgspec

from affresco.studio.engines.illustrator.facts import family_of
from affresco.studio.engines.illustrator.reading.lexicon import lexicon

from .node import VEHICLES, Node
from .pouring import poured

_WHEELED: Final = frozenset(
    (
        "wheelchair",
        "pram",
        "stroller",
        "sled",
        "shopping-cart",
        "wheelbarrow",
        "cart",
        "swing-set",
        "swing",
    )
)


def passed_on(node: Node) -> None:
    """A cart that is pulled is what is full, and not what pulls it."""
    pulled = node.tied("pull")
    if not pulled:
        return
    for relation, other in list(node.ties):
        if relation == "full-of":
            node.ties.remove((relation, other))
            pulled[0].ties.append((relation, other))


def candled(roots: list[Node]) -> None:
    """Candles that are blown out stand on the cake that was named with them."""
    cake = next((r for r in roots if "cake" in r.entity.concept and not r.ties), None)
    loose = next((r for r in roots if r.entity.concept == "candle" and not r.ties), None)
    for root in roots:
        if _blows_at_a_cake(root):
            return
        for number, (relation, other) in enumerate(root.ties):
            if (
                loose is not None
                and "cake" in other.entity.concept
                and family_of(root.entity).living
            ):
                other.ties.append(("bears", loose))
                other.entity = msgspec.structs.replace(other.entity, relation="build")
                root.ties[number] = ("make" if relation == "on" else relation, other)
                roots.remove(loose)
                return
            if cake is not None and root is not cake and other.entity.concept == "candle":
                cake.ties.append(("bears", other))
                said = msgspec.structs.replace(cake.entity, relation=other.entity.relation)
                cake.entity = said
                root.ties[number] = (relation, cake)
                roots.remove(cake)
                return


def _blows_at_a_cake(root: Node) -> bool:
    """Give the candles that somebody blows out to the cake that is named with them; whether there is one."""
    cakes = [tie for tie in root.ties if "cake" in tie[1].entity.concept and tie[0] != "blow"]
    blown = [tie for tie in root.ties if tie[0] == "blow" and tie[1].entity.concept == "candle"]
    if not (cakes and blown):
        return False
    cake, candles = cakes[0][1], blown[0][1]
    cake.ties.append(("bears", candles))
    cake.entity = msgspec.structs.replace(cake.entity, relation="blow")
    root.ties[:] = [tie for tie in root.ties if tie not in (cakes[0], blown[0])]
    root.ties.append(("blow", cake))
    return True


def taken(node: Node) -> None:
    """From where somebody takes or eats a thing, that is beside, and not stood on."""
    takes = {"eat", "steal", "pick", "hold", "take", "save", "pull", "make"}
    hat = next((other for relation, other in node.ties if relation == "out-of"), None)
    taken = next((tie for tie in node.ties if tie[0] == "hold"), None)
    if hat is not None and taken is not None and family_of(node.entity).living:
        node.ties[:] = [tie for tie in node.ties if tie[0] not in ("out-of",) and tie is not taken]
        hat.ties.append(("full-of", taken[1]))
        node.ties.append(("hold", hat))
    _drawn_out(node)
    if takes & {other.entity.relation or "" for _, other in node.ties}:
        for number, (relation, other) in enumerate(node.ties):
            if other.entity.relation == "from" and relation == "on":
                node.ties[number] = ("lean", other)


def _drawn_out(node: Node) -> None:
    """What somebody pulls or eats from a vessel: the vessel is before him, what is pulled looks out."""
    for number, (relation, vessel) in enumerate(list(node.ties)):
        if vessel.entity.relation != "from" or relation not in ("out-of", "in"):
            continue
        if lexicon().concepts[vessel.entity.concept].family in VEHICLES:
            continue  # who fishes from a boat is in it
        if not family_of(node.entity).living or vessel.entity.concept in ("window", "door"):
            continue
        things = [tie for tie in node.ties if tie[1] is not vessel]
        out = next((t for t in things if t[1].entity.relation in _DRAWN), None)
        meal = any(other.entity.relation in ("eat", "feed") for _, other in things)
        if out is not None:
            node.ties.remove(out)
            vessel.ties.append(("full-of", out[1]))
            small = family_of(vessel.entity).held
            node.ties[node.ties.index((relation, vessel))] = ("hold" if small else "beside", vessel)
        elif meal:
            person = lexicon().concepts[node.entity.concept].family == "person"
            node.ties[number] = ("use" if person else "beside", vessel)


def _on_the_fire(node: Node) -> None:
    """What is cooked at a stove or forged at an anvil is on it, and on no table beside it."""
    places = [
        t
        for t in node.ties
        if t[0] in ("at", "on", "beside", "over") and t[1].entity.concept in _STOVES
    ]
    cooked = [t for t in node.ties if t[0] in _WORKED and t not in places]
    if not places or not cooked:
        return
    stove = places[0][1]
    for tie in (places[0], *cooked):
        node.ties.remove(tie)
    node.ties.append(("at", stove))
    stove.ties.extend(("on", thing) for _, thing in cooked)


_WORKED: Final = frozenset(("make", "bake", "hammer", "saw", "repair"))
_STOVES: Final = frozenset(("stove", "oven", "cooker", "grill", "barbecue", "anvil", "workbench"))
_DRAWN: Final = frozenset(("pull", "take", "catch", "save", "hold"))


def brooding(roots: list[Node]) -> None:
    """A bird that sits, and eggs in a nest beside it: the bird is in the nest."""
    for bird in [r for r in roots if "bird" in lexicon().concepts[r.entity.concept].family]:
        eggs = next((r for r in roots if "egg" in r.entity.concept and r.tied("in")), None)
        if eggs is None or bird.ties or bird.entity.pose not in ("sit", "sleep", None):
            continue
        if eggs.tied("in")[0].entity.concept == "nest":
            bird.ties.append(("in", eggs.tied("in")[0]))
            roots.remove(eggs)


def aimed(node: Node) -> None:
    """Somebody to whom a thing is thrown catches it; into what somebody pours, the stream runs."""
    relations = [other.entity.relation for _, other in node.ties]
    if any(relation == "board" for relation, _ in node.ties):  # a game brings its own table
        node.ties[:] = [tie for tie in node.ties if tie[0] != "at"]
    gifts = [tie for tie in node.ties if tie[0] == "give" and family_of(tie[1].entity).living]
    if len(gifts) == 2 and gifts[0][1].entity.count == 1:  # who gives a puppy to a girl holds it
        node.ties[node.ties.index(gifts[0])] = ("hold", gifts[0][1])
    nest = next((o for r, o in node.ties if r == "build" and o.entity.concept == "nest"), None)
    if nest is not None:  # a bird that builds a nest is in it, on what the nest is on
        below = [tie for tie in node.ties if tie[0] in ("on", "in", "under")]
        node.ties[:] = [("nest", nest), *below]
    pushed = next(
        (o for r, o in node.ties if r in ("push", "pull") and family_of(o.entity).living), None
    )
    for tie in [t for t in node.ties if t[0] in ("push", "pull") and pushed is None]:
        inner = next((t for t in tie[1].ties if t[0] == "full-of"), None)
        if "swing" in tie[1].entity.concept and inner and family_of(inner[1].entity).living:
            tie[1].ties.remove(inner)
            inner[1].ties.append(("on", tie[1]))
            node.ties[node.ties.index(tie)] = (tie[0], inner[1])
    leashed = any(relation in ("pull", "leash") for relation, _ in node.ties)
    if leashed:  # the leash is drawn anyway
        node.ties[:] = [
            tie for tie in node.ties if tie[1].entity.concept not in ("collar", "leash")
        ]
    if pushed is not None:  # who is pushed in a wheelchair, sits in it
        for tie in [tie for tie in node.ties if tie[1].entity.concept in _WHEELED]:
            node.ties.remove(tie)
            seat = "wheel" in tie[1].entity.concept or "swing" in tie[1].entity.concept
            pushed.ties.append(("on" if seat else "ride", tie[1]))
    _on_the_fire(node)
    if "weigh" in relations:  # the scales are those on which it is weighed
        node.ties[:] = [tie for tie in node.ties if tie[1].entity.concept != "scale"]
    for _, other in node.ties:  # a tree from which apples are picked bears them
        for _, fruit in node.ties:
            tree = f"{fruit.entity.concept}-tree"
            if other.entity.concept == "tree" and tree in lexicon().concepts:
                other.entity = msgspec.structs.replace(other.entity, concept=tree)
    for number, (_, other) in enumerate(node.ties):
        living = family_of(other.entity).living
        if (
            living
            and other.entity.relation in ("throw", "to")
            and relations.count("throw") > living
        ):
            node.ties[number] = ("catch-it", other)
        hovers = other.entity.relation == "over" and family_of(node.entity).flies
        aims = other.entity.relation in ("in", "on", "over", "at", "from", "to")
        blown = "blow" in relations and other.entity.relation in ("on", "at", "over", "to")
        if blown and not living and not hovers:
            node.ties[number] = ("beside", other)
        if "pour" in relations and aims and not living and other.entity.relation != "from":
            node.ties[number] = ("pour-into", other)
    if "pour" in relations:
        poured(node)
