"""Two who have a hold on each other: on a leash, on the shoulders, hand to hand, mouth to mouth."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from affresco.studio.engines.illustrator.painting.colour import WHITE, Colour
from affresco.studio.engines.illustrator.painting.pen import Pen, fill, outline, stroke
from affresco.studio.engines.illustrator.painting.sprites import Draw
from affresco.studio.engines.illustrator.subjects.look import solid

from . import effects, neighbours
from .assembly import Assembly, Member
from .deeds import grasp

_ROPE: Final = Colour(0.46, 0.08, 55)
_WOOL: Final = Colour(0.58, 0.13, 255)
_LEASH: Final = Colour(0.52, 0.17, 25)
_HEART: Final = Colour(0.60, 0.21, 18)


def rope(start: tuple[float, float], end: tuple[float, float], tone: Colour = _ROPE) -> Member:
    """A slack line between two points of an assembly."""
    (x1, y1), (x2, y2) = start, end
    wide, high = max(0.02, abs(x2 - x1)), abs(y2 - y1)
    falls = (x2 - x1) * (y2 - y1) < 0
    sag = 0.05 * (wide + high)
    scale = 108.0 / max(wide, high + sag)

    def draw(pen: Pen) -> None:
        left, right = 64 - wide * scale / 2, 64 + wide * scale / 2
        top, low = 10.0, 10.0 + high * scale
        first, last = (top, low) if falls else (low, top)
        middle = (first + last) / 2 + sag * scale
        pen.curve(
            [(left, first), (64, middle), (right, last)], stroke(tone.lighter(-0.12), 0.014 * scale)
        )
        pen.curve([(left, first), (64, middle), (right, last)], stroke(tone, 0.008 * scale))

    member = effects.made(draw, wide=wide, order=2.4)
    member.x += (x1 + x2) / 2 - member.middle
    member.y += max(y1, y2) - member.top
    return member


def led(lead: Member, animals: Sequence[Member]) -> Assembly:
    """Somebody behind those that are walked on leashes."""
    lead.stand(0.0, 0.0)
    lead.order = 1.0
    at = lead.right + 0.16 * lead.height
    out: list[Member] = [lead, *animals]
    for number, m in enumerate(animals):
        m.stand(at + m.width / 2, -0.03 * lead.height * (number % 2))
        m.order = 1.5 + 0.1 * (number % 2)
        at += (0.86 if len(animals) < 3 else 0.6) * m.width
        neck = m.left + 0.80 * m.width, m.bottom + 0.71 * m.height
        out.append(rope(grasp(lead), neck, _LEASH))
    return Assembly(out)


def towed(leads: Sequence[Member], things: Sequence[Member], far: float) -> Assembly:
    """Things behind those who pull them by a rope, all bound the same way."""
    at = 0.0
    for number, m in enumerate(things):
        m.stand(at + m.width / 2, 0.0)
        m.order = 0.2 + 0.01 * number
        at += 0.94 * m.width
    last = things[-1]
    at += far
    for number, m in enumerate(leads):
        m.stand(at + m.width / 2, 0.0)
        m.order = 1.0 + 0.01 * number
        at += 0.94 * m.width
    first = leads[0]
    if first.hand is not None:
        start = first.point(*first.hand)
    else:
        start = first.left + 0.30 * first.width, first.bottom + 0.60 * first.height
    low = 0.30 if last.height > 0.4 * first.height else 0.6
    end = last.right - 0.06 * last.width, last.bottom + low * last.height
    return Assembly([*leads, rope(end, start), *things])


def tugged(leads: Sequence[Member], things: Sequence[Member]) -> Assembly:
    """Animals with their teeth in things."""
    assembly = neighbours.beside(list(leads), list(things), -0.06)
    lead = leads[-1]
    for m in things:
        m.y += max(0.0, 0.62 * lead.height - 0.5 * m.height - m.bottom)
        m.turn = -18.0
    return assembly


def given(lead: Member, other: Member) -> Assembly:
    """The hand of who gives at the hands of who takes."""
    lead.stand(0.0, 0.0)
    lead.order = 2.0
    other.flip = not other.flip
    other.stand(lead.right + 0.42 * other.width, 0.0)
    other.order = 1.0
    return Assembly([lead, other])


def shouldered(lead: Member, small: Member) -> Assembly:
    """A child astride the neck of who carries it."""
    lead.stand(0.0, 0.0)
    x, y = lead.point(*lead.head) if lead.head is not None else (lead.middle, lead.top)
    sx, sy = small.point(*small.seat) if small.seat is not None else (small.middle, small.bottom)
    small.x += x - 0.03 * lead.height - sx
    small.y += y - 0.01 * lead.height - sy
    small.order = lead.order - 0.5
    return Assembly([lead, small])


def kissing(first: Member, second: Member) -> Assembly:
    """Two who face each other, mouth to mouth, a heart over them."""
    first.stand(0.0, 0.0)
    first.order, second.order = 1.0, 1.1
    second.flip = not second.flip
    second.stand(0.0, 0.0)
    reach = _lips(first) - 0.03 * first.height
    second.x += reach - _lips(second, mirrored=True)
    if second.height < 0.6 * first.height and first.head is not None:
        second.stand(first.right + 0.2 * second.width, 0.0)
    heart = _heart(0.20 * max(first.height, second.height))
    top = max(first.top, second.top)
    heart.stand(reach, top + 0.04 * first.height)
    return Assembly([first, second, heart])


def _lips(m: Member, mirrored: bool = False) -> float:
    """How far to the side the mouth is."""
    side = -1.0 if mirrored else 1.0
    if m.head is not None:
        return m.point(*m.head)[0] + side * 0.115 * m.height
    return m.left + 0.03 * m.width if mirrored else m.right - 0.03 * m.width


def _heart(size: float) -> Member:
    def draw(pen: Pen) -> None:
        path = "M 64 112 C 10 72 6 44 22 28 C 38 14 58 22 64 40 C 70 22 90 14 106 28 C 122 44 118 72 64 112 Z"
        solid(pen, outline(path), _HEART)
        pen.oval(40, 42, 9, 7, fill(WHITE, 0.5))

    return effects.made(draw, high=size, order=4.0)


def hand_in_hand(members: Sequence[Member]) -> Assembly:
    """Side by side, each hand in the next."""
    at = 0.0
    for number, m in enumerate(members):
        m.stand(at + m.width / 2, 0.0)
        m.order = 1.0 + 0.01 * number
        if number + 1 < len(members):
            following = members[number + 1]
            at = m.right - sum(one.right - grasp(one)[0] for one in (m, following))
    return Assembly(list(members))


def skipping(leads: Sequence[Member], index: int) -> Assembly:
    """Each in the air within the loop of a rope."""
    at, out = 0.0, list(leads)
    for m in leads:
        loop = effects.made(_loop, high=1.16 * m.height, order=-1.0).marked(index)
        loop.stand(at + loop.width / 2, 0.0)
        m.stand(loop.middle, 0.06 * m.height)
        m.order = 1.0
        out.append(loop)
        at += 1.02 * loop.width
    return Assembly(out)


def _loop(pen: Pen) -> None:
    pen.oval(64, 64, 42, 58, stroke(_LEASH.lighter(-0.12), 3.6))
    pen.oval(64, 64, 42, 58, stroke(_LEASH, 2.2))


def drinking(leads: Sequence[Member], vessel: Member) -> Assembly:
    """Heads lowered over a vessel on the ground; one on each side of it."""
    first = leads[0]
    vessel.unit *= min(1.0, 0.36 * first.height / vessel.height, 0.6 * first.width / vessel.width)
    first.stand(0.0, 0.0)
    first.order = 1.0
    vessel.stand(first.right + 0.02 * first.width, 0.0)
    vessel.order = 2.0
    at = vessel.right
    for number, m in enumerate(leads[1:]):
        m.flip = True
        m.stand(at + m.width / 2 - 0.3 * vessel.width, 0.0)
        m.order = 0.9 - 0.01 * number
        at += 0.8 * m.width
    return Assembly([*leads, vessel])


def milked(lead: Member, cow: Member, stool: Member, pail: Member) -> Assembly:
    """Somebody on a stool at the side of an animal, a pail under it."""
    cow.stand(0.0, 0.0)
    cow.order = 0.0
    stool.resized(0.30 * lead.height)
    x = cow.left - 0.02 * cow.width
    if lead.seat is not None:
        sx, sy = lead.point(*lead.seat)
        lead.x += x - sx
        lead.y += 0.31 * lead.height - sy
    else:
        lead.stand(x, 0.0)
    lead.y -= min(0.0, lead.bottom)
    stool.stand(x, 0.0)
    stool.order = 0.5
    lead.order = 1.0
    pail.resized(0.26 * cow.height)
    pail.stand(cow.left + 0.34 * cow.width, -0.02)
    pail.order = 0.8
    return Assembly([lead, cow, stool, pail])


_CLOSE: Final = 0.25  # between the middles of two who embrace, in heights of the smaller


def embracing(one: Member, other: Member) -> Assembly:
    """Two in each other's arms: breast to breast, the arms of the nearer around the other."""
    other.flip = not other.flip
    for member, order in ((one, 2.0), (other, 1.0)):
        member.stand(0.0, 0.0)
        member.order = order
    apart = _CLOSE * min(one.height, other.height)
    for member, x in ((one, -apart / 2), (other, apart / 2)):
        at = member.point(*member.head)[0] if member.head is not None else member.middle
        member.x += x - at
    return Assembly([one, other])


