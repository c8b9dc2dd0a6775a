"""Cutting a prompt into words."""

from __future__ import annotations

import re
import unicodedata

PAUSE = ","  # the token that stands for any punctuation
LONGEST_PROMPT = 4_000  # characters; the rest cannot change the picture
MOST_TOKENS = 400

# Parts of Unicode names that say how a pictograph looks, not what it shows.
_EMPTY_NAMES = frozenset(("FACE", "SIGN", "SYMBOL", "WITH", "EMOJI", "HEAVY", "BLACK", "WHITE"))

_TOKEN = re.compile(r"[^\W_]+|[,;:.!?()\n\"“”«»—–]+")


def split(text: str) -> list[str]:
    """Lower-case words and pauses; hyphens and apostrophes part words. Any text is allowed.

    A pictograph is read as its Unicode name, so that a fox in emoji is a fox.
    """
    named = "".join(_spoken(character) for character in text[:LONGEST_PROMPT])
    clean = unicodedata.normalize("NFC", named).lower()
    found = []
    for token in _TOKEN.findall(clean):
        found.append(token if token[0].isalnum() else PAUSE)
        if len(found) == MOST_TOKENS:
            break
    return found


def _spoken(character: str) -> str:
    if unicodedata.category(character) != "So":
        return character
    if "\U0001f600" <= character <= "\U0001f64f":
        return ", "  # a smile of whoever writes, not a wish
    words = unicodedata.name(character, "").split()
    return f", {' '.join(word for word in words if word not in _EMPTY_NAMES)}, "
