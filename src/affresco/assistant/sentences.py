"""Sentences of a language model as they come, each with the numbers that it cites. Pure."""

from __future__ import annotations

import re
from typing import Final

import msgspec

LONGEST: Final = 600
"""Characters of a sentence; what is longer is none, and is not shown."""

_CITED: Final = re.compile(r"\[\s*(\d{1,3}(?:\s*[,;]\s*\d{1,3})*)\s*\]")
_END: Final = re.compile(
    r"""(?:
        (?<!\b[A-Z])
        (?i:(?<!\be\.g)(?<!\bi\.e)(?<!\bca)(?<!\becc)(?<!\betc)(?<!\bdr)(?<!\bmr)(?<!\bmrs)(?<!\bsig))
        [.!?…]+ ["'”’»)]* (?:\s*\[[\d\s,;]+\])*  (?=\s+[^\s\[a-zà-öø-ÿ]|\s*\Z)
        | \n+
    )""",
    re.VERBOSE,
)
_DRESS: Final = re.compile(r"^\s*(?:[-*•#>]+|\d{1,2}[.)])\s+|\*\*|__|`")


class Written(msgspec.Struct, frozen=True):
    """A sentence without its marks. cites: the numbers, in order, each once."""

    text: str
    cites: tuple[int, ...]


class Splitter:
    """Text in pieces → whole sentences. A sentence is whole when the next one has begun: its numbers may
    stand after the full stop."""

    def __init__(self) -> None:
        self._waiting = ""

    def feed(self, piece: str) -> list[Written]:
        """The sentences that are whole by now."""
        self._waiting += piece
        found: list[Written] = []
        while match := _END.search(self._waiting):
            # At the very end more may come: another digit, a closing mark, a number in brackets.
            if match.end() == len(self._waiting) or not self._waiting[match.end() :].strip():
                break
            found += _written(self._waiting[: match.end()])
            self._waiting = self._waiting[match.end() :]
        return found

    def finish(self) -> list[Written]:
        """What is left when nothing more comes."""
        rest, self._waiting = self._waiting, ""
        found: list[Written] = []
        while (match := _END.search(rest)) and match.end() < len(rest):
            found += _written(rest[: match.end()])
            rest = rest[match.end() :]
        return [*found, *_written(rest)]


def _written(text: str) -> list[Written]:
    """One sentence, or none where nothing is left. Numbers in a row of brackets may be several each."""
    numbers = [
        int(number)
        for group in _CITED.findall(text)
        for number in re.split(r"\s*[,;]\s*", group.strip())
    ]
    plain = _DRESS.sub("", _CITED.sub("", text))
    plain = re.sub(r"\s+([.,;:!?…])", r"\1", " ".join(plain.split())).strip()
    if not any(character.isalnum() for character in plain):
        return []
    return [Written(plain, tuple(dict.fromkeys(numbers)))]
