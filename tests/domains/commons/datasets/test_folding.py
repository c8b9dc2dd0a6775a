"""Whatever the pictures, what is folded looks like an earlier one, and what looks like one is found."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from affresco.commons.datasets.folding import ALIKE, BANDS, BITS, NEAR, folded

LOOK = st.integers(0, 2**BITS - 1)


@given(st.lists(st.tuples(LOOK, st.sets(st.integers(0, BITS - 1), max_size=6)), max_size=NEAR // 2))
def test_each_is_held_against_all_before_it_where_there_are_few(
    made: list[tuple[int, set[int]]],
) -> None:
    looks = [each for look, bits in made for each in (look, look ^ sum(1 << bit for bit in bits))]
    expected = [
        any((look ^ other).bit_count() <= ALIKE for other in looks[:place])
        for place, look in enumerate(looks)
    ]
    assert folded(np.array(looks, dtype=np.uint64)).tolist() == expected


def test_those_that_differ_in_one_bit_of_all_but_one_band_are_found_in_a_crowd() -> None:
    crowd = np.random.default_rng(1508).integers(0, 2**63, 5_000, dtype=np.uint64)
    for spared in range(BANDS):
        bits = [band * BITS // BANDS for band in range(BANDS) if band != spared]
        near = crowd[:1] ^ np.uint64(sum(1 << (BITS - 1 - bit) for bit in bits))
        marks = folded(np.concatenate([crowd, near]))
        assert marks[-1]
        assert not marks[: len(crowd)].any()
