"""Ids to facts, batched. Nothing here depends on who asks, except ``relationships``."""

from __future__ import annotations

import math
from collections.abc import Collection

import msgspec

from affresco.accounts import queries, tie_queries
from affresco.accounts.model import AccountId, Link, Person, Relationship, Ties
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
        AccountId(row["id"]): msgspec.convert(dict(row), Relationship)
        for row in await tie_queries.standing_rows(tx, viewer_id, ids)
    }


async def ties(tx: ReadTx, account_id: int) -> Ties:
    """How an account stands to everybody whom it has anything to do with, in one query."""
    found: dict[str, list[Row]] = {}
    for row in await tie_queries.tie_rows(tx, account_id):
        found.setdefault(row["kind"], []).append(row)
    follows, quiet = found.get("follow", []), found.get("quiet", [])
    muted = [*quiet, *found.get("mute", [])]
    return Ties(
        followees=frozenset(row["id"] for row in follows),
        apart=frozenset(row["id"] for row in found.get("apart", [])),
        muted={row["id"]: math.inf if row["until"] is None else row["until"] for row in muted},
        quiet=frozenset(row["id"] for row in quiet),
        without_reposts=frozenset(row["id"] for row in follows if row["until"] is not None),
        languages={row["id"]: frozenset(row["words"]) for row in follows if row["words"]},
        elsewhere=frozenset(row["id"] for row in found.get("elsewhere", [])),
        tags=frozenset(word for row in found.get("tag", []) for word in row["words"]),
        filters="filter" in found,
    )


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
        locked=row["locked"],
        discoverable=row["discoverable"],
        also_known_as=tuple(row["also_known_as"]),
        moved_to_id=row["moved_to_id"],
    )


def picture(row: Row, prefix: str) -> Media | None:
    """The picture whose columns carry the prefix, None where the join found none."""
    return media_from_row(row, prefix) if row[prefix + "id"] is not None else None
