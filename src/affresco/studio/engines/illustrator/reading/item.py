"""A word of a prompt, or a fixed group of words, with the sense that is meant."""

from __future__ import annotations

import msgspec

from .lexicon import Kind, Term

_DESCRIBE: frozenset[Kind] = frozenset(("colour", "size", "quality", "material", "pose"))
_DEFINITE_OF = frozenset(("del", "dello", "della", "dei", "degli", "delle", "dell"))


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


def describes(item: Item) -> bool:
    """Whether an item is an adjective that belongs to one noun."""
    return item.kind in _DESCRIBE


def is_definite_of(text: str) -> bool:
    """del, della …: of the."""
    return text in _DEFINITE_OF
