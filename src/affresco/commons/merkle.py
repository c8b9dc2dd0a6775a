"""The hash tree over the rows of a release, as RFC 9162, section 2.1, defines it.

A leaf is ``SHA-256(0x00 ‖ data)``, a node ``SHA-256(0x01 ‖ left ‖ right)``; the tree over n leaves splits at
the largest power of two below n, and the root of no leaves is ``SHA-256("")``. Everything here takes leaves
that are hashed already. A list of the roots of whole subtrees of one size has the same root as all of their
leaves (the last one may be smaller): so the upper levels can be kept, and a proof needs few leaves.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

EMPTY: Final = hashlib.sha256(b"").digest()
"""The root of no leaves."""

TILE: Final = 1024
"""Leaves of a subtree whose root is kept: a power of two."""


def leaf(data: bytes) -> bytes:
    """The hash of one row's bytes: 32 bytes."""
    return hashlib.sha256(b"\x00" + data).digest()


def node(left: bytes, right: bytes) -> bytes:
    """The hash over two subtrees: 32 bytes."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def root(hashes: Iterable[bytes]) -> bytes:
    """The root over leaves in their order, or over roots of subtrees of one size. It remembers
    O(log n) hashes."""
    tree = Tree()
    for one in hashes:
        tree.add(one)
    return tree.root()


class Tree:
    """A tree that grows to the right. ``size``: how many leaves it has."""

    def __init__(self) -> None:
        self.size = 0
        self._peaks: list[bytes] = []

    def add(self, hashed: bytes) -> None:
        """Append a leaf."""
        whole = self.size
        self.size += 1
        while whole & 1:
            hashed = node(self._peaks.pop(), hashed)
            whole >>= 1
        self._peaks.append(hashed)

    def root(self) -> bytes:
        """The root over what was added until now: 32 bytes."""
        if not self._peaks:
            return EMPTY
        *rest, top = self._peaks
        for peak in reversed(rest):
            top = node(peak, top)
        return top


def tiles(hashes: Iterable[bytes]) -> Iterator[tuple[int, bytes]]:
    """The roots of each ``TILE`` leaves, as (position of the first leaf, root)."""
    start, tree = 0, Tree()
    for one in hashes:
        tree.add(one)
        if tree.size == TILE:
            yield start, tree.root()
            start, tree = start + TILE, Tree()
    if tree.size:
        yield start, tree.root()


def siblings(index: int, size: int) -> list[tuple[int, int]]:
    """The subtrees that a proof is made of, from the leaf upwards: (first leaf, one past the last).

    index: position of the leaf, from 0, in a tree of ``size`` leaves. Each begins at a multiple of a power
    of two, and is as large as that, or ends with the tree. Raises IndexError.
    """
    if not 0 <= index < size:
        raise IndexError(f"There is no leaf {index} among {size}.")
    found = []
    start, stop = 0, size
    while stop - start > 1:
        middle = start + (1 << (stop - start - 1).bit_length() - 1)
        if index < middle:
            found.append((middle, stop))
            stop = middle
        else:
            found.append((start, middle))
            start = middle
    return found[::-1]


def proof(leaves: Sequence[bytes], index: int) -> list[bytes]:
    """The audit path of one leaf, from the leaf upwards: at most 64 hashes. Raises IndexError."""
    return [root(leaves[start:stop]) for start, stop in siblings(index, len(leaves))]


def verify(hashed: bytes, index: int, size: int, path: Sequence[bytes], expected: bytes) -> bool:
    """Whether the leaf stands at ``index`` of the tree of ``size`` leaves with the root ``expected``
    (RFC 9162, section 2.1.3.2)."""
    if not 0 <= index < size:
        return False
    place, last = index, size - 1
    for one in path:
        if last == 0:
            return False
        if place & 1 or place == last:
            hashed = node(one, hashed)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            hashed = node(hashed, one)
        place, last = place >> 1, last >> 1
    return last == 0 and hashed == expected
