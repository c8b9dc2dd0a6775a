"""What an account says of all that it posts, and when it last said so."""

from __future__ import annotations

from datetime import datetime

import msgspec

from affresco.accounts import usage_queries
from affresco.accounts.usage import NOTHING, Usage
from affresco.db import ReadTx


class Said(msgspec.Struct, frozen=True):
    """The times are of the last answer to each question, else of the account's beginning."""

    usage: Usage
    training_at: datetime
    assistant_at: datetime
    licence_at: datetime


async def find_said(tx: ReadTx, account_id: int) -> Said | None:
    """None for an account that does not exist."""
    row = await usage_queries.default_row(tx, account_id)
    if row is None:
        return None
    return Said(
        Usage(row["training"], row["assistant"], row["licence"]),
        row["training_at"],
        row["assistant_at"],
        row["licence_at"],
    )


async def default_usage(tx: ReadTx, account_id: int) -> Usage:
    """Nothing, for an account that does not exist."""
    said = await find_said(tx, account_id)
    return NOTHING if said is None else said.usage
