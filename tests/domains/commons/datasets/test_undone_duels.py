"""An answer in a duel that is taken back while a release is made is not in it, at whatever moment."""

from __future__ import annotations

from pathlib import Path

import asyncpg
import pytest

from affresco.commons.datasets import ledger_queries as ledger
from affresco.together import duels
from giving import giver, made, shown
from world import World


@pytest.mark.parametrize("moment", ["begin", "end_rows", "sizes"])
async def test_it_is_in_no_release(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    ada, bo = await giver(world, "ada"), await giver(world, "bo")
    posts = [await shown(world, ada, "a quiet harbour", number) for number in range(2)]
    async with world.database.write() as tx:
        await tx.run(
            """INSERT INTO duels (account_id, prompt, first_media_id, second_media_id, first_post_id,
                                  second_post_id, first_on_left, choice)
               VALUES ($1, 'a quiet harbour', $2, $3, $4, $5, true, 'first')""",
            *(bo.id, *(post.pictures[0].id for post in posts), *(post.id for post in posts)),
        )
    step = getattr(ledger, moment)
    undone: list[int] = []

    async def step_and_undo(connection: asyncpg.Connection, *rest: object) -> object:
        if not undone:
            undone.append(await duels.forget_all(world.database, bo.id))
        return await step(connection, *rest)

    monkeypatch.setattr(ledger, moment, step_and_undo)
    await made(world, tmp_path)
    assert undone == [1]
    async with world.database.read() as reading:
        kinds = [row["config"] for row in await reading.rows("SELECT config FROM commons_rows")]
    assert sorted(kinds) == ["captions", "captions"]
