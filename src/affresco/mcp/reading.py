"""Resources: a post, a person, a picture by its address, through the same gates as the tools."""

from __future__ import annotations

from typing import Final

import msgspec

from affresco.mcp import addresses
from affresco.mcp.ids import number
from affresco.mcp.looking import OpenPost, ShowPerson, open_post, show_person
from affresco.mcp.model import Caller
from affresco.mcp.present import kind_of
from affresco.media.model import Media, MediaId
from affresco.media.queries import media_by_ids
from affresco.posts.errors import PictureUnusable

SHOWN: Final = "preview"


class Contents(msgspec.Struct, frozen=True):
    """What stands at an address. body: UTF-8 where the kind says that it is text."""

    kind: str
    body: bytes


async def read(caller: Caller, uri: str) -> Contents | None:
    """None for an address that is none of ours. Raises BadId, PostNotFound, PersonNotFound, PictureUnusable:
    the same for what is hidden from the person as for what does not exist."""
    found = addresses.find(uri)
    if found is None:
        return None
    template, which = found
    if template.head == addresses.PICTURES:
        return await _picture(caller, which)
    if template.head == addresses.POSTS:
        told = await open_post(caller, OpenPost(which))
    else:
        told = await show_person(caller, ShowPerson(which))
    return Contents("application/json", msgspec.json.encode(told.data))


async def _picture(caller: Caller, which: str) -> Contents:
    media_id = MediaId(number(which))
    async with caller.database.read() as tx:
        media = (await media_by_ids(tx, [media_id])).get(media_id)
    if media is None or not await caller.reader.may_fetch_picture(caller.id, media.key):
        raise PictureUnusable
    body = await _bytes(caller, media)
    if body is None:
        raise PictureUnusable
    return Contents(kind_of(media.path(SHOWN)), body)


async def _bytes(caller: Caller, media: Media) -> bytes | None:
    return await caller.runtime.store.get(media.key, media.file_name(SHOWN))
