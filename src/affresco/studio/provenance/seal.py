"""Everything that a picture of ours carries, put on in one go."""

from __future__ import annotations

import functools
import hmac
import secrets
from datetime import UTC, datetime

import msgspec
from PIL import Image

from affresco.accounts.usage import Statement
from affresco.media.renditions import Blob, Encoded, encode
from affresco.runtime import Runtime
from affresco.studio.provenance import containers, xmp
from affresco.studio.provenance.model import Origin, SourceType
from affresco.studio.provenance.notary import Notary, notary_of
from affresco.studio.provenance.watermark import MARK_BITS, Watermarker, carries_mark

LONGEST_MANIFEST = 64 * 1024
"""Bytes; a remix of a picture whose manifest has grown larger (a dozen generations) says only that it has a
parent. The whole line stays in the database."""


class Seal:
    """Marks, encodes and signs. Safe to use from several threads."""

    def __init__(self, notary: Notary, watermarker: Watermarker) -> None:
        self.notary = notary
        self.watermarker = watermarker

    def put(
        self,
        image: Image.Image,
        origin: Origin,
        parent: bytes | None = None,
        statement: Statement | None = None,
    ) -> Encoded:
        """All sizes of the picture, each with the mark, the fields and a manifest of its own.

        image: RGB or RGBA. parent: the original WebP file of the picture that this one is a remix of.
        statement: what may be done with it. About 100 ms for 1024², 80 of them for encoding. Raises
        SigningUnusable.
        """
        encoded = encode(self.watermarker.write(image, origin.mark))
        marked = carries_mark(image.size)
        stripped = None if parent is None else containers.without_manifest(parent)
        whole = stripped if containers.manifest_size(parent or b"") > LONGEST_MANIFEST else parent
        blobs = (
            # A small rendition names its parent; the line before it is in the original.
            self._signed(
                blob,
                origin,
                marked,
                stripped if blob.rendition.name == "preview" else whole,
                statement,
            )
            for blob in encoded.blobs
        )
        return msgspec.structs.replace(encoded, blobs=tuple(blobs))

    def _signed(
        self,
        blob: Blob,
        origin: Origin,
        marked: bool,
        parent: bytes | None,
        statement: Statement | None,
    ) -> Blob:
        rendition = blob.rendition
        size = (rendition.width, rendition.height)
        packet = xmp.packet(origin, statement)
        described = containers.with_xmp(blob.data, rendition.content_type, packet, size)
        data = self.notary.sign(
            described,
            rendition.content_type,
            origin,
            marked=marked,
            parent=parent,
            step="make" if rendition.name == "original" else "resize",
            statement=statement,
        )
        return Blob(msgspec.structs.replace(rendition, bytes=len(data)), data)


def described(
    notary: Notary,
    data: bytes,
    origin: Origin,
    size: tuple[int, int],
    statement: Statement,
    *,
    marked: bool,
    prompt: str | None = None,
) -> bytes:
    """A stored file that says what may be done with it by now, signed anew with the stored one as its parent.

    data: WebP of ours, of any size. size: (width, height) in pixels. marked: whether the watermark is in its
    pixels. prompt: only where everybody may read it. About 5 ms. Raises SigningUnusable.
    """
    bare = containers.without_manifest(data)
    fields = xmp.packet(origin, statement, prompt)
    return notary.sign(
        containers.with_xmp(bare, "image/webp", fields, size),
        "image/webp",
        origin,
        marked=marked,
        parent=data,
        step="describe",
        statement=statement,
    )


def new_origin(engine: str, version: str, source_type: SourceType) -> Origin:
    """The origin of a picture that is being made now."""
    return Origin(
        mark=secrets.randbits(MARK_BITS),
        engine=engine,
        version=version,
        source_type=source_type,
        made_at=datetime.now(UTC).replace(microsecond=0),
    )


def seal_of(runtime: Runtime) -> Seal:
    """The instance's seal. Raises SigningUnusable."""
    return Seal(notary_of(runtime), watermarker_of(runtime))


def watermarker_of(runtime: Runtime) -> Watermarker:
    """The instance's watermark; its key follows from the secret that all processes share."""
    return _watermarker(hmac.digest(runtime.secret, b"watermark", "sha256"))


@functools.lru_cache(maxsize=8)
def _watermarker(key: bytes) -> Watermarker:
    return Watermarker(key)
