"""XMP packets in image files, put there without touching the pixels.

WebP: a chunk ``XMP `` at the end and the extended header (RFC 9649 §2.7). PNG: an ``iTXt`` chunk with the
keyword ``XML:com.adobe.xmp`` after the header. JPEG: an APP1 segment after the start (XMP part 3, §1.1).
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from typing import Final, TypeVar

B = TypeVar("B", bytes, memoryview)

JPEG_SEGMENT: Final = 65_502
"""Bytes of a packet that one segment of a JPEG holds."""

_XMP_FLAG, _ALPHA_FLAG = 0x04, 0x10
_PNG_KEYWORD: Final = b"XML:com.adobe.xmp"
_JPEG_NAMESPACE: Final = b"http://ns.adobe.com/xap/1.0/\0"


def with_xmp(data: bytes, content_type: str, packet: bytes, size: tuple[int, int]) -> bytes:
    """The file with this packet in place of any other of its kind.

    content_type: image/webp, image/png or image/jpeg; data: a whole file of it that we encoded. size:
    (width, height) in pixels.
    """
    if content_type == "image/webp":
        return _webp(data, packet, size)
    if content_type == "image/png":
        return _png(data, packet)
    return _jpeg(data, packet)


def without_manifest(data: bytes) -> bytes:
    """A WebP file without its C2PA chunk."""
    chunks = [chunk for chunk in _riff(data) if chunk[0] != b"C2PA"]
    return _joined(chunks)


def packet_of(data: bytes) -> bytes | None:
    """The XMP packet of a WebP file; None for one without, and for files that are no WebP."""
    # Asked of each picture that is shown, so nothing but the packet is copied.
    return next((bytes(body) for name, body in _riff(memoryview(data)) if name == b"XMP "), None)


def manifest_size(data: bytes) -> int:
    """Bytes of the C2PA chunk of a WebP file; 0 for one without, and for files that are no WebP."""
    return sum(len(body) for name, body in _riff(data) if name == b"C2PA")


def _webp(data: bytes, packet: bytes, size: tuple[int, int]) -> bytes:
    chunks = [chunk for chunk in _riff(data) if chunk[0] != b"XMP "]
    if chunks[0][0] == b"VP8X":
        flags = chunks.pop(0)[1][0] | _XMP_FLAG
    else:
        # The fifth byte of a lossless picture tells of alpha in its fifth bit; a plain lossy one has none.
        has_alpha = chunks[0][0] == b"VP8L" and chunks[0][1][4] & 0x10
        flags = _XMP_FLAG | (_ALPHA_FLAG if has_alpha else 0)
    width, height = ((side - 1).to_bytes(3, "little") for side in size)
    header = bytes((flags, 0, 0, 0)) + width + height
    return _joined([(b"VP8X", header), *chunks, (b"XMP ", packet)])


def _riff(data: B) -> Iterator[tuple[bytes, B]]:
    """(name, body) of each chunk of a WebP file; nothing for other files."""
    if data[:4] != b"RIFF" or data[8:12] != b"WEBP":
        return
    at = 12
    while at + 8 <= len(data):
        name, size = struct.unpack_from("<4sI", data, at)
        yield name, data[at + 8 : at + 8 + size]
        at += 8 + size + (size & 1)


def _joined(chunks: list[tuple[bytes, bytes]]) -> bytes:
    body = b"".join(
        struct.pack("<4sI", name, len(content)) + content + b"\0" * (len(content) & 1)
        for name, content in chunks
    )
    return b"RIFF" + struct.pack("<I", len(body) + 4) + b"WEBP" + body


def _png(data: bytes, packet: bytes) -> bytes:
    kept = [data[:8]]
    at = 8
    while at + 12 <= len(data):
        size = int.from_bytes(data[at : at + 4], "big")
        chunk = data[at : at + 12 + size]
        if not (chunk[4:8] == b"iTXt" and chunk[8:].startswith(_PNG_KEYWORD)):
            kept.append(chunk)
        at += 12 + size
    content = b"iTXt" + _PNG_KEYWORD + b"\0\0\0\0\0" + packet
    length = (len(content) - 4).to_bytes(4, "big")
    kept.insert(2, length + content + zlib.crc32(content).to_bytes(4, "big"))
    return b"".join(kept)


def _jpeg(data: bytes, packet: bytes) -> bytes:
    if len(packet) > JPEG_SEGMENT:
        raise ValueError("the packet is too long for a JPEG")
    content = _JPEG_NAMESPACE + packet
    segment = b"\xff\xe1" + (len(content) + 2).to_bytes(2, "big") + content
    kept, at = [data[:2], segment], 2
    while data[at : at + 1] == b"\xff" and data[at + 1] != 0xDA:
        size = int.from_bytes(data[at + 2 : at + 4], "big") + 2
        if not data.startswith(_JPEG_NAMESPACE, at + 4):
            kept.append(data[at : at + size])
        at += size
    return b"".join((*kept, data[at:]))
