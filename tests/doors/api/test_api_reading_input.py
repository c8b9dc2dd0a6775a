"""Forms to trees, cursors to pages: pure parts, for any input."""

from __future__ import annotations

import contextlib
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from affresco.api.core.bodies import nest, read_urlencoded
from affresco.api.core.faults import BadBody
from affresco.api.core.memory import Memory
from affresco.api.core.paging import BIGGEST, find_id, link_header, provide_page


def test_brackets_become_lists_and_objects() -> None:
    body = urlencode(
        [
            ("status", "a & b"),
            ("media_ids[]", "1"),
            ("media_ids[]", "2"),
            ("affresco[remix]", "nobody"),
            ("poll[options][]", "yes"),
            ("media_attributes[][id]", "1"),
            ("media_attributes[][description]", "one"),
            ("media_attributes[][id]", "2"),
        ]
    )
    assert read_urlencoded(body.encode()) == {
        "status": "a & b",
        "media_ids": ["1", "2"],
        "affresco": {"remix": "nobody"},
        "poll": {"options": ["yes"]},
        "media_attributes": [{"id": "1", "description": "one"}, {"id": "2"}],
    }


@pytest.mark.parametrize("key", ["[a]", "a[", "a]b", "a[b]c", "a[][b][c]", "a[b][c][d][e]", ""])
def test_keys_that_make_no_sense_are_refused(key: str) -> None:
    with pytest.raises(BadBody):
        nest([(key, "1")])


@given(st.binary(max_size=200))
def test_any_form_is_read_or_refused(body: bytes) -> None:
    with contextlib.suppress(BadBody):
        read_urlencoded(body)


@given(st.lists(st.tuples(st.text("ab[]", max_size=8), st.text(max_size=3)), max_size=6))
def test_any_keys_are_read_or_refused(pairs: list[tuple[str, str]]) -> None:
    with contextlib.suppress(BadBody):
        nest(pairs)


@given(st.text(max_size=25))
def test_an_id_is_a_number_that_the_database_can_hold(text: str) -> None:
    number = find_id(text)
    assert number is None or (0 <= number <= BIGGEST and text.isdigit())


@given(st.integers())
def test_any_limit_is_brought_into_range(limit: int) -> None:
    assert 1 <= provide_page(limit=limit).limit <= 40


def test_cursors_are_bounded() -> None:
    assert provide_page(max_id="9999999999999999999").max_id == BIGGEST
    assert provide_page().max_id is None


@given(
    st.lists(st.tuples(st.text(min_size=1, max_size=5), st.text(max_size=5)), max_size=4),
    st.integers(0, BIGGEST),
)
def test_links_keep_all_but_the_cursors(pairs: list[tuple[str, str]], cursor: int) -> None:
    kept = [pair for pair in pairs if pair[0] not in ("max_id", "since_id", "min_id")]
    query = urlencode([*pairs, ("since_id", "5"), ("max_id", "7")])
    header = link_header("http://here", "/tags/caffè", query, cursor, None)
    target = urlsplit(header[1 : header.index(">")])
    assert header.isascii()
    assert header.endswith('rel="next"')
    assert parse_qsl(target.query, keep_blank_values=True) == [*kept, ("max_id", str(cursor))]


def test_a_page_without_neighbours_has_no_link() -> None:
    assert link_header("http://here", "/", "", None, None) == ""


def test_a_memory_stays_small() -> None:
    memory: Memory[int, int] = Memory(16)
    for number in range(1000):
        memory.put(number, number)
        assert len(memory) <= 16
    assert memory.find(999) == 999
    assert memory.find(0) is None
