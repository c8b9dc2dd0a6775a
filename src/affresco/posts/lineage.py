"""Families of remixes: the difference of two prompts word by word, and the tree. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from difflib import SequenceMatcher
from typing import Final, Literal

import msgspec

from affresco.posts.model import LineageNode, PostId

_TOKENS: Final = re.compile(r"\w+|\s+|[^\w\s]")
Op = Literal["same", "added", "removed"]


class DiffPart(msgspec.Struct, frozen=True):
    """A run of a prompt. Joining same and removed gives the parent, same and added the child."""

    op: Op
    text: str


class Link(msgspec.Struct, frozen=True):
    """One recorded step: a post and what it was made from; parent_id is None at the root (depth 0)."""

    post_id: PostId
    parent_id: PostId | None
    depth: int


def prompt_diff(parent: str, child: str) -> tuple[DiffPart, ...]:
    """What was taken from the parent's prompt, what left out, what put in; in reading order.

    Words, runs of white space and single signs are compared. White space that two changes have
    between them belongs to the changes: a diff of words reads better in few, larger pieces.
    """
    old, new = _TOKENS.findall(parent), _TOKENS.findall(child)
    matcher = SequenceMatcher(a=old, b=new, autojunk=False)
    removed, added = "", ""
    parts: list[DiffPart] = []
    opcodes = matcher.get_opcodes()
    for place, (tag, a0, a1, b0, b1) in enumerate(opcodes):
        before, after = "".join(old[a0:a1]), "".join(new[b0:b1])
        between = 0 < place < len(opcodes) - 1
        if tag == "equal" and not (between and before.isspace()):
            parts += _changes(removed, added)
            parts.append(DiffPart("same", before))
            removed = added = ""
        else:
            removed += before
            added += after
    return tuple(parts + _changes(removed, added))


def _changes(removed: str, added: str) -> list[DiffPart]:
    found: list[DiffPart] = []
    if removed:
        found.append(DiffPart("removed", removed))
    if added:
        found.append(DiffPart("added", added))
    return found


def build_tree(links: Iterable[Link], here: Collection[int]) -> LineageNode | None:
    """The family as one viewer may know it; None when nothing of it is there for them.

    links: of one family. here: ids of the posts that the viewer may see; the others are "gone", and
    are left out where nothing visible comes after them. Children are in order of their ids. Links
    whose parent is not among ``links`` are left out, unless it is the root's.
    """
    known = {link.post_id: link for link in links}
    children: dict[PostId | None, list[Link]] = {}
    for link in sorted(known.values(), key=lambda link: link.post_id):
        children.setdefault(link.parent_id, []).append(link)
    roots = children.get(None, [])
    nodes: dict[PostId, LineageNode] = {}
    for link in reversed(list(_parents_first(roots, children))):
        kept = tuple(
            nodes[child.post_id]
            for child in children.get(link.post_id, ())
            if child.post_id in nodes
        )
        if kept or link.post_id in here:
            state: Literal["here", "gone"] = "here" if link.post_id in here else "gone"
            nodes[link.post_id] = LineageNode(link.post_id, link.parent_id, link.depth, state, kept)
    return next((nodes[root.post_id] for root in roots if root.post_id in nodes), None)


def _parents_first(roots: list[Link], children: dict[PostId | None, list[Link]]) -> Iterator[Link]:
    level = roots
    while level:
        yield from level
        level = [child for link in level for child in children.get(link.post_id, ())]
