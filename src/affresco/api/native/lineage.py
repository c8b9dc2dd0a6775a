"""Lineage: the posts that a post was made from, those that were made from it, and how they differ."""

from __future__ import annotations

from typing import Annotated, Final, Literal

import msgspec
from litestar.handlers import HTTPRouteHandler
from litestar.params import PathParameter

from affresco.api.core.answers import Answer
from affresco.api.core.call import Call
from affresco.api.core.endpoint import endpoint
from affresco.api.core.paging import find_id
from affresco.feeds.model import Family, PostView
from affresco.posts.errors import PostNotFound
from affresco.posts.lineage import DiffPart, prompt_diff
from affresco.posts.model import LineageNode, Post, PostId

CHILDREN_LIMIT: Final = 500


class Diff(msgspec.Struct, frozen=True):
    """A run of words. same and removed together are the parent's prompt, same and added the child's."""

    op: Literal["same", "added", "removed"]
    text: str


class Relative(msgspec.Struct, frozen=True, kw_only=True):
    """A post in the family. state: "gone" is deleted or hidden, and then only its place is known.

    depth: steps from the first post of the family. prompt: null where it is not for the viewer. diff:
    from the prompt of its own parent to its own, null where one of the two is unknown.
    """

    id: str
    parent_id: str | None
    depth: int
    state: Literal["here", "gone"]
    url: str | None = None
    author: str | None = None
    prompt: str | None = None
    diff: tuple[Diff, ...] | None = None


class Lineage(msgspec.Struct, frozen=True, kw_only=True):
    """The family of a post. parents: root first; children: depth first, at most ``CHILDREN_LIMIT``."""

    post: Relative
    root_id: str
    parents: tuple[Relative, ...]
    children: tuple[Relative, ...]
    children_total: int


@endpoint(
    "GET",
    "/api/affresco/v1/posts/{post_id:str}/lineage",
    "The family of remixes around a post, with the differences of the prompts",
    tag="Affresco",
    sees="read:statuses",
)
async def get_lineage(
    request: Call,
    post_id: Annotated[
        str, PathParameter(description="Of a post.", schema_extra={"pattern": "^[0-9]{1,19}$"})
    ],
) -> Answer[Lineage]:
    number = find_id(post_id)
    if number is None:
        raise PostNotFound
    family = await request.reader.family(request.viewer_id, PostId(number))
    return Answer(present(family, PostId(number), request.viewer_id, request.base_url))


def present(family: Family, post_id: PostId, viewer_id: int | None, base_url: str) -> Lineage:
    """The family as the viewer may know it. Pure. Raises PostNotFound."""
    line = _line_to(family.root, post_id)
    if not line:
        raise PostNotFound
    known = {node.id: node for node in _nodes(family.root)}
    below = [node for node in _nodes(line[-1]) if node.id != post_id]

    def relative(node: LineageNode) -> Relative:
        return _relative(node, family, known, viewer_id, base_url)

    return Lineage(
        post=relative(line[-1]),
        root_id=str(family.root.id),
        parents=tuple(map(relative, line[:-1])),
        children=tuple(map(relative, below[:CHILDREN_LIMIT])),
        children_total=len(below),
    )


def _relative(
    node: LineageNode,
    family: Family,
    known: dict[PostId, LineageNode],
    viewer_id: int | None,
    base_url: str,
) -> Relative:
    view = family.views.get(node.id)
    if view is None:
        return Relative(
            id=str(node.id), parent_id=_text(node.parent_id), depth=node.depth, state="gone"
        )
    parent = family.views.get(node.parent_id) if node.parent_id in known else None
    prompt, before = _prompt(view, viewer_id), _prompt(parent, viewer_id)
    diff = prompt_diff(before, prompt) if prompt is not None and before is not None else None
    return Relative(
        id=str(node.id),
        parent_id=_text(node.parent_id),
        depth=node.depth,
        state="here",
        url=f"{base_url}/@{view.author.handle}/{node.id}",
        author=view.author.handle,
        prompt=prompt,
        diff=None if diff is None else tuple(map(_part, diff)),
    )


def _prompt(view: PostView | None, viewer_id: int | None) -> str | None:
    """The first picture's prompt, where the viewer may have it."""
    if view is None:
        return None
    post: Post = view.post
    if not post.shows_recipe_to(viewer_id):
        return None
    return next((p.recipe.prompt for p in post.pictures if p.recipe is not None), None)


def _part(part: DiffPart) -> Diff:
    return Diff(part.op, part.text)


def _nodes(root: LineageNode) -> list[LineageNode]:
    """Depth first, the root itself first. Families can be deep, so no recursion."""
    found, waiting = [], [root]
    while waiting:
        node = waiting.pop()
        found.append(node)
        waiting.extend(reversed(node.children))
    return found


def _line_to(root: LineageNode, post_id: PostId) -> list[LineageNode]:
    """The nodes from the root to a post, [] when it is not there."""
    line: list[LineageNode] = []
    for node in _nodes(root):
        while line and line[-1].id != node.parent_id:
            line.pop()
        line.append(node)
        if node.id == post_id:
            return line
    return []


def _text(number: int | None) -> str | None:
    return None if number is None else str(number)


routes: Final[tuple[HTTPRouteHandler, ...]] = (get_lineage,)
