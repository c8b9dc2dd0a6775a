"""What is all around a thing: a ring of mushrooms on the ground, bees in the air; loads on roofs.

Lengths are in heights of a grown-up; x to the right, y upwards, the ground at 0.
"""

from __future__ import annotations

import math
from typing import Final

from affresco.studio.engines.illustrator.facts import family_of
from affresco.studio.engines.illustrator.painting.pen import Pen
from affresco.studio.engines.illustrator.reading.lexicon import lexicon
from affresco.studio.engines.illustrator.scene import Entity
from affresco.studio.engines.illustrator.subjects.find import as_subject
from affresco.studio.engines.illustrator.subjects.look import framed

from .assembly import Assembly, Member
from .node import Node

AROUND: Final = frozenset(("around", "surround"))
_UNCOUNTED: Final = 3  # that many are meant by a plural without a number
_RING: Final = 9
_SMALL: Final = frozenset(
    (
        "flower",
        "fruit",
        "vegetable",
        "food",
        "object",
        "kitchenware",
        "toy",
        "tool",
        "plant",
        "floating-object",
    )
)
_LOW: Final = frozenset(("mushroom", "rock", "pebble", "stone", "tree-stump", "stump"))
_LOADED: Final = frozenset(("land-vehicle", "train"))
_ROOFED: Final = frozenset(
    (
        "car",
        "van",
        "camper-van",
        "minibus",
        "bus",
        "taxi",
        "jeep",
        "ambulance",
        "police-car",
        "tram",
    )
)
_TURNS: Final = (20, 75, 130, 165, 205, 250, 305, 340, 0, 100, 230, 320)  # degrees, from the right


def around(node: Node, other: Node, leads: list[Member], base: Member) -> Assembly | None:
    """Things on the ground around another, or flyers in the air around it; None for other beings."""
    several = node.entity.count > 1 and other.entity.count == 1
    if not several or node.ties[1:]:
        return None
    family = lexicon().concepts[node.entity.concept].family
    if family_of(node.entity).flies and node.entity.pose in (None, "fly"):
        return _in_the_air(leads, base)
    thing = not family_of(node.entity).living and family in _SMALL
    if not thing and node.entity.concept not in _LOW:
        return None
    if node.entity.count == _UNCOUNTED:
        models = list(leads)
        leads = [*leads, *(_copy(models[n % len(models)]) for n in range(_RING - len(models)))]
    return _on_the_ground(leads, base)


def _copy(member: Member) -> Member:
    return Member(member.subject, unit=member.unit, marks=member.marks)


def _on_the_ground(things: list[Member], base: Member) -> Assembly:
    """A ring seen a little from above; those before the middle do not hide it."""
    base.stand(0.0, 0.0)
    base.order = 0.0
    for m in things:
        m.unit *= min(1.0, 0.42 * base.height / m.height)
    wide = max(m.width for m in things)
    reach = max(0.5 * base.width + 0.8 * wide, 0.17 * wide * len(things))
    deep = max(0.26 * reach, min(0.9 * max(m.height for m in things), 0.34 * base.height))
    for number, m in enumerate(things):
        angle = math.tau * (number + 0.5) / len(things)
        near = -math.cos(angle)
        m.unit *= 1.0 + 0.14 * near
        m.stand(math.sin(angle) * reach, -deep * near + 0.1 * deep)
        m.order = near
    assembly = Assembly([*things, base])
    assembly.shifted(0.0, -min(m.bottom for m in things))
    return assembly


def _in_the_air(flyers: list[Member], base: Member) -> Assembly:
    """All about it, turned to it, some before and some behind."""
    base.stand(0.0, 0.0)
    base.order = 0.0
    size = 0.24 if len(flyers) > 4 else 0.32
    for m in flyers:
        m.unit *= min(1.0, size * base.height / m.height, 0.5 * base.width / m.width + 1e-6)
        m.unit *= max(1.0, 0.13 * base.height / m.height)
    wide = max(m.width for m in flyers)
    across, up = 0.5 * base.width + 0.65 * wide, 0.46 * base.height
    for number, m in enumerate(flyers):
        angle = math.radians(_TURNS[number % len(_TURNS)])
        far = 1.0 + 0.22 * ((number * 0.618034) % 1.0)
        x, y = math.cos(angle) * across * far, 0.56 * base.height + math.sin(angle) * up * far
        m.stand(x, max(0.04 * base.height, y - 0.5 * m.height))
        m.flip = x > 0
        m.turn = -8.0 + 16.0 * ((number * 0.618034) % 1.0)
        m.order = 1.0 + 0.01 * number
    return Assembly([*flyers, base])


def is_load(thing: Entity, bearer: Entity) -> bool:
    """Whether a thing lies on the roof of a vehicle: a surfboard, bicycles, a tree."""
    rolling = lexicon().concepts[bearer.concept].family in _LOADED
    roofed = "at-roof" in thing.qualities or bearer.concept in _ROOFED
    return rolling and roofed and not family_of(thing).living


def on_the_roof(things: list[Member], base: Member) -> Assembly:
    """Loads that lie along the roof, no longer than what bears them."""
    base.stand(0.0, 0.0)
    base.order = 0.0
    loads = [_lying(m) if m.height > 1.4 * m.width else m for m in things]
    share = 1.0 if len(loads) == 1 else 0.62 if len(loads) == 2 else 1.4 / len(loads)
    at = 0.46 * base.width - 0.4 * base.width * share
    for number, m in enumerate(loads):
        m.unit *= min(0.82 * base.width * share / m.width, 0.62 * base.height / m.height)
        step = (number / max(1, len(loads) - 1) - 0.5) * 2 * at if len(loads) > 1 else 0.0
        x = base.middle + step
        ends = (x - 0.2 * m.width, x, x + 0.2 * m.width)
        roof = max(base.surface(min(0.95, max(0.05, (e - base.left) / base.width))) for e in ends)
        m.stand(x, roof - 0.025 * base.height)
        m.order = 1.0 + 0.01 * number
    return Assembly([base, *loads])


def _lying(member: Member) -> Member:
    """The same on its side."""
    subject = member.subject

    def draw(pen: Pen) -> None:
        with pen.at(64, 64, 90):
            pen.canvas.translate(-64, -64)
            subject.draw(pen)

    lying = member.redrawn(as_subject(framed(draw)))
    lying.unit = member.height / (lying.subject.box[2] - lying.subject.box[0])
    return lying
