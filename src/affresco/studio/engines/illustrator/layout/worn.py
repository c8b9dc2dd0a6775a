"""What animals without hands wear, bear and have before them."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Final

import msgspec
import skia

from affresco.studio.engines.illustrator.painting.chance import Chance
from affresco.studio.engines.illustrator.painting.colour import Colour
from affresco.studio.engines.illustrator.painting.pen import Pen
from affresco.studio.engines.illustrator.reading.lexicon import lexicon
from affresco.studio.engines.illustrator.scene import Entity
from affresco.studio.engines.illustrator.subjects.actors import garment_of, pose_of
from affresco.studio.engines.illustrator.subjects.figure.dressing import (
    hat_alone,
    scarf_alone,
    spectacles,
)
from affresco.studio.engines.illustrator.subjects.figure.heads import HATS_WORN
from affresco.studio.engines.illustrator.subjects.figure.held import GRIPS
from affresco.studio.engines.illustrator.subjects.find import as_subject, drawn_alone
from affresco.studio.engines.illustrator.subjects.look import framed, solid, tube
from affresco.studio.engines.illustrator.subjects.posed import frontal, shape_of
from affresco.studio.engines.illustrator.subjects.shapes import thing_named

from .assembly import Assembly, Member, merged
from .casts import Cast
from .hands import STANDING, in_the_mouth
from .node import Node

# Where the head is in a drawing: share of the width, of the height from above, and its width.
_HEADS: Final = {
    "owl": (0.5, 0.08, 0.62), "penguin": (0.60, 0.02, 0.42), "chick": (0.5, 0.05, 0.5),
    "teddy-bear": (0.5, 0.08, 0.56), "snowman": (0.5, 0.10, 0.40), "bear": (0.42, 0.10, 0.55),
    "fox": (0.40, 0.16, 0.56), "wolf": (0.40, 0.14, 0.56), "panda": (0.40, 0.08, 0.56),
    "koala": (0.40, 0.08, 0.56), "lion": (0.40, 0.08, 0.5), "frog": (0.40, 0.06, 0.5),
    "polar-bear": (0.40, 0.08, 0.5), "hamster": (0.40, 0.10, 0.52), "dog": (0.52, 0.02, 0.52),
    "cat": (0.74, 0.12, 0.44),
    "elephant": (0.70, 0.04, 0.40), "hedgehog": (0.86, 0.34, 0.26), "octopus": (0.5, 0.04, 0.56),
    "duck": (0.72, 0.02, 0.40), "rabbit": (0.66, 0.28, 0.36), "pig": (0.62, 0.06, 0.44),
    "seal": (0.66, 0.06, 0.44), "turtle": (0.85, 0.22, 0.24), "giraffe": (0.70, 0.06, 0.3),
    "monkey": (0.62, 0.05, 0.42), "ghost": (0.5, 0.02, 0.5), "alien": (0.42, 0.04, 0.5),
    "cow": (0.72, 0.06, 0.34), "sheep": (0.66, 0.08, 0.40), "horse": (0.74, 0.06, 0.26),
    "shark": (0.72, 0.06, 0.30), "lobster": (0.5, 0.36, 0.30), "crab": (0.5, 0.30, 0.46),
    "robot": (0.5, 0.08, 0.4), "whale": (0.72, 0.30, 0.40), "snail": (0.78, 0.20, 0.24),
}  # fmt: skip


def other_handed(who: Cast, node: Node, chance: Chance) -> Member:
    """A figure with the second of the things that it holds, which is in its other hand."""
    things = [
        other
        for relation, other in node.ties
        if relation == "hold" and other.entity.count == 1 and not garment_of(other.entity.concept)
    ]
    if len(things) < 2 or who.near is None or who.member.hand is None:
        return who.member
    entity, tall = things[1].entity, who.member.height
    thing = Member(drawn_alone(entity, chance), order=1.0).marked(things[1].index)
    thing.resized(0.24 * tall)
    thing.narrowed(0.30 * tall)
    who.member.stand(0.0, 0.0)
    x, y = who.member.point(*who.near)
    grip = GRIPS.get(entity.concept)
    low = 0.92 if entity.concept in _BY_HANDLE or (grip and grip.at == "low") else 0.30
    thing.stand(x, y - low * thing.height)
    return merged(Assembly([who.member, thing]))


_BY_HANDLE: Final = frozenset(
    (
        "briefcase",
        "handbag",
        "bag",
        "suitcase",
        "bucket",
        "basket",
        "lantern",
        "watering-can",
        "shopping-bag",
    )
)


_GLASSES: Final = {
    "dog": (1.0, 0.16, 0.78), "fox": (0.86, 0.0, 0.56), "wolf": (0.86, 0.0, 0.56),
    "bear": (0.86, 0.0, 0.62), "panda": (0.86, 0.0, 0.62), "koala": (0.86, 0.0, 0.62),
    "lion": (0.86, 0.0, 0.62),
}  # fmt: skip
"""Faces that look at us: how broad glasses are on them, how far right and down, in widths of the head."""
WORN_IN: Final = {"sunglasses": Colour(0.22, 0.02, 260)}
"""The colour of garments of which another kind is drawn, when none is named."""


def dressed(member: Member, entity: Entity, garment: str, colour: Colour | None) -> list[Member]:
    """What an animal without hands wears, as it sits on head, neck, trunk or feet."""
    x, y, wide = _head_of(member, entity)
    width = wide * member.width
    if garment in HATS_WORN:
        hat = Member(hat_alone(garment, colour), order=member.order + 0.5)
        hat.unit = width * 1.05 / (hat.subject.box[2] - hat.subject.box[0])
        over = 0.22 if garment != "headphones" else 0.80
        hat.stand(x, y - hat.height * over)
        return [hat]
    if garment in ("scarf", "tie", "bow"):
        scarf = Member(scarf_alone(colour), order=member.order + 0.4)
        scarf.unit = width * 1.35 / (scarf.subject.box[2] - scarf.subject.box[0])
        scarf.stand(x - width * 0.08, y - width * 0.62 - scarf.height)
        return [scarf]
    if garment == "glasses":
        pair = Member(spectacles(colour), order=member.order + 0.5)
        broad, right, down = _GLASSES.get(entity.concept, (0.62, 0.06, 0.55))
        if not frontal(entity.concept):
            broad, right, down = 0.62, 0.06, 0.55
        pair.unit = width * broad / (pair.subject.box[2] - pair.subject.box[0])
        pair.stand(x + width * right, y - width * down)
        return [pair]
    if garment in ("wings", "backpack"):
        return _winged(member, colour) if garment == "wings" else []
    if garment in ("boots", "shoe"):
        return _booted(member, colour or _LEATHER)
    return [_coated(member, colour or _USUAL.get(garment, _CLOTH))]


def wings_of(member: Member, entity: Entity) -> list[Member]:
    """The wings of an animal that is said to have some and whose drawing has none."""
    concept = lexicon().concepts[entity.concept]
    bare = concept.family in ("mammal", "reptile", "polar-animal") and concept.shape is None
    return _winged(member, None) if bare and "winged" in entity.qualities else []


def between_wings(member: Member, entity: Entity) -> Member:
    """A thing that is said to have wings, between two of them."""
    if "winged" not in entity.qualities:
        return member
    (right,) = _winged(member, None)
    (left,) = _winged(member, None)
    right.flip = True
    for wing, side in ((left, -1), (right, 1)):
        wing.resized(0.8 * member.height)
        root = member.middle + side * 0.22 * member.width
        wing.stand(root + side * wing.width / 2, member.bottom + 0.30 * member.height)
        wing.order = member.order - 0.5
    return merged(Assembly([member, left, right]))


def _winged(member: Member, colour: Colour | None) -> list[Member]:
    """A wing of feathers on the back of an animal."""

    def draw(pen: Pen) -> None:
        tone = colour or Colour(0.97, 0.008, 90)
        for i in range(8):  # from the lowest feather, which is the longest, to the shoulder
            angle, reach = math.radians(14 + 10 * i), 98 - 5.5 * i
            tip = (104 - reach * math.cos(angle), 104 - reach * math.sin(angle))
            middle = (
                104 - 0.55 * reach * math.cos(angle + 0.16),
                104 - 0.55 * reach * math.sin(angle + 0.16),
            )
            feather = tube([(104, 104), middle, tip], (13, 17, 6))
            solid(pen, feather, tone.lighter(-0.05 if i % 2 else 0.0), 0.06)

    wing = Member(as_subject(framed(draw)), order=member.order + 0.3)
    wing.resized(0.62 * member.height)
    root = member.left + 0.52 * member.width
    wing.stand(root - wing.width / 2, member.bottom + 0.52 * member.height)
    return [wing]


def _booted(member: Member, tone: Colour) -> list[Member]:
    """Boots on all the feet that are seen."""
    low, high = member.subject.feet
    wide = (high - low) * member.unit
    pairs = 4 if wide > 0.45 * member.width else 2
    drawing = thing_named("garment boot", Chance("boots"))
    if drawing is None:
        return []
    out = []
    for number in range(pairs):
        share = (0.05, 0.27, 0.73, 0.95)[number] if pairs == 4 else (0.2, 0.8)[number]
        boot = Member(as_subject(drawing), order=member.order + 0.4)
        boot.resized(0.2 * member.height)
        boot.narrowed(max(0.22 * member.width, 0.3 * wide))
        boot = _tinted(boot, tone)
        left = member.point(low, 0.0)[0] if not member.flip else member.point(high, 0.0)[0]
        boot.stand(left + wide * share, member.bottom - 0.01 * member.height)
        out.append(boot)
    return out


def _tinted(member: Member, tone: Colour, alpha: float = 1.0) -> Member:
    """The same drawing in one colour, its shades kept a little."""
    subject = member.subject
    tint = skia.ColorFilters.Blend(tone.argb(0.86 * alpha), skia.BlendMode.kSrcATop)

    def draw(pen: Pen) -> None:
        pen.canvas.saveLayer(None, skia.Paint(ColorFilter=tint))
        subject.draw(pen)
        pen.canvas.restore()

    copy = Member(replace(subject, draw=draw, key=""), unit=member.unit, order=member.order)
    copy.flip = member.flip
    return copy


def _coated(member: Member, tone: Colour) -> Member:
    """A garment over the trunk: the part of the body that it covers, in its colour."""
    coat = _tinted(member, tone)
    coat.x, coat.y, coat.order = member.x, member.y, member.order + 0.3
    if member.width > 1.15 * member.height:  # on all fours
        left, right = member.left + 0.20 * member.width, member.left + 0.62 * member.width
        coat.clip = (left, member.top + 1.0, right, member.bottom + 0.30 * member.height)
    else:
        top = member.bottom + 0.60 * member.height
        coat.clip = (member.left, top, member.right, member.bottom + 0.20 * member.height)
    return coat


_LEATHER: Final = Colour(0.50, 0.13, 45)
_CLOTH: Final = Colour(0.52, 0.16, 25)
_USUAL: Final = {
    "coat": Colour(0.55, 0.12, 240), "jacket": Colour(0.45, 0.10, 260), "dress": Colour(0.62, 0.17, 350),
    "shirt": Colour(0.62, 0.12, 200), "apron": Colour(0.92, 0.02, 90), "cape": Colour(0.50, 0.18, 20),
}  # fmt: skip


def _head_of(member: Member, entity: Entity) -> tuple[float, float, float]:
    """The crown of a head, and its width as a share of the drawing's."""
    known = _HEADS.get(entity.concept)
    concept = lexicon().concepts[entity.concept]
    if known and shape_of(concept, pose_of(entity)) is None:
        across, down, wide = known
        y = min(member.top - member.height * down, member.surface(across))
        return member.left + member.width * across, y, wide
    behind = 0.56 if lexicon().concepts[entity.concept].family == "mammal" else 0.4
    shares = [behind + (0.96 - behind) * i / 14 for i in range(15)]
    tops = [member.surface(share) for share in shares]
    best = max(tops)
    at = [
        share for share, top in zip(shares, tops, strict=True) if top > best - member.height * 0.06
    ]
    across = sum(at) / len(at)
    wide = min(0.5, 0.36 * member.height / member.width)
    return member.left + member.width * across, best - member.height * 0.05, wide


