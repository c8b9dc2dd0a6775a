"""tsquery as text: quoting and joining of its parts. Pure."""

from __future__ import annotations

from collections.abc import Iterable


def quote(lexeme: str) -> str:
    """A lexeme as it is."""
    escaped = lexeme.replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}'"


def beginning(lexeme: str) -> str:
    """Whatever begins with these characters."""
    return quote(lexeme) + ":*"


def both(parts: Iterable[str]) -> str:
    """All of the parts, "" for none."""
    return " & ".join(f"({part})" for part in parts)


def either(parts: Iterable[str]) -> str:
    """Any of the parts, "" for none."""
    return " | ".join(f"({part})" for part in parts)


def neither(part: str) -> str:
    """All that is not so."""
    return f"!({part})"
