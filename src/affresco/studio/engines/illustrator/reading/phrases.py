"""From tokens to phrases: which words stand together, and what each of them says.

A phrase ends at punctuation, at a conjunction, at a verb or preposition that relates two things,
and at an article. Adjectives therefore never leave the phrase of their noun.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

from .guess import guessed
from .lexicon import LANGUAGES, Kind, Language, Lexicon, Term
from .tokens import PAUSE

# When one phrase can be several things, the first of these is meant.
_PRECEDENCE: tuple[Kind, ...] = (
    "of",
    "article",
    "camera",
    "style",
    "season",
    "weather",
    "time",
    "setting",
    "mood",
    "concept",
    "material",
    "quality",
    "colour",
    "size",
    "number",
    "negation",
    "relation",
    "pose",
    "boundary",
    "silent",
)
_DESCRIBE: frozenset[Kind] = frozenset(("colour", "size", "quality", "material", "pose"))
_WEAK = frozenset(("in", "on", "with", "beside", "over", "under"))
_LET_PASS: frozenset[Kind] = frozenset(("silent", "article", "of"))
_BEFORE_NOUN: frozenset[Kind] = frozenset(
    ("silent", "article", "of", "colour", "size", "quality", "material", "number")
)
_OR = frozenset(("or", "o", "oppure", "nor", "né", "and", "e", "ed"))
_WHO = frozenset(("che", "who", "that", "which"))
_SHORTEST_FOREIGN_WORD = 4  # letters; shorter ones are function words of the other language


class Item(msgspec.Struct, frozen=True):
    """A word or a fixed group of words with its meaning; `term` is None when it is unknown."""

    text: str
    term: Term | None
    also: tuple[Term, ...] = ()
    of: bool = False  # "of" stands before it
    said: str = ""  # the word itself, when it was understood as something wider

    @property
    def kind(self) -> Kind | None:
        return self.term.kind if self.term else None

    def meaning(self, kind: Kind) -> Term | None:
        """The term of this kind among its meanings."""
        terms = (self.term, *self.also) if self.term else ()
        return next((term for term in terms if term.kind == kind), None)


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
        if tokens[at] == "s" and found and found[-1].kind == "concept" and language == "en":
            found.pop()  # "grandma's kitchen" does not show grandma
            at += 1
            continue
        item, length = _longest(tokens, at, language, lexicon)
        found.append(item)
        at += length
    return _places_or_things(found, language)


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
            return _item(" ".join(words), terms), length
    wider = guessed(tokens[at], language, lexicon)
    if wider.terms:
        return _item(tokens[at], wider.terms, wider.said), 1
    return Item(tokens[at], None), 1


def _item(text: str, terms: Sequence[Term], said: str = "") -> Item:
    ordered = sorted(terms, key=lambda term: _PRECEDENCE.index(term.kind))
    return Item(text, ordered[0], tuple(ordered[1:]), said=said)


def _places_or_things(found: list[Item], language: Language) -> list[Item]:
    """Decide words that may be a place or a thing, a material or a thing, a verb or a noun.

    "under the table in the kitchen": there is one place, so the table is a thing.
    """
    elsewhere = any(item.kind == "setting" and not item.meaning("concept") for item in found)
    out: list[Item] = []
    place = elsewhere
    for index, item in enumerate(found):
        after = found[index + 1] if index + 1 < len(found) else None
        thing, material = item.meaning("concept"), item.meaning("material")
        if item.kind == "setting" and thing:
            if place or _of_a_thing(out):
                item = Item(item.text, thing)
            place = True
        elif thing and (adjective := _adjective(item)) and _beside_thing(out, after, language):
            item = Item(item.text, adjective)
        elif thing and item.meaning("relation") and _acts(out, item, after):
            item = Item(item.text, item.meaning("relation"), item.also)
        elif material and thing and language == "en" and _is_thing(after):
            item = Item(item.text, material)
        elif material and thing:
            item = Item(item.text, thing)
        out.append(item)
    return out


def _adjective(item: Item) -> Term | None:
    return item.meaning("size") or item.meaning("colour") or item.meaning("quality")


def _beside_thing(before: Sequence[Item], after: Item | None, language: Language) -> bool:
    """Whether a thing stands where an adjective would have it: a giant turtle."""
    if language == "en":
        return after is not None and after.kind == "concept"
    return bool(before) and before[-1].kind == "concept"


def _acts(before: Sequence[Item], item: Item, after: Item | None) -> bool:
    """ "squirrels building a snowman" and no building."""
    doer = bool(before) and (before[-1].kind == "concept" or before[-1].text in _WHO)
    return doer and after is not None and after.kind in ("article", "number", "concept")


def _of_a_thing(before: Sequence[Item]) -> bool:
    """Whether a number or a colour stands before: a place has neither."""
    return bool(before) and before[-1].kind in ("number", "colour", "material")


def _is_thing(item: Item | None) -> bool:
    return item is not None and item.kind in ("concept", "colour", "size")


def phrases(found: Sequence[Item], language: Language, lexicon: Lexicon) -> list[Phrase]:
    """Group items into phrases."""
    out: list[Phrase] = []
    current = Phrase()
    of = False

    def close(**follows: object) -> Phrase:
        if current.items or (current.relation and not current.negated):
            out.append(current)
        return msgspec.structs.replace(Phrase(), **follows)

    for index, item in enumerate(found):
        if item.kind == "of":
            of = True
            continue
        if item.kind == "boundary":
            again = current.negated and item.text in _OR
            pause = item.text == PAUSE or current.after_pause
            current = close(negated=again, after_pause=pause)
        elif item.kind == "negation":
            current = close(negated=True)
        elif item.kind == "relation" and item.term:
            use = _use(item, index, found, current, language, lexicon)
            if use:
                current.items.append(use)
            else:
                told = current.relation if not current.items else None
                # in "riding on" and "plays with" the verb says more than the preposition
                verb = told if told and item.term.id in _WEAK else item.term.id
                current = _following(current, verb, close)
        elif item.kind in ("article", "number") and _has_noun(current) and not of:
            current = close()
            if item.kind == "number":
                current.items.append(item)
        elif item.kind not in _LET_PASS:
            known = _colour_or_noun(item, current, language)
            current.items.append(msgspec.structs.replace(known, of=of))
        of = of and item.kind in ("article", "silent", "number")
    close()
    return out


def _following(current: Phrase, relation: str, close: Callable[..., Phrase]) -> Phrase:
    """The phrase after a verb or preposition; one without words so far is replaced."""
    negated = current.negated and not current.items
    if not current.items:
        return Phrase(relation=relation, negated=negated)
    return close(relation=relation, negated=negated)


def _use(
    item: Item,
    index: int,
    found: Sequence[Item],
    current: Phrase,
    language: Language,
    lexicon: Lexicon,
) -> Item | None:
    """A verb as an adjective, when it has no object or stands before its own noun."""
    if item.term is None or lexicon.relations[item.term.id].place:
        return None
    pose = item.meaning("pose")
    if pose and not _has_object(found[index + 1 :]):
        return Item(item.text, pose)
    opens = index == 0 or found[index - 1].kind in ("article", "number", "colour", "size")
    after = found[index + 1].kind if index + 1 < len(found) else None
    if language == "en" and opens and not _has_noun(current) and after == "concept":
        return Item(item.text, pose or Term("pose", item.term.id))
    return None


def _has_object(rest: Sequence[Item]) -> bool:
    for item in rest:
        if item.kind in ("concept", "setting", None):
            return True
        if item.kind not in _BEFORE_NOUN:
            return False
    return False


def _has_noun(phrase: Phrase) -> bool:
    return any(item.kind in ("concept", "setting") for item in phrase.items)


def _colour_or_noun(item: Item, phrase: Phrase, language: Language) -> Item:
    """``rosa`` after a noun is the colour, alone it is the flower."""
    colour = item.meaning("colour")
    if colour and item.kind == "concept" and language == "it" and phrase.items:
        return Item(item.text, colour)
    return item


def describes(item: Item) -> bool:
    """Whether an item is an adjective that belongs to one noun."""
    return item.kind in _DESCRIBE
