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
    removed, added = "", ""
    parts: list[DiffPart] = []
    runs = _compare(old, new)
    for place, (same, before, after) in enumerate(runs):
        between = 0 < place < len(runs) - 1
        if same and not (between and before.isspace()):
            parts += _changes(removed, added)
            parts.append(DiffPart("same", before))
            removed = added = ""
        else:
            removed += before
            added += after
    return tuple(parts + _changes(removed, added))


def _compare(old: list[str], new: list[str]) -> list[tuple[bool, str, str]]:
    """Runs of tokens: (whether they are the same, those of the old, those of the new).

    What both begin and end with is set aside first. In what is left, if it is long, difflib takes no
    notice of tokens that come often: comparing all with all would take minutes.
    """
    start, end = 0, 0
    shorter = min(len(old), len(new))
    while start < shorter and old[start] == new[start]:
        start += 1
    while end < shorter - start and old[-1 - end] == new[-1 - end]:
        end += 1
    head, tail = old[:start], old[len(old) - end :]
    old, new = old[start : len(old) - end], new[start : len(new) - end]
    runs = [
        (tag == "equal", "".join(old[a0:a1]), "".join(new[b0:b1]))
        for tag, a0, a1, b0, b1 in SequenceMatcher(a=old, b=new).get_opcodes()
    ]
    first, last = "".join(head), "".join(tail)
    return [
        *([(True, first, first)] if first else []),
        *runs,
        *([(True, last, last)] if last else []),
    ]


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
