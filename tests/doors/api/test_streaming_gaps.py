"""What open streams missed while their process heard nothing of the database is made up for."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest

from affresco.api.mastodon.streaming import listener
from affresco.db import Database
from affresco.live import bus, journal, messages
from affresco.posts import commands, reactions
from affresco.posts.model import Publish
from deafness import deaf, until_marked
from world import EventStream, Resident, World

QUIET_SECONDS = 0.3
USER, PUBLIC = "/api/v1/streaming/user", "/api/v1/streaming/public"


@pytest.fixture(autouse=True)
def marks(monkeypatch: pytest.MonkeyPatch) -> None:
    """A mark is never far away, and what came just before a stream was opened is not told again."""
    monkeypatch.setattr(bus, "MARK_SECONDS", 0.1)
    monkeypatch.setattr(listener, "OVERLAP", 0)


@pytest.fixture
async def elsewhere(dsn: str) -> AsyncIterator[Database]:
    """Another process's way to the same database."""
    async with Database(dsn) as database:
        yield database


async def publish(database: Database, world: World, who: Resident, text: str, **how: Any) -> int:
    return await commands.publish(
        database, world.runtime.settings, who.id, Publish(text=text, **how)
    )


async def edit(database: Database, world: World, who: Resident, post_id: int, text: str) -> None:
    await commands.edit(database, world.runtime.settings, who.id, post_id, text)


async def told(stream: EventStream, count: int) -> list[tuple[str, str]]:
    """(event, what it is about: the status' text, or the id) of the next ones, and no more than these."""
    found: list[tuple[str, str]] = []
    for _number in range(count):
        event = await stream.next()
        about = event.data if event.event == "delete" else event.json()["content"]
        found.append((event.event, about))
    with pytest.raises(TimeoutError):
        await stream.next(QUIET_SECONDS)
    return found


async def test_all_posts_beyond_a_page_are_told_in_their_order(
    world: World, elsewhere: Database
) -> None:
    ada, bo = await world.people("ada", "bo")
    await world.follow(bo, ada)
    await until_marked(world.runtime.hub)
    async with (
        world.stream(USER, token=bo.token) as stream,
        world.stream(PUBLIC, token=bo.token) as public,
    ):
        async with deaf(world.runtime.hub, world.database, elsewhere):
            for number in range(90):
                await publish(elsewhere, world, ada, f"{number}")
        wanted = [("update", f"<p>{number}</p>") for number in range(90)]
        assert await told(stream, 90) == wanted
        assert await told(public, 90) == wanted


async def test_edits_and_deletions_are_told_to_those_who_could_see(
    world: World, elsewhere: Database
) -> None:
    ada, bo, cleo = await world.people("ada", "bo", "cleo")
    await world.follow(bo, ada)
    edited, gone, both = [await world.post(by=ada) for _ in range(3)]
    close = await world.post(by=ada, visibility="followers")
    repost = await reactions.repost(world.database, ada.id, gone.id)
    await until_marked(world.runtime.hub)
    async with (
        world.stream(USER, token=bo.token) as stream,
        world.stream(PUBLIC, token=cleo.token) as public,
        world.stream(USER, token=cleo.token) as stranger,
    ):
        async with deaf(world.runtime.hub, world.database, elsewhere):
            await edit(elsewhere, world, ada, edited.id, "first")
            await edit(elsewhere, world, ada, both.id, "in vain")
            await edit(elsewhere, world, ada, edited.id, "other words")
            await edit(elsewhere, world, ada, close.id, "among us")
            await reactions.unrepost(elsewhere, ada.id, gone.id)
            await commands.delete(elsewhere, ada.id, gone.id)
            await commands.delete(elsewhere, ada.id, both.id)
        heard = await told(stream, 6)
        assert [one for one in heard if one[0] == "delete"] == [
            ("delete", str(number)) for number in (repost, gone.id, both.id)
        ]
        changes = [about for event, about in heard if event == "status.update"]
        assert changes == ["<p>other words</p>", "<p>other words</p>", "<p>among us</p>"]
        assert set(await told(public, 4)) == {
            ("status.update", "<p>other words</p>"),
            ("delete", str(gone.id)),
            ("delete", str(both.id)),
        }
        assert await told(stranger, 0) == []


