"""Two rankings become one; a search waits for its vector no longer than it should."""

from __future__ import annotations

import threading

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from affresco.feeds.search import near
from affresco.feeds.search.fusion import fuse
from affresco.feeds.search.near import Vectors
from affresco.meaning import DIMENSIONS, Vector

RANKING = st.lists(st.integers(1, 50), unique=True)


def test_what_both_rankings_name_comes_first() -> None:
    assert fuse([1, 2, 3], [3, 9]) == [3, 1, 9, 2]


@given(RANKING, RANKING)
def test_everything_is_there_once_and_one_ranking_stays_as_it_is(
    one: list[int], two: list[int]
) -> None:
    assert sorted(fuse(one, two)) == sorted({*one, *two})
    assert fuse(one) == one


def even(_text: str) -> Vector:
    return np.full(DIMENSIONS, DIMENSIONS**-0.5, np.float32)


async def test_a_vector_is_made_once() -> None:
    asked: list[str] = []

    def encode(text: str) -> Vector:
        asked.append(text)
        return even(text)

    vectors = Vectors(encode)
    assert await vectors.find("gatto") == await vectors.find(" gatto ")
    assert await vectors.find("  ") is None
    assert asked == ["gatto"]
    vectors.close()


async def test_a_search_that_would_wait_too_long_goes_without(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(near, "PATIENCE_SECONDS", 0.01)
    free = threading.Event()

    def encode(text: str) -> Vector:
        free.wait(10)
        return even(text)

    vectors = Vectors(encode)
    assert await vectors.find("gatto") is None
    free.set()
    vectors.close()
