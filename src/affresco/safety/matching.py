"""Terms in texts: exact words and phrases, however they are dressed up. Pure.

A text becomes a row of tokens; some of them can be read in more than one way (``n u d e``, ``n@ked``,
``nuuude``), which makes the row a small graph: readings lead from one token to a later one. Terms are kept as
a tree of words that is walked along the graph. The time grows with the length of the text alone, since a
token has few readings and a term few words.

A word of a term may be: a word; its beginning with ``*``; a range of numbers ``1..17``, also with letters
behind it (``1..17yo``), which numbers in words match as well; ``@handle``.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

import msgspec

from affresco.safety.folding import Folded, fold

_TOKEN: Final = re.compile(r"(?<![^\W_])@(?P<handle>[a-z0-9_]{2,30})(?![^\W_])|\$?[^\W_]+")
_NUMBER: Final = re.compile(r"0*(\d{1,4})([a-z]*)")
_RANGE: Final = re.compile(r"(\d{1,4})\.\.(\d{1,4})([a-z]*)")
_LEET: Final = str.maketrans("034578@$!", "oeastbasi")
_STANDING_IN: Final = frozenset("@$!")
_JOINING: Final = frozenset("@$!._-'’*+~/|·&")
_RUN: Final = re.compile(r"(.)\1{2,}")
_HANDLE: Final = "@handle"

LETTERS_IN_A_RUN: Final = 4
"""Of letters standing apart, words of so many are looked for inside longer runs; shorter ones have to be
the whole run."""

LONGEST_CHAIN: Final = 24
"""Tokens that are tried as one word."""

_UNITS: Final = {
    word: number
    for number, words in enumerate(
        (
            "", "one uno una", "two due", "three tre", "four quattro", "five cinque", "six sei",
            "seven sette", "eight otto", "nine nove", "ten dieci", "eleven undici",
            "twelve dodici", "thirteen tredici", "fourteen quattordici", "fifteen quindici",
            "sixteen sedici", "seventeen diciassette", "eighteen diciotto", "nineteen diciannove",
        )
    )
    for word in words.split()
}  # fmt: skip


class Token(NamedTuple):
    """A word of the text. begin, end: in the folded text. handle: whether it is one, without its @."""

    text: str
    begin: int
    end: int
    handle: bool


class Reading(NamedTuple):
    """From a token to the one after those that were read as ``word``."""

    word: str
    next: int


class Found(msgspec.Struct, frozen=True):
    """A term in a text. key: what it was filed under. first, last: tokens. begin, end: in the original
    text. handle: the one that ``@handle`` stood for."""

    key: int
    first: int
    last: int
    begin: int
    end: int
    handle: str | None


class _Node:
    """A place in the tree of terms. Words, beginnings and ranges lead on from it."""

    __slots__ = ("handle", "keys", "ranges", "starts", "words")

    def __init__(self) -> None:
        self.words: dict[str, _Node] = {}
        self.starts: dict[str, _Node] = {}
        self.ranges: dict[tuple[int, int, str], _Node] = {}
        self.handle: _Node | None = None
        self.keys: list[int] = []


class BadTerm(ValueError):
    """A term that cannot be looked for; the message says why."""


class Terms:
    """Many terms, each filed under a number of its owner's choice."""

    def __init__(self) -> None:
        self._root = _Node()
        self._vocabulary: set[str] = set()
        self._lengths: tuple[int, ...] = ()
        self._starts: tuple[int, ...] = ()

    def add(self, term: str, key: int) -> None:
        """Raises BadTerm."""
        node = self._root
        for word in split_term(term):
            node = self._step(node, word)
        node.keys.append(key)

    def find(self, text: str) -> list[Found]:
        """Every occurrence of every term, in the order of the text."""
        folded = fold(text)
        tokens = tokenise(folded)
        readings = self._readings(folded.text, tokens)
        found: list[Found] = []
        for first in range(len(tokens)):
            self._walk(self._root, first, first, None, tokens, readings, folded.places, found)
        return found

    def _step(self, node: _Node, word: str) -> _Node:
        if word == _HANDLE:
            node.handle = node.handle or _Node()
            return node.handle
        if range_ := _RANGE.fullmatch(word):
            low, high, suffix = range_.groups()
            return node.ranges.setdefault((int(low), int(high), suffix), _Node())
        if word.endswith("*"):
            start = word[:-1]
            self._starts = tuple(sorted({*self._starts, len(start)}))
            return node.starts.setdefault(start, _Node())
        self._vocabulary.add(word)
        self._lengths = tuple(sorted({*self._lengths, len(word)}))
        return node.words.setdefault(word, _Node())

    def _walk(
        self,
        node: _Node,
        first: int,
        place: int,
        handle: str | None,
        tokens: Sequence[Token],
        readings: Sequence[Sequence[Reading]],
        places: Sequence[int],
        found: list[Found],
    ) -> None:
        """From one token on, all terms that go on as the text does."""
        if node.keys:
            begin, end = places[tokens[first].begin], places[tokens[place - 1].end - 1] + 1
            found += [Found(key, first, place - 1, begin, end, handle) for key in node.keys]
        if place >= len(tokens):
            return
        for word, after in readings[place]:
            for child in self._children(node, word):
                self._walk(child, first, after, handle, tokens, readings, places, found)
        token = tokens[place]
        if node.handle is not None and token.handle:
            self._walk(node.handle, first, place + 1, token.text, tokens, readings, places, found)

    def _children(self, node: _Node, word: str) -> Iterator[_Node]:
        exact = node.words.get(word)
        if exact is not None:
            yield exact
        if node.starts:
            for length in self._starts:
                if length > len(word):
                    break
                child = node.starts.get(word[:length])
                if child is not None:
                    yield child
        if node.ranges:
            number, suffix = _number(word)
            for (low, high, wanted), child in node.ranges.items():
                if number is not None and low <= number <= high and suffix == wanted:
                    yield child

    # readings -----------------------------------------------------------------------------------

    def _readings(self, text: str, tokens: Sequence[Token]) -> list[list[Reading]]:
        readings = [
            [Reading(word, index + 1) for word in _spellings(token.text)]
            for index, token in enumerate(tokens)
        ]
        for first, last in _chains(text, tokens, _STANDING_IN):
            self._join(text, tokens, first, last, readings, keep=True)
        for first, last in _chains(text, tokens, _JOINING):
            self._join(text, tokens, first, last, readings, keep=False)
        for first, last in _letters(text, tokens):
            self._spell(tokens, first, last, readings)
        return readings

    def _join(
        self,
        text: str,
        tokens: Sequence[Token],
        first: int,
        last: int,
        readings: list[list[Reading]],
        *,
        keep: bool,
    ) -> None:
        """Read a chain as one word. keep: the signs between stand for letters, else they are dropped."""
        if last - first >= LONGEST_CHAIN:
            return
        whole = text[tokens[first].begin : tokens[last].end]
        word = whole if keep else "".join(c for c in whole if c not in _JOINING)
        readings[first] += [Reading(spelled, last + 1) for spelled in _spellings(word)]

    def _spell(
        self, tokens: Sequence[Token], first: int, last: int, readings: list[list[Reading]]
    ) -> None:
        """Find words in letters that stand apart."""
        plain = "".join(token.text[-1] for token in tokens[first : last + 1])
        letters = plain.translate(_LEET).replace("1", "i")
        if letters in self._vocabulary:
            readings[first].append(Reading(letters, last + 1))
        for place in range(len(letters)):
            for length in self._lengths:
                if place + length > len(letters):
                    break
                word = letters[place : place + length]
                if length >= LETTERS_IN_A_RUN and word in self._vocabulary:
                    readings[first + place].append(Reading(word, first + place + length))


