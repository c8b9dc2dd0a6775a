"""Live events: each reader hears what concerns them, and of nothing that they may not see."""

from __future__ import annotations

import pytest

from doors.reading import carry_out
from world import EventStream, World


async def settled(stream: EventStream) -> None:
    """Wait until the stream has subscribed: it then tells what came since the beginning."""
    event = await stream.next()
    assert event.event == "post"


async def test_home_hears_of_those_one_follows(world: World) -> None:
    ada, bo, cleo = await world.people("ada", "bo", "cleo")
    await world.follow(bo, ada)
    before = await world.post(by=ada)
    async with world.stream("/stream?feed=home&since=0", as_=bo) as stream:
        assert stream.headers["content-type"].startswith("text/event-stream")
        first = await stream.next()
        assert first.json() == {"entry_id": str(before.id), "post_id": str(before.id)}
        await world.post(by=cleo)
        await world.post(by=ada, visibility="private")
        shown = await world.post(by=ada, visibility="followers")
        event = await stream.next()
        assert event.event == "post"
        assert event.json()["post_id"] == str(shown.id)


async def test_home_follows_the_follows(world: World) -> None:
    ada, bo, cleo = await world.people("ada", "bo", "cleo")
    await world.post(by=bo)
    async with world.stream("/stream?feed=home&since=0", as_=bo) as stream:
        await settled(stream)
        await world.follow(bo, cleo)
        own = await world.post(by=bo)
        assert (await stream.next()).json()["post_id"] == str(own.id)
        later = await world.post(by=cleo)
        assert (await stream.next()).json()["post_id"] == str(later.id)
        await world.post(by=ada)
        with pytest.raises(TimeoutError):
            await stream.next(0.3)


async def test_home_leaves_out_what_is_said_to_strangers(world: World) -> None:
    ada, bo, cleo = await world.people("ada", "bo", "cleo")
    await world.follow(bo, ada)
    await world.post(by=ada)
    strangers = await world.post(by=cleo)
    async with world.stream("/stream?feed=home&since=0", as_=bo) as stream:
        await settled(stream)
        await world.post(by=ada, text="to a stranger", reply_to=strangers)
        await world.repost(ada, strangers)
        event = await stream.next()
        assert event.json()["post_id"] == str(strangers.id)
        assert event.json()["entry_id"] != str(strangers.id)


async def test_numbers_of_watched_posts_move(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    post = await world.post(by=ada)
    async with world.stream(f"/stream?feed=local&since=0&watch={post.id}") as stream:
        await settled(stream)
        await world.like(bo, post)
        event = await stream.next()
        assert event.event == "counts"
        assert event.json() == {
            "post_id": str(post.id), "likes": 1, "reposts": 0, "replies": 0, "remixes": 0,
        }  # fmt: skip


async def test_what_comes_on_two_topics_is_told_once(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    await world.follow(bo, ada)
    post = await world.post(by=ada)
    async with world.stream(f"/stream?feed=home&since=0&watch={post.id}", as_=bo) as stream:
        await settled(stream)
        await world.like(ada, post)
        await world.like(bo, post)
        assert [(await stream.next()).json()["likes"] for _ in range(2)] == [1, 2]
        await world.post_form(f"/posts/{post.id}/delete", as_=ada)
        assert (await stream.next()).event == "deleted"
        with pytest.raises(TimeoutError):
            await stream.next(0.3)


async def test_a_hidden_post_cannot_be_watched(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    hidden = await world.post(by=ada, visibility="private")
    await world.post(by=ada)
    async with world.stream(f"/stream?feed=local&since=0&watch={hidden.id},x,-5", as_=bo) as stream:
        await settled(stream)
        await world.like(ada, hidden)
        await world.post_form(f"/posts/{hidden.id}/delete", as_=ada)
        with pytest.raises(TimeoutError):
            await stream.next(0.3)
    assert (await world.get(f"/stream?feed=post:{hidden.id}", as_=bo)).status_code == 404


async def test_a_block_takes_away_what_is_shown(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    post = await world.post(by=ada)
    async with world.stream(f"/stream?feed=local&since=0&watch={post.id}", as_=bo) as stream:
        await settled(stream)
        await world.block(ada, bo)
        event = await stream.next()
        assert (event.event, event.json()["post_id"]) == ("deleted", str(post.id))
        await world.post_form(f"/posts/{post.id}/delete", as_=ada)
        with pytest.raises(TimeoutError):
            await stream.next(0.3)


async def test_edits_and_deletions_are_told(world: World) -> None:
    ada = await world.person("ada")
    post = await world.post(by=ada)
    async with world.stream("/stream?feed=local&since=0") as stream:
        await settled(stream)
        await world.post_form(f"/posts/{post.id}/edit", {"text": "other words"}, as_=ada)
        assert (await stream.next()).event == "changed"
        await world.post_form(f"/posts/{post.id}/delete", as_=ada)
        event = await stream.next()
        assert event.event == "deleted"
        assert event.json()["post_id"] == str(post.id)


async def test_a_hashtag_hears_of_its_posts(world: World) -> None:
    ada = await world.person("ada")
    await world.post(by=ada, text="one #boat")
    async with world.stream("/stream?feed=tag:boat&since=0") as stream:
        await settled(stream)
        await world.post(by=ada, text="no tag")
        second = await world.post(by=ada, text="two #Boat")
        assert (await stream.next()).json()["post_id"] == str(second.id)


async def test_the_reader_hears_of_notifications(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    post = await world.post(by=ada)
    async with world.stream("/stream?feed=home&since=0", as_=ada) as stream:
        await settled(stream)
        await world.follow(bo, ada)
        await carry_out(world)
        event = await stream.next()
        while event.event != "notification":
            event = await stream.next()
        assert event.json() == {"unread": 1}
        assert post.by is ada


@pytest.mark.parametrize(
    ("feed", "status"),
    [("home", 303), ("attic", 404), ("tag:", 404), ("post:x", 404), ("local:x", 404)],
)
async def test_streams_that_are_not_there(world: World, feed: str, status: int) -> None:
    assert (await world.get(f"/stream?feed={feed}")).status_code == status
