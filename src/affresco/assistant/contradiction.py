"""Whether two passages state different things about the same. Pure but for the encoder.

The same: they share most of their words, or mean nearly the same. Different: another number, time, day or
month; the one denies what the other states; opposite words; another name in the same place.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import msgspec
import numpy as np

from affresco import meaning
from affresco.assistant import words
from affresco.assistant.model import Passage
from affresco.assistant.questions import Question
from affresco.assistant.values import Values, values
from affresco.assistant.words import Token

LOOKED_AT: Final = 8
"""Best passages that are compared with each other."""
SHARED: Final = 0.5
"""Share of the shorter one's words from which on two passages are about the same."""
LIKE: Final = 0.74
"""Likeness of meaning from which on they are, whatever their words."""

_OPPOSITES: Final = """
    open closed, opened closed, opens closes, won lost, safe dangerous, safe unsafe,
    found missing, alive dead, lost found, perso trovato, persa trovata,
    before after, early late, free paid, legal illegal, true false, allowed forbidden, cancelled confirmed,
    cancelled going, guilty innocent, hot cold, north south, east west, rise fall, rises falls, up down,
    aperto chiuso, aperta chiusa, aperti chiusi, apre chiude, vinto perso, sicuro pericoloso,
    trovato disperso,
    vivo morto, prima dopo, presto tardi, gratis pagamento, gratuito pagamento, vero falso, permesso vietato,
    annullato confermato, annullata confermata, caldo freddo, nord sud, est ovest
    """
OPPOSITES: Final = tuple(
    (words.forms(one), words.forms(other))
    for one, other in (pair.split() for pair in _OPPOSITES.replace("\n", " ").split(","))
)


class _Read(msgspec.Struct, frozen=True):
    """stated: its words without the small ones and the values; names: capitalised inside it."""

    passage: Passage
    values: Values
    stated: tuple[Token, ...]
    forms: frozenset[str]
    names: frozenset[str]


def settle(
    question: Question, passages: Sequence[Passage]
) -> tuple[list[Passage], tuple[Passage, Passage] | None]:
    """(the passages without what their own authors said otherwise later, the first two of different authors
    that contradict each other)."""
    read = [_read(question, one) for one in passages[:LOOKED_AT]]
    near = _likeness(read)
    gone: set[int] = set()
    found: tuple[int, int] | None = None
    for i, one in enumerate(read):
        for j in range(i + 1, len(read)):
            other = read[j]
            if not _differ(question, one, other, near[i][j]):
                continue
            if one.passage.account_id == other.passage.account_id:
                older_first = one.passage.post_id < other.passage.post_id
                if one.passage.post_id != other.passage.post_id:
                    gone.add(i if older_first else j)
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
    return _Read(passage, _dated(passage), stated, words.all_forms(stated), names)


def _dated(passage: Passage) -> Values:
    """With *today* and *tomorrow* as the days that they were when it was written."""
    found = values(passage.text)
    ahead = {"today": 0, "tomorrow": 1, "yesterday": -1}
    days = frozenset(
        f"day {(passage.at.weekday() + ahead[day]) % 7}" if day in ahead else day
        for day in found.days
    )
    return msgspec.structs.replace(found, days=days)


def _likeness(read: Sequence[_Read]) -> list[list[float]]:
    if len(read) < 2:
        return [[0.0] * len(read) for _ in read]
    vectors = meaning.encode([one.passage.text for one in read])
    near: list[list[float]] = np.asarray(vectors @ vectors.T).tolist()
    return near


def _differ(question: Question, one: _Read, other: _Read, likeness: float) -> bool:
    short, long = sorted((one, other), key=lambda read: len(read.stated))
    shared = sum(1 for token in short.stated if token.forms & long.forms)
    share = shared / len(short.stated) if short.stated else 0.0
    same = share >= SHARED and (shared > 1 or len(short.stated) < 3)
    if not same and likeness < LIKE:
        return False
    if _apart(one.values, other.values):
        return True
    alike = one.values.all == other.values.all or share >= 0.6
    if alike and one.values.negated != other.values.negated:
        return True
    if any(
        (yes & one.forms and no & other.forms and not no & one.forms and not yes & other.forms)
        or (no & one.forms and yes & other.forms and not yes & one.forms and not no & other.forms)
        for yes, no in OPPOSITES
    ):
        return True
    named = bool(one.names and other.names) and not one.names & other.names
    return named and question.asks in ("where", "who") and share >= SHARED


def _apart(one: Values, other: Values) -> bool:
    """Whether both tell the same kind of thing and have nothing of it in common."""
    return any(
        bool(some and others) and not some & others
        for some, others in (
            (one.times, other.times),
            (one.days, other.days),
            (one.months, other.months),
            (one.numbers, other.numbers),
        )
    )
