"""Pictures of releases: their bytes as published, their hash, and how they look.

A look is a difference hash: of the picture in 9 × 8 grey points, whether each is brighter than its right
neighbour. 64 bits; the number of bits that differ says how far apart two pictures look.
"""

from __future__ import annotations

import asyncio
import hashlib
import io
from collections.abc import Sequence
from typing import Final

import asyncpg
import numpy as np
from PIL import Image

from affresco.commons.datasets import draft_queries
from affresco.commons.datasets.errors import PictureMissing
from affresco.commons.datasets.model import Progress
from affresco.media.model import Media
from affresco.media.store import Store

AT_ONCE: Final = 8
BATCH: Final = 256


def look(data: bytes) -> int:
    """64 bits as a signed integer, as PostgreSQL's bigint. data: an encoded picture. Raises OSError."""
    with Image.open(io.BytesIO(data)) as picture:
        grey = picture.convert("L").resize((9, 8), Image.Resampling.BOX)
    points = np.asarray(grey, dtype=np.int16)
    bits = np.packbits((points[:, 1:] > points[:, :-1]).ravel())
    return int.from_bytes(bits.tobytes(), "big", signed=True)


async def prepare(
    connection: asyncpg.Connection, store: Store, progress: Progress, step: str
) -> None:
    """Look at all pictures that a release may need and that nobody has looked at. A picture whose blob is not
    there, or is none, is left out. Raises StoreUnavailable."""
    after, done = 0, 0
    gate = asyncio.Semaphore(AT_ONCE)

    async def seen(media_id: int, key: str, content_type: str) -> tuple[int, bytes, int] | None:
        async with gate:
            data = await store.get(key, file_name(content_type))
            if data is None:
                return None
            try:
                shape = await asyncio.to_thread(look, data)
            except (OSError, ValueError):
                return None
            return media_id, hashlib.sha256(data).digest(), shape

    while found := await draft_queries.missing_pictures(connection, after, BATCH):
        looked = await asyncio.gather(*(seen(*row) for row in found))
        await draft_queries.insert_pictures(connection, [one for one in looked if one is not None])
        after, done = found[-1]["id"], done + len(found)
        progress(step, done, 0)


async def fetch(
    store: Store, wanted: Sequence[tuple[str, str]], media: dict[str, Media]
) -> list[bytes]:
    """The bytes of pictures, in order. wanted: (picture's id, SHA-256 in hex); media: by id.
    Raises PictureMissing, StoreUnavailable."""
    gate = asyncio.Semaphore(AT_ONCE)

    async def one(uid: str, sha256: str) -> bytes:
        known = media.get(uid)
        async with gate:
            data = await store.get(known.key, file_name(known.content_type)) if known else None
        if data is None or hashlib.sha256(data).hexdigest() != sha256:
            raise PictureMissing(picture=uid)
        return data

    return await asyncio.gather(*(one(*each) for each in wanted))


def file_name(content_type: str) -> str:
    """Of the original, in the media store."""
    kind = content_type.removeprefix("image/")
    return f"original.{'jpg' if kind == 'jpeg' else kind}"
