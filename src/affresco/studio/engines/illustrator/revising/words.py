"""Words of corrections and instructions, read with the lexicon as a prompt is."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import msgspec

from affresco.studio.engines.illustrator.reading.entities import Entities
from affresco.studio.engines.illustrator.reading.items import describes, items, language_of
from affresco.studio.engines.illustrator.reading.lexicon import Kind, Language, Lexicon, Term
from affresco.studio.engines.illustrator.reading.named import Named
from affresco.studio.engines.illustrator.reading.phrases import Phrase, phrases
from affresco.studio.engines.illustrator.reading.tokens import split
from affresco.studio.engines.illustrator.scene import Entity

# Words of an instruction that say nothing of a picture.
_MUTE = frozenset(
    (
        "should", "must", "could", "shall", "may", "might", "let", "give", "put", "use", "add", "instead",
        "also", "please", "keep", "change", "becomes", "deve", "devono", "dovrebbe", "invece", "anche",
        "usa", "metti", "fai", "rendi", "aggiungi", "now", "adesso", "rest", "same", "resto",
    )
)  # fmt: skip
_ONE = frozenset(("a", "an", "one", "un", "uno", "una"))
_KINDS: tuple[Kind, ...] = ("style", "setting", "time", "season", "camera", "weather", "mood")


class Said(msgspec.Struct, frozen=True):
    """What words name. counted: those entities whose number is said, "a" being one. several: those in
    the plural. loose: adjectives and numbers of nothing that is named, so of what "it" is.
    left: the words that say nothing here."""

    named: Named
    entities: tuple[Entity, ...]
    counted: frozenset[int]
    several: frozenset[int]
    loose: tuple[Term, ...]
    left: tuple[str, ...]

    @property
    def empty(self) -> bool:
        """Whether nothing was understood."""
        return not (self.entities or self.loose or any(map(self.of, _KINDS)))

    def of(self, kind: Kind) -> Sequence[str]:
        """What is named of a kind."""
        lists = {
            "style": self.named.styles,
            "setting": self.named.settings,
            "time": self.named.times,
            "season": self.named.seasons,
            "camera": self.named.cameras,
            "weather": self.named.weather,
            "mood": self.named.moods,
        }
        return lists.get(kind, ())


def read(tokens: Sequence[str], language: Language, words: Lexicon) -> Said:
    """Read words without a command."""
    named, entities, loose = Named(), Entities(), []
    counted: set[str] = set()
    several: set[str] = set()
    for phrase in phrases(items(tokens, language, words), language, words):
        if phrase.negated:
            continue
        if not phrase.simile:
            named.read(phrase, language)
        entities.add(phrase, language, words)
        nouns = [item.term for item in phrase.items if item.term and item.kind == "concept"]
        if any(item.kind == "number" for item in phrase.items) or _one(phrase, tokens):
            counted.update(noun.id for noun in nouns)
        several.update(noun.id for noun in nouns if noun.plural)
        if not any(item.kind in ("concept", "setting") for item in phrase.items):
            loose += [
                item.term
                for item in phrase.items
                if item.term and (describes(item) or item.kind == "number")
            ]
    found = tuple(entities.found)
    if not named.settings:
        named.settings += _places_of(named.regions, words)
    return Said(
        named,
        found,
        frozenset(at for at, entity in enumerate(found) if entity.concept in counted),
        frozenset(at for at, entity in enumerate(found) if entity.concept in several),
        tuple(loose),
        tuple(
            word for word in dict.fromkeys((*named.unknown, *entities.dropped)) if word not in _MUTE
        ),
    )


def _places_of(regions: Sequence[str], words: Lexicon) -> list[str]:
    """What is painted for Paris or the Alps."""
    return [words.regions[name].setting for name in regions if words.regions[name].setting]


def _one(phrase: Phrase, tokens: Sequence[str]) -> bool:
    """Whether "a" stands right before the first word of a phrase."""
    first = phrase.items[0].text.split()[0] if phrase.items else ""
    return any(before in _ONE and word == first for before, word in pairwise(tokens))


def spoken(text: str, words: Lexicon) -> tuple[list[str], Language]:
    """The words of a text and its language; of "kitchen → beach" those after the arrow."""
    after = text.replace("->", "→").rpartition("→")[2]
    tokens = split(after)
    return tokens, language_of(tokens, words)


def keys_in(kind: Kind, text: str, words: Lexicon) -> list[str]:
    """The names of a kind that a text says, whatever else its words may mean."""
    tokens, language = spoken(text, words)
    found: list[str] = []
    at = 0
    while at < len(tokens):
        for length in range(min(words.longest, len(tokens) - at), 0, -1):
            term = _term(kind, tuple(tokens[at : at + length]), language, words)
            if term:
                found.append(term.id)
                at += length
                break
        else:
            at += 1
    if not found:
        read_ = items(tokens, language, words)
        found = [term.id for item in read_ if (term := item.meaning(kind))]
    if not found and kind == "setting":
        found = _places_of(keys_in("region", text, words), words)
    return list(dict.fromkeys(found))


def _term(kind: Kind, phrase: tuple[str, ...], language: Language, words: Lexicon) -> Term | None:
    other: Language = "it" if language == "en" else "en"
    terms = (*words.find(language, phrase), *words.find(other, phrase))
    return next((term for term in terms if term.kind == kind), None)
