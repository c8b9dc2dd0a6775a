"""Searches that people keep: for themselves alone, read as feeds."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlencode

from affresco.db import Database, Row, WriteTx
from affresco.feeds.search import discover_queries as queries
from affresco.feeds.search import syntax
from affresco.feeds.search.errors import (
    NameTooLong,
    NothingSought,
    SavedSearchNotFound,
    TooManySaved,
)
from affresco.feeds.search.model import SavedSearch

LIMIT: Final = 50
"""Searches that one person keeps."""
NAME_LIMIT: Final = 100
"""Characters."""


async def save(database: Database, account_id: int, text: str, name: str = "") -> SavedSearch:
    """Keep a search; the same one again gets the name. name: "" for the search itself.

    Raises NothingSought, NameTooLong, TooManySaved.
    """
    query = syntax.parse(text)
    if query.asks_nothing:
        raise NothingSought
    called = " ".join(name.replace("\x00", " ").split())
    if len(called) > NAME_LIMIT:
        raise NameTooLong(limit=NAME_LIMIT, length=len(called))
    async with database.write() as tx:
        await _check_room(tx, account_id, query.text)
        row = await queries.put_saved(tx, account_id, called or query.text[:NAME_LIMIT], query.text)
    return _saved(row)


async def forget(database: Database, account_id: int, search_id: int) -> None:
    """Keep a search no more. Raises SavedSearchNotFound."""
    async with database.write() as tx:
        if not await queries.drop_saved(tx, account_id, search_id):
            raise SavedSearchNotFound


async def get_saved(database: Database, account_id: int, search_id: int) -> SavedSearch:
    """One of one's own. Raises SavedSearchNotFound."""
    async with database.read() as tx:
        row = await queries.saved_row(tx, account_id, search_id)
    if row is None:
        raise SavedSearchNotFound
    return _saved(row)


async def list_saved(database: Database, account_id: int) -> tuple[SavedSearch, ...]:
    """What somebody keeps, the newest first: all of it, as it is bounded."""
    async with database.read() as tx:
        rows = await queries.saved_rows(tx, account_id, LIMIT)
    return tuple(map(_saved, rows))


def rss_path(query: str) -> str:
    """Where the public results of a search are read by feed readers: nothing of its owner's is there."""
    return f"/search.rss?{urlencode({'q': query})}"


async def _check_room(tx: WriteTx, account_id: int, text: str) -> None:
    kept = await queries.saved_rows(tx, account_id, LIMIT)
    if len(kept) >= LIMIT and all(row["query"] != text for row in kept):
        raise TooManySaved(limit=LIMIT)


def _saved(row: Row) -> SavedSearch:
    return SavedSearch(id=row["id"], name=row["name"], query=row["query"])
