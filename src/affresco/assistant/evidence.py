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
from affresco.assistant import nearness, words
from affresco.assistant.found import Found, Source
from affresco.assistant.model import Passage
from affresco.assistant.passages import passages, telling
from affresco.assistant.questions import Question, language_of
from affresco.assistant.values import values
from affresco.assistant.words import Token
from affresco.feeds.search import fold

ENOUGH: Final = 0.8
"""Share of a question's words, by weight, from which on a passage with what is around it answers it …"""
SOME: Final = 0.5
TOGETHER: Final = 1.08
"""… or fewer, where these and its likeness in meaning come to as much;"""
SOME_FOREIGN: Final = 0.36
TOGETHER_FOREIGN: Final = 0.74
"""the same in another language, where words and meanings are found again less well."""
OWN: Final = 0.15
"""Share of the question's words that a passage has itself, unless it tells just what is asked for."""
SAME_NAME: Final = 0.8
"""Likeness from which on a name is the same in another language (Firenze, Florence)."""
SENTENCE: Final = 3
"""Words from which on a question has a meaning of its own."""
ANSWERED: Final = 0.95
"""What a reply has of the likeness of the question that it answers."""
COMPARED: Final = 14
"""Passages whose meaning is compared; the encoder takes a millisecond for each."""
MUST_TELL: Final = frozenset({"when", "number", "price", "where", "who", "why"})
"""What is asked for, where a passage that tells no such thing is no answer."""
ALIKE: Final = 0.8
"""Share of words from which on two passages say the same."""
EACH_AUTHOR: Final = 2
EACH_POST: Final = 2
PASSAGES: Final = 24

_PLACE: Final = re.compile(
    r"\b(?:in|at|near|behind|beside|opposite|outside|under|inside|on|to|from|by|next to|between|along)\s+"
    r"(?:the\s+|a\s+|our\s+|my\s+|via\s+)?\w"
    r"|\b(?:a|ad|al|allo|alla|ai|agli|alle|in|nel|nello|nella|nei|nelle|sul|sulla|presso|vicino|davanti|dietro|da|dallo|dai|dagli|dalle|negli|sui|sulle|"
    r"accanto|sotto|via|piazza|viale|corso|dal|dalla)\s+\w",
    re.IGNORECASE,
)
_PRICE: Final = re.compile(
    r"[€$£]|\b(?:euros?|eur|dollars?|pounds?|cents?|centesimi|free|gratis|gratuit\w+|francs?|franchi)\b",
    re.IGNORECASE,
)
_YEAR: Final = re.compile(
    r"\b(?:1\d{3}|20\d\d)\b|\b\d+\s*(?:h|hours?|minutes?|days?|weeks?|months?|years?|ore|ora|minuti|giorni|"
    r"settiman[ae]|mes[ei]|ann[io])\b|\b(?:always|every|daily|spring|summer|autumn|winter|sempre|ogni|primavera|"
    r"estate|autunno|inverno|morning|evening|mattina|mattino|sera|notte|night)\b",
    re.IGNORECASE,
)
_BECAUSE: Final = re.compile(
    r"[:;–—]|"
    r"\b(?:because|since|due to|so that|as a result|thanks to|to (?:\w+)|for the|"
    r"perch[eé]|poich[eé]|per|grazie a|a causa|"
    r"dato che|visto che|siccome|cosi che)\b",
    re.IGNORECASE,
)


class Weighed(msgspec.Struct, frozen=True):
    """A passage with why it counts. cover: share of the question's words that it has, by weight; around: what
    the rest of its post, or what it answers, has besides; likeness: of meaning. named: the question's names
    are there, quoted: its phrases; fitting: it tells the kind of thing that is asked. telling: its words
    without the small ones;
    context: the forms of all words around it; parent: the question that it answers, "" for none; foreign: it
    is in another language than the question."""

    passage: Passage
    cover: float
    around: float
    likeness: float
    named: bool
    quoted: bool
    fitting: bool
    telling: tuple[Token, ...]
    context: frozenset[str]
    beside: tuple[Token, ...]
    parent: str = ""
    foreign: bool = False
    counted: bool = True

    @property
    def whole(self) -> float:
        """What the passage and all around it have of the question."""
        return self.cover + self.around

    @property
    def forms(self) -> frozenset[str]:
        return words.all_forms(self.telling)


