"""Whoever rides: on a saddle, on a board, on a broom, on a back, or inside."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import msgspec

from affresco.studio.engines.illustrator.painting.chance import Chance
from affresco.studio.engines.illustrator.painting.colour import Colour
from affresco.studio.engines.illustrator.painting.pen import Pen
from affresco.studio.engines.illustrator.painting.sprites import Subject
from affresco.studio.engines.illustrator.reading.lexicon import lexicon
from affresco.studio.engines.illustrator.scene import Entity
from affresco.studio.engines.illustrator.subjects.actors import Doing, can_act, figure_of
from affresco.studio.engines.illustrator.subjects.colours import colour_of
from affresco.studio.engines.illustrator.subjects.figure.bicycle import on_bicycle
from affresco.studio.engines.illustrator.subjects.find import as_subject
from affresco.studio.engines.illustrator.subjects.look import framed

from .assembly import Assembly, Member
from .casts import Cast, cast_member, plain_member
from .node import GROUPS

_BICYCLES: Final = frozenset(("bicycle", "tricycle", "tandem", "mountain-bike", "unicycle"))
_BOARDS: Final = {
    "roller-skates": ("lunging", "balance", 0.2), "ice-skate": ("lunging", "balance", 0.18),
    "skateboard": ("lunging", "balance", 0.16), "surfboard": ("lunging", "balance", 0.16),
    "snowboard": ("lunging", "balance", 0.12), "skis": ("lunging", "balance", 0.10),
    "sled": ("sitting", "", 0.34), "magic-carpet": ("crossed", "", 0.16),
    "carpet": ("crossed", "", 0.16), "flying-carpet": ("crossed", "", 0.16),
    "paper-plane": ("crossed", "", 0.42),
    "cloud": ("crossed", "", 0.7), "leaf": ("crossed", "", 0.2), "raft": ("sitting", "", 0.22),
    "kick-scooter": ("standing", "grip", 0.62), "scooter": ("riding", "grip", 0.66),
}  # fmt: skip
_FRAMES = (
    Colour(0.58, 0.19, 30), Colour(0.60, 0.13, 195), Colour(0.78, 0.14, 85), Colour(0.50, 0.14, 255),
)  # fmt: skip
# How high the rim of a hull, a basket or a window is, as a share of the height.
_RIMS: Final = {
    "vessel": 0.42,
    "land-vehicle": 0.56,
    "train": 0.62,
    "aircraft": 0.5,
    "spacecraft": 0.6,
}
_OPEN: Final = frozenset(
    ("boat", "canoe", "gondola", "kayak", "raft", "rowing-boat", "paper-boat", "cart", "wagon",
     "carriage", "sleigh", "wheelbarrow", "shopping-cart", "pram", "rowboat")
)  # fmt: skip
_HULL: Final = {
    "canoe": 0.72,
    "kayak": 0.7,
    "gondola": 0.42,
    "paper-boat": 0.5,
    "raft": 0.8,
    "boat": 0.36,
}


def ridden(
    riders: Sequence[Entity], mount: Entity, doing: Doing, chance: Chance, number: int
) -> Assembly:
    """Riders and mount in one; the first leads."""
    concept = lexicon().concepts[mount.concept]
    rider = msgspec.structs.replace(riders[0], count=1)
    people = _people(riders)
    seats, group = len(people), rider.concept in GROUPS
    if mount.concept in _SADDLED and (group or can_act(rider)):
        return _on_saddles(rider, plain_member(mount, chance, number), doing, chance, mount.concept)
    if mount.concept in _BICYCLES and can_act(rider):
        return _cycling(rider, mount, doing, chance)
    if mount.concept in _BOARDS or rider.pose == "surf":
        return _boarding(rider, mount, doing, chance)
    if mount.concept == "broom":
        return _on_broom(rider, mount, doing, chance)
    steed = plain_member(mount, chance, number)
    if mount.concept in _BICYCLES:  # by somebody without legs to pedal with
        steed.stand(0.0, 0.0)
        members = [plain_member(rider, chance, number) for number in range(min(3, seats))]
        for number, who in enumerate(members):
            who.resized(max(who.height, 0.62 * steed.height) * (1.0 if seats == 1 else 0.66))
            share = (0.33, 0.60, 0.84)[number]
            who.stand(
                steed.left + (share + 0.03) * steed.width,
                steed.surface(share) - 0.05 * steed.height,
            )
            who.order = 1.0 + number
        return Assembly([*members, steed])
    if concept.family in _RIMS and mount.concept not in ("motorcycle", "rocket", "moped"):
        return aboard(riders, steed, mount, doing, chance)
    return _astride(people, steed, doing, chance)


def _each(rider: Entity, seats: int) -> list[Entity]:
    """Who sits where: each of a couple is somebody else."""
    names = GROUPS.get(rider.concept, (rider.concept,))
    out = [names[number % len(names)] for number in range(seats)]
    return [msgspec.structs.replace(rider, concept=name, count=1) for name in out]


def _people(riders: Sequence[Entity]) -> list[Entity]:
    """One by one, three at most."""
    people: list[Entity] = []
    for rider in riders:
        many = 1 if rider.concept in GROUPS else rider.count
        people.extend(_each(rider, max(many, len(GROUPS.get(rider.concept, ())))))
    return people[:3]


def _on_saddles(rider: Entity, steed: Member, doing: Doing, chance: Chance, mount: str) -> Assembly:
    """On a wheel with a drawing of its own: two on a tandem, one on a unicycle."""
    steed.resized(0.78 if mount != "penny-farthing" else 1.1)
    steed.stand(0.0, 0.0)
    steed.order = 0.5
    members: list[Member] = []
    places = _SADDLED[mount]
    for number, (share, one) in enumerate(zip(places, _each(rider, len(places)), strict=True)):
        own = Chance("saddle", number, chance.whole(0, 9999))
        who = _rider(one, doing, "cycling" if mount == "tandem" else "riding", "grip", own)
        _sit(who, steed.left + share * steed.width, steed.surface(share) + 0.03)
        who.member.order = 1.0 + number
        members.append(who.member)
    assembly = Assembly([*members, steed])
    assembly.shifted(0.0, -min(m.bottom for m in assembly.members))
    return assembly


_SADDLED: Final = {
    "tandem": (0.24, 0.62), "unicycle": (0.5,), "tricycle": (0.34,), "penny-farthing": (0.62,),
}  # fmt: skip
"""Wheels that carry their riders on saddles, and where these are."""


def _cycling(rider: Entity, mount: Entity, doing: Doing, chance: Chance) -> Assembly:
    frame = colour_of(mount) if mount.colour or mount.material else None
    figure = figure_of(rider, chance, _seated(doing, "cycling", "grip"))
    drawing = on_bicycle(figure, frame or chance.pick(_FRAMES))
    subject = as_subject(drawing)
    height = subject.box[3] - subject.box[1]
    member = Member(subject, unit=1.18 / height)
    return Assembly([member])


def _seated(doing: Doing, stance: str, gesture: str) -> Doing:
    held = doing.held
    return Doing(
        doing.pose or "riding",
        stance,
        held.grip.gesture if held else gesture,
        held,
        doing.worn,
        doing.role,
    )


def _boarding(rider: Entity, mount: Entity, doing: Doing, chance: Chance) -> Assembly:
    stance, gesture, height = _BOARDS.get(mount.concept, ("lunging", "balance", 0.12))
    board = plain_member(mount, chance, 1)
    board.resized(height)
    wide = 0.95 if mount.concept in ("surfboard", "snowboard") else 0.8
    if board.width < board.height:  # it is drawn upright: lay it down
        flat = _laid(board.subject)
        board = Member(flat, unit=wide / (flat.box[2] - flat.box[0]), order=-1)
    else:
        board.unit *= max(0.6, min(wide / board.width, 3.0))
        board.order = -1
    who = _rider(rider, doing, stance, gesture, chance)
    board.stand(0.0, 0.0)
    top = board.bottom + board.height * (0.55 if stance != "riding" else 0.7)
    if stance == "riding" and who.hip:
        _sit(who, 0.0, top)
    else:
        who.member.stand(0.0, top)
    who.member.order = 1
    return Assembly([who.member, board])


def _laid(subject: Subject, turn: float = 84.0) -> Subject:
    """A drawing turned to lie on its side."""

    def draw(pen: Pen) -> None:
        with pen.at(64, 64, turn):
            pen.canvas.translate(-64, -64)
            subject.draw(pen)

    return as_subject(framed(draw, 1.0))


def _on_broom(rider: Entity, mount: Entity, doing: Doing, chance: Chance) -> Assembly:
    broom = plain_member(mount, chance, 1)
    box = broom.subject.box
    flat = _laid(broom.subject, 82 if box[3] - box[1] > 1.2 * (box[2] - box[0]) else 36)
    stick = Member(flat, unit=1.25 / (flat.box[2] - flat.box[0]), order=1)
    stick.stand(0.0, 0.30)
    who = _rider(rider, doing, "riding", "grip", chance)
    seat = stick.bottom + stick.height * 0.52
    _sit(who, -0.02, seat + 0.03)
    who.member.order = 2
    assembly = Assembly([who.member, stick])
    assembly.shifted(0.0, -min(m.bottom for m in assembly.members))
    return assembly


def _rider(rider: Entity, doing: Doing, stance: str, gesture: str, chance: Chance) -> Cast:
    if can_act(rider):
        return cast_member(rider, chance, _seated(doing, stance, gesture))
    return Cast(plain_member(rider, chance, 0))


def _sit(who: Cast, x: float, y: float) -> None:
    """Put somebody's seat at a point."""
    if who.hip is None:
        who.member.stand(x, y - who.member.height * 0.16)
        return
    hx, hy = who.member.point(*who.hip)
    who.member.x += x - hx
    who.member.y += y - hy


