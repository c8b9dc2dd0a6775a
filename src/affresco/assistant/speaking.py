"""The voice with a language model: its words are shown only where posts bear them out.

Each sentence is taken apart when it is whole: the numbers that it cites are looked up among the passages
that were shown, and ``support`` decides by our own rules whether their words bear it out. What cites nothing,
cites what was not there, says what the cited words do not, names an address or somebody who is not in them,
or is in another language is dropped and counted. The model's own word is never taken for it.
"""

from __future__ import annotations

import asyncio
import re
import secrets
from collections.abc import AsyncIterator, Sequence
from contextlib import aclosing
from typing import Final

import msgspec
import structlog

from affresco.assistant import endpoint, orders, support, wording
from affresco.assistant.endpoint import ModelFailed, Reason, Usage
from affresco.assistant.model import Ask, Citation, Evidence, Passage, Said, Sentence
from affresco.assistant.questions import language_of
from affresco.assistant.sentences import LONGEST, Splitter, Written
from affresco.settings import GessoModel
from affresco.text import N_

log = structlog.get_logger(__name__)

SENTENCES: Final = 8
"""Sentences of an answer; what comes after is not waited for."""
DROPPED: Final = 24
"""Sentences that are dropped before a model is given up."""
CHARACTERS_A_TOKEN: Final = 4
"""About, for servers that do not tell how many tokens they read and wrote."""

WHY: Final[dict[Reason, str]] = {
    "down": N_("The language model could not be reached. These sentences are taken from posts."),
    "slow": N_("The language model took too long. These sentences are taken from posts."),
    "garbled": N_(
        "The language model gave no usable answer. These sentences are taken from posts."
    ),
    "refused": N_("The language model refused to answer. These sentences are taken from posts."),
    "too_long": N_(
        "The language model did not come to an end. These sentences are taken from posts."
    ),
}
UNPROVED: Final = N_(
    "What the language model said is not borne out by posts. These sentences are taken from posts."
)

_ADDRESS: Final = re.compile(
    r"(?i)\b(?:https?:|www\.|[a-z0-9-]+\.(?:com|org|net|io|it|example|invalid)\b)"
)
_HANDLE: Final = re.compile(r"(?<!\w)[@#]\w+")


class SpeakerFailed(Exception):
    """The language model gives no answer that can be shown. why: a msgid for the asker."""

    def __init__(self, why: str, tokens_in: int = 0, tokens_out: int = 0) -> None:
        super().__init__(why)
        self.why = why
        self.tokens_in = tokens_in
        self.tokens_out = tokens_out


class Spoken(msgspec.Struct, frozen=True):
    """The end of what a model says. sentences: those that were shown; () where it says that the posts do not
    answer the question."""

    sentences: tuple[Sentence, ...]
    dropped: int
    tokens_in: int
    tokens_out: int


class Speaker:
    """One language model, as the owner set it up."""

    def __init__(self, model: GessoModel) -> None:
        self._model = model

    async def say(self, ask: Ask, evidence: Evidence) -> AsyncIterator[Said | Spoken]:
        """Sentences that posts bear out, as they come; ``Spoken`` at the end. Raises SpeakerFailed, also
        after sentences were said: they are to be taken back then."""
        usable = [one for one in evidence.passages if not orders.given(one.text)]
        shown = usable[: wording.PASSAGES]
        sent = wording.messages(ask, shown, evidence.counted, f"≡{secrets.token_hex(8)}≡")
        heard = _Heard(ask, shown, evidence.counted)
        used = Usage()
        characters = 0
        try:
            async with aclosing(endpoint.stream(self._model, sent)) as pieces:
                async for piece in pieces:
                    if isinstance(piece, Usage):
                        used = piece
                        continue
                    characters += len(piece)
                    for sentence in await heard.hear(piece):
                        yield Said(sentence)
                    if heard.enough:
                        break
            for sentence in await heard.rest():
                yield Said(sentence)
        except ModelFailed as error:
            log.warning("the language model gave no answer", reason=str(error))
            raise SpeakerFailed(WHY[error.reason], *_tokens(used, sent, characters)) from error
        tokens = _tokens(used, sent, characters)
        if not heard.sentences and not heard.nothing:
            raise SpeakerFailed(UNPROVED, *tokens)
        yield Spoken(tuple(heard.sentences), heard.dropped, *tokens)


class _Heard:
    """What came of a model, and what of it may be shown."""

    def __init__(self, ask: Ask, shown: Sequence[Passage], counted: Sequence[Sentence]) -> None:
        self._ask = ask
        self._shown = shown
        self._counted = counted
        self._splitter = Splitter()
        self.sentences: list[Sentence] = []
        self.dropped = 0
        self.nothing = False

    @property
    def enough(self) -> bool:
        return len(self.sentences) >= SENTENCES or self.dropped >= DROPPED

    async def hear(self, piece: str) -> list[Sentence]:
        """Whole sentences that may be shown. They are looked at aside from the event loop."""
        written = self._splitter.feed(piece)
        return await asyncio.to_thread(self._check, written) if written else []

    async def rest(self) -> list[Sentence]:
        """What is left at the end."""
        return await asyncio.to_thread(self._check, self._splitter.finish())

    def _check(self, written: Sequence[Written]) -> list[Sentence]:
        found: list[Sentence] = []
        for one in written:
            if self.enough:
                break
            if one.text.strip(".! ") == wording.NOTHING:
                self.nothing = True
                continue
            sentence = self._borne_out(one)
            if sentence is None:
                self.dropped += 1
                continue
            self.sentences.append(sentence)
            found.append(sentence)
        return found

    def _borne_out(self, written: Written) -> Sentence | None:
        """The sentence with what proves it, or None."""
        if len(written.text) > LONGEST or not written.cites:
            return None
        cited = [self._shown[n - 1] for n in written.cites if 0 < n <= len(self._shown)]
        counts = [n - len(self._shown) - 1 for n in written.cites if n > len(self._shown)]
        counted = [self._counted[n] for n in counts if n < len(self._counted)]
        if len(cited) + len(counted) < len(written.cites):
            return None
        own_words = support.QUOTED.sub("", written.text)
        if language_of(own_words, self._ask.locale) != self._ask.locale or _strays(written, cited):
            return None
        if counted:
            return _counted(written, counted) if not cited else None
        if not support.bears_out(written.text, cited):
            return None
        return Sentence(written.text, tuple(passage.cite() for passage in cited))


def _counted(written: Written, counted: Sequence[Sentence]) -> Sentence | None:
    """A number is said as the database says it: every number of the sentence is one of it, and none is
    missing its words."""
    said = " ".join(sentence.text for sentence in counted)
    if set(re.findall(r"\d+", written.text)) - set(re.findall(r"\d+", said)):
        return None
    citations: list[Citation] = [one for sentence in counted for one in sentence.citations]
    return Sentence(said, tuple(dict.fromkeys(citations)), "counted")


def _strays(written: Written, cited: Sequence[Passage]) -> bool:
    """Whether it names an address, or a person or a hashtag that no cited passage names."""
    if _ADDRESS.search(written.text):
        return True
    said = " ".join(f"@{passage.handle} {passage.text}" for passage in cited).casefold()
    return any(name.casefold() not in said for name in _HANDLE.findall(written.text))


def _tokens(used: Usage, sent: Sequence[endpoint.Message], characters: int) -> tuple[int, int]:
    """(read, written), told by the server or about."""
    read = used.prompt_tokens or sum(len(one.content) for one in sent) // CHARACTERS_A_TOKEN
    return read, used.completion_tokens or characters // CHARACTERS_A_TOKEN
