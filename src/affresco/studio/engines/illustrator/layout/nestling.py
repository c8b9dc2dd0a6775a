"""In hollows, in water, in blossoms; and in the air above what is jumped over."""

from __future__ import annotations

from typing import Final

from affresco.studio.engines.illustrator.painting.pen import Pen
from affresco.studio.engines.illustrator.subjects.find import as_subject
from affresco.studio.engines.illustrator.subjects.look import framed

from .assembly import Assembly, Member
from .effects import burrow, hole, lying_bottle, ripples, wake


def flattened(member: Member) -> Member:
    """A plate as it lies."""

    def draw(pen: Pen) -> None:
        with pen.at(0, 64, 0, (1.0, 0.34)):
            pen.canvas.translate(0, -64)
            member.subject.draw(pen)

    flat = member.redrawn(as_subject(framed(draw)))
    flat.unit *= 1.35 * member.width / flat.width
    return flat


def over(lead: list[Member], base: Member) -> Assembly:
    """The leads in the air above what they jump over."""
    tallest = max(m.height for m in lead)
    base.unit *= min(1.0, 1.1 * tallest / base.height)
    base.unit *= max(1.0, 0.4 * tallest / base.height)
    base.narrowed(1.9 * max(sum(m.width for m in lead), tallest))
    base.stand(0.0, 0.0)
    base.order = 0.0
    total = sum(m.width for m in lead)
    at = base.middle - total / 2
    for number, m in enumerate(lead):
        m.stand(at + m.width / 2, base.top + 0.16 * tallest)
        m.order = 1 + 0.01 * number
        at += m.width
    return Assembly([*lead, base])


def above(lead: list[Member], base: Member, leaps: bool) -> Assembly:
    """The leads in the air right above a thing: it is not so large that they are lost."""
    tallest, total = max(m.height for m in lead), sum(m.width for m in lead)
    base.unit *= min(1.0, 2.4 * tallest / base.height)
    base.narrowed(3.0 * max(total, tallest))
    base.stand(0.0, 0.0)
    base.order = 0.0
    gap = 0.08 * tallest if leaps else 0.16 * (tallest + base.height)
    at = base.middle - total / 2
    for number, m in enumerate(lead):
        m.stand(at + m.width / 2, base.top + gap * (1.0 + 0.6 * (number % 2)))
        m.order = 1 + 0.01 * number
        at += m.width
    return Assembly([*lead, base])


def in_a_hollow(lead: list[Member], base: Member) -> Assembly:
    """In the dark opening of a trunk."""
    base.unit *= max(1.0, 1.5 * max(m.height for m in lead) / base.height)
    base.stand(0.0, 0.0)
    total = sum(m.width for m in lead)
    gap = hole(min(base.width * 0.62, 1.25 * total), base.height * 0.5)
    gap.unit *= min(1.0, 0.66 * base.height / gap.height)
    gap.stand(base.middle, base.bottom + base.height * 0.26)
    at = gap.middle - 0.42 * gap.width
    for number, m in enumerate(lead):
        m.unit *= min(1.0, 0.86 * gap.height / m.height, 0.84 * gap.width / len(lead) / m.width)
        m.stand(at + 0.42 * gap.width / len(lead), gap.bottom + 0.06 * gap.height)
        at += 0.84 * gap.width / len(lead)
        m.order = 1 + 0.01 * number
    return Assembly([*lead, base, gap])


def in_the_ground(lead: list[Member], base: Member) -> Assembly:
    """Looking out of a hole in the earth."""
    total = sum(m.width for m in lead)
    tallest = max(m.height for m in lead)
    back, front = burrow(1.7 * total)
    out = [*lead, base.redrawn(back.subject, back.unit), front]
    for m, order in ((out[-2], -1.0), (front, 3.0)):
        m.stand(0.0, 0.0)
        m.order = order
    rim = 0.42 * out[-2].height
    at = -total / 2
    for number, m in enumerate(lead):
        m.stand(at + m.width / 2, rim - 0.40 * tallest)
        m.clip = (m.left - 9, 99.0, m.right + 9, rim - 0.3 * out[-2].height)
        m.order = 1 + 0.01 * number
        at += m.width
    return Assembly(out)


