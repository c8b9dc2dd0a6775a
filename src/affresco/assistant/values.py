"""Numbers, times, days, months and negations that a text states: what must not differ. Pure."""

from __future__ import annotations

import functools
import re
from typing import Final

import msgspec

from affresco.feeds.search import fold

REMEMBERED: Final = 8_192
"""Texts, and single words, of which the values are kept."""
_NUMBERS: Final = {
    "zero": 0, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
    "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "hundred": 100, "thousand": 1000, "dozen": 12,
    "due": 2, "tre": 3, "quattro": 4, "cinque": 5, "sette": 7, "otto": 8, "nove": 9, "dieci": 10,
    "undici": 11, "dodici": 12, "tredici": 13, "quattordici": 14, "quindici": 15, "sedici": 16,
    "diciassette": 17, "diciotto": 18, "diciannove": 19, "venti": 20, "trenta": 30, "quaranta": 40,
    "cinquanta": 50, "sessanta": 60, "settanta": 70, "ottanta": 80, "novanta": 90, "cento": 100,
    "mille": 1000,
}  # fmt: skip
_DAYS: Final = {
    "monday": 0, "tuesday": 1, "wednesday": 2, "thursday": 3, "friday": 4, "saturday": 5, "sunday": 6,
    "mondays": 0, "tuesdays": 1, "wednesdays": 2, "thursdays": 3, "fridays": 4, "saturdays": 5,
    "sundays": 6, "lunedi": 0, "martedi": 1, "mercoledi": 2, "giovedi": 3, "venerdi": 4, "sabato": 5,
    "sabati": 5, "domenica": 6, "domeniche": 6,
}  # fmt: skip
_MONTHS: Final = {
    "january": 1, "february": 2, "march": 3, "april": 4, "june": 6, "july": 7, "august": 8, "september": 9,
    "october": 10, "november": 11, "december": 12, "gennaio": 1, "febbraio": 2, "marzo": 3, "aprile": 4,
    "maggio": 5, "giugno": 6, "luglio": 7, "agosto": 8, "settembre": 9, "ottobre": 10, "novembre": 11,
    "dicembre": 12,
}  # fmt: skip
_RELATIVE: Final = {
    "today": "today", "tonight": "today", "oggi": "today", "stasera": "today", "tomorrow": "tomorrow",
    "domani": "tomorrow", "yesterday": "yesterday", "ieri": "yesterday", "noon": "12:00", "midday": "12:00",
    "mezzogiorno": "12:00", "midnight": "0:00", "mezzanotte": "0:00", "dawn": "dawn", "alba": "dawn",
    "sunset": "dusk", "dusk": "dusk", "tramonto": "dusk", "weekend": "weekend",
}  # fmt: skip
_NEGATING: Final = """
    not no never none nobody nothing nowhere neither nor without cannot non mai nessuno nessuna nessun niente
    nulla     neanche nemmeno     neppure senza
    """
NEGATING: Final = frozenset(_NEGATING.split())
_HEDGING: Final = """
    maybe perhaps might could possibly probably reportedly allegedly rumour rumor rumours rumors apparently
    seems supposedly unconfirmed if whether forse magari potrebbe potrebbero pare sembra probabilmente voci
    presunto presunta eventualmente chissa
    """
HEDGING: Final = frozenset(_HEDGING.split())

_CLOCK: Final = re.compile(
    r"\b(?:(?:ore|alle|dalle|at|from|until)\s+)?([01]?\d|2[0-4])(?:[:.h]([0-5]\d))(?!\d)\s*(am|pm|a\.m|p\.m)?"
    r"|\b(\d{1,2})\s*(am|pm|a\.m|p\.m)\b"
    r"|\b(?:ore|alle|dalle|all['’]|o['’]clock)\s+(\d{1,2})\b|\b(\d{1,2})\s+o['’]clock\b"
    r"|\bat\s+(\d{1,2})(?=\s*(?:[.,;!?]|$|\s(?:on|in|and|sharp|tomorrow|today|tonight)\b))",
    re.IGNORECASE,
)
_NUMBER: Final = re.compile(r"(?<![\w.,])\d{1,3}(?:[,.\u00a0\u202f]\d{3})+(?!\d)|\d+(?:[.,]\d+)?")
_NOT: Final = re.compile(r"n['’]t\b", re.IGNORECASE)
_WORD: Final = re.compile(r"[^\W\d_]+")
_AT_WORD: Final = re.compile(r"\b(?:at|alle|dalle|ore)\s+([^\W\d_]+)", re.IGNORECASE)


class Values(msgspec.Struct, frozen=True):
    """What a text states. numbers: as digits without separators; times: of the day, "9:30"; days: of the
    week and relative ones; months. negated: it denies something; hedged: it is not sure."""

    numbers: frozenset[str]
    times: frozenset[str]
    days: frozenset[str]
    months: frozenset[str]
    negated: bool
    hedged: bool

    @property
    def dated(self) -> bool:
        return bool(self.times or self.days or self.months)

    @property
    def all(self) -> frozenset[str]:
        return self.numbers | self.times | self.days | self.months


@functools.lru_cache(REMEMBERED)
def values(text: str) -> Values:
    """All of it."""
    times: set[str] = set()
    rest = _CLOCK.sub(lambda found: _note_time(found, times), text)
    numbers = {_plain(found) for found in _NUMBER.findall(rest)}
    days: set[str] = set()
    months: set[str] = set()
    spoken_times = {fold.fold(word) for word in _AT_WORD.findall(rest)}
    words = [(fold.fold(word), word) for word in _WORD.findall(text)]
    for word, typed in words:
        if word in _NUMBERS:
            number = str(_NUMBERS[word])
            if word in spoken_times and int(number) <= 24:
                times.add(f"{number}:00")
            else:
                numbers.add(number)
        elif word in _DAYS:
            days.add(f"day {_DAYS[word]}")
        elif word in _MONTHS and (word != "march" or typed[0].isupper()):
            months.add(f"month {_MONTHS[word]}")
        elif typed == "May":
            months.add("month 5")
        elif word in _RELATIVE:
            said = _RELATIVE[word]
            (times if ":" in said or said in ("dawn", "dusk") else days).add(said)
    folded = {word for word, _typed in words}
    return Values(
        frozenset(numbers),
        frozenset(times),
        frozenset(days),
        frozenset(months),
        bool(folded & NEGATING) or bool(_NOT.search(text)),
        bool(folded & HEDGING),
    )


def _note_time(found: re.Match[str], times: set[str]) -> str:
    hour = next(part for part in (found[1], found[4], found[6], found[7], found[8]) if part)
    half = (found[3] or found[5] or "").lower()[:1]
    number = int(hour)
    if number > 24:
        return found[0]
    if half == "p" and number < 12:
        number += 12
    if half == "a" and number == 12:
        number = 0
    times.add(f"{number}:{found[2] or '00'}")
    return " "


def _plain(number: str) -> str:
    """Digits with a point; 1,000 and 1.000 are a thousand."""
    if re.fullmatch(r"\d{1,3}(?:[,.\u00a0\u202f]\d{3})+", number):
        return re.sub(r"\D", "", number)
    return number.replace(",", ".").lstrip("0") or "0"
