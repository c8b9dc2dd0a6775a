"""The words for moments: the same as Babel would say, though it is asked only once for each."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from babel.dates import format_timedelta
from hypothesis import given
from hypothesis import strategies as st

from affresco.text import set_locale
from affresco.web import times

HALF_A_SECOND = timedelta(microseconds=500_000)


@pytest.fixture(autouse=True)
def _english_again() -> Iterator[None]:
    yield
    set_locale("en")


@given(st.integers(times.JUST_NOW + 1, times.DATED * 86_400 - 1), st.sampled_from(["en", "it"]))
def test_long_ago_is_said_as_babel_says_it(seconds: int, locale: str) -> None:
    set_locale(locale)
    passed = timedelta(seconds=seconds) + HALF_A_SECOND
    said = times.ago(datetime.now(UTC) - passed)
    near = {
        format_timedelta(-timedelta(seconds=about), add_direction=True, locale=locale)
        for about in (seconds, seconds + 1)
    }
    assert said in near


@pytest.mark.parametrize(
    ("locale", "now", "soon", "when"),
    [
        ("en", "just now", "in 2 hours", "April 12, 2026, 09:30 UTC"),
        ("it", "proprio ora", "tra 2 ore", "12 aprile 2026, 09:30 UTC"),
    ],
)
def test_moments_in_two_languages(locale: str, now: str, soon: str, when: str) -> None:
    set_locale(locale)
    at = datetime.now(UTC)
    assert times.ago(at) == now
    assert times.ago(at + timedelta(hours=2, seconds=1)) == soon
    assert times.moment(datetime(2026, 4, 12, 9, 30, tzinfo=UTC)) == when
    assert times.ago(datetime(2020, 4, 12, tzinfo=UTC)) == times.day(datetime(2020, 4, 12))
