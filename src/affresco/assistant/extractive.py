"""The voice without a language model: sentences of posts, well chosen, with who said them and when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from affresco.assistant import contradiction
from affresco.assistant.model import Evidence, Passage, Sentence
from affresco.assistant.phrases import quote, trimmed, when
from affresco.assistant.questions import Question
from affresco.text import N_, Locale, translate

SENTENCES: Final = 4
"""Sentences taken from posts, besides those that are counted."""
AS_GOOD: Final = 0.62
"""Share of the best score from which on another passage is said, too."""

NOTHING: Final = N_(
    "I found nothing about this in the posts that you may see and whose authors let me answer with them."
)
NOTHING_PUBLIC: Final = N_(
    "I found nothing about this in public posts whose authors let me answer with them."
)


def speak(question: Question, evidence: Evidence, now: datetime) -> tuple[Sentence, ...]:
    """The answer; () where there is nothing to go on. Compares passages: not for the loop."""
    if evidence.ready:
        return evidence.ready
    return (*evidence.counted, *_said(question, evidence.passages, now))


def silence(locale: Locale, everybody: bool) -> str:
    """Why there is no answer. everybody: only what a stranger sees was looked at."""
    return translate(NOTHING_PUBLIC if everybody else NOTHING, locale)


def _said(question: Question, passages: Sequence[Passage], now: datetime) -> tuple[Sentence, ...]:
    if not passages:
        return ()
    kept, against = contradiction.settle(question, passages)
    least = max(one.score for one in kept) * AS_GOOD
    chosen = [one for one in kept if one.score >= least][:SENTENCES]
    said: list[Sentence] = []
    if against is not None and all(one.score >= least for one in against):
        said.append(disagreement(*against, now, question.locale))
        chosen = [one for one in chosen if one not in against][: SENTENCES - 2]
    return (*said, *(sentence(one, now, question.locale) for one in chosen))


def disagreement(one: Passage, other: Passage, now: datetime, locale: Locale) -> Sentence:
    """Both sides, the newer one first."""
    newer, older = sorted((one, other), key=lambda side: -side.post_id)
    first, second = trimmed(newer), trimmed(older)
    text = translate(
        N_(
            "Posts disagree: {name} wrote {when}: “{words}”, but {other_name} wrote {other_when}: "
            "“{other_words}”"
        ),
        locale,
    ).format(
        name=newer.name,
        when=when(newer.at, now, locale),
        words=quote(first, first.end == newer.end),
        other_name=older.name,
        other_when=when(older.at, now, locale),
        other_words=quote(second, second.end == older.end),
    )
    return Sentence(text, (first.cite(), second.cite()), "disagreement")


def sentence(passage: Passage, now: datetime, locale: Locale) -> Sentence:
    """What a passage says, and who says it."""
    short = trimmed(passage)
    text = translate(_frame(passage), locale).format(
        name=passage.name,
        when=when(passage.at, now, locale),
        words=quote(short, short.end == passage.end),
    )
    return Sentence(text, (short.cite(),))


def _frame(passage: Passage) -> str:
    if passage.part == "prompt":
        return N_("{name}, {when}, posted as an AI image made from the words “{words}”.")
    if passage.part == "picture":
        if passage.generated:
            return N_("{name}, {when}, posted as an AI image: “{words}”")
        return N_("{name} posted a picture {when}: “{words}”")
    if passage.generated:
        return N_("{name} wrote {when}, next to an AI image: “{words}”")
    return N_("{name} wrote {when}: “{words}”")