def wading(lead: list[Member], base: Member, depth: float = 0.16) -> Assembly:
    """In water: the feet under it, rings around them."""
    total = sum(m.width for m in lead)
    base.unit *= max(1.0, 1.7 * total / base.width)
    base.unit *= min(1.0, 2.6 * total / base.width)
    base.stand(0.0, 0.0)
    at, out = base.middle - total / 2, list(lead)
    for number, m in enumerate(lead):
        level = base.bottom + 0.42 * base.height
        m.stand(at + m.width / 2, level - depth * m.height)
        m.clip = (m.left - 9, 99.0, m.right + 9, level)
        m.order = 1 + 0.01 * number
        rings = ripples(m.width * 1.1)
        rings.stand(m.middle, level - rings.height / 2)
        out.append(rings)
        at += m.width
    return Assembly([*out, base])


def swimming(swimmer: Member) -> Assembly:
    """Somebody in deep water: what is below its surface is not seen, rings are around the rest."""
    level = _SUBMERGED * swimmer.height
    swimmer.stand(0.0, -level)
    swimmer.clip = (swimmer.left - 9, 99.0, swimmer.right + 9, 0.0)
    swimmer.order = 1.0
    rings = wake(1.16 * swimmer.width)
    rings.stand(swimmer.middle, -0.72 * rings.height)
    return Assembly([swimmer, rings])


_SUBMERGED: Final = 0.46
"""How much of a swimmer is under water, as a share of the height."""


def in_blossom(lead: list[Member], base: Member) -> Assembly:
    """Somebody tiny in a blossom, its lower part behind the petals."""
    wide = sum(m.width for m in lead)
    base.unit *= max(1.0, 2.4 * wide / base.width)
    base.stand(0.0, 0.0)
    base.order = 0.0
    at = base.middle - wide / 2
    for number, m in enumerate(lead):
        m.unit *= min(1.0, 0.42 * base.width / m.width)
        rim = base.surface((at + m.width / 2 - base.left) / base.width) - 0.05 * base.height
        m.stand(at + m.width / 2, rim - 0.42 * m.height)
        m.clip = (m.left - 9, 99.0, m.right + 9, rim)
        m.order = 1 + 0.01 * number
        at += m.width
    return Assembly([*lead, base])


def in_bottle(lead: list[Member]) -> Assembly:
    """Ships and what else is broad, in a clear bottle that lies on its stand."""
    wide = 1.75 * sum(m.width for m in lead)
    base = lying_bottle(wide)
    base.stand(0.0, 0.0)
    at = base.left + 0.39 * wide - sum(m.width for m in lead) * 0.39
    for number, m in enumerate(lead):
        m.unit *= min(0.78, 0.60 * base.height / m.height)
        m.stand(at + m.width / 2, base.bottom + 0.32 * base.height)
        m.order = 1 + 0.01 * number
        at += m.width
    veil = Member(base.subject, base.x, base.y, base.unit, 3.0, alpha=0.22)
    return Assembly([*lead, base, veil])


def mirrored(lead: Member, mirror: Member) -> Assembly:
    """Somebody before a mirror, and the same again in it, turned round."""
    mirror.unit *= max(1.0, 1.5 * lead.height / mirror.height)
    mirror.stand(0.0, 0.10 * lead.height)
    mirror.order = -1.0
    image = Member(lead.subject, unit=lead.unit, flip=True)
    image.unit *= min(1.0, 0.72 * mirror.height / image.height, 0.62 * mirror.width / image.width)
    image.stand(mirror.middle, mirror.bottom + 0.16 * mirror.height)
    image.order = -0.5
    lead.stand(mirror.left - 0.20 * lead.width, 0.0)
    lead.order = 1.0
    return Assembly([lead, image, mirror])


def in_the_web(lead: list[Member], web: Member) -> Assembly:
    """In the middle of a web, and not too large for it."""
    web.stand(0.0, 0.0)
    web.order = 0.0
    for number, m in enumerate(lead):
        m.unit *= min(1.0, 0.34 * web.height / m.height)
        middle = web.bottom + (0.52 - 0.5 * m.height / web.height) * web.height
        m.stand(web.middle + 0.3 * number * m.width, middle)
        m.order = 1.0 + 0.01 * number
    return Assembly([*lead, web])


def on_the_face(lead: list[Member], wave: Member) -> Assembly:
    """Before the hollow of a wave that curls over them."""
    tallest = max(m.height for m in lead)
    wave.unit *= max(1.0, 2.6 * tallest / wave.height)
    wave.stand(0.0, 0.0)
    wave.order = 0.0
    for number, m in enumerate(lead):
        m.unit *= min(1.0, 0.34 * wave.height / m.height)
        m.stand(wave.left + (0.40 + 0.2 * number) * wave.width, wave.bottom + 0.16 * wave.height)
        m.order = 1.0 + 0.01 * number
    return Assembly([*lead, wave])
