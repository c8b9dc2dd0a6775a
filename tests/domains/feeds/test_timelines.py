"""What is on each timeline, for whom."""

from __future__ import annotations

import pytest

from affresco.feeds.model import Cursor, Timeline
from affresco.posts import commands
from properties.network import Network, counting


def ids(timeline: Timeline) -> list[int]:
    return [view.post.id for view in timeline.items]


async def test_home_shows_oneself_and_whom_one_follows(net: Network) -> None:
    ada, bo, cy = await net.people("ada", "bo", "cy")
    await net.follow(ada, bo)
    own, friends, _strangers = await net.post(ada), await net.post(bo), await net.post(cy)
    assert ids(await net.reader.home(ada)) == [friends, own]
    await net.follow(ada, cy)
    assert len(ids(await net.reader.home(ada))) == 3
    await net.unfollow(ada, bo)
    assert friends not in ids(await net.reader.home(ada))


async def test_a_cached_home_takes_up_what_is_published(net: Network) -> None:
    ada, bo, cy = await net.people("ada", "bo", "cy")
    await net.follow(ada, bo)
    assert ids(await net.reader.home(ada)) == []
    first = await net.post(bo)
    theirs = await net.post(cy)
    await net.post(bo, visibility="private")
    await commands.repost(net.database, bo, theirs)
    assert ids(await net.reader.home(ada)) == [theirs, first]
    await commands.unrepost(net.database, bo, theirs)
    await commands.delete(net.database, bo, first)
    assert ids(await net.reader.home(ada)) == []


async def test_home_shows_answers_only_between_people_one_follows(net: Network) -> None:
    ada, bo, cy, di = await net.people("ada", "bo", "cy", "di")
    for friend in (bo, cy):
        await net.follow(ada, friend)
    for warm in (False, True):
        if warm:
            await net.reader.home(ada)
        outer, inner = await net.post(di), await net.post(cy)
        among = await net.post(bo, in_reply_to_id=inner)
        outward = await net.post(bo, in_reply_to_id=outer)
        own = await net.post(bo, in_reply_to_id=outward)
        mine = await net.post(ada)
        to_me = await net.post(cy, in_reply_to_id=mine)
        shown = ids(await net.reader.home(ada))
        assert shown[:5] == [to_me, mine, own, among, inner]
        assert outward not in shown


async def test_a_post_reposted_by_several_is_shown_once(net: Network) -> None:
    ada, bo, cy, di = await net.people("ada", "bo", "cy", "di")
    for friend in (bo, cy):
        await net.follow(ada, friend)
    post_id = await net.post(di)
    await commands.repost(net.database, bo, post_id)
    repost_id = await commands.repost(net.database, cy, post_id)
    (view,) = (await net.reader.home(ada)).items
    assert (view.entry_id, view.post.id) == (repost_id, post_id)
    assert view.reposted_by is not None
    assert view.reposted_by.handle == "cy"


async def test_posts_for_followers_are_for_followers(net: Network) -> None:
    ada, bo = await net.people("ada", "bo")
    post_id = await net.post(bo, visibility="followers")
    assert ids(await net.reader.person(ada, bo)) == []
    assert ids(await net.reader.person(None, bo)) == []
    assert ids(await net.reader.person(bo, bo)) == [post_id]
    await net.follow(ada, bo)
    assert ids(await net.reader.person(ada, bo)) == [post_id]
    assert ids(await net.reader.home(ada)) == [post_id]
    assert ids(await net.reader.local(ada)) == []
    await commands.bookmark(net.database, ada, post_id)
    assert ids(await net.reader.bookmarks(ada)) == [post_id]
    await net.unfollow(ada, bo)
    assert ids(await net.reader.bookmarks(ada)) == []
    assert await net.reader.views(ada, [post_id]) == {}


async def test_local_shows_public_posts_that_answer_nobody(net: Network) -> None:
    ada = await net.person("ada")
    assert ids(await net.reader.local(None)) == []
    post_id = await net.post(ada, "Hello #walls")
    await net.post(ada, "Hello #walls", visibility="followers")
    await net.post(ada, "Hello #walls", in_reply_to_id=post_id)
    assert ids(await net.reader.local(None)) == [post_id]
    assert ids(await net.reader.tag(None, "Walls")) == [post_id]
    await commands.delete(net.database, ada, post_id)
    assert ids(await net.reader.local(None)) == []


async def test_a_persons_page_has_answers_when_asked_for(net: Network) -> None:
    ada, bo = await net.people("ada", "bo")
    theirs, own = await net.post(bo), await net.post(ada)
    to_self = await net.post(ada, in_reply_to_id=own)
    to_bo = await net.post(ada, in_reply_to_id=theirs)
    await commands.repost(net.database, ada, theirs)
    assert ids(await net.reader.person(None, ada)) == [theirs, to_self, own]
    shown = await net.reader.person(None, ada, with_replies=True)
    assert ids(shown) == [theirs, to_bo, to_self, own]


async def test_a_page_says_whether_there_is_more(net: Network) -> None:
    ada = await net.person("ada")
    posts = [await net.post(ada) for _ in range(5)]
    newest = await net.reader.home(ada, Cursor(limit=3))
    assert ids(newest) == posts[:1:-1]
    assert (newest.older, newest.newer) == (posts[2], posts[4])
    oldest = await net.reader.home(ada, Cursor(max_id=newest.older, limit=3))
    assert (ids(oldest), oldest.older) == (posts[1::-1], None)
    above = await net.reader.home(ada, Cursor(min_id=posts[0], limit=2))
    assert (ids(above), above.newer) == ([posts[2], posts[1]], posts[2])
    since = await net.reader.home(ada, Cursor(since_id=posts[2], limit=20))
    assert ids(since) == [posts[4], posts[3]]
    nothing = await net.reader.home(ada, Cursor(min_id=posts[4]))
    assert (ids(nothing), nothing.newer) == ([], posts[4])


