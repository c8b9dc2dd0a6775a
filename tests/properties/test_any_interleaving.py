"""Two processes' readers on one database, and whatever people do: both end where the database is."""

from __future__ import annotations

import asyncio
import random

import pytest

from affresco.accounts.model import AccountId
from affresco.db import Database
from affresco.feeds.model import Cursor, Timeline
from affresco.feeds.reader import Reader
from affresco.live.hub import Hub
from affresco.posts import commands
from properties.doings import HASHTAGS, do_something
from properties.network import network

PEOPLE = ("ada", "bo", "cy", "di")


async def pages_of(database: Database, reader: Reader, people: list[AccountId]) -> list[Timeline]:
    """All that the readers show of the network, as one comparable thing."""
    everything = Cursor(limit=100)
    shown = [await reader.local(None, everything)]
    async with database.read() as tx:
        owned = await tx.rows("SELECT id, account_id FROM lists ORDER BY id")
    shown += [await reader.of_list(row["account_id"], row["id"], everything) for row in owned]
    for viewer in people:
        shown.append(await reader.local(viewer, everything))
        shown.append(await reader.likes(viewer, everything))
        shown += [await reader.tag(viewer, tag, everything) for tag in HASHTAGS]
        shown.append(await reader.home(viewer, Cursor(limit=100)))
        shown.append(await reader.bookmarks(viewer, Cursor(limit=100)))
        shown += [await reader.person(viewer, person, Cursor(limit=100)) for person in people]
    return shown


@pytest.mark.parametrize("seed", range(4))
async def test_readers_agree_with_the_database(database: Database, seed: int) -> None:
    chance = random.Random(seed)
    async with (
        Database(database.dsn) as other,
        network(database) as net,
        network(other) as elsewhere,
    ):
        people = await net.people(*PEOPLE)
        elsewhere.handles.update(net.handles)
        deaf = Reader(database, Hub(database))
        for _round in range(3):
            await asyncio.gather(
                *(do_something(net, people, chance) for _ in range(12)),
                *(do_something(elsewhere, people, chance) for _ in range(12)),
                *(
                    reader.home(chance.choice(people))
                    for reader in (net.reader, elsewhere.reader) * 6
                ),
            )
            await net.settle()
            await elsewhere.settle()
            truth = await pages_of(database, deaf, people)
            for reader in (net.reader, elsewhere.reader):
                for shown, right in zip(
                    await pages_of(database, reader, people), truth, strict=True
                ):
                    assert shown == right


async def test_a_process_finds_what_it_wrote_at_once(database: Database) -> None:
    async with network(database) as net:
        ada, bo = await net.people("ada", "bo")
        await net.follow(bo, ada)
        for n in range(1, 8):
            await net.reader.home(bo)
            post_id = await net.post(ada)
            assert (await net.reader.home(bo)).items[0].post.id == post_id
            await commands.like(net.database, bo, post_id)
            view = (await net.reader.home(bo)).items[0]
            assert (view.counts.likes, view.state.liked) == (1, True)
            await commands.edit(net.database, net.settings, ada, post_id, f"Edited {n}")
            assert (await net.reader.post(bo, post_id)).post.text == f"Edited {n}"


@pytest.mark.parametrize("chunk", [1, 3, 7])
async def test_homes_are_walked_alike_from_memory_and_from_the_database(
    database: Database, chunk: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a window that ends in the middle, so that a walk passes from one to the other."""
    monkeypatch.setattr("affresco.feeds.timelines.WINDOW", 12)
    monkeypatch.setattr("affresco.feeds.timelines.LOADED", 9)
    monkeypatch.setattr("affresco.feeds.queries.FIRST", 1)
    chance = random.Random(chunk)
    async with network(database) as net:
        people = await net.people(*PEOPLE)
        reader = people[0]
        for other in people[1:]:
            await net.follow(reader, other)
        wanted = [await net.post(chance.choice(people)) for _ in range(40)]
        down: list[int] = []
        cursor = Cursor(limit=chunk)
        while True:
            page = await net.reader.home(reader, cursor)
            down += [view.post.id for view in page.items]
            if page.older is None:
                break
            cursor = Cursor(max_id=page.older, limit=chunk)
            await net.post(chance.choice(people))
        assert down == wanted[::-1]
        up: list[int] = []
        cursor = Cursor(min_id=wanted[0] - 1, limit=chunk)
        while len(up) < len(wanted):
            page = await net.reader.home(reader, cursor)
            up += [view.post.id for view in reversed(page.items)]
            cursor = Cursor(min_id=page.newer, limit=chunk)
        assert up[: len(wanted)] == wanted
