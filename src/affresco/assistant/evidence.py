"""Posts → the passages that answer: weighed, put in order, each different from the others. Pure but for
the encoder.

A passage counts where it has the words of the question, or means the same; names and numbers of the question
must be there; to *when* answers only what tells a time, to *how many* a number. What does not reach
``ENOUGH`` is no answer: nothing is better than something else.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

import msgspec
import numpy as np

from affresco import meaning
from affresco.assistant import words
from affresco.assistant.found import Found, Source
from affresco.assistant.model import Passage
from affresco.assistant.passages import passages
from affresco.assistant.questions import Asks, Question
from affresco.assistant.values import values
from affresco.feeds.search import fold

ENOUGH: Final = 0.58
"""Score from which on a passage answers a question about a fact."""
NEAR_ENOUGH: Final = 0.5
"""Likeness of a passage to a question from which on it may answer without sharing its words."""
COMPARED: Final = 16
"""Passages whose meaning is compared; the encoder takes a millisecond for each."""
ALIKE: Final = 0.8
"""Share of words from which on two passages say the same."""
EACH_AUTHOR: Final = 2
EACH_POST: Final = 2
PASSAGES: Final = 24

_PLACE: Final = re.compile(
    r"\b(?:in|at|near|behind|beside|opposite|outside|under|inside|on|to|from|by|next to|between|along)\s+"
    r"(?:the\s+|a\s+|our\s+|my\s+|via\s+)?\w"
    r"|\b(?:a|ad|al|allo|alla|ai|agli|alle|in|nel|nello|nella|nei|nelle|sul|sulla|presso|vicino|davanti|dietro|"
    r"accanto|sotto|via|piazza|viale|corso|dal|dalla)\s+\w",
    re.IGNORECASE,
)
_BECAUSE: Final = re.compile(
    r"\b(?:because|since|due to|so that|as a result|thanks to|to (?:\w+)|for the|perche|per|grazie a|a causa|"
    r"dato che|visto che|siccome|cosi che)\b",
    re.IGNORECASE,
)


class Weighed(msgspec.Struct, frozen=True):
    """A passage with why it counts. cover: share of the question's words that it has, by weight; around: what
    the rest of its post has besides; likeness: of meaning. fitting: tells the kind of thing that is asked."""

    passage: Passage
    cover: float
    around: float
    likeness: float
    named: bool
    fitting: bool
    forms: frozenset[str]


def weigh(question: Question, found: Found, now: datetime) -> list[Passage]:
    """The passages that answer, the best first; () where none does. Takes some 20 ms: not for the loop."""
    weighed = [one for source in found.sources for one in _of_source(question, found, source)]
    weighed = _compared(question, weighed)
    scored = [(_score(question, found, one, now), one) for one in weighed]
    scored = [(score, one) for score, one in scored if _answers(question, score, one)]
    scored.sort(key=lambda pair: (-pair[0], -pair[1].passage.post_id))
    return diversified(
        [
            (msgspec.structs.replace(one.passage, score=round(score, 4)), one.forms)
            for score, one in scored
        ]
    )


def all_of(found: Found) -> list[Passage]:
    """The passages of all posts in their order, where nothing was asked that they could answer."""
    ready: list[tuple[Passage, frozenset[str]]] = []
    for place, source in enumerate(found.sources):
        for passage in passages(source.view)[:EACH_POST]:
            forms = words.all_forms(words.content(passage.text))
            ready.append((msgspec.structs.replace(passage, score=1 / (1 + place)), forms))
    return diversified(ready)


def diversified(ready: Sequence[tuple[Passage, frozenset[str]]]) -> list[Passage]:
    """The best of what says the same, of one post and of one author; what is left over comes last."""
    kept: list[tuple[Passage, frozenset[str]]] = []
    later: list[Passage] = []
    by_author: dict[int, int] = {}
    by_post: dict[int, int] = {}
    for passage, forms in ready:
        if any(_same(passage, forms, other, known) for other, known in kept):
            continue
        if by_post.get(passage.post_id, 0) >= EACH_POST:
            continue
        by_post[passage.post_id] = by_post.get(passage.post_id, 0) + 1
        if by_author.get(passage.account_id, 0) >= EACH_AUTHOR:
            later.append(passage)
            continue
        by_author[passage.account_id] = by_author.get(passage.account_id, 0) + 1
        kept.append((passage, forms))
        if len(kept) == PASSAGES:
            break
    return [*(passage for passage, _forms in kept), *later][:PASSAGES]


def _same(one: Passage, forms: frozenset[str], other: Passage, known: frozenset[str]) -> bool:
    if not forms or not known:
        return one.text == other.text
    return len(forms & known) >= ALIKE * max(len(forms), len(known)) and (
        values(one.text).all == values(other.text).all
        and values(one.text).negated == values(other.text).negated
    )


def _of_source(question: Question, found: Found, source: Source) -> list[Weighed]:
    view = source.view
    around = _around(source)
    ready = []
    own = [(passage, words.tokens(passage.text)) for passage in passages(view)]
    whole = words.all_forms(token for _passage, tokens in own for token in tokens) | around
    for passage, tokens in own:
        forms = words.all_forms(tokens)
        cover = _share(question, found.weights, forms)
        ready.append(
            Weighed(
                passage=passage,
                cover=cover,
                around=_share(question, found.weights, whole) - cover,
                likeness=source.likeness if len(own) == 1 else 0.0,
                named=all(name.forms & whole for name in question.names)
                and all(_has(phrase, view.post.text, passage.text) for phrase in question.phrases),
                fitting=fits(question.asks, passage),
                forms=words.all_forms(token for token in tokens if not token.small),
            )
        )
    return ready


def _around(source: Source) -> frozenset[str]:
    """Words that a post is about without saying them: its author's names, its hashtags, what it answers."""
    view = source.view
    parts = [view.author.handle, view.author.name, *view.post.tags]
    if source.answers is not None:
        parts.append(source.answers.post.text)
    return words.all_forms(words.tokens(" ".join(parts)))


