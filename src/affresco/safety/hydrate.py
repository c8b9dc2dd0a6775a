"""Rows to facts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from affresco.accounts.model import AccountId
from affresco.db import ReadTx, Row
from affresco.safety import queries
from affresco.safety.model import Mark, Rate, Refusal, RefusalId, Standing, Subject, Trouble


def refusal_from_row(row: Row) -> Refusal:
    """A row of ``queries.refusal_row`` and its like."""
    return Refusal(
        id=RefusalId(row["id"]),
        account_id=AccountId(row["account_id"]),
        rule=row["rule"],
        field=row["field"],
        term=row["term"],
        source=row["source"],
        text=row["text"],
        spans=tuple(row["spans"]),
        about=row["about"],
        has_picture=row["has_picture"],
        times=row["times"],
        at=row["at"],
        appeal=row["appeal"],
        appealed_at=row["appealed_at"],
        verdict=row["verdict"],
        verdict_words=row["verdict_words"],
        decided_at=row["decided_at"],
    )


async def standing(tx: ReadTx, account_id: int) -> Standing | None:
    """What the rules need to know of a person; None when there is none."""
    row = await queries.standing_row(tx, account_id)
    if row is None:
        return None
    until = row["adult_from"].isoformat() if row["adult_from"] else None
    return Standing(handle=row["handle"], level=row["level"], locked_until=until)


async def marks(tx: ReadTx, subject: Subject, ids: Collection[int]) -> dict[int, tuple[Mark, ...]]:
    """What these things carry, in one query; what carries nothing is left out."""
    if not ids:
        return {}
    found: dict[int, list[Mark]] = defaultdict(list)
    for row in await queries.mark_rows(tx, subject, ids):
        found[row["subject_id"]].append(Mark(row["rule"], row["action"], row["source"]))
    return {subject_id: tuple(carried) for subject_id, carried in found.items()}


async def rates(tx: ReadTx) -> dict[str, Rate]:
    """How each rule does that ever refused something, by its id."""
    return {row["rule"]: Rate(**dict(row)) for row in await queries.rate_rows(tx)}


async def troubles(tx: ReadTx) -> tuple[Trouble, ...]:
    """Classifiers that do not answer."""
    return tuple(
        Trouble(row["name"], row["reason"], row["since"]) for row in await queries.trouble_rows(tx)
    )