def split_term(term: str) -> list[str]:
    """The words of a term, folded as texts are. Raises BadTerm."""
    words = []
    for raw in term.split():
        if raw == _HANDLE or _RANGE.fullmatch(raw):
            words.append(raw)
            continue
        word, star = (raw[:-1], "*") if raw.endswith("*") else (raw, "")
        pieces = [token.text for token in tokenise(fold(word))]
        if not pieces or (star and len(pieces[-1]) < 3):
            raise BadTerm(raw)
        words += [*pieces[:-1], pieces[-1] + star]
    if not words:
        raise BadTerm(term)
    return words


def tokenise(folded: Folded) -> list[Token]:
    """The words of a folded text."""
    return [
        Token(found["handle"] or found[0], found.start(), found.end(), found["handle"] is not None)
        for found in _TOKEN.finditer(folded.text)
    ]


def _spellings(word: str) -> list[str]:
    """What a word may stand for, itself first."""
    spellings = [word]
    if not word.isalpha() and not word.isdigit():
        leet = word.translate(_LEET)
        spellings += [leet.replace("1", "i"), leet.replace("1", "l")]
        if word.startswith("$"):
            spellings.append(word[1:])
    for spelling in spellings[:]:
        if _RUN.search(spelling):
            spellings += [_RUN.sub(r"\1", spelling), _RUN.sub(r"\1\1", spelling)]
    return list(dict.fromkeys(spellings))


