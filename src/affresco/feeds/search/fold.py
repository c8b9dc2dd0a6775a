"""Text as it is compared: without case, accents and punctuation, cut into words. Pure.

The same for what is searched and for what is sought, and the same on every database server: nothing
depends on the server's locale or dictionaries. Scripts that write no spaces (Han, Kana, Thai, Lao,
Khmer, Burmese) are cut into single characters; a word of theirs is then sought as a phrase.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

WORD_LIMIT: Final = 60
"""Characters of a word; longer ones are cut. A search for the whole still finds them: it is cut, too."""

_PLAIN: Final = re.compile(r"[a-z0-9 ]*")
_WORDS: Final = re.compile(r"[^\W_]+")
_UNSPACED: Final = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\uff66-\uff9f\U00020000-\U0003ffff]"
)
_LETTERS: Final = str.maketrans(
    {
        "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l",
        "ħ": "h", "ı": "i", "ŋ": "n", "ŧ": "t", "ĳ": "ij", "\u02bc": "", "'": " ", "\u2019": " ",
    }
)  # fmt: skip
"""Letters that carry no accent that could be taken off, and apostrophes, which end a word (l'alba)."""


def fold(text: str) -> str:
    """Lower case, compatibility forms resolved, without the accents of Latin, Greek and Cyrillic."""
    lowered = text.casefold()
    if _PLAIN.fullmatch(lowered):
        return lowered
    folded = unicodedata.normalize("NFKD", lowered).casefold()
    kept = []
    base = ""
    for character in folded:
        if not unicodedata.combining(character):
            base = character
        elif base < "\u0530":  # marks of other scripts are letters of their own (Kana, Devanagari)
            continue
        kept.append(character)
    return unicodedata.normalize("NFC", "".join(kept)).translate(_LETTERS)


def words(text: str) -> list[str]:
    """The words of a text in order, folded."""
    folded = fold(text)
    found = _WORDS.findall(folded) if folded.isascii() else _split(folded)
    return [word[:WORD_LIMIT] for word in found]


def line(text: str) -> str:
    """The words of a text with spaces between them."""
    return " ".join(words(text))


def _split(text: str) -> list[str]:
    """Runs of letters and digits with the marks that belong to them, which ``re`` takes for no letters."""
    parts: list[str] = []
    whole = False
    for character in text:
        kind = unicodedata.category(character)[0]
        if kind == "M" and parts and parts[-1]:
            parts[-1] += character
        elif kind not in "LN":
            parts.append("")
        elif whole or _UNSPACED.match(character) or not parts:
            parts.append(character)
        else:
            parts[-1] += character
        whole = kind in "LM" and bool(parts[-1]) and _UNSPACED.match(parts[-1][0]) is not None
    return [part for part in parts if part]
