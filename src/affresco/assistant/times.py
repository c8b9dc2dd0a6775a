"""Spans of time that a question names: *this week*, *da lunedì*. Pure; days begin at midnight UTC."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

import msgspec

from affresco.feeds.search.dates import first_id

DAYS: Final = (
    ("monday", "lunedi"), ("tuesday", "martedi"), ("wednesday", "mercoledi"), ("thursday", "giovedi"),
    ("friday", "venerdi"), ("saturday", "sabato"), ("sunday", "domenica"),
)  # fmt: skip
_DAY_NAMES: Final = {name: number for number, names in enumerate(DAYS) for name in names}


class Window(msgspec.Struct, frozen=True):
    """From ``start`` until before ``end``. end: None for now."""

    start: datetime
    end: datetime | None = None

    @property
    def above(self) -> int:
        """Ids given in it are higher."""
        return max(0, first_id(self.start) - 1)

    @property
    def below(self) -> int:
        """Ids given in it are lower."""
        return 2**63 - 1 if self.end is None else first_id(self.end)

    def holds(self, moment: datetime) -> bool:
        return self.start <= moment and (self.end is None or moment < self.end)


def _midnight(now: datetime, days: int = 0) -> datetime:
    return now.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=days)


def _today(now: datetime) -> Window:
    return Window(_midnight(now))


def _yesterday(now: datetime) -> Window:
    return Window(_midnight(now, -1), _midnight(now))


def _week(now: datetime) -> Window:
    return Window(_midnight(now, -now.weekday()))


def _last_week(now: datetime) -> Window:
    monday = _midnight(now, -now.weekday())
    return Window(monday - timedelta(days=7), monday)


def _month(now: datetime) -> Window:
    return Window(_midnight(now).replace(day=1))


def _last_month(now: datetime) -> Window:
    first = _midnight(now).replace(day=1)
    return Window((first - timedelta(days=1)).replace(day=1), first)


def _year(now: datetime) -> Window:
    return Window(_midnight(now).replace(month=1, day=1))


def _weekend(now: datetime) -> Window:
    saturday = _midnight(now, 5 - now.weekday())
    return Window(saturday if saturday <= now else saturday - timedelta(days=7), None)


def _past(now: datetime, **back: float) -> Window:
    return Window(now - timedelta(**back))


_NAMED: Final[tuple[tuple[str, Callable[[datetime], Window]], ...]] = (
    (r"(?:the )?day before yesterday|l'?altro ?ieri",
     lambda now: Window(_midnight(now, -2), _midnight(now, -1))),
    (r"yesterday|ieri(?: sera)?|last night", _yesterday),
    (r"today|tonight|this (?:morning|afternoon|evening)|oggi|stasera|stamattina|stamani|stanotte", _today),
    (r"(?:the )?(?:last|past) (?:few )?days|in these days|these days|lately|recently|"
     r"(?:negli )?ultimi giorni|in questi giorni|di recente|recentemente|ultimamente",
     lambda now: _past(now, days=4)),
    (r"this week(?! ?end)|questa settimana", _week),
    (r"last week(?! ?end)|(?:la )?settimana scorsa|(?:la )?scorsa settimana", _last_week),
    (r"(?:this|last|the) weekend|(?:questo|lo scorso|nel) (?:fine ?settimana|week ?end)", _weekend),
    (r"this month|questo mese", _month),
    (r"last month|(?:il )?mese scorso|(?:lo )?scorso mese", _last_month),
    (r"this year|quest'? ?anno", _year),
    (r"(?:in the )?(?:last|past) hour|(?:nell'? ?)?ultima ora|un'? ?ora fa", lambda now: _past(now, hours=1)),
    (r"(?:in the )?(?:last|past) 24 hours|(?:nelle )?ultime 24 ore", lambda now: _past(now, hours=24)),
    (r"right now|just now|at the moment|adesso|in questo momento|proprio ora",
     lambda now: _past(now, hours=24)),
)  # fmt: skip
_UNITS: Final = {
    "minute": 60, "minuto": 60, "minuti": 60, "hour": 3600, "ora": 3600, "ore": 3600, "day": 86400,
    "giorno": 86400, "giorni": 86400, "week": 604800, "settimana": 604800, "settimane": 604800,
    "month": 2592000, "mese": 2592000, "mesi": 2592000,
}  # fmt: skip
_COUNTED: Final = re.compile(
    r"\b(?:(?:in |over |within )?(?:the )?(?:last|past)|(?:negli |nelle |nei )?ultim[ie])\s+(\d{1,3})\s+"
    r"(minute|hour|day|week|month|minuti|ore|giorni|settimane|mesi)s?\b"
)
_SINCE: Final = re.compile(
    r"\b(?:since|from|da|dal|dalla)\s+(?:last\s+|scorso\s+|scorsa\s+)?("
    + "|".join(_DAY_NAMES)
    + r"|yesterday|ieri|this morning|stamattina)\b"
)
_ON_DAY: Final = re.compile(
    r"\b(?:last (" + "|".join(names[0] for names in DAYS) + r")"
    r"|(" + "|".join(names[1] for names in DAYS) + r") scors[oa])\b"
)
_NAMED_COMPILED: Final = tuple(
    (re.compile(rf"\b(?:{pattern})\b"), make) for pattern, make in _NAMED
)


def read_window(folded: str, now: datetime) -> tuple[Window | None, str]:
    """(the span that a text names, the text without its words). folded: lower case, without accents."""
    for pattern, make in (
        (_COUNTED, _counted),
        (_SINCE, _since),
        (_ON_DAY, _on_day),
    ):
        found = pattern.search(folded)
        if found is not None:
            return make(found, now), pattern.sub(" ", folded)
    for named, of in _NAMED_COMPILED:
        if named.search(folded):
            return of(now), named.sub(" ", folded)
    return None, folded


def _counted(found: re.Match[str], now: datetime) -> Window:
    return Window(now - timedelta(seconds=int(found[1]) * _UNITS[found[2]]))


def _since(found: re.Match[str], now: datetime) -> Window:
    if found[1] in ("yesterday", "ieri"):
        return Window(_midnight(now, -1))
    if found[1] in ("this morning", "stamattina"):
        return Window(_midnight(now))
    return Window(_last(_DAY_NAMES[found[1]], now, today=True))


def _on_day(found: re.Match[str], now: datetime) -> Window:
    day = _last(_DAY_NAMES[found[1] or found[2]], now, today=False)
    return Window(day, day + timedelta(days=1))


def _last(weekday: int, now: datetime, *, today: bool) -> datetime:
    """The latest such day, by midnight. today: whether it may be today."""
    back = (now.weekday() - weekday) % 7
    return _midnight(now, -(back or (0 if today else 7)))
