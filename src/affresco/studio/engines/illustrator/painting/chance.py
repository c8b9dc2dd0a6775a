"""Repeatable chance: the same keys give the same numbers on every machine."""

from __future__ import annotations

import random
from collections.abc import Sequence
from hashlib import blake2b
from typing import NamedTuple, TypeVar

import numpy as np

T = TypeVar("T")
Key = str | int | float


def seed_of(*keys: Key) -> int:
    """A 64-bit seed from keys."""
    text = "|".join(map(str, keys)).encode()
    return int.from_bytes(blake2b(text, digest_size=8).digest(), "little")


# The streams of what a near variation draws anew; all others keep the composition of its parent.
DETAILS = frozenset(
    (
        "adrift", "bands", "blades", "blooms", "bokeh", "bubbles", "bush", "bushes", "clouds",
        "crowd", "drips", "drops", "ears", "fireflies", "flakes", "flowers", "goods", "layout",
        "mist", "moon", "nudge", "pane", "prop", "rain", "ripples", "several", "smoke", "snow",
        "stars", "steam", "stems", "tuft", "tufts", "undergrowth", "washing", "waves",
    )
)  # fmt: skip


class Seeds(NamedTuple):
    """What a picture's chance starts from: one number for most pictures, two for a variation."""

    composition: int
    detail: int

    def of(self, stream: Key) -> int:
        """The seed of a stream, by the first of its keys."""
        return self.detail if stream in DETAILS else self.composition

    @property
    def varied(self) -> bool:
        """Whether details differ from those of the picture that has this composition."""
        return self.composition != self.detail


class Chance:
    """A stream of choices of its own for every part of a picture.

    Parts draw from streams named after them, so that changing one part leaves the others alone.
    """

    def __init__(self, *keys: Key) -> None:
        self._random = random.Random(seed_of(*keys))

    def between(self, low: float = 0.0, high: float = 1.0) -> float:
        """Uniform in [low, high)."""
        return low + (high - low) * self._random.random()

    def normal(self, mean: float = 0.0, spread: float = 1.0) -> float:
        """Normally distributed."""
        return self._random.gauss(mean, spread)

    def whole(self, low: int, high: int) -> int:
        """A whole number from low to high, both included."""
        return low + int(self._random.random() * (high - low + 1))

    def pick(self, choices: Sequence[T]) -> T:
        """One of the choices."""
        return choices[int(self._random.random() * len(choices))]

    def often(self, share: float) -> bool:
        """True in `share` of all cases."""
        return self._random.random() < share

    def side(self) -> int:
        """-1 or 1."""
        return -1 if self._random.random() < 0.5 else 1


def generator(*keys: Key) -> np.random.Generator:
    """A numpy generator for whole fields of numbers."""
    return np.random.Generator(np.random.PCG64(seed_of(*keys)))
