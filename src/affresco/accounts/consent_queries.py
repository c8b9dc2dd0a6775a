"""All SQL about what people said they give."""

from __future__ import annotations

from collections.abc import Sequence

from affresco.accounts.model import Answers, Consents, Said
from affresco.db import ReadTx, WriteTx


async def consents(tx: ReadTx, account_id: int) -> Consents | None:
    """None for an account that does not exist."""
    row = await tx.row(
        """SELECT training, assistant, remix_policy, licence, choices, credit
           FROM accounts WHERE id = $1""",
        account_id,
    )
    if row is None:
        return None
    return Consents(
        training=row["training"],
        assistant=row["assistant"],
        remix=row["remix_policy"],
        licence=row["licence"],
        choices=row["choices"],
        credit=row["credit"],
    )


async def set_consents(tx: WriteTx, account_id: int, answers: Answers) -> bool:
    """Change what was answered. False for an account that does not exist."""
    return (
        await tx.run(
            """UPDATE accounts SET training = coalesce($2, training), assistant = coalesce($3, assistant),
                      remix_policy = coalesce($4, remix_policy), licence = coalesce($5, licence),
                      choices = coalesce($6, choices), credit = coalesce($7, credit)
               WHERE id = $1""",
            account_id,
            answers.training,
            answers.assistant,
            answers.remix,
            answers.licence,
            answers.choices,
            answers.credit,
        )
        == 1
    )


async def insert_said(
    tx: WriteTx,
    account_id: int,
    subjects: Sequence[str],
    choices: Sequence[str],
    wordings: Sequence[str],
) -> None:
    """Record answers about everything; what was the last answer already is not recorded again."""
    await tx.run(
        """INSERT INTO consent_choices (account_id, subject, choice, wording)
           SELECT $1, n.subject, n.choice, n.wording
           FROM unnest($2::text[], $3::text[], $4::text[]) AS n (subject, choice, wording)
           WHERE n.choice IS DISTINCT FROM (
               SELECT c.choice FROM consent_choices c
               WHERE c.account_id = $1 AND c.subject = n.subject AND c.post_id IS NULL
               ORDER BY c.id DESC LIMIT 1)""",
        account_id,
        list(subjects),
        list(choices),
        list(wordings),
    )


async def said_before(
    tx: ReadTx, account_id: int, below: int, above: int, limit: int, *, upward: bool
) -> list[Said]:
    """The record of an account. below, above: ids, exclusive. upward: the oldest first, else the newest."""
    older = """SELECT id, subject, choice, wording, at, post_id FROM consent_choices
               WHERE account_id = $1 AND id < $2 AND id > $3 ORDER BY id DESC LIMIT $4"""
    newer = """SELECT id, subject, choice, wording, at, post_id FROM consent_choices
               WHERE account_id = $1 AND id < $2 AND id > $3 ORDER BY id LIMIT $4"""
    rows = await tx.rows(newer if upward else older, account_id, below, above, limit)
    return [
        Said(
            id=row["id"],
            subject=row["subject"],
            choice=row["choice"],
            wording=row["wording"],
            at=row["at"],
            post_id=row["post_id"],
        )
        for row in rows
    ]
