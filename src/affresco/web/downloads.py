"""Files as they leave the house: with what may be done with them now, and taken along with an open prompt.

Stored files say what their owner said when they were made, and never hold the prompt: their addresses are for
ever, what an owner allows is not, and a remix carries the manifests of all its ancestors. So what is true at
this moment goes in at the door, signed anew where it differs.
"""

from __future__ import annotations

import asyncio
from typing import Final

from litestar.datastructures import State

from affresco.accounts.usage import Statement
from affresco.db.pool import ReadTx
from affresco.feeds.cache import Cache
from affresco.feeds.reader import Reader
from affresco.media.model import Media
from affresco.media.queries import find_by_key
from affresco.posts.errors import PostNotFound
from affresco.posts.model import PostId
from affresco.posts.queries import posts_of_media
from affresco.runtime import Runtime
from affresco.studio.errors import SigningUnusable
from affresco.studio.provenance import containers, xmp
from affresco.studio.provenance.model import Origin
from affresco.studio.provenance.notary import notary_of
from affresco.studio.provenance.queries import origin_of
from affresco.studio.provenance.seal import described
from affresco.studio.provenance.watermark import carries_mark

BYTES: Final = 32 * 1024 * 1024

Restated = Cache[tuple[str, str, str], bytes]
"""Files that were signed anew, by the key and the name of their blob and the code of the statement."""


def restated_of(state: State) -> Restated:
    """The memory of one process."""
    known: Restated | None = state.get("restated")
    if known is None:
        known = Cache(BYTES, weigh=len)
        state.restated = known
    return known


async def stating(
    runtime: Runtime, kept: Restated, key: str, name: str, data: bytes, statement: Statement
) -> bytes:
    """A stored blob as it is shown. One of ours that was made under another choice is signed anew, and kept
    in memory; others say nothing themselves."""
    packet = containers.packet_of(data)
    if packet is None or not xmp.is_ours(packet) or xmp.says(packet, statement):
        return data
    place = (key, name, statement.code)
    known = kept.get(place)
    if known is not None:
        return known
    async with runtime.database.read() as tx:
        picture = await find_by_key(tx, key)
        origin = None if picture is None else await origin_of(tx, picture.id)
    if picture is None or origin is None:
        return data
    size = next(
        ((r.width, r.height) for r in picture.renditions if r.name == name.partition(".")[0]),
        (picture.width, picture.height),
    )
    made = await _described(runtime, picture, data, origin, size, statement)
    if made is not data:
        kept.put(place, made, kept.ticket())
    return made


async def taken_along(
    runtime: Runtime, reader: Reader, picture: Media, data: bytes, statement: Statement
) -> bytes:
    """The original as somebody takes it along."""
    async with runtime.database.read() as tx:
        origin = await origin_of(tx, picture.id)
        post_id = await _post_id(tx, picture)
    size = (picture.width, picture.height)
    if origin is None:
        return _noted(picture, data, statement, size)
    prompt = None if post_id is None else await _open_prompt(reader, post_id, picture)
    packet = containers.packet_of(data)
    if prompt is None and packet is not None and xmp.says(packet, statement):
        return data
    return await _described(runtime, picture, data, origin, size, statement, prompt)


async def _post_id(tx: ReadTx, picture: Media) -> PostId | None:
    found = (await posts_of_media(tx, [picture.id])).get(picture.id)
    return None if found is None else PostId(found)


async def _open_prompt(reader: Reader, post_id: PostId, picture: Media) -> str | None:
    """The words that the picture was made from, if everybody may read them."""
    try:
        post = (await reader.post(None, post_id)).post
    except PostNotFound:
        return None
    if not post.shows_recipe_to(None):
        return None
    recipes = (p.recipe for p in post.pictures if p.media.id == picture.id)
    return next((recipe.prompt for recipe in recipes if recipe is not None), None)


def _noted(picture: Media, data: bytes, statement: Statement, size: tuple[int, int]) -> bytes:
    """An upload, which nobody signed: the notes alone."""
    if picture.content_type not in ("image/webp", "image/png", "image/jpeg"):
        return data
    return containers.with_xmp(data, picture.content_type, xmp.packet(None, statement), size)


async def _described(
    runtime: Runtime,
    picture: Media,
    data: bytes,
    origin: Origin,
    size: tuple[int, int],
    statement: Statement,
    prompt: str | None = None,
) -> bytes:
    """As it is stored, while nothing can be signed."""

    def sign() -> bytes:
        marked = carries_mark((picture.width, picture.height))
        return described(
            notary_of(runtime), data, origin, size, statement, marked=marked, prompt=prompt
        )

    try:
        return await asyncio.to_thread(sign)
    except SigningUnusable:
        return data
