"""Texts without the disguises that Unicode offers: what a reader sees is what rules compare. Pure.

Each character is taken by itself: NFKC (full-width, mathematical, circled letters), case folding, accents
dropped, invisible characters dropped, letters of other alphabets that look like Latin ones replaced. The
place of every folded character in the original is kept, so that a finding can be shown where it was.
"""

from __future__ import annotations

import functools
import unicodedata
from typing import Final

import msgspec

_DROPPED: Final = frozenset({"Mn", "Me", "Cf", "Cs", "Co"})
"""Accents, enclosing marks, zero-width and direction characters."""

_ALIKE: Final = {
    alike: letter
    for letter, others in {
        "a": "аαɑᴀ", "b": "вʙƅᏏ", "c": "сϲᴄⅽ", "d": "ԁđɗᴅժ", "e": "еεҽᴇɛє", "f": "ғƒꜰ", "g": "ɡցɢ",
        "h": "һнʜհ", "i": "іıιɩɪӏ", "j": "јϳᴊ", "k": "кκᴋ", "l": "ⅼʟłɫ", "m": "мᴍ", "n": "пηɴոŋ",
        "o": "оοøσᴏօ", "p": "рρᴘ", "q": "ԛզ", "r": "гʀⲅ", "s": "ѕꜱʂ", "t": "тτᴛŧ", "u": "υսᴜʋц",
        "v": "νѵᴠ", "w": "ԝωᴡɯш", "x": "хχⅹ", "y": "уγʏү", "z": "ᴢʐ",
    }.items()
    for alike in others
}  # fmt: skip
"""Letters that are read as Latin ones."""

_REGIONAL: Final = range(0x1F1E6, 0x1F200)
_BOXED: Final = (range(0x1F150, 0x1F16A), range(0x1F170, 0x1F18A))
"""Letters of flags, and white letters in dark circles and squares, which NFKC leaves alone."""


class Folded(msgspec.Struct, frozen=True):
    """text: folded. places: for each of its characters, the index of the original one."""

    text: str
    places: list[int]


def fold(text: str) -> Folded:
    """The text as it is read, in one pass."""
    letters: list[str] = []
    places: list[int] = []
    for index, character in enumerate(text):
        for letter in _fold_one(character):
            letters.append(letter)
            places.append(index)
    return Folded("".join(letters), places)


@functools.lru_cache(maxsize=4096)
def _fold_one(character: str) -> str:
    code = ord(character)
    if code < 0x80:
        return character.lower() if character.isprintable() else " "
    if code in _REGIONAL:
        return chr(ord("a") + code - _REGIONAL.start)
    for box in _BOXED:
        if code in box:
            return chr(ord("a") + code - box.start)
    compatible = unicodedata.normalize("NFKC", character).casefold()
    folded = "".join(
        _ALIKE.get(c, c)
        for c in unicodedata.normalize("NFKD", "".join(_ALIKE.get(c, c) for c in compatible))
        if unicodedata.category(c) not in _DROPPED
    )
    return "".join(" " if unicodedata.category(c)[0] in "ZC" else c for c in folded)
