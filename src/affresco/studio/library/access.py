"""Reading one's own pictures: nobody else's are ever among them."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final

from affresco.db import ReadTx, WriteTx
from affresco.media import queries as media_queries
from affresco.media.queries import media_from_row
from affresco.studio.library import queries
from affresco.studio.library.errors import FolderNotFound, NothingChosen, PictureNotFound
from affresco.studio.library.model import MANY, Folder, Found, Item, Search

PAGE_LIMIT: Final = 80
WORDS_LIMIT: Final = 16
_WORD: Final = re.compile(r"\w+")


async def search(
    tx: ReadTx, account_id: int, wanted: Search, *, before: int | None = None, limit: int = 40
) -> Found:
    """A page of what is looked for. limit: at most PAGE_LIMIT. Raises FolderNotFound."""
    limit = max(1, min(limit, PAGE_LIMIT))
    if wanted.folder_id is not None:
        await check_folder(tx, account_id, wanted.folder_id)
    rows = await queries.find(tx, account_id, wanted, terms(wanted.words), before, limit + 1)
    items = tuple(
        Item(
            media=media_from_row(row),
            prompt=row["prompt"],
            engine=row["engine"],
            generation_id=row["generation_id"],
            made_at=row["created_at"],
            favourite=row["favourite"],
            folder_id=row["folder_id"],
        )
        for row in rows[:limit]
    )
    return Found(items, older=items[-1].media.id if len(rows) > limit else None)


def terms(words: str) -> str | None:
    """A tsquery (PostgreSQL, "Parsing Queries") of words that may go on; None without any. Pure."""
    found = _WORD.findall(words.lower().replace("_", " "))[:WORDS_LIMIT]
    return " & ".join(f"{word}:*" for word in found) or None


async def folders(tx: ReadTx, account_id: int) -> tuple[Folder, ...]:
    """By name."""
    rows = await queries.folder_rows(tx, account_id)
    return tuple(Folder(row["id"], row["name"], row["pictures"]) for row in rows)


async def check_folder(tx: ReadTx, account_id: int, folder_id: int) -> None:
    """Raises FolderNotFound."""
    if not await queries.has_folder(tx, account_id, folder_id):
        raise FolderNotFound


async def hold_own(tx: WriteTx, account_id: int, media_ids: Collection[int]) -> None:
    """As ``check_own``; then none of them can be deleted before this transaction ends."""
    await check_own(tx, account_id, media_ids)
    if await media_queries.hold(tx, media_ids) != set(media_ids):
        raise PictureNotFound


async def check_own(tx: ReadTx, account_id: int, media_ids: Collection[int]) -> None:
    """Raises NothingChosen for none or too many, PictureNotFound for one that is not the account's."""
    wanted = set(media_ids)
    if not 1 <= len(wanted) <= MANY:
        raise NothingChosen(limit=MANY)
    if await queries.owned(tx, account_id, wanted) != wanted:
        raise PictureNotFound