async def test_a_deleted_account_disappears_from_what_is_cached(net: Network) -> None:
    ada, bo, cy = await net.people("ada", "bo", "cy")
    await net.follow(ada, bo)
    await net.post(bo)
    kept = await net.post(ada)
    await commands.repost(net.database, bo, kept)
    await commands.like(net.database, bo, kept)
    assert len((await net.reader.home(ada)).items) == 2
    assert len((await net.reader.local(cy)).items) == 2
    await net.delete_account(bo)
    assert ids(await net.reader.home(ada)) == [kept]
    assert ids(await net.reader.local(cy)) == [kept]
    assert (await net.reader.post(cy, kept)).counts.likes == 0


async def test_an_answer_and_a_remix_come_with_what_they_answer(net: Network) -> None:
    ada, bo = await net.people("ada", "bo")
    source = await net.post(ada, prompt="one", visibility="followers")
    await net.follow(bo, ada)
    remix = await net.post(bo, prompt="two", remix_of_id=source)
    view = await net.reader.post(bo, remix)
    assert view.parent is not None
    assert view.parent.post is not None
    stranger = await net.reader.post(None, remix)
    assert stranger.parent is not None
    assert (stranger.parent.id, stranger.parent.post, stranger.parent.author) == (
        source,
        None,
        None,
    )


async def test_home_asks_the_database_as_often_for_twenty_posts_as_for_one(net: Network) -> None:
    ada, bo, cy = await net.people("ada", "bo", "cy")
    await net.follow(ada, bo)
    asked: list[int] = []
    for posts in (1, 19):
        for n in range(posts):
            source = await net.post(cy, prompt=f"{n}")
            post_id = await net.post(bo, f"@cy #t{n}", prompt="remix", remix_of_id=source)
            await commands.like(net.database, ada, post_id)
        net.forget()
        async with counting() as cold:
            page = await net.reader.home(ada)
        assert len(page.items) == min(20, posts + len(asked))
        asked.append(len(cold))
    assert asked[0] == asked[1]
    assert asked[0] <= 10
    async with counting() as warm:
        await net.reader.home(ada)
    assert warm == []


async def test_a_published_post_costs_its_followers_nothing_each(net: Network) -> None:
    ada, *followers = await net.people("ada", "bo", "cy", "di")
    first = await net.post(ada)
    for follower in followers:
        await net.follow(follower, ada)
    await net.settle()
    for follower in followers:
        await net.reader.home(follower)
    post_id = await net.post(ada, prompt="one")
    await commands.like(net.database, followers[2], post_id)
    await net.reader.home(followers[0])
    async with counting() as asked:
        for follower in followers:
            page = await net.reader.home(follower)
            assert ids(page) == [post_id, first]
            assert page.items[0].state.liked is (follower == followers[2])
    assert asked == []


async def test_reactions_that_were_forgotten_are_asked_for_again(
    net: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("affresco.feeds.facts.REACTIONS_EACH", 3)
    ada, bo = await net.people("ada", "bo")
    await net.follow(bo, ada)
    for n in range(6):
        await net.reader.home(bo)
        await commands.like(net.database, bo, await net.post(ada, f"{n}"))
    assert all(view.state.liked for view in (await net.reader.home(bo)).items)


async def test_what_a_reader_did_is_asked_for_once_whatever_they_read_then(net: Network) -> None:
    ada, bo, cy = await net.people("ada", "bo", "cy")
    posts = [await net.post(ada, f"{n}") for n in range(6)]
    await commands.like(net.database, bo, posts[1])
    await commands.bookmark(net.database, bo, posts[2])
    await net.settle()
    for post_id in posts:
        await net.reader.post(cy, post_id)
    await net.reader.post(bo, posts[0])
    async with counting() as asked:
        seen = [(await net.reader.post(bo, post_id)).state for post_id in posts]
    assert asked == []
    assert [state.liked for state in seen] == [False, True, False, False, False, False]
    assert [state.bookmarked for state in seen] == [False, False, True, False, False, False]
    await commands.unlike(net.database, bo, posts[1])
    await commands.repost(net.database, bo, posts[3])
    async with counting() as asked:
        assert not (await net.reader.post(bo, posts[1])).state.liked
        assert (await net.reader.post(bo, posts[3])).state.reposted
        assert not (await net.reader.post(cy, posts[3])).state.reposted
    assert asked == []


async def test_a_post_and_a_local_page_ask_little_and_then_nothing(net: Network) -> None:
    ada, bo = await net.people("ada", "bo")
    post_id = await net.post(ada, prompt="one")
    await net.settle()
    for read in (lambda: net.reader.post(bo, post_id), lambda: net.reader.local(bo)):
        net.forget()
        async with counting() as cold:
            await read()
        assert 0 < len(cold) <= 7
        async with counting() as warm:
            await read()
        assert warm == []


async def test_the_number_of_unread_is_asked_for_once(net: Network) -> None:
    ada = await net.person("ada")
    await net.reader.unread(ada)
    async with counting() as asked:
        await net.reader.unread(ada)
    assert asked == []


async def test_without_its_ears_a_reader_asks_the_database(net: Network) -> None:
    ada = await net.person("ada")
    first = await net.post(ada)
    await net.reader.home(ada)
    await net.hub.stop()
    net.lose_messages()
    async with net.database.write() as tx:
        await tx.run("UPDATE posts SET text = 'changed behind its back' WHERE id = $1", first)
    assert (await net.reader.post(ada, first)).post.text == "changed behind its back"
    assert ids(await net.reader.home(ada)) == [first]
