"""From items to phrases: which words stand together, and how they follow what came before.

A phrase ends at punctuation, at a conjunction, at a verb or preposition that relates two things,
and at an article. Adjectives therefore never leave the phrase of their noun.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from .item import Item, describes, is_definite_of
from .items import items, language_of
from .lexicon import Kind, Language, Lexicon, Term
from .tokens import PAUSE

_LET_PASS: frozenset[Kind] = frozenset(("silent", "article", "of", "copula", "compare"))
_BEFORE_NOUN: frozenset[Kind] = frozenset(
    (
        "silent",
        "article",
        "of",
        "colour",
        "size",
        "quality",
        "material",
        "number",
        "pose",
        "weather",
        "mood",
        "season",
    )
)
_OR = frozenset(("or", "o", "oppure", "nor", "né", "and", "e", "ed"))
_AND = frozenset(("and", "e", "ed"))
_WITH_VERB = frozenset(("with",))  # "plays with": the verb says more than the preposition
_PRONOUNS: dict[Language, frozenset[str]] = {
    "en": frozenset(("it", "him", "them")),
    "it": frozenset(("lo", "la", "li", "le", "gli")),
}
_SEVERAL = frozenset(
    ("i", "gli", "le", "ai", "agli", "alle", "dei", "nei", "negli", "nelle", "sui", "sugli", "sulle",
     "coi", "dai", "dagli", "dalle")
)  # fmt: skip
_ONE = frozenset(
    ("il", "lo", "la", "l", "un", "una", "uno", "al", "allo", "alla", "all", "del", "nel", "nella",
     "nell", "sul", "sulla", "sull", "col", "dal", "dalla", "dall")
)  # fmt: skip
_PREPOSITIONS = frozenset(
    ("in", "on", "at", "by", "under", "among", "inside", "behind", "over", "above",
     "below", "beneath", "beyond", "near", "along", "across", "through", "outside", "nel", "nella", "sul",
     "sulla", "su", "sotto", "tra", "al", "alla", "a")
)  # fmt: skip
_WHO = frozenset(("che", "who", "that", "which"))


class Phrase(msgspec.Struct):
    """Items that stand together, and the relation by which they follow what came before."""

    items: list[Item] = msgspec.field(default_factory=list)
    relation: str | None = None
    passive: bool = False  # "held by": who does it stands in this phrase
    pronoun: bool = False  # "looking at it": what it is done to was named before
    negated: bool = False
    simile: bool = False  # "like lanterns"
    shaped: bool = False  # "shaped like a bear"
    copula: bool = False  # "the waiter is a seahorse"
    after_pause: bool = False
    after_and: bool = False
    bare: bool = True  # without an article: "con cappotto e cane"

    def nouns(self) -> bool:
        return any(item.kind in ("concept", "setting") for item in self.items)


def phrases(found: Sequence[Item], language: Language, lexicon: Lexicon) -> list[Phrase]:
    """Group items into phrases."""
    reader = _Reader(found, language, lexicon)
    for index, item in enumerate(found):
        reader.read(index, item)
    reader.close()
    return reader.out


class _Reader:
    """Reads items from the left, one phrase open at a time."""

    def __init__(self, found: Sequence[Item], language: Language, lexicon: Lexicon) -> None:
        self.found, self.language, self.lexicon = found, language, lexicon
        self.out: list[Phrase] = []
        self.current = Phrase()
        self.of = self.whose = False
        self.apart = True  # a word without meaning stands between
        self.article = ""  # the last one before the word
        self.named = False  # something was named already
        self.pending = (
            ""  # a verb whose object follows where it is done: "porta sul guscio una casa"
        )

    def close(self, **follows: object) -> None:
        """End the open phrase and begin another."""
        current = self.current
        if self.pending and not current.relation and current.nouns():
            current.relation, self.pending = self.pending, ""
        if current.items or current.pronoun or (current.relation and not current.negated):
            self.out.append(current)
            self.named = self.named or current.nouns()
        self.current = msgspec.structs.replace(Phrase(), **follows)
        self.of = self.whose = False
        self.apart = True
        self.article = ""

    def read(self, index: int, item: Item) -> None:
        if item.kind == "of":
            self.of, self.whose = True, is_definite_of(item.text)
            return
        if item.text == "to" and self._receives(index):
            self._follow("to")  # "bread to ducks"
        elif item.text in ("fa", "fanno") and self._trade(index):
            self.close(copula=True)  # "un riccio che fa il postino"
        elif item.text in ("fa", "fanno", "facendo") and self._cooks(index):
            self._follow("make")  # "fa gli gnocchi"
        elif item.kind == "boundary":
            self._boundary(item)
        elif item.kind == "negation":
            self.close(negated=True)
        elif item.kind == "compare":
            self._compare(item.text)
        elif item.kind == "copula":
            self._copula(index)
        elif item.kind == "relation" and item.term:
            self._relation(item, item.term, index)
        elif item.term is None and self._does_something(index, item.text):
            self._follow("do")  # a verb that is in no list
        elif item.kind in ("article", "number") and self._has_noun() and not self.of:
            self.close(after_pause=self.current.after_pause, bare=item.kind == "number")
            if item.kind == "number":
                self._take(item)
            self.article = item.text
        elif item.kind == "article":
            self.article = item.text
            self.current.bare = self.current.bare and bool(self.current.items)
            self.whose = (
                self.whose
                or (self.of and self.language == "en")
                or (self.of and item.text not in ("i", "gli", "le"))
            )
        elif item.kind not in _LET_PASS:
            self._take(item)
            return
        else:
            self.apart = True
        if item.kind not in ("article", "silent", "number", "size", "colour", "quality"):
            self.of = self.whose = False

    def _take(self, item: Item) -> None:
        if self.current.negated and item.kind == "pose" and self._has_noun():
            self.close()  # "without oars, drifting"
        placed = item.text.partition(" ")[0] in _PREPOSITIONS  # "on the moon" is one phrase
        joined = not self.apart and bool(self.current.items) and not placed
        self.current.items.append(
            msgspec.structs.replace(
                item,
                of=self.of,
                whose=self.of and self.whose,
                joined=joined,
                article=self.article,
            )
        )
        if item.kind in ("concept", "setting", "body"):
            self.article = ""
        self.apart = False
        if item.kind not in ("number", "size", "colour", "quality", "pose", None):
            self.of = self.whose = False

    def _boundary(self, item: Item) -> None:
        again = self.current.negated and item.text in _OR
        pause = item.text == PAUSE or (self.current.after_pause and not self.current.items)
        simile = self.current.simile and item.text in _AND
        joined = item.text in _AND and self.current.nouns() and not self.current.negated
        self.close(negated=again, after_pause=pause, simile=simile, after_and=joined)

    def _compare(self, text: str) -> None:
        """ "like lanterns": not drawn; "anxiety as a forest": the forest is what is shown."""
        if self._has_noun() or self.named:
            self.close(simile=True, shaped="shap" in text or "forma" in text)

    def _receives(self, index: int) -> bool:
        """Whether somebody follows "to", and no verb."""
        after = self.found[index + 1] if index + 1 < len(self.found) else None
        return after is not None and after.kind in (
            "concept",
            "number",
            "colour",
            "size",
            "quality",
        )

    def _trade(self, index: int) -> bool:
        """Whether "il" and a person follow."""
        after = self.found[index + 1 : index + 3]
        if len(after) < 2 or after[0].kind != "article" or after[1].term is None:
            return False
        return after[1].kind == "concept" and self.lexicon.is_person(after[1].term.id)

    def _cooks(self, index: int) -> bool:
        """Whether an article and a dish follow."""
        after = self.found[index + 1 : index + 3]
        thing = after[1].meaning("concept") if len(after) == 2 else None
        if thing is None or after[0].kind != "article":
            return False
        return self.lexicon.concepts[thing.id].family == "food"

    def _copula(self, index: int) -> None:
        after = _next_word(self.found, index)
        noun = after is not None and after.kind not in ("relation", "pose", "boundary", None)
        if noun and (self._has_noun() or self.named):
            self.close(copula=True)

    def _relation(self, item: Item, term: Term, index: int) -> None:
        if term.passive:
            self._follow(term.id, passive=True)
            return
        use = self._use(item, term, index)
        if use is not None:
            self._take(use)
        elif self._has_pronoun(index):
            self._follow(term.id, pronoun=True)
            self.close()
        elif (body := self._where_first(index)) and not self.lexicon.relations[term.id].place:
            self.close()
            self.pending = term.id if body else ""
        else:
            last = item.text.split()[-1]
            article = "i" if last in _SEVERAL else "il" if last in _ONE else ""
            told = self.current.relation if not self.current.items else None
            keeps = told and not self.lexicon.relations[told].place and term.id in _WITH_VERB
            self._follow(told if keeps and told else term.id)
            self.article = article
            self.current.bare = self.current.bare and not article

    def _follow(self, relation: str, *, passive: bool = False, pronoun: bool = False) -> None:
        """The phrase after a verb or preposition; one without words so far is replaced."""
        negated = self.current.negated and not self.current.items
        if self.current.items:
            self.close(relation=relation, passive=passive, pronoun=pronoun)
        else:
            self.current = Phrase(
                relation=relation, passive=passive, pronoun=pronoun, negated=negated,
                simile=self.current.simile, shaped=self.current.shaped, after_pause=self.current.after_pause,
            )  # fmt: skip
            self.apart = True

    def _has_pronoun(self, index: int) -> bool:
        """Whether the object of a verb is only "it": che lo guarda, looking at it."""
        if self.language == "it":
            before = [item.text for item in self.found[max(0, index - 2) : index]]
            return len(before) == 2 and before[0] in _WHO and before[1] in _PRONOUNS["it"]
        after = self.found[index + 1 : index + 3]
        alone = len(after) == 1 or (len(after) == 2 and after[1].kind in ("boundary", "relation"))
        return bool(after) and alone and after[0].text in _PRONOUNS["en"]

    def _use(self, item: Item, term: Term, index: int) -> Item | None:
        """A verb as an adjective, when it has no object or stands before its own noun."""
        if self.lexicon.relations[term.id].place:
            return None
        if item.text.endswith((" a", " the", " da", " con")) and self._object(index) is not None:
            return None
        pose = item.meaning("pose") or Term("pose", term.id)
        before = self.found[index - 1].kind if index else None
        after = self.found[index + 1].kind if index + 1 < len(self.found) else None
        opens = index == 0 or before in ("article", "number", "colour", "size", "quality")
        if self.language == "en" and opens and not self._has_noun() and after == "concept":
            return msgspec.structs.replace(item, term=pose)
        if (
            self._object(index) is None
            and not self._has_pronoun(index)
            and not self._where_first(index)
        ):
            return msgspec.structs.replace(item, term=pose)
        return None

    def _does_something(self, index: int, text: str) -> bool:
        """Whether an unknown word is a verb that stands between who does it and what it is done to."""
        before = self.found[index - 1] if index else None
        after = self.found[index + 1] if index + 1 < len(self.found) else None
        opens = after is not None and after.kind in ("article", "number")
        if before is None or not opens or self._object(index) is None or not self.named_or_open():
            return False
        if self.language == "en":
            return text.endswith("ing") and before.kind in ("concept", "quality", "pose")
        verbal = text.endswith(("ando", "endo")) and before.kind == "concept"
        return verbal or (before.text == "che" and text.endswith(("a", "e", "ano", "ono")))

    def named_or_open(self) -> bool:
        """Whether somebody or something was named who may do it."""
        return self.named or self._has_noun()

    def _where_first(self, index: int) -> bool:
        """Whether a part of the body stands between a verb and its object: "porta sul guscio una casa"."""
        after = self.found[index + 1 : index + 5]
        if not after or after[0].kind != "relation" or after[0].term is None:
            return False
        if not self.lexicon.relations[after[0].term.id].place:
            return False
        at = next((at for at, item in enumerate(after) if item.kind == "body"), 0)
        rest = self.found[index + 1 + at + 1 : index + at + 4]
        return bool(at) and any(item.kind in ("article", "number") for item in rest[:1])

    def _object(self, index: int) -> Item | None:
        """What a verb is done to: the noun that follows it without a preposition between."""
        for item in self.found[index + 1 :]:
            if item.kind in ("concept", "setting", "body", "region", None):
                return item
            if item.kind == "relation" and item.term and item.term.id in _WITH_VERB:
                continue
            if item.kind not in _BEFORE_NOUN:
                return None
        return None

    def _has_noun(self) -> bool:
        return self.current.nouns()


def _next_word(found: Sequence[Item], index: int) -> Item | None:
    return next((i for i in found[index + 1 :] if i.kind not in ("silent", "article")), None)


__all__ = ["Item", "Phrase", "describes", "items", "language_of", "phrases"]