def bearing_point(member: Member, bearer: Entity, borne: Entity) -> tuple[float, float] | None:
    """Where somebody bears a thing, in shares of width and height: on the nose, on the head; None
    for the shoulder, the back or the roof."""
    said = borne.qualities
    family = lexicon().concepts[borne.concept].family
    if "at-lap" in said and member.seat is not None:
        x, y = member.point(*member.seat)
        return (x - member.left) / member.width + 0.10, (y - member.bottom) / member.height + 0.04
    nosed = bearer.concept in ("seal", "sea-lion", "dolphin")
    if "at-nose" in said or (nosed and family in ("toy", "sport", "object", "fruit")):
        return (0.76, 0.93) if nosed else (0.95, 0.72)
    if "at-arm" in said:
        share = (
            0.84
            if member.hand is None
            else (member.point(*member.hand)[0] - member.left) / member.width
        )
        return share, (member.surface(share) - member.bottom) / member.height - 0.02
    if "at-head" in said and member.head is not None and member.shoulder is not None:
        x = member.point(*member.head)[0]
        share = (x - member.left) / member.width
        return share, (member.surface(share) - member.bottom) / member.height - 0.03
    living = lexicon().families[lexicon().concepts[bearer.concept].family].living
    on_top = family in ("fruit", "vegetable", "food", "flower") and borne.relation in ("on", None)
    if not living or member.shoulder is not None or not (on_top or "at-head" in said):
        return None
    x, y, _ = _head_of(member, bearer)
    return (x - member.left) / member.width, (y - member.bottom) / member.height - 0.02


