"""How rows of releases end that were taken back: in one order, and in each version that has them."""

from __future__ import annotations

import asyncio
from pathlib import Path

from affresco.db import ReadTx
from affresco.posts import consent
from affresco.posts.model import Change
from affresco.together import duels
from giving import duel, giver, made, shown
from world import World


async def until_somebody_waits(tx: ReadTx) -> None:
    """For a lock."""
    async with asyncio.timeout(3):
        while not await tx.value("SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted)"):  # noqa: ASYNC110
            await asyncio.sleep(0.02)


async def test_whoever_takes_back_holds_the_rows_in_ascending_order(
    world: World, tmp_path: Path
) -> None:
    ada, bo = await giver(world, "ada"), await giver(world, "bo")
    post = await shown(world, ada, "a quiet harbour", 1)
    await world.like(bo, post)
    await made(world, tmp_path)
    async with world.database.write() as tx:
        rows = [row["id"] for row in await tx.rows("SELECT id FROM commons_rows ORDER BY id")]
        assert len(rows) > 1
        # The first of them lies behind the others, where a scan comes to it last.
        await tx.run("UPDATE commons_rows SET split = split WHERE id = $1", rows[0])
    async with world.database.write() as tx:
        await tx.run("SELECT FROM commons_rows WHERE id = $1 FOR UPDATE", rows[0])
        deny = consent.choose(world.database, ada.id, post.id, Change(training="deny"))
        waiting = asyncio.create_task(deny)
        await until_somebody_waits(tx)
        free = await tx.rows(
            "SELECT id FROM commons_rows WHERE id > $1 ORDER BY id FOR UPDATE SKIP LOCKED", rows[0]
        )
        assert [row["id"] for row in free] == rows[1:]
    await waiting
    async with world.database.read() as tx:
        assert not await tx.value("SELECT count(*) FROM commons_rows WHERE withdrawn_at IS NULL")


async def test_an_answer_that_is_taken_back_is_out_of_old_versions_too(
    world: World, tmp_path: Path
) -> None:
    ada, bo = await giver(world, "ada"), await giver(world, "bo")
    posts = [await shown(world, ada, "a quiet harbour", number) for number in range(2)]
    await duel(world, bo, "a quiet harbour", posts)
    await made(world, tmp_path)
    # The row is another one from now on: that of the first version ends, and was not taken back.
    await consent.choose(world.database, ada.id, posts[0].id, Change(licence="CC BY-SA"))
    assert (await made(world, tmp_path)).version == 2
    assert await duels.forget_all(world.database, bo.id) == 1
    async with world.database.read() as tx:
        rows = await tx.rows(
            """SELECT since_version, ended_version, withdrawn_at IS NOT NULL FROM commons_rows
               WHERE config = 'preferences' ORDER BY since_version"""
        )
    assert [tuple(row) for row in rows] == [(1, 2, True), (2, None, True)]
