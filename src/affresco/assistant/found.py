"""What was looked for and what was found, and how much each word and each post is worth. Pure."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Final

import msgspec

from affresco.accounts.model import Ties
from affresco.assistant import words
from affresco.assistant.queries import Circle
from affresco.assistant.questions import Question
from affresco.feeds.model import PostView
from affresco.feeds.search import described, fold
from affresco.feeds.search.compiled import Compiled

EACH: Final = 200
"""Newest posts with each word, and with most of the words, that are put in order."""
READ: Final = 60
"""Posts that are read for one answer, besides fresh ones and replies."""


class Source(msgspec.Struct, frozen=True):
    """A post that may be used. likeness: of its meaning to the question, 0 where it was not compared.
    answers: what it replies to, where that has to do with the question."""

    view: PostView
    likeness: float = 0.0
    answers: PostView | None = None


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """sources: the likeliest first. weights: of each word of the question, by its folded form; the rarer
    the heavier, all together 1. circle, compiled, wanted: for counting, see ``numbers``; wanted: a tsquery
    of all that is asked for, None for everything. ties: the viewer's. fresh: ids of those that are not
    indexed yet and have all the words."""

    sources: tuple[Source, ...]
    weights: Mapping[str, float]
    circle: Circle
    wanted: str | None
    ties: Ties
    fresh: tuple[int, ...] = ()


class Sought(msgspec.Struct, frozen=True):
    """singles: for each word the tsquery of it with all filters; joint: of several words at once."""

    compiled: Compiled
    singles: tuple[str, ...]
    joint: tuple[str, ...]
    wanted: str | None


def narrowed(circle: Circle, compiled: Compiled) -> Circle:
    """With what the operators of the search ask for."""
    authors = circle.authors
    if compiled.authors is not None:
        named = set(compiled.authors)
        authors = list(named if authors is None else named.intersection(authors))
    return msgspec.structs.replace(
        circle,
        authors=authors,
        below=min(circle.below, compiled.query.below),
        above=max(circle.above, compiled.query.above),
    )


def weigh_words(
    typed: Sequence[str], singles: Sequence[Sequence[tuple[int, int]]]
) -> dict[str, float]:
    """How much each word tells: the rarer, the more; all together 1. Of a common word only the newest
    posts were looked up; over how long they reach tells how many there are."""
    if not typed:
        return {}
    stamps = [i >> 16 for one in singles[: len(typed)] for i, _author in one]
    whole = max(1, max(stamps, default=1) - min(stamps, default=0))
    counts: list[float] = []
    for one in singles[: len(typed)]:
        if len(one) < EACH:
            counts.append(float(len(one)))
        else:
            counts.append(len(one) * whole / max(1, (one[0][0] >> 16) - (one[-1][0] >> 16)))
    total = max(100.0, 2 * max(counts))
    raw = [math.log(1 + total / (1 + count)) for count in counts]
    together = sum(raw)
    return {word: weight / together for word, weight in zip(typed, raw, strict=True)}


def likeliest(ids: Mapping[int, float], near: Mapping[int, float]) -> list[int]:
    """The ids that are worth being read, the likeliest first; the newest among equals."""
    scores = {i: ids.get(i, 0.0) + 0.8 * near.get(i, 0.0) for i in {*ids, *near}}
    return sorted(scores, key=lambda i: (-scores[i], -i))[:READ]


def fresh_ones(
    question: Question, views: Sequence[PostView], circle: Circle, sought: Sought
) -> list[Source]:
    """Those of the posts that are not indexed yet that the index would have found."""
    asked = words.all_forms((*question.words, *question.inside))
    query = sought.compiled.query
    found: list[Source] = []
    for view in views:
        post = view.post
        marks = {*described.marks(post)}
        if (
            circle.above < post.id < circle.below
            and (circle.authors is None or post.account_id in circle.authors)
            and (circle.root_id is None or post.root_id == circle.root_id)
            and all(marks.intersection(group) for group in query.marks)
            and not marks.intersection(query.unmarked)
            and all(phrase in fold.line(post.text) for phrase in query.phrases)
            and (not asked or asked & forms_of(view))
        ):
            found.append(Source(view))
    return found[:READ]


def forms_of(view: PostView) -> frozenset[str]:
    """All words that a post is found by, in all their forms."""
    post = view.post
    parts = [post.text, *post.tags, *(picture.alt for picture in post.pictures)]
    if post.recipe_visibility == "open":
        parts += [p.recipe.prompt for p in post.pictures if p.recipe is not None]
    parts += [view.author.handle, view.author.name]
    return words.all_forms(words.tokens("\n".join(parts)))


def has_all(question: Question, view: PostView) -> bool:
    known = question.with_instead(forms_of(view))
    return all(word.forms & known for word in question.words)
