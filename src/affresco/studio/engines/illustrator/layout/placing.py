"""Where a thing goes that is on, in, under or at another, or hangs from it."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Final

from affresco.studio.engines.illustrator.facts import family_of
from affresco.studio.engines.illustrator.painting.chance import Chance
from affresco.studio.engines.illustrator.painting.colour import Colour
from affresco.studio.engines.illustrator.reading.lexicon import lexicon
from affresco.studio.engines.illustrator.scene import Entity
from affresco.studio.engines.illustrator.subjects.colours import colour_of
from affresco.studio.engines.illustrator.subjects.find import as_subject
from affresco.studio.engines.illustrator.subjects.shapes import thing_named

from .assembly import Assembly, Member
from .contents import heaped
from .effects import bubble, open_box
from .nestling import (
    flattened,
    in_a_hollow,
    in_bottle,
    in_the_ground,
    in_the_web,
    on_the_face,
    wading,
)

# How high the seat of a piece of furniture is, as a share of its height.
SEATS: Final = {
    "chair": 0.46, "armchair": 0.40, "sofa": 0.40, "bench": 0.46, "throne": 0.36, "stool": 0.92,
    "swing": 0.20, "bed": 0.46, "rocking-chair": 0.38, "toilet": 0.5, "hammock": 0.40, "couch": 0.42,
    "deck-chair": 0.4, "wheelchair": 0.42, "table": 0.92, "desk": 0.92, "carpet": 0.4, "rug": 0.4,
    "park-bench": 0.46, "cradle": 0.5, "bathtub": 0.5, "swing-set": 0.24,
    "fountain": 0.27, "crescent-moon": 0.24,
    "blanket": 0.4, "towel": 0.4, "picnic-blanket": 0.4, "seesaw": 0.5,
}  # fmt: skip
UPRIGHT: Final = frozenset(
    ("chair", "armchair", "throne", "stool", "rocking-chair", "wheelchair", "toilet", "swing",
     "bench", "park-bench")
)  # fmt: skip
"""Seats on which even who sleeps sits."""
_CLEAR: Final = frozenset(
    ("jar", "bottle", "fishbowl", "fish-bowl", "aquarium", "snow-globe", "light-bulb", "bulb",
     "crystal-ball", "bubble", "terrarium", "glass", "wine-glass", "goldfish-bowl", "soap-bubble",
     "lightbulb", "hourglass", "bowl-of-water")
)  # fmt: skip
# Things with an opening to look through: its middle and its size, as shares of the box.
_WINDOWS: Final = {
    "window": (0.5, 0.50, 0.62), "mirror": (0.5, 0.56, 0.50), "picture": (0.5, 0.5, 0.62),
    "television": (0.44, 0.42, 0.55), "computer": (0.5, 0.58, 0.6), "door": (0.5, 0.40, 0.6),
    "frame": (0.5, 0.5, 0.6), "porthole": (0.5, 0.5, 0.6), "phone": (0.5, 0.5, 0.6),
    "cage": (0.5, 0.42, 0.6), "birdcage": (0.5, 0.42, 0.6), "moon": (0.5, 0.3, 0.55),
}  # fmt: skip
# How high the rim is of what has a handle, a shower or eggs above it, as a share of the height.
_RIMS: Final = {
    "basket": 0.54, "bucket": 0.77, "bathtub": 0.36, "nest": 0.60, "handbag": 0.58, "bag": 0.6,
    "shopping-cart": 0.66, "boot": 0.9, "shoe": 0.9, "sneaker": 0.9, "hiking-boot": 0.9,
    "slipper": 0.9, "backpack": 0.78, "teacup": 0.72, "wheelbarrow": 0.72,
    "box": 0.66, "egg": 0.5, "gift": 0.7, "suitcase": 0.7, "watering-can": 0.7, "cradle": 0.62, "pram": 0.5,
}  # fmt: skip
PLATES: Final = frozenset(
    (
        "plate",
        "dish",
        "saucer",
        "platter",
        "cutting-board",
        "map",
        "world-map",
        "treasure-map",
        "chart",
    )
)
"""What lies flat when there is something on it."""
_SHOES: Final = frozenset(("shoe", "sneaker", "boot", "slipper", "hiking-boot", "wellington-boot"))
_BOXES: Final = frozenset(("box", "cardboard-box", "parcel", "package"))
_CARDBOARD: Final = Colour(0.72, 0.09, 70)
_HOLLOW: Final = frozenset(("tree-trunk", "stump", "log", "hollow-tree", "tree-stump"))
_HEAPS: Final = frozenset(("pile-of-gold", "fallen-leaves", "laundry", "rubble"))
_POOLS: Final = frozenset(
    ("pond", "puddle", "mud", "pool", "hot-spring", "paddling-pool", "fountain-basin")
)
_LOW: Final = frozenset(("fence", "wall", "bridge", "pier", "dam", "rock", "pebble", "island"))
_STUMPS: Final = frozenset(("tree-trunk", "stump", "tree-stump", "log"))
_WALLS: Final = frozenset(("wall", "stone-wall", "fence", "hedge"))
_ROCKS: Final = frozenset(("rock", "pebble", "boulder", "stone"))
_NO_ROOF: Final = _LOW | _STUMPS | frozenset(SEATS)
_ROOFS: Final = frozenset(("building", "landmark", "nature", "tree"))


def on(
    lead: list[Member],
    base: Member,
    other: Entity,
    figure_sits: Callable[[float, float], None] | None,
    sitting: bool = False,
) -> Assembly:
    """The leads on top of the base, side by side."""
    family = lexicon().concepts[other.concept].family
    if other.concept in PLATES:
        base = flattened(base)
    if other.concept in ("blanket", "towel", "picnic-blanket"):  # spread, and not folded
        spread = thing_named("furniture carpet", Chance("blanket"))
        base = base.redrawn(as_subject(spread)) if spread else base
    if "carpet" in other.concept or other.concept in ("rug", "blanket", "towel", "mat"):
        base.narrowed(max(1.5 * sum(m.width for m in lead), 1.3 * max(m.height for m in lead)))
        if len(lead) > 1:  # all who sit on it have room
            base.unit *= max(1.0, 1.5 * sum(m.width for m in lead) / base.width)
    if other.concept in SEATS and _lost_on(lead, base):
        base.unit *= 2.3 * max(m.height for m in lead) / base.height
    base.stand(0.0, 0.0)
    base.order = 0.0
    total = sum(m.width for m in lead)
    if other.concept in _STUMPS:
        base.unit *= min(1.0, 0.8 * max(0.5, lead[0].height) / base.height)
        base.unit *= max(1.0, 0.9 * total / base.width)
        base.stand(0.0, 0.0)
    if other.concept in _ROCKS:  # a lizard on it is seen
        most = 0.8 if lead[0].seat is not None else 1.7
        base.unit *= min(
            1.0, 2.2 * max(total, 0.6) / base.width, most * lead[0].height / base.height
        )
        base.stand(0.0, 0.0)
    if other.concept == "spider-web":  # in its middle
        return in_the_web(lead, base)
    if other.concept in ("wave", "giant-wave"):  # who rides a wave is on its face
        return on_the_face(lead, base)
    if other.concept in _HEAPS:  # it is broader than who lies on it
        base.unit *= max(1.0, 1.35 * total / base.width)
        base.stand(0.0, 0.0)
    if other.concept in _WALLS:  # it is as long as who is on it needs it
        base.unit *= min(1.0, max(0.5 * total, 0.8 * max(m.height for m in lead)) / base.height)
        base.stand(0.0, 0.0)
    if family in _ROOFS and other.concept not in _NO_ROOF:
        for m in lead:
            m.unit *= min(1.0, base.height * 0.5 / m.height)
            m.unit *= max(1.0, base.height * 0.24 / m.height)  # an ant on stairs is seen
    elif base.height < 0.5 * max(m.height for m in lead) and other.concept not in SEATS:
        base.unit *= min(2.4, 0.55 * max(m.height for m in lead) / base.height)
    if family_of(other).held and other.concept not in SEATS and not other.size:
        base.narrowed(2.4 * max(max(m.height for m in lead), sum(m.width for m in lead)))
        base.stand(0.0, 0.0)
    if family in ("food", "fruit", "vegetable", "drink"):  # candles on a cake
        for m in lead:
            m.unit *= min(1.0, base.height * 0.5 / m.height)
    if len(lead) == 1 and other.concept not in SEATS and lead[0].width > 1.2 * base.width:
        broad = lead[0].width  # a castle on a plate, an elephant on a drum
        base.unit *= broad * (1.1 if base.height < 0.4 * base.width else 0.8) / base.width
    base.stand(0.0, 0.0)
    heap = len(lead) > 3 and family_of(other).living
    if heap:
        middle = base.left + 0.45 * base.width
        made = _heaped([base], base, lead, middle)
        return Assembly([*lead, base], made.lead)
    total = sum(m.width for m in lead)
    room = base.width * (1.15 if len(lead) == 1 else 0.98)
    if family == "food" and len(lead) > 1:
        room *= 0.8
    if total > room:
        for m in lead:
            m.unit *= max(0.16, room / total)
        total = sum(m.width for m in lead)
    if other.concept == "seesaw":  # one at each end
        for number, m in enumerate(lead):
            share = (0.16, 0.84, 0.30, 0.70)[number % 4]
            m.flip = share > 0.5
            m.stand(base.left + share * base.width, base.surface(share))
            m.y += base.surface(share) - (m.point(*m.seat)[1] if m.seat else m.bottom) + 0.04
            m.order = 1 + 0.01 * number
        return Assembly([*lead, base])
    seat = SEATS.get(other.concept)
    at = -total / 2
    for number, m in enumerate(lead):
        middle = base.middle + at + m.width / 2
        at += m.width
        share = (middle - base.left) / base.width
        if seat is not None:
            y = base.bottom + base.height * seat
        else:
            y = min(base.surface(share - 0.05), base.surface(share), base.surface(share + 0.05))
            soft = other.concept in ("cloud", "haystack", "pillow", "snow", "wave")
            heap = other.concept in _HEAPS
            y -= base.height * (
                0.36 if heap else 0.22 if family == "tree" else 0.14 if soft else 0.03
            )
            if other.concept in PLATES:
                y = base.bottom + 0.46 * base.height
        if figure_sits is not None and len(lead) == 1:
            figure_sits(middle, y)
        else:
            m.stand(middle, y)
            if sitting and m.seat is not None:
                m.y += y + 0.04 * m.height - m.point(*m.seat)[1]
        m.order = 1 + 0.01 * number
    return Assembly([*lead, base])


def _lost_on(lead: list[Member], base: Member) -> bool:
    """Whether a seat would make who sits on it hard to see."""
    return base.height > 2.3 * max(m.height for m in lead)


def bearing(
    lead: list[Member],
    small: list[Member],
    where: tuple[float, float] | None = None,
    among_candles: bool = False,
    most: float = 0.0,
) -> Assembly:
    """Small things on the shoulder, the back, the roof or the top of the lead, or at a place on it,
    in shares of its width and height."""
    base = lead[0]
    base.stand(0.0, 0.0)
    base.order = 0.0
    spot = None
    if where is not None:
        spot = base.left + base.width * where[0], base.bottom + base.height * where[1]
        most = most or 0.34
    elif base.shoulder is not None:
        spot, most = base.point(*base.shoulder), most or 0.30
        spot = spot[0] + 0.015 * base.height, spot[1] - 0.005 * base.height
    else:
        most = most or 0.6
    for m in small:
        m.unit *= min(1.0, base.height * most / m.height)
    if spot is None:
        room = base.width * max(0.84, most)
        total = sum(m.width for m in small)
        for m in small:
            m.unit *= min(1.0, room / total)
    if len(small) > 3 and base.shoulder is None and not among_candles:
        middle = spot[0] if spot else base.middle
        return _heaped(lead, base, small, middle)
    if spot is not None and len(small) > 1:
        share = min(1.0, 0.56 * base.width / sum(m.width for m in small))
        for m in small:
            m.unit *= share
    total = sum(m.width for m in small)
    at = (spot[0] if spot else base.middle) - total / 2
    for number, m in enumerate(small):
        middle = at + m.width / 2
        at += m.width
        share = (middle - base.left) / base.width
        y = base.surface(share) - base.height * 0.02
        if m.width > 0.5 * base.width and spot is None:  # a city stands on the whole of a shell
            reach = 0.34 * m.width / base.width
            ends = [base.surface(min(1.0, max(0.0, share + side * reach))) for side in (-1, 1)]
            y = max(min(y, *ends), y - 0.22 * base.height)
        if spot is not None:
            y = spot[1]
            middle += 0.30 * m.width if base.shoulder is not None and where is None else 0.0
        elif among_candles:
            y = min(y, base.bottom + base.height * 0.60)
        m.stand(middle, y)
        m.order = 1 + 0.01 * number
    return Assembly([*lead, *small])


def _heaped(lead: list[Member], base: Member, small: list[Member], middle: float) -> Assembly:
    """Many things on a back or a roof: a pile, broad below."""
    rows: list[list[Member]] = []
    left = list(small)
    while left:
        room = max(1, math.ceil((math.sqrt(8 * len(left) + 1) - 1) / 2))
        rows.append(left[:room])
        left = left[room:]
    high, wide = base.height * 0.62 / len(rows), base.width * 0.62 / len(rows[0])
    for m in small:
        m.unit *= min(high / m.height, wide / m.width)
    y = base.surface(min(1.0, max(0.0, (middle - base.left) / base.width))) - base.height * 0.10
    for level, row in enumerate(rows):
        at = middle - sum(m.width for m in row) / 2
        for m in row:
            m.stand(at + m.width / 2, y)
            m.order = 1 + 0.1 * level
            at += m.width
        y += max(m.height for m in row) * 0.94
    return Assembly([*lead, *small])


def fixed(lead: list[Member], parts: list[Member], up: float, size: float) -> Assembly:
    """Parts of a house on its front."""
    base = lead[0]
    base.stand(0.0, 0.0)
    for number, m in enumerate(parts):
        m.resized(base.height * size)
        m.narrowed(base.width * 0.34)
        m.stand(base.middle + (number - (len(parts) - 1) / 2) * m.width * 1.3, base.height * up)
        m.order = base.order + 1 + 0.01 * number
    return Assembly([*lead, *parts])


def tossed(lead: list[Member], things: list[Member]) -> Assembly:
    """Things in the air above the hands."""
    base = lead[0]
    base.stand(0.0, 0.0)
    for number, m in enumerate(things):
        m.unit *= min(1.0, 0.42 * base.height / m.height)
        m.turn = -16.0 + 20.0 * number
        m.stand(base.right - m.width * 0.1 - number * m.width * 0.8, base.height * 1.04)
        m.order = 1 + 0.01 * number
    return Assembly([*lead, *things])


def inside(lead: list[Member], base: Member, other: Entity, heap: bool = False) -> Assembly:
    """The leads in the base: seen through it, at its window, above its rim, or at its door. heap:
    they are things that fill it."""
    concept = lexicon().concepts[other.concept]
    base.stand(0.0, 0.0)
    base.order = 0.0
    if concept.id in PLATES:
        return on(lead, base, other, None)
    if "bubble" in concept.id:
        sphere = bubble(max(base.height, 1.35 * max(m.height for m in lead)))
        base = base.redrawn(sphere.subject, sphere.unit)
        base.stand(0.0, 0.0)
        base.order = 0.0
    if concept.id == "bottle" and lead[0].width > 0.7 * lead[0].height and lead[0].height > 0.3:
        return in_bottle(lead)
    if concept.id in _CLEAR or other.material in ("glass", "crystal"):
        return _seen_through(lead, base)
    if concept.id in _WINDOWS:
        return _framed_by(lead, base, _WINDOWS[concept.id])
    if concept.family in ("building", "landmark"):
        base.unit *= min(1.0, 2.7 * max(m.height for m in lead) / base.height)
        base.stand(0.0, 0.0)
        for number, m in enumerate(lead):
            m.unit *= min(1.0, base.height * 0.42 / m.height)
            m.stand(base.middle + number * m.width, 0.0)
            m.order = 1
        return Assembly([*lead, base])
    if concept.id == "hole":
        return in_the_ground(lead, base)
    if concept.id in _HOLLOW:
        return in_a_hollow(lead, base)
    if concept.id in _POOLS:
        return wading(lead, base, 0.03 if concept.id in ("puddle", "mud") else 0.16)
    if concept.family in ("tree", "nature") and concept.id not in _RIMS:
        for number, m in enumerate(lead):
            m.unit *= min(1.0, base.height * 0.36 / m.height)
            side = (number - (len(lead) - 1) / 2) * 0.3
            m.stand(base.middle + (0.04 + side) * base.width, base.bottom + base.height * 0.50)
            m.order = 1
        return Assembly([*lead, base])
    if concept.id in _SHOES:
        boot = thing_named("garment boot", Chance("boot"))
        base = base.redrawn(as_subject(boot)) if boot else base
        base.resized(1.3 * max(m.height for m in lead))
        base.stand(0.0, 0.0)
    if concept.id in _BOXES:
        tone = colour_of(other) if other.colour else None
        box = open_box(base.height, tone or _CARDBOARD)
        base = base.redrawn(box.subject, box.unit)
        base.stand(0.0, 0.0)
    if heap and len(lead) > 4:
        return heaped(lead, base, _rim(base, other), other)
    return _above_rim(lead, base, other)


def _rim(base: Member, other: Entity) -> float:
    """How high the rim of a vessel is."""
    if other.concept in _RIMS:
        return base.bottom + base.height * _RIMS[other.concept]
    rim = min(base.surface(0.4), base.surface(0.5), base.surface(0.6))
    return max(rim - base.height * 0.10, base.bottom + base.height * 0.45)


def _seen_through(lead: list[Member], base: Member) -> Assembly:
    """Within something clear: in rows when they are several, veiled by what is before them."""
    columns = math.ceil(math.sqrt(len(lead)))
    rows = math.ceil(len(lead) / columns)
    for number, m in enumerate(lead):
        row, column = divmod(number, columns)
        m.unit *= min(base.height * 0.52 / rows / m.height, base.width * 0.66 / columns / m.width)
        x = base.middle + ((column + 0.5) / columns - 0.5) * base.width * 0.68
        y = base.bottom + base.height * (0.18 + 0.54 * row / rows)
        m.stand(x + 0.06 * base.width * (row % 2), y)
        m.order = 1 + 0.01 * number
    veil = Member(base.subject, base.x, base.y, base.unit, 5.0, base.flip, alpha=0.38)
    return Assembly([*lead, base, veil])


def _framed_by(lead: list[Member], base: Member, opening: tuple[float, float, float]) -> Assembly:
    across, up, size = opening
    left, right = base.middle - base.width * size / 2, base.middle + base.width * size / 2
    middle, half = base.bottom + base.height * up, base.height * size * 0.62
    low = max(base.bottom + base.height * 0.08, middle - half)
    for number, m in enumerate(lead):
        m.unit *= min(
            base.height * size * 1.05 / m.height, base.width * size * 1.1 / m.width / len(lead)
        )
        x = base.left + base.width * across + (number - (len(lead) - 1) / 2) * m.width
        m.stand(x, low - m.height * 0.10)
        m.order = 1 + 0.01 * number
        m.clip = (left, 99.0, right, low)
    return Assembly([*lead, base])


def _above_rim(lead: list[Member], base: Member, other: Entity) -> Assembly:
    """Half of each sticks out of a cup, a box, a basket, a boat."""
    widest = max(m.width for m in lead)
    count = len(lead)
    columns = count if count < 4 else math.ceil(count / 2)
    if base.width < widest * 0.9 * min(count, 3) ** 0.5:  # the vessel is as large as it must be
        base.unit *= widest * 0.95 * min(count, 3) ** 0.5 / base.width
        base.stand(0.0, 0.0)
    shared = 0.84 / (1.0 if count < 3 else 0.62 * columns if count == 3 else columns)
    for m in lead:
        m.unit *= min(1.0, base.width * shared / m.width, base.height * 1.5 / m.height)
    rim = _rim(base, other)
    for number, m in enumerate(lead):
        back = number % 2 if count > 2 else 0
        share = 0.0 if count == 1 else number / (count - 1) - 0.5
        spread = max(base.width * 0.80 - m.width, base.width * 0.3)
        low = rim - m.height * (0.40 - (0.16 if count < 4 else 0.42) * back)
        m.stand(base.middle + share * spread, low)
        m.order = 2 - back * 0.5 + 0.01 * number
        m.clip = (base.left - 9, 99.0, base.right + 9, rim)
    return Assembly([*lead, base])