def all_in_front(
    member: Member, entity: Entity, chance: Chance, bearer: Entity | None = None
) -> list[Member]:
    """Several things held by somebody without hands, side by side: eight umbrellas of an octopus."""
    count = min(8, entity.count)
    if count < 2 or entity.relation == "eat":
        return [in_front(member, entity, chance, bearer)]
    out = []
    for number in range(count):
        one = in_front(member, msgspec.structs.replace(entity, count=1), chance, bearer)
        one.unit *= max(0.42, 1.5 / count**0.75) if count > 2 else 0.9
        share = (number + 0.5) / count
        aloft = entity.concept in ("umbrella", "parasol", "balloon", "kite")
        low = (
            one.bottom
            if count < 3
            else member.top - 0.4 * one.height
            if aloft
            else member.bottom + 0.3 * member.height
        )
        one.stand(
            member.left + (1.3 * share - 0.15) * member.width,
            low + 0.05 * one.height * (number % 2),
        )
        out.append(one)
    return out


def filled(held: list[Member], node: Node) -> list[Member]:
    """What is held, with what is in it: a basket of apples."""
    if node.made is None or len(held) != 1:
        return held
    empty = held[0]
    full = Member(node.made, order=empty.order)
    full.unit = empty.width / max(1e-6, (full.subject.box[2] - full.subject.box[0]))
    full.stand(empty.middle, empty.bottom)
    return [full]


