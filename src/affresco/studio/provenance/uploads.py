"""Pictures that people bring along: cleaned of metadata, except that their origin is remembered."""

from __future__ import annotations

import asyncio

import msgspec
from PIL import Image

from affresco.accounts import limits
from affresco.media.commands import record, upload
from affresco.media.decode import decode_upload
from affresco.media.model import Media
from affresco.media.renditions import encode
from affresco.runtime import Runtime
from affresco.safety import commands as safety
from affresco.studio.provenance import queries
from affresco.studio.provenance.inspect import declared_by
from affresco.studio.provenance.model import Declared
from affresco.studio.provenance.notary import examiner_of


async def save_upload(runtime: Runtime, owner_id: int, data: bytes, alt: str = "") -> Media:
    """Decode, encode, store and record somebody's own picture, with what it said of its origin.

    Raises RateLimited, FileTooLarge, NotAPicture, TooManyPixels, Refused, CheckUnavailable,
    StorageFull, StoreUnavailable.
    """
    await limits.check(runtime.database, limits.UPLOADS_BY_ACCOUNT, str(owner_id))
    picture, declared = await asyncio.to_thread(_read, runtime, data)
    decision = await safety.check_picture(
        runtime.database, runtime.settings, owner_id, picture, about=alt
    )
    encoded = await asyncio.to_thread(encode, picture)
    stored = await upload(runtime.store, encoded)
    async with runtime.database.write() as tx:
        media = await record(tx, stored, owner_id=owner_id, kind="upload", alt=alt)
        if declared != Declared():
            await queries.insert_declared(tx, media.id, declared)
        await safety.mark(tx, "media", media.id, decision)
    return media


def _read(runtime: Runtime, data: bytes) -> tuple[Image.Image, Declared]:
    picture = decode_upload(data)
    declared = declared_by(examiner_of(runtime), data)
    if declared.fields is not None:
        # The words may be private, and who uploads a file rarely knows that they are in it.
        fields = msgspec.structs.replace(declared.fields, prompt="")
        declared = msgspec.structs.replace(declared, fields=fields)
    return picture, declared
