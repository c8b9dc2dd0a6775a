"""What people type, made safe to keep, to show and to draw from."""

from __future__ import annotations

import unicodedata
from typing import Final

from affresco.studio.errors import PromptEmpty, PromptTooLong
from affresco.studio.model import PROMPT_LIMIT

_INVISIBLE: Final = frozenset(
    "\u00ad\u061c\u180e\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062\u2063\u2064"
    "\u2066\u2067\u2068\u2069\ufeff\ufff9\ufffa\ufffb"
)
"""Direction controls (Unicode UAX 9) and characters without a shape. Joiners and variation selectors
stay: emoji and several scripts need them."""


def normalise(prompt: str) -> str:
    """One line of NFC text without control characters, 1 … PROMPT_LIMIT characters.

    Raises PromptEmpty, PromptTooLong.
    """
    line = tidy(prompt)
    if not any(unicodedata.category(character)[0] in "LNPS" for character in line):
        raise PromptEmpty
    if len(line) > PROMPT_LIMIT:
        raise PromptTooLong(length=len(line), limit=PROMPT_LIMIT)
    return line


def tidy(text: str) -> str:
    """One line of NFC text without control characters, of any length; "" stays ""."""
    composed = unicodedata.normalize("NFC", text)
    kept = "".join(
        character if not _is_control(character) else " " if character.isspace() else ""
        for character in composed
    )
    return " ".join(kept.split())


def _is_control(character: str) -> bool:
    return character in _INVISIBLE or unicodedata.category(character) in ("Cc", "Cs")
