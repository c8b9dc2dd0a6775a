"""Files of weights, told by their content and looked at before any library reads them.

safetensors: eight bytes with the length of a header, JSON that says where each tensor lies, the
tensors (the format's own description). GGUF: see ``quantised``. Pickles can
run programs when they are read; they come bare, as a zip (PyTorch since 1.6), or as a tar.
"""

from __future__ import annotations

import hashlib
import math
from pathlib import Path
from typing import Final, Literal

import msgspec

from affresco.studio.engines.diffusers import quantised
from affresco.text import _

Content = Literal["safetensors", "gguf", "pickle"]

HEADER_LIMIT: Final = 100 * 2**20
"""Bytes of a header; the library's own limit."""

BITS: Final = {
    "BOOL": 8, "U8": 8, "I8": 8, "F8_E4M3": 8, "F8_E5M2": 8, "F8_E8M0": 8, "I16": 16, "U16": 16,
    "F16": 16, "BF16": 16, "I32": 32, "U32": 32, "F32": 32, "I64": 64, "U64": 64, "F64": 64,
    "F4": 4,
}  # fmt: skip

_SAMPLE: Final = 2**16
_POINTER: Final = b"version https://git-lfs"
_TAR_MAGIC: Final = (257, b"ustar")


class BadFile(Exception):
    """A file of weights that is not taken; its text says why and what helps, on one line."""


class Tensor(msgspec.Struct, frozen=True):
    """Where a tensor lies, as a header says it."""

    dtype: str
    shape: tuple[int, ...]
    data_offsets: tuple[int, int]


class Weights(msgspec.Struct, frozen=True):
    """A file of weights. numbers: how many it holds, where that is known; size: its bytes. keys: the
    names of its tensors, of safetensors. floats: of what dtypes."""

    path: Path
    content: Content
    size: int
    numbers: int = 0
    keys: frozenset[str] = frozenset()

    def takes(self, bytes_each: int) -> int:
        """Bytes of memory, once its numbers have so many bytes each; quantised ones stay as they are."""
        return self.numbers * bytes_each if self.content == "safetensors" else self.size


def look_at(path: Path, *, allow_pickle: bool) -> Weights:
    """What a file holds. Raises BadFile where it is missing, cut short, or not to be taken."""
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            start = file.read(512)
    except FileNotFoundError as error:
        raise BadFile(_("{path} is not there").format(path=path)) from error
    except OSError as error:
        raise BadFile(_("{path} cannot be read: {error}").format(path=path, error=error)) from error
    if start.startswith(_POINTER):
        reason = _("{path} is only a pointer to the real file; fetch it with git lfs pull")
        raise BadFile(reason.format(path=path))
    if start.startswith(quantised.MAGIC):
        return _gguf(path, size)
    if _is_pickle(start):
        if not allow_pickle:
            reason = _(
                "{path} is a pickle, which could run programs when it is read; get the model as "
                "safetensors or GGUF, or set allow_pickle = true if you trust whoever made it"
            )
            raise BadFile(reason.format(path=path))
        return Weights(path, "pickle", size)
    return _safetensors(path, size)


def sample(path: Path) -> bytes:
    """A digest of a file's size and of pieces from its start, its middle and its end: gigabytes are
    not read for it, and two models are told apart all the same."""
    size = path.stat().st_size
    digest = hashlib.sha256(str(size).encode())
    with path.open("rb") as file:
        for place in (0, size // 3, size // 2, size - _SAMPLE):
            file.seek(max(0, place))
            digest.update(file.read(_SAMPLE))
    return digest.digest()


def _is_pickle(start: bytes) -> bool:
    place, magic = _TAR_MAGIC
    bare = start[:1] == b"\x80" and start[1:2] in (b"\x01", b"\x02", b"\x03", b"\x04", b"\x05")
    # A safetensors header of 0x…80 bytes could begin like a pickle; then its brace follows.
    bare = bare and start[8:9] != b"{"
    return bare or start.startswith(b"PK\x03\x04") or start[place : place + 5] == magic


def _safetensors(path: Path, size: int) -> Weights:
    with path.open("rb") as file:
        length = int.from_bytes(file.read(8), "little")
        if size < 9 or not 2 <= length <= HEADER_LIMIT:
            reason = _("{path} holds no model: neither safetensors nor GGUF")
            raise BadFile(reason.format(path=path))
        if length > size - 8:
            raise _cut_short(path)
        header = file.read(length)
    try:
        fields = msgspec.json.decode(header, type=dict[str, msgspec.Raw])
        fields.pop("__metadata__", None)
        tensors = {name: msgspec.json.decode(raw, type=Tensor) for name, raw in fields.items()}
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise _damaged(path) from error
    end = max((tensor.data_offsets[1] for tensor in tensors.values()), default=0)
    if 8 + length + end > size:
        raise _cut_short(path)
    numbers = sum(math.prod(tensor.shape) for tensor in tensors.values())
    return Weights(path, "safetensors", size, numbers, frozenset(tensors))


def _gguf(path: Path, size: int) -> Weights:
    try:
        if quantised.least_size(path) > size:
            raise _cut_short(path)
    except quantised.CutShort as error:
        raise _cut_short(path) from error
    except quantised.Damaged as error:
        raise _damaged(path) from error
    return Weights(path, "gguf", size)


def _damaged(path: Path) -> BadFile:
    return BadFile(_("{path} is damaged: its header cannot be read. Get it anew").format(path=path))


def _cut_short(path: Path) -> BadFile:
    return BadFile(
        _("{path} ends too early: it was not copied whole. Get it anew").format(path=path)
    )
