"""An answer in a duel that is taken back while a release is made is not in it, at whatever moment."""

from __future__ import annotations

from pathlib import Path

import asyncpg
import pytest

from affresco.commons.datasets import ledger_queries as ledger
from affresco.together import duels
from giving import duel, giver, made, shown
from world import World


@pytest.mark.parametrize("moment", ["begin", "end_rows", "sizes"])
async def test_it_is_in_no_release(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    ada, bo = await giver(world, "ada"), await giver(world, "bo")
    posts = [await shown(world, ada, "a quiet harbour", number) for number in range(2)]
    await duel(world, bo, "a quiet harbour", posts)
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
