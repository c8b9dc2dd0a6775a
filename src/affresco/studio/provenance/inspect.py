"""Look at a file of unknown origin: what does it say of itself, and did we make it?"""

from __future__ import annotations

import io
from typing import Final

from PIL import Image

from affresco.errors import AffrescoError
from affresco.media.decode import FORMATS, UNREADABLE, decode_upload
from affresco.studio.provenance import xmp
from affresco.studio.provenance.model import Declared, Fields, Report
from affresco.studio.provenance.notary import Examiner
from affresco.studio.provenance.watermark import Watermarker

_BEGINNINGS: Final = (
    (b"\xff\xd8\xff", 0, "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", 0, "image/png"),
    (b"WEBP", 8, "image/webp"),
    (b"ftypavif", 4, "image/avif"),
    (b"GIF8", 0, "image/gif"),
)


def report(examiner: Examiner, watermarker: Watermarker, data: bytes) -> Report:
    """Everything that a file tells. Never fails for a bad file: ``picture`` is False then.

    CPU-bound, up to a second for 40 megapixels: call it in a thread.
    """
    content_type = content_type_of(data)
    if content_type is None:
        return Report(picture=False)
    declared = declared_by(examiner, data)
    watermark, picture = None, True
    try:
        watermark = watermarker.read(decode_upload(data))
    except AffrescoError:
        picture = False
    return Report(picture, declared.credentials, declared.fields, watermark)


def declared_by(examiner: Examiner, data: bytes) -> Declared:
    """What a picture's manifest and packet say, without a look at its pixels."""
    content_type = content_type_of(data)
    if content_type is None:
        return Declared()
    return Declared(credentials=examiner.read(data, content_type), fields=_fields(data))


def content_type_of(data: bytes) -> str | None:
    """The type by the first bytes, of the formats that we take."""
    return next(
        (kind for start, at, kind in _BEGINNINGS if data[at : at + len(start)] == start), None
    )


def _fields(data: bytes) -> Fields | None:
    try:
        info = Image.open(io.BytesIO(data), formats=FORMATS).info
    except (*UNREADABLE, Image.DecompressionBombError):
        return None
    packet = info.get("xmp") or info.get("XML:com.adobe.xmp")
    if isinstance(packet, str):
        packet = packet.encode()
    return xmp.fields_of(packet) if isinstance(packet, bytes) else None