_IN_HOLD: Final = 0.34  # between the middles of two who dance


def waltzing(one: Member, other: Member) -> Assembly:
    """Two who dance with each other: one hand on the other's back, the other hands raised together."""
    assembly = embracing(one, other)
    wide = _IN_HOLD * min(one.height, other.height) - (_CLOSE * min(one.height, other.height))
    one.x -= wide / 2
    other.x += wide / 2
    return assembly


def of_pose(pose: str | None, members: Sequence[Member]) -> Assembly:
    """Two who kiss or are in each other's arms; several hand in hand."""
    if pose == "hug" and len(members) == 2:
        return embracing(members[0], members[1])
    if pose == "kiss" and len(members) == 2:
        return kissing(members[0], members[1])
    return hand_in_hand(members)


def under_cover(sleeper: Member, colour: Colour | None, index: int) -> Assembly:
    """A quilt drawn over all of a sleeper but the head."""
    sleeper.stand(0.0, 0.0)
    wide, high = sleeper.width, sleeper.height
    side = -1.0 if sleeper.flip else 1.0
    heads_right = sleeper.head is None or sleeper.point(*sleeper.head)[0] > sleeper.middle
    tone = colour or _WOOL
    cover = effects.made(_quilt(tone, wide / max(high, 0.05)), wide=0.74 * wide, order=2.0)
    cover.unit = 0.74 * wide / (cover.width / cover.unit)
    cover.flip = not heads_right if side > 0 else heads_right
    cover.stand(sleeper.middle + (-0.17 if heads_right else 0.17) * wide, -0.01)
    return Assembly([sleeper, cover.marked(index)])


