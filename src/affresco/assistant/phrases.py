"""How the extractive voice puts things: who, when, what, in the language of the question. Pure."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Final

from babel.dates import format_date, format_time

from affresco.assistant.model import Passage
from affresco.text import N_, Locale, catalogue, translate

QUOTE_LIMIT: Final = 280
"""Characters of a quotation; longer ones end where a clause does."""

_CLAUSE: Final = re.compile(r"[,;:–—.!?…)]\s")


def when(at: datetime, now: datetime, locale: Locale) -> str:
    """*today at 14:05*, *yesterday*, *on 3 May*, with the year where it is another one."""
    days = (now.date() - at.date()).days
    if days <= 0:
        return translate(N_("today at {time}"), locale).format(
            time=format_time(at, "HH:mm", locale=locale)
        )
    if days == 1:
        return translate(N_("yesterday"), locale)
    pattern = "d MMMM" if at.year == now.year else "d MMMM y"
    return translate(N_("on {day}"), locale).format(day=format_date(at, pattern, locale=locale))


def day(at: datetime, locale: Locale) -> str:
    """The day alone, with its year."""
    return format_date(at, "d MMMM y", locale=locale)


def counted(singular: str, plural: str, count: int, locale: Locale) -> str:
    """The form that fits the number."""
    return catalogue(locale).ngettext(singular, plural, count)


def trimmed(passage: Passage, limit: int = QUOTE_LIMIT) -> Passage:
    """At most so many characters, ended where a clause ends, else where a word does."""
    if len(passage.text) <= limit:
        return passage
    ends = [found.start() + 1 for found in _CLAUSE.finditer(passage.text, limit // 3, limit)]
    end = ends[-1] if ends else passage.text.rfind(" ", 0, limit)
    text = passage.text[: end if end > 0 else limit].rstrip(" ,;:–—(")
    return _cut(passage, text)


def quote(passage: Passage, whole: bool = True) -> str:
    """Its words between the marks of a quotation; whole: nothing was cut off at the end."""
    shown = plain(passage.text).translate(_INNER)
    return shown if whole else f"{shown.rstrip('.…')}…"


_LINK: Final = re.compile(r"!?\[([^\]]*)\]\([^)\s]*\)")
_DRESS: Final = re.compile(r"\*\*|__|`|(?<!\w)[*_](?=\w)|(?<=\w)[*_](?!\w)")
_INNER: Final = str.maketrans('“”„«»"', "‘’‘‘’'")


def plain(text: str) -> str:
    """Without marks of emphasis and addresses of links, on one line."""
    return " ".join(_DRESS.sub("", _LINK.sub(r"\1", text)).split())


def _cut(passage: Passage, text: str) -> Passage:
    import msgspec

    return msgspec.structs.replace(passage, text=text, end=passage.start + len(text))
