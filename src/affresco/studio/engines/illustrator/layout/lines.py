"""What hangs from lines and cords, walks on ropes, and stands in a row before a house."""

from __future__ import annotations

import math
from collections.abc import Sequence

from affresco.studio.engines.illustrator.painting.pen import Pen
from affresco.studio.engines.illustrator.subjects.find import as_subject
from affresco.studio.engines.illustrator.subjects.look import framed

from . import effects
from .assembly import Assembly, Member


def strung(leads: Sequence[Member], posts: Sequence[Member], walked: bool) -> Assembly:
    """A line between posts, with the leads hanging from it or walking on it."""
    total = max(0.9, sum(m.width for m in leads) * 1.3)
    tallest = max(m.height for m in leads)
    for m in posts:
        m.unit *= max(1.0, (2.2 if walked else 1.7) * tallest / m.height)
    left, right = posts[0], posts[-1]
    left.stand(-total / 2 - left.width * 0.44, 0.0)
    right.stand(total / 2 + right.width * 0.44, 0.0)
    for m in posts:
        m.order = -1.0
    up = min(left.height, right.height) * (0.62 if walked else 0.5)
    up = max(up, 1.1 * tallest) if not walked else up
    rope = effects.line(right.middle - left.middle, 0.03)
    rope.stand(0.0, up - rope.height)
    at = -sum(m.width for m in leads) / 2
    for m in leads:
        m.stand(at + m.width / 2, up - 0.015 if walked else up - m.height)
        m.order = 1.0
        at += m.width
    return Assembly([*leads, rope, left, right])


def hanging_out(lead: Member, clothes: Sequence[Member]) -> Assembly:
    """Somebody at a washing line with clothes on it."""
    lead.stand(0.0, 0.0)
    lead.order = 2.0
    high = 0.86 * lead.height
    copies = [Member(m.subject, unit=m.unit) for m in clothes]
    for m in copies:
        m.unit *= min(1.0, 0.40 * lead.height / m.height, 0.42 * lead.height / m.width)
    out, at = [lead], lead.right - 0.10 * lead.width
    rope = effects.line(sum(1.14 * m.width for m in copies) + 0.3 * lead.height, 0.02)
    rope.stand(at + rope.width / 2, high - rope.height)
    for x in (rope.left, rope.right):
        post = effects.post(high * 1.04)
        post.stand(x, 0.0)
        out.append(post)
    at += 0.15 * lead.height
    for m in copies:
        m.stand(at + 0.57 * m.width, high - m.height)
        m.order = 1.0
        at += 1.14 * m.width
    return Assembly([*out, rope, *copies])


def hung(leads: Sequence[Member], cloth: bool, far: float = 0.34) -> Assembly:
    """Things in a row below cords that leave the picture above, or on a washing line."""
    tallest = max(m.height for m in leads)
    gap = 0.06 if cloth else 0.22
    total = sum(m.width * (1 + gap) for m in leads)
    at, out = -total / 2, list(leads)
    top = tallest * (1.6 + far)
    if cloth:
        rope = effects.line(total * 1.5 + 0.3, 0.02)
        rope.stand(0.0, top - rope.height)
        out.append(rope)
    for number, m in enumerate(leads):
        wide = m.width * (1 + gap)
        drop = 0.0 if cloth else tallest * (far + 0.30 * ((number * 3) % 4) / 3)
        m.stand(at + wide / 2, top - m.height - drop)
        m.order = 0.5 + 0.01 * number
        if not cloth:
            string = effects.cord(drop + 0.04 * tallest)
            string.stand(m.middle, m.top - 0.03 * tallest)
            out.append(string)
        at += wide
    return Assembly(out)


def fenced(lead: Member, fence: Member) -> Assembly:
    """A fence along the front of a house, open before its door."""
    lead.stand(0.0, 0.0)
    fence.resized(0.22 * lead.height)
    copies: list[Member] = []
    span = lead.width * 0.60
    each = max(1, math.ceil(span / fence.width))
    for side in (-1, 1):
        for number in range(each):
            part = Member(fence.subject, unit=fence.unit * span / (each * fence.width) * 1.04)
            x = side * (0.12 * lead.width + span * (number + 0.5) / each)
            part.stand(lead.middle + x, -0.05 * lead.height)
            part.order = 2.0
            copies.append(part)
    return Assembly([lead, *copies])


