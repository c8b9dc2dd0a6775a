"""What posts mean, as vectors in the database. The encoder runs in a thread, outside transactions."""

from __future__ import annotations

import asyncio
from collections.abc import Collection

from affresco import meaning
from affresco.db import Database
from affresco.feeds.search import queries
from affresco.feeds.search.described import PARTS, meant
from affresco.meaning import Vector
from affresco.posts import hydrate


async def understand(database: Database, post_ids: Collection[int]) -> None:
    """Keep what these posts mean. Those that are gone or not indexed are left out; one that says too
    little means nothing. Raises DatabaseUnavailable."""
    if not post_ids:
        return
    async with database.read() as tx:
        posts = (await hydrate.posts(tx, post_ids)).values()
    texts = {(post.id, part): text for post in posts for part, text in meant(post).items()}
    vectors = await asyncio.to_thread(meaning.encode, list(texts.values()))
    known = dict(zip(texts, vectors, strict=True))
    async with database.write() as tx:
        for post in posts:
            for part in PARTS:
                vector = known.get((post.id, part))
                if vector is None:
                    await queries.drop_meaning(tx, post.id, part)
                else:
                    await queries.put_meaning(tx, post.id, part, post.revision, as_text(vector))


def as_text(vector: Vector) -> str:
    """A vector as PostgreSQL reads it."""
    return "[" + ",".join(f"{number:.4f}" for number in vector.tolist()) + "]"
