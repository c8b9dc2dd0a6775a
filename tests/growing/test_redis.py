"""Live messages through a real Redis: in order, with a relay that may go, and without Redis too."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from affresco.db import Database
from affresco.live import messages
from affresco.live.hub import Hub
from affresco.live.redis_bus import RedisBus
from growing import redis_server
from growing.redis_server import RedisServer
from properties.network import Network

SOON = 10.0


@pytest.fixture
def redis(tmp_path: Path) -> Iterator[RedisServer]:
    with redis_server.serving(tmp_path) as server:
        yield server


@asynccontextmanager
async def process(dsn: str, redis: RedisServer, channel: str) -> AsyncIterator[Network]:
    """What a process has: a pool, a hub on Redis, a reader."""
    async with Database(dsn) as database:
        hub = Hub(database, RedisBus(database, redis.url, channel))
        await asyncio.wait_for(hub.start(), SOON)
        try:
            yield Network(database, hub)
        finally:
            await hub.stop()


@pytest.fixture
def channel() -> str:
    return f"tests:{secrets.token_hex(4)}"


async def test_processes_agree_through_redis(dsn: str, redis: RedisServer, channel: str) -> None:
    async with process(dsn, redis, channel) as one, process(dsn, redis, channel) as other:
        ada, bo = await one.people("ada", "bo")
        await one.follow(bo, ada)
        await other.settle()
        for n in range(10):
            writer, reader = (one, other) if n % 2 else (other, one)
            post_id = await writer.post(ada, f"number {n}")
            assert (await writer.reader.home(bo)).items[0].post.id == post_id
            await reader.settle()
            assert (await reader.reader.home(bo)).items[0].post.id == post_id
        async with one.database.read() as tx:
            listeners = await tx.value(
                """SELECT count(*) FROM pg_stat_activity
                   WHERE datname = current_database() AND application_name = 'affresco live'"""
            )
        assert listeners == 1, "one process listens for all"


async def test_messages_keep_the_order_of_commits(
    dsn: str, redis: RedisServer, channel: str
) -> None:
    async with process(dsn, redis, channel) as one, process(dsn, redis, channel) as other:
        heard: list[int] = []
        other.hub.on_message(
            lambda _topic, message: (
                heard.append(message.account_id)
                if isinstance(message, messages.FollowsChanged)
                else None
            )
        )
        for n in range(300):
            source = one if n % 3 else other
            async with source.database.write() as tx:
                await messages.send(tx, messages.FollowsChanged(n), "numbers")
        await other.settle()
        assert heard == list(range(300))


async def test_another_takes_over_when_the_relay_goes(
    dsn: str, redis: RedisServer, channel: str
) -> None:
    async with process(dsn, redis, channel) as second, process(dsn, redis, channel) as third:
        ada, bo = await second.people("ada", "bo")
        await second.follow(bo, ada)
        async with second.database.write() as tx:
            killed = await tx.value(
                """SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
                       WHERE datname = current_database() AND application_name = 'affresco live'"""
            )
        assert killed == 1
        await until_told(second, third)
        post_id = await second.post(ada, "after the relay")
        await third.settle()
        assert (await third.reader.home(bo)).items[0].post.id == post_id


async def test_while_redis_is_away_readers_ask_the_database(
    dsn: str, redis: RedisServer, channel: str
) -> None:
    async with process(dsn, redis, channel) as one, process(dsn, redis, channel) as other:
        ada, bo = await one.people("ada", "bo")
        await one.follow(bo, ada)
        await other.settle()
        await other.reader.home(bo)
        redis.stop()
        await until(lambda: not one.hub.listening.is_set() and not other.hub.listening.is_set())
        post_id = await one.post(ada, "said in the dark")
        assert (await other.reader.home(bo)).items[0].post.id == post_id
        redis.start()
        await until(one.hub.listening.is_set)
        await until(other.hub.listening.is_set)
        await until_told(one, other)
        assert (await other.reader.home(bo)).items[0].post.id == post_id


async def until_told(one: Network, other: Network) -> None:
    """Until what one commits is heard by the other: at once, or after a few tries."""
    topic = messages.account(-77)
    async with asyncio.timeout(SOON), other.hub.subscribe(topic) as subscription:
        while True:
            async with one.database.write() as tx:
                await messages.send(tx, messages.NotificationsChanged(), topic)
            if isinstance(await subscription.next(0.5), messages.NotificationsChanged):
                return


async def until(happens: Callable[[], bool]) -> None:
    async with asyncio.timeout(SOON):
        while not happens():  # noqa: ASYNC110
            await asyncio.sleep(0.05)
