"""Small plots that the server draws: rows of bars as SVG. What they show stands in a table beside them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Final

import msgspec

BAR: Final = 8
GAP: Final = 2
HEIGHT: Final = 40
LEAST: Final = 1.5
"""Height of the smallest bar that stands for something."""


class Bar(msgspec.Struct, frozen=True):
    """A rectangle. x, y, height in the units of the drawing. title: what it says."""

    x: int
    y: float
    height: float
    title: str


class Row(msgspec.Struct, frozen=True):
    """A plot of one kind. width: in the units of the drawing. total: of all bars; days: (day, number)."""

    name: str
    total: int
    width: int
    bars: tuple[Bar, ...]
    days: tuple[tuple[date, int], ...]


def row(name: str, numbers: Iterable[tuple[date, int]], last: date, days: int) -> Row:
    """Bars of so many days up to the last, those without a number among them."""
    known = dict(numbers)
    all_days: Sequence[date] = [last - timedelta(days=ago) for ago in range(days - 1, -1, -1)]
    told = tuple((day, known.get(day, 0)) for day in all_days)
    most = max((number for _day, number in told), default=0)
    bars = tuple(
        Bar(at * (BAR + GAP), HEIGHT - height, height, f"{day.isoformat()}: {number}")
        for at, (day, number) in enumerate(told)
        if (height := max(LEAST, round(HEIGHT * number / most, 1)) if number else 0.0)
    )
    total = sum(number for _day, number in told)
    return Row(name, total, days * (BAR + GAP) - GAP, bars, told)