async def test_what_was_begun_before_and_committed_meanwhile_is_told(
    world: World, elsewhere: Database
) -> None:
    """Numbers and moments are given out before a commit; whoever went by them would miss this."""
    ada = await world.person("ada")
    slow, swift = await world.post(by=ada), await world.post(by=ada)
    await until_marked(world.runtime.hub)
    async with world.stream(PUBLIC, token=ada.token) as stream:
        async with elsewhere.write() as tx:
            late = messages.PostChanged(slow.id, ada.id)
            await messages.send(tx, late, messages.LOCAL)
            await edit(world.database, world, ada, swift.id, "swift")
            assert (await stream.next()).json()["content"] == "<p>swift</p>"
            await until_marked(world.runtime.hub)
            gap = deaf(world.runtime.hub, world.database, elsewhere)
            await gap.__aenter__()
        await gap.__aexit__(None, None, None)
        event = await stream.next()
        assert (event.event, event.json()["id"]) == ("status.update", str(slow.id))
        assert await told(stream, 0) == []


async def test_what_was_heard_is_not_told_again(world: World, elsewhere: Database) -> None:
    ada = await world.person("ada")
    post, other = await world.post(by=ada), await world.post(by=ada)
    await until_marked(world.runtime.hub)
    async with world.stream(PUBLIC, token=ada.token) as stream:
        await edit(elsewhere, world, ada, post.id, "once")
        await commands.delete(elsewhere, ada.id, other.id)
        assert [(await stream.next()).event for _ in range(2)] == ["status.update", "delete"]
        async with deaf(world.runtime.hub, world.database, elsewhere):
            pass
        assert await told(stream, 0) == []


async def test_two_gaps_close_together_are_both_made_up(world: World, elsewhere: Database) -> None:
    ada = await world.person("ada")
    posts = [await world.post(by=ada) for _ in range(2)]
    await until_marked(world.runtime.hub)
    async with world.stream(PUBLIC, token=ada.token) as stream:
        for post in posts:
            async with deaf(world.runtime.hub, world.database, elsewhere):
                await edit(elsewhere, world, ada, post.id, f"number {post.id}")
        seen = {(await stream.next()).json()["id"] for _ in posts}
        assert seen == {str(post.id) for post in posts}


@pytest.mark.parametrize("what", ["posts", "edits"])
async def test_who_missed_too_much_is_sent_away(
    world: World, elsewhere: Database, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    monkeypatch.setattr(listener, "MISSED_LIMIT", 45)
    monkeypatch.setattr(journal, "MISSED_LIMIT", 3)
    ada = await world.person("ada")
    post = await world.post(by=ada)
    await until_marked(world.runtime.hub)
    async with (
        world.stream(PUBLIC, token=ada.token) as stream,
        world.socket("/api/v1/streaming?stream=public", as_=ada) as socket,
    ):
        async with deaf(world.runtime.hub, world.database, elsewhere):
            for number in range(100 if what == "posts" else 4):
                if what == "posts":
                    await publish(elsewhere, world, ada, f"{number}")
                else:
                    await edit(elsewhere, world, ada, post.id, f"{number}")
        with pytest.raises(EOFError):
            await stream.next()
        with pytest.raises(EOFError):
            await socket.hear()
    async with world.stream(PUBLIC, token=ada.token) as again:
        assert again.status == 200


async def test_a_stream_whose_process_is_overwhelmed_learns_what_was_lost(
    world: World, elsewhere: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """More comes at once than one task can pass on: its queue is emptied, and read up."""
    ada = await world.person("ada")
    before = await world.post(by=ada)
    await until_marked(world.runtime.hub)
    async with world.stream(PUBLIC, token=ada.token) as stream:
        await until_marked(world.runtime.hub)
        async with elsewhere.write() as tx:
            for _number in range(300):
                await messages.send(tx, messages.PostPublished(1, 1, _number), messages.LOCAL)
            await messages.send(tx, messages.PostChanged(before.id, ada.id), messages.LOCAL)
            for _number in range(300):
                await messages.send(tx, messages.PostPublished(1, 1, _number + 300), messages.LOCAL)
        event = await stream.next()
        assert (event.event, event.json()["id"]) == ("status.update", str(before.id))
