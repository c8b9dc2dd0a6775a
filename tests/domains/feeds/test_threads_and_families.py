"""Conversations and families of remixes, as a viewer may know them."""

from __future__ import annotations

import pytest

from affresco.posts import commands
from affresco.posts.errors import PostNotFound
from properties.network import Network


async def test_a_thread_shows_what_is_above_and_below(net: Network) -> None:
    ada, bo = await net.people("ada", "bo")
    root = await net.post(ada)
    answer = await net.post(bo, in_reply_to_id=root)
    again = await net.post(ada, in_reply_to_id=answer)
    other = await net.post(bo, in_reply_to_id=root)
    thread = await net.reader.thread(None, root)
    assert [reply.id for reply in thread.replies] == [answer, other]
    assert [reply.id for reply in thread.replies[0].replies] == [again]
    thread = await net.reader.thread(None, again)
    assert [view.post.id if view else None for view in thread.ancestors] == [root, answer]
    assert thread.replies == ()


async def test_a_deleted_answer_leaves_a_gap_not_a_break(net: Network) -> None:
    ada, bo = await net.people("ada", "bo")
    root = await net.post(ada)
    answer = await net.post(bo, in_reply_to_id=root)
    again = await net.post(ada, in_reply_to_id=answer)
    await commands.delete(net.database, bo, answer)
    (gap,) = (await net.reader.thread(None, root)).replies
    assert (gap.id, gap.view) == (answer, None)
    assert gap.replies[0].id == again
    thread = await net.reader.thread(None, again)
    assert [view.post.id if view else None for view in thread.ancestors] == [root, None]
    await commands.delete(net.database, ada, root)
    thread = await net.reader.thread(None, again)
    assert thread.ancestors == (None, None)


async def test_a_hidden_answer_looks_like_a_deleted_one(net: Network) -> None:
    ada, bo = await net.people("ada", "bo")
    root = await net.post(ada)
    hidden = await net.post(bo, in_reply_to_id=root, visibility="private")
    assert (await net.reader.thread(ada, root)).replies == ()
    with pytest.raises(PostNotFound):
        await net.reader.thread(ada, hidden)
    assert [reply.id for reply in (await net.reader.thread(bo, root)).replies] == [hidden]


async def test_a_post_without_remixes_is_a_family_of_one(net: Network) -> None:
    ada = await net.person("ada")
    post_id = await net.post(ada, prompt="one")
    family = await net.reader.family(None, post_id)
    assert (family.root.id, family.root.children) == (post_id, ())
    assert list(family.views) == [post_id]


async def test_a_family_is_the_same_from_each_of_its_members(net: Network) -> None:
    ada, bo, cy = await net.people("ada", "bo", "cy")
    first = await net.post(ada, prompt="one")
    left = await net.post(bo, prompt="two", remix_of_id=first)
    right = await net.post(cy, prompt="three", remix_of_id=first)
    leaf = await net.post(ada, prompt="four", remix_of_id=left)
    families = [await net.reader.family(None, post_id) for post_id in (first, left, right, leaf)]
    assert all(family.root == families[0].root for family in families)
    assert [child.id for child in families[0].root.children] == [left, right]
    assert families[0].views[leaf].author.handle == "ada"


async def test_hidden_members_are_gone_and_their_children_are_not(net: Network) -> None:
    ada, bo = await net.people("ada", "bo")
    first = await net.post(ada, prompt="one", visibility="followers")
    await net.follow(bo, ada)
    second = await net.post(bo, prompt="two", remix_of_id=first)
    await net.post(ada, prompt="three", remix_of_id=first, visibility="private")
    family = await net.reader.family(None, second)
    assert (family.root.id, family.root.state) == (first, "gone")
    assert [child.id for child in family.root.children] == [second]
    assert set(family.views) == {second}
