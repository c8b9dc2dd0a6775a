"""What people liked most, and what one missed: by conversation, most response first. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

import msgspec

from affresco.assistant import phrases
from affresco.assistant.extractive import sentence
from affresco.assistant.found import Source
from affresco.assistant.model import Passage, Sentence
from affresco.assistant.numbers import example
from affresco.assistant.passages import telling
from affresco.feeds.model import PostView
from affresco.text import N_, Locale, translate

CLUSTERS: Final = 4
"""Conversations that are told of."""
BEST: Final = 3


class Cluster(msgspec.Struct, frozen=True):
    """Posts that belong together, the most responded to first. weight: response of all of them."""

    views: tuple[PostView, ...]
    weight: float


def response(view: PostView) -> float:
    """How much people did with a post: passing on and remixing is more than liking."""
    counts = view.counts
    return counts.likes + 2 * counts.reposts + 2 * counts.remixes + counts.replies


def clusters(sources: Sequence[Source], *, one_thread: bool) -> list[Cluster]:
    """Posts by thread, and threads by their first hashtag; one_thread: each post for itself, as all are of
    one thread."""
    groups: dict[str, list[PostView]] = {}
    for source in sources:
        view = source.view
        if one_thread:
            key = str(view.post.id)
        elif view.post.tags and view.post.in_reply_to_id is None:
            key = f"#{view.post.tags[0]}"
        else:
            key = str(view.post.root_id)
        groups.setdefault(key, []).append(view)
    ready = []
    for views in groups.values():
        order = sorted(views, key=lambda view: (-response(view), -view.post.id))
        ready.append(Cluster(tuple(order), sum(1 + response(view) for view in views)))
    return sorted(ready, key=lambda one: (-one.weight, -one.views[0].post.id))


def best(sources: Sequence[Source], now: datetime, locale: Locale) -> tuple[Sentence, ...]:
    """The posts with most response; () where nobody responded to any. Of one author one."""
    views = sorted(
        (source.view for source in sources), key=lambda view: (-response(view), -view.post.id)
    )
    said: list[Sentence] = []
    known: set[int] = set()
    for view in views:
        if view.author.id in known or not response(view) or not telling(view):
            continue
        known.add(view.author.id)
        first = telling(view)[0]
        said.append(_liked(view, phrases.trimmed(first), first, now, locale))
        if len(said) == BEST:
            break
    return tuple(said)


def catch_up(
    sources: Sequence[Source], now: datetime, locale: Locale, *, one_thread: bool
) -> tuple[tuple[Sentence, ...], list[Passage]]:
    """(what one missed in sentences, the passages that they come from)."""
    found = [source for source in sources if telling(source.view)]
    if not found:
        return (), []
    said: list[Sentence] = [_counted(found, locale)]
    chosen: list[Passage] = []
    order = clusters(found, one_thread=one_thread)
    if one_thread:
        order.sort(key=lambda one: one.views[0].post.in_reply_to_id is not None)
    for cluster in order[:CLUSTERS]:
        view = cluster.views[0]
        first = telling(view)[0]
        chosen.append(first)
        others = [other for other in cluster.views[1:] if other.author.id != view.author.id]
        said.append(_talked(first, others, now, locale) if others else sentence(first, now, locale))
    rest = [telling(one)[0] for cluster in order for one in cluster.views[1:2]]
    return tuple(said), [*chosen, *rest]


def _counted(found: Sequence[Source], locale: Locale) -> Sentence:
    views = [source.view for source in found]
    newest = sorted(views, key=lambda view: -view.post.id)
    text = translate(N_("I read {posts} by {people}, since {day}."), locale).format(
        posts=phrases.posts(len(views), locale),
        people=phrases.people(len({view.author.id for view in views}), locale),
        day=phrases.day(newest[-1].post.created_at, locale),
    )
    return Sentence(text, tuple(example(view) for view in newest[:3]), "counted")


def _talked(first: Passage, others: Sequence[PostView], now: datetime, locale: Locale) -> Sentence:
    short = phrases.trimmed(first)
    people = len({other.author.id for other in others})
    text = translate(
        N_("{name} and {people} more talk about this: “{words}” ({when})"), locale
    ).format(
        name=first.name,
        people=phrases.people(people, locale),
        words=phrases.quote(short, short.end == first.end),
        when=phrases.when(first.at, now, locale),
    )
    return Sentence(text, (short.cite(), *(example(other) for other in others[:2])))


def _liked(
    view: PostView, short: Passage, whole: Passage, now: datetime, locale: Locale
) -> Sentence:
    frame = (
        N_("{name}, {when}, posted as an AI image, {response}: “{words}”")
        if short.generated and short.part != "text"
        else N_("{name} wrote {when}, {response}: “{words}”")
    )
    text = translate(frame, locale).format(
        name=view.author.display_name,
        when=phrases.when(view.post.created_at, now, locale),
        response=told(view, locale),
        words=phrases.quote(short, short.end == whole.end),
    )
    return Sentence(text, (short.cite(),))


def told(view: PostView, locale: Locale) -> str:
    """*3 likes and 1 reply*; "" where nobody did anything."""
    counts = view.counts
    parts = [
        form(number, locale)
        for form, number in (
            (phrases.likes, counts.likes),
            (phrases.reposts, counts.reposts),
            (phrases.replies, counts.replies),
            (phrases.remixes, counts.remixes),
        )
        if number
    ]
    return phrases.listed(parts, locale) if parts else ""
