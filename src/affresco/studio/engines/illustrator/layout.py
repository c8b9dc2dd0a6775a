"""Where subjects stand, who rides or holds what, and in which order they are painted."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Final

import msgspec

from affresco.studio.engines.illustrator.subjects import bodies, glyphs, people

from .facts import family_of, felt, height_of
from .painting.colour import Colour
from .painting.pen import fill, radial, stroke
from .painting.sprites import BOX, Placing, Subject, place
from .painting.stage import Slot, Stage
from .reading.lexicon import lexicon
from .scene import Entity
from .settings.land import GRASS, tufts
from .subjects.find import colour_of, head_art, outfit_of, subject_of

MANY = 7
# Where nothing hangs in the air, however well it flies.
_NO_AIR = frozenset(("branch", "table", "tile", "room", "library", "kitchen", "logo", "portrait"))
_TALLEST = 0.72  # of the height that the camera sees
_WIDEST = 0.80  # of its width
_HALF = 0.46  # of a subject's size, from its middle to its side
_HALF_LADEN = 0.60  # when it holds something
# Several flyers: size, and offset in shares of width and height from the middle.
_FLOCK = (
    (1.0, -0.02, 0.10), (0.62, 0.24, -0.06), (0.78, -0.25, -0.02), (0.5, 0.36, 0.10),
    (0.68, -0.10, -0.16), (0.45, 0.10, -0.19), (0.58, -0.36, 0.13),
)  # fmt: skip
_LIFTED = frozenset(("umbrella", "balloon", "kite", "parachute"))
_IN_HAND = frozenset(("hold", "play", "read", "eat", "tend"))
_SADDLES = frozenset(("bicycle", "motorcycle", "scooter", "broom"))
_GROWING = frozenset(("flower", "plant", "tree"))
_FLOWERS = frozenset(("flower", "rose", "tulip", "sunflower", "poppy", "hibiscus"))
_FRAME_COLOURS = (
    Colour(0.58, 0.19, 30),
    Colour(0.60, 0.13, 195),
    Colour(0.78, 0.14, 85),
    Colour(0.50, 0.14, 255),
)
LAMPLIGHT = Colour(0.90, 0.13, 78)
_WORN = frozenset(("hat", "straw-hat", "crown"))


@dataclass
class Piece:
    """A subject with its place; pieces are painted in the order of `order`."""

    subject: Subject
    x: float
    y: float
    size: float
    how: Placing
    order: float
    grass: bool = False


@dataclass
class _Group:
    """A leading entity with those that it rides, holds or stands on."""

    lead: Entity
    index: int
    tied: list[tuple[str, Entity, int]] = field(default_factory=list)


def compose(stage: Stage) -> None:
    """Place and paint all subjects that the setting has not painted itself."""
    groups = _groups(stage)
    if not groups:
        if felt(stage.scene) and stage.scene.setting not in (
            "station",
            "abstract",
            "logo",
            "portrait",
            "tile",
            "poster",
        ):
            _lonely_figure(stage)
        return
    if stage.scene.style == "art-nouveau" and stage.scene.setting != "portrait":
        _halo(stage, stage.slots["main"])
    pieces: list[Piece] = []
    for group, slot, flying in _slotted(stage, groups):
        pieces.extend(_arranged(stage, group, slot, flying))
    for piece in sorted(pieces, key=lambda piece: piece.order):
        place(stage, piece.subject, piece.x, piece.y, piece.size, piece.how)
        if piece.grass:
            dark = stage.ground == "dark grass"
            colour = Colour(0.3, 0.07, 160) if dark else GRASS.lighter(-0.07)
            tufts(stage, piece.x, piece.y + piece.size * 0.012, piece.size * 0.8, colour)


_SCENERY: Final = {
    "lake": ("mountain", "hill"),
    "mountains": ("mountain",),
    "skyline": ("skyscraper", "city"),
}
"""Things that a place is made of, by its name."""


def _groups(stage: Stage) -> list[_Group]:
    """Entities that lead, each with what is tied to it."""
    entities = stage.scene.entities
    vase = stage.entity("vase")
    groups: dict[int, _Group] = {}
    for index, entity in enumerate(entities):
        if index in stage.drawn or (vase and entity.concept in _FLOWERS):
            continue  # flowers stand in the vase
        if entity.concept in _SCENERY.get(stage.scene.setting, ()):
            continue  # the place shows them already, at their distance
        leader = groups.get(entity.by) if entity.by is not None else None
        tie = entity.relation
        if leader and tie and _ties(tie, leader.lead, entity):
            leader.tied.append((tie, entity, index))
        else:
            groups[index] = _Group(entity, index)
    return list(groups.values())


def _ties(relation: str, lead: Entity, other: Entity) -> bool:
    """Whether a relation puts two entities into one place."""
    held = family_of(other).held
    if relation == "ride" or _astride(relation, lead, other):
        return True
    if relation in _IN_HAND:
        return held or other.concept in _LIFTED
    if relation in ("on", "in"):
        growing = lexicon().concepts[other.concept].family in _GROWING
        return not family_of(lead).flies and other.count == 1 and not growing
    return relation in ("under", "before", "behind") and other.count == 1


def _astride(relation: str, lead: Entity, other: Entity) -> bool:
    """Whether being on something means to ride it."""
    if not family_of(lead).living or relation not in ("on", "in"):
        return False
    mount = relation == "on" and family_of(other).living and height_of(other) >= 1
    return mount or other.concept in _SADDLES


def _slotted(stage: Stage, groups: list[_Group]) -> list[tuple[_Group, Slot, bool]]:
    """A slot for each group, and whether it hangs in the air."""
    airless = stage.scene.setting in _NO_AIR or stage.floating
    flying = [g for g in groups if not airless and _flies(stage, g)]
    standing = [g for g in groups if g not in flying]
    slots = stage.slots
    placed: list[tuple[_Group, Slot, bool]] = []
    for number, group in enumerate(flying):
        slot = slots["air"]
        if not standing:
            slot = Slot(slot.x + (0.5 - slot.x) * 0.5, slot.y + 0.06, max(slot.size, 0.34))
        shift = (0, -0.34, 0.3)[number % 3] * (1 if slot.x > 0.5 else -1)
        placed.append((group, slot._replace(x=min(0.85, max(0.15, slot.x + shift))), True))
    places = _standing_slots(slots, len(standing))
    for group, slot in zip(standing, places, strict=True):
        shrunk = slot._replace(size=slot.size * 0.84) if flying else slot
        placed.append((group, shrunk, False))
    return placed


def _standing_slots(slots: dict[str, Slot], count: int) -> list[Slot]:
    main, second = slots["main"], slots["second"]
    if count <= 2:
        return [main, second][:count]
    size = main.size * (0.82 if count == 3 else 0.66)
    left_first = main.x <= 0.5
    out = []
    for i in range(count):
        x = 0.16 + 0.68 * (i + 0.5) / count
        deep = i % 2
        y = main.y - 0.035 * deep
        out.append(Slot(x if left_first else 1 - x, y, size * (1 - 0.12 * deep)))
    return out


def _flies(stage: Stage, group: _Group) -> bool:
    entity = group.lead
    if any(tie in ("ride", "on", "in") for tie, _, _ in group.tied):
        ridden = next(other for tie, other, _ in group.tied if tie in ("ride", "on", "in"))
        return family_of(ridden).flies
    over = any(
        other.relation == "over" and other.by == group.index for other in stage.scene.entities
    )
    above_place = "over" in entity.qualities
    return family_of(entity).flies or over or above_place


def _arranged(stage: Stage, group: _Group, slot: Slot, flying: bool) -> list[Piece]:
    """All pieces of one group."""
    chance = stage.chance("layout", group.index)
    x, y = slot.x * stage.width, slot.y * stage.height
    unit = slot.size * min(stage.height, stage.width * 1.25)
    if group.lead.count > 1:
        return _several(stage, group, x, y, unit, flying)
    flip = chance.often(0.5)
    for tie, other, index in group.tied:
        if tie == "ride" or _astride(tie, group.lead, other):
            return _riding(stage, group, other, index, x, y, unit, flip, flying)
    return _single(stage, group, x, y, unit, flip, flying)


def _how(stage: Stage, flying: bool, flip: bool = False, depth: float = 0.0) -> Placing:
    shadow = 0.0 if flying or stage.floating else stage.shadows
    return Placing(depth=depth, flip=flip, shadow=shadow)


def _fitted(stage: Stage, size: float, y: float, flying: bool) -> tuple[float, float]:
    """Size and ground height such that the subject stays in the picture."""
    seen = stage.visible
    size = min(size, _TALLEST * (seen.bottom - seen.top), _WIDEST * (seen.right - seen.left))
    if flying or stage.floating:
        y = min(max(y + size * 0.38, seen.top + size * 1.06), seen.bottom - size * 0.03)
    return size, y


def _inside(stage: Stage, x: float, size: float, half_width: float = _HALF) -> float:
    """The nearest place across at which the camera sees the whole subject."""
    seen, half = stage.visible, size * half_width
    return min(max(x, seen.left + half), max(seen.left + half, seen.right - half))


def _single(
    stage: Stage, group: _Group, x: float, y: float, unit: float, flip: bool, flying: bool
) -> list[Piece]:
    entity = group.lead
    size, y = _fitted(stage, unit * 1.05 * height_of(entity), y, flying)
    relations = lexicon().relations
    props = [relations[q].prop for q in entity.qualities if q in relations and relations[q].prop]
    x = _inside(stage, x, size, _HALF_LADEN if group.tied or props else _HALF)
    grass = not flying and stage.ground in ("grass", "dark grass")
    laden = any(tie in _IN_HAND for tie, _, _ in group.tied)
    shown_as = msgspec.structs.replace(entity, qualities=(*entity.qualities, "holding"))
    subject = subject_of(stage, shown_as if laden else entity)
    lead = Piece(subject, x, y, size, _how(stage, flying, flip), y, grass)
    pieces = [lead]
    side = -1 if flip else 1
    for tie, other, index in group.tied:
        piece = _attached(stage, tie, other, index, lead, unit, side)
        if tie in _IN_HAND and other.concept not in _WORN | _LIFTED and _has_hands(entity):
            piece.size = min(piece.size, lead.size * 0.42)
            piece.x, piece.y = lead.x + side * lead.size * 0.29, lead.y - lead.size * 0.28
        pieces.append(piece)
    pieces.extend(_attached(stage, "hold", Entity(prop), 0, lead, unit, side) for prop in props)
    for shown in (entity, *(other for _, other, _ in group.tied)):
        if lexicon().concepts[shown.concept].glows:
            piece = pieces[0] if shown is entity else pieces[1]
            stage.glow(piece.x, piece.y - piece.size * 0.5, piece.size * 1.6, LAMPLIGHT, 0.5)
    return pieces


def _has_hands(entity: Entity) -> bool:
    """Whether a figure of ours holds things at the height of its hands."""
    concept = lexicon().concepts[entity.concept]
    return concept.form == "person" or (
        concept.shape is not None and concept.shape.family == "person"
    )


def _attached(
    stage: Stage, tie: str, other: Entity, index: int, lead: Piece, unit: float, side: int
) -> Piece:
    """What the lead holds, wears, stands on, is in, or is under. May move the lead."""
    subject = subject_of(stage, other, index)
    size = unit * 1.05 * height_of(other)
    quiet = Placing(shadow=0, rim=0.6)
    if tie in _IN_HAND:
        if other.concept in _WORN:
            return Piece(
                subject, lead.x, lead.y - lead.size * 0.80, lead.size * 0.42, quiet, lead.order + 1
            )
        if other.concept in _LIFTED:
            return Piece(
                subject,
                lead.x + side * lead.size * 0.22,
                lead.y - lead.size * 0.62,
                size * 0.8,
                quiet,
                lead.order + 1,
            )
        held = min(size, lead.size) * (0.62 if height_of(other) > 0.6 else 0.8)
        return Piece(
            subject,
            lead.x + side * lead.size * 0.36,
            lead.y - lead.size * 0.10,
            held,
            quiet,
            lead.order + 1,
        )
    if tie == "under":
        if other.concept in _LIFTED:
            return Piece(
                subject,
                lead.x + lead.size * 0.05,
                lead.y - lead.size * 0.50,
                lead.size * 0.8,
                quiet,
                lead.order + 1,
            )
        big = min(max(size, lead.size * 1.5), _TALLEST * stage.height)
        how = _how(stage, False)
        return Piece(
            subject, lead.x - side * lead.size * 0.25, lead.y - big * 0.04, big, how, lead.order - 1
        )
    base = Piece(subject, lead.x, lead.y, size, _how(stage, False), lead.order - 1, lead.grass)
    if tie in ("before", "behind"):
        return _in_depth(stage, tie, base, lead, side)
    aboard = lexicon().concepts[other.concept].family in ("vessel", "land-vehicle", "train")
    top = _top(other)
    if tie == "in" or aboard:
        top = 0.62 if aboard else 0.45
    if tie == "in" or aboard:
        base.order = lead.order + 1
        lead.size = min(lead.size, size * (0.55 if aboard else 0.85))
    else:
        lead.size = min(lead.size, max(size * 0.9, unit * 0.5))
    lead.y -= size * top
    lead.grass = False
    lead.how = Placing(flip=lead.how.flip, shadow=0)
    return base


def _in_depth(stage: Stage, tie: str, other: Piece, lead: Piece, side: int) -> Piece:
    """One thing in front of another: the far one stands higher in the picture, half covered."""
    far, near = (other, lead) if tie == "before" else (lead, other)
    if tie == "before":
        far.size, _ = _fitted(stage, max(far.size * 1.25, near.size * 1.2), far.y, False)
        near.size *= 0.8
    far.x = _inside(stage, near.x - side * near.size * 0.45, far.size)
    near.x = _inside(stage, near.x + side * near.size * 0.2, near.size)
    far.y -= stage.height * 0.03
    far.order = near.order - 1
    return other


def _top(entity: Entity) -> float:
    """How high something is, as a share of its size, for standing on it."""
    concept = lexicon().concepts[entity.concept]
    if concept.family == "furniture":
        return 0.46
    if concept.form != "whole":
        return 0.62
    extent = glyphs.box(concept.art)
    return 0.86 * (extent.bottom - extent.top) / BOX


def _riding(
    stage: Stage,
    group: _Group,
    mount: Entity,
    index: int,
    x: float,
    y: float,
    unit: float,
    flip: bool,
    flying: bool,
) -> list[Piece]:
    rider, chance = group.lead, stage.chance("rider", group.index)
    concept = lexicon().concepts[rider.concept]
    colour = colour_of(rider)
    outfit = outfit_of(rider, colour, chance)
    role, art = rider.role or rider.concept, head_art(concept, chance)
    fur = None if family_of(rider).living and concept.family == "person" else colour
    how = _how(stage, flying, flip)
    if mount.concept == "bicycle":
        frame = colour_of(mount) or chance.pick(_FRAME_COLOURS)
        size, y = _fitted(stage, unit * 1.05, y, flying)
        x = _inside(stage, x, size)
        draw = bodies.cyclist(art, outfit, frame, fur, role)
        grass = stage.ground in ("grass", "dark grass")
        return [Piece(Subject(draw), x, y, size, how, y, grass)]
    size, y = _fitted(stage, unit * max(1.0, height_of(mount)), y, flying)
    size = min(size, (y - stage.visible.top) * 0.70)
    x = _inside(stage, x, size)
    steed = subject_of(stage, mount, index)
    covers = lexicon().concepts[mount.concept].form == "head"  # its head hides who sits behind
    seat = y - size * (0.74 if covers else _top(mount) * 0.80)
    above = Subject(bodies.rider_above(art, outfit, fur, role))
    upper = Placing(flip=flip, shadow=0)
    on_top = family_of(mount).living and not covers
    return [
        Piece(above, x, seat + size * 0.06, size * 0.62, upper, y + (1 if on_top else -1)),
        Piece(steed, x, y, size, how, y, stage.ground == "grass" and not flying),
    ]


def _several(
    stage: Stage, group: _Group, x: float, y: float, unit: float, flying: bool
) -> list[Piece]:
    entity, chance = group.lead, stage.chance("several", group.index)
    count, size = min(MANY, entity.count), unit * 1.05 * height_of(entity)
    pieces: list[Piece] = []
    mirror = chance.side()
    if flying or stage.floating:
        centre = min(max(x, stage.width * 0.42), stage.width * 0.58)
        spread = min(stage.width, stage.height * 1.3) * 0.95
        for i, (share, dx, dy) in enumerate(_FLOCK[:count]):
            s = size * share * chance.between(0.92, 1.08)
            px = centre + mirror * dx * spread + chance.between(-0.02, 0.02) * stage.width
            py = y + dy * stage.height + chance.between(-0.02, 0.02) * stage.height
            py = min(max(py + s * 0.38, s * 1.05), stage.height * 0.97)
            how = Placing(0.20 * (1.3 - share), chance.often(0.5), chance.between(-7, 7), 0)
            pieces.append(Piece(subject_of(stage, entity, i), px, py, s, how, share))
        return pieces
    width = min(stage.width * 0.86, size * 0.72 * count)
    centre = min(max(x, width / 2 + stage.width * 0.06), stage.width * 0.94 - width / 2)
    for i in range(count):
        deep = (i % 2) * 0.6 + chance.between(0, 0.3)
        s = min(size, stage.width * 0.9 / max(2, count) * 1.5) * (1 - 0.22 * deep)
        px = centre + ((i + 0.5) / count - 0.5) * width + chance.between(-0.01, 0.01) * stage.width
        py = y - deep * 0.055 * stage.height
        how = _how(stage, False, chance.often(0.5), 0.12 * deep)
        grass = stage.ground in ("grass", "dark grass")
        pieces.append(Piece(subject_of(stage, entity, i), px, py, s, how, py, grass))
    return pieces


def _lonely_figure(stage: Stage) -> None:
    """Somebody small, seen from behind, who feels what the picture is about."""
    slot = stage.slots["main"]
    coat = stage.chance("figure").pick((Colour(0.5, 0.12, 30), Colour(0.42, 0.09, 255)))
    umbrella = Colour(0.58, 0.19, 28) if stage.has("rain") else None
    size = 0.24 * min(stage.height, stage.width * 1.25)
    place(
        stage,
        Subject(people.from_behind(coat, umbrella)),
        slot.x * stage.width,
        slot.y * stage.height,
        size,
    )


def _halo(stage: Stage, slot: Slot) -> None:
    """The ornamental disc behind the heads of art nouveau."""
    unit = slot.size * min(stage.height, stage.width * 1.25)
    x, y, radius = slot.x * stage.width, slot.y * stage.height - unit * 0.62, unit * 0.50
    gold, pen = Colour(0.84, 0.10, 85), stage.pen
    tones = [
        (Colour(0.97, 0.05, 90), 0.9),
        (Colour(0.93, 0.07, 85), 0.75),
        (Colour(0.88, 0.09, 80), 0.9),
    ]
    pen.circle(x, y, radius, radial((x, y), radius, tones, (0, 0.75, 1)))
    pen.circle(x, y, radius, stroke(Colour(0.5, 0.09, 60), 5))
    pen.circle(x, y, radius * 0.90, stroke(gold.lighter(-0.12), 3))
    for i in range(36):
        angle = i * math.tau / 36
        bead = fill(Colour(0.62, 0.12, 30) if i % 3 else gold)
        pen.circle(
            x + math.cos(angle) * radius * 0.95,
            y + math.sin(angle) * radius * 0.95,
            radius * 0.026,
            bead,
        )
