"""Adjectives, materials, colours and poses: what they say, and of which noun."""

from __future__ import annotations

from collections.abc import Sequence

from .drafts import Draft
from .guess import GROW_UP
from .item import Item, describes
from .lexicon import Language, Lexicon, Term

_TAKES_ADJECTIVES = frozenset(("setting", "weather", "time", "region", "body"))


EXTREMES = {"giant": "large", "tiny": "small"}


def say_of(noun: Draft, term: Term, lexicon: Lexicon) -> None:
    """Give one noun what an adjective says; what was said first stays."""
    if term.kind == "quality":
        noun.qualities.append(term.id)
    elif term.kind == "pose" and noun.pose is None:
        noun.pose = term.id
        noun.qualities.extend(_posed(term, lexicon))
    elif term.kind == "material" and noun.material is None:
        noun.material = term.id
        noun.qualities.append(term.id)
    elif term.kind == "colour":
        noun.colour = noun.colour or term.id
    elif term.kind == "size" and term.id == "young":
        noun.size = noun.size or (None if noun.concept in GROW_UP else "small")
    elif term.kind == "size" and term.id in EXTREMES:
        noun.size = noun.size or EXTREMES[term.id]
        if noun.size == EXTREMES[term.id]:
            noun.qualities.append(term.id)
    elif term.kind == "size" and not (term.id == "small" and noun.concept in GROW_UP):
        noun.size = noun.size or term.id


def of_what(item: Item, term: Term, noun: Draft, lexicon: Lexicon) -> Term:
    """A silver jug is made of silver, a silver fish is not."""
    living = lexicon.family(noun.concept).living
    other = item.meaning("colour" if living else "material")
    return other if other and term.kind in ("colour", "material") else term


def _posed(term: Term, lexicon: Lexicon) -> list[str]:
    pose = lexicon.poses.get(term.id)
    if pose is None:
        return [term.id]
    return [pose.quality] if pose.quality else []


def next_noun(drafts: Sequence[Draft], position: int) -> Draft | None:
    return next((draft for draft in drafts if draft.at > position), None)


def last_noun(drafts: Sequence[Draft], position: int) -> Draft | None:
    return next((draft for draft in reversed(drafts) if draft.at < position), None)


def of_the_place(items: Sequence[Item], position: int, language: Language) -> bool:
    """Whether the nearest noun is a place: a pink lake, un mare blu."""
    step = 1 if language == "en" else -1
    at = position + step
    while 0 <= at < len(items) and describes(items[at]):
        at += step
    if not 0 <= at < len(items) or (step > 0 and not items[at].joined):
        return False
    return items[at].kind in _TAKES_ADJECTIVES


def unknown_noun_before(items: Sequence[Item], position: int, noun: Draft | None) -> bool:
    """Whether a word that is not understood stands right before, nearer than the known noun."""
    return position > 0 and items[position - 1].term is None and noun is None
