"""GGUF files, read as far as needed to tell whether one is whole; no tensor is loaded.

"GGUF", a version, the number of tensors and of facts; the facts, each a name, a type and a value; of each
tensor its name, shape, type and where it begins; then, aligned, the tensors (the format's own description).
"""

from __future__ import annotations

import math
from pathlib import Path
from struct import unpack
from typing import BinaryIO, Final

MAGIC: Final = b"GGUF"
HEADER_LIMIT: Final = 100 * 2**20
"""Bytes before the tensors. Vocabularies are the largest of it, with a few megabytes."""

DEEPEST: Final = 4
"""Lists within lists."""

ALIGNMENT: Final = 32
"""Bytes, where no fact says otherwise."""

_ALIGNMENT_NAME: Final = b"general.alignment"
_SIZES: Final = {0: 1, 1: 1, 2: 2, 3: 2, 4: 4, 5: 4, 6: 4, 7: 1, 10: 8, 11: 8, 12: 8}
"""Bytes of a value, by its type."""

_UINT32, _STRING, _LIST = 4, 8, 9

BLOCKS: Final = {
    0: (1, 4), 1: (1, 2), 2: (32, 18), 3: (32, 20), 6: (32, 22), 7: (32, 24), 8: (32, 34),
    10: (256, 84), 11: (256, 110), 12: (256, 144), 13: (256, 176), 14: (256, 210), 15: (256, 292),
    16: (256, 66), 17: (256, 74), 18: (256, 98), 19: (256, 50), 20: (32, 18), 21: (256, 110),
    22: (256, 82), 23: (256, 136), 24: (1, 1), 25: (1, 2), 26: (1, 4), 27: (1, 8), 28: (1, 8),
    29: (256, 56), 30: (1, 2), 34: (256, 54), 35: (256, 66), 39: (32, 17),
}  # fmt: skip
"""(numbers, bytes) of a block, by the type of its tensor. One of a later type counts as empty."""


class CutShort(Exception):
    """The file ends before all that it announces."""


class Damaged(Exception):
    """What it announces cannot be."""


def least_size(path: Path) -> int:
    """Bytes that a file needs to hold the tensors that it announces. Raises CutShort, Damaged, OSError."""
    with path.open("rb") as file:
        return _Header(file, path.stat().st_size).end()


class _Header:
    """Reads a header from its beginning, within the file and within bounds."""

    def __init__(self, file: BinaryIO, size: int) -> None:
        self._file = file
        self._size = size
        self._read = 0

    def end(self) -> int:
        """Where the last tensor ends."""
        if self._take(4) != MAGIC or self._number(4) not in (2, 3):
            raise Damaged
        tensors, facts = self._number(8), self._number(8)
        alignment = ALIGNMENT
        for _fact in range(facts):
            name, kind = self._text(), self._number(4)
            if name == _ALIGNMENT_NAME and kind == _UINT32:
                alignment = self._number(4) or ALIGNMENT
            else:
                self._pass_over(kind, 0)
        end = max((self._tensor() for _tensor in range(tensors)), default=0)
        return -(-self._read // alignment) * alignment + end

    def _tensor(self) -> int:
        """Where one ends, from the first one's beginning."""
        self._text()
        shape = [self._number(8) for _side in range(self._number(4))]
        numbers, size = BLOCKS.get(self._number(4), (1, 0))
        return self._number(8) + -(-math.prod(shape) // numbers) * size

    def _pass_over(self, kind: int, depth: int) -> None:
        if kind == _STRING:
            self._text()
        elif kind == _LIST and depth < DEEPEST:
            of, count = self._number(4), self._number(8)
            if of in _SIZES:
                self._take(_SIZES[of] * count)
            else:
                for _item in range(count):
                    self._pass_over(of, depth + 1)
        elif kind in _SIZES:
            self._take(_SIZES[kind])
        else:
            raise Damaged

    def _text(self) -> bytes:
        return self._take(self._number(8))

    def _number(self, size: int) -> int:
        number: int = unpack("<I" if size == 4 else "<Q", self._take(size))[0]
        return number

    def _take(self, count: int) -> bytes:
        self._read += count
        if self._read > self._size:
            raise CutShort
        if self._read > HEADER_LIMIT:
            raise Damaged
        return self._file.read(count)
