"""Where subjects stand, who rides or holds what, and in which order they are painted.

The entities of a scene become trees (:mod:`.ties`), the trees assemblies of drawings in their
natural sizes (:mod:`.building`), and the assemblies pieces on the stage, placed here.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import Final

from affresco.studio.engines.illustrator.facts import beside_others, family_of, felt
from affresco.studio.engines.illustrator.painting.colour import Colour
from affresco.studio.engines.illustrator.painting.sprites import BOX, Placing, Subject, place
from affresco.studio.engines.illustrator.painting.stage import Slot, Stage
from affresco.studio.engines.illustrator.reading.lexicon import lexicon
from affresco.studio.engines.illustrator.scene import Entity
from affresco.studio.engines.illustrator.settings.land import GRASS, tufts

from . import lamplight
from .assembly import Mark, merged
from .building import BIRDS, MANY, Builder
from .close import reaches_in
from .far import far_off, is_distant, sight
from .feeling import halo, lonely_figure
from .flocks import AIRY, LITTER, Room, flock
from .habits import seated_in
from .keels import at_surface
from .litter import swept_up
from .node import IN_DOING, Node
from .performing import hangs
from .piece import Piece
from .sittings import alone, sit
from .ties import LIFTED, NO_AIR, roots_of
from .tracks import rails

_FIGURELESS = frozenset(("station", "abstract", "logo", "portrait", "tile", "poster"))
_TALLEST, _HIGH, _USUALLY = 0.80, 0.72, 0.64  # of the height that the camera sees
_WIDEST = 0.90  # of its width
_USUAL = 1.34  # height of a subject in sizes of its slot
_LEAST = 0.42  # of what the camera sees, for the main subject
_CENTRED: Final = 0.33  # how far the middle of somebody alone is from the edges, of the width
_CARRY: Final = ("ride", "on", "in")
_WATERS: Final = frozenset(("sea", "lake", "river", "underwater", "underwater-city"))
_AT_REST: Final = frozenset(("sit", "sleep", "stand", "walk", "lie", "eat", "wait", "read", "swim"))
_ON_FOOT: Final = frozenset(
    ("chat", "cook", "cry", "dance", "laugh", "meditate", "paint", "pray", "sing", "think", "work")
)
"""What who flies does with others on the ground."""
_GROUNDED: Final = frozenset(
    ("at", "before", "behind", "beside", "board", "eat", "hold", "hug", "in", "lean", "on", "play", "read",
     "under", "wear", "wind", "with")
)  # fmt: skip


@dataclass
class Placed:
    """A root of the scene while its size and place are sought; lengths in units of the stage."""

    node: Node
    subject: Subject
    unit: float  # heights of a grown-up in a unit of the box
    lead: float  # height of the lead, in heights of a grown-up
    slot: Slot
    flying: bool
    marks: tuple[Mark, ...] = ()
    scale: float = 1.0  # units of the stage in a height of a grown-up
    x: float = 0.0
    flip: bool = False

    @property
    def width(self) -> float:
        return (self.subject.box[2] - self.subject.box[0]) * self.unit * self.scale

    @property
    def height(self) -> float:
        return (self.subject.base - self.subject.box[1]) * self.unit * self.scale


def compose(stage: Stage) -> None:
    """Place and paint all subjects that the setting has not painted itself."""
    roots = [*roots_of(stage), *sight(stage)]
    if not roots:
        if (
            felt(stage.scene)
            and not stage.scene.entities
            and stage.scene.setting not in _FIGURELESS
        ):
            lonely_figure(stage)
        return
    if stage.scene.style == "art-nouveau" and stage.scene.setting != "portrait":
        halo(stage, stage.slots["main"])
    roots = swept_up(stage, roots)
    pieces = arranged(stage, roots)
    rails(stage, roots, pieces)
    if alone(stage.scene):
        for piece in pieces:
            sit(stage, piece)
    for piece in sorted(pieces, key=lambda piece: piece.order):
        place(stage, piece.subject, piece.x, piece.y, piece.size, piece.how)
        if piece.grass:
            dark = stage.ground == "dark grass"
            colour = Colour(0.3, 0.07, 160) if dark else GRASS.lighter(-0.07)
            left, right = piece.subject.feet
            wide = (right - left) / BOX * piece.size
            tufts(stage, piece.x, piece.y + piece.size * 0.012, wide, colour)


def arranged(stage: Stage, roots: list[Node]) -> list[Piece]:
    """All subjects of a picture with their places."""
    builder = Builder(stage)
    roots = [seated_in(node, stage.scene.setting) for node in roots]
    distant = [node for node in roots if is_distant(stage, node)]
    roots = [node for node in roots if node not in distant]
    airless = stage.scene.setting in NO_AIR or stage.floating
    flying = [node for node in roots if hangs(node) or (not airless and _flies(stage, node))]
    standing = [node for node in roots if node not in flying]
    pieces = far_off(stage, builder, distant, alone=not roots)
    placed = _slotted(stage, flying, standing)
    rooms = _rooms(stage, [(node, slot) for node, slot, up in placed if not up])
    singles = [
        _single(stage, builder, node, slot, up) for node, slot, up in placed if not node.several
    ]
    several = [place for place in placed if place[0].several]
    _sized(stage, singles, bool(several))
    _roomed(singles, rooms)
    beside = min((one.scale for one in singles if one.node.index in rooms), default=0.0)
    for node, slot, up in several:
        if not up and not stage.floating and _backdrop(node, len(placed)):
            slot = slot._replace(y=slot.y - 0.05)
        room = rooms.get(node.index)
        share = Room(*room, beside) if room else None
        pieces.extend(_flock_pieces(stage, builder, node, slot, up, share))
    crowd = [piece for piece in pieces if stage.floating] if singles else []
    for piece in crowd:  # a large fish on one side, the small ones on the other
        piece.x = min(piece.x + 0.17 * stage.width, stage.visible.right - piece.size * 0.4)
    for one in singles if crowd else ():
        one.scale *= 0.68
        one.slot = one.slot._replace(x=0.27)
    if not rooms:
        _spread(stage, [one for one in singles if not one.flying])
    pieces.extend(_piece(stage, one) for one in singles)
    return pieces


def _backdrop(node: Node, roots: int) -> bool:
    """Whether others may stand before several: leaves on the ground, trees, houses."""
    tall = node.several and roots > 1 and beside_others(node.entity) >= 1.4
    return tall or node.entity.concept in LITTER or node.entity.concept in ("crowd", "audience")


def _rooms(stage: Stage, standing: list[tuple[Node, Slot]]) -> dict[int, tuple[float, float]]:
    """From where to where each root stands, when some of them are several: nobody is covered."""
    if stage.floating or len(standing) < 2 or not any(node.several for node, _ in standing):
        return {}
    standing = [(node, slot) for node, slot in standing if not _backdrop(node, len(standing))]
    first = min(node.index for node, _ in standing) if standing else 0
    weights = [
        (1.6 if node.several else 1.0) * (1.25 if node.index == first else 1.0)
        for node, _ in standing
    ]
    if len(standing) < 2:
        return {}
    seen = stage.visible
    unit = (seen.right - seen.left) * 0.97 / sum(weights)
    at, rooms = seen.left + 0.015 * (seen.right - seen.left), {}
    for (node, _), weight in sorted(
        zip(standing, weights, strict=True), key=lambda pair: pair[0][1].x
    ):
        wide = 0.14 * unit * weight if node.several and len(standing) > 2 else 0.0  # they look over
        rooms[node.index] = (max(seen.left, at - wide), min(seen.right, at + unit * weight + wide))
        at += unit * weight
    return rooms


def _roomed(singles: list[Placed], rooms: dict[int, tuple[float, float]]) -> None:
    """Each keeps to its part of the ground; all shrink alike, that a hat is no car."""
    within = [(one, rooms[one.node.index]) for one in singles if one.node.index in rooms]
    share = min((0.98 * (right - left) / one.width for one, (left, right) in within), default=1.0)
    for one, (left, right) in within:
        one.scale *= min(1.0, max(share, 0.55), 0.98 * (right - left) / one.width)
        one.x = (left + right) / 2


def _slotted(
    stage: Stage, flying: list[Node], standing: list[Node]
) -> list[tuple[Node, Slot, bool]]:
    """A slot for each root, and whether it hangs in the air."""
    slots, out = stage.slots, []
    for number, node in enumerate(flying):
        slot = slots["air"]
        if not standing:
            slot = Slot(slot.x + (0.5 - slot.x) * 0.6, slot.y + 0.10, max(slot.size, 0.36))
        shift = (0, -0.34, 0.3)[number % 3] * (1 if slot.x > 0.5 else -1)
        out.append((node, slot._replace(x=min(0.85, max(0.15, slot.x + shift))), True))
    for node, slot in zip(standing, _standing_slots(slots, len(standing)), strict=True):
        if stage.afloat and _swims(node):
            water = slots[stage.afloat]
            aside = water.x if stage.afloat == "water" else (slot.x + water.x) / 2
            slot = slot._replace(x=aside, y=water.y, size=max(water.size, 0.2))
        out.append((node, slot._replace(size=slot.size * 0.86) if flying else slot, False))
    return out


def _swims(node: Node) -> bool:
    """Whether it is on the water, where there is some."""
    entity = node.entity
    if lexicon().concepts[entity.concept].family == "vessel":
        return True
    if node.ties:
        carried = [other.entity.concept for relation, other in node.ties if relation in _CARRY]
        families = [lexicon().concepts[name].family for name in carried]
        if families:
            return "vessel" in families
    concept = lexicon().concepts[entity.concept]
    kind = concept.shape.kind if concept.shape else concept.id
    return (
        concept.family in ("vessel", "whale") or kind in ("swan", "duck") or entity.pose == "swim"
    )


def _standing_slots(slots: dict[str, Slot], count: int) -> list[Slot]:
    main, second = slots["main"], slots["second"]
    if count <= 2:
        return [main, second][:count]
    size = main.size * (0.84 if count == 3 else 0.70)
    left_first = main.x <= 0.5
    out = []
    for i in range(count):
        x = 0.12 + 0.76 * (i + 0.5) / count
        deep = i % 2
        y = main.y - 0.035 * deep
        out.append(Slot(x if left_first else 1 - x, y, size * (1 - 0.10 * deep)))
    return out


def _flies(stage: Stage, node: Node) -> bool:
    entity = node.entity
    if node.tied("over", "abduct", "out-of"):
        return False  # what it is over, or comes out of, stands on the ground
    if node.tied(LIFTED):
        return True
    over = any(e.relation == "over" and e.by == node.index for e in stage.scene.entities)
    afloat = bool(stage.afloat) or stage.scene.setting in _WATERS
    if entity.pose == "float" and not node.ties and not afloat:
        return True
    if entity.material == "cloud" and not node.ties and entity.by is None:
        return True  # a whale of cloud is in the sky
    aloft = entity.concept in AIRY or entity.concept == "sky-lantern"
    if aloft and entity.count > 1 and not node.ties:
        return True
    if entity.concept.startswith("flying-") and not node.ties:
        return True  # a car that flies
    if entity.pose == "spray":
        return family_of(entity).flies
    if over or "over" in entity.qualities:
        return True
    carried = [other for relation, other in node.ties if relation in ("ride", "on", "in")]
    if carried:
        mount = carried[0].entity
        return family_of(mount).flies or mount.concept in (
            "broom",
            "magic-carpet",
            "flying-carpet",
            "dragon",
        )
    if any(relation in _GROUNDED for relation, _ in node.ties) or entity.pose in _AT_REST:
        return False
    if entity.pose in _ON_FOOT and not node.several:
        return False
    flock = entity.count > 2 and lexicon().concepts[entity.concept].family in BIRDS
    if entity.concept in _ON_THE_GROUND and entity.pose is None and stage.ground != "none":
        return False
    return family_of(entity).flies or entity.pose == "fly" or (flock and not entity.pose)


def _single(stage: Stage, builder: Builder, node: Node, slot: Slot, flying: bool) -> Placed:
    assembly = builder.built(node)
    lead = max(assembly.members[0].height, 0.02)
    if family_of(node.entity).living:  # an umbrella makes nobody taller
        lead = min(lead, 1.15 * max(0.5, beside_others(node.entity)))
    whole = merged(assembly)
    chance = stage.chance("layout", node.index)
    living = family_of(node.entity).living
    flip = living and (slot.x > 0.55 or (slot.x > 0.42 and chance.often(0.4)))
    return Placed(node, whole.subject, whole.unit, lead, slot, flying, whole.marks, flip=flip)


def _sized(stage: Stage, singles: list[Placed], crowded: bool) -> None:
    """The scale of each: the first by its slot, the others beside it."""
    seen = stage.visible
    high, wide = seen.bottom - seen.top, seen.right - seen.left
    for number, one in enumerate(singles):
        usual = one.slot.size * min(stage.height, stage.width * 1.25) * _USUAL
        entity = one.node.entity
        said = {"small": 0.72, "large": 1.45}.get(entity.size or "", 1.0)
        own = min(1.5, max(0.66, lexicon().concepts[entity.concept].scale ** 0.6)) * said
        box = one.subject.box
        tall = (one.subject.base - box[1]) * one.unit
        broad = (box[2] - box[0]) * one.unit
        near = stage.chance("near").between(0.90, 1.14)  # the seed steps nearer or back
        scale = usual * own * near / max(one.lead, 0.4 * tall)
        far = stage.scene.camera == "wide"
        if entity.size != "small" and not crowded and len(singles) == 1 and not far:
            scale = max(scale, _LEAST * high / tall)
        if entity.size == "large" and len(singles) == 1:
            scale = max(scale, 0.70 * high / tall)
        if number and not one.flying and not singles[0].flying:
            beside = singles[0].scale * (0.95 if one.slot.y >= singles[0].slot.y - 0.02 else 0.88)
            scale = min(max(beside, 0.15 * high / tall), 0.62 * high / tall)
        room = _WIDEST if len(singles) == 1 else 0.46 if number else 0.74
        high_up = _towers(entity) or tall > 1.25 * one.lead
        share = _TALLEST if entity.size == "large" else _HIGH if high_up else _USUALLY
        one.scale = min(scale, share * high / tall, room * wide / broad)


def _towers(entity: Entity) -> bool:
    """Whether a thing may nearly fill the height."""
    family = lexicon().concepts[entity.concept].family
    return family in ("building", "landmark", "tree", "nature", "spacecraft", "aircraft", "vessel")


def _spread(stage: Stage, singles: list[Placed]) -> None:
    """Places across: in the slots, but side by side, and in the picture."""
    seen = stage.visible
    margin = 0.025 * (seen.right - seen.left)
    left, right = seen.left + margin, seen.right - margin
    ordered = sorted(singles, key=lambda one: one.slot.x)
    total = sum(one.width for one in ordered) * 1.02
    if ordered and total > right - left:
        for one in ordered:
            one.scale *= (right - left) / total
    aside = stage.chance("aside").between(-0.07, 0.07) * stage.width
    inner = _CENTRED * (right - left) if len(ordered) == 1 and stage.scene.camera is None else 0.0
    for one in ordered:
        low, high = left + max(inner, one.width / 2), right - max(inner, one.width / 2)
        one.x = min(max(one.slot.x * stage.width + aside, low), high)
    for _ in range(6):
        for a, b in itertools.pairwise(ordered):
            need = (a.width + b.width) / 2 - (b.x - a.x)
            if need > 0:
                a.x = max(a.x - need / 2, left + a.width / 2)
                b.x = min(b.x + need / 2, right - b.width / 2)
                need = (a.width + b.width) / 2 - (b.x - a.x)
                if need > 0:  # the edge held one of them
                    a.x = max(a.x - need, left + a.width / 2)
                    b.x = min(b.x + need, right - b.width / 2)


def _piece(stage: Stage, one: Placed) -> Piece:
    seen = stage.visible
    size = one.unit * BOX * one.scale
    y = one.slot.y * stage.height
    if hangs(one.node):  # from above the picture
        y = seen.top + one.height * 0.985
        half = one.width / 2
        one.x = min(max(one.slot.x * stage.width, seen.left + half), seen.right - half)
    elif reaches_in(one.node):  # from the edge of the picture
        y = seen.bottom + 0.03 * one.height
        alone = one.node.entity.count == 1
        one.x = seen.left + 0.46 * one.width if alone else (seen.left + seen.right) / 2
    elif _on_the_seabed(stage, one.node):
        y = seen.bottom - 0.07 * (seen.bottom - seen.top)
    elif (keel := at_surface(stage, one)) is not None:
        y, size = keel, one.unit * BOX * one.scale
    elif one.flying or stage.floating:
        y = min(
            max(y + one.height * 0.5, seen.top + one.height * 1.05), seen.bottom - one.height * 0.04
        )
        half = one.width * 0.52
        one.x = min(
            max(one.x or one.slot.x * stage.width, seen.left + half),
            max(seen.left + half, seen.right - half),
        )
    else:
        y = max(y, seen.top + one.height * 1.02)
    middle = (one.subject.box[0] + one.subject.box[2]) / 2 - BOX / 2
    x = one.x - (-middle if one.flip else middle) * size / BOX
    wet = bool(stage.afloat) and _swims(one.node)
    reaches = reaches_in(one.node)
    one.flip = one.flip and not reaches
    shadow = 0.0 if wet or one.flying or stage.floating or reaches else stage.shadows
    grass = not (wet or one.flying or reaches) and stage.ground in ("grass", "dark grass")
    lit = [one.node.entity, *(other.entity for _, other in one.node.ties)]
    lamplight.glow(stage, lit, one.x, y, one.height)
    if not one.node.several:
        lamplight.beams(stage, one.node.entity, one.x, y, one.height)
    lift = _LEAP * one.height if _leaps(one.node) and shadow else 0.0
    grass = grass and not lift
    how = Placing(flip=one.flip, shadow=shadow, reflected=wet and not one.flying, lift=lift)
    return Piece(one.subject, x, y, size, how, y, grass, one.marks)


_ON_THE_GROUND: Final = frozenset(("dragon", "wyvern", "dragon-hatchling"))
"""Who could fly, and stands when nobody says so."""
_LEAP: Final = 0.16
"""How high somebody leaps, as a share of the height."""


def _leaps(node: Node) -> bool:
    """Whether somebody is in the air for a moment, on his own."""
    alone = all(relation in IN_DOING for relation, _ in node.ties)
    return node.entity.pose == "jump" and alone and family_of(node.entity).living


def _on_the_seabed(stage: Stage, node: Node) -> bool:
    """Whether it stands below the water, where all else floats: a sunken city."""
    family = lexicon().concepts[node.entity.concept].family
    stands = family in ("building", "landmark", "furniture") and node.entity.pose is None
    return stage.scene.setting == "underwater" and stands


def _flock_pieces(
    stage: Stage,
    builder: Builder,
    node: Node,
    slot: Slot,
    flying: bool,
    room: Room | None = None,
) -> list[Piece]:
    """Several of a kind, each with its own place."""
    leads = builder.leads(node)[:MANY]
    floats = flying or stage.floating
    if floats and _on_the_seabed(stage, node):
        floats, slot = False, slot._replace(x=0.5, y=0.93)
    pieces = []
    for spot, member in zip(flock(stage, leads, node, slot, floats, room), leads, strict=True):
        box = member.subject.box
        size = spot.height / (member.subject.base - box[1]) * BOX
        middle = (box[0] + box[2]) / 2 - BOX / 2
        x = spot.x - (-middle if spot.flip else middle) * size / BOX
        lamplight.glow(stage, [node.entity], spot.x, spot.y, spot.height)
        wet = bool(stage.afloat) and _swims(node) and not floats
        shadow = 0.0 if floats or wet else stage.shadows
        lift = _LEAP * spot.height if _leaps(node) and shadow else 0.0
        how = Placing(spot.depth, spot.flip, spot.turn, shadow, reflected=wet, lift=lift)
        grass = not (floats or wet or lift) and stage.ground in ("grass", "dark grass")
        pieces.append(Piece(member.subject, x, spot.y, size, how, spot.order, grass, member.marks))
    return pieces