def _quilt(tone: Colour, broad: float) -> Draw:
    tall = min(86.0, 112.0 / max(1.0, 0.80 * broad) * 1.08)

    def draw(pen: Pen) -> None:
        top = 122 - tall
        shape = (
            f"M 6 122 C 2 {top + 20} 12 {top + 4} 40 {top} C 70 {top - 3} 96 {top + 4} 108 {top + 12} "
            f"C 118 {top + 30} 122 104 124 122 Q 112 116 100 122 Q 88 116 76 122 Q 64 116 52 122 "
            f"Q 40 116 28 122 Q 16 117 6 122 Z"
        )
        path = outline(shape)
        solid(pen, path, tone)
        with pen.inside(path):
            for x in range(-20, 150, 22):
                line = [(x, 126), (x + 10, top + 30), (x + 26, top - 6)]
                pen.curve(line, stroke(tone.lighter(0.10), 3.0, 0.8))
            for y in (top + 0.34 * tall, top + 0.68 * tall):
                pen.curve(
                    [(0, y + 6), (60, y), (128, y + 8)], stroke(tone.lighter(-0.09), 2.0, 0.7)
                )
            edge = [(104, top + 6), (112, top + 40), (118, 124)]
            pen.curve(edge, stroke(tone.lighter(0.16), 9))

    return draw
