"""The network as one moment sees it: who is in it, under which name, on which side."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable

import asyncpg

from affresco.commons.datasets import draft_queries
from affresco.commons.datasets.model import CONSUMER, TEST_SHARE, Progress, Split, Tally
from affresco.commons.people import pseudonym
from affresco.text import _


def side_of(secret: bytes, account_id: int) -> Split:
    """Whether somebody is held out: the same in every release, and nobody can choose it."""
    told = hmac.digest(secret, f"split:{account_id}".encode(), hashlib.sha256)
    return "test" if int.from_bytes(told[:8], "big") % TEST_SHARE == 0 else "train"


async def draft(
    connection: asyncpg.Connection, secret: bytes, progress: Progress
) -> tuple[int, Tally]:
    """Make the draft anew; how far the stream was at its moment, and what was found on the way."""

    def names(people: Iterable[asyncpg.Record]) -> list[tuple[object, ...]]:
        rows: list[tuple[object, ...]] = []
        for id_, handle, credit, chooses in people:
            mask = pseudonym(secret, CONSUMER, id_)
            name = f"@{handle}" if credit else mask
            rows.append((id_, handle, name, mask, credit, chooses, side_of(secret, id_)))
        return rows

    async def told(config: str) -> None:
        progress(_("Looking at what was given: {config}").format(config=config), 0, 0)

    await connection.execute(draft_queries.EMPTY)
    async with connection.transaction(isolation="repeatable_read"):
        through = await draft_queries.through(connection)
        await draft_queries.fill(connection, names, told)
        return through, await draft_queries.tally(connection)


async def forget(connection: asyncpg.Connection) -> None:
    """Empty the draft: it holds what people said, and nobody needs it."""
    await connection.execute(draft_queries.EMPTY)