def _number(word: str) -> tuple[int | None, str]:
    if word in _UNITS:
        return _UNITS[word], ""
    found = _NUMBER.fullmatch(word)
    return (int(found[1]), found[2]) if found else (None, "")


def _chains(
    text: str, tokens: Sequence[Token], joints: frozenset[str]
) -> Iterator[tuple[int, int]]:
    """(first, last) of tokens with exactly one such sign between each two."""
    first = 0
    for place in range(1, len(tokens) + 1):
        joined = place < len(tokens) and _between(text, tokens, place) in joints
        if not joined:
            if place - 1 > first:
                yield first, place - 1
            first = place


def _letters(text: str, tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """(first, last) of three or more single letters, each two apart by no more than three characters."""
    first: int | None = None
    for place, token in enumerate(tokens):
        single = len(token.text) == 1 and not token.handle
        near = first is not None and len(_between(text, tokens, place)) <= 3
        if first is not None and not (single and near):
            if place - first >= 3:
                yield first, place - 1
            first = None
        if single and first is None:
            first = place
    if first is not None and len(tokens) - first >= 3:
        yield first, len(tokens) - 1


def _between(text: str, tokens: Sequence[Token], place: int) -> str:
    return text[tokens[place - 1].end : tokens[place].begin]


def covered(found: Sequence[Found], count: int) -> bytearray:
    """For each of ``count`` tokens, whether one of the finds lies over it."""
    over = bytearray(count)
    for one in found:
        over[one.first : one.last + 1] = b"\x01" * (one.last - one.first + 1)
    return over


def nearest(groups: Sequence[Sequence[Found]], near: int) -> tuple[Found, ...] | None:
    """One of each group, all within ``near`` tokens (0: anywhere); None when there is no such choice.

    groups: each in the order of the text.
    """
    if not all(groups):
        return None
    if near == 0:
        return tuple(group[0] for group in groups)
    events = sorted(
        (one.first, number, place)
        for number, group in enumerate(groups)
        for place, one in enumerate(group)
    )
    latest: dict[int, Found] = {}
    for _first, number, place in events:
        latest[number] = groups[number][place]
        if len(latest) == len(groups):
            chosen = tuple(latest[n] for n in range(len(groups)))
            ends = [one.first for one in chosen]
            if max(ends) - min(ends) <= near:
                return chosen
    return None


def by_key(found: Sequence[Found]) -> dict[int, list[Found]]:
    """Finds under their keys, each in the order of the text."""
    filed: dict[int, list[Found]] = defaultdict(list)
    for one in found:
        filed[one.key].append(one)
    return filed
