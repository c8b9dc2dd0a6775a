"""What passes between two who are close: gifts, kisses, leashes, milk; and tables to work at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from affresco.studio.engines.illustrator.facts import family_of
from affresco.studio.engines.illustrator.painting.chance import Chance
from affresco.studio.engines.illustrator.reading.lexicon import lexicon
from affresco.studio.engines.illustrator.scene import Entity

from . import contacts, deeds, neighbours
from .assembly import Assembly, Member, merged
from .casts import plain_member
from .node import VEHICLES, Node

if TYPE_CHECKING:
    from .building import Builder


def table(name: str = "table") -> Member:
    known = name if name in lexicon().concepts else "table"
    return plain_member(Entity(known), Chance("bench"), 1)


def row(members: list[Member]) -> Member:
    """Several side by side, as one."""
    return members[0] if len(members) == 1 else merged(neighbours.beside(members, [], 0.0))


def gives(builder: Builder, node: Node, other: Node, leads: list[Member]) -> Assembly | None:
    others = builder.others(other)
    if len(others) > 2 or not family_of(other.entity).living:
        return None
    return contacts.given(row(leads), row(others))


def kisses(builder: Builder, node: Node, other: Node, leads: list[Member]) -> Assembly:
    return contacts.kissing(row(leads), row(builder.others(other)))


def uses(builder: Builder, node: Node, other: Node, leads: list[Member]) -> Assembly:
    things = builder.others(other)
    if things[0].height > 0.72 * leads[0].height:
        return deeds.touching(row(leads), things[0], 0.02)
    return deeds.bench(leads, things, table())


def skips(builder: Builder, node: Node, other: Node, leads: list[Member]) -> Assembly:
    return contacts.skipping(leads, other.index)


def drinks(builder: Builder, node: Node, other: Node, leads: list[Member]) -> Assembly:
    return contacts.drinking(leads, builder.base(other))


def pulls(builder: Builder, node: Node, other: Node, leads: list[Member]) -> Assembly:
    """By a rope; the young follow without one; animals tug at clothes with their teeth."""
    others = builder.others(other)
    handed = leads[0].hand is not None
    family = lexicon().concepts[other.entity.concept].family
    if family_of(other.entity).living and not handed:
        return neighbours.beside(others, leads, 0.06)
    if (
        not handed
        and family in ("garment", "object", "furniture", "toy")
        and family_of(other.entity).held
    ):
        return contacts.tugged(leads, others)
    if family in VEHICLES and other.entity.count == 1:
        tallest = max(m.height for m in leads)
        others[0].unit *= min(1.0, (0.72 if handed else 0.95) * tallest / others[0].height)
        if not handed:  # the beast goes between the shafts
            return contacts.towed(leads, others, -0.22 * others[0].width)
    return contacts.towed(leads, others[:4], 0.22 * leads[0].height)


def milks(builder: Builder, node: Node, other: Node, leads: list[Member]) -> Assembly:
    pail = table("bucket")
    return contacts.milked(row(leads), builder.base(other), table("stool"), pail)


def leads(builder: Builder, node: Node, other: Node, leads: list[Member]) -> Assembly:
    return contacts.led(row(leads), builder.others(other)[:5])


def joins(builder: Builder, node: Node, other: Node, leads: list[Member]) -> Assembly:
    return contacts.hand_in_hand([*leads, *builder.others(other)])
