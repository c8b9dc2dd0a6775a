"""What the clock brings: whatever happens to one thing, the others' time has come, too."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from affresco.live.ending import end
from affresco.posts import commands, schedule
from affresco.posts.model import NewPoll, PostId, Publish
from affresco.settings import Settings
from affresco.worker import due
from world import World

SOON = timedelta(minutes=10)


async def kept(world: World, author_id: int, text: str) -> int:
    at = datetime.now(UTC) + SOON
    return (await schedule.schedule(world.database, author_id, Publish(text=text), at)).id


async def comes_due(world: World) -> None:
    async with world.database.write() as tx:
        await tx.run("UPDATE scheduled_posts SET at = now()")
        await tx.run("UPDATE polls SET expires_at = now()")


async def local(world: World) -> list[str]:
    reader = world.app.state.reader
    return [view.post.text for view in (await reader.local(None)).items]


async def test_a_worker_publishes_what_is_due_and_closes_polls(world: World) -> None:
    ada = await world.person("ada")
    poll = await world.post(by=ada, text="?", poll=NewPoll(("a", "b"), 600))
    await kept(world, ada.id, "in time")
    await comes_due(world)
    looking = asyncio.create_task(due.look_for_ever(world.database, world.runtime.settings))
    try:
        async with asyncio.timeout(10):
            while "in time" not in await local(world):  # noqa: ASYNC110 - nobody tells
                await asyncio.sleep(0.05)
    finally:
        await end(looking)
    await world.work()
    told = await world.app.state.reader.notifications(ada.id)
    assert [(n.notification.kind, n.notification.post_id) for n in told] == [("poll", poll.id)]


async def test_one_post_that_breaks_down_keeps_no_other_waiting(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada = await world.person("ada")
    for text in ("breaks", "unreadable", "in time"):
        await kept(world, ada.id, text)
    await comes_due(world)
    async with world.database.write() as tx:
        await tx.run(
            """UPDATE scheduled_posts SET command = command || '{"visibility": "of old"}'
               WHERE command->>'text' = 'unreadable'"""
        )
    publish = commands.publish

    async def break_down(
        database: object, settings: Settings, author_id: int, command: Publish
    ) -> PostId:
        if command.text == "breaks":
            raise RuntimeError("a fault of ours")
        return await publish(world.database, settings, author_id, command)

    monkeypatch.setattr(commands, "publish", break_down)
    await due.look(world.database, world.runtime.settings)
    assert await local(world) == ["in time"]
    async with world.database.read() as reading:
        left = await schedule.page(reading, ada.id, 2**63 - 1, 0, 9, upward=False)
    assert {one.command.text: one.error_code for one in left} == {
        "breaks": None,
        "unreadable": "posts.scheduled_unreadable",
    }
