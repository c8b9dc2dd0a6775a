"""Where things go that have no hold on each other: side by side, before, between, around, amid."""

from __future__ import annotations

from typing import Final

from .assembly import Assembly, Member

_BARE: Final = 0.14  # gap between two that stand side by side


def deep(lead: list[Member], base: Member, before: bool) -> Assembly:
    """One in front of the other: the far one stands a little higher, and is seen."""
    near, far = (lead, [base]) if before else ([base], lead)
    base.stand(0.0, 0.0)
    total = sum(m.width for m in lead)
    if before:
        base.unit *= max(1.0, 1.15 * max(m.height for m in lead) / base.height)
        base.stand(0.0, 0.0)
        start = base.middle - base.width * 0.16 - total / 2
        if base.width > 2.2 * total:
            start = base.middle - base.width * 0.30
    else:
        start = base.left - total * 0.62  # more than half of it looks out at the side
    at = start
    for m in lead:
        m.stand(at + m.width / 2, 0.0)
        at += m.width
    lift = 0.10 * min(1.0, max(m.height for m in near))
    for number, m in enumerate(near):
        m.order = 1 + 0.01 * number
    for number, m in enumerate(far):
        m.order = -1 + 0.01 * number
        m.y += lift
    return Assembly([*lead, base])


def behind_low(lead: list[Member], base: Member) -> Assembly:
    """Behind a counter, a fence, a gate: the upper half is seen over it."""
    tallest, total = max(m.height for m in lead), sum(m.width for m in lead)
    base.unit *= min(1.0, max(0.45, 0.52 * tallest / base.height))
    base.unit *= max(1.0, 1.05 * total / base.width)
    base.unit *= min(1.0, 0.7 * tallest / base.height) if base.height > 0.7 * tallest else 1.0
    base.stand(0.0, 0.0)
    base.order = 1.0
    at = base.middle - total / 2
    for number, m in enumerate(lead):
        m.stand(at + m.width / 2, 0.14 * tallest)
        m.order = -1.0 + 0.01 * number
        at += m.width
    return Assembly([*lead, base])


def beside(
    lead: list[Member],
    others: list[Member],
    gap: float = _BARE,
    facing: bool = False,
    lift: float = 0.0,
) -> Assembly:
    """The others to the right of the leads; turned to them when they have to do with each other."""
    at = 0.0
    for number, m in enumerate(lead):
        m.stand(at + m.width / 2, 0.0)
        m.order = 0.5 + 0.01 * number
        at += m.width * 0.94
    at += gap * (1.0 if gap < 0 else min(1.0, max(m.height for m in [*lead, *others])))
    for number, m in enumerate(others):
        m.flip = m.flip or facing
        m.stand(at + m.width / 2, lift)
        m.order = 0.01 * number if m.height > lead[0].height else 1 + 0.01 * number
        at += m.width * 0.94
    return Assembly([*lead, *others])


def leaning(lead: list[Member], others: list[Member], living: bool, trunk: bool) -> Assembly:
    """Against another: what is long is inclined, what is broad stands before a broad thing."""
    base = others[0]
    one = lead[0]
    if len(lead) == 1 and len(others) == 1 and not living:
        if base.width > 1.2 * one.width and one.width > 0.8 * one.height:  # a bicycle, a wall
            base.unit *= max(1.0, 1.15 * one.height / base.height)
            base.stand(0.0, 0.06 * one.height)
            base.order = -1.0
            one.stand(base.left + 0.62 * one.width, 0.0)
            one.order = 1.0
            return Assembly([one, base])
        one.unit *= max(1.0, min(1.6, 0.55 * base.height / one.height))
        one.turn += 11.0
        base.stand(0.0, 0.0)
        foot = base.width * (0.30 if base.height > 1.3 * one.height else 0.02)
        one.stand(base.left + foot - 0.40 * one.width, 0.0)
        one.order = 1.0
        return Assembly([one, base])
    if len(others) == 1 and trunk and base.width > one.width:
        row = beside(lead, [], 0.0)
        base.stand(0.0, 0.0)
        base.order = -1.0
        row.shifted(base.left + 0.44 * base.width - row.box[2], 0.0)
        return Assembly([*lead, base])
    return beside(lead, others, -0.10)


def between(lead: list[Member], others: list[Member]) -> Assembly:
    """The leads in the middle, the others on both sides; many of them in two rows."""
    for m in lead:  # a fox between two trees is seen
        m.unit *= max(1.0, 0.3 * max(other.height for other in others) / m.height)
    at = 0.0
    half = (len(others) + 1) // 2
    crowd = len(others) > 3
    for number, m in enumerate([*others[:half], *lead, *others[half:]]):
        leads = m in lead
        back = crowd and not leads and number % 2 == 1
        m.stand(at + m.width / 2, 0.30 * m.height if back else 0.0)
        row = -1.0 if back else 0.5
        m.order = 1.0 if leads else row + 0.01 * number
        at += m.width * (
            0.9 if leads or (not crowd and m.height < 1.6) else 0.8 if not crowd else 0.56
        )
    return Assembly([*lead, *others])


def stacked(members: list[Member]) -> Assembly:
    """One on top of the other, a little to one side and the other."""
    y = 0.0
    members = members[:4]
    for number, m in enumerate(members):
        m.stand(0.06 * m.width * (-1.0 if number % 2 else 1.0), y)
        m.order = 0.01 * number
        y += 0.86 * m.height
    return Assembly(members)


def at_the_keys(who: Member, piano: Member) -> Assembly:
    """Somebody before an instrument that stands."""
    piano.unit *= max(1.0, who.height * 0.62 / piano.height)
    piano.narrowed(1.15 * who.height)
    who.stand(0.0, 0.0)
    who.order = 1.0
    piano.stand(who.right + piano.width * 0.36, 0.0)
    return Assembly([who, piano])


def wooded(lead: list[Member], trees: list[Member]) -> Assembly:
    """Before and between trees that stand in a row."""
    at, top = 0.0, max(m.height for m in trees)
    for number, m in enumerate(trees):
        m.stand(at + m.width / 2, (0.10 if number % 2 else 0.02) * top)
        m.order = -1.0 - (number % 2)
        at += 0.62 * m.width
    right = at + 0.38 * trees[-1].width
    at = right / 2 - sum(m.width for m in lead) / 2
    for number, m in enumerate(lead):
        m.unit *= max(1.0, 0.46 * top / m.height)
        m.stand(at + m.width / 2, 0.0)
        m.order = 1.0 + 0.01 * number
        at += m.width
    return Assembly([*lead, *trees])


def amid(lead: list[Member], plants: list[Member]) -> Assembly:
    """The leads in a bed of flowers or grass: some behind, some before their feet."""
    tallest = max(m.height for m in lead)
    at = 0.0
    for number, m in enumerate(lead):
        m.stand(at + m.width / 2, 0.0)
        at += m.width * 1.04
        m.order = 0.5 + 0.01 * number
    out = list(lead)
    low, high = -0.5 * tallest, at + 0.5 * tallest
    kinds = len(plants)
    for number in range(11):
        near = number % 2 == 1
        model = plants[number % kinds]
        m = Member(model.subject, unit=model.unit, marks=model.marks)
        m.resized(tallest * (0.34 if near else 0.44))
        m.stand(low + (high - low) * number / 10, -0.05 * tallest if near else 0.07 * tallest)
        m.order = 1.0 + 0.01 * number if near else -1.0 + 0.01 * number
        out.append(m)
    return Assembly(out)
