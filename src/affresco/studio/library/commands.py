"""Keep one's own pictures in order."""

from __future__ import annotations

from collections.abc import Collection

from affresco.accounts import queries as account_queries
from affresco.accounts.errors import PersonNotFound
from affresco.db import Database, WriteTx
from affresco.events.kinds import PicturesDeleted
from affresco.events.log import emit
from affresco.media import commands as media
from affresco.media.model import MediaId
from affresco.studio import prompts
from affresco.studio.library import access, queries
from affresco.studio.library.errors import (
    BadFolderName,
    FolderNameTaken,
    FolderNotFound,
    TooManyFolders,
)
from affresco.studio.library.model import FOLDERS_LIMIT, NAME_LIMIT


async def favour(
    database: Database, account_id: int, media_id: int, *, favourite: bool = True
) -> None:
    """Mark a picture as a favourite, or no longer. Raises PictureNotFound."""
    async with database.write() as tx:
        await access.hold_own(tx, account_id, [media_id])
        await queries.set_favourite(tx, account_id, media_id, favourite)


async def put(
    database: Database, account_id: int, media_ids: Collection[int], folder_id: int | None
) -> None:
    """Put pictures into a folder, or into none. Raises NothingChosen, PictureNotFound, FolderNotFound."""
    async with database.write() as tx:
        await access.hold_own(tx, account_id, media_ids)
        if folder_id is not None and not await queries.hold_folder(tx, account_id, folder_id):
            raise FolderNotFound
        await queries.set_folder(tx, account_id, sorted(set(media_ids)), folder_id)


async def make_folder(database: Database, account_id: int, name: str) -> int:
    """Its id. Raises BadFolderName, FolderNameTaken, TooManyFolders."""
    name = _clean(name)
    async with database.write() as tx:
        if await account_queries.lock_account(tx, account_id) is None:
            raise PersonNotFound
        if await queries.count_folders(tx, account_id) >= FOLDERS_LIMIT:
            raise TooManyFolders(limit=FOLDERS_LIMIT)
        folder_id = await queries.insert_folder(tx, account_id, name)
    if folder_id is None:
        raise FolderNameTaken
    return folder_id


async def rename_folder(database: Database, account_id: int, folder_id: int, name: str) -> None:
    """Raises BadFolderName, FolderNotFound, FolderNameTaken."""
    name = _clean(name)
    async with database.write() as tx:
        if await account_queries.lock_account(tx, account_id) is None:
            raise PersonNotFound
        await access.check_folder(tx, account_id, folder_id)
        if not await queries.rename_folder(tx, account_id, folder_id, name):
            raise FolderNameTaken


async def delete_folder(database: Database, account_id: int, folder_id: int) -> None:
    """The pictures in it stay. Raises FolderNotFound."""
    async with database.write() as tx:
        if not await queries.delete_folder(tx, account_id, folder_id):
            raise FolderNotFound


async def delete_pictures(tx: WriteTx, account_id: int, media_ids: Collection[int]) -> None:
    """Delete pictures for good; whoever calls has seen that no post shows them.

    Raises NothingChosen, PictureNotFound.
    """
    await access.check_own(tx, account_id, media_ids)
    keys = await media.delete(tx, [MediaId(number) for number in sorted(set(media_ids))])
    await emit(tx, PicturesDeleted(account_id, keys))


def _clean(name: str) -> str:
    tidy = prompts.tidy(name)
    if not 1 <= len(tidy) <= NAME_LIMIT:
        raise BadFolderName(limit=NAME_LIMIT)
    return tidy
