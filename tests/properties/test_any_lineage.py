"""Differences of prompts, and family trees, whatever they are made of."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from affresco.posts.lineage import Link, build_tree, prompt_diff
from affresco.posts.model import LineageNode, PostId

words = st.lists(
    st.sampled_from(["a", "red", "blue", "cat", ",", ".", " ", "  ", "\n", "città", "日本", "😀"]),
    max_size=30,
).map("".join)
prompts = words | st.text(max_size=60)


@given(prompts, prompts)
def test_a_difference_tells_both_prompts(parent: str, child: str) -> None:
    parts = prompt_diff(parent, child)
    assert "".join(part.text for part in parts if part.op != "added") == parent
    assert "".join(part.text for part in parts if part.op != "removed") == child
    assert all(part.text for part in parts)


@given(prompts)
def test_the_same_prompt_differs_in_nothing(prompt: str) -> None:
    assert {part.op for part in prompt_diff(prompt, prompt)} <= {"same"}


def test_the_longest_prompts_are_compared_without_comparing_all_with_all() -> None:
    parts = prompt_diff("a " * 1000, "b a " * 500)
    assert "".join(part.text for part in parts if part.op != "removed") == "b a " * 500
    parts = prompt_diff("so " * 900 + "red" + " so" * 90, "so " * 900 + "blue" + " so" * 90)
    assert [part.text for part in parts if part.op != "same"] == ["red", "blue"]


def test_changes_are_told_in_whole_pieces() -> None:
    parts = prompt_diff("a red cat, on a hill", "one blue dog, on a hill at night")
    assert [(part.op, part.text) for part in parts] == [
        ("removed", "a red cat"),
        ("added", "one blue dog"),
        ("same", ", on a hill"),
        ("added", " at night"),
    ]


@st.composite
def families(draw: st.DrawFn) -> list[Link]:
    """As the server writes them: each remix names a post that was there before it."""
    links = [Link(PostId(1), None, 0)]
    for number in range(2, draw(st.integers(1, 40)) + 1):
        parent = links[draw(st.integers(0, len(links) - 1))]
        links.append(Link(PostId(number), parent.post_id, parent.depth + 1))
    return draw(st.permutations(links))


def nodes_of(root: LineageNode) -> list[LineageNode]:
    found, waiting = [], [root]
    while waiting:
        node = waiting.pop()
        found.append(node)
        waiting += node.children
    return found


@given(families(), st.data())
def test_a_tree_shows_what_is_visible_and_the_way_to_it(
    links: list[Link], data: st.DataObject
) -> None:
    ids = [link.post_id for link in links]
    here = data.draw(st.sets(st.sampled_from(ids)))
    root = build_tree(links, here)
    parents = {link.post_id: link.parent_id for link in links}
    wanted: set[PostId] = set()
    for post_id in here:
        step: PostId | None = post_id
        while step is not None:
            wanted.add(step)
            step = parents[step]
    if root is None:
        assert not here
        return
    nodes = nodes_of(root)
    assert sorted(node.id for node in nodes) == sorted(wanted)
    assert {node.id for node in nodes if node.state == "here"} == here
    for node in nodes:
        assert node.parent_id == parents[node.id]
        assert all(child.depth == node.depth + 1 for child in node.children)
        assert [child.id for child in node.children] == sorted(c.id for c in node.children)


def test_a_long_line_is_built_without_recursion() -> None:
    links = [Link(PostId(n), PostId(n - 1) if n > 1 else None, n - 1) for n in range(1, 5000)]
    root = build_tree(links, {PostId(4999)})
    assert root is not None
    assert len(nodes_of(root)) == 4999
