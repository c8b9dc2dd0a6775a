"""Words that stand in no list: inflected forms, slips of the pen, and kinds of things.

In this order: the lemma of the word (``simplemma``), a lexicon word one slip away when the word is
in no dictionary, and for an English noun the nearest thing above it in WordNet (``art/kinds.json``,
made by ``prepare``; without that file, nothing).
"""

from __future__ import annotations

from functools import cache, lru_cache

import msgspec
import simplemma

from affresco.studio.engines.illustrator.assets import KINDS

from .lexicon import LANGUAGES, Language, Lexicon, Term, lexicon

_SHORTEST = 3  # letters of a word that has another form
_SHORTEST_SLIP = 6
_VERBAL: dict[Language, tuple[str, ...]] = {"en": ("ing", "ed"), "it": ("ando", "endo", "ano")}


class Guess(msgspec.Struct, frozen=True):
    """What a word may stand for, and the word itself when that is wider than it."""

    terms: tuple[Term, ...] = ()
    said: str = ""


_NOTHING = Guess()


def guessed(word: str, language: Language, words: Lexicon) -> Guess:
    """The meanings of a word that the lexicon does not have; none when there are none."""
    if len(word) < _SHORTEST or not word.isalpha():
        return _NOTHING
    return _guessed(word, language) if words is lexicon() else _NOTHING


@lru_cache(maxsize=4096)
def _guessed(word: str, language: Language) -> Guess:
    words = lexicon()
    other = LANGUAGES[1] if language == LANGUAGES[0] else LANGUAGES[0]
    for tongue in (language, other):
        terms = _by_lemma(word, tongue, words)
        if terms:
            return Guess(terms)
    foreign = language != "en" and simplemma.is_known(word, language)
    kind = None if foreign else _kind(word)
    if kind:
        return Guess((kind,), word)
    known = any(simplemma.is_known(word, tongue) for tongue in LANGUAGES)
    if not known and len(word) >= _SHORTEST_SLIP:
        for tongue in (language, other):
            meant = _slips(tongue).get(word) or _one_slip(word, tongue)
            if meant:
                return Guess(words.find(tongue, (meant,)))
    return _NOTHING


def _by_lemma(word: str, language: Language, words: Lexicon) -> tuple[Term, ...]:
    lemma = simplemma.lemmatize(word, language).lower()
    if lemma == word:
        return ()
    plural = word.endswith("s") if language == "en" else word[-1:] in ("i", "e")
    verbal = word.endswith(_VERBAL[language])  # "balancing" is no balance
    return tuple(
        msgspec.structs.replace(term, plural=plural) if term.kind == "concept" else term
        for term in words.find(language, (lemma,))
        if term.kind not in ("silent", "article", "boundary", "negation", "of")
        and not (verbal and term.kind in ("concept", "setting"))
    )


def _kind(word: str) -> Term | None:
    """The nearest thing above an English noun."""
    kinds = _kinds()
    plural = word not in kinds and word.endswith("s")
    lemma = simplemma.lemmatize(word, "en").lower() if plural else word
    concept = kinds.get(lemma)
    if concept is None or concept not in lexicon().concepts:
        return None
    return Term("concept", concept, plural)


@cache
def _kinds() -> dict[str, str]:
    if not KINDS.is_file():
        return {}
    grouped = msgspec.json.decode(KINDS.read_bytes(), type=dict[str, str])
    return {word: concept for concept, line in grouped.items() for word in line.split()}


@cache
def _slips(language: Language) -> dict[str, str]:
    """Every longer word of the lexicon with one letter left out; "" where two words would fit."""
    found: dict[str, str] = {}
    for key in lexicon().terms[language]:
        if len(key) == 1 and len(key[0]) >= _SHORTEST_SLIP:
            for shorter in _without_a_letter(key[0]):
                found[shorter] = key[0] if found.get(shorter, key[0]) == key[0] else ""
    return found


def _one_slip(word: str, language: Language) -> str:
    """A letter too many, or two exchanged: the only word of the lexicon that fits.

    One letter for another is no slip: that would make a leopard of Leonardo.
    """
    table = lexicon().terms[language]
    swapped = (
        word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(1, len(word) - 1)
    )
    close = {fit for fit in (*_without_a_letter(word), *swapped) if (fit,) in table}
    return close.pop() if len(close) == 1 else ""


def _without_a_letter(word: str) -> list[str]:
    return [word[:at] + word[at + 1 :] for at in range(1, len(word))]


def warm_up() -> None:
    """Load dictionaries and tables."""
    for language in LANGUAGES:
        simplemma.lemmatize("warming", language)
        _slips(language)
    _kinds()
