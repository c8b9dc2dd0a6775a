"""Places for several of a kind: a flock in the air, a group on the ground."""

from __future__ import annotations

from typing import Final, NamedTuple

from affresco.studio.engines.illustrator.facts import family_of, height_of
from affresco.studio.engines.illustrator.painting.stage import Slot, Stage
from affresco.studio.engines.illustrator.reading.lexicon import lexicon

from .assembly import Member
from .node import Node

# Several flyers: size, and offset in shares of width and height from the middle.
_AIR = (
    (1.0, -0.02, 0.10), (0.62, 0.24, -0.06), (0.78, -0.25, -0.02), (0.5, 0.36, 0.10),
    (0.68, -0.10, -0.16), (0.45, 0.10, -0.19), (0.58, -0.36, 0.13), (0.5, 0.18, 0.16),
    (0.44, -0.22, 0.20), (0.42, 0.38, -0.14), (0.40, -0.40, -0.16), (0.42, 0.04, 0.24),
)  # fmt: skip
# Groups on the ground: how deep each stands, from left to right, by their number.
_DEPTHS = {
    2: (0.0, 0.25), 3: (0.15, 0.0, 0.3), 4: (0.5, 0.0, 0.6, 0.1), 5: (0.2, 0.9, 0.0, 0.8, 0.25),
    6: (0.1, 0.9, 0.2, 1.0, 0.0, 0.8), 7: (0.2, 1.0, 0.0, 0.9, 0.1, 1.0, 0.25),
    8: (0.2, 1.1, 0.0, 0.9, 0.1, 1.1, 0.2, 1.0), 9: (0.1, 1.1, 0.0, 1.8, 0.2, 1.0, 0.0, 1.7, 0.2),
    10: (0.1, 1.0, 1.9, 0.0, 1.0, 0.1, 1.8, 0.9, 0.2, 1.0),
    11: (0.1, 1.0, 1.9, 0.0, 1.0, 0.1, 1.8, 0.9, 0.2, 1.9, 0.9),
    12: (0.1, 1.0, 1.9, 0.0, 1.0, 1.8, 0.1, 1.0, 1.9, 0.2, 1.0, 1.8),
}  # fmt: skip
LITTER = frozenset(
    ("leaf", "autumn-leaf", "petal", "confetti", "feather", "acorn", "seed", "fallen-leaf", "maple-leaf",
     "snowflake", "shavings", "wood-shavings", "coin", "gold-coin", "seashell", "pebble")
)  # fmt: skip
"""What lies about in numbers when nobody counts it."""
AIRY = frozenset(
    ("spark", "snowflake", "confetti", "musical-note", "bubble", "heart", "heart-shape", "petal")
)
"""What is in the air in numbers."""
UNCOUNTED: Final = 3  # how many a plural without a number is
_MOVING = frozenset(("run", "walk", "fly", "swim", "jump", "race"))  # all go the same way


class Spot(NamedTuple):
    """The place of one: its middle, its ground and its height in units of the stage."""

    x: float
    y: float
    height: float
    flip: bool = False
    turn: float = 0.0
    depth: float = 0.0
    order: float = 0.0


class Room(NamedTuple):
    """From where to where several stand, and the scale of those beside them, when there are any."""

    left: float
    right: float
    scale: float = 0.0


def flock(
    stage: Stage,
    members: list[Member],
    node: Node,
    slot: Slot,
    floats: bool,
    room: Room | None = None,
) -> list[Spot]:
    """A place for each member; between two heights across when others stand beside them."""
    usual = slot.size * min(stage.height, stage.width * 1.25)
    if len(members) > 7 and node.entity.concept in LITTER and not floats:
        near = stage.scene.camera == "close-up"
        return _strewn(stage, members, slot, usual * (0.62 if near else 0.22))
    if is_bed(node) and len(members) > 7 and not floats:
        return _bedded(stage, members, slot, usual * 0.40, room)
    usual *= min(1.5, max(0.5, height_of(node.entity) ** 0.7))
    if floats and len(members) > 7 and node.entity.concept in AIRY:
        usual *= 0.36
        slot = slot._replace(y=0.42)
    if floats:
        return _in_the_air(stage, members, node, slot, usual)
    return _on_the_ground(stage, members, node, slot, usual, room)


def _strewn(stage: Stage, members: list[Member], slot: Slot, size: float) -> list[Spot]:
    """Lying about on the ground, the nearer the larger."""
    chance, seen = stage.chance("strewn"), stage.visible
    wide, spots = seen.right - seen.left, []
    for number, _ in enumerate(members):
        near = ((number * 0.618034) % 1.0) * 2 - 1
        x = seen.left + wide * (0.08 + 0.84 * (number + chance.between(0.2, 0.8)) / len(members))
        y = slot.y * stage.height + near * 0.075 * stage.height
        turn = chance.between(-75, 75)
        spots.append(Spot(x, y, size * (1 + 0.35 * near), number % 2 == 1, turn, 0.0, y))
    return spots


