"""Pages that were cut off, or whose process heard nothing, learn what they missed."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from affresco.db import Database
from affresco.live import bus, journal
from affresco.live.messages import Mark
from affresco.posts import audience, commands, reactions
from affresco.posts.model import Publish
from deafness import deaf, until_marked
from world import EventStream, Published, Resident, World

QUIET_SECONDS = 0.3


@pytest.fixture(autouse=True)
def marks(monkeypatch: pytest.MonkeyPatch) -> None:
    """A mark is never far away."""
    monkeypatch.setattr(bus, "MARK_SECONDS", 0.1)


@pytest.fixture
async def elsewhere(dsn: str) -> AsyncIterator[Database]:
    """Another process's way to the same database."""
    async with Database(dsn) as database:
        yield database


async def everything(stream: EventStream) -> list[tuple[str, str]]:
    """(event, entry or post) of all that comes."""
    found: list[tuple[str, str]] = []
    while True:
        try:
            event = await stream.next(1.0 if not found else QUIET_SECONDS)
        except TimeoutError:
            return found
        data = event.json()
        found.append((event.event, data.get("entry_id", data.get("post_id", ""))))


def feed(name: str, *shown: Published, last: str = "", since: int | None = None) -> str:
    watch = ",".join(str(post.id) for post in shown)
    newest = max(post.id for post in shown) if since is None else since
    return f"/stream?feed={name}&since={newest}&watch={watch}&last={last}"


async def change(world: World, elsewhere: Database, ada: Resident, posts: list[Published]) -> int:
    """The first is edited, the second deleted, the third hidden, the fourth no longer reposted; then
    there is a new one."""
    edited, gone, hidden, reposted = posts
    settings = world.runtime.settings
    await commands.edit(elsewhere, settings, ada.id, edited.id, "other words")
    await commands.delete(elsewhere, ada.id, gone.id)
    await audience.narrow(elsewhere, ada.id, hidden.id, "private")
    await reactions.unrepost(elsewhere, ada.id, reposted.id)
    return await commands.publish(elsewhere, settings, ada.id, Publish(text="new"))


@pytest.mark.parametrize("way", ["open", "last", "header"])
async def test_posts_edits_and_deletions_are_made_up(
    world: World, elsewhere: Database, way: str
) -> None:
    """Whether the stream stayed open, or the reader comes back with the id of what was heard last."""
    ada, bo, cleo = await world.people("ada", "bo", "cleo")
    await world.follow(bo, ada)
    posts = [await world.post(by=ada) for _ in range(3)]
    posts.append(await world.post(by=cleo))
    repost = await reactions.repost(world.database, ada.id, posts[3].id)
    wanted = {
        ("changed", str(posts[0].id)),
        ("deleted", str(posts[1].id)),
        ("deleted", str(posts[2].id)),
        ("deleted", str(repost)),
    }
    await until_marked(world.runtime.hub)
    path = feed("home", *posts, since=repost)
    async with world.stream(path, as_=bo) as stream:
        assert await everything(stream) == []
        last = stream.last
        if way == "open":
            async with deaf(world.runtime.hub, world.database, elsewhere):
                new = await change(world, elsewhere, ada, posts)
            heard = await everything(stream)
            assert ("notification", "") in heard
            heard.remove(("notification", ""))
    if way != "open":
        new = await change(world, elsewhere, ada, posts)
        again = feed("home", *posts, since=repost, last=last if way == "last" else "")
        header = last if way == "header" else ""
        async with world.stream(again, as_=bo, last=header) as stream:
            heard = await everything(stream)
    assert heard[0] == ("post", str(new))
    assert set(heard[1:]) == wanted
    assert len(heard) == 5


async def test_who_comes_back_hears_nothing_twice(world: World) -> None:
    ada = await world.person("ada")
    post, other = [await world.post(by=ada) for _ in range(2)]
    await until_marked(world.runtime.hub)
    async with world.stream(feed("local", post, other)) as stream:
        await commands.edit(world.database, world.runtime.settings, ada.id, post.id, "other words")
        await world.like(ada, other)
        assert [one for one, _about in await everything(stream)] == ["changed", "counts"]
        await until_marked(world.runtime.hub)
        await reactions.unlike(world.database, ada.id, other.id)
        assert [one for one, _about in await everything(stream)] == ["counts"]
        last = stream.last
    async with world.stream(feed("local", post, other, last=last)) as stream:
        assert await everything(stream) == []


async def test_more_than_can_be_told_is_said_to_be_so(
    world: World, elsewhere: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal, "MISSED_LIMIT", 2)
    ada = await world.person("ada")
    posts = [await world.post(by=ada) for _ in range(4)]
    await until_marked(world.runtime.hub)
    async with world.stream(feed("local", *posts)) as stream:
        async with deaf(world.runtime.hub, world.database, elsewhere):
            for post in posts[1:]:
                await commands.edit(elsewhere, world.runtime.settings, ada.id, post.id, "x")
            await commands.delete(elsewhere, ada.id, posts[0].id)
        assert await everything(stream) == [("deleted", str(posts[0].id)), ("resync", "")]


@pytest.mark.parametrize(
    "last",
    ["~", "5~x", "1~1:2:1:", "1~1:0:0:", "1~1:1:5:9", "1~9999999999:3:3:", "~1:99:99:", "x" * 7000],
)
async def test_a_forged_id_asks_for_a_new_page_or_nothing(world: World, last: str) -> None:
    ada = await world.person("ada")
    post = await world.post(by=ada)
    await until_marked(world.runtime.hub)
    async with world.stream(feed("local", post, last=last)) as stream:
        assert stream.status == 200
        assert {event for event, _about in await everything(stream)} <= {"resync"}


async def test_what_one_may_not_see_is_not_told_late(world: World, elsewhere: Database) -> None:
    ada, bo = await world.people("ada", "bo")
    hidden = await world.post(by=ada, visibility="private")
    shown = await world.post(by=ada)
    await until_marked(world.runtime.hub)
    async with world.stream(feed("local", shown), as_=bo) as stream:
        async with deaf(world.runtime.hub, world.database, elsewhere):
            await commands.edit(elsewhere, world.runtime.settings, ada.id, hidden.id, "x")
            await commands.delete(elsewhere, ada.id, hidden.id)
        assert await everything(stream) == [("notification", "")]


async def test_what_another_version_wrote_is_not_known(world: World) -> None:
    async with world.database.read() as tx:
        snapshot = await tx.value("SELECT pg_current_snapshot()::text")
    mark = Mark(at=0, snapshot=snapshot)
    ada = await world.person("ada")
    post = await world.post(by=ada)
    await commands.delete(world.database, ada.id, post.id)
    known = await journal.missed(world.database, mark)
    assert known
    async with world.database.write() as tx:
        await tx.run(
            "INSERT INTO live_log (topics, message) VALUES ($1, $2)",
            ["local"],
            {"type": "of later"},
        )
    assert await journal.missed(world.database, mark) is None
