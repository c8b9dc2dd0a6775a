"""Which pictures look like an earlier one, whatever words they were made from.

Of two looks that differ in at most 4 bits one of 5 bands is the same. So pictures are put in order five
times, each time by another band first and by the rest of the look after it, and each is held against the
``NEAR`` before it: bounded work, and the same result for the same pictures. Where more than those share a
band, some that look alike may be missed.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np
import numpy.typing as npt

ALIKE: Final = 4
"""Bits, of 64, in which pictures that look alike may differ."""
BITS: Final = 64
BANDS: Final = ALIKE + 1
NEAR: Final = 32

Looks = npt.NDArray[np.uint64]
Marks = npt.NDArray[np.bool_]


def folded(looks: Looks) -> Marks:
    """looks: of pictures, the earliest first. Whether an earlier one looks like each."""
    found = np.zeros(len(looks), dtype=np.bool_)
    for turned in _turns(looks):
        order = np.argsort(turned, kind="stable")
        near = looks[order]
        for step in range(1, min(NEAR, len(looks) - 1) + 1):
            apart = np.bitwise_count(near[step:] ^ near[:-step])
            alike = apart <= ALIKE
            later = np.maximum(order[step:], order[:-step])
            found[later[alike]] = True
    return found


def _turns(looks: Looks) -> Iterator[Looks]:
    """The same bits, turned so that each band comes first once."""
    for band in range(BANDS):
        left = np.uint64(band * BITS // BANDS)
        right = np.uint64(BITS) - left
        yield looks if band == 0 else (looks << left) | (looks >> right)