def weigh(question: Question, found: Found, now: datetime) -> list[Passage]:
    """The passages that answer, the best first; () where none does. Takes some 20 ms: not for the loop."""
    weighed = [one for source in found.sources for one in _of_source(question, found, source)]
    weighed = [one for one in _compared(question, found, weighed) if _answers(question, one)]
    orderly = _without_orders(found, weighed)
    weighed = [one for one in weighed if one.passage.post_id in orderly]
    scored = [(_score(question, found, one, now), one) for one in weighed]
    scored.sort(key=lambda pair: (-pair[0], -pair[1].passage.post_id))
    return diversified(
        [
            (msgspec.structs.replace(one.passage, score=round(score, 4)), one.forms)
            for score, one in scored
        ]
    )


def _without_orders(found: Found, weighed: Sequence[Weighed]) -> set[int]:
    """Posts that give no orders to machines; looked for only in those that would be said."""
    wanted = {one.passage.post_id for one in weighed}
    return {s.view.post.id for s in found.sources if s.view.post.id in wanted and telling(s.view)}


def all_of(found: Found) -> list[Passage]:
    """The passages of all posts in their order, where nothing was asked that they could answer."""
    ready: list[tuple[Passage, frozenset[str]]] = []
    for place, source in enumerate(found.sources):
        for passage in telling(source.view)[:EACH_POST]:
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
    own = [(passage, words.tokens(passage.text)) for passage in passages(view)]
    every_form = words.all_forms(token for _one, some in own for token in some)
    whole = question.with_instead(_around(source) | every_form)
    parent = source.answers.post.text if source.answers is not None else ""
    every = [token for _one, some in own for token in some] + [*words.tokens(parent)]
    beside = tuple({token.folded: token for token in every if not token.small}.values())
    ready = []
    for passage, tokens in own:
        cover = _share(question, found.weights, question.with_instead(words.all_forms(tokens)))
        one = Weighed(
            passage=passage,
            cover=cover,
            around=_share(question, found.weights, whole) - cover,
            likeness=source.likeness if len(own) == 1 else 0.0,
            named=all(name.forms & whole for name in question.names),
            quoted=all(_has(phrase, view.post.text, passage.text) for phrase in question.phrases),
            fitting=fits(question, passage, tokens),
            telling=tuple(token for token in tokens if not token.small),
            context=whole,
            parent=parent if "?" in parent else "",
            beside=beside,
            counted=question.unit is None
            or bool(question.unit.forms & whole)
            or question.has_inside(whole),
        )
        ready.append(one)
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


def fits(question: Question, passage: Passage, tokens: Sequence[Token]) -> bool:
    """Whether the passage tells the kind of thing that is asked for."""
    if passage.text.rstrip().endswith("?"):
        return False
    match question.asks:
        case "when":
            told = values(passage.text)
            return told.dated or bool(_YEAR.search(passage.text))
        case "number":
            return bool(values(passage.text).numbers)
        case "price":
            return bool(_PRICE.search(passage.text))
        case "where":
            return bool(_PLACE.search(passage.text))
        case "why":
            return bool(_BECAUSE.search(passage.text))
        case "who":
            return words.of_oneself(passage.text) or _names_somebody(question, tokens)
        case _:
            return True


def _names_somebody(question: Question, tokens: Sequence[Token]) -> bool:
    """Whether there is a name besides those of the question: capitalised inside, or at the beginning a word
    of no dictionary."""
    asked = words.all_forms(question.words)
    for place, token in enumerate(tokens):
        if not token.capital or token.small or token.forms & asked or values(token.text).all:
            continue
        if place or not any(words.is_of(token.text, language) for language in words.LANGUAGES):
            return True
    return False


