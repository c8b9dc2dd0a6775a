"""Where a thing goes that is under another, hangs from it, or climbs it."""

from __future__ import annotations

from typing import Final

from affresco.studio.engines.illustrator.facts import beside_others
from affresco.studio.engines.illustrator.reading.lexicon import lexicon
from affresco.studio.engines.illustrator.scene import Entity

from .assembly import Assembly, Member

_SHELTERS: Final = frozenset(
    ("table", "desk", "bed", "bridge", "arch", "chair", "bench", "torii", "gate", "piano",
     "grand-piano", "sofa", "blanket", "tent", "stairs")
)  # fmt: skip


def covered(lead: Member, cover: Member) -> Assembly:
    """Something flat over who lies."""
    lead.stand(0.0, 0.0)
    cover.unit *= 0.46 * lead.width / cover.width
    cover.unit *= min(1.0, 0.8 * lead.height / cover.height)
    cover.stand(lead.left + 0.46 * lead.width, 0.12 * lead.height)
    cover.order = lead.order + 1.0
    return Assembly([lead, cover])


def under(lead: list[Member], base: Member, other: Entity) -> Assembly:
    """The base over the leads: a roof, a table, a crown of leaves, or something in the air."""
    family = lexicon().concepts[other.concept].family
    tallest = max(m.height for m in lead)
    total = sum(m.width for m in lead)
    broadest = max(tallest, total)  # a musician under a bridge is seen
    base.unit *= min(1.0, 3.4 * tallest / base.height, 4.4 * broadest / base.width)
    if (
        family in ("land-vehicle", "train") and lead[0].width > lead[0].height
    ):  # half of who lies there
        base.unit *= max(1.0, 1.1 * lead[0].width / base.width)
        base.stand(0.0, 0.30 * tallest)
        base.order = 1.0
        lead[0].stand(base.left + 0.10 * lead[0].width, 0.0)
        return Assembly([*lead, base])
    base.order = -1.0
    if other.concept in ("umbrella", "parasol", "beach-umbrella", "tent"):
        base.unit *= max(1.0, total * 1.25 / base.width)
        base.unit *= max(1.0, tallest * 1.25 / base.height)
        base.stand(0.05, 0.0)
        spot, low = 0.0, 0.0
        base.order = 1.0
        if other.concept == "beach-umbrella":
            base.order = -1.0  # its sand is behind them
        if other.concept in ("umbrella", "parasol"):
            base.resized(tallest * 0.8)
            base.narrowed(total * 1.9)
            base.stand(0.06 * total, tallest * 0.62)
    elif other.concept in BEDS:  # who lies there is seen before its feet
        base.unit *= max(1.0, total * 1.3 / base.width, 2.3 * tallest / base.height)
        base.stand(0.0, 0.10 * tallest)
        spot, low = 0.0, 0.0
    elif other.concept in _SHELTERS:
        base.unit *= max(1.0, tallest * 1.5 / base.height, total * 1.35 / base.width)
        base.stand(0.0, 0.0)
        base.order = 1.0 if other.concept in ("bed", "sofa", "desk") else -1.0
        spot, low = 0.0, 0.0
    elif (
        family in ("tree", "plant", "flower", "building", "landmark") or other.concept == "mushroom"
    ):
        base.unit *= max(1.0, tallest * 1.65 / base.height, total * 1.2 / base.width)
        base.stand(0.0, 0.06 * tallest)
        spot, low = -0.20 * base.width, 0.0
    elif between_feet(other):
        base.unit *= max(1.0, tallest * 1.4 / base.height, total * 1.2 / base.width)
        base.stand(0.0, 0.0)
        spot, low = 0.0, 0.0
    else:
        base.unit *= min(1.0, 1.6 * tallest / base.height)
        base.stand(0.0, tallest * 1.18)
        spot, low = 0.0, 0.0
    at = spot - total / 2
    for number, m in enumerate(lead):
        m.stand(at + m.width / 2, low)
        at += m.width
        m.order = 0.1 + 0.01 * number
    return Assembly([*lead, base])


BEDS: Final = frozenset(("bed", "sofa", "couch", "bunk-bed", "cot"))
"""Under what one only lies."""
_HUNG: Final = frozenset(
    ("chandelier", "lamp", "lantern", "clock", "picture", "sign", "bell", "cloud", "star", "rainbow",
     "mistletoe", "garland", "flag", "spotlight", "kite", "balloon", "bird", "fan", "paper-lantern")
)  # fmt: skip
"""What is above one who is under it, though it is large."""
_GROUND_KINDS: Final = frozenset(
    ("furniture", "land-vehicle", "train", "vessel", "object", "instrument")
)


def between_feet(other: Entity) -> bool:
    """Whether one who is under a thing is between its feet: a sink, a shelf, a piano, a counter."""
    concept = lexicon().concepts[other.concept]
    flies = lexicon().families[concept.family].flies
    heavy = beside_others(other) >= 0.55 and concept.id not in _HUNG and not flies
    return heavy and concept.family in _GROUND_KINDS


def hanging(lead: list[Member], base: Member, other: Entity) -> Assembly:
    """The leads hang from the base."""
    base.unit *= max(1.0, 1.9 * max(m.height for m in lead) / base.height)
    base.stand(0.0, 0.0)
    base.order = -1.0
    count = len(lead)
    for number, m in enumerate(lead):
        m.unit *= min(1.0, base.height * 0.42 / m.height)
        share = 0.28 + (0.44 * number / (count - 1) if count > 1 else 0.0)
        x = base.left + base.width * share
        y = base.bottom + base.height * 0.50 - m.height
        m.stand(x, max(base.bottom + base.height * 0.06, y))
        m.order = 1 + 0.01 * number
    return Assembly([*lead, base])


def climbing(lead: list[Member], base: Member) -> Assembly:
    """The leads at the side of the base, off the ground."""
    tallest = max(m.height for m in lead)
    base.unit *= max(1.0, 1.9 * tallest / base.height)
    base.narrowed(3.4 * tallest)
    base.stand(0.0, 0.0)
    base.order = -1.0
    for number, m in enumerate(lead):
        m.unit *= min(1.0, max(base.height, 1.2 * tallest) * 0.52 / m.height)
        m.stand(
            base.middle - base.width * (0.06 + 0.1 * number) - m.width * 0.2,
            base.height * (0.22 + 0.2 * number),
        )
        m.order = 1 + 0.01 * number
    return Assembly([*lead, base])
