"""Consumers with a webhook are told of what was taken back, and of releases.

One worker at a time goes through the log, from where the last one ended. Much at once comes as few messages:
ten thousand withdrawals are ten.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import Final, Literal

import msgspec

from affresco.commons import people, receipts
from affresco.commons import receipt_queries as queries
from affresco.commons.receipt_errors import ReleaseNotFound
from affresco.db import Database, ReadTx, Row, WriteTx
from affresco.hooks import outbox
from affresco.hooks import queries as hooks

IN_ONE: Final = 1_000
"""Entries of one message."""
AT_ONCE: Final = 20
"""Messages of one transaction."""


class TakenBack(msgspec.Struct, frozen=True):
    """A post that may be learned from no more. reason: whether its author withdrew it, or it is deleted."""

    post_id: str
    reason: Literal["withdrawal", "deletion"]


class WithdrawnData(msgspec.Struct, frozen=True, kw_only=True):
    """What was taken back between two entries of the stream. choices_of: pseudonyms of people who took back
    all of their choices."""

    from_seq: int
    through_seq: int
    posts: tuple[TakenBack, ...]
    choices_of: tuple[str, ...]


class ReleasedData(msgspec.Struct, frozen=True, kw_only=True):
    """A release. rows: how many it has; removed: how many of the one before it lacks. Paths are below the
    instance's address."""

    version: int
    root: str
    rows: int
    removed: int
    manifest: str
    removals: str


async def tell(database: Database, secret: bytes) -> None:
    """Tell what there is to tell. Raises DatabaseUnavailable."""
    async with database.read() as tx:
        if not await queries.is_news(tx):
            return
        released = await queries.untold_version(tx)
    if released is not None:
        # Before anybody is told of it: proofs are quick from the first on. Where rows are not those of the
        # root, that is logged, and nothing is proven; it is published all the same.
        with suppress(ReleaseNotFound):
            await receipts.keep_tree(database, released)
    async with database.write() as tx:
        at = await queries.lock_told(tx)
        if at is None:
            return
        seq = await _tell_of_withdrawals(tx, secret, at["seq"], at["clock"])
        version = await _tell_of_releases(tx, at["version"])
        await queries.set_told(tx, seq, version)


async def let_in_by(tx: ReadTx, consumer_id: int) -> int | None:
    """Who gave a consumer its key; None where they are gone."""
    return await queries.let_in_by(tx, consumer_id)


async def _tell_of_withdrawals(tx: WriteTx, secret: bytes, above: int, clock: int) -> int:
    """Returns how far was told."""
    limit = IN_ONE * AT_ONCE
    entries = await queries.taken_back(tx, above, clock, limit)
    listening = await hooks.consumers_listening(tx, "commons.withdrawn") if entries else []
    for start in range(0, len(entries), IN_ONE):
        some = entries[start : start + IN_ONE]
        first, last = some[0]["seq"], some[-1]["seq"]
        told = [(row["id"], _withdrawn(secret, row["consumer_id"], some)) for row in listening]
        await outbox.put_each(tx, f"withdrawn-{first}-{last}", "commons.withdrawn", told)
    return int(entries[-1]["seq"]) if len(entries) == limit else clock


def _withdrawn(secret: bytes, consumer_id: int, entries: Sequence[Row]) -> WithdrawnData:
    return WithdrawnData(
        from_seq=entries[0]["seq"],
        through_seq=entries[-1]["seq"],
        posts=tuple(
            TakenBack(str(entry["post_id"]), entry["kind"])
            for entry in entries
            if entry["post_id"] is not None
        ),
        choices_of=tuple(
            people.pseudonym(secret, consumer_id, entry["actor_id"])
            for entry in entries
            if entry["post_id"] is None
        ),
    )


async def _tell_of_releases(tx: WriteTx, version: int) -> int:
    """Returns the last version that was told."""
    for row in await queries.published_since(tx, version):
        version = row["version"]
        path = f"/api/affresco/v1/commons/datasets/{version}"
        told = ReleasedData(
            version=version,
            root=row["root"].hex(),
            rows=row["leaves"],
            removed=await queries.removed(tx, version),
            manifest=path,
            removals=f"{path}/removals",
        )
        listening = await hooks.consumers_listening(tx, "commons.released")
        hook_ids = [one["id"] for one in listening]
        await outbox.put(tx, hook_ids, f"released-{version}", "commons.released", told)
    return version
