"""Whether the words of posts bear out what a language model says. Our own rules, not the model's word.

A sentence holds when the words cited have all that could be wrong in it: each number, time, day and month,
each name, who said it, its negation, its doubt, each quotation to the letter; and every other word of it that
says something, or, in another language, the same meaning, clause by clause. It is stricter than a reader:
what is dropped is only not shown. Orders to machines (``orders``) bear nothing out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

import numpy as np

from affresco import meaning
from affresco.assistant import opposites, orders, words
from affresco.assistant.model import Passage
from affresco.assistant.questions import language_of
from affresco.assistant.values import Values, values
from affresco.assistant.words import Token

PARAPHRASED: Final = 0.85
"""Likeness of meaning from which on one word of a sentence may be another than the one that is cited …"""
LIKE_ALONE: Final = 0.78
"""… and from which on it is a translation: these have 0.86 to 0.93, others on the same matter up to 0.7."""
_FREE: Final = """
    take takes took place places held happen happens happened occurs located found cost costs price people
    person somebody someone svolge svolgono tiene tengono avviene succede trova trovano costa costano luogo
    qualcuno
    persone persona
    """
FREE: Final = frozenset(_FREE.split())
"""Words that say no more than that something is so: what it is, is said by the others."""
QUOTED: Final = re.compile(r"[“\"«„]([^“”\"«»„]{2,})[”\"»“]")
_AI: Final = re.compile(r"\b(?:AI|IA|A\.I\.|I\.A\.|generat\w*|artificial\w*)\b", re.IGNORECASE)
_TURNED: Final = frozenset({"by", "da", "dal", "dalla", "from"})
_BETWEEN: Final = re.compile(r"[;:,–—]|\b(?:and|but|while|because|e|ed|ma|mentre|perché)\b")
_SPACE: Final = re.compile(r"\s+")
_PLAIN_QUOTES: Final = str.maketrans("’‘“”„«»", '\'\'"""""')


def bears_out(text: str, passages: Sequence[Passage]) -> bool:
    """Whether these passages, taken together, say what the sentence says. A few milliseconds where its words
    are not enough."""
    if not passages or not text.strip():
        return False
    usable = [
        one
        for one in passages
        if not one.text.rstrip().endswith("?") and not orders.given(one.text)
    ]
    if not usable or not _quotes_hold(text, usable) or _hides_a_machine(text, usable):
        return False
    found = words.tokens(text)
    cited = [words.tokens(one.text) for one in usable]
    known = words.all_forms(token for some in cited for token in some)
    known |= _told_of(usable)
    if not _names_hold(found, known) or _turned_round(found, cited):
        return False
    said = [token for token in found if not token.small and token.folded not in words.REPORTING]
    said = said or [token for token in found if not token.small]
    if not said or not _values_hold(values(text), usable):
        return False
    if not _author_holds(text, found, usable):
        return False
    if opposites.turned_round(words.all_forms(found), known):
        return False
    unsaid = [token for token in said if not token.forms & known and token.folded not in FREE]
    if not unsaid:
        return True
    if _same_language(text, usable):
        return len(unsaid) == 1 < len(said) and _like(text, usable) >= PARAPHRASED
    return all(_like(clause, usable) >= LIKE_ALONE for clause in _clauses(text))


def _same_language(text: str, passages: Sequence[Passage]) -> bool:
    """Whether the sentence is in the language of any of them, so that it needs no translation."""
    ours = language_of(text, "en")
    return any(language_of(one.text, ours) == ours for one in passages)


def _clauses(text: str) -> list[str]:
    """What is said besides each other: each part has to be borne out for itself."""
    return [part for part in _BETWEEN.split(text) if len(words.content(part)) > 1] or [text]


def _author_holds(text: str, found: Sequence[Token], passages: Sequence[Passage]) -> bool:
    """Whether who is said to say something wrote one of the passages, or says it in their words."""
    wrote = frozenset(one.handle for one in passages)
    wrote |= words.all_forms(words.tokens(" ".join(one.name for one in passages)))
    told = [words.all_forms(words.tokens(one.text)) for one in passages]
    for who, verb in pairwise(found):
        named = who.capital or text[who.start - 1 : who.start] == "@"
        if verb.folded not in words.REPORTING or not named or who.small:
            continue
        if who.folded in wrote or who.forms & wrote:
            continue
        if not any(who.forms & some and verb.forms & some for some in told):
            return False
    return True


def _like(text: str, passages: Sequence[Passage]) -> float:
    return likeness(text, [one.text for one in passages])


def likeness(text: str, others: Sequence[str]) -> float:
    """How near in meaning the nearest of the others, or all of them together, come to the text: 0 … 1."""
    together = " ".join(others)
    vectors = meaning.encode([text, *dict.fromkeys((*others, together))])
    return float(np.max(vectors[1:] @ vectors[0]))


def _quotes_hold(text: str, passages: Sequence[Passage]) -> bool:
    """Each quotation stands in one of them, to the letter."""
    cited = [_level(one.text) for one in passages]
    return all(
        any(_level(quote).strip(" .,…") in one for one in cited) for quote in QUOTED.findall(text)
    )


def _level(text: str) -> str:
    return _SPACE.sub(" ", text.translate(_PLAIN_QUOTES))


def _hides_a_machine(text: str, passages: Sequence[Passage]) -> bool:
    """Whether all of it comes from pictures that engines made, and the sentence does not say so."""
    made = all(one.generated and one.part != "text" for one in passages)
    return made and not _AI.search(text)


def _told_of(passages: Sequence[Passage]) -> frozenset[str]:
    """Words of who wrote them and when."""
    told = " ".join(
        f"{one.handle} {one.name} {one.at.day} {one.at.year} {one.at:%B %A}" for one in passages
    )
    return words.all_forms(words.tokens(told)) | frozenset(one.handle for one in passages)


def _names_hold(found: Sequence[Token], known: frozenset[str]) -> bool:
    """Each capitalised word but the first is known; of the first, it counts as any other word."""
    return all(
        token.forms & known or token.small or token.text in ("AI", "IA")
        for token in found[1:]
        if token.capital
    )


def _turned_round(found: Sequence[Token], cited: Sequence[Sequence[Token]]) -> bool:
    """Whether two names stand in the one order in the sentence and in the other in all that was cited:
    who did it and to whom it was done are then others."""
    names = list(
        dict.fromkeys(token.folded for token in found if token.capital and not token.small)
    )
    if len(names) < 2 or any(token.folded in _TURNED for token in found):
        return False
    for some in cited:
        order = [token.folded for token in some]
        if _TURNED.intersection(order):
            return False
        places = [order.index(name) for name in names if name in order]
        if len(places) < 2 or places == sorted(places):
            return False
    return True


def _values_hold(said: Values, passages: Sequence[Passage]) -> bool:
    """Every number, time, day and month is cited or when it was posted; denied, and doubted, as there."""
    cited = [values(one.text) for one in passages]
    known = frozenset(value for one in cited for value in one.all)
    known |= {number.partition(":")[0] for one in cited for number in one.times}
    for one in passages:
        known |= {str(one.at.day), str(one.at.year), f"month {one.at.month}"}
        known |= {f"day {one.at.weekday()}"}
    if not said.all <= known:
        return False
    if said.negated != any(one.negated for one in cited) and (
        said.negated or all(one.negated for one in cited)
    ):
        return False
    return said.hedged or not all(one.hedged for one in cited)
