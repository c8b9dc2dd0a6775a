"""What people type, taken apart."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from affresco.db import Database
from affresco.feeds.search.compiled import compile_query
from affresco.feeds.search.dates import first_id, read_span
from affresco.feeds.search.model import HIGHEST
from affresco.feeds.search.syntax import OPERATORS, TERMS_LIMIT, TEXT_LIMIT, parse

PIECES = st.sampled_from(
    [f"{name}:" for name in OPERATORS]
    + ['"', "-", "#", " ", ":", "'", "\\", "a", "città", "2026", "me"]
)


def test_words_phrases_and_what_must_not_be_there_are_told_apart() -> None:
    query = parse('gatto "alba rosa" -cane -"due passi" #Mare -#sole')
    assert query.words == ("gatto",)
    assert query.phrases == ("alba rosa",)
    assert query.without == ("cane", "due passi")
    assert query.marks == ((":tag/mare",),)
    assert query.unmarked == (":tag/sole",)
    assert query.spoken == "gatto alba rosa"


def test_addresses_and_times_are_words_without_complaint() -> None:
    query = parse("https://example.org/x 12:30 Re: note")
    assert query.problems == ()
    assert query.words == ("https example org x", "12 30", "re", "note")


def test_the_same_kind_of_operator_twice_widens_or_narrows() -> None:
    assert parse("engine:a engine:b").marks == ((":engine/a", ":engine/b"),)
    assert parse("has:alt has:link").marks == ((":has/alt",), (":has/link",))
    assert parse("from:ada from:BO").authors == ("ada", "bo")


@pytest.mark.parametrize("text", ["", " ", "-", '""', "#", "- -", "...", "from:", "has:cats"])
def test_nothing_to_search_for_is_noticed(text: str) -> None:
    assert parse(text).asks_nothing


def test_dates_are_bounds_of_ids() -> None:
    day = datetime(2026, 11, 22, tzinfo=UTC)
    assert parse("before:2026-11-22").below == first_id(day)
    assert parse("after:2026-11-21").above == first_id(day) - 1
    span = read_span("2026-12")
    assert span is not None
    assert span.below == first_id(datetime(2027, 1, 1, tzinfo=UTC))
    assert parse("during:2026").above == first_id(datetime(2026, 1, 1, tzinfo=UTC)) - 1
    assert parse("after:9999").above < HIGHEST
    assert read_span("2026-02-30") is None


@given(st.one_of(st.text(max_size=TEXT_LIMIT * 2), st.lists(PIECES, max_size=40).map("".join)))
def test_nothing_that_is_typed_breaks_it(text: str) -> None:
    query = parse(text)
    assert len(query.text) <= TEXT_LIMIT
    assert len(query.words) + len(query.phrases) + len(query.without) <= TERMS_LIMIT
    assert query.above >= 0
    assert query.below <= HIGHEST
    for problem in query.problems:
        assert problem.text("en")
        assert "{" not in problem.text("it").replace(text, "") or "{" in text


TYPED = (
    "gatto",
    "the of a",
    "'' \\ & | ! :* <->",
    '"a b" -"c d" e',
    "from:me in:library has:alt -has:link #città",
    "🎨 猫が好き नमस्ते",
    "engine:a.b-c_d language:it-CH remix:12",
    "'quo''ted' \\'",
)


@pytest.mark.parametrize("text", TYPED)
async def test_the_database_understands_what_comes_out(database: Database, text: str) -> None:
    async with database.read() as tx:
        compiled = await compile_query(tx, parse(text), 1, "it", frozenset())
        for part in (compiled.wanted, compiled.filter, compiled.ranking):
            await tx.value("SELECT $1::text::tsquery", part)
