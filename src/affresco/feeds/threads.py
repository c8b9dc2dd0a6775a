"""Threads as trees. Pure: rows of ids and the views of those that a viewer may see, in; replies out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, Literal

from affresco.feeds.model import PostView, Reply
from affresco.posts.model import PostId

Order = Literal["oldest", "newest", "liked"]
"""How replies to one post are sorted; what its author adds to it comes first in any case."""

THREAD_LIMIT: Final = 500
"""Replies loaded for one page."""
ANCESTORS_LIMIT: Final = 100
"""Posts shown above a reply."""
DEPTH_LIMIT: Final = 8
"""Levels of answers; what lies deeper is shown on the last level, after what it answers."""


def arrange(
    focus_id: int, links: Iterable[tuple[int, int]], views: Mapping[PostId, PostView]
) -> tuple[Reply, ...]:
    """The replies below a post, oldest first, as deep as DEPTH_LIMIT.

    links: (id, id of what it answers). A link to a post that is not there makes a placeholder right
    below the focus, so that what answered it is not lost. Replies without a view are placeholders too,
    and are left out where nothing visible comes after them.
    """
    answered = dict(links)
    for parent_id in [p for p in answered.values() if p != focus_id and p not in answered]:
        answered[parent_id] = focus_id
    children: dict[int, list[int]] = {}
    for reply_id in sorted(answered):
        children.setdefault(answered[reply_id], []).append(reply_id)
    order = _below(focus_id, children)
    alive = _with_anything_visible(order, answered, views)
    placed: dict[int, list[int]] = {}
    depths: dict[int, int] = {focus_id: 0}
    homes: dict[int, int] = {}
    for reply_id in order:
        if reply_id not in alive:
            continue
        parent_id = answered[reply_id]
        home = parent_id if depths[parent_id] < DEPTH_LIMIT else homes[parent_id]
        homes[reply_id] = home
        depths[reply_id] = depths[home] + 1
        placed.setdefault(home, []).append(reply_id)
    built: dict[int, Reply] = {}
    for reply_id in sorted(depths.keys() - {focus_id}, key=lambda i: -depths[i]):
        built[reply_id] = Reply(
            id=PostId(reply_id),
            view=views.get(PostId(reply_id)),
            replies=tuple(built[child] for child in placed.get(reply_id, ())),
        )
    return tuple(built[reply_id] for reply_id in placed.get(focus_id, ()))


def in_order(replies: tuple[Reply, ...], author_id: int, order: Order) -> tuple[Reply, ...]:
    """The replies, and what answers them, sorted. author_id: who wrote what they answer. A placeholder
    has neither an author nor likes."""

    def key(reply: Reply) -> tuple[bool, int]:
        view = reply.view
        added = view is not None and view.post.account_id == author_id
        if order == "liked":
            return not added, -(view.counts.likes if view else 0)
        return not added, -reply.id if order == "newest" else reply.id

    return tuple(
        Reply(
            id=reply.id,
            view=reply.view,
            replies=in_order(reply.replies, reply.view.post.account_id if reply.view else 0, order),
        )
        for reply in sorted(replies, key=key)
    )


def _below(focus_id: int, children: Mapping[int, list[int]]) -> list[int]:
    """Everything below the focus, each after what it answers, in reading order."""
    order: list[int] = []
    waiting = list(reversed(children.get(focus_id, ())))
    while waiting:
        reply_id = waiting.pop()
        order.append(reply_id)
        waiting += reversed(children.get(reply_id, ()))
    return order


def _with_anything_visible(
    order: list[int], answered: Mapping[int, int], views: Mapping[PostId, PostView]
) -> set[int]:
    alive: set[int] = set()
    for reply_id in reversed(order):
        if reply_id in alive or PostId(reply_id) in views:
            alive.update((reply_id, answered[reply_id]))
    return alive
