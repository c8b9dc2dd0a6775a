"""Uploads: from untrusted bytes to clean pixels.

The type is told by content, never by name. Size is checked from the header, before any pixel is
decoded, so that a decompression bomb costs microseconds. What comes out has no metadata, stands
upright and is sRGB.
"""

from __future__ import annotations

import io
import struct
import warnings
import zlib
from typing import Final

import numpy as np
from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from affresco.media.errors import FileTooLarge, NotAPicture, TooManyPixels

BYTES_LIMIT: Final = 25 * 1024 * 1024
PIXELS_LIMIT: Final = 40_000_000
FORMATS: Final = ("JPEG", "PNG", "WEBP", "AVIF", "GIF")

UNREADABLE: Final = (
    UnidentifiedImageError,
    OSError,
    ValueError,
    SyntaxError,
    EOFError,
    IndexError,
    OverflowError,
    struct.error,
    zlib.error,
)
"""What Pillow's readers are known to raise for broken files."""

_SRGB: Final = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))


def decode_upload(data: bytes) -> Image.Image:
    """The picture in ``data``, RGB or RGBA, 8 bits a channel, upright, sRGB; of several frames the first.

    CPU-bound: call it in a thread. Raises FileTooLarge, NotAPicture, TooManyPixels.
    """
    if len(data) > BYTES_LIMIT:
        raise FileTooLarge(limit_mb=BYTES_LIMIT // 1024 // 1024)
    size = _size_in_png_header(data)
    if size is not None:
        _check_size(size)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            image = Image.open(io.BytesIO(data), formats=FORMATS)
            _check_size(image.size)
            image.load()
            return _clean(image)
    except Image.DecompressionBombError as error:
        raise TooManyPixels(
            width="?", height="?", limit_megapixels=PIXELS_LIMIT // 1_000_000
        ) from error
    except UNREADABLE as error:
        raise NotAPicture from error


def moves(data: bytes) -> bool:
    """Whether a file that ``decode_upload`` took has more frames than the one that was kept.

    Reads the beginnings of two frames at most. False for what cannot be read that far.
    """
    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as image:
            return bool(getattr(image, "is_animated", False))
    except UNREADABLE:
        return False


def _check_size(size: tuple[int, int]) -> None:
    width, height = size
    if width * height > PIXELS_LIMIT:
        raise TooManyPixels(width=width, height=height, limit_megapixels=PIXELS_LIMIT // 1_000_000)


def _size_in_png_header(data: bytes) -> tuple[int, int] | None:
    """Width and height that a PNG claims (ISO 15948 §11.2.2), before Pillow reads any further chunk."""
    if data[:8] != b"\x89PNG\r\n\x1a\n" or data[12:16] != b"IHDR" or len(data) < 24:
        return None
    width, height = struct.unpack(">II", data[16:24])
    return int(width), int(height)


def _clean(image: Image.Image) -> Image.Image:
    """A new image with nothing but pixels."""
    upright = ImageOps.exif_transpose(image)
    profile = image.info.get("icc_profile")
    if upright.mode.startswith("I") or upright.mode == "F":
        upright = _to_eight_bits(upright)
    transparent = upright.has_transparency_data
    converted = _to_srgb(upright, profile, transparent) if profile else None
    clean = converted or upright.convert("RGBA" if transparent else "RGB")
    return Image.frombytes(clean.mode, clean.size, clean.tobytes())


def _to_eight_bits(image: Image.Image) -> Image.Image:
    """16-bit grey keeps its upper byte; anything wider is scaled to its own range."""
    levels = np.asarray(image).astype(np.float64)
    top = (
        65535.0 if image.mode.startswith("I;16") or levels.max(initial=0) <= 65535 else levels.max()
    )
    return Image.fromarray((np.clip(levels, 0, top) / top * 255).round().astype(np.uint8), "L")


def _to_srgb(image: Image.Image, profile: bytes, transparent: bool) -> Image.Image | None:
    """The colours as sRGB, or None where the profile is broken or does not fit the picture."""
    if image.mode not in ("RGB", "CMYK", "L"):
        image = image.convert("RGBA" if transparent else "RGB")
    alpha = image.getchannel("A") if image.mode == "RGBA" else None
    opaque = image.convert("RGB") if alpha else image
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        converted = ImageCms.profileToProfile(opaque, source, _SRGB, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError):
        return None
    if converted is not None and alpha is not None:
        converted.putalpha(alpha)
    return converted
