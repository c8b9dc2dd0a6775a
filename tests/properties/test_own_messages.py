"""What a process hears of its own commits: at once, and never after what came later."""

from __future__ import annotations

import asyncio

import pytest

from affresco.db import Database
from affresco.feeds.model import Cursor
from affresco.live import messages
from affresco.live.hub import Hub
from affresco.live.messages import Message, NotificationsChanged
from affresco.posts import commands
from properties.network import network

TOPIC = messages.account(7)


async def test_a_commit_is_heard_at_once_where_nobody_listens(database: Database) -> None:
    told: list[str] = []
    database.on_commit(lambda topic, _message: told.append(topic))
    async with database.write() as tx:
        await messages.send(tx, NotificationsChanged(), TOPIC)
    assert told == [TOPIC]


async def test_a_commit_that_fails_is_not_heard(database: Database) -> None:
    told: list[str] = []
    database.on_commit(lambda topic, _message: told.append(topic))

    async def fail() -> None:
        async with database.write() as tx:
            await messages.send(tx, NotificationsChanged(), TOPIC)
            raise ValueError("changed my mind")

    with pytest.raises(ValueError, match="changed my mind"):
        await fail()
    assert told == []


async def test_later_commits_of_others_are_not_undone_by_ones_own(
    dsn: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One's own connection is slow to say that it committed; another process has gone on by then."""
    held, slow = asyncio.Event(), asyncio.Event()

    async def hold(_connection: object) -> None:
        if slow.is_set():
            slow.clear()
            await held.wait()

    monkeypatch.setattr("affresco.db.pool._keep_session", hold)
    async with (
        Database(dsn) as here,
        Database(dsn) as there,
        network(here) as net,
        network(there) as elsewhere,
    ):
        ada, bo = await net.people("ada", "bo")
        post_id = await net.post(ada)
        assert not (await net.reader.post(bo, post_id)).state.bookmarked
        await net.settle()
        slow.set()
        mine = asyncio.create_task(commands.bookmark(here, bo, post_id))
        await until_bookmarked(net.hub, mine)
        await commands.unbookmark(there, bo, post_id)
        await elsewhere.settle()
        await net.settle()
        held.set()
        await mine
        assert not (await net.reader.post(bo, post_id)).state.bookmarked
        assert (await net.reader.bookmarks(bo, Cursor())).items == ()


async def until_bookmarked(hub: Hub, task: asyncio.Task[None]) -> None:
    """Wait until the hub has heard of the commit, whose task has not gone on yet."""
    heard = asyncio.Event()

    def listen(_topic: str, message: Message) -> None:
        if isinstance(message, messages.Reacted):
            heard.set()

    hub.on_message(listen)
    await asyncio.wait_for(heard.wait(), 10)
    assert not task.done()
