"""Threads, whatever is missing from them."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from affresco.accounts.model import AccountId, Person
from affresco.feeds.model import PostView, Reply
from affresco.feeds.threads import DEPTH_LIMIT, arrange
from affresco.posts.model import Counts, Post, PostId, ViewerState

NOON = datetime(2026, 1, 1, tzinfo=UTC)
ADA = Person(AccountId(1), "ada", "", "", (), "member", None, None, 1, NOON)
FOCUS = 1


def view_of(number: int) -> PostView:
    post = Post(
        id=PostId(number),
        account_id=ADA.id,
        text="",
        html="",
        language="en",
        visibility="public",
        in_reply_to_id=None,
        in_reply_to_account_id=None,
        root_id=PostId(FOCUS),
        recipe_visibility="open",
        remix_policy="everyone",
        training="deny",
        revision=1,
        created_at=NOON,
        edited_at=None,
        pictures=(),
        parent_id=None,
        depth=0,
        tags=(),
        mentioned_ids=(),
    )
    return PostView(number, post, ADA, Counts(), ViewerState())


@st.composite
def threads(draw: st.DrawFn) -> tuple[list[tuple[int, int]], set[int]]:
    """(links of those that are there, ids of those that may be seen). Some are deleted."""
    size = draw(st.integers(1, 40))
    links = [
        (n, draw(st.integers(max(1, n - draw(st.integers(1, 5))), n - 1)))
        for n in range(2, size + 1)
    ]
    deleted = draw(st.sets(st.integers(2, size + 1), max_size=8))
    links = [link for link in links if link[0] not in deleted]
    visible = {n for n, _parent in links if draw(st.integers(0, 3))}
    return draw(st.permutations(links)), visible


def flat(replies: tuple[Reply, ...], depth: int = 1) -> list[tuple[Reply, int]]:
    return [
        entry for reply in replies for entry in ((reply, depth), *flat(reply.replies, depth + 1))
    ]


@given(threads())
def test_every_visible_reply_is_shown_once_and_no_other(
    thread: tuple[list[tuple[int, int]], set[int]],
) -> None:
    links, visible = thread
    views = {PostId(n): view_of(n) for n in visible}
    placed = flat(arrange(FOCUS, links, views))
    assert sorted(reply.id for reply, _depth in placed if reply.view) == sorted(visible)
    assert len({reply.id for reply, _depth in placed}) == len(placed)
    assert all(depth <= DEPTH_LIMIT for _reply, depth in placed)
    for reply, depth in placed:
        if depth < DEPTH_LIMIT:
            assert reply.view or reply.replies, "a placeholder stands for something"


def test_a_chain_of_replies_is_flattened_at_the_limit() -> None:
    links = [(n, n - 1) for n in range(2, 400)]
    placed = flat(arrange(FOCUS, links, {PostId(n): view_of(n) for n in range(2, 400)}))
    assert [reply.id for reply, _depth in placed] == list(range(2, 400))
    assert max(depth for _reply, depth in placed) == DEPTH_LIMIT


def test_answers_to_something_deleted_are_kept_under_a_placeholder() -> None:
    replies = arrange(FOCUS, [(3, 2), (4, 3)], {PostId(3): view_of(3), PostId(4): view_of(4)})
    assert [(reply.id, reply.view) for reply in replies] == [(2, None)]
    assert replies[0].replies[0].id == 3
