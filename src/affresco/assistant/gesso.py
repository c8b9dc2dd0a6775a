"""``Gesso``: questions → answers, every sentence with the words that it rests on. One a process."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Sequence
from datetime import UTC, datetime
from typing import Final

import msgspec

from affresco.assistant import evidence, extractive, questions
from affresco.assistant.model import (
    Answer,
    Answered,
    Ask,
    Citation,
    Evidence,
    FellBack,
    Piece,
    Reading,
    Said,
    Sentence,
)
from affresco.assistant.passages import part_of
from affresco.assistant.questions import Question
from affresco.assistant.retrieval import Retrieval
from affresco.assistant.speaking import Speaker, SpeakerFailed, Spoken
from affresco.db import Database
from affresco.feeds.model import PostView
from affresco.feeds.reader import Reader
from affresco.feeds.search.finder import Finder
from affresco.posts.model import PostId
from affresco.text import N_, translate

AT_ONCE: Final = 4
"""Answers that are being looked for at the same time; others wait their turn."""

GONE: Final = N_("The posts that this answer rested on are gone or no longer say this.")


def _utc_now() -> datetime:
    return datetime.now(UTC)


class Gesso:
    """See the module. speaker: the language model, None for answers taken from posts alone."""

    def __init__(
        self,
        database: Database,
        reader: Reader,
        finder: Finder,
        speaker: Speaker | None = None,
        *,
        now: Callable[[], datetime] = _utc_now,
    ) -> None:
        self._retrieval = Retrieval(database, reader, finder)
        self._speaker = speaker
        self._now = now
        self._turns = asyncio.Semaphore(AT_ONCE)

    async def ask(self, ask: Ask, *, model: bool = True) -> AsyncIterator[Piece]:
        """What is read, each sentence, the whole answer. model: whether the language model may be used.

        Raises EmptyQuestion, QuestionTooLong, NothingToExplain, CircleUnknown, PostNotFound, ListNotFound.
        """
        began = time.monotonic()
        now = self._now()
        question = questions.read(ask, now)
        async with self._turns:
            found = await self._evidence(ask, question, now)
        yield Reading(found.posts)
        fell_back = ""
        tokens = (0, 0)
        if model and self._speaker is not None and found.passages:
            try:
                asked = msgspec.structs.replace(ask, locale=question.locale)
                async for piece in self._speaker.say(asked, found):
                    if isinstance(piece, Said):
                        yield piece
                    elif isinstance(piece, Spoken):
                        yield Answered(self._spoken(ask, question, piece, began))
                        return
            except SpeakerFailed as error:
                fell_back = translate(error.why, question.locale)
                tokens = (error.tokens_in, error.tokens_out)
                yield FellBack(fell_back)
        sentences = extractive.speak(question, found, now)
        for sentence in sentences:
            yield Said(sentence)
        yield Answered(
            Answer(
                sentences=sentences,
                silence=self._silence(ask, question, sentences),
                fell_back=fell_back,
                locale=question.locale,
                tokens_in=tokens[0],
                tokens_out=tokens[1],
                seconds=round(time.monotonic() - began, 4),
            )
        )

    async def answer(self, ask: Ask, *, model: bool = True) -> Answer:
        """The whole answer at once. Raises as ``ask``."""
        async for piece in self.ask(ask, model=model):
            if isinstance(piece, Answered):
                return piece.answer
        raise AssertionError("ask ends with an answer")

    async def still_holds(self, answer: Answer, viewer_id: int | None) -> Answer:
        """The answer without sentences whose posts are gone, hidden, withdrawn, or say something else by
        now. Of what is counted the number of that moment stays as long as one example does."""
        ids = [one.post_id for sentence in answer.sentences for one in sentence.citations]
        views = await self._retrieval.usable(viewer_id, ids, True)
        kept = tuple(
            sentence
            for sentence in (_kept(sentence, views) for sentence in answer.sentences)
            if sentence is not None
        )
        if kept == answer.sentences:
            return answer
        silence = answer.silence if kept else translate(GONE, answer.locale)
        return msgspec.structs.replace(answer, sentences=kept, silence=silence)

    async def _evidence(self, ask: Ask, question: Question, now: datetime) -> Evidence:
        if ask.task == "ask" and question.asks_nothing and question.kind == "fact":
            return Evidence()
        found = await self._retrieval.find(ask, question)
        if question.kind == "fact":
            passages = await asyncio.to_thread(evidence.weigh, question, found, now)
        else:
            passages = await asyncio.to_thread(evidence.all_of, found)
        return Evidence(passages=tuple(passages), posts=len(found.sources), query=question.text)

    def _silence(self, ask: Ask, question: Question, sentences: Sequence[Sentence]) -> str:
        if sentences:
            return ""
        return extractive.silence(question.locale, ask.viewer_id is None)

    def _spoken(self, ask: Ask, question: Question, spoken: Spoken, began: float) -> Answer:
        return Answer(
            sentences=spoken.sentences,
            silence=self._silence(ask, question, spoken.sentences),
            voice="model",
            dropped=spoken.dropped,
            locale=question.locale,
            tokens_in=spoken.tokens_in,
            tokens_out=spoken.tokens_out,
            seconds=round(time.monotonic() - began, 4),
        )


def _kept(sentence: Sentence, views: dict[PostId, PostView]) -> Sentence | None:
    """The sentence as far as its proofs hold, None where they do not."""
    holding = tuple(one for one in sentence.citations if _says(views.get(one.post_id), one))
    if len(holding) == len(sentence.citations):
        return sentence
    if sentence.kind == "counted" and holding:
        return msgspec.structs.replace(sentence, citations=holding)
    return None


def _says(view: PostView | None, citation: Citation) -> bool:
    if view is None:
        return False
    text = part_of(view, citation.part, citation.picture)
    return text is not None and text[citation.start : citation.end] == citation.quote
