"""From tokens to phrases: which words stand together, and what each of them says.

A phrase ends at punctuation, at a conjunction, at a verb or preposition that relates two things,
and at an article. Adjectives therefore never leave the phrase of their noun.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from .lexicon import LANGUAGES, Kind, Language, Lexicon, Term
from .tokens import PAUSE

# When one phrase can be several things, the first of these is meant.
_PRECEDENCE: tuple[Kind, ...] = (
    "style",
    "weather",
    "time",
    "setting",
    "mood",
    "concept",
    "quality",
    "colour",
    "size",
    "number",
    "negation",
    "relation",
    "boundary",
    "article",
    "silent",
)
_DESCRIBE: frozenset[Kind] = frozenset(("colour", "size", "quality"))
_PREPOSITIONS = frozenset(("in", "on", "with", "beside"))
_SHORTEST_FOREIGN_WORD = 4  # letters; shorter ones are function words of the other language


class Item(msgspec.Struct, frozen=True):
    """A word or a fixed group of words with its meaning; `term` is None when it is unknown."""

    text: str
    term: Term | None
    also: tuple[Term, ...] = ()

    @property
    def kind(self) -> Kind | None:
        return self.term.kind if self.term else None


class Phrase(msgspec.Struct):
    """Items that stand together, and the relation by which they follow what came before."""

    items: list[Item] = msgspec.field(default_factory=list)
    relation: str | None = None
    negated: bool = False
    after_pause: bool = False


def language_of(tokens: Sequence[str], lexicon: Lexicon) -> Language:
    """The language with more of its marker words and known words; English when in doubt."""

    def score(language: Language) -> int:
        markers = sum(token in lexicon.markers[language] for token in tokens)
        known = sum(bool(lexicon.find(language, (token,))) for token in set(tokens))
        return 2 * markers + known

    return "it" if score("it") > score("en") else "en"


def items(tokens: Sequence[str], language: Language, lexicon: Lexicon) -> list[Item]:
    """Read tokens from the left, always taking the longest phrase that is known."""
    found: list[Item] = []
    at = 0
    while at < len(tokens):
        item, length = _longest(tokens, at, language, lexicon)
        found.append(item)
        at += length
    return found


def _longest(
    tokens: Sequence[str], at: int, language: Language, lexicon: Lexicon
) -> tuple[Item, int]:
    other: Language = LANGUAGES[1] if language == LANGUAGES[0] else LANGUAGES[0]
    if tokens[at] == PAUSE:
        return Item(PAUSE, Term("boundary", PAUSE)), 1
    for length in range(min(lexicon.longest, len(tokens) - at), 0, -1):
        words = tuple(tokens[at : at + length])
        terms = lexicon.find(language, words)
        if not terms and (length > 1 or len(words[0]) >= _SHORTEST_FOREIGN_WORD):
            terms = lexicon.find(other, words)
        if terms:
            ordered = sorted(terms, key=lambda term: _PRECEDENCE.index(term.kind))
            return Item(" ".join(words), ordered[0], tuple(ordered[1:])), length
    return Item(tokens[at], None), 1


def phrases(found: Sequence[Item]) -> list[Phrase]:
    """Group items into phrases."""
    out: list[Phrase] = []
    current = Phrase()

    def close(**follows: object) -> Phrase:
        if current.items:
            out.append(current)
        return msgspec.structs.replace(Phrase(), **follows)

    for item in found:
        if item.kind == "boundary":
            pause = item.text == PAUSE or current.after_pause
            relation = "with" if item.text != PAUSE else None
            current = close(relation=relation, after_pause=pause)
        elif item.kind == "negation":
            current = close(negated=True)
        elif item.kind == "relation" and item.term:
            told = current.relation if not current.items else None
            # in "riding on" and "plays with" the verb says more than the preposition
            relation = told if told and item.term.id in _PREPOSITIONS else item.term.id
            current = close(relation=relation)
        elif item.kind in ("article", "number") and _has_noun(current):
            current = close()
            if item.kind == "number":
                current.items.append(item)
        elif item.kind not in ("silent", "article"):
            current.items.append(_colour_or_noun(item, current))
    close()
    return out


def _has_noun(phrase: Phrase) -> bool:
    return any(item.kind in ("concept", "setting") for item in phrase.items)


def _colour_or_noun(item: Item, phrase: Phrase) -> Item:
    """``rosa`` after a noun is the colour, alone it is the flower."""
    colour = next((term for term in item.also if term.kind == "colour"), None)
    if colour and item.kind == "concept" and any(i.kind == "concept" for i in phrase.items):
        return Item(item.text, colour)
    return item


def describes(item: Item) -> bool:
    """Whether an item is an adjective that belongs to one noun."""
    return item.kind in _DESCRIBE