def _compared(question: Question, found: Found, weighed: Sequence[Weighed]) -> list[Weighed]:
    """With the meaning of the likeliest passages: of the whole, and of the words that they do not share."""
    if question.kind != "fact" or not question.words:
        return list(weighed)
    order = sorted(range(len(weighed)), key=lambda i: -(weighed[i].whole + weighed[i].likeness))[
        :COMPARED
    ]
    ready = list(weighed)
    if len(fold.words(question.spoken)) >= SENTENCE:
        texts = [weighed[i].passage.text for i in order]
        parents = [weighed[i].parent or "." for i in order]
        vectors = meaning.encode([question.spoken, *texts, *dict.fromkeys(parents)])
        near = np.clip(vectors[1:] @ vectors[0], 0.0, 1.0).tolist()
        of_parents = dict(zip(dict.fromkeys(parents), near[len(texts) :], strict=True))
        for place, i in enumerate(order):
            asked_before = of_parents[parents[place]] if weighed[i].parent else 0.0
            likeness = max(near[place], ANSWERED * asked_before)
            ready[i] = msgspec.structs.replace(ready[i], likeness=likeness)
    lacking = [i for i in order if ready[i].whole < ENOUGH]
    lacking.sort(key=lambda i: -(ready[i].whole + 2 * ready[i].likeness))
    unknown = [token for i in lacking for token in (*ready[i].telling, *ready[i].beside)]
    nearness.learn([*question.words, *unknown])
    for i in lacking:
        ready[i] = _softened(question, found, ready[i])
    return ready


def _softened(question: Question, found: Found, one: Weighed) -> Weighed:
    """With what the passage has of the question in other words, or in another language."""
    cover, around = one.cover, one.around
    foreign = language_of(one.passage.text, question.locale) != question.locale
    same = nearness.SAME_FOREIGN if foreign else nearness.SAME
    names = set()
    for word in question.words:
        if word.forms & one.context:
            names.add(word.folded)
            continue
        stated = values(word.text).all
        if stated:
            near = 1.0 if stated <= values(one.passage.text).all else 0.0
        else:
            near = nearness.nearest(word, one.telling, same)
        if not near and any(nearness.opposite(word, token) for token in one.telling):
            near = nearness.SAME if question.asks == "whether" else 0.0
        before = 0.0 if near else nearness.nearest(word, one.beside, same)
        weight = found.weights.get(word.folded, 0.0)
        cover, around = cover + near * weight, around + before * weight
        least = SAME_NAME if word in question.names else nearness.SAME
        if max(near, before) >= least:
            names.add(word.folded)
    return msgspec.structs.replace(
        one,
        cover=cover,
        around=around,
        named=all(name.folded in names for name in question.names),
        counted=one.counted or question.unit is None or question.unit.folded in names,
        foreign=foreign,
    )


def _score(question: Question, found: Found, one: Weighed, now: datetime) -> float:
    passage = one.passage
    score = (
        one.cover + (0.9 if one.parent else 0.6) * one.around + 0.4 * max(0.0, one.likeness - 0.3)
    )
    if question.asks in MUST_TELL and one.fitting:
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


def _answers(question: Question, one: Weighed) -> bool:
    """Whether it is worth being said."""
    if not (one.named and one.quoted and one.counted):
        return False
    if not one.fitting and question.asks in MUST_TELL:
        return False
    if one.passage.text.rstrip().endswith("?"):
        return False
    if one.cover < OWN and not one.parent and question.asks not in MUST_TELL:
        return False
    if one.whole >= ENOUGH:
        return True
    if one.foreign:
        enough = one.whole + one.likeness >= TOGETHER_FOREIGN
        return enough and one.whole >= SOME_FOREIGN and _more_than_names(question, one)
    return one.whole >= SOME and one.whole + one.likeness >= TOGETHER


def _more_than_names(question: Question, one: Weighed) -> bool:
    """Whether the passage has something of what is asked about the names."""
    rest = [word for word in question.words if word not in question.names]
    same = nearness.SAME_FOREIGN
    return not rest or any(
        word.forms & one.context or nearness.nearest(word, one.beside, same) for word in rest
    )
