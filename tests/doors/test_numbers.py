"""Numbers on pages are written as the reader's language writes them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from affresco.text import set_locale
from affresco.web.numbers import decimal


@pytest.fixture(autouse=True)
def _english_again() -> Iterator[None]:
    yield
    set_locale("en")


@pytest.mark.parametrize(
    ("locale", "written"),
    [("en", ("1,204.5", "1,205", "0.00")), ("it", ("1.204,5", "1.205", "0,00"))],
)
def test_numbers_as_the_language_writes_them(locale: str, written: tuple[str, ...]) -> None:
    set_locale(locale)
    assert (decimal(1204.51), decimal(1204.51, 0), decimal(0.001, 2)) == written