def astride(riders: Sequence[Entity], steed: Member, doing: Doing, chance: Chance) -> Assembly:
    """Riders on the back of something that is drawn already."""
    return _astride(_people(riders), steed, doing, chance)


def _astride(people: Sequence[Entity], steed: Member, doing: Doing, chance: Chance) -> Assembly:
    """On the back of something, one leg on this side."""
    members = [steed]
    steed.order = 0
    steed.stand(0.0, 0.0)
    count = len(people)
    for number, one in enumerate(people):
        share = 0.46 if count == 1 else 0.34 + 0.26 * number / (count - 1)
        own = Chance("rider", number, chance.whole(0, 9999))
        who = _rider(one, doing, "riding", "rein", own)
        who.member.unit *= min(1.0, steed.height * 0.95 / who.member.height)
        low = min(steed.surface(share - 0.06), steed.surface(share), steed.surface(share + 0.06))
        x = steed.left + steed.width * share
        _sit(who, x, low + who.member.height * 0.03)
        who.member.order = 1 + number
        members.insert(number, who.member)
    return Assembly(members)


# Windows of what is closed: middle and sill as shares of the drawing, and their height.
_WINDOWS: Final = {
    "car": (0.42, 0.58, 0.34), "bus": (0.52, 0.52, 0.34), "truck": (0.74, 0.52, 0.30),
    "train": (0.24, 0.58, 0.24), "airplane": (0.60, 0.62, 0.26), "helicopter": (0.36, 0.50, 0.36),
    "hot-air-balloon": (0.5, 0.16, 0.16), "submarine": (0.46, 0.40, 0.28), "rocket": (0.62, 0.62, 0.24),
    "tram": (0.5, 0.5, 0.3), "tractor": (0.27, 0.52, 0.42),
    "bumper-car": (0.44, 0.34, 0.40), "taxi": (0.5, 0.58, 0.32),
    "van": (0.66, 0.54, 0.32),
}  # fmt: skip
_WINDOW: Final = {
    "land-vehicle": (0.5, 0.56, 0.34), "train": (0.4, 0.55, 0.26), "aircraft": (0.62, 0.52, 0.30),
    "spacecraft": (0.55, 0.55, 0.24),
}  # fmt: skip


