"""Numbers as the reader's language writes them."""

from __future__ import annotations

from babel.numbers import format_decimal

from affresco import text


def decimal(number: float, places: int = 1) -> str:
    """With just so many decimal places: "1,204.5" in English, "1.204,5" in Italian."""
    pattern = "#,##0." + "0" * places if places else "#,##0"
    return format_decimal(number, format=pattern, locale=text.current_locale())
