"""From tokens to items: the longest phrases of the lexicon, each with the sense that is meant here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import msgspec

from .guess import guessed, is_word, phrase
from .inflection import invariable
from .item import Item, describes
from .lexicon import LANGUAGES, Kind, Language, Lexicon, Term
from .senses import in_context
from .tokens import PAUSE

# When one phrase can be several things, the first of these is meant.
_PRECEDENCE: tuple[Kind, ...] = (
    "of",
    "article",
    "copula",
    "compare",
    "camera",
    "style",
    "season",
    "weather",
    "time",
    "setting",
    "region",
    "mood",
    "body",
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
_FILLS = frozenset(
    ("chocolate", "cheese", "candy", "water", "sand", "flowers", "stars", "snow", "ice", "gold",
     "vegetables", "fruit", "leaves", "roses", "books", "coral", "bone", "gingerbread", "fire")
)  # fmt: skip
_BY: dict[Language, frozenset[str]] = {
    "en": frozenset(("by",)),
    "it": frozenset(("da", "dal", "dalla", "dallo", "dai", "dagli", "dalle", "dall")),
}
_OWNED = frozenset(
    ("heart", "voice", "smile", "reflection", "portrait", "statue", "ghost", "skeleton")
)
_SHORTEST_FOREIGN_WORD = 4  # letters; shorter ones are function words of the other language


def language_of(tokens: Sequence[str], lexicon: Lexicon) -> Language:
    """The language with more of its marker words and known words; English when in doubt."""

    def score(language: Language) -> int:
        markers = sum(token in lexicon.markers[language] for token in tokens)
        known = sum(bool(lexicon.find(language, (token,))) for token in set(tokens))
        words = sum(is_word(token, language) for token in set(tokens) if token.isalpha())
        return 2 * markers + known + words

    return "it" if score("it") > score("en") else "en"


def items(tokens: Sequence[str], language: Language, lexicon: Lexicon) -> list[Item]:
    """Read tokens from the left, always taking the longest phrase that is known."""
    found: list[Item] = []
    at = 0
    while at < len(tokens):
        if tokens[at] == "s" and language == "en" and found and _owner(found[-1], tokens, at):
            led = len(found) > 1 and found[-2].kind == "relation"
            led = led or (len(found) > 2 and found[-3].kind == "relation")
            if not led and _wears(found[-1], tokens, at + 1, lexicon):
                found.append(Item("wearing", Term("relation", "wear")))
                at += 1
                continue
            owner = found.pop()
            if _is_body(tokens[at + 1], lexicon):
                found.append(msgspec.structs.replace(owner, said=owner.said))  # it bears the part
            at += 1
            continue
        item, length = _longest(tokens, at, language, lexicon)
        if length > 1 and language == "en" and _done_by(found, item, tokens[at], lexicon):
            item, length = _longest(tokens[: at + 1], at, language, lexicon)
        if item.kind == "material" and length > 1 and _holds(found, item, lexicon):
            item, length = Item(tokens[at], Term("of", tokens[at])), 1
        found.append(item)
        at += length
    found = _several_by_verb(found) if language == "it" else _several_by_bare_verb(found)
    return in_context(_one_colour(found), language, lexicon)


def _done_by(found: Sequence[Item], item: Item, first: str, lexicon: Lexicon) -> bool:
    """ "a llama chewing gum": it chews, and is no gum of llamas."""
    last = found[-1].meaning("concept") if found else None
    thing = item.meaning("concept")
    return (
        first.endswith("ing")
        and thing is not None
        and last is not None
        and lexicon.family(last.id).living
        and any(t.kind in ("relation", "pose") for t in lexicon.find("en", (first,)))
    )


_SAID_OF_A_THING: Final = frozenset(("colour", "size", "quality", "material", "pose"))


def _several_by_bare_verb(found: list[Item]) -> list[Item]:
    """ "the sheep run away": several of what has one form for one and for several."""
    out = list(found)
    for at, item in enumerate(found[:-1]):
        thing, after = item.meaning("concept"), found[at + 1]
        terms = [t for t in (after.term, *after.also) if t is not None]
        bare = any(t.weak and t.kind in ("relation", "pose") for t in terms)
        one = at > 0 and found[at - 1].text in ("a", "an", "one")
        if thing is not None and bare and not one and invariable(item.text.split()[-1], "en"):
            out[at] = _plural(item, thing)
    return out


def _plural(item: Item, thing: Term) -> Item:
    terms = [t for t in (item.term, *item.also) if t is not None]
    told = [msgspec.structs.replace(t, plural=True) if t is thing else t for t in terms]
    return msgspec.structs.replace(item, term=told[0], also=tuple(told[1:]))


def _several_by_verb(found: list[Item]) -> list[Item]:
    """ "robot che ballano", "taxi volanti": a noun with one form for one and for several, when several do
    or are it."""
    out = list(found)
    for at, item in enumerate(found[:-1]):
        thing = item.meaning("concept")
        alone = at == 0 or found[at - 1].kind not in ("article", "number", "relation", "of")
        if thing is None or thing.plural or not alone or len(item.text) < 2:
            continue
        if invariable(item.text.split()[0], "it") and _of_several(found[at + 1 : at + 3]):
            out[at] = _plural(item, thing)
    return out


def _of_several(after: Sequence[Item]) -> bool:
    """Whether a verb or an adjective in the Italian plural follows: "che ballano", "volanti"."""
    first = after[0]
    if first.text == "che":
        return len(after) > 1 and after[1].text.split()[0].endswith(("ano", "ono"))
    terms = [term for term in (first.term, *first.also) if term is not None]
    says = any(term.kind in _SAID_OF_A_THING for term in terms)
    return says and first.text.split()[0].endswith("i")


def _one_colour(found: list[Item]) -> list[Item]:
    """ "a red and yellow kite": the drawing takes one colour, the same in both languages."""
    out: list[Item] = []
    for index, item in enumerate(found):
        after = found[index + 1] if index + 1 < len(found) else None
        joins = item.text in ("and", "e", "ed") and after is not None and bool(out)
        before = out[-1].meaning("colour") if joins else None
        second = after.meaning("colour") if joins and after is not None else None
        if before is not None and second is not None:
            first = out.pop()
            found[index + 1] = first if before.id < second.id else found[index + 1]
            if {before.id, second.id} == {"black", "white"}:  # it is patched, not dyed
                found[index + 1] = Item(first.text, Term("quality", "spotted"))
            continue
        out.append(item)
    return out


def _holds(found: Sequence[Item], item: Item, lexicon: Lexicon) -> bool:
    """ "una tazza di cioccolata" holds it and is not made of it."""
    if item.text.split()[0] not in ("di", "d", "of") or item.term is None:
        return False
    last = found[-1].meaning("concept") if found else None
    return last is not None and last.id in lexicon.containers and item.term.id in _FILLS


def _owner(item: Item, tokens: Sequence[str], at: int) -> bool:
    """ "grandma's kitchen" does not show grandma."""
    return item.meaning("concept") is not None and at + 1 < len(tokens)


def _wears(owner: Item, tokens: Sequence[str], at: int, lexicon: Lexicon) -> bool:
    """ "the fox's red hat" shows the fox; "grandpa's slipper" no grandpa."""
    being = owner.meaning("concept")
    if being is None or not lexicon.is_animal(being.id):
        return False
    for token in tokens[at : at + 4]:
        things = [t for t in lexicon.find("en", (token,)) if t.kind == "concept"]
        if things:
            family = lexicon.concepts[things[0].id].family
            return family == "garment" or things[0].id in lexicon.wearables
    return False


def _is_body(token: str, lexicon: Lexicon) -> bool:
    found = lexicon.find("en", (token,))
    return token in _OWNED or any(term.kind == "body" for term in found)


def _longest(
    tokens: Sequence[str], at: int, language: Language, lexicon: Lexicon
) -> tuple[Item, int]:
    if tokens[at] == PAUSE:
        return Item(PAUSE, Term("boundary", PAUSE)), 1
    other: Language = LANGUAGES[1] if language == LANGUAGES[0] else LANGUAGES[0]
    for length in range(min(lexicon.longest, len(tokens) - at), 0, -1):
        words = tuple(tokens[at : at + length])
        if length == 1 and _turned_round(tokens, at, language, lexicon):
            verb = lexicon.participles[language][words[0]]
            return Item(" ".join(tokens[at : at + 2]), Term("relation", verb, passive=True)), 2
        terms = lexicon.find(language, words)
        if not terms and (length > 1 or _may_be_foreign(words[0], language)):
            terms = lexicon.find(other, words)
        if not terms and length > 1:
            terms = phrase(words, language, lexicon)
        if terms and not _swallows(tokens, at, length, terms, language, lexicon):
            return _item(" ".join(words), terms), length
    wider = guessed(tokens[at], language, lexicon)
    if wider.terms:
        return _item(tokens[at], wider.terms, wider.said), 1
    return Item(tokens[at], None), 1


def _swallows(
    tokens: Sequence[str],
    at: int,
    length: int,
    terms: Sequence[Term],
    language: Language,
    lexicon: Lexicon,
) -> bool:
    """ "a pile of" must not take the pile off "a pile of gold"."""
    if length < 2:
        return False
    last, after = tokens[at + length - 1], tokens[at + length : at + length + 1]
    if last in lexicon.participles[language] and after and after[0] in _BY[language]:
        return True  # "slitta trainata da sei cani"
    if at + length < len(tokens) and _modifies_next(tokens, at + length - 1, language, lexicon):
        return any(term.kind == "concept" for term in terms)  # "a pile of gold coins"
    if all(term.kind == "material" for term in terms):  # "made of ice cream" is not of ice
        more = tuple(tokens[at + length - 1 : at + length + 1])
        return len(more) == 2 and any(
            term.kind == "concept" for term in lexicon.find(language, more)
        )
    if all(term.kind != "number" for term in terms):
        return False
    longer = range(length, min(lexicon.longest, len(tokens) - at - 1) + 1)
    found = (lexicon.find(language, tuple(tokens[at + 1 : at + 1 + more])) for more in longer)
    return any(term.kind == "concept" for several in found for term in several)


def _modifies_next(tokens: Sequence[str], at: int, language: Language, lexicon: Lexicon) -> bool:
    """Whether a colour or material stands right before an English noun."""
    if language != "en" or tokens[at - 1] not in ("of", "with", "in"):
        return False
    said = {term.kind for term in lexicon.find("en", (tokens[at],))}
    things = lexicon.find("en", (tokens[at + 1],))
    return bool(said & {"colour", "material"}) and any(t.kind == "concept" for t in things)


def _may_be_foreign(word: str, language: Language) -> bool:
    """A pane is no Italian bread: words of the language itself are never read in the other."""
    return len(word) >= _SHORTEST_FOREIGN_WORD and not is_word(word, language)


def _turned_round(tokens: Sequence[str], at: int, language: Language, lexicon: Lexicon) -> bool:
    """Whether a participle with "by" stands here: held by, suonata da."""
    known = tokens[at] in lexicon.participles[language]
    return known and at + 1 < len(tokens) and tokens[at + 1] in _BY[language]


def _item(text: str, terms: Sequence[Term], said: str = "") -> Item:
    ordered = sorted(terms, key=lambda term: (term.weak, _PRECEDENCE.index(term.kind)))
    return Item(text, ordered[0], tuple(ordered[1:]), said=said)


__all__ = ["Item", "describes", "items", "language_of"]
