"""Conversations and families of remixes → the trees that templates show. Pure.

Both can be thousands of levels deep, so neither is walked by recursion without a bound.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Final

import msgspec

from affresco.accounts.model import Person
from affresco.feeds.model import Family, PostView, Reply
from affresco.posts.model import LineageNode, PostId
from affresco.web.filtered import through_filters
from affresco.web.present import (
    PictureCard,
    PostCard,
    card,
    picture_card,
    post_url,
    prompt_of,
    shown_at_once,
)

THREAD_DEPTH: Final = 4
"""Replies that lie deeper are shown at this depth, one after the other."""
FAMILY_REACH: Final = 24
"""Generations of remixes shown above and below a post; one walks further from the last of them."""


class ThreadNode(msgspec.Struct, frozen=True):
    """A reply and its replies. post is None where it is gone or hidden."""

    post: PostCard | None
    replies: tuple[ThreadNode, ...]


class FamilyNode(msgspec.Struct, frozen=True, kw_only=True):
    """A post in the tree of remixes. ``deleted`` ones have nothing but their place.

    further: it has remixes that lie too deep for this page.
    """

    id: PostId
    url: str
    author: Person | None = None
    prompt: str | None = None
    picture: PictureCard | None = None
    deleted: bool = True
    created_at: datetime | None = None
    children: tuple[FamilyNode, ...] = ()
    further: bool = False


def thread_nodes(
    replies: Iterable[Reply], viewer_id: int | None, depth: int = 1
) -> tuple[ThreadNode, ...]:
    """The replies under a post, nested to ``THREAD_DEPTH``; gone ones stay if they have any."""
    if depth == THREAD_DEPTH:
        return tuple(_flat(replies, viewer_id))
    return tuple(
        ThreadNode(
            post=card(view, viewer_id) if view else None,
            replies=thread_nodes(reply.replies, viewer_id, depth + 1),
        )
        for reply in replies
        if (view := _unfiltered(reply)) or reply.replies
    )


def family_node(family: Family, viewer_id: int | None, post_id: int) -> FamilyNode:
    """The tree of a family around a post, at most ``FAMILY_REACH`` generations up and down."""
    line = _line_to(family.root, post_id)
    top = line[-FAMILY_REACH - 1] if len(line) > FAMILY_REACH else family.root
    depth = (line[-1].depth if line else top.depth) + FAMILY_REACH
    return _family_node(top, family.views, viewer_id, depth)


def family_size(family: Family) -> int:
    """How many posts of a family the viewer may see."""
    return len(family.views)


def near(node: FamilyNode, post_id: int) -> FamilyNode:
    """The part of a tree that fits beside a post: its parent, itself, its own remixes."""
    parent = _parent_in(node, post_id)
    here = node if parent is None else next(c for c in parent.children if c.id == post_id)
    leaf = msgspec.structs.replace(
        here, children=tuple(msgspec.structs.replace(c, children=()) for c in here.children)
    )
    return leaf if parent is None else msgspec.structs.replace(parent, children=(leaf,))


def _flat(replies: Iterable[Reply], viewer_id: int | None) -> Iterator[ThreadNode]:
    waiting = list(replies)[::-1]
    while waiting:
        reply = waiting.pop()
        waiting.extend(reply.replies[::-1])
        view = _unfiltered(reply)
        if view is not None:
            yield ThreadNode(card(view, viewer_id), ())


def _unfiltered(reply: Reply) -> PostView | None:
    return through_filters(reply.view, "thread") if reply.view is not None else None


def _line_to(root: LineageNode, post_id: int) -> list[LineageNode]:
    """The nodes from the root to a post, [] when it is not there. Trees are deep: no recursion."""
    line: list[LineageNode] = []
    waiting = [root]
    while waiting:
        node = waiting.pop()
        while line and line[-1].id != node.parent_id:
            line.pop()
        line.append(node)
        if node.id == post_id:
            return line
        waiting.extend(node.children)
    return []


def _family_node(
    node: LineageNode, views: Mapping[PostId, PostView], viewer_id: int | None, deepest: int
) -> FamilyNode:
    below = node.children if node.depth < deepest else ()
    children = tuple(_family_node(child, views, viewer_id, deepest) for child in below)
    further = bool(node.children) and not children
    view = views.get(node.id) if node.state == "here" else None
    if view is None:
        return FamilyNode(id=node.id, url="", children=children, further=further)
    post = view.post
    return FamilyNode(
        id=node.id,
        url=post_url(view.author.handle, node.id),
        author=view.author,
        prompt=prompt_of(post, viewer_id),
        picture=picture_card(post.pictures[0]) if shown_at_once(post) else None,
        deleted=False,
        created_at=post.created_at,
        children=children,
        further=further,
    )


def _parent_in(node: FamilyNode, post_id: int) -> FamilyNode | None:
    waiting = [node]
    while waiting:
        candidate = waiting.pop()
        if any(child.id == post_id for child in candidate.children):
            return candidate
        waiting.extend(candidate.children)
    return None
