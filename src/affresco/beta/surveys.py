"""Surveys of one question at a chosen moment. Whoever is asked answers, says "not now", or "never".

Answers are told by cohort, in fives, without names and without a total, as the figures are.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final, Literal, get_args

import msgspec

from affresco.accounts import access, rules
from affresco.accounts.model import AccountId
from affresco.beta import cohorts
from affresco.beta import survey_queries as queries
from affresco.beta.cohort_errors import (
    ChoiceMissing,
    ChoicesWrong,
    DaysWrong,
    QuestionMissing,
    SurveyNotFound,
    WordsTooLong,
)
from affresco.beta.figures import LEAST
from affresco.db import Database, ReadTx, Row
from affresco.posts.markup import clean_text

Moment = Literal["first_post", "first_remix", "days"]
MOMENTS: Final[tuple[Moment, ...]] = get_args(Moment)
QUESTION_LIMIT: Final = 300
CHOICES_LEAST, CHOICES_MOST = 2, 7
CHOICE_LIMIT: Final = 80
WORDS_LIMIT: Final = 500
DAYS_LIMIT: Final = 365
LATER_DAYS: Final = 7
"""After which somebody who said "not now" is asked again."""
LISTED: Final = 30


class NewSurvey(msgspec.Struct, frozen=True, kw_only=True):
    """cohort: None for everybody. days: since joining, for that moment alone."""

    question: str
    choices: tuple[str, ...]
    moment: Moment
    days: int = 0
    cohort: str | None = None


class Survey(msgspec.Struct, frozen=True, kw_only=True):
    """A question that was put."""

    id: int
    cohort: str | None
    question: str
    choices: tuple[str, ...]
    moment: Moment
    days: int
    at: datetime
    closed_at: datetime | None


class Result(msgspec.Struct, frozen=True):
    """Of a cohort ("" for who is in none): how many chose each answer, in their order; and free words."""

    cohort: str
    people: int
    counts: tuple[int, ...]
    words: tuple[str, ...]


async def ask(database: Database, owner_id: AccountId, new: NewSurvey) -> int:
    """Raises OwnersOnly, CohortNotFound, QuestionMissing, WordsTooLong, ChoicesWrong, DaysWrong."""
    new = clean(new)
    async with database.write() as tx:
        await access.check_owner(tx, owner_id)
        name = None if new.cohort is None else (await cohorts.hold(tx, new.cohort))["name"]
        return await queries.insert(tx, name, new.question, new.choices, new.moment, new.days)


def clean(new: NewSurvey) -> NewSurvey:
    """Pure. Raises QuestionMissing, WordsTooLong, ChoicesWrong, DaysWrong."""
    question = rules.clean_line(new.question)
    if not question:
        raise QuestionMissing
    if len(question) > QUESTION_LIMIT:
        raise WordsTooLong(length=len(question), limit=QUESTION_LIMIT)
    choices = tuple(line for one in new.choices if (line := rules.clean_line(one)))
    fits = CHOICES_LEAST <= len(choices) <= CHOICES_MOST and len(set(choices)) == len(choices)
    if not fits or any(len(one) > CHOICE_LIMIT for one in choices):
        raise ChoicesWrong(least=CHOICES_LEAST, most=CHOICES_MOST, length=CHOICE_LIMIT)
    if not 0 <= new.days <= DAYS_LIMIT:
        raise DaysWrong(most=DAYS_LIMIT)
    days = new.days if new.moment == "days" else 0
    return msgspec.structs.replace(new, question=question, choices=choices, days=days)


async def close(database: Database, owner_id: AccountId, survey_id: int) -> None:
    """Nobody is asked any more. Raises OwnersOnly, SurveyNotFound."""
    async with database.write() as tx:
        await access.check_owner(tx, owner_id)
        if not await queries.close(tx, survey_id):
            raise SurveyNotFound


async def delete(database: Database, owner_id: AccountId, survey_id: int) -> None:
    """With its answers. Raises OwnersOnly, SurveyNotFound."""
    async with database.write() as tx:
        await access.check_owner(tx, owner_id)
        if not await queries.delete(tx, survey_id):
            raise SurveyNotFound


async def due(tx: ReadTx, account_id: int) -> Survey | None:
    """What somebody is asked now, one question at a time."""
    row = await queries.due(tx, account_id)
    return None if row is None else _from_row(row)


async def answer(
    database: Database, account_id: int, survey_id: int, choice: int | None, words: str = ""
) -> None:
    """Raises SurveyNotFound, ChoiceMissing, WordsTooLong."""
    said = clean_text(words)
    if len(said) > WORDS_LIMIT:
        raise WordsTooLong(length=len(said), limit=WORDS_LIMIT)
    async with database.write() as tx:
        choices = await queries.open_choices(tx, account_id, survey_id)
        if choices is None:
            raise SurveyNotFound
        if choice is None or not 0 <= choice < len(choices):
            raise ChoiceMissing
        await queries.answer(tx, account_id, survey_id, choice=choice, words=said, later_days=None)


async def decline(database: Database, account_id: int, survey_id: int, *, later: bool) -> None:
    """Not now, or never; the question goes away either way. Raises SurveyNotFound."""
    async with database.write() as tx:
        if await queries.open_choices(tx, account_id, survey_id) is None:
            raise SurveyNotFound
        await queries.answer(
            tx,
            account_id,
            survey_id,
            choice=None,
            words="",
            later_days=LATER_DAYS if later else None,
        )


async def every(tx: ReadTx, owner_id: int) -> Sequence[tuple[Survey, Sequence[Result]]]:
    """The newest first, with what was said by each group of five and more. Raises OwnersOnly."""
    await access.check_owner(tx, owner_id)
    found = [_from_row(row) for row in await queries.rows(tx, LISTED)]
    ids = [one.id for one in found]
    counts: dict[tuple[int, str], dict[int, int]] = {}
    for row in await queries.results(tx, ids, LEAST):
        counts.setdefault((row["survey_id"], row["cohort"]), {})[row["choice"]] = row["people"]
    words: dict[tuple[int, str], list[str]] = {}
    for row in await queries.words(tx, ids, LEAST):
        words.setdefault((row["survey_id"], row["cohort"]), []).append(row["words"])
    return [
        (
            one,
            [
                Result(
                    cohort=cohort,
                    people=sum(chosen.values()),
                    counts=tuple(chosen.get(n, 0) for n in range(len(one.choices))),
                    words=tuple(words.get((survey_id, cohort), ())),
                )
                for (survey_id, cohort), chosen in counts.items()
                if survey_id == one.id
            ],
        )
        for one in found
    ]


def _from_row(row: Row) -> Survey:
    return Survey(
        id=row["id"],
        cohort=row["cohort"],
        question=row["question"],
        choices=tuple(row["choices"]),
        moment=row["moment"],
        days=row["days"],
        at=row["at"],
        closed_at=row["closed_at"],
    )
