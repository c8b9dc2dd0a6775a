"""An imperceptible mark in the pixels: 48 bits that outlive resizing and JPEG.

The luminance is brought to 256 × 256, whatever the picture's shape, and cut into blocks of 8 × 8. Twelve
low to middle DCT coefficients of each block are dealt by a secret key into 144 groups, one for each bit
of a code word, with secret signs. The mean of a group says its bit. Writing is informed: the picture's
own mean is known, and only what is missing to ±``DEPTH`` is added, most of it where the block is busy
(after Malvar and Florêncio, "Improved Spread Spectrum", IEEE Trans. Signal Processing 51, 2003). The
picture itself therefore never disturbs the reading; only what happens to it later does.

The code word holds 48 bits of the mark and 24 bits of a keyed check, protected by six words of the
extended Golay code (24, 12), decoded softly. A picture without a mark passes the check once in 2²⁴ times.
"""

from __future__ import annotations

import functools
import hashlib
import hmac
from typing import Final

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageChops

Floats = npt.NDArray[np.float32]
Numbers = npt.NDArray[np.int64]

MARK_BITS: Final = 48
CHECK_BITS: Final = 24
SMALLEST_SIDE: Final = 256
"""Pixels; smaller pictures do not carry a mark."""

GRID: Final = 256
BLOCK: Final = 8
BLOCKS: Final = (GRID // BLOCK) ** 2
BAND: Final = (
    (0, 1),
    (1, 0),
    (0, 2),
    (1, 1),
    (2, 0),
    (0, 3),
    (1, 2),
    (2, 1),
    (3, 0),
    (1, 3),
    (2, 2),
    (3, 1),
)
"""(vertical, horizontal) frequencies that carry the mark."""

WORD_BITS: Final = 12
CODE_BITS: Final = 24
WORDS: Final = (MARK_BITS + CHECK_BITS) // WORD_BITS
GROUPS: Final = WORDS * CODE_BITS
GROUP_SIZE: Final = BLOCKS * len(BAND) // GROUPS
DEPTH: Final = 1.7
"""What the mean of a group is brought to, in units of an orthonormal DCT of 8-bit luminance."""

BOUND: Final = 12.0
"""Coefficients count up to here; so edges, which resizing and JPEG change most, decide nothing alone."""

GENTLEST, BUSIEST, BUSY_UNIT = 0.7, 3.0, 25.0
"""Bounds of how much more a busy block carries than a quiet one, and the activity that counts as 1."""
LEAST_SHARE: Final = 0.2

_GOLAY: Final = 0b110001110101
"""A generator polynomial of the Golay code (23, 12): x¹¹ + x¹⁰ + x⁶ + x⁵ + x⁴ + x² + 1."""


class Watermarker:
    """Writes and reads marks under one key. Safe to use from several threads."""

    def __init__(self, key: bytes) -> None:
        self._check_key = _derived(key, b"check")
        count = GROUPS * GROUP_SIZE
        stream = hashlib.shake_256(_derived(key, b"carriers")).digest(BLOCKS * len(BAND) * 5)
        ranks = np.frombuffer(stream[: BLOCKS * len(BAND) * 4], dtype="<u4")
        bits = np.frombuffer(stream[BLOCKS * len(BAND) * 4 :], dtype=np.uint8)[:count]
        self._places: Numbers = np.argsort(ranks, kind="stable")[:count].astype(np.int64)
        self._signs: Floats = np.where(bits & 1, 1.0, -1.0).astype(np.float32)

    def write(self, image: Image.Image, mark: int) -> Image.Image:
        """The picture with the mark in it; itself where it is too small. image: RGB or RGBA.

        mark: 0 … 2**48 - 1.
        """
        if not carries_mark(image.size):
            return image
        blocks = _blocks(image)
        carried = (blocks @ _basis()).ravel()[self._places] * self._signs
        found = np.clip(carried, -BOUND, BOUND).reshape(GROUPS, GROUP_SIZE).mean(axis=1)
        wanted = _spread(self._sealed(mark))
        missing = wanted * np.maximum(DEPTH - wanted * found, 0.0)
        shares = _shares(blocks)[self._places // len(BAND)]
        shares[np.abs(carried) > BOUND] = 0.0
        shares = shares.reshape(GROUPS, GROUP_SIZE)
        # A group of nothing but edges cannot carry its bit; the code makes up for it.
        added = shares * (missing / np.maximum(shares.mean(axis=1), LEAST_SHARE))[:, None]
        change = np.zeros(BLOCKS * len(BAND), dtype=np.float32)
        change[self._places] = added.ravel() * self._signs
        pixels = _unblocked(change.reshape(BLOCKS, len(BAND)) @ _basis().T)
        return _brightened(image, pixels)

    def read(self, image: Image.Image) -> int | None:
        """The mark, or None where there is none of this key."""
        if min(image.size) < SMALLEST_SIDE // 2:
            return None
        carried = (_blocks(image) @ _basis()).ravel()[self._places] * self._signs
        found = np.clip(carried, -BOUND, BOUND).reshape(GROUPS, GROUP_SIZE).mean(axis=1)
        scores = _code_book() @ found.reshape(WORDS, CODE_BITS).T
        sealed = 0
        for word in scores.argmax(axis=0):
            sealed = sealed << WORD_BITS | int(word)
        mark = sealed >> CHECK_BITS
        return mark if self._sealed(mark) == sealed else None

    def _sealed(self, mark: int) -> int:
        """The mark with its check behind it."""
        digest = hmac.digest(self._check_key, mark.to_bytes(MARK_BITS // 8, "big"), "sha256")
        return mark << CHECK_BITS | int.from_bytes(digest[: CHECK_BITS // 8], "big")


def carries_mark(size: tuple[int, int]) -> bool:
    """Whether a picture of this size (pixels) is large enough for a mark."""
    return min(size) >= SMALLEST_SIDE


def _derived(key: bytes, purpose: bytes) -> bytes:
    return hmac.digest(key, b"affresco watermark 1: " + purpose, "sha256")


def _spread(sealed: int) -> Floats:
    """±1 for each bit of the code words."""
    words = [sealed >> WORD_BITS * place & (1 << WORD_BITS) - 1 for place in reversed(range(WORDS))]
    return _code_book()[words].ravel()


@functools.cache
def _code_book() -> Floats:
    """All 4096 words of the extended Golay code, as ±1: row i encodes i."""
    book = np.empty((1 << WORD_BITS, CODE_BITS), dtype=np.float32)
    for word in range(1 << WORD_BITS):
        rest = word << 11
        for place in range(22, 10, -1):
            if rest >> place & 1:
                rest ^= _GOLAY << (place - 11)
        code = word << 11 | rest
        code = code << 1 | code.bit_count() & 1
        book[word] = [1.0 if code >> place & 1 else -1.0 for place in reversed(range(CODE_BITS))]
    return book


@functools.cache
def _basis() -> Floats:
    """(64, 12): the DCT-II functions of the band, orthonormal, each unrolled by rows."""
    at = np.arange(BLOCK)
    rows = np.cos((2 * at + 1) * at[:, None] * np.pi / (2 * BLOCK)) * np.sqrt(2 / BLOCK)
    rows[0] /= np.sqrt(2)
    return np.stack([np.outer(rows[v], rows[u]).ravel() for v, u in BAND], axis=1).astype(
        np.float32
    )


def _blocks(image: Image.Image) -> Floats:
    """(1024, 64): the luminance at 256 × 256, a row for each block."""
    grey = image.convert("L").resize((GRID, GRID), Image.Resampling.BICUBIC)
    across = GRID // BLOCK
    pixels = np.asarray(grey, dtype=np.float32).reshape(across, BLOCK, across, BLOCK)
    return pixels.transpose(0, 2, 1, 3).reshape(BLOCKS, BLOCK * BLOCK)


def _unblocked(blocks: Floats) -> Floats:
    """The inverse of how ``_blocks`` cuts."""
    across = GRID // BLOCK
    return blocks.reshape(across, across, BLOCK, BLOCK).transpose(0, 2, 1, 3).reshape(GRID, GRID)


def _shares(blocks: Floats) -> Floats:
    """How much each block can carry unseen: more where its luminance varies."""
    shares: Floats = np.clip(blocks.std(axis=1) / BUSY_UNIT + GENTLEST, GENTLEST, BUSIEST)
    return shares


def _brightened(image: Image.Image, change: Floats) -> Image.Image:
    """The picture with the change of luminance, scaled to its size, added to all three colours."""
    wide = Image.fromarray(change + 128.5).resize(image.size, Image.Resampling.BICUBIC)
    shifted = Image.fromarray(np.asarray(wide).clip(0.0, 255.0).astype(np.uint8))
    colours = image.convert("RGB")
    marked = ImageChops.add(colours, Image.merge("RGB", (shifted,) * 3), scale=1.0, offset=-128)
    if image.mode == "RGBA":
        marked.putalpha(image.getchannel("A"))
    return marked
