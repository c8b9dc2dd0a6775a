"""Faces and banners: cut to shape, hung, taken down."""

from __future__ import annotations

import asyncio
from typing import Final, Literal, TypeAlias

from PIL import Image, ImageOps

from affresco.accounts import queries
from affresco.accounts.errors import PersonNotFound
from affresco.accounts.model import AccountId
from affresco.db import Database, WriteTx
from affresco.events.kinds import PortraitRemoved
from affresco.events.log import emit
from affresco.live import messages
from affresco.media import commands as media
from affresco.media.decode import decode_upload
from affresco.media.model import MediaId
from affresco.media.renditions import Encoded, encode
from affresco.media.store import Store

Portrait = Literal["avatar", "header"]
Drawn: TypeAlias = Encoded

SIZES: Final[dict[Portrait, tuple[int, int]]] = {"avatar": (512, 512), "header": (1500, 500)}
"""(width, height) in pixels: the middle of what was uploaded, cut to this shape; never enlarged."""


async def draw(which: Portrait, data: bytes) -> Drawn:
    """Read, cut and encode an upload, off the event loop. Raises NotAPicture, FileTooLarge, TooManyPixels."""
    return await asyncio.to_thread(_draw, which, data)


async def hang(
    database: Database, store: Store, account_id: AccountId, which: Portrait, drawn: Drawn
) -> None:
    """Show a picture in place of the one before, which is deleted.

    Raises StorageFull, StoreUnavailable, PersonNotFound.
    """
    stored = await media.upload(store, drawn)
    async with database.write() as tx:
        picture = await media.record(tx, stored, owner_id=account_id, kind="portrait")
        await _replace(tx, account_id, which, picture.id)


async def take_down(database: Database, account_id: AccountId, which: Portrait) -> None:
    """Show none; the picture is deleted. Raises PersonNotFound."""
    async with database.write() as tx:
        await _replace(tx, account_id, which, None)


def _draw(which: Portrait, data: bytes) -> Drawn:
    image = decode_upload(data)
    width, height = SIZES[which]
    scale = min(1.0, image.width / width, image.height / height)
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    return encode(ImageOps.fit(image, size, Image.Resampling.LANCZOS))


async def _replace(
    tx: WriteTx, account_id: AccountId, which: Portrait, media_id: MediaId | None
) -> None:
    row = await queries.lock_account(tx, account_id)
    if row is None:
        raise PersonNotFound
    if which == "avatar":
        await queries.set_avatar(tx, account_id, media_id)
    else:
        await queries.set_header(tx, account_id, media_id)
    old = row[f"{which}_id"]
    if old is not None:
        keys = await media.delete(tx, [MediaId(old)])
        await emit(tx, PortraitRemoved(account_id, tuple(keys)))
    await messages.send(tx, messages.AccountChanged(account_id), messages.account(account_id))
