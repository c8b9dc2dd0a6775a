"""Whether two passages state different things about the same. Pure but for the encoder.

The same: they share most of their words, or mean nearly the same. Different: another number, time, day or
month; the one denies what the other states; opposite words; another name in the same place.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import msgspec

from affresco import meaning
from affresco.assistant import opposites, words
from affresco.assistant.model import Passage
from affresco.assistant.questions import Question
from affresco.assistant.values import Values, values
from affresco.assistant.words import Token

LOOKED_AT: Final = 8
"""Best passages that are compared with each other."""
SHARED: Final = 0.5
"""Share of the shorter one's words from which on two passages are about the same."""
ALMOST: Final = 0.6
"""Share from which on one that denies contradicts one that does not."""
LIKE: Final = 0.74
"""Likeness of meaning from which on they are, whatever their words."""


class _Read(msgspec.Struct, frozen=True):
    """stated: its words without the small ones and the values; names: capitalised inside it; own: told of
    whoever wrote it."""

    passage: Passage
    values: Values
    stated: tuple[Token, ...]
    forms: frozenset[str]
    names: frozenset[str]
    own: bool


def settle(
    question: Question, passages: Sequence[Passage]
) -> tuple[list[Passage], tuple[Passage, Passage] | None]:
    """(the passages without what their own authors said otherwise later, the first two of different authors
    that contradict each other)."""
    read = [_read(question, one) for one in passages[:LOOKED_AT]]
    pairs = [
        (i, j)
        for i in range(len(read))
        for j in range(i + 1, len(read))
        if read[i].passage.post_id != read[j].passage.post_id
        and _differ(question, read[i], read[j])
    ]
    alike = _about_the_same(read, pairs)
    gone: set[int] = set()
    found: tuple[int, int] | None = None
    for i, j in pairs:
        if (i, j) not in alike:
            continue
        one, other = read[i].passage, read[j].passage
        if one.account_id == other.account_id:
            gone.add(i if one.post_id < other.post_id else j)
        elif found is None and not {i, j} & gone:
            found = (i, j)
    kept = [one for number, one in enumerate(passages) if number not in gone]
    if found is None or {*found} & gone:
        return kept, None
    return kept, (passages[found[0]], passages[found[1]])


def _read(question: Question, passage: Passage) -> _Read:
    stated = tuple(
        token
        for token in words.tokens(passage.text)
        if not token.small and not values(token.text).all and token.folded not in words.REPORTING
    )
    asked = words.all_forms(question.words)
    names = frozenset(
        token.folded
        for token in stated
        if token.capital and token.start > 0 and not token.forms & asked
    )
    own = words.of_oneself(passage.text)
    return _Read(passage, _dated(passage), stated, words.all_forms(stated), names, own)


def _dated(passage: Passage) -> Values:
    """With *today* and *tomorrow* as the days that they were when it was written."""
    found = values(passage.text)
    ahead = {"today": 0, "tomorrow": 1, "yesterday": -1}
    days = frozenset(
        f"day {(passage.at.weekday() + ahead[day]) % 7}" if day in ahead else day
        for day in found.days
    )
    return msgspec.structs.replace(found, days=days)


def _share(one: _Read, other: _Read) -> tuple[int, float]:
    """(how many words of the shorter one the other has, which share of them that is)."""
    short, long = sorted((one, other), key=lambda read: len(read.stated))
    shared = sum(1 for token in short.stated if token.forms & long.forms)
    return shared, shared / len(short.stated) if short.stated else 0.0


def _about_the_same(
    read: Sequence[_Read], pairs: Sequence[tuple[int, int]]
) -> set[tuple[int, int]]:
    """Those of the pairs that are; only where words do not tell, by their meaning."""
    alike: set[tuple[int, int]] = set()
    for i, j in pairs:
        shared, share = _share(read[i], read[j])
        if share >= SHARED and (shared > 1 or min(len(read[i].stated), len(read[j].stated)) < 3):
            alike.add((i, j))
    unsure = [pair for pair in pairs if pair not in alike]
    if unsure:
        numbers = sorted({number for pair in unsure for number in pair})
        vectors = meaning.encode([read[number].passage.text for number in numbers])
        place = {number: row for row, number in enumerate(numbers)}
        alike |= {(i, j) for i, j in unsure if float(vectors[place[i]] @ vectors[place[j]]) >= LIKE}
    return alike


def _differ(question: Question, one: _Read, other: _Read) -> bool:
    """Whether they say different things, if they are about the same."""
    if one.own and other.own:
        return False  # two people who tell of themselves
    if _apart(question, one.values, other.values):
        return True
    share = _share(one, other)[1]
    alike = one.values.all == other.values.all or share >= ALMOST
    if alike and one.values.negated != other.values.negated:
        return True
    if opposites.apart(one.forms, other.forms):
        return True
    named = bool(one.names and other.names) and not one.names & other.names
    return named and question.asks in ("where", "who") and share >= SHARED


def _apart(question: Question, one: Values, other: Values) -> bool:
    """Whether both tell the same kind of thing, which is what is asked for, and have nothing of it in
    common."""
    told = {
        "when": ((one.times, other.times), (one.days, other.days), (one.months, other.months)),
        "number": ((one.numbers, other.numbers),),
        "price": ((one.numbers, other.numbers),),
        "who": (),
        "where": (),
    }.get(
        question.asks,
        (
            (one.times, other.times),
            (one.days, other.days),
            (one.months, other.months),
            (one.numbers, other.numbers),
        ),
    )
    return any(bool(some and others) and not some & others for some, others in told)