def _has(phrase: str, *texts: str) -> bool:
    return any(fold.line(phrase) in fold.line(text) for text in texts)


def _share(question: Question, weights: Mapping[str, float], forms: frozenset[str]) -> float:
    if not question.words:
        return 1.0
    return sum(weights.get(word.folded, 0.0) for word in question.words if word.forms & forms)


def fits(asks: Asks, passage: Passage) -> bool:
    """Whether the passage tells the kind of thing that is asked for."""
    if passage.text.rstrip().endswith("?"):
        return False
    if asks in ("when", "number"):
        told = values(passage.text)
        return told.dated or bool(told.numbers) if asks == "when" else bool(told.numbers)
    if asks == "where":
        return bool(_PLACE.search(passage.text))
    if asks == "why":
        return bool(_BECAUSE.search(fold.fold(passage.text)))
    return True


def _compared(question: Question, weighed: Sequence[Weighed]) -> list[Weighed]:
    """With the likeness of the likeliest passages of posts that were found by their meaning, or that share
    only a part of the words."""
    if question.kind != "fact" or len(fold.words(question.spoken)) < 3:
        return list(weighed)
    order = sorted(
        range(len(weighed)),
        key=lambda i: -(weighed[i].cover + 0.5 * weighed[i].around + weighed[i].likeness),
    )[:COMPARED]
    if not order:
        return []
    vectors = meaning.encode([question.spoken, *(weighed[i].passage.text for i in order)])
    near = np.clip(vectors[1:] @ vectors[0], 0.0, 1.0)
    ready = list(weighed)
    for place, i in enumerate(order):
        ready[i] = msgspec.structs.replace(ready[i], likeness=float(near[place]))
    return ready


def _score(question: Question, found: Found, one: Weighed, now: datetime) -> float:
    passage = one.passage
    words_say = one.cover + 0.6 * one.around
    meaning_says = max(0.0, one.likeness - 0.3) / 0.5
    score = max(words_say, 0.85 * meaning_says) + 0.25 * min(words_say, meaning_says)
    if question.asks in ("when", "number", "where", "why") and one.fitting:
        score += 0.1
    if not one.fitting:
        score *= 0.55
    days = max(0.0, (now - passage.at).total_seconds() / 86_400)
    if question.window is not None and not question.only_then:
        score *= 1.15 if question.window.holds(passage.at) else 0.85
    if question.fresh:
        score *= 0.7 + 0.3 * math.exp(-days / 3)
    else:
        score *= 0.94 + 0.06 * math.exp(-days / 60)
    if passage.account_id in found.ties.followees:
        score *= 1.03
    response = passage.likes + 2 * passage.reposts + 2 * passage.remixes + passage.replies
    return score * (1 + 0.02 * math.log1p(response))


def _answers(question: Question, score: float, one: Weighed) -> bool:
    """Whether it is worth being said."""
    if not one.named:
        return False
    if question.kind != "fact":
        return one.cover + one.around > 0.3
    if not one.fitting and question.asks in ("when", "number", "where"):
        return False
    if one.cover + one.around < 0.3 and one.likeness < NEAR_ENOUGH:
        return False
    return score >= ENOUGH