def in_front(
    member: Member, entity: Entity, chance: Chance, bearer: Entity | None = None
) -> Member:
    """A thing before an animal that has no hands: at its mouth or its feet."""
    thing = Member(drawn_alone(entity, chance), order=member.order + 0.6)
    if "at-feet" in entity.qualities:  # an egg on the feet of a penguin
        thing.resized(0.28 * member.height)
        thing.stand(member.middle + 0.10 * member.width, member.bottom)
        return thing
    if entity.concept in STANDING:  # drums, between us and who plays them
        thing.resized(0.56 * member.height)
        thing.narrowed(0.86 * member.width)
        thing.stand(member.middle + 0.12 * member.width, member.bottom - 0.12 * thing.height)
        return thing
    grip = GRIPS.get(entity.concept)
    high = thing.subject.box[3] - thing.subject.box[1]
    size = 0.62 if grip and grip.size > 50 else 0.42
    thing.unit = member.height * size / max(high, thing.subject.box[2] - thing.subject.box[0])
    if entity.concept in ("umbrella", "parasol", "balloon", "kite"):
        thing.unit *= 1.4
        aside = 0.16 if entity.concept in ("umbrella", "parasol") else -0.10
        thing.stand(member.right - member.width * aside, member.bottom + member.height * 0.52)
        return thing
    family = lexicon().concepts[entity.concept].family
    kin = lexicon().concepts[bearer.concept].family if bearer is not None else ""
    aloft = kin == "flying-bird" or (kin == "bird" and bearer is not None and bearer.pose == "fly")
    if bearer and aloft and entity.relation in ("carry", "hold", "catch", "steal"):  # in its talons
        thing.unit *= min(1.0, 0.5 * member.height / thing.height)
        thing.stand(member.middle, member.bottom - 0.75 * thing.height)
        return thing
    if bearer and lexicon().concepts[bearer.concept].family in _BEAKED:  # at the tip of the beak
        x, y = member.right - 0.02 * member.width, member.surface(0.97)
        thing.unit *= min(1.0, 0.44 * member.height / thing.height)
        thing.stand(x, y - thing.height * 0.94)
        return thing
    fabled = bearer is not None and lexicon().concepts[bearer.concept].family == "flying-fantasy"
    if bearer and bearer.concept == "ghost":  # on its hand
        thing.resized(0.34 * member.height)
        thing.narrowed(0.36 * member.width)
        thing.stand(member.right - 0.06 * member.width, member.bottom + 0.42 * member.height)
        return thing
    if fabled and entity.relation == "eat":  # a cup on the ground before a dragon
        thing.unit *= min(1.0, 0.34 * member.height / thing.height)
        thing.stand(member.right + 0.1 * thing.width, member.bottom)
        return thing
    if bearer and "flying" in lexicon().concepts[bearer.concept].family and family != "instrument":
        thing.unit *= min(1.0, 0.6 * member.height / thing.height)
        thing.stand(member.middle, member.bottom - 0.8 * thing.height)
        return thing
    if bearer and in_the_mouth(bearer, entity) and "ball" in entity.concept:  # at its paws
        thing.resized(0.22 * member.height)
        thing.stand(member.right + 0.35 * thing.width, member.bottom)
        return thing
    form = lexicon().concepts[bearer.concept].form if bearer else ""
    if bearer and form == "head" and in_the_mouth(bearer, entity):  # between the paws
        factor = {"small": 0.7, "large": 1.6}.get(entity.size or "", 1.0)
        thing.resized(0.36 * factor * member.height)
        thing.narrowed(0.8 * factor * member.width)
        thing.stand(member.middle + 0.04 * member.width, member.bottom + 0.16 * member.height)
        return thing
    if bearer and (entity.relation == "eat" or in_the_mouth(bearer, entity)):
        crown, top, wide = _head_of(member, bearer)
        mouthful = 0.36 if entity.relation == "eat" else 0.27
        mouthful *= {"small": 0.7, "large": 1.9}.get(entity.size or "", 1.0)
        thing.unit *= min(1.0, mouthful * member.height / thing.height)
        if member.height > 1.6 * member.width:  # no leaf hides the face of a giraffe
            thing.unit *= min(1.0, 0.9 * wide * member.width / thing.width)
        frontal = bearer.concept in ("dog", "sheep", "ram", "pig")
        seated = lexicon().concepts[bearer.concept].form == "head" or frontal
        aside = 0.08 if frontal else 0.22 if seated else 0.46
        down = 1.12 if frontal else 1.22 if seated else 0.84
        x, y = crown + aside * wide * member.width, top - down * wide * member.width
        thing.stand(x + (0.0 if seated else 0.3 * thing.width), y - 0.5 * thing.height)
        return thing
    if bearer and bearer.pose in ("float", "lie", "swim") and family != "instrument":
        thing.stand(member.middle, member.bottom + member.height * 0.42)
        return thing
    if not entity.size:
        thing.unit *= min(1.0, 0.55 * member.height / thing.height)
    thing.stand(member.right - thing.width * 0.12, member.bottom + member.height * 0.02)
    return thing


_BEAKED: Final = frozenset(("bird", "flying-bird", "farm-bird"))


def bare_cake(member: Member, chance: Chance) -> Member:
    """A cake without candles of its own, as large as the other."""
    cake = thing_named("food cake", chance)
    if cake is None:
        return member
    bare = Member(as_subject(cake), unit=member.unit)
    bare.resized(member.height * 0.8)
    return bare
