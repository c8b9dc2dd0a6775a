"""Ids to facts, batched. Nothing here depends on who asks, except ``relationships``."""

from __future__ import annotations

from collections.abc import Collection

import msgspec

from affresco.accounts import queries
from affresco.accounts.model import AccountId, Link, Person, Relationship
from affresco.db import ReadTx, Row
from affresco.media.model import Media
from affresco.media.queries import media_from_row


async def people(tx: ReadTx, ids: Collection[int]) -> dict[AccountId, Person]:
    """The people of these ids, in one query; who does not exist is left out."""
    if not ids:
        return {}
    return {
        AccountId(row["id"]): person_from_row(row) for row in await queries.people_rows(tx, ids)
    }


async def follow_counts(tx: ReadTx, account_id: int) -> tuple[int, int]:
    """(followers, following)."""
    row = await queries.follow_counts(tx, account_id)
    return (row["followers"], row["following"]) if row else (0, 0)


async def relationships(
    tx: ReadTx, viewer_id: int, ids: Collection[int]
) -> dict[AccountId, Relationship]:
    """How the viewer stands to each of these people."""
    if not ids:
        return {}
    return {
        AccountId(row["id"]): Relationship(
            id=AccountId(row["id"]), following=row["following"], followed_by=row["followed_by"]
        )
        for row in await queries.relationship_rows(tx, viewer_id, ids)
    }


def person_from_row(row: Row) -> Person:
    """A row of ``queries.people_rows``."""
    return Person(
        id=AccountId(row["id"]),
        handle=row["handle"],
        name=row["name"],
        bio=row["bio"],
        links=msgspec.convert(row["links"], tuple[Link, ...]),
        role=row["role"],
        avatar=picture(row, "avatar_"),
        header=picture(row, "header_"),
        revision=row["revision"],
        created_at=row["created_at"],
    )


def picture(row: Row, prefix: str) -> Media | None:
    """The picture whose columns carry the prefix, None where the join found none."""
    return media_from_row(row, prefix) if row[prefix + "id"] is not None else None
