"""Days, months and years as bounds of ids, which begin with the time they were given. Pure; UTC."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Final

import msgspec

from affresco.feeds.search.model import HIGHEST

TAIL_BITS: Final = 16
"""Bits of an id below its milliseconds, see the first migration."""

_DATE: Final = re.compile(r"([0-9]{4})(?:-([0-9]{1,2})(?:-([0-9]{1,2}))?)?(?:t.*)?")


class Span(msgspec.Struct, frozen=True):
    """Of ids: above < id < below."""

    above: int
    below: int


def read_span(text: str) -> Span | None:
    """The day, month or year that a text names ("2026-11-22", "2026-11", "2026"), None for others."""
    found = _DATE.fullmatch(text)
    if found is None:
        return None
    year, month, day = (int(part) if part else None for part in found.groups())
    assert year is not None, "the year always takes part"
    try:
        start = datetime(year, month or 1, day or 1, tzinfo=UTC)
    except ValueError:
        return None
    return Span(max(0, first_id(start) - 1), _end(start, month, day))


def _end(start: datetime, month: int | None, day: int | None) -> int:
    """The lowest id after the span that begins at ``start``."""
    try:
        if day is not None:
            return first_id(start + timedelta(days=1))
        if month is not None:
            return first_id(datetime(start.year + month // 12, month % 12 + 1, 1, tzinfo=UTC))
        return first_id(datetime(start.year + 1, 1, 1, tzinfo=UTC))
    except (ValueError, OverflowError):  # the calendar ends with the year 9999
        return HIGHEST


def first_id(moment: datetime) -> int:
    """The lowest id that can have been given then or later; 0 before 1970."""
    return min(HIGHEST, max(0, int(moment.timestamp() * 1000)) << TAIL_BITS)
