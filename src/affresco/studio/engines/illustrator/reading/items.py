"""From tokens to items: the longest phrases of the lexicon, each with the sense that is meant here.

What a word means is decided by the words around it, never by how near it lies to another in
meaning: a verb stands between who does it and what it is done to, an adjective beside its noun, a
place after "in".
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from .guess import guessed, is_word
from .lexicon import LANGUAGES, Kind, Language, Lexicon, Term
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
_DESCRIBE: frozenset[Kind] = frozenset(("colour", "size", "quality", "material", "pose"))
_NOUNS: frozenset[Kind] = frozenset(("concept", "setting", "body", "region"))
_BESIDE_NOUN: frozenset[Kind] = frozenset(("colour", "size", "quality", "number", "article", "of"))
_WHO = frozenset(("che", "who", "that", "which", "si", "mentre", "while", "to", "dove", "where"))
_LEADS_TO_NOUN: frozenset[Kind] = frozenset(
    ("article", "colour", "size", "quality", "material", "silent", "of", "body")
)
_OPENS_OBJECT: frozenset[Kind] = frozenset(("article", "number", "size", "colour", "quality"))
_IN = frozenset(("in", "at"))
_SKY_AROUND = frozenset(("in", "at", "through", "over", "among", "cross", "climb"))
_SKY = frozenset(("sky", "blue sky", "cielo", "cielo azzurro"))
_BEHIND_ALL = Term("body", "background")  # takes its adjectives along and is not drawn
_OVERLOOKS = frozenset(("before", "behind", "beside", "over", "under", "among", "lean"))
_FILLS = frozenset(
    ("chocolate", "cheese", "candy", "water", "sand", "flowers", "stars", "snow", "ice", "gold",
     "vegetables", "coral", "bone", "gingerbread", "fire")
)  # fmt: skip
_ROOFED = frozenset(("land-vehicle", "train", "building", "vessel"))
_TAKES_IN_HAND = frozenset(
    ("hold", "carry", "build", "paint", "make", "draw", "pull", "give", "with")
)
_BY: dict[Language, frozenset[str]] = {
    "en": frozenset(("by",)),
    "it": frozenset(("da", "dal", "dalla", "dallo", "dai", "dagli", "dalle", "dall")),
}
_DEFINITE_OF = frozenset(("del", "dello", "della", "dei", "degli", "delle", "dell"))
_SHORTEST_FOREIGN_WORD = 4  # letters; shorter ones are function words of the other language


class Item(msgspec.Struct, frozen=True):
    """A word or a fixed group of words with its meaning; `term` is None when it is unknown."""

    text: str
    term: Term | None
    also: tuple[Term, ...] = ()
    of: bool = False  # "of" stands before it
    whose: bool = False  # "of the", "of a": it may be the owner
    said: str = ""  # the word itself, when it was understood as something wider
    article: str = ""  # the article before it: it tells the number of "cactus"
    joined: bool = False  # no other word stands between it and the item before it in its phrase

    @property
    def kind(self) -> Kind | None:
        return self.term.kind if self.term else None

    def meaning(self, kind: Kind) -> Term | None:
        """The term of this kind among its meanings."""
        terms = (self.term, *self.also) if self.term else ()
        return next((term for term in terms if term.kind == kind), None)

    def meant(self, kind: Kind) -> Item:
        """The same item in another of its senses."""
        term = self.meaning(kind)
        rest = tuple(t for t in (self.term, *self.also) if t is not None and t is not term)
        return msgspec.structs.replace(self, term=term, also=rest) if term else self


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
            owner = found.pop()
            if lexicon.find("en", tuple(tokens[at + 1 : at + 2])) and _is_body(
                tokens[at + 1], lexicon
            ):
                found.append(msgspec.structs.replace(owner, said=owner.said))  # it bears the part
            at += 1
            continue
        item, length = _longest(tokens, at, language, lexicon)
        if item.kind == "material" and length > 1 and _holds(found, item, lexicon):
            item, length = Item(tokens[at], Term("of", tokens[at])), 1
        found.append(item)
        at += length
    return _in_context(_one_colour(found), language, lexicon)


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


def _is_body(token: str, lexicon: Lexicon) -> bool:
    return any(term.kind == "body" for term in lexicon.find("en", (token,)))


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
    if length < 2 or all(term.kind != "number" for term in terms):
        return False
    longer = range(length, min(lexicon.longest, len(tokens) - at - 1) + 1)
    found = (lexicon.find(language, tuple(tokens[at + 1 : at + 1 + more])) for more in longer)
    return any(term.kind == "concept" for several in found for term in several)


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


class _Context(msgspec.Struct):
    """What was read before a word, and what follows it."""

    before: list[Item]
    after: Item | None
    language: Language
    place: bool  # whether a place is named elsewhere or was before
    seen: bool = False  # whether a place was named before
    being: bool = False  # whether a living being was named before
    roofed: bool = False  # whether something with a roof of its own was named before

    @property
    def last(self) -> Item | None:
        return self.before[-1] if self.before else None

    def relation(self) -> str | None:
        """The verb or preposition that the words right before belong to."""
        for item in reversed(self.before):
            if item.kind in ("relation", "pose") and item.term:
                return item.term.id
            if item.kind not in _LEADS_TO_NOUN:
                return None
        return None


def _in_context(found: list[Item], language: Language, lexicon: Lexicon) -> list[Item]:
    """Decide every word that has several senses.

    "under the table in the kitchen": there is one place, so the table is a thing.
    """
    place = any(
        item.kind == "setting" and not item.meaning("concept") and not _is_mere_view(item)
        for item in found
    )
    context = _Context([], None, language, place)
    for index, item in enumerate(found):
        context.after = found[index + 1] if index + 1 < len(found) else None
        item = _no_bare_verb(item, context)
        if item.also:
            item = _sense(item, context, lexicon)
        elif item.kind == "style" and context.relation() in _TAKES_IN_HAND:
            item = msgspec.structs.replace(item, term=None)  # "with a blueprint"
        elif item.text in _SKY and context.relation() not in _SKY_AROUND and context.before:
            item = msgspec.structs.replace(item, term=_BEHIND_ALL)  # a windmill and a blue sky
        context.before.append(item)
        context.place = context.place or item.kind == "setting"
        context.seen = context.seen or item.kind == "setting"
        if item.kind == "concept" and item.term:
            context.being = context.being or lexicon.family(item.term.id).living
            context.roofed = context.roofed or lexicon.concepts[item.term.id].family in _ROOFED
    return context.before


def _no_bare_verb(item: Item, context: _Context) -> Item:
    """Take away a bare English verb where nobody does it: "rock" is no rocking."""
    terms = [term for term in (item.term, *item.also) if term is not None]
    if not any(term.weak and term.kind in ("relation", "pose") for term in terms):
        return item
    last = context.last
    several = last is not None and last.term is not None and last.term.plural
    if several or (last is not None and last.text in _WHO | {"and", "they"}):
        return item
    kept = [term for term in terms if not (term.weak and term.kind in ("relation", "pose"))]
    return msgspec.structs.replace(item, term=kept[0] if kept else None, also=tuple(kept[1:]))


def _is_mere_view(item: Item) -> bool:
    return item.term is not None and item.term.id in ("portrait", "poster")


def _sense(item: Item, context: _Context, lexicon: Lexicon) -> Item:
    """The sense that a word with several has here."""
    thing = item.meaning("concept")
    if item.meaning("setting") and thing:
        return _place_or_thing(item, context, lexicon)
    if (item.meaning("relation") or item.meaning("pose")) and _acts(item, context):
        return item.meant("relation" if item.meaning("relation") else "pose")
    if item.kind == "style" and thing:
        return item if _is_manner(context) else item.meant("concept")
    if item.kind == "body" and thing:
        after_of = context.after is not None and context.after.kind == "of"
        return item if context.being or after_of else item.meant("concept")
    if item.kind in ("weather", "time") and thing:
        acts = lexicon.concepts[thing.id].family == "celestial" and _does(context)
        return item.meant("concept") if _is_counted(context) or acts else item
    if (item.meaning("relation") or item.meaning("pose")) and thing:
        return item.meant("concept")
    if thing and (adjective := _adjective(item)):
        if adjective == "colour":
            return item.meant("concept" if _names_a_thing(context) else "colour")
        return item.meant(adjective if _beside_noun(context) else "concept")
    if item.meaning("material") and thing:
        english = context.language == "en" and _is_noun_phrase(context.after)
        return item.meant("material" if english else "concept")
    return item


def _place_or_thing(item: Item, context: _Context, lexicon: Lexicon) -> Item:
    """A church is a building beside a road, and a place to kneel in."""
    place, thing = item.meaning("setting"), item.meaning("concept")
    if place is None or thing is None:
        return item
    if lexicon.is_person(thing.id):  # "dal barbiere" is a place
        return item.meant("setting" if context.relation() in ("at", "from", "in") else "concept")
    if place.id == "roof" and context.roofed and context.relation() == "on":
        return msgspec.structs.replace(item, term=Term("body", "roof"), also=())
    wild = place.id in lexicon.landscapes
    relation = context.relation()
    if relation in _TAKES_IN_HAND:
        return item.meant("concept") if context.before else item
    described = ("material", "colour") if context.language == "it" else ("material",)
    made = context.after is not None and context.after.kind in described
    if (_is_counted(context) or made) and not (relation in _IN and not thing.plural):
        return item.meant("concept")
    if wild:
        return item.meant("concept" if place.weak and not context.place else item.kind or "setting")
    if place.id == "sky" and relation in ("among", "over", "through"):
        return item.meant("setting")
    if relation in _OVERLOOKS and not (relation == "under" and place.id == "roof"):
        return item.meant("concept")
    if context.last is not None and context.last.kind == "setting" and context.language == "en":
        return item.meant("setting")  # "an attic greenhouse"
    if relation in _IN and context.before:
        return item.meant("concept" if context.seen else "setting")
    if place.weak or context.place:
        return item.meant("concept")
    return item.meant("setting")


def _is_counted(context: _Context) -> bool:
    """Whether a number, a colour or a material stands before: a place or an hour has none."""
    last = context.last
    return last is not None and last.kind in ("number", "colour", "material")


def _does(context: _Context) -> bool:
    """Whether a verb follows: the moon that reads a story is somebody."""
    after = context.after
    if after is None:
        return False
    return after.text in ("che", "who", "that") or (
        after.kind in ("relation", "pose")
        and after.text.endswith("ing")
        and context.relation() is None
    )


def _is_manner(context: _Context) -> bool:
    """Whether a style stands where styles do: apart, after "in", before "of"."""
    last = context.last
    apart = last is None or last.kind in ("boundary", "silent", "style", "article")
    if last is not None and last.kind == "article" and len(context.before) > 1:
        apart = context.before[-2].kind in ("boundary", "silent")
    return apart or context.relation() == "in"


def _adjective(item: Item) -> Kind | None:
    kinds: tuple[Kind, ...] = ("size", "colour", "quality")
    return next((kind for kind in kinds if item.meaning(kind)), None)


def _beside_noun(context: _Context) -> bool:
    """Whether a thing stands where an adjective would have it: a giant turtle."""
    unknown = context.after is not None and context.after.term is None
    if context.language == "it" and unknown:
        return True  # an old something that is in no list
    if context.language == "en" or _is_noun_phrase(context.after):
        return _is_noun_phrase(context.after)
    last = context.last
    return last is not None and (last.kind in _NOUNS or last.kind in ("colour", "size", "quality"))


def _names_a_thing(context: _Context) -> bool:
    """Whether an orange, una rosa, is a fruit and a flower here and no colour."""
    last = context.last
    if context.language == "en" and _is_noun_phrase(context.after):
        return False
    opens = ("article", "number", "of", "relation", "size", "quality", "negation")
    return last is None or last.kind in opens


def _is_noun_phrase(item: Item | None) -> bool:
    return item is not None and (
        item.kind in ("concept", "colour", "size", "quality", "setting", "material")
        or item.meaning("concept") is not None
    )


def _acts(item: Item, context: _Context) -> bool:
    """ "squirrels building a snowman" and no building; "la porta rossa" and no carrying."""
    last, after = context.last, context.after
    if last is None:
        return item.text.endswith("ing") and after is not None and after.kind in _OPENS_OBJECT
    if last.text in _WHO or last.kind == "copula":
        return True
    if last.kind in ("article", "of", "number", "size", "colour", "quality", "material"):
        return False
    if last.kind in ("relation",):
        return False
    doer = (
        last.kind == "concept" or last.term is None or last.kind in ("boundary", "silent", "pose")
    )
    if not doer:
        return False
    if after is None:
        return last.kind == "concept" and item.text.endswith(("ing", "ando", "endo"))
    return after.kind in _OPENS_OBJECT or (
        last.kind == "concept"
        and after.kind in ("concept", "relation", "silent")
        and (context.language == "it" or item.text.endswith(("ing", "s")))
    )


def describes(item: Item) -> bool:
    """Whether an item is an adjective that belongs to one noun."""
    return item.kind in _DESCRIBE


def is_definite_of(text: str) -> bool:
    """del, della …: of the."""
    return text in _DEFINITE_OF
