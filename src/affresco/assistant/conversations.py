"""What was asked and answered, kept for the asker: begin, keep, look up, rename, delete.

A question is written down before it is answered, so that what it costs is counted and a second window
knows of it; it ends answered, stopped or failed. Nothing here decides what may be shown of a kept answer:
doors ask ``Gesso.still_holds``.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final, Literal

import msgspec

from affresco.accounts.rules import clean_line
from affresco.assistant import budget
from affresco.assistant import conversation_queries as queries
from affresco.assistant.budget import Grant
from affresco.assistant.errors import (
    ConversationNotFound,
    EmptyQuestion,
    NothingToExplain,
    QuestionTooLong,
    TurnNotFound,
)
from affresco.assistant.model import QUESTION_LIMIT, Answer, Ask
from affresco.db import Database, ReadTx, Row, WriteTx
from affresco.events import kinds
from affresco.events.log import emit
from affresco.settings import Settings
from affresco.text import N_, translate

TITLE_LIMIT: Final = 80
PAGE: Final = 30
TURNS: Final = 100
"""Newest questions of a conversation that are shown."""
EARLIER: Final = 6
"""Newest questions of a conversation that a follow-up carries along."""

State = Literal["asked", "answered", "stopped", "failed", "refused"]
TITLES: Final = {"explain": N_("A post explained"), "catch_up": N_("What happened")}
"""Of conversations that begin without words."""


class Conversation(msgspec.Struct, frozen=True):
    """A conversation, without what was said in it."""

    id: int
    title: str
    created_at: datetime
    updated_at: datetime


class Turn(msgspec.Struct, frozen=True):
    """A question and what became of it. answer: None unless it was answered. A question whose process died
    has failed."""

    id: int
    conversation_id: int
    ask: Ask
    answer: Answer | None
    state: State
    at: datetime


class Begun(msgspec.Struct, frozen=True):
    """A question that is written down and may be answered now."""

    conversation_id: int
    turn_id: int
    ask: Ask
    grant: Grant


# asking -------------------------------------------------------------------------------------------


def clean(ask: Ask) -> Ask:
    """The question in the form that is kept. Raises EmptyQuestion, QuestionTooLong, NothingToExplain."""
    text = " ".join(clean_line(line) for line in ask.text.split("\n")).strip()
    if len(text) > QUESTION_LIMIT:
        raise QuestionTooLong(limit=QUESTION_LIMIT, length=len(text))
    if ask.task == "ask" and not text:
        raise EmptyQuestion
    if ask.task == "explain" and ask.post_id is None:
        raise NothingToExplain
    return msgspec.structs.replace(ask, text=text, earlier=())


async def begin(
    database: Database,
    settings: Settings,
    ask: Ask,
    conversation_id: int | None = None,
    instead_of: int | None = None,
) -> Begun:
    """Write a question down and count it. conversation_id: None begins a new one. instead_of: an earlier
    question of the conversation, which is asked again and taken out.

    Raises what ``clean`` and ``budget.take`` raise, ConversationNotFound, TurnNotFound.
    """
    ask = clean(ask)
    async with database.write() as tx:
        if instead_of is not None:
            conversation_id = await queries.delete_turn(tx, ask.asker_id, instead_of)
            if conversation_id is None:
                raise TurnNotFound
        grant = await budget.take(tx, settings, ask.asker_id)
        if conversation_id is None:
            conversation_id = await queries.insert_conversation(tx, ask.asker_id, title_of(ask))
        elif not await queries.touch(tx, ask.asker_id, conversation_id):
            raise ConversationNotFound
        turn_id = await queries.insert_turn(tx, ask.asker_id, conversation_id, ask)
    return Begun(conversation_id, turn_id, ask, grant)


def title_of(ask: Ask) -> str:
    """What a conversation is called until its owner says otherwise."""
    words = ask.text or translate(TITLES.get(ask.task, ""), ask.locale)
    return words if len(words) <= TITLE_LIMIT else words[: TITLE_LIMIT - 1].rstrip() + "…"


async def keep(
    database: Database, settings: Settings, asker_id: int, turn_id: int, answer: Answer
) -> bool:
    """Keep an answer; whether the question was still waiting for it. What it took is noted anyway."""
    async with database.write() as tx:
        await budget.spend(tx, settings.gesso, asker_id, answer)
        if not await queries.set_answer(tx, turn_id, answer):
            return False
        await cite(tx, turn_id, answer)
        return True


async def cite(tx: WriteTx, turn_id: int, answer: Answer) -> None:
    """Note what an answer rests on; its authors are told."""
    cited = {c.post_id for sentence in answer.sentences for c in sentence.citations}
    if cited:
        await queries.insert_citations(tx, turn_id, sorted(cited))
        await emit(tx, kinds.PostsCited(turn_id))


async def end(database: Database, turn_id: int, state: Literal["stopped", "failed"]) -> None:
    """A question gets no answer any more; one that has ended otherwise stays as it is."""
    async with database.write() as tx:
        await queries.set_state(tx, turn_id, state)


# looking up ---------------------------------------------------------------------------------------


async def listed(
    database: Database, account_id: int, before: int | None = None, limit: int = PAGE
) -> tuple[Conversation, ...]:
    """Somebody's conversations, the one last spoken in first. before: the last one of the page before."""
    async with database.read() as tx:
        rows = await queries.conversations(tx, account_id, before, limit)
    return tuple(Conversation(**dict(row)) for row in rows)


async def get(tx: ReadTx, account_id: int, conversation_id: int) -> Conversation:
    """Raises ConversationNotFound."""
    row = await queries.conversation(tx, account_id, conversation_id)
    if row is None:
        raise ConversationNotFound
    return Conversation(**dict(row))


async def turns(tx: ReadTx, conversation_id: int, limit: int = TURNS) -> tuple[Turn, ...]:
    """The newest questions of a conversation, the newest last."""
    rows = await queries.turns(tx, conversation_id, limit)
    return tuple(_turn(row, conversation_id) for row in reversed(rows))


async def get_turn(tx: ReadTx, account_id: int, turn_id: int) -> Turn:
    """Raises TurnNotFound, also for one that was asked in a post."""
    row = await queries.turn(tx, account_id, turn_id)
    if row is None or row["conversation_id"] is None:
        raise TurnNotFound
    return _turn(row, row["conversation_id"])


def _turn(row: Row, conversation_id: int) -> Turn:
    return Turn(
        id=row["id"],
        conversation_id=conversation_id,
        ask=msgspec.convert(row["ask"], Ask),
        answer=None if row["answer"] is None else msgspec.convert(row["answer"], Answer),
        state="failed" if row["broken"] else row["state"],
        at=row["created_at"],
    )


# tidying ------------------------------------------------------------------------------------------


async def rename(database: Database, account_id: int, conversation_id: int, title: str) -> None:
    """An empty title leaves it as it is; a long one is cut. Raises ConversationNotFound."""
    words = clean_line(title)[:TITLE_LIMIT].strip()
    async with database.write() as tx:
        if not words:
            await get(tx, account_id, conversation_id)
        elif not await queries.rename(tx, account_id, conversation_id, words):
            raise ConversationNotFound


async def delete(database: Database, account_id: int, conversation_id: int) -> None:
    """Raises ConversationNotFound."""
    async with database.write() as tx:
        if not await queries.delete(tx, account_id, conversation_id):
            raise ConversationNotFound


async def delete_all(database: Database, account_id: int) -> int:
    """How many there were."""
    async with database.write() as tx:
        return await queries.delete_all(tx, account_id)
