"""Editing, deleting, liking, reposting, bookmarking."""

from __future__ import annotations

import asyncio

import pytest

from affresco.posts import commands, errors
from affresco.posts.model import Counts, NewPicture, Publish
from properties.network import Network


async def test_an_edit_keeps_the_earlier_wording(net: Network) -> None:
    ada, bo, cy = await net.people("ada", "bo", "cy")
    picture = NewPicture(await net.picture(ada), alt="before")
    post_id = await commands.publish(
        net.database, net.settings, ada, Publish(text="Hello @bo #old", pictures=(picture,))
    )
    await commands.edit(net.database, net.settings, ada, post_id, "Hello @cy #new", ("after",))
    view = await net.reader.post(bo, post_id)
    assert view.post.text == "Hello @cy #new"
    assert view.post.pictures[0].alt == "after"
    assert (view.post.mentioned_ids, view.post.tags) == ((cy,), ("new",))
    assert view.post.revision == 2
    assert view.post.edited_at is not None
    (earlier,) = await net.reader.edits(bo, post_id)
    assert (earlier.text, earlier.alts, earlier.revision) == ("Hello @bo #old", ("before",), 1)
    assert earlier.at == view.post.created_at


async def test_an_edit_that_changes_nothing_leaves_no_trace(net: Network) -> None:
    ada = await net.person("ada")
    post_id = await net.post(ada, "Hello")
    await commands.edit(net.database, net.settings, ada, post_id, " Hello ")
    assert await net.reader.edits(ada, post_id) == ()


async def test_an_edit_may_not_leave_a_post_empty(net: Network) -> None:
    ada = await net.person("ada")
    post_id = await net.post(ada, "Hello")
    with pytest.raises(errors.EmptyPost):
        await commands.edit(net.database, net.settings, ada, post_id, "")
    with pytest.raises(errors.AltsMismatch):
        await commands.edit(net.database, net.settings, ada, post_id, "Hello", ("no picture",))


async def test_only_the_author_changes_or_deletes(net: Network) -> None:
    ada, bo = await net.people("ada", "bo")
    shown, hidden = await net.post(ada), await net.post(ada, visibility="private")
    with pytest.raises(errors.NotYours):
        await commands.edit(net.database, net.settings, bo, shown, "mine")
    with pytest.raises(errors.NotYours):
        await commands.delete(net.database, bo, shown)
    with pytest.raises(errors.PostNotFound):
        await commands.delete(net.database, bo, hidden)
    with pytest.raises(errors.PostNotFound):
        await commands.delete(net.database, bo, 1)


async def test_a_deleted_post_takes_its_pictures_and_leaves_its_number(net: Network) -> None:
    ada, bo = await net.people("ada", "bo")
    first = await net.post(ada, prompt="one")
    middle = await net.post(bo, prompt="two", remix_of_id=first)
    last = await net.post(ada, prompt="three", remix_of_id=middle)
    await commands.delete(net.database, bo, middle)
    with pytest.raises(errors.PostNotFound):
        await net.reader.post(bo, middle)
    family = await net.reader.family(None, last)
    gone = family.root.children[0]
    assert (gone.id, gone.state) == (middle, "gone")
    assert gone.children[0].id == last
    assert (await net.reader.post(None, first)).counts.remixes == 0
    async with net.database.read() as tx:
        assert await tx.value("SELECT count(*) FROM media") == 2
        data = await tx.value("SELECT data FROM events WHERE kind = 'post_deleted'")
    assert len(data["media_keys"]) == 1


async def test_each_reaction_counts_once_however_often_it_comes(net: Network) -> None:
    ada, bo = await net.people("ada", "bo")
    post_id = await net.post(ada)
    for command in (commands.like, commands.repost, commands.bookmark):
        await asyncio.gather(*(command(net.database, bo, post_id) for _ in range(4)))
    view = await net.reader.post(bo, post_id)
    assert view.counts == Counts(likes=1, reposts=1)
    assert (view.state.liked, view.state.reposted, view.state.bookmarked) == (True, True, True)
    for command in (commands.unlike, commands.unrepost, commands.unbookmark):
        await asyncio.gather(*(command(net.database, bo, post_id) for _ in range(4)))
    view = await net.reader.post(bo, post_id)
    assert view.counts == Counts()
    assert (view.state.liked, view.state.reposted, view.state.bookmarked) == (False, False, False)


async def test_a_repost_again_is_the_same_repost(net: Network) -> None:
    ada, bo = await net.people("ada", "bo")
    post_id = await net.post(ada)
    assert await commands.repost(net.database, bo, post_id) == await commands.repost(
        net.database, bo, post_id
    )


async def test_only_public_posts_are_reposted(net: Network) -> None:
    ada = await net.person("ada")
    post_id = await net.post(ada, visibility="followers")
    with pytest.raises(errors.RepostForbidden):
        await commands.repost(net.database, ada, post_id)


async def test_what_is_hidden_cannot_be_liked(net: Network) -> None:
    ada, bo = await net.people("ada", "bo")
    post_id = await net.post(ada, visibility="followers")
    for command in (commands.like, commands.repost, commands.bookmark):
        with pytest.raises(errors.PostNotFound):
            await command(net.database, bo, post_id)


async def test_replies_and_likes_at_once_wait_for_each_other(net: Network) -> None:
    people = await net.people("ada", "bo", "cy", "di")
    posts = [await net.post(people[0], prompt=f"{n}") for n in range(3)]
    await asyncio.gather(
        *(
            net.post(
                person,
                text="both",
                in_reply_to_id=posts[n % 3],
                remix_of_id=posts[(n + 1) % 3],
            )
            for n, person in enumerate(people * 3)
        ),
        *(commands.like(net.database, person, post) for person in people for post in posts),
    )
    views = await net.reader.views(None, posts)
    assert [views[p].counts for p in posts] == [Counts(likes=4, replies=4, remixes=4)] * 3


async def test_a_number_does_not_tell_of_hidden_answers(net: Network) -> None:
    ada, bo = await net.people("ada", "bo")
    post_id = await net.post(ada)
    secret = await net.post(bo, in_reply_to_id=post_id, visibility="private")
    assert (await net.reader.post(ada, post_id)).counts.replies == 0
    await net.post(bo, in_reply_to_id=post_id)
    await commands.delete(net.database, bo, secret)
    assert (await net.reader.post(ada, post_id)).counts.replies == 1


async def test_what_a_deleted_account_did_is_no_longer_counted(net: Network) -> None:
    ada, bo = await net.people("ada", "bo")
    post_id = await net.post(ada, prompt="one")
    await commands.like(net.database, bo, post_id)
    await commands.repost(net.database, bo, post_id)
    await net.post(bo, in_reply_to_id=post_id)
    await net.post(bo, prompt="two", remix_of_id=post_id)
    async with net.database.write() as tx:
        await tx.run("DELETE FROM accounts WHERE id = $1", bo)
    async with net.database.read() as tx:
        row = await tx.row("SELECT likes, reposts, replies, remixes FROM post_counts")
    assert row is not None
    assert tuple(row) == (0, 0, 0, 0)
