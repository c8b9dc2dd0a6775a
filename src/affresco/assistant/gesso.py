"""``Gesso``: questions → answers, every sentence with the words that it rests on. One a process."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncGenerator, Callable, Sequence
from datetime import UTC, datetime
from typing import Final

import msgspec

from affresco import meaning
from affresco.assistant import digest, evidence, extractive, numbers, questions, words
from affresco.assistant.explaining import Explaining
from affresco.assistant.found import Found
from affresco.assistant.model import (
    Answer,
    Answered,
    Ask,
    Citation,
    Evidence,
    FellBack,
    InThread,
    Passage,
    Piece,
    Reading,
    Said,
    Sentence,
)
from affresco.assistant.numbers import Numbers
from affresco.assistant.passages import part_of
from affresco.assistant.questions import Question
from affresco.assistant.retrieval import Retrieval
from affresco.assistant.speaking import Speaker, SpeakerFailed, Spoken
from affresco.assistant.turns import Turns
from affresco.db import Database
from affresco.feeds.model import PostView
from affresco.feeds.reader import Reader
from affresco.feeds.search.finder import Finder
from affresco.posts.model import PostId
from affresco.text import N_, translate

COUNTS: Final = ("count", "since")
"""Kinds of questions that the database answers, never a language model."""
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
        self._numbers = Numbers(database, self._retrieval)
        self._explaining = Explaining(database, reader, self._retrieval)
        self._speaker = speaker
        self._now = now
        self._turns = Turns()

    async def warm_up(self) -> None:
        """Load what the first question would wait for: dictionaries and the encoder, some seconds."""
        await asyncio.to_thread(words.warm_up)
        await asyncio.to_thread(meaning.warm_up)

    async def ask(self, ask: Ask, *, model: bool = True) -> AsyncGenerator[Piece, None]:
        """What is read, each sentence, the whole answer. model: whether the language model may be used.

        Raises EmptyQuestion, QuestionTooLong, NothingToExplain, CircleUnknown, PostNotFound, ListNotFound.
        """
        began = time.monotonic()
        now = self._now()
        question = questions.read(ask, now)
        async with self._turns.turn(ask.asker_id):
            found = await self._evidence(ask, question, now)
            said = await asyncio.to_thread(extractive.speak, question, found, now)
        yield Reading(found.posts)
        fell_back, tokens_in, tokens_out = "", 0, 0
        if model and self._speaker is not None and found.passages and question.kind not in COUNTS:
            try:
                async for piece in self._worded(self._speaker, ask, question, found, began):
                    yield piece
                return
            except SpeakerFailed as error:
                fell_back = translate(error.why, question.locale)
                tokens_in, tokens_out = error.tokens_in, error.tokens_out
                yield FellBack(fell_back)
            said = (await self._holding(said, ask.viewer_id))[0]
        for sentence in said:
            yield Said(sentence)
        yield Answered(
            Answer(
                sentences=said,
                silence="" if said else self._silence(ask, question, found),
                fell_back=fell_back,
                locale=question.locale,
                tokens_in=tokens_in,
                tokens_out=tokens_out,
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
        kept, changed = await self._holding(answer.sentences, viewer_id)
        if not changed:
            return answer
        silence = answer.silence if kept else translate(GONE, answer.locale)
        return msgspec.structs.replace(answer, sentences=kept, silence=silence)

    # making ---------------------------------------------------------------------------------------

    async def _evidence(self, ask: Ask, question: Question, now: datetime) -> Evidence:
        if question.kind == "explain":
            return await self._explaining.explain(ask, question, now)
        if ask.task == "ask" and question.asks_nothing and question.kind == "fact":
            return Evidence()
        found = await self._retrieval.find(ask, question, now)
        made = Evidence(posts=len(found.sources))
        match question.kind:
            case "count":
                counted = await self._numbers.count(ask, question, found)
                return msgspec.structs.replace(made, counted=counted)
            case "since":
                counted = await self._numbers.since(ask, question, found)
                return msgspec.structs.replace(made, counted=counted)
            case "fact":
                passages = await asyncio.to_thread(evidence.weigh, question, found, now)
                return msgspec.structs.replace(made, passages=tuple(passages))
            case _:
                return await self._digest(ask, question, found, made, now)

    async def _digest(
        self, ask: Ask, question: Question, found: Found, made: Evidence, now: datetime
    ) -> Evidence:
        """What is new, liked or missed."""
        locale = question.locale
        counted: tuple[Sentence, ...] = ()
        if question.kind == "trending" and question.asks_nothing:
            counted = await self._numbers.trends(ask, question, found, now)
        passages: Sequence[Passage] = evidence.all_of(found)
        if question.kind == "catch_up":
            one_thread = isinstance(ask.among, InThread)
            said, passages = digest.catch_up(found.sources, now, locale, one_thread=one_thread)
            counted = said[:1]
        else:
            said = (*counted, *digest.best(found.sources, now, locale))
            if not said:
                said = tuple(extractive.sentence(one, now, locale) for one in passages[:3])
        return msgspec.structs.replace(
            made, passages=tuple(passages), counted=counted, ready=numbers.together(said)
        )

    async def _worded(
        self, speaker: Speaker, ask: Ask, question: Question, found: Evidence, began: float
    ) -> AsyncGenerator[Piece, None]:
        """The answer in the words of the language model, as far as posts bear it out. What is counted, and
        how a picture was made, is said in our own words. Raises SpeakerFailed."""
        said: list[Sentence] = []
        if question.kind != "explain":
            said += found.counted
        for sentence in said:
            yield Said(sentence)
        spoken = Spoken((), 0, 0, 0)
        async for piece in speaker.say(msgspec.structs.replace(ask, locale=question.locale), found):
            if isinstance(piece, Spoken):
                spoken = piece
                continue
            # What was true when the model began to speak may be gone by now.
            for sentence in (await self._holding((piece.sentence,), ask.viewer_id))[0]:
                if sentence.text not in {one.text for one in said}:
                    said.append(sentence)
                    yield Said(sentence)
        if question.kind == "explain":
            for sentence in found.counted:
                if sentence.text not in {one.text for one in said}:
                    said.append(sentence)
                    yield Said(sentence)
        yield Answered(
            Answer(
                sentences=tuple(said),
                silence="" if said else self._silence(ask, question, found),
                voice="model",
                dropped=spoken.dropped,
                locale=question.locale,
                tokens_in=spoken.tokens_in,
                tokens_out=spoken.tokens_out,
                seconds=round(time.monotonic() - began, 4),
            )
        )

    async def _holding(
        self, sentences: Sequence[Sentence], viewer_id: int | None
    ) -> tuple[tuple[Sentence, ...], bool]:
        """(those that are still borne out, whether that is less than it was)."""
        ids = [one.post_id for sentence in sentences for one in sentence.citations]
        views = await self._retrieval.usable(viewer_id, ids, True)
        held = [_kept(sentence, views) for sentence in sentences]
        kept = tuple(sentence for sentence in held if sentence is not None)
        return kept, kept != tuple(sentences)

    def _silence(self, ask: Ask, question: Question, found: Evidence) -> str:
        return found.silence or extractive.silence(question.locale, ask.viewer_id is None)


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
