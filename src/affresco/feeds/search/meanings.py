"""What posts mean, as vectors in the database. The encoder runs in a thread, outside transactions."""

from __future__ import annotations

import asyncio
from collections.abc import Collection

from affresco import meaning
from affresco.db import Database
from affresco.feeds.search import queries
from affresco.feeds.search.described import meant
from affresco.meaning import Vector
from affresco.posts import hydrate


async def understand(database: Database, post_ids: Collection[int]) -> None:
    """Keep what these posts mean. Those that are gone or not indexed are left out; one that says too
    little means nothing. Raises DatabaseUnavailable."""
    if not post_ids:
        return
    async with database.read() as tx:
        posts = list((await hydrate.posts(tx, post_ids)).values())
    texts = [meant(post) for post in posts]
    vectors = await asyncio.to_thread(meaning.encode, texts)
    async with database.write() as tx:
        for post, text, vector in zip(posts, texts, vectors, strict=True):
            if text:
                await queries.put_meaning(tx, post.id, post.revision, as_text(vector))
            else:
                await queries.drop_meaning(tx, post.id)


def as_text(vector: Vector) -> str:
    """A vector as PostgreSQL reads it."""
    return "[" + ",".join(f"{number:.4f}" for number in vector.tolist()) + "]"