def along(lead: Member, fence: Member) -> Assembly:
    """Before a fence, a wall or a hedge that runs on to both sides."""
    lead.stand(0.0, 0.0)
    lead.order = 1.0
    fence.unit *= min(1.0, 0.75 * lead.height / fence.height)
    fence.unit *= max(1.0, 0.5 * lead.height / fence.height)
    each = max(1, math.ceil(1.15 * lead.width / fence.width))
    parts: list[Member] = []
    for number in range(each):
        part = Member(fence.subject, unit=fence.unit, marks=fence.marks)
        x = (number - (each - 1) / 2) * fence.width * 0.97
        part.stand(lead.middle + x + 0.12 * lead.width, 0.10 * lead.height)
        part.order = -1.0
        parts.append(part)
    return Assembly([lead, *parts])


def pinned(leads: Sequence[Member], base: Member) -> Assembly:
    """In a row at the upper edge of a thing, before it."""
    base.stand(0.0, 0.0)
    base.order = 0.0
    for number, m in enumerate(leads):
        m.unit *= min(1.0, 0.34 * base.height / m.height, 0.8 * base.width / len(leads) / m.width)
        m.unit *= max(1.0, 0.2 * base.height / m.height)
        share = (number + 0.5) / len(leads)
        m.stand(
            base.left + base.width * (0.08 + 0.84 * share),
            base.bottom + 0.84 * base.height - m.height,
        )
        m.order = 1.0 + 0.01 * number
    return Assembly([*leads, base])


def upside_down(member: Member) -> Member:
    """Somebody who hangs by the feet."""
    subject = member.subject
    middle = (subject.box[1] + subject.box[3]) / 2

    def draw(pen: Pen) -> None:
        with pen.at(0, 2 * middle, 0, (1.0, -1.0)):
            subject.draw(pen)

    return Member(as_subject(framed(draw, 1.0)), unit=member.unit)


def roped(leads: Sequence[Member], aloft: bool) -> Assembly:
    """Somebody on a rope, between two poles unless it is high in the air."""
    high = leads[0].height
    at, up = 0.0, 0.0 if aloft else high * (0.9 if high > 0.6 else 2.2)
    for m in leads:
        m.stand(at + m.width / 2, up)
        m.order = 1.0
        at += m.width * 1.1
    rope = effects.line((2.2 if len(leads) < 3 else 1.3) * at, 0.012 if aloft else 0.002)
    rope.stand(at / 2, up - rope.height + 0.02)
    rope.order = -1.0
    out = [*leads, rope]
    for x in () if aloft else (rope.left + 0.03, rope.right - 0.03):
        pole = effects.post(1.15 * up)
        pole.stand(x, 0.0)
        out.append(pole)
    return Assembly(out)


def _laid(thing: Member) -> Member:
    """What stands in its drawing, lying, as thin as it looks from the side."""

    def draw(pen: Pen) -> None:
        with pen.at(64, 64, 0, (1.0, 0.42)), pen.at(0, 0, 88):
            pen.canvas.translate(-64, -64)
            thing.subject.draw(pen)

    return Member(as_subject(framed(draw)))


def carried(leads: Sequence[Member], thing: Member) -> Assembly:
    """Something long or heavy on the shoulders of several, one behind the other."""
    at = 0.0
    for number, m in enumerate(leads):
        m.stand(at + m.width / 2, 0.0)
        m.order = 0.01 * number
        at += m.width * 1.02
    if thing.height > 1.3 * thing.width:  # a ladder lies
        thing = _laid(thing)
        thing.unit *= 0.98 * at / thing.width
        first = leads[0]
        thing.stand(at / 2, 0.8 * first.height)
        if first.shoulder is not None:
            thing.stand(at / 2, first.point(*first.shoulder)[1] - 0.85 * thing.height)
    elif len(leads) == 2:  # one at each end
        thing.unit *= min(1.0, 0.8 * leads[0].height / thing.height)
        thing.stand(leads[0].right + 0.34 * thing.width, 0.30 * leads[0].height)
        leads[1].stand(thing.right + 0.32 * leads[1].width, 0.0)
    else:
        thing.unit *= min(1.6, 0.94 * at / thing.width)
        thing.stand(at / 2, 0.62 * max(m.height for m in leads))
    thing.order = 0.5
    return Assembly([*leads, thing])
