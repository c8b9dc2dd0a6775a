"""Two processes' readers on one database, and whatever people do: both end where the database is."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable
from contextlib import suppress

import pytest

from affresco.accounts.model import AccountId
from affresco.db import Database
from affresco.errors import Conflict, Forbidden, Invalid, NotFound
from affresco.feeds.model import Cursor, Timeline
from affresco.feeds.reader import Reader
from affresco.live.hub import Hub
from affresco.posts import commands, polls, quotes, threads
from affresco.posts.model import NewPoll, PostId, QuotePolicy
from properties.network import Network, network

PEOPLE = ("ada", "bo", "cy", "di")
POLICIES: tuple[QuotePolicy, ...] = ("everyone", "followers", "nobody")


async def do_something(net: Network, people: list[AccountId], chance: random.Random) -> None:
    """One write. What is refused by a rule is no failure: it leaves everything as it was."""
    who, other = chance.sample(people, 2)
    posts = [view.post.id for view in (await net.reader.local(who)).items]
    post = chance.choice(posts or [PostId(0)])
    visibility = chance.choice(["public", "public", "unlisted", "followers", "direct", "private"])
    asked = NewPoll(("a", "b", "c"), 600, chance.random() < 0.5, chance.random() < 0.5)
    named = f"@{chance.choice(PEOPLE)} {chance.random()}"
    acts: list[Callable[[], Awaitable[object]]] = [
        lambda: net.post(who, named, visibility=visibility),
        lambda: net.post(who, named, visibility=visibility, in_reply_to_id=post),
        lambda: net.post(who, poll=asked),
        lambda: net.post(who, quote_of_id=post, quote_policy=chance.choice(POLICIES)),
        lambda: polls.vote(net.database, who, post, [chance.randrange(3)]),
        lambda: quotes.set_policy(net.database, who, post, chance.choice(POLICIES)),
        lambda: revoke_something(net, who, chance),
        lambda: threads.pin(net.database, who, post),
        lambda: threads.unpin(net.database, who, post),
        lambda: threads.mute(net.database, who, post),
        lambda: threads.unmute(net.database, who, post),
        lambda: commands.edit(
            net.database, net.settings, who, post, named, warning="w", sensitive=True
        ),
        lambda: net.post(who, prompt="again", remix_of_id=post),
        lambda: commands.edit(net.database, net.settings, who, post, f"Edited {chance.random()}"),
        lambda: commands.delete(net.database, who, post),
        lambda: commands.like(net.database, who, post),
        lambda: commands.unlike(net.database, who, post),
        lambda: commands.repost(net.database, who, post),
        lambda: commands.unrepost(net.database, who, post),
        lambda: commands.bookmark(net.database, who, post),
        lambda: commands.unbookmark(net.database, who, post),
        lambda: net.follow(who, other),
        lambda: net.unfollow(who, other),
    ]
    with suppress(Forbidden, NotFound, Conflict, Invalid):
        await chance.choice(acts)()


async def revoke_something(net: Network, who: AccountId, chance: random.Random) -> None:
    """Take a post of one's own out of one that quotes it."""
    async with net.database.read() as tx:
        rows = await tx.rows(
            "SELECT post_id, quoted_id FROM quotes WHERE quoted_account_id = $1", who
        )
    if rows:
        row = chance.choice(rows)
        await quotes.revoke(net.database, who, row["quoted_id"], row["post_id"])


async def pages_of(reader: Reader, people: list[AccountId]) -> list[Timeline]:
    """All that the readers show of the network, as one comparable thing."""
    shown = [await reader.local(None, Cursor(limit=100))]
    for viewer in people:
        shown.append(await reader.home(viewer, Cursor(limit=100)))
        shown.append(await reader.bookmarks(viewer, Cursor(limit=100)))
        shown += [await reader.person(viewer, person, Cursor(limit=100)) for person in people]
    return shown


@pytest.mark.parametrize("seed", range(4))
async def test_readers_agree_with_the_database(database: Database, seed: int) -> None:
    chance = random.Random(seed)
    async with network(database) as net, network(database) as elsewhere:
        people = await net.people(*PEOPLE)
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
            truth = await pages_of(deaf, people)
            for reader in (net.reader, elsewhere.reader):
                for shown, right in zip(await pages_of(reader, people), truth, strict=True):
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
    monkeypatch.setattr("affresco.feeds.reader.WINDOW", 12)
    monkeypatch.setattr("affresco.feeds.reader.EACH", 5)
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
