"""How the extractive voice puts things: who, when, what, in the language of the question. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Final

import msgspec
from babel.dates import format_date, format_time
from babel.lists import format_list
from babel.numbers import format_decimal

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


def posts(count: int, locale: Locale) -> str:
    return _amount(
        catalogue(locale).ngettext("{count} post", "{count} posts", count), count, locale
    )


def people(count: int, locale: Locale) -> str:
    form = catalogue(locale).ngettext("{count} person", "{count} people", count)
    return _amount(form, count, locale)


def likes(count: int, locale: Locale) -> str:
    return _amount(
        catalogue(locale).ngettext("{count} like", "{count} likes", count), count, locale
    )


def replies(count: int, locale: Locale) -> str:
    form = catalogue(locale).ngettext("{count} reply", "{count} replies", count)
    return _amount(form, count, locale)


def remixes(count: int, locale: Locale) -> str:
    form = catalogue(locale).ngettext("{count} remix", "{count} remixes", count)
    return _amount(form, count, locale)


def reposts(count: int, locale: Locale) -> str:
    form = catalogue(locale).ngettext("{count} repost", "{count} reposts", count)
    return _amount(form, count, locale)


def decimal(count: int, locale: Locale) -> str:
    """A number with the separators of the language."""
    return str(format_decimal(count, locale=locale))


def _amount(form: str, count: int, locale: Locale) -> str:
    return form.format(count=format_decimal(count, locale=locale))


def listed(parts: Sequence[str], locale: Locale) -> str:
    """*a, b and c*."""
    return str(format_list(parts, locale=locale))


def trimmed(passage: Passage, limit: int = QUOTE_LIMIT) -> Passage:
    """At most so many characters, ended where a clause ends, else where a word does."""
    text = clipped(passage.text, limit)
    if text == passage.text:
        return passage
    return msgspec.structs.replace(passage, text=text, end=passage.start + len(text))


def clipped(text: str, limit: int = QUOTE_LIMIT) -> str:
    """The beginning of a text, ended where a clause ends, else where a word does."""
    if len(text) <= limit:
        return text
    ends = [found.start() + 1 for found in _CLAUSE.finditer(text, limit // 3, limit)]
    end = ends[-1] if ends else text.rfind(" ", 0, limit)
    return text[: end if end > 0 else limit].rstrip(" ,;:–—(")


def quote(passage: Passage, whole: bool = True) -> str:
    """Its words between the marks of a quotation; whole: nothing was cut off at the end."""
    shown = plain(passage.text).translate(_INNER)
    return shown if whole else f"{shown.rstrip('.…')}…"


def words_of(text: str) -> str:
    """Any words as a quotation, cut where a clause ends."""
    short = clipped(text)
    shown = plain(short).translate(_INNER)
    return shown if len(short) == len(text) else f"{shown.rstrip('.…')}…"


_LINK: Final = re.compile(r"!?\[([^\]]*)\]\([^)\s]*\)")
_DRESS: Final = re.compile(r"\*\*|__|`|(?<!\w)[*_](?=\w)|(?<=\w)[*_](?!\w)")
_INNER: Final = str.maketrans('“”„«»"', "‘’‘‘’'")


def plain(text: str) -> str:
    """Without marks of emphasis and addresses of links, on one line."""
    return " ".join(_DRESS.sub("", _LINK.sub(r"\1", text)).split())
