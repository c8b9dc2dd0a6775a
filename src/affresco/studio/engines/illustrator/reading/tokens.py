"""Cutting a prompt into words."""

from __future__ import annotations

import re
import unicodedata

PAUSE = ","  # the token that stands for any punctuation
LONGEST_PROMPT = 4_000  # characters; the rest cannot change the picture
MOST_TOKENS = 400

_TOKEN = re.compile(r"[^\W_]+|[,;:.!?()\n\"“”«»—–]+")


def split(text: str) -> list[str]:
    """Lower-case words and pauses; hyphens and apostrophes part words. Any text is allowed."""
    clean = unicodedata.normalize("NFC", text[:LONGEST_PROMPT]).lower()
    found = []
    for token in _TOKEN.findall(clean):
        found.append(token if token[0].isalnum() else PAUSE)
        if len(found) == MOST_TOKENS:
            break
    return found
