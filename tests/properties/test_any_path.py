"""No path shows anybody what they may not see, whatever was done before, in whichever process."""

from __future__ import annotations

import asyncio
import random

import pytest

from affresco.accounts.model import AccountId
from affresco.db import Database
from affresco.feeds.reader import Reader
from affresco.live.hub import Hub
from properties.doings import do_something
from properties.eyes import ALL, Eyes, truth
from properties.network import Network, network

PEOPLE = ("ada", "bo", "cy", "di")
NOWHERE = 7
"""No post has this id."""


async def wrongs(
    database: Database, reader: Reader, people: list[AccountId], chance: random.Random, posts: int
) -> list[str]:
    """All that anybody is shown who should not be, or is not shown who should be."""
    real = await truth(database)
    known = sorted(real.posts, reverse=True)
    wrong: list[str] = []
    for viewer in (None, *people):
        looked_at = [NOWHERE, *chance.sample(known, min(posts, len(known)))]
        found = await Eyes(reader, viewer, real, people).look(looked_at)
        wrong += [f"{viewer}: {what}" for what in found]
    return wrong


@pytest.mark.parametrize("seed", range(4))
async def test_after_each_write_its_own_process_hides_at_once(
    database: Database, seed: int
) -> None:
    chance = random.Random(seed)
    async with network(database) as net:
        people = await net.people(*PEOPLE)
        done = [await do_something(net, people, chance) for _ in range(40)]
        await net.react()
        for _ in range(12):
            done.append(await do_something(net, people, chance))
            wrong = await wrongs(database, net.reader, people, chance, posts=4)
            assert wrong == [], f"after {done[-5:]}"


@pytest.mark.parametrize("seed", range(4))
async def test_two_processes_hide_alike_after_writes_at_the_same_time(
    database: Database, seed: int
) -> None:
    chance = random.Random(100 + seed)
    async with (
        Database(database.dsn) as other,
        network(database) as net,
        network(other) as elsewhere,
    ):
        people = await net.people(*PEOPLE)
        elsewhere.handles.update(net.handles)
        deaf = Reader(database, Hub(database))
        for _round in range(4):
            # What was told before a block and is taken back after it is not shown in between either.
            await net.react(backwards=chance.random() < 0.5)
            await asyncio.gather(
                *(do_something(net, people, chance) for _ in range(12)),
                *(do_something(elsewhere, people, chance) for _ in range(12)),
                *(
                    reader.home(chance.choice(people), ALL)
                    for reader in (net.reader, elsewhere.reader) * 4
                ),
            )
            for one in (net, elsewhere):
                await one.settle()
            for reader in (net.reader, elsewhere.reader, deaf):
                assert await wrongs(database, reader, people, chance, posts=5) == []


async def test_a_deaf_process_hides_too(database: Database) -> None:
    """While messages do not arrive, nothing comes from memory."""
    chance = random.Random(7)
    async with (
        Database(database.dsn) as other,
        network(database) as net,
        network(other) as elsewhere,
    ):
        people = await net.people(*PEOPLE)
        elsewhere.handles.update(net.handles)
        for _ in range(30):
            await do_something(net, people, chance)
        await wrongs(database, net.reader, people, chance, posts=10)
        await net.hub.stop()
        net.lose_messages()
        for _ in range(30):
            await do_something(elsewhere, people, chance)
        assert await wrongs(database, net.reader, people, chance, posts=10) == []


def forget_ties(net: Network) -> None:
    """As a cache that is not told of ties any more."""
    net.reader._facts._ties.drop = lambda key: None  # type: ignore[method-assign]


async def test_these_eyes_would_see_it(database: Database) -> None:
    """A cache that misses a block is found out."""
    chance = random.Random(1)
    async with network(database) as net:
        ada, bo = people = await net.people("ada", "bo")
        await net.post(ada, visibility="public")
        await net.reader.home(bo)
        forget_ties(net)
        await net.block(ada, bo)
        assert await wrongs(database, net.reader, people, chance, posts=4) != []
