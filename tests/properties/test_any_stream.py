"""No open stream speaks of what its reader may not see, whatever another process does meanwhile."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, AsyncExitStack

import pytest

from affresco.accounts.model import AccountId
from affresco.db import Database
from properties.doings import HASHTAGS, do_something
from properties.eyes import Truth, truth
from properties.network import Network, network
from world import EventStream, Resident, ServerEvent, World

PEOPLE = ("ada", "bo", "cy")
PAGES = ("home", "local", *(f"tag:{tag}" for tag in HASHTAGS))
CHANNELS = ("user", "public", *(f"hashtag?tag={tag}" for tag in HASHTAGS))
PATIENCE = 0.12
"""Seconds without an event after which a stream has said all."""


class Ear:
    """An open stream and whose it is."""

    def __init__(self, name: str, who: Resident | None, stream: EventStream) -> None:
        self.name = f"{who.handle if who else 'a guest'} at {name}"
        self.viewer = who.id if who else None
        self._stream = stream

    async def heard(self) -> AsyncIterator[ServerEvent]:
        """Everything that was said since the last time."""
        while True:
            try:
                yield await self._stream.next(PATIENCE)
            except TimeoutError:
                return

    async def wrongs(self, before: Truth, after: Truth) -> list[str]:
        """What should not have been said. before, after: the one write that was made meanwhile."""
        wrong = []
        async for event in self.heard():
            gone = event.event in ("deleted", "delete")
            known = before if gone else after
            wrong += [
                f"{self.name}: {event.event} of {post_id}"
                for post_id in _spoken_of(event)
                if not known.allows(self.viewer, post_id)
            ]
        return wrong


def _spoken_of(event: ServerEvent) -> list[int]:
    """The posts that an event of the website's or of Mastodon's streams names."""
    match event.event:
        case "post" | "changed" | "counts" | "deleted":
            return [int(event.json()["post_id"])]
        case "update" | "status.update":
            return [_post_of(event.json())]
        case "notification":
            status = event.json().get("status")
            return [_post_of(status)] if status else []
        case _:
            return []


def _post_of(status: dict[str, object]) -> int:
    inner = status.get("reblog")
    return int(str((inner if isinstance(inner, dict) else status)["id"]))


async def _listen(world: World, opened: AsyncExitStack, residents: list[Resident]) -> list[Ear]:
    wanted = [(feed, who) for who in (None, *residents) for feed in PAGES[who is None :]]
    ears = [
        Ear(feed, who, await opened.enter_async_context(_page(world, feed, who)))
        for feed, who in wanted
    ]
    ears += [
        Ear(name, who, await opened.enter_async_context(_channel(world, name, who)))
        for who in residents
        for name in CHANNELS
    ]
    return ears


def _page(
    world: World, feed: str, who: Resident | None
) -> AbstractAsyncContextManager[EventStream]:
    return world.stream(f"/stream?feed={feed}", as_=who)


def _channel(world: World, name: str, who: Resident) -> AbstractAsyncContextManager[EventStream]:
    return world.stream(f"/api/v1/streaming/{name}", token=who.token)


@pytest.mark.parametrize("seed", range(3))
async def test_streams_speak_of_what_may_be_seen(world: World, seed: int) -> None:
    chance = random.Random(200 + seed)
    residents = await world.people(*PEOPLE)
    people: list[AccountId] = [who.id for who in residents]
    async with (
        Database(world.database.dsn) as other,
        network(other) as elsewhere,
        AsyncExitStack() as opened,
    ):
        elsewhere.handles.update({who.id: who.handle for who in residents})
        for _ in range(25):
            await do_something(elsewhere, people, chance)
        ears = await _listen(world, opened, residents)
        for _ in range(25):
            before = await truth(world.database)
            done = await do_something(elsewhere, people, chance)
            await _react(elsewhere)
            after = await truth(world.database)
            found = await asyncio.gather(*(ear.wrongs(before, after) for ear in ears))
            assert [wrong for one in found for wrong in one] == [], f"after {done}"


async def _react(net: Network) -> None:
    await net.react()
    await net.settle()


async def test_these_ears_hear_something(world: World) -> None:
    """What may be seen is spoken of: silence would be no proof."""
    ada, bo = await world.people("ada", "bo")
    await world.follow(bo, ada)
    async with AsyncExitStack() as opened:
        ears = await _listen(world, opened, [bo])
        await world.post(by=ada, text="Hello #fresco @bo")
        spoken = [{event.event async for event in ear.heard()} for ear in ears]
        heard = {ear.name: names for ear, names in zip(ears, spoken, strict=True)}
    for name in ("bo at home", "bo at local", "bo at tag:fresco", "a guest at local"):
        assert "post" in heard[name], heard
    for name in ("bo at user", "bo at public", "bo at hashtag?tag=fresco"):
        assert "update" in heard[name], heard
