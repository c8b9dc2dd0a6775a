"""Pictures in the format that was asked for. A file that is converted is described and signed anew, the one
that is stored being its parent; the mark in the pixels goes along by itself."""

from __future__ import annotations

import asyncio
import io

from affresco.accounts.defaults import default_usage
from affresco.accounts.usage import Statement
from affresco.api.openai.requests import FORMATS, FileFormat, image_of
from affresco.media.errors import MediaNotFound
from affresco.media.model import Media
from affresco.runtime import Runtime
from affresco.studio.errors import SigningUnusable
from affresco.studio.provenance import containers, xmp
from affresco.studio.provenance.model import Origin
from affresco.studio.provenance.notary import notary_of
from affresco.studio.provenance.queries import origin_of
from affresco.studio.provenance.watermark import carries_mark


async def file_of(runtime: Runtime, media: Media, kind: FileFormat, quality: int) -> bytes:
    """The original as a file of this kind. Raises MediaNotFound, StoreUnavailable."""
    data = await runtime.store.get(media.key, media.file_name())
    if data is None:
        raise MediaNotFound
    if media.content_type == FORMATS[kind]:
        return data
    async with runtime.database.read() as tx:
        origin = await origin_of(tx, media.id)
        statement = Statement(await default_usage(tx, media.owner_id), runtime.base_url)
    return await asyncio.to_thread(_converted, runtime, data, origin, statement, kind, quality)


def converted(data: bytes, kind: FileFormat, quality: int) -> bytes:
    """Another format, nothing else. CPU-bound: about 60 ms for 1024²."""
    image = image_of(data)
    out = io.BytesIO()
    if kind == "png":
        image.save(out, "PNG", compress_level=4)
    else:
        image.convert("RGB").save(out, kind.upper(), quality=quality)
    return out.getvalue()


def _converted(
    runtime: Runtime,
    data: bytes,
    origin: Origin | None,
    statement: Statement,
    kind: FileFormat,
    quality: int,
) -> bytes:
    plain = converted(data, kind, quality)
    if origin is None:
        return plain
    size = image_of(data).size
    noted = containers.with_xmp(plain, FORMATS[kind], xmp.packet(origin, statement), size)
    try:
        return notary_of(runtime).sign(
            noted,
            FORMATS[kind],
            origin,
            marked=carries_mark(size),
            parent=data,
            step="transcode",
            statement=statement,
        )
    except SigningUnusable:
        return noted
