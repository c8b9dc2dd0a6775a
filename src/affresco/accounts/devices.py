"""What a ``User-Agent`` says, in two words that a person recognises."""

from __future__ import annotations

from typing import Final

_BROWSERS: Final = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("Vivaldi", "Vivaldi"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
    ("curl", "curl"),
)
"""Mark → name; most of them claim to be those further down, so the order matters."""
_SYSTEMS: Final = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)


def browser_and_system(user_agent: str) -> tuple[str | None, str | None]:
    """E.g. ("Firefox", "Linux"); None for what it does not tell."""
    return _first(_BROWSERS, user_agent), _first(_SYSTEMS, user_agent)


def _first(marks: tuple[tuple[str, str], ...], user_agent: str) -> str | None:
    return next((name for mark, name in marks if mark in user_agent), None)
