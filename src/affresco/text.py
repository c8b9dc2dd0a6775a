"""Language: gettext catalogues, and the locale of the request at hand.

Message ids are English. ``_()`` translates into the current locale (a context variable that doors
set for each request), ``N_()`` only marks a string for extraction, ``translate()`` takes the locale
explicitly. Catalogues are read from ``locale/<locale>/LC_MESSAGES/affresco.po`` when first used.
"""

from __future__ import annotations

import functools
import gettext
import io
from contextvars import ContextVar
from pathlib import Path
from typing import Final, Literal, get_args

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

Locale = Literal["en", "it"]
LOCALES: Final[tuple[Locale, ...]] = get_args(Locale)
DEFAULT_LOCALE: Final[Locale] = "en"
LOCALE_DIR: Final = Path(__file__).parent / "locale"

_current: ContextVar[str] = ContextVar("locale", default=DEFAULT_LOCALE)


@functools.cache
def catalogue(locale: str) -> gettext.NullTranslations:
    """The translations of one locale; English, the language of the message ids, has none."""
    path = LOCALE_DIR / locale / "LC_MESSAGES" / "affresco.po"
    if locale == DEFAULT_LOCALE or locale not in LOCALES or not path.exists():
        return gettext.NullTranslations()
    with path.open("rb") as source:
        messages = read_po(source, locale=locale)
    compiled = io.BytesIO()
    write_mo(compiled, messages)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def N_(message: str) -> str:
    """Mark a message for extraction; it is translated where it is shown."""
    return message


def translate(message: str, locale: str) -> str:
    """The message in the given locale, or itself where there is no translation."""
    return catalogue(locale).gettext(message)


def _(message: str) -> str:
    """The message in the locale of the request at hand."""
    return catalogue(_current.get()).gettext(message)


def ngettext(singular: str, plural: str, count: int) -> str:
    """The plural form that fits ``count`` in the locale of the request at hand."""
    return catalogue(_current.get()).ngettext(singular, plural, count)


def current_locale() -> str:
    """The locale of the request at hand: one of ``LOCALES``."""
    return _current.get()


def set_locale(locale: str) -> None:
    """Set the locale for the rest of the present context (one request, one job)."""
    _current.set(locale if locale in LOCALES else DEFAULT_LOCALE)


def best_locale(accept_language: str) -> Locale:
    """The supported locale that an ``Accept-Language`` header asks for first (RFC 9110 §12.5.4)."""
    ranked: list[tuple[float, str]] = []
    for part in accept_language.split(","):
        tag, _sep, parameter = part.strip().partition(";")
        try:
            weight = float(parameter.strip().removeprefix("q=")) if parameter else 1.0
        except ValueError:
            weight = 0.0
        ranked.append((weight, tag.split("-")[0].strip().lower()))
    for _weight, language in sorted(ranked, key=lambda item: -item[0]):
        for locale in LOCALES:
            if language == locale:
                return locale
    return DEFAULT_LOCALE
