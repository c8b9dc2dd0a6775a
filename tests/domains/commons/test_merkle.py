"""The tree against the definition of RFC 9162, written down naively, and against published vectors."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from affresco.commons import merkle

ROWS = st.lists(st.binary(max_size=8), max_size=70)
LEAVES = ROWS.map(lambda rows: [merkle.leaf(row) for row in rows])


def defined(leaves: list[bytes]) -> bytes:
    """MTH of section 2.1.1, word for word."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    return hashlib.sha256(b"\x01" + defined(leaves[:k]) + defined(leaves[k:])).digest()


def defined_path(index: int, leaves: list[bytes]) -> list[bytes]:
    """PATH of section 2.1.3.1, word for word."""
    if len(leaves) == 1:
        return []
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    if index < k:
        return [*defined_path(index, leaves[:k]), defined(leaves[k:])]
    return [*defined_path(index - k, leaves[k:]), defined(leaves[:k])]


def test_the_tree_of_the_certificate_logs_test_vectors() -> None:
    data = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657"]
    data.append("606162636465666768696a6b6c6d6e6f")
    leaves = [merkle.leaf(bytes.fromhex(row)) for row in data]
    assert merkle.root([]).hex().startswith("e3b0c44298fc1c149afbf4c8996fb924")
    assert leaves[0].hex() == "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"
    assert merkle.root(leaves).hex() == (
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"
    )


@given(LEAVES)
def test_the_root_is_the_defined_one(leaves: list[bytes]) -> None:
    assert merkle.root(iter(leaves)) == defined(leaves)


@given(LEAVES.filter(len), st.data())
def test_a_proof_is_the_defined_one_and_holds_for_its_leaf_alone(
    leaves: list[bytes], data: st.DataObject
) -> None:
    index = data.draw(st.integers(0, len(leaves) - 1))
    path, top = merkle.proof(leaves, index), merkle.root(leaves)
    assert path == defined_path(index, leaves)
    assert merkle.verify(leaves[index], index, len(leaves), path, top)
    assert not merkle.verify(merkle.leaf(b"something else"), index, len(leaves), path, top)
    assert not merkle.verify(leaves[index], index, len(leaves), [*path, top], top)
    assert not merkle.verify(leaves[index], len(leaves), len(leaves), path, top)
    if path:
        assert not merkle.verify(leaves[index], index, len(leaves), path[:-1], top)


@given(st.integers(1, 5000), st.data())
def test_kept_roots_of_subtrees_stand_for_their_leaves(size: int, data: st.DataObject) -> None:
    leaves = [merkle.leaf(str(n).encode()) for n in range(size)]
    kept = list(merkle.tiles(iter(leaves)))
    assert [start for start, _ in kept] == list(range(0, size, merkle.TILE))
    assert merkle.root(one for _, one in kept) == merkle.root(leaves)
    for start, stop in merkle.siblings(data.draw(st.integers(0, size - 1)), size):
        if stop - start > merkle.TILE:
            whole = [one for first, one in kept if start <= first < stop]
            assert merkle.root(whole) == merkle.root(leaves[start:stop])


def test_there_is_no_proof_of_what_is_not_there() -> None:
    with pytest.raises(IndexError):
        merkle.siblings(3, 3)
