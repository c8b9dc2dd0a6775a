"""Files that are taken along: with the prompt in them, where its owner lets everybody read it.

Stored files never have it: their addresses are for ever, what an owner allows is not, and a remix carries
the manifests of all its ancestors. So the prompt goes in at the door, as things stand at that moment.
"""

from __future__ import annotations

import asyncio

from affresco.feeds.reader import Reader
from affresco.media.model import Media
from affresco.posts.errors import PostNotFound
from affresco.posts.model import PostId
from affresco.posts.queries import posts_of_media
from affresco.runtime import Runtime
from affresco.studio.errors import SigningUnusable
from affresco.studio.provenance.model import Origin
from affresco.studio.provenance.notary import notary_of
from affresco.studio.provenance.queries import origin_of
from affresco.studio.provenance.seal import with_prompt


async def taken_along(runtime: Runtime, reader: Reader, picture: Media, data: bytes) -> bytes:
    """The original as it leaves the house; as it is stored where there is nothing to add."""
    async with runtime.database.read() as tx:
        origin = await origin_of(tx, picture.id)
        posts = await posts_of_media(tx, [picture.id])
    post_id = posts.get(picture.id)
    prompt = None if post_id is None else await _open_prompt(reader, PostId(post_id), picture)
    if origin is None or prompt is None:
        return data
    try:
        return await asyncio.to_thread(_with_prompt, runtime, picture, data, origin, prompt)
    except SigningUnusable:
        return data


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


def _with_prompt(
    runtime: Runtime, picture: Media, data: bytes, origin: Origin, prompt: str
) -> bytes:
    size = (picture.width, picture.height)
    return with_prompt(notary_of(runtime), data, origin, prompt, size)
