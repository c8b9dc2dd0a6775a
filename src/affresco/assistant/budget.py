"""How much a person may ask: questions and tokens a day (UTC), and answers at once; what it costs."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

import msgspec

from affresco.assistant import budget_queries as queries
from affresco.assistant.errors import AssistantOff, QuestionsSpent, TooManyAtOnce
from affresco.assistant.model import Answer
from affresco.db import ReadTx, WriteTx
from affresco.settings import GessoModel, Settings

AT_ONCE: Final = 2
"""Answers that are made for one person at the same time."""
BROKEN_OFF_AFTER: Final = timedelta(minutes=6)
"""No answer takes longer (``GessoModel.timeout_seconds`` is 300 at most): its process has died."""
DAYS_SHOWN: Final = 30


class Grant(msgspec.Struct, frozen=True):
    """A question that may be asked. limit, left: questions of today; left without this one. model: whether
    the language model may be used for it."""

    limit: int
    left: int
    model: bool


class Day(msgspec.Struct, frozen=True):
    """What everybody used of a day. cost: in the currency in which the owner set prices."""

    day: date
    people: int
    asks: int
    tokens_in: int
    tokens_out: int
    cost: float


async def take(tx: WriteTx, settings: Settings, account_id: int) -> Grant:
    """Count a question, before it is written down; of two at once the second waits for the first.

    Raises AssistantOff, QuestionsSpent, TooManyAtOnce; nothing is counted then.
    """
    grant = await count(tx, settings, account_id)
    if await queries.under_way(tx, account_id, BROKEN_OFF_AFTER) >= AT_ONCE:
        raise TooManyAtOnce(limit=AT_ONCE)
    return grant


async def count(tx: WriteTx, settings: Settings, account_id: int) -> Grant:
    """``take`` without a look at how many answers are being made: jobs wait for their turn.

    Raises AssistantOff, QuestionsSpent.
    """
    limit = settings.questions_per_day
    if limit == 0:
        raise AssistantOff
    row = await queries.take(tx, account_id, limit)
    if row is None:
        raise QuestionsSpent(limit=limit)
    model = settings.gesso is not None and row["tokens"] < settings.tokens_per_day
    return Grant(limit=limit, left=limit - row["asks"], model=model)


async def may_use_model(tx: ReadTx, settings: Settings, account_id: int) -> bool:
    """Whether there are tokens left for a person today."""
    row = await queries.today(tx, account_id)
    return settings.gesso is not None and (row is None or row["tokens"] < settings.tokens_per_day)


async def spend(tx: WriteTx, model: GessoModel | None, account_id: int, answer: Answer) -> None:
    """Note the tokens of an answer and what they cost."""
    if answer.tokens_in or answer.tokens_out:
        await queries.note(
            tx,
            account_id,
            tokens_in=answer.tokens_in,
            tokens_out=answer.tokens_out,
            cost=cost_of(model, answer.tokens_in, answer.tokens_out),
        )


def cost_of(model: GessoModel | None, tokens_in: int, tokens_out: int) -> int:
    """In millionths: prices are of a million tokens, so a token costs as many millionths. Pure."""
    if model is None:
        return 0
    return round(tokens_in * model.price_in + tokens_out * model.price_out)


async def left_today(tx: ReadTx, settings: Settings, account_id: int) -> int:
    """Questions that a person may still ask today."""
    row = await queries.today(tx, account_id)
    return max(0, settings.questions_per_day - (row["asks"] if row else 0))


async def days(tx: ReadTx) -> tuple[Day, ...]:
    """What everybody used, for the owner; days without a question are left out."""
    return tuple(
        Day(
            day=row["day"],
            people=row["people"],
            asks=row["asks"],
            tokens_in=row["tokens_in"],
            tokens_out=row["tokens_out"],
            cost=row["cost"] / 1_000_000,
        )
        for row in await queries.by_day(tx, DAYS_SHOWN)
    )