def is_bed(node: Node) -> bool:
    """Whether several are a bed of flowers: more than anybody counts, and nothing is done with them."""
    flowers = lexicon().concepts[node.entity.concept].family == "flower"
    loose = node.entity.relation in (None, "with") and not node.ties and node.entity.size is None
    return flowers and node.entity.count == UNCOUNTED and loose and not node.entity.material


def _bedded(
    stage: Stage, members: list[Member], slot: Slot, size: float, room: Room | None
) -> list[Spot]:
    """Flowers in rows of a bed, the nearer ones larger."""
    chance, seen = stage.chance("bed"), stage.visible
    left, right = (room.left, room.right) if room else (seen.left, seen.right)
    rows, spots = 3, []
    for number, _ in enumerate(members):
        row, at = number % rows, number // rows
        step = (right - left) / (len(members) // rows)
        x = (
            left
            + step * (at + 0.5 + (0.25 if row % 2 else -0.12))
            + chance.between(-0.1, 0.1) * step
        )
        near = row / (rows - 1)
        y = slot.y * stage.height - (1 - near) * 0.085 * stage.height
        height = size * (0.78 + 0.34 * near) * chance.between(0.9, 1.1)
        spots.append(Spot(x, y, height, chance.often(0.5), 0.0, 0.06 * (1 - near), y))
    return spots


def _in_the_air(
    stage: Stage, members: list[Member], node: Node, slot: Slot, usual: float
) -> list[Spot]:
    chance = stage.chance("several", node.index)
    seen, mirror = stage.visible, chance.side()
    centre = min(max(slot.x * stage.width, stage.width * 0.42), stage.width * 0.58)
    spread = min(stage.width, stage.height * 1.3) * 0.95
    flip = mirror < 0 and family_of(node.entity).living
    spots = []
    for (share, dx, dy), member in zip(_AIR, members, strict=False):
        height = usual * share * chance.between(0.92, 1.08)
        height = min(height, 0.4 * stage.width * member.height / max(1e-6, member.width))
        half = height * member.width / member.height / 2
        x = centre + mirror * dx * spread + chance.between(-0.02, 0.02) * stage.width
        x = min(max(x, seen.left + half), max(seen.left + half, seen.right - half))
        y = slot.y * stage.height + dy * stage.height + height * 0.5
        y = min(max(y, seen.top + height * 1.05), seen.bottom - height * 0.05)
        turn = chance.between(-7, 7)
        spots.append(Spot(x, y, height, flip, turn, 0.20 * (1.3 - share), share))
    return spots


_YOUNG: Final = (0.62, 0.52)
"""Sizes of the children of a family beside their parents."""


def _on_the_ground(
    stage: Stage,
    members: list[Member],
    node: Node,
    slot: Slot,
    usual: float,
    given: Room | None,
) -> list[Spot]:
    chance = stage.chance("several", node.index)
    seen, count = stage.visible, len(members)
    if given is not None:
        seen = seen._replace(left=given.left, right=given.right)
    depths = _DEPTHS[count]
    tallest = max(member.height for member in members)
    widths = [member.width / tallest for member in members]
    herd = count > 4 and sum(widths) > 1.15 * count  # horses are broad, and hide each other's rumps
    rows = 0.42 if count > 8 or herd else 0.62 if count > 4 else 0.80  # those behind look over
    span = sum(widths) * rows + max(widths) * (1 - rows)
    room = (seen.right - seen.left) * (0.93 if count > 2 else 0.8)
    size = min(usual * (1.12 if count < 4 else 0.92), room / span, 0.7 * (seen.bottom - seen.top))
    living = family_of(node.entity).living
    if given is not None and given.scale and living:  # dogs are no larger than their master
        size = min(size, 1.7 * given.scale * tallest)
    wide = span * size
    low, high = seen.left + wide / 2, seen.right - wide / 2
    centre = (low + high) / 2 if low > high else min(max(slot.x * stage.width, low), high)
    spots, at = [], centre - wide / 2 + max(widths) * (1 - rows) * size / 2
    moving, turned = node.entity.pose in _MOVING, chance.often(0.5)
    for i, (member, deep) in enumerate(zip(members, depths, strict=True)):
        step = widths[i] * rows * size
        shrink = 1 - 0.20 * deep
        x = at + step / 2 + chance.between(-0.03, 0.03) * step
        at += step
        y = slot.y * stage.height - deep * (0.10 if herd else 0.075) * stage.height
        flip = living and (turned if moving else chance.often(0.35) if count > 2 else i == 1)
        if "related" in node.entity.qualities and 0 < i < count - 1:
            shrink *= _YOUNG[i % len(_YOUNG)]
            y = slot.y * stage.height  # before their parents
        spots.append(Spot(x, y, size * shrink * member.height / tallest, flip, 0, 0.10 * deep, y))
    return spots
