"""The voice without a language model: sentences of posts, well chosen, with who said them and when. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

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
    """The answer; () where there is nothing to go on."""
    return (*evidence.counted, *_said(question, evidence.passages, now))


def silence(locale: Locale, everybody: bool) -> str:
    """Why there is no answer. everybody: only what a stranger sees was looked at."""
    return translate(NOTHING_PUBLIC if everybody else NOTHING, locale)


def _said(question: Question, passages: Sequence[Passage], now: datetime) -> tuple[Sentence, ...]:
    if not passages:
        return ()
    least = passages[0].score * AS_GOOD
    chosen = [one for one in passages if one.score >= least][:SENTENCES]
    return tuple(sentence(one, now, question.locale) for one in chosen)


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
        return N_("{name} posted an AI image {when}, made from the words “{words}”.")
    if passage.part == "picture":
        if passage.generated:
            return N_("{name} posted this as an AI image {when}: “{words}”")
        return N_("{name} posted a picture {when}: “{words}”")
    if passage.generated:
        return N_("{name} wrote {when}, next to an AI image: “{words}”")
    return N_("{name} wrote {when}: “{words}”")
