"""Reads go to a replica, and find all the same what was just written."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from affresco.db import Database
from affresco.db.migrate import migrate
from affresco.db.pool import DatabaseUnavailable, ReplicaNotSynchronous
from affresco.posts import commands
from growing.standby import Pair, command, streaming
from properties.network import Network, network

SERVER = "SELECT pg_is_in_recovery()"


@pytest.fixture(scope="module")
def pair() -> Iterator[Pair]:
    root = Path(tempfile.mkdtemp(prefix="affresco-pair-"))
    root.chmod(0o711)
    try:
        with streaming(root) as servers:
            asyncio.run(_prepare(servers.primary.dsn()))
            yield servers
    finally:
        shutil.rmtree(root)


async def _prepare(dsn: str) -> None:
    async with Database(dsn) as database:
        await migrate(database)


@pytest.fixture
async def both(pair: Pair) -> AsyncIterator[Database]:
    async with Database(pair.primary.dsn(), replica=pair.standby.dsn()) as database:
        yield database


@pytest.fixture
async def net(both: Database) -> AsyncIterator[Network]:
    async with network(both) as net:
        yield net


async def test_reads_go_to_the_replica_and_writes_to_the_primary(both: Database) -> None:
    async with both.read() as tx:
        assert await tx.value(SERVER) is True
    async with both.write() as wtx:
        assert await wtx.value(SERVER) is False


async def test_what_was_written_is_read_at_once_here_and_elsewhere(
    net: Network, pair: Pair
) -> None:
    """Also while the replica is busy: its process that applies changes is held up now and then."""
    ada, bo = await net.people("ada", "bo")
    await net.follow(bo, ada)
    async with (
        Database(pair.primary.dsn(), replica=pair.standby.dsn()) as second,
        network(second) as elsewhere,
    ):
        for n in range(8):
            if n % 4 == 1:
                command(pair.standby, "SELECT pg_wal_replay_pause()")
                waiting = asyncio.create_task(net.post(ada, f"Number {n}"))
                done, _ = await asyncio.wait({waiting}, timeout=0.3)
                assert not done, "the commit waits for the replica"
                command(pair.standby, "SELECT pg_wal_replay_resume()")
                post_id = await waiting
            else:
                post_id = await net.post(ada, f"Number {n}")
            await elsewhere.settle()
            for reader in (net.reader, elsewhere.reader):
                assert (await reader.home(bo)).items[0].post.id == post_id
            await commands.like(net.database, bo, post_id)
            await elsewhere.settle()
            for reader in (net.reader, elsewhere.reader):
                assert (await reader.post(bo, post_id)).counts.likes == 1


async def test_a_replica_that_is_not_waited_for_is_refused(pair: Pair, dsn: str) -> None:
    with pytest.raises(ReplicaNotSynchronous):
        await Database(dsn, replica=pair.standby.dsn()).open()


async def test_without_its_replica_a_process_reads_from_the_primary(
    pair: Pair, tmp_path: Path
) -> None:
    nowhere = f"postgresql://affresco@/affresco?host={tmp_path}"
    async with Database(pair.primary.dsn(), replica=nowhere) as database, database.read() as tx:
        assert await tx.value(SERVER) is False


async def test_a_read_that_stands_in_the_replicas_way_may_be_tried_again(both: Database) -> None:
    with pytest.raises(DatabaseUnavailable):
        async with both.read() as tx:
            await tx.value(
                """DO $$ BEGIN RAISE EXCEPTION 'canceling statement due to conflict with recovery'
                   USING ERRCODE = '40001'; END $$"""
            )
