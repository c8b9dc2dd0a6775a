"""What tests of the commons have in common: people who give, and a consumer who reads."""

from __future__ import annotations

import json
from typing import Any, Final

import msgspec

from affresco.accounts.model import Answers
from affresco.commons import consumers
from affresco.commons.model import CONSUMER_SCOPES, ConsumerScope, NewConsumer
from affresco.commons.sequencing import sequence
from affresco.posts import consent
from affresco.posts.model import Change
from world import Published, Resident, World

STREAM: Final = "/api/affresco/v1/commons/stream"


class Reader(msgspec.Struct, frozen=True):
    """A consumer with its key."""

    id: int
    key: str


async def giver(
    world: World, handle: str, *, choices: bool = True, credit: bool = False
) -> Resident:
    """Somebody whose posts may be learned from, and passed on."""
    who = await world.person(handle, training="allow")
    await consent.answer(
        world.database,
        who.id,
        Answers(licence="CC BY", choices="allow" if choices else "deny", credit=credit),
        {},
    )
    return who


async def withdraw(world: World, post: Published) -> None:
    """Its author gives a post no more."""
    await consent.choose(world.database, post.by.id, post.id, Change(training="deny"))


async def consumer(
    world: World,
    name: str = "a laboratory",
    *,
    scopes: tuple[ConsumerScope, ...] = CONSUMER_SCOPES,
    terms: bool = True,
) -> Reader:
    """Somebody who reads."""
    new = NewConsumer(
        name=name, contact="lab@example.org", purpose="to learn how people draw", scopes=scopes
    )
    made = await consumers.add(world.database, new)
    if terms:
        await consumers.accept_terms(world.database, made.id, consumers.TERMS_VERSION)
    return Reader(made.id, made.key)


async def lines(world: World, reader: Reader, query: str = "") -> list[Any]:
    """All that there is to read now, the mark at the end among it."""
    await sequence(world.database)
    answer = await world.api("GET", f"{STREAM}?{query}", token=reader.key)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/jsonl"
    return [json.loads(line) for line in answer.text.splitlines()]


async def told(world: World, reader: Reader, query: str = "") -> list[Any]:
    """The events alone."""
    return [event for event in await lines(world, reader, query) if event["kind"] != "mark"]
