"""Which deliveries are due, and what became of them."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

import msgspec

from affresco.db import Database, WriteTx
from affresco.hooks import queries, signing
from affresco.hooks.commands import hook_of
from affresco.hooks.model import (
    ATTEMPTS,
    KEEP,
    LONGEST_REST,
    OVERLAP,
    PAUSES,
    SILENCE,
    Due,
    Hook,
    Outcome,
)

OF_ONE: Final = 4
"""Messages that are under way to one webhook: so many slow answers hold up no other. One, while it fails."""
LEASE: Final = timedelta(minutes=2)
TROUBLE_LIMIT: Final = 200


class Envelope(msgspec.Struct, frozen=True):
    """The body of a message. type: the event. timestamp: when it happened. instance: where, without a
    final slash; paths in ``data`` are below it."""

    type: str
    timestamp: str
    instance: str
    data: msgspec.Raw


def body_of(due: Due, base_url: str) -> bytes:
    """The same bytes for every attempt."""
    at = due.at.isoformat(timespec="milliseconds")
    return msgspec.json.encode(Envelope(due.event, at, base_url, msgspec.Raw(due.data.encode())))


def headers_of(due: Due, instance_secret: bytes, timestamp: int, body: bytes) -> dict[str, str]:
    """Signed with its webhook's secret, and for a day after a turn with the one before as well."""
    turns = (due.turns, due.turns - 1) if due.both else (due.turns,)
    secrets = [signing.secret_of(instance_secret, due.hook_id, turn) for turn in turns]
    return signing.headers(secrets, due.message_id, timestamp, body)


async def take(database: Database, limit: int) -> tuple[Due, ...]:
    """Deliveries whose time has come; for two minutes they are nobody else's."""
    async with database.write() as tx:
        rows = await queries.take_due(tx, limit, OF_ONE, LEASE, OVERLAP)
    return tuple(
        Due(
            id=row["id"],
            hook_id=row["webhook_id"],
            url=row["url"],
            message_id=row["message_id"],
            event=row["event"],
            data=row["body"],
            attempt=row["attempts"],
            at=row["at"],
            turns=row["turns"],
            both=row["both"],
        )
        for row in rows
    )


async def record(database: Database, due: Due, outcome: Outcome) -> Hook | None:
    """Write down what became of an attempt. Returns the webhook where this is why it was put aside now."""
    async with database.write() as tx:
        if not outcome.trouble and outcome.status is not None:
            await queries.arrived(tx, due.id, due.hook_id, outcome.status)
            return None
        return await _failed(tx, due, outcome)


async def _failed(tx: WriteTx, due: Due, outcome: Outcome) -> Hook | None:
    trouble = outcome.trouble[:TROUBLE_LIMIT]
    over = outcome.gone or due.attempt >= ATTEMPTS
    pause = None if over else PAUSES[due.attempt - 1]
    await queries.failed(tx, due.id, due.hook_id, outcome.status, trouble, pause, LONGEST_REST)
    # Where others arrived meanwhile, one that is given up says nothing of the webhook.
    failures = None if not over else 1 if outcome.gone else ATTEMPTS
    row = await queries.disable(tx, due.hook_id, trouble, failures, SILENCE)
    return None if row is None else hook_of(row)


async def tidy(tx: WriteTx) -> None:
    """Forget deliveries of more than 30 days ago."""
    await queries.tidy(tx, KEEP)
