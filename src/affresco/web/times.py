"""Moments in the words of the reader's language: how long ago, the day, the hour.

A page says twenty times how long ago something was, and asking Babel for each takes longer than all
else about a card; what it said for so many minutes or hours is remembered.
"""

from __future__ import annotations

import functools
from datetime import UTC, date, datetime, timedelta
from typing import Final, Literal, cast

from babel.dates import TIMEDELTA_UNITS, format_date, format_timedelta

from affresco import text

Unit = Literal["year", "month", "week", "day", "hour", "minute", "second"]

JUST_NOW: Final = 45
"""Seconds for which something is only just past."""
DATED: Final = 30
"""Days after which the date says more."""
ENOUGH: Final = 0.85
"""Of an hour, a day …: from then on it is spoken of in this unit, as Babel has it."""
REMEMBERED: Final = 4096


def ago(moment_: datetime) -> str:
    """How long ago, or in how long, in words and in the reader's language; beyond 30 days: the date."""
    passed = datetime.now(UTC) - moment_
    if abs(passed).days > DATED:
        return day(moment_)
    seconds = passed.total_seconds()
    if abs(seconds) < JUST_NOW:
        return text._("just now")
    unit, size = next(
        ((unit, size) for unit, size in TIMEDELTA_UNITS if abs(seconds) / size >= ENOUGH),
        TIMEDELTA_UNITS[-1],
    )
    return _relative(-round(seconds / size), cast(Unit, unit), size, text.current_locale())


def day(moment_: datetime) -> str:
    """The date, e.g. "12 April 2026"."""
    return _date(moment_.date(), text.current_locale())


def moment(moment_: datetime) -> str:
    """Date and time in UTC, e.g. "12 April 2026, 09:30 UTC"."""
    at = moment_.astimezone(UTC)
    return f"{day(at)}, {at:%H:%M} UTC"


@functools.lru_cache(REMEMBERED)
def _relative(count: int, unit: Unit, size: int, locale: str) -> str:
    # No unit is ever large enough, so the one named as the smallest is taken.
    return format_timedelta(
        timedelta(seconds=count * size),
        granularity=unit,
        threshold=float("inf"),
        add_direction=True,
        format="long",
        locale=locale,
    )


@functools.lru_cache(REMEMBERED)
def _date(day_: date, locale: str) -> str:
    return format_date(day_, format="long", locale=locale)
