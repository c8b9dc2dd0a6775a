"""SQL of surveys."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from affresco.beta.cohort_queries import UNREAD
from affresco.db import ReadTx, Row, WriteTx


async def insert(
    tx: WriteTx, cohort: str | None, question: str, choices: Sequence[str], moment: str, days: int
) -> int:
    survey_id: int = await tx.value(
        """INSERT INTO surveys (cohort, question, choices, moment, days)
           VALUES ($1, $2, $3, $4, $5) RETURNING id""",
        cohort,
        question,
        list(choices),
        moment,
        days,
    )
    return survey_id


async def rows(tx: ReadTx, limit: int) -> list[Row]:
    """The newest first."""
    return await tx.rows(
        """SELECT id, cohort, question, choices, moment, days, at, closed_at FROM surveys
           ORDER BY id DESC LIMIT $1""",
        limit,
    )


async def close(tx: WriteTx, survey_id: int) -> bool:
    return (
        await tx.run(
            "UPDATE surveys SET closed_at = coalesce(closed_at, now()) WHERE id = $1", survey_id
        )
        == 1
    )


async def delete(tx: WriteTx, survey_id: int) -> bool:
    return await tx.run("DELETE FROM surveys WHERE id = $1", survey_id) == 1


_DUE: Final = """FROM surveys s JOIN accounts a ON a.id = $1
           WHERE s.closed_at IS NULL AND (s.cohort IS NULL OR s.cohort = a.cohort)
             AND NOT EXISTS (SELECT FROM survey_answers w
                             WHERE w.survey_id = s.id AND w.account_id = a.id
                               AND (w.later_at IS NULL OR w.later_at > now()))
             AND CASE s.moment
                 WHEN 'first_post' THEN EXISTS (SELECT FROM posts p WHERE p.account_id = a.id)
                 WHEN 'first_remix' THEN EXISTS (
                     SELECT FROM posts p JOIN lineage l ON l.post_id = p.id
                     WHERE p.account_id = a.id AND l.depth > 0)
                 ELSE a.created_at <= now() - make_interval(days => s.days) END"""
"""Open questions whose moment has come for an account, $1, which has said nothing final to them."""


async def due(tx: ReadTx, account_id: int) -> Row | None:
    """The oldest of the questions for somebody now."""
    return await tx.row(
        f"""SELECT s.id, s.cohort, s.question, s.choices, s.moment, s.days, s.at, s.closed_at {_DUE}
           ORDER BY s.id LIMIT 1""",
        account_id,
    )


async def has_cards(tx: ReadTx, account_id: int, letter_days: int) -> bool:
    """Whether there is a letter or a question for somebody now."""
    found: bool = await tx.value(
        f"SELECT EXISTS (SELECT {UNREAD}) OR EXISTS (SELECT {_DUE})",
        account_id,
        letter_days,
    )
    return found


async def open_choices(tx: WriteTx, account_id: int, survey_id: int) -> list[str] | None:
    """The answers to choose from, if the question is for this person and open; held until the end."""
    row = await tx.row(
        """SELECT s.choices FROM surveys s JOIN accounts a ON a.id = $1
           WHERE s.id = $2 AND s.closed_at IS NULL AND (s.cohort IS NULL OR s.cohort = a.cohort)
           FOR SHARE OF s""",
        account_id,
        survey_id,
    )
    return None if row is None else list(row["choices"])


async def answer(
    tx: WriteTx,
    account_id: int,
    survey_id: int,
    *,
    choice: int | None,
    words: str,
    later_days: int | None,
) -> None:
    """What was said for good stays."""
    await tx.run(
        """INSERT INTO survey_answers (survey_id, account_id, choice, words, later_at)
           VALUES ($2, $1, $3, $4, now() + make_interval(days => $5))
           ON CONFLICT (survey_id, account_id) DO UPDATE
           SET choice = excluded.choice, words = excluded.words, later_at = excluded.later_at,
               at = now()
           WHERE survey_answers.later_at IS NOT NULL""",
        account_id,
        survey_id,
        choice,
        words,
        later_days,
    )


_COUNTED = """
    said AS (
        SELECT w.survey_id, coalesce(a.cohort, '') AS cohort, w.choice, w.words,
               row_number() OVER (PARTITION BY w.survey_id, a.cohort ORDER BY w.at, w.account_id) AS place,
               count(*) OVER (PARTITION BY w.survey_id, a.cohort) AS people
        FROM survey_answers w JOIN accounts a ON a.id = w.account_id
        WHERE w.choice IS NOT NULL AND w.survey_id = ANY($1::bigint[])),
    counted AS (SELECT * FROM said WHERE place <= people - people % $2::int)"""
"""Answers in fives, as those of the figures."""


async def results(tx: ReadTx, ids: Sequence[int], least: int) -> list[Row]:
    """(survey_id, cohort, choice, people)."""
    return await tx.rows(
        f"""WITH {_COUNTED}
            SELECT survey_id, cohort, choice, count(*) AS people FROM counted
            GROUP BY survey_id, cohort, choice ORDER BY cohort = '', lower(cohort), choice""",  # noqa: S608 - our own text
        list(ids),
        least,
    )


async def words(tx: ReadTx, ids: Sequence[int], least: int) -> list[Row]:
    """(survey_id, cohort, words) in the order of the alphabet, which tells nothing of who or when."""
    return await tx.rows(
        f"""WITH {_COUNTED}
            SELECT survey_id, cohort, words FROM counted WHERE words <> ''
            ORDER BY cohort = '', lower(cohort), words""",  # noqa: S608 - our own text
        list(ids),
        least,
    )