def _at_the_window(who: Cast, hull: Member, concept: str, family: str, aside: float) -> None:
    """Head and shoulders at a window, cut off by its sill."""
    across, up, high = _WINDOWS.get(concept) or _WINDOW.get(family, (0.5, 0.55, 0.3))
    member = who.member
    shown = 0.50 if who.hip else 0.72  # of a figure, what is above the sill
    member.unit *= hull.height * high / (member.height * shown)
    x = hull.left + hull.width * (across + aside)
    sill = hull.bottom + hull.height * up
    member.stand(x, sill - member.height * (1 - shown))
    member.order = 2.0
    member.clip = (hull.left - 9, 99.0, hull.right + 9, sill)


def aboard(
    riders: Sequence[Entity], hull: Member, mount: Entity, doing: Doing, chance: Chance
) -> Assembly:
    """Inside a vehicle or a vessel: seen above its rim, or at its window; three at most."""
    concept = lexicon().concepts[mount.concept]
    hull.stand(0.0, 0.0)
    hull.order = 1
    rim = hull.height * _HULL.get(mount.concept, _RIMS.get(concept.family, 0.5))
    flat = mount.concept in _OPEN or concept.family == "vessel"
    members = [hull]
    people = _people(riders)
    count = len(people)
    for number, one in enumerate(people):
        own = Chance("aboard", number, chance.whole(0, 9999))
        who = _rider(one, doing, "seated", "grip" if concept.family != "vessel" else "", own)
        member = who.member
        share = 0.5 + (number - (count - 1) / 2) * 0.24
        if flat:
            member.unit *= min(1.0, hull.width * 0.62 / member.height / max(1, count * 0.75))
            edge = min(hull.surface(share - 0.08), hull.surface(share), hull.surface(share + 0.08))
            low = mount.concept in _OPEN and hull.height < 0.8 * hull.width
            _sit(who, hull.left + hull.width * share, max(rim * 0.86, edge) if low else rim * 0.86)
            member.order = 0.5
            member.clip = (hull.left - 1, 99.0, hull.right + 1, hull.bottom + 0.3 * rim)
            if hull.height > hull.width * 0.8:  # a sail: sit before it, clipped by the rim
                member.order = 2
                member.clip = (hull.left - 1, 9.0, hull.right + 1, rim * 0.9)
        else:
            aside = ((count - 1) / 2 - number) * min(0.2, 0.38 / count)
            aside *= 0.36 if mount.concept == "hot-air-balloon" else 1.0
            _at_the_window(who, hull, mount.concept, concept.family, aside)
        members.append(member)
    return Assembly([*members[1:], hull])
