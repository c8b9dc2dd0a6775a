"""What is done is seen: at a bench, before an audience, from the mouth or the hand to the other."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

from affresco.studio.engines.illustrator.painting.colour import Colour

from . import effects
from .assembly import Assembly, Member

_BENCH: Final = 0.47  # height of a table beside who stands at it
_SEAT: Final = 0.40  # … and of the seat of who sits


def mouth(lead: Member) -> tuple[float, float]:
    """Where breath comes from; all look to the right."""
    if lead.head is not None:
        x, y = lead.point(*lead.head)
        return x + 0.085 * lead.height, y - 0.05 * lead.height
    return lead.right - lead.width * 0.06, lead.bottom + lead.height * 0.70


def grasp(lead: Member) -> tuple[float, float]:
    """Where the leading hand is, or the muzzle of who has none."""
    return lead.point(*lead.hand) if lead.hand is not None else mouth(lead)


def bench(
    leads: Sequence[Member], things: Sequence[Member], table: Member, hung: bool = False
) -> Assembly:
    """The things on a table at the hands of the leads, who stand on both sides of it."""
    tallest = max(m.height for m in leads)
    _raised(table, _BENCH * tallest)
    first, *others = leads
    first.stand(0.0, 0.0)
    first.order = 3.0
    x = grasp(first)[0]
    table.stand(x + table.width * 0.34, 0.0)
    table.order = 2.0
    at = table.right - 0.04 * table.width
    for number, m in enumerate(others):
        m.flip = True
        m.stand(at + m.width * (0.5 + 0.8 * number), 0.0)
        m.order = 3.0 + 0.01 * number
    _laid_out(table, things, 0.40 * tallest, hung)
    return Assembly([*leads, table, *things])


def _raised(table: Member, high: float) -> None:
    """As high as its top, whatever stands on it in its drawing."""
    table.unit *= high / max(1e-6, table.surface(0.5) - table.bottom)


def _laid_out(table: Member, things: Sequence[Member], most: float, hung: bool = False) -> None:
    """Things in a row on a table, or over its edge."""
    if hung:
        most = min(most, 0.9 * table.height)
    for m in things:
        m.unit *= min(1.0, most / m.height, 0.8 * table.width / len(things) / m.width)
    total = sum(m.width for m in things)
    at = table.middle - total / 2
    top = table.surface(0.5) - 0.03 * table.height
    for number, m in enumerate(things):
        m.stand(at + m.width / 2, top - (0.70 * m.height if hung else 0.0))
        m.order = 2.4 + 0.01 * number
        at += m.width


def held_up(lead: Member, things: Sequence[Member]) -> Assembly:
    """Things that are being hung up, at the raised hands of the lead."""
    lead.stand(0.0, 0.0)
    lead.order = 1.0
    x, y = grasp(lead)
    for number, m in enumerate(things):
        m.unit *= min(1.0, 0.42 * lead.height / m.height, 0.5 * lead.height / m.width)
        m.stand(x + (0.30 + 1.1 * number) * m.width, y - 0.45 * m.height)
        m.order = 0.5 + 0.01 * number
    return Assembly([lead, *things])


def stall(leads: Sequence[Member], things: Sequence[Member], table: Member) -> Assembly:
    """The leads behind a table with the things on it."""
    tallest = max(m.height for m in leads)
    total = sum(m.width for m in leads)
    table.unit *= max(_BENCH * tallest / table.height, 0.9 * total / table.width)
    table.unit *= min(1.0, 0.60 * tallest / table.height)
    table.stand(0.0, 0.0)
    table.order = 2.0
    at = -total / 2
    for m in leads:
        m.stand(at + m.width / 2, 0.05 * tallest)
        m.order = 1.0
        at += m.width
    _laid_out(table, things, 0.34 * tallest)
    return Assembly([*leads, table, *things])


def at_table(
    leads: Sequence[Member],
    table: Member,
    things: Sequence[Member],
    stools: Sequence[Member],
    seated: bool,
) -> Assembly:
    """Who sits or stands at a table: one before it, two on its sides, more also behind it."""
    tallest = max(m.height for m in leads)
    count = len(leads)
    behind = list(leads[1:-1]) if count > 2 else []
    reach = sum(m.width for m in behind) * 0.92
    table.resized((0.56 if seated else _BENCH) * tallest)
    table.unit *= min(1.7, max(1.0, reach / table.width))
    table.stand(0.0, 0.0)
    table.order = 2.0
    for number, m in enumerate((leads[0], leads[-1])[: min(2, count)]):
        m.flip = number == 1
        stool = stools[number] if number < len(stools) else None
        lap = _sat(m, stool) if stool is not None else 0.0
        edge = table.left if number == 0 else table.right
        m.stand(edge + (1 if number else -1) * (m.width / 2 - 0.36 * m.width), lap)
        m.order = 1.0
        if stool is not None and m.seat is None and m.height > 0.55 * tallest:
            stool.y = -1.0  # a walrus has none
            continue
        if stool is not None and m.seat is None:  # a bird stands on it
            stool.resized(max(0.2, table.top - 0.62 * m.height))
            stool.narrowed(1.2 * m.width)
            m.y += stool.height - m.bottom
        if stool is not None:
            stool.stand(m.point(*m.seat)[0] if m.seat is not None else m.middle, 0.0)
            stool.order = 0.9
    at = -reach / 2
    for number, m in enumerate(behind):
        low = max(0.10 * tallest, table.top + 0.43 * tallest - m.height)
        m.stand(at + m.width * 0.46, low)
        m.clip = (m.left - 9, 99.0, m.right + 9, table.bottom + 0.6 * table.height)
        m.order = 0.2 + 0.01 * number
        at += m.width * 0.92
    _laid_out(table, things, 0.30 * tallest)
    return Assembly([*leads, table, *things, *[s for s in stools if s.y == 0.0]])


def _sat(m: Member, stool: Member) -> float:
    """How high the feet of a sitter are, when the seat is on the stool."""
    if m.seat is None:
        return 0.0
    high = _SEAT * max(0.5, m.height)
    stool.resized(high)
    return max(0.0, high - (m.point(*m.seat)[1] - m.bottom) + 0.02)


def audience(
    lead: Sequence[Member], others: Sequence[Member], gap: float = 0.16, raised: bool = False
) -> Assembly:
    """The others in rows to the right of the leads, turned to them."""
    at = 0.0
    stand = None
    for m in lead:
        m.stand(at + m.width / 2, 0.0)
        m.order = 3.0
        at += m.width * 0.94
    if raised:
        stand = effects.podium(1.1 * lead[0].width)
        stand.stand(lead[0].middle, 0.0)
        for m in lead:
            m.y += 0.8 * stand.height
    count = len(others)
    rows = 1 if count < 4 else 2 if count < 9 else 3
    columns = math.ceil(count / rows)
    wide = max(m.width for m in others) * (0.96 if rows == 1 else 0.86)
    for number, m in enumerate(others):
        column, row = divmod(number, rows)
        m.flip = True
        m.unit *= 1.0 - 0.07 * row
        x = at + gap + wide * (column + 0.5 + 0.42 * row)
        m.stand(x, 0.40 * row * m.height)
        m.order = 1.0 - row + 0.01 * column
    assert columns * rows >= count
    return Assembly([*lead, *others, *([stand] if stand else [])])


def touching(lead: Member, other: Member, reach: float = 0.05) -> Assembly:
    """The hand of the lead at the other, who is turned to it."""
    lead.stand(0.0, 0.0)
    lead.order = 2.0
    other.flip = not other.flip
    other.stand(grasp(lead)[0] - reach + other.width / 2, 0.0)
    other.order = 1.0
    return Assembly([lead, other])


def fed(lead: Sequence[Member], others: Sequence[Member], grain: bool) -> Assembly:
    """Others who come to the hand of the first, grain between them when they are small."""
    assembly = audience(lead, others, 0.10 if not grain else 0.22 * lead[-1].height)
    if grain:
        giver = lead[-1]
        x, y = grasp(giver)
        low = min(m.bottom for m in others)
        shower = effects.crumbs(max(0.2, 0.34 * giver.height))
        shower.resized(max(0.1, y - low))
        shower.narrowed(0.5 * giver.height)
        shower.stand(x + shower.width * 0.5, y - shower.height)
        assembly.members.append(shower)
    return assembly


def blown_bubbles(lead: Member, count: int) -> Assembly:
    """Bubbles that rise from the mouth."""
    lead.stand(0.0, 0.0)
    x, y = mouth(lead)
    out = [lead]
    for number in range(max(7, min(12, count))):
        size = lead.height * (0.09 + 0.03 * ((number * 5) % 7))
        far = lead.height * (0.12 + 0.12 * number)
        one = effects.bubble(size)
        up = lead.height * (0.035 * number + 0.20 * math.sin(2.4 * number))
        one.stand(x + far, max(0.05, y + up - size / 2))
        out.append(one)
    return Assembly(out)


def blown_at(lead: Member, others: Sequence[Member], fire: bool = False) -> Assembly:
    """Breath, or fire, between the mouth and what it is blown at."""
    lead.stand(0.0, 0.0)
    x, y = mouth(lead)
    puff = effects.flames(0.62 * lead.height) if fire else effects.breath(0.42 * lead.height)
    puff.stand(x + puff.width * 0.56, y - puff.height / 2)
    at = puff.right + 0.02
    for number, m in enumerate(others):
        m.stand(at + m.width / 2, 0.0 if m.height > 0.35 * y else y - m.height * 0.6)
        m.order = 0.01 * number
        at += m.width
    return Assembly([lead, puff, *others])


def poured_into(lead: Member, vessel: Member, table: Member | None, liquid: Colour) -> Assembly:
    """A stream from what is tilted in the hand into a vessel, on a table when it is small."""
    lead.stand(0.0, 0.0)
    lead.order = 1.0
    hx, hy = grasp(lead)
    spout = hx + 0.15 * lead.height, hy - 0.01 * lead.height
    base = 0.0
    out = [lead]
    if table is not None:
        table.resized(min(_BENCH * lead.height, 0.62 * hy))
        table.stand(spout[0] + 0.24 * table.width, 0.0)
        table.order = 2.0
        base = table.surface(0.4) - 0.03 * table.height
        out.append(table)
        vessel.unit *= min(1.0, 0.6 * (spout[1] - base) / vessel.height)
        vessel.unit *= max(1.0, 0.16 * lead.height / vessel.height)
    else:
        vessel.unit *= min(1.0, 0.8 * spout[1] / vessel.height)
    vessel.stand(spout[0], base)
    vessel.order = 2.4
    low = vessel.bottom + vessel.height * 0.55
    flow = effects.stream(max(0.05, spout[1] - low), liquid, 0.035 * lead.height)
    flow.stand(spout[0], spout[1] - flow.height)
    flow.order = 2.3
    return Assembly([*out, vessel, flow])


def weighed(lead: Member, things: Sequence[Member], scale: Member, table: Member) -> Assembly:
    """A pair of scales on a table, the things on one of its pans."""
    assembly = bench([lead], [scale], table)
    scale.unit *= max(1.0, 0.34 * lead.height / scale.height)
    scale.stand(table.middle, table.surface(0.5) - 0.03 * table.height)
    for number, m in enumerate(things[:3]):
        m.unit *= min(1.0, 0.26 * scale.width / m.width, 0.34 * scale.height / m.height)
        m.stand(
            scale.left + scale.width * (0.17 + 0.09 * number), scale.bottom + scale.height * 0.30
        )
        m.order = 2.6 + 0.01 * number
        assembly.members.append(m)
    return assembly


def sprayed(lead: Member, others: Sequence[Member]) -> Assembly:
    """An arc of water from the lead onto the others."""
    lead.stand(0.0, 0.0)
    x, y = mouth(lead)
    arc = effects.spray(0.8 * max(0.5, lead.height), max(0.4, lead.height))
    arc.stand(x + arc.width / 2, max(0.0, y - arc.height * 0.62))
    at = arc.right - 0.2 * arc.width
    for m in others:
        m.stand(at + m.width / 2, 0.0)
        m.order = 0.5
        at += m.width
    return Assembly([lead, arc, *others])


def emerging(leads: Sequence[Member], base: Member) -> Assembly:
    """Flyers that rise in a fan from what they come out of."""
    base.stand(0.0, 0.0)
    base.order = 1.0
    count = len(leads)
    for number, m in enumerate(leads):
        m.unit *= min(1.0, 0.62 * base.height / m.height)
        share = (number + 0.5) / count
        reach = base.height * (0.55 + 1.5 * share)
        side = math.sin(2.3 * number) * base.width * (0.28 + 0.55 * share)
        m.stand(base.middle + side, base.top + reach - 0.5 * base.height)
        m.order = 0.5 + 0.01 * number
    return Assembly([*leads, base])


def rising(lead: Member, fire: Member) -> Assembly:
    """Somebody who comes up out of flames: they burn before the feet, and are no larger than that."""
    fire.resized(0.52 * lead.height)
    fire.narrowed(1.25 * max(lead.width, 0.7 * lead.height))
    fire.stand(0.0, 0.0)
    fire.order = 2.0
    lead.stand(0.0, 0.46 * fire.height)
    lead.order = 1.0
    return Assembly([lead, fire])


def ring(ringed: Sequence[Member], centre: Member) -> Assembly:
    """Several around one: those before it lower and nearer, those behind it higher and smaller."""
    centre.stand(0.0, 0.0)
    centre.order = 0.0
    count = len(ringed)
    wide = max(m.width for m in ringed)
    high = max(m.height for m in ringed)
    for m in ringed:
        m.unit *= min(1.0, 0.75 * centre.height / high) if count > 3 else 1.0
    wide, high = max(m.width for m in ringed), max(m.height for m in ringed)
    reach = max(centre.width / 2 + 0.62 * wide, 0.2 * wide * count)
    deep = 0.28 * min(reach, max(high, 0.2 * centre.height))
    for number, m in enumerate(ringed):
        angle = math.tau * (number + (0.5 if count % 2 == 0 else 0.0)) / count
        angle += math.pi if count % 2 and centre.height > 1.3 * high else 0.0
        across, near = math.sin(angle), -math.cos(angle)
        if count == 2:
            across, near = (-1.0 if number == 0 else 1.0), 0.0
        m.unit *= 1.0 + 0.12 * near
        m.stand(across * reach, -deep * near)
        m.order = near if abs(near) > 0.01 else 0.5
        m.flip = across > 0.05
    lowest = min(m.bottom for m in ringed)
    assembly = Assembly([*ringed, centre])
    assembly.shifted(0.0, -min(0.0, lowest))
    return assembly


def scattered(models: Sequence[Member], base: Member) -> Assembly:
    """Many small things in the air above another, the lowest of them on it."""
    base.stand(0.0, 0.0)
    base.order = 0.0
    out: list[Member] = []
    for number in range(11):
        model = models[number % len(models)]
        m = Member(model.subject, unit=model.unit)
        m.resized(max(0.10, 0.13 * base.height) * (1.0 + 0.25 * math.sin(5.0 * number)))
        x = base.left + base.width * ((number * 0.381966) % 1.0)
        high = base.height * (0.55 + 1.25 * ((number * 0.27) % 1.0))
        m.turn = 50.0 * math.sin(2.1 * number)
        m.stand(x, high)
        m.order = 1.0 + 0.01 * number
        out.append(m)
    return Assembly([*out, base])
