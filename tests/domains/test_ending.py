"""Background tasks end when they are asked to, or it is said where they stand."""

from __future__ import annotations

import asyncio
from typing import NoReturn

import asyncpg
import pytest
import structlog

from affresco.db import Database
from affresco.live.bus import Ear
from affresco.live.ending import end
from affresco.live.hub import Hub


async def test_a_task_that_drops_the_first_request_ends_all_the_same() -> None:
    comes = asyncio.Event()

    async def work() -> None:
        while True:
            await asyncio.wait_for(comes.wait(), 60)
            comes.clear()

    task = asyncio.create_task(work())
    await asyncio.sleep(0.01)
    comes.set()
    await asyncio.sleep(0)  # in Python 3.11 wait_for forgets what is asked in this moment
    await end(task)
    assert task.done()


async def test_who_does_not_end_is_named_and_not_waited_for() -> None:
    over = asyncio.Event()

    async def stubborn() -> None:
        while not over.is_set():
            try:
                await over.wait()
            except asyncio.CancelledError:
                continue

    task = asyncio.create_task(stubborn(), name="a mule")
    await asyncio.sleep(0)
    with structlog.testing.capture_logs() as said:
        await end(task, seconds=0.05)
    over.set()
    await task
    assert [(line["event"], line["task"]) for line in said] == [("task does not end", "a mule")]
    assert "stubborn" in said[0]["where"][-1]


class Broken:
    """A bus that breaks down, as a driver may, and works when it is tried again."""

    def __init__(self) -> None:
        self.carried = 0

    async def carry(self, ear: Ear) -> NoReturn:
        self.carried += 1
        ear.standing(True)
        if self.carried == 1:
            raise asyncpg.exceptions.OutdatedSchemaCacheError("a fault of the driver's")
        await asyncio.Event().wait()
        raise AssertionError


async def test_a_hub_whose_bus_breaks_down_listens_again(database: Database) -> None:
    bus = Broken()
    hub = Hub(database, bus)
    await hub.start()
    try:
        async with asyncio.timeout(10):
            while bus.carried < 2:  # noqa: ASYNC110 - nobody tells
                await asyncio.sleep(0.01)
            await hub.listening.wait()
    finally:
        await hub.stop()


async def test_a_connection_that_was_not_given_back_does_not_keep_the_pools_open(
    dsn: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("affresco.db.pool.CLOSE_SECONDS", 0.1)
    database = await Database(dsn).open()
    held = database.read()
    await held.__aenter__()
    with structlog.testing.capture_logs() as said:
        async with asyncio.timeout(10):
            await database.close()
    assert [line["event"] for line in said] == ["connections were not given back, and are cut"]
