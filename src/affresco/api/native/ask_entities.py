"""What programs send and get when they ask the assistant."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

import msgspec

from affresco.assistant.conversations import State
from affresco.assistant.model import QUESTION_LIMIT, Task, Voice
from affresco.text import Locale

Circle = Literal["everything", "following", "since", "thread", "hashtag", "person", "list"]


class Question(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is asked. task: ``explain`` a post, ``catch_up`` on a circle, or answer the ``text``. among: the
    circle of posts; of: the id of its post or list, the name of its hashtag, the id or handle of its
    person, the moment since which (ISO 8601). conversation_id: what is followed up. again: the id of an
    answer to make anew; everything but ``among`` is then as it was. Fields that are not known are refused.
    """

    text: Annotated[str, msgspec.Meta(description=f"At most {QUESTION_LIMIT} characters.")] = ""
    task: Task = "ask"
    among: Circle = "everything"
    of: str = ""
    post_id: str | None = None
    conversation_id: str | None = None
    again: str | None = None
    locale: Locale | None = None


class CitationEntity(msgspec.Struct, frozen=True):
    """Words of a post: characters start … end of the part are ``quote``. picture: its place in the post, for
    parts of pictures. generated: the post shows a picture that an engine made; it proves nothing of the
    world."""

    post_id: str
    account_id: str
    url: str
    quote: str
    part: Literal["text", "picture", "prompt"]
    start: int
    end: int
    picture: int
    generated: bool


class SentenceEntity(msgspec.Struct, frozen=True):
    """A sentence and what it rests on, never nothing."""

    text: str
    kind: str
    citations: tuple[CitationEntity, ...]


class OfferEntity(msgspec.Struct, frozen=True):
    """What one may do next. Nothing of it happens by itself."""

    kind: str
    label: str
    value: str
    post_id: str | None
    account_ids: tuple[str, ...]


class UsageEntity(msgspec.Struct, frozen=True):
    """Tokens of the language model."""

    tokens_in: int
    tokens_out: int


class AnswerEntity(msgspec.Struct, frozen=True, kw_only=True):
    """An answer. silence: why there are no sentences. fell_back: why no language model was used. dropped:
    its sentences that no post bears out. notice: says that an AI wrote it."""

    id: str
    conversation_id: str
    question: str
    task: Task
    state: State
    sentences: tuple[SentenceEntity, ...]
    silence: str
    offers: tuple[OfferEntity, ...]
    voice: Voice
    fell_back: str
    dropped: int
    locale: Locale
    usage: UsageEntity
    notice: str
    created_at: datetime | None = None


class ConversationEntity(msgspec.Struct, frozen=True):
    id: str
    title: str
    created_at: datetime
    updated_at: datetime


class WholeConversation(msgspec.Struct, frozen=True):
    """A conversation with its answers, the newest last, as far as they still hold."""

    id: str
    title: str
    created_at: datetime
    updated_at: datetime
    answers: tuple[AnswerEntity, ...]


class BegunData(msgspec.Struct, frozen=True):
    id: str
    conversation_id: str


class ReadingData(msgspec.Struct, frozen=True):
    posts: int


class FellBackData(msgspec.Struct, frozen=True):
    why: str


class Gone(msgspec.Struct, frozen=True):
    """An empty object: it is done."""
