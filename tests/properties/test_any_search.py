"""No search shows anybody what they may not see, however old the index is; none misses what is public."""

from __future__ import annotations

import random

import pytest

from affresco.accounts.model import AccountId
from affresco.db import Database
from affresco.feeds.search.finder import Finder
from affresco.feeds.search.index import index_people, index_posts
from affresco.feeds.search.meanings import understand
from affresco.feeds.search.syntax import parse
from properties.doings import HASHTAGS, do_something
from properties.eyes import ALL, Truth, truth
from properties.network import Network, network

PEOPLE = ("ada", "bo", "cy", "di")
SEARCHES = (
    "post",
    "a post about a wall",
    "again",
    "has:picture",
    "-has:picture",
    "is:reply",
    "is:remix",
    "has:quote",
    "in:library",
    "in:following",
    "from:me",
    "from:ada",
    "-from:ada",
    "after:2020",
    *(f"#{tag}" for tag in HASHTAGS),
)


async def indexed(net: Network, chance: random.Random, share: float) -> None:
    """Bring the index up to date for some posts: the others stay as they were, or are not there yet."""
    async with net.database.read() as tx:
        ids = [row["id"] for row in await tx.rows("SELECT id FROM posts")]
    chosen = [post_id for post_id in ids if chance.random() < share]
    async with net.database.write() as tx:
        await index_posts(tx, chosen)
    await understand(net.database, chosen)


async def shown(finder: Finder, viewer: int | None, q: str) -> set[int]:
    """What the best and the newest results show."""
    best = await finder.posts(viewer, parse(q), limit=200)
    newest, _problems = await finder.newest(viewer, parse(q), cursor=ALL)
    return {view.post.id for view in (*best.items, *newest.items)}


def muted(real: Truth, viewer: int, post_id: int) -> bool:
    return (viewer, real.posts[post_id][0]) in real.muted


@pytest.mark.parametrize("seed", range(5))
async def test_what_is_found_may_be_seen(database: Database, seed: int) -> None:
    chance = random.Random(1000 + seed)
    async with network(database) as net:
        people: list[AccountId] = await net.people(*PEOPLE)
        async with database.write() as tx:
            await index_people(tx, people)
        finder = Finder(database, net.reader)
        for _round in range(4):
            for _ in range(12):
                await do_something(net, people, chance)
            await indexed(net, chance, 0.6)
            for _ in range(4):
                await do_something(net, people, chance)
            real = await truth(database)
            for viewer in (None, *people):
                for q in SEARCHES:
                    for post_id in await shown(finder, viewer, q):
                        assert real.allows(viewer, post_id), (viewer, q)
                        assert viewer is None or not muted(real, viewer, post_id), (viewer, q)
        finder.close()


@pytest.mark.parametrize("seed", range(3))
async def test_what_is_public_is_found_by_everybody(database: Database, seed: int) -> None:
    chance = random.Random(2000 + seed)
    async with network(database) as net:
        people = await net.people(*PEOPLE)
        for _ in range(40):
            await do_something(net, people, chance)
        await indexed(net, chance, 1.0)
        real = await truth(database)
        finder = Finder(database, net.reader)
        public = {i for i, (_who, audience) in real.posts.items() if audience == "public"}
        assert await shown(finder, None, "after:2020") == public
        for viewer in people:
            own = {i for i, (who, _audience) in real.posts.items() if who == viewer}
            assert await shown(finder, viewer, "from:me") == own
        finder.close()
